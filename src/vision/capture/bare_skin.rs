//! Bare skin of a head whose face isn't seen: of what is even, the reddest.
//!
//! Shaved hair takes red out of skin, long hair is uneven: on backs, crowns and sides neck, patches and the bald top remain.

use super::skin_colour::alike;
use crate::vision::median::median;
use glam::Vec3;

/// What is told of the cells of a head's grid.
pub(in crate::vision) struct CellColours<'a> {
    /// Linear light.
    pub(in crate::vision) plate: &'a [Vec3],
    /// Logarithm of red over green, calmed.
    pub(in crate::vision) red_over_green: &'a [f32],
    /// Unevenness, spread of the logarithm of light.
    pub(in crate::vision) uneven: &'a [f32],
}

/// Steps of the histogram that parts the red cells from the pale ones.
const STEPS: usize = 64;
/// Smaller differences between the two (logarithm) are one kind of skin (assumption; own stubble: 0.17 and more).
const LEAST_GAP: f32 = 0.10;
/// Share of the red cells that teach, the most even ones, and their middle unevenness at most: hair is coarser.
const EVEN_SHARE: f64 = 0.6;
const MOST_UNEVEN: f32 = 0.10;
/// Logarithms of red over green and green over blue of human skin in any light that a camera balances (assumption; the test
/// photos: 0.37 to 1.24 and 0.02 to 1.10).
const SKIN_RATIOS: [[f32; 2]; 2] = [[0.15, 1.35], [-0.1, 1.2]];

/// Cells that most likely are bare skin, of those that may be; none where nothing looks like it.
pub(in crate::vision) fn bare_skin_cells(colours: &CellColours<'_>, may_be: &[usize]) -> Vec<usize> {
    let red = |cell: &usize| colours.red_over_green[*cell];
    let Some(border) = border(&may_be.iter().map(red).collect::<Vec<f32>>()) else {
        return Vec::new();
    };
    let (reds, pales): (Vec<usize>, Vec<usize>) = may_be.iter().partition(|cell| red(cell) > border);
    let middle = |cells: &[usize]| median(&mut cells.iter().map(red).collect::<Vec<f32>>());
    let mut skin = match middle(&reds) - middle(&pales) > LEAST_GAP {
        true => reds,
        false => may_be.to_vec(),
    };
    skin.sort_by(|a, b| colours.uneven[*a].total_cmp(&colours.uneven[*b]));
    skin.truncate((EVEN_SHARE * skin.len() as f64) as usize);
    let is_even = skin
        .get(skin.len() / 2)
        .is_some_and(|cell| colours.uneven[*cell] < MOST_UNEVEN);
    let skin = alike(colours.plate, skin);
    match is_even && is_skin(colours.plate, &skin) {
        true => skin,
        false => Vec::new(),
    }
}

/// Whether these cells have a colour that human skin has.
pub(in crate::vision) fn is_skin(plate: &[Vec3], cells: &[usize]) -> bool {
    (0..2).all(|k| {
        let mut own: Vec<f32> = cells
            .iter()
            .map(|cell| super::skin_colour::ratios(plate[*cell])[k])
            .collect();
        let [low, high] = SKIN_RATIOS[k];
        (low..high).contains(&median(&mut own))
    })
}

/// The value that parts a list in two such that each half varies least (Otsu 1979); `None` where all are equal.
fn border(values: &[f32]) -> Option<f32> {
    let low = values.iter().copied().fold(f32::INFINITY, f32::min);
    let high = values.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let step = (high - low) / STEPS as f32;
    if step.is_nan() || step <= 0.0 || step.is_infinite() {
        return None;
    }
    let mut counts = [0.0_f64; STEPS];
    for value in values {
        counts[(((value - low) / step) as usize).min(STEPS - 1)] += 1.0;
    }
    let whole: f64 = counts.iter().sum();
    let mean = |range: std::ops::Range<usize>| {
        let (mut sum, mut count) = (0.0, 0.0);
        for at in range {
            sum += counts[at] * (at as f64 + 0.5);
            count += counts[at];
        }
        (sum / f64::max(count, 1.0), count / whole)
    };
    let apart = |at: usize| {
        let ((below, share), (above, rest)) = (mean(0..at), mean(at..STEPS));
        share * rest * (above - below).powi(2)
    };
    let best = (1..STEPS).max_by(|a, b| apart(*a).total_cmp(&apart(*b)))?;
    Some(low + step * best as f32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_even_and_stubbled_cells_the_even_red_ones_are_skin() {
        let is_bare = |cell: usize| cell.is_multiple_of(3);
        let wobble = |cell: usize| 0.02 * (cell * 7 % 11) as f32 / 11.0;
        let plate: Vec<Vec3> = (0..900)
            .map(|cell| match is_bare(cell) {
                true => Vec3::new(0.45, 0.26, 0.19) * (1.0 + wobble(cell)),
                false => Vec3::new(0.27, 0.20, 0.16) * (1.0 + wobble(cell)),
            })
            .collect();
        let red: Vec<f32> = plate.iter().map(|rgb| (rgb.x / rgb.y).ln()).collect();
        let uneven: Vec<f32> = (0..900)
            .map(|cell| if is_bare(cell) { 0.04 } else { 0.13 })
            .collect();
        let colours = CellColours {
            plate: &plate,
            red_over_green: &red,
            uneven: &uneven,
        };
        let all: Vec<usize> = (0..900).collect();
        let skin = bare_skin_cells(&colours, &all);
        assert!(
            skin.len() > 100 && skin.iter().all(|cell| is_bare(*cell)),
            "{}",
            skin.len()
        );
        // Grey things and coarse hair are no skin.
        let grey = vec![Vec3::splat(0.3); 900];
        let none = CellColours {
            plate: &grey,
            ..colours
        };
        assert!(bare_skin_cells(&none, &all).is_empty());
    }
}
