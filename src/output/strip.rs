//! All photos of a project beside each other, each with the same dots.

use super::picture::{FinishedPicture, PhotoPart, PictureRequest, ShareDone, drawn, finished, label_text};
use super::{legend, letters, srgb8};
use crate::design::Document;
use crate::engine::{Engine, EngineError};
use crate::photo::Photo;
use image::{Rgb, RgbImage, imageops};

/// Space between two photos over the strip's height.
const GAP_SHARE: f64 = 0.01;
/// Height of the strip unless a side is asked for, px; no photo is enlarged (assumption: fills a wide screen twice).
const HEIGHT_PX: u32 = 1600;

/// The photos in one row of one height, each with its dots and under its name. In sRGB of 8 bits: they may come from several cameras.
///
/// # Errors
/// As [`Engine::ink`].
pub async fn strip(
    engine: &mut Engine,
    document: &Document,
    parts: &[(String, PhotoPart<'_>)],
    request: &PictureRequest<'_>,
    progress: ShareDone<'_>,
) -> Result<FinishedPicture, EngineError> {
    let heights = parts.iter().map(|(_, part)| part.rect.height);
    let height = heights.chain([HEIGHT_PX]).min().unwrap_or(HEIGHT_PX);
    let shapes: f64 = parts
        .iter()
        .map(|(_, part)| f64::from(part.rect.width) / f64::from(part.rect.height.max(1)) + GAP_SHARE)
        .sum();
    let most = request
        .max_side
        .map(|side| (f64::from(side) / (shapes - GAP_SHARE).max(1.0)) as u32);
    let height = height.min(most.unwrap_or(height)).max(1);
    let gap = (GAP_SHARE * f64::from(height)) as u32;
    let (mut cells, mut notes) = (Vec::new(), Vec::<String>::new());
    for (index, (name, part)) in parts.iter().enumerate() {
        let rect = part.rect;
        let width = f64::from(rect.width) * f64::from(height) / f64::from(rect.height.max(1));
        let size = [(width as u32).max(1), height];
        let done = &mut |share: f64| progress((index as f64 + share) / parts.len() as f64);
        let (mut cell, cell_notes) = drawn(engine, document, part.clone(), size, done).await?;
        let text = label_text(request, &document.design, name, cell.is_balanced);
        letters::label(&mut cell, &text);
        cells.push(srgb8(&cell));
        for note in cell_notes {
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
    }
    let width: u32 = cells.iter().map(|cell| cell.width() + gap).sum();
    let mut row = RgbImage::from_pixel(width.saturating_sub(gap).max(1), height, Rgb([u8::MAX; 3]));
    let mut left = 0;
    for cell in &cells {
        imageops::replace(&mut row, cell, i64::from(left), 0);
        left += cell.width() + gap;
    }
    let photo = Photo::from_srgb8([row.width(), row.height()], row.into_raw());
    let description = legend::settings_line(&document.design);
    // A strip has no scale of its own, and no legend.
    let texts = [description.clone(), description];
    Ok(finished(photo, texts, notes, 1.0, request))
}
