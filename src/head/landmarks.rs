//! Landmarks of a head, as template directions, and its ears.

use super::template::{GLABELLA_Z_MM, Head};
use glam::DVec3;
use serde::{Deserialize, Serialize};

/// Named places of the surface, each a template direction (unit vector from the centre). Pairs: the client's left first.
///
/// Positions are those of the mean head (judgement, `docs/head.md`) carried along by the measures.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct HeadLandmarks {
    /// Between the brows, about 17 mm above the pupils.
    pub glabella: DVec3,
    /// Root of the nose, about 7 mm above the pupils.
    pub sellion: DVec3,
    /// Top of the brows on the midline, where no crease is known (about 24 mm above the pupils).
    pub brow: DVec3,
    /// Middle of the usual hairline on the midline (trichion).
    pub trichion: DVec3,
    /// Topmost point of the midline.
    pub vertex: DVec3,
    /// Usual place of the hair whorl, behind the vertex.
    pub crown_whorl: DVec3,
    /// Backmost point of the midline.
    pub occiput: DVec3,
    /// Middle of the usual nape line.
    pub nape: DVec3,
    /// Lowest point of the chin.
    pub menton: DVec3,
    /// Outer ends of the brows.
    pub brow_end: [DVec3; 2],
    /// Beside the outer eye corners.
    pub outer_canthus: [DVec3; 2],
    /// Narrowest place of the forehead.
    pub temple: [DVec3; 2],
    /// In front of the ear's upper root, where a sideburn begins.
    pub sideburn: [DVec3; 2],
    /// Notch above the ear's tragus.
    pub tragion: [DVec3; 2],
    /// Upper root of the ear.
    pub otobasion_superius: [DVec3; 2],
    /// Lower root of the ear.
    pub otobasion_inferius: [DVec3; 2],
    /// Behind the lobe, where hairline and nape meet.
    pub mastoid: [DVec3; 2],
    /// Outer ends of the nape line.
    pub nape_corner: [DVec3; 2],
    /// Angle of the jaw.
    pub jaw_angle: [DVec3; 2],
    /// Highest of the cheekbone, upper end of a beard.
    pub cheekbone: [DVec3; 2],
    /// Widest place over the ear.
    pub euryon: [DVec3; 2],
    /// Distance of the outer eye corners from the midline, mm (mean 45: assumption).
    pub outer_canthus_x_mm: f64,
}

/// Outer eye corner from the midline, mm (assumption: biectocanthion about 90 mm).
const OUTER_CANTHUS_X_MM: f64 = 45.0;

/// An ear: where it joins the head, and the solid that stands off it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ear {
    /// Middle of the joint on the surface, head frame, mm.
    pub root_mm: DVec3,
    /// Long axis on the surface, upwards, unit.
    pub up: DVec3,
    /// Backwards on the surface, unit.
    pub back: DVec3,
    /// Half axes of the joint along `up` and `back`, mm.
    pub root_half_mm: [f64; 2],
    /// Centre of the solid, head frame, mm.
    pub solid_mm: DVec3,
    /// Axes of the solid (unit, perpendicular): up, back, outward.
    pub solid_axes: [DVec3; 3],
    /// Half axes of the solid, mm.
    pub solid_half_mm: [f64; 3],
}

impl Head {
    /// The head's landmarks.
    pub fn landmarks(&self) -> HeadLandmarks {
        let one = |x, y, z| self.carried(DVec3::new(x, y, z));
        let two = |x, y, z| [one(x, y, z), one(-x, y, z)];
        HeadLandmarks {
            glabella: one(0.0, 17.0, GLABELLA_Z_MM),
            sellion: one(0.0, 7.0, 8.0),
            brow: one(0.0, 24.0, 11.0),
            trichion: one(0.0, 69.5, -2.0),
            vertex: self.farthest(DVec3::Y, 0.0),
            crown_whorl: one(0.0, 99.0, -147.0),
            occiput: self.farthest(-DVec3::Z, 0.0),
            nape: one(0.0, -70.0, -144.0),
            menton: one(0.0, -111.0, 0.0),
            brow_end: two(50.0, 18.0, -10.0),
            outer_canthus: two(OUTER_CANTHUS_X_MM, 0.0, -8.0),
            temple: two(56.0, 30.0, -18.0),
            sideburn: two(68.0, -5.0, -68.0),
            tragion: two(69.5, -13.0, -82.0),
            otobasion_superius: two(72.0, 10.0, -82.0),
            otobasion_inferius: two(66.0, -42.0, -84.0),
            mastoid: two(63.0, -42.0, -106.0),
            nape_corner: two(40.0, -70.0, -131.0),
            jaw_angle: two(56.0, -72.0, -60.0),
            cheekbone: two(67.0, -22.0, -48.0),
            euryon: [self.farthest(DVec3::X, 1.0), self.farthest(-DVec3::X, 1.0)],
            outer_canthus_x_mm: OUTER_CANTHUS_X_MM,
        }
    }

    /// The two ears, the client's left first. Sizes: ANSUR II ear length 62 and breadth 35 mm (docs/domain.md 8.2, men and
    /// women in equal parts); place, tilt (10°) and stand-off (25°): assumption.
    pub fn ears(&self) -> [Ear; 2] {
        [1.0, -1.0].map(|side| self.ear(side))
    }

    fn ear(&self, side: f64) -> Ear {
        let direction = self.carried(DVec3::new(side * 70.0, -16.0, -95.0));
        let out = self.normal(direction);
        let root_mm = self.point_mm(direction);
        // 0.174 and 0.423 / 0.906: tangent of 10°, sine and cosine of 25°
        let tilted = DVec3::new(0.0, 1.0, -0.174);
        let up = (tilted - out * tilted.dot(out)).normalize();
        let back = out.cross(up) * -side;
        let back = if back.z > 0.0 { -back } else { back };
        let plate = back * 0.906 + out * 0.423;
        let plate_out = out * 0.906 - back * 0.423;
        Ear {
            root_mm,
            up,
            back,
            root_half_mm: [31.0, 16.0],
            solid_mm: root_mm + plate * 6.0 + plate_out * 5.0,
            solid_axes: [up, plate, plate_out],
            solid_half_mm: [31.0, 17.5, 6.0],
        }
    }

    /// Direction of a position of the mean head after the measures' stretch.
    fn carried(&self, mean_mm: DVec3) -> DVec3 {
        let mean = self.direction_of(mean_mm);
        let mut direction = mean;
        for _ in 0..12 {
            let back = self.mean_direction(direction);
            direction = (direction + (mean - back)).normalize();
        }
        direction
    }

    /// The direction whose surface point lies farthest along `axis`, on the midline (`sideways` 0) or anywhere (1).
    fn farthest(&self, axis: DVec3, sideways: f64) -> DVec3 {
        let mut direction = axis;
        for _ in 0..200 {
            let normal = self.normal(direction);
            let mut tangent = axis - normal * axis.dot(normal);
            tangent.x *= sideways;
            direction = self.direction_of(self.point_mm(direction) + tangent * 30.0);
        }
        direction
    }
}

impl Ear {
    /// True where the ear covers the surface point `point_mm` (head frame): no dot belongs there in any view.
    pub fn covers(&self, point_mm: DVec3) -> bool {
        self.root_distance(point_mm) < 1.0
    }

    /// Distance of `point_mm` from the ear's middle in units of its outline (1 = on the outline; large on the far side).
    pub fn root_distance(&self, point_mm: DVec3) -> f64 {
        let offset = point_mm - self.root_mm;
        if offset.x * self.root_mm.x < -self.root_mm.x * self.root_mm.x {
            return f64::INFINITY;
        }
        let a = offset.dot(self.up) / self.root_half_mm[0];
        let b = offset.dot(self.back) / self.root_half_mm[1];
        (a * a + b * b).sqrt()
    }

    /// True when the straight line between two points (head frame, mm) meets the ear's solid.
    pub fn blocks(&self, from_mm: DVec3, to_mm: DVec3) -> bool {
        let local = |v: DVec3| {
            DVec3::new(
                v.dot(self.solid_axes[0]) / self.solid_half_mm[0],
                v.dot(self.solid_axes[1]) / self.solid_half_mm[1],
                v.dot(self.solid_axes[2]) / self.solid_half_mm[2],
            )
        };
        let start = local(from_mm - self.solid_mm);
        let way = local(to_mm - from_mm);
        let squared = way.length_squared();
        if squared == 0.0 {
            return start.length_squared() < 1.0;
        }
        let nearest = (-start.dot(way) / squared).clamp(0.0, 1.0);
        (start + way * nearest).length_squared() < 1.0
    }
}
