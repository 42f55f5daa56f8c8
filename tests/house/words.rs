//! The sentences: every one has an id in `assets/words`, every language has all of them, and none stands outside.

use crate::files::{files_under, root, text};
use fluent_bundle::FluentValue;
use shadowline::design::pigment::PALETTE;
use shadowline::design::{Knob, PointName, cases, styles};
use shadowline::words::{Language, messages_of};
use std::collections::{BTreeMap, BTreeSet};

/// Languages whose translation has not come yet: their files hold no sentence, and English is said in their place.
const AWAITED: [Language; 4] = [
    Language::Spanish,
    Language::Portuguese,
    Language::German,
    Language::Turkish,
];

/// The files of other rooms whose sentences a person can see; what else they hold is for the command line or for files.
const ROOMS: &[&str] = &[
    "check/differences",
    "check/judge_field",
    "check/judge_line",
    "check/mod",
    "consult/card",
    "consult/treatment_plan",
    "design/cases",
    "design/choices",
    "design/needle",
    "design/pigment",
    "design/sessions",
    "design/stage",
    "design/stops",
    "editor/perform",
    "engine/error",
    "gpu/device",
    "gpu/error",
    "head/chin",
    "head/error",
    "head/joint_fit",
    "head/named_view",
    "head/outline",
    "head/solve",
    "intake/error",
    "intake/findings",
    "output/encode",
    "output/save",
    "output/target",
    "paper/anchor_sheet",
    "paper/card_sheet",
    "paper/error",
    "paper/flow",
    "paper/frame",
    "paper/guide",
    "paper/report",
    "paper/report_pictures",
    "paper/report_plan",
    "paper/report_texts",
    "paper/strip_sheet",
    "paper/zone_sheet",
    "photo/colour",
    "photo/convert",
    "photo/error",
    "photo/exif_facts",
    "photo/heic",
    "photo/jpeg",
    "photo/limits",
    "photo/mod",
    "photo/png_file",
    "photo/sniff",
    "photo/tiff_file",
    "photo/webp_bmp_gif",
    "project/apply",
    "project/edit",
    "project/edit_label",
    "project/error",
    "project/file",
    "project/texts",
    "store/own_styles",
    "vision/advice/match_sides",
    "vision/advice/photo_advice",
    "vision/advice/shade_proposal",
    "vision/advice/spots",
];

/// Messages of a catalogue with all of their lines.
fn blocks(catalogue: &str) -> BTreeMap<String, String> {
    let mut blocks = BTreeMap::new();
    let mut last = None;
    for line in catalogue.lines() {
        if let Some((id, _)) = messages_of(line).next() {
            let twice = blocks.insert(id.to_owned(), line.to_owned());
            assert_eq!(twice, None, "{id} is there twice");
            last = Some(id.to_owned());
        } else if line.starts_with([' ', '}']) {
            let id = last
                .as_ref()
                .unwrap_or_else(|| panic!("'{line}' belongs to no message"));
            let block: &mut String = blocks.get_mut(id).expect("it was begun");
            block.push('\n');
            block.push_str(line);
        } else {
            assert!(line.is_empty() || line.starts_with('#'), "'{line}' is no message");
            last = None;
        }
    }
    blocks
}

fn english() -> BTreeMap<String, String> {
    blocks(Language::English.row().catalogue)
}

/// The sentence of a message in one line.
fn value(block: &str) -> &str {
    block.split_once(" = ").map_or("", |(_, value)| value)
}

/// Names of what is filled in.
fn variables(block: &str) -> BTreeSet<&str> {
    let after = block.split('$').skip(1);
    after
        .filter_map(|rest| {
            rest.split(|letter: char| !letter.is_alphanumeric() && letter != '_')
                .next()
        })
        .collect()
}

/// What tables hold, by the ids that it has in the catalogue.
fn tables() -> BTreeMap<String, Option<String>> {
    let mut table = BTreeMap::new();
    for row in Knob::all().map(Knob::row) {
        table.insert(format!("knob-{}", row.name), None);
        table.insert(format!("knob-{}-help", row.name), Some(row.help.to_owned()));
    }
    for style in styles::all() {
        table.insert(format!("style-{}", style.name), None);
        table.insert(format!("style-{}-about", style.name), Some(style.about.clone()));
    }
    for case in cases::all() {
        table.insert(format!("case-{}", case.name), Some(case.title.clone()));
        table.insert(format!("case-{}-about", case.name), Some(case.about.clone()));
        table.extend(case.fill.iter().map(|fill| (format!("zone-{}", fill.name), None)));
    }
    table.extend(
        PALETTE
            .iter()
            .map(|pigment| (format!("pigment-{}", pigment.name), None)),
    );
    for point in PointName::all() {
        let name = point.name();
        let place = name.trim_end_matches("-left").trim_end_matches("-right");
        table.insert(format!("point-{place}"), None);
    }
    table
}

/// All string literals of a source outside tests, comments and attributes other than `#[error]`.
fn literals(source: &str) -> Vec<String> {
    let source = source
        .split("#[cfg(test)]\nmod tests {")
        .next()
        .unwrap_or_default();
    let letters: Vec<char> = source.chars().collect();
    let (mut found, mut at, mut code) = (Vec::new(), 0, String::new());
    while let Some(&letter) = letters.get(at) {
        let next = letters.get(at + 1);
        match (letter, next) {
            ('/', Some('/')) => {
                while letters.get(at).is_some_and(|letter| *letter != '\n') {
                    at += 1;
                }
            }
            // A quotation mark as a letter of its own.
            ('\'', Some('"')) if letters.get(at + 2) == Some(&'\'') => at += 3,
            ('\'', Some('\\')) => at += 4,
            ('"', _) => {
                let mut literal = String::new();
                at += 1;
                while let Some(&letter) = letters.get(at).filter(|letter| **letter != '"') {
                    literal.push(letter);
                    if letter == '\\' {
                        at += 1;
                        literal.extend(letters.get(at));
                    }
                    at += 1;
                }
                at += 1;
                if is_said(&code) {
                    found.push(plain(&literal));
                }
                code.push_str("\"\"");
            }
            _ => {
                code.push(letter);
                at += 1;
            }
        }
    }
    found
}

/// Whether what stands before a literal lets it be said to a person.
fn is_said(code: &str) -> bool {
    let before = code.trim_end();
    let in_attribute = before
        .rfind("#[")
        .is_some_and(|from| !before[from..].contains(']'))
        || before
            .rfind("#![")
            .is_some_and(|from| !before[from..].contains(']'));
    let is_error = before.ends_with("#[error(");
    let unsaid = [
        ".expect(",
        "panic!(",
        "unreachable!(",
        "env!(",
        "include_str!(",
        "include_bytes!(",
        "concat!(",
    ];
    (!in_attribute || is_error) && !unsaid.iter().any(|call| before.ends_with(call))
}

/// A literal as the program has it.
fn plain(literal: &str) -> String {
    let mut text = String::new();
    let mut letters = literal.chars().peekable();
    while let Some(letter) = letters.next() {
        match (letter, letters.peek().copied()) {
            ('\\', Some('\n')) => while letters.next_if(|letter| letter.is_whitespace()).is_some() {},
            ('\\', Some('u')) => {
                let code: String = letters
                    .by_ref()
                    .take_while(|letter| *letter != '}')
                    .skip(2)
                    .collect();
                text.extend(u32::from_str_radix(&code, 16).ok().and_then(char::from_u32));
            }
            ('\\', Some(escaped)) => {
                letters.next();
                text.push(if escaped == 'n' { '\n' } else { escaped });
            }
            _ => text.push(letter),
        }
    }
    text
}

/// A sentence with its placeholders made alike.
fn shape(sentence: &str) -> String {
    let mut shape = String::new();
    let mut inside = false;
    for letter in sentence.chars() {
        inside = (inside || letter == '{') && letter != '}';
        if !inside {
            shape.push(letter);
        }
    }
    shape
}

/// Whether a literal is something that a person reads: two words or more, or one with a capital.
fn is_sentence(literal: &str) -> bool {
    let shape = shape(literal);
    let words: Vec<&str> = shape.split_whitespace().collect();
    let is_word = |word: &&str| {
        let bare = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        !bare.is_empty()
            && bare
                .chars()
                .all(|letter| letter.is_alphabetic() || "'’-".contains(letter))
    };
    let letters = shape
        .chars()
        .filter(|letter| letter.is_ascii_alphabetic())
        .count();
    let technical = ["::", "_px", "{{", "\n", "<", "[{", "--", "==", "/*"];
    let named = shape.starts_with(|letter: char| letter.is_ascii_uppercase())
        && shape
            .chars()
            .nth(1)
            .is_some_and(|letter| letter.is_ascii_lowercase());
    letters >= 3
        && (words.iter().filter(|word| is_word(word)).count() > 1 || (named && words.len() == 1))
        && !technical.iter().any(|mark| literal.contains(mark))
}

/// Texts of those files that look like sentences and are none for a person.
const NO_SENTENCES: &[&str] = &[];

#[test]
fn print() {
    for room in ROOMS {
        let source = text(&root().join("src").join(format!("{room}.rs")));
        for literal in literals(&source).iter().filter(|literal| is_sentence(literal)) {
            println!("{room}\t{literal:?}");
        }
    }
}
