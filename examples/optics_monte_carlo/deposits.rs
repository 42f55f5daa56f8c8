//! Single deposits: for every path, offsets near it, and what a cylinder there takes, whatever its size, depth, ink and
//! the melanin above.

use crate::skin::{self, Band, Path, Random};
use std::f64::consts::PI;

/// Depth of the deposits' tops, mm; each is `HEIGHT_MM` high. The last slab is the needle's column of the older program.
pub const DEPTHS: [f64; 11] = [0.03, 0.05, 0.08, 0.12, 0.16, 0.20, 0.25, 0.30, 0.40, 0.55, 0.70];
pub const HEIGHT_MM: f64 = 0.2;
pub const COLUMN: [f64; 2] = [0.10, 0.50];
pub const SLABS: usize = DEPTHS.len() + 1;
pub const DIAMETERS: [f64; 8] = [0.06, 0.09, 0.14, 0.20, 0.28, 0.38, 0.50, 0.68];
/// Absorption of the ink, per mm: each twice the last, so that one exponential gives them all.
pub const FIRST_INK: f64 = 0.5;
pub const INKS: usize = 9;
pub const MELANOSOMES: [f64; 9] = [0.015, 0.03, 0.06, 0.09, 0.12, 0.18, 0.24, 0.33, 0.45];
/// Radii between the rings of the profile, mm. The first has the area of the older program's pixel of 0.04 mm.
pub const RINGS: [f64; 24] = [
    0.0, 0.02257, 0.05, 0.08, 0.12, 0.16, 0.20, 0.25, 0.30, 0.36, 0.43, 0.50, 0.60, 0.70, 0.85, 1.0, 1.25,
    1.58, 2.0, 2.5, 3.0, 4.0, 6.0, 40.0,
];
pub const RING_COUNT: usize = RINGS.len() - 1;
/// Runs that the standard errors come from.
pub const BATCHES: usize = 10;

const OFFSETS: usize = 5;
/// Offsets are drawn in discs of these radii round points of the path, and log-uniformly round the launch.
const WIDE: f64 = 0.42;
const NARROW: f64 = 0.08;
const SHARES: [f64; 3] = [0.35, 0.40, 0.25];
const LAUNCH: [f64; 2] = [0.004, 3.0];

/// Place of a deposit's numbers in the sums.
pub fn place(slab: usize, diameter: usize, ink: usize, melanosomes: usize) -> usize {
    ((slab * DIAMETERS.len() + diameter) * INKS + ink) * MELANOSOMES.len() + melanosomes
}
pub const PLACES: usize = SLABS * DIAMETERS.len() * INKS * MELANOSOMES.len();

/// Light taken by rings, relative to the bare skin: `profile[place * RING_COUNT + ring]`; EA and its standard error.
pub struct Deposits {
    pub profile: Vec<f64>,
    pub area: Vec<f64>,
    pub area_error: Vec<f64>,
    pub reflectance: [f64; MELANOSOMES.len()],
    /// Of the centre ring.
    pub centre_error: Vec<f64>,
}

struct Sums {
    taken: Vec<f64>,
    bare: [f64; MELANOSOMES.len()],
}

pub fn run(band: &Band, paths: usize, seed: u64) -> Deposits {
    let batches: Vec<Sums> = (0..BATCHES)
        .map(|batch| run_batch(band, paths / BATCHES, seed * 1000 + batch as u64))
        .collect();
    let mut bare = [0.0; MELANOSOMES.len()];
    let mut profile = vec![0.0; PLACES * RING_COUNT];
    let mut areas = vec![[0.0; BATCHES]; PLACES];
    let mut centres = vec![[0.0; BATCHES]; PLACES];
    for (number, batch) in batches.iter().enumerate() {
        for (sum, light) in bare.iter_mut().zip(batch.bare) {
            *sum += light;
        }
        for place in 0..PLACES {
            let light = batch.bare[place % MELANOSOMES.len()];
            let rings = &batch.taken[place * RING_COUNT..][..RING_COUNT];
            areas[place][number] = rings.iter().sum::<f64>() / light;
            centres[place][number] = rings[0] / light / ring_area(0);
        }
    }
    for batch in &batches {
        for (at, value) in batch.taken.iter().enumerate() {
            let light = bare[at / RING_COUNT % MELANOSOMES.len()];
            profile[at] += value / light / ring_area(at % RING_COUNT);
        }
    }
    Deposits {
        area: areas.iter().map(|a| mean(a)).collect(),
        area_error: areas.iter().map(|a| standard_error(a)).collect(),
        centre_error: centres.iter().map(|a| standard_error(a)).collect(),
        reflectance: bare.map(|light| light / (paths / BATCHES * BATCHES) as f64),
        profile,
    }
}

pub fn ring_area(ring: usize) -> f64 {
    PI * (RINGS[ring + 1].powi(2) - RINGS[ring].powi(2))
}

pub fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

pub fn standard_error(values: &[f64]) -> f64 {
    let middle = mean(values);
    let squares: f64 = values.iter().map(|v| (v - middle).powi(2)).sum();
    (squares / (values.len() * (values.len() - 1)) as f64).sqrt()
}

fn run_batch(band: &Band, paths: usize, seed: u64) -> Sums {
    let mut random = Random::new(seed);
    let mut path = Path::default();
    let mut sums = Sums {
        taken: vec![0.0; PLACES * RING_COUNT],
        bare: [0.0; MELANOSOMES.len()],
    };
    for _ in 0..paths {
        if !skin::trace(band, &mut random, &mut path) {
            continue;
        }
        let weights =
            MELANOSOMES.map(|share| path.weight * (-share * band.melanosome * path.epidermis).exp());
        for (sum, weight) in sums.bare.iter_mut().zip(weights) {
            *sum += weight;
        }
        let whole: f64 = path.pieces.iter().map(|piece| piece.length).sum();
        for _ in 0..OFFSETS {
            let (x, y) = draw_offset(&path, whole, &mut random);
            take(&path, whole, (x, y), &weights, &mut sums.taken);
        }
    }
    sums
}

/// An offset of a deposit's axis from the launch.
fn draw_offset(path: &Path, whole: f64, random: &mut Random) -> (f64, f64) {
    let angle = 2.0 * PI * random.unit();
    let kind = random.unit();
    if kind < SHARES[2] {
        let r = LAUNCH[0] * (LAUNCH[1] / LAUNCH[0]).powf(random.unit());
        return (r * angle.cos(), r * angle.sin());
    }
    let radius = if kind < SHARES[2] + SHARES[1] {
        NARROW
    } else {
        WIDE
    };
    let r = radius * random.unit().sqrt();
    let mut along = random.unit() * whole;
    let piece = path
        .pieces
        .iter()
        .find(|piece| {
            along -= piece.length;
            along <= 0.0
        })
        .unwrap_or(&path.pieces[0]);
    let t = (along + piece.length).clamp(0.0, piece.length);
    let at = |axis: usize| piece.start[axis] + piece.along[axis] * t;
    (at(0) + r * angle.cos(), at(1) + r * angle.sin())
}

/// Adds what every deposit at this offset takes from this path, over the density of drawing the offset.
fn take(path: &Path, whole: f64, (x, y): (f64, f64), weights: &[f64; MELANOSOMES.len()], taken: &mut [f64]) {
    let (mut wide, mut narrow) = (0.0, 0.0);
    let mut chords = [[0.0; DIAMETERS.len()]; SLABS];
    for piece in &path.pieces {
        let Some((from, to)) = skin::inside(piece, x, y, WIDE * WIDE) else {
            continue;
        };
        wide += to - from;
        if let Some((from, to)) = skin::inside(piece, x, y, NARROW * NARROW) {
            narrow += to - from;
        }
        add_chords(piece, (x, y), &mut chords);
    }
    let r2 = x * x + y * y;
    let near_path = SHARES[0] * wide / (WIDE * WIDE) + SHARES[1] * narrow / (NARROW * NARROW);
    let mut density = near_path / (whole * PI);
    if r2 > LAUNCH[0].powi(2) && r2 < LAUNCH[1].powi(2) {
        density += SHARES[2] / (2.0 * PI * r2 * (LAUNCH[1] / LAUNCH[0]).ln());
    }
    let scale = 1.0 / (density * OFFSETS as f64);
    let ring = RINGS
        .iter()
        .rposition(|edge| r2 >= edge * edge)
        .unwrap_or(0)
        .min(RING_COUNT - 1);
    for (slab, row) in chords.iter().enumerate() {
        for (diameter, &chord) in row.iter().enumerate() {
            if chord <= 0.0 {
                continue;
            }
            let mut left = (-FIRST_INK * chord).exp();
            for ink in 0..INKS {
                let share = (1.0 - left) * scale;
                left *= left;
                let first = place(slab, diameter, ink, 0) * RING_COUNT + ring;
                for (m, weight) in weights.iter().enumerate() {
                    taken[first + m * RING_COUNT] += weight * share;
                }
            }
        }
    }
}

fn slab_range(slab: usize) -> [f64; 2] {
    DEPTHS.get(slab).map_or(COLUMN, |top| [*top, top + HEIGHT_MM])
}

fn add_chords(piece: &skin::Piece, (x, y): (f64, f64), chords: &mut [[f64; DIAMETERS.len()]; SLABS]) {
    let mut spans = [(0.0, -1.0); DIAMETERS.len()];
    for (span, diameter) in spans.iter_mut().zip(DIAMETERS).rev() {
        match skin::inside(piece, x, y, 0.25 * diameter * diameter) {
            Some(found) => *span = found,
            None => break,
        }
    }
    if spans[DIAMETERS.len() - 1].1 < 0.0 {
        return;
    }
    let (z, dz) = (piece.start[2], piece.along[2]);
    let end = z + dz * piece.length;
    for (slab, row) in chords.iter_mut().enumerate() {
        let [top, bottom] = slab_range(slab);
        if z.max(end) <= top || z.min(end) >= bottom {
            continue;
        }
        let (mut enter, mut leave) = (0.0, piece.length);
        if dz.abs() > 1e-12 {
            let (a, b) = ((top - z) / dz, (bottom - z) / dz);
            (enter, leave) = (a.min(b), a.max(b));
        }
        for (sum, (from, to)) in row.iter_mut().zip(spans) {
            *sum += (to.min(leave) - from.max(enter)).max(0.0);
        }
    }
}
