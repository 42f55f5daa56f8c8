//! What the chin says of the length of a face.

use super::camera::Camera;
use super::measures::MEASURES;
use super::template::Head;
use glam::{DVec2, DVec3};

/// Face length follows the chin within this share of its mean (assumption).
const FACE_SHARE: f64 = 0.15;
/// Share of a face's excess of length that the height of the skull is given too (assumption, set by eye on the bald heads
/// of the shared photos: part of the excess is the true pupil distance and the pitch, which act on both alike).
const VERTEX_FOLLOWS_FACE: f64 = 0.85;

/// Where the chin's lowest point lies for a face length: under the pupils, on their plane (assumption).
pub(super) fn chin_mm(face_mm: f64) -> DVec3 {
    DVec3::new(0.0, -face_mm, 0.0)
}

/// Sets the face length (and a share of the skull's height) so that the chin falls level with `chin` in the photo.
pub(super) fn fit_face(head: &mut Head, camera: &Camera, chin: DVec2, warnings: &mut Vec<String>) {
    let project = |mm: f64| camera.photo_from_head(chin_mm(mm));
    let (Some(eyes), Some(mean)) = (project(0.0), project(MEASURES[3].mean)) else {
        return;
    };
    let down = (mean - eyes).normalize_or_zero();
    let (mut low, mut high) = (20.0, 300.0);
    for _ in 0..50 {
        let middle = 0.5 * (low + high);
        let short = project(middle).is_none_or(|p| (p - chin).dot(down) < 0.0);
        if short { low = middle } else { high = middle }
    }
    let share = low / MEASURES[3].mean - 1.0;
    let kept = share.clamp(-FACE_SHARE, FACE_SHARE);
    if share != kept {
        warnings.push(format!(
            "The chin makes the face {:.0} % {} than average; {:.0} % is used. Check chin, eyes and pitch.",
            share.abs() * 100.0,
            if share > 0.0 { "longer" } else { "shorter" },
            kept.abs() * 100.0
        ));
    }
    head.measures.face_mm = MEASURES[3].mean * (1.0 + kept);
    head.measures.vertex_mm = MEASURES[2].mean * (1.0 + VERTEX_FOLLOWS_FACE * kept);
    head.measures = head.measures.clamped();
}
