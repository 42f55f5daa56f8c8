//! Pure arithmetic before any call to the device: what every site is, what every fill asks, which tiles are drawn with
//! which sizes. Everything here is a value that can be compared with the last one: what is equal is not done again.

pub mod dots;
pub mod drawn;
pub mod picture;
pub mod sites;

/// Densities in the integer passes: dots per cm² in this unit.
pub const DENSITY_UNITS: f64 = 1024.0;
/// Weights in the integer passes: 1 is this.
pub const WEIGHT_ONE: f64 = 4096.0;
/// Highest density, dots per cm²: the sites end there.
pub const DENSITY_CAP: f64 = 400.0;

/// A weight of 0 to 2 as the integer passes take it.
pub(crate) fn weight_units(weight: f64) -> u32 {
    (weight.clamp(0.0, 1.999) * WEIGHT_ONE + 0.5) as u32
}

/// A density in the unit of the integer passes.
pub(crate) fn density_units(density_per_cm2: f64) -> u32 {
    (density_per_cm2.clamp(0.0, DENSITY_CAP) * DENSITY_UNITS + 0.5) as u32
}

/// Rises smoothly from 0 at 0 to 1 at 1.
pub(crate) fn smooth(x: f64) -> f64 {
    let t = x.clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}
