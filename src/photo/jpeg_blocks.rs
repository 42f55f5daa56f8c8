//! What a JPEG carries beside its picture: EXIF, the colour profile, and whether there is a gain map.

use super::exif_facts::{self, ExifFacts};
use super::sequential::next_segment;

/// How far behind the picture the headers of a second one are looked at, bytes.
const LOOKED_AT_BEHIND: usize = 1 << 16;
/// Names in gain maps and their descriptions: Adobe's and Android's (Ultra HDR 1.0), ISO 21496-1, Apple's.
const GAIN_MAP_NAMES: [&[u8]; 3] = [b"hdrgm:Version", b"urn:iso:std:iso:ts:21496:-1", b"HDRGainMap"];

/// What stands in front of the first scan.
#[derive(Default)]
pub(super) struct LeadingBlocks {
    /// Of the first EXIF block: a second one is an editor's leavings.
    pub exif: ExifFacts,
    /// The profile, put together.
    pub icc: Option<Vec<u8>>,
    /// Whether a second picture brightens the first on HDR screens.
    pub has_gain_map: bool,
}

/// Reads the blocks; `end` is where the picture ends. Blocks that make no sense are left out.
pub(super) fn read(bytes: &[u8], end: usize) -> LeadingBlocks {
    let mut exif = None;
    let mut parts: Vec<(u8, &[u8])> = Vec::new();
    let mut at = 2;
    while let Some((marker, body)) = next_segment(bytes, &mut at) {
        match marker {
            0xe1 if exif.is_none() && body.starts_with(b"Exif\0\0") => exif = Some(exif_facts::read(body)),
            // Number of this part and of all parts, from 1 (ICC.1:2022 annex B.4).
            0xe2 => {
                if let Some([number, _, part @ ..]) = body.strip_prefix(b"ICC_PROFILE\0") {
                    parts.push((*number, part));
                }
            }
            0xda | 0xd9 => break,
            _ => {}
        }
    }
    parts.sort_by_key(|(number, _)| *number);
    parts.dedup_by_key(|(number, _)| *number);
    let icc = parts.iter().map(|(_, part)| *part).collect::<Vec<_>>().concat();
    let behind = &bytes[end.min(bytes.len())..];
    let heads = [
        &bytes[..at.min(bytes.len())],
        &behind[..behind.len().min(LOOKED_AT_BEHIND)],
    ];
    LeadingBlocks {
        exif: exif.unwrap_or_default(),
        icc: Some(icc).filter(|icc| !icc.is_empty()),
        has_gain_map: heads.into_iter().any(names_gain_map),
    }
}

/// Whether headers name a gain map.
pub(super) fn names_gain_map(head: &[u8]) -> bool {
    GAIN_MAP_NAMES
        .iter()
        .any(|name| head.windows(name.len()).any(|part| part == *name))
}
