//! What a plan for today leaves when the client's own hair goes on to a later stage of loss: skin that is bare then and has no
//! dots, as a halo round the plan or an island of dots within.

use super::density_sketch::{even_directions, wanted_per_cm2};
use crate::design::{Design, Document, Knob, ScalpCase};
use std::f64::consts::PI;

/// Directions on each half of the head: about 0.3 cm² each.
const PAIRS: usize = 2000;

/// Skin of a later stage, on the fitted head.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LaterLoss {
    /// Skin whose hair is lost then, within the plan's hairline, cm²; places that are half bare count half.
    pub lost_cm2: f64,
    /// The part of it on which the plan puts no dots, cm².
    pub bare_cm2: f64,
}

impl LaterLoss {
    /// Measures what a plan leaves at a later stage.
    pub fn of(plan: &Document, later: &ScalpCase) -> Self {
        let mut design = Design {
            case: Some(later.name.to_owned()),
            ..plan.design.clone()
        };
        design.fills.clone_from(&later.fill);
        let full_per_cm2 = plan.design.get(Knob::Density).max(1.0);
        let stage = Document {
            design,
            ..plan.clone()
        };
        let [lost, treated] = [&stage, plan].map(|document| wanted_per_cm2(document, even_directions(PAIRS)));
        let solid_angle = 4.0 * PI / (2 * PAIRS) as f64;
        let mut loss = LaterLoss::default();
        for ((direction, lost), treated) in even_directions(PAIRS).zip(lost).zip(treated) {
            let skin_cm2 = plan.head.area_mm2_per_sr(direction) * solid_angle / 100.0;
            let [lost, treated] = [lost, treated].map(|density| (density / full_per_cm2).min(1.0));
            loss.lost_cm2 += skin_cm2 * lost;
            loss.bare_cm2 += skin_cm2 * (lost - treated).max(0.0);
        }
        loss
    }
}
