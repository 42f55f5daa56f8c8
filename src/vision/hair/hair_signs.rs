//! Hair against bare skin on a fitted head, learnt from this face.
//!
//! Skin keeps its colour (ratios of light), follows the head's shape in brightness, and is even; hair is darker than skin
//! would be there, off in colour, and uneven. Each is a weak sign: shadow is dark but even and of skin's colour, shine is
//! pale but bright, blond hair has skin's colour but is uneven. The model of skin is learnt from forehead and cheeks, or where
//! no face is seen from what looks most like bare skin, and grown over what looks bare, a few times.

use super::cell_signs::{CellFacts, HairSigns, signs};
use super::head_cover::covered;
use super::own_stubble::{paler, stubbly, taken};
use crate::vision::capture::skin_colour::{even_rgb, ratios};
use crate::vision::capture::skin_shading::{TERMS, at, fitted};
use crate::vision::guided_filter::weighted;
use crate::vision::median::median;
use glam::Vec3;

/// Rounds of growing.
const ROUNDS: usize = 5;
/// Windows, mm: signs; neighbourhood, and what fills the unjudged edge.
const SIGNS_MM: f64 = 1.8;
const AROUND_MM: f64 = 5.0;
/// Scalp that the model may grow over: above this height, head frame, mm.
const LOWEST_MM: f64 = 28.0;
/// Skin is never taken for darker than this under the face's, logarithm.
const DEEPEST: f64 = 2.2;
/// Shadows of skin are warmer: slope of the ratios over the logarithm of light.
const STEEPEST: f32 = -0.35;
/// Weights of the signs (tuned by eye on the heads of the test photos): darkness and how much of it even shade of skin's
/// colour keeps; colour; unevenness.
const DARK: [f32; 2] = [5.0, 0.4];
const SHADE: f32 = 0.6;
const COLOUR: [f32; 2] = [1.6, 1.6];
const UNEVEN: [f32; 2] = [1.6, 0.6];
const ROUGH: [f32; 2] = [3.0, 0.9];
const ROUGH_GATE: f32 = 0.9;
const BIAS: f32 = -0.6;
const SHINE: f32 = 2.0;
/// Even places are bare unless very dark, of a colour that skin never has, or covered (a hat): middles of the gates.
const EVEN_GATE: f32 = 0.3;
const DARK_GATE: f32 = 1.35;
const FOREIGN_GATE: f32 = 5.0;
/// Gloss that even skin may carry over its own light.
const GLOSS: f32 = 0.03;
const GLOSS_COLOUR: Vec3 = Vec3::new(0.9, 1.0, 1.15);
/// What a cover over the head adds to the signs (assumption: as much as the bias and a brighter light take), and colour, in
/// spreads, from which it is no stubble.
const COVERED: f32 = 2.0;
const COVER_COLOUR: f32 = 2.5;
/// What stubble's own colour and darkness add, so that they need no unevenness (assumption: over all that an even cell lacks).
const STUBBLY: f32 = 4.0;
/// Overall steepness of the answer.
const GAIN: f32 = 1.3;

/// The answer, a value for each cell; 0 off the head.
pub(in crate::vision) struct HairAnswer {
    /// How surely hair covers the skin, 0 to 1.
    pub(in crate::vision) hair: Vec<f32>,
    /// The same without what stubble's colour alone says: a fringe's paleness reaches some millimetres before its hair.
    pub(in crate::vision) standing: Vec<f32>,
    /// How much darker than skin would be there, logarithm.
    pub(in crate::vision) darker: Vec<f32>,
    /// Share of the light that stubble would take there, logarithm.
    pub(in crate::vision) taken: Vec<f32>,
    /// Unevenness over 2.5 mm of strands of hair, spread of the logarithm of light.
    pub(in crate::vision) uneven: Vec<f32>,
    /// Bare skin in even light, linear.
    pub(in crate::vision) skin_rgb: Vec3,
    /// Whether the face has taught what skin is.
    pub(in crate::vision) by_face: bool,
    /// Luminance that bare skin would have there.
    pub(in crate::vision) skin_light: Vec<f32>,
    /// Whether a hat or a scarf lies there, which is no stubble.
    pub(in crate::vision) covered: Vec<bool>,
    /// How surely stubble stands there by its colour, 0 to 1.
    stubbly: Vec<f32>,
}

/// Finds hair; `None` where no skin is seen to learn from.
pub(in crate::vision) fn hair(cells: &CellFacts<'_>) -> Option<HairAnswer> {
    let mut signs = signs(cells)?;
    signs.covered = covered(cells, &signs);
    let mut weights = vec![0.0_f32; cells.plate.len()];
    signs.skin.iter().for_each(|cell| weights[*cell] = 1.0);
    let mut found = None;
    for round in 0..ROUNDS {
        // The first round has forehead and cheeks alone: they face forward and tell no more than a constant and a slope each way.
        let next = judged(cells, &signs, &weights, if round == 0 { 4 } else { TERMS })?;
        weights = grown(cells, &signs, &next);
        found = Some(next);
    }
    found
}

/// The ratios' distance from the skin's, in spreads; shadows of skin are allowed to be warmer.
fn off_colour(signs: &HairSigns, weights: &[f32]) -> [Vec<f32>; 2] {
    let whole: f32 = weights.iter().sum::<f32>().max(1e-6);
    let mean = |values: &[f32]| values.iter().zip(weights).map(|(v, w)| v * w).sum::<f32>() / whole;
    let lights = mean(&signs.light);
    [0, 1].map(|k| {
        let values = &signs.ratios[k];
        let middle = mean(values);
        // Weighted regression of the ratio on the light. The square starts at 0.05 a weight, so that a face in even light has no
        // slope; only a warmer shadow (a slope below 0) is believed.
        let (mut along, mut square) = (0.0, 0.05 * whole);
        for ((light, value), weight) in signs.light.iter().zip(values).zip(weights) {
            along += weight * (light - lights) * (value - middle);
            square += weight * (light - lights) * (light - lights);
        }
        let slope = (along / square).clamp(STEEPEST, 0.0);
        let off =
            |(value, light): (&f32, &f32)| (value - middle - slope * (light - lights)) / signs.spreads[k];
        values.iter().zip(&signs.light).map(off).collect()
    })
}

/// One round: the model of skin from the weighted cells, and hair by it.
fn judged(cells: &CellFacts<'_>, signs: &HairSigns, weights: &[f32], terms: usize) -> Option<HairAnswer> {
    let sure: Vec<usize> = (0..weights.len()).filter(|cell| weights[*cell] > 0.02).collect();
    // Light of skin as a smooth function of the normal (nine spherical harmonics hold a matt surface in any light: Ramamoorthi
    // and Hanrahan 2001; here its logarithm). A few thousand cells tell nine numbers.
    let stride = (sure.len() / 4000).max(1);
    let rows: Vec<([f64; TERMS], f64, f64)> = sure
        .iter()
        .step_by(stride)
        .map(|cell| {
            (
                signs.waves[*cell],
                f64::from(signs.light[*cell]),
                f64::from(weights[*cell]),
            )
        })
        .collect();
    let fit = fitted(&rows, terms)?;
    let mut face: Vec<f32> = signs.skin.iter().map(|cell| signs.light[*cell]).collect();
    let deepest = f64::from(median(&mut face)) - DEEPEST;
    let model: Vec<f32> = signs
        .waves
        .iter()
        .map(|waves| at(&fit, waves).max(deepest) as f32)
        .collect();
    let off = off_colour(signs, weights);
    let darker: Vec<f32> = model
        .iter()
        .zip(&signs.light)
        .map(|(skin, own)| skin - own)
        .collect();
    let paler = paler(cells, signs, &off);
    let stubbly = stubbly(cells, signs, &paler, &darker);
    let signed: Vec<f32> = (0..weights.len())
        .map(|cell| sign(cells, signs, cell, darker[cell], [off[0][cell], off[1][cell]]))
        .collect();
    let with_stubble: Vec<f32> = (0..signed.len())
        .map(|cell| match signs.covered[cell] {
            true => signed[cell],
            false => signed[cell] + STUBBLY * stubbly[cell],
        })
        .collect();
    Some(HairAnswer {
        hair: gathered(cells, signs, &with_stubble),
        standing: gathered(cells, signs, &signed),
        taken: taken(signs, &paler, &darker),
        darker,
        uneven: signs.strands.clone(),
        skin_rgb: even_rgb(cells.plate, &signs.skin)?,
        by_face: signs.by_face,
        stubbly,
        skin_light: model.iter().map(|log| log.exp()).collect(),
        covered: (0..weights.len())
            .map(|cell| {
                let is_unlike = signs.grey || libm::hypotf(off[0][cell], off[1][cell]) > COVER_COLOUR;
                signs.covered[cell] && is_unlike
            })
            .collect(),
    })
}

/// How surely hair stands in each cell, from the signs of it and of what is round it.
fn gathered(cells: &CellFacts<'_>, signs: &HairSigns, signed: &[f32]) -> Vec<f32> {
    let size = [cells.surface.grid.width, cells.surface.grid.height];
    // Hair lies in areas: a cell is judged with its near ones, and by a third with those farther away.
    let near = weighted(signed, &signs.core, size, cells.radius(SIGNS_MM));
    let around = weighted(signed, &signs.core, size, cells.radius(AROUND_MM));
    let sure: Vec<f32> = near
        .iter()
        .zip(&around)
        .map(|(n, a)| logistic(GAIN * (0.65 * n + 0.35 * a)))
        .collect();
    // The edge of the head is not judged itself, since background shows through: it takes what lies inside of it.
    let filled = weighted(&sure, &signs.core, size, cells.radius(AROUND_MM));
    let hair = (0..sure.len()).map(|cell| match (cells.surface.spots[cell], signs.core[cell] > 0.0) {
        (None, _) => 0.0,
        (_, true) => sure[cell],
        (_, false) => filled[cell],
    });
    hair.collect()
}

/// The signs of hair in one cell together, above 0 for hair.
fn sign(cells: &CellFacts<'_>, signs: &HairSigns, cell: usize, darker: f32, off: [f32; 2]) -> f32 {
    let (rough, around) = (signs.rough[cell], signs.rough_around[cell]);
    let off = if signs.grey { [0.0; 2] } else { off };
    let colour = if signs.grey {
        0.0
    } else {
        least_off(cells, signs, cell, off, around)
    };
    // `rough` is the logarithm of unevenness over the usual one: at 0.5 (1.6 times) a cell is no longer called even.
    let even = logistic(-3.0 * (rough - 0.5));
    // Of skin's colour, 0 to 1: warmer and up to half a spread paler counts as skin, as in shadow.
    let pale = (-off[0]).clamp(-2.0, 6.0);
    let alike = (-0.5 * (pale - 0.5).max(0.0).powi(2)).exp();
    let dark = darker.clamp(-1.0, 2.0);
    // What an even cell of skin's colour and light comes to; what it has above that passes the gate below.
    let base = BIAS - COLOUR[0] - 0.3;
    // Fair hair is as bright as skin and of its colour: where it is rough, neither speaks for skin.
    let trust = logistic(8.0 * (ROUGH_GATE - around));
    let halved = |sign: f32| if sign < 0.0 { sign * trust } else { sign };
    let unlike = UNEVEN[0] * (rough - UNEVEN[1]).clamp(-1.0, 1.5);
    if signs.covered[cell] {
        // A cap is even, pale or of skin's colour, and no skin for that.
        let darkness = DARK[0] * (dark - DARK[1]).max(-0.3);
        let off = match signs.grey {
            true => 0.0,
            false => COLOUR[0] * (colour - COLOUR[1]).clamp(-1.0, 3.0),
        };
        return COVERED + BIAS + darkness + off + unlike.max(0.0);
    }
    let mut sign = halved(DARK[0] * (1.0 - SHADE * even * alike) * (dark - DARK[1]).max(-0.3))
        + halved(COLOUR[0] * (colour - COLOUR[1]).clamp(-1.0, 3.0))
        + unlike
        + BIAS;
    // Three ways through: rough, very dark, or of a colour that skin never has. Only one is needed, so the largest counts.
    let gate = logistic(6.0 * (around - EVEN_GATE))
        .max(logistic(5.0 * (dark - DARK_GATE)))
        .max(logistic(2.0 * (colour - FOREIGN_GATE)));
    if sign > base {
        sign = base + (sign - base) * gate;
    }
    sign += ROUGH[0] * (around - ROUGH[1]).clamp(0.0, 1.0);
    // Shine is no hair: brighter than the model, and only paler.
    // Darkness is a logarithm: 0.15 is 16 % brighter than skin would be there, and past 0.6 a spot is no more gloss
    // for being burnt out.
    if darker < -0.15 && off[0] < 0.0 {
        sign -= SHINE * trust.max(0.4) * (-darker).min(0.6);
    }
    sign
}

/// Distance from skin's colour in spreads, after the gloss is taken off that explains most of it.
fn least_off(cells: &CellFacts<'_>, signs: &HairSigns, cell: usize, off: [f32; 2], around: f32) -> f32 {
    // Over 1.5, so that a cell an ordinary spread away in both ratios counts as about one spread away.
    let away = |a: f32, b: f32| libm::hypotf(a, b) / 1.5;
    let mut least = away(off[0], off[1]);
    let rgb = cells.plate[cell];
    let facing = cells.surface.spots[cell].map_or(1.0, |spot| spot.facing) as f32;
    // Skin mirrors more where it is seen from the side (after Fresnel's law, four times as much at the edge; assumption). Gloss is
    // believed on even cells only, and to a third of the darkest channel.
    let grazing = 1.0 + 3.0 * (1.0 - facing.clamp(0.0, 1.0)).powi(3);
    let most = logistic(-8.0 * (around - 0.65)) * (GLOSS * grazing).min(0.35 * rgb.min_element().min(1.0));
    let own = ratios(rgb);
    for share in [0.33, 0.66, 1.0] {
        let without = ratios(rgb - GLOSS_COLOUR * (most * share));
        let [a, b] = [0, 1].map(|k| off[k] + (without[k] - own[k]) / signs.spreads[k]);
        least = least.min(away(a, b));
    }
    least
}

/// Weights of the next round: the face's skin, and scalp that looks bare.
fn grown(cells: &CellFacts<'_>, signs: &HairSigns, found: &HairAnswer) -> Vec<f32> {
    let hair = &found.hair;
    let mut weights: Vec<f32> = hair
        .iter()
        .zip(&cells.surface.spots)
        .zip(signs.core.iter().zip(&signs.covered).zip(&found.stubbly))
        .map(|((hair, spot), ((core, covered), stubbly))| match spot {
            Some(spot) if *hair < 0.5 && *core > 0.0 && !covered && spot.point_mm.y > LOWEST_MM => {
                // Squared, so that doubtful cells hardly teach; turned away by more than 60° cells teach less, as gloss mixes in.
                (1.0 - hair).powi(2) * (1.0 - stubbly) * (spot.facing as f32 / 0.5).clamp(0.0, 1.0)
            }
            _ => 0.0,
        })
        .collect();
    for cell in &signs.skin {
        weights[*cell] += 1.0 - hair[*cell];
    }
    weights
}

pub(in crate::vision) fn logistic(value: f32) -> f32 {
    1.0 / (1.0 + (-value).exp())
}
