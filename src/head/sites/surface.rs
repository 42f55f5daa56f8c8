//! The template's surface as sites see it: 4-byte direction codes, a table of cells, and candidates spread by area.

use super::domain;
use crate::head::Head;
use crate::head::hash::{hash, stream};
use glam::DVec3;
use std::ops::{Add, Mul, Sub};

/// A direction as two u16: the place on an octahedron unfolded into a square, y upwards. Neighbouring codes are at most
/// 0.008 mm apart on the head. The code *is* the site: its direction is always decoded from it.
pub type DirectionCode = [u16; 2];

/// The unit direction of a code, by + − × ÷ and square root only (equal bits on every machine).
pub fn direction_from_code(code: DirectionCode) -> DVec3 {
    // Middle of the code's small square; exact in binary.
    let [u, v] = code.map(|c| (f64::from(c) * 2.0 - 65_535.0) / 65_536.0);
    unfold(u, v)
}

/// The unit direction of a place (u, v) of the square, each −1…1.
fn unfold(u: f64, v: f64) -> DVec3 {
    let y = 1.0 - u.abs() - v.abs();
    let (x, z) = if y >= 0.0 {
        (u, v)
    } else {
        let fold = |a: f64, b: f64| if a < 0.0 { b.abs() - 1.0 } else { 1.0 - b.abs() };
        (fold(u, v), fold(v, u))
    };
    let length = (x * x + y * y + z * z).sqrt();
    DVec3::new(x / length, y / length, z / length)
}

/// The point of the mean template along the unit `direction`, head frame, mm.
pub(super) fn mean_point_mm(direction: DVec3) -> DVec3 {
    Head::default().point_mm(direction)
}

/// Units of a growth position in a millimetre: 2⁻¹⁶ mm holds ± 32 m, and no rounding decides a distance.
pub(super) const UNITS_PER_MM: f64 = 65_536.0;

/// Cells along each side of the code square (256 × 256 codes each, about 0.8 mm wide).
const CELLS: usize = 256;
/// Units of mass in a square millimetre (the sum of all cells must stay under 2³²).
const MASS_PER_MM2: f64 = 16_384.0;
/// Cells' first guesses in the cumulative table.
const GUIDES: usize = 1 << 14;

/// The widened domain cut into cells, to draw candidates uniformly by area.
///
/// Inside a cell the radius is taken linear on two triangles, off the template by at most 0.03 mm;
/// one look-up replaces the template's polynomial of 91 terms, which would be a third of the growing time.
pub(super) struct SamplingSurface {
    /// Radius of the template at the corners of the cells, (CELLS + 1)², mm.
    radii_mm: Vec<f64>,
    /// Cells that touch the widened domain.
    cells: Vec<u16>,
    /// Mass of all cells up to and with this one.
    cumulative: Vec<u32>,
    /// First cell that a hash with these top bits can fall into.
    guides: Vec<u32>,
    /// Area of the domain, mm².
    pub domain_mm2: f64,
}

/// A place where a site may be.
#[derive(Clone, Copy)]
pub(super) struct SiteCandidate {
    pub index: u32,
    pub code: DirectionCode,
    /// Position in units of 2⁻¹⁶ mm, from the template's centre.
    pub position: [i32; 3],
    /// False in the margin that is cropped.
    pub kept: bool,
}

impl SamplingSurface {
    pub fn new() -> Self {
        let corners = corner_points();
        let radii_mm = corners.iter().map(|p| p.length()).collect();
        let (mut cells, mut cumulative, mut total, mut domain_mm2) = (Vec::new(), Vec::new(), 0u32, 0.0);
        for cell in 0..CELLS * CELLS {
            let points = corners_of(cell).map(|i| corners[i]);
            // A cell is under 2 mm wide: a margin of 4 mm misses none that the widened domain cuts.
            if !points.iter().any(|&p| in_domain(p, 2.0 * domain::GROW_MARGIN_MM)) {
                continue;
            }
            let area = cell_area_mm2(&points);
            total += (area * MASS_PER_MM2) as u32;
            cells.push(cell as u16);
            cumulative.push(total);
            domain_mm2 += area * share_in_domain(&points, cell);
        }
        let guides = (0..GUIDES as u64)
            .map(|g| {
                let first = ((g << 18) * u64::from(total)) >> 32;
                cumulative.partition_point(|&c| u64::from(c) <= first) as u32
            })
            .collect();
        Self {
            radii_mm,
            cells,
            cumulative,
            guides,
            domain_mm2,
        }
    }

    /// Area of all cells together, mm²: what the stream of candidates is spread over.
    pub fn stream_mm2(&self) -> f64 {
        f64::from(self.cumulative.last().copied().unwrap_or(0)) / MASS_PER_MM2
    }

    /// Candidate number `index` of the seed's stream; `None` where it falls outside the widened domain.
    pub fn candidate(&self, seed: u32, index: u32) -> Option<SiteCandidate> {
        let pick = hash(seed, stream::SITE_CELL, index);
        let total = u64::from(*self.cumulative.last()?);
        let mass = ((u64::from(pick) * total) >> 32) as u32;
        let mut at = self.guides[(pick >> 18) as usize] as usize;
        while self.cumulative[at] <= mass {
            at += 1;
        }
        let cell = usize::from(self.cells[at]);
        let place = hash(seed, stream::SITE_PLACE, index);
        let fraction = [(place >> 8) as u8, place as u8];
        let code = [
            (cell % CELLS * 256) as u16 + u16::from(fraction[0]),
            (cell / CELLS * 256) as u16 + u16::from(fraction[1]),
        ];
        let offset = fraction.map(|f| (f64::from(f) + 0.5) / 256.0);
        let point =
            direction_from_code(code) * between(&corners_of(cell).map(|i| self.radii_mm[i]), cell, offset);
        in_domain(point, domain::GROW_MARGIN_MM).then(|| SiteCandidate {
            index,
            code,
            position: point.to_array().map(|x| (x * UNITS_PER_MM) as i32),
            kept: in_domain(point, 0.0),
        })
    }
}

fn in_domain(from_centre_mm: DVec3, margin_mm: f64) -> bool {
    domain::holds(from_centre_mm + Head::CENTRE_MM, margin_mm)
}

fn corner_points() -> Vec<DVec3> {
    let head = Head::default();
    let place = |i: usize| i as f64 * (2.0 / CELLS as f64) - 1.0;
    (0..(CELLS + 1) * (CELLS + 1))
        .map(|i| {
            let direction = unfold(place(i % (CELLS + 1)), place(i / (CELLS + 1)));
            direction * head.radius_mm(direction)
        })
        .collect()
}

/// Indices of a cell's corners: (0, 0), (1, 0), (0, 1), (1, 1).
fn corners_of(cell: usize) -> [usize; 4] {
    let first = cell / CELLS * (CELLS + 1) + cell % CELLS;
    [first, first + 1, first + CELLS + 1, first + CELLS + 2]
}

/// True where the fold of the octahedron runs from corner (1, 0) to corner (0, 1): there the cell is halved along it.
fn falls(cell: usize) -> bool {
    (cell % CELLS < CELLS / 2) == (cell / CELLS < CELLS / 2)
}

/// The value of the cell at the offset (0…1, 0…1), linear on the triangle that holds it.
fn between<T>(corners: &[T; 4], cell: usize, [u, v]: [f64; 2]) -> T
where
    T: Copy + Add<Output = T> + Sub<Output = T> + Mul<f64, Output = T>,
{
    let [p00, p10, p01, p11] = *corners;
    if falls(cell) {
        if u + v < 1.0 {
            p00 + (p10 - p00) * u + (p01 - p00) * v
        } else {
            p11 + (p01 - p11) * (1.0 - u) + (p10 - p11) * (1.0 - v)
        }
    } else if u > v {
        p00 + (p10 - p00) * u + (p11 - p10) * v
    } else {
        p00 + (p11 - p01) * u + (p01 - p00) * v
    }
}

fn cell_area_mm2([p00, p10, p01, p11]: &[DVec3; 4]) -> f64 {
    let triangle = |a: DVec3, b: DVec3, c: DVec3| 0.5 * (b - a).cross(c - a).length();
    triangle(*p00, *p10, *p01) + triangle(*p11, *p10, *p01)
}

/// Share of a cell's area that lies in the domain: exact inside and outside, by 16 × 16 samples on the boundary.
fn share_in_domain(points: &[DVec3; 4], cell: usize) -> f64 {
    const SIDE: usize = 16;
    let held = points.iter().filter(|&&p| in_domain(p, 0.0)).count();
    if held % 4 == 0 {
        return held as f64 / 4.0;
    }
    let at = |i: usize| (i as f64 + 0.5) / SIDE as f64;
    let samples =
        (0..SIDE * SIDE).filter(|i| in_domain(between(points, cell, [at(i % SIDE), at(i / SIDE)]), 0.0));
    samples.count() as f64 / (SIDE * SIDE) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_cover_the_sphere_evenly_enough() {
        for direction in [DVec3::X, DVec3::Y, DVec3::Z, -DVec3::X, -DVec3::Y, -DVec3::Z] {
            let nearest = (0..=255u32)
                .flat_map(|i| (0..=255u32).map(move |j| [(i * 257) as u16, (j * 257) as u16]))
                .map(|code| direction_from_code(code).distance(direction))
                .fold(f64::INFINITY, f64::min);
            assert!(nearest < 0.01, "{direction}: {nearest}");
        }
        assert!((direction_from_code([65_535, 0]).length() - 1.0).abs() < 1e-15);
    }

    #[test]
    fn candidates_lie_on_the_template() {
        let surface = SamplingSurface::new();
        let worst = (0..20_000)
            .filter_map(|i| surface.candidate(5, i))
            .map(|c| {
                let grown =
                    DVec3::from_array(c.position.map(|x| f64::from(x) / UNITS_PER_MM)) + Head::CENTRE_MM;
                grown.distance(mean_point_mm(direction_from_code(c.code)))
            })
            .fold(0.0, f64::max);
        assert!(worst < 0.05, "off by {worst} mm");
    }

    #[test]
    fn candidates_are_even_by_area() {
        // Share of candidates over the plane y = 70 against the share of its area by the template's own measure.
        let surface = SamplingSurface::new();
        let head = Head::default();
        let kept: Vec<DVec3> = (0..40_000)
            .filter_map(|i| surface.candidate(1, i))
            .filter(|c| c.kept)
            .map(|c| direction_from_code(c.code))
            .collect();
        let above = kept.iter().filter(|d| head.point_mm(**d).y > 70.0).count() as f64 / kept.len() as f64;
        let (mut part, mut whole) = (0.0, 0.0);
        for i in 0..100 {
            for j in 0..200 {
                let (y, turn) = (
                    (f64::from(i) - 49.5) / 50.0,
                    f64::from(j) * 0.01 * std::f64::consts::PI,
                );
                let across = (1.0 - y * y).sqrt();
                let direction = DVec3::new(across * turn.cos(), y, across * turn.sin());
                if domain::contains(direction) {
                    let area = head.area_mm2_per_sr(direction);
                    whole += area;
                    part += if head.point_mm(direction).y > 70.0 {
                        area
                    } else {
                        0.0
                    };
                }
            }
        }
        assert!(
            (above - part / whole).abs() < 0.01,
            "{above} against {}",
            part / whole
        );
        let area = whole * 4.0 * std::f64::consts::PI / 20_000.0;
        assert!(
            (area / surface.domain_mm2 - 1.0).abs() < 0.005,
            "{area} against {}",
            surface.domain_mm2
        );
    }
}
