//! Pictures into files: PNG, JPEG, WebP and TIFF, tagged with their colour profile and marked "Simulation".
//!
//! Rows are converted and handed on one by one, or a few at a time; no format but WebP takes a second picture in memory.

use super::ImageFormat;
use std::borrow::Cow;
use std::io::{Seek, Write};

use tiff::encoder::{TiffEncoder, TiffValue, colortype};
use tiff::tags::{ExtraSamples, ResolutionUnit, Tag, Type};

use super::encode_rows::{JpegRows, eight_bit_rows, png_row};
use super::metadata::{SOFTWARE, exif_block, marked_description};
use crate::photo::{Channels, PhotoSamples, rgb_icc_from_grey, srgb_icc};

/// Why a picture could not be written.
#[derive(Debug, thiserror::Error)]
pub enum EncodeError {
    /// The samples and the size disagree.
    #[error(
        "the picture has {samples} samples, but {width_px} × {height_px} pixels need {wanted}: this is a fault of the program, please report it"
    )]
    Size {
        /// Samples given.
        samples: usize,
        /// Samples that the size needs.
        wanted: usize,
        /// Width, px.
        width_px: u32,
        /// Height, px.
        height_px: u32,
    },
    /// The format can't hold a picture of this size.
    #[error(
        "{format} holds at most {most} pixels a side, and the picture is {width_px} × {height_px}: {advice}"
    )]
    TooLarge {
        /// Name of the format.
        format: &'static str,
        /// The longest side it holds, px.
        most: u32,
        /// Width, px.
        width_px: u32,
        /// Height, px.
        height_px: u32,
        /// What to do instead.
        advice: &'static str,
    },
    /// The file could not be written, or the encoder gave up.
    #[error(
        "the {format} could not be written ({detail}): check that the disk has space and the folder may be written to"
    )]
    Write {
        /// Name of the format.
        format: &'static str,
        /// What went wrong.
        detail: String,
    },
}

/// A picture to write, borrowed.
#[derive(Debug, Clone, Copy)]
pub struct EncodeInput<'a> {
    /// Width, px.
    pub width_px: u32,
    /// Height, px.
    pub height_px: u32,
    /// Meaning of the samples of a pixel.
    pub channels: Channels,
    /// `width × height × channels` samples, row after row.
    pub samples: &'a PhotoSamples,
    /// The profile to embed as it is; none: the samples are sRGB, and the file says so.
    pub icc: Option<&'a [u8]>,
    /// Print resolution, mm of paper a pixel; none: not written.
    pub paper_mm_per_px: Option<f64>,
}

/// Writes a picture and returns notes for the person (what the format could not hold).
///
/// `description` goes into the file's metadata, with "Simulation" put in front where it lacks the word; the program's
/// name is the only other thing written there.
///
/// # Errors
/// [`EncodeError`]: sizes that disagree or do not fit the format, and whatever stops the writer.
pub fn encode<W: Write + Seek>(
    input: EncodeInput,
    format: ImageFormat,
    description: &str,
    writer: &mut W,
) -> Result<Vec<String>, EncodeError> {
    check_size(&input, format)?;
    let description = marked_description(description);
    match format {
        ImageFormat::Png => png(input, &description, writer).map_err(|err| failed(format, err))?,
        ImageFormat::Jpeg { quality } => {
            jpeg(input, quality, &description, writer).map_err(|err| failed(format, err))?;
        }
        ImageFormat::WebP => webp(input, &description, writer).map_err(|err| failed(format, err))?,
        ImageFormat::Tiff => tiff(input, &description, writer).map_err(|err| failed(format, err))?,
    }
    Ok(notes(&input, format))
}

fn failed(format: ImageFormat, err: impl std::fmt::Display) -> EncodeError {
    EncodeError::Write {
        format: format.name(),
        detail: err.to_string(),
    }
}

fn notes(input: &EncodeInput, format: ImageFormat) -> Vec<String> {
    let mut notes = Vec::new();
    let limits = format.limits();
    if !limits.is_deep && input.samples.bits() == 16 {
        notes.push(format!(
            "{} holds 8 bits a channel: the 16 bits of the photo were rounded",
            format.name()
        ));
    }
    if !limits.has_alpha && input.channels.has_alpha() {
        notes.push(format!(
            "{} has no transparency: the picture was laid on white",
            format.name()
        ));
    }
    notes
}

fn check_size(input: &EncodeInput, format: ImageFormat) -> Result<(), EncodeError> {
    let &EncodeInput {
        width_px, height_px, ..
    } = input;
    let wanted = width_px as usize * height_px as usize * input.channels.count();
    let samples = input.samples.len();
    if samples != wanted || wanted == 0 {
        return Err(EncodeError::Size {
            samples,
            wanted,
            width_px,
            height_px,
        });
    }
    let limits = format.limits();
    if width_px.max(height_px) > limits.longest_px {
        return Err(EncodeError::TooLarge {
            format: format.name(),
            most: limits.longest_px,
            width_px,
            height_px,
            advice: limits.instead,
        });
    }
    Ok(())
}

fn png(input: EncodeInput, description: &str, writer: &mut impl Write) -> Result<(), png::EncodingError> {
    let mut info = png::Info::with_size(input.width_px, input.height_px);
    info.color_type = match input.channels {
        Channels::Grey => png::ColorType::Grayscale,
        Channels::GreyAlpha => png::ColorType::GrayscaleAlpha,
        Channels::Rgb => png::ColorType::Rgb,
        Channels::Rgba => png::ColorType::Rgba,
    };
    info.bit_depth = if input.samples.bits() == 16 {
        png::BitDepth::Sixteen
    } else {
        png::BitDepth::Eight
    };
    info.icc_profile = input.icc.map(Into::into);
    let mut encoder = png::Encoder::with_info(&mut *writer, info)?;
    if input.icc.is_none() {
        encoder.set_source_srgb(png::SrgbRenderingIntent::Perceptual);
    }
    encoder.set_compression(png::Compression::Fast);
    if let Some(mm) = input.paper_mm_per_px.filter(|mm| *mm > 0.0) {
        let per_metre = (1000.0 / mm).round().clamp(1.0, f64::from(u32::MAX)) as u32;
        let dims = png::PixelDimensions {
            xppu: per_metre,
            yppu: per_metre,
            unit: png::Unit::Meter,
        };
        encoder.set_pixel_dims(Some(dims));
    }
    encoder.add_itxt_chunk("Description".into(), description.to_owned())?;
    encoder.add_text_chunk("Software".into(), SOFTWARE.to_owned())?;
    let mut header = encoder.write_header()?;
    // Chunks of 1 MiB: the default of 4 KiB wraps every few rows in a header and a checksum of its own.
    let mut stream = header.stream_writer_with_size(1 << 20)?;
    let mut scratch = Vec::new();
    for y in 0..input.height_px as usize {
        stream.write_all(png_row(&input, y, &mut scratch))?;
    }
    stream.finish()?;
    header.finish()
}

fn jpeg(
    input: EncodeInput,
    quality: u8,
    description: &str,
    writer: &mut impl Write,
) -> Result<(), jpeg_encoder::EncodingError> {
    let mut encoder = jpeg_encoder::Encoder::new(writer, quality.clamp(1, 100));
    encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::R_4_4_4);
    if let Some(mm) = input.paper_mm_per_px.filter(|mm| *mm > 0.0) {
        let per_inch = (25.4 / mm).round().clamp(1.0, f64::from(u16::MAX)) as u16;
        encoder.set_density(jpeg_encoder::PixelDensity {
            density: (per_inch, per_inch),
            unit: jpeg_encoder::PixelDensityUnit::Inches,
        });
    }
    encoder.add_exif_metadata(&exif_block(description))?;
    if let Some(icc) = profile(&input) {
        encoder.add_icc_profile(&icc)?;
    }
    encoder.encode_image(JpegRows(input))
}

/// The given profile, or the small sRGB one: JPEG and TIFF have no other way to say sRGB.
fn profile(input: &EncodeInput) -> Option<Vec<u8>> {
    input
        .icc
        .map(<[u8]>::to_vec)
        .or_else(|| srgb_icc(input.channels.is_grey()))
}

fn webp(input: EncodeInput, description: &str, writer: &mut impl Write) -> Result<(), image::ImageError> {
    use image::ImageEncoder;
    let mut encoder = image::codecs::webp::WebPEncoder::new_lossless(writer);
    // WebP has no grey: its decoders give three equal channels, which a grey profile would not fit.
    let icc = match input.icc {
        Some(grey) if input.channels.is_grey() => rgb_icc_from_grey(grey),
        Some(icc) => Some(icc.to_vec()),
        None => srgb_icc(false),
    };
    if let Some(icc) = icc {
        encoder
            .set_icc_profile(icc)
            .map_err(image::ImageError::Unsupported)?;
    }
    encoder
        .set_exif_metadata(exif_block(description))
        .map_err(image::ImageError::Unsupported)?;
    let kind = match input.channels {
        Channels::Grey => image::ExtendedColorType::L8,
        Channels::GreyAlpha => image::ExtendedColorType::La8,
        Channels::Rgb => image::ExtendedColorType::Rgb8,
        Channels::Rgba => image::ExtendedColorType::Rgba8,
    };
    let samples = eight_bit_rows(&input);
    encoder.write_image(&samples, input.width_px, input.height_px, kind)
}

fn tiff(input: EncodeInput, description: &str, writer: &mut (impl Write + Seek)) -> tiff::TiffResult<()> {
    match input.samples {
        PhotoSamples::U8(samples) if input.channels.is_grey() => {
            tiff_of::<_, colortype::Gray8>(input, samples, description, writer)
        }
        PhotoSamples::U8(samples) => tiff_of::<_, colortype::RGB8>(input, samples, description, writer),
        PhotoSamples::U16(samples) if input.channels.is_grey() => {
            tiff_of::<_, colortype::Gray16>(input, samples, description, writer)
        }
        PhotoSamples::U16(samples) => tiff_of::<_, colortype::RGB16>(input, samples, description, writer),
    }
}

/// Text as it is: the crate takes ASCII only, readers have long taken UTF-8 in these fields.
struct Utf8Text<'a>(&'a str);

impl TiffValue for Utf8Text<'_> {
    const BYTE_LEN: u8 = 1;
    const FIELD_TYPE: Type = Type::ASCII;

    fn count(&self) -> usize {
        self.0.len() + 1
    }

    fn data(&self) -> Cow<'_, [u8]> {
        Cow::Owned([self.0.as_bytes(), &[0]].concat())
    }
}

/// Bytes of no declared kind, as ICC.1:2022 annex B.4 wants the profile.
struct UndefinedBytes<'a>(&'a [u8]);

impl TiffValue for UndefinedBytes<'_> {
    const BYTE_LEN: u8 = 1;
    const FIELD_TYPE: Type = Type::UNDEFINED;

    fn count(&self) -> usize {
        self.0.len()
    }

    fn data(&self) -> Cow<'_, [u8]> {
        Cow::Borrowed(self.0)
    }
}

/// Alpha is an extra sample here (unassociated: straight), so that grey can have it too.
fn tiff_of<W: Write + Seek, C: colortype::ColorType>(
    input: EncodeInput,
    samples: &[C::Inner],
    description: &str,
    writer: &mut W,
) -> tiff::TiffResult<()>
where
    [C::Inner]: TiffValue,
{
    let mut encoder = TiffEncoder::new(writer)?;
    let mut page = encoder.new_image::<C>(input.width_px, input.height_px)?;
    if input.channels.has_alpha() {
        page.extra_samples(&[ExtraSamples::UnassociatedAlpha])?;
        let bits = vec![u16::from(input.samples.bits()); input.channels.count()];
        page.encoder().write_tag(Tag::BitsPerSample, &bits[..])?;
        page.encoder()
            .write_tag(Tag::SamplesPerPixel, input.channels.count() as u16)?;
    }
    if let Some(mm) = input.paper_mm_per_px.filter(|mm| *mm > 0.0) {
        let per_cm = (10_000.0 / mm).round().clamp(1.0, f64::from(u32::MAX)) as u32;
        page.resolution(
            ResolutionUnit::Centimeter,
            tiff::encoder::Rational { n: per_cm, d: 1000 },
        );
    }
    page.encoder()
        .write_tag(Tag::ImageDescription, Utf8Text(description))?;
    page.encoder().write_tag(Tag::Software, Utf8Text(SOFTWARE))?;
    if let Some(icc) = profile(&input) {
        page.encoder().write_tag(Tag::IccProfile, UndefinedBytes(&icc))?;
    }
    let mut at = 0;
    while page.next_strip_sample_count() > 0 {
        let count = page.next_strip_sample_count() as usize;
        page.write_strip(&samples[at..at + count])?;
        at += count;
    }
    page.finish()
}
