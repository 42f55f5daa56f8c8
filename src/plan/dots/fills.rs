//! The fill table of the density and splat passes.

use super::dot_table::hair_stretch;
use crate::design::{Design, Fill, FillCombination, FillRegion, Knob};
use crate::passes::shared::FillRow;
use crate::plan::sites::hairline_edge::{SENTINEL_REACH_MM, setback_units};
use crate::plan::{density_units, weight_units};
use std::sync::LazyLock;

/// Rows in the order in which the fills act; `index` is the fill's place in the design's list.
pub fn fill_rows(design: &Design) -> Vec<FillRow> {
    let mut masks = 0;
    let mut mask = |fill: &Fill| match fill.shapes.is_empty() {
        true => 0,
        false => {
            masks += 1;
            masks
        }
    };
    design
        .acting_fills()
        .map(|(index, fill)| FillRow {
            mask: mask(fill),
            ..row(design, index, fill)
        })
        .collect()
}

/// The row whose dots a brush adds: the lowest for painting or for the whole scalp, else the first.
pub fn brush_row(design: &Design) -> u32 {
    let fills_scalp = |fill: &Fill| {
        matches!(
            fill.region,
            FillRegion::Scalp | FillRegion::Painted | FillRegion::Anywhere
        ) && matches!(fill.combine, FillCombination::Replace | FillCombination::Add)
    };
    design
        .acting_fills()
        .position(|(_, fill)| fills_scalp(fill))
        .unwrap_or(0) as u32
}

fn row(design: &Design, index: usize, fill: &Fill) -> FillRow {
    let value = |knob: Knob| design.of_fill(fill, knob);
    // Sentinels per cm of line fall off linearly over their reach: the density at the line is twice their mean.
    let sentinel_per_cm2 = 2.0 * design.get(Knob::Sentinels) / (SENTINEL_REACH_MM / 10.0);
    let of = |knob: Knob, units: fn(f64) -> u32| {
        move |session: usize| match session < design.sessions.len() {
            true => units(design.of_fill_session(fill, session, knob)),
            false => 0,
        }
    };
    let share = of(Knob::Share, weight_units);
    let setback = of(Knob::Setback, setback_units);
    FillRow {
        density: density_units(value(Knob::Density)),
        sentinel: density_units(sentinel_per_cm2),
        combine: match fill.combine {
            FillCombination::Replace => 0,
            FillCombination::Add => 1,
            FillCombination::Limit => 2,
            FillCombination::Exclude => 3,
        },
        region: fill.region as u32,
        index: index as u32,
        hair_stretch: hair_stretch(value(Knob::Stubble)) as f32,
        shares_0: [share(0), share(1), share(2), share(3)],
        shares_1: [share(4), share(5), 0, 0],
        setbacks_0: [setback(0), setback(1), setback(2), setback(3)],
        setbacks_1: [setback(4), setback(5), 0, 0],
        ..FillRow::default()
    }
}

/// Sigma of the log-normal distribution whose standard deviation over mean is `cv`.
pub(super) fn log_normal_sigma(cv: f64) -> f64 {
    libm::log(1.0 + cv * cv).sqrt()
}

/// Normal quantiles at the middles of 64 equal classes.
pub fn class_quantiles() -> [f32; 64] {
    *QUANTILES
}

/// Middle of a class of pressure, standard deviations.
pub fn pressure_quantile(class: usize) -> f64 {
    let quantiles = class_quantiles();
    // Four of the 64 classes make one.
    quantiles[4 * class..4 * class + 4]
        .iter()
        .map(|q| f64::from(*q))
        .sum::<f64>()
        / 4.0
}

/// Inverse error function by bisection of `libm::erf`.
static QUANTILES: LazyLock<[f32; 64]> = LazyLock::new(|| {
    std::array::from_fn(|class| {
        let share = (class as f64 + 0.5) / 64.0;
        let (mut low, mut high) = (-4.0, 4.0);
        for _ in 0..60 {
            let middle = 0.5 * (low + high);
            if 0.5 * (1.0 + libm::erf(middle / std::f64::consts::SQRT_2)) < share {
                low = middle
            } else {
                high = middle
            }
        }
        low as f32
    })
});

/// Settled diameter of a dot, mm: `quantile` is that of its class, `pressure` that of its passage, `edge` 0 at the line.
pub fn dot_diameter_mm(
    design: &Design,
    fill: &Fill,
    session: usize,
    quantile: f64,
    pressure: f64,
    edge: f64,
) -> f64 {
    let spread = log_normal_sigma(design.of_fill(fill, Knob::DotSpread));
    let by_stroke = design.of_fill(fill, Knob::ByStroke);
    let deviation = quantile * (1.0 - by_stroke).sqrt() + pressure * by_stroke.sqrt();
    let edge_size = design.get(Knob::EdgeDotSize);
    design.of_fill(fill, Knob::DotDiameter)
        * design.of_fill_session(fill, session, Knob::SessionDot)
        * libm::exp(deviation * spread)
        * (edge_size + (1.0 - edge_size) * edge)
}
