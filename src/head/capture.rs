//! How a photo was taken, as far as dots must know it: sharpness, grain, the skin's colour, the light.
//!
//! Measured from the photo once (`vision`) and kept with its view, so that a saved project looks the same for ever.

use glam::DVec2;
use serde::{Deserialize, Serialize};

/// What was measured of one photo.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CaptureFacts {
    /// Local blur of the photo.
    pub sharpness: BlurGrid,
    /// Standard deviation of the photo's grain over the light of the skin, in linear light (0.01 is a clean photo).
    pub grain: f64,
    /// Correlation length of the grain, px: standard deviation of the blur that white noise would need to look like it.
    pub grain_sigma_px: f64,
    /// The client's own bare skin, even light: linear light, sRGB primaries, 0 to 1.
    pub skin_rgb: [f64; 3],
    /// Individual typology angle of that skin, degrees, and its standard deviation.
    pub ita_deg: [f64; 2],
    /// Melanosomes in the epidermis, share of its volume (0.02 fair, 0.40 very dark), from the angle that the skin most
    /// likely has: what was measured, drawn to the middle of people by its doubt.
    pub melanosomes: f64,
    /// Unit vector towards the main light, head frame.
    pub light_from: [f64; 3],
    /// Share of the skin's light that comes from there: 0 even, 1 a single lamp.
    pub light_share: f64,
    /// How far fine dark detail is lifted over its surroundings by the camera's sharpening: 1 not at all, 2 to twice its depth.
    #[serde(default = "plain")]
    pub crisp: f64,
}

/// What a photo whose sharpening nobody measured is taken for.
fn plain() -> f64 {
    1.0
}

impl CaptureFacts {
    /// The same with the typology angle (degrees) that a person has set; it stands without doubt.
    #[must_use]
    pub fn with_skin(&self, ita_deg: Option<f64>) -> Self {
        match ita_deg {
            Some(ita_deg) => CaptureFacts {
                ita_deg: [ita_deg, 0.0],
                melanosomes: melanosomes(ita_deg),
                ..self.clone()
            },
            None => self.clone(),
        }
    }
}

/// Typology angles (degrees) and the melanosomes that stand for them, share of the epidermis (assumption: between the
/// ends of Jacques' ranges, 1.3 to 43 %).
const MELANOSOMES: [[f64; 2]; 7] = [
    [-50.0, 0.40],
    [-30.0, 0.30],
    [10.0, 0.15],
    [28.0, 0.09],
    [41.0, 0.05],
    [55.0, 0.02],
    [70.0, 0.013],
];

/// Melanosomes in the epidermis for a typology angle (degrees), share of its volume.
pub fn melanosomes(ita_deg: f64) -> f64 {
    let ends = |at: usize| MELANOSOMES[at];
    let high = MELANOSOMES.iter().position(|point| point[0] >= ita_deg);
    match high {
        Some(0) => ends(0)[1],
        None => ends(MELANOSOMES.len() - 1)[1],
        Some(high) => {
            let ([x0, y0], [x1, y1]) = (ends(high - 1), ends(high));
            y0 + (y1 - y0) * (ita_deg - x0) / (x1 - x0)
        }
    }
}

/// Blur of a photo on a coarse grid over all of it: standard deviation of a Gaussian that turns pixel-sharp detail into
/// the photo's own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct BlurGrid {
    /// Columns of the grid, at least 1; rows follow from the number of values.
    pub columns: u32,
    /// Side of a cell, px.
    pub cell_px: f64,
    /// Row by row, px; each the value at its cell's middle.
    pub sigma_px: Vec<f64>,
}

impl BlurGrid {
    /// The blur at a point of the photo, px, bilinear between the cells' middles.
    pub fn at(&self, photo_px: DVec2) -> f64 {
        let columns = self.columns.max(1) as usize;
        let rows = (self.sigma_px.len() / columns).max(1);
        let place = |value: f64, count: usize| {
            let at = (value / self.cell_px - 0.5).clamp(0.0, (count - 1) as f64);
            let low = (at.floor() as usize).min(count.saturating_sub(2));
            (low, (low + 1).min(count - 1), at - low as f64)
        };
        let (left, right, x) = place(photo_px.x, columns);
        let (top, bottom, y) = place(photo_px.y, rows);
        let value =
            |row: usize, column: usize| self.sigma_px.get(row * columns + column).copied().unwrap_or(0.0);
        let mix = |a: f64, b: f64, t: f64| a + (b - a) * t;
        mix(
            mix(value(top, left), value(top, right), x),
            mix(value(bottom, left), value(bottom, right), x),
            y,
        )
    }
}

/// Refuses numbers that make no sense.
///
/// # Errors
/// The sentence names the field.
pub fn check(capture: &CaptureFacts) -> Result<(), String> {
    let CaptureFacts {
        sharpness, skin_rgb, ..
    } = capture;
    let within = |value: f64, low: f64, high: f64| value.is_finite() && (low..=high).contains(&value);
    let cells = sharpness.sigma_px.len();
    let wrong = if sharpness.columns == 0 || cells == 0 || !cells.is_multiple_of(sharpness.columns as usize) {
        "sharpness has a number of cells that its columns don't divide"
    } else if cells > MAX_CELLS || !within(sharpness.cell_px, 1.0, 1e5) {
        "sharpness has too many cells or a cell without size"
    } else if !sharpness.sigma_px.iter().all(|s| within(*s, 0.0, MAX_BLUR_PX)) {
        "sharpness has a blur outside 0 to 60 px"
    } else if !within(capture.grain, 0.0, 1.0) || !within(capture.grain_sigma_px, 0.0, MAX_BLUR_PX) {
        "grain is outside 0 to 1"
    } else if !skin_rgb.iter().all(|c| within(*c, 0.0, 1.0)) {
        "skin-rgb is outside 0 to 1"
    } else if !within(capture.ita_deg[0], -90.0, 90.0) || !within(capture.ita_deg[1], 0.0, 90.0) {
        "ita-deg is no angle"
    } else if !within(capture.melanosomes, 0.0, 0.6) {
        "melanosomes is outside 0 to 0.6"
    } else if !within(capture.crisp, 0.5, MAX_CRISP) {
        "crisp is outside 0.5 to 4"
    } else if !capture.light_from.iter().all(|c| within(*c, -1.0, 1.0))
        || !within(capture.light_share, 0.0, 1.0)
    {
        "light has a direction or share outside its range"
    } else {
        return Ok(());
    };
    Err(format!(
        "the view's capture is wrong: {wrong}; correct it or leave the capture out"
    ))
}

/// Most cells of a sharpness grid (assumption).
const MAX_CELLS: usize = 65_536;
/// The largest blur taken, standard deviation, px (assumption); `place.wgsl` has it too.
pub const MAX_BLUR_PX: f64 = 60.0;
/// Strongest sharpening that is believed (assumption).
const MAX_CRISP: f64 = 4.0;
