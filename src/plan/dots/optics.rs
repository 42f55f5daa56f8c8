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
static TABLE: LazyLock<OpticsTable> =
    LazyLock::new(|| OpticsTable::read(include_bytes!("../../../assets/optics-v2.bin")));

const AXES: usize = 4;

struct OpticsTable {
    axes: [Vec<f64>; AXES],
    sigmas_mm: Vec<f64>,
    /// Six numbers a node: logarithm of the area and the core's share, three channels.
    nodes: Vec<f32>,
}

/// Scale on which an axis is even enough to be interpolated: depth as it is, the others as logarithms.
fn scaled(axis: usize, value: f64) -> f64 {
    if axis == 0 { value } else { libm::log(value) }
}

impl OpticsTable {
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
        OpticsTable {
            axes,
            sigmas_mm: sigmas.iter().map(|sigma| f64::from(*sigma)).collect(),
            nodes: nodes.to_vec(),
        }
    }

    /// First of `N` nodes round a value on an axis, and the weights of the polynomial through them; the ends of the axis are
    /// the ends of the table.
    fn through<const N: usize>(&self, axis: usize, value: f64) -> (usize, [f64; N]) {
        let nodes = &self.axes[axis];
        let at = scaled(axis, value.max(1e-6)).clamp(nodes[0], nodes[nodes.len() - 1]);
        let before = nodes.iter().filter(|node| **node < at).count();
        let first = before.saturating_sub(N.div_ceil(2)).min(nodes.len() - N);
        let weight = |own: usize| {
            let others = (0..N).filter(|other| *other != own);
            others
                .map(|other| (at - nodes[first + other]) / (nodes[first + own] - nodes[first + other]))
                .product()
        };
        (first, std::array::from_fn(weight))
    }

    /// Width of the core at a depth and diameter, mm.
    fn sigma_mm(&self, depth_mm: f64, diameter_mm: f64) -> f64 {
        let (depth, down) = self.through::<2>(0, depth_mm);
        let (diameter, across) = self.through::<2>(1, diameter_mm);
        let columns = self.axes[1].len();
        let at = |i: usize, j: usize| self.sigmas_mm[(depth + i) * columns + diameter + j];
        (0..2)
            .flat_map(|i| (0..2).map(move |j| (i, j)))
            .map(|(i, j)| down[i] * across[j] * at(i, j))
            .sum()
    }
}

/// The dots of one depth in one skin, by diameter and ink.
pub struct DotsOfDepth {
    depth_mm: f64,
    /// For each node of diameter and ink six numbers: logarithm of the area and the core's share, three channels.
    plane: Vec<f64>,
}

impl DotsOfDepth {
    /// Dots whose top lies at `depth_mm` under a share of melanosomes in the epidermis. Beyond the table its edge counts.
    pub fn at(depth_mm: f64, melanosomes: f64) -> Self {
        let table = &*TABLE;
        let (depth, down) = table.through::<4>(0, depth_mm);
        // Over melanin a cubic swings; a parabola doesn't.
        let (skin, of_skin) = table.through::<3>(3, melanosomes);
        let (inks, skins) = (table.axes[2].len(), table.axes[3].len());
        let nodes = table.axes[1].len() * inks;
        let mut plane = vec![0.0; 6 * nodes];
        for (i, down) in down.into_iter().enumerate() {
            for node in 0..nodes {
                for (j, of_skin) in of_skin.into_iter().enumerate() {
                    let from = 6 * (((depth + i) * nodes + node) * skins + skin + j);
                    for number in 0..6 {
                        plane[6 * node + number] += down * of_skin * f64::from(table.nodes[from + number]);
                    }
                }
            }
        }
        DotsOfDepth { depth_mm, plane }
    }

    /// The dot of a diameter (mm) and absorption of the ink in red, green and blue (1/mm). Beyond the table its edge counts,
    /// but less ink takes away less and in the end nothing.
    pub fn dot(&self, diameter_mm: f64, ink_per_mm: [f64; 3]) -> DotOptics {
        let table = &*TABLE;
        let inks = table.axes[2].len();
        let (diameter, across) = table.through::<4>(1, diameter_mm);
        let least_ink = libm::exp(table.axes[2][0]);
        let mut core_area_mm2 = [0.0; 3];
        let mut halo_area_mm2 = [0.0; 3];
        for channel in 0..3 {
            let ink = ink_per_mm[channel].max(0.0);
            let (first, along) = table.through::<4>(2, ink.max(least_ink));
            let (mut area_ln, mut share) = (0.0, 0.0);
            for (i, across) in across.into_iter().enumerate() {
                for (j, along) in along.into_iter().enumerate() {
                    let node = 6 * ((diameter + i) * inks + first + j) + 2 * channel;
                    area_ln += across * along * self.plane[node];
                    share += across * along * self.plane[node + 1];
                }
            }
            let area = libm::exp(area_ln) * (ink / least_ink).min(1.0);
            let share = share.clamp(0.0, 1.0);
            core_area_mm2[channel] = area * share;
            halo_area_mm2[channel] = area * (1.0 - share);
        }
        DotOptics {
            core_sigma_mm: table.sigma_mm(self.depth_mm, diameter_mm),
            core_area_mm2,
            halo_area_mm2,
        }
    }
}

/// How much less a dot takes among others, red, green, blue: over the light that all take, times the depth (mm) to a power;
/// and over the share of the skin that ink covers. Fitted to whole fields of the Monte Carlo (docs/optics.md).
const CROWDS: [[f64; 2]; 3] = [[3.8, 0.41], [8.6, 0.13], [5.5, 0.31]];
const CROWDS_DEPTH: f64 = 2.6;

/// A field of dots of one kind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DotField {
    /// Dots a cm².
    pub density_per_cm2: f64,
    /// Their diameter, mm.
    pub diameter_mm: f64,
    /// Depth of their tops, mm.
    pub depth_mm: f64,
}

impl DotField {
    /// The area that a dot counts for among others, of the lone dot's (mm²). Paths of light differ: where long ones have
    /// lost all to the first dots, the next take less than the product of single dots says, the deeper they lie the more so.
    pub fn among_mm2(&self, alone_mm2: f64, channel: usize) -> f64 {
        let [by_depth, by_cover] = CROWDS[channel];
        let per_mm2 = self.density_per_cm2 / 100.0;
        let cover = per_mm2 * std::f64::consts::FRAC_PI_4 * self.diameter_mm * self.diameter_mm;
        let deep = by_depth * libm::pow(self.depth_mm, CROWDS_DEPTH) * alone_mm2 * per_mm2;
        alone_mm2 / (1.0 + deep + by_cover * cover)
    }
}

/// The dot of a diameter (mm), absorption of the ink in red, green and blue (1/mm), depth of its top (mm) and share of
/// melanosomes in the epidermis, by itself.
pub fn dot_optics(diameter_mm: f64, ink_per_mm: [f64; 3], depth_mm: f64, melanosomes: f64) -> DotOptics {
    DotsOfDepth::at(depth_mm, melanosomes).dot(diameter_mm, ink_per_mm)
}
