//! The two things that are kept of EXIF: orientation and the 35 mm equivalent focal length. Nothing else leaves here.

use exif::{Exif, In, Reader, Tag};

/// What EXIF said, unchecked against the picture.
#[derive(Debug, Default, Clone, PartialEq)]
pub(super) struct ExifFacts {
    /// The raw orientation, valid or not.
    pub orientation: Option<u32>,
    /// 35 mm equivalent focal length, mm.
    pub focal_35mm_mm: Option<f64>,
    /// Pixel size that the camera wrote.
    pub size_px: Option<(u32, u32)>,
}

/// Reads an EXIF block (with or without its "Exif\0\0" prefix); damage gives fewer facts, never an error.
pub(super) fn read(block: &[u8]) -> ExifFacts {
    let block = block.strip_prefix(b"Exif\0\0").unwrap_or(block);
    let parsed = Reader::new().continue_on_error(true).read_raw(block.to_vec());
    let parsed = parsed.or_else(|err| err.distill_partial_result(|_| {}));
    let Ok(exif) = parsed else {
        return ExifFacts::default();
    };
    let focal = number(&exif, Tag::FocalLengthIn35mmFilm)
        .filter(|&mm| mm > 0)
        .map(f64::from);
    ExifFacts {
        orientation: number(&exif, Tag::Orientation),
        focal_35mm_mm: focal,
        size_px: number(&exif, Tag::PixelXDimension).zip(number(&exif, Tag::PixelYDimension)),
    }
}

fn number(exif: &Exif, tag: Tag) -> Option<u32> {
    exif.get_field(tag, In::PRIMARY)?.value.get_uint(0)
}

impl ExifFacts {
    /// The focal length, if the picture still has the size that the camera wrote (either way round): a crop would
    /// change what a focal length means.
    pub(super) fn focal_of_uncropped(&self, width_px: u32, height_px: u32) -> Option<f64> {
        let (exif_w, exif_h) = self.size_px?;
        let same = (exif_w, exif_h) == (width_px, height_px) || (exif_h, exif_w) == (width_px, height_px);
        self.focal_35mm_mm.filter(|_| same)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crop_loses_the_focal_length_and_a_turn_does_not() {
        let facts = ExifFacts {
            orientation: None,
            focal_35mm_mm: Some(26.0),
            size_px: Some((4032, 3024)),
        };
        assert_eq!(facts.focal_of_uncropped(3024, 4032), Some(26.0));
        assert_eq!(facts.focal_of_uncropped(3024, 3024), None);
    }

    #[test]
    fn garbage_has_no_facts() {
        assert_eq!(read(b"Exif\0\0II*\0\xff\xff\xff\xff"), ExifFacts::default());
    }
}
