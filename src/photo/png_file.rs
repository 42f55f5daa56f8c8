//! PNG, with the chunks that say what its colours mean (PNG third edition §4.3: cICP, iCCP, sRGB, gAMA and cHRM, in
//! that order of precedence).

use std::io::Cursor;

use moxcms::{
    Chromaticity, CicpColorPrimaries, CicpProfile, ColorPrimaries, ColorProfile, MatrixCoefficients,
    TransferCharacteristics, XyY, curve_from_gamma,
};
use png::{ColorType, Info, Transformations};

use super::colour::{description, grey_profile};
use super::{Channels, ColourTag, PhotoError, PhotoLimits, PhotoSamples, RawChannels, RawPhoto, exif_facts};

/// Decodes as stored; palettes and 1–4 bit greys are widened to 8 bits, 16 bits stay.
pub(super) fn decode(bytes: &[u8], limits: &PhotoLimits) -> Result<RawPhoto, PhotoError> {
    let failed = |err: png::DecodingError| PhotoError::from_decoder("PNG", err);
    check_header(bytes, limits)?;
    let mut decoder = png::Decoder::new(Cursor::new(bytes));
    decoder.set_ignore_text_chunk(true);
    decoder.set_transformations(Transformations::EXPAND);
    let mut reader = decoder.read_info().map_err(failed)?;
    let (colour_type, depth) = reader.output_color_type();
    let channels = match colour_type {
        ColorType::Grayscale => Channels::Grey,
        ColorType::GrayscaleAlpha => Channels::GreyAlpha,
        ColorType::Rgba => Channels::Rgba,
        ColorType::Rgb | ColorType::Indexed => Channels::Rgb,
    };
    let (width_px, height_px) = (reader.info().width, reader.info().height);
    let sixteen = depth == png::BitDepth::Sixteen;
    limits.check(
        u64::from(width_px),
        u64::from(height_px),
        (channels.count() << usize::from(sixteen)) as u64,
    )?;
    let size = width_px as usize * height_px as usize * channels.count();
    let samples = if sixteen {
        read_16(&mut reader, size)
    } else {
        read_8(&mut reader, size)
    }
    .map_err(failed)?;
    // Orientation may stand behind the pixels; what is wrong there no longer matters.
    let _ = reader.finish();
    let info = reader.info();
    let mut warnings = Vec::new();
    if info.color_type == ColorType::Indexed {
        warnings.push("the photo has a palette of few colours; it was widened to full colour".into());
    }
    let tag = colour_tag(info, channels.is_grey())?;
    let exif = info
        .exif_metadata
        .as_deref()
        .map(exif_facts::read)
        .unwrap_or_default();
    let channels = RawChannels::Plain(channels);
    Ok(RawPhoto {
        width_px,
        height_px,
        channels,
        samples,
        tag,
        exif,
        compression_px: 0.0,
        warnings,
    })
}

/// Size from the header chunk, before the decoder takes memory for rows.
fn check_header(bytes: &[u8], limits: &PhotoLimits) -> Result<(), PhotoError> {
    let number = |at: usize| {
        bytes
            .get(at..at + 4)
            .map(|b| u64::from(u32::from_be_bytes([b[0], b[1], b[2], b[3]])))
    };
    match (number(16), number(20)) {
        (Some(width), Some(height)) => limits.check(width, height, 1),
        _ => Err(PhotoError::Truncated {
            format: "PNG",
            detail: "there is no header".into(),
        }),
    }
}

type PngReader<'a> = png::Reader<Cursor<&'a [u8]>>;

fn read_8(reader: &mut PngReader, size: usize) -> Result<PhotoSamples, png::DecodingError> {
    let mut samples = vec![0_u8; size];
    reader.next_frame(&mut samples)?;
    Ok(PhotoSamples::U8(samples))
}

/// 16-bit rows are big-endian; row by row they need no second buffer. Interlaced pictures come as a whole.
fn read_16(reader: &mut PngReader, size: usize) -> Result<PhotoSamples, png::DecodingError> {
    let mut samples: Vec<u16> = Vec::with_capacity(size);
    let native = |two: &[u8; 2]| u16::from_be_bytes(*two);
    if reader.info().interlaced {
        let mut bytes = vec![0_u8; size * 2];
        reader.next_frame(&mut bytes)?;
        samples.extend(bytes.as_chunks::<2>().0.iter().map(native));
    } else {
        while let Some(row) = reader.next_row()? {
            samples.extend(row.data().as_chunks::<2>().0.iter().map(native));
        }
    }
    samples.resize(size, 0);
    Ok(PhotoSamples::U16(samples))
}

fn colour_tag(info: &Info, grey: bool) -> Result<ColourTag, PhotoError> {
    if let Some(points) = &info.coding_independent_code_points {
        return code_points(points.color_primaries, points.transfer_function);
    }
    if let Some(icc) = &info.icc_profile {
        return Ok(ColourTag::Icc(icc.to_vec()));
    }
    if info.srgb.is_some() {
        return Ok(ColourTag::Srgb);
    }
    let Some(gamma) = info.gama_chunk else {
        return Ok(ColourTag::Untagged);
    };
    Ok(from_gamma(f64::from(gamma.into_value()), info, grey))
}

/// The code points of H.273 that are sRGB by name, others by their profile; HDR is refused.
pub(super) fn code_points(primaries: u8, transfer: u8) -> Result<ColourTag, PhotoError> {
    const PQ: u8 = 16;
    const HLG: u8 = 18;
    if matches!(transfer, PQ | HLG) {
        return Err(PhotoError::Unsupported {
            kind: "an HDR photo (PQ or HLG)".into(),
            advice: "export it in standard range (SDR) as JPEG or PNG".into(),
        });
    }
    let known = CicpColorPrimaries::try_from(primaries)
        .ok()
        .zip(TransferCharacteristics::try_from(transfer).ok());
    match (primaries, transfer, known) {
        (1, 13, _) => Ok(ColourTag::Srgb),
        (1 | 9 | 11 | 12, 1 | 4..=8 | 13..=15, Some((color_primaries, transfer_characteristics))) => {
            let profile = ColorProfile::new_from_cicp(CicpProfile {
                color_primaries,
                transfer_characteristics,
                matrix_coefficients: MatrixCoefficients::Identity,
                full_range: true,
            });
            let name = match primaries {
                12 => "Display P3",
                11 => "DCI-P3",
                9 => "BT.2020",
                _ => "BT.709",
            };
            Ok(ColourTag::Made(
                Box::new(profile),
                format!("{name} (code points {primaries}/{transfer})"),
            ))
        }
        _ => Ok(ColourTag::Untagged),
    }
}

/// A profile from gAMA and cHRM; a gamma of 1/2.2 with sRGB primaries is how files say sRGB.
fn from_gamma(encoding: f64, info: &Info, grey: bool) -> ColourTag {
    // Outside of this a gamma is a writer's mistake (PNG third edition §11.3.2.2 gives no range; assumption).
    if !(0.1..=2.0).contains(&encoding) {
        return ColourTag::Untagged;
    }
    let primaries = info.chrm_chunk.filter(|_| !grey).map(|c| {
        let point = |(x, y): (png::ScaledFloat, png::ScaledFloat)| (x.into_value(), y.into_value());
        [point(c.white), point(c.red), point(c.green), point(c.blue)]
    });
    // White, red, green, blue of sRGB (IEC 61966-2-1).
    const SRGB: [(f32, f32); 4] = [(0.3127, 0.329), (0.64, 0.33), (0.3, 0.6), (0.15, 0.06)];
    let near = |p: &[(f32, f32); 4]| {
        p.iter()
            .zip(SRGB)
            .all(|(a, b)| libm::hypotf(a.0 - b.0, a.1 - b.1) < 0.002)
    };
    let primaries = primaries.filter(|p| !near(p) && p.iter().all(|(_, y)| *y > 0.0));
    if (encoding - 1.0 / 2.2).abs() < 0.002 && primaries.is_none() {
        return ColourTag::Srgb;
    }
    let curve = curve_from_gamma((1.0 / encoding) as f32);
    let name = format!("gamma {:.2}", 1.0 / encoding);
    if grey {
        return ColourTag::Made(Box::new(grey_profile(curve, &name)), name);
    }
    let mut profile = ColorProfile::new_srgb();
    if let Some([white, red, green, blue]) = primaries {
        let point = |(x, y)| Chromaticity::new(x, y);
        let primaries = ColorPrimaries {
            red: point(red),
            green: point(green),
            blue: point(blue),
        };
        profile.update_rgb_colorimetry(XyY::new(f64::from(white.0), f64::from(white.1), 1.0), primaries);
    }
    profile.cicp = None;
    profile.red_trc = Some(curve.clone());
    profile.green_trc = Some(curve.clone());
    profile.blue_trc = Some(curve);
    profile.description = Some(description(&name));
    ColourTag::Made(Box::new(profile), name)
}
