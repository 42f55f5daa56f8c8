//! Settled dots one by one, exactly.

use super::client_traits::ClientTraits;
use super::dot_table::{DotLook, SkinLayer};
use super::fills::{class_quantiles, pressure_quantile};
use super::healing::DotState;
use super::optics::DotOptics;
use crate::design::{Design, Fill, Knob};
use crate::passes::shared::DotWord;
use std::collections::BTreeMap;

/// Settled dots exactly, without the table's steps: what the list of dots and the tests take. What dots of one fill, session and
/// pressure have in common is worked out once.
pub struct SettledDots<'a> {
    design: &'a Design,
    client: ClientTraits<'a>,
    kept: BTreeMap<(usize, u32, usize), Option<PressedLook<'a>>>,
}

/// A look under one pressure of the hand (standard deviations), and the skin that it reaches.
struct PressedLook<'a> {
    look: DotLook<'a>,
    layer: SkinLayer,
    push: f64,
}

impl<'a> SettledDots<'a> {
    /// Those of a design on a client.
    pub fn new(design: &'a Design, client: ClientTraits<'a>) -> Self {
        SettledDots {
            design,
            client,
            kept: BTreeMap::new(),
        }
    }

    /// The dot of a word; `fill` is that of its row. None for hair, and for sessions that the design doesn't plan.
    pub fn dot(&mut self, fill: &'a Fill, word: &DotWord) -> Option<DotOptics> {
        let (design, client) = (self.design, self.client);
        let pressed = self
            .kept
            .entry((word.row, word.session, word.pressure_class))
            .or_insert_with(|| {
                let session = word.session as usize - 1;
                let pigmented = session < design.sessions.len() && design.of_fill(fill, Knob::Stubble) <= 0.0;
                let look =
                    pigmented.then(|| DotLook::with(design, fill, session, client, DotState::SETTLED))?;
                let push = pressure_quantile(word.pressure_class) * look.by_stroke.sqrt();
                let layer = look.layer(push);
                Some(PressedLook { look, layer, push })
            });
        let PressedLook { look, layer, push } = pressed.as_ref()?;
        let quantiles = class_quantiles();
        let own = (1.0 - look.by_stroke).sqrt();
        let edge = |knob: Knob| {
            let at_line = design.get(knob);
            libm::log(at_line + (1.0 - at_line) * word.edge)
        };
        let deviation = |class: usize| f64::from(quantiles[class]) * own + push;
        let diameter_ln = look.spreads[0] * deviation(word.diameter_class) + edge(Knob::EdgeDotSize);
        let ink_ln = look.spreads[1] * deviation(word.tone_class) + edge(Knob::EdgeShade);
        let (core_area_mm2, core_sigma_mm, halo_area_mm2) = look.dot(layer, diameter_ln, ink_ln);
        Some(DotOptics {
            core_sigma_mm,
            core_area_mm2,
            halo_area_mm2,
        })
    }
}
