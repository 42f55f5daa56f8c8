//! A face's own colour, to tell skin from hair at the edge of the head.

use super::silhouette::{OutlineRay, STEP_MM};
use crate::photo::Photo;
use crate::vision::face::faces::Face;
use crate::vision::median::median;
use crate::vision::network_input::PhotoPatch;
use glam::DVec2;

/// Points of the mesh on the forehead, cheeks and nose.
const SKIN: [usize; 9] = [151, 108, 337, 50, 280, 101, 330, 5, 195];
/// How far inside the edge the head is looked at, mm.
const INSIDE_MM: [f64; 3] = [4.0, 7.0, 10.0];
/// Skin must go on inwards for this long, mm.
const SOLID_MM: f64 = 5.0;
/// Skin is not darker than this against the face's, nor lighter, in codes (shaded scalp, shine).
const LIGHTNESS: [f64; 2] = [0.5, 1.7];
/// Largest difference of ln(red/green) and ln(green/blue), in codes.
const CHROMA: f64 = 0.25;

/// What lies at the edge of the head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EdgeReach {
    /// Skin in the face's colour.
    Skin,
    /// What may be skin under shine, or white hair.
    Gloss,
    /// Hair, or another thing.
    Else,
}

/// The colour of a face.
pub(super) struct FaceComplexion {
    colour: [f64; 3],
}

impl FaceComplexion {
    /// The median of the face's skin.
    pub(super) fn of(photo: &Photo, face: &Face) -> Option<Self> {
        let side_px = 3.0 * face.px_per_mm;
        let colours: Vec<[f64; 3]> = SKIN
            .iter()
            .filter_map(|index| colour(photo, *face.points_px.get(*index)?, side_px))
            .collect();
        let middle = |channel: usize| {
            let mut list: Vec<f64> = colours.iter().map(|colour| colour[channel]).collect();
            median(&mut list)
        };
        (!colours.is_empty()).then(|| FaceComplexion {
            colour: [0, 1, 2].map(middle),
        })
    }

    /// What reaches the edge on a ray.
    pub(super) fn reaches(&self, photo: &Photo, ray: &OutlineRay, share: f64, mm_per_px: f64) -> EdgeReach {
        let most = |is: &dyn Fn([f64; 3]) -> bool| {
            let is_there = |mm: &&f64| {
                let at = ray.at(share - **mm / mm_per_px / ray.template_px);
                colour(photo, at, 2.0 / mm_per_px).is_some_and(is)
            };
            2 * INSIDE_MM.iter().filter(is_there).count() > INSIDE_MM.len()
        };
        if most(&|colour| self.is_like(colour)) {
            EdgeReach::Skin
        } else if most(&|colour| self.is_glossy(colour)) {
            EdgeReach::Gloss
        } else {
            EdgeReach::Else
        }
    }

    /// Where skin begins on a ray, looked for from one share inwards to another: the outermost place from which on skin goes
    /// on, as a multiple of the template's edge. `counts` says which places may be looked at.
    pub(super) fn begins(
        &self,
        photo: &Photo,
        ray: &OutlineRay,
        range: [f64; 2],
        mm_per_px: f64,
        counts: impl Fn(DVec2) -> bool,
    ) -> Option<f64> {
        let step = STEP_MM / mm_per_px / ray.template_px;
        let steps = ((range[1] - range[0]) / step) as usize;
        let places = (0..steps).map(|index| range[1] - index as f64 * step);
        let row: Vec<(f64, bool)> = places
            .map(|share| {
                let at = ray.at(share);
                let skin = || colour(photo, at, 1.4 / mm_per_px).is_some_and(|colour| self.is_like(colour));
                (share, counts(at) && skin())
            })
            .collect();
        let solid = (SOLID_MM / STEP_MM) as usize;
        row.windows(solid)
            .find(|run| run.iter().all(|(_, skin)| *skin))
            .map(|run| run[0].0)
    }

    /// Skin under shine: no darker than the face, and paler, without turning to another hue.
    fn is_glossy(&self, colour: [f64; 3]) -> bool {
        let [r, g, b] = colour.map(|code| code.max(0.01));
        let [red, green, blue] = self.colour.map(|code| code.max(0.01));
        let paler = |own: f64, face: f64| (-0.05..=face.max(0.0) + CHROMA).contains(&own);
        (r + g + b) / (red + green + blue) > 0.95
            && paler((r / g).ln(), (red / green).ln())
            && paler((g / b).ln(), (green / blue).ln())
    }

    fn is_like(&self, colour: [f64; 3]) -> bool {
        let [r, g, b] = colour.map(|code| code.max(0.01));
        let [red, green, blue] = self.colour.map(|code| code.max(0.01));
        let light = (r + g + b) / (red + green + blue);
        let chroma = [(r / g / (red / green)).ln(), (g / b / (green / blue)).ln()];
        (LIGHTNESS[0]..=LIGHTNESS[1]).contains(&light) && chroma.iter().all(|off| off.abs() <= CHROMA)
    }
}

/// The mean colour of a square, sRGB codes 0 to 1; `None` outside the photo.
fn colour(photo: &Photo, at: DVec2, side_px: f64) -> Option<[f64; 3]> {
    let size = DVec2::new(f64::from(photo.width_px), f64::from(photo.height_px));
    let inside = at.cmpge(DVec2::ZERO).all() && at.cmplt(size).all();
    inside.then(|| PhotoPatch::of(photo, at, at, side_px).at(at).map(f64::from))
}
