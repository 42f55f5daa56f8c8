//! Distances of a set of points in millimetres: what `placement` prints and `tests/head/sites.rs` asserts.

use glam::DVec3;
use shadowline::head::Head;
use shadowline::head::hash::hash;
use shadowline::head::sites::{FollicleSites, contains_expanded};

/// Ideal (triangular) spacing at a density, mm (docs/domain.md §2.5).
pub fn ideal_spacing_mm(per_cm2: f64) -> f64 {
    10.7 / per_cm2.sqrt()
}

/// How far from the domain's edge a site must be to be measured, mm.
pub const EDGE_MM: f64 = 6.0;

/// All sites on a head, mm, and which of them are far from the domain's edge.
pub struct Placed {
    pub directions: Vec<DVec3>,
    pub points: Vec<DVec3>,
    pub inner: Vec<bool>,
}

/// The sites on the mean head.
pub fn place(sites: &FollicleSites) -> Placed {
    let head = Head::default();
    let directions: Vec<DVec3> = (0..sites.len()).map(|rank| sites.direction(rank)).collect();
    let points = directions.iter().map(|d| head.point_mm(*d)).collect();
    let inner = directions
        .iter()
        .map(|d| contains_expanded(*d, -EDGE_MM))
        .collect();
    Placed {
        directions,
        points,
        inner,
    }
}

/// Distances to the nearest neighbour, over the ideal spacing.
#[derive(Clone, Copy, Debug)]
pub struct Spacing {
    /// Coefficient of variation.
    pub cv: f64,
    pub mean: f64,
    pub minimum: f64,
    pub percentile1: f64,
}

/// The nearest neighbour of each measured point: its index and distance.
pub fn nearest(
    points: &[DVec3],
    measured: impl Fn(usize) -> bool,
    reach_mm: f64,
) -> Vec<(usize, usize, f64)> {
    // A hashed grid of linked lists: cells that share a slot only cost time.
    let cell = |p: DVec3| (p / reach_mm).floor().as_ivec3().to_array();
    let mut heads = vec![u32::MAX; (2 * points.len()).next_power_of_two()];
    let slots = heads.len();
    let slot =
        |[x, y, z]: [i32; 3]| (hash(y as u32, z as u32, 0).wrapping_add(x as u32)) as usize & (slots - 1);
    let mut next = vec![u32::MAX; points.len()];
    for (i, p) in points.iter().enumerate() {
        next[i] = std::mem::replace(&mut heads[slot(cell(*p))], i as u32);
    }
    let mut all = Vec::new();
    for (i, p) in points.iter().enumerate().filter(|(i, _)| measured(*i)) {
        let home = cell(*p);
        let mut best = (usize::MAX, reach_mm);
        for step in 0..27 {
            let at = [
                home[0] + step % 3 - 1,
                home[1] + step / 3 % 3 - 1,
                home[2] + step / 9 - 1,
            ];
            let mut link = heads[slot(at)];
            while link != u32::MAX {
                let j = link as usize;
                let distance = points[j].distance(*p);
                if j != i && distance < best.1 {
                    best = (j, distance);
                }
                link = next[j];
            }
        }
        if best.0 != usize::MAX {
            all.push((i, best.0, best.1));
        }
    }
    all
}

/// Spacing of the measured points at a density; `points` are those that carry a dot.
pub fn spacing(points: &[DVec3], measured: impl Fn(usize) -> bool, per_cm2: f64) -> Spacing {
    let ideal = ideal_spacing_mm(per_cm2);
    let mut distances: Vec<f64> = nearest(points, measured, 2.0 * ideal)
        .iter()
        .map(|(_, _, d)| d / ideal)
        .collect();
    distances.sort_unstable_by(f64::total_cmp);
    let n = distances.len() as f64;
    let mean = distances.iter().sum::<f64>() / n;
    let variance = distances.iter().map(|d| (d - mean) * (d - mean)).sum::<f64>() / n;
    Spacing {
        cv: variance.sqrt() / mean,
        mean,
        minimum: distances[0],
        percentile1: distances[distances.len() / 100],
    }
}

/// Spacing of the first sites of the ranking, as many as a density asks for.
pub fn prefix_spacing(placed: &Placed, sites: &FollicleSites, per_cm2: f64) -> Spacing {
    let count = sites.prefix_len(per_cm2);
    spacing(&placed.points[..count], |i| placed.inner[i], per_cm2)
}

/// Spacing on another head: a site has a dot where rank < density × area ratio, as the plan decides it.
pub fn spacing_on(head: &Head, placed: &Placed, sites: &FollicleSites, per_cm2: f64) -> Spacing {
    let mean = Head::default();
    let area = sites.template_area_cm2();
    // Over 400 per cm² of template there are no more sites: `per_cm2` must leave room for the ratio.
    let kept: Vec<usize> = (0..sites.prefix_len(per_cm2 * 1.4))
        .filter(|&rank| {
            let direction = placed.directions[rank];
            let ratio = head.area_mm2_per_sr(direction) / mean.area_mm2_per_sr(direction);
            (rank as f64) < per_cm2 * ratio * area
        })
        .collect();
    let points: Vec<DVec3> = kept
        .iter()
        .map(|&rank| head.point_mm(placed.directions[rank]))
        .collect();
    spacing(&points, |i| placed.inner[kept[i]], per_cm2)
}

/// How strongly nearest neighbours lie in preferred directions of the surface: length of the mean of exp(i·order·angle),
/// 0 for none, 1 for all alike; order 2 finds a line, 4 a square lattice, 6 a triangular one.
pub fn direction_order(placed: &Placed, sites: &FollicleSites, per_cm2: f64, order: i32) -> f64 {
    let head = Head::default();
    let count = sites.prefix_len(per_cm2);
    let (mut sum, mut number) = ([0.0, 0.0], 0.0);
    // Up to 20,000 of them: normals cost time and the noise is 1 / sqrt(20,000) = 0.007 then.
    let every = (count / 20_000).max(1);
    let pairs = nearest(
        &placed.points[..count],
        |i| placed.inner[i] && i % every == 0,
        2.0 * ideal_spacing_mm(per_cm2),
    );
    for (i, j, _) in pairs {
        let normal = head.normal(placed.directions[i]);
        let east = DVec3::Y.cross(normal).normalize_or(DVec3::X);
        let way = placed.points[j] - placed.points[i];
        let angle = way.dot(normal.cross(east)).atan2(way.dot(east)) * f64::from(order);
        sum = [sum[0] + angle.cos(), sum[1] + angle.sin()];
        number += 1.0;
    }
    sum[0].hypot(sum[1]) / number
}
