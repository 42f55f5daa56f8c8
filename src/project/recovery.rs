//! The recovery log: after each gesture the whole document is appended, without the photos' bytes; after a crash the last
//! record that is whole is taken up again. Bytes in, bytes out; whoever keeps the file appends and flushes.
//!
//! A header line, then records: their length and a checksum, each eight bytes, then the project's texts. The photos lie
//! beside the log, each once, found by their hash.

use super::texts::{PROJECT, Texts, invalid};
use super::{Project, ProjectError};
use sha2::Digest;
use std::sync::Arc;

/// Begins every log; the program's version follows, up to the end of the line.
const HEADER: &str = "Shadowline recovery 1, written by version ";
/// Length and checksum of a record.
const FRAME: usize = 16;
/// A record longer than this is none (assumption: a project's texts are a few hundred kB).
const MOST_BYTES: u64 = 256 << 20;

/// Writes and reads the log; it holds nothing itself.
#[derive(Clone, Copy, Debug)]
pub struct RecoveryLog;

impl RecoveryLog {
    /// What a new log begins with.
    pub fn header() -> Vec<u8> {
        format!("{HEADER}{}\n", env!("CARGO_PKG_VERSION")).into_bytes()
    }

    /// The record of a project, to be appended and flushed. The photos of [`Project::photos`] must be kept beside the log
    /// before, each under its hash.
    ///
    /// # Errors
    /// The project has no text form (never, for projects made by [`Edit`](super::Edit)s).
    pub fn record(project: &Project) -> Result<Vec<u8>, ProjectError> {
        let photo_files: Vec<String> = project.photos.iter().map(|shot| shot.name.clone()).collect();
        let text =
            toml::to_string(&Texts::of(project, &photo_files)?).map_err(|error| ProjectError::Write {
                detail: error.to_string(),
            })?;
        let mut record = (text.len() as u64).to_le_bytes().to_vec();
        record.extend(checksum(text.as_bytes()));
        record.extend(text.as_bytes());
        Ok(record)
    }

    /// The project of the last whole record, and how many whole records (steps) there are; `None` where there is no such
    /// record. A torn end is left out. `photos` gives a photo's bytes by its hash.
    ///
    /// # Errors
    /// The last whole record names a photo that isn't there any more, or was written by a newer version.
    pub fn read(
        bytes: &[u8],
        photos: impl Fn(&str) -> Option<Vec<u8>>,
    ) -> Result<Option<(Project, usize)>, ProjectError> {
        let (last, steps) = last_record(bytes);
        let Some(record) = last else {
            return Ok(None);
        };
        let wrong = |reason: String| invalid(PROJECT, reason);
        let text = std::str::from_utf8(record).map_err(|error| wrong(error.to_string()))?;
        let texts: Texts = toml::from_str(text).map_err(|error| wrong(error.to_string()))?;
        let project = texts.project(|file, hash| {
            let lost = || ProjectError::Lost {
                file: file.to_owned(),
            };
            let bytes = photos(hash).ok_or_else(lost)?;
            match super::hash_of(&bytes) == hash {
                true => Ok(Arc::from(bytes)),
                false => Err(ProjectError::Changed {
                    file: file.to_owned(),
                }),
            }
        })?;
        Ok(Some((project, steps)))
    }
}

/// The last whole record, and how many there are.
fn last_record(bytes: &[u8]) -> (Option<&[u8]>, usize) {
    let end = bytes.iter().position(|byte| *byte == b'\n');
    let (Some(end), true) = (end, bytes.starts_with(HEADER.as_bytes())) else {
        return (None, 0);
    };
    let (mut rest, mut last, mut steps) = (&bytes[end + 1..], None, 0);
    while let Some((frame, more)) = rest.split_first_chunk::<FRAME>() {
        let (length, sum) = frame.split_at(FRAME / 2);
        let length = length
            .iter()
            .rev()
            .fold(0u64, |sum, byte| sum << 8 | u64::from(*byte));
        if length > MOST_BYTES.min(more.len() as u64) {
            break;
        }
        let (record, after) = more.split_at(length as usize);
        if checksum(record) != sum {
            break;
        }
        (last, steps, rest) = (Some(record), steps + 1, after);
    }
    (last, steps)
}

/// The first eight bytes of SHA-256.
fn checksum(bytes: &[u8]) -> [u8; FRAME / 2] {
    let digest = sha2::Sha256::digest(bytes);
    std::array::from_fn(|index| digest[index])
}
