//! `shadowline batch`: many photos with many designs, each picture by a process of its own, so that a photo that can't be drawn
//! stops no other; what is done is written into a summary, and isn't done again.

mod jobs;
mod summary;

use self::jobs::{BatchFile, BatchJob};
use self::summary::{JobOutcome, JobStatus, SummaryLog};
use super::CliError;
use super::args::TalkOptions;
use super::consult_args::BatchArgs;
use super::files;
use super::inputs::say;
use super::progress_bar;
use crate::project::shortened;
use std::path::Path;
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

/// Letters of what a failed picture said that the summary keeps (assumption: its sentence).
const MOST_SAID: usize = 600;

/// One part of several that share the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct BatchShard {
    /// Which part, from 1.
    pub number: usize,
    /// Of how many.
    pub of: usize,
}

impl BatchShard {
    /// Reads `2/8`.
    pub fn parse(text: &str) -> Result<Self, String> {
        let parts = text.split_once('/');
        let parts = parts.and_then(|(number, of)| Some((number.parse().ok()?, of.parse().ok()?)));
        match parts {
            Some((number, of)) if (1..=of).contains(&number) => Ok(BatchShard { number, of }),
            _ => Err("write the part and how many there are, from 1: 2/8".to_owned()),
        }
    }

    /// Whether a job by its place in the list, from 0, belongs to this part.
    fn has(self, place: usize) -> bool {
        place % self.of == self.number - 1
    }
}

pub(super) fn run(args: &BatchArgs, talk: &TalkOptions) -> Result<(), CliError> {
    let text = files::read_text(&args.jobs_file)?;
    let home = args.jobs_file.parent().unwrap_or(Path::new(""));
    let batch = BatchFile::of(&text, home, args.output.as_deref()).map_err(CliError::Usage)?;
    let all = batch.jobs().map_err(CliError::Usage)?;
    let shard = args.shard.unwrap_or(BatchShard { number: 1, of: 1 });
    let own: Vec<&BatchJob> = all
        .iter()
        .enumerate()
        .filter(|(place, _)| shard.has(*place))
        .map(|(_, job)| job)
        .collect();
    files::check_folder(&batch.output)?;
    std::fs::create_dir_all(&batch.output).map_err(CliError::io(&batch.output))?;
    let log = SummaryLog::open(&batch.output, shard)?;
    let done = log.done(args.again)?;
    let counts = work_off(&own, &done, &log, args, talk)?;
    let [drawn, kept, failed] = counts;
    say(
        talk,
        &format!(
            "{drawn} drawn, {kept} done before, {failed} failed; summary: {}",
            log.path.display()
        ),
    );
    match failed {
        0 => Ok(()),
        _ => Err(CliError::BatchFailed {
            failed,
            of: own.len(),
            summary: log.path.clone(),
        }),
    }
}

/// Draws what isn't done yet, several at a time: how many were drawn, done before, failed.
fn work_off(
    jobs: &[&BatchJob],
    done: &summary::DoneJobs,
    log: &SummaryLog,
    args: &BatchArgs,
    talk: &TalkOptions,
) -> Result<[usize; 3], CliError> {
    let program = std::env::current_exe().map_err(CliError::io("the program itself"))?;
    let bar = progress_bar::bar(jobs.len() as u64, "drawing", talk);
    let next = AtomicUsize::new(0);
    let counts = Mutex::new([0usize; 3]);
    let broken: Mutex<Option<CliError>> = Mutex::new(None);
    let stopped = || lock(&broken).is_some();
    let worker = || {
        while let Some(job) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
            if stopped() {
                return;
            }
            let outcome = match job.key() {
                Ok(key) if done.has(job, &key) => None,
                Ok(key) => Some(draw(&program, job, key)),
                Err(said) => Some(JobOutcome::failed(job, said)),
            };
            let place = match &outcome {
                Some(outcome) if outcome.status == JobStatus::Failed => 2,
                Some(_) => 0,
                None => 1,
            };
            lock(&counts)[place] += 1;
            if let Some(outcome) = outcome {
                if outcome.status == JobStatus::Failed {
                    say(talk, &format!("{}: {}", outcome.job, outcome.said));
                }
                if let Err(error) = log.add(&outcome) {
                    *lock(&broken) = Some(error);
                }
            }
            bar.inc(1);
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..args.jobs.min(jobs.len().max(1)) {
            scope.spawn(worker);
        }
    });
    bar.finish_and_clear();
    match lock(&broken).take() {
        Some(error) => Err(error),
        None => Ok(*lock(&counts)),
    }
}

/// What is locked is whole after each of its uses, so a panic elsewhere doesn't spoil it.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// One picture, by a process of its own.
fn draw(program: &Path, job: &BatchJob, key: String) -> JobOutcome {
    let begun = Instant::now();
    let ended = Command::new(program)
        .args(job.arguments())
        .stdin(std::process::Stdio::null())
        .output();
    let seconds = begun.elapsed().as_secs_f64();
    let (status, said) = match ended {
        Err(error) => (
            JobStatus::Failed,
            format!("the program could not be started: {error}"),
        ),
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stderr);
            let said = said.trim().trim_start_matches("shadowline: ").to_owned();
            match output.status.success() {
                true => (JobStatus::Done, said),
                false if said.is_empty() => (JobStatus::Failed, format!("ended with {}", output.status)),
                false => (JobStatus::Failed, said),
            }
        }
    };
    JobOutcome {
        status,
        seconds: (100.0 * seconds).round() / 100.0,
        key,
        said: shortened(&said, MOST_SAID),
        ..JobOutcome::of(job)
    }
}
