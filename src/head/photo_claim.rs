//! What one photo tells of a head that several photos show, and how sure that is.

use super::fit_input::{FitInput, PhotoFacts};
use super::handles::FitHandles;
use super::solve::{KNOWN_SCALE_ERROR, PUPIL_DISTANCE_MM, PUPIL_DISTANCE_SPREAD};
use super::view::{HeadView, ViewSource};
use glam::DVec2;

/// Error of an outline point that was found, and of one that a person has given, mm (assumption: neighbours stray together, so each
/// counts less than it would alone).
const FOUND_SD_MM: f64 = 3.5;
const GIVEN_SD_MM: f64 = 1.0;
/// Points of an outline that are taken: more say the same again.
const OUTLINE_POINTS: usize = 32;
/// Errors of yaw, pitch and roll, degrees: of a face (docs/photo.md: 1.3° on renders, 2.4° on the scan's pictures), of a pose that is
/// only named, and of what a person has set by hand (assumptions). The pupils tell a face's roll.
const FACE_SD_DEG: [f64; 3] = [3.0, 3.0, 20.0];
const POSE_SD_DEG: [f64; 3] = [8.0, 6.0, 5.0];
const HAND_SD_DEG: [f64; 3] = [0.5, 0.5, 0.5];
/// How far the head's place (mm) and the logarithm of its scale may stray from where a hand has put them; elsewhere photos decide
/// (assumptions).
const HAND_SD: [f64; 2] = [1.0, 0.01];
const FREE_SD: [f64; 2] = [200.0, 1.0];

/// What one photo gives, and the view that it has.
#[derive(Clone, Copy, Debug)]
pub struct PhotoClaim<'a> {
    /// What its file says.
    pub facts: &'a PhotoFacts,
    /// What a person or a detector gives.
    pub given: &'a FitInput,
    /// Its view until now.
    pub view: &'a HeadView,
}

impl PhotoClaim<'_> {
    /// Whether the photo says something of the whole head: not a close-up, and no guess.
    pub fn tells_head(&self) -> bool {
        !self.given.is_close_up()
            && self.view.source != ViewSource::Guess
            && (self.given.eyes.is_some() || !self.given.outline.is_empty() || self.given.handles.is_some())
    }

    /// Where the camera begins.
    pub(super) fn handles(&self) -> FitHandles {
        FitHandles::of(self.view)
    }

    /// Errors of where the camera begins: yaw, pitch and roll in degrees; the head's place in mm, and the logarithm of its scale.
    pub(super) fn errors(&self) -> ([f64; 3], [f64; 2]) {
        match (self.given.handles, self.given.eyes) {
            (Some(_), _) => (HAND_SD_DEG, HAND_SD),
            (None, Some(_)) => (FACE_SD_DEG, FREE_SD),
            (None, None) => (POSE_SD_DEG, FREE_SD),
        }
    }

    /// The points of the outline that are taken, px.
    pub(super) fn outline_px(&self) -> Vec<DVec2> {
        let points_px = &self.given.outline;
        let step = points_px.len().div_ceil(OUTLINE_POINTS).max(1);
        points_px.iter().copied().step_by(step).collect()
    }

    /// Error of each of them, mm.
    pub(super) fn outline_sd_mm(&self) -> f64 {
        match self.given.found_outline() {
            true => FOUND_SD_MM,
            false => GIVEN_SD_MM,
        }
    }
}

/// What the photos know of the pupil distance: logarithms over the mean, and their errors. The population's mean comes first, then
/// what each face tells. Several faces of one client share the average that they were told by, so together they count as one.
pub(super) fn known_pupils(photos: &[PhotoClaim<'_>]) -> Vec<[f64; 2]> {
    let told: Vec<[f64; 2]> = photos
        .iter()
        .filter(|photo| photo.given.eyes.is_some() && photo.given.mm_per_px.is_none())
        .filter_map(|photo| {
            let log = (photo.given.pupil_distance_mm? / PUPIL_DISTANCE_MM).ln();
            let found = photo.given.found.map(|found| found.scale_error);
            Some([log, found.unwrap_or(KNOWN_SCALE_ERROR)])
        })
        .collect();
    let together = (told.len() as f64).sqrt();
    let told = told.into_iter().map(|[log, sd]| [log, sd * together]);
    std::iter::once([0.0, PUPIL_DISTANCE_SPREAD])
        .chain(told)
        .collect()
}
