//! What one dot takes away from the light: a table of a Monte Carlo of ours (`examples/optics_monte_carlo`,
//! `docs/optics.md`), interpolated.

use std::sync::LazyLock;

/// Core and halo of a dot.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DotOptics {
    /// Standard deviation of the core, mm.
    pub core_sigma_mm: f64,
    /// Equivalent black area of the core per channel (red, green, blue), mm².
    pub core_area_mm2: [f64; 3],
    /// The same of the halo.
    pub halo_area_mm2: [f64; 3],
}

/// The table: counts and nodes of the axes (depth, diameter, ink, melanosomes), widths of the cores by depth and diameter,
/// then for each node and channel the natural logarithm of the whole area (mm²) and the core's share of it.
static TABLE: LazyLock<Table> = LazyLock::new(|| Table::read(include_bytes!("../../assets/optics-v2.bin")));

const AXES: usize = 4;

struct Table {
    axes: [Vec<f64>; AXES],
    sigmas_mm: Vec<f64>,
    /// Six numbers a node: logarithm of the area and the core's share, three channels.
    nodes: Vec<f32>,
}

/// Scale on which an axis is even enough to be interpolated: depth as it is, the others as logarithms.
fn scaled(axis: usize, value: f64) -> f64 {
    if axis == 0 { value } else { libm::log(value) }
}

impl Table {
    fn read(bytes: &[u8]) -> Self {
        let values: Vec<f32> = bytes
            .chunks_exact(4)
            .map(|four| f32::from_le_bytes([four[0], four[1], four[2], four[3]]))
            .collect();
        let (counts, mut rest) = values.split_at(AXES);
        let axes = std::array::from_fn(|axis| {
            let (own, others) = rest.split_at(counts[axis] as usize);
            rest = others;
            own.iter()
                .map(|value| scaled(axis, f64::from(*value)))
                .collect::<Vec<f64>>()
        });
        let (sigmas, nodes) = rest.split_at(axes[0].len() * axes[1].len());
        Table {
            axes,
            sigmas_mm: sigmas.iter().map(|sigma| f64::from(*sigma)).collect(),
            nodes: nodes.to_vec(),
        }
    }

    /// Node before a value on an axis, and the share of the way to the next; clamped at the ends.
    fn place(&self, axis: usize, value: f64) -> (usize, f64) {
        let nodes = &self.axes[axis];
        let value = scaled(axis, value).clamp(nodes[0], nodes[nodes.len() - 1]);
        let after = nodes
            .iter()
            .position(|node| *node > value)
            .unwrap_or(nodes.len() - 1)
            .max(1);
        (
            after - 1,
            (value - nodes[after - 1]) / (nodes[after] - nodes[after - 1]),
        )
    }

    /// Width of the core at a depth and diameter, mm.
    fn sigma_mm(&self, depth: (usize, f64), diameter: (usize, f64)) -> f64 {
        let at = |down: usize, across: usize| {
            self.sigmas_mm[(depth.0 + down) * self.axes[1].len() + diameter.0 + across]
        };
        let mix = |a: f64, b: f64, t: f64| a + (b - a) * t;
        mix(
            mix(at(0, 0), at(0, 1), diameter.1),
            mix(at(1, 0), at(1, 1), diameter.1),
            depth.1,
        )
    }

    /// First of three nodes of melanin and the weights of a parabola through them: straight lines are too coarse there.
    fn parabola(&self, melanosomes: f64) -> (usize, [f64; 3]) {
        let nodes = &self.axes[3];
        let at = scaled(3, melanosomes.max(1e-6)).clamp(nodes[0], nodes[nodes.len() - 1]);
        let first = nodes
            .iter()
            .filter(|node| **node < at)
            .count()
            .saturating_sub(2)
            .min(nodes.len() - 3);
        let weight = |own: usize| {
            let others = (0..3).filter(|other| *other != own);
            others
                .map(|other| (at - nodes[first + other]) / (nodes[first + own] - nodes[first + other]))
                .product()
        };
        (first, std::array::from_fn(weight))
    }

    /// Whole area (mm²) and the core's share, of one channel.
    fn area(&self, places: [(usize, f64); 3], skin: (usize, [f64; 3]), channel: usize) -> (f64, f64) {
        let (mut area_ln, mut share) = (0.0, 0.0);
        for corner in 0..8 {
            let (mut index, mut weight) = (0, 1.0);
            for (axis, (node, part)) in places.into_iter().enumerate() {
                let upper = corner >> axis & 1;
                index = index * self.axes[axis].len() + node + upper;
                weight *= if upper == 1 { part } else { 1.0 - part };
            }
            for (step, of_skin) in skin.1.into_iter().enumerate() {
                let node = 6 * (index * self.axes[3].len() + skin.0 + step) + 2 * channel;
                area_ln += weight * of_skin * f64::from(self.nodes[node]);
                share += weight * of_skin * f64::from(self.nodes[node + 1]);
            }
        }
        (libm::exp(area_ln), share.clamp(0.0, 1.0))
    }
}

/// The dot of a diameter (mm), absorption of the ink in red, green and blue (1/mm), depth of its top (mm) and share of
/// melanosomes in the epidermis. Beyond the table its edge counts, but less ink takes away less and in the end nothing.
pub fn dot_optics(diameter_mm: f64, ink_per_mm: [f64; 3], depth_mm: f64, melanosomes: f64) -> DotOptics {
    let table = &*TABLE;
    let depth = table.place(0, depth_mm);
    let diameter = table.place(1, diameter_mm);
    let skin = table.parabola(melanosomes);
    let least_ink = libm::exp(table.axes[2][0]);
    let mut core_area_mm2 = [0.0; 3];
    let mut halo_area_mm2 = [0.0; 3];
    for channel in 0..3 {
        let ink = ink_per_mm[channel].max(0.0);
        let places = [depth, diameter, table.place(2, ink.max(least_ink))];
        let (area, share) = table.area(places, skin, channel);
        let area = area * (ink / least_ink).min(1.0);
        core_area_mm2[channel] = area * share;
        halo_area_mm2[channel] = area * (1.0 - share);
    }
    DotOptics {
        core_sigma_mm: table.sigma_mm(depth, diameter),
        core_area_mm2,
        halo_area_mm2,
    }
}
