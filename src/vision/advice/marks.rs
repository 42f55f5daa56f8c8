//! Dark marks in skin as a photo shows them: shaved hair or dots of pigment. How many, how deep, how wide, and the texture by
//! bands: what real and simulated pictures are compared by (docs/look.md).

use crate::head::HeadView;
use crate::parallel;
use crate::vision::gaussian_blur::{Border, blurred};
use crate::vision::linear_plate::LinearLight;
use crate::vision::median::median;
use crate::vision::regions::HeadRegions;
use glam::DVec2;

/// Standard deviations of the bands' narrower blur, mm; the wider one is twice that. They show structures of about four times as much.
pub const BANDS_MM: [f64; 5] = [0.12, 0.25, 0.5, 1.0, 2.0];
/// Blur under which a mark is looked for, that of the light around it, and the least distance between two, mm.
const FINE_MM: f64 = 0.08;
const AROUND_MM: f64 = 1.0;
const APART_MM: f64 = 0.3;
/// Deviations at which a blur is cut, as the tool that measured the real work cuts it.
const BLUR_CUT: f64 = 4.0;
/// A mark is at least this much darker than the light around it, share.
const LEAST_DEPTH: f32 = 0.12;
/// Steps along each direction in which a width is measured, mm.
const WIDEST_MM: f64 = 1.0;
/// Side of a patch of the photo, mm, and how many are measured.
const PATCH_MM: f64 = 8.0;
const PATCHES: usize = 6;
/// Coarser photos show no single marks, mm a pixel.
pub const COARSEST_MM_PER_PX: f64 = 0.16;

/// What a patch shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PatchMarks {
    /// Marks a cm².
    pub count_per_cm2: f64,
    /// Median share of the light around that they take, 0 to 1; 0 where there are none.
    pub depth: f64,
    /// Median width at half that depth, mm; 0 where there are none.
    pub width_mm: f64,
    /// Standard deviation over mean in each of [`BANDS_MM`].
    pub bands: [f64; 5],
}

/// Measures a patch of light (any linear unit, row by row, `width` a row), `mm_per_px` on the skin.
pub fn marks(light: &[f32], width: usize, mm_per_px: f64) -> PatchMarks {
    let blur = |mm: f64| blurred(light, width, mm / mm_per_px, BLUR_CUT, Border::Mirrored);
    let (fine, around) = (blur(FINE_MM), blur(AROUND_MM));
    let found = minima(
        &fine,
        &around,
        width,
        (APART_MM / mm_per_px).round().max(1.0) as usize,
    );
    let area_cm2 = light.len() as f64 * mm_per_px * mm_per_px / 100.0;
    let mut depths: Vec<f64> = found
        .iter()
        .map(|at| 1.0 - f64::from(fine[*at]) / f64::from(around[*at]))
        .collect();
    let mut widths: Vec<f64> = found
        .iter()
        .map(|at| width_px(&fine, &around, width, *at, WIDEST_MM / mm_per_px) * mm_per_px)
        .collect();
    let mean = light.iter().map(|value| f64::from(*value)).sum::<f64>() / light.len().max(1) as f64;
    PatchMarks {
        count_per_cm2: found.len() as f64 / area_cm2,
        depth: median(&mut depths),
        width_mm: median(&mut widths),
        bands: BANDS_MM.map(|mm| {
            let (narrow, wide) = (blur(mm), blur(2.0 * mm));
            let squares: f64 = narrow
                .iter()
                .zip(&wide)
                .map(|(a, b)| f64::from(a - b).powi(2))
                .sum();
            (squares / light.len().max(1) as f64).sqrt() / mean.max(1e-9)
        }),
    }
}

/// Places that are the darkest of their neighbourhood and darker than what is around.
fn minima(fine: &[f32], around: &[f32], width: usize, reach: usize) -> Vec<usize> {
    let height = fine.len() / width.max(1);
    let is_least = |at: usize| {
        let (x, y) = (at % width, at / width);
        let rows = y.saturating_sub(reach)..(y + reach + 1).min(height);
        rows.into_iter().all(|row| {
            let columns = x.saturating_sub(reach)..(x + reach + 1).min(width);
            fine[row * width + columns.start..row * width + columns.end]
                .iter()
                .all(|value| *value >= fine[at])
        })
    };
    let dark = |at: &usize| fine[*at] < (1.0 - LEAST_DEPTH) * around[*at];
    (0..fine.len()).filter(dark).filter(|at| is_least(*at)).collect()
}

/// Width of a mark where it is half as deep, px: the least of four directions.
fn width_px(fine: &[f32], around: &[f32], width: usize, at: usize, widest: f64) -> f64 {
    let half = 0.5 * (fine[at] + around[at]);
    let (x, y) = ((at % width) as i64, (at / width) as i64);
    let height = (fine.len() / width) as i64;
    let reach = |dx: i64, dy: i64| {
        let mut steps = 1;
        loop {
            let (u, v) = (x + steps * dx, y + steps * dy);
            let inside = (0..width as i64).contains(&u) && (0..height).contains(&v);
            if !inside || fine[(v * width as i64 + u) as usize] > half || steps as f64 > widest {
                return steps as f64 - 0.5;
            }
            steps += 1;
        }
    };
    [(1, 0), (0, 1), (1, 1), (1, -1)]
        .map(|(dx, dy)| (reach(dx, dy) + reach(-dx, -dy)) * f64::hypot(dx as f64, dy as f64))
        .into_iter()
        .fold(f64::INFINITY, f64::min)
}

/// The marks of the cells of a photo: the median of patches round the surest of them; `None` where pixels are too coarse or no patch fits.
pub(in crate::vision) fn marks_of(
    light: &LinearLight<'_>,
    view: &HeadView,
    regions: &HeadRegions,
    cells: &[usize],
) -> Option<PatchMarks> {
    if view.mm_per_px > COARSEST_MM_PER_PX {
        return None;
    }
    let side = (PATCH_MM / view.mm_per_px).round() as i64;
    let mut is_side = vec![false; regions.stubble.len()];
    cells.iter().for_each(|cell| is_side[*cell] = true);
    let mut order: Vec<usize> = cells.to_vec();
    order.sort_by(|a, b| regions.stubble[*b].total_cmp(&regions.stubble[*a]));
    let mut chosen: Vec<DVec2> = Vec::new();
    for cell in order {
        let middle = regions.middle_px(cell);
        let half = 0.5 * side as f64;
        // Every corner of the patch must be stubble, too.
        let corners = [(-1.0, -1.0), (1.0, -1.0), (-1.0, 1.0), (1.0, 1.0)];
        let fits = corners.iter().all(|(x, y)| {
            let corner = middle + DVec2::new(x * half, y * half);
            regions.cell_at(corner).is_some_and(|cell| is_side[cell])
        });
        if fits && chosen.iter().all(|other| other.distance(middle) > side as f64) {
            chosen.push(middle);
        }
        if chosen.len() == PATCHES {
            break;
        }
    }
    let patch = |middle: DVec2| {
        let [left, top] = (middle - 0.5 * side as f64).to_array().map(|c| c.floor() as i64);
        let green = (0..side * side).map(|at| light.rgb(left + at % side, top + at / side).y);
        marks(&green.collect::<Vec<f32>>(), side as usize, view.mm_per_px)
    };
    let found = parallel::collect(chosen.len(), |index| patch(chosen[index]));
    let of = |value: &dyn Fn(&PatchMarks) -> f64| median(&mut found.iter().map(value).collect::<Vec<_>>());
    (!found.is_empty()).then(|| PatchMarks {
        count_per_cm2: of(&|marks| marks.count_per_cm2),
        depth: of(&|marks| marks.depth),
        width_mm: of(&|marks| marks.width_mm),
        bands: [0, 1, 2, 3, 4].map(|band| of(&|marks| marks.bands[band])),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawn_marks_are_counted_and_measured() {
        let (side, mm_per_px, sigma_mm) = (240_usize, 0.1_f64, 0.15);
        let mut light = vec![1.0_f32; side * side];
        for row in 0..12 {
            for column in 0..12 {
                let (cx, cy) = (10.0 + 20.0 * f64::from(column), 10.0 + 20.0 * f64::from(row));
                for (at, light) in light.iter_mut().enumerate() {
                    let (dx, dy) = ((at % side) as f64 - cx, (at / side) as f64 - cy);
                    let far = (dx * dx + dy * dy) * (mm_per_px / sigma_mm).powi(2);
                    *light *= (1.0 - 0.5 * (-0.5 * far).exp()) as f32;
                }
            }
        }
        let found = marks(&light, side, mm_per_px);
        assert!((found.count_per_cm2 - 25.0).abs() < 1.0, "{found:?}");
        assert!(
            (0.34..0.42).contains(&found.depth),
            "blurred by 0.08 mm: {found:?}"
        );
        assert!((0.30..0.45).contains(&found.width_mm), "{found:?}");
        assert!(found.bands[1] > found.bands[4], "{found:?}");
        let bare = marks(&vec![0.4_f32; side * side], side, mm_per_px);
        assert_eq!((bare.count_per_cm2, bare.depth), (0.0, 0.0));
    }
}
