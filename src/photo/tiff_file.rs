//! TIFF: grey, RGB and alpha of 8 and 16 bits through `image`; CMYK, which `image` would convert without its profile,
//! and grey with alpha straight from the `tiff` crate.

use std::io::Cursor;

use image::codecs::tiff::TiffDecoder;
use tiff::decoder::{Decoder, DecodingResult};
use tiff::tags::Tag;
use tiff::{ColorType, TiffError};

use super::sniff::{EXPORT, RAW};
use super::{
    Channels, ColourTag, Limits, PhotoError, Raw, RawChannels, Samples, SourceFormat, exif_facts, other,
};

/// DNGVersion (Adobe DNG specification 1.6) marks a raw file inside a TIFF.
const DNG_VERSION: Tag = Tag::Unknown(50_706);

/// Decodes the first page as stored.
pub(super) fn decode(bytes: &[u8], limits: &Limits) -> Result<Raw, PhotoError> {
    let mut page = Decoder::new(Cursor::new(bytes)).map_err(failed)?;
    let (width_px, height_px) = page.dimensions().map_err(failed)?;
    limits.check(u64::from(width_px), u64::from(height_px), 1)?;
    let thumbnail =
        matches!(page.find_tag_unsigned::<u32>(Tag::NewSubfileType), Ok(Some(kind)) if kind & 1 == 1);
    if thumbnail || matches!(page.find_tag(DNG_VERSION), Ok(Some(_))) {
        return Err(unsupported("a camera raw file", RAW));
    }
    let kind = page.colortype().map_err(failed)?;
    match kind {
        ColorType::CMYK(8 | 16) => direct(
            page,
            [width_px, height_px],
            RawChannels::Cmyk { inverted: false },
            kind.bit_depth(),
            limits,
        ),
        ColorType::Multiband {
            bit_depth: bits @ (8 | 16),
            num_samples: 2,
        } => direct(
            page,
            [width_px, height_px],
            RawChannels::Plain(Channels::GreyAlpha),
            bits,
            limits,
        ),
        ColorType::Lab(_) => Err(unsupported(
            "a TIFF in the Lab colour space",
            "save it as an RGB TIFF",
        )),
        ColorType::Palette(_) => Err(unsupported(
            "a TIFF with a palette",
            "save it as an RGB TIFF or a PNG",
        )),
        _ => {
            drop(page);
            let decoder = TiffDecoder::new(Cursor::new(bytes)).map_err(|err| match err {
                image::ImageError::Unsupported(what) => {
                    unsupported(&format!("a TIFF of an unusual kind ({what})"), EXPORT)
                }
                other => PhotoError::from_decoder("TIFF", other),
            })?;
            let mut raw = other::read(decoder, SourceFormat::Tiff, limits)?;
            // A TIFF is an EXIF block itself.
            raw.exif = exif_facts::read(exif_part(bytes));
            Ok(raw)
        }
    }
}

/// The EXIF reader copies what it is given; tags of files beyond this stay unread rather than doubling the memory.
fn exif_part(bytes: &[u8]) -> &[u8] {
    const MOST: usize = 512 << 20;
    if bytes.len() <= MOST { bytes } else { &[] }
}

/// Reads kinds that `image` does not know, or would convert: one sample after the other.
fn direct(
    mut page: Decoder<Cursor<&[u8]>>,
    [width_px, height_px]: [u32; 2],
    channels: RawChannels,
    bits: u8,
    limits: &Limits,
) -> Result<Raw, PhotoError> {
    let count = match channels {
        RawChannels::Plain(channels) => channels.count(),
        RawChannels::Cmyk { .. } => 4,
    };
    limits.check(
        u64::from(width_px),
        u64::from(height_px),
        count as u64 * u64::from(bits) / 8,
    )?;
    if matches!(
        page.find_tag_unsigned::<u16>(Tag::PlanarConfiguration),
        Ok(Some(2))
    ) {
        return Err(unsupported("a planar TIFF", "save it as an interleaved RGB TIFF"));
    }
    let mut inner = tiff::decoder::Limits::default();
    inner.decoding_buffer_size = usize::try_from(limits.max_alloc_bytes).unwrap_or(usize::MAX);
    page = page.with_limits(inner);
    let icc = page.get_tag_u8_vec(Tag::IccProfile).ok();
    let orientation = page.find_tag_unsigned::<u32>(Tag::Orientation).ok().flatten();
    let samples = match page.read_image().map_err(failed)? {
        DecodingResult::U8(samples) => Samples::U8(samples),
        DecodingResult::U16(samples) => Samples::U16(samples),
        _ => return Err(unsupported("a TIFF of an unusual kind", "save it as an RGB TIFF")),
    };
    if samples.len() != width_px as usize * height_px as usize * count {
        return Err(PhotoError::Damaged {
            format: "TIFF",
            detail: "its size and its data disagree".into(),
        });
    }
    Ok(Raw {
        width_px,
        height_px,
        channels,
        samples,
        tag: icc.map_or(ColourTag::Untagged, ColourTag::Icc),
        compression_px: 0.0,
        exif: exif_facts::ExifFacts {
            orientation,
            ..Default::default()
        },
        warnings: Vec::new(),
    })
}

fn failed(err: TiffError) -> PhotoError {
    match err {
        TiffError::UnsupportedError(what) => {
            unsupported(&format!("a TIFF of an unusual kind ({what})"), EXPORT)
        }
        other => PhotoError::from_decoder("TIFF", other),
    }
}

fn unsupported(kind: &str, advice: &str) -> PhotoError {
    PhotoError::Unsupported {
        kind: kind.into(),
        advice: advice.into(),
    }
}
