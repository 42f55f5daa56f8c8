//! What a run notes for whoever looks for a fault later: starts, failures, falls. On this computer only, the last runs only,
//! and without names: neither clients' nor those of photos and folders.

use super::{clock, private};
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Runs whose notes are kept (assumption: a day in a practice).
const MOST_RUNS: usize = 10;
/// Longest note, letters: a fault of a driver can be a page long.
const LONGEST: usize = 600;
const ENDING: &str = "txt";

static NOTES: Mutex<Option<File>> = Mutex::new(None);

/// Begins this run's notes. Where they can't be kept, the program goes on without.
pub fn begin(folder: &Path) {
    let file = private::folder(folder).and_then(|()| {
        let name = format!("{}-{}.{ENDING}", clock::now_for_names(), std::process::id());
        private::appended(&folder.join(name))
    });
    *NOTES.lock().unwrap_or_else(PoisonError::into_inner) = file.ok();
    forget_old_runs(folder);
    note(&format!(
        "Shadowline {} on {} {}",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH
    ));
}

/// Notes something; names of files and folders are taken out.
pub fn note(text: &str) {
    // Whoever falls while noting notes nothing more.
    if let Ok(mut notes) = NOTES.try_lock()
        && let Some(file) = notes.as_mut()
    {
        let line = format!("{} {}\n", clock::now(), without_names(text));
        let _ = file.write_all(line.as_bytes());
    }
}

/// Names of notes begin with their moment, so the oldest are the first.
fn forget_old_runs(folder: &Path) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    let mut runs: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    runs.retain(|path| path.extension().is_some_and(|ending| ending == ENDING));
    runs.sort();
    for run in runs.iter().rev().skip(MOST_RUNS) {
        let _ = std::fs::remove_file(run);
    }
}

/// A sentence without what could name somebody: paths (spaces in them too), names of files, what stands in quotes.
fn without_names(text: &str) -> String {
    // Sentences about files begin with the file.
    let text = match text.rsplit_once(" could not be ") {
        Some((before, after)) => {
            let title = before.split_once(": ").map(|(title, _)| format!("{title}: "));
            format!("{}… could not be {after}", title.unwrap_or_default())
        }
        None => text.to_owned(),
    };
    let one_line: String = text.chars().take(LONGEST).collect();
    let words: Vec<&str> = one_line.split_whitespace().collect();
    let is_path = |word: &&str| word.contains(['/', '\\']);
    // A path with spaces in it reaches from its first stroke to its last.
    let (first, last) = (words.iter().position(is_path), words.iter().rposition(is_path));
    let mut said: Vec<&str> = Vec::new();
    let mut quoted = false;
    for (index, word) in words.iter().enumerate() {
        let in_path = first
            .zip(last)
            .is_some_and(|(first, last)| (first..=last).contains(&index));
        let opens = word.starts_with(['"', '“', '‘', '\'']);
        let hidden = in_path || quoted || opens || is_file_name(word);
        let closes = word
            .trim_end_matches([',', '.', ';', ':', ')'])
            .ends_with(['"', '”', '’', '\'']);
        quoted = (quoted || opens) && !closes;
        match hidden {
            true if said.last() == Some(&"…") => {}
            true => said.push("…"),
            false => said.push(word),
        }
    }
    said.join(" ")
}

/// `client.jpg`, but neither `0.1.0` nor the end of a sentence.
fn is_file_name(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    word.rsplit_once('.').is_some_and(|(stem, ending)| {
        !stem.is_empty()
            && ending.chars().any(char::is_alphabetic)
            && ending.chars().all(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::app as words;

    #[test]
    fn notes_name_neither_clients_nor_files_nor_folders() {
        let path = Path::new("/home/kim/Jane Ann Doe/Jane Doe.jpg");
        let error = std::io::Error::other("disk full");
        for text in [
            format!("{}: {}", words::cant_open(), words::unreadable(path, &error)),
            format!(
                "{}: {}",
                words::cant_save(),
                words::unwritable(Path::new("Jane Doe.shadowline"), &error)
            ),
            "cannot open C:\\Users\\kim\\Jane Doe\\a.png now".to_owned(),
            "photos/Jane-Doe.jpg in the project has changed".to_owned(),
            "variant \"Jane Doe\" is agreed; ‘Jane’ stays".to_owned(),
            "the project lacks Doe-Jane.jpg, which it names".to_owned(),
        ] {
            let noted = without_names(&text);
            for name in ["Jane", "Doe", "Ann", "kim"] {
                assert!(!noted.contains(name), "{text} → {noted}");
            }
        }
    }

    #[test]
    fn notes_keep_what_helps() {
        let noted = without_names(
            "fell at src line 27: index out of bounds: the len is 3 but the index is 7, version 0.1.0",
        );
        assert_eq!(
            noted,
            "fell at src line 27: index out of bounds: the len is 3 but the index is 7, version 0.1.0"
        );
        let title = format!("{}: /a/b could not be read: disk full.", words::cant_open());
        assert_eq!(
            without_names(&title),
            format!("{}: … could not be read: disk full.", words::cant_open())
        );
    }

    #[test]
    fn the_notes_of_the_last_runs_are_kept() {
        let folder = std::env::temp_dir().join(format!("shadowline-notes-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        for day in 1..=25 {
            std::fs::write(folder.join(format!("2026-10-{day:02}-120000-1.txt")), "x").unwrap();
        }
        std::fs::write(folder.join("mine.md"), "x").unwrap();
        forget_old_runs(&folder);
        let mut left: Vec<String> = std::fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        left.sort();
        assert_eq!(left.len(), MOST_RUNS + 1);
        assert_eq!(
            (left[0].as_str(), left[10].as_str()),
            ("2026-10-16-120000-1.txt", "mine.md")
        );
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
