//! The `.shadowline` file: one zip archive of readable texts and the untouched photos. Bytes in, bytes out; no file system.

use super::members::{ArchiveMember, file_name, member, without_folder};
use super::texts::{MOST_QUOTED, PROJECT, ProjectFile, ProjectTexts, invalid, shortened};
use super::{Project, ProjectError, hash_of};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read, Seek, Write};
use std::sync::Arc;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// A small picture of the client, for the list of recent projects.
const THUMBNAIL: &str = "thumbnail.jpg";

/// What an archive may ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ArchiveLimits {
    /// Files in the archive.
    pub entries: usize,
    /// Bytes of everything unpacked.
    pub total_bytes: u64,
    /// Bytes of one photo.
    pub photo_bytes: u64,
    /// Bytes of one text.
    pub text_bytes: u64,
    /// Most bytes unpacked for one packed byte, in texts over 1 MiB.
    pub ratio: u64,
    /// The same in photos, which are packed already; those that this program writes are not packed again.
    pub photo_ratio: u64,
}

impl Default for ArchiveLimits {
    /// 2,000 files, 2 GiB in all, 512 MiB a photo, 16 MiB a text, 200 : 1 in texts and 20 : 1 in photos (assumptions: far over
    /// what a consultation makes).
    fn default() -> Self {
        ArchiveLimits {
            entries: 2000,
            total_bytes: 2 << 30,
            photo_bytes: 512 << 20,
            text_bytes: 16 << 20,
            ratio: 200,
            photo_ratio: 20,
        }
    }
}

/// Whether bytes look like a project (a zip archive that names `project.toml`); cheap, for choosing how to open a file.
pub fn is_project(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
        && bytes
            .windows(PROJECT.len())
            .any(|part| part == PROJECT.as_bytes())
}

/// Writes a project. Equal projects give equal bytes.
///
/// `thumbnail` is a JPEG for lists; none leaves it out.
///
/// # Errors
/// Whatever the writer reports; before anything is written, that the project could not be opened again.
pub fn write(
    project: &Project,
    thumbnail: Option<&[u8]>,
    out: impl Write + Seek,
) -> Result<(), ProjectError> {
    let mut taken = BTreeSet::new();
    let name = |shot: &super::Shot| format!("photos/{}", file_name(&shot.name, "photo", &mut taken));
    let photo_files: Vec<String> = project.photos.iter().map(name).collect();
    let texts = ProjectTexts::of(project, &photo_files)?;
    check_readable(project, &texts, &photo_files)?;
    let failed = |detail: String| ProjectError::Write { detail };
    let mut archive = ZipWriter::new(out);
    let mut put = |name: &str, bytes: &[u8], method: CompressionMethod| {
        let options = SimpleFileOptions::default()
            .compression_method(method)
            // The same bytes whenever it is saved.
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        archive
            .start_file(name, options)
            .map_err(|error| failed(error.to_string()))?;
        archive
            .write_all(bytes)
            .map_err(|error| failed(error.to_string()))
    };
    put(PROJECT, texts.project.as_bytes(), CompressionMethod::Deflated)?;
    for (name, text) in &texts.designs {
        put(name, text.as_bytes(), CompressionMethod::Deflated)?;
    }
    for (shot, name) in project.photos.iter().zip(&photo_files) {
        put(name, &shot.bytes, CompressionMethod::Stored)?;
    }
    if let Some(bytes) = thumbnail {
        put(THUMBNAIL, bytes, CompressionMethod::Stored)?;
    }
    archive.finish().map_err(|error| failed(error.to_string()))?;
    Ok(())
}

/// Reads the texts back as a project is opened, with the photos that it has.
fn check_readable(
    project: &Project,
    texts: &ProjectTexts,
    photo_files: &[String],
) -> Result<(), ProjectError> {
    let unreadable = |reason: String| ProjectError::Unreadable { reason };
    let most_bytes = ArchiveLimits::default().text_bytes;
    let lengths = texts.designs.values().chain([&texts.project]).map(String::len);
    if let Some(length) = lengths.max().filter(|length| *length as u64 > most_bytes) {
        return Err(unreadable(format!("a text of {length} bytes")));
    }
    let photo = |file: &str, _: &str| {
        let at = photo_files.iter().position(|name| name == file);
        let shot = at.and_then(|at| project.photos.get(at));
        shot.map(|shot| Arc::clone(&shot.bytes))
            .ok_or_else(|| ProjectError::Lost {
                file: file.to_owned(),
            })
    };
    match texts.project(photo) {
        Ok(_) => Ok(()),
        Err(error) => Err(unreadable(error.to_string())),
    }
}

/// Reads a project.
///
/// # Errors
/// The bytes are no project or a damaged one, of a newer version, beyond the limits, or lack what they name.
pub fn read(bytes: &[u8], limits: &ArchiveLimits) -> Result<Project, ProjectError> {
    let mut archive = Archive::open(bytes, *limits)?;
    if !archive.names.contains_key(PROJECT) {
        return Err(ProjectError::NotAProject {
            reason: format!("it holds no {PROJECT}"),
        });
    }
    let project = ProjectFile::parse(&archive.text(PROJECT)?)?;
    // What nothing names is not unpacked.
    let mut designs = BTreeMap::new();
    for name in project.design_files() {
        designs.insert(name.to_owned(), archive.text(name)?);
    }
    // A file that several photos name is unpacked once.
    let mut unpacked: BTreeMap<String, (String, Arc<[u8]>)> = BTreeMap::new();
    project.project(&designs, |file, hash| {
        if !unpacked.contains_key(file) {
            let bytes = archive.unpacked(file, limits.photo_bytes, limits.photo_ratio)?;
            unpacked.insert(file.to_owned(), (hash_of(&bytes), Arc::from(bytes)));
        }
        match unpacked.get(file) {
            Some((found, bytes)) if found == hash => Ok(Arc::clone(bytes)),
            _ => Err(ProjectError::Changed {
                file: file.to_owned(),
            }),
        }
    })
}

/// The small picture of a project file, if it has one.
pub fn thumbnail(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut archive = Archive::open(bytes, ArchiveLimits::default()).ok()?;
    // A thumbnail of 2 MiB is none.
    archive
        .unpacked(THUMBNAIL, 2 << 20, ArchiveLimits::default().photo_ratio)
        .ok()
}

/// An archive whose names have been looked at, and what may still be unpacked from it.
struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    names: BTreeMap<String, usize>,
    limits: ArchiveLimits,
    left_bytes: u64,
}

impl<'a> Archive<'a> {
    fn open(bytes: &'a [u8], limits: ArchiveLimits) -> Result<Self, ProjectError> {
        if !bytes.starts_with(b"PK") {
            let reason = if bytes.is_empty() {
                "it is empty"
            } else {
                "it is no zip archive"
            };
            return Err(ProjectError::NotAProject {
                reason: reason.to_owned(),
            });
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
        let refused = |reason: String| ProjectError::Unsafe { reason };
        if zip.len() > limits.entries {
            return Err(refused(format!(
                "it holds {} files, at most {} are opened",
                zip.len(),
                limits.entries
            )));
        }
        if zip.has_duplicate_names() {
            return Err(refused("it holds two files of one name".to_owned()));
        }
        let mut names = BTreeMap::new();
        for index in 0..zip.len() {
            let name = match zip.name_for_index(index) {
                Some(name) => name.map_err(damaged)?.into_owned(),
                None => continue,
            };
            let plain = match member(&name) {
                ArchiveMember::File(plain) => plain,
                ArchiveMember::Note => continue,
                ArchiveMember::Outside => {
                    let name = shortened(&name, MOST_QUOTED);
                    return Err(refused(format!("the file name {name:?} leads out of it")));
                }
            };
            if names.insert(plain, index).is_some() {
                return Err(refused(format!("it holds {name:?} twice")));
            }
        }
        let names = without_folder(names);
        Ok(Archive {
            zip,
            names,
            limits,
            left_bytes: limits.total_bytes,
        })
    }

    /// A file's bytes; what its header claims is not believed.
    fn unpacked(&mut self, name: &str, most_bytes: u64, ratio: u64) -> Result<Vec<u8>, ProjectError> {
        let lost = || ProjectError::Lost {
            file: name.to_owned(),
        };
        let index = *self.names.get(name).ok_or_else(lost)?;
        let entry = self.zip.by_index(index).map_err(damaged)?;
        let packed_bytes = entry.compressed_size();
        let by_ratio = packed_bytes.saturating_mul(ratio).max(1 << 20);
        let most_bytes = most_bytes.min(self.left_bytes).min(by_ratio);
        let mut bytes = Vec::new();
        entry
            .take(most_bytes + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| ProjectError::Damaged {
                reason: format!("{name}: {error}"),
            })?;
        if bytes.len() as u64 > most_bytes {
            return Err(ProjectError::Unsafe {
                reason: format!(
                    "{name} unpacks to more than {} MB",
                    most_bytes.div_ceil(1_000_000)
                ),
            });
        }
        self.left_bytes -= bytes.len() as u64;
        Ok(bytes)
    }

    fn text(&mut self, name: &str) -> Result<String, ProjectError> {
        let bytes = self.unpacked(name, self.limits.text_bytes, self.limits.ratio)?;
        let text = String::from_utf8(bytes).map_err(|_| invalid(name, "it is no UTF-8 text".to_owned()))?;
        // A byte order mark is an editor's, not the text's.
        Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
    }
}

fn damaged(error: ZipError) -> ProjectError {
    ProjectError::Damaged {
        reason: error.to_string(),
    }
}
