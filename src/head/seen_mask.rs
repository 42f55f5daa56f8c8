//! How much of the scalp a photo shows, place by place: ink is multiplied by it.

use glam::DVec2;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

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
    #[serde(serialize_with = "packed", deserialize_with = "unpacked")]
    pub values: Vec<u8>,
}

/// Most columns, and most cells (assumption: a millimetre a cell is enough, edges are soft).
const MAX_COLUMNS: u32 = 256;
const MAX_CELLS: usize = 256 * 1024;
/// The grid is stored in steps of this.
const STEP: u8 = 17;
/// Letters that stand for the sixteen steps.
const LETTERS: &[u8; 16] = b"0123456789abcdef";

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
        self.values
            .iter_mut()
            .for_each(|value| *value = step(*value) * STEP);
        self
    }
}

fn step(value: u8) -> u8 {
    ((u16::from(value) + u16::from(STEP) / 2) / u16::from(STEP)) as u8
}

/// One letter for each step, with a count in braces where it stands several times: `f{120}0` is 120 times f, then 0.
fn packed<S: Serializer>(values: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    let mut text = String::new();
    for run in values.chunk_by(|a, b| step(*a) == step(*b)) {
        let letter = LETTERS[usize::from(step(run[0]))] as char;
        match run.len() {
            1 => text.push(letter),
            count => text.push_str(&format!("{letter}{{{count}}}")),
        }
    }
    serializer.serialize_str(&text)
}

fn unpacked<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
    let text = String::deserialize(deserializer)?;
    values_of(&text).map_err(D::Error::custom)
}

fn values_of(text: &str) -> Result<Vec<u8>, String> {
    let wrong =
        || "the view's seen mask holds something else than steps 0 to f; leave the mask out".to_owned();
    let mut values: Vec<u8> = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((letter, after)) = rest.split_first() {
        let place = LETTERS
            .iter()
            .position(|known| known == letter)
            .ok_or_else(wrong)?;
        rest = after;
        let mut count = 1;
        if let Some(after) = rest.strip_prefix(b"{") {
            let end = after.iter().position(|byte| *byte == b'}').ok_or_else(wrong)?;
            let digits = std::str::from_utf8(&after[..end]).map_err(|_| wrong())?;
            count = digits.parse::<usize>().map_err(|_| wrong())?;
            rest = &after[end + 1..];
        }
        if count > MAX_CELLS - values.len() {
            return Err("the view's seen mask has too many cells; leave the mask out".into());
        }
        values.extend(std::iter::repeat_n(place as u8 * STEP, count));
    }
    Ok(values)
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
        let read = |text: &str| values_of(text).expect_err("refused");
        assert!(read("fz").contains("0 to f") && read("f{9").contains("0 to f"));
        assert!(read("f{99999999}").contains("too many"));
        let mut bad = mask();
        bad.columns = 7;
        assert!(check(&bad).expect_err("refused").contains("columns"));
    }
}
