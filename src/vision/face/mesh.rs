//! The 478 points of a face: the mesh on a square round it, twice, the second square from the first mesh.

use super::detector::FaceDetection;
use crate::nets::{FACE_MESH, Net};
use crate::photo::Photo;
use crate::vision::network_input::{BorderFill, PhotoSquare, square};
use glam::{DVec2, DVec3};
use std::sync::LazyLock;

/// Points of a mesh: 468 of the face and five of each iris.
pub(super) const MESH_POINTS: usize = 478;
/// Side of the mesh's input, px.
const INPUT: usize = 256;
/// The square is this much larger than the face's box (MediaPipe).
const ROOM: f64 = 1.5;
/// Outer corners of the eyes, the client's right one first.
const CORNERS: [usize; 2] = [33, 263];

static MESH: LazyLock<Option<Net>> = LazyLock::new(|| Net::read(FACE_MESH).ok());

/// The mesh of a face: x and y in px of the photo, z in the same unit, away from the camera.
pub(super) fn mesh(photo: &Photo, seen: &FaceDetection) -> Option<Vec<DVec3>> {
    let turn_rad = (seen.eyes_px[1] - seen.eyes_px[0]).to_angle();
    let first = PhotoSquare {
        centre_px: seen.centre_px,
        side_px: ROOM * seen.side_px,
        turn_rad,
    };
    let points = in_square(photo, &first)?;
    in_square(photo, &round(&points)?)
}

/// The square round a mesh, turned so that the eyes are level.
fn round(points: &[DVec3]) -> Option<PhotoSquare> {
    let [right, left] = CORNERS.map(|index| points[index].truncate());
    let turn_rad = (left - right).to_angle();
    let level = DVec2::from_angle(-turn_rad);
    let turned = || points.iter().map(|point| level.rotate(point.truncate()));
    let low = turned().fold(DVec2::INFINITY, DVec2::min);
    let high = turned().fold(DVec2::NEG_INFINITY, DVec2::max);
    let centre_px = DVec2::from_angle(turn_rad).rotate(0.5 * (low + high));
    let side_px = ROOM * (high - low).max_element();
    (side_px.is_finite() && side_px > 1.0).then_some(PhotoSquare {
        centre_px,
        side_px,
        turn_rad,
    })
}

fn in_square(photo: &Photo, at: &PhotoSquare) -> Option<Vec<DVec3>> {
    if !(at.side_px.is_finite() && at.side_px > 1.0 && at.centre_px.is_finite()) {
        return None;
    }
    let input = square(photo, at, INPUT, BorderFill::Replicated);
    let answer = MESH.as_ref()?.run(input).ok()?;
    let numbers = answer.into_iter().find(|list| list.len() == 3 * MESH_POINTS)?;
    let points = numbers.chunks_exact(3).map(|point| {
        let [x, y, z] = [0, 1, 2].map(|i| f64::from(point[i]) / INPUT as f64);
        at.photo_from_unit(DVec2::new(x, y)).extend(z * at.side_px)
    });
    Some(points.collect())
}
