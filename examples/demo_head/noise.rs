//! Hashes and noise: the same numbers on every run and machine, keyed by place only.

use glam::{IVec3, Vec3};

/// A 32-bit mix of a number (the PCG output step).
pub fn mix(value: u32) -> u32 {
    let state = value.wrapping_mul(747_796_405).wrapping_add(2_891_336_453);
    let word = ((state >> ((state >> 28) + 4)) ^ state).wrapping_mul(277_803_737);
    (word >> 22) ^ word
}

/// A number in 0..1 from two keys.
pub fn unit(a: u32, b: u32) -> f32 {
    (mix(a ^ mix(b)) >> 8) as f32 / 16_777_216.0
}

/// A standard normal number (sum of four uniforms, rescaled) from two keys.
pub fn normal(a: u32, b: u32) -> f32 {
    let b = b.wrapping_mul(4);
    let sum: f32 = (0..4).map(|k| unit(a, b.wrapping_add(k))).sum();
    (sum - 2.0) * 1.732
}

pub fn cell_key(cell: IVec3, seed: u32) -> u32 {
    mix(cell.x as u32 ^ mix(cell.y as u32 ^ mix(cell.z as u32 ^ seed)))
}

/// Value noise in −1..1 with one cell a unit, smooth to the second derivative.
pub fn noise(p: Vec3, seed: u32) -> f32 {
    let base = p.floor();
    let f = p - base;
    let w = f * f * f * (f * (f * 6.0 - 15.0) + 10.0);
    let cell = base.as_ivec3();
    let corner = |x, y, z| {
        let key = cell_key(cell + IVec3::new(x, y, z), seed);
        (key >> 8) as f32 / 8_388_608.0 - 1.0
    };
    let row = |y, z| {
        let a = corner(0, y, z);
        a + (corner(1, y, z) - a) * w.x
    };
    let sheet = |z| {
        let a = row(0, z);
        a + (row(1, z) - a) * w.y
    };
    let a = sheet(0);
    a + (sheet(1) - a) * w.z
}

/// Three octaves of `noise`, about −1..1.
pub fn fractal(p: Vec3, seed: u32) -> f32 {
    (noise(p, seed) + 0.5 * noise(p * 2.03 + 7.1, seed ^ 1) + 0.25 * noise(p * 4.11 + 3.7, seed ^ 2)) / 1.3
}

pub fn smoothstep(from: f32, to: f32, x: f32) -> f32 {
    let t = ((x - from) / (to - from)).clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}
