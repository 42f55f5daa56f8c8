//! Views without eyes: named poses, close-ups, and the guess for a plain portrait.

use super::camera::Camera;
use super::error::HeadError;
use super::fit_input::{CloseUpPlace, FitInput, NamedPose, PhotoFacts};
use super::measures::MEASURES;
use super::outline::clearance_mm;
use super::solve::{DISTANCE_RANGE_MM, assumed_distance_mm, known_focal, note_focal, size};
use super::template::Head;
use super::view::ViewSource;
use glam::{DVec2, DVec3};

/// Height of the head (vertex to chin) in a plain portrait over the picture's height (assumption).
const GUESS_HEAD_SHARE: f64 = 0.55;
/// Height of the pupils in a plain portrait from the top, over the picture's height (assumption).
const GUESS_EYE_HEIGHT: f64 = 0.45;
/// Share of the picture's smaller side that a head's length fills in a named pose without scale or outline (assumption).
const POSE_SHARE: f64 = 0.7;

/// Yaw, pitch and roll of a named pose, degrees (as the scan's pictures of the same names).
fn angles(pose: NamedPose) -> [f64; 3] {
    match pose {
        NamedPose::Front | NamedPose::CloseUp => [0.0, 0.0, 0.0],
        NamedPose::Left => [-90.0, 0.0, 0.0],
        NamedPose::Right => [90.0, 0.0, 0.0],
        NamedPose::Back => [180.0, 0.0, 0.0],
        NamedPose::Top => [0.0, 88.0, 0.0],
        NamedPose::Crown => [180.0, 40.0, 0.0],
    }
}

/// Focal length and distance such that `aim` is seen at `mm_per_px`.
fn focal_and_distance(facts: &PhotoFacts, known: Option<f64>, mm_per_px: f64) -> (f64, f64) {
    match known {
        Some(focal) => {
            let distance = (focal * mm_per_px).clamp(DISTANCE_RANGE_MM[0], DISTANCE_RANGE_MM[1]);
            (distance / mm_per_px, distance)
        }
        None => {
            let distance = assumed_distance_mm(facts, mm_per_px, 0.0);
            (distance / mm_per_px, distance)
        }
    }
}

/// A view in a named pose; scale from the option, else from the outline, else guessed.
pub(super) fn named_view(
    facts: &PhotoFacts,
    given: &FitInput,
    pose: NamedPose,
    head: &Head,
    warnings: &mut Vec<String>,
) -> (Camera, ViewSource, f64) {
    let known = known_focal(facts, given);
    let small = f64::from(facts.width_px.min(facts.height_px));
    let middle = DVec2::new(f64::from(facts.width_px), f64::from(facts.height_px)) / 2.0;
    let start = given
        .mm_per_px
        .unwrap_or(head.measures.length_mm / (POSE_SHARE * small));
    let camera_of = |aim_px: DVec2, mm_per_px: f64| {
        let (focal, distance) = focal_and_distance(facts, known, mm_per_px);
        Camera::from_pose(
            size(facts),
            focal,
            angles(pose),
            Head::CENTRE_MM,
            aim_px,
            distance,
        )
    };
    let (aim, mm_per_px) = if given.outline.is_empty() {
        (middle, start)
    } else {
        fit_to_outline(head, &given.outline, given.mm_per_px, start, &camera_of)
    };
    let camera = camera_of(aim, mm_per_px);
    note_focal(known, camera.focal_px, warnings);
    match (given.mm_per_px, given.outline.is_empty()) {
        (Some(_), _) => (camera, ViewSource::Ruler, 0.03),
        (None, false) => (camera, ViewSource::Outline, 0.045),
        (None, true) => {
            warnings.push(
                "Neither a scale nor an outline was given for the named pose: the head's place and size are a guess. \
                 Give --mm-per-px or --outline."
                    .into(),
            );
            (camera, ViewSource::Guess, 0.3)
        }
    }
}

/// Place (and, where it is not given, scale) at which the head's edge lies nearest the outline points.
fn fit_to_outline(
    head: &Head,
    outline: &[DVec2],
    given_scale: Option<f64>,
    start: f64,
    camera_of: &impl Fn(DVec2, f64) -> Camera,
) -> (DVec2, f64) {
    let (low, high) = outline
        .iter()
        .fold((outline[0], outline[0]), |(l, h), p| (l.min(*p), h.max(*p)));
    let scale = match given_scale {
        Some(scale) => scale,
        None if (high - low).max_element() > 1.0 => head.measures.breadth_mm / (high - low).max_element(),
        None => start,
    };
    let mut v = vec![0.5 * (low.x + high.x), 0.5 * (low.y + high.y), scale.ln()];
    let misses = |v: &[f64]| -> Vec<f64> {
        let camera = camera_of(DVec2::new(v[0], v[1]), v[2].exp());
        outline
            .iter()
            .map(|p| clearance_mm(head, &camera, *p).0)
            .collect()
    };
    let free = if given_scale.is_some() { 2 } else { 3 };
    for _ in 0..15 {
        let here = misses(&v);
        let nudges = [0.1 / scale, 0.1 / scale, 1e-3];
        let mut rows: Vec<(Vec<f64>, f64)> = here.iter().map(|m| (vec![0.0; free], -m)).collect();
        for k in 0..free {
            let mut moved = v.clone();
            moved[k] += nudges[k];
            for (row, (a, b)) in rows.iter_mut().zip(here.iter().zip(&misses(&moved))) {
                row.0[k] = (b - a) / nudges[k];
            }
        }
        let ridge = [1e-6 * scale * scale, 1e-6 * scale * scale, 1.0];
        let Some(step) = super::least_squares::least_squares(&rows, &ridge[..free]) else {
            break;
        };
        for (value, (change, limit)) in v
            .iter_mut()
            .zip(step.iter().zip([40.0 / scale, 40.0 / scale, 0.2]))
        {
            *value += change.clamp(-limit, limit);
        }
    }
    (DVec2::new(v[0], v[1]), v[2].exp())
}

/// Head-frame point that a close-up shows.
pub(super) fn aimed(head: &Head, at: CloseUpPlace) -> DVec3 {
    head.point_mm(aim_direction(head, at))
}

fn aim_direction(head: &Head, at: CloseUpPlace) -> DVec3 {
    let marks = head.landmarks();
    match at {
        CloseUpPlace::Vertex => marks.vertex,
        CloseUpPlace::Crown => marks.crown_whorl,
        CloseUpPlace::Front => marks.trichion,
        CloseUpPlace::Left => marks.euryon[0],
        CloseUpPlace::Right => marks.euryon[1],
        CloseUpPlace::Nape => marks.nape,
        CloseUpPlace::Point(p) => head.direction_of(p),
    }
}

/// The camera of a close-up: along the surface's normal at the place, the head's up (or back, on top) upwards.
pub(super) fn close_up(
    facts: &PhotoFacts,
    given: &FitInput,
    head: &Head,
    warnings: &mut Vec<String>,
) -> Result<Camera, HeadError> {
    let mm_per_px = given.mm_per_px.ok_or(HeadError::NoScale)?;
    let direction = aim_direction(head, given.at.ok_or(HeadError::NoPlace)?);
    let normal = head.normal(direction);
    let known = known_focal(facts, given);
    let (focal, distance) = focal_and_distance(facts, known, mm_per_px);
    note_focal(known, focal, warnings);
    // yaw and pitch that bring the normal to the camera; roll 0
    let pitch = normal.y.clamp(-1.0, 1.0).asin().to_degrees();
    let yaw = if libm::hypot(normal.x, normal.z) < 1e-9 {
        0.0
    } else {
        (-normal.x).atan2(normal.z).to_degrees()
    };
    let middle = DVec2::new(f64::from(facts.width_px), f64::from(facts.height_px)) / 2.0;
    Ok(Camera::from_pose(
        size(facts),
        focal,
        [yaw, pitch, 0.0],
        head.point_mm(direction),
        middle,
        distance,
    ))
}

/// The camera of a plain portrait.
pub(super) fn guess(facts: &PhotoFacts, given: &FitInput, head: &Head, warnings: &mut Vec<String>) -> Camera {
    let head_mm = head.measures.vertex_mm + MEASURES[3].mean;
    // a wide picture holds a head as a square one does
    let height = f64::from(facts.height_px).min(1.3 * f64::from(facts.width_px));
    let mm_per_px = given.mm_per_px.unwrap_or(head_mm / (GUESS_HEAD_SHARE * height));
    let known = known_focal(facts, given);
    let (focal, distance) = focal_and_distance(facts, known, mm_per_px);
    note_focal(known, focal, warnings);
    let aim = DVec2::new(
        0.5 * f64::from(facts.width_px),
        GUESS_EYE_HEIGHT * f64::from(facts.height_px),
    );
    Camera::from_pose(
        size(facts),
        focal,
        [given.yaw_deg, given.pitch_deg, 0.0],
        DVec3::ZERO,
        aim,
        distance,
    )
}
