//! Noise anchored to the head: the same place has the same value in every view, whatever is edited elsewhere.

use crate::head::hash::hash;
use glam::DVec3;

/// Value noise on a cubic lattice, about −1 to 1, mean 0; `wavelength_mm` is the period of its slowest full wave.
/// Only integers, + − × ÷: the same on every machine.
pub fn noise(seed: u32, stream: u32, point_mm: DVec3, wavelength_mm: f64) -> f64 {
    let at = point_mm * (2.0 / wavelength_mm);
    let base = at.floor();
    let part = at - base;
    // Quintic fade: no creases at the lattice.
    let fade = part * part * part * (part * (part * 6.0 - 15.0) + 10.0);
    let [x, y, z] = base.to_array().map(|c| c as i64 as u32);
    let corner = |dx: u32, dy: u32, dz: u32| {
        let index = x
            .wrapping_add(dx)
            .wrapping_mul(0x8da6_b343)
            .wrapping_add(y.wrapping_add(dy).wrapping_mul(0xd816_3841))
            .wrapping_add(z.wrapping_add(dz).wrapping_mul(0xcb1a_b31f));
        f64::from(hash(seed, stream, index)) / f64::from(u32::MAX) * 2.0 - 1.0
    };
    let mix = |a: f64, b: f64, t: f64| a + (b - a) * t;
    let edge = |dy: u32, dz: u32| mix(corner(0, dy, dz), corner(1, dy, dz), fade.x);
    mix(
        mix(edge(0, 0), edge(1, 0), fade.y),
        mix(edge(0, 1), edge(1, 1), fade.y),
        fade.z,
    )
}

/// Standard deviation of [`noise`] over space (measured by the test), to scale it to a wanted deviation.
pub const NOISE_SD: f64 = 0.40;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_has_mean_zero_and_the_stated_deviation() {
        let values: Vec<f64> = (0..60_000)
            .map(|i| {
                let i = f64::from(i);
                noise(
                    7,
                    1,
                    DVec3::new(i * 0.731, i * 0.417 % 97.0, i * 0.219 % 53.0),
                    4.0,
                )
            })
            .collect();
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        let sd = (values.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / values.len() as f64).sqrt();
        assert!(mean.abs() < 0.01, "{mean}");
        assert!((sd - NOISE_SD).abs() < 0.01, "{sd}");
    }
}
