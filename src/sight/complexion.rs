//! A face's own colour, to tell skin from hair at the edge of the head.

use super::crop::Patch;
use super::face::Face;
use super::silhouette::Ray;
use crate::photo::Photo;
use glam::DVec2;

/// Points of the mesh on the forehead, cheeks and nose.
const SKIN: [usize; 9] = [151, 108, 337, 50, 280, 101, 330, 5, 195];
/// How far inside the edge the head is looked at, mm.
const INSIDE_MM: [f64; 3] = [4.0, 7.0, 10.0];
/// Skin is not darker than this against the face's, nor lighter, in codes (shaded scalp, shine).
const LIGHTNESS: [f64; 2] = [0.5, 1.7];
/// Largest difference of ln(red/green) and ln(green/blue), in codes.
const CHROMA: f64 = 0.25;

/// The colour of a face.
pub(super) struct Complexion {
    colour: [f64; 3],
}

impl Complexion {
    /// The median of the face's skin.
    pub(super) fn of(photo: &Photo, face: &Face) -> Option<Self> {
        let side_px = 3.0 * face.px_per_mm;
        let colours: Vec<[f64; 3]> = SKIN
            .iter()
            .filter_map(|index| colour(photo, *face.points_px.get(*index)?, side_px))
            .collect();
        let median = |channel: usize| {
            let mut list: Vec<f64> = colours.iter().map(|colour| colour[channel]).collect();
            list.sort_by(f64::total_cmp);
            list.get(list.len() / 2).copied()
        };
        Some(Complexion {
            colour: [median(0)?, median(1)?, median(2)?],
        })
    }

    /// Whether skin reaches the edge on a ray.
    pub(super) fn reaches(&self, photo: &Photo, ray: &Ray, share: f64, mm_per_px: f64) -> bool {
        let is_skin = |mm: &&f64| {
            let at = ray.at(share - **mm / mm_per_px / ray.template_px);
            colour(photo, at, 2.0 / mm_per_px).is_some_and(|colour| self.is_like(colour))
        };
        2 * INSIDE_MM.iter().filter(is_skin).count() > INSIDE_MM.len()
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
    inside.then(|| Patch::of(photo, at, at, side_px).at(at).map(f64::from))
}
