//! A photo from the bytes of a file: decoded, upright, with its colours described; nothing of the file's private
//! metadata (place, names, dates) leaves this room.
//!
//! Bytes in, pixels out: no file system, no clock, and bad input is an error, never a panic.

pub mod adjust;
#[cfg(test)]
mod adjust_test;
mod balance;
mod colour;
mod colourless;
mod convert;
mod crop;
mod error;
mod exif_facts;
#[cfg(feature = "heic")]
mod heic;
mod hidden;
mod jpeg;
mod jpeg_blocks;
mod jpeg_mend;
mod jpeg_survey;
mod jpeg_tables;
mod limits;
mod orient;
mod png_file;
mod sequential;
mod sniff;
mod tiff_file;
mod tiff_samples;
mod tiff_walk;
mod webp_bmp_gif;

pub use adjust::{STRAIGHTEN_LIMIT_DEG, adjusted_from_stored, adjusted_size, stored_from_adjusted};
pub use balance::BALANCE_RANGE;
pub use colour::{LUMINANCE_WEIGHTS, PhotoColour, rgb_icc_from_grey, srgb_icc};
pub use error::PhotoError;
pub use hidden::{off_white, on_white};
pub use limits::PhotoLimits;

use std::panic::{AssertUnwindSafe, catch_unwind};

/// What each sample of a pixel means, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Channels {
    /// One sample: grey.
    Grey,
    /// Grey, then straight (not premultiplied) alpha.
    GreyAlpha,
    /// Red, green, blue.
    Rgb,
    /// Red, green, blue, then straight alpha.
    Rgba,
}

impl Channels {
    /// Samples a pixel, 1–4.
    pub fn count(self) -> usize {
        match self {
            Self::Grey => 1,
            Self::GreyAlpha => 2,
            Self::Rgb => 3,
            Self::Rgba => 4,
        }
    }

    /// Whether the last sample is alpha.
    pub fn has_alpha(self) -> bool {
        matches!(self, Self::GreyAlpha | Self::Rgba)
    }

    /// Whether there is one colour sample only.
    pub fn is_grey(self) -> bool {
        matches!(self, Self::Grey | Self::GreyAlpha)
    }
}

/// Interleaved samples, row after row from the top left: `width × height × channels` of them.
#[derive(Debug, Clone, PartialEq)]
pub enum PhotoSamples {
    /// Codes 0–255.
    U8(Vec<u8>),
    /// Codes 0–65535.
    U16(Vec<u16>),
}

impl PhotoSamples {
    /// Number of samples.
    pub fn len(&self) -> usize {
        match self {
            Self::U8(samples) => samples.len(),
            Self::U16(samples) => samples.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A sample by its number, 0 to 1 of full scale.
    pub fn code(&self, number: usize) -> f64 {
        match self {
            Self::U8(samples) => f64::from(samples[number]) / 255.0,
            Self::U16(samples) => f64::from(samples[number]) / 65_535.0,
        }
    }

    /// Bits a sample, 8 or 16.
    pub fn bits(&self) -> u8 {
        match self {
            Self::U8(_) => 8,
            Self::U16(_) => 16,
        }
    }
}

/// A decoded photo.
#[derive(Debug, Clone, PartialEq)]
pub struct Photo {
    /// Width of the upright photo, px, at least 1.
    pub width_px: u32,
    /// Height of the upright photo, px, at least 1.
    pub height_px: u32,
    /// What the samples of a pixel are.
    pub channels: Channels,
    /// The samples, upright, in the colour space of `colour`.
    pub samples: PhotoSamples,
    /// What the codes mean as light.
    pub colour: PhotoColour,
    /// What the file said about itself.
    pub facts: FileFacts,
    /// Whether a colour cast was corrected ([`Photo::balanced`]).
    pub is_balanced: bool,
    /// Sentences for the person: what was assumed, converted or ignored.
    pub warnings: Vec<String>,
}

impl Photo {
    /// A picture of our own: sRGB codes of 8 bits, three a pixel, `width × height × 3` of them.
    pub fn from_srgb8([width_px, height_px]: [u32; 2], codes: Vec<u8>) -> Photo {
        Photo {
            width_px,
            height_px,
            channels: Channels::Rgb,
            samples: PhotoSamples::U8(codes),
            colour: PhotoColour::srgb("sRGB", 8),
            facts: FileFacts {
                format: SourceFormat::Png,
                stored_width_px: width_px,
                stored_height_px: height_px,
                orientation: 1,
                focal_35mm_equivalent_mm: None,
                bits: 8,
                compression_px: 0.0,
            },
            is_balanced: false,
            warnings: Vec::new(),
        }
    }
}

/// The format that a photo was stored in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SourceFormat {
    /// JPEG, and the first picture of an MPO.
    Jpeg,
    /// PNG, the default image of an APNG too.
    Png,
    /// WebP, the first frame of an animation too.
    WebP,
    /// TIFF, the first page.
    Tiff,
    /// Windows bitmap.
    Bmp,
    /// GIF, first frame.
    Gif,
    /// HEIC or HEIF with HEVC.
    Heic,
}

impl SourceFormat {
    /// The name that people use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::WebP => "WebP",
            Self::Tiff => "TIFF",
            Self::Bmp => "BMP",
            Self::Gif => "GIF",
            Self::Heic => "HEIC",
        }
    }
}

/// What the file said about the photo. No place, no names, no dates: those are not kept.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FileFacts {
    /// Stored as.
    pub format: SourceFormat,
    /// Width as stored, before turning, px.
    pub stored_width_px: u32,
    /// Height as stored, before turning, px.
    pub stored_height_px: u32,
    /// The EXIF orientation that was applied, 1–8 (1: none; HEIC turns itself, so 1).
    pub orientation: u8,
    /// 35 mm equivalent focal length from EXIF, mm; none when the photo has not the size that the camera wrote, or not the
    /// shape of a whole picture (a crop).
    pub focal_35mm_equivalent_mm: Option<f64>,
    /// Bits a sample as decoded, 8 or 16.
    pub bits: u8,
    /// What the file's compression has done to faint detail such as dots, as the standard deviation of a blur, px; 0 for
    /// files that keep all.
    pub compression_px: f64,
}

/// What the file says of its colours.
#[derive(Debug)]
enum ColourTag {
    /// Nothing: taken as sRGB.
    Untagged,
    /// Says sRGB without a profile.
    Srgb,
    /// An embedded ICC profile, bytes as found.
    Icc(Vec<u8>),
    /// Said by other means (gamma and primaries, code points): a profile made from them.
    Made(Box<moxcms::ColorProfile>, String),
}

/// The samples of a pixel as decoded, before conversion.
#[derive(Debug, Clone, Copy, PartialEq)]
enum RawChannels {
    Plain(Channels),
    /// Four inks; `inverted` (Adobe's JPEGs): full code is no ink.
    Cmyk {
        inverted: bool,
    },
}

/// What a decoder hands over: as stored, neither turned nor converted.
#[derive(Debug)]
struct RawPhoto {
    width_px: u32,
    height_px: u32,
    channels: RawChannels,
    samples: PhotoSamples,
    tag: ColourTag,
    exif: exif_facts::ExifFacts,
    compression_px: f64,
    warnings: Vec<String>,
}

/// Decodes a photo from the bytes of its file: the format is found from the content, the size is checked against
/// `limits` before memory is taken, the colour profile is read, and the EXIF orientation is applied once.
///
/// ```
/// use shadowline::photo::{PhotoLimits, decode};
/// let wrong = decode(b"not a photo", &PhotoLimits::default()).unwrap_err();
/// println!("{wrong}");
/// ```
///
/// # Errors
/// Every [`PhotoError`]; a panic inside a decoder becomes [`PhotoError::DecoderFailed`].
pub fn decode(bytes: &[u8], limits: &PhotoLimits) -> Result<Photo, PhotoError> {
    let (format, start) = sniff::sniff(bytes)?;
    let bytes = &bytes[start..];
    // The decoders' makers list panics on hostile files as a known issue (image 0.25.10, CHANGES); one bad photo must
    // not take a document down. They hold no state that outlives the call.
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        finish(decode_raw(bytes, format, limits)?, format)
    }));
    let mut photo = outcome.unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
        let text = text.or_else(|| panic.downcast_ref::<String>().cloned());
        let detail = text.unwrap_or_else(|| "no reason given".into());
        Err(PhotoError::DecoderFailed {
            format: format.name(),
            detail,
        })
    })?;
    if start > 0 {
        photo.warnings.push(format!(
            "{start} bytes that are no picture stand before the photo; they were skipped"
        ));
    }
    Ok(photo)
}

fn decode_raw(bytes: &[u8], format: SourceFormat, limits: &PhotoLimits) -> Result<RawPhoto, PhotoError> {
    match format {
        SourceFormat::Jpeg => jpeg::decode(bytes, limits),
        SourceFormat::Png => png_file::decode(bytes, limits),
        SourceFormat::Tiff => tiff_file::decode(bytes, limits),
        SourceFormat::WebP => webp_bmp_gif::webp(bytes, limits),
        SourceFormat::Bmp => webp_bmp_gif::bmp(bytes, limits),
        SourceFormat::Gif => webp_bmp_gif::gif(bytes, limits),
        #[cfg(feature = "heic")]
        SourceFormat::Heic => heic::decode(bytes, limits),
        #[cfg(not(feature = "heic"))]
        SourceFormat::Heic => Err(PhotoError::Unsupported {
            kind: "a HEIC file, and this program was built without HEIC".into(),
            advice: "export it as JPEG, or set the phone to \"Most Compatible\"".into(),
        }),
    }
}

/// Colours, then orientation, then the facts.
fn finish(raw: RawPhoto, format: SourceFormat) -> Result<Photo, PhotoError> {
    let RawPhoto {
        width_px: stored_width_px,
        height_px: stored_height_px,
        channels,
        samples,
        tag,
        exif,
        compression_px,
        mut warnings,
    } = raw;
    let bits = samples.bits();
    let (channels, mut samples, colour) =
        convert::settle_colour(channels, samples, stored_width_px as usize, tag, &mut warnings)?;
    hidden::forget(channels, &mut samples);
    let orientation = exif.valid_orientation(&mut warnings);
    let (width, height) = (stored_width_px as usize, stored_height_px as usize);
    let (samples, width, height) = match samples {
        PhotoSamples::U8(s) => {
            let (s, w, h) = orient::upright(s, width, height, channels.count(), orientation);
            (PhotoSamples::U8(s), w, h)
        }
        PhotoSamples::U16(s) => {
            let (s, w, h) = orient::upright(s, width, height, channels.count(), orientation);
            (PhotoSamples::U16(s), w, h)
        }
    };
    let focal = exif.focal_of_uncropped([stored_width_px, stored_height_px], &mut warnings);
    let facts = FileFacts {
        format,
        stored_width_px,
        stored_height_px,
        orientation,
        focal_35mm_equivalent_mm: focal,
        bits,
        compression_px,
    };
    Ok(Photo {
        width_px: width as u32,
        height_px: height as u32,
        channels,
        samples,
        colour,
        facts,
        is_balanced: false,
        warnings,
    })
}
