//! The built program, run from outside, and a made portrait for it.
#![allow(dead_code, reason = "each test file uses its own part")]

#[path = "hostile.rs"]
pub mod hostile;

use hostile::Source;
use shadowline::photo::{Photo, PhotoLimits, decode};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

pub const WIDTH: u32 = 300;
pub const HEIGHT: u32 = 400;
/// Eyes 84 px apart: 0.75 mm a pixel.
pub const EYES: &str = "108,200,192,200";
pub const CHIN: &str = "150,352";

/// A folder of this run, empty.
pub fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli").join(name);
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(&path).expect("a folder");
    path
}

pub fn shadowline(arguments: &[&str]) -> Output {
    // Sites of other seeds go where the tests' own files go.
    let cache = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cache");
    Command::new(env!("CARGO_BIN_EXE_shadowline"))
        .args(arguments)
        .env("XDG_CACHE_HOME", cache)
        // Without it the software driver writes a line of its own to stderr.
        .env("XDG_RUNTIME_DIR", std::env::temp_dir())
        .output()
        .expect("the program starts")
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

/// Runs to success and gives stdout.
pub fn done(arguments: &[&str]) -> String {
    let output = shadowline(arguments);
    assert_eq!(
        output.status.code(),
        Some(0),
        "{arguments:?}: {}",
        text(&output.stderr)
    );
    text(&output.stdout)
}

/// Runs to failure: the exit code, one sentence on stderr, nothing on stdout.
pub fn refused(arguments: &[&str], code: i32) -> String {
    let output = shadowline(arguments);
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
    assert!(
        output.stdout.is_empty(),
        "{arguments:?} printed {}",
        text(&output.stdout)
    );
    assert!(
        said.len() > 25 && !said.contains("panicked"),
        "{arguments:?}: {said}"
    );
    said
}

/// A made portrait: only its size and its colours matter, the eyes are given.
pub static PORTRAIT: LazyLock<PathBuf> = LazyLock::new(|| {
    let path = folder("portrait").join("portrait.png");
    let source = Source::synthetic(WIDTH, HEIGHT);
    image::save_buffer(&path, &source.rgb, WIDTH, HEIGHT, image::ColorType::Rgb8).expect("a PNG");
    path
});

pub fn portrait() -> &'static str {
    PORTRAIT.to_str().expect("UTF-8")
}

pub fn with_eyes<'a>(command: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    [&[command, portrait(), "--eyes", EYES, "--chin", CHIN], more].concat()
}

pub fn open(path: &Path) -> Photo {
    let bytes = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    decode(&bytes, &PhotoLimits::default()).expect("our own file opens")
}

/// Names in a folder.
pub fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    names
}
