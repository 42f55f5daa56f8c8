//! The languages of the program: which there are, and which one is shown now.

use std::sync::atomic::{AtomicU8, Ordering};

/// A language that the program speaks. A new one is a variant, a row in [`Language::row`] and a file in `assets/words`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// The language that all sentences are first written in.
    #[default]
    English,
    /// Spanish.
    Spanish,
    /// Portuguese.
    Portuguese,
    /// German.
    German,
    /// Turkish.
    Turkish,
}

/// What is known of a language.
#[derive(Clone, Copy, Debug)]
pub struct LanguageRow {
    /// Its code in settings and in the system's names: `de` of `de_DE.UTF-8`.
    pub code: &'static str,
    /// What its speakers call it.
    pub name: &'static str,
    /// What parts whole numbers from decimals.
    pub decimal_mark: char,
    /// What stands between day, month and year, in that order; none where a day is written `2026-11-23`.
    pub date_mark: Option<char>,
    /// Its sentences, as the file has them.
    pub catalogue: &'static str,
}

/// What is shown now, as a place in [`Language::ALL`]. One for the process: a person reads one language at a time.
static CURRENT: AtomicU8 = AtomicU8::new(0);

impl Language {
    /// All of them, in the order of their variants.
    pub const ALL: [Language; 5] = [
        Language::English,
        Language::Spanish,
        Language::Portuguese,
        Language::German,
        Language::Turkish,
    ];

    /// What is known of it.
    pub fn row(self) -> LanguageRow {
        let (code, name, decimal_mark, date_mark, catalogue) = match self {
            Language::English => (
                "en",
                "English",
                '.',
                None,
                include_str!("../../assets/words/en.ftl"),
            ),
            Language::Spanish => (
                "es",
                "Español",
                ',',
                Some('/'),
                include_str!("../../assets/words/es.ftl"),
            ),
            Language::Portuguese => (
                "pt",
                "Português",
                ',',
                Some('/'),
                include_str!("../../assets/words/pt.ftl"),
            ),
            Language::German => (
                "de",
                "Deutsch",
                ',',
                Some('.'),
                include_str!("../../assets/words/de.ftl"),
            ),
            Language::Turkish => (
                "tr",
                "Türkçe",
                ',',
                Some('.'),
                include_str!("../../assets/words/tr.ftl"),
            ),
        };
        LanguageRow {
            code,
            name,
            decimal_mark,
            date_mark,
            catalogue,
        }
    }

    /// The language of a code or of a system's name for it: `de`, `de-AT`, `de_DE.UTF-8`. None where the program doesn't speak it.
    pub fn of_locale(locale: &str) -> Option<Self> {
        let code = locale.split(['-', '_', '.', '@']).next()?;
        Language::ALL
            .into_iter()
            .find(|language| language.row().code.eq_ignore_ascii_case(code))
    }

    /// The language of a preference; `usual` where it is unset, `auto` or not spoken.
    pub fn preferred(preference: Option<&str>, usual: Self) -> Self {
        preference.and_then(Self::of_locale).unwrap_or(usual)
    }

    /// What is shown now; English until something else is set.
    pub fn current() -> Self {
        let at = usize::from(CURRENT.load(Ordering::Relaxed));
        Language::ALL.get(at).copied().unwrap_or_default()
    }

    /// Shows it from now on: what is asked for next is in this language.
    pub fn show(self) {
        CURRENT.store(self as u8, Ordering::Relaxed);
    }
}
