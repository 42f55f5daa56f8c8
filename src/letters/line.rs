//! A line in pieces of one font each, from left to right, with their letters joined and placed.

use super::order::{mirrored, runs};
use super::system::{SystemFont, font_for};
use rustybuzz::{Direction, Face, UnicodeBuffer};
use std::sync::Arc;

/// A piece of a line.
#[derive(Clone)]
pub struct LinePiece {
    /// The font; none for the program's own.
    pub font: Option<Arc<SystemFont>>,
    /// What is written: in the program's own font as it stands from left to right, else in the order in which it is typed.
    pub text: String,
    /// Whether it is read from right to left.
    pub from_right: bool,
}

/// A letter of a piece, or several joined ones.
pub(crate) struct PlacedGlyph {
    /// Its number in the font.
    pub glyph: u16,
    /// Place on the line, ems: to the right and up from the piece's beginning.
    pub at_em: [f32; 2],
}

/// The pieces of a line, from left to right. `own_has` says whether the program's own font has a letter; what no font has stays in
/// that one, as boxes.
pub fn pieces(line: &str, own_has: impl Fn(char) -> bool) -> Vec<LinePiece> {
    let mut all = Vec::new();
    for run in runs(line) {
        let mut parts = by_font(&line[run.bytes], run.from_right, &own_has);
        if run.from_right {
            parts.reverse();
            for part in parts.iter_mut().filter(|part| part.font.is_none()) {
                part.text = part.text.chars().rev().map(mirrored).collect();
            }
        }
        all.extend(parts);
    }
    all
}

/// A run in pieces of one font each, as it is typed.
fn by_font(run: &str, from_right: bool, own_has: &impl Fn(char) -> bool) -> Vec<LinePiece> {
    let mut parts: Vec<LinePiece> = Vec::new();
    for letter in run.chars() {
        let has = |font: &Option<Arc<SystemFont>>| match font {
            Some(font) => font.has(letter),
            None => own_has(letter),
        };
        // Spaces, signs and marks stay with the letters before them.
        let stays = letter.is_whitespace()
            || letter.is_ascii_punctuation()
            || unicode_bidi::bidi_class(letter) == unicode_bidi::BidiClass::NSM;
        let font = match parts.last() {
            Some(part) if stays && has(&part.font) => part.font.clone(),
            _ if own_has(letter) => None,
            Some(part) if has(&part.font) => part.font.clone(),
            _ => font_for(letter),
        };
        match parts.last_mut() {
            Some(part) if is_same(&part.font, &font) => part.text.push(letter),
            _ => parts.push(LinePiece {
                font,
                text: letter.to_string(),
                from_right,
            }),
        }
    }
    parts
}

fn is_same(a: &Option<Arc<SystemFont>>, b: &Option<Arc<SystemFont>>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => Arc::ptr_eq(a, b),
        (None, None) => true,
        _ => false,
    }
}

impl LinePiece {
    /// Letters joined and placed, and the width of all, ems. Only for pieces in a font of the system; the program's own font is
    /// written letter by letter.
    pub(crate) fn shaped(&self) -> (Vec<PlacedGlyph>, f32) {
        let none = (Vec::new(), 0.0);
        let Some(font) = &self.font else {
            return none;
        };
        let Some(face) = Face::from_slice(&font.bytes, font.face) else {
            return none;
        };
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(&self.text);
        buffer.guess_segment_properties();
        buffer.set_direction(match self.from_right {
            true => Direction::RightToLeft,
            false => Direction::LeftToRight,
        });
        let shaped = rustybuzz::shape(&face, &[], buffer);
        let em = 1.0 / face.units_per_em() as f32;
        let mut along = 0.0;
        let letters = shaped.glyph_infos().iter().zip(shaped.glyph_positions());
        let placed = letters.map(|(info, position)| {
            let [dx, dy] = [position.x_offset, position.y_offset].map(|units| units as f32 * em);
            let at_em = [along + dx, dy];
            along += position.x_advance as f32 * em;
            PlacedGlyph {
                // A font has at most 65,536 glyphs.
                glyph: u16::try_from(info.glyph_id).unwrap_or(0),
                at_em,
            }
        });
        let placed: Vec<PlacedGlyph> = placed.collect();
        (placed, along)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ab_glyph::{Font, FontRef};

    fn own_has(letter: char) -> bool {
        let own = FontRef::try_from_slice(super::super::OWN_FONT).unwrap();
        own.glyph_id(letter).0 != 0
    }

    #[test]
    fn what_the_own_font_has_is_one_piece_of_it() {
        for text in ["Simulation · healed", "Клиника Ёлка", "Κλινική", "Çiğdem", ""] {
            let pieces = pieces(text, own_has);
            assert!(pieces.len() <= 1 && pieces.iter().all(|piece| piece.font.is_none()));
            assert_eq!(pieces.first().map_or("", |piece| piece.text.as_str()), text);
        }
    }

    #[test]
    fn arabic_letters_are_joined_and_stand_from_right_to_left() {
        if font_for('ع').is_none() {
            println!("skipped 1 of 1: no font of this computer has Arabic letters");
            return;
        }
        let line = pieces("The clinic of علي نور", own_has);
        let words: Vec<&str> = line.iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(words.first(), Some(&"The clinic of "));
        let last = line.last().unwrap();
        assert!(last.from_right && last.text.contains('ع'), "{words:?}");
        let alone: f32 = "علي"
            .chars()
            .map(|letter| pieces(&letter.to_string(), own_has)[0].shaped().1)
            .sum();
        let joined = pieces("علي", own_has)[0].shaped().1;
        assert!(joined < 0.95 * alone, "{joined} of {alone} em");
    }

    #[test]
    fn what_no_font_has_is_remembered() {
        // The program's own font has no letters of the private planes, and no system should.
        let nobody = '\u{10fffd}';
        let line = pieces("a\u{10fffd}", own_has);
        if line.iter().any(|piece| piece.font.is_some()) {
            println!("skipped 1 of 1: a font of this computer has letters of the last private plane");
            return;
        }
        assert!(super::super::missing().contains(nobody));
    }
}
