//! How much of the scalp a photo shows, place by place: ink is multiplied by it.

use super::packed;
use glam::DVec2;
use serde::{Deserialize, Serialize};

/// A coarse grid over the head in a photo. Beside the grid its border goes on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SeenMask {
    /// Upper left corner of the grid, px.
    pub corner_px: [f64; 2],
    /// Columns, 1 to 256; rows follow from the number of values.
    pub columns: u32,
    /// Side of a cell, px.
    pub cell_px: f64,
    /// Row by row: 0 nothing of the scalp is seen (background, long hair, ears, brows, glasses), 255 all of it.
    #[serde(with = "packed")]
    pub values: Vec<u8>,
}

/// Most columns (assumption: a millimetre a cell is enough, edges are soft).
const MAX_COLUMNS: u32 = 256;
impl SeenMask {
    /// The mask at a point of the photo, 0 to 1, bilinear between the cells' middles.
    pub fn at(&self, photo_px: DVec2) -> f64 {
        let columns = self.columns.max(1) as usize;
        let rows = (self.values.len() / columns).max(1);
        let cell = (photo_px - DVec2::from(self.corner_px)) / self.cell_px - 0.5;
        let cell = cell.clamp(DVec2::ZERO, DVec2::new((columns - 1) as f64, (rows - 1) as f64));
        let (x, y) = (cell.x as usize, cell.y as usize);
        let (right, below) = ((x + 1).min(columns - 1), (y + 1).min(rows - 1));
        let value = |x: usize, y: usize| f64::from(self.values.get(y * columns + x).copied().unwrap_or(255));
        let (across, down) = (cell.x - x as f64, cell.y - y as f64);
        let upper = value(x, y) + (value(right, y) - value(x, y)) * across;
        let lower = value(x, below) + (value(right, below) - value(x, below)) * across;
        (upper + (lower - upper) * down) / 255.0
    }

    /// The mask as it comes back from a file: in sixteen steps.
    #[must_use]
    pub fn stepped(mut self) -> Self {
        packed::stepped(&mut self.values);
        self
    }
}

/// Refuses numbers that make no sense.
///
/// # Errors
/// The sentence names the field.
pub fn check(mask: &SeenMask) -> Result<(), String> {
    let cells = mask.values.len();
    let columns = mask.columns as usize;
    let wrong = if columns == 0 || mask.columns > MAX_COLUMNS || cells == 0 || !cells.is_multiple_of(columns)
    {
        "has a number of cells that its columns don't divide, or more than 256 columns"
    } else if !(mask.cell_px.is_finite() && mask.cell_px > 0.0 && mask.cell_px < 1e5) {
        "has cells without size"
    } else if !mask.corner_px.iter().all(|c| c.is_finite() && c.abs() < 1e6) {
        "has a corner that is no pixel"
    } else {
        return Ok(());
    };
    Err(format!(
        "the view's seen mask {wrong}; correct it or leave the mask out"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mask() -> SeenMask {
        let values = (0..200).map(|i| if i % 20 < 12 { 255 } else { 34 }).collect();
        SeenMask {
            corner_px: [100.0, 50.0],
            columns: 20,
            cell_px: 4.0,
            values,
        }
    }

    #[test]
    fn a_mask_is_kept_in_few_letters_and_read_between_its_cells() {
        let kept = mask();
        let text = serde_json::to_string(&kept).expect("JSON");
        assert!(text.len() < 250, "{text}");
        let back: SeenMask = serde_json::from_str(&text).expect("reads");
        assert_eq!(back, kept.clone().stepped());
        assert!((kept.at(DVec2::new(100.0, 60.0)) - 1.0).abs() < 1e-9);
        let edge = kept.at(DVec2::new(100.0 + 12.0 * 4.0, 60.0));
        assert!((0.5..0.6).contains(&edge), "{edge}");
    }

    #[test]
    fn nonsense_is_refused_in_words() {
        let mut bad = mask();
        bad.columns = 7;
        assert!(check(&bad).expect_err("refused").contains("columns"));
    }
}
