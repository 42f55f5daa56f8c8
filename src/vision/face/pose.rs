//! How a head stands before the camera: the pinhole pose in which an average face falls on the mesh.

use super::canonical_head::CANONICAL;
use super::faces::Face;
use crate::head::Camera;
use crate::head::camera::{angles_from_rotation, rotation_from_angles};
use crate::head::least_squares::least_squares;
use glam::{DMat3, DQuat, DVec2, DVec3};

/// Rounds of Gauss and Newton's way; four are enough from the mesh's own angles.
const ROUNDS: usize = 6;

/// The mesh flattens turns: what is read is this much too small (36 renders of the scan, docs/photo.md).
const YAW: f64 = 1.13;
const PITCH: f64 = 1.15;

/// The canonical head's pitch in the head frame of the scan, which is ours, degrees.
const PITCH_ZERO_DEG: f64 = -1.3;
/// Corners of the eyes.
const CORNERS: [usize; 4] = [33, 133, 263, 362];

/// A face before a camera.
pub(super) struct TurnedFace {
    pub(super) yaw_deg: f64,
    pub(super) pitch_deg: f64,
    /// Millimetres of the canonical head a pixel, at its eyes.
    pub(super) mm_per_px: f64,
}

/// Yaw and pitch, degrees, of a face in a camera of that size and focal length. Yaw is the one at which the canonical head
/// falls on the mesh, seen in perspective. For the pitch the mesh's own depth is the better witness; it is freed from the
/// slant at which a camera sees a head that is off the picture's middle.
pub(super) fn turned(face: &Face, camera: &Camera) -> Option<TurnedFace> {
    let canonical = CANONICAL.as_ref()?;
    let count = canonical.basis.len() as f64;
    let middle_mm = canonical
        .basis
        .iter()
        .map(|(i, _)| canonical.points_mm[*i])
        .sum::<DVec3>()
        / count;
    let middle_px = canonical
        .basis
        .iter()
        .map(|(i, _)| face.points_px[*i])
        .sum::<DVec2>()
        / count;
    let size_px = [camera.width_px, camera.height_px];
    // Angles, place in the picture, distance.
    let placed = |v: &[f64]| {
        let aim_px = middle_px + DVec2::new(v[3], v[4]);
        Camera::from_pose(
            size_px,
            camera.focal_px,
            [v[0], v[1], v[2]],
            middle_mm,
            aim_px,
            v[5],
        )
    };
    let misses = |v: &[f64]| -> Option<Vec<f64>> {
        let camera = placed(v);
        let mut list = Vec::with_capacity(2 * canonical.basis.len());
        for (index, weight) in &canonical.basis {
            let miss = camera.photo_from_head(canonical.points_mm[*index])? - face.points_px[*index];
            list.extend((miss * weight.sqrt() / face.px_per_mm).to_array());
        }
        Some(list)
    };
    let mut v = [
        face.yaw_deg,
        face.pitch_deg,
        face.roll_deg,
        0.0,
        0.0,
        camera.focal_px / face.px_per_mm,
    ];
    let nudges = [0.01, 0.01, 0.01, 0.1, 0.1, 1.0];
    for _ in 0..ROUNDS {
        let here = misses(&v)?;
        let mut rows: Vec<(Vec<f64>, f64)> = here.iter().map(|miss| (vec![0.0; 6], -miss)).collect();
        for k in 0..6 {
            let mut moved = v;
            moved[k] += nudges[k];
            for (row, (a, b)) in rows.iter_mut().zip(here.iter().zip(misses(&moved)?)) {
                row.0[k] = (b - a) / nudges[k];
            }
        }
        let step = least_squares(&rows, &[1e-9; 6])?;
        v.iter_mut()
            .zip(&step)
            .for_each(|(value, change)| *value += change);
    }
    let ray = (middle_px - camera.principal_point_px).extend(camera.focal_px);
    let level = DMat3::from_quat(DQuat::from_rotation_arc(DVec3::Z, ray.normalize()));
    let freed = level * rotation_from_angles(face.yaw_deg, face.pitch_deg, face.roll_deg);
    let eyes_mm = CORNERS
        .iter()
        .map(|index| canonical.points_mm[*index])
        .sum::<DVec3>()
        / CORNERS.len() as f64;
    Some(TurnedFace {
        yaw_deg: YAW * v[0],
        pitch_deg: PITCH * angles_from_rotation(&freed)[1] + PITCH_ZERO_DEG,
        mm_per_px: placed(&v).mm_per_px_at(eyes_mm),
    })
}
