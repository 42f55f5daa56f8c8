//! TIFF: the samples come from the `tiff` crate just as they are stored, and what they mean is settled here. Left to itself
//! tiff 0.11.3 drops further channels before it undoes the predictor, and across the edges of tiles: noise without a word.

use std::io::{Cursor, Read, Seek, SeekFrom};

use tiff::TiffError;
use tiff::decoder::{Decoder, DecodingResult};
use tiff::tags::Tag;

use super::jpeg_survey::survey;
use super::sniff::RAW;
use super::tiff_samples::{ExtraSample, Photometric, coloured, interleaved, meant, unpacked};
use super::tiff_walk::{photometric_as, preview};
use super::{
    Channels, ColourTag, PhotoError, PhotoLimits, PhotoSamples, RawChannels, RawPhoto, exif_facts, jpeg,
};

/// DNGVersion (Adobe DNG specification 1.6) marks a raw file inside a TIFF.
const DNG_VERSION: Tag = Tag::Unknown(50_706);
/// BlackIsZero: grey, and with further samples anything, which the decoder hands over untouched.
const AS_STORED: u16 = 1;
const CFA: u16 = 32_803;
const LINEAR_RAW: u16 = 34_892;
/// What to do with a TIFF that isn't read.
const SAVE: &str = "save it as an RGB TIFF with LZW or no compression, or as PNG or JPEG, and open that";

/// The file with two bytes of it replaced.
struct OverlaidFile<'a> {
    file: Cursor<&'a [u8]>,
    at: u64,
    two: [u8; 2],
}

impl Read for OverlaidFile<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let start = self.file.position();
        let count = self.file.read(into)?;
        for (place, byte) in (self.at..).zip(self.two) {
            if let Some(place) = place.checked_sub(start).filter(|place| *place < count as u64) {
                into[place as usize] = byte;
            }
        }
        Ok(count)
    }
}

impl Seek for OverlaidFile<'_> {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        self.file.seek(to)
    }
}

type TiffPage<'a> = Decoder<OverlaidFile<'a>>;

/// Decodes the first page; of a camera raw file the picture that the camera put into it.
pub(super) fn decode(bytes: &[u8], limits: &PhotoLimits) -> Result<RawPhoto, PhotoError> {
    let (at, two) =
        photometric_as(bytes, AS_STORED).ok_or_else(|| damaged("it does not say what its colours are"))?;
    let file = Cursor::new(bytes);
    let mut page = Decoder::new(OverlaidFile { file, at, two }).map_err(failed)?;
    let photometric = photometric(bytes, at, two);
    let thumbnail =
        matches!(page.find_tag_unsigned::<u32>(Tag::NewSubfileType), Ok(Some(kind)) if kind & 1 == 1);
    let is_raw = thumbnail
        || matches!(page.find_tag(DNG_VERSION), Ok(Some(_)))
        || matches!(photometric, CFA | LINEAR_RAW);
    if is_raw {
        return of_raw(bytes, limits);
    }
    let kind = match photometric {
        0 => Photometric::WhiteIsZero,
        1 => Photometric::Grey,
        2 => Photometric::Rgb,
        3 => Photometric::Palette,
        5 => Photometric::Cmyk,
        6 => Photometric::Ycc,
        8..=10 => return Err(unsupported("a TIFF in the CIELab colour space", SAVE)),
        other => {
            return Err(unsupported(
                &format!("a TIFF of an unusual kind of colour ({other})"),
                SAVE,
            ));
        }
    };
    check_compression(&mut page, bytes, kind)?;
    of_page(page, bytes, kind, limits)
}

fn photometric(bytes: &[u8], at: u64, as_stored: [u8; 2]) -> u16 {
    let two = [bytes[at as usize], bytes[at as usize + 1]];
    if as_stored == AS_STORED.to_le_bytes() {
        u16::from_le_bytes(two)
    } else {
        u16::from_be_bytes(two)
    }
}

fn of_raw(bytes: &[u8], limits: &PhotoLimits) -> Result<RawPhoto, PhotoError> {
    let Some(inside) = preview(bytes) else {
        return Err(unsupported("a camera raw file", RAW));
    };
    let mut raw = jpeg::decode(inside, limits)?;
    // A TIFF is an EXIF block itself, and the JPEG inside mostly has none.
    raw.exif = exif_facts::read(exif_part(bytes));
    raw.warnings.push(
        "this is a camera raw file; the finished picture that the camera put into it is shown, which may be smaller".into(),
    );
    Ok(raw)
}

/// Refuses by name what the decoder would call damaged, or read wrongly.
fn check_compression(page: &mut TiffPage, bytes: &[u8], kind: Photometric) -> Result<(), PhotoError> {
    let compression = page
        .find_tag_unsigned::<u16>(Tag::Compression)
        .map_err(failed)?
        .unwrap_or(1);
    let name = match compression {
        1 | 4 | 5 | 8 | 0x8005 | 0x80b2 => {
            // Colours of fewer samples are packed in a way of their own (TIFF 6.0 §21); without the tag they are halved.
            let sampling = page
                .find_tag_unsigned_vec::<u16>(Tag::ChromaSubsampling)
                .ok()
                .flatten();
            return match kind == Photometric::Ycc && sampling != Some(vec![1, 1]) {
                true => Err(unsupported("a TIFF with coarser colours than brightness", SAVE)),
                false => Ok(()),
            };
        }
        7 => return check_jpegs(page, bytes),
        2 | 3 => "fax (CCITT)",
        6 => "old JPEG",
        34_712 => "JPEG 2000",
        34_925 => "LZMA",
        50_000 => "ZSTD",
        50_001 => "WebP",
        50_002 | 52_546 => "JPEG XL",
        other => {
            return Err(unsupported(
                &format!("a TIFF with the compression number {other}"),
                SAVE,
            ));
        }
    };
    Err(unsupported(&format!("a TIFF with {name} compression"), SAVE))
}

/// The JPEGs inside must be of the kinds that zune-jpeg reads rightly; the `tiff` crate gives them to no other decoder.
fn check_jpegs(page: &mut TiffPage, bytes: &[u8]) -> Result<(), PhotoError> {
    let mut numbers = |tags: [Tag; 2]| {
        let mut found = tags
            .into_iter()
            .filter_map(|tag| page.find_tag_unsigned_vec::<usize>(tag).ok().flatten());
        found.next().unwrap_or_default()
    };
    let offsets = numbers([Tag::StripOffsets, Tag::TileOffsets]);
    let lengths = numbers([Tag::StripByteCounts, Tag::TileByteCounts]);
    for (start, length) in offsets.into_iter().zip(lengths) {
        let stored = bytes.get(start..start.saturating_add(length)).unwrap_or_default();
        let found = survey(stored);
        if found.frame.is_some() && !jpeg::suits_zune(&found) {
            return Err(unsupported("a TIFF with an unusual kind of JPEG inside", SAVE));
        }
    }
    Ok(())
}

/// How the samples of a page lie in the file, and what they mean.
struct StoredSamples {
    size_px: [u32; 2],
    kind: Photometric,
    /// Samples a pixel.
    count: usize,
    planar: bool,
    /// Bits a sample: 1, 2, 4, 8 or 16.
    bits: u16,
    extra: ExtraSample,
}

impl StoredSamples {
    fn of(page: &mut TiffPage, kind: Photometric, limits: &PhotoLimits) -> Result<Self, PhotoError> {
        let (width_px, height_px) = page.dimensions().map_err(failed)?;
        let mut number = |tag: Tag| page.find_tag_unsigned::<u16>(tag).map_err(failed);
        let count = usize::from(number(Tag::SamplesPerPixel)?.unwrap_or(1));
        let planar = number(Tag::PlanarConfiguration)? == Some(2) && count > 1;
        let bits = page
            .find_tag_unsigned_vec::<u16>(Tag::BitsPerSample)
            .map_err(failed)?;
        let bits = bits.and_then(|bits| bits.first().copied()).unwrap_or(1);
        limits.check(
            u64::from(width_px),
            u64::from(height_px),
            count as u64 * u64::from(bits.div_ceil(8)),
        )?;
        let few = matches!(
            kind,
            Photometric::WhiteIsZero | Photometric::Grey | Photometric::Palette
        ) && count == 1;
        let deep = bits == 16 && !matches!(kind, Photometric::Palette | Photometric::Ycc);
        if !(bits == 8 || deep || few && matches!(bits, 1 | 2 | 4)) {
            let what = format!("a TIFF with {bits} bits a sample in this kind of colour");
            return Err(unsupported(&what, SAVE));
        }
        if count < kind.colours() {
            return Err(damaged("it has fewer samples than its colours need"));
        }
        let extras = page
            .find_tag_unsigned_vec::<u16>(Tag::ExtraSamples)
            .ok()
            .flatten();
        let extra = match extras.as_deref() {
            Some([1, ..]) => ExtraSample::Associated,
            Some([2, ..]) => ExtraSample::Straight,
            _ => ExtraSample::Other,
        };
        let size_px = [width_px, height_px];
        Ok(Self {
            size_px,
            kind,
            count,
            planar,
            bits,
            extra,
        })
    }

    /// The colours of the samples that the decoder gave.
    fn meant(
        &self,
        samples: PhotoSamples,
        map: Option<&[u16]>,
    ) -> Result<(RawChannels, PhotoSamples), PhotoError> {
        match samples {
            PhotoSamples::U8(numbers) if self.kind == Photometric::Palette => {
                let (_, numbers) = meant(numbers, self.count, self.kind, self.extra);
                let map = map.ok_or_else(|| damaged("its palette is missing"))?;
                Ok((RawChannels::Plain(Channels::Rgb), coloured(&numbers, map)?))
            }
            PhotoSamples::U8(mut codes) => {
                if self.bits < 8 {
                    let full = (1_u16 << self.bits) - 1;
                    codes
                        .iter_mut()
                        .for_each(|code| *code = (u16::from(*code) * 255 / full) as u8);
                }
                let (channels, codes) = meant(codes, self.count, self.kind, self.extra);
                Ok((channels, PhotoSamples::U8(codes)))
            }
            PhotoSamples::U16(codes) => {
                let (channels, codes) = meant(codes, self.count, self.kind, self.extra);
                Ok((channels, PhotoSamples::U16(codes)))
            }
        }
    }

    fn warnings(&self) -> Vec<String> {
        let palette = "the photo has a palette of few colours; it was widened to full colour";
        let further = "the TIFF has a further channel that is no transparency, such as a saved selection; it was left out";
        let has_further = self.count > self.kind.colours() + usize::from(self.extra != ExtraSample::Other);
        let said = [
            (self.kind == Photometric::Palette, palette),
            (has_further, further),
        ];
        said.into_iter()
            .filter(|(is_so, _)| *is_so)
            .map(|(_, sentence)| sentence.to_owned())
            .collect()
    }
}

fn of_page(
    mut page: TiffPage,
    bytes: &[u8],
    kind: Photometric,
    limits: &PhotoLimits,
) -> Result<RawPhoto, PhotoError> {
    let stored = StoredSamples::of(&mut page, kind, limits)?;
    let map = page.find_tag_unsigned_vec::<u16>(Tag::ColorMap).ok().flatten();
    let icc = page.get_tag_u8_vec(Tag::IccProfile).ok();
    let (channels, samples) = stored.meant(samples(page, &stored, limits)?, map.as_deref())?;
    let [width_px, height_px] = stored.size_px;
    Ok(RawPhoto {
        width_px,
        height_px,
        channels,
        samples,
        tag: icc.map_or(ColourTag::Untagged, ColourTag::Icc),
        exif: exif_facts::read(exif_part(bytes)),
        compression_px: 0.0,
        warnings: stored.warnings(),
    })
}

/// All samples as stored, interleaved; fewer than 8 bits as one code each, not scaled.
fn samples(page: TiffPage, stored: &StoredSamples, limits: &PhotoLimits) -> Result<PhotoSamples, PhotoError> {
    let &StoredSamples {
        size_px: [width_px, height_px],
        count,
        planar,
        bits,
        ..
    } = stored;
    let most = usize::try_from(limits.max_alloc_bytes).unwrap_or(usize::MAX);
    let mut inner = tiff::decoder::Limits::default();
    (inner.decoding_buffer_size, inner.intermediate_buffer_size) = (most, most);
    let mut page = page.with_limits(inner);
    let mut read = DecodingResult::U8(Vec::new());
    if planar {
        page.read_image_to_buffer(&mut read).map_err(failed)?;
    } else {
        read = page.read_image().map_err(failed)?;
    }
    let samples = match read {
        DecodingResult::U8(codes) if bits < 8 => {
            PhotoSamples::U8(unpacked(&codes, width_px as usize * count, bits.into()))
        }
        DecodingResult::U8(codes) if planar => PhotoSamples::U8(interleaved(&codes, count)),
        DecodingResult::U8(codes) => PhotoSamples::U8(codes),
        DecodingResult::U16(codes) if planar => PhotoSamples::U16(interleaved(&codes, count)),
        DecodingResult::U16(codes) => PhotoSamples::U16(codes),
        _ => {
            return Err(unsupported(
                "a TIFF with signed or floating-point samples",
                "export it with 16 bits a channel",
            ));
        }
    };
    if samples.len() != width_px as usize * height_px as usize * count {
        return Err(damaged("its size and its data disagree"));
    }
    Ok(samples)
}

/// The EXIF reader copies what it is given; tags of files beyond this stay unread rather than doubling the memory.
fn exif_part(bytes: &[u8]) -> &[u8] {
    const MOST: usize = 512 << 20;
    if bytes.len() <= MOST { bytes } else { &[] }
}

fn failed(err: TiffError) -> PhotoError {
    match err {
        TiffError::UnsupportedError(what) => {
            unsupported(&format!("a TIFF of an unusual kind ({what})"), SAVE)
        }
        other => PhotoError::from_decoder("TIFF", other),
    }
}

fn damaged(detail: &str) -> PhotoError {
    PhotoError::Damaged {
        format: "TIFF",
        detail: detail.into(),
    }
}

fn unsupported(kind: &str, advice: &str) -> PhotoError {
    PhotoError::Unsupported {
        kind: kind.into(),
        advice: advice.into(),
    }
}
