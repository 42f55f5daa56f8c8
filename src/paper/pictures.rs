//! Pictures for the documents: parts of the client's photo, with the dots of a moment or without.

use super::PaperError;
use super::pen::SheetBox;
use super::sheet::SheetPicture;
use crate::design::Document;
use crate::engine::{Engine, PixelRect};
use crate::head::HeadView;
use crate::output::legend::NO_PROMISE;
use crate::output::picture::{PhotoPart, PictureRequest, picture};
use crate::output::{EncodeInput, ImageFormat, encode, srgb8};
use crate::photo::{Channels, Photo, PhotoLimits, decode};
use glam::DVec2;
use std::io::Cursor;
use std::sync::Arc;

/// JPEG quality of pictures on paper (assumption: nothing is seen of it at the size of a page, and a report stays small).
const QUALITY: u8 = 88;

/// A picture and the part of the photo that it shows.
#[derive(Clone, Debug)]
pub(super) struct PlacedPicture {
    pub picture: SheetPicture,
    pub rect: PixelRect,
}

impl PlacedPicture {
    /// The largest box of the picture's shape inside another, in its middle.
    pub fn fitted(&self, room: SheetBox) -> SheetBox {
        let share = self.picture.height_share();
        let width = room.size.x.min(room.size.y / share);
        let size = DVec2::new(width, width * share);
        SheetBox {
            at: room.at + 0.5 * (room.size - size),
            size,
        }
    }

    /// Where a place of the photo is on the sheet; none outside the part.
    pub fn on_sheet(&self, place: SheetBox, photo_px: DVec2) -> Option<DVec2> {
        let from = DVec2::new(f64::from(self.rect.x), f64::from(self.rect.y));
        let size = DVec2::new(f64::from(self.rect.width), f64::from(self.rect.height));
        let share = (photo_px - from) / size;
        let inside = share.min_element() >= 0.0 && share.max_element() <= 1.0;
        inside.then(|| place.at + share * place.size)
    }
}

/// What is drawn: whose head, on which photo, by which engine.
pub(super) struct PictureSource<'a> {
    pub engine: &'a mut Engine,
    pub photo: &'a Arc<Photo>,
    pub view: &'a HeadView,
}

impl PictureSource<'_> {
    /// A part of the photo with a document's dots, as a JPEG of at most `most_px` a side.
    pub async fn drawn(
        &mut self,
        document: &Document,
        rect: PixelRect,
        most_px: u32,
    ) -> Result<PlacedPicture, PaperError> {
        let scale = (f64::from(most_px) / f64::from(rect.width.max(rect.height))).min(1.0);
        let size_px = [rect.width, rect.height].map(|px| ((f64::from(px) * scale).round() as u32).max(1));
        let frame = self
            .engine
            .render(document, self.photo, self.view, rect, size_px)
            .await?;
        let input = EncodeInput {
            width_px: size_px[0],
            height_px: size_px[1],
            channels: Channels::Rgb,
            samples: &frame.rgb,
            // A grey photo's three equal codes have no profile of three colours.
            icc: self
                .photo
                .colour
                .icc
                .as_deref()
                .filter(|_| !self.photo.channels.is_grey()),
            paper_mm_per_px: None,
        };
        let mut file = Cursor::new(Vec::new());
        encode(
            input,
            ImageFormat::Jpeg { quality: QUALITY },
            NO_PROMISE,
            &mut file,
        )?;
        Ok(placed(file, size_px, rect))
    }

    /// A part of the photo with a document's dots, as it is exported: the word "Simulation" and the moment stand in it.
    pub async fn simulated(
        &mut self,
        document: &Document,
        rect: PixelRect,
        most_px: u32,
    ) -> Result<PlacedPicture, PaperError> {
        let request = PictureRequest {
            legend: false,
            watermark: "",
            clinic: "",
            max_side: Some(most_px),
        };
        let part = PhotoPart {
            photo: Arc::clone(self.photo),
            view: self.view,
            rect,
        };
        let finished = picture(self.engine, document, part, &request, &mut |_| true).await?;
        let mut file = Cursor::new(Vec::new());
        finished.encode(ImageFormat::Jpeg { quality: QUALITY }, &mut file)?;
        Ok(placed(
            file,
            [finished.photo.width_px, finished.photo.height_px],
            rect,
        ))
    }
}

fn placed(file: Cursor<Vec<u8>>, size_px: [u32; 2], rect: PixelRect) -> PlacedPicture {
    PlacedPicture {
        picture: SheetPicture {
            size_px,
            bytes: Arc::new(file.into_inner()),
            is_png: false,
        },
        rect,
    }
}

/// A clinic's logo from its file, on white and without what the file says beside the picture.
///
/// # Errors
/// It is no picture.
pub fn logo(bytes: &[u8]) -> Result<SheetPicture, PaperError> {
    let picture = srgb8(&decode(bytes, &PhotoLimits::default())?);
    let mut file = Cursor::new(Vec::new());
    picture
        .write_to(&mut file, image::ImageFormat::Png)
        .map_err(|error| PaperError::Pdf(error.to_string()))?;
    Ok(SheetPicture {
        size_px: [picture.width(), picture.height()],
        bytes: Arc::new(file.into_inner()),
        is_png: true,
    })
}
