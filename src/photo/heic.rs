//! HEIC through heifer: the picture comes turned already, so the EXIF orientation must not be applied again.

use heifer::heifer_isobmff::HeifFile;
use heifer::heifer_isobmff::boxes::{ColorInfo, Property};

use super::jpeg::WITHOUT_GAIN_MAP;
use super::{
    Channels, ColourTag, PhotoError, PhotoLimits, PhotoSamples, RawChannels, RawPhoto, exif_facts,
    jpeg_blocks, png_file,
};

/// Length within which a file names its pictures, bytes (assumption: the boxes of a few hundred tiles take less).
const HEAD_BYTES: usize = 1 << 18;

/// Decodes the primary picture, upright: 8 bits stay 8, more become 16.
pub(super) fn decode(bytes: &[u8], limits: &PhotoLimits) -> Result<RawPhoto, PhotoError> {
    let file = HeifFile::parse(bytes).map_err(|err| failed(err.into()))?;
    let size = file
        .image_size(file.primary_id)
        .map_err(|err| failed(err.into()))?;
    let Some((width, height)) = size else {
        return Err(PhotoError::Damaged {
            format: "HEIC",
            detail: "it does not say how large it is".into(),
        });
    };
    let deep = is_deep(&file);
    limits.check(u64::from(width), u64::from(height), if deep { 8 } else { 4 })?;
    let options = heifer::Options {
        // The browser has no threads to start.
        max_threads: usize::from(cfg!(target_arch = "wasm32")),
        max_pixels: limits.max_pixels,
    };
    let metadata = heifer::read_metadata(bytes).unwrap_or_default();
    let tag = match metadata.icc_profile {
        Some(icc) => ColourTag::Icc(icc),
        None => colour_tag(&file)?,
    };
    let (width_px, height_px, channels, samples) = if deep {
        decode_deep(bytes, &options)?
    } else {
        decode_shallow(bytes, &options)?
    };
    let mut exif = metadata.exif.as_deref().map(exif_facts::read).unwrap_or_default();
    exif.orientation = None;
    let channels = RawChannels::Plain(channels);
    let head = &bytes[..bytes.len().min(HEAD_BYTES)];
    let gain_map = jpeg_blocks::names_gain_map(head);
    Ok(RawPhoto {
        width_px,
        height_px,
        channels,
        samples,
        tag,
        exif,
        compression_px: 0.0,
        warnings: gain_map
            .then(|| WITHOUT_GAIN_MAP.to_owned())
            .into_iter()
            .collect(),
    })
}

type DecodedHeic = (u32, u32, Channels, PhotoSamples);

fn decode_shallow(bytes: &[u8], options: &heifer::Options) -> Result<DecodedHeic, PhotoError> {
    let picture = heifer::decode_rgba8(bytes, options).map_err(failed)?;
    let (width, height) = (picture.width, picture.height);
    if picture.has_alpha {
        Ok((width, height, Channels::Rgba, PhotoSamples::U8(picture.data)))
    } else {
        Ok((
            width,
            height,
            Channels::Rgb,
            PhotoSamples::U8(picture.into_rgb8()),
        ))
    }
}

fn decode_deep(bytes: &[u8], options: &heifer::Options) -> Result<DecodedHeic, PhotoError> {
    let picture = heifer::decode_with_options(bytes, options).map_err(failed)?;
    let full = u32::from(picture.max_value().max(1));
    let widen = |code: u16| ((u32::from(code) * 65_535 + full / 2) / full) as u16;
    let channels = if picture.has_alpha {
        Channels::Rgba
    } else {
        Channels::Rgb
    };
    let (count, mut samples) = (channels.count(), picture.data);
    let pixels = samples.len() / 4;
    for pixel in 0..pixels {
        for channel in 0..count {
            samples[pixel * count + channel] = widen(samples[pixel * 4 + channel]);
        }
    }
    samples.truncate(pixels * count);
    samples.shrink_to_fit();
    Ok((
        picture.width,
        picture.height,
        channels,
        PhotoSamples::U16(samples),
    ))
}

/// The primary picture and the first of the tiles that it is made of: some cameras describe the tiles alone.
fn described(file: &HeifFile) -> impl Iterator<Item = u32> {
    let tile = file.referenced_items(file.primary_id, b"dimg").first().copied();
    std::iter::once(file.primary_id).chain(tile)
}

/// Whether the picture has more than 8 bits.
fn is_deep(file: &HeifFile) -> bool {
    described(file).any(|item| {
        file.hevc_config(item)
            .ok()
            .flatten()
            .is_some_and(|config| config.bit_depth_luma > 8)
    })
}

/// The first colour that says something: a profile, or code points.
fn colour_tag(file: &HeifFile) -> Result<ColourTag, PhotoError> {
    /// Transfer that H.273 calls unspecified.
    const UNSPECIFIED: u16 = 2;
    for item in described(file) {
        let Ok(properties) = file.item_properties(item) else {
            continue;
        };
        for property in properties {
            match property {
                Property::Color(ColorInfo::Icc(icc)) => return Ok(ColourTag::Icc(icc.clone())),
                Property::Color(ColorInfo::Nclx {
                    primaries, transfer, ..
                }) if *transfer != UNSPECIFIED => {
                    return png_file::code_points(
                        u8::try_from(*primaries).unwrap_or(2),
                        u8::try_from(*transfer).unwrap_or(2),
                    );
                }
                _ => {}
            }
        }
    }
    Ok(ColourTag::Untagged)
}

fn failed(err: heifer::Error) -> PhotoError {
    match err {
        heifer::Error::Unsupported(what) => PhotoError::Unsupported {
            kind: format!("a HEIF file of an unusual kind ({what})"),
            advice: "export it as JPEG on the phone and open that".into(),
        },
        other => PhotoError::from_decoder("HEIC", other),
    }
}
