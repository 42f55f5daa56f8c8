//! One head over several photos: its measures and all cameras at once, from what each photo gives.
//!
//! A single photo knows its head by one edge and, with a face, by the pupils; what it doesn't show stays the average head's. Here all
//! edges are met by one head, and all faces share one pupil distance. Least squares, by Gauss and Newton's way.

use super::camera::Camera;
use super::error::HeadError;
use super::fit_input::check;
use super::joint_problem::{JointProblem, JointState};
use super::least_squares::least_squares;
use super::outline::warp_only;
use super::photo_claim::PhotoClaim;
use super::solve::{KNOWN_SCALE_ERROR, known_focal, note_focal};
use super::template::Head;
use super::view::HeadView;
use super::warp::ResidualWarp;
use glam::DVec3;

/// Rounds at most, and the share of the cost by which it has to fall for another.
const ROUNDS: usize = 20;
const SETTLED: f64 = 1e-4;
/// Shares of a step that are tried, the longest first.
const SHARES: [f64; 5] = [1.0, 0.5, 0.25, 0.1, 0.03];
/// Keeps the system solvable where nothing tells an unknown.
const RIDGE: f64 = 1e-9;
/// What is said of an outline that lies far from the head of all photos.
const FAR_OUTLINE: &str = "The outline in this photo lies far from the head that the other photos show: it was left out. Check the \
    outline and the pose, or fit this photo anew.";

/// The head that all photos show, and their views in the order of the photos.
#[derive(Clone, Debug)]
pub struct JointFit {
    /// The head.
    pub head: Head,
    /// The views.
    pub views: Vec<HeadView>,
}

/// Solves head and cameras of photos that all tell of the head ([`PhotoClaim::tells_head`]), beginning with `start` and the views that
/// they have. What lies in front and how a photo was taken stays in its view.
///
/// # Errors
/// What is given is out of range.
pub fn solve_jointly(photos: &[PhotoClaim<'_>], start: &Head) -> Result<JointFit, HeadError> {
    photos
        .iter()
        .try_for_each(|photo| check(photo.facts, photo.given))?;
    let problem = JointProblem::of(photos);
    let mut state = problem.start(start);
    for _ in 0..ROUNDS {
        let Some(next) = improved(&problem, &state) else {
            break;
        };
        let settled = state.cost - next.cost < SETTLED * state.cost;
        state = next;
        if settled {
            break;
        }
    }
    let scale_error = problem.pupil_error();
    let views = photos.iter().zip(&state.cameras);
    let views = views.map(|(photo, camera)| view(photo, &state.head, *camera, scale_error));
    Ok(JointFit {
        views: views.collect(),
        head: state.head,
    })
}

/// A better state; none where no step of the way helps.
fn improved(problem: &JointProblem<'_>, state: &JointState) -> Option<JointState> {
    let step = least_squares(&problem.rows(state), &vec![RIDGE; state.values.len()])?;
    SHARES.into_iter().find_map(|share| {
        let values = state.values.iter().zip(&step);
        let values = values.map(|(value, change)| value + share * change);
        let next = problem.state(values.collect());
        (next.cost < state.cost).then_some(next)
    })
}

/// The view of a photo: the camera, and what the head still misses of the outline. An outline that no head over all photos meets
/// is said and left out. `scale_error` is what all photos together know of the scale, as a share.
fn view(photo: &PhotoClaim<'_>, head: &Head, camera: Camera, scale_error: f64) -> HeadView {
    let mut warnings = Vec::new();
    note_focal(
        known_focal(photo.facts, photo.given),
        camera.focal_px,
        &mut warnings,
    );
    let outline = &photo.given.outline;
    let found = photo.given.found_outline();
    let warp = match outline.is_empty() {
        true => ResidualWarp::default(),
        false => warp_only(head, &camera, outline, found, &mut warnings).unwrap_or_else(|_| {
            warnings.push(FAR_OUTLINE.to_owned());
            ResidualWarp::default()
        }),
    };
    // What a person has measured in this very photo is known as well as before.
    let scale_error = match photo.given.knows_scale() {
        true => scale_error.min(KNOWN_SCALE_ERROR),
        false => scale_error,
    };
    let mm_per_px = camera.mm_per_px_at(DVec3::ZERO);
    HeadView {
        camera,
        mm_per_px,
        mm_per_px_error: mm_per_px * scale_error,
        warp,
        warnings,
        ..photo.view.clone()
    }
}
