//! The ink that gives a field of dots the colour of a client's shaved sides.

use super::client_traits::ClientTraits;
use super::dot_table::{field_dot, luminance};
use crate::design::Design;

/// Absorption in red, green and blue that a pigment is given at least and at most, over carbon's: beyond it colour is the photo's
/// light and not hair (assumption).
const ABSORPTIONS: [f64; 2] = [0.7, 1.4];
/// Light that own hair and real work leave in red and in blue over that in green (docs/look.md; 10 to 90 % of 34 photos are 0.67 to
/// 0.85 and 1.03 to 1.25): beyond it colour is the light at the sides, and elsewhere would look teal or orange. It is held at the
/// field's own strength: what is a hint of green in faint stubble would be olive in dots that are seen.
const OVER_GREEN: [[f64; 2]; 2] = [[0.77, 0.88], [1.0, 1.18]];
/// Steps of halving: the absorption is then known to a thousandth.
const STEPS: usize = 14;

/// Absorption of the ink in red, green and blue with which a field of dots a cm², their diameter (mm) and shade takes the colour
/// `sides_over_skin` (light over bare skin). The strength is the field's own: only ratios of the channels are met.
pub fn absorption(
    design: &Design,
    client: ClientTraits<'_>,
    field: [f64; 3],
    sides_over_skin: [f64; 3],
    tone: f64,
) -> [f64; 3] {
    let wanted = sides_over_skin.map(|share| -share.clamp(0.05, 1.0).ln());
    let strength = -tone.ln() / luminance(wanted).max(1e-3);
    let [red, green, blue] = wanted.map(|taken| strength * taken);
    let over_green =
        |taken: f64, [low, high]: [f64; 2]| taken.clamp(green - f64::ln(high), green - f64::ln(low));
    let wanted = [
        over_green(red, OVER_GREEN[0]),
        green,
        over_green(blue, OVER_GREEN[1]),
    ];
    let taken = |absorption: [f64; 3], channel: usize| {
        let mut design = design.clone();
        design.set_matched_pigment(absorption);
        let (dot, _) = field_dot(&design, client, field);
        field[0] / 100.0 * (dot.core_area_mm2[channel] + dot.halo_area_mm2[channel])
    };
    std::array::from_fn(|channel| {
        let [mut low, mut high] = ABSORPTIONS;
        for _ in 0..STEPS {
            let middle = 0.5 * (low + high);
            if taken([middle; 3], channel) < wanted[channel] {
                low = middle;
            } else {
                high = middle;
            }
        }
        let found = 0.5 * (low + high);
        (found * 1e3).round() / 1e3
    })
}
