//! What photos of real work show: how much light healed dots take, channel by channel, and how much of it is seen as dots.
//!
//! The Monte Carlo of `optics.rs` says how size, ink, depth and melanin act; how strong the whole is, and its colour, are
//! those of real photos before and after (docs/look.md). Where the two disagree the photos are right.

use super::dot_table::luminance;
use super::optics::{DotField, DotsOfDepth};
use crate::design::Knob;
use crate::design::pigment::REFERENCE_DIAMETER_MM;
use std::f64::consts::LN_10;

/// Natural logarithm of the light that healed work of the default design takes, red, green and blue, by the share of
/// melanosomes: fair, medium and dark skin. Medians of 36 photos (docs/look.md; dark skin: three photos only).
const TAKEN: [(f64, [f64; 3]); 4] = [
    (0.02, [0.42, 0.18, 0.085]),
    (0.07, [0.42, 0.18, 0.085]),
    (0.13, [0.59, 0.37, 0.25]),
    (0.30, [0.66, 0.57, 0.41]),
];
/// Green light that the core of a default dot takes, mm² of black: marks of healed work are 0.29 to 0.39 deep and 0.31 to 0.43 mm
/// wide (docs/look.md).
const CORE_MM2: f64 = 0.125;
/// Red and blue that a mark takes over green: medians of eleven photos of real work (docs/look.md). A mark is browner than the grey in
/// which it stands.
const CORE_OVER_GREEN: [f64; 3] = [0.83, 1.0, 1.12];

/// The look of dots on one client's skin as photos show it.
pub(super) struct PhotoLook {
    /// Light that a dot takes in photos over what the Monte Carlo says, by channel.
    gains: [f64; 3],
    /// Core of a dot (mm²) over the luminance of the Monte Carlo's.
    core_gain: f64,
    /// 1 draws what photos show, 0 the Monte Carlo.
    share: f64,
}

/// The table at a share of melanosomes, straight between its rows.
fn taken(melanosomes: f64) -> [f64; 3] {
    let last = TAKEN.len() - 1;
    let high = TAKEN
        .iter()
        .position(|row| row.0 >= melanosomes)
        .unwrap_or(last)
        .max(1);
    let ((from, low), (to, most)) = (TAKEN[high - 1], TAKEN[high]);
    let along = ((melanosomes - from) / (to - from)).clamp(0.0, 1.0);
    std::array::from_fn(|channel| low[channel] + (most[channel] - low[channel]) * along)
}

impl PhotoLook {
    /// The look on skin with this share of melanosomes; `share` is the knob `photo-look`.
    pub(super) fn on(melanosomes: f64, share: f64) -> Self {
        let natural = |knob: Knob| knob.row().default;
        let (diameter_mm, depth_mm) = (natural(Knob::DotDiameter), natural(Knob::Depth));
        let ink_per_mm = natural(Knob::Shade) * LN_10 / REFERENCE_DIAMETER_MM;
        let dot = DotsOfDepth::at(depth_mm, melanosomes).dot(diameter_mm, [ink_per_mm; 3]);
        let crowd = DotField {
            density_per_cm2: natural(Knob::Density),
            diameter_mm,
            depth_mm,
        };
        let taken = taken(melanosomes);
        let gains = std::array::from_fn(|channel| {
            let alone_mm2 = dot.core_area_mm2[channel] + dot.halo_area_mm2[channel];
            taken[channel] / (crowd.density_per_cm2 / 100.0 * crowd.among_mm2(alone_mm2, channel))
        });
        PhotoLook {
            gains,
            core_gain: CORE_MM2 / luminance(dot.core_area_mm2),
            share,
        }
    }

    /// Core and halo of a dot as they are drawn (mm²), from those of the Monte Carlo. `veil` is the share of the wide part that is
    /// there; `crisp` how far the camera lifts fine dark detail over its surroundings.
    pub(super) fn drawn(
        &self,
        core: [f64; 3],
        halo: [f64; 3],
        veil: f64,
        crisp: f64,
    ) -> ([f64; 3], [f64; 3]) {
        let own = self.core_gain * luminance(core);
        let mix = |physics: f64, photo: f64| physics + (photo - physics) * self.share;
        let parts: [[f64; 2]; 3] = std::array::from_fn(|channel| {
            let whole = (core[channel] + halo[channel]) * self.gains[channel];
            let own = own * CORE_OVER_GREEN[channel];
            // A core that takes more blue than the whole dot stands in grey that gives some back: skin between dots turns grey.
            let (narrow, wide) = (mix(core[channel], own), mix(halo[channel], whole - own) * veil);
            // Sharpening takes from around a mark what it gives to the mark.
            let lifted = narrow * (crisp - 1.0);
            [narrow + lifted, wide - lifted]
        });
        (parts.map(|part| part[0]), parts.map(|part| part[1]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_default_field_takes_what_the_photos_show() {
        for (melanosomes, wanted) in TAKEN {
            assert_eq!(taken(melanosomes), wanted);
        }
        let between = taken(0.10);
        assert!(between[1] > 0.18 && between[1] < 0.37);
        assert_eq!(taken(0.5), TAKEN[3].1);
    }
}
