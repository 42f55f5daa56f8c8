//! Pictures to hand over and to share: before and simulation split or beside each other, in the shapes that are shared, and with
//! nothing in them by which a client is known.

use super::framing::{ShareShape, above_brows, eye_box};
use super::legend;
use super::letters;
use super::picture::{
    FinishedPicture, MOST_PIXELS, PhotoPart, PictureRequest, ShareDone, cell_size, composed, drawn, finished,
    label_text, paste, scale,
};
use crate::design::Document;
use crate::engine::{Engine, EngineError, PixelRect};
use crate::head::Head;
use crate::photo::{Photo, PhotoSamples};
use glam::DVec2;

/// The word over the untouched photo.
const BEFORE: &str = "Before";
/// Grey of what covers the eyes, share of white (assumption).
const COVER_GREY: f64 = 0.16;
/// Width of the line of a split over the picture's width (assumption).
const LINE_SHARE: f64 = 0.003;

/// What stands in the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShareForm {
    /// The simulation.
    Picture,
    /// Before and simulation beside each other; in a story above each other.
    Pair,
    /// One head, the left half before and the right half after.
    Split,
}

impl ShareForm {
    /// All forms with their names.
    pub const ALL: [(&'static str, ShareForm); 3] = [
        ("picture", ShareForm::Picture),
        ("pair", ShareForm::Pair),
        ("split", ShareForm::Split),
    ];
}

/// What keeps the client from being known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaceCover {
    /// A bar over the eyes.
    Eyes,
    /// Nothing under the brows is in the picture.
    BelowBrows,
    /// Nothing: the whole face is shown.
    Nothing,
}

impl FaceCover {
    /// All covers with their names.
    pub const ALL: [(&'static str, FaceCover); 3] = [
        ("eyes", FaceCover::Eyes),
        ("below-brows", FaceCover::BelowBrows),
        ("nothing", FaceCover::Nothing),
    ];
}

/// How a picture is shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShareRequest {
    /// What stands in it.
    pub form: ShareForm,
    /// Its shape.
    pub shape: ShareShape,
    /// What keeps the client from being known.
    pub cover: FaceCover,
}

impl ShareRequest {
    /// What is proposed: one head, half before and half after, the eyes covered.
    pub const USUAL: ShareRequest = ShareRequest {
        form: ShareForm::Split,
        shape: ShareShape::Head,
        cover: FaceCover::Eyes,
    };

    /// The part of the photo that one picture shows, and columns and rows of pictures; none where nothing is left above the brows.
    fn part(&self, head: &Head, source: &PhotoPart<'_>) -> Option<(PixelRect, [usize; 2])> {
        let bounds = match self.cover {
            FaceCover::BelowBrows => above_brows(head, source.view, source.rect)?,
            FaceCover::Eyes | FaceCover::Nothing => source.rect,
        };
        let grid = match (self.form, self.shape) {
            (ShareForm::Pair, ShareShape::Story) => [1, 2],
            (ShareForm::Pair, _) => [2, 1],
            (ShareForm::Picture | ShareForm::Split, _) => [1, 1],
        };
        Some((self.shape.rect_of_cells(head, source.view, bounds, grid), grid))
    }
}

/// A picture to share. Its description says no more than that it is a simulation; `source.rect` bounds what is shown.
///
/// # Errors
/// As [`Engine::ink`]; [`EngineError::Cancelled`] where nothing is left to show.
pub async fn share(
    engine: &mut Engine,
    document: &Document,
    source: PhotoPart<'_>,
    share: &ShareRequest,
    request: &PictureRequest<'_>,
    progress: ShareDone<'_>,
) -> Result<FinishedPicture, EngineError> {
    let (rect, grid) = share
        .part(&document.head, &source)
        .ok_or(EngineError::Cancelled)?;
    let source = PhotoPart { rect, ..source };
    let size = cell_size(rect, grid, request.max_side, MOST_PIXELS);
    let scale_mm_per_px = scale(&source, size);
    let eyes = match share.cover {
        FaceCover::Eyes => eye_box(&document.head, source.view),
        FaceCover::BelowBrows | FaceCover::Nothing => None,
    };
    let in_picture = |at: DVec2| {
        let from = DVec2::new(f64::from(rect.x), f64::from(rect.y));
        (at - from) * f64::from(size[0]) / f64::from(rect.width)
    };
    let eyes = eyes.map(|sides| sides.map(|corners| corners.map(in_picture)));
    let text = |is_balanced| label_text(request, &document.design, "", is_balanced);
    let part = if share.form == ShareForm::Picture {
        1.0
    } else {
        0.5
    };
    let first = &mut |share: f64| progress(part * share);
    let (mut after, notes) = drawn(engine, document, source.clone(), size, first).await?;
    cover(&mut after, eyes);
    let photo = match share.form {
        ShareForm::Picture => {
            let said = text(after.is_balanced);
            letters::label(&mut after, &said);
            after
        }
        ShareForm::Pair | ShareForm::Split => {
            let bare = document.without_dots();
            let second = &mut |share: f64| progress(part + part * share);
            let (mut before, _) = drawn(engine, &bare, source, size, second).await?;
            cover(&mut before, eyes);
            let said = text(after.is_balanced);
            match share.form {
                ShareForm::Split => split(&before, &after, &said),
                ShareForm::Pair | ShareForm::Picture => {
                    letters::label(&mut before, BEFORE);
                    letters::label(&mut after, &said);
                    composed(&[before, after], grid[0]).ok_or(EngineError::Cancelled)?
                }
            }
        }
    };
    let description = legend::NO_PROMISE.to_owned();
    let texts = [description.clone(), description];
    Ok(finished(photo, texts, notes, scale_mm_per_px, request))
}

/// The left half before and the right half after, each with its word, and a white line between them.
fn split(before: &Photo, after: &Photo, said: &str) -> Photo {
    let (width, height) = (after.width_px, after.height_px);
    let middle = width / 2;
    let half = |of: &Photo, from: u32, wide: u32, word: &str| {
        let mut half = of.clone();
        half.cut(from, 0, wide, height);
        letters::label(&mut half, word);
        half
    };
    let mut whole = after.clone();
    paste(
        &mut whole,
        &half(after, middle, width - middle, said),
        middle as usize,
        0,
    );
    paste(&mut whole, &half(before, 0, middle.max(1), BEFORE), 0, 0);
    let line = ((LINE_SHARE * f64::from(width)).round() as u32).max(1);
    let from = f64::from(middle.saturating_sub(line / 2));
    let to = from + f64::from(line);
    let corners = [
        (from, 0.0),
        (to, 0.0),
        (to, f64::from(height)),
        (from, f64::from(height)),
    ];
    fill(&mut whole, corners.map(|(x, y)| DVec2::new(x, y)), 1.0);
    whole
}

/// Covers a box by its sides; what was there is gone.
fn cover(photo: &mut Photo, sides: Option<[[DVec2; 4]; 6]>) {
    for corners in sides.into_iter().flatten() {
        fill(photo, corners, COVER_GREY);
    }
}

/// Fills a convex shape of four corners with a grey, share of white: every pixel whose middle lies in it.
fn fill(photo: &mut Photo, corners: [DVec2; 4], grey: f64) {
    let channels = photo.channels.count();
    let colours = channels - usize::from(photo.channels.has_alpha());
    let low = corners
        .into_iter()
        .fold(DVec2::INFINITY, DVec2::min)
        .max(DVec2::ZERO);
    let size = DVec2::new(f64::from(photo.width_px), f64::from(photo.height_px));
    let high = corners
        .into_iter()
        .fold(DVec2::NEG_INFINITY, DVec2::max)
        .min(size);
    let inside = |at: DVec2| {
        let sides =
            (0..4).map(|index| (corners[(index + 1) % 4] - corners[index]).perp_dot(at - corners[index]));
        let (mut left, mut right) = (true, true);
        for side in sides {
            left &= side >= 0.0;
            right &= side <= 0.0;
        }
        left || right
    };
    for y in low.y.floor() as usize..high.y.ceil().max(0.0) as usize {
        for x in low.x.floor() as usize..high.x.ceil().max(0.0) as usize {
            if !inside(DVec2::new(x as f64 + 0.5, y as f64 + 0.5)) {
                continue;
            }
            let at = (y * photo.width_px as usize + x) * channels;
            match &mut photo.samples {
                PhotoSamples::U8(codes) => codes[at..at + colours].fill((grey * 255.0) as u8),
                PhotoSamples::U16(codes) => codes[at..at + colours].fill((grey * 65_535.0) as u16),
            }
        }
    }
}
