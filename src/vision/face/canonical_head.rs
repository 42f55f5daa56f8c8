//! The canonical head that belongs to the face mesh, and how a mesh lies on it.

use crate::nets::CANONICAL_HEAD;
use glam::{DMat3, DQuat, DVec3};
use std::sync::LazyLock;

/// Points of the canonical head (the mesh's last ten, the irises, are not among them).
pub(super) const POINTS: usize = 468;
/// Numbers that the file holds for a point: place, and place in a texture.
const NUMBERS_A_POINT: usize = 5;

/// How much longer or broader than the canonical head a head may be.
const STRETCH: f64 = 0.15;

/// A canonical head.
pub(super) struct CanonicalHead {
    /// Points, mm: x to the client's left, y up, z to the front.
    pub(super) points_mm: Vec<DVec3>,
    /// Points that tell the pose, and how much each counts.
    pub(super) basis: Vec<(usize, f64)>,
}

/// The canonical head; `None` only if the shipped file were broken (a test holds that it is not).
pub(super) static CANONICAL: LazyLock<Option<CanonicalHead>> = LazyLock::new(|| read(CANONICAL_HEAD));

/// How the canonical head must be turned, scaled and moved to meet a mesh.
pub(super) struct Pose {
    pub(super) mesh_from_head: DMat3,
    /// Units of the mesh a millimetre.
    pub(super) scale: f64,
    pub(super) shift: DVec3,
}

/// A value of a protocol buffer.
enum ProtoValue<'a> {
    Number(u64),
    Bits([u8; 4]),
    Bytes(&'a [u8]),
}

/// The fields of a message (<https://protobuf.dev/programming-guides/encoding/>); `None` where it is broken.
fn fields(mut bytes: &[u8]) -> Option<Vec<(u64, ProtoValue<'_>)>> {
    let mut list = Vec::new();
    while !bytes.is_empty() {
        let key = number(&mut bytes)?;
        let value = match key & 7 {
            0 => ProtoValue::Number(number(&mut bytes)?),
            2 => {
                let length = usize::try_from(number(&mut bytes)?).ok()?;
                let (value, rest) = bytes.split_at_checked(length)?;
                bytes = rest;
                ProtoValue::Bytes(value)
            }
            5 => {
                let (value, rest) = bytes.split_first_chunk::<4>()?;
                bytes = rest;
                ProtoValue::Bits(*value)
            }
            _ => return None,
        };
        list.push((key >> 3, value));
    }
    Some(list)
}

fn number(bytes: &mut &[u8]) -> Option<u64> {
    let mut value = 0;
    for shift in (0..64).step_by(7) {
        let (first, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u64::from(first & 127) << shift;
        if first & 128 == 0 {
            return Some(value);
        }
    }
    None
}

fn read(bytes: &[u8]) -> Option<CanonicalHead> {
    const MESH: u64 = 1;
    const BASIS: u64 = 2;
    const VERTICES: u64 = 3;
    const MM_PER_CM: f64 = 10.0;
    let (mut numbers, mut basis) = (Vec::new(), Vec::new());
    for (field, value) in fields(bytes)? {
        let ProtoValue::Bytes(message) = value else {
            continue;
        };
        match field {
            MESH => numbers.extend(
                fields(message)?
                    .into_iter()
                    .filter_map(|(field, value)| match value {
                        ProtoValue::Bits(bits) if field == VERTICES => {
                            Some(f64::from(f32::from_le_bytes(bits)))
                        }
                        ProtoValue::Number(_) | ProtoValue::Bits(_) | ProtoValue::Bytes(_) => None,
                    }),
            ),
            BASIS => {
                let (mut index, mut weight) = (0, 0.0);
                for (_, value) in fields(message)? {
                    match value {
                        ProtoValue::Number(number) => index = usize::try_from(number).ok()?,
                        ProtoValue::Bits(bits) => weight = f64::from(f32::from_le_bytes(bits)),
                        ProtoValue::Bytes(_) => {}
                    }
                }
                basis.push((index, weight));
            }
            _ => {}
        }
    }
    let points = numbers.chunks_exact(NUMBERS_A_POINT);
    let points_mm: Vec<DVec3> = points.map(|p| DVec3::new(p[0], p[1], p[2]) * MM_PER_CM).collect();
    let whole =
        points_mm.len() == POINTS && !basis.is_empty() && basis.iter().all(|(index, _)| *index < POINTS);
    whole.then_some(CanonicalHead { points_mm, basis })
}

impl CanonicalHead {
    /// The pose that brings the canonical head nearest to a mesh (Horn 1987, quaternions), over the basis.
    pub(super) fn pose(&self, mesh: &[DVec3]) -> Option<Pose> {
        let pairs = || {
            let pair =
                |(index, weight): &(usize, f64)| Some((self.points_mm[*index], *mesh.get(*index)?, *weight));
            self.basis.iter().filter_map(pair)
        };
        let total: f64 = pairs().map(|(_, _, weight)| weight).sum();
        let from = pairs().map(|(p, _, weight)| p * weight).sum::<DVec3>() / total;
        let to = pairs().map(|(_, q, weight)| q * weight).sum::<DVec3>() / total;
        let (mut mixed, mut spread, mut size) = (DMat3::ZERO, 0.0, 0.0);
        for (p, q, weight) in pairs() {
            let (p, q) = (p - from, q - to);
            mixed += DMat3::from_cols(p * q.x, p * q.y, p * q.z) * weight;
            spread += weight * p.length_squared();
            size += weight * q.length_squared();
        }
        let usable = total > 0.0 && spread > 0.0 && size > 0.0;
        let mesh_from_head = usable.then(|| DMat3::from_quat(nearest_turn(&mixed)))?;
        let along: f64 = pairs()
            .map(|(p, q, weight)| weight * (mesh_from_head * (p - from)).dot(q - to))
            .sum();
        let scale = along / spread;
        (scale > 0.0).then(|| Pose {
            mesh_from_head,
            scale,
            shift: to - scale * (mesh_from_head * from),
        })
    }

    /// Root mean square distance of a mesh from the canonical head in a pose, over the basis, mm. The head is stretched
    /// along its axes first, by at most 15 %: broad and long faces are faces too.
    pub(super) fn residual_mm(&self, mesh: &[DVec3], pose: &Pose) -> f64 {
        let head_from_mesh = pose.mesh_from_head.transpose();
        let pair = |(index, weight): &(usize, f64)| {
            let seen = head_from_mesh * (*mesh.get(*index)? - pose.shift) / pose.scale;
            Some((self.points_mm[*index], seen, *weight))
        };
        let pairs: Vec<(DVec3, DVec3, f64)> = self.basis.iter().filter_map(pair).collect();
        let total: f64 = pairs.iter().map(|pair| pair.2).sum();
        let from = pairs.iter().map(|(p, _, weight)| *weight * p).sum::<DVec3>() / total;
        let to = pairs.iter().map(|(_, q, weight)| *weight * q).sum::<DVec3>() / total;
        let sum = |of: &dyn Fn(DVec3, DVec3) -> DVec3| -> DVec3 {
            pairs
                .iter()
                .map(|(p, q, weight)| *weight * of(p - from, q - to))
                .sum()
        };
        let stretch = sum(&|p, q| p * q) / sum(&|p, _| p * p);
        let stretch = stretch.clamp(DVec3::splat(1.0 - STRETCH), DVec3::splat(1.0 + STRETCH));
        let squares = sum(&|p, q| DVec3::splat((p * stretch).distance_squared(q)));
        (squares.x / total).sqrt()
    }
}

/// The rotation that maximises trace(R·mixed), where column k of `mixed` sums p·q[k]: the eigenvector of the largest
/// eigenvalue of Horn's 4 × 4 matrix, by repeated squaring.
fn nearest_turn(mixed: &DMat3) -> DQuat {
    // s(i, j) = Σ p[i]·q[j]
    let s = |i: usize, j: usize| mixed.col(j)[i];
    let mut n = [
        [
            s(0, 0) + s(1, 1) + s(2, 2),
            s(1, 2) - s(2, 1),
            s(2, 0) - s(0, 2),
            s(0, 1) - s(1, 0),
        ],
        [
            s(1, 2) - s(2, 1),
            s(0, 0) - s(1, 1) - s(2, 2),
            s(0, 1) + s(1, 0),
            s(2, 0) + s(0, 2),
        ],
        [
            s(2, 0) - s(0, 2),
            s(0, 1) + s(1, 0),
            s(1, 1) - s(0, 0) - s(2, 2),
            s(1, 2) + s(2, 1),
        ],
        [
            s(0, 1) - s(1, 0),
            s(2, 0) + s(0, 2),
            s(1, 2) + s(2, 1),
            s(2, 2) - s(0, 0) - s(1, 1),
        ],
    ];
    let size = n.iter().flatten().map(|value| value * value).sum::<f64>().sqrt();
    if size <= 0.0 {
        return DQuat::IDENTITY;
    }
    // Shifted so that the largest eigenvalue is also the largest in size.
    (0..4).for_each(|i| n[i][i] += size);
    for _ in 0..40 {
        let norm = n.iter().flatten().map(|value| value * value).sum::<f64>().sqrt();
        let m = n.map(|row| row.map(|value| value / norm));
        n = std::array::from_fn(|i| std::array::from_fn(|j| (0..4).map(|k| m[i][k] * m[k][j]).sum()));
    }
    let row = (0..4).max_by(|a, b| n[*a][*a].total_cmp(&n[*b][*b])).unwrap_or(0);
    let [w, x, y, z] = n[row];
    DQuat::from_xyzw(x, y, z, w).normalize()
}
