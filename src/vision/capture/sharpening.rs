//! How far the camera's sharpening lifts fine detail, from the bright or dark rim that it leaves along the head's edge.
//!
//! An edge between two even lights that was sharpened by a wide mask overshoots by half the amount of sharpening; a mark smaller than the
//! mask is lifted by all of it. Only edges against an even background tell.

use crate::head::{Head, HeadView, outline::silhouette_px};
use crate::vision::linear_plate::LinearLight;
use crate::vision::median::median;
use glam::DVec2;

/// Points round the head that are asked, and how many must answer.
const POINTS: usize = 180;
const LEAST_POINTS: usize = 12;
/// How far from the fitted edge the photo's own is looked for, mm.
const SEARCH_MM: f64 = 5.0;
/// Where the rim lies beyond the edge, and where the background is plain again, px of the photo.
const RIM_PX: [i32; 2] = [1, 6];
const PLAIN_PX: [i32; 2] = [9, 18];
/// Least step of light at the edge, as a share of the brighter side, and the largest spread of a plain background over that step.
const LEAST_STEP: f32 = 0.25;
const PLAIN: f32 = 0.06;
/// Overshoot of an ordinary photo, share of the step; eight portraits have 0 to 0.05. That the photos which the look was measured on
/// have it too is an assumption: they show no even background.
const USUAL: f64 = 0.02;
/// Bounds of what is believed (assumption).
const CRISP: [f64; 2] = [0.8, 1.35];

/// How far fine dark detail is lifted over that of an ordinary photo; `None` where no edge tells.
pub(super) fn sharpening_gain(light: &LinearLight<'_>, head: &Head, view: &HeadView) -> Option<f64> {
    let overshoot = overshoot(light, head, view)?;
    let lifted = |share: f64| 1.0 + 2.0 * share.max(0.0);
    Some((lifted(overshoot) / lifted(USUAL)).clamp(CRISP[0], CRISP[1]))
}

/// Median overshoot of the head's edge, share of the step.
fn overshoot(light: &LinearLight<'_>, head: &Head, view: &HeadView) -> Option<f64> {
    let edge = silhouette_px(head, &view.camera, POINTS);
    let middle = edge.iter().sum::<DVec2>() / edge.len().max(1) as f64;
    let mut found: Vec<f64> = edge
        .iter()
        .filter_map(|point| {
            at(
                light,
                *point,
                (*point - middle).normalize_or_zero(),
                SEARCH_MM / view.mm_per_px,
            )
        })
        .collect();
    (found.len() >= LEAST_POINTS).then(|| median(&mut found))
}

/// Overshoot where a ray leaves the head; `None` where the edge is weak or the background busy.
fn at(light: &LinearLight<'_>, point: DVec2, outwards: DVec2, search_px: f64) -> Option<f64> {
    let value = |step: i32| {
        let at = point + outwards * f64::from(step);
        light.luminance(at.x.floor() as i64, at.y.floor() as i64)
    };
    let reach = search_px.ceil() as i32;
    let slope = |step: i32| (value(step + 1) - value(step - 1)).abs();
    let crest = (-reach..=reach).max_by(|a, b| slope(*a).total_cmp(&slope(*b)))?;
    let plain: Vec<f32> = (PLAIN_PX[0]..PLAIN_PX[1])
        .map(|step| value(crest + step))
        .collect();
    let mean = plain.iter().sum::<f32>() / plain.len() as f32;
    let spread = (plain.iter().map(|v| (v - mean).powi(2)).sum::<f32>() / plain.len() as f32).sqrt();
    // The head's own side: the mean beyond its rim.
    let inner = (PLAIN_PX[0]..PLAIN_PX[1])
        .map(|step| value(crest - step))
        .sum::<f32>()
        / plain.len() as f32;
    let step = mean - inner;
    if step.abs() < LEAST_STEP * mean.max(inner) || spread > PLAIN * step.abs() {
        return None;
    }
    let beyond = (RIM_PX[0]..RIM_PX[1]).map(|at| (value(crest + at) - mean) / step);
    Some(f64::from(beyond.fold(f32::NEG_INFINITY, f32::max)))
}
