//! Match my sides: density and shade whose tone and texture equal the client's own shaved sides in this photo.

use super::coverage::scalp_cells;
use super::plate::Light;
use super::regions::Regions;
use crate::head::View;
use crate::photo::Photo;
use glam::Vec3;

/// Light that one dot takes away: equivalent black area, mm², for red, green and blue, from diameter (mm) and optical
/// density of the ink.
pub type DotArea<'a> = &'a dyn Fn(f64, f64) -> [f64; 3];

/// What matches.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SideMatch {
    /// Dots a cm².
    pub density_per_cm2: f64,
    /// Diameter of a dot, mm.
    pub dot_diameter_mm: f64,
    /// Optical density of the ink.
    pub shade_od: f64,
    /// Light of the sides over that of bare skin, measured, and of the match.
    pub tone: [f64; 2],
    /// Spread of the logarithm of light at 0.5, 1 and 2 mm, measured; `None` where pixels are too coarse.
    pub contrast: [Option<f64>; 3],
    /// The same of the match.
    pub matched: [Option<f64>; 3],
}

/// Widths of the windows whose means are compared, mm.
pub const SCALES_MM: [f64; 3] = [0.5, 1.0, 2.0];
/// Cells of stubble that are enough, and how surely they are stubble and face the camera.
const LEAST_CELLS: usize = 80;
const SURE: f32 = 0.5;
const FACING: f64 = 0.35;
/// Tone ratios that dots can reach: nearer to 1 there is nothing to match, below it hair is too long.
const TONES: [f64; 2] = [0.45, 0.985];
/// Densities and dots that an artist sets (domain.md §5).
const DENSITIES: [f64; 2] = [40.0, 260.0];
const DIAMETERS_MM: [f64; 2] = [0.15, 0.45];
const SHADES: [f64; 2] = [0.15, 2.5];
/// Even spacing leaves this share of the variance that scattered dots would have, in windows of 0.5, 1 and 2 mm
/// (algorithms.md §2.1: 0.10 to 0.12 in wide windows; the narrower ones hold one dot or none).
const EVENNESS: [f64; 3] = [0.9, 0.5, 0.2];

/// Solves for the sides of this photo.
///
/// # Errors
/// A sentence says why the sides can't be matched.
pub fn match_sides(
    photo: &Photo,
    view: &View,
    regions: &Regions,
    ea_mm2: DotArea<'_>,
) -> Result<SideMatch, String> {
    let cells: Vec<usize> = scalp_cells(regions)
        .filter(|cell| {
            let spot = regions.surface.spots[*cell];
            let side = spot.is_some_and(|spot| spot.direction.x.abs() > 0.6 && spot.facing > FACING);
            side && regions.stubble[*cell] > SURE
        })
        .collect();
    if cells.len() < LEAST_CELLS {
        return Err("No shaved sides are seen well enough: clip them to 0.5 mm, turn the head a little, and take the photo again.".into());
    }
    let mut darker: Vec<f32> = cells.iter().map(|cell| regions.darker[*cell]).collect();
    darker.sort_by(f32::total_cmp);
    let tone = (-f64::from(darker[darker.len() / 2])).exp();
    if tone > TONES[1] {
        return Err("The sides are no darker than bare skin: there is no stubble to match.".into());
    }
    if tone < TONES[0] {
        return Err(
            "The sides are darker than dots can be: clip them to 0.5 mm and take the photo again.".into(),
        );
    }
    let contrast = SCALES_MM.map(|scale| contrast(photo, view, regions, &cells, scale));
    match_tone(tone, contrast, ea_mm2)
}

/// Density, diameter and shade for a tone and the contrasts. With n dots a cm² that each take away the area EA, the mean
/// light is exp(−n·EA/100) and the variance of its logarithm in a window of area A is n·EA²/(100·A), times evenness.
///
/// # Errors
/// A sentence says what dots can't reach.
pub fn match_tone(tone: f64, contrast: [Option<f64>; 3], ea_mm2: DotArea<'_>) -> Result<SideMatch, String> {
    let taken = -tone.ln();
    let window = |k: usize| SCALES_MM[k].powi(2);
    // Each scale tells how much one dot takes: EA = c² A / (taken × evenness).
    let told: Vec<f64> = (0..3)
        .filter_map(|k| contrast[k].map(|c| c * c * window(k) / (taken * EVENNESS[k])))
        .collect();
    let usual = ea_mm2(0.3, 0.8)[1];
    let wanted = match told.is_empty() {
        true => usual,
        false => (told.iter().map(|area| area.max(1e-4).ln()).sum::<f64>() / told.len() as f64).exp(),
    };
    let area = wanted.clamp(100.0 * taken / DENSITIES[1], 100.0 * taken / DENSITIES[0]);
    let (diameter, shade) = dot_of(area, ea_mm2)
        .ok_or("No dot takes as much light as these sides do: clip them shorter and take the photo again.")?;
    let reached = ea_mm2(diameter, shade)[1];
    let density = (100.0 * taken / reached).clamp(DENSITIES[0], DENSITIES[1]);
    let matched = [0, 1, 2].map(|k| {
        contrast[k].map(|_| (density * reached * reached / (100.0 * window(k)) * EVENNESS[k]).sqrt())
    });
    Ok(SideMatch {
        density_per_cm2: density,
        dot_diameter_mm: diameter,
        shade_od: shade,
        tone: [tone, (-density * reached / 100.0).exp()],
        contrast,
        matched,
    })
}

/// A dot that takes away an area: the usual shade first, then lighter or darker.
fn dot_of(area: f64, ea_mm2: DotArea<'_>) -> Option<(f64, f64)> {
    let by_diameter = |shade: f64| {
        let of = |diameter: f64| ea_mm2(diameter, shade)[1];
        let reach = of(DIAMETERS_MM[0]) <= area && area <= of(DIAMETERS_MM[1]);
        reach.then(|| (halved(DIAMETERS_MM, |diameter| of(diameter) < area), shade))
    };
    let steps = [0.8, 0.6, 1.0, 0.45, 1.3, 0.3, 1.7, SHADES[0], SHADES[1]];
    steps.into_iter().find_map(by_diameter)
}

/// The end of a rising condition, by halving.
fn halved([mut low, mut high]: [f64; 2], below: impl Fn(f64) -> bool) -> f64 {
    for _ in 0..50 {
        let middle = 0.5 * (low + high);
        if below(middle) {
            low = middle
        } else {
            high = middle
        }
    }
    0.5 * (low + high)
}

/// Spread of the logarithm of light between neighbouring windows over the sides; `None` where a window has under 2 px.
fn contrast(photo: &Photo, view: &View, regions: &Regions, cells: &[usize], scale_mm: f64) -> Option<f64> {
    let side = scale_mm / view.mm_per_px;
    if side < 2.0 {
        return None;
    }
    let light = Light::of(photo);
    let window = side.round() as i64;
    let mean = |left: i64, top: i64| {
        let mut sum = Vec3::ZERO;
        for y in 0..window {
            for x in 0..window {
                sum += light.rgb(left + x, top + y);
            }
        }
        (super::plate::luminance(sum) / (window * window) as f32)
            .max(1e-4)
            .ln()
    };
    // Second differences are blind to the head's shading; of three even windows their variance is six times one's.
    let stride = (cells.len() / 400).max(1);
    let mut squares: Vec<f32> = Vec::new();
    for cell in cells.iter().step_by(stride) {
        let [x, y] = regions.middle_px(*cell).to_array().map(|c| c as i64);
        let across = mean(x - window, y) - 2.0 * mean(x, y) + mean(x + window, y);
        let down = mean(x, y - window) - 2.0 * mean(x, y) + mean(x, y + window);
        squares.extend([across * across, down * down]);
    }
    squares.sort_by(f32::total_cmp);
    // The largest tenth are folds and the ear's edge.
    let kept = &squares[..squares.len() * 9 / 10];
    let variance = kept.iter().sum::<f32>() / kept.len().max(1) as f32 / 6.0;
    Some(f64::from(variance.sqrt()))
}
