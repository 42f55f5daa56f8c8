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
    // The first of several: `get_field` would take the last.
    let field = exif
        .fields()
        .find(|field| field.tag == tag && field.ifd_num == In::PRIMARY)?;
    field.value.get_uint(0)
}

/// Shapes of whole pictures, longer side over shorter: phones and compact cameras, film and large sensors, and the wide crop that
/// cameras make themselves along the whole longer side.
const SHAPES: [f64; 3] = [4.0 / 3.0, 3.0 / 2.0, 16.0 / 9.0];
/// How far a shape may be off, as a share: 4000 × 2992 px and the like, in whole blocks.
const SHAPE_ERROR: f64 = 0.015;

impl ExifFacts {
    /// The orientation, 1–8; what isn't valid is said and left.
    pub(super) fn valid_orientation(&self, warnings: &mut Vec<String>) -> u8 {
        match self.orientation {
            None => 1,
            Some(value @ 1..=8) => value as u8,
            Some(value) => {
                warnings.push(format!(
                    "the EXIF orientation {value} is not valid; the photo is shown as it is stored"
                ));
                1
            }
        }
    }

    /// The focal length, if the picture is as the camera took it: a crop would change what a focal length means, and it is said
    /// then. It has the size that the camera wrote (either way round), and, because editors write that anew, the shape of a whole
    /// picture.
    pub(super) fn focal_of_uncropped(&self, size_px: [u32; 2], warnings: &mut Vec<String>) -> Option<f64> {
        let mm = self.focal_35mm_mm?;
        let [short, long] = [size_px[0].min(size_px[1]), size_px[0].max(size_px[1])];
        let same = self
            .size_px
            .is_some_and(|(w, h)| (w.min(h), w.max(h)) == (short, long));
        let shape = f64::from(long) / f64::from(short.max(1));
        let whole = SHAPES
            .iter()
            .any(|known| (shape / known - 1.0).abs() <= SHAPE_ERROR);
        if same && whole {
            return Some(mm);
        }
        warnings.push(format!(
            "the file names a focal length of {mm} mm, which is not used: by its size or shape the photo was cropped or scaled"
        ));
        None
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
        let mut said = Vec::new();
        assert_eq!(facts.focal_of_uncropped([3024, 4032], &mut said), Some(26.0));
        assert!(said.is_empty());
        assert_eq!(facts.focal_of_uncropped([3024, 3024], &mut said), None);
        assert!(said[0].contains("cropped"));
        let mut rewritten = |width_px, height_px| {
            let size_px = Some((width_px, height_px));
            let facts = ExifFacts {
                size_px,
                ..facts.clone()
            };
            facts.focal_of_uncropped([width_px, height_px], &mut said)
        };
        assert_eq!(rewritten(2016, 2016), None, "an editor wrote the size anew");
        assert_eq!([rewritten(4000, 2992), rewritten(6000, 4000)], [Some(26.0); 2]);
    }

    #[test]
    fn garbage_has_no_facts() {
        assert_eq!(read(b"Exif\0\0II*\0\xff\xff\xff\xff"), ExifFacts::default());
    }
}
