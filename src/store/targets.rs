//! Where the window writes: the name that is offered, what may be replaced, and the former version that is kept beside it.

use crate::output::save::atomically;
use crate::project::{ArchiveLimits, Project, ProjectKey, hash_of, is_project, is_protected};
use crate::words::app as words;
use std::fs::{File, Metadata};
use std::io::{self, BufWriter, Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Longest name of a file that every system takes, bytes.
const LONGEST_NAME: usize = 255;
/// Words in the names of copies that are kept beside a project: the version from before, and what stood in its place.
pub(super) const COPIES: [&str; 2] = [".former", ".replaced"];
/// Bytes by which a protected file is known.
const AGE_BEGINS: u64 = 32;
/// Longest part of an offered name, letters (assumption: it is to be read in a list).
const LONGEST_PART: usize = 40;

/// A file that this window has read or written for the open project: replacing it asks nobody.
#[derive(Clone, Debug, PartialEq)]
pub struct KnownFile {
    /// Where it is, without links.
    path: PathBuf,
    /// Size in bytes and time, by which another program's change is seen.
    stamp: (u64, Option<SystemTime>),
    /// The version from before this window is kept beside it already, or there was none.
    former_kept: bool,
}

impl KnownFile {
    /// A project's file that was opened; none where it has gone meanwhile.
    pub fn opened(path: &Path) -> Option<Self> {
        KnownFile::seen(path, false).ok()
    }

    fn seen(path: &Path, former_kept: bool) -> io::Result<Self> {
        Ok(KnownFile {
            path: path.canonicalize()?,
            stamp: stamp(&std::fs::metadata(path)?),
            former_kept,
        })
    }

    /// Puts it into a list, in place of what was known of the same file.
    pub fn remember(self, list: &mut Vec<KnownFile>) {
        list.retain(|other| other.path != self.path);
        list.push(self);
    }
}

fn stamp(facts: &Metadata) -> (u64, Option<SystemTime>) {
    (facts.len(), facts.modified().ok())
}

/// An original photo of the project, known by its bytes wherever it lies.
#[derive(Clone, Debug, PartialEq)]
struct OriginalPhoto {
    bytes: u64,
    hash: String,
}

/// A file that is to be written, and what may be replaced for it.
#[derive(Clone, Debug)]
pub struct WriteTarget {
    /// Where.
    pub path: PathBuf,
    /// A person has agreed to lose what is there.
    pub replace: bool,
    /// Files of this window.
    pub own: Vec<KnownFile>,
    originals: Vec<OriginalPhoto>,
}

/// What became of a file that was to be written.
#[derive(Debug, PartialEq)]
pub enum WriteOutcome {
    /// It was.
    Written(KnownFile),
    /// Something else is there: a person has to be asked first.
    Taken,
}

/// What is there.
enum FileStanding {
    Nothing,
    /// A file of this window, and whether its former version is kept.
    Own(bool),
    Other,
}

impl WriteTarget {
    /// A file to be written for a project.
    pub fn new(path: PathBuf, replace: bool, own: &[KnownFile], project: &Project) -> Self {
        let originals = project.photos.iter().map(|shot| OriginalPhoto {
            bytes: shot.bytes.len() as u64,
            hash: shot.hash.clone(),
        });
        WriteTarget {
            path,
            replace,
            own: own.to_vec(),
            originals: originals.collect(),
        }
    }

    /// Whether it may be written without asking.
    ///
    /// # Errors
    /// It must not be written at all: an original photo, or no plain file. A sentence for a person.
    pub fn is_free(&self) -> Result<bool, String> {
        let standing = self.standing()?;
        Ok(self.replace || !matches!(standing, FileStanding::Other))
    }

    fn standing(&self) -> Result<FileStanding, String> {
        let unwritable = |error: io::Error| words::unwritable(&self.path, &error);
        let facts = match std::fs::metadata(&self.path) {
            Ok(facts) => facts,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(FileStanding::Nothing),
            Err(error) => return Err(unwritable(error)),
        };
        if !facts.is_file() {
            return Err(words::no_plain_file(&self.path));
        }
        let alike = |original: &&OriginalPhoto| original.bytes == facts.len();
        if self.originals.iter().any(|original| alike(&original)) {
            let hash = hash_of(&std::fs::read(&self.path).map_err(unwritable)?);
            if self.originals.iter().any(|original| original.hash == hash) {
                return Err(words::is_original(&self.path));
            }
        }
        let real = self.path.canonicalize().map_err(unwritable)?;
        let own = self.own.iter().find(|own| own.path == real);
        Ok(match own.filter(|own| own.stamp == stamp(&facts)) {
            Some(own) => FileStanding::Own(own.former_kept),
            None => FileStanding::Other,
        })
    }

    /// Writes the file whole, after keeping what it replaces.
    ///
    /// # Errors
    /// It must not or can't be written; what was there stays. A sentence for a person.
    pub fn write(
        &self,
        write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
    ) -> Result<WriteOutcome, String> {
        self.write_with(None, write)
    }

    /// As [`WriteTarget::write`] for a protected project: what is kept beside it is protected too.
    fn write_with(
        &self,
        key: Option<&ProjectKey>,
        write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
    ) -> Result<WriteOutcome, String> {
        let former = match self.standing()? {
            FileStanding::Other if !self.replace => return Ok(WriteOutcome::Taken),
            FileStanding::Nothing | FileStanding::Own(true) => None,
            // One version from before this window, whatever the number of savings.
            FileStanding::Own(false) => Some(beside(&self.path, COPIES[0])),
            FileStanding::Other => Some(free_beside(&self.path, COPIES[1])),
        };
        let unwritable = |error: io::Error| words::unwritable(&self.path, &error);
        if let Some(former) = &former {
            keep(&self.path, former).map_err(unwritable)?;
            if let Some(key) = key {
                self.protect_copy(former, key).map_err(unwritable)?;
            }
        }
        atomically(&self.path, write).map_err(unwritable)?;
        KnownFile::seen(&self.path, true)
            .map(WriteOutcome::Written)
            .map_err(unwritable)
    }
}

impl WriteTarget {
    /// Protects a copy of this client's project that lies open; others' files stay as they are.
    fn protect_copy(&self, path: &Path, key: &ProjectKey) -> io::Result<()> {
        let mut begins = Vec::new();
        File::open(path)?.take(AGE_BEGINS).read_to_end(&mut begins)?;
        if is_protected(&begins) {
            return Ok(());
        }
        let bytes = std::fs::read(path)?;
        if !is_project(&bytes) {
            return Ok(());
        }
        // What can't be read is more likely this client's than another's.
        let is_theirs = crate::project::read(&bytes, &ArchiveLimits::default()).map_or(true, |copy| {
            let mut photos = copy.photos.iter();
            copy.photos.is_empty()
                || photos.any(|shot| self.originals.iter().any(|original| original.hash == shot.hash))
        });
        if !is_theirs {
            return Ok(());
        }
        let closed = key.protected(&bytes).map_err(io::Error::other)?;
        atomically(path, |writer| writer.write_all(&closed))
    }
}

/// Protects the copies that were kept beside a project before it was protected: how many there were.
///
/// # Errors
/// One of them can't be read or written.
pub fn protect_copies(path: &Path, project: &Project, key: &ProjectKey) -> io::Result<usize> {
    let target = WriteTarget::new(path.to_owned(), false, &[], project);
    let (stem, _) = split(path);
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let mut count = 0;
    for entry in std::fs::read_dir(folder)?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let rest = name.strip_prefix(&stem).unwrap_or_default();
        if COPIES.iter().any(|word| rest.starts_with(word)) && entry.path().is_file() {
            target.protect_copy(&entry.path(), key)?;
            count += 1;
        }
    }
    Ok(count)
}

/// Writes a project's file, after making sure that it can be opened again; with a key it is protected, and what is kept beside
/// it too. What the window does, without the window.
///
/// # Errors
/// It can't or must not be written; what was there stays. A sentence for a person.
pub fn save_project(
    project: &Project,
    thumbnail: Option<&[u8]>,
    target: &WriteTarget,
    key: Option<&ProjectKey>,
) -> Result<WriteOutcome, String> {
    let mut bytes = Cursor::new(Vec::new());
    crate::project::write(project, thumbnail, &mut bytes).map_err(|error| error.to_string())?;
    let bytes = bytes.into_inner();
    crate::project::read(&bytes, &ArchiveLimits::default())
        .map_err(|error| words::would_not_open(&error.to_string()))?;
    let closed = key.map(|key| key.protected(&bytes)).transpose();
    let closed = closed.map_err(|error| error.to_string())?;
    let bytes = closed.unwrap_or(bytes);
    target.write_with(key, |writer| writer.write_all(&bytes))
}

/// Keeps a file under a second name: as a link where the disk can, else as a copy.
fn keep(file: &Path, name: &Path) -> io::Result<()> {
    let real = file.canonicalize()?;
    match std::fs::remove_file(name) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    std::fs::hard_link(&real, name).or_else(|_| {
        let bytes = std::fs::read(&real)?;
        atomically(name, |writer| writer.write_all(&bytes))
    })
}

/// Stem and ending of a name: `client`, `.shadowline`.
fn split(path: &Path) -> (String, String) {
    let text = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    let ending = text(path.extension());
    let ending = if ending.is_empty() {
        ending
    } else {
        format!(".{ending}")
    };
    (text(path.file_stem()), ending)
}

/// `client.former.shadowline` for `client.shadowline`.
pub(super) fn beside(path: &Path, word: &str) -> PathBuf {
    let (mut stem, ending) = split(path);
    while stem.len() + word.len() + ending.len() > LONGEST_NAME && stem.pop().is_some() {}
    path.with_file_name(format!("{stem}{word}{ending}"))
}

fn free_beside(path: &Path, word: &str) -> PathBuf {
    let folder = path.parent().unwrap_or(Path::new(""));
    let (stem, ending) = split(&beside(path, word));
    first_free(folder, &stem, &ending)
}

/// The first name that nothing has yet: `client.png`, `client-2.png`, …; `ending` with its point.
pub fn first_free(folder: &Path, stem: &str, ending: &str) -> PathBuf {
    let mut path = folder.join(format!("{stem}{ending}"));
    let mut number = 2_u32;
    // A link that leads nowhere is something, too.
    while path.symlink_metadata().is_ok() {
        path = folder.join(format!("{stem}-{number}{ending}"));
        number += 1;
    }
    path
}

/// The next free name for a path that is taken.
pub fn next_free(path: &Path) -> PathBuf {
    let (stem, ending) = split(path);
    first_free(path.parent().unwrap_or(Path::new("")), &stem, &ending)
}

/// Letters and digits of a text; runs of others become a hyphen.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    for letter in text.chars().take(LONGEST_PART) {
        match letter.is_alphanumeric() || letter == '_' {
            true => plain.push(letter),
            false if plain.is_empty() || plain.ends_with('-') => {}
            false => plain.push('-'),
        }
    }
    plain.trim_end_matches('-').to_owned()
}

/// What a project's file is called before it has a name: initials, photo, day (`2026-11-23`).
pub fn name_of(project: &Project, day: &str) -> String {
    let initials: String = project.client.chars().filter(|c| c.is_alphanumeric()).collect();
    let photo = project.photos.first().map(|shot| split(Path::new(&shot.name)).0);
    let parts = [
        plain(&initials),
        plain(&photo.unwrap_or_default()),
        day.to_owned(),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("-")
}

/// A path as it was typed: one without a folder lies in `folder`.
pub fn typed(path: &Path, folder: &Path) -> PathBuf {
    folder.join(path)
}

#[cfg(test)]
#[path = "targets_test.rs"]
mod tests;
