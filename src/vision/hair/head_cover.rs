//! A cover over the head: what is set apart from the face's skin by a step in light or colour all round, and is large.
//!
//! Bare scalp goes on from the forehead without such a step; shade, shine and wrinkles are soft, short, or leave a way round.
//! On the 40 heads of the test photos at most 16 % of the scalp is set apart, under painted caps 70 % and more.

use super::cell_signs::{CellFacts, HairSigns};

/// A step: between places this far apart, mm, light differs by more than this (logarithm), or colour by this many spreads.
const ACROSS_MM: f64 = 3.0;
const STEP_LIGHT: f32 = 0.30;
const STEP_COLOUR: f32 = 1.8;
/// Smaller pieces are spots, shine and gaps between hairs, cm².
const LEAST_CM2: f64 = 8.0;
/// A hat or a scarf takes at least this share of the head that is seen above this height, head frame, mm.
const LEAST_SHARE: f64 = 0.4;
const LOWEST_MM: f64 = 40.0;

/// For each cell whether a hat or a scarf may cover it.
pub(super) fn covered(cells: &CellFacts<'_>, signs: &HairSigns) -> Vec<bool> {
    let apart = apart(cells, signs);
    let is_high = |cell: &usize| cells.surface.spots[*cell].is_some_and(|spot| spot.point_mm.y > LOWEST_MM);
    let high: Vec<usize> = (0..apart.len()).filter(is_high).collect();
    let share = high.iter().filter(|cell| apart[**cell]).count() as f64 / high.len().max(1) as f64;
    if share > LEAST_SHARE {
        apart
    } else {
        vec![false; apart.len()]
    }
}

/// For each cell whether it is set apart from the face.
fn apart(cells: &CellFacts<'_>, signs: &HairSigns) -> Vec<bool> {
    let [width, height] = [cells.surface.grid.width, cells.surface.grid.height];
    let half = cells.radius(0.5 * ACROSS_MM);
    let is_step = |a: usize, b: usize| {
        let colour = [0, 1].map(|k| (signs.ratios[k][a] - signs.ratios[k][b]) / signs.spreads[k]);
        (signs.calm[a] - signs.calm[b]).abs() > STEP_LIGHT
            || (!signs.grey && libm::hypotf(colour[0], colour[1]) > STEP_COLOUR)
    };
    let open = |cell: usize| {
        let (x, y) = (cell % width, cell / width);
        let beside = (x >= half && x + half < width).then(|| (cell - half, cell + half));
        let above = (y >= half && y + half < height).then(|| (cell - half * width, cell + half * width));
        let judged = |pair: &(usize, usize)| signs.core[pair.0] > 0.0 && signs.core[pair.1] > 0.0;
        let step = [beside, above].into_iter().flatten().filter(judged);
        signs.core[cell] > 0.0 && !step.into_iter().any(|(a, b)| is_step(a, b))
    };
    let open: Vec<bool> = (0..width * height).map(open).collect();
    let mut reached = vec![false; open.len()];
    spread(&open, &mut reached, width, signs.skin.iter().copied());
    let least = (LEAST_CM2 * 100.0 / (cells.mm_per_cell * cells.mm_per_cell)) as usize;
    let mut apart = vec![false; open.len()];
    for cell in 0..open.len() {
        if open[cell] && !reached[cell] {
            let piece = spread(&open, &mut reached, width, std::iter::once(cell));
            if piece.len() >= least {
                piece.iter().for_each(|cell| apart[*cell] = true);
            }
        }
    }
    apart
}

/// Goes from the given cells to all that are open; returns those that were new.
fn spread(
    open: &[bool],
    reached: &mut [bool],
    width: usize,
    from: impl Iterator<Item = usize>,
) -> Vec<usize> {
    let mut piece: Vec<usize> = from.filter(|cell| open[*cell] && !reached[*cell]).collect();
    piece.iter().for_each(|cell| reached[*cell] = true);
    let mut next = 0;
    while let Some(cell) = piece.get(next).copied() {
        next += 1;
        let x = cell % width;
        let near = [
            (x > 0).then(|| cell - 1),
            (x + 1 < width).then_some(cell + 1),
            cell.checked_sub(width),
            (cell + width < open.len()).then_some(cell + width),
        ];
        for near in near.into_iter().flatten() {
            if open[near] && !reached[near] {
                reached[near] = true;
                piece.push(near);
            }
        }
    }
    piece
}
