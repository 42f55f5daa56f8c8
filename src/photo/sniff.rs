//! Which format the bytes are in; the file's name is never asked.

use super::{PhotoError, SourceFormat};

/// How far junk before a JPEG is forgiven, bytes (assumption: mail gateways and cameras add less).
const MAX_LEADING_JUNK: usize = 1024;

/// Finds the format and the offset at which the picture starts.
///
/// # Errors
/// [`PhotoError::Empty`], [`PhotoError::NotAPicture`], or [`PhotoError::Unsupported`] by name.
pub(super) fn sniff(bytes: &[u8]) -> Result<(SourceFormat, usize), PhotoError> {
    if bytes.is_empty() {
        return Err(PhotoError::Empty);
    }
    if let Some(format) = known(bytes) {
        return Ok((format, 0));
    }
    if let Some(refusal) = foreign(bytes) {
        return Err(refusal);
    }
    let head = &bytes[..bytes.len().min(MAX_LEADING_JUNK)];
    let starts_a_jpeg =
        |four: &[u8]| four[..3] == [0xff, 0xd8, 0xff] && matches!(four[3], 0xdb | 0xe0..=0xef);
    if let Some(start) = head.windows(4).position(starts_a_jpeg) {
        return Ok((SourceFormat::Jpeg, start));
    }
    Err(PhotoError::NotAPicture { what: describe(head) })
}

fn known(bytes: &[u8]) -> Option<SourceFormat> {
    Some(match bytes {
        [0xff, 0xd8, 0xff, ..] => SourceFormat::Jpeg,
        [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => SourceFormat::Png,
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => SourceFormat::WebP,
        // Canon's raw files are TIFFs with this mark in the header; `foreign` names them.
        [b'I', b'I', 42, 0, _, _, _, _, b'C', b'R', ..] => return None,
        [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => SourceFormat::Tiff,
        [b'I', b'I', 43, 0, ..] | [b'M', b'M', 0, 43, ..] => SourceFormat::Tiff,
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => SourceFormat::Gif,
        [b'B', b'M', _, _, _, _, 0, 0, 0, 0, ..] => SourceFormat::Bmp,
        [b'B', b'M', ..] if bytes.len() >= 26 => SourceFormat::Bmp,
        _ if heif_brand(bytes) == Some(HeifBrand::Hevc) => SourceFormat::Heic,
        _ => return None,
    })
}

#[derive(PartialEq)]
enum HeifBrand {
    Hevc,
    Avif,
    /// Canon's raw files of the third kind.
    Raw,
    OtherVideo,
}

/// Reads the brands of an ISO media file ("ftyp" box, ISO/IEC 14496-12; brands: ISO/IEC 23008-12 annex B).
fn heif_brand(bytes: &[u8]) -> Option<HeifBrand> {
    if bytes.get(4..8)? != b"ftyp" {
        return None;
    }
    let size = u32::from_be_bytes(bytes.get(..4)?.try_into().ok()?) as usize;
    let end = size.clamp(16, 256).min(bytes.len());
    let brands: Vec<&[u8]> = bytes.get(8..end)?.chunks_exact(4).collect();
    let has = |names: &[&[u8]]| brands.iter().any(|brand| names.contains(brand));
    Some(if has(&[b"avif", b"avis"]) {
        HeifBrand::Avif
    } else if has(&[b"crx "]) {
        HeifBrand::Raw
    } else if has(&[
        b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1",
    ]) {
        HeifBrand::Hevc
    } else {
        HeifBrand::OtherVideo
    })
}

fn foreign(bytes: &[u8]) -> Option<PhotoError> {
    let (kind, advice) = match bytes {
        [0xff, 0x0a, ..] | [0, 0, 0, 12, b'J', b'X', b'L', b' ', ..] => ("a JPEG XL file", EXPORT),
        [0, 0, 0, 12, b'j', b'P', b' ', b' ', ..] | [0xff, 0x4f, 0xff, 0x51, ..] => {
            ("a JPEG 2000 file", EXPORT)
        }
        [b'%', b'P', b'D', b'F', ..] => (
            "a PDF document",
            "export the page or the photo in it as JPEG or PNG",
        ),
        [b'8', b'B', b'P', b'S', ..] => ("a Photoshop document", EXPORT),
        [b'F', b'U', b'J', b'I', b'F', b'I', b'L', b'M', ..]
        | [b'I', b'I', 42, 0, _, _, _, _, b'C', b'R', ..] => ("a camera raw file", RAW),
        // The marks of Olympus, Panasonic, Sigma and Minolta.
        [b'I', b'I', b'R', b'O' | b'S', ..]
        | [b'M', b'M', b'O', b'R', ..]
        | [b'I', b'I', b'U', 0, ..]
        | [b'F', b'O', b'V', b'b', ..]
        | [0, b'M', b'R', b'M', ..] => ("a camera raw file", RAW),
        // Matroska and WebM, AVI, MPEG program streams.
        [0x1a, 0x45, 0xdf, 0xa3, ..]
        | [b'R', b'I', b'F', b'F', _, _, _, _, b'A', b'V', b'I', b' ', ..]
        | [0, 0, 1, 0xba, ..] => ("a video", STILL),
        [0, 5, 0x16, 7, ..] => (
            "only a Mac's note about a file (AppleDouble)",
            "open the file of the same name without \"._\" in front",
        ),
        _ => match heif_brand(bytes) {
            Some(HeifBrand::Avif) => ("an AVIF file", AVIF),
            Some(HeifBrand::Raw) => ("a camera raw file", RAW),
            Some(HeifBrand::OtherVideo) => ("a video", STILL),
            _ if is_svg(bytes) => ("an SVG drawing", "export it as PNG"),
            _ => return None,
        },
    };
    Some(PhotoError::Unsupported {
        kind: kind.into(),
        advice: advice.into(),
    })
}

/// What to do with a video.
const STILL: &str = "take a still picture from it and save that as JPEG or PNG";
/// What to do with AVIF: phones and browsers write it, and every system's own viewer can save it otherwise.
const AVIF: &str = "open it in the system's photo viewer, export it as JPEG, PNG or TIFF and open that; on the phone set the camera to JPEG";
pub(super) const EXPORT: &str = "export it as JPEG, PNG or TIFF and open that";
pub(super) const RAW: &str = "develop it in the camera maker's program and export a JPEG or 16-bit TIFF";

fn is_svg(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).to_lowercase();
    head.contains("<svg")
}

fn describe(head: &[u8]) -> String {
    let text = String::from_utf8_lossy(head).to_lowercase();
    let trimmed = text.trim_start();
    if trimmed.starts_with("<!doctype html") || trimmed.starts_with("<html") {
        "a web page".into()
    } else if trimmed.starts_with('<') {
        "an XML file".into()
    } else if head
        .iter()
        .all(|byte| matches!(byte, 9 | 10 | 13 | 0x20..=0x7e | 0x80..))
        && text.is_ascii()
    {
        "a text file".into()
    } else {
        "data of an unknown kind".into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(bytes: &[u8]) -> String {
        sniff(bytes).expect_err("refused").to_string()
    }

    #[test]
    fn formats_that_are_not_read_are_named() {
        assert!(refusal(b"\0\0\0\x18ftypavif\0\0\0\0mif1avif").contains("AVIF"));
        assert!(refusal(b"\0\0\0\x18ftypcrx \0\0\0\x01crx isom").contains("camera raw"));
        let video = refusal(b"\0\0\0\x18ftypmp42\0\0\0\0isommp42");
        assert!(video.contains("a video") && !video.contains("raw"), "{video}");
        assert!(refusal(b"RIFF\x10\0\0\0AVI LIST").contains("a video"));
        assert!(refusal(b"IIRO\x08\0\0\0").contains("camera raw"));
        assert!(refusal(b"\0\x05\x16\x07\0\x02\0\0Mac OS X").contains("without \"._\""));
        assert!(refusal(b"\xff\x0a....").contains("JPEG XL"));
        assert!(refusal(b"\0\0\0\x0cjP  \r\n").contains("JPEG 2000"));
        assert!(refusal(b"<?xml version='1.0'?><svg xmlns='x'>").contains("SVG"));
        assert!(refusal(b"%PDF-1.4").contains("PDF"));
        assert!(refusal(b"<html><body>").contains("web page"));
        assert!(refusal(b"Dear client,\n").contains("text file"));
        assert!(refusal(b"").contains("empty"));
    }

    #[test]
    fn a_jpeg_is_found_behind_junk() {
        let mut bytes = b"GARBAGE!".repeat(16);
        bytes.extend([0xff, 0xd8, 0xff, 0xe0]);
        assert_eq!(sniff(&bytes).expect("found"), (SourceFormat::Jpeg, 128));
    }
}
