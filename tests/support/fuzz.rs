//! libFuzzer behind the doors of `doors.rs`, one program for all of them; `scripts/fuzz` builds it with coverage and
//! runs it. `SHADOWLINE_DOOR` names the door; without it the doors are listed. Where `SHADOWLINE_SEEDS` names a folder, good
//! files to begin with and a list of words are written there first.
#![no_main]

mod doors;
#[allow(dead_code, reason = "each test file uses its own part")]
mod hostile;
mod projects;
mod twist;

use doors::{DOORS, Door, door};
use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::OnceLock;
use twist::{ODD, Random, twisted};

static OPEN: OnceLock<&Door> = OnceLock::new();

fn begin() {
    let Ok(name) = std::env::var("SHADOWLINE_DOOR") else {
        DOORS.iter().for_each(|door| println!("{}", door.name));
        std::process::exit(0);
    };
    let Some(found) = door(&name) else {
        eprintln!("there is no door {name}");
        std::process::exit(2);
    };
    if let Some(folder) = std::env::var_os("SHADOWLINE_SEEDS") {
        write_seeds(found, Path::new(&folder));
    }
    OPEN.get_or_init(|| found);
}

/// The seeds, and `words` in libFuzzer's form: what is put for numbers and words, and the words of the seeds.
fn write_seeds(door: &Door, folder: &Path) {
    let corpus = folder.join("seeds");
    std::fs::create_dir_all(&corpus).expect("a folder");
    let mut words: BTreeSet<String> = ODD.iter().map(|odd| odd.to_string()).collect();
    for (number, seed) in (door.seeds)().iter().enumerate() {
        std::fs::write(corpus.join(number.to_string()), seed).expect("a file");
        let text = String::from_utf8_lossy(seed);
        let parts = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'));
        let is_word = |part: &&str| (3..24).contains(&part.len()) && part.starts_with(char::is_alphabetic);
        if door.is_text {
            words.extend(parts.filter(is_word).map(str::to_owned));
        }
    }
    let escaped = |word: &String| {
        let bytes = word.bytes().map(|byte| format!("\\x{byte:02x}"));
        format!("\"{}\"\n", bytes.collect::<String>())
    };
    let words: String = words.iter().map(escaped).collect();
    std::fs::write(folder.join("words"), words).expect("a file");
}

fuzz_target!(init: begin(), |bytes: &[u8]| {
    let door = OPEN.get().expect("a door");
    (door.enter)(bytes);
});

// Texts are twisted by line and word every other time; libFuzzer knows bytes only.
fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let text = OPEN.get().filter(|door| door.is_text && seed.is_multiple_of(2));
    match text.and_then(|_| std::str::from_utf8(&data[..size]).ok()) {
        Some(text) => {
            let twisted = twisted(text, &mut Random(u64::from(seed)));
            let length = twisted.len().min(max_size);
            data[..length].copy_from_slice(&twisted.as_bytes()[..length]);
            length
        }
        None => fuzzer_mutate(data, size, max_size),
    }
});
