//! The client's own shaved hair: what parts it from shade and gloss, and from long hair.
//!
//! Stubble takes red most (docs/look.md): it is paler than skin and darker at once. Gloss is paler and brighter, shade is darker
//! and no paler, and the shade of an open sky is bluer than stubble ever is.

use super::cell_signs::{CellFacts, HairSigns};
use super::hair_signs::{HairAnswer, logistic};
use crate::vision::guided_filter::weighted;
use crate::vision::median::median;

/// Window of the colour and the darkness that are judged together, mm.
const WINDOW_MM: f64 = 2.0;
/// Middles and widths of the gates: loss of red over green (own stubble takes 0.15 to 0.45 of that logarithm, shaved heads among
/// the test photos), and darkness.
const PALER: [f32; 2] = [0.11, 0.025];
const DARKER: [f32; 2] = [0.10, 0.03];
/// Loss of green over blue beyond this share of the loss of red over green, from which it is blue light: 0.06 (stubble: −0.12 to
/// 0.04, blue shade: 0.08 to 0.6, in the test photos).
const BLUE_SHARE: f32 = 0.6;
const BLUER: [f32; 2] = [0.06, 0.015];
/// Roughness (logarithm over the skin's) under which nothing stands on the skin.
const SMOOTH: [f32; 2] = [-0.35, 0.10];
/// Loss of light for a loss of red over green (shaved heads among the test photos: 0.7 to 1.4).
const DARKER_FOR_PALER: f32 = 0.9;
/// Excess of blue from which paleness is blue light from the side, logarithm (stubble under a cool lamp: up to 0.2; a blue wall mirrored
/// in dark skin: 0.4 and more; the test photos).
const MUCH_BLUER: f32 = 0.2;
const BLUE_PALER: [f32; 2] = [0.15, 0.30];
/// Stubble is between these shares of darkness, and finer than this unevenness (assumption, by eye).
const DARK: [f32; 2] = [0.02, 1.20];
const UNEVEN: f32 = 0.16;
/// On a shaved head at least this share of the hair is fine, and its middle darkness lies between these (the test photos: shaved
/// heads 0.75 and more, 0.12 to 0.4; heads with a fringe less, or darker, or grey).
const SHAVED_SHARE: f32 = 0.7;
const SHAVED_DARK: [f32; 2] = [0.12, 0.70];
/// Cells of hair from which a head may be called shaved, how surely they are hair, and lowest place, head frame, mm.
const LEAST_CELLS: usize = 60;
const SURE: f32 = 0.6;
const LOWEST_MM: f64 = 40.0;
const LEAST_FACING: f64 = 0.25;

/// How much paler each cell is than skin, in red over green and in green over blue, logarithms; 0 in a photo without colours.
pub(super) fn paler(cells: &CellFacts<'_>, signs: &HairSigns, off: &[Vec<f32>; 2]) -> [Vec<f32>; 2] {
    let size = [cells.surface.grid.width, cells.surface.grid.height];
    [0, 1].map(|k| {
        if signs.grey {
            return vec![0.0; off[k].len()];
        }
        let own: Vec<f32> = off[k].iter().map(|off| -off * signs.spreads[k]).collect();
        weighted(&own, &signs.core, size, cells.radius(WINDOW_MM))
    })
}

/// How surely stubble stands in each cell by its colour and darkness together, 0 to 1, however even it looks.
pub(super) fn stubbly(
    cells: &CellFacts<'_>,
    signs: &HairSigns,
    [paler, bluer]: &[Vec<f32>; 2],
    darker: &[f32],
) -> Vec<f32> {
    let size = [cells.surface.grid.width, cells.surface.grid.height];
    let darker = weighted(darker, &signs.core, size, cells.radius(WINDOW_MM));
    let over = |value: f32, [middle, width]: [f32; 2]| logistic((value - middle) / width);
    let of = |cell: usize| {
        let blue = bluer[cell] - BLUE_SHARE * paler[cell];
        over(paler[cell], PALER)
            * over(darker[cell], DARKER)
            * (1.0 - over(blue, BLUER))
            * over(signs.rough_around[cell], SMOOTH)
    };
    (0..darker.len()).map(of).collect()
}

/// Share of the light that stubble takes, logarithm: by darkness and by colour, so that neither shade nor gloss weighs whole, and
/// blue light nothing.
pub(super) fn taken(signs: &HairSigns, [paler, bluer]: &[Vec<f32>; 2], darker: &[f32]) -> Vec<f32> {
    let of = |cell: usize| {
        if signs.grey {
            return darker[cell];
        }
        // Blue light takes red as well; pink skin under stubble doesn't.
        let is_paler = ((paler[cell] - BLUE_PALER[0]) / (BLUE_PALER[1] - BLUE_PALER[0])).clamp(0.0, 1.0);
        let blue = is_paler * (bluer[cell] - BLUE_SHARE * paler[cell] - MUCH_BLUER).max(0.0);
        let by_colour = DARKER_FOR_PALER * (paler[cell] - blue).max(0.0);
        0.5 * (darker[cell] * (1.0 - blue / MUCH_BLUER).max(0.0) + by_colour)
    };
    (0..darker.len()).map(of).collect()
}

/// How much what covers the skin is stubble and no long hair, 0 to 1, for each cell.
pub(in crate::vision) fn shortness(found: &HairAnswer, is_shaved: bool) -> Vec<f32> {
    let of = |cell: usize| {
        let darker = found.darker[cell];
        let not_black = logistic(-10.0 * (darker - DARK[1]));
        match (found.covered[cell], is_shaved) {
            (true, _) => 0.0,
            // What is pale or coarse on a shaved head is shine, a scar or a fold, and no long hair.
            (false, true) => not_black,
            (false, false) => not_black * fine(found.uneven[cell]) * logistic(25.0 * (darker - DARK[0])),
        }
    };
    (0..found.darker.len()).map(of).collect()
}

fn fine(uneven: f32) -> f32 {
    logistic(-40.0 * (uneven - UNEVEN))
}

/// Whether the hair that is seen on the scalp is shaved.
pub(in crate::vision) fn is_shaved(cells: &CellFacts<'_>, found: &HairAnswer) -> bool {
    let is_hair = |cell: &usize| {
        cells.surface.spots[*cell].is_some_and(|spot| {
            let is_scalp =
                spot.point_mm.y > LOWEST_MM || spot.point_mm.z < -LOWEST_MM && spot.point_mm.y > 0.0;
            is_scalp && spot.facing > LEAST_FACING
        }) && found.hair[*cell] > SURE
            && cells.in_front[*cell] < 0.5
    };
    let hair: Vec<usize> = (0..found.hair.len()).filter(is_hair).collect();
    if hair.len() < LEAST_CELLS {
        return false;
    }
    let mut darker: Vec<f32> = hair.iter().map(|cell| found.darker[*cell]).collect();
    let short: f32 = hair.iter().map(|cell| fine(found.uneven[*cell])).sum();
    short > SHAVED_SHARE * hair.len() as f32
        && (SHAVED_DARK[0]..SHAVED_DARK[1]).contains(&median(&mut darker))
}
