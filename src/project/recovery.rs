//! The recovery log: after each gesture the whole document is appended, without the photos' bytes; after a crash the last
//! record that is whole is taken up again. Bytes in, bytes out; whoever keeps the file appends and flushes.
//!
//! A header line, then records: their length and a checksum, each eight bytes, then the project's texts. The photos lie
//! beside the log, each once, found by their hash. A record stands alone: neither a missing header nor a torn record (a full
//! disk leaves both) hides the whole ones behind it.

use super::protect::{ProjectKey, is_protected};
use super::texts::{PROJECT, ProjectTexts, invalid};
use super::{Project, ProjectError, ProjectHistory};
use sha2::Digest;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Begins every log, of whatever version; the number of its form follows.
const NAME: &[u8] = b"Shadowline recovery ";
/// Begins the logs of this form; the program's version follows, up to the end of the line.
const HEADER: &str = "Shadowline recovery 1, written by version ";
/// The form that this program writes and reads.
const FORM: u32 = 1;
/// Length and checksum of a record.
const FRAME: usize = 16;
/// A record longer than this is none (assumption: a project's texts are a few hundred kB).
const MOST_BYTES: u64 = 256 << 20;
/// What the text of every open record begins with; behind a torn record the next one is found by it, or by what closed ones
/// begin with.
const TEXT_BEGINS: &[u8] = b"project = ";
/// Places behind a torn record that are tried at most (assumption: far more than a log has records).
const MOST_TRIED: usize = 4096;
/// Whole records that are tried, from the last one back, where their texts can't be understood (assumption).
const MOST_BACK: usize = 20;

/// Steps of a log that are taken up again (assumption: more than anybody undoes).
const MOST_STEPS: usize = 60;

/// Writes and reads the log; it holds nothing itself.
#[derive(Clone, Copy, Debug)]
pub struct RecoveryLog;

/// What could be read of a log.
#[derive(Clone, Debug, PartialEq)]
pub struct RecoveredWork {
    /// The project of the last record that can be used.
    pub project: Project,
    /// Whole records (steps) up to that one.
    pub steps: usize,
    /// Photos of it that are missing or are not those any more; the project is without them.
    pub lost_photos: usize,
}

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
        Self::step(project, "")
    }

    /// As [`RecoveryLog::record`] with what led to this state; without a word it belongs to the step before.
    ///
    /// # Errors
    /// As [`RecoveryLog::record`].
    pub fn step(project: &Project, step: &str) -> Result<Vec<u8>, ProjectError> {
        let photo_files: Vec<String> = project.photos.iter().map(|shot| shot.name.clone()).collect();
        let mut texts = ProjectTexts::of(project, &photo_files)?;
        step.clone_into(&mut texts.step);
        let text = toml::to_string(&texts).map_err(|error| ProjectError::Write {
            detail: error.to_string(),
        })?;
        Ok(framed(text.as_bytes()))
    }

    /// As [`RecoveryLog::step`] for a protected project: nobody reads the record without its key.
    ///
    /// # Errors
    /// As [`RecoveryLog::record`], or the record can't be closed.
    pub fn closed_step(project: &Project, step: &str, key: &ProjectKey) -> Result<Vec<u8>, ProjectError> {
        let record = Self::step(project, step)?;
        Ok(framed(&key.closed(&record[FRAME..])?))
    }

    /// A log whose records are closed as one whose records are open; what the key doesn't open is left out.
    pub fn opened(bytes: &[u8], key: &ProjectKey) -> Vec<u8> {
        let mut plain = Self::header();
        for record in whole_records(bytes) {
            match is_protected(record) {
                true => plain.extend(key.opened(record).map(|text| framed(&text)).unwrap_or_default()),
                // From before the project was protected.
                false => plain.extend(framed(record)),
            }
        }
        plain
    }

    /// Whole records (steps) of a log, open or closed.
    pub fn count(bytes: &[u8]) -> usize {
        whole_records(bytes).len()
    }

    /// The project of the last record that is whole and can be understood, without the photos that are missing; `None` for
    /// a log in which nothing was kept yet. `photos` gives a photo's bytes by its hash.
    ///
    /// # Errors
    /// There are bytes, and nothing of them can be used: torn, or of a newer version.
    pub fn read(
        bytes: &[u8],
        photos: impl Fn(&str) -> Option<Vec<u8>>,
    ) -> Result<Option<RecoveredWork>, ProjectError> {
        let records = whole_records(bytes);
        let mut trouble = None;
        for (index, record) in records.iter().enumerate().rev().take(MOST_BACK) {
            match project_of(record, &photos) {
                Ok((project, _, lost_photos)) => {
                    return Ok(Some(RecoveredWork {
                        project,
                        steps: index + 1,
                        lost_photos,
                    }));
                }
                Err(error) => trouble = trouble.or(Some(error)),
            }
        }
        match trouble {
            Some(error) => Err(error),
            None if bytes.is_empty() || header_end(bytes) == Some(bytes.len()) => Ok(None),
            None => Err(newer(bytes).unwrap_or(ProjectError::TornLog)),
        }
    }
}

impl RecoveryLog {
    /// The last steps of a log as a history, up to the state that [`RecoveryLog::read`] gives; `None` where that gives none.
    pub fn history(bytes: &[u8], photos: impl Fn(&str) -> Option<Vec<u8>>) -> Option<ProjectHistory> {
        let records = whole_records(bytes);
        let first = records.len().saturating_sub(MOST_STEPS);
        let states = records[first..].iter().filter_map(|record| {
            let (project, step, _) = project_of(record, &photos).ok()?;
            Some((step, project))
        });
        ProjectHistory::of_states(states)
    }
}

/// Where the records begin, if there is a header of this form.
fn header_end(bytes: &[u8]) -> Option<usize> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    bytes.starts_with(HEADER.as_bytes()).then_some(end + 1)
}

/// What a log of a later form says.
fn newer(bytes: &[u8]) -> Option<ProjectError> {
    let rest = bytes.strip_prefix(NAME)?;
    let digits: String = rest
        .iter()
        .map_while(|byte| byte.is_ascii_digit().then_some(char::from(*byte)))
        .collect();
    let found = digits.parse().ok().filter(|found| *found > FORM)?;
    Some(ProjectError::Newer { found, known: FORM })
}

/// The project of a record, what led to it, and how many of its photos are lost.
fn project_of(
    record: &[u8],
    photos: &impl Fn(&str) -> Option<Vec<u8>>,
) -> Result<(Project, String, usize), ProjectError> {
    let wrong = |reason: String| invalid(PROJECT, reason);
    let text = std::str::from_utf8(record).map_err(|error| wrong(error.to_string()))?;
    let mut texts: ProjectTexts = toml::from_str(text).map_err(|error| wrong(error.to_string()))?;
    let mut file: toml::Table = toml::from_str(&texts.project).map_err(|error| wrong(error.to_string()))?;
    let mut found: BTreeMap<String, Arc<[u8]>> = BTreeMap::new();
    let lost = leave_out_lost(&mut file, |hash| {
        if found.contains_key(hash) {
            return true;
        }
        let bytes = photos(hash).filter(|bytes| super::hash_of(bytes) == hash);
        bytes.is_some_and(|bytes| found.insert(hash.to_owned(), bytes.into()).is_none())
    });
    if lost > 0 {
        texts.project = toml::to_string(&file).map_err(|error| wrong(error.to_string()))?;
    }
    let step = std::mem::take(&mut texts.step);
    let project = texts.project(|file, hash| {
        found.get(hash).cloned().ok_or_else(|| ProjectError::Lost {
            file: file.to_owned(),
        })
    })?;
    Ok((project, step, lost))
}

/// Takes the photos out that `is_there` doesn't know by their hash; says how many. The photo shown stays shown if it is there.
fn leave_out_lost(file: &mut toml::Table, mut is_there: impl FnMut(&str) -> bool) -> usize {
    let Some(toml::Value::Array(rows)) = file.get_mut("photo") else {
        return 0;
    };
    let there: Vec<bool> = rows
        .iter()
        .map(|row| {
            // A row without a hash is for the reader to refuse.
            let hash = row.get("sha256").and_then(toml::Value::as_str);
            hash.is_none_or(&mut is_there)
        })
        .collect();
    let lost = there.iter().filter(|there| !**there).count();
    if lost == 0 {
        return 0;
    }
    let mut row = 0;
    rows.retain(|_| {
        row += 1;
        there[row - 1]
    });
    if let Some(toml::Value::Integer(shown)) = file.get_mut("shown-photo") {
        let before = usize::try_from(*shown).unwrap_or(0).min(there.len());
        let kept = there[..before].iter().filter(|there| **there).count();
        *shown = kept.max(1) as i64;
    }
    lost
}

/// A record: its frame and the text.
fn framed(text: &[u8]) -> Vec<u8> {
    let mut record = (text.len() as u64).to_le_bytes().to_vec();
    record.extend(checksum(text));
    record.extend(text);
    record
}

/// All whole records in their order; what is torn between them is left out.
fn whole_records(bytes: &[u8]) -> Vec<&[u8]> {
    let mut found = Vec::new();
    let mut at = header_end(bytes).unwrap_or(0);
    let mut tried = 0;
    while tried < MOST_TRIED {
        if let Some(record) = whole_at(bytes, at) {
            found.push(record);
            at += FRAME + record.len();
            continue;
        }
        tried += 1;
        // The next text, and its frame before it.
        let from = at + FRAME + 1;
        let next = bytes.get(from..).and_then(|rest| {
            (0..rest.len()).find(|start| {
                let part = &rest[*start..];
                part.starts_with(TEXT_BEGINS) || is_protected(part)
            })
        });
        match next {
            Some(ahead) => at = from + ahead - FRAME,
            None => break,
        }
    }
    found
}

/// The record whose frame begins here, if it is whole.
fn whole_at(bytes: &[u8], at: usize) -> Option<&[u8]> {
    let (frame, rest) = bytes.get(at..)?.split_first_chunk::<FRAME>()?;
    let (length, sum) = frame.split_at(FRAME / 2);
    let length = length
        .iter()
        .rev()
        .fold(0u64, |sum, byte| sum << 8 | u64::from(*byte));
    if length == 0 || length > MOST_BYTES.min(rest.len() as u64) {
        return None;
    }
    let record = &rest[..length as usize];
    (checksum(record) == sum).then_some(record)
}

/// The first eight bytes of SHA-256.
fn checksum(bytes: &[u8]) -> [u8; FRAME / 2] {
    let digest = sha2::Sha256::digest(bytes);
    std::array::from_fn(|index| digest[index])
}
