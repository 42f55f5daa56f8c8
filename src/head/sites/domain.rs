//! Where follicle sites exist: the domain of `sites v1`, frozen.
//!
//! Everything above the brows, behind a line from the brow's end over the cheekbone to the jaw angle (where a beard
//! joins), round the ears, and down to 40 mm below the nape line. Seen from the side the boundary is three straight
//! lines, so that the test is three comparisons on millimetres of the *mean* template: no later refit moves it. It is
//! generous: where dots are *allowed* is decided by the design's masks, ears included. All positions are judgement on
//! the mean head's landmarks (glabella y 17, top of brow 24, cheekbone z -48, jaw angle y -72, nape line y -70).

use super::surface::mean_point_mm;
use glam::DVec3;

/// How far beyond the domain sites are grown before they are cropped, mm: an open edge crowds dots within one spacing
/// (docs/placement.md), and 2 mm is more than one spacing from 29 dots/cm² up.
pub const GROW_MARGIN_MM: f64 = 2.0;

/// The side view's half-plane `a·y + b·z ≥ c`, with (a, b) of length 1, mm.
struct DomainLine {
    a: f64,
    b: f64,
    c: f64,
}

impl DomainLine {
    /// True within `margin_mm` outside of the line too.
    fn holds(&self, point_mm: DVec3, margin_mm: f64) -> bool {
        self.a * point_mm.y + self.b * point_mm.z >= self.c - margin_mm
    }
}

/// Just above the brows: through y 25, z 11 on the midline, 3 mm lower at the brow's outer end (slope 1 in 8).
const BROW: DomainLine = DomainLine {
    a: 0.992_277_876_713_668,
    b: -0.124_034_734_589_208,
    c: 23.442_564_837_360,
};
/// From the brow's outer end (y 22, z -24) over the cheekbone to the jaw angle (y -80, z -50): slope 13 in 51.
const CHEEK: DomainLine = DomainLine {
    a: 0.247_003_705_083_365,
    b: -0.969_014_535_327_046,
    c: 28.690_430_359_683,
};
/// From the jaw angle (y -80, z -50) to 40 mm below the nape line (y -110, z -141): slope 30 in 91.
const JAW_TO_NAPE: DomainLine = DomainLine {
    a: 0.949_721_781_788_549,
    b: -0.313_095_092_897_324,
    c: -60.322_987_898_218,
};

/// True when the surface point (head frame of the mean template, mm) lies in the domain or at most `margin_mm` outside.
///
/// Distances are taken to the boundary in the side view, which is never more than along the surface: the widened
/// domain holds everything within `margin_mm` along the surface.
pub(super) fn holds(point_mm: DVec3, margin_mm: f64) -> bool {
    BROW.holds(point_mm, margin_mm)
        || (CHEEK.holds(point_mm, margin_mm) && JAW_TO_NAPE.holds(point_mm, margin_mm))
}

/// True when the template direction (unit vector from the template's centre) lies in the domain of sites.
pub fn contains(direction: DVec3) -> bool {
    holds(mean_point_mm(direction), 0.0)
}

/// True when the template direction lies in the domain or within `margin_mm` of it.
pub fn contains_expanded(direction: DVec3, margin_mm: f64) -> bool {
    holds(mean_point_mm(direction), margin_mm)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::head::Head;

    #[test]
    fn scalp_is_inside_and_face_is_outside() {
        let marks = Head::default().landmarks();
        let inside = [
            marks.trichion,
            marks.vertex,
            marks.crown_whorl,
            marks.occiput,
            marks.nape,
            marks.jaw_angle[0],
        ];
        let sides = [
            marks.temple,
            marks.sideburn,
            marks.tragion,
            marks.mastoid,
            marks.nape_corner,
            marks.cheekbone,
        ];
        for direction in inside.into_iter().chain(sides.into_iter().flatten()) {
            assert!(contains(direction), "{:?}", mean_point_mm(direction));
        }
        let outside = [
            marks.glabella,
            marks.sellion,
            marks.menton,
            marks.brow_end[0],
            marks.outer_canthus[1],
        ];
        for direction in outside {
            assert!(!contains(direction), "{:?}", mean_point_mm(direction));
        }
        assert!(!contains(-DVec3::Y), "the throat is no scalp");
    }

    #[test]
    fn normals_have_length_one_and_lines_meet_their_points() {
        for (line, points) in [
            (BROW, [[25.0, 11.0], [21.0, -21.0]]),
            (CHEEK, [[22.0, -24.0], [-80.0, -50.0]]),
            (JAW_TO_NAPE, [[-80.0, -50.0], [-110.0, -141.0]]),
        ] {
            assert!((line.a * line.a + line.b * line.b - 1.0).abs() < 1e-12);
            for [y, z] in points {
                assert!((line.a * y + line.b * z - line.c).abs() < 1e-9, "{y} {z}");
            }
        }
    }

    #[test]
    fn widened_domain_holds_the_domain() {
        for i in 0..2000u32 {
            let direction = super::super::direction_from_code([
                (i * 7919 % 65_536) as u16,
                (i * 104_729 % 65_536) as u16,
            ]);
            assert!(!contains(direction) || contains_expanded(direction, GROW_MARGIN_MM));
        }
    }
}
