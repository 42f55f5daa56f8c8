//! The sites in small groups of neighbours: what is far from a group is far from all of it.

use super::scalp::ScalpSites;
use glam::DVec3;
use std::collections::BTreeMap;

/// Side of the cubes that gather the sites, mm: about 150 sites each.
const CELL_MM: f64 = 6.0;

/// A group of neighbouring sites inside a ball.
#[derive(Clone, Debug, PartialEq)]
pub struct SiteCell {
    /// Centre of the ball, head frame, mm.
    pub centre_mm: DVec3,
    /// Its radius, mm: every site's point lies inside.
    pub radius_mm: f64,
    /// Indices of the sites, rising.
    pub sites: Vec<u32>,
}

/// Every site of a scalp, each in one cell; the cells stand in the order of their place.
pub fn site_cells(scalp: &ScalpSites) -> Vec<SiteCell> {
    let mut cubes: BTreeMap<[i32; 3], Vec<u32>> = BTreeMap::new();
    for (point_mm, index) in scalp.points_mm.iter().zip(0..) {
        let cube = (*point_mm / CELL_MM).floor().to_array().map(|c| c as i32);
        cubes.entry(cube).or_default().push(index);
    }
    let cell = |sites: Vec<u32>| {
        let points = || sites.iter().map(|&index| scalp.points_mm[index as usize]);
        let (low, high) = points().fold((DVec3::INFINITY, DVec3::NEG_INFINITY), |(low, high), point| {
            (low.min(point), high.max(point))
        });
        let centre_mm = 0.5 * (low + high);
        // A nanometre more, so that rounding leaves no site outside.
        let radius_mm = points()
            .map(|point| point.distance(centre_mm))
            .fold(0.0, f64::max)
            + 1e-6;
        SiteCell {
            centre_mm,
            radius_mm,
            sites,
        }
    };
    cubes.into_values().map(cell).collect()
}

/// Square of the distance of a point from a straight piece, and how far along the piece (0–1) the nearest place lies.
pub(super) fn from_piece(a: DVec3, b: DVec3, point_mm: DVec3) -> (f64, f64) {
    let way = b - a;
    let along = ((point_mm - a).dot(way) / way.length_squared().max(1e-12)).clamp(0.0, 1.0);
    ((a + way * along).distance_squared(point_mm), along)
}
