//! WebP, BMP and GIF, as `image` reads them: first frame, as stored.

use std::io::Cursor;

use image::codecs::{bmp::BmpDecoder, gif::GifDecoder, webp::WebPDecoder};
use image::{DynamicImage, ImageDecoder, ImageError, ImageResult};

use super::{
    Channels, ColourTag, PhotoError, PhotoLimits, PhotoSamples, RawChannels, RawPhoto, SourceFormat,
    exif_facts,
};

/// Decodes a WebP, of an animation the first frame.
pub(super) fn webp(bytes: &[u8], limits: &PhotoLimits) -> Result<RawPhoto, PhotoError> {
    let format = SourceFormat::WebP;
    // The decoder finds out late that a file is shorter than it claims.
    let claimed = u64::from(u32_at(bytes, 4).ok_or_else(|| cut(format))?) + 8;
    if claimed > bytes.len() as u64 {
        return Err(cut(format));
    }
    read(
        WebPDecoder::new(Cursor::new(bytes)).map_err(|err| failed(format, err))?,
        format,
        limits,
    )
}

/// Decodes the first frame of a GIF.
pub(super) fn gif(bytes: &[u8], limits: &PhotoLimits) -> Result<RawPhoto, PhotoError> {
    let format = SourceFormat::Gif;
    let size = u16_at(bytes, 6)
        .zip(u16_at(bytes, 8))
        .ok_or_else(|| cut(format))?;
    limits.check(u64::from(size.0), u64::from(size.1), 4)?;
    read(
        GifDecoder::new(Cursor::new(bytes)).map_err(|err| failed(format, err))?,
        format,
        limits,
    )
}

/// Decodes a Windows bitmap.
pub(super) fn bmp(bytes: &[u8], limits: &PhotoLimits) -> Result<RawPhoto, PhotoError> {
    let format = SourceFormat::Bmp;
    // The old OS/2 header (12 bytes) has 16-bit sizes; a negative height means that the rows run downwards.
    if u32_at(bytes, 14) != Some(12) {
        let (width, height) = u32_at(bytes, 18)
            .zip(u32_at(bytes, 22))
            .ok_or_else(|| cut(format))?;
        limits.check(u64::from(width), u64::from((height as i32).unsigned_abs()), 3)?;
    }
    read(
        BmpDecoder::new(Cursor::new(bytes)).map_err(|err| failed(format, err))?,
        format,
        limits,
    )
}

fn failed(format: SourceFormat, err: ImageError) -> PhotoError {
    PhotoError::from_decoder(format.name(), err)
}

fn cut(format: SourceFormat) -> PhotoError {
    PhotoError::Truncated {
        format: format.name(),
        detail: "part of the data is missing".into(),
    }
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2).map(|b| u16::from_le_bytes([b[0], b[1]]))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes
        .get(at..at + 4)
        .map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
}

/// Reads any decoder of `image` under our limits.
pub(super) fn read(
    mut decoder: impl ImageDecoder,
    format: SourceFormat,
    limits: &PhotoLimits,
) -> Result<RawPhoto, PhotoError> {
    let failed = |err: ImageError| PhotoError::from_decoder(format.name(), err);
    let (width_px, height_px) = decoder.dimensions();
    let kind = decoder.color_type();
    limits.check(
        u64::from(width_px),
        u64::from(height_px),
        u64::from(kind.bytes_per_pixel()),
    )?;
    // Before the limits are set: `image` 0.25.10 reads no TIFF profile after that.
    let icc = optional(decoder.icc_profile());
    let exif = optional(decoder.exif_metadata())
        .map(|block| exif_facts::read(&block))
        .unwrap_or_default();
    let mut inner = image::Limits::default();
    // Decoders take working memory beside the picture; a whole second one is what animated WebP needs.
    inner.max_alloc = Some(limits.max_alloc_bytes.saturating_mul(2));
    decoder.set_limits(inner).map_err(failed)?;
    let picture = DynamicImage::from_decoder(decoder).map_err(failed)?;
    let (mut channels, mut samples) = split(picture, format)?;
    let mut warnings = Vec::new();
    if format == SourceFormat::Gif {
        warnings.push("the photo has a palette of few colours; it was widened to full colour".into());
    }
    if format != SourceFormat::Tiff {
        (channels, samples) = without_idle_alpha(channels, samples);
    }
    let tag = icc.map_or(ColourTag::Untagged, ColourTag::Icc);
    Ok(RawPhoto {
        width_px,
        height_px,
        channels: RawChannels::Plain(channels),
        samples,
        tag,
        exif,
        compression_px: 0.0,
        warnings,
    })
}

/// Metadata that can't be read is metadata that is not there.
fn optional(found: ImageResult<Option<Vec<u8>>>) -> Option<Vec<u8>> {
    found.ok().flatten()
}

fn split(picture: DynamicImage, format: SourceFormat) -> Result<(Channels, PhotoSamples), PhotoError> {
    Ok(match picture {
        DynamicImage::ImageLuma8(p) => (Channels::Grey, PhotoSamples::U8(p.into_raw())),
        DynamicImage::ImageLumaA8(p) => (Channels::GreyAlpha, PhotoSamples::U8(p.into_raw())),
        DynamicImage::ImageRgb8(p) => (Channels::Rgb, PhotoSamples::U8(p.into_raw())),
        DynamicImage::ImageRgba8(p) => (Channels::Rgba, PhotoSamples::U8(p.into_raw())),
        DynamicImage::ImageLuma16(p) => (Channels::Grey, PhotoSamples::U16(p.into_raw())),
        DynamicImage::ImageLumaA16(p) => (Channels::GreyAlpha, PhotoSamples::U16(p.into_raw())),
        DynamicImage::ImageRgb16(p) => (Channels::Rgb, PhotoSamples::U16(p.into_raw())),
        DynamicImage::ImageRgba16(p) => (Channels::Rgba, PhotoSamples::U16(p.into_raw())),
        _ => {
            return Err(PhotoError::Unsupported {
                kind: format!("a {} with floating-point samples", format.name()),
                advice: "export it with 16 bits a channel".into(),
            });
        }
    })
}

/// GIF frames and animated WebP always come with alpha; where it hides nothing it is dropped, in place.
fn without_idle_alpha(channels: Channels, samples: PhotoSamples) -> (Channels, PhotoSamples) {
    match (channels, samples) {
        (Channels::Rgba, PhotoSamples::U8(mut s))
            if s.iter().skip(3).step_by(4).all(|&alpha| alpha == 255) =>
        {
            let pixels = s.len() / 4;
            for i in 1..pixels {
                s.copy_within(i * 4..i * 4 + 3, i * 3);
            }
            s.truncate(pixels * 3);
            s.shrink_to_fit();
            (Channels::Rgb, PhotoSamples::U8(s))
        }
        same => same,
    }
}
