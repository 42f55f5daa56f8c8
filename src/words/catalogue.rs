//! The sentences of every language, by id, from `assets/words`. What a language lacks is said in English.

use super::language::Language;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::{FluentNumber, FluentNumberOptions};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::collections::HashMap;
use std::sync::OnceLock;
use unic_langid::LanguageIdentifier;

/// Declares a function for each sentence without placeholders: the id stands in Rust once, and the name is what callers use.
#[cfg(feature = "app")]
macro_rules! said {
    ($($(#[$doc:meta])* $name:ident = $id:literal;)*) => {$(
        $(#[$doc])*
        pub fn $name() -> &'static str {
            $crate::words::catalogue::said($id)
        }
    )*};
}

/// A sentence with its placeholders filled: `told!("app-saved", file = name)`. Whole numbers and [`decimal`]s may choose plurals.
#[cfg(feature = "app")]
macro_rules! told {
    (@value $name:ident) => { $name };
    (@value $name:ident $value:expr) => { $value };
    ($id:literal $(, $name:ident $(= $value:expr)?)* $(,)?) => {
        $crate::words::catalogue::told($id, &[$((stringify!($name), told!(@value $name $($value)?).into())),*])
    };
}

/// A language's sentences.
struct Catalogue {
    bundle: FluentBundle<FluentResource>,
    /// Those without placeholders, made once, so that a frame with hundreds of them copies none.
    plain: HashMap<&'static str, String>,
}

static CATALOGUES: [OnceLock<Catalogue>; Language::ALL.len()] =
    [const { OnceLock::new() }; Language::ALL.len()];

impl Catalogue {
    fn of(language: Language) -> &'static Self {
        CATALOGUES[language as usize].get_or_init(|| Self::read(language))
    }

    /// What of the catalogue can't be read is left out; a test holds that nothing is.
    fn read(language: Language) -> Self {
        let row = language.row();
        let resource = match FluentResource::try_new(row.catalogue.to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        let locale: LanguageIdentifier = row.code.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // Marks for mixed directions of writing: all these languages go left to right, and some fonts draw boxes for them.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match row.decimal_mark {
            ',' => |value, _| written(value, ","),
            _ => |value, _| written(value, "."),
        }));
        bundle.add_resource_overriding(resource);
        let messages = messages_of(row.catalogue);
        let plain = messages.filter_map(|(id, _)| Some((id, filled(&bundle, id, None)?)));
        Catalogue {
            plain: plain.collect(),
            bundle,
        }
    }
}

/// A message with its placeholders filled; none where it isn't there, or where values are lacking.
fn filled(bundle: &FluentBundle<FluentResource>, id: &str, values: Option<&FluentArgs>) -> Option<String> {
    let pattern = bundle.get_message(id)?.value()?;
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, values, &mut errors);
    errors.is_empty().then(|| text.into_owned())
}

/// All messages in their order: id, and what stands behind it on its line.
pub fn messages_of(catalogue: &str) -> impl Iterator<Item = (&str, &str)> {
    let begun = catalogue.lines().filter_map(|line| line.split_once(" ="));
    begun
        .filter(|(id, _)| id.starts_with(|letter: char| letter.is_ascii_alphabetic()))
        .map(|(id, value)| (id, value.trim_start()))
}

impl Language {
    /// What it says itself under an id, without help from English; none where it has no such sentence or a value is lacking.
    pub fn says(self, id: &str, values: &[(&str, FluentValue)]) -> Option<String> {
        let values = values
            .iter()
            .map(|(name, value)| (*name, value.clone()))
            .collect();
        filled(&Catalogue::of(self).bundle, id, Some(&values))
    }
}

/// A sentence without placeholders, in the language shown now.
pub(super) fn said(id: &'static str) -> &'static str {
    said_in(Language::current(), id).unwrap_or(id)
}

/// The same by an id that is put together; none where no such sentence is in the language, nor in English.
pub(super) fn found(id: &str) -> Option<&'static str> {
    said_in(Language::current(), id)
}

/// A sentence without placeholders in a language, else in English.
pub fn said_in(language: Language, id: &str) -> Option<&'static str> {
    let plain = |language| Catalogue::of(language).plain.get(id).map(String::as_str);
    plain(language).or_else(|| plain(Language::English))
}

/// A sentence with its placeholders filled, in the language shown now.
#[cfg(feature = "app")]
pub(super) fn told(id: &'static str, values: &[(&str, FluentValue)]) -> String {
    told_in(Language::current(), id, values).unwrap_or_else(|| id.to_owned())
}

/// A sentence with its placeholders filled in a language, else in English.
pub fn told_in(language: Language, id: &str, values: &[(&str, FluentValue)]) -> Option<String> {
    let told = |language: Language| language.says(id, values);
    told(language).or_else(|| told(Language::English))
}

/// A number to say with so many digits behind the decimal mark.
pub fn decimal(value: f64, digits: usize) -> FluentValue<'static> {
    let options = FluentNumberOptions {
        minimum_fraction_digits: Some(digits),
        maximum_fraction_digits: Some(digits),
        ..FluentNumberOptions::default()
    };
    // Rounded here too: the plural goes by what is written.
    let rounded = format!("{value:.digits$}").parse().unwrap_or(value);
    FluentNumber::new(rounded, options).into()
}

/// The same as a text of its own, where nothing else stands in the sentence.
pub fn number(value: f64, digits: usize) -> String {
    let mark = Language::current().row().decimal_mark;
    format!("{value:.digits$}").replace('.', mark.encode_utf8(&mut [0; 4]))
}

/// As many digits as a number has, with the language's decimal mark.
pub fn plain_number(value: f64) -> String {
    let mark = Language::current().row().decimal_mark;
    value.to_string().replace('.', mark.encode_utf8(&mut [0; 4]))
}

/// A number as a language writes it; texts are left to the bundle.
fn written(value: &FluentValue, mark: &str) -> Option<String> {
    let FluentValue::Number(number) = value else {
        return None;
    };
    let text = match number.options.maximum_fraction_digits {
        Some(digits) => format!("{:.digits$}", number.value),
        None => number.value.to_string(),
    };
    Some(text.replace('.', mark))
}
