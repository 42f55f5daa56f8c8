//! The fill table of the density and splat passes.

use super::density_units;
use super::edge::SENTINEL_REACH_MM;
use crate::design::{Combine, Design, Fill, Knob, Region};
use crate::passes::shared::FillRow;

/// Rows in the order in which the fills act; `index` is the fill's place in the design's list.
pub fn fill_rows(design: &Design) -> Vec<FillRow> {
    design
        .acting_fills()
        .map(|(index, fill)| row(design, index, fill))
        .collect()
}

/// The row whose dots a brush adds: the lowest for painting or for the whole scalp, else the first.
pub fn brush_row(design: &Design) -> u32 {
    let fills_scalp = |fill: &Fill| {
        matches!(fill.region, Region::Scalp | Region::Painted)
            && matches!(fill.combine, Combine::Replace | Combine::Add)
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
    FillRow {
        density: density_units(value(Knob::Density)),
        sentinel: density_units(sentinel_per_cm2),
        combine: match fill.combine {
            Combine::Replace => 0,
            Combine::Add => 1,
            Combine::Limit => 2,
            Combine::Exclude => 3,
        },
        region: Region::ALL
            .iter()
            .position(|(_, region)| *region == fill.region)
            .unwrap_or(0) as u32,
        index: index as u32,
        diameter_mm: value(Knob::DotDiameter) as f32,
        diameter_spread: log_normal_sigma(value(Knob::DotSpread)) as f32,
        shade_od: value(Knob::Shade) as f32,
        shade_spread: log_normal_sigma(value(Knob::ToneSpread)) as f32,
        depth_mm: value(Knob::Depth) as f32,
        edge_dot_size: design.get(Knob::EdgeDotSize) as f32,
        edge_shade: design.get(Knob::EdgeShade) as f32,
    }
}

/// Sigma of the log-normal distribution whose standard deviation over mean is `cv`.
fn log_normal_sigma(cv: f64) -> f64 {
    libm::log(1.0 + cv * cv).sqrt()
}

/// Normal quantiles at the middles of 64 equal classes (inverse error function by bisection of `libm::erf`).
pub fn class_quantiles() -> [f32; 64] {
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
}

/// Diameter of a dot, mm, as the splat pass takes it.
pub fn dot_diameter_mm(row: &FillRow, quantile: f32, edge: f64) -> f64 {
    let edge_size = f64::from(row.edge_dot_size) + (1.0 - f64::from(row.edge_dot_size)) * edge;
    f64::from(row.diameter_mm) * libm::exp(f64::from(quantile) * f64::from(row.diameter_spread)) * edge_size
}

/// Apparent width of a dot at half contrast, mm: the core's full width at half maximum in `shaders/optics.wgsl`.
pub fn apparent_mm(diameter_mm: f64, depth_mm: f64) -> f64 {
    let blur_mm = 2.0 * depth_mm / (1.0 + 0.6 * depth_mm);
    (diameter_mm * diameter_mm + blur_mm * blur_mm).sqrt()
}
