//! What the program is made of: no network code, known licences, one wgpu, no window crates, and rooms that use neither
//! files, threads nor clocks. The lists of crates and licences are those of `deny.toml`.

use crate::files::{files_under, root, text};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The rooms that must be able to run in a browser (`docs/architecture.md`).
const PURE_ROOMS: [&str; 16] = [
    "photo", "head", "nets", "vision", "intake", "design", "plan", "passes", "engine", "consult", "project",
    "editor", "words", "canvas", "panel", "check",
];
/// What those rooms must not name. A `Duration` is no clock.
const IMPURE: [&str; 7] = [
    "std::fs",
    "std::thread",
    "Instant",
    "SystemTime",
    "UNIX_EPOCH",
    "pollster",
    "rayon",
];
/// The same, where several parts of `std` are named in one set of braces.
const IMPURE_PARTS: [&str; 2] = ["fs", "thread"];
/// Crates by which `Cargo.lock` reaches what only a browser build would use.
const BROWSER: [&str; 5] = [
    "js-sys",
    "wasm-bindgen",
    "wasm-bindgen-futures",
    "web-sys",
    "web-time",
];

fn table(name: &str) -> toml::Table {
    text(&root().join(name))
        .parse()
        .unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// What cargo prints, offline and without touching the lock file; what it complains of where it fails.
fn asked_of_cargo(arguments: &[&str]) -> Result<String, String> {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .args(["--offline", "--locked"])
        .current_dir(root())
        .output()
        .expect("cargo starts");
    match output.status.success() {
        true => Ok(String::from_utf8(output.stdout).expect("cargo prints UTF-8")),
        false => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
    }
}

fn cargo(arguments: &[&str]) -> String {
    asked_of_cargo(arguments).unwrap_or_else(|said| panic!("cargo {arguments:?} failed: {said}"))
}

/// What cargo prints with all features, fuzzing among them: the gate builds it, and `deny.toml` says the same. `cargo test` alone
/// fetches none of its crates, and tests ask nothing of the network: where they aren't there it is the default features, and said.
fn cargo_with_all_features(arguments: &[&str]) -> String {
    asked_of_cargo(&[arguments, &["--all-features"]].concat()).unwrap_or_else(|said| {
        assert!(said.contains("offline"), "cargo {arguments:?} failed: {said}");
        println!("skipped 1 of 1: the crates of fuzzing are not on this disk; the gate fetches them");
        cargo(arguments)
    })
}

/// What asks for the crates that a build of this package takes in on this system.
const TREE: [&str; 5] = ["tree", "--edges", "normal", "--prefix", "none"];

/// Names of those crates with these features.
fn tree(features: &[&str]) -> BTreeSet<String> {
    crates_in(&cargo(&[&TREE[..], features].concat()))
}

fn crates_in(list: &str) -> BTreeSet<String> {
    let names: BTreeSet<String> = list
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .map(str::to_owned)
        .collect();
    assert!(names.contains("wgpu"), "the tree is not that of this package");
    names
}

/// `Cargo.lock` as name → names that it depends on; versions of one crate are taken together.
fn locked() -> BTreeMap<String, BTreeSet<String>> {
    let mut graph: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for package in table("Cargo.lock")["package"].as_array().expect("packages") {
        let needs = package.get("dependencies").and_then(toml::Value::as_array);
        let needs = needs.into_iter().flatten().filter_map(toml::Value::as_str);
        // "name", or "name version" where there are several.
        let needs = needs
            .filter_map(|entry| entry.split(' ').next())
            .map(str::to_owned);
        graph
            .entry(package["name"].as_str().expect("a name").to_owned())
            .or_default()
            .extend(needs);
    }
    graph
}

/// Everything that `from` leads to without going through a crate of `barred`.
fn reached(graph: &BTreeMap<String, BTreeSet<String>>, from: &str, barred: &[&str]) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    let mut open = vec![from.to_owned()];
    while let Some(name) = open.pop() {
        if !barred.contains(&name.as_str()) && seen.insert(name.clone()) {
            open.extend(graph.get(&name).into_iter().flatten().cloned());
        }
    }
    seen
}

fn banned_crates() -> BTreeSet<String> {
    let deny = table("deny.toml");
    let list = deny["bans"]["deny"].as_array().expect("bans.deny");
    list.iter()
        .map(|row| row["crate"].as_str().expect("a crate").to_owned())
        .collect()
}

#[test]
fn no_crate_for_the_network_on_any_system() {
    let banned = banned_crates();
    assert!(
        ["reqwest", "hyper", "rustls", "tokio"]
            .iter()
            .all(|name| banned.contains(*name))
    );
    let crates = reached(&locked(), "shadowline", &BROWSER);
    // Windows' and Apple's graphics are in the lock file whatever system this is.
    assert!(
        crates.contains("wgpu-hal") && crates.contains("objc2-metal"),
        "the graph was not walked"
    );
    let found: Vec<_> = crates.intersection(&banned).collect();
    assert!(found.is_empty(), "network crates: {found:?}");
    let built = crates_in(&cargo_with_all_features(&TREE));
    let found: Vec<_> = built.intersection(&banned).collect();
    assert!(found.is_empty(), "network crates in the build: {found:?}");
}

#[test]
fn the_walk_finds_what_is_hidden_deep() {
    let edges = [
        ("shadowline", "a"),
        ("a", "b"),
        ("b", "hyper"),
        ("a", "web-sys"),
        ("web-sys", "tokio"),
    ];
    let mut graph: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (from, to) in edges {
        graph.entry(from.to_owned()).or_default().insert(to.to_owned());
    }
    let found = reached(&graph, "shadowline", &BROWSER);
    assert!(found.contains("hyper") && !found.contains("tokio"));
}

#[test]
fn there_is_one_wgpu_and_one_winit() {
    let lock = table("Cargo.lock");
    let packages = lock["package"].as_array().expect("packages");
    for name in ["wgpu", "winit"] {
        let versions: Vec<_> = packages
            .iter()
            .filter(|package| package["name"].as_str() == Some(name))
            .collect();
        assert_eq!(versions.len(), 1, "{versions:?}");
    }
}

#[test]
fn the_engine_builds_without_command_line_and_both_without_a_window() {
    let window = ["winit", "egui", "egui-winit", "egui-wgpu", "eframe"];
    let none_of = |names: &BTreeSet<String>, unwanted: &[&str]| {
        let found: Vec<_> = unwanted.iter().filter(|name| names.contains(**name)).collect();
        assert!(found.is_empty(), "{found:?}");
    };
    let whole = tree(&[]);
    assert!(whole.contains("clap"), "the command line is on by default");
    assert!(whole.contains("winit"), "the window is on by default");
    none_of(&tree(&["--no-default-features", "--features", "cli"]), &window);
    let bare = tree(&["--no-default-features"]);
    none_of(&bare, &window);
    none_of(
        &bare,
        &["clap", "clap_complete", "clap_mangen", "directories", "indicatif"],
    );
}

/// Whether a licence expression can be met with the allowed ids alone: OR needs one side, AND both. The old form `A/B` is OR.
fn met(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let spaced = expression
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ");
    // `X WITH Y` is one id.
    let joined = spaced
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace(" WITH ", "\u{a0}WITH\u{a0}");
    let words: Vec<&str> = joined.split(' ').collect();
    let mut at = 0;
    let met = any_of(&words, &mut at, allowed);
    met && at == words.len()
}

fn any_of(words: &[&str], at: &mut usize, allowed: &BTreeSet<String>) -> bool {
    let mut met = all_of(words, at, allowed);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        // Both sides are read whatever the first one says.
        met |= all_of(words, at, allowed);
    }
    met
}

fn all_of(words: &[&str], at: &mut usize, allowed: &BTreeSet<String>) -> bool {
    let mut met = one_of(words, at, allowed);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        met &= one_of(words, at, allowed);
    }
    met
}

fn one_of(words: &[&str], at: &mut usize, allowed: &BTreeSet<String>) -> bool {
    let word = words.get(*at).copied().unwrap_or_default();
    *at += 1;
    if word != "(" {
        return allowed.contains(&word.replace('\u{a0}', " "));
    }
    let met = any_of(words, at, allowed);
    let closed = words.get(*at) == Some(&")");
    *at += 1;
    met && closed
}

#[test]
fn every_licence_is_an_allowed_one() {
    let deny = table("deny.toml");
    let allowed: BTreeSet<String> = deny["licenses"]["allow"]
        .as_array()
        .expect("licenses.allow")
        .iter()
        .map(|id| id.as_str().expect("an id").to_owned())
        .collect();
    // This system only: the sources of other systems' crates need not be on this disk.
    let said = cargo_with_all_features(&[
        "metadata",
        "--format-version",
        "1",
        "--filter-platform",
        "host-tuple",
    ]);
    let metadata: serde_json::Value = serde_json::from_str(&said).expect("cargo prints JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    assert!(packages.len() > 50, "only {} packages", packages.len());
    let refused: Vec<String> = packages
        .iter()
        .filter(|package| {
            !package["license"]
                .as_str()
                .is_some_and(|licence| met(licence, &allowed))
        })
        .map(|package| {
            format!(
                "{} {}: {}",
                package["name"], package["version"], package["license"]
            )
        })
        .collect();
    assert!(
        refused.is_empty(),
        "not allowed by deny.toml:\n{}",
        refused.join("\n")
    );
}

#[test]
fn licence_expressions_are_read_as_they_are_meant() {
    let allowed: BTreeSet<String> = ["MIT", "Apache-2.0", "IJG"].map(str::to_owned).into();
    for good in [
        "MIT",
        "MIT/Apache-2.0",
        "GPL-3.0-only OR MIT",
        "Apache-2.0 WITH LLVM-exception OR Apache-2.0 OR MIT",
        "(MIT OR Apache-2.0) AND IJG",
    ] {
        assert!(met(good, &allowed), "{good}");
    }
    for bad in [
        "",
        "GPL-3.0-only",
        "MIT AND GPL-3.0-only",
        "(MIT OR Apache-2.0) AND OFL-1.1",
        "GPL-3.0-only WITH Classpath-exception-2.0",
        "(MIT",
        "MIT MIT",
    ] {
        assert!(!met(bad, &allowed), "{bad}");
    }
}

/// All Rust files under a folder.
fn sources(folder: &Path) -> Vec<PathBuf> {
    files_under(folder, &["rs"])
}

/// Files that are compiled for tests alone; each stands under `#[cfg(test)] mod`.
fn is_test_file(path: &Path) -> bool {
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    name.ends_with("_test") || name.ends_with("_tests") || name == "template_design"
}

/// A source without line comments.
fn uncommented(source: &str) -> String {
    source
        .lines()
        .map(|line| line.split("//").next().unwrap_or_default())
        .collect::<Vec<_>>()
        .join("\n")
}

/// A source without the items under `#[cfg(test)]`: a line that ends in `;`, or a block up to the brace that closes it at
/// the same indentation, as rustfmt writes it.
fn without_tests(source: &str) -> String {
    let mut kept = Vec::new();
    let mut lines = source.lines();
    while let Some(line) = lines.next() {
        if line.trim() != "#[cfg(test)]" {
            kept.push(line);
            continue;
        }
        let indentation = line.len() - line.trim_start().len();
        let end = format!("{}}}", " ".repeat(indentation));
        let first = lines.next().unwrap_or_default();
        if !first.trim_end().ends_with(';') {
            while lines.next().is_some_and(|line| line != end) {}
        }
    }
    kept.join("\n")
}

/// Whether a name stands in the text as a word of its own.
fn names(source: &str, word: &str) -> bool {
    let of_a_word = |c: char| c.is_alphanumeric() || c == '_';
    source.match_indices(word).any(|(at, _)| {
        !source[..at].ends_with(of_a_word) && !source[at + word.len()..].starts_with(of_a_word)
    })
}

/// What an impure source names.
fn impurities(source: &str) -> Vec<String> {
    let code = uncommented(&without_tests(source));
    let plain = IMPURE
        .into_iter()
        .filter(|word| names(&code, word))
        .map(str::to_owned);
    let in_braces = code
        .match_indices("std::{")
        .map(|(at, _)| code[at..].split(';').next().unwrap_or_default())
        .flat_map(|list| IMPURE_PARTS.into_iter().filter(move |part| names(list, part)))
        .map(|part| format!("std::{{{part}}}"));
    plain.chain(in_braces).collect()
}

#[test]
fn pure_rooms_use_no_files_threads_or_clocks() {
    for room in PURE_ROOMS {
        let files = sources(&root().join("src").join(room));
        assert!(files.len() > 3, "{room} has only {} files", files.len());
        for file in files.iter().filter(|file| !is_test_file(file)) {
            let found = impurities(&text(file));
            assert!(found.is_empty(), "{} names {found:?}", file.display());
        }
    }
}

#[test]
fn the_search_for_impurities_can_fail() {
    for bad in [
        "use std::fs;",
        "let bytes = std::fs::read(path);",
        "use std::{fs, io};",
        "use std::{\n    io,\n    thread::sleep,\n};",
        "use std::{\n    io,\n    time::{Duration, Instant},\n};",
        "use std::time::{Duration, SystemTime};",
        "use std::time::*;\nlet now = UNIX_EPOCH.elapsed();",
        "let start = Instant::now();",
        "pollster::block_on(future)",
        "#[cfg(test)]\nmod tests {\n    fn a() {}\n}\nuse rayon::prelude::*;",
        "#[cfg(test)]\nmod some_test;\nuse std::thread;",
    ] {
        assert!(!impurities(bad).is_empty(), "{bad}");
    }
    for good in [
        "// std::fs is not used here",
        "fn instantiate() {}",
        "let instants = Instants;",
        "use std::{collections::BTreeMap, io};",
        "use std::time::Duration;",
        "use std::{collections::BTreeMap, time::Duration};",
        "#[cfg(test)]\nmod tests {\n    use std::fs;\n    fn a() {\n    }\n}\n",
    ] {
        assert!(impurities(good).is_empty(), "{good}");
    }
}

#[test]
fn there_is_no_unsafe_code() {
    let files = sources(&root().join("src"));
    assert!(files.len() > 50, "only {} files", files.len());
    for file in files {
        assert!(
            !names(&uncommented(&text(&file)), "unsafe"),
            "{} has unsafe code",
            file.display()
        );
    }
    assert!(names("unsafe { x }", "unsafe") && !names("#![forbid(unsafe_code)]", "unsafe"));
}

/// The table of rooms in `docs/architecture.md`: each room with those that it may know, `None` for all.
fn room_table() -> Vec<(String, Option<BTreeSet<String>>)> {
    let ticked = |cell: &str| -> Vec<String> {
        let parts: Vec<&str> = cell.split('`').collect();
        parts
            .iter()
            .skip(1)
            .step_by(2)
            .map(|name| (*name).to_owned())
            .collect()
    };
    let map = text(&root().join("docs/architecture.md"));
    map.lines()
        .skip_while(|line| !line.starts_with("| Room (`src/`)"))
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .map(|line| {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            let room = ticked(cells[1]).remove(0);
            let known = (cells[3] != "all").then(|| ticked(cells[3]).into_iter().collect());
            (room, known)
        })
        .collect()
}

/// The rooms that the sources of a room name, without its tests.
fn known_by(room: &str, rooms: &BTreeSet<String>) -> BTreeSet<String> {
    let mut known = BTreeSet::new();
    let files = sources(&root().join("src").join(room));
    for file in files.iter().filter(|file| !is_test_file(file)) {
        let code = uncommented(&without_tests(&text(file)));
        for part in code.split("crate::").skip(1) {
            let name: String = part
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            assert!(!part.starts_with('{'), "{}: one room a `use`", file.display());
            if name != room && rooms.contains(&name) {
                known.insert(name);
            }
        }
    }
    known
}

#[test]
fn rooms_know_each_other_as_the_map_says() {
    let table = room_table();
    let rooms: BTreeSet<String> = table.iter().map(|(room, _)| room.clone()).collect();
    let folders: BTreeSet<String> = std::fs::read_dir(root().join("src"))
        .expect("src")
        .map(|entry| entry.expect("a folder entry"))
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(
        rooms, folders,
        "docs/architecture.md lists other rooms than src has"
    );
    let mut above = BTreeSet::new();
    for (room, may_know) in table {
        let knows = known_by(&room, &rooms);
        if let Some(may_know) = may_know {
            assert_eq!(
                knows, may_know,
                "{room} imports (left) what docs/architecture.md doesn't say (right)"
            );
        }
        assert!(
            knows.is_subset(&above),
            "{room} knows {knows:?}; above it are {above:?}"
        );
        above.insert(room);
    }
}
