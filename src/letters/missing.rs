//! Letters that no font of this computer has. They appear as boxes, and that is said once.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};
use unicode_script::{Script, UnicodeScript};

static MISSING: Mutex<BTreeSet<char>> = Mutex::new(BTreeSet::new());

/// Remembers what has been said of missing letters.
#[derive(Debug, Default)]
pub struct MissingLetters {
    said: BTreeSet<char>,
}

impl MissingLetters {
    /// Letters that are missing and haven't been asked for before.
    pub fn news(&mut self) -> Option<String> {
        let missing = locked(|missing| missing.clone());
        let news: String = missing.difference(&self.said).collect();
        self.said = missing;
        (!news.is_empty()).then_some(news)
    }
}

/// Letters so far that no font of this computer has, in the order of their codes.
pub fn missing() -> String {
    locked(|missing| missing.iter().collect())
}

/// What letters are, for somebody who sees them as boxes: names of their scripts, or their codes where they belong to none.
pub fn scripts_of(letters: &str) -> String {
    let names = letters.chars().map(|letter| match letter.script() {
        Script::Common | Script::Inherited | Script::Unknown => format!("U+{:04X}", u32::from(letter)),
        script => script.full_name().replace('_', " "),
    });
    let names: BTreeSet<String> = names.collect();
    names.into_iter().collect::<Vec<_>>().join(", ")
}

pub(super) fn is_known(letter: char) -> bool {
    locked(|missing| missing.contains(&letter))
}

pub(super) fn remember(letter: char) {
    // What has no place in a line isn't missed.
    if !letter.is_control() && !letter.is_whitespace() {
        locked(|missing| missing.insert(letter));
    }
}

fn locked<T>(work: impl FnOnce(&mut BTreeSet<char>) -> T) -> T {
    work(&mut MISSING.lock().unwrap_or_else(PoisonError::into_inner))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_letters_are_said_by_their_script() {
        assert_eq!(scripts_of("نعيمก"), "Arabic, Thai");
        assert_eq!(scripts_of("\u{e000}"), "U+E000");
    }

    #[test]
    fn what_is_missing_is_news_once() {
        let mut missing = MissingLetters::default();
        remember('\u{10fffc}');
        assert!(
            missing
                .news()
                .is_some_and(|letters| letters.contains('\u{10fffc}'))
        );
        assert!(
            missing
                .news()
                .is_none_or(|letters| !letters.contains('\u{10fffc}'))
        );
    }
}
