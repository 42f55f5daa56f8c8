//! The peers' point sets and white noise on a plane of 100 × 100 mm.

use crate::spectrum::{Spectrum, patch_mm};
use glam::DVec3;
use shadowline::head::hash::{hash, stream};
use std::collections::HashSet;

/// A way to set dots on a plane.
#[derive(Clone, Copy)]
pub enum Plane {
    FastPoisson,
    FasterPoisson,
    White,
}

/// Both peers fill a plane to this much of 1 / radius² (measured: 0.627 at 100,000 points).
const FILL: f64 = 0.627;
const SIDE_MM: f64 = 100.0;

impl Plane {
    pub fn name(self) -> &'static str {
        match self {
            Self::FastPoisson => "fast_poisson 1.0.2",
            Self::FasterPoisson => "faster_poisson 1.3.0",
            Self::White => "white noise",
        }
    }

    /// About `per_cm2` × 100 dots, mm from the middle, z = 0.
    pub fn points(self, per_cm2: f64) -> Vec<DVec3> {
        let radius = (FILL / (per_cm2 * 100.0)).sqrt();
        let mm = |p: [f64; 2]| DVec3::new(p[0] * SIDE_MM - 50.0, p[1] * SIDE_MM - 50.0, 0.0);
        match self {
            Self::FastPoisson => {
                let set = fast_poisson::Poisson2D::new()
                    .with_dimensions([1.0, 1.0], radius)
                    .with_seed(7);
                set.iter().map(mm).collect()
            }
            Self::FasterPoisson => {
                let set = faster_poisson::PoissonDart2D::new()
                    .dims([1.0, 1.0])
                    .radius(radius)
                    .seed(Some(7));
                set.run().into_iter().map(mm).collect()
            }
            Self::White => {
                let unit = |i: u32| f64::from(hash(7, stream::FREE, i)) / 4_294_967_296.0;
                (0..(per_cm2 * 100.0) as u32)
                    .map(|i| mm([unit(2 * i), unit(2 * i + 1)]))
                    .collect()
            }
        }
    }

    /// Share of the dots that are gone (moved by over 1 µm) when 1 % more are asked for with the same seed.
    pub fn lost_when_denser(self, per_cm2: f64) -> f64 {
        let key = |p: &DVec3| [(p.x * 1000.0).round() as i64, (p.y * 1000.0).round() as i64];
        let more: HashSet<[i64; 2]> = self.points(per_cm2 * 1.01).iter().map(key).collect();
        let before = self.points(per_cm2);
        before.iter().filter(|p| !more.contains(&key(p))).count() as f64 / before.len() as f64
    }
}

/// Spectrum of the middle of the plane.
pub fn spectrum(plane: Plane, per_cm2: f64) -> Spectrum {
    let mut spectrum = Spectrum::default();
    let inside = |p: &DVec3| p.x.abs().max(p.y.abs()) < patch_mm(per_cm2) / 2.0;
    let points: Vec<_> = plane
        .points(per_cm2)
        .into_iter()
        .filter(inside)
        .map(|p| (p.x, p.y, 1.0))
        .collect();
    spectrum.add(&points, per_cm2);
    spectrum
}
