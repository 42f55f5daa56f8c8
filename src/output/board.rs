//! The style board: several treatments of one photo on one sheet, in one crop, each with its name and what differs.

use super::legend::{self, LegendPen};
use super::letters;
use super::picture::{
    FinishedPicture, MOST_PIXELS, PhotoPart, PictureRequest, ShareDone, cell_size, composed, drawn,
    label_text, scale,
};
use crate::check::{differences, summary};
use crate::design::Document;
use crate::engine::{Engine, EngineError};
use crate::head::sites::FollicleSites;
use crate::photo::Photo;
use ab_glyph::FontRef;
use std::sync::Arc;

/// Width over height that a sheet comes nearest to: paper on its side (A4).
const SHEET_ASPECT: f64 = 1.414;
/// Height of a cell's name over the cell's width, and the least, px; the lines below are smaller by the last share (assumptions:
/// names are read from a step away).
const NAME_SHARE: f32 = 0.045;
const NAME_LEAST_PX: f32 = 12.0;
const LINE_SHARE: f32 = 0.72;
/// Distance of lines over the height of their letters.
const LEADING: f32 = 1.35;

/// One treatment of the board.
#[derive(Clone, Debug)]
pub struct BoardCell {
    /// Its name.
    pub name: String,
    /// What it is, or what differs from the first, in one line that is broken where it has to be.
    pub line: String,
    /// The treatment.
    pub document: Document,
}

impl BoardCell {
    /// The cells of variants with their names: the first says what it is, the others what differs from it.
    pub fn of(variants: &[(String, Document)]) -> Vec<BoardCell> {
        let cell = |(index, (name, document)): (usize, &(String, Document))| {
            let words = match index {
                0 => summary(document),
                _ => differences(&variants[0].1, document),
            };
            BoardCell {
                name: name.clone(),
                line: match words.is_empty() {
                    true => "as the first".to_owned(),
                    false => words.join(" · "),
                },
                document: document.clone(),
            }
        };
        variants.iter().enumerate().map(cell).collect()
    }
}

/// All cells on one sheet. `sites` gives the follicle sites of a seed that the engine lacks.
///
/// # Errors
/// As [`Engine::ink`].
pub async fn board(
    engine: &mut Engine,
    cells: &[BoardCell],
    source: PhotoPart<'_>,
    request: &PictureRequest<'_>,
    sites: &mut dyn FnMut(u32) -> Arc<FollicleSites>,
    progress: ShareDone<'_>,
) -> Result<FinishedPicture, EngineError> {
    let count = cells.len().max(1);
    let aspect = f64::from(source.rect.width) / f64::from(source.rect.height.max(1));
    let columns = columns(count, aspect);
    let size = cell_size(
        source.rect,
        [columns, count.div_ceil(columns)],
        request.max_side,
        MOST_PIXELS,
    );
    let scale_mm_per_px = scale(&source, size);
    let captions = CaptionSize::of(cells, size[0]);
    let (mut pictures, mut notes) = (Vec::new(), Vec::new());
    for (index, cell) in cells.iter().enumerate() {
        let seed = cell.document.design.seed;
        if !engine.has_sites(seed) {
            engine.use_sites(sites(seed));
        }
        let part = &mut |share: f64| progress((index as f64 + share) / count as f64);
        let (mut picture, said) = drawn(engine, &cell.document, source.clone(), size, part).await?;
        // The clinic stands in the foot.
        let of_cell = PictureRequest {
            legend: true,
            ..*request
        };
        let text = label_text(&of_cell, &cell.document.design, "", picture.is_balanced);
        letters::label(&mut picture, &text);
        captions.append(&mut picture, cell);
        pictures.push(picture);
        notes = said;
    }
    let mut photo = composed(&pictures, columns).ok_or(EngineError::Cancelled)?;
    if !request.watermark.trim().is_empty() {
        letters::watermark(&mut photo, request.watermark.trim());
    }
    let lines = cells.iter().map(|cell| format!("{}: {}", cell.name, cell.line));
    let description = format!("{} {}", legend::NO_PROMISE, lines.collect::<Vec<_>>().join(" · "));
    let foot = match request.clinic.trim() {
        "" => legend::NO_PROMISE.to_owned(),
        clinic => format!("{clinic} · {}", legend::NO_PROMISE),
    };
    legend::append_sized(&mut photo, &foot, scale_mm_per_px, LINE_SHARE * captions.name_px);
    Ok(FinishedPicture {
        photo,
        description,
        notes,
    })
}

/// Columns with which a sheet of pictures of an aspect comes nearest to paper.
fn columns(count: usize, aspect: f64) -> usize {
    let off = |columns: usize| {
        let rows = count.div_ceil(columns);
        let empty = (columns * rows - count) as f64;
        let sheet = columns as f64 * aspect / rows as f64;
        (sheet / SHEET_ASPECT).ln().abs() + 0.3 * empty
    };
    (1..=count)
        .min_by(|a, b| off(*a).total_cmp(&off(*b)))
        .unwrap_or(1)
}

/// Room for the captions: the same in all cells, so that rows line up.
struct CaptionSize {
    font: Option<FontRef<'static>>,
    name_px: f32,
    rows: usize,
}

impl CaptionSize {
    fn of(cells: &[BoardCell], width_px: u32) -> Self {
        let mut size = CaptionSize {
            font: letters::font(),
            name_px: (NAME_SHARE * width_px as f32).max(NAME_LEAST_PX),
            rows: 1,
        };
        let rows = cells.iter().map(|cell| size.lines(cell, width_px).len()).max();
        size.rows = rows.unwrap_or(1).max(1);
        size
    }

    /// The line below the name, broken.
    fn lines(&self, cell: &BoardCell, width_px: u32) -> Vec<String> {
        let room_px = width_px as f32 - self.name_px;
        match &self.font {
            Some(font) => legend::wrapped(font, LINE_SHARE * self.name_px, &cell.line, room_px),
            None => Vec::new(),
        }
    }

    /// Puts name and line under a picture.
    fn append(&self, picture: &mut Photo, cell: &BoardCell) {
        let Some(font) = &self.font else {
            return;
        };
        let (name_px, line_px) = (self.name_px, LINE_SHARE * self.name_px);
        let width = picture.width_px as usize;
        let height = (LEADING * (name_px + self.rows as f32 * line_px) + 0.8 * name_px) as usize;
        let mut strip = vec![u8::MAX; width * height];
        let mut pen = LegendPen {
            strip: &mut strip,
            width,
        };
        let left = 0.5 * name_px;
        let mut base = LEADING * name_px;
        pen.text(font, name_px, left, base, &cell.name);
        // Twice, a hair beside: the light cut of the font reads as a heading.
        pen.text(font, name_px, left + 0.04 * name_px, base, &cell.name);
        base += 0.1 * name_px;
        for line in self.lines(cell, picture.width_px) {
            base += LEADING * line_px;
            pen.text(font, line_px, left, base, &line);
        }
        legend::extend(picture, &strip);
        picture.height_px += height as u32;
    }
}

#[cfg(test)]
mod tests {
    use super::columns;

    #[test]
    fn a_sheet_comes_near_to_paper() {
        assert_eq!(columns(3, 0.8), 3);
        assert_eq!(columns(4, 1.4), 2);
        assert_eq!(columns(6, 1.0), 3);
        assert_eq!(columns(1, 0.8), 1);
        // No row stands half empty where full ones come as near.
        assert_eq!(columns(4, 0.8), 2);
    }
}
