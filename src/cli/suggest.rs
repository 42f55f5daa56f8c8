//! What may have been meant by a name that isn't known: the program's own names, and the words that the window uses for the
//! same things.

use super::CliError;
use super::args::Cli;
use crate::design::pigment::PALETTE;
use crate::design::{DesignError, Knob, nearest, styles};
use crate::words::{knobs, trade};
use clap::CommandFactory;

/// An error in what the command line asks of a treatment: wrong usage, with what may have been meant.
pub(super) fn explained(error: DesignError) -> CliError {
    CliError::Usage(match error {
        DesignError::NoKnob { name, .. } => {
            let known = Knob::all().map(|knob| (knob.row().name, knobs::label(knob).to_owned()));
            let meant = meant(&name, known);
            format!("there is no knob '{name}'{meant}; `shadowline knobs` lists them all")
        }
        DesignError::NoStyle { name, .. } => {
            let styles = styles::all().iter();
            let known = styles.flat_map(|style| {
                let own = (style.name, trade::style(style.name));
                let others = style.aliases.iter();
                others
                    .map(|alias| (style.name, alias.clone()))
                    .chain(std::iter::once(own))
            });
            let meant = meant(&name, known);
            format!("there is no style '{name}'{meant}; `shadowline styles` lists them all")
        }
        DesignError::NoChoice {
            what: what @ "pigment",
            name,
            names,
            ..
        } => {
            let known = PALETTE
                .iter()
                .map(|pigment| (&*pigment.name, trade::pigment(&pigment.name)));
            let meant = meant(&name, known);
            format!("there is no {what} '{name}'{meant}; choose from: {names}")
        }
        other => other.to_string(),
    })
}

/// `, did you mean …?` for the nearest of the names, or of the window's words for them; else nothing.
fn meant<'a>(name: &str, known: impl Iterator<Item = (&'a str, String)>) -> String {
    let known: Vec<(&str, String)> = known.collect();
    let words: Vec<(String, usize)> = known.iter().map(|(_, word)| plain(word)).zip(0..).collect();
    let names = known.iter().map(|(name, _)| *name).zip(0..);
    let names = names.map(|(name, at)| (name, (at, false)));
    let words = words.iter().map(|(word, at)| (word.as_str(), (*at, true)));
    // Names come last, so that of equals the name is taken.
    match nearest(name, words.chain(names)) {
        Some((at, true)) => {
            let (name, word) = &known[at];
            format!(", did you mean '{name}' (“{word}” in the window)?")
        }
        Some((at, false)) => format!(", did you mean '{}'?", known[at].0),
        None => String::new(),
    }
}

/// A word of the window as one would type it: letters and digits, hyphens between.
fn plain(word: &str) -> String {
    let letters = word.to_lowercase().replace(['\'', '’'], "");
    let parts = letters.split(|c: char| !c.is_alphanumeric());
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    parts.join("-")
}

/// The first argument that is neither an option nor its value, nor a command, nor a file or like one: a command with a slip.
pub(crate) fn mistyped_command(arguments: impl Iterator<Item = std::ffi::OsString>) -> Option<String> {
    let command = Cli::command();
    let takes_value = |argument: &std::ffi::OsStr| {
        command.get_arguments().any(|option| {
            let long = option.get_long().map(|long| format!("--{long}"));
            option.get_action().takes_values() && long.is_some_and(|long| argument == long.as_str())
        })
    };
    let mut arguments = arguments.skip(1);
    let first = loop {
        let argument = arguments.next()?;
        if takes_value(&argument) {
            arguments.next();
        } else if !argument.as_encoded_bytes().starts_with(b"-") {
            break argument;
        }
    };
    let path = std::path::Path::new(&first);
    let word = first.to_str()?;
    let is_like_a_file = path.extension().is_some() || path.components().count() > 1 || path.exists();
    let mut known = command.get_subcommands().map(clap::Command::get_name);
    if is_like_a_file || word == "help" || known.any(|known| known == word) {
        return None;
    }
    let names = command.get_subcommands().map(clap::Command::get_name);
    let hint = nearest(word, names.map(|name| (name, name)))
        .map(|near| format!(", did you mean `shadowline {near}`?"))
        .unwrap_or_default();
    Some(format!(
        "there is no command and no file '{word}'{hint}; `shadowline --help` lists the commands"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_window_finds_its_knob() {
        let mut found = 0;
        for knob in Knob::all() {
            let word = plain(knobs::label(knob));
            let name = knob.row().name;
            if Knob::named(&word).is_some() {
                continue;
            }
            let mut design = crate::design::Design::default();
            let error = design.apply_setting(&format!("{word}=1")).unwrap_err();
            let said = explained(error).to_string();
            assert!(said.contains(&format!("'{name}'")), "{word}: {said}");
            found += 1;
        }
        assert!(found > 30, "{found}");
    }

    #[test]
    fn slips_and_words_are_told_apart_from_nonsense() {
        let said = |name: &str| {
            let names = Knob::all().map(|knob| (knob.row().name, knobs::label(knob).to_owned()));
            meant(name, names)
        };
        assert!(said("densty").contains("'density'?"), "{}", said("densty"));
        assert!(said("Transition zone").contains("'edge-width' (“Transition zone”"));
        assert!(said("xqzw").is_empty(), "{}", said("xqzw"));
        let of = |words: &[&str]| mistyped_command(words.iter().map(Into::into));
        assert!(
            of(&["shadowline", "-q", "rendr", "a.jpg"])
                .is_some_and(|said| said.contains("shadowline render"))
        );
        assert!(of(&["shadowline", "--language", "de", "rendr"]).is_some());
        assert!(of(&["shadowline", "zzz"]).is_some_and(|said| !said.contains("did you mean")));
        for fine in [
            &["shadowline"][..],
            &["shadowline", "a.jpg"],
            &["shadowline", "-q", "dots"],
            &["shadowline", "--language", "de"],
            &["shadowline", "--language", "de", "dots"],
        ] {
            assert_eq!(of(fine), None);
        }
    }
}
