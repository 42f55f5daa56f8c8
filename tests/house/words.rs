//! The sentences: every one has an id in `assets/words`, every language has all of them, and none stands outside.

use crate::files::{files_under, root, text};
use fluent_bundle::FluentValue;
use shadowline::design::pigment::PALETTE;
use shadowline::design::{Knob, PointName, cases, styles};
use shadowline::words::panel::names;
use shadowline::words::{self, Language, messages_of};
use std::collections::{BTreeMap, BTreeSet};

/// The files of other rooms whose sentences a person can see; what else they hold is for the command line or for files.
const ROOMS: &[&str] = &[
    "check/differences",
    "check/judge_field",
    "check/judge_line",
    "check/mod",
    "consult/card",
    "consult/compared_work",
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
    "output/image_format",
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

/// Texts of those files that look like sentences and are none: names in files, of formats, and what only a program asks for.
const NO_SENTENCES: [&str; 14] = [
    "is one too many: a design holds 64 of its own",
    "plan of sessions",
    "storage binding, bytes",
    "Description",
    "Software",
    "unexpected end",
    "end of file",
    "failed to fill whole buffer",
    "Exif00",
    "WebP",
    "JPEG XL",
    "no reason given",
    "a HEIC file, and this program was built without HEIC",
    "Simulation",
];
/// Ids of what `output` and `design` put together out of pieces.
const PUT_TOGETHER: [&str; 6] = [
    "room-design-year-on",
    "room-design-years-on",
    "room-output-colour-cast-corrected",
    "room-output-dots-mm-per-cm",
    "room-output-not-a-promise",
    "room-output-simulation",
];
/// Files whose drawn words have ids though most of what they write is for the file itself.
const DRAWN: [&str; 3] = ["output/board", "output/legend", "output/picture"];

fn literals_of(room: &str) -> Vec<String> {
    literals(&text(&root().join("src").join(format!("{room}.rs"))))
}

#[test]
fn every_sentence_of_another_room_has_an_id_and_every_id_its_sentence() {
    let english = english();
    let known: BTreeMap<String, &String> = english
        .iter()
        .map(|(id, block)| (shape(&value(block).replace("{\" \"}", " ")), id))
        .collect();
    let mut there = BTreeSet::new();
    let mut lacking = Vec::new();
    for room in ROOMS {
        for literal in literals_of(room) {
            if is_sentence(&literal)
                && !NO_SENTENCES.contains(&literal.as_str())
                && !known.contains_key(&shape(&literal))
            {
                lacking.push(line_for(room, &literal));
            }
            there.insert(shape(&literal));
        }
    }
    there.extend(
        DRAWN
            .iter()
            .flat_map(|room| literals_of(room))
            .map(|literal| shape(&literal)),
    );
    assert!(
        lacking.is_empty(),
        "put these into assets/words/en.ftl:\n{}",
        lacking.join("\n")
    );
    let stray: Vec<_> = known
        .iter()
        .filter(|(shape, id)| {
            id.starts_with("room-") && !there.contains(*shape) && !PUT_TOGETHER.contains(&id.as_str())
        })
        .collect();
    assert!(stray.is_empty(), "no room says these: {stray:?}");
}

/// The line of the catalogue for a sentence of a room.
fn line_for(room: &str, literal: &str) -> String {
    let words = shape(literal).to_lowercase().replace('\'', "");
    let words = words.split(|letter: char| !letter.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).take(7).collect();
    let room = room.split('/').next().unwrap_or_default();
    let mut sentence = String::new();
    for (index, part) in literal.split('{').enumerate() {
        let (inside, after) = if index == 0 {
            ("", part)
        } else {
            part.split_once('}').unwrap_or(("", part))
        };
        let name = inside.split(':').next().unwrap_or_default();
        let plain = !name.is_empty() && !name.starts_with(|letter: char| letter.is_ascii_digit());
        let name = if plain {
            name.to_owned()
        } else {
            format!("v{index}")
        };
        if index > 0 {
            sentence.push_str(&format!("{{ ${name} }}"));
        }
        sentence.push_str(after);
    }
    format!("room-{room}-{} = {sentence}", words.join("-"))
}

/// Ids that stand in the code: what looks like one and begins as those of the catalogue do.
fn ids_in_code(english: &BTreeMap<String, String>) -> BTreeSet<String> {
    let parts: BTreeSet<&str> = english.keys().filter_map(|id| id.split('-').next()).collect();
    let is_id = |literal: &String| {
        let begins = literal
            .split_once('-')
            .is_some_and(|(part, rest)| parts.contains(part) && !rest.is_empty());
        let plain = literal
            .chars()
            .all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-');
        begins && plain && !literal.ends_with('-')
    };
    files_under(&root().join("src/words"), &["rs"])
        .iter()
        .flat_map(|file| literals(&text(file)))
        .filter(is_id)
        .collect()
}

#[test]
fn ids_in_the_code_are_those_of_the_catalogue() {
    let english = english();
    let mut wanted = ids_in_code(&english);
    assert!(wanted.len() > 500, "only {} ids were found", wanted.len());
    wanted.extend(tables().into_keys());
    let there: BTreeSet<String> = english
        .keys()
        .filter(|id| !id.starts_with("room-"))
        .cloned()
        .collect();
    let lacking: Vec<_> = wanted.difference(&there).collect();
    let unused: Vec<_> = there.difference(&wanted).collect();
    assert!(
        lacking.is_empty() && unused.is_empty(),
        "en.ftl lacks {lacking:?}; nobody asks for {unused:?}"
    );
}

#[test]
fn what_tables_hold_stands_in_the_catalogue_word_for_word() {
    let english = english();
    for (id, wanted) in tables() {
        let block = english.get(&id).unwrap_or_else(|| panic!("en.ftl lacks {id}"));
        if let Some(wanted) = wanted {
            assert_eq!(value(block), wanted, "{id}");
        }
    }
}

#[test]
fn every_language_has_every_sentence_with_what_is_filled_in() {
    let english = english();
    for language in Language::ALL {
        let row = language.row();
        let own = blocks(row.catalogue);
        let ids = |blocks: &BTreeMap<String, String>| blocks.keys().cloned().collect::<BTreeSet<_>>();
        let (lacking, strange) = (&ids(&english) - &ids(&own), &ids(&own) - &ids(&english));
        assert!(
            lacking.is_empty() && strange.is_empty(),
            "{} lacks {lacking:?}; English lacks {strange:?}",
            row.name
        );
        for (id, block) in &own {
            assert_eq!(variables(block), variables(&english[id]), "{} {id}", row.name);
            for number in [0.0, 1.0, 2.0, 5.0] {
                let values: Vec<(&str, FluentValue)> = variables(block)
                    .into_iter()
                    .map(|name| (name, number.into()))
                    .collect();
                let said = language.says(id, &values).filter(|said| !said.trim().is_empty());
                assert!(said.is_some_and(|said| !said.contains('{')), "{} {id}", row.name);
            }
        }
    }
}

#[test]
fn no_sentence_of_the_window_stands_outside() {
    /// An example that every language writes alike, keys of the window's memory, and lines of the notes of runs.
    const ALLOWED: [&str; 6] = [
        "A. B.",
        "marking card",
        "case group",
        "measured plan",
        "{file} line {} column {}",
        "fell at {place}: {payload}",
    ];
    let mut stray = Vec::new();
    for room in ["panel", "canvas", "app"] {
        for file in files_under(&root().join("src").join(room), &["rs"]) {
            let found = literals(&text(&file)).into_iter();
            let found = found.filter(|literal| is_sentence(literal) && shape(literal).contains(' '));
            let found = found.filter(|literal| !ALLOWED.contains(&literal.as_str()));
            stray.extend(found.map(|literal| format!("{}: {literal:?}", file.display())));
        }
    }
    assert!(
        stray.is_empty(),
        "give these ids in assets/words:\n{}",
        stray.join("\n")
    );
}

#[test]
fn a_sentence_outside_would_be_found() {
    let source = "fn a() {\n    // \"Not this one\".\n    let mark = '\"';\n    ui.label(\"Take {count} of them\");\n}\n";
    assert_eq!(literals(source), ["Take {count} of them"]);
    assert!(is_sentence("Take {count} of them") && is_sentence("Reset"));
    assert!(!is_sentence("edge-width") && !is_sentence("{} {}") && !is_sentence("{:.0} mm"));
}

#[test]
fn what_is_asked_for_next_is_in_the_language_chosen() {
    let said = || (words::number(1.5, 2), names::day("2026-11-23 +01:00"));
    let english = said();
    Language::preferred(Some("de"), Language::English).show();
    let german = said();
    // An unknown code, as a newer program may keep it, falls back to the usual language.
    Language::preferred(Some("xx"), Language::English).show();
    assert_eq!(english, ("1.50".to_owned(), "2026-11-23".to_owned()));
    assert_eq!(german, ("1,50".to_owned(), "23.11.2026".to_owned()));
    assert_eq!(said(), english);
    for (locale, language) in [
        ("tr_TR.UTF-8", Some(Language::Turkish)),
        ("pt-BR", Some(Language::Portuguese)),
        ("C", None),
        ("ja_JP", None),
    ] {
        assert_eq!(Language::of_locale(locale), language, "{locale}");
    }
}
