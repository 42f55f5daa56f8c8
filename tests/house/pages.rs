//! What the pages say of the repository is there: files, folders and tests that they name; and how they are written.

use crate::files::{files_under, pages, root, text};
use std::collections::BTreeSet;

/// Folders that a page may name a file of by its path from the root.
const FOLDERS: [&str; 9] = [
    ".ci",
    "assets",
    "benches",
    "docs",
    "examples",
    "packaging",
    "scripts",
    "shaders",
    "tests",
];

/// What stands between backticks, outside blocks of code.
fn quoted(page: &str) -> Vec<String> {
    prose(page)
        .flat_map(|line| {
            line.split('`')
                .skip(1)
                .step_by(2)
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .collect()
}

/// The lines of a page outside blocks of code.
fn prose(page: &str) -> impl Iterator<Item = &str> {
    let mut inside = false;
    page.lines().filter(move |line| {
        let fence = line.trim_start().starts_with("```");
        inside ^= fence;
        !inside && !fence
    })
}

/// Whether a quoted text is the path of a file of ours, and where it would lie.
fn path_of(quoted: &str) -> Option<String> {
    let path = quoted.split(' ').next()?;
    let known =
        |ending: &str| ["rs", "wgsl", "toml", "md", "sh", "shadowline", "txt", "png"].contains(&ending);
    let (folder, rest) = path.split_once('/')?;
    let plain = path
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || "/_.-".contains(c));
    if !plain || rest.is_empty() || path.contains("NAME") {
        return None;
    }
    let ending = path.rsplit('.').next().is_some_and(known);
    match folder {
        "src" => Some(path.to_owned()),
        _ if FOLDERS.contains(&folder) => Some(path.to_owned()),
        // A room's file, as `plan/tiles.rs`.
        _ if ending && path.ends_with(".rs") => Some(format!("src/{path}")),
        _ => None,
    }
}

#[test]
fn every_file_that_a_page_names_is_there() {
    let mut seen = 0;
    for page in pages() {
        for quoted in quoted(&text(&page)) {
            let Some(path) = path_of(&quoted) else { continue };
            assert!(
                root().join(&path).exists(),
                "{} names {path}, which is not there",
                page.display()
            );
            seen += 1;
        }
    }
    assert!(seen > 60, "only {seen} paths were found");
}

#[test]
fn every_picture_and_page_that_a_page_links_is_there() {
    let mut seen = 0;
    for page in pages() {
        let page_text = text(&page);
        for line in prose(&page_text) {
            for link in line.split("](").skip(1) {
                let target = link.split([')', '#', ' ']).next().unwrap_or_default();
                if target.is_empty() || target.contains("://") || target.starts_with("mailto:") {
                    continue;
                }
                let beside = page.parent().unwrap_or(root()).join(target);
                assert!(
                    beside.exists(),
                    "{} links {target}, which is not there",
                    page.display()
                );
                seen += 1;
            }
        }
    }
    assert!(seen > 60, "only {seen} links were found");
}

#[test]
fn every_test_that_the_page_of_safety_names_is_there() {
    let code: String = ["src", "tests"]
        .iter()
        .flat_map(|folder| files_under(&root().join(folder), &["rs"]))
        .map(|file| text(&file))
        .collect();
    let functions: BTreeSet<&str> = code
        .split("fn ")
        .skip(1)
        .filter_map(|rest| rest.split(['(', '<']).next())
        .collect();
    let mut seen = 0;
    for quoted in quoted(&text(&root().join("docs/safety.md"))) {
        let name = quoted.rsplit([':', ' ']).next().unwrap_or_default();
        // A test's name is a sentence.
        if name.split('_').count() < 4 || !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
            continue;
        }
        assert!(
            functions.contains(name),
            "docs/safety.md names the test {name}, which is not there"
        );
        seen += 1;
    }
    assert!(seen > 40, "only {seen} tests were found");
}

/// Words after whose full stop a sentence goes on.
const SHORTENED: [&str; 12] = [
    "e.g", "i.e", "cf", "vs", "al", "st", "dr", "vol", "ed", "etc", "ca", "approx",
];

/// The first place where a line of prose goes on with another sentence.
fn second_sentence(line: &str) -> Option<String> {
    let line = line.trim_start().trim_start_matches(['-', '*', '+']);
    // Codes and links hold full stops that end nothing.
    let mut plain = String::new();
    let (mut in_code, mut in_link) = (false, false);
    let mut last = ' ';
    for c in line.chars() {
        in_code ^= c == '`';
        in_link = (in_link || (last == ']' && c == '(')) && c != ')';
        plain.push(if (in_code && c != '`') || in_link { 'x' } else { c });
        last = c;
    }
    let mut from = 0;
    while let Some(at) = plain[from..].find(". ").map(|at| at + from) {
        from = at + 2;
        let word = plain[..at]
            .rsplit([' ', '(', '['])
            .next()
            .unwrap_or_default()
            .to_lowercase();
        let next = plain[from..]
            .trim_start_matches(['*', '_', '(', '[', '"', '“', '‘'])
            .chars()
            .next();
        let initial = word.chars().count() <= 1;
        let numbered = word.chars().all(|c| c.is_ascii_digit()) && plain[..at].trim().len() == word.len();
        if next.is_some_and(char::is_uppercase)
            && !initial
            && !numbered
            && !SHORTENED.contains(&word.as_str())
        {
            return Some(plain[at..].to_owned());
        }
    }
    None
}

#[test]
fn prose_has_one_sentence_a_line() {
    for page in pages() {
        let page_text = text(&page);
        for line in prose(&page_text).filter(|line| !line.starts_with('|') && !line.starts_with('#')) {
            if let Some(rest) = second_sentence(line) {
                panic!(
                    "{}: a line goes on with a second sentence: …{rest}",
                    page.display()
                );
            }
        }
    }
}

#[test]
fn a_second_sentence_is_found_where_there_is_one() {
    for two in [
        "It is so. It is not.",
        "- One. **Two**.",
        "Of `a.b`. Then (it).",
        "[A](b.md). Then.",
    ] {
        assert!(second_sentence(two).is_some(), "{two}");
    }
    for one in [
        "It is so.",
        "1. Discrete comes first.",
        "See Guo et al. 2017.",
        "C. Wellons wrote it.",
        "About 1.5 mm, e.g. Here.",
        "Of `a. B` and [c](e. F).",
    ] {
        assert!(second_sentence(one).is_none(), "{one}");
    }
}
