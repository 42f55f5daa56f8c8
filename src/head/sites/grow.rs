//! Growing sites: darts with a shrinking radius (`docs/placement.md`).
//!
//! Candidates come from an indexed hash stream, uniform by area. At each level a dart is accepted when no accepted one
//! lies within the level's radius; a rejected one waits for the first level whose radius is no larger than its
//! distance. The order of acceptance is the rank. Positions are integers and distances are compared as their squares,
//! so that the result is the same to the bit on every machine, whatever the steps' budgets.

use super::pack::FollicleSites;
use super::surface::{DirectionCode, SamplingSurface, SiteCandidate, UNITS_PER_MM};

/// Density at which growing stops, sites per cm².
pub const MAX_PER_CM2: f64 = 400.0;
/// First radius, mm (docs/placement.md).
const FIRST_RADIUS_MM: f64 = 40.0;
/// No radius below this is needed for 400 per cm², mm: 0.62 of its ideal spacing (the last one used is near 0.36).
const LAST_RADIUS_MM: f64 = 0.33;
/// Each level's radius in percent of the one before. A prefix that ends just after a step has this much less distance
/// than it could have: an earlier trial took 97.
const LEVEL_PERCENT: i64 = 98;
/// Candidates for each dart that a level can hold. With 97 % and 10 (docs/placement.md) the worst prefix keeps 0.655 L,
/// close to the limit of 0.65; with 98 % and 15 it is 0.675 L in half as much time again (measured, `docs/placement.md`).
const CANDIDATES_PER_SITE: f64 = 15.0;
/// Darts that a level of radius r holds on an area A: this · A / r² (0.66 of the ideal spacing, squared, × 2/√3).
const DARTS_PER_RADIUS2: f64 = 0.503;

/// How far growing has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GrowthProgress {
    /// Sites accepted.
    pub done: usize,
    /// Sites wanted.
    pub total: usize,
}

impl GrowthProgress {
    /// True when all sites are there.
    pub fn is_done(&self) -> bool {
        self.done >= self.total
    }
}

/// One radius of the growth, in units of 2⁻¹⁶ mm.
struct GrowthLevel {
    radius: i64,
    /// Candidates of the stream fed in up to and with this level.
    fed: u32,
    /// Candidates that wait for this level.
    waiting: Vec<SiteCandidate>,
}

/// Grows the sites of one seed, a bit at a time.
pub struct SiteGrower {
    seed: u32,
    surface: SamplingSurface,
    levels: Vec<GrowthLevel>,
    level: usize,
    /// The current level's candidates in their order, and how many of them are done.
    queue: Vec<SiteCandidate>,
    queued: usize,
    next_index: u32,
    near: NearGrid,
    codes: Vec<DirectionCode>,
    target: usize,
}

impl SiteGrower {
    /// Starts growing the sites of `seed` (takes about 30 ms).
    pub fn new(seed: u32) -> Self {
        let surface = SamplingSurface::new();
        // Rounded: the area of the domain is the sites' number over 400 ever after.
        let target = (surface.domain_mm2 / 100.0 * MAX_PER_CM2 + 0.5) as usize;
        let levels = levels(surface.stream_mm2());
        let near = NearGrid::new(levels[0].radius, levels[levels.len() - 1].radius);
        let codes = Vec::with_capacity(target);
        Self {
            seed,
            surface,
            levels,
            level: 0,
            queue: Vec::new(),
            queued: 0,
            next_index: 0,
            near,
            codes,
            target,
        }
    }

    /// Tries up to `budget` candidates (about 0.4 µs each) and says how far it is; does nothing when all is done.
    pub fn step(&mut self, budget: usize) -> GrowthProgress {
        for _ in 0..budget {
            if self.codes.len() >= self.target || !self.step_one() {
                break;
            }
        }
        self.progress()
    }

    /// How far it is.
    pub fn progress(&self) -> GrowthProgress {
        GrowthProgress {
            done: self.codes.len(),
            total: self.target,
        }
    }

    /// Grows what is left and gives the sites.
    pub fn finish(mut self) -> FollicleSites {
        while !self.step(1 << 20).is_done() && self.level < self.levels.len() {}
        FollicleSites::new(self.seed, self.codes)
    }

    /// Tries the next candidate. False when the levels are used up (never before 400 per cm²; a test holds it).
    fn step_one(&mut self) -> bool {
        let Some(level) = self.levels.get(self.level) else {
            return false;
        };
        if self.queued < self.queue.len() {
            let candidate = self.queue[self.queued];
            self.queued += 1;
            self.try_candidate(candidate);
        } else if self.next_index < level.fed {
            let candidate = self.surface.candidate(self.seed, self.next_index);
            self.next_index += 1;
            if let Some(candidate) = candidate {
                self.try_candidate(candidate);
            }
        } else {
            self.next_level();
        }
        true
    }

    fn try_candidate(&mut self, candidate: SiteCandidate) {
        match self.near.nearest_squared(candidate.position) {
            Some(squared) => {
                let later = &mut self.levels[self.level + 1..];
                let wait = later.partition_point(|level| level.radius * level.radius > squared);
                if let Some(level) = later.get_mut(wait) {
                    level.waiting.push(candidate);
                }
            }
            None => {
                self.near.add(candidate.position);
                if candidate.kept {
                    self.codes.push(candidate.code);
                }
            }
        }
    }

    fn next_level(&mut self) {
        self.level += 1;
        let Some(level) = self.levels.get_mut(self.level) else {
            return;
        };
        self.queue = std::mem::take(&mut level.waiting);
        self.queue.sort_unstable_by_key(|candidate| candidate.index);
        self.queued = 0;
        self.near.shrink(level.radius);
    }
}

/// All levels for candidates spread over `stream_mm2`.
fn levels(stream_mm2: f64) -> Vec<GrowthLevel> {
    let mut levels = Vec::new();
    let mut radius = (FIRST_RADIUS_MM * UNITS_PER_MM) as i64;
    while radius as f64 >= LAST_RADIUS_MM * UNITS_PER_MM {
        let radius_mm = radius as f64 / UNITS_PER_MM;
        let fed = CANDIDATES_PER_SITE * DARTS_PER_RADIUS2 * stream_mm2 / (radius_mm * radius_mm);
        levels.push(GrowthLevel {
            radius,
            fed: fed as u32,
            waiting: Vec::new(),
        });
        radius = radius * LEVEL_PERCENT / 100;
    }
    levels
}

/// Accepted darts in a hashed grid of cells at least two radii wide: whatever lies within the radius of a point is in
/// the 8 cells nearest to it.
struct NearGrid {
    radius: i64,
    /// Square of the last level's radius: a candidate nearer than that to a dart is out of the game.
    hopeless: i64,
    /// 2³² over the half cell's width: position × this >> 32 is the number of the half cell.
    inverse: i64,
    cell_radius: i64,
    /// First dart of each hashed cell and the next one after each dart, + 1; 0 ends the list.
    heads: Vec<u32>,
    darts: Vec<AcceptedDart>,
}

/// An accepted dart: position and link, 16 bytes, so that one look reads both.
#[derive(Clone, Copy)]
struct AcceptedDart {
    position: [i32; 3],
    next: u32,
}

impl NearGrid {
    fn new(radius: i64, last_radius: i64) -> Self {
        let hopeless = last_radius * last_radius;
        let mut grid = Self {
            radius,
            hopeless,
            inverse: 0,
            cell_radius: 0,
            heads: Vec::new(),
            darts: Vec::new(),
        };
        grid.rebuild();
        grid
    }

    /// Goes on with a smaller radius; the cells follow when it is under 0.7 of theirs.
    fn shrink(&mut self, radius: i64) {
        self.radius = radius;
        if radius * 10 < self.cell_radius * 7 {
            self.rebuild();
        }
    }

    fn rebuild(&mut self) {
        self.cell_radius = self.radius;
        // Rounded down: half cells come out a trifle wider than the radius, never narrower.
        self.inverse = (1 << 32) / self.radius;
        // Twice as many darts will come before the next time; a table half empty keeps lists short.
        self.heads = vec![0; (self.darts.len() * 4).next_power_of_two().max(1024)];
        for i in 0..self.darts.len() {
            self.link(i);
        }
    }

    fn add(&mut self, position: [i32; 3]) {
        self.darts.push(AcceptedDart { position, next: 0 });
        self.link(self.darts.len() - 1);
    }

    fn link(&mut self, dart: usize) {
        let cell = self.half_cells(self.darts[dart].position).map(|half| half >> 1);
        let slot = self.slot(cell);
        self.darts[dart].next = self.heads[slot];
        self.heads[slot] = dart as u32 + 1;
    }

    fn half_cells(&self, position: [i32; 3]) -> [i32; 3] {
        position.map(|x| ((i64::from(x) * self.inverse) >> 32) as i32)
    }

    fn slot(&self, [x, y, z]: [i32; 3]) -> usize {
        // Neighbours along x lie side by side in memory: four places are read instead of eight.
        let mixed = (y as u32).wrapping_mul(0x85eb_ca77) ^ (z as u32).wrapping_mul(0xc2b2_ae3d);
        (mixed ^ (mixed >> 15)).wrapping_add(x as u32) as usize & (self.heads.len() - 1)
    }

    /// Square of the distance to the nearest dart, where that is under the radius (or of any dart that is so near that
    /// the candidate will never be accepted).
    fn nearest_squared(&self, position: [i32; 3]) -> Option<i64> {
        let half = self.half_cells(position);
        let mut nearest = self.radius * self.radius;
        let limit = nearest;
        for corner in 0..8 {
            let cell = [0, 1, 2].map(|axis| {
                let toward = (half[axis] & 1) * 2 - 1;
                (half[axis] >> 1) + if corner >> axis & 1 == 1 { toward } else { 0 }
            });
            let mut link = self.heads[self.slot(cell)];
            while link != 0 {
                let dart = self.darts[link as usize - 1];
                let squared = (0..3)
                    .map(|i| i64::from(dart.position[i] - position[i]))
                    .map(|d| d * d)
                    .sum();
                nearest = nearest.min(squared);
                link = dart.next;
            }
            if nearest < self.hopeless {
                break;
            }
        }
        (nearest < limit).then_some(nearest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first_codes(seed: u32, budget: usize, count: usize) -> Vec<DirectionCode> {
        let mut grower = SiteGrower::new(seed);
        while grower.step(budget).done < count {}
        grower.codes.truncate(count);
        grower.codes
    }

    #[test]
    fn steps_of_any_size_give_the_same_sites() {
        let whole = first_codes(3, 1 << 16, 4000);
        assert_eq!(whole, first_codes(3, 997, 4000));
        assert_ne!(whole, first_codes(4, 1 << 16, 4000));
    }

    #[test]
    fn nearest_is_the_true_nearest() {
        let (mut grid, mut all) = (NearGrid::new(3_000_000, 0), Vec::new());
        for i in 0..3000u32 {
            let position =
                [0, 1, 2].map(|axis| (crate::head::hash::hash(9, axis, i) >> 8) as i32 - 8_000_000);
            let squared = |p: &[i32; 3]| (0..3).map(|a| i64::from(p[a] - position[a]).pow(2)).sum::<i64>();
            let truth = all
                .iter()
                .map(squared)
                .min()
                .filter(|s| *s < grid.radius * grid.radius);
            assert_eq!(grid.nearest_squared(position), truth, "point {i}");
            grid.add(position);
            all.push(position);
            if i % 200 == 199 {
                grid.shrink(grid.radius * 9 / 10);
            }
        }
    }
}
