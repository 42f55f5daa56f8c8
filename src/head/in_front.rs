//! What lies in front of the head in one photo: hands, glasses, hair hanging over.

use serde::{Deserialize, Serialize};

/// A stroke over what lies in front. It belongs to its photo, hides ink there and changes no count.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct InFront {
    /// Its way in the upright photo, px, at least one point.
    pub path_px: Vec<[f64; 2]>,
    /// Radius, px.
    pub radius_px: f64,
    /// Share of the radius over which it fades out, 0 (hard) to 1.
    pub softness: f64,
    /// Takes earlier strokes back.
    pub erase: bool,
}

/// Most points of a view's strokes together (assumption).
const MAX_POINTS: usize = 100_000;

/// Refuses strokes that make no sense.
///
/// # Errors
/// The sentence names the stroke.
pub fn check(strokes: &[InFront]) -> Result<(), String> {
    let points: usize = strokes.iter().map(|stroke| stroke.path_px.len()).sum();
    if points > MAX_POINTS {
        return Err(format!(
            "the view's occlusion has {points} points, at most {MAX_POINTS} are read: take strokes out"
        ));
    }
    for (stroke, number) in strokes.iter().zip(1..) {
        let finite = |point: &[f64; 2]| point.iter().all(|c| c.is_finite() && c.abs() < 1e6);
        let wrong = if stroke.path_px.is_empty() {
            "has no path: give at least one point"
        } else if !stroke.path_px.iter().all(finite) {
            "has a point that is no pixel: correct its path-px"
        } else if !(stroke.radius_px > 0.0 && stroke.radius_px <= 1e5) {
            "has a radius-px that is not above zero: correct it"
        } else if !(0.0..=1.0).contains(&stroke.softness) {
            "has a softness outside 0 to 1: correct it"
        } else {
            continue;
        };
        return Err(format!("occlusion stroke {number} of the view {wrong}"));
    }
    Ok(())
}
