//! Pictures to give away, with the word 'Simulation' in or under them: one photo, before and simulation beside each other,
//! or all variants on one sheet. Window and command line draw through these doors, so their files are equal.

use super::ImageFormat;
use super::encode::{EncodeError, EncodeInput, encode};
use super::{legend, letters};
use crate::design::{Design, Document, Knob};
use crate::engine::{Engine, EngineError, PixelRect};
use crate::head::sites::FollicleSites;
use crate::head::{HeadView, ViewSource};
use crate::photo::{Channels, Photo, PhotoSamples};
use std::io::{Seek, Write};
use std::sync::Arc;

/// Space between the pictures of a pair or a sheet, over a picture's longer side.
const GAP_SHARE: f64 = 0.01;
/// Most pixels of a pair or sheet whose size nobody chose (assumption: opens everywhere).
pub(super) const MOST_PIXELS: f64 = 60e6;
/// The word over the untouched photo.
const BEFORE: &str = "Before";
/// What the label says of a head without a photo.
const NO_PORTRAIT: &str = "drawn head, not a portrait";

/// What is drawn besides the dots.
#[derive(Clone, Copy, Debug)]
pub struct PictureRequest<'a> {
    /// A strip under the picture with settings, scale bar and the clinic's name. Without it a small label stands in the
    /// picture's lower left corner.
    pub legend: bool,
    /// Text laid over the picture, or empty.
    pub watermark: &'a str,
    /// The clinic's name, or empty.
    pub clinic: &'a str,
    /// Longest side of the whole picture (the strip aside), px; it is never enlarged.
    pub max_side: Option<u32>,
}

/// The part of a photo that is drawn, and how it sees the head.
#[derive(Clone, Debug)]
pub struct PhotoPart<'a> {
    /// The photo, adjusted.
    pub photo: Arc<Photo>,
    /// Its view.
    pub view: &'a HeadView,
    /// The part, px.
    pub rect: PixelRect,
}

/// A finished picture.
#[derive(Clone, Debug)]
pub struct FinishedPicture {
    /// The pixels.
    pub photo: Photo,
    /// What goes into the file's metadata: settings, no names.
    pub description: String,
    /// Sentences for the person.
    pub notes: Vec<String>,
}

/// Hears the share that is done; answering `false` stops the work.
pub type ShareDone<'a> = &'a mut dyn FnMut(f64) -> bool;

/// The photo with its dots.
///
/// # Errors
/// As [`Engine::ink`].
pub async fn picture(
    engine: &mut Engine,
    document: &Document,
    source: PhotoPart<'_>,
    request: &PictureRequest<'_>,
    progress: ShareDone<'_>,
) -> Result<FinishedPicture, EngineError> {
    let rect = source.rect;
    let size = cell_size(rect, [1, 1], request.max_side, f64::INFINITY);
    let scale_mm_per_px = scale(&source, size);
    let is_drawn = source.view.source == ViewSource::Drawn;
    let (mut photo, notes) = drawn(engine, document, source, size, progress).await?;
    let mut description = legend::settings_line(&document.design);
    let mut legend = legend::plain_line(&document.design);
    let mut text = label_text(request, &document.design, "", photo.is_balanced);
    if is_drawn {
        for said in [&mut text, &mut description, &mut legend] {
            *said = format!("{said} · {NO_PORTRAIT}");
        }
    }
    if !request.legend {
        letters::label(&mut photo, &text);
    }
    Ok(finished(
        photo,
        [legend, description],
        notes,
        scale_mm_per_px,
        request,
    ))
}

/// The photo before and with its dots, beside each other, each with its word.
///
/// # Errors
/// As [`Engine::ink`].
pub async fn pair(
    engine: &mut Engine,
    document: &Document,
    source: PhotoPart<'_>,
    request: &PictureRequest<'_>,
    progress: ShareDone<'_>,
) -> Result<FinishedPicture, EngineError> {
    let size = cell_size(source.rect, [2, 1], request.max_side, MOST_PIXELS);
    let scale_mm_per_px = scale(&source, size);
    let bare = document.without_dots();
    let (mut before, _) = drawn(engine, &bare, source.clone(), size, &mut |share: f64| {
        progress(0.5 * share)
    })
    .await?;
    letters::label(&mut before, BEFORE);
    let half = &mut |share: f64| progress(0.5 + 0.5 * share);
    let (mut after, notes) = drawn(engine, document, source, size, half).await?;
    let text = label_text(request, &document.design, "", after.is_balanced);
    letters::label(&mut after, &text);
    let description = legend::settings_line(&document.design);
    let legend = legend::plain_line(&document.design);
    let photo = composed(&[before, after], 2).ok_or(EngineError::Cancelled)?;
    Ok(finished(
        photo,
        [legend, description],
        notes,
        scale_mm_per_px,
        request,
    ))
}

/// All variants on one sheet, each with its name. `sites` gives the follicle sites of a seed that the engine lacks.
///
/// # Errors
/// As [`Engine::ink`].
pub async fn sheet(
    engine: &mut Engine,
    variants: &[(String, Document)],
    source: PhotoPart<'_>,
    request: &PictureRequest<'_>,
    sites: &mut dyn FnMut(u32) -> Arc<FollicleSites>,
    progress: ShareDone<'_>,
) -> Result<FinishedPicture, EngineError> {
    let count = variants.len().max(1);
    let columns = (count as f64).sqrt().ceil() as usize;
    let size = cell_size(
        source.rect,
        [columns, count.div_ceil(columns)],
        request.max_side,
        MOST_PIXELS,
    );
    let scale_mm_per_px = scale(&source, size);
    let (mut cells, mut notes) = (Vec::new(), Vec::new());
    for (index, (name, document)) in variants.iter().enumerate() {
        if !engine.has_sites(document.design.seed) {
            engine.use_sites(sites(document.design.seed));
        }
        let part = &mut |share: f64| progress((index as f64 + share) / count as f64);
        let (mut cell, cell_notes) = drawn(engine, document, source.clone(), size, part).await?;
        let text = label_text(request, &document.design, name, cell.is_balanced);
        letters::label(&mut cell, &text);
        notes = cell_notes;
        cells.push(cell);
    }
    let lines = variants
        .iter()
        .map(|(name, document)| variant_line(name, &document.design));
    let lines = lines.collect::<Vec<_>>().join(" · ");
    let description = format!("{} {lines}", legend::NO_PROMISE);
    // Without variants there is nothing to write.
    let photo = composed(&cells, columns).ok_or(EngineError::Cancelled)?;
    let texts = [description.clone(), description];
    Ok(finished(photo, texts, notes, scale_mm_per_px, request))
}

impl FinishedPicture {
    /// Writes the picture; gives back notes for the person (what the format could not hold).
    ///
    /// # Errors
    /// As [`encode`].
    pub fn encode<W: Write + Seek>(
        &self,
        format: ImageFormat,
        writer: &mut W,
    ) -> Result<Vec<String>, EncodeError> {
        let input = EncodeInput {
            width_px: self.photo.width_px,
            height_px: self.photo.height_px,
            channels: self.photo.channels,
            samples: &self.photo.samples,
            icc: self.photo.colour.icc.as_deref(),
            paper_mm_per_px: None,
        };
        encode(input, format, &self.description, writer)
    }
}

/// 'Simulation · healed' (the moment and light that are shown), with the variant's name before it and the clinic's behind.
pub(super) fn label_text(
    request: &PictureRequest<'_>,
    design: &Design,
    variant: &str,
    is_balanced: bool,
) -> String {
    let balanced = if is_balanced {
        ", colour cast corrected"
    } else {
        ""
    };
    let stage = format!("Simulation · {}{balanced}", design.stage_words());
    let clinic = if request.legend { "" } else { request.clinic.trim() };
    let parts = [variant.trim(), &stage, clinic];
    parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ")
}

fn variant_line(name: &str, design: &Design) -> String {
    format!(
        "{name}: {}, style {}, density {}, dot-diameter {}, shade {}",
        design.stage_words(),
        design.style,
        design.get(Knob::Density),
        design.get(Knob::DotDiameter),
        design.get(Knob::Shade)
    )
}

/// Watermark and strip, which belong to the whole picture; the legend under it, and the description in the file.
pub(super) fn finished(
    mut photo: Photo,
    [legend, description]: [String; 2],
    notes: Vec<String>,
    scale_mm_per_px: f64,
    request: &PictureRequest<'_>,
) -> FinishedPicture {
    if !request.watermark.trim().is_empty() {
        letters::watermark(&mut photo, request.watermark.trim());
    }
    if request.legend {
        let line = match request.clinic.trim() {
            "" => legend,
            clinic => format!("{clinic} · {legend}"),
        };
        legend::append(&mut photo, &line, scale_mm_per_px);
    }
    FinishedPicture {
        photo,
        description,
        notes,
    }
}

/// Millimetres of head for a pixel of the picture, at the pupils.
pub(super) fn scale(source: &PhotoPart<'_>, size: [u32; 2]) -> f64 {
    source.view.mm_per_px * f64::from(source.rect.width) / f64::from(size[0].max(1))
}

/// Size of each of `columns × rows` pictures such that the whole keeps to the longest side and the most pixels.
pub(super) fn cell_size(
    rect: PixelRect,
    [columns, rows]: [usize; 2],
    max_side: Option<u32>,
    most_pixels: f64,
) -> [u32; 2] {
    let size = [rect.width, rect.height];
    let gap = GAP_SHARE * f64::from(rect.width.max(rect.height));
    let whole = |count: usize, px: u32| count as f64 * f64::from(px) + (count - 1) as f64 * gap;
    let (width, height) = (whole(columns, rect.width), whole(rows, rect.height));
    let scale = match max_side {
        Some(side) => f64::from(side) / width.max(height),
        None => (most_pixels / (width * height)).sqrt(),
    };
    match scale < 1.0 {
        // A single picture meets the side exactly; several may stay a pixel below it.
        true if columns == 1 => size.map(|px| ((f64::from(px) * scale).round() as u32).max(1)),
        true => size.map(|px| ((f64::from(px) * scale) as u32).max(1)),
        false => size,
    }
}

/// The rectangle with its dots at a size: at its own, only pixels with ink differ from the photo.
pub(super) async fn drawn(
    engine: &mut Engine,
    document: &Document,
    source: PhotoPart<'_>,
    size: [u32; 2],
    progress: ShareDone<'_>,
) -> Result<(Photo, Vec<String>), EngineError> {
    let PhotoPart { photo, view, rect } = source;
    if size == [rect.width, rect.height] {
        let mut photo = Arc::unwrap_or_clone(photo);
        engine.ink(document, &mut photo, view, rect, progress).await?;
        photo.cut(rect.x, rect.y, rect.width, rect.height);
        return Ok((photo, Vec::new()));
    }
    let mut notes = Vec::new();
    if photo.channels.has_alpha() {
        notes.push("at another size than the photo's own its transparent parts are white".to_owned());
    }
    let frame = engine.render(document, &photo, view, rect, size).await?;
    if !progress(1.0) {
        return Err(EngineError::Cancelled);
    }
    let (channels, samples) = match photo.channels.is_grey() {
        true => (Channels::Grey, one_of_three(frame.rgb)),
        false => (Channels::Rgb, frame.rgb),
    };
    let picture = Photo {
        width_px: size[0],
        height_px: size[1],
        channels,
        samples,
        ..photo.without_samples()
    };
    Ok((picture, notes))
}

/// Grey pictures come with three equal codes a pixel.
fn one_of_three(rgb: PhotoSamples) -> PhotoSamples {
    match rgb {
        PhotoSamples::U8(codes) => PhotoSamples::U8(codes.into_iter().step_by(3).collect()),
        PhotoSamples::U16(codes) => PhotoSamples::U16(codes.into_iter().step_by(3).collect()),
    }
}

/// Pictures of one size and kind in rows, white between them; none without pictures.
pub(super) fn composed(cells: &[Photo], columns: usize) -> Option<Photo> {
    let first = cells.first()?;
    let gap = (GAP_SHARE * f64::from(first.width_px.max(first.height_px))) as usize;
    let size = [first.width_px as usize, first.height_px as usize];
    let rows = cells.len().div_ceil(columns);
    let whole = [
        columns * size[0] + (columns - 1) * gap,
        rows * size[1] + (rows - 1) * gap,
    ];
    let count = whole[0] * whole[1] * first.channels.count();
    let mut photo = Photo {
        width_px: whole[0] as u32,
        height_px: whole[1] as u32,
        samples: match first.samples {
            PhotoSamples::U8(_) => PhotoSamples::U8(vec![u8::MAX; count]),
            PhotoSamples::U16(_) => PhotoSamples::U16(vec![u16::MAX; count]),
        },
        ..first.without_samples()
    };
    for (index, cell) in cells.iter().enumerate() {
        paste(
            &mut photo,
            cell,
            index % columns * (size[0] + gap),
            index / columns * (size[1] + gap),
        );
    }
    Some(photo)
}

/// Puts a picture into a larger one of the same kind.
pub(super) fn paste(whole: &mut Photo, cell: &Photo, left: usize, top: usize) {
    let channels = cell.channels.count();
    let (stride, line) = (
        whole.width_px as usize * channels,
        cell.width_px as usize * channels,
    );
    for row in 0..cell.height_px as usize {
        let (to, from) = ((top + row) * stride + left * channels, row * line);
        match (&mut whole.samples, &cell.samples) {
            (PhotoSamples::U8(to_codes), PhotoSamples::U8(codes)) => {
                to_codes[to..to + line].copy_from_slice(&codes[from..from + line]);
            }
            (PhotoSamples::U16(to_codes), PhotoSamples::U16(codes)) => {
                to_codes[to..to + line].copy_from_slice(&codes[from..from + line]);
            }
            // All cells come from one photo.
            _ => {}
        }
    }
}
