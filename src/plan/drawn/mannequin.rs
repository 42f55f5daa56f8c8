//! The shape that is drawn where there is no photo: the fitted head above the brows, below them the features of nobody; ears and a
//! neck. All sizes here are judgement: nothing is measured on them, and no dot stands on them.

use crate::head::{Ear, Head, HeadMeasures};
use crate::plan::smooth;
use glam::DVec3;
use std::f64::consts::{PI, TAU};

/// Rings and spokes of the head and of an ear: facets of about 3 and 4 mm.
const HEAD_FACETS: [usize; 2] = [120, 240];
const EAR_FACETS: [usize; 2] = [24, 48];
/// Step of the differences that give a normal, radians.
const NUDGE: f64 = 2e-3;

/// Soft bumps of a face that is nobody's, for an average one: place beside the midline and over the pupils, half widths, height, mm.
/// A place beside the midline has its mirror image.
const FEATURES: [[f64; 5]; 9] = [
    // Brow ridge, eye sockets and lids.
    [24.0, 12.0, 17.0, 6.0, 2.5],
    [30.0, -3.0, 13.0, 9.0, -10.0],
    [31.0, -4.0, 9.0, 6.5, 6.5],
    // Wings of the nose, cheekbones.
    [13.0, -41.0, 6.0, 6.0, 5.0],
    [47.0, -30.0, 17.0, 15.0, 2.0],
    // Lips and chin.
    [0.0, -70.0, 17.0, 4.0, 4.0],
    [0.0, -75.5, 18.0, 1.8, -2.5],
    [0.0, -81.0, 15.0, 4.5, 4.5],
    [0.0, -102.0, 15.0, 9.0, 4.0],
];
/// The ridge of the nose: from its root to its tip over the pupils, how far the tip stands off, half width at both, mm.
const NOSE_Y_MM: [f64; 2] = [6.0, -42.0];
const NOSE_MM: f64 = 19.0;
const NOSE_HALF_MM: [f64; 2] = [5.0, 8.5];
/// Below the tip the nose ends within this, mm.
const NOSE_END_MM: f64 = 15.0;
/// The features end under the brows: none from the first height over the pupils, all below the second, mm.
const FEATURES_END_MM: [f64; 2] = [24.0, 10.0];
/// The neck: half axes across and along, its middle behind the pupils at `NECK_TOP_MM` over them, how far it leans back a
/// millimetre down, and where its surface ends, mm.
const NECK_HALF_MM: [f64; 2] = [52.0, 58.0];
const NECK_MIDDLE_MM: f64 = -97.0;
const NECK_TOP_MM: f64 = -70.0;
const NECK_LEAN: f64 = 0.22;
const NECK_END_MM: f64 = -280.0;
/// Lower, nothing of it is drawn, mm.
pub(super) const NECK_CUT_MM: f64 = -200.0;
/// Over this length head and neck run into each other, mm.
const NECK_JOIN_MM: f64 = 16.0;
/// Hollow of an ear over its half thickness, and the share of its breadth that the hollow takes.
const EAR_HOLLOW: [f64; 2] = [0.75, 0.55];
/// How much broader the ear is at its top, and narrower at its lobe, than at its middle, as a share.
const EAR_TAPER: f64 = 0.22;

/// What a corner belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MannequinPart {
    /// Head and neck.
    Head,
    /// An ear.
    Ear,
}

/// A corner of the mesh.
#[derive(Clone, Copy, Debug)]
pub(super) struct MannequinCorner {
    /// What it belongs to.
    pub(super) part: MannequinPart,
    /// Place, head frame, mm.
    pub(super) point_mm: DVec3,
    /// Outward unit normal.
    pub(super) normal: DVec3,
    /// The template direction that it shows.
    pub(super) direction: DVec3,
}

/// The mesh: corners, and three of them a facet.
pub(super) struct MannequinMesh {
    /// The corners.
    pub(super) corners: Vec<MannequinCorner>,
    /// Numbers of a facet's corners.
    pub(super) facets: Vec<[u32; 3]>,
}

impl MannequinMesh {
    /// The shape of a head.
    pub(super) fn of(head: &Head) -> Self {
        let mut mesh = MannequinMesh {
            corners: Vec::new(),
            facets: Vec::new(),
        };
        mesh.add(MannequinPart::Head, HEAD_FACETS, |direction| {
            head_point_mm(head, direction)
        });
        for ear in head.ears() {
            mesh.add(MannequinPart::Ear, EAR_FACETS, |direction| {
                ear_point_mm(&ear, direction)
            });
        }
        mesh
    }

    /// Adds a closed surface that is given for each direction from its middle.
    fn add(&mut self, part: MannequinPart, [rings, spokes]: [usize; 2], point_mm: impl Fn(DVec3) -> DVec3) {
        let first = self.corners.len() as u32;
        for ring in 0..=rings {
            // Just beside the poles, where a direction has two tangents.
            let polar = (PI * ring as f64 / rings as f64).clamp(1e-4, PI - 1e-4);
            for spoke in 0..spokes {
                let (sin, cos) = (TAU * spoke as f64 / spokes as f64).sin_cos();
                let direction = DVec3::new(polar.sin() * sin, polar.cos(), polar.sin() * cos);
                let (along, across) = direction.any_orthonormal_pair();
                let nudged = |by: DVec3| point_mm((direction + by * NUDGE).normalize());
                let slope = |by: DVec3| nudged(by) - nudged(-by);
                let (place_mm, opposite_mm) = (point_mm(direction), point_mm(-direction));
                let upright = slope(along).cross(slope(across)).normalize_or_zero();
                self.corners.push(MannequinCorner {
                    part,
                    point_mm: place_mm,
                    // The axes of the two ears turn opposite ways.
                    normal: upright * (place_mm - opposite_mm).dot(upright).signum(),
                    direction,
                });
            }
        }
        let at = |ring: usize, spoke: usize| first + (ring * spokes + spoke % spokes) as u32;
        for ring in 0..rings {
            for spoke in 0..spokes {
                let [a, b] = [at(ring, spoke), at(ring, spoke + 1)];
                let [c, d] = [at(ring + 1, spoke), at(ring + 1, spoke + 1)];
                self.facets.extend([[a, c, d], [a, d, b]]);
            }
        }
    }
}

/// The drawn surface in a template direction, head frame, mm.
fn head_point_mm(head: &Head, direction: DVec3) -> DVec3 {
    let radius_mm = head.radius_mm(direction);
    let (long, short) = match neck_radius_mm(direction) {
        Some(neck_mm) => (radius_mm.max(neck_mm), radius_mm.min(neck_mm)),
        None => (radius_mm, 0.0),
    };
    let near = (1.0 - (long - short) / NECK_JOIN_MM).max(0.0);
    let point_mm = Head::CENTRE_MM + direction * (long + 0.25 * NECK_JOIN_MM * near * near);
    let [none, all] = FEATURES_END_MM;
    let share = smooth((point_mm.y - none) / (all - none)) * smooth((direction.z - 0.15) / 0.25);
    match share > 0.0 && direction.y > -0.95 {
        true => point_mm + DVec3::Z * (share * features_mm(head, point_mm)),
        false => point_mm,
    }
}

/// How far the features stand off a smooth face, mm.
fn features_mm(head: &Head, point_mm: DVec3) -> f64 {
    let long = head.measures.face_mm / HeadMeasures::default().face_mm;
    let (x, y) = (point_mm.x, point_mm.y / long);
    let bump = |x: f64, half: f64, middle: f64| (-0.5 * ((x - middle) / half).powi(2)).exp();
    let features: f64 = FEATURES
        .iter()
        .map(|&[at_x, at_y, half_x, half_y, height_mm]| {
            let beside = if at_x == 0.0 { x } else { x.abs() };
            height_mm * bump(beside, half_x, at_x) * bump(y, half_y, at_y)
        })
        .sum();
    let [root, tip] = NOSE_Y_MM;
    let down = ((root - y) / (root - tip)).max(0.0);
    let half_mm = NOSE_HALF_MM[0] + (NOSE_HALF_MM[1] - NOSE_HALF_MM[0]) * down.min(1.0);
    let ends = 1.0 - smooth((tip - y) / NOSE_END_MM);
    features + NOSE_MM * down.min(1.0).powf(1.1) * ends * bump(x, half_mm, 0.0)
}

/// Distance of the neck's surface from the template's centre, mm; none for directions that don't go down.
fn neck_radius_mm(direction: DVec3) -> Option<f64> {
    if direction.y >= 0.0 {
        return None;
    }
    let centre = Head::CENTRE_MM;
    // Behind the leaning axis where the ray begins, and how that changes along it.
    let behind = centre.z - NECK_MIDDLE_MM - NECK_LEAN * (centre.y - NECK_TOP_MM);
    let along = direction.z - NECK_LEAN * direction.y;
    let [across, deep] = NECK_HALF_MM.map(|half| half * half);
    let a = direction.x * direction.x / across + along * along / deep;
    let (half_b, c) = (behind * along / deep, behind * behind / deep - 1.0);
    let side_mm = (-half_b + (half_b * half_b - a * c).max(0.0).sqrt()) / a.max(1e-9);
    Some(side_mm.min((NECK_END_MM - centre.y) / direction.y))
}

/// The drawn surface of an ear in a direction of its axes (up, back, outward), head frame, mm.
fn ear_point_mm(ear: &Ear, direction: DVec3) -> DVec3 {
    let half = DVec3::from(ear.solid_half_mm);
    let beside = (direction.x.powi(2) + direction.y.powi(2)) / (EAR_HOLLOW[1] * EAR_HOLLOW[1]);
    let hollow = if direction.z > 0.0 {
        EAR_HOLLOW[0] * direction.z * (-beside).exp()
    } else {
        0.0
    };
    // The lobe is narrower than the upper half.
    let narrow = 1.0 + EAR_TAPER * direction.x;
    let local = half * DVec3::new(direction.x, direction.y * narrow, direction.z - hollow);
    let [up, back, out] = ear.solid_axes;
    ear.solid_mm + up * local.x + back * local.y + out * local.z
}
