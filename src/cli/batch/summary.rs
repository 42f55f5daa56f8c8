//! The summary of a batch: one line of JSON a picture, appended as soon as it is there.

use super::BatchShard;
use super::jobs::BatchJob;
use crate::cli::CliError;
use crate::intake::JSON_FORMAT;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// How a picture ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum JobStatus {
    /// Saved.
    Done,
    /// Not saved; why is said.
    Failed,
}

/// One line.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct JobOutcome {
    pub format: u32,
    /// Name of the picture.
    pub job: String,
    /// The photo or project.
    pub photo: PathBuf,
    /// The picture.
    pub output: PathBuf,
    /// How it ended.
    pub status: JobStatus,
    /// How long it took.
    pub seconds: f64,
    /// What it depends on, as one word.
    pub key: String,
    /// What the program said: notes, or why it failed.
    pub said: String,
}

impl JobOutcome {
    /// A picture that is done.
    pub fn of(job: &BatchJob) -> Self {
        JobOutcome {
            format: JSON_FORMAT,
            job: job.name.clone(),
            photo: job.photo.clone(),
            output: job.output.clone(),
            status: JobStatus::Done,
            seconds: 0.0,
            key: String::new(),
            said: String::new(),
        }
    }

    /// A picture that could not be begun.
    pub fn failed(job: &BatchJob, said: String) -> Self {
        JobOutcome {
            status: JobStatus::Failed,
            said,
            ..JobOutcome::of(job)
        }
    }
}

/// Pictures that are done, by name, with what they depend on.
pub(super) struct DoneJobs(BTreeMap<String, String>);

impl DoneJobs {
    /// Whether a picture is there as it would be drawn now.
    pub fn has(&self, job: &BatchJob, key: &str) -> bool {
        self.0.get(&job.name).is_some_and(|done| done == key) && job.output.exists()
    }
}

/// The file that outcomes are appended to.
pub(super) struct SummaryLog {
    /// Where it lies.
    pub path: PathBuf,
    folder: PathBuf,
    file: Mutex<File>,
}

impl SummaryLog {
    /// Opens the summary of one part, in the folder of the pictures.
    pub fn open(folder: &Path, shard: BatchShard) -> Result<Self, CliError> {
        let name = match shard.of {
            1 => "summary.jsonl".to_owned(),
            of => format!("summary-{}-of-{of}.jsonl", shard.number),
        };
        let path = folder.join(name);
        let file = OpenOptions::new().create(true).append(true).open(&path);
        Ok(SummaryLog {
            file: Mutex::new(file.map_err(CliError::io(&path))?),
            folder: folder.to_owned(),
            path,
        })
    }

    /// What all summaries in the folder call done; nothing where all is to be drawn `again`. A line that was cut off counts for
    /// nothing.
    pub fn done(&self, again: bool) -> Result<DoneJobs, CliError> {
        let mut done = BTreeMap::new();
        if again {
            return Ok(DoneJobs(done));
        }
        let entries = std::fs::read_dir(&self.folder).map_err(CliError::io(&self.folder))?;
        let paths = entries.flatten().map(|entry| entry.path());
        let is_summary = |path: &PathBuf| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with("summary") && name.ends_with(".jsonl")
        };
        for path in paths.filter(is_summary) {
            let text = std::fs::read_to_string(&path).map_err(CliError::io(&path))?;
            for outcome in text
                .lines()
                .filter_map(|line| serde_json::from_str::<JobOutcome>(line).ok())
            {
                match outcome.status {
                    JobStatus::Done => done.insert(outcome.job, outcome.key),
                    JobStatus::Failed => done.remove(&outcome.job),
                };
            }
        }
        Ok(DoneJobs(done))
    }

    /// Appends an outcome as one line, at once.
    pub fn add(&self, outcome: &JobOutcome) -> Result<(), CliError> {
        let mut line = serde_json::to_string(outcome).map_err(std::io::Error::other)?;
        line.push('\n');
        let mut file = super::lock(&self.file);
        let written = file.write_all(line.as_bytes()).and_then(|()| file.flush());
        written.map_err(CliError::io(&self.path))
    }
}
