//! Hair against bare skin on a fitted head, learnt from this face.
//!
//! Skin keeps its colour (ratios of light), follows the head's shape in brightness, and is even; hair is darker than skin
//! would be there, off in colour, and uneven. Each is a weak sign: shadow is dark but even and of skin's colour, shine is
//! pale but bright, blond hair has skin's colour but is uneven. The model of skin is learnt from forehead and cheeks and
//! grown over what looks bare, a few times.

use super::head_cover::covered;
use crate::vision::capture::skin_colour::{ratios, skin_cells};
use crate::vision::capture::skin_shading::{TERMS, at, fitted, waves};
use crate::vision::guided_filter::{box_mean, weighted};
use crate::vision::head_surface::SeenSurface;
use crate::vision::linear_plate::luminance;
use crate::vision::median::median;
use glam::Vec3;

/// Rounds of growing.
const ROUNDS: usize = 5;
/// Distance from the person's edge within which background shows through, mm, and the least facing that is judged.
const EDGE_MM: f64 = 2.2;
const LEAST_FACING: f64 = 0.12;
/// What surely is the person.
const PERSON: f32 = 0.85;
/// Windows, mm: unevenness, colour, signs, neighbourhood, and what fills the unjudged edge.
const UNEVEN_MM: f64 = 2.5;
const COLOUR_MM: f64 = 1.2;
const SIGNS_MM: f64 = 1.8;
const AROUND_MM: f64 = 5.0;
/// Scalp that the model may grow over: above this height, head frame, mm.
const LOWEST_MM: f64 = 28.0;
/// Least spread of skin's ratios, and the range of its usual unevenness (logarithms).
const LEAST_SPREAD: f32 = 0.06;
const USUAL_UNEVEN: [f32; 2] = [0.03, 0.075];
/// Colour varies by less than this in a photo without colours.
const GREY: f32 = 0.05;
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
/// Overall steepness of the answer.
const GAIN: f32 = 1.3;

/// What is known of each cell.
pub(in crate::vision) struct CellFacts<'a> {
    pub(in crate::vision) surface: &'a SeenSurface,
    pub(in crate::vision) plate: &'a [Vec3],
    /// Share of the cell that is the person.
    pub(in crate::vision) person: &'a [f32],
    pub(in crate::vision) mm_per_cell: f64,
}

/// The answer, a value for each cell; 0 off the head.
pub(in crate::vision) struct HairAnswer {
    /// How surely hair covers the skin, 0 to 1.
    pub(in crate::vision) hair: Vec<f32>,
    /// How much darker than skin would be there, logarithm.
    pub(in crate::vision) darker: Vec<f32>,
    /// Unevenness over 2.5 mm, spread of the logarithm of light.
    pub(in crate::vision) uneven: Vec<f32>,
    /// Luminance that bare skin would have there.
    pub(in crate::vision) skin_light: Vec<f32>,
    /// Whether a hat or a scarf lies there, which is no stubble.
    pub(in crate::vision) covered: Vec<bool>,
}

/// Logarithms and windows that every round needs.
pub(in crate::vision) struct HairSigns {
    light: Vec<f32>,
    /// Light without its finest grain.
    pub(in crate::vision) calm: Vec<f32>,
    pub(in crate::vision) ratios: [Vec<f32>; 2],
    uneven: Vec<f32>,
    /// Unevenness over the usual, logarithm, and its mean around.
    rough: Vec<f32>,
    rough_around: Vec<f32>,
    pub(in crate::vision) core: Vec<f32>,
    pub(in crate::vision) skin: Vec<usize>,
    pub(in crate::vision) spreads: [f32; 2],
    pub(in crate::vision) grey: bool,
    /// What may lie under a hat or a scarf.
    covered: Vec<bool>,
    waves: Vec<[f64; TERMS]>,
}

/// Finds hair; `None` where no skin of the face is seen to learn from.
pub(in crate::vision) fn hair(cells: &CellFacts<'_>) -> Option<HairAnswer> {
    let mut signs = signs(cells)?;
    signs.covered = covered(cells, &signs);
    let mut weights = vec![0.0_f32; cells.plate.len()];
    signs.skin.iter().for_each(|cell| weights[*cell] = 1.0);
    let mut found = None;
    for round in 0..ROUNDS {
        // The first round has forehead and cheeks alone: they face forward and tell no more than a constant and a slope each way.
        let next = judged(cells, &signs, &weights, if round == 0 { 4 } else { TERMS })?;
        weights = grown(cells, &signs, &next.hair);
        found = Some(next);
    }
    found
}

fn signs(cells: &CellFacts<'_>) -> Option<HairSigns> {
    let size = [cells.surface.grid.width, cells.surface.grid.height];
    let skin = skin_cells(cells.surface, cells.plate);
    if skin.len() < 50 {
        return None;
    }
    // Core: cells whose whole neighbourhood is the person and faces the camera, so that no background is read as hair.
    let solid: Vec<f32> = cells
        .person
        .iter()
        .zip(&cells.surface.spots)
        .map(|(person, spot)| f32::from(u8::from(*person > PERSON && spot.is_some())))
        .collect();
    let inner = box_mean(&solid, size, cells.radius(EDGE_MM));
    let core: Vec<f32> = inner
        .iter()
        .zip(&cells.surface.spots)
        .map(|(inner, spot)| {
            f32::from(u8::from(
                *inner > 0.999 && spot.is_some_and(|s| s.facing > LEAST_FACING),
            ))
        })
        .collect();
    // Logarithms: shading then adds to the skin's own light, and the spread of a patch is the same in shade and in sun.
    let light: Vec<f32> = cells
        .plate
        .iter()
        .map(|rgb| luminance(*rgb).max(2e-3).ln())
        .collect();
    let radius = cells.radius(UNEVEN_MM);
    let low = weighted(&light, &core, size, radius);
    let high: Vec<f32> = light
        .iter()
        .zip(&low)
        .map(|(value, low)| (value - low).powi(2))
        .collect();
    let uneven: Vec<f32> = weighted(&high, &core, size, radius)
        .iter()
        .map(|v| v.max(0.0).sqrt())
        .collect();
    // How uneven this face's skin is in this photo: pores and grain differ. A little under the middle, because brows, stubble and
    // the line of the hair make some of the cells rough.
    let mut usual: Vec<f32> = skin.iter().map(|cell| uneven[*cell]).collect();
    usual.sort_by(f32::total_cmp);
    let usual = usual[usual.len() * 35 / 100].clamp(USUAL_UNEVEN[0], USUAL_UNEVEN[1]);
    let rough: Vec<f32> = uneven
        .iter()
        .map(|value| (value.max(1e-3) / usual).ln())
        .collect();
    let raw: Vec<[f32; 2]> = cells.plate.iter().map(|rgb| ratios(*rgb)).collect();
    let ratios = [0, 1].map(|k| {
        let own: Vec<f32> = raw.iter().map(|pair| pair[k].clamp(-1.5, 2.0)).collect();
        weighted(&own, &core, size, cells.radius(COLOUR_MM))
    });
    let of = |k: usize| skin.iter().map(|cell| raw[*cell][k]).collect::<Vec<f32>>();
    let middles = [median(&mut of(0)), median(&mut of(1))];
    let spreads = [0, 1].map(|k| {
        let mut away: Vec<f32> = of(k).iter().map(|value| (value - middles[k]).abs()).collect();
        // 1.48 times the median distance is the standard deviation of a normal distribution, and spots don't widen it.
        (1.48 * median(&mut away)).max(LEAST_SPREAD)
    });
    let waves = cells
        .surface
        .spots
        .iter()
        .map(|spot| spot.map_or([0.0; TERMS], |spot| waves(spot.normal)));
    Some(HairSigns {
        calm: weighted(&light, &core, size, cells.radius(COLOUR_MM)),
        rough_around: weighted(&rough, &core, size, cells.radius(2.0)),
        waves: waves.collect(),
        grey: libm::hypotf(middles[0], middles[1]) < GREY,
        light,
        ratios,
        uneven,
        rough,
        core,
        skin,
        spreads,
        covered: vec![false; cells.plate.len()],
    })
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
    let size = [cells.surface.grid.width, cells.surface.grid.height];
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
    let signed: Vec<f32> = (0..weights.len())
        .map(|cell| sign(cells, signs, cell, darker[cell], [off[0][cell], off[1][cell]]))
        .collect();
    // Hair lies in areas: a cell is judged with its near ones, and by a third with those farther away.
    let near = weighted(&signed, &signs.core, size, cells.radius(SIGNS_MM));
    let around = weighted(&signed, &signs.core, size, cells.radius(AROUND_MM));
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
    Some(HairAnswer {
        hair: hair.collect(),
        darker,
        uneven: signs.uneven.clone(),
        skin_light: model.iter().map(|log| log.exp()).collect(),
        covered: (0..weights.len())
            .map(|cell| {
                let is_unlike = signs.grey || libm::hypotf(off[0][cell], off[1][cell]) > COVER_COLOUR;
                signs.covered[cell] && is_unlike
            })
            .collect(),
    })
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
fn grown(cells: &CellFacts<'_>, signs: &HairSigns, hair: &[f32]) -> Vec<f32> {
    let mut weights: Vec<f32> = hair
        .iter()
        .zip(&cells.surface.spots)
        .zip(signs.core.iter().zip(&signs.covered))
        .map(|((hair, spot), (core, covered))| match spot {
            Some(spot) if *hair < 0.5 && *core > 0.0 && !covered && spot.point_mm.y > LOWEST_MM => {
                // Squared, so that doubtful cells hardly teach; turned away by more than 60° cells teach less, as gloss mixes in.
                (1.0 - hair).powi(2) * (spot.facing as f32 / 0.5).clamp(0.0, 1.0)
            }
            _ => 0.0,
        })
        .collect();
    for cell in &signs.skin {
        weights[*cell] += 1.0 - hair[*cell];
    }
    weights
}

impl CellFacts<'_> {
    /// Half a window in cells.
    pub(in crate::vision) fn radius(&self, mm: f64) -> usize {
        (mm / self.mm_per_cell).round().max(1.0) as usize
    }
}

pub(in crate::vision) fn logistic(value: f32) -> f32 {
    1.0 / (1.0 + (-value).exp())
}
