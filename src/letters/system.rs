//! The fonts of this computer. They are looked through once, when the first letter asks for it, and kept for all threads.

use super::choice::{FontFacts, rank};
use super::missing;
use ab_glyph::{Font, FontRef, FontVec, GlyphId};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// A font of the system that has been needed.
pub struct SystemFont {
    /// Its PostScript name.
    pub name: String,
    /// The file.
    pub bytes: Arc<Vec<u8>>,
    /// Number of the font in its file.
    pub face: u32,
    outlines: FontVec,
}

/// Fonts found so far, in the order in which they were needed.
static FOUND: Mutex<Vec<Arc<SystemFont>>> = Mutex::new(Vec::new());
/// What the system has.
static SYSTEM: OnceLock<fontdb::Database> = OnceLock::new();

impl SystemFont {
    fn read(bytes: Vec<u8>, face: u32, name: String) -> Option<Self> {
        Some(SystemFont {
            outlines: FontVec::try_from_vec_and_index(bytes.clone(), face).ok()?,
            bytes: Arc::new(bytes),
            name,
            face,
        })
    }

    /// Whether it has a letter.
    pub fn has(&self, letter: char) -> bool {
        self.outlines.glyph_id(letter).0 != 0
    }

    /// Its outlines.
    pub(crate) fn outlines(&self) -> &FontVec {
        &self.outlines
    }
}

/// What is known of a letter without looking through fonts.
pub enum Lookup {
    /// This font has it.
    Found(Arc<SystemFont>),
    /// No font of this computer has it.
    Missing,
    /// Fonts have not been looked through for it; [`font_for`] does.
    Unsought,
}

/// What is known of a letter, at once.
pub fn lookup(letter: char) -> Lookup {
    match found_font(&found(), letter) {
        Some(font) => Lookup::Found(font),
        None if missing::is_known(letter) => Lookup::Missing,
        None => Lookup::Unsought,
    }
}

/// A font of this computer that has a letter; where there is none, the letter is remembered as missing. Looks through the fonts of
/// the system if it must, which may take a while.
pub fn font_for(letter: char) -> Option<Arc<SystemFont>> {
    match lookup(letter) {
        Lookup::Found(font) => return Some(font),
        Lookup::Missing => return None,
        Lookup::Unsought if letter.is_control() => return None,
        Lookup::Unsought => {}
    }
    let system = SYSTEM.get_or_init(|| {
        let mut database = fontdb::Database::new();
        database.load_system_fonts();
        database
    });
    let Some(font) = best_font(system, letter) else {
        missing::remember(letter);
        return None;
    };
    let mut found = found();
    // Another thread may have looked for it too.
    if let Some(font) = found_font(&found, letter) {
        return Some(font);
    }
    let font = Arc::new(font);
    found.push(Arc::clone(&font));
    Some(font)
}

fn found() -> MutexGuard<'static, Vec<Arc<SystemFont>>> {
    // A thread that panicked has left the list whole: it only grows.
    FOUND.lock().unwrap_or_else(PoisonError::into_inner)
}

fn found_font(found: &[Arc<SystemFont>], letter: char) -> Option<Arc<SystemFont>> {
    found.iter().find(|font| font.has(letter)).map(Arc::clone)
}

/// The plainest font of the system that has a letter.
fn best_font(system: &fontdb::Database, letter: char) -> Option<SystemFont> {
    let mut faces: Vec<&fontdb::FaceInfo> = system.faces().collect();
    faces.sort_by_cached_key(|face| rank(&facts(face), letter));
    faces.into_iter().find_map(|face| {
        let found = system.with_face_data(face.id, |bytes, index| {
            let letters = FontRef::try_from_slice_and_index(bytes, index).ok()?;
            let glyph = letters.glyph_id(letter);
            (glyph.0 != 0 && can_be_drawn(&letters, glyph, letter)).then(|| (bytes.to_vec(), index))
        });
        let (bytes, index) = found??;
        SystemFont::read(bytes, index, face.post_script_name.clone())
    })
}

/// Whether a font has an outline for a letter; spaces need none. Fonts of coloured pictures have none.
fn can_be_drawn(letters: &FontRef<'_>, glyph: GlyphId, letter: char) -> bool {
    letter.is_whitespace() || letters.outline(glyph).is_some()
}

fn facts(face: &fontdb::FaceInfo) -> FontFacts {
    FontFacts {
        name: face.post_script_name.clone(),
        is_monospaced: face.monospaced,
        is_upright: face.style == fontdb::Style::Normal,
        weight_off: face.weight.0.abs_diff(fontdb::Weight::NORMAL.0),
        is_normal_width: face.stretch == fontdb::Stretch::Normal,
    }
}
