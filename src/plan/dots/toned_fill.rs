//! Density and ink with which a fill takes from lighter skin just the light by which it stands out: a scar or a patch that then has
//! the colour of the stubble around it.

use super::client_traits::ClientTraits;
use super::dot_table::{DotLook, luminance};
use super::fills::class_quantiles;
use super::healing::state;
use crate::design::{Design, Fill, Knob, TreatmentStage};

/// Light of a shape over that around, from which nothing is left to take, and beyond which it is gloss, a bandage or another light
/// (assumption; own stubble leaves 0.46 to 0.70 of bare skin's light, docs/look.md).
pub const OVER_AROUND: [f64; 2] = [1.02, 2.4];
/// Dots a cm² that a toned fill has at least and at most (assumption: denser dots run together, docs/domain.md 1.4).
pub const DENSITY_PER_CM2: [f64; 2] = [20.0, 260.0];
/// Absorption in red, green and blue that its ink is given at least and at most, over carbon's: the most is what a pigment can have.
pub const ABSORPTION: [f64; 2] = [0.1, 4.0];
/// Density is sought with green and blue absorbed this much: carbon under skin takes red most and blue hardly (docs/look.md), and a
/// scar that lost no blue would look bruised. More and browner dots do.
const BROWN: f64 = 2.5;
/// Steps of halving: density is then known to a fiftieth of a dot, absorption to a thousandth.
const STEPS: usize = 14;
/// Classes of a dot's diameter that stand for all, of the 64.
const CLASSES: [usize; 4] = [8, 24, 40, 56];

/// What a fill needs to equal its surroundings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FillTone {
    /// Dots a cm².
    pub density_per_cm2: f64,
    /// Absorption of its ink in red, green and blue, over carbon's.
    pub absorption: [f64; 3],
    /// Light that the fill then leaves of its own skin, red, green, blue.
    pub leaves: [f64; 3],
}

/// What a fill of a design needs on skin that has so much more light than the skin around it (red, green, blue, linear). Healed, and
/// with all sessions done. `None` where it is no lighter.
pub fn fill_tone(
    design: &Design,
    client: ClientTraits<'_>,
    fill: &Fill,
    over_around: [f64; 3],
) -> Option<FillTone> {
    let [least, most] = OVER_AROUND;
    if luminance(over_around) < least {
        return None;
    }
    let wanted = over_around.map(|over| over.clamp(1.0, most).ln());
    let mut design = design.clone();
    design.show(TreatmentStage::HEALED);
    let taken = |density: f64, absorption: f64| {
        let mut trial = fill.clone();
        trial.knobs.insert(Knob::Density, density);
        field_taken(&design, client, &trial, absorption)
    };
    let reaches = |channel: usize, absorption: f64| {
        halved(DENSITY_PER_CM2, wanted[channel], |density| {
            taken(density, absorption)[channel]
        })
    };
    let density = reaches(0, 1.0).min(reaches(1, 1.0));
    let density = density.max(reaches(1, BROWN)).max(reaches(2, BROWN));
    // So many dots that even the palest red takes too much would only darken.
    let density = density.min(reaches(0, ABSORPTION[0])).round();
    let absorption = [0, 1, 2].map(|channel| {
        let found = halved(ABSORPTION, wanted[channel], |absorption| {
            taken(density, absorption)[channel]
        });
        (found * 1e3).round() / 1e3
    });
    Some(FillTone {
        density_per_cm2: density,
        absorption,
        leaves: std::array::from_fn(|channel| (-taken(density, absorption[channel])[channel]).exp()),
    })
}

/// Light that a fill takes as it is, healed and with all sessions done, red, green, blue, natural logarithm.
pub fn healed_taken(design: &Design, client: ClientTraits<'_>, fill: &Fill) -> [f64; 3] {
    let mut design = design.clone();
    design.show(TreatmentStage::HEALED);
    taken(&design, client, fill)
}

/// Where a rising function reaches a value, within a range.
fn halved([mut low, mut high]: [f64; 2], wanted: f64, of: impl Fn(f64) -> f64) -> f64 {
    for _ in 0..STEPS {
        let middle = 0.5 * (low + high);
        if of(middle) < wanted {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}

/// Light that a field of a fill's dots takes, natural logarithm, with ink of one absorption in every channel.
fn field_taken(design: &Design, client: ClientTraits<'_>, fill: &Fill, absorption: f64) -> [f64; 3] {
    let mut design = design.clone();
    design.set_matched_pigment([absorption; 3]);
    let fill = Fill {
        pigment: None,
        ..fill.clone()
    };
    taken(&design, client, &fill)
}

/// Light that a field of a fill's dots takes, natural logarithm.
fn taken(design: &Design, client: ClientTraits<'_>, fill: &Fill) -> [f64; 3] {
    let quantiles = class_quantiles();
    let mut sums = [0.0; 3];
    let mut before = 0.0;
    for session in 0..design.sessions.len() {
        let share = design.of_fill_session(fill, session, Knob::Share);
        let Some(state) = state(design, fill, session, client.melanosomes()) else {
            continue;
        };
        let look = DotLook::with(design, fill, session, client, state);
        let layer = look.layer(0.0);
        let per_mm2 = (share - before).max(0.0) * design.of_fill(fill, Knob::Density) / 100.0;
        for class in CLASSES {
            let diameter_ln = look.spreads[0] * f64::from(quantiles[class]);
            let (core, _, halo) = look.dot(&layer, diameter_ln, 0.0);
            for channel in 0..3 {
                sums[channel] += per_mm2 * (core[channel] + halo[channel]) / CLASSES.len() as f64;
            }
        }
        before = share;
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fill_takes_what_its_skin_has_more() {
        let (design, client) = (Design::default(), ClientTraits::default());
        let fill = Fill::scalp();
        for over in [[1.5, 1.3, 1.2], [1.25, 1.2, 1.1], [1.8, 1.5, 1.2]] {
            let tone = fill_tone(&design, client, &fill, over).unwrap();
            for (leaves, over) in tone.leaves.iter().zip(over) {
                assert!((leaves * over - 1.0).abs() < 0.03, "{over}: {tone:?}");
            }
        }
        let [faint, strong] =
            [[1.2, 1.1, 1.06], [1.8, 1.5, 1.3]].map(|over| fill_tone(&design, client, &fill, over).unwrap());
        assert!(
            faint.density_per_cm2 < strong.density_per_cm2,
            "{faint:?} {strong:?}"
        );
        assert_eq!(fill_tone(&design, client, &fill, [1.0; 3]), None);
    }

    #[test]
    fn scarred_skin_that_keeps_less_is_given_more() {
        let (design, client) = (Design::default(), ClientTraits::default());
        let scar = &crate::design::cases::find("strip-scar").unwrap().fill[1];
        let over = [1.4, 1.25, 1.15];
        let mut healthy = scar.clone();
        healthy.sessions.clear();
        let [scar, healthy] = [scar, &healthy].map(|fill| fill_tone(&design, client, fill, over).unwrap());
        assert!(
            scar.density_per_cm2 > healthy.density_per_cm2,
            "{scar:?} {healthy:?}"
        );
    }

    #[test]
    fn what_no_dots_can_take_is_bounded() {
        let (design, client) = (Design::default(), ClientTraits::default());
        let tone = fill_tone(&design, client, &Fill::scalp(), [9.0, 9.0, 9.0]).unwrap();
        assert!(tone.density_per_cm2 <= DENSITY_PER_CM2[1]);
        assert!(tone.absorption.iter().all(|of| *of <= ABSORPTION[1]));
    }
}
