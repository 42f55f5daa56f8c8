//! Light in two-layer skin: paths without ink, which every deposit then shares.

use std::f64::consts::{PI, TAU};

/// Wavelengths of the three bands, nm, with the molar extinction of oxygenated and deoxygenated haemoglobin, 1/(cm·M)
/// (Prahl's tables at omlc.org, recalled).
pub const BANDS: [(f64, f64, f64); 3] = [
    (620.0, 942.0, 6509.6),
    (540.0, 53236.0, 46592.0),
    (460.0, 44480.0, 23388.8),
];
const EPIDERMIS_MM: f64 = 0.08;
const ANISOTROPY: f64 = 0.8;
const REFRACTION: f64 = 1.4;
/// No deposit reaches deeper, mm; what a path does below is kept as length only.
pub const KEPT_DEPTH_MM: f64 = 1.6;
/// Light that gets this deep is given up, mm.
const FLOOR_MM: f64 = 8.0;
const MAX_EVENTS: usize = 3000;
/// Melanosome fraction whose weight decides about the roulette.
const ROULETTE_MELANOSOMES: f64 = 0.015;

/// Coefficients of one band, per mm.
pub struct Band {
    scattering: f64,
    pub baseline: f64,
    pub blood: f64,
    pub melanosome: f64,
}

impl Band {
    /// Jacques 1998 (baseline, melanosome), 0.5 % blood of 150 g/l at 75 % saturation, reduced scattering recalled.
    pub fn new((nm, oxy, deoxy): (f64, f64, f64)) -> Self {
        let reduced = 46.0 * (nm / 500.0).powf(-1.42) / 10.0;
        let molar = 0.75 * oxy + 0.25 * deoxy;
        Self {
            scattering: reduced / (1.0 - ANISOTROPY),
            baseline: (0.244 + 85.3 * (-(nm - 154.0) / 66.2).exp()) / 10.0,
            blood: 0.005 * std::f64::consts::LN_10 * molar * 150.0 / 64500.0 / 10.0,
            melanosome: 6.6e11 * nm.powf(-3.33) / 10.0,
        }
    }
}

/// xorshift128+, seeded by splitmix64.
pub struct Random([u64; 2]);

impl Random {
    pub fn new(seed: u64) -> Self {
        let mix = |x: u64| {
            let a = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            let b = (a ^ (a >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            b ^ (b >> 31)
        };
        let step = 0x9E37_79B9_7F4A_7C15_u64;
        let first = seed.wrapping_add(1).wrapping_mul(step);
        Self([mix(first), mix(first.wrapping_add(step))])
    }

    /// Uniform in (0, 1).
    pub fn unit(&mut self) -> f64 {
        let [mut a, b] = self.0;
        let sum = a.wrapping_add(b);
        a ^= a << 23;
        self.0 = [b, a ^ b ^ (a >> 18) ^ (b >> 5)];
        ((sum >> 11) as f64 + 0.5) / (1u64 << 53) as f64
    }
}

/// A straight piece of a path within the kept depth: start, unit direction, length, mm.
#[derive(Clone, Copy)]
pub struct Piece {
    pub start: [f64; 3],
    pub along: [f64; 3],
    pub length: f64,
}

/// One path that left through the surface; launched at x = y = 0.
#[derive(Default)]
pub struct Path {
    pub pieces: Vec<Piece>,
    /// Length in the epidermis, mm.
    pub epidermis: f64,
    /// Weight with the absorption of dermis and baseline, melanin apart.
    pub weight: f64,
}

fn fresnel(cosine: f64) -> f64 {
    let sine2 = REFRACTION * REFRACTION * (1.0 - cosine * cosine);
    if sine2 >= 1.0 {
        return 1.0;
    }
    let out = (1.0 - sine2).sqrt();
    let a = (REFRACTION * cosine - out) / (REFRACTION * cosine + out);
    let b = (REFRACTION * out - cosine) / (REFRACTION * out + cosine);
    0.5 * (a * a + b * b)
}

/// Traces one path of diffuse light into `path`; false when it doesn't come back.
pub fn trace(band: &Band, random: &mut Random, path: &mut Path) -> bool {
    path.pieces.clear();
    let sine = (1.0 - random.unit()).sqrt() / REFRACTION;
    let angle = TAU * random.unit();
    let mut along = [sine * angle.cos(), sine * angle.sin(), (1.0 - sine * sine).sqrt()];
    let mut at = [0.0; 3];
    let (mut epidermis, mut dermis, mut boost) = (0.0, 0.0, 1.0);
    for _ in 0..MAX_EVENTS {
        let mut left = -random.unit().ln() / band.scattering;
        while left > 0.0 {
            let to_surface = if along[2] < 0.0 {
                -at[2] / along[2]
            } else {
                f64::INFINITY
            };
            let step = left.min(to_surface);
            let share = below(at[2], along[2], step, EPIDERMIS_MM);
            epidermis += share * step;
            dermis += (1.0 - share) * step;
            keep(path, at, along, step);
            for axis in 0..3 {
                at[axis] += along[axis] * step;
            }
            left -= step;
            if to_surface <= step {
                if random.unit() >= fresnel(-along[2]) {
                    path.epidermis = epidermis;
                    path.weight = boost * (-band.baseline * (epidermis + dermis) - band.blood * dermis).exp();
                    return true;
                }
                along[2] = -along[2];
                at[2] = 1e-12;
            }
            if at[2] > FLOOR_MM {
                return false;
            }
        }
        let loss = band.baseline * (epidermis + dermis)
            + band.blood * dermis
            + ROULETTE_MELANOSOMES * band.melanosome * epidermis;
        if boost * (-loss).exp() < 1e-3 {
            if random.unit() >= 0.1 {
                return false;
            }
            boost *= 10.0;
        }
        along = scatter(along, random);
    }
    false
}

/// Share of a step that lies above `depth`.
fn below(z: f64, dz: f64, step: f64, depth: f64) -> f64 {
    let (low, high) = (z.min(z + dz * step), z.max(z + dz * step));
    if high <= depth {
        1.0
    } else if low >= depth {
        0.0
    } else {
        (depth - low) / (high - low)
    }
}

fn keep(path: &mut Path, at: [f64; 3], along: [f64; 3], step: f64) {
    let (mut from, mut to) = (0.0, step);
    if along[2] > 0.0 {
        to = to.min((KEPT_DEPTH_MM - at[2]) / along[2]);
    } else if at[2] > KEPT_DEPTH_MM {
        from = (KEPT_DEPTH_MM - at[2]) / along[2];
    }
    if to - from > 1e-9 {
        let start = std::array::from_fn(|axis| at[axis] + along[axis] * from);
        path.pieces.push(Piece {
            start,
            along,
            length: to - from,
        });
    }
}

/// A new direction by Henyey and Greenstein.
fn scatter(u: [f64; 3], random: &mut Random) -> [f64; 3] {
    let g = ANISOTROPY;
    let q = (1.0 - g * g) / (1.0 - g + 2.0 * g * random.unit());
    let cosine = ((1.0 + g * g - q * q) / (2.0 * g)).clamp(-1.0, 1.0);
    let sine = (1.0 - cosine * cosine).sqrt();
    let (b, a) = (2.0 * PI * random.unit()).sin_cos();
    if u[2].abs() > 0.99999 {
        return [sine * a, sine * b, cosine * u[2].signum()];
    }
    let flat = (1.0 - u[2] * u[2]).sqrt();
    let v = [
        sine * (u[0] * u[2] * a - u[1] * b) / flat + u[0] * cosine,
        sine * (u[1] * u[2] * a + u[0] * b) / flat + u[1] * cosine,
        -sine * a * flat + u[2] * cosine,
    ];
    let norm = (v[0] * v[0] + v[1] * v[1] + v[2] * v[2]).sqrt();
    v.map(|x| x / norm)
}

/// Part [from, to] of a piece inside an upright cylinder of radius² `radius2` round (x, y).
#[inline]
pub fn inside(piece: &Piece, x: f64, y: f64, radius2: f64) -> Option<(f64, f64)> {
    let (px, py) = (piece.start[0] - x, piece.start[1] - y);
    let [dx, dy, _] = piece.along;
    let (a, b, c) = (dx * dx + dy * dy, px * dx + py * dy, px * px + py * py - radius2);
    if a < 1e-12 {
        return (c < 0.0).then_some((0.0, piece.length));
    }
    let discriminant = b * b - a * c;
    if discriminant <= 0.0 {
        return None;
    }
    let root = discriminant.sqrt();
    let (from, to) = (((-b - root) / a).max(0.0), ((-b + root) / a).min(piece.length));
    (to > from).then_some((from, to))
}
