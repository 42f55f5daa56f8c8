//! A further photo of a head that is known: only the camera and the residual warp are sought.

use super::camera::Camera;
use super::chin::chin_mm;
use super::error::HeadError;
use super::fit_input::{FitInput, PhotoFacts, check};
use super::least_squares::least_squares;
use super::outline::{clearance_mm, warp_only};
use super::solve::{PUPIL_DISTANCE_MM, PUPIL_DISTANCE_SPREAD, first_camera, from_eyes};
use super::template::Head;
use super::view::{HeadView, ViewSource};
use super::warp::ResidualWarp;
use glam::DVec2;

/// Error of a yaw and a pitch that were given or left at 0, degrees (assumption).
const ANGLE_SD_DEG: [f64; 2] = [4.0, 6.0];
/// Error of an outline point and of the chin, mm (assumption).
const OUTLINE_SD_MM: f64 = 1.5;
const CHIN_SD_MM: f64 = 4.0;
/// Rounds of Gauss and Newton's way.
const ROUNDS: usize = 6;

/// The view of a further photo of `head`, which stays as it is. With eyes, chin and outline correct yaw, pitch and (where it
/// isn't given) the pupil distance; handles are taken as they are; named poses are placed by the outline. What is left
/// goes into the residual warp, at most 3 % of the head's breadth; more is told in the view's warnings.
///
/// # Errors
/// As [`super::solve()`].
pub fn solve_on(facts: &PhotoFacts, given: &FitInput, head: &Head) -> Result<HeadView, HeadError> {
    check(facts, given)?;
    let mut warnings = Vec::new();
    let mut seen = first_camera(facts, given, head, &mut warnings)?;
    let known = given.chin.is_some() || !given.outline.is_empty();
    if let Some(eyes) = given
        .eyes
        .filter(|_| known && matches!(seen.source, ViewSource::Eyes | ViewSource::Landmarks))
    {
        seen.camera = settled(facts, given, eyes, head, seen.camera);
    }
    let warp = match given.outline.is_empty() || given.is_close_up() {
        true => ResidualWarp::default(),
        false => warp_only(
            head,
            &seen.camera,
            &given.outline,
            given.found_outline(),
            &mut warnings,
        )?,
    };
    Ok(seen.view(given, head, warp, warnings))
}

/// The camera through the pupils that fits chin and outline best: least squares over yaw, pitch and pupil distance, each
/// held near what was given.
fn settled(facts: &PhotoFacts, given: &FitInput, eyes: [DVec2; 2], head: &Head, first: Camera) -> Camera {
    let free = if given.knows_scale() { 2 } else { 3 };
    let camera_of = |v: &[f64]| {
        let moved = FitInput {
            yaw_deg: given.yaw_deg + v[0],
            pitch_deg: given.pitch_deg + v[1],
            pupil_distance_mm: match v.get(2) {
                Some(growth) => Some(PUPIL_DISTANCE_MM * growth.exp()),
                None => given.pupil_distance_mm,
            },
            ..given.clone()
        };
        from_eyes(facts, &moved, eyes, &mut Vec::new()).ok()
    };
    let sd = [ANGLE_SD_DEG[0], ANGLE_SD_DEG[1], PUPIL_DISTANCE_SPREAD];
    let misses = |v: &[f64]| -> Option<Vec<f64>> {
        let camera = camera_of(v)?;
        let edge = given.outline.iter();
        let mut list: Vec<f64> = edge
            .map(|p| clearance_mm(head, &camera, *p).0 / OUTLINE_SD_MM)
            .collect();
        list.extend(chin_miss(&camera, given, head).map(|mm| mm / CHIN_SD_MM));
        list.extend(v.iter().zip(sd).map(|(value, sd)| value / sd));
        Some(list)
    };
    let cost = |list: &[f64]| list.iter().map(|miss| miss * miss).sum::<f64>();
    let mut v = vec![0.0; free];
    for _ in 0..ROUNDS {
        let Some(here) = misses(&v) else { break };
        let mut rows: Vec<(Vec<f64>, f64)> = here.iter().map(|miss| (vec![0.0; free], -miss)).collect();
        for k in 0..free {
            let nudge = 0.01 * sd[k];
            let mut moved = v.clone();
            moved[k] += nudge;
            let Some(there) = misses(&moved) else { break };
            for (row, (a, b)) in rows.iter_mut().zip(here.iter().zip(&there)) {
                row.0[k] = (b - a) / nudge;
            }
        }
        let Some(step) = least_squares(&rows, &vec![1e-9; free]) else {
            break;
        };
        let next: Vec<f64> = v.iter().zip(&step).map(|(a, b)| a + b).collect();
        match misses(&next) {
            Some(there) if cost(&there) < cost(&here) => v = next,
            _ => break,
        }
    }
    camera_of(&v).unwrap_or(first)
}

/// How far the head's chin falls below the given one, mm.
fn chin_miss(camera: &Camera, given: &FitInput, head: &Head) -> Option<f64> {
    let chin = given.chin?;
    let place_mm = chin_mm(head.measures.face_mm);
    let (eyes, found) = (
        camera.photo_from_head(chin_mm(0.0))?,
        camera.photo_from_head(place_mm)?,
    );
    Some((found - chin).dot((found - eyes).normalize_or_zero()) * camera.mm_per_px_at(place_mm))
}

#[cfg(test)]
mod tests {
    use super::super::handles::FitHandles;
    use super::super::outline::silhouette_px;
    use super::*;
    use glam::DVec3;

    const FACTS: PhotoFacts = PhotoFacts {
        width_px: 3000,
        height_px: 4000,
        focal_35mm_equivalent_mm: Some(52.0),
    };

    fn known_head() -> Head {
        let mut head = Head::default();
        head.measures.breadth_mm += 5.0;
        head.measures.vertex_mm += 4.0;
        head.measures.face_mm -= 5.0;
        head
    }

    /// The second photo of a head: the true camera, and what a person gives of it.
    fn second(head: &Head) -> (Camera, FitInput) {
        let focal_px = 52.0 / 36.0 * 4000.0;
        let aim = DVec2::new(1500.0, 1900.0);
        let camera = Camera::from_pose([3000, 4000], focal_px, [20.0, 6.0, 2.0], DVec3::ZERO, aim, 900.0);
        let px = |point: DVec3| camera.photo_from_head(point).expect("in front");
        let top = px(head.point_mm(head.landmarks().glabella)).y;
        let edge = silhouette_px(head, &camera, 60);
        let given = FitInput {
            eyes: Some([-1.0, 1.0].map(|side| px(DVec3::X * side * 0.5 * 66.0))),
            chin: Some(px(chin_mm(head.measures.face_mm))),
            yaw_deg: 16.0,
            outline: edge.into_iter().filter(|p| p.y < top).collect(),
            ..FitInput::default()
        };
        (camera, given)
    }

    #[test]
    fn a_known_head_corrects_the_camera_of_a_further_photo() {
        let head = known_head();
        let (truth, given) = second(&head);
        let view = solve_on(&FACTS, &given, &head).expect("solves");
        let blind = FitInput {
            chin: None,
            outline: Vec::new(),
            ..given.clone()
        };
        let first = solve_on(&FACTS, &blind, &head).expect("solves");
        let apart = |view: &HeadView| {
            let marks = head.landmarks();
            let places = [marks.vertex, marks.trichion, marks.temple[0], marks.temple[1]];
            let miss = |direction: DVec3| {
                let point_mm = head.point_mm(direction);
                let px = view.photo_from_head(point_mm).expect("in front");
                px.distance(truth.photo_from_head(point_mm).expect("in front")) * view.mm_per_px
            };
            places.map(miss).into_iter().fold(0.0, f64::max)
        };
        let (before, after) = (apart(&first), apart(&view));
        assert!(
            before > 5.0 && after < 1.5,
            "{before} mm before, {after} mm after"
        );
        assert!((view.mm_per_px / truth.mm_per_px_at(DVec3::ZERO) - 1.0).abs() < 0.01);
        assert!(
            view.warnings.iter().all(|w| !w.contains("outline lies")),
            "{:?}",
            view.warnings
        );
    }

    #[test]
    fn handles_stay_and_what_no_warp_can_take_up_is_told() {
        let head = known_head();
        let (_, given) = second(&head);
        let mut narrow = head.clone();
        narrow.measures.breadth_mm -= 16.0;
        narrow.measures = narrow.measures.clamped();
        let held = FitInput {
            handles: Some(FitHandles::of(&solve_on(&FACTS, &given, &head).expect("solves"))),
            ..given
        };
        let view = solve_on(&FACTS, &held, &narrow).expect("solves");
        assert_eq!(view.source, ViewSource::Handles);
        let (found, wanted) = (FitHandles::of(&view), held.handles.expect("given"));
        assert!(found.centre_px.distance(wanted.centre_px) < 1e-6);
        assert!(
            view.warnings.iter().any(|w| w.contains("3 % are taken up")),
            "{:?}",
            view.warnings
        );
        let limit_px = 0.031 * narrow.measures.breadth_mm / view.camera.mm_per_px_at(Head::CENTRE_MM);
        let moved = view
            .warp
            .anchors_px
            .iter()
            .map(|&p| view.warp.warped(p).distance(p));
        assert!(moved.fold(0.0, f64::max) < 1.3 * limit_px);
        let far = FitInput {
            outline: vec![DVec2::new(1500.0, 100.0)],
            ..held
        };
        assert!(matches!(
            solve_on(&FACTS, &far, &narrow),
            Err(HeadError::OutlineTooFar { number: 1, .. })
        ));
    }
}
