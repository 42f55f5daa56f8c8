//! JPEG, and the first picture of an MPO, through zune-jpeg, which `image` uses too; directly, because `image` reads a
//! file that stops half way as a grey half and turns CMYK into RGB without its profile.

use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::jpeg_survey::{Survey, survey};
use super::sniff::EXPORT;
use super::{Channels, ColourTag, Limits, PhotoError, Raw, RawChannels, Samples, exif_facts};

/// Zeros put behind the data in place of the end marker: the decoder reads ahead by 4 bytes and takes running dry as
/// the sign of a cut file. Up to this much missing at the very end is therefore not noticed (less than a block row).
const READ_AHEAD_BYTES: usize = 8;

/// Decodes as stored: grey, RGB or (converted by the caller) CMYK, 8 bits.
pub(super) fn decode(bytes: &[u8], limits: &Limits) -> Result<Raw, PhotoError> {
    let found = survey(bytes);
    check_frame(&found, limits)?;
    let mut data;
    let bytes = if found.is_progressive() {
        if found.has_end_marker && !found.scans_complete {
            return Err(truncated("the picture ends before its last scans"));
        }
        &bytes[..(found.end + 2).min(bytes.len())]
    } else {
        // The decoder fills what an early end marker leaves open with grey, so it gets none to see.
        data = Vec::with_capacity(found.end + READ_AHEAD_BYTES);
        data.extend_from_slice(&bytes[..found.end]);
        data.resize(found.end + READ_AHEAD_BYTES, 0);
        &data[..]
    };
    let mut raw = run(bytes, &found).map_err(|err| match err {
        // Behind a proper end marker it is the data within that do not fit.
        PhotoError::Truncated { .. } if found.has_end_marker => PhotoError::Damaged {
            format: "JPEG",
            detail: "its data run out before the picture is complete".into(),
        },
        other => other,
    })?;
    if !found.has_end_marker {
        raw.warnings
            .push("the JPEG has no end marker; its last rows may be damaged".into());
    }
    Ok(raw)
}

fn run(bytes: &[u8], found: &Survey) -> Result<Raw, PhotoError> {
    let side = usize::from(u16::MAX);
    let options = DecoderOptions::default()
        .set_max_width(side)
        .set_max_height(side)
        .set_strict_mode(false);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    let failed = |err: zune_jpeg::errors::DecodeErrors| PhotoError::from_decoder("JPEG", format!("{err:?}"));
    decoder.decode_headers().map_err(failed)?;
    let stored = decoder.input_colorspace().unwrap_or(ColorSpace::Unknown);
    let wanted = match stored {
        ColorSpace::YCbCr | ColorSpace::RGB => ColorSpace::RGB,
        same @ (ColorSpace::Luma | ColorSpace::CMYK | ColorSpace::YCCK) => same,
        other => {
            return Err(unsupported(&format!(
                "a JPEG with an unusual colour layout ({other:?})"
            )));
        }
    };
    // Lenient in the headers, where cameras err harmlessly; strict in the picture, where an error is a lost part.
    decoder.set_options(options.jpeg_set_out_colorspace(wanted).set_strict_mode(true));
    let (width_px, height_px) = (u32::from(found.width_px), u32::from(found.height_px));
    let size = width_px as usize * height_px as usize * wanted.num_components();
    if decoder.output_buffer_size() != Some(size) {
        return Err(PhotoError::Damaged {
            format: "JPEG",
            detail: "two headers disagree about its size".into(),
        });
    }
    let mut samples = vec![0_u8; size];
    decoder.decode_into(&mut samples).map_err(failed)?;
    let inverted = found.adobe_transform.is_some();
    let channels = match wanted {
        ColorSpace::Luma => RawChannels::Plain(Channels::Grey),
        ColorSpace::RGB => RawChannels::Plain(Channels::Rgb),
        ColorSpace::YCCK => {
            cmyk_from_ycck(&mut samples);
            RawChannels::Cmyk { inverted }
        }
        _ => RawChannels::Cmyk { inverted },
    };
    Ok(Raw {
        width_px,
        height_px,
        channels,
        samples: Samples::U8(samples),
        tag: decoder.icc_profile().map_or(ColourTag::Untagged, ColourTag::Icc),
        exif: decoder
            .exif()
            .map(|block| exif_facts::read(block))
            .unwrap_or_default(),
        compression_px: found.compression_px(),
        warnings: Vec::new(),
    })
}

fn check_frame(found: &Survey, limits: &Limits) -> Result<(), PhotoError> {
    let Some(frame) = found.frame else {
        return Err(truncated("there is no picture in it"));
    };
    limits.check(
        u64::from(found.width_px),
        u64::from(found.height_px),
        u64::from(found.components.max(1)),
    )?;
    match frame {
        0xc0..=0xc2 if found.precision == 8 => Ok(()),
        0xc0..=0xc2 => Err(unsupported(&format!(
            "a JPEG with {} bits a sample",
            found.precision
        ))),
        0xc3 => Err(unsupported("a lossless JPEG")),
        _ => Err(unsupported("an arithmetic or hierarchical JPEG")),
    }
}

fn truncated(detail: &str) -> PhotoError {
    PhotoError::Truncated {
        format: "JPEG",
        detail: detail.into(),
    }
}

fn unsupported(kind: &str) -> PhotoError {
    PhotoError::Unsupported {
        kind: kind.into(),
        advice: EXPORT.into(),
    }
}

/// Adobe's YCCK: the inverse transform of BT.601 (JFIF 1.02) gives 255 − CMY in the file's own sense; K is as it is.
fn cmyk_from_ycck(samples: &mut [u8]) {
    for pixel in samples.as_chunks_mut::<4>().0 {
        let [y, cb, cr] = [
            f32::from(pixel[0]),
            f32::from(pixel[1]) - 128.0,
            f32::from(pixel[2]) - 128.0,
        ];
        let rgb = [
            y + 1.402 * cr,
            y - 0.344_136 * cb - 0.714_136 * cr,
            y + 1.772 * cb,
        ];
        for (ink, light) in pixel.iter_mut().zip(rgb) {
            *ink = 255 - (light.round().clamp(0.0, 255.0) as u8);
        }
    }
}
