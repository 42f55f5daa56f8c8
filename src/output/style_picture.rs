//! The picture of a style on a head that is no client's.

use super::framing::ShareShape;
use super::picture::{PhotoPart, PictureRequest, picture};
use super::srgb8;
use crate::design::{Design, Document};
use crate::engine::{Engine, EngineError};
use crate::head::{Head, HeadView};
use crate::photo::Photo;
use std::sync::Arc;

/// Longest side of a style's picture, px.
const PICTURE_PX: u32 = 480;

/// A design on a head, PNG. The engine has the sites of the design's seed.
///
/// # Errors
/// As [`Engine::ink`].
pub async fn style_picture(
    engine: &mut Engine,
    design: Design,
    head: Head,
    view: &HeadView,
    photo: Arc<Photo>,
) -> Result<Vec<u8>, EngineError> {
    let source = PhotoPart {
        photo,
        rect: ShareShape::Head.rect(&head, view),
        view,
    };
    let request = PictureRequest {
        legend: false,
        watermark: "",
        clinic: "",
        max_side: Some(PICTURE_PX),
    };
    let document = Document::new(head, design);
    let drawn = picture(engine, &document, source, &request, &mut |_| true).await?;
    let mut png = std::io::Cursor::new(Vec::new());
    // A vector takes all that is written to it, and PNG holds every picture.
    let _ = srgb8(&drawn.photo).write_to(&mut png, image::ImageFormat::Png);
    Ok(png.into_inner())
}
