//! Letters on paper: the program's own font, and where it lacks a letter one of the system's. All are embedded, and only the letters
//! that are used.

use crate::letters::{LinePiece, OWN_FONT, SystemFont, pieces};
use ab_glyph::{Font, FontRef, PxScale, ScaleFont};
use std::sync::Arc;

/// A piece of a text in one font.
pub(super) struct FontRun {
    /// The piece.
    piece: LinePiece,
    /// Its width in ems.
    pub width_em: f64,
}

impl FontRun {
    /// What is written: from left to right in the program's own font, else as it is typed.
    pub fn text(&self) -> &str {
        &self.piece.text
    }

    /// Whether it is in the program's own font.
    pub fn is_own(&self) -> bool {
        self.piece.font.is_none()
    }

    /// Whether its letters are to be put from right to left.
    pub fn is_from_right(&self) -> bool {
        self.piece.from_right && !self.is_own()
    }
}

/// The fonts of a document.
pub struct PaperFonts {
    own: FontRef<'static>,
    own_embedded: krilla::text::Font,
    /// Those of the system that were needed, as the PDF embeds them.
    embedded: Vec<(Arc<SystemFont>, krilla::text::Font)>,
}

impl PaperFonts {
    /// The program's own font; the system's are looked through when a letter is missing.
    #[expect(
        clippy::expect_used,
        reason = "the font is part of the program, and tests write with it"
    )]
    pub fn new() -> Self {
        let good = "the program's own font is good";
        PaperFonts {
            own: FontRef::try_from_slice(OWN_FONT).expect(good),
            own_embedded: krilla::text::Font::new(krilla::Data::from(OWN_FONT.to_vec()), 0).expect(good),
            embedded: Vec::new(),
        }
    }

    /// Width of a text, mm.
    pub fn width_mm(&self, text: &str, size_mm: f64) -> f64 {
        self.runs(text).iter().map(|run| run.width_em).sum::<f64>() * size_mm
    }

    /// A text in pieces of one font each, from left to right.
    pub(super) fn runs(&self, text: &str) -> Vec<FontRun> {
        let pieces = pieces(text, |letter| self.own.glyph_id(letter).0 != 0);
        let runs = pieces.into_iter().map(|piece| FontRun {
            width_em: match piece.font {
                None => self.own_width_em(&piece.text),
                Some(_) => f64::from(piece.shaped().1),
            },
            piece,
        });
        runs.collect()
    }

    /// Width of letters of the program's own font, ems.
    fn own_width_em(&self, text: &str) -> f64 {
        let scaled = self.own.as_scaled(PxScale::from(1000.0));
        // ab_glyph scales by a font's height, paper by its em.
        let em = f64::from(self.own.height_unscaled()) / f64::from(self.own.units_per_em().unwrap_or(1000.0));
        let advances: f64 = text
            .chars()
            .map(|c| f64::from(scaled.h_advance(self.own.glyph_id(c))))
            .sum();
        advances / 1000.0 * em
    }

    /// The font of a run, as the PDF embeds it; the program's own where the system's can't be embedded.
    pub(super) fn embedded(&mut self, run: &FontRun) -> krilla::text::Font {
        let Some(font) = &run.piece.font else {
            return self.own_embedded.clone();
        };
        if let Some((_, embedded)) = self.embedded.iter().find(|(other, _)| Arc::ptr_eq(other, font)) {
            return embedded.clone();
        }
        let data = krilla::Data::from(font.bytes.as_ref().clone());
        match krilla::text::Font::new(data, font.face) {
            Some(embedded) => {
                self.embedded.push((Arc::clone(font), embedded.clone()));
                embedded
            }
            None => self.own_embedded.clone(),
        }
    }
}

impl Default for PaperFonts {
    fn default() -> Self {
        Self::new()
    }
}
