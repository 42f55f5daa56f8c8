//! Cells that are barer than the stubble around them, by several windows and borders, and the areas that they make.

use crate::vision::guided_filter::{box_mean, weighted};
use crate::vision::hair::coverage::scalp_cells;
use crate::vision::linear_plate::luminance;
use crate::vision::median::median;
use crate::vision::regions::HeadRegions;

/// Cells turned away further are not judged, and the least of the person that they show.
const LEAST_FACING: f64 = 0.3;
const PERSON: f32 = 0.85;
/// Half the window over which light and colour are calmed, mm: over single hairs.
const CALM_MM: f64 = 1.4;
/// Half the windows in which the darkest stands for stubble, mm: the small one parts a scar from a thin crown beside it, the large one
/// holds a patch as a whole. And which share of a window is the darkest.
const AROUND_MM: [f64; 2] = [13.0, 26.0];
const DARK_SHARE: f64 = 0.25;
/// Logarithms by which bare skin lies over stubble in light and in red over green together, each tried as the border (own stubble
/// beside bare skin: 0.2 to 0.8, docs/look.md and photos of real patches).
const LEAST_OVER: [f32; 4] = [0.15, 0.22, 0.30, 0.40];
/// Cells from one measured window to the next, and from one of its samples to the next.
const WINDOW_STEP: usize = 4;
const SAMPLE_STEP: usize = 2;
/// Fewest samples of a window.
const LEAST_SAMPLES: usize = 40;
/// Half the window whose majority decides, mm: neither single hairs nor gaps between them count.
const MAJORITY_MM: f64 = 1.2;

/// Cells that are bare by one window and one border.
pub(super) struct BareLevel {
    /// Barer than the stubble around.
    pub(super) bare: Vec<bool>,
}

/// What of a head's grid can be judged, and how light and red each cell is.
pub(super) struct BareCells {
    /// Cells that show scalp well enough.
    pub(super) judged: Vec<bool>,
    /// Light and red over green together, logarithm.
    pub(super) tone: Vec<f32>,
    /// Half the window of the majority, cells.
    majority: usize,
    size: [usize; 2],
}

impl BareCells {
    pub(super) fn of(regions: &HeadRegions) -> Self {
        let size = regions.size();
        let mut judged = vec![false; regions.seen.len()];
        for cell in scalp_cells(regions) {
            let faces = regions.surface.spots[cell].is_some_and(|spot| spot.facing > LEAST_FACING);
            judged[cell] = faces && regions.person[cell] > PERSON;
        }
        let weights: Vec<f32> = judged.iter().map(|on| f32::from(u8::from(*on))).collect();
        let own: Vec<f32> = regions
            .plate
            .iter()
            .map(|rgb| {
                let red_over_green = rgb.x.max(1e-3) / rgb.y.max(1e-3);
                luminance(*rgb).max(2e-3).ln() + red_over_green.ln()
            })
            .collect();
        // Twice, so that the window's corners don't show.
        let calm = weighted(&own, &weights, size, radius(regions, CALM_MM));
        BareCells {
            tone: weighted(&calm, &weights, size, radius(regions, CALM_MM)),
            judged,
            majority: radius(regions, MAJORITY_MM),
            size,
        }
    }

    /// The cells that are bare, by every window and every border that is tried.
    pub(super) fn levels<'a>(&'a self, regions: &'a HeadRegions) -> impl Iterator<Item = BareLevel> + 'a {
        AROUND_MM.into_iter().flat_map(move |mm| {
            let dark = dark_around(&self.tone, &self.judged, self.size, radius(regions, mm));
            LEAST_OVER.into_iter().map(move |least| self.level(&dark, least))
        })
    }

    fn level(&self, dark: &[f32], least: f32) -> BareLevel {
        let over = |cell: usize| self.judged[cell] && self.tone[cell] - dark[cell] > least;
        let first: Vec<f32> = (0..dark.len())
            .map(|cell| f32::from(u8::from(over(cell))))
            .collect();
        let most = box_mean(&first, self.size, self.majority);
        let bare = (0..dark.len()).map(|cell| self.judged[cell] && most[cell] > 0.5);
        BareLevel {
            bare: filled(bare.collect(), self.size[0]),
        }
    }
}

fn radius(regions: &HeadRegions, mm: f64) -> usize {
    (mm / regions.mm_per_cell).round().max(1.0) as usize
}

/// The same with the holes filled that the bare cells enclose: in a small window the middle of a patch has nothing darker around.
fn filled(mut bare: Vec<bool>, width: usize) -> Vec<bool> {
    let count = bare.len();
    let is_rim = |cell: usize| {
        let (x, y) = (cell % width, cell / width);
        x == 0 || y == 0 || x + 1 == width || (y + 1) * width >= count
    };
    let rim: Vec<usize> = (0..count).filter(|cell| is_rim(*cell) && !bare[*cell]).collect();
    let mut outside = vec![false; count];
    rim.iter().for_each(|cell| outside[*cell] = true);
    let mut open = rim;
    while let Some(cell) = open.pop() {
        for near in neighbours(cell, width, count) {
            if !bare[near] && !outside[near] {
                outside[near] = true;
                open.push(near);
            }
        }
    }
    bare.iter_mut()
        .zip(outside)
        .for_each(|(bare, outside)| *bare = !outside);
    bare
}

impl BareLevel {
    /// The areas of bare cells that hang together by their sides.
    pub(super) fn areas(&self, [width, _]: [usize; 2]) -> Vec<Vec<usize>> {
        let mut taken = vec![false; self.bare.len()];
        let mut areas = Vec::new();
        for start in 0..self.bare.len() {
            if !self.bare[start] || taken[start] {
                continue;
            }
            taken[start] = true;
            let mut cells = vec![start];
            let mut next = 0;
            while let Some(&cell) = cells.get(next) {
                next += 1;
                for near in neighbours(cell, width, self.bare.len()) {
                    if self.bare[near] && !taken[near] {
                        taken[near] = true;
                        cells.push(near);
                    }
                }
            }
            areas.push(cells);
        }
        areas
    }
}

/// The cells at the four sides of one.
pub(super) fn neighbours(cell: usize, width: usize, count: usize) -> impl Iterator<Item = usize> {
    let column = cell % width;
    let sides = [
        (column > 0).then(|| cell - 1),
        (column + 1 < width).then_some(cell + 1),
        cell.checked_sub(width),
        Some(cell + width).filter(|below| *below < count),
    ];
    sides.into_iter().flatten()
}

/// The tone of the darkest share of each cell's surroundings, straight between the windows that are measured.
fn dark_around(tone: &[f32], judged: &[bool], [width, height]: [usize; 2], radius: usize) -> Vec<f32> {
    let columns = width.div_ceil(WINDOW_STEP) + 1;
    let rows = height.div_ceil(WINDOW_STEP) + 1;
    let reach = radius as i64;
    let darkest = |window: usize| {
        let x = (window % columns * WINDOW_STEP) as i64;
        let y = (window / columns * WINDOW_STEP) as i64;
        let mut samples = Vec::new();
        for row in (y - reach..=y + reach).step_by(SAMPLE_STEP) {
            for column in (x - reach..=x + reach).step_by(SAMPLE_STEP) {
                let inside = (0..width as i64).contains(&column) && (0..height as i64).contains(&row);
                let is_round = (row - y).pow(2) + (column - x).pow(2) <= reach * reach;
                if inside && is_round && judged[row as usize * width + column as usize] {
                    samples.push(tone[row as usize * width + column as usize]);
                }
            }
        }
        if samples.len() < LEAST_SAMPLES {
            return None;
        }
        let dark = (samples.len() as f64 * DARK_SHARE) as usize;
        Some(*samples.select_nth_unstable_by(dark, f32::total_cmp).1)
    };
    let mut windows: Vec<Option<f32>> = (0..columns * rows).map(darkest).collect();
    let mut known: Vec<f32> = windows.iter().copied().flatten().collect();
    // Where nothing can be judged nothing is asked either.
    let usual = if known.is_empty() { 0.0 } else { median(&mut known) };
    windows
        .iter_mut()
        .for_each(|window| *window = window.or(Some(usual)));
    let at = |column: usize, row: usize| windows[row * columns + column].unwrap_or(usual);
    let between = |cell: usize| {
        let (x, y) = (cell % width, cell / width);
        let (column, row) = (x / WINDOW_STEP, y / WINDOW_STEP);
        let step = WINDOW_STEP as f32;
        let (u, v) = ((x % WINDOW_STEP) as f32 / step, (y % WINDOW_STEP) as f32 / step);
        let above = at(column, row) * (1.0 - u) + at(column + 1, row) * u;
        let below = at(column, row + 1) * (1.0 - u) + at(column + 1, row + 1) * u;
        above * (1.0 - v) + below * v
    };
    (0..tone.len()).map(between).collect()
}
