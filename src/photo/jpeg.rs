//! JPEG, and the first picture of an MPO: sequential files through the decoder of our own, progressive ones through zune-jpeg,
//! which `image` uses too; directly, because `image` reads a file that stops half way as a grey half and turns CMYK into RGB
//! without its profile.

use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::jpeg_mend::mended;
use super::jpeg_survey::{JpegColours, JpegSurvey, survey};
use super::sniff::EXPORT;
use super::{
    Channels, ColourTag, PhotoError, PhotoLimits, PhotoSamples, RawChannels, RawPhoto, jpeg_blocks,
    sequential,
};
use crate::parallel;

/// Said where a gain map is left out.
pub(super) const WITHOUT_GAIN_MAP: &str =
    "the photo has a gain map for HDR screens, which is left out; it is shown as on an ordinary screen";

/// Share of the blocks that may be lost in a picture that is still shown (assumption: a few rows; a head is larger).
const MOST_LOST: f64 = 0.05;

/// Decodes as stored: grey, RGB or (converted by the caller) CMYK, 8 bits.
pub(super) fn decode(bytes: &[u8], limits: &PhotoLimits) -> Result<RawPhoto, PhotoError> {
    let found = survey(bytes);
    check_frame(&found, limits)?;
    let Some(model) = found.model() else {
        return Err(unsupported(&format!("a JPEG of {} components", found.components)));
    };
    let bytes = &*mended(bytes, &found);
    let found = survey(bytes);
    let mut raw = match found.is_progressive() {
        true => progressively(bytes, &found)?,
        false => sequentially(bytes, &found, model)?,
    };
    if !found.has_end_marker {
        raw.warnings
            .push("the JPEG has no end marker; its last rows may be damaged".into());
    }
    Ok(raw)
}

/// Whether zune-jpeg 0.5.15 reads files of this kind as libjpeg does (held by tests/photo/jpeg_reference.rs): it reads baseline colours
/// in scans of their own wrongly, and brightness that is sampled more coarsely than a colour.
pub(super) fn suits_zune(found: &JpegSurvey) -> bool {
    let first = found.sampling.first().copied().unwrap_or(0x11);
    let factors = |sampling: u8| [sampling >> 4, sampling & 15];
    let coarser = |sampling: &u8| (0..2).any(|axis| factors(*sampling)[axis] > factors(first)[axis]);
    let odd = |sampling: &u8| factors(*sampling).iter().any(|factor| !factor.is_power_of_two());
    let one_scan = found.is_progressive() || found.scans <= 1;
    let samplings = found.sampling.iter();
    one_scan && !found.has_late_height && !samplings.clone().any(coarser) && !samplings.clone().any(odd)
}

/// By the decoder of our own: zune-jpeg is quicker, but reads damaged baseline files without a word, too.
fn sequentially(bytes: &[u8], found: &JpegSurvey, model: JpegColours) -> Result<RawPhoto, PhotoError> {
    let damaged = |detail: String| PhotoError::Damaged {
        format: "JPEG",
        detail,
    };
    let decoded =
        sequential::decode(bytes, model == JpegColours::Ycc).map_err(|fault| damaged(fault.into()))?;
    if decoded.lost_share > MOST_LOST {
        return Err(match found.has_end_marker {
            true => damaged(format!(
                "{:.0} % of the picture can't be read",
                (100.0 * decoded.lost_share).ceil()
            )),
            false => truncated("its data end before the picture does"),
        });
    }
    let mut warnings = Vec::new();
    if decoded.lost_share > 0.0 {
        warnings
            .push("the JPEG is damaged in places; what could not be read is filled with plain colour".into());
    }
    Ok(raw(decoded.samples, bytes, found, model, warnings))
}

fn progressively(bytes: &[u8], found: &JpegSurvey) -> Result<RawPhoto, PhotoError> {
    if !suits_zune(found) {
        return Err(unsupported(
            "a progressive JPEG with an unusual sampling of its colours",
        ));
    }
    if found.has_end_marker && !found.scans_complete {
        return Err(truncated("the picture ends before its last scans"));
    }
    let damaged = |detail: &str| PhotoError::Damaged {
        format: "JPEG",
        detail: detail.into(),
    };
    let (raw, checked) = parallel::both(
        || run(&bytes[..(found.end + 2).min(bytes.len())], found),
        || sequential::check_progressive(bytes),
    );
    let raw = raw.map_err(|err| match err {
        // Behind a proper end marker it is the data within that do not fit.
        PhotoError::Truncated { .. } if found.has_end_marker => {
            damaged("its data run out before the picture is complete")
        }
        other => other,
    })?;
    checked.map_err(damaged)?;
    Ok(raw)
}

fn options() -> DecoderOptions {
    let side = usize::from(u16::MAX);
    DecoderOptions::default()
        .set_max_width(side)
        .set_max_height(side)
        .set_strict_mode(false)
}

fn failed(err: zune_jpeg::errors::DecodeErrors) -> PhotoError {
    PhotoError::from_decoder("JPEG", format!("{err:?}"))
}

fn run(bytes: &[u8], found: &JpegSurvey) -> Result<RawPhoto, PhotoError> {
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options());
    decoder.decode_headers().map_err(failed)?;
    let stored = decoder.input_colorspace().unwrap_or(ColorSpace::Unknown);
    let (wanted, model) = match stored {
        ColorSpace::YCbCr => (ColorSpace::RGB, JpegColours::Ycc),
        ColorSpace::RGB => (ColorSpace::RGB, JpegColours::Rgb),
        ColorSpace::Luma => (ColorSpace::Luma, JpegColours::Grey),
        ColorSpace::CMYK => (ColorSpace::CMYK, JpegColours::Cmyk),
        ColorSpace::YCCK => (ColorSpace::YCCK, JpegColours::Ycck),
        other => {
            return Err(unsupported(&format!(
                "a JPEG with an unusual colour layout ({other:?})"
            )));
        }
    };
    // Lenient in the headers, where cameras err harmlessly; strict in the picture, where an error is a lost part.
    decoder.set_options(options().jpeg_set_out_colorspace(wanted).set_strict_mode(true));
    let size = usize::from(found.width_px) * usize::from(found.height_px) * wanted.num_components();
    if decoder.output_buffer_size() != Some(size) || found.model() != Some(model) {
        return Err(PhotoError::Damaged {
            format: "JPEG",
            detail: "two headers disagree about its size or colours".into(),
        });
    }
    let mut samples = vec![0_u8; size];
    decoder.decode_into(&mut samples).map_err(failed)?;
    Ok(raw(samples, bytes, found, model, Vec::new()))
}

fn raw(
    mut samples: Vec<u8>,
    bytes: &[u8],
    found: &JpegSurvey,
    model: JpegColours,
    mut warnings: Vec<String>,
) -> RawPhoto {
    let blocks = jpeg_blocks::read(bytes, found.end);
    if blocks.has_gain_map {
        warnings.push(WITHOUT_GAIN_MAP.into());
    }
    let inverted = found.adobe_transform.is_some();
    let channels = match model {
        JpegColours::Grey => RawChannels::Plain(Channels::Grey),
        JpegColours::Ycc | JpegColours::Rgb => RawChannels::Plain(Channels::Rgb),
        JpegColours::Ycck => {
            cmyk_from_ycck(&mut samples);
            RawChannels::Cmyk { inverted }
        }
        JpegColours::Cmyk => RawChannels::Cmyk { inverted },
    };
    RawPhoto {
        width_px: u32::from(found.width_px),
        height_px: u32::from(found.height_px),
        channels,
        samples: PhotoSamples::U8(samples),
        tag: blocks.icc.map_or(ColourTag::Untagged, ColourTag::Icc),
        exif: blocks.exif,
        compression_px: found.compression_px(),
        warnings,
    }
}

fn check_frame(found: &JpegSurvey, limits: &PhotoLimits) -> Result<(), PhotoError> {
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
