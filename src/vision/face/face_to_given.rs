//! From a face to what the head's fit takes: eyes, chin, pose, and a pupil distance with an honest error.

use super::faces::Face;
use super::pose::turned;
use crate::head::camera::rotation_from_angles;
use crate::head::solve::{KNOWN_SCALE_ERROR, PUPIL_DISTANCE_MM, PUPIL_DISTANCE_SPREAD};
use crate::head::{FitInput, FoundFace, Head, PhotoFacts, solve};
use glam::DVec3;

/// Mean diameter of the visible iris, mm, and its spread over the mean (landmarks.md §4: 11.7 ± 0.42).
const IRIS_MM: f64 = 11.7;
const IRIS_SPREAD: f64 = 0.036;
/// The mesh's irises are too wide by this factor, with this error over photos of one person (landmarks.md §4).
const IRIS_TOO_WIDE: f64 = 1.05;
const IRIS_ERROR: f64 = 0.03;
/// An iris that makes the pupil distance differ more than this from the average has been misread (judgement, about two spreads; set after the
/// rendered demo head was read 17 % off).
const IRIS_MOST: f64 = 0.1;
/// Error of an iris's border, px (assumption).
const IRIS_BORDER_PX: f64 = 0.7;
/// Error of the pupils' distance in the picture, as a share (landmarks.md §4: against the whole mesh 1.5 %).
const PUPILS_ERROR: f64 = 0.015;
/// How much worse that is at 40° of yaw, growing with its square (measured on the renders of the scan).
const TURNED_ERROR: f64 = 0.05;
/// Pupil distance on the canonical head: mean of 33 shared photos from the front, and its spread there; and what makes the
/// scan's five pictures right, whose eyes are closed (one head).
const CANONICAL_PUPILS_MM: f64 = 64.2;
const FACE_SPREAD: f64 = 0.035;
const CANONICAL_CLOSED_MM: f64 = 61.5;
/// Error of the scale with closed eyes and no pupil distance: only an average face speaks (judgement: the scan's renders are
/// 11 % off at worst).
const CLOSED_ERROR: f64 = 0.12;

/// What a face gives to [`solve()`]; what a person has `given` wins: chin, pose (where it isn't 0), pupil distance, scale,
/// focal length and outline stay as they are.
pub fn given_by_face(face: &Face, facts: &PhotoFacts, given: &FitInput) -> FitInput {
    let mut whole = FitInput {
        eyes: Some(face.pupils_px),
        chin: given.chin.or(Some(face.chin_px)),
        named: None,
        at: None,
        handles: None,
        ..given.clone()
    };
    let angle = |by_person: f64, seen: f64| if by_person == 0.0 { seen } else { by_person };
    whole.yaw_deg = angle(given.yaw_deg, face.yaw_deg);
    whole.pitch_deg = angle(given.pitch_deg, face.pitch_deg);
    // The pose depends on the camera's distance, and that on the pose: twice is enough.
    for _ in 0..2 {
        set_scale(&mut whole, face, given, 1.0);
        let alone = FitInput {
            outline: Vec::new(),
            ..whole.clone()
        };
        let Ok((_, view)) = solve(facts, &alone, &Head::default()) else {
            break;
        };
        let Some(turned) = turned(face, &view.camera) else {
            break;
        };
        whole.yaw_deg = angle(given.yaw_deg, turned.yaw_deg);
        whole.pitch_deg = angle(given.pitch_deg, turned.pitch_deg);
    }
    set_scale(&mut whole, face, given, 1.0);
    let alone = FitInput {
        outline: Vec::new(),
        ..whole.clone()
    };
    let Ok((_, view)) = solve(facts, &alone, &Head::default()) else {
        return whole;
    };
    if let Some(turned) = turned(face, &view.camera) {
        let pupil_distance_mm = whole.pupil_distance_mm.unwrap_or(PUPIL_DISTANCE_MM);
        let canonical_mm = pupil_distance_mm * turned.mm_per_px / view.mm_per_px;
        let measured = given.pupil_distance_mm.is_some();
        let too_wide = match (face.eyes_closed(), measured) {
            (true, true) => canonical_mm / CANONICAL_CLOSED_MM,
            (true, false) => canonical_mm / CANONICAL_PUPILS_MM,
            (false, _) => pupils_too_wide(canonical_mm, whole.yaw_deg),
        };
        set_scale(&mut whole, face, given, too_wide);
    }
    whole
}

/// By how much the pupils found are too far apart, from their distance on the canonical head (mm): the mesh as a whole
/// knows the scale too, and better than the pupils where these are seen from the side.
fn pupils_too_wide(canonical_mm: f64, yaw_deg: f64) -> f64 {
    let aslant = TURNED_ERROR * (yaw_deg / 40.0).powi(2);
    let (pupils, mesh) = (PUPILS_ERROR.powi(2) + aslant.powi(2), FACE_SPREAD.powi(2));
    (canonical_mm / CANONICAL_PUPILS_MM).powf(pupils / (pupils + mesh))
}

/// The pupil distance: as a person knows it, else the average's and the irises' word, each by its variance.
fn set_scale(whole: &mut FitInput, face: &Face, given: &FitInput, pupils_too_wide: f64) {
    let eyes_closed = face.eyes_closed();
    if given.pupil_distance_mm.is_some() || given.mm_per_px.is_some() {
        whole.found = Some(FoundFace {
            scale_error: KNOWN_SCALE_ERROR,
            pupils_too_wide,
            eyes_closed,
        });
        return;
    }
    let axis = rotation_from_angles(whole.yaw_deg, whole.pitch_deg, 0.0) * DVec3::X;
    let seen = axis.truncate().length().max(0.2);
    let pupils_px = face.pupils_px[0].distance(face.pupils_px[1]) / (seen * pupils_too_wide);
    let iris_px = 0.5 * (face.iris_px[0] + face.iris_px[1]) / IRIS_TOO_WIDE;
    let by_iris_mm = IRIS_MM * pupils_px / iris_px;
    let square = |value: f64| value * value;
    let average = square(PUPIL_DISTANCE_SPREAD);
    let iris = square(IRIS_SPREAD) + square(IRIS_ERROR) + square(IRIS_BORDER_PX / iris_px.max(1.0));
    let weight = if eyes_closed || !by_iris_mm.is_finite() {
        0.0
    } else {
        average / (average + iris)
    };
    let shift = (by_iris_mm / PUPIL_DISTANCE_MM).ln().clamp(-IRIS_MOST, IRIS_MOST);
    whole.pupil_distance_mm =
        Some(PUPIL_DISTANCE_MM * (if weight > 0.0 { weight * shift } else { 0.0 }).exp());
    let combined = square(1.0 - weight) * average + square(weight) * iris + square(PUPILS_ERROR);
    whole.found = Some(FoundFace {
        scale_error: if eyes_closed {
            CLOSED_ERROR
        } else {
            combined.sqrt()
        },
        pupils_too_wide,
        eyes_closed,
    });
}
