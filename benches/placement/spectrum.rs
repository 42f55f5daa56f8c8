//! Power spectra of points on a flattened patch, and the plot of their radial mean.

use glam::DVec3;
use std::fmt::Write as _;

/// Side of a patch, mm: 70, or less where that holds over 6,000 points.
pub fn patch_mm(per_cm2: f64) -> f64 {
    (10.0 * (6000.0 / per_cm2).sqrt()).min(70.0)
}

/// Frequencies go up to this many times the root of the density.
const REACH: f64 = 2.0;
const BINS: usize = 50;

/// A point of the plane (mm from the patch's middle) and the share of surface that it stands for (cosine of its tilt).
pub type Flat = (f64, f64, f64);

/// The points within the patch about `centre`, seen along `axis`. The weight makes the expected density even.
pub fn flatten(
    points: impl Iterator<Item = (DVec3, DVec3)>,
    centre: DVec3,
    axis: DVec3,
    patch_mm: f64,
) -> Vec<Flat> {
    let east = if axis.y.abs() < 0.9 {
        DVec3::Y.cross(axis).normalize()
    } else {
        DVec3::Z.cross(axis).normalize()
    };
    let north = axis.cross(east);
    let half = patch_mm / 2.0;
    points
        .filter_map(|(point, normal)| {
            let offset = point - centre;
            let (x, y, tilt) = (offset.dot(east), offset.dot(north), normal.dot(axis));
            (tilt > 0.5 && x.abs() < half && y.abs() < half).then_some((x, y, tilt))
        })
        .collect()
}

/// Power by frequency of one or more patches; white noise has 1 everywhere.
#[derive(Default)]
pub struct Spectrum {
    sums: Vec<[f64; 3]>,
    low: [f64; 2],
    /// Per ring and patch: variance of power over its mean squared.
    anisotropy: Vec<f64>,
}

impl Spectrum {
    /// Adds a patch of `per_cm2` points.
    ///
    /// The points are tapered by a Hann window in x and y and the window's own transform is taken off, so that the edge
    /// of the patch leaves nothing behind.
    pub fn add(&mut self, points: &[Flat], per_cm2: f64) {
        self.sums.resize(BINS, [0.0; 3]);
        let side = patch_mm(per_cm2);
        let window = |x: f64| 0.5 + 0.5 * (std::f64::consts::TAU * x / side).cos();
        let weights: Vec<f64> = points.iter().map(|p| p.2 * window(p.0) * window(p.1)).collect();
        let norm: f64 = weights.iter().map(|w| w * w).sum();
        // Mean by the points themselves: the window's integral is a quarter of the patch.
        let mean = weights.iter().sum::<f64>() / (side * side / 4.0);
        let root = (per_cm2 / 100.0).sqrt();
        let steps = (REACH * root * side) as i32;
        let turns = column(points, &vec![1.0; points.len()], 0, 1, side);
        let mut rings = vec![[0.0; 3]; BINS];
        for u in 0..=steps {
            let first_v = if u == 0 { 1 } else { -steps };
            let mut phases = column(points, &weights, u, first_v, side);
            for v in first_v..=steps {
                let (re, im) = sum_and_turn(&mut phases, &turns);
                let frequency = f64::from(u).hypot(f64::from(v)) / side / root;
                let bin = (frequency / REACH * BINS as f64) as usize;
                if bin >= BINS {
                    continue;
                }
                let re = re - mean * window_transform(u, side) * window_transform(v, side);
                let power = (re * re + im * im) / norm;
                rings[bin] = [
                    rings[bin][0] + power,
                    rings[bin][1] + power * power,
                    rings[bin][2] + 1.0,
                ];
                if (0.05..=0.5).contains(&frequency) {
                    self.low = [self.low[0] + power, self.low[1] + 1.0];
                }
            }
        }
        for (sum, ring) in self.sums.iter_mut().zip(&rings) {
            *sum = [sum[0] + ring[0], sum[1] + ring[1], sum[2] + ring[2]];
            if ring[2] >= 30.0 {
                let mean = ring[0] / ring[2];
                self.anisotropy
                    .push((ring[1] / ring[2] - mean * mean) / (mean * mean));
            }
        }
    }

    /// Mean power from 0.05 to 0.5 roots of the density (white noise 1).
    pub fn low_power(&self) -> f64 {
        self.low[0] / self.low[1]
    }

    /// Radial anisotropy, dB over that of a single isotropic periodogram (0).
    pub fn anisotropy_db(&self) -> f64 {
        10.0 * (self.anisotropy.iter().sum::<f64>() / self.anisotropy.len() as f64).log10()
    }

    /// Mean power by frequency in roots of the density.
    pub fn radial(&self) -> Vec<(f64, f64)> {
        let middle = |bin: usize| (bin as f64 + 0.5) * REACH / BINS as f64;
        self.sums
            .iter()
            .enumerate()
            .filter(|(_, s)| s[2] > 0.0)
            .map(|(bin, s)| (middle(bin), s[0] / s[2]))
            .collect()
    }
}

/// Weighted phase of each point for the horizontal frequency `u`.
fn column(points: &[Flat], weights: &[f64], u: i32, first_v: i32, side: f64) -> Vec<[f64; 2]> {
    let turn = std::f64::consts::TAU / side;
    let phase = |p: &Flat| turn * (f64::from(u) * p.0 + f64::from(first_v) * p.1);
    points
        .iter()
        .zip(weights)
        .map(|(p, w)| [phase(p).cos() * w, phase(p).sin() * w])
        .collect()
}

/// Sum of the phases, which are then turned on to the next vertical frequency.
fn sum_and_turn(phases: &mut [[f64; 2]], steps: &[[f64; 2]]) -> (f64, f64) {
    let (mut re, mut im) = (0.0, 0.0);
    for (phase, [cos, sin]) in phases.iter_mut().zip(steps) {
        let [c, s] = *phase;
        (re, im) = (re + c, im + s);
        *phase = [c * cos - s * sin, c * sin + s * cos];
    }
    (re, im)
}

/// Integral of the Hann window times the wave of whole number `k` (only 0 and ± 1 are not nothing), mm.
fn window_transform(k: i32, side: f64) -> f64 {
    match k.abs() {
        0 => side / 2.0,
        1 => side / 4.0,
        _ => 0.0,
    }
}

/// A curve of the plot: name, colour, power by frequency.
pub type Curve = (String, &'static str, Vec<(f64, f64)>);

/// A plot of radial spectra as SVG.
pub fn svg(title: &str, curves: &[Curve]) -> String {
    const WIDTH: f64 = 760.0;
    const HEIGHT: f64 = 420.0;
    let x = |f: f64| 60.0 + f / REACH * (WIDTH - 90.0);
    let y = |p: f64| HEIGHT - 50.0 - p.min(2.0) / 2.0 * (HEIGHT - 100.0);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" font-family=\"sans-serif\" font-size=\"13\">\n\
         <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#fff\"/>\n<text x=\"60\" y=\"24\" font-size=\"15\">{title}</text>\n"
    );
    // Writing to a String never fails, so the results are dropped.
    for step in 0..=4 {
        let (f, p) = (f64::from(step) * 0.5, f64::from(step) * 0.5);
        let _ = writeln!(
            out,
            "<path d=\"M{0} {1}V{2}M{3} {4}H{5}\" stroke=\"#ddd\"/>",
            x(f),
            y(0.0),
            y(2.0),
            x(0.0),
            y(p),
            x(REACH)
        );
        let _ = writeln!(
            out,
            "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">{f}</text>",
            x(f),
            y(0.0) + 18.0
        );
        let _ = writeln!(
            out,
            "<text x=\"52\" y=\"{}\" text-anchor=\"end\">{p}</text>",
            y(p) + 4.0
        );
    }
    let _ = writeln!(
        out,
        "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">frequency / square root of density</text>",
        x(REACH / 2.0),
        HEIGHT - 12.0
    );
    let _ = writeln!(
        out,
        "<text x=\"16\" y=\"{0}\" text-anchor=\"middle\" transform=\"rotate(-90 16 {0})\">power (white noise 1)</text>",
        HEIGHT / 2.0
    );
    for (i, (name, colour, curve)) in curves.iter().enumerate() {
        let points: Vec<String> = curve
            .iter()
            .map(|(f, p)| format!("{:.1},{:.1}", x(*f), y(*p)))
            .collect();
        let _ = writeln!(
            out,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.6\"/>",
            points.join(" ")
        );
        let at = 52.0 + 18.0 * i as f64;
        let _ = writeln!(
            out,
            "<path d=\"M{} {at}h24\" stroke=\"{colour}\" stroke-width=\"2\"/><text x=\"{}\" y=\"{}\">{name}</text>",
            x(1.3),
            x(1.3) + 32.0,
            at + 4.0
        );
    }
    out + "</svg>\n"
}
