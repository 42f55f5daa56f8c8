//! Drawing on a sheet: lines, boxes, texts that are wrapped and set left, right or in the middle.

use super::fonts::PaperFonts;
use super::sheet::{PaperSheet, SheetColour, SheetMark, SheetPicture, SheetStroke, SheetText, TextWeight};
use crate::words::shown;
use glam::DVec2;

/// Colours of the documents: dark ink, quiet ink for what explains, an accent for what is to be found, hairlines, pale grounds.
pub(super) const INK: SheetColour = [28, 38, 46];
pub(super) const QUIET: SheetColour = [92, 104, 112];
pub(super) const ACCENT: SheetColour = [20, 104, 124];
pub(super) const RULE: SheetColour = [196, 205, 210];
pub(super) const PALE: SheetColour = [238, 244, 246];
pub(super) const WHITE: SheetColour = [255, 255, 255];
/// Colours of the sessions, as far apart for all eyes as six can be (Okabe and Ito, darkened for print).
pub(super) const SESSION_COLOURS: [SheetColour; 6] = [
    [0, 92, 148],
    [200, 82, 0],
    [0, 122, 92],
    [150, 70, 130],
    [110, 110, 0],
    [70, 70, 70],
];

/// Millimetres of a typographic point.
pub(super) const POINT_MM: f64 = 25.4 / 72.0;
/// Distance between lines over the size of the letters (assumption: reads well at these sizes).
const LINE_SHARE: f64 = 1.38;

/// How a text looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct TextStyle {
    /// Size, mm.
    pub size_mm: f64,
    pub weight: TextWeight,
    pub colour: SheetColour,
}

impl TextStyle {
    const fn new(points: f64, weight: TextWeight, colour: SheetColour) -> Self {
        TextStyle {
            size_mm: points * POINT_MM,
            weight,
            colour,
        }
    }

    pub const TITLE: TextStyle = TextStyle::new(20.0, TextWeight::Strong, INK);
    pub const HEADING: TextStyle = TextStyle::new(12.5, TextWeight::Strong, ACCENT);
    pub const LABEL: TextStyle = TextStyle::new(9.0, TextWeight::Strong, INK);
    pub const BODY: TextStyle = TextStyle::new(9.5, TextWeight::Plain, INK);
    pub const NOTE: TextStyle = TextStyle::new(8.0, TextWeight::Plain, QUIET);
    pub const TINY: TextStyle = TextStyle::new(6.5, TextWeight::Plain, QUIET);

    /// The same in another size, points.
    pub fn sized(self, points: f64) -> Self {
        TextStyle {
            size_mm: points * POINT_MM,
            ..self
        }
    }

    /// The same in another colour.
    pub fn in_colour(self, colour: SheetColour) -> Self {
        TextStyle { colour, ..self }
    }

    /// Distance between lines, mm.
    pub fn line_mm(self) -> f64 {
        self.size_mm * LINE_SHARE
    }
}

/// A box on a sheet, mm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct SheetBox {
    /// Upper left corner.
    pub at: DVec2,
    /// Width and height.
    pub size: DVec2,
}

impl SheetBox {
    pub fn new(x: f64, y: f64, width: f64, height: f64) -> Self {
        SheetBox {
            at: DVec2::new(x, y),
            size: DVec2::new(width, height),
        }
    }

    pub fn right(self) -> f64 {
        self.at.x + self.size.x
    }

    pub fn bottom(self) -> f64 {
        self.at.y + self.size.y
    }

    fn corners(self) -> Vec<DVec2> {
        let DVec2 { x, y } = self.size;
        [(0.0, 0.0), (x, 0.0), (x, y), (0.0, y)]
            .map(|(dx, dy)| self.at + DVec2::new(dx, dy))
            .to_vec()
    }
}

/// Draws on one sheet.
pub(super) struct SheetPen<'a> {
    pub fonts: &'a mut PaperFonts,
    pub sheet: PaperSheet,
}

impl<'a> SheetPen<'a> {
    pub fn new(fonts: &'a mut PaperFonts, size_mm: DVec2) -> Self {
        SheetPen {
            fonts,
            sheet: PaperSheet {
                size_mm,
                marks: Vec::new(),
            },
        }
    }

    pub fn line(&mut self, points_mm: Vec<DVec2>, colour: SheetColour, width_mm: f64) {
        self.stroke(
            points_mm,
            SheetStroke {
                colour,
                width_mm,
                dash_mm: None,
            },
        );
    }

    pub fn dashed(&mut self, points_mm: Vec<DVec2>, colour: SheetColour, width_mm: f64) {
        self.stroke(
            points_mm,
            SheetStroke {
                colour,
                width_mm,
                dash_mm: Some(6.0 * width_mm),
            },
        );
    }

    fn stroke(&mut self, points_mm: Vec<DVec2>, stroke: SheetStroke) {
        if points_mm.len() > 1 {
            self.sheet.marks.push(SheetMark::Line { points_mm, stroke });
        }
    }

    /// A level line from one place to the right.
    pub fn rule(&mut self, x: f64, y: f64, width: f64) {
        self.line(vec![DVec2::new(x, y), DVec2::new(x + width, y)], RULE, 0.25);
    }

    pub fn area(&mut self, points_mm: Vec<DVec2>, colour: SheetColour) {
        self.sheet.marks.push(SheetMark::Area { points_mm, colour });
    }

    pub fn filled(&mut self, place: SheetBox, colour: SheetColour) {
        self.area(place.corners(), colour);
    }

    pub fn framed(&mut self, place: SheetBox, colour: SheetColour, width_mm: f64) {
        let mut corners = place.corners();
        // A bit beyond the first corner, so that the frame is closed without a notch.
        corners.extend([place.at, place.at + DVec2::new(width_mm, 0.0)]);
        self.line(corners, colour, width_mm);
    }

    pub fn dots(&mut self, places_mm: Vec<DVec2>, diameter_mm: f64, colour: SheetColour) {
        if !places_mm.is_empty() {
            self.sheet.marks.push(SheetMark::Dots {
                places_mm,
                diameter_mm,
                colour,
            });
        }
    }

    pub fn picture(&mut self, place: SheetBox, picture: &SheetPicture) {
        self.sheet.marks.push(SheetMark::Picture {
            at_mm: place.at,
            size_mm: place.size,
            picture: picture.clone(),
        });
    }

    pub fn text(&mut self, x: f64, baseline: f64, style: TextStyle, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        let text = shown(text);
        self.sheet.marks.push(SheetMark::Text(SheetText {
            at_mm: DVec2::new(x, baseline),
            size_mm: style.size_mm,
            weight: style.weight,
            colour: style.colour,
            text,
        }));
    }

    pub fn width(&mut self, style: TextStyle, text: &str) -> f64 {
        self.fonts.width_mm(&shown(text), style.size_mm)
    }

    pub fn text_right(&mut self, right: f64, baseline: f64, style: TextStyle, text: &str) {
        let width = self.width(style, text);
        self.text(right - width, baseline, style, text);
    }

    pub fn text_centred(&mut self, middle: f64, baseline: f64, style: TextStyle, text: &str) {
        let width = self.width(style, text);
        self.text(middle - 0.5 * width, baseline, style, text);
    }

    /// A text that is made smaller where it would be wider than this.
    pub fn text_within(&mut self, x: f64, baseline: f64, width: f64, style: TextStyle, text: &str) {
        let wide = self.width(style, text).max(1e-9);
        let size_mm = style.size_mm * (width / wide).min(1.0);
        self.text(x, baseline, TextStyle { size_mm, ..style }, text);
    }

    /// A text broken into lines of at most `width` mm: between words, and within a word that is longer (as Chinese and Japanese
    /// have them).
    pub fn wrapped(&mut self, width: f64, style: TextStyle, text: &str) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in shown(text).split_whitespace() {
            let longer = lines.last().map(|line| format!("{line} {word}"));
            match (longer, lines.last_mut()) {
                (Some(longer), Some(line)) if self.fonts.width_mm(&longer, style.size_mm) <= width => {
                    *line = longer;
                }
                _ => lines.extend(self.broken(width, style, word)),
            }
        }
        lines
    }

    /// A word in pieces that fit.
    fn broken(&mut self, width: f64, style: TextStyle, word: &str) -> Vec<String> {
        if self.fonts.width_mm(word, style.size_mm) <= width {
            return vec![word.to_owned()];
        }
        let mut pieces = vec![String::new()];
        for letter in word.chars() {
            let longer = format!("{}{letter}", pieces.last().map_or("", String::as_str));
            match pieces.last_mut() {
                Some(piece) if piece.is_empty() || self.fonts.width_mm(&longer, style.size_mm) <= width => {
                    *piece = longer;
                }
                _ => pieces.push(letter.to_string()),
            }
        }
        pieces
    }

    /// A paragraph from `top` down; gives where the next thing may begin.
    pub fn paragraph(&mut self, x: f64, top: f64, width: f64, style: TextStyle, text: &str) -> f64 {
        let mut baseline = top + style.size_mm;
        for line in self.wrapped(width, style, text) {
            self.text(x, baseline, style, &line);
            baseline += style.line_mm();
        }
        baseline - style.size_mm
    }

    /// A number in a filled disc.
    pub fn badge(&mut self, middle: DVec2, radius: f64, colour: SheetColour, text: &str) {
        self.dots(vec![middle], 2.0 * radius, colour);
        let style = TextStyle {
            size_mm: 1.25 * radius,
            weight: TextWeight::Strong,
            colour: WHITE,
        };
        self.text_centred(middle.x, middle.y + 0.45 * radius, style, text);
    }
}
