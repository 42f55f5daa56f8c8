//! From what the file says of its colours to [`PhotoColour`]: profiles of curves and a matrix are kept, all others are
//! converted to sRGB, and it is said.

use moxcms::{ColorProfile, DataColorSpace, Layout, TransformExecutor, TransformOptions};

use super::colour::{common_curve, encoded, grey_profile, name_of};
use super::{Channels, ColourTag, PhotoColour, PhotoError, PhotoSamples, RawChannels};

const UNTAGGED: &str = "untagged, taken as sRGB";

type SettledColour = (Channels, PhotoSamples, PhotoColour);

/// Settles the colour of decoded samples; `width` in pixels (conversion goes row by row, in place).
pub(super) fn settle_colour(
    channels: RawChannels,
    samples: PhotoSamples,
    width: usize,
    tag: ColourTag,
    warnings: &mut Vec<String>,
) -> Result<SettledColour, PhotoError> {
    match channels {
        RawChannels::Cmyk { inverted } => from_cmyk(samples, width, inverted, tag, warnings),
        RawChannels::Plain(channels) => match tag {
            ColourTag::Untagged => {
                let colour = PhotoColour::srgb(UNTAGGED, samples.bits());
                Ok((channels, samples, colour))
            }
            ColourTag::Srgb => {
                let colour = PhotoColour::srgb("sRGB", samples.bits());
                Ok((channels, samples, colour))
            }
            ColourTag::Made(profile, name) => {
                let icc = encoded((*profile).clone()).unwrap_or_default();
                with_profile(channels, samples, width, &profile, name, icc, warnings)
            }
            ColourTag::Icc(icc) => match ColorProfile::new_from_slice(&icc) {
                Ok(profile) => {
                    let name = name_of(&profile);
                    with_profile(channels, samples, width, &profile, name, icc, warnings)
                }
                Err(_) => Ok(unreadable(channels, samples, warnings)),
            },
        },
    }
}

fn unreadable(channels: Channels, samples: PhotoSamples, warnings: &mut Vec<String>) -> SettledColour {
    warnings.push("the embedded colour profile can't be used; the colours are taken as sRGB".into());
    let colour = PhotoColour::srgb("unusable profile, taken as sRGB", samples.bits());
    (channels, samples, colour)
}

fn with_profile(
    channels: Channels,
    samples: PhotoSamples,
    width: usize,
    profile: &ColorProfile,
    name: String,
    icc: Vec<u8>,
    warnings: &mut Vec<String>,
) -> Result<SettledColour, PhotoError> {
    let bits = samples.bits();
    let kept = match (channels.is_grey(), profile.color_space) {
        (true, DataColorSpace::Gray) => profile
            .gray_trc
            .as_ref()
            .and_then(|curve| PhotoColour::from_grey_curve(curve, name, bits, icc)),
        // An RGB profile in a grey picture is common though not allowed: its neutral axis is what is meant.
        (true, DataColorSpace::Rgb) => common_curve(profile).and_then(|curve| {
            let icc = encoded(grey_profile(curve.clone(), &name))?;
            PhotoColour::from_grey_curve(curve, name, bits, icc)
        }),
        (false, DataColorSpace::Rgb) if !has_tables(profile) => {
            PhotoColour::from_rgb_profile(profile, name, bits, icc)
        }
        (false, DataColorSpace::Rgb) => return tables_to_srgb(channels, samples, width, profile, warnings),
        _ => None,
    };
    match kept {
        Some(colour) => Ok((channels, samples, colour)),
        None => Ok(unreadable(channels, samples, warnings)),
    }
}

fn has_tables(profile: &ColorProfile) -> bool {
    profile.lut_a_to_b_perceptual.is_some()
        || profile.lut_a_to_b_colorimetric.is_some()
        || profile.lut_a_to_b_saturation.is_some()
}

fn tables_to_srgb(
    channels: Channels,
    samples: PhotoSamples,
    width: usize,
    profile: &ColorProfile,
    warnings: &mut Vec<String>,
) -> Result<SettledColour, PhotoError> {
    let layout = if channels.has_alpha() {
        Layout::Rgba
    } else {
        Layout::Rgb
    };
    let count = channels.count();
    let (srgb, options) = (ColorProfile::new_srgb(), TransformOptions::default());
    let name = name_of(profile);
    let converted = match samples {
        PhotoSamples::U8(samples) => {
            let transform = profile
                .create_transform_8bit(layout, &srgb, layout, options)
                .map_err(conversion_failed)?;
            PhotoSamples::U8(rows(samples, width, count, count, |row| row, &*transform)?)
        }
        PhotoSamples::U16(samples) => {
            let transform = profile
                .create_transform_16bit(layout, &srgb, layout, options)
                .map_err(conversion_failed)?;
            PhotoSamples::U16(rows(samples, width, count, count, |row| row, &*transform)?)
        }
    };
    warnings.push(format!(
        "the colour profile \"{name}\" works with tables; the photo was converted to sRGB"
    ));
    let colour = PhotoColour::srgb(&format!("sRGB, converted from {name}"), converted.bits());
    Ok((channels, converted, colour))
}

fn from_cmyk(
    samples: PhotoSamples,
    width: usize,
    inverted: bool,
    tag: ColourTag,
    warnings: &mut Vec<String>,
) -> Result<SettledColour, PhotoError> {
    let profile = match tag {
        ColourTag::Icc(icc) => ColorProfile::new_from_slice(&icc).ok(),
        ColourTag::Untagged | ColourTag::Srgb | ColourTag::Made(..) => None,
    };
    let profile = profile.filter(|profile| profile.color_space == DataColorSpace::Cmyk);
    let (srgb, options) = (ColorProfile::new_srgb(), TransformOptions::default());
    let name = profile.as_ref().map(name_of);
    let samples = match samples {
        PhotoSamples::U8(samples) => {
            let invert = |v: u8| if inverted { u8::MAX - v } else { v };
            let made = profile.map(|p| p.create_transform_8bit(Layout::Rgba, &srgb, Layout::Rgb, options));
            match made.transpose().map_err(conversion_failed)? {
                Some(transform) => PhotoSamples::U8(rows(samples, width, 4, 3, invert, &*transform)?),
                None => PhotoSamples::U8(rows(samples, width, 4, 3, invert, &PlainInks)?),
            }
        }
        PhotoSamples::U16(samples) => {
            let invert = |v: u16| if inverted { u16::MAX - v } else { v };
            let made = profile.map(|p| p.create_transform_16bit(Layout::Rgba, &srgb, Layout::Rgb, options));
            match made.transpose().map_err(conversion_failed)? {
                Some(transform) => PhotoSamples::U16(rows(samples, width, 4, 3, invert, &*transform)?),
                None => PhotoSamples::U16(rows(samples, width, 4, 3, invert, &PlainInks)?),
            }
        }
    };
    let (warning, from) = match name {
        Some(name) => (format!("the photo is CMYK ({name}); it was converted to sRGB"), name),
        None => (
            "the photo is CMYK without a usable profile; it was converted to sRGB by the plain rule, so colours are approximate"
                .to_owned(),
            "CMYK".to_owned(),
        ),
    };
    warnings.push(warning);
    let colour = PhotoColour::srgb(&format!("sRGB, converted from {from}"), samples.bits());
    Ok((Channels::Rgb, samples, colour))
}

/// Each ink takes its share of the light: R = (1 − C)(1 − K). What is left to do without a profile.
struct PlainInks;

macro_rules! plain_inks {
    ($sample:ty, $wide:ty) => {
        impl TransformExecutor<$sample> for PlainInks {
            fn transform(&self, inks: &[$sample], rgb: &mut [$sample]) -> Result<(), moxcms::CmsError> {
                let full = <$wide>::from(<$sample>::MAX);
                for (ink, out) in inks
                    .as_chunks::<4>()
                    .0
                    .iter()
                    .zip(rgb.as_chunks_mut::<3>().0)
                {
                    let black = full - <$wide>::from(ink[3]);
                    for (ink, out) in ink.iter().zip(out) {
                        *out = (((full - <$wide>::from(*ink)) * black + full / 2) / full) as $sample;
                    }
                }
                Ok(())
            }
        }
    };
}
plain_inks!(u8, u32);
plain_inks!(u16, u64);

/// Runs a transform row by row within one buffer; pixels may shrink from `from` to `to` samples.
fn rows<T: Copy + Default>(
    mut samples: Vec<T>,
    width: usize,
    from: usize,
    to: usize,
    prepare: impl Fn(T) -> T + Copy,
    transform: &(impl TransformExecutor<T> + ?Sized),
) -> Result<Vec<T>, PhotoError> {
    let mut row_in = vec![T::default(); width * from];
    let height = samples.len() / row_in.len().max(1);
    for y in 0..height {
        for (to, from) in row_in.iter_mut().zip(&samples[y * width * from..]) {
            *to = prepare(*from);
        }
        // `to` ≤ `from`, so a written row never reaches one that is still to be read.
        let out = &mut samples[y * width * to..][..width * to];
        transform.transform(&row_in, out).map_err(conversion_failed)?;
    }
    samples.truncate(height * width * to);
    samples.shrink_to_fit();
    Ok(samples)
}

fn conversion_failed(err: moxcms::CmsError) -> PhotoError {
    PhotoError::Unsupported {
        kind: format!("in a colour space whose profile can't be converted ({err})"),
        advice: "convert it to sRGB in another program and open that".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_inks_darken_and_shrink_in_place() {
        let inverted = PhotoSamples::U8(vec![255, 255, 255, 255, 0, 255, 255, 255, 255, 255, 255, 0]);
        let mut warnings = Vec::new();
        let cmyk = RawChannels::Cmyk { inverted: true };
        let (channels, samples, colour) =
            settle_colour(cmyk, inverted, 3, ColourTag::Untagged, &mut warnings).expect("converted");
        assert_eq!(
            samples,
            PhotoSamples::U8(vec![255, 255, 255, 0, 255, 255, 0, 0, 0])
        );
        assert_eq!(channels, Channels::Rgb);
        assert!(warnings[0].contains("CMYK") && colour.name.contains("CMYK"));
    }

    #[test]
    fn grey_with_an_rgb_profile_keeps_its_curve() {
        let icc = ColorProfile::new_adobe_rgb().encode().expect("encodes");
        let samples = PhotoSamples::U8(vec![128]);
        let mut warnings = Vec::new();
        let grey = RawChannels::Plain(Channels::Grey);
        let (_, _, colour) =
            settle_colour(grey, samples, 1, ColourTag::Icc(icc), &mut warnings).expect("kept");
        assert!((colour.decode[0][128] - (128.0_f32 / 255.0).powf(2.199)).abs() < 1e-3);
        let embedded =
            ColorProfile::new_from_slice(colour.icc.as_deref().expect("a profile")).expect("readable");
        assert_eq!(embedded.color_space, DataColorSpace::Gray);
    }
}
