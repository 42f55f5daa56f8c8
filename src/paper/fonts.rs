//! Letters on paper: the program's own font, and where it lacks a letter one of the system's. All are embedded, and only the letters
//! that are used.

use ab_glyph::{Font, FontRef, FontVec, PxScale, ScaleFont};

/// A font that is used.
struct PaperFont {
    /// For widths.
    letters: FontVec,
    /// For the PDF.
    embedded: krilla::text::Font,
}

impl PaperFont {
    fn new(bytes: Vec<u8>, face: u32) -> Option<Self> {
        Some(PaperFont {
            letters: FontVec::try_from_vec_and_index(bytes.clone(), face).ok()?,
            embedded: krilla::text::Font::new(krilla::Data::from(bytes), face)?,
        })
    }

    fn has(&self, letter: char) -> bool {
        self.letters.glyph_id(letter).0 != 0
    }

    fn width_em(&self, text: &str) -> f64 {
        let scaled = self.letters.as_scaled(PxScale::from(1000.0));
        // ab_glyph scales by a font's height, paper by its em.
        let em = f64::from(self.letters.height_unscaled())
            / f64::from(self.letters.units_per_em().unwrap_or(1000.0));
        let advances: f64 = text
            .chars()
            .map(|c| f64::from(scaled.h_advance(self.letters.glyph_id(c))))
            .sum();
        advances / 1000.0 * em
    }
}

/// A piece of a text in one font.
pub(super) struct FontRun {
    /// Index of the font.
    font: usize,
    /// The piece.
    pub text: String,
    /// Its width in ems.
    pub width_em: f64,
}

/// The fonts of a document.
pub struct PaperFonts {
    fonts: Vec<PaperFont>,
    /// Those of the system, once one was needed.
    system: Option<fontdb::Database>,
    /// Letters that no font of this computer has.
    missing: std::collections::BTreeSet<char>,
}

impl PaperFonts {
    /// The program's own font; the system's are looked through when a letter is missing.
    #[expect(
        clippy::expect_used,
        reason = "the font is part of the program, and tests write with it"
    )]
    pub fn new() -> Self {
        let own = PaperFont::new(epaint_default_fonts::UBUNTU_LIGHT.to_vec(), 0);
        PaperFonts {
            fonts: vec![own.expect("the program's own font is good")],
            system: None,
            missing: std::collections::BTreeSet::new(),
        }
    }

    /// Letters of the texts so far that no font on this computer has: they appear as boxes.
    pub fn missing(&self) -> String {
        self.missing.iter().collect()
    }

    /// Width of a text, mm.
    pub fn width_mm(&mut self, text: &str, size_mm: f64) -> f64 {
        self.runs(text).iter().map(|run| run.width_em).sum::<f64>() * size_mm
    }

    /// A text in pieces of one font each.
    pub(super) fn runs(&mut self, text: &str) -> Vec<FontRun> {
        let mut runs: Vec<FontRun> = Vec::new();
        for letter in text.chars() {
            // Spaces and signs stay with the letters before them.
            let stays = letter.is_whitespace() || letter.is_ascii_punctuation();
            match runs.last_mut() {
                Some(run)
                    if self.fonts[run.font].has(letter) && (stays || run.font == self.font_of(letter)) =>
                {
                    run.text.push(letter);
                }
                _ => {
                    let font = self.font_of(letter);
                    runs.push(FontRun {
                        font,
                        text: letter.to_string(),
                        width_em: 0.0,
                    });
                }
            }
        }
        for run in &mut runs {
            run.width_em = self.fonts[run.font].width_em(&run.text);
        }
        runs
    }

    /// The font of a run, as the PDF embeds it, and whether it is the program's own.
    pub(super) fn embedded(&self, run: &FontRun) -> (krilla::text::Font, bool) {
        (self.fonts[run.font].embedded.clone(), run.font == 0)
    }

    /// Index of the first font that has a letter; the program's own where none has.
    fn font_of(&mut self, letter: char) -> usize {
        if let Some(index) = self.fonts.iter().position(|font| font.has(letter)) {
            return index;
        }
        if letter.is_control() || self.missing.contains(&letter) {
            return 0;
        }
        match self.system_font(letter) {
            Some(font) => {
                self.fonts.push(font);
                self.fonts.len() - 1
            }
            None => {
                self.missing.insert(letter);
                0
            }
        }
    }

    /// The plainest font of the system that has a letter.
    fn system_font(&mut self, letter: char) -> Option<PaperFont> {
        let system = self.system.get_or_insert_with(|| {
            let mut database = fontdb::Database::new();
            database.load_system_fonts();
            database
        });
        let plain = |face: &&fontdb::FaceInfo| {
            let upright = face.style == fontdb::Style::Normal;
            let weight = i32::from(face.weight.0).abs_diff(i32::from(fontdb::Weight::NORMAL.0));
            (
                face.monospaced,
                !upright,
                weight,
                face.stretch != fontdb::Stretch::Normal,
                face.post_script_name.clone(),
            )
        };
        let mut faces: Vec<&fontdb::FaceInfo> = system.faces().collect();
        faces.sort_by_key(plain);
        faces.into_iter().find_map(|face| {
            let found = system.with_face_data(face.id, |bytes, index| {
                let letters = FontRef::try_from_slice_and_index(bytes, index).ok()?;
                (letters.glyph_id(letter).0 != 0).then(|| (bytes.to_vec(), index))
            });
            let (bytes, index) = found??;
            PaperFont::new(bytes, index)
        })
    }
}

impl Default for PaperFonts {
    fn default() -> Self {
        Self::new()
    }
}
