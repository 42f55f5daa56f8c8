//! The share of the scalp that a plan treats, weighed as the Severity of Alopecia Tool (SALT) does. It measures a plan and is no
//! diagnosis.

use super::density_sketch::{even_directions, wanted_per_cm2};
use crate::design::{Design, Document, HeadPlace, Knob};
use glam::DVec3;

/// Directions on each half of the head: about 0.3 cm² each.
const PAIRS: usize = 2000;
/// Weights of the regions left, right, top and back, per cent (Olsen 2004; of docs/domain.md 4 only the 18 for a side has a page
/// that says so).
const WEIGHTS: [f64; 4] = [18.0, 18.0, 40.0, 24.0];
/// A side begins this far out of the middle plane, degrees: about the temporal crest (assumption).
const SIDE_DEG: f64 = 42.0;
/// The back begins this far round the ear axis, degrees: about the whorl's lower edge (assumption).
const BACK_DEG: f64 = 150.0;

/// SALT score of what a plan treats, 0 to 100: 1–20 limited, 21–49 moderate, 50–94 severe, 95 and more very severe
/// (docs/domain.md 4).
pub fn salt_score(plan: &Document) -> f64 {
    let whole = Design::default();
    let full_per_cm2 = [whole.get(Knob::Density), plan.design.get(Knob::Density)].map(|most| most.max(1.0));
    let scalp = Document::new(plan.head.clone(), whole);
    let wanted = [&scalp, plan].map(|document| wanted_per_cm2(document, even_directions(PAIRS)));
    let [scalp, treated] = wanted;
    let mut areas = [[0.0; 2]; 4];
    for ((direction, scalp), treated) in even_directions(PAIRS).zip(scalp).zip(treated) {
        let skin = plan.head.area_mm2_per_sr(direction) * (scalp / full_per_cm2[0]).min(1.0);
        let area = &mut areas[region(direction)];
        area[0] += skin;
        area[1] += skin * (treated / full_per_cm2[1]).min(1.0);
    }
    let share = |([scalp, treated], weight): ([f64; 2], f64)| weight * treated / scalp.max(1e-9);
    areas.into_iter().zip(WEIGHTS).map(share).sum()
}

/// Left, right, top or back: 0 to 3.
fn region(direction: DVec3) -> usize {
    let place = HeadPlace::of(direction);
    match (place.side_deg, place.round_deg) {
        (side, _) if side > SIDE_DEG => 0,
        (side, _) if side < -SIDE_DEG => 1,
        (_, round) if round < BACK_DEG => 2,
        _ => 3,
    }
}
