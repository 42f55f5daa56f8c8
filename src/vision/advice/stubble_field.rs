//! How uneven an even field of dots looks at several scales.

use super::match_sides::{DotLight, SCALES_MM};
use std::sync::LazyLock;

/// The pattern of dots, fitted to 15 rendered fields with the default hand (rms 3 %, largest 6 % over three scales,
/// `tests/engine/sides.rs`): where its power rises from nothing to white noise's, cycles over the root of the density; the
/// hand's offset, mm; how much more each dot's own variation counts; how much the logarithm of light rises above its mean.
const PATTERN_RISE: [f64; 2] = [0.64, 0.88];
const PATTERN_OFFSET_MM: f64 = 0.085;
const PATTERN_SPREAD: f64 = 1.94;
const PATTERN_LOGARITHM: f64 = 0.68;
/// Step and end of the frequencies over which power is summed, cycles a mm.
const FREQUENCY_STEP: f64 = 0.05;
const FREQUENCIES: usize = 90;

/// Frequencies, cycles a mm, and how much power there counts for the contrast at each of [`SCALES_MM`]. The same for every field; of
/// two frequencies that are each other's mirror image one stands for both.
static FACTORS: LazyLock<Vec<(f64, [f64; 3])>> = LazyLock::new(|| {
    let tau = std::f64::consts::TAU;
    let frequency = |index: usize| (index as f64 + 0.5) * FREQUENCY_STEP;
    let window = |f: f64, scale_mm: f64| {
        let x = 0.5 * tau * f * scale_mm;
        if x < 1e-9 { 1.0 } else { x.sin() / x }
    };
    let difference = |f: f64, scale_mm: f64| (2.0 - 2.0 * (tau * f * scale_mm).cos()).powi(2) / 6.0;
    let mut factors = Vec::with_capacity(FREQUENCIES * (FREQUENCIES + 1) / 2);
    for i in 0..FREQUENCIES {
        for j in 0..=i {
            let (x, y) = (frequency(i), frequency(j));
            let both = if i == j { 1.0 } else { 2.0 };
            let of_scale = |scale_mm: f64| {
                let through = (window(x, scale_mm) * window(y, scale_mm)).powi(2);
                both * through * 0.5 * (difference(x, scale_mm) + difference(y, scale_mm))
            };
            factors.push((libm::hypot(x, y), SCALES_MM.map(of_scale)));
        }
    }
    factors
});

/// An even field of dots in a photo.
pub(super) struct StubbleField {
    /// Dots a cm².
    pub density: f64,
    /// Each of them.
    pub dot: DotLight,
    /// Standard deviation of the photo's blur, mm.
    pub blur_mm: f64,
}

impl StubbleField {
    /// Spread of the logarithm of light in windows of each of [`SCALES_MM`], as second differences of neighbouring windows show it.
    pub(super) fn contrasts(&self) -> [f64; 3] {
        let mut sums = [0.0; 3];
        for (frequency, factors) in FACTORS.iter() {
            let power = self.spectrum(*frequency);
            sums.iter_mut()
                .zip(factors)
                .for_each(|(sum, factor)| *sum += power * factor);
        }
        // Four quadrants of frequencies.
        let taken = self.density / 100.0 * self.dot.whole_mm2();
        sums.map(|sum| (4.0 * sum).sqrt() * FREQUENCY_STEP * (1.0 + PATTERN_LOGARITHM * taken))
    }

    /// Power of the logarithm of light at a frequency, mm².
    fn spectrum(&self, frequency: f64) -> f64 {
        let per_mm2 = self.density / 100.0;
        let bell = |sigma_mm: f64| (-2.0 * (std::f64::consts::PI * sigma_mm * frequency).powi(2)).exp();
        let shape = self.dot.core_mm2 * bell(self.dot.core_sigma_mm)
            + self.dot.halo_mm2 * bell(self.dot.halo_sigma_mm);
        let rise = (frequency / per_mm2.sqrt() - PATTERN_RISE[0]) / (PATTERN_RISE[1] - PATTERN_RISE[0]);
        let t = rise.clamp(0.0, 1.0);
        let even = t * t * (3.0 - 2.0 * t);
        let kept = (-4.0 * (std::f64::consts::PI * PATTERN_OFFSET_MM * frequency).powi(2)).exp();
        let pattern = 1.0 - (1.0 - even) * kept;
        per_mm2 * (shape * bell(self.blur_mm)).powi(2) * (pattern + PATTERN_SPREAD * self.dot.spread.powi(2))
    }
}
