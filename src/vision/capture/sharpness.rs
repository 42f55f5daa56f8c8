//! How blurred a photo is, place by place, from the edges that it shows.
//!
//! An edge that is blurred once more loses slope, the less the softer it was already (Zhuo and Sim 2011, "Defocus map
//! estimation from a single image"). Three more blurs give two such measures; they agree at an edge that stands alone and
//! disagree at hairs, folds and noise, and only where they agree does an edge count. Skin is smooth and says nothing: the
//! blur there is that of the places around.

use crate::head::BlurGrid;
use crate::parallel;
use crate::photo::Photo;
use crate::vision::gaussian_blur::{Border, blurred};
use crate::vision::head_surface::SeenSurface;
use crate::vision::linear_plate::{CellGrid, LinearLight};
use crate::vision::median::median;
use glam::DVec2;

/// Cells along the photo's longer side.
const CELLS: f64 = 24.0;
/// Smallest cell, px.
const LEAST_CELL_PX: f64 = 8.0;
/// Blur of a photo whose edges are as sharp as pixels or sharpened beyond, px (assumption).
const FLOOR_PX: f64 = 0.45;
/// Blur where nothing at all is measured, px (assumption: an ordinary photo).
const USUAL_PX: f64 = 1.0;
/// Steps of blur: first, second and third standard deviation, px; the finest step that a place allows is taken.
const STEPS: [[f64; 3]; 3] = [[0.8, 1.4, 2.2], [1.6, 2.8, 4.4], [3.2, 5.6, 8.8]];
/// A step is right for blurs up to this many times its first.
const STEP_REACH: f64 = 3.0;
/// Deviations at which a blur is cut: the rest is under 0.3 % of it.
const BLUR_CUT: f64 = 3.0;
/// Variance that a difference of neighbours adds along its direction, px².
const DIFFERENCE_PX2: f64 = 1.0 / 3.0;
/// Least height of an edge, as a share of the light around it, and in spreads of the noise.
const LEAST_EDGE: f32 = 0.08;
const NOISE_SPREADS: f32 = 6.0;
/// The two measures of an edge agree when their ratio is within this.
const AGREEMENT: f64 = 1.15;
/// Share of a cell's edges that are sharper than its blur, by step: a fold of skin is softer than the photo, and the more
/// so are those that are left in a blurred photo.
const QUANTILES: [f64; 3] = [0.33, 0.20, 0.12];
/// Edges that make a cell sure.
const SURE: f64 = 12.0;
/// Side of a window and how many are looked at in a cell, px.
const WINDOW_PX: i64 = 64;
const WINDOWS: usize = 2;
/// Weight of smoothness between cells against one sure cell, and rounds of relaxation.
const STIFFNESS: f64 = 0.4;
const ROUNDS: usize = 300;

/// Measures the blur on a grid over all of the photo; only edges on the head count, all where no head is drawn.
pub(super) fn sharpness(photo: &Photo, light: &LinearLight<'_>, head: Option<&SeenSurface>) -> BlurGrid {
    let size = DVec2::new(f64::from(photo.width_px), f64::from(photo.height_px));
    let grid = CellGrid::over(DVec2::ZERO, size, (size.max_element() / CELLS).max(LEAST_CELL_PX));
    let mut measured = parallel::collect(grid.len(), |index| {
        let corner = grid.middle_px(index) - 0.5 * grid.cell_px;
        cell(light, head, corner, grid.cell_px, size)
    });
    drop_strays(&grid, &mut measured);
    BlurGrid {
        columns: grid.width as u32,
        cell_px: grid.cell_px,
        sigma_px: spread(&grid, &measured),
    }
}

/// Blur (px) and weight (0 to 1) of one cell.
fn cell(
    light: &LinearLight<'_>,
    head: Option<&SeenSurface>,
    corner: DVec2,
    side: f64,
    size: DVec2,
) -> Option<(f64, f64)> {
    let windows = windows(light, head, corner, side, size);
    let mut edges = edges(light, head, &windows);
    let blur = quantile(&mut edges.1, QUANTILES[edges.0])?;
    Some((blur.max(FLOOR_PX), (edges.1.len() as f64 / SURE).min(1.0)))
}

/// The blur (px) below which this share of the edges lies, by their height.
fn quantile(edges: &mut [(f64, f64)], share: f64) -> Option<f64> {
    edges.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut rest = share * edges.iter().map(|edge| edge.1).sum::<f64>();
    let at = edges.iter().find(|edge| {
        rest -= edge.1;
        rest <= 0.0
    });
    at.map(|edge| edge.0)
}

/// Corners (px) of the windows of a cell with the steepest light, on the head.
fn windows(
    light: &LinearLight<'_>,
    head: Option<&SeenSurface>,
    corner: DVec2,
    side: f64,
    size: DVec2,
) -> Vec<[i64; 4]> {
    let [left, top] = corner.to_array().map(|c| c.round() as i64);
    let end = (corner + side).min(size);
    let [right, bottom] = end.to_array().map(|c| c.round() as i64);
    let mut found: Vec<(f32, [i64; 4])> = Vec::new();
    let mut y = top;
    while y < bottom {
        let mut x = left;
        while x < right {
            let window = [x, y, (x + WINDOW_PX).min(right), (y + WINDOW_PX).min(bottom)];
            let steep = steepness(light, head, window);
            if steep > 0.0 {
                found.push((steep, window));
            }
            x += WINDOW_PX;
        }
        y += WINDOW_PX;
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    found
        .into_iter()
        .take(WINDOWS)
        .map(|(_, window)| window)
        .collect()
}

/// Mean steepness of the light in a window, seen coarsely; 0 off the head.
fn steepness(
    light: &LinearLight<'_>,
    head: Option<&SeenSurface>,
    [left, top, right, bottom]: [i64; 4],
) -> f32 {
    const STRIDE: i64 = 6;
    let (mut sum, mut count) = (0.0, 0.0);
    let mut y = top;
    while y < bottom {
        let mut x = left;
        while x < right {
            if on_head(head, x, y) {
                let here = light.luminance(x, y);
                let across = (light.luminance(x + 3, y) - here).abs();
                let down = (light.luminance(x, y + 3) - here).abs();
                sum += (across + down) / (here + 0.02);
                count += 1.0;
            }
            x += STRIDE;
        }
        y += STRIDE;
    }
    if count < 4.0 { 0.0 } else { sum / count }
}

fn on_head(head: Option<&SeenSurface>, x: i64, y: i64) -> bool {
    head.is_none_or(|head| {
        let at = DVec2::new(x as f64 + 0.5, y as f64 + 0.5);
        head.grid
            .cell_of(at)
            .is_some_and(|cell| head.spots[cell].is_some())
    })
}

/// The finest step that suits the edges in some windows, and blur (px) and height of each.
fn edges(
    light: &LinearLight<'_>,
    head: Option<&SeenSurface>,
    windows: &[[i64; 4]],
) -> (usize, Vec<(f64, f64)>) {
    let mut found = (0, Vec::new());
    for (number, step) in STEPS.iter().enumerate() {
        let all = windows
            .iter()
            .flat_map(|window| edges_at(light, head, *window, step));
        found = (number, all.collect());
        let typical = quantile(&mut found.1, QUANTILES[number]);
        if typical.is_some_and(|blur| blur <= STEP_REACH * step[0]) {
            break;
        }
    }
    found
}

fn edges_at(
    light: &LinearLight<'_>,
    head: Option<&SeenSurface>,
    window: [i64; 4],
    step: &[f64; 3],
) -> Vec<(f64, f64)> {
    let margin = (BLUR_CUT * step[2]).ceil() as i64 + 2;
    let [left, top, right, bottom] = window;
    let (width, height) = (
        (right - left + 2 * margin) as usize,
        (bottom - top + 2 * margin) as usize,
    );
    let mut values = Vec::with_capacity(width * height);
    for y in 0..height as i64 {
        for x in 0..width as i64 {
            values.push(light.luminance(left - margin + x, top - margin + y));
        }
    }
    let noise = noise(&values, width);
    let slopes = step.map(|sigma| slopes(&blurred(&values, width, sigma, BLUR_CUT, Border::Repeated), width));
    // White noise of spread s has slopes of s / (√(8π) σ²) after a blur σ.
    let noise_slope = noise / (5.0 * (step[0] * step[0]) as f32);
    let mut found = Vec::new();
    for y in margin as usize..height - margin as usize {
        for x in margin as usize..width - margin as usize {
            let index = y * width + x;
            let [here, second, third] = [0, 1, 2].map(|k| slopes[k][index].length());
            if here < NOISE_SPREADS * noise_slope || !is_crest(&slopes[0], index, width) {
                continue;
            }
            let Some(blur) = blur_of([here, second, third], step) else {
                continue;
            };
            // The edge's height from its slope and width: slope × √(2π) × σ.
            let wide = (blur * blur + step[0] * step[0] + DIFFERENCE_PX2).sqrt() as f32;
            let rise = here * 2.5 * wide;
            let around = values[index].max(0.01);
            if rise < LEAST_EDGE * around || !on_head(head, left - margin + x as i64, top - margin + y as i64)
            {
                continue;
            }
            found.push((blur, f64::from((rise / around).min(1.0))));
        }
    }
    found
}

/// The blur that an edge had before, px, from its slopes after three more blurs; `None` where they contradict each other.
fn blur_of(slopes: [f32; 3], step: &[f64; 3]) -> Option<f64> {
    let variance = |k: usize| step[k] * step[k] + DIFFERENCE_PX2;
    let before = |low: usize, high: usize| {
        let ratio = f64::from(slopes[low] / slopes[high].max(1e-9));
        let squared = ratio * ratio;
        (squared > 1.0).then(|| (variance(high) - squared * variance(low)) / (squared - 1.0))
    };
    let (first, second) = (before(0, 1)?, before(1, 2)?);
    let whole = |value: f64| (value + variance(1)).max(0.05).sqrt();
    let ratio = whole(first) / whole(second);
    (ratio < AGREEMENT && ratio > 1.0 / AGREEMENT).then(|| first.max(FLOOR_PX * FLOOR_PX).sqrt())
}

/// Whether the slope is largest here along its own direction.
fn is_crest(slopes: &[glam::Vec2], index: usize, width: usize) -> bool {
    let slope = slopes[index];
    let steep = slope.length_squared();
    let way = slope / slope.length().max(1e-12);
    let offset = |sign: f32| {
        let (x, y) = ((way.x * sign).round() as i64, (way.y * sign).round() as i64);
        (index as i64 + y * width as i64 + x) as usize
    };
    let at = |index: usize| slopes.get(index).map_or(0.0, |slope| slope.length_squared());
    steep >= at(offset(1.0)) && steep > at(offset(-1.0))
}

/// Spread of the noise, from second differences (their median is blind to edges).
fn noise(values: &[f32], width: usize) -> f32 {
    let mut rough: Vec<f32> = values
        .chunks_exact(width)
        .flat_map(|row| {
            row.windows(3)
                .step_by(2)
                .map(|w| (w[0] - 2.0 * w[1] + w[2]).abs())
        })
        .collect();
    // 0.6745: median of |x| of a unit normal; √6: spread of a second difference.
    median(&mut rough) / (0.6745 * 6.0_f32.sqrt())
}

/// Slopes by differences of neighbours; 0 on the border.
fn slopes(values: &[f32], width: usize) -> Vec<glam::Vec2> {
    let height = values.len() / width;
    let mut out = vec![glam::Vec2::ZERO; values.len()];
    for y in 1..height - 1 {
        for x in 1..width - 1 {
            let i = y * width + x;
            out[i] = 0.5
                * glam::Vec2::new(
                    values[i + 1] - values[i - 1],
                    values[i + width] - values[i - width],
                );
        }
    }
    out
}

/// Takes out cells that differ by more than a factor of two from the median of the sure cells around them.
fn drop_strays(grid: &CellGrid, measured: &mut [Option<(f64, f64)>]) {
    let old = measured.to_vec();
    for (index, cell) in measured.iter_mut().enumerate() {
        let Some((blur, _)) = *cell else { continue };
        let (x, y) = (index % grid.width, index / grid.width);
        let mut near: Vec<f64> = Vec::new();
        for row in y.saturating_sub(2)..(y + 3).min(grid.height) {
            let columns = x.saturating_sub(2)..(x + 3).min(grid.width);
            near.extend(columns.filter_map(|column| old[row * grid.width + column].map(|found| found.0)));
        }
        let usual = median(&mut near);
        if near.len() >= 4 && (blur > 2.0 * usual || blur < 0.5 * usual) {
            *cell = None;
        }
    }
}

/// Fills the grid: near the measured cells, smooth between (logarithms, relaxation).
fn spread(grid: &CellGrid, measured: &[Option<(f64, f64)>]) -> Vec<f64> {
    let (mut sum, mut weights) = (0.0, 0.0);
    for (blur, weight) in measured.iter().flatten() {
        sum += weight * blur.ln();
        weights += weight;
    }
    let usual = if weights > 0.0 {
        sum / weights
    } else {
        USUAL_PX.ln()
    };
    let mut field = vec![usual; measured.len()];
    for _ in 0..ROUNDS {
        for index in 0..field.len() {
            let (x, y) = (index % grid.width, index / grid.width);
            let (mut sum, mut weight) = (0.0, 0.0);
            let mut lean = |there: usize| {
                sum += STIFFNESS * field[there];
                weight += STIFFNESS;
            };
            if x > 0 {
                lean(index - 1);
            }
            if x + 1 < grid.width {
                lean(index + 1);
            }
            if y > 0 {
                lean(index - grid.width);
            }
            if y + 1 < grid.height {
                lean(index + grid.width);
            }
            if let Some((blur, sure)) = measured[index] {
                sum += sure * blur.ln();
                weight += sure;
            }
            if weight > 0.0 {
                field[index] = sum / weight;
            }
        }
    }
    field.iter().map(|log| log.exp()).collect()
}
