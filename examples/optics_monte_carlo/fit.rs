//! From the raw profiles to the program's table: one core width for each depth and diameter, core and halo areas.

use crate::deposits::{self, DEPTHS, DIAMETERS, INKS, MELANOSOMES, PLACES, RING_COUNT, RINGS, place};
use std::f64::consts::PI;

/// The program's halo, mm (`HALO_SIGMA_MM` in `src/plan/picture/tiles.rs`).
pub const HALO_SIGMA_MM: f64 = 0.6;
/// Highest contrast of a core at its centre.
const MAX_CORE: f64 = 0.95;
/// Rings that the fit looks at: to 1.58 mm.
const FITTED: usize = 17;
/// Ink and melanin of the fit of the widths: 2 and 16 per mm, 3 % melanosomes.
const FITTED_INKS: [usize; 2] = [2, 5];
const FITTED_MELANOSOMES: usize = 1;

/// One band's raw results.
pub struct Raw {
    pub area: Vec<f64>,
    pub profile: Vec<f64>,
}

impl Raw {
    /// The three bands out of `deposits.bin`.
    pub fn read(bytes: &[u8]) -> Vec<Self> {
        let values: Vec<f64> = bytes
            .chunks_exact(4)
            .map(|four| f64::from(f32::from_le_bytes([four[0], four[1], four[2], four[3]])))
            .collect();
        let part = |band: &[f64], from: usize, count: usize| band[from * PLACES..][..count * PLACES].to_vec();
        values
            .chunks_exact(PLACES * (3 + RING_COUNT))
            .map(|band| Self {
                area: part(band, 0, 1),
                profile: part(band, 3, RING_COUNT),
            })
            .collect()
    }

    pub fn rings(&self, place: usize) -> &[f64] {
        &self.profile[place * RING_COUNT..][..RING_COUNT]
    }
}

/// Mean over each ring of a Gaussian of area 1.
fn gaussian(sigma: f64) -> [f64; RING_COUNT] {
    let tail = |r: f64| (-r * r / (2.0 * sigma * sigma)).exp();
    std::array::from_fn(|ring| (tail(RINGS[ring]) - tail(RINGS[ring + 1])) / deposits::ring_area(ring))
}

/// Best core area for a profile of known whole area, and the squared error that is left, relative to the centre.
fn core_area(rings: &[f64], area: f64, sigma: f64, halo_sigma: f64) -> (f64, f64) {
    let (core, halo) = (gaussian(sigma), gaussian(halo_sigma));
    let width = |ring: usize| RINGS[ring + 1] - RINGS[ring];
    let (mut above, mut below) = (0.0, 0.0);
    for ring in 0..FITTED {
        let difference = core[ring] - halo[ring];
        above += width(ring) * (rings[ring] - area * halo[ring]) * difference;
        below += width(ring) * difference * difference;
    }
    let best = (above / below).clamp(0.0, area.min(MAX_CORE * 2.0 * PI * sigma * sigma));
    let mut error = 0.0;
    for ring in 0..FITTED {
        let model = best * core[ring] + (area - best) * halo[ring];
        error += width(ring) * (rings[ring] - model).powi(2);
    }
    (best, error / rings[0].powi(2))
}

/// Core width of a depth and diameter: the best one for all three channels, mm, and its squared error.
fn core_sigma(bands: &[Raw], depth: usize, diameter: usize, halo_sigma: f64) -> (f64, f64) {
    let error = |sigma: f64| -> f64 {
        FITTED_INKS
            .iter()
            .flat_map(|ink| bands.iter().map(move |band| (band, *ink)))
            .map(|(band, ink)| {
                let place = place(depth, diameter, ink, FITTED_MELANOSOMES);
                core_area(band.rings(place), band.area[place], sigma, halo_sigma).1
            })
            .sum()
    };
    (0..200)
        .map(|step| 0.02 * 1.02_f64.powi(step))
        .filter(|sigma| *sigma < 0.8 * halo_sigma)
        .map(|sigma| (sigma, error(sigma)))
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .unwrap_or((0.1, f64::INFINITY))
}

/// The asset: counts and nodes of the axes (depth, diameter, ink, melanosomes), core widths, then for each node and
/// channel the natural logarithm of the whole area (mm²) and the core's share of it. All little-endian `f32`.
pub fn asset(bands: &[Raw]) -> Vec<u8> {
    let inks: [f64; INKS] = std::array::from_fn(|ink| deposits::FIRST_INK * f64::from(1 << ink));
    let mut values = Vec::new();
    let axes: [&[f64]; 4] = [&DEPTHS, &DIAMETERS, &inks, &MELANOSOMES];
    values.extend(axes.iter().map(|axis| axis.len() as f64));
    values.extend(axes.iter().flat_map(|axis| axis.iter().copied()));
    let sigmas: Vec<f64> = (0..DEPTHS.len() * DIAMETERS.len())
        .map(|at| core_sigma(bands, at / DIAMETERS.len(), at % DIAMETERS.len(), HALO_SIGMA_MM).0)
        .collect();
    values.extend(&sigmas);
    for depth in 0..DEPTHS.len() {
        for diameter in 0..DIAMETERS.len() {
            let sigma = sigmas[depth * DIAMETERS.len() + diameter];
            for node in 0..INKS * MELANOSOMES.len() {
                let place = place(depth, diameter, 0, 0) + node;
                for band in bands {
                    let area = band.area[place];
                    let core = core_area(band.rings(place), area, sigma, HALO_SIGMA_MM).0;
                    values.extend([area.ln(), core / area]);
                }
            }
        }
    }
    values
        .iter()
        .flat_map(|value| (*value as f32).to_le_bytes())
        .collect()
}
