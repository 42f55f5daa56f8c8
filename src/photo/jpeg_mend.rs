//! What decoders stumble over in the headers of a JPEG that every viewer opens, put right in a copy.

use std::borrow::Cow;

use super::jpeg_survey::{JpegColours, JpegSurvey};
use super::jpeg_tables::STANDARD_TABLES;

/// The file with its height in the header, with Huffman tables, and with the colour mark that zune-jpeg 0.5 needs to see in it
/// what `found` says; the very bytes where nothing is to be done.
pub(super) fn mended<'a>(bytes: &'a [u8], found: &JpegSurvey) -> Cow<'a, [u8]> {
    let mut file = Cow::Borrowed(bytes);
    if found.has_late_height
        && let Some(height) = file.to_mut().get_mut(found.frame_at + 1..found.frame_at + 3)
    {
        height.copy_from_slice(&found.height_px.to_be_bytes());
    }
    let wanted = found.model().and_then(|model| adobe_transform(model, found));
    match (wanted, found.adobe_transform) {
        (Some(wanted), Some((_, at))) => file.to_mut()[at] = wanted,
        (Some(wanted), None) => insert(&mut file, &adobe_marker(wanted)),
        (None, _) => {}
    }
    if !found.has_tables && !found.is_progressive() {
        insert(&mut file, &STANDARD_TABLES);
    }
    file
}

/// The transform to write where zune-jpeg would take the components for something else.
fn adobe_transform(model: JpegColours, found: &JpegSurvey) -> Option<u8> {
    let there = found.adobe_transform.map(|(transform, _)| transform);
    let wanted = match model {
        JpegColours::Grey => return None,
        JpegColours::Rgb | JpegColours::Cmyk => 0,
        JpegColours::Ycc => 1,
        JpegColours::Ycck => 2,
    };
    // Without a mark three components are taken for brightness and differences, four for inks.
    let taken = there.unwrap_or(if found.components == 3 { 1 } else { 0 });
    (taken != wanted).then_some(wanted)
}

/// Puts a segment behind the start of the image.
fn insert(file: &mut Cow<[u8]>, segment: &[u8]) {
    let place = file.len().min(2);
    file.to_mut().splice(place..place, segment.iter().copied());
}

/// Adobe's marker (Technical Note 5116): version 100, no flags.
fn adobe_marker(transform: u8) -> [u8; 16] {
    [
        0xff, 0xee, 0, 14, b'A', b'd', b'o', b'b', b'e', 0, 100, 0, 0, 0, 0, transform,
    ]
}
