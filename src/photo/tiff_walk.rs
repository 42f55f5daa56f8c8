//! The directories of a TIFF (TIFF 6.0 §2; BigTIFF), as far as the decoder doesn't tell: where a value stands, and which JPEGs a
//! camera put into its raw file.

use super::jpeg_survey::survey;

/// PhotometricInterpretation.
const PHOTOMETRIC: u16 = 262;
const COMPRESSION: u16 = 259;
const STRIP_OFFSETS: u16 = 273;
const STRIP_BYTE_COUNTS: u16 = 279;
const SUB_DIRECTORIES: u16 = 330;
/// JPEGInterchangeFormat and its length.
const JPEG_OFFSET: u16 = 513;
const JPEG_LENGTH: u16 = 514;
/// Most directories that are looked at: a raw file has five or so.
const MOST_DIRECTORIES: usize = 32;
/// Side from which a picture inside a raw file is worth showing, px (assumption: smaller ones are thumbnails).
const LEAST_PREVIEW_PX: u16 = 1024;

/// Byte order and width of offsets.
#[derive(Clone, Copy)]
struct TiffLayout {
    little: bool,
    big: bool,
}

/// An entry of a directory.
struct DirectoryEntry {
    tag: u16,
    kind: u16,
    count: u64,
    /// Offset of the entry's value, or of the offset of its values.
    at: usize,
}

impl TiffLayout {
    fn of(bytes: &[u8]) -> Option<Self> {
        let little = match bytes.get(..2)? {
            b"II" => true,
            b"MM" => false,
            _ => return None,
        };
        let version = Self { little, big: false }.number(bytes, 2, 2)?;
        (version == 42 || version == 43).then_some(Self {
            little,
            big: version == 43,
        })
    }

    fn number(self, bytes: &[u8], at: usize, width: usize) -> Option<u64> {
        let bytes = bytes.get(at..at.checked_add(width)?)?;
        let add = |sum: u64, &byte: &u8| sum << 8 | u64::from(byte);
        Some(match self.little {
            true => bytes.iter().rev().fold(0, add),
            false => bytes.iter().fold(0, add),
        })
    }

    fn offset(self, bytes: &[u8], at: usize) -> Option<usize> {
        usize::try_from(self.number(bytes, at, if self.big { 8 } else { 4 })?).ok()
    }

    /// The fields of the directory at an offset, and the offset of the next one.
    fn directory(self, bytes: &[u8], at: usize) -> Option<(Vec<DirectoryEntry>, Option<usize>)> {
        let (head, entry, long) = if self.big { (8, 20, 8) } else { (2, 12, 4) };
        let count = usize::try_from(self.number(bytes, at, head)?).ok()?;
        let first = at.checked_add(head)?;
        let mut fields = Vec::new();
        for place in (first..).step_by(entry).take(count) {
            let [tag, kind] = [0, 2].map(|add| self.number(bytes, place + add, 2));
            fields.push(DirectoryEntry {
                tag: tag? as u16,
                kind: kind? as u16,
                count: self.number(bytes, place + 4, long)?,
                at: place + 4 + long,
            });
        }
        let next = self.offset(bytes, first + entry * count).filter(|next| *next > 0);
        Some((fields, next))
    }

    /// The first whole numbers of a field.
    fn values(self, bytes: &[u8], field: &DirectoryEntry) -> Option<Vec<usize>> {
        let width = match field.kind {
            3 => 2,
            4 | 13 => 4,
            16 | 18 => 8,
            _ => return None,
        };
        let count = usize::try_from(field.count).ok()?.min(MOST_DIRECTORIES);
        let inline = if self.big { 8 } else { 4 };
        let start = match field.count as usize * width <= inline {
            true => field.at,
            false => self.offset(bytes, field.at)?,
        };
        (0..count)
            .map(|number| usize::try_from(self.number(bytes, start + number * width, width)?).ok())
            .collect()
    }
}

/// Where the two bytes of the first page's PhotometricInterpretation stand, and the two that say `wanted` there.
pub(super) fn photometric_as(bytes: &[u8], wanted: u16) -> Option<(u64, [u8; 2])> {
    let layout = TiffLayout::of(bytes)?;
    let (fields, _) = layout.directory(bytes, layout.offset(bytes, if layout.big { 8 } else { 4 })?)?;
    let field = fields
        .iter()
        .find(|field| field.tag == PHOTOMETRIC && field.kind == 3)?;
    let two = if layout.little {
        wanted.to_le_bytes()
    } else {
        wanted.to_be_bytes()
    };
    Some((field.at as u64, two))
}

/// The largest JPEG that a raw file holds beside its sensor's data.
pub(super) fn preview(bytes: &[u8]) -> Option<&[u8]> {
    let layout = TiffLayout::of(bytes)?;
    let mut waiting = vec![layout.offset(bytes, if layout.big { 8 } else { 4 })?];
    let mut best: Option<(u64, &[u8])> = None;
    for _ in 0..MOST_DIRECTORIES {
        let Some(at) = waiting.pop() else { break };
        let Some((fields, next)) = layout.directory(bytes, at) else {
            continue;
        };
        waiting.extend(next);
        let values = |tag: u16| {
            let field = fields.iter().find(|field| field.tag == tag)?;
            layout.values(bytes, field)
        };
        waiting.extend(values(SUB_DIRECTORIES).unwrap_or_default());
        let one = |tag: u16| {
            values(tag)
                .filter(|values| values.len() == 1)
                .map(|values| values[0])
        };
        let strip = one(STRIP_OFFSETS)
            .zip(one(STRIP_BYTE_COUNTS))
            .filter(|_| matches!(one(COMPRESSION), Some(6 | 7)));
        for (start, length) in strip.into_iter().chain(one(JPEG_OFFSET).zip(one(JPEG_LENGTH))) {
            let Some(jpeg) = bytes.get(start..start.saturating_add(length)) else {
                continue;
            };
            let area = pixels(jpeg);
            if area > best.map_or(0, |(area, _)| area) {
                best = Some((area, jpeg));
            }
        }
    }
    best.map(|(_, jpeg)| jpeg)
}

/// Pixels of a JPEG that can be shown as a photo; 0 for sensor data (lossless JPEG) and thumbnails.
fn pixels(jpeg: &[u8]) -> u64 {
    if !jpeg.starts_with(&[0xff, 0xd8, 0xff]) {
        return 0;
    }
    let found = survey(jpeg);
    let shown = matches!(found.frame, Some(0xc0..=0xc2)) && found.precision == 8 && found.components == 3;
    match shown && found.width_px.max(found.height_px) >= LEAST_PREVIEW_PX {
        true => u64::from(found.width_px) * u64::from(found.height_px),
        false => 0,
    }
}
