//! What other rooms say, in the language shown. They make their sentences in English, for they build without catalogues and their
//! files and JSON stay the same everywhere; at the window's edge a sentence is found again by its English and said anew.

use super::catalogue::{decimal, found, messages_of, said_in, told_in};
use super::language::Language;
use crate::design::Knob;
use fluent_bundle::FluentValue;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Whether an id repeats what stands in a table or another room. Names of knobs, styles and pigments don't: a stop *Light* is
/// not the knob of that name.
fn is_repeated(id: &str) -> bool {
    let begins = id.starts_with("room-") || id.starts_with("case-");
    begins || id.ends_with("-help") || id.ends_with("-about")
}

/// Sentences within sentences are followed so deep; more is none of ours.
const MOST_DEEP: usize = 4;
/// Fewer letters than this say too little to be found by.
const LEAST_LETTERS: usize = 2;

/// Between parts of what a picture shows.
const PARTS: &str = " · ";

/// An English sentence with placeholders.
struct Template {
    id: &'static str,
    /// What stands before, between and behind the placeholders.
    fixed: Vec<String>,
    names: Vec<&'static str>,
    /// Letters of what is fixed: of several that fit, the one that says most is meant.
    letters: usize,
}

#[derive(Default)]
struct Templates {
    whole: HashMap<String, &'static str>,
    filled: Vec<Template>,
}

static TEMPLATES: LazyLock<Templates> = LazyLock::new(|| {
    let mut templates = Templates::default();
    for (id, value) in messages_of(Language::English.row().catalogue) {
        if is_repeated(id) {
            let template = Template::of(id, value);
            match (template.names.is_empty(), template.letters >= LEAST_LETTERS) {
                (true, _) => drop(templates.whole.entry(template.fixed.concat()).or_insert(id)),
                (false, true) => templates.filled.push(template),
                (false, false) => {}
            }
        }
    }
    templates
});

impl Template {
    /// Of a message in one line: texts, `{ $name }` and `{"letters"}`.
    fn of(id: &'static str, value: &'static str) -> Self {
        let (mut fixed, mut names) = (vec![String::new()], Vec::new());
        for (index, part) in value.split('{').enumerate() {
            let (inside, after) = match index {
                0 => ("", part),
                _ => part.split_once('}').unwrap_or(("", part)),
            };
            match inside.trim().strip_prefix('$') {
                Some(name) => {
                    names.push(name);
                    fixed.push(after.to_owned());
                }
                None => {
                    let last = fixed.pop().unwrap_or_default();
                    fixed.push(last + inside.trim_matches('"') + after);
                }
            }
        }
        let letters = fixed.iter().flat_map(|part| part.chars());
        let letters = letters.filter(|letter| letter.is_alphabetic()).count();
        Template {
            id,
            fixed,
            names,
            letters,
        }
    }

    /// What stands in the placeholders of a sentence; none where it is another sentence.
    fn values<'a>(&self, sentence: &'a str) -> Option<Vec<&'a str>> {
        let (first, between) = self.fixed.split_first()?;
        let (last, between) = between.split_last()?;
        let mut left = sentence
            .strip_prefix(first.as_str())?
            .strip_suffix(last.as_str())?;
        let mut values = Vec::with_capacity(self.names.len());
        for fixed in between {
            let (value, after) = left.split_once(fixed.as_str())?;
            values.push(value);
            left = after;
        }
        values.push(left);
        Some(values)
    }
}

/// A sentence of another room in the language shown; unchanged where the catalogue doesn't know it.
pub fn shown(sentence: &str) -> String {
    match Language::current() {
        Language::English => sentence.to_owned(),
        language => shown_in(language, sentence, MOST_DEEP),
    }
}

/// An entry of the history: an edit's label. A knob with its value is said by the knob's label.
pub fn edit_label(label: &str) -> String {
    let knob = label
        .split_once(|letter: char| letter.is_ascii_digit() || letter == '-')
        .and_then(|(before, _)| {
            let name = before.trim_end();
            let knob = Knob::named(&name.replace(' ', "-").to_lowercase())?;
            Some((knob, label[before.len()..].trim_start()))
        });
    match (knob, Language::current()) {
        (_, Language::English) | (None, _) => shown(label),
        (Some((knob, value)), language) => {
            let mark = language.row().decimal_mark;
            format!(
                "{} {}",
                super::knobs::label(knob),
                value.replace('.', mark.encode_utf8(&mut [0; 4]))
            )
        }
    }
}

fn shown_in(language: Language, sentence: &str, deep: usize) -> String {
    known_in(language, sentence, deep).unwrap_or_else(|| sentence.to_owned())
}

/// The sentence in a language; none where it is nobody's.
fn known_in(language: Language, sentence: &str, deep: usize) -> Option<String> {
    if let Some(id) = TEMPLATES.whole.get(sentence) {
        return said_in(language, id).map(str::to_owned);
    }
    let deep = deep.checked_sub(1)?;
    if sentence.contains(PARTS) {
        return list_in(language, sentence, PARTS, deep);
    }
    let all = TEMPLATES.filled.iter();
    let fitting = all.filter_map(|template| Some((template, template.values(sentence)?)));
    // Of those that say as much the first one is meant.
    let best = fitting.reduce(|best, next| {
        if next.0.letters > best.0.letters {
            next
        } else {
            best
        }
    });
    let Some((template, values)) = best else {
        return name(sentence)
            .or_else(|| with_aside(language, sentence, deep))
            .or_else(|| list_in(language, sentence, ", ", deep));
    };
    let said = |text: &str| number(text).unwrap_or_else(|| shown_in(language, text, deep).into());
    let values: Vec<(&str, FluentValue)> = template
        .names
        .iter()
        .zip(values)
        .map(|(name, value)| (*name, said(value)))
        .collect();
    told_in(language, template.id, &values)
}

/// Several in a row, such as what a picture shows: `Simulation · healed, bathroom light`. None where none of them is known.
fn list_in(language: Language, list: &str, mark: &str, deep: usize) -> Option<String> {
    let parts: Vec<Option<String>> = list
        .split(mark)
        .map(|part| known_in(language, part, deep))
        .collect();
    let own = list.split(mark).zip(&parts);
    let shown = own.map(|(own, part)| part.as_deref().unwrap_or(own));
    parts
        .iter()
        .any(Option::is_some)
        .then(|| shown.collect::<Vec<_>>().join(mark))
}

/// With something in brackets behind it: `90 dots a cm² (fuller)`.
fn with_aside(language: Language, sentence: &str, deep: usize) -> Option<String> {
    let (before, aside) = sentence.strip_suffix(')')?.split_once(" (")?;
    let [before, aside] = [before, aside].map(|part| known_in(language, part, deep));
    Some(format!("{} ({})", before?, aside?))
}

/// A number as it was written, for the language's decimal mark and plurals.
fn number(text: &str) -> Option<FluentValue<'static>> {
    let plain = text
        .chars()
        .all(|letter| letter.is_ascii_digit() || letter == '.' || letter == '-');
    let value: f64 = text.parse().ok().filter(|_| plain)?;
    let digits = text.split_once('.').map_or(0, |(_, behind)| behind.len());
    Some(decimal(value, digits))
}

/// A style, a pigment or a point of the line by its name in files, with hyphens or spaces.
fn name(text: &str) -> Option<String> {
    let id = text.replace(' ', "-").to_lowercase();
    let known = ["style", "pigment", "knob", "point"];
    known
        .iter()
        .find_map(|kind| found(&format!("{kind}-{id}")))
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_found_by_its_english_with_what_was_filled_in() {
        let template = Template::of("a", "{ $seen }: low for a { $v1 } line ({ $mm } mm).{\" \"}End");
        let sentence = "It lies here: low for a neutral line (48.5 mm). End";
        assert_eq!(
            template.values(sentence),
            Some(vec!["It lies here", "neutral", "48.5"])
        );
        assert_eq!(template.values("It lies here: low for a line"), None);
    }

    #[test]
    fn of_what_is_filled_in_numbers_are_written_anew_and_sentences_said_anew() {
        // English said by way of the templates is the same English.
        for sentence in [
            "The head is turned by 31°: for lengths in millimetres take one more photo from straight ahead.",
            "The middle lies 48 mm over the glabella, 0.41 of the way from glabella to chin (thirds of the face: 0.50): natural \
             masculine lines don't lie under 52 mm. It can't be raised later without laser.",
            "fresh after session 1 of 3",
            "Hairline: natural looks",
            "nobody says this",
        ] {
            assert_eq!(shown_in(Language::English, sentence, MOST_DEEP), sentence);
        }
    }
}
