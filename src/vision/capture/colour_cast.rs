//! The colour cast of a photo, from a neutral patch or the white of an eye.

use crate::photo::Photo;
use crate::vision::face::faces::Face;
use crate::vision::linear_plate::{LinearLight, luminance};
use glam::{DVec2, Vec3};

/// What is known to be neutral.
#[derive(Clone, Copy, Debug)]
pub enum NeutralReference<'a> {
    /// A grey or white patch around this point, px.
    Patch(DVec2),
    /// The white of the eyes of a face.
    Eyes(&'a Face),
}

/// Half side of a patch, as a share of the photo's longer side.
const PATCH: f64 = 0.005;
/// Inner and outer corner, upper and lower lid of each eye in the mesh.
const EYES: [[usize; 4]; 2] = [[133, 33, 159, 145], [362, 263, 386, 374]];
/// Gains beyond these are no cast but a coloured thing.
const GAINS: [f64; 2] = [0.5, 2.0];
/// The white of an eye is a little warm: its own ratios of red and blue to green (assumption).
const EYE_WHITE: [f64; 3] = [1.06, 1.0, 0.95];
/// Fewest pixels that tell.
const LEAST: usize = 12;

/// Gains for the photo's own red, green and blue in linear light that make the neutral thing grey, green held; `None` where
/// it is too dark, clipped, too small, or so colourful that it can't be neutral.
pub fn neutral_gains(photo: &Photo, neutral: NeutralReference<'_>) -> Option<[f64; 3]> {
    let light = LinearLight::of(photo);
    let (mut seen, own) = match neutral {
        NeutralReference::Patch(at) => (patch(&light, photo, at), [1.0; 3]),
        NeutralReference::Eyes(face) => (eyes(&light, face), EYE_WHITE),
    };
    seen.retain(|rgb| rgb.max_element() < 0.98 && rgb.min_element() > 0.01);
    if seen.len() < LEAST {
        return None;
    }
    seen.sort_by(|a, b| luminance(*a).total_cmp(&luminance(*b)));
    // Lashes and iris are dark, reflections bright: what lies between is white.
    let white = &seen[seen.len() * 6 / 10..seen.len() * 9 / 10];
    let mean = white.iter().sum::<Vec3>() / white.len().max(1) as f32;
    let gain = |k: usize| own[k] * f64::from(mean.y) / f64::from(mean[k]);
    let gains = [gain(0), 1.0, gain(2)];
    gains
        .iter()
        .all(|gain| (GAINS[0]..=GAINS[1]).contains(gain))
        .then_some(gains)
}

fn patch(light: &LinearLight<'_>, photo: &Photo, at: DVec2) -> Vec<Vec3> {
    let half = (PATCH * f64::from(photo.width_px.max(photo.height_px))).max(2.0) as i64;
    let [x, y] = at.to_array().map(|c| c as i64);
    let side = 2 * half + 1;
    (0..side * side)
        .map(|i| light.own(x - half + i % side, y - half + i / side))
        .collect()
}

/// Pixels between the corners of the eyes and the irises.
fn eyes(light: &LinearLight<'_>, face: &Face) -> Vec<Vec3> {
    let mut out = Vec::new();
    for (eye, [inner, outer, above, below]) in EYES.into_iter().enumerate() {
        let point = |index: usize| face.points_px.get(index).copied().unwrap_or_default();
        let pupil = face.pupils_px[eye];
        let half = 0.2 * point(above).distance(point(below));
        for corner in [point(inner), point(outer)] {
            // From beside the iris to before the corner, a narrow band.
            for step in 0..40 {
                let share = 0.45 + 0.35 * f64::from(step % 10) / 10.0;
                let up = half * (f64::from(step / 10) / 1.5 - 1.0);
                let at = pupil.lerp(corner, share) + DVec2::new(0.0, up);
                if at.distance(pupil) > 0.6 * face.iris_px[eye] {
                    out.push(light.own(at.x as i64, at.y as i64));
                }
            }
        }
    }
    out
}
