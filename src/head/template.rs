//! The scalp template: a smooth star-shaped head in millimetres.
//!
//! radius(direction) = mean(u) / |S⁻¹·direction| + modes + correction, where S stretches the mean head by breadth,
//! length, vertex height and face length, and u is the direction before the stretch. Everything is a polynomial of the
//! direction's components with + − × ÷ and square roots only, so the surface is smooth of every order and bit-identical
//! on all machines.

use super::harmonics::{even_sum, full_sum};
use super::measures::{CORRECTION_DEGREE, HeadMeasures, MEASURES, ShapeCorrection};
use super::scalar::{DualNumber, Scalar};
use super::template_table::{MEAN_DEGREE, MEAN_RADIUS_MM};
use glam::DVec3;
use serde::{Deserialize, Serialize};

/// The one head of a document: what areas, millimetres and counts are measured on.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// The ten measures.
    pub measures: HeadMeasures,
    /// The low-order correction of the shape.
    #[serde(default)]
    pub correction: ShapeCorrection,
}

/// What the surface is like in one direction.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SurfacePoint {
    /// Place, head frame, mm.
    pub point_mm: DVec3,
    /// Outward unit normal.
    pub normal: DVec3,
    /// Area for each steradian of direction, mm²/sr.
    pub area_mm2_per_sr: f64,
}

/// A smooth bump (1 at its middle, falling with the angle) and its mirror image.
struct ShapeMode {
    /// Index of the measure that scales it.
    measure: usize,
    /// Middle, as a position of the mean head (mm, head frame), and its weight.
    middles: &'static [([f64; 3], f64)],
}

/// The modes behind the six shape measures (positions: judgement on the mean head, see `docs/head.md`).
const MODES: [ShapeMode; 6] = [
    ShapeMode {
        measure: 4,
        middles: &[([0.0, 84.5, -14.0], -1.0)],
    },
    ShapeMode {
        measure: 5,
        middles: &[([72.0, 39.5, -138.0], 1.0), ([72.0, 39.5, -50.0], -1.0)],
    },
    ShapeMode {
        measure: 6,
        middles: &[([58.0, 88.5, -90.0], 1.0)],
    },
    ShapeMode {
        measure: 7,
        middles: &[([56.0, 41.5, -18.0], 1.0)],
    },
    ShapeMode {
        measure: 8,
        middles: &[([0.0, 88.5, -152.0], 1.0)],
    },
    ShapeMode {
        measure: 9,
        middles: &[([0.0, -72.0, -142.0], 1.0)],
    },
];

/// Narrowest and widest radius that is ever returned, mm (assumption; no correction may turn the head inside out).
const RADIUS_RANGE_MM: [f64; 2] = [30.0, 300.0];

impl Head {
    /// Centre of the template in the head frame, mm; the same for every head (judgement: about the middle of the skull).
    pub const CENTRE_MM: DVec3 = DVec3::new(0.0, 30.0, -85.0);

    /// Refuses heads far outside of what heads are, which would only be nonsense further on; a fit may go a little beyond the
    /// measures' ranges.
    ///
    /// # Errors
    /// The sentence names the measure.
    pub fn check(&self) -> Result<(), String> {
        for (value, row) in self.measures.to_array().iter().zip(&MEASURES) {
            let room = row.max - row.min;
            if !(row.min - room..=row.max + room).contains(value) {
                return Err(format!("{} = {value} is no measure of a head", row.name));
            }
        }
        let finite = self.correction.coefficients_mm.iter().all(|c| c.is_finite());
        finite
            .then_some(())
            .ok_or_else(|| "the head's correction has a coefficient that is no number".to_owned())
    }

    /// Distance of the surface from the centre along the unit `direction`, mm.
    pub fn radius_mm(&self, direction: DVec3) -> f64 {
        self.radius([direction.x, direction.y, direction.z])
            .clamp(RADIUS_RANGE_MM[0], RADIUS_RANGE_MM[1])
    }

    /// The point of the surface along the unit `direction`, head frame, mm.
    pub fn point_mm(&self, direction: DVec3) -> DVec3 {
        Self::CENTRE_MM + direction * self.radius_mm(direction)
    }

    /// Outward unit normal at the unit `direction`.
    pub fn normal(&self, direction: DVec3) -> DVec3 {
        let (radius, slope) = self.radius_and_slope(direction);
        (direction - slope / radius).normalize()
    }

    /// Point, normal and area at once, at the price of one of them.
    pub fn surface_at(&self, direction: DVec3) -> SurfacePoint {
        let (radius, slope) = self.radius_and_slope(direction);
        SurfacePoint {
            point_mm: Self::CENTRE_MM + direction * radius,
            normal: (direction - slope / radius).normalize(),
            area_mm2_per_sr: radius * (radius * radius + slope.length_squared()).sqrt(),
        }
    }

    /// Area of surface for each steradian of direction, mm²/sr.
    pub fn area_mm2_per_sr(&self, direction: DVec3) -> f64 {
        let (radius, slope) = self.radius_and_slope(direction);
        radius * (radius * radius + slope.length_squared()).sqrt()
    }

    /// Direction of the surface point on the same ray from the centre as `point_mm` (head frame).
    ///
    /// The centre itself has no direction: it gives straight up.
    pub fn direction_of(&self, point_mm: DVec3) -> DVec3 {
        direction_from_centre(point_mm)
    }

    /// Radius (mm) and its gradient along the unit sphere (mm per radian, perpendicular to `direction`).
    pub(crate) fn radius_and_slope(&self, direction: DVec3) -> (f64, DVec3) {
        let radius = self.radius(DualNumber::variables(direction));
        let value = radius.value.clamp(RADIUS_RANGE_MM[0], RADIUS_RANGE_MM[1]);
        if value != radius.value {
            return (value, DVec3::ZERO);
        }
        (
            value,
            radius.gradient - direction * radius.gradient.dot(direction),
        )
    }

    /// The direction of the mean head that the measures' stretch brings to the unit `direction`.
    pub(crate) fn mean_direction(&self, direction: DVec3) -> DVec3 {
        DVec3::from_array(unstretched(direction.to_array(), &self.measures)).normalize()
    }

    fn radius<S: Scalar>(&self, direction: [S; 3]) -> S {
        let squeezed = unstretched(direction, &self.measures);
        let length = dot(squeezed, squeezed).root();
        let mean_direction = squeezed.map(|c| c / length);
        let mut radius = even_sum(&MEAN_RADIUS_MM, mean_direction, MEAN_DEGREE) / length;
        let values = self.measures.to_array();
        for mode in &MODES {
            let amount = values[mode.measure] - MEASURES[mode.measure].mean;
            if amount != 0.0 {
                radius = radius + S::constant(amount) * mode_value(mode, mean_direction);
            }
        }
        if !self.correction.is_zero() {
            radius = radius + full_sum(&self.correction.coefficients_mm, direction, CORRECTION_DEGREE);
        }
        radius
    }
}

/// Unit direction of `point_mm` from the template's centre; straight up for the centre itself.
pub fn direction_from_centre(point_mm: DVec3) -> DVec3 {
    (point_mm - Head::CENTRE_MM).try_normalize().unwrap_or(DVec3::Y)
}

fn dot<S: Scalar>(a: [S; 3], b: [S; 3]) -> S {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

/// Half the way of a smooth step from 0 at t = −1 to 1 at t = 1, flat at both ends.
fn step<S: Scalar>(t: S) -> S {
    S::constant(0.5) + t * (S::constant(0.75) - S::constant(0.25) * t * t)
}

/// `direction` with the stretch of `measures` taken off. Only the back is stretched by length (the glabella stays before
/// the pupils), the top by vertex height, the bottom by face length; the change-over is smooth.
fn unstretched<S: Scalar>(direction: [S; 3], measures: &HeadMeasures) -> [S; 3] {
    let mean = |index: usize| MEASURES[index].mean;
    let centre = Head::CENTRE_MM;
    let breadth = measures.breadth_mm / mean(0);
    let half_back = mean(1) - GLABELLA_Z_MM + centre.z;
    let back = (measures.length_mm - mean(1) + half_back) / half_back;
    let up = (measures.vertex_mm - centre.y) / (mean(2) - centre.y);
    let down = (measures.face_mm + centre.y) / (mean(3) + centre.y);
    let [x, y, z] = direction;
    let one = S::constant(1.0);
    let along = S::constant(back) + (one - S::constant(back)) * step(z);
    let height = S::constant(down) + (S::constant(up) - S::constant(down)) * step(y);
    [x / S::constant(breadth), y / height, z / along]
}

/// How far the glabella lies before the pupils on the mean head, mm (assumption).
pub(crate) const GLABELLA_Z_MM: f64 = 11.0;

/// Sum of the mode's bumps and of their mirror images at a direction of the mean head.
fn mode_value<S: Scalar>(mode: &ShapeMode, direction: [S; 3]) -> S {
    let mut sum = S::constant(0.0);
    for &([x, y, z], weight) in mode.middles {
        let middle = direction_from_centre(DVec3::new(x, y, z));
        let bump = |x: f64| {
            let near = S::constant(0.5)
                * (S::constant(1.0) + dot(direction, [x, middle.y, middle.z].map(S::constant)));
            let p2 = near * near;
            let p4 = p2 * p2;
            let p8 = p4 * p4;
            p8 * p4
        };
        sum = sum + S::constant(weight) * bump(middle.x);
        if middle.x != 0.0 {
            sum = sum + S::constant(weight) * bump(-middle.x);
        }
    }
    sum
}
