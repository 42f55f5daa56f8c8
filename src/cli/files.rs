//! What a command reads and writes: looked at as a whole before any work, then read and written by one way each. `-` is
//! standard input and output.

use super::CliError;
use super::args::{DesignArgs, PhotoArgs};
use super::text;
use super::view_args::is_view_word;
use crate::output::save::{IfPresent, put, taken};
use crate::output::target::{FileIdentity, identity, resolved, writable};
use crate::project::{Project, hash_of, is_protected};
use std::io::{Cursor, IsTerminal, Read, Seek, Write};
use std::path::{Path, PathBuf};

/// Most bytes of a file that is read; what is longer is no photo and no project (assumption: four photos of the largest size
/// that a project takes).
const MOST_BYTES: u64 = 2 << 30;

/// The name of standard input or output.
pub(super) fn is_stream(path: &Path) -> bool {
    path == Path::new("-")
}

/// The files of one command.
pub(super) struct CommandFiles<'a> {
    /// What is read: what it is, and where.
    reads: Vec<(&'static str, &'a Path)>,
    /// What is written.
    writes: Vec<PathBuf>,
    present: IfPresent,
}

impl<'a> CommandFiles<'a> {
    /// The files that the options for photo and design name.
    pub fn of(photo: &'a PhotoArgs, design: Option<&'a DesignArgs>, keeps: bool) -> Self {
        let view = photo.view.as_deref().filter(|name| !is_view_word(name));
        let reads = [
            photo.photo.as_deref().map(|path| ("photo or project", path)),
            photo
                .passphrase_file
                .as_deref()
                .map(|path| ("passphrase file", path)),
            view.map(|path| ("view file", Path::new(path))),
            design
                .and_then(|design| design.design.as_deref())
                .map(|path| ("design file", path)),
        ];
        CommandFiles {
            reads: reads.into_iter().flatten().collect(),
            writes: Vec::new(),
            present: if keeps {
                IfPresent::Kept
            } else {
                IfPresent::Replaced
            },
        }
    }

    /// The files of a command that reads none of them.
    pub fn writing_only(paths: impl IntoIterator<Item = PathBuf>) -> Self {
        CommandFiles {
            reads: Vec::new(),
            writes: paths.into_iter().collect(),
            present: IfPresent::Replaced,
        }
    }

    /// Adds a file that is read beside them, if it was named.
    #[must_use]
    pub fn reading(mut self, what: &'static str, path: Option<&'a Path>) -> Self {
        self.reads.extend(path.map(|path| (what, path)));
        self
    }

    /// Adds files that will be written.
    #[must_use]
    pub fn writing(mut self, paths: impl IntoIterator<Item = PathBuf>) -> Self {
        self.writes.extend(paths);
        self
    }

    /// Refuses what could lose something: an output that is an input or another output, that can't be written where it is
    /// named, or that is there and is to be kept.
    ///
    /// # Errors
    /// Wrong usage, in a sentence.
    pub fn check(self) -> Result<Self, CliError> {
        let streams = |count: usize, sentence: &str| match count {
            0 | 1 => Ok(()),
            _ => Err(CliError::Usage(sentence.into())),
        };
        let read = self.reads.iter().filter(|(_, path)| is_stream(path)).count();
        streams(
            read,
            "only one input can be read from standard input; name the others as files",
        )?;
        let written = self.writes.iter().filter(|path| is_stream(path)).count();
        streams(
            written,
            "only one output can go to standard output; name the others as files",
        )?;
        let mut known: Vec<(String, FileIdentity)> = Vec::new();
        for (what, path) in self.reads.iter().filter(|(_, path)| !is_stream(path)) {
            // One that isn't there can't be lost; reading it gives the sentence.
            if let Ok(identity) = identity(path) {
                known.push((
                    format!("is the {what} itself, which is never overwritten; choose another name"),
                    identity,
                ));
            }
        }
        for path in self.writes.iter().filter(|path| !is_stream(path)) {
            let wrong = |sentence: &dyn std::fmt::Display| {
                CliError::Usage(format!("the output {} {sentence}", path.display()))
            };
            let found = identity(path).map_err(|error| wrong(&format!("can't be written: {error}")))?;
            if let Some((sentence, _)) = known.iter().find(|(_, other)| *other == found) {
                return Err(wrong(sentence));
            }
            let (_, now) = writable(path).map_err(|error| wrong(&format!("can't be written: {error}")))?;
            if now.is_some() && self.present == IfPresent::Kept {
                return Err(wrong(&format!("can't be written: {}", taken())));
            }
            known.push(("is named twice; give each output its own name".into(), found));
        }
        Ok(self)
    }

    /// Refuses an output that is the very file of one of the project's photos, wherever it lies.
    ///
    /// # Errors
    /// Wrong usage, in a sentence.
    pub fn spare_originals(&self, project: &Project) -> Result<(), CliError> {
        for path in self.writes.iter().filter(|path| !is_stream(path)) {
            let Ok(facts) = std::fs::metadata(path) else {
                continue;
            };
            let mut alike = project.photos.iter();
            let Some(shot) = alike.find(|shot| shot.bytes.len() as u64 == facts.len()) else {
                continue;
            };
            let same = std::fs::read(path).is_ok_and(|bytes| {
                let hash = hash_of(&bytes);
                project.photos.iter().any(|other| other.hash == hash)
            });
            if same {
                return Err(CliError::Usage(format!(
                    "the output {} is an original photo of the client ({}), which is never overwritten; choose another name",
                    path.display(),
                    shot.name
                )));
            }
        }
        Ok(())
    }

    /// Writes one file whole, or hands it to standard output once it is whole.
    ///
    /// # Errors
    /// Whatever the file system or `write` reports.
    pub fn write<T, E: Into<CliError>>(
        &self,
        path: &Path,
        write: impl FnOnce(&mut &mut dyn FileTarget) -> Result<T, E>,
    ) -> Result<T, CliError> {
        if is_stream(path) {
            let mut bytes = Cursor::new(Vec::new());
            let value = write(&mut (&mut bytes as &mut dyn FileTarget)).map_err(Into::into)?;
            print(bytes.get_ref())?;
            return Ok(value);
        }
        let written = put(path, self.present, |writer| {
            write(&mut (writer as &mut dyn FileTarget)).map_err(SaveError::Other)
        });
        written.map_err(|error: SaveError<E>| match error {
            SaveError::Io(source) => CliError::io(path)(source),
            // What the writer says of the file system is said of this file.
            SaveError::Other(error) => match error.into() {
                CliError::Io { source, .. } => CliError::io(path)(source),
                other => other,
            },
        })
    }
}

/// What a file is written into.
pub(super) trait FileTarget: Write + Seek {}

impl<W: Write + Seek> FileTarget for W {}

/// Either side of saving.
enum SaveError<E> {
    Io(std::io::Error),
    Other(E),
}

impl<E> From<std::io::Error> for SaveError<E> {
    fn from(error: std::io::Error) -> Self {
        SaveError::Io(error)
    }
}

/// Refuses a folder for pictures that is a file, or that would have to be made in a folder that isn't there.
pub(super) fn check_folder(path: &Path) -> Result<(), CliError> {
    let wrong = |sentence: &dyn std::fmt::Display| {
        CliError::Usage(format!(
            "the output {} can't be written: {sentence}",
            path.display()
        ))
    };
    match std::fs::metadata(path) {
        Ok(facts) if facts.is_dir() => Ok(()),
        Ok(_) => Err(wrong(&"this is a file and no folder; choose another name")),
        Err(_) => resolved(path).map(drop).map_err(|error| wrong(&error)),
    }
}

/// Writes to standard output and waits until it has gone.
pub(super) fn print(bytes: &[u8]) -> Result<(), CliError> {
    let mut out = std::io::stdout().lock();
    out.write_all(bytes)?;
    Ok(out.flush()?)
}

/// Refuses to send what is no text to a terminal.
pub(super) fn check_terminal(path: &Path) -> Result<(), CliError> {
    match is_stream(path) && std::io::stdout().is_terminal() {
        true => Err(CliError::Usage(
            "what is no text is not written to a terminal; send it on with `> FILE` or `|`, or name a file"
                .into(),
        )),
        false => Ok(()),
    }
}

/// The bytes of a file, or of standard input.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, CliError> {
    let mut bytes = Vec::new();
    let done = if is_stream(path) {
        let input = std::io::stdin();
        if input.is_terminal() {
            return Err(CliError::Usage(
                "`-` reads from standard input, which is a terminal; send a file with `< FILE` or `|`".into(),
            ));
        }
        input.lock().take(MOST_BYTES + 1).read_to_end(&mut bytes)
    } else {
        let open = std::fs::File::open(path);
        open.and_then(|file| file.take(MOST_BYTES + 1).read_to_end(&mut bytes))
    };
    done.map_err(CliError::io(path))?;
    match bytes.len() as u64 > MOST_BYTES {
        true => Err(CliError::TooLong { path: path.into() }),
        false => Ok(bytes),
    }
}

/// The text of a file, or of standard input.
pub(super) fn read_text(path: &Path) -> Result<String, CliError> {
    text::of_bytes(&read(path)?).map_err(|reason| CliError::Usage(format!("{} {reason}", path.display())))
}

/// First bytes by which a protected project is known.
const MARK: usize = 22;

/// Whether a file may be a project, by its first bytes; standard input may be one.
pub(super) fn may_be_project(path: Option<&Path>) -> bool {
    let Some(path) = path else {
        return false;
    };
    let mut start = [0; MARK];
    let looked = std::fs::File::open(path).and_then(|mut file| file.read_exact(&mut start));
    // What can't be looked into is told by its name, so that a slip beside a missing photo is still found.
    let is_named_so = || path.extension().is_some_and(|ending| ending == "shadowline");
    is_stream(path) || start.starts_with(b"PK") || is_protected(&start) || (looked.is_err() && is_named_so())
}
