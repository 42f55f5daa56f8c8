//! A practitioner's own styles: kept by name with a picture of the demo head, given away and taken in as a library.

use super::portable::portable_folder;
use crate::design::{Design, Knob, KnobGroup};
use crate::output::save::atomically;
use std::io::{Cursor, Read, Seek, Write};
use std::path::{Path, PathBuf};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// Endings of the two files of a style.
const TEXT: &str = "toml";
const PICTURE: &str = "png";
/// Longest name, letters (assumption: it stands on a button).
const MOST_LETTERS: usize = 60;
/// Most files of a library, and most bytes of a style's text and picture (assumptions: far over what people make).
const MOST_FILES: usize = 1000;
const MOST_TEXT: u64 = 1 << 20;
const MOST_PICTURE: u64 = 8 << 20;

/// What stops the keeping of a style; the sentence is shown to the person.
#[derive(Debug, thiserror::Error)]
pub enum StyleError {
    /// There is no folder for data.
    #[error("this computer names no folder for data, so no style can be kept; give a folder with --folder")]
    NoFolder,
    /// The name can't be one.
    #[error("'{0}' is no name for a style: take 1 to 60 letters, digits, spaces, hyphens and underscores")]
    Name(String),
    /// There is none of that name.
    #[error("there is no own style '{name}'; {there}")]
    NotThere {
        /// The name.
        name: String,
        /// Those there are, as the end of a sentence.
        there: String,
    },
    /// One of that name is there.
    #[error("a style '{0}' is kept already; remove it first, or choose another name")]
    Taken(String),
    /// A file is no library, or holds what isn't a style.
    #[error("this is no library of styles: {0}")]
    NoLibrary(String),
    /// A file can't be read or written.
    #[error("{}: {source}. Check the name and the rights of the folder", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// The system's words.
        source: std::io::Error,
    },
}

/// A style that a practitioner has kept.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnStyle {
    /// Its name.
    pub name: String,
    /// The design file that makes it, without what belongs to a client.
    pub text: String,
    /// A picture of it on the demo head, PNG.
    pub picture: Option<Vec<u8>>,
}

/// The folder in which styles are kept, beside a portable program; none where there is no home folder.
pub fn styles_folder() -> Option<PathBuf> {
    let data = match portable_folder() {
        Some(beside) => beside,
        None => {
            let folders = directories::ProjectDirs::from("", "", "shadowline")?;
            folders.data_local_dir().to_owned()
        }
    };
    Some(data.join("styles"))
}

/// A design as a style: its file without the client's own numbers and points, the brush, the pattern's seed, and what is looked at.
pub fn style_text(design: &Design) -> String {
    let mut kept = design.clone();
    kept.strokes.clear();
    kept.points.clear();
    kept.extra.clear();
    // What the program writes is TOML.
    let mut table: toml::Table = kept.to_toml().parse().unwrap_or_default();
    table.remove("seed");
    let of_others =
        |knob: &Knob| knob.of_client() || matches!(knob.row().group, KnobGroup::Time | KnobGroup::Light);
    if let Some(knobs) = table.get_mut("knobs").and_then(toml::Value::as_table_mut) {
        for knob in Knob::all().filter(of_others) {
            knobs.remove(knob.row().name);
        }
    }
    table.to_string()
}

impl OwnStyle {
    /// All styles in a folder, by name; what isn't one is left out.
    pub fn all(folder: &Path) -> Vec<OwnStyle> {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let texts = entries.map(|entry| entry.path());
        let texts = texts.filter(|path| path.extension().is_some_and(|ending| ending == TEXT));
        let mut styles: Vec<OwnStyle> = texts.filter_map(|path| OwnStyle::read(&path)).collect();
        styles.sort_by_key(|style| style.name.to_lowercase());
        styles
    }

    fn read(path: &Path) -> Option<OwnStyle> {
        let name = path.file_stem()?.to_str()?.to_owned();
        let text = std::fs::read_to_string(path).ok()?;
        checked(&text).ok()?;
        Some(OwnStyle {
            picture: std::fs::read(path.with_extension(PICTURE)).ok(),
            name,
            text,
        })
    }

    /// The style of a name; case doesn't matter.
    ///
    /// # Errors
    /// There is none.
    pub fn named(folder: &Path, name: &str) -> Result<OwnStyle, StyleError> {
        let all = OwnStyle::all(folder);
        let wanted = name.trim().to_lowercase();
        let found = all
            .iter()
            .find(|style| style.name.to_lowercase() == wanted)
            .cloned();
        let names: Vec<&str> = all.iter().map(|style| style.name.as_str()).collect();
        found.ok_or_else(|| StyleError::NotThere {
            name: name.to_owned(),
            there: match names.is_empty() {
                true => "none has been kept yet".to_owned(),
                false => format!("there are: {}", names.join(", ")),
            },
        })
    }

    /// Whether a style can be kept under a name: asked before anything is drawn for it.
    ///
    /// # Errors
    /// The name is none, or is taken.
    pub fn check_free(folder: &Path, name: &str) -> Result<(), StyleError> {
        check_name(name)?;
        match OwnStyle::named(folder, name) {
            Ok(_) => Err(StyleError::Taken(name.to_owned())),
            Err(_) => Ok(()),
        }
    }

    /// Keeps the style.
    ///
    /// # Errors
    /// As [`OwnStyle::check_free`], or the folder can't be written.
    pub fn keep(&self, folder: &Path) -> Result<(), StyleError> {
        OwnStyle::check_free(folder, &self.name)?;
        std::fs::create_dir_all(folder).map_err(at(folder))?;
        let path = folder.join(format!("{}.{TEXT}", self.name));
        // The picture first: a style without one is one, a picture without a style is nothing.
        if let Some(bytes) = &self.picture {
            let picture = path.with_extension(PICTURE);
            atomically(&picture, |writer| writer.write_all(bytes)).map_err(at(&picture))?;
        }
        atomically(&path, |writer| writer.write_all(self.text.as_bytes())).map_err(at(&path))
    }

    /// Removes the style.
    ///
    /// # Errors
    /// A file can't be removed.
    pub fn remove(&self, folder: &Path) -> Result<(), StyleError> {
        let path = folder.join(format!("{}.{TEXT}", self.name));
        std::fs::remove_file(&path).map_err(at(&path))?;
        let picture = path.with_extension(PICTURE);
        match std::fs::remove_file(&picture) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(at(&picture)(error)),
            _ => Ok(()),
        }
    }
}

/// Writes styles as a library: a zip with a `NAME.toml` and a `NAME.png` each.
///
/// # Errors
/// Whatever the writer reports.
pub fn write_library(styles: &[OwnStyle], out: impl Write + Seek) -> std::io::Result<()> {
    let mut archive = ZipWriter::new(out);
    let mut put = |name: String, bytes: &[u8]| {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        archive.start_file(name, options).map_err(std::io::Error::other)?;
        archive.write_all(bytes)
    };
    for style in styles {
        put(format!("{}.{TEXT}", style.name), style.text.as_bytes())?;
        if let Some(picture) = &style.picture {
            put(format!("{}.{PICTURE}", style.name), picture)?;
        }
    }
    archive.finish().map(drop).map_err(std::io::Error::other)
}

/// Reads a library that anybody may have written: every text has to be a design, every picture a PNG.
///
/// # Errors
/// It is no library, or holds what isn't a style.
pub fn read_library(bytes: &[u8]) -> Result<Vec<OwnStyle>, StyleError> {
    let wrong = |reason: String| StyleError::NoLibrary(reason);
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| wrong(error.to_string()))?;
    if archive.len() > MOST_FILES {
        return Err(wrong(format!(
            "it holds {} files, {MOST_FILES} at most can be read",
            archive.len()
        )));
    }
    let named = |name: zip::result::ZipResult<std::borrow::Cow<'_, str>>| name.map(|name| name.into_owned());
    let names: Result<Vec<String>, _> = archive.file_names().map(named).collect();
    let names = names.map_err(|error| wrong(error.to_string()))?;
    let mut unpacked = |name: &str, most: u64| -> Result<Vec<u8>, StyleError> {
        let mut file = archive.by_name(name).map_err(|error| wrong(error.to_string()))?;
        let mut bytes = Vec::new();
        let read = file.by_ref().take(most + 1).read_to_end(&mut bytes);
        read.map_err(|error| wrong(format!("{name}: {error}")))?;
        match bytes.len() as u64 > most {
            true => Err(wrong(format!("{name} is longer than {most} bytes"))),
            false => Ok(bytes),
        }
    };
    let mut styles = Vec::new();
    for file in &names {
        let stem = file.strip_suffix(TEXT);
        let Some(name) = stem.and_then(|stem| stem.strip_suffix('.')) else {
            continue;
        };
        check_name(name)?;
        let text =
            String::from_utf8(unpacked(file, MOST_TEXT)?).map_err(|_| wrong(format!("{file} is no text")))?;
        checked(&text).map_err(|reason| wrong(format!("{file}: {reason}")))?;
        let beside = format!("{name}.{PICTURE}");
        let picture = match names.contains(&beside) {
            true => Some(unpacked(&beside, MOST_PICTURE)?),
            false => None,
        };
        if picture
            .as_ref()
            .is_some_and(|bytes| !bytes.starts_with(b"\x89PNG\r\n\x1a\n"))
        {
            return Err(wrong(format!("{beside} is no PNG")));
        }
        styles.push(OwnStyle {
            name: name.to_owned(),
            text,
            picture,
        });
    }
    match styles.is_empty() {
        true => Err(wrong("it holds no style".to_owned())),
        false => Ok(styles),
    }
}

/// Keeps the styles of a library; where a name is taken by another style, the next number stands behind it. What is there already
/// isn't kept twice. The names that they got.
///
/// # Errors
/// The folder can't be written.
pub fn take_in(styles: Vec<OwnStyle>, folder: &Path) -> Result<Vec<String>, StyleError> {
    let mut names = Vec::new();
    for mut style in styles {
        let own = style.name.clone();
        let mut number = 2;
        let is_there = loop {
            match OwnStyle::named(folder, &style.name) {
                Ok(kept) if kept.text == style.text => break true,
                Ok(_) => style.name = format!("{own} {number}"),
                Err(_) => break false,
            }
            number += 1;
        };
        if !is_there {
            style.keep(folder)?;
            names.push(style.name);
        }
    }
    Ok(names)
}

/// A text that is a design.
fn checked(text: &str) -> Result<(), String> {
    let mut design = Design::default();
    design.apply_toml(text).map_err(|error| error.to_string())
}

fn check_name(name: &str) -> Result<(), StyleError> {
    let fits = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
    let length = name.chars().count();
    let fine = (1..=MOST_LETTERS).contains(&length) && name.trim() == name && name.chars().all(fits);
    match fine {
        true => Ok(()),
        false => Err(StyleError::Name(name.to_owned())),
    }
}

fn at(path: &Path) -> impl FnOnce(std::io::Error) -> StyleError + use<> {
    let path = path.to_owned();
    |source| StyleError::Io { path, source }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_holds_nothing_of_a_client_and_makes_the_same_line_on_another() {
        let mut design = Design::default();
        for setting in [
            "height-ratio=0.5",
            "age=61",
            "crease-height=40",
            "temple-back=9",
            "years=5",
            "density=70",
        ] {
            design.apply_setting(setting).unwrap();
        }
        design.seed = 77;
        let text = style_text(&design);
        for own in ["age", "crease-height", "temple-back", "years", "seed"] {
            assert!(!text.lines().any(|line| line.starts_with(own)), "{own} in {text}");
        }
        let mut other = Design::default();
        other.set(Knob::TempleBack, 4.0).unwrap();
        other.apply_toml(&text).unwrap();
        assert_eq!(other.get(Knob::HeightRatio), 0.5);
        assert_eq!(other.get(Knob::Density), 70.0);
        assert_eq!(
            (other.get(Knob::TempleBack), other.get(Knob::Age), other.seed),
            (4.0, 0.0, 1)
        );
    }

    #[test]
    fn a_library_comes_back_and_what_is_none_is_refused() {
        let style = |name: &str, picture: Option<&[u8]>| OwnStyle {
            name: name.to_owned(),
            text: style_text(&Design::default()),
            picture: picture.map(<[u8]>::to_vec),
        };
        let png: &[u8] = b"\x89PNG\r\n\x1a\nrest";
        let styles = [style("My line", Some(png)), style("Weich-2", None)];
        let written = |styles: &[OwnStyle]| {
            let mut out = Cursor::new(Vec::new());
            write_library(styles, &mut out).unwrap();
            out.into_inner()
        };
        assert_eq!(read_library(&written(&styles)).unwrap(), styles);
        let refused = |styles: &[OwnStyle]| read_library(&written(styles)).unwrap_err().to_string();
        assert!(refused(&[]).contains("no style"));
        assert!(refused(&[style("../up", None)]).contains("no name"));
        assert!(refused(&[style("x", Some(b"GIF89a"))]).contains("no PNG"));
        let mut bad = style("x", None);
        bad.text = "format = 1\n[knobs]\ndensty = 3".to_owned();
        assert!(refused(&[bad]).contains("x.toml"));
        assert!(read_library(b"PK").is_err());
    }
}
