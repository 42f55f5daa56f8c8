//! A sheet of paper as a list of marks, in millimetres from its upper left corner. PDF and SVG are written from the same list, so that
//! lengths can be read from it, whatever writes it.

use glam::DVec2;
use std::sync::Arc;

/// Paper that sheets are printed on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PaperSize {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 8½ × 11 inches.
    Letter,
}

impl PaperSize {
    /// Both, the first unless another is asked for.
    pub const ALL: [PaperSize; 2] = [PaperSize::A4, PaperSize::Letter];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            PaperSize::A4 => "A4",
            PaperSize::Letter => "Letter",
        }
    }

    /// Width and height upright, mm.
    pub fn upright_mm(self) -> DVec2 {
        match self {
            PaperSize::A4 => DVec2::new(210.0, 297.0),
            PaperSize::Letter => DVec2::new(215.9, 279.4),
        }
    }
}

/// A colour, sRGB.
pub type SheetColour = [u8; 3];

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SheetStroke {
    /// Its colour.
    pub colour: SheetColour,
    /// Its width, mm.
    pub width_mm: f64,
    /// Length of a dash and of the gap behind it, mm; none for a whole line.
    pub dash_mm: Option<f64>,
}

/// How strong letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextWeight {
    /// Of running text.
    Plain,
    /// Of headings and numbers.
    Strong,
}

/// A line of text.
#[derive(Clone, Debug, PartialEq)]
pub struct SheetText {
    /// Where its first letter stands on the line, mm.
    pub at_mm: DVec2,
    /// Size of the letters (the em), mm.
    pub size_mm: f64,
    /// How strong they are.
    pub weight: TextWeight,
    /// Their colour.
    pub colour: SheetColour,
    /// The text.
    pub text: String,
}

/// A picture's file, JPEG or PNG.
#[derive(Clone, Debug, PartialEq)]
pub struct SheetPicture {
    /// Width and height, px.
    pub size_px: [u32; 2],
    /// The file.
    pub bytes: Arc<Vec<u8>>,
    /// Whether it is a PNG.
    pub is_png: bool,
}

impl SheetPicture {
    /// Height over width.
    pub fn height_share(&self) -> f64 {
        f64::from(self.size_px[1]) / f64::from(self.size_px[0].max(1))
    }
}

/// One mark.
#[derive(Clone, Debug, PartialEq)]
pub enum SheetMark {
    /// A line through points.
    Line {
        /// The points, mm.
        points_mm: Vec<DVec2>,
        /// How it is drawn.
        stroke: SheetStroke,
    },
    /// A filled polygon.
    Area {
        /// Its corners, mm.
        points_mm: Vec<DVec2>,
        /// Its colour.
        colour: SheetColour,
    },
    /// Round dots of one size.
    Dots {
        /// Their middles, mm.
        places_mm: Vec<DVec2>,
        /// Their diameter, mm.
        diameter_mm: f64,
        /// Their colour.
        colour: SheetColour,
    },
    /// A line of text.
    Text(SheetText),
    /// A picture.
    Picture {
        /// Its upper left corner, mm.
        at_mm: DVec2,
        /// Width and height, mm.
        size_mm: DVec2,
        /// Its file.
        picture: SheetPicture,
    },
}

/// A sheet of paper.
#[derive(Clone, Debug, PartialEq)]
pub struct PaperSheet {
    /// Width and height, mm.
    pub size_mm: DVec2,
    /// What is on it, from bottom to top.
    pub marks: Vec<SheetMark>,
}
