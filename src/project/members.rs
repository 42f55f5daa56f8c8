//! The names of a project's members: those that it is written with, and those that other programs pack: with backslashes, `./` in
//! front, a folder round everything, and what a system leaves beside files.

use super::texts::PROJECT;
use std::collections::{BTreeMap, BTreeSet};

/// The letters of a name that every system takes; runs of others become a hyphen.
fn cleaned(name: &str) -> String {
    let mut safe = String::new();
    for c in name.chars().take(80) {
        match c.is_ascii_alphanumeric() || "-_.".contains(c) {
            true => safe.push(c),
            false if safe.ends_with('-') => {}
            false => safe.push('-'),
        }
    }
    safe.trim_matches(['-', '.']).to_owned()
}

/// A name for a file in the archive: letters, digits, `.`, `-`, `_`; none twice, in whatever case.
pub(super) fn file_name(name: &str, fallback: &str, taken: &mut BTreeSet<String>) -> String {
    // The ending is set aside first, so that none is lost where the rest has no letter.
    let is_ending =
        |text: &str| (1..=10).contains(&text.len()) && text.chars().all(|c| c.is_ascii_alphanumeric());
    let split = |text: &str| match text.rsplit_once('.') {
        Some((stem, ending)) if is_ending(ending) => (stem.to_owned(), format!(".{ending}")),
        _ => (text.to_owned(), String::new()),
    };
    let (stem, ending) = split(name);
    let (stem, ending) = match cleaned(&stem) {
        safe if safe.is_empty() && ending.is_empty() => split(fallback),
        safe if safe.is_empty() => (split(fallback).0, ending),
        safe => (safe, ending),
    };
    let mut free = format!("{stem}{ending}");
    let mut number = 2;
    while !taken.insert(free.to_ascii_lowercase()) {
        free = format!("{stem}-{number}{ending}");
        number += 1;
    }
    free
}

/// What a name in an archive is.
#[derive(Debug, PartialEq)]
pub(super) enum ArchiveMember {
    /// A file of the project, relative, downwards, with forward strokes only.
    File(String),
    /// A system's own note, such as a Mac's `._` files.
    Note,
    /// It leads out of the archive.
    Outside,
}

/// Looks at a name as it stands in the archive.
pub(super) fn member(name: &str) -> ArchiveMember {
    let forward = name.replace('\\', "/");
    let parts: Vec<&str> = forward
        .strip_suffix('/')
        .unwrap_or(&forward)
        .split('/')
        .filter(|part| *part != ".")
        .collect();
    if parts.is_empty()
        || forward.contains(['\0', ':'])
        || parts.iter().any(|part| matches!(*part, "" | ".."))
    {
        return ArchiveMember::Outside;
    }
    let is_note = |part: &&str| {
        part.starts_with("._") || matches!(*part, "__MACOSX" | ".DS_Store" | "Thumbs.db" | "desktop.ini")
    };
    match parts.iter().any(is_note) {
        true => ArchiveMember::Note,
        false => ArchiveMember::File(parts.join("/")),
    }
}

/// The members without the one folder round everything, where there is one.
pub(super) fn without_folder(names: BTreeMap<String, usize>) -> BTreeMap<String, usize> {
    let folder = names
        .keys()
        .find_map(|name| name.strip_suffix(PROJECT)?.strip_suffix('/'));
    let Some(folder) = folder.filter(|_| !names.contains_key(PROJECT)) else {
        return names;
    };
    let inside = |name: &String| name.strip_prefix(folder)?.strip_prefix('/').map(str::to_owned);
    // The folder's own entry has no name inside it.
    let all = names.keys().all(|name| name == folder || inside(name).is_some());
    match all {
        true => names
            .iter()
            .filter_map(|(name, index)| Some((inside(name)?, *index)))
            .collect(),
        false => names,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_other_packers_are_understood_and_none_leads_out() {
        let file = |name: &str| ArchiveMember::File(name.to_owned());
        assert_eq!(member("./designs/A.toml"), file("designs/A.toml"));
        assert_eq!(member("designs\\A.toml"), file("designs/A.toml"));
        assert_eq!(member("photos/"), file("photos"));
        for name in ["designs/._A.toml", "__MACOSX/designs/A.toml", ".DS_Store"] {
            assert_eq!(member(name), ArchiveMember::Note, "{name}");
        }
        for name in [
            "../a",
            "a/../../b",
            "..\\a",
            "/etc/passwd",
            "\\\\host\\a",
            "C:\\a",
            "a//b",
            "",
            "./",
            "a\0b",
        ] {
            assert_eq!(member(name), ArchiveMember::Outside, "{name:?}");
        }
    }

    #[test]
    fn a_folder_round_everything_is_left_away() {
        let names = |names: &[&str]| {
            names
                .iter()
                .zip(0..)
                .map(|(name, index)| (name.to_string(), index))
                .collect::<BTreeMap<_, _>>()
        };
        let inner = without_folder(names(&["client", "client/project.toml", "client/designs/A.toml"]));
        assert_eq!(
            inner.keys().collect::<Vec<_>>(),
            ["designs/A.toml", "project.toml"]
        );
        let two = names(&["client/project.toml", "other/x.jpg"]);
        assert_eq!(without_folder(two.clone()), two);
    }
}
