//! Work of runs that have ended without saving: found, listed, taken up again or thrown away. Nothing is thrown away unasked.

use super::clock;
use super::dialog::Dialog;
use super::jobs::News;
use super::open::Opened;
use super::prefs::Folders;
use super::private;
use super::shell::App;
use crate::project::{Recovered, RecoveryLog};
use crate::words::recovery as words;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// The log of a run, in the run's folder.
pub(super) const LOG: &str = "log";
/// Locked while the run lives.
pub(super) const LOCK: &str = "lock";
/// Lost work older than this is asked for (assumption: by then a client has been called again).
const OLD: Duration = Duration::from_secs(30 * 86_400);
/// A folder younger than this may be that of a program that is just starting.
const STARTING: Duration = Duration::from_secs(60);

/// Lost work of one run.
#[derive(Clone, Debug, PartialEq)]
pub struct Lost {
    /// Where it lies.
    pub folder: PathBuf,
    /// Day and time of the last step, with its offset from UTC: `2026-11-23 18:40 -05:00`.
    pub when: String,
    /// The client's initials, or empty.
    pub client: String,
    /// Steps that were kept; 0 where nothing can be read.
    pub steps: usize,
    /// What of it is missing, or why it can't be read.
    pub trouble: Option<String>,
    /// Older than 30 days.
    pub old: bool,
}

impl Lost {
    /// All lost work, the newest first. Runs that live are left alone; folders in which nothing was kept are removed.
    pub fn all(folders: &Folders, now: SystemTime) -> Vec<Lost> {
        let Ok(entries) = std::fs::read_dir(&folders.recovery) else {
            return Vec::new();
        };
        let mut found: Vec<(SystemTime, Lost)> = Vec::new();
        for folder in entries.flatten().map(|entry| entry.path()) {
            if !folder.is_dir() || is_of_a_living_run(&folder) {
                continue;
            }
            let _ = private::close(&folder, 0o700);
            if is_empty(&folder) {
                if age(&folder, now) > STARTING {
                    let _ = std::fs::remove_dir_all(&folder);
                }
                continue;
            }
            let time = last_change(&folder);
            found.push((time, Lost::of(folder, time, now)));
        }
        found.sort_by(|(a, one), (b, other)| b.cmp(a).then_with(|| one.folder.cmp(&other.folder)));
        found.into_iter().map(|(_, lost)| lost).collect()
    }

    /// Whether it can be taken up again.
    pub fn is_readable(&self) -> bool {
        self.steps > 0
    }

    fn of(folder: PathBuf, time: SystemTime, now: SystemTime) -> Self {
        let (client, steps, trouble) = match read(&folder) {
            Ok(found) => (
                found.project.client,
                found.steps,
                (found.lost_photos > 0).then(|| words::photos_lost(found.lost_photos)),
            ),
            Err(sentence) => (String::new(), 0, Some(words::unreadable(&sentence, &folder))),
        };
        Lost {
            folder,
            when: clock::day_and_time(time),
            client,
            steps,
            trouble,
            old: now.duration_since(time).is_ok_and(|age| age > OLD),
        }
    }
}

fn is_of_a_living_run(folder: &Path) -> bool {
    // Without a lock nobody can be writing there.
    File::open(folder.join(LOCK)).is_ok_and(|lock| lock.try_lock().is_err())
}

/// Whether nothing was ever kept there: no photo, no log or one without a record.
fn is_empty(folder: &Path) -> bool {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return false;
    };
    let others = entries.filter(|entry| {
        let name = entry.as_ref().map(std::fs::DirEntry::file_name);
        !name.is_ok_and(|name| name == LOG || name == LOCK)
    });
    let log = match std::fs::read(folder.join(LOG)) {
        Ok(bytes) => RecoveryLog::read(&bytes, |_| None) == Ok(None),
        Err(error) => error.kind() == std::io::ErrorKind::NotFound,
    };
    log && others.count() == 0
}

fn last_change(folder: &Path) -> SystemTime {
    let changed = |path: &Path| std::fs::metadata(path).and_then(|facts| facts.modified());
    changed(&folder.join(LOG))
        .or_else(|_| changed(folder))
        .unwrap_or(SystemTime::UNIX_EPOCH)
}

fn age(folder: &Path, now: SystemTime) -> Duration {
    now.duration_since(last_change(folder)).unwrap_or_default()
}

/// What can be read of a run's folder.
///
/// # Errors
/// Nothing; the sentence says why.
pub(super) fn read(folder: &Path) -> Result<Recovered, String> {
    let bytes = match std::fs::read(folder.join(LOG)) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(error.to_string()),
    };
    RecoveryLog::read(&bytes, |hash| std::fs::read(folder.join(hash)).ok())
        .map_err(|error| error.to_string())?
        .ok_or_else(|| words::ONLY_PHOTOS.to_owned())
}

impl App {
    /// Keeps the present state against a crash.
    pub(super) fn record(&mut self) {
        if let (Some(recovery), Some(project)) = (&self.recovery, self.state.project()) {
            recovery.record(Arc::clone(project));
        }
    }

    /// Nothing would be lost any more.
    pub(super) fn forget_recovery(&mut self) {
        if let Some(recovery) = &self.recovery {
            recovery.forget();
        }
    }

    /// Takes lost work up again; its folder goes once this run has kept it.
    pub(super) fn recover(&mut self, folder: &Path) {
        match read(folder) {
            Ok(found) => {
                let opened = Opened::Project(Box::new(found.project), None);
                self.hear_job(News::Opened(Box::new(opened)));
                if found.lost_photos > 0 {
                    self.state.warn(words::photos_lost(found.lost_photos));
                }
                self.record();
                if let Some(recovery) = &self.recovery {
                    recovery.remove_then(folder);
                }
                self.state.lost.retain(|lost| lost.folder != folder);
            }
            Err(sentence) => {
                self.state.dialog = Some(Dialog::Message {
                    title: words::CANT_RECOVER.to_owned(),
                    text: words::unreadable(&sentence, folder),
                });
            }
        }
    }

    /// Throws lost work away.
    pub(super) fn discard_lost(&mut self, folders: &[PathBuf]) {
        for folder in folders {
            // Only what was listed: never a folder of anything else.
            let listed = self.state.lost.iter().any(|lost| lost.folder == *folder);
            let gone = listed && !is_of_a_living_run(folder) && std::fs::remove_dir_all(folder).is_ok();
            if gone || !folder.exists() {
                self.state.lost.retain(|lost| lost.folder != *folder);
            } else {
                self.state.warn(words::not_thrown_away(folder));
            }
        }
        if self.state.lost.is_empty() {
            self.state.dialog = self
                .state
                .dialog
                .take()
                .filter(|dialog| *dialog != Dialog::Recovery);
        }
    }
}
