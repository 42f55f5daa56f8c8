//! Work of runs that have ended without saving: found, listed, taken up again or thrown away. Nothing is thrown away unasked.

use super::clock;
use super::folders::ProgramFolders;
use super::private;
use crate::editor::LostWork;
use crate::project::{Passphrase, ProjectError, ProjectHistory, ProjectKey, RecoveredWork, RecoveryLog};
use crate::words::recovery as words;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// The log of a run, in the run's folder.
pub(super) const LOG: &str = "log";
/// The key of a protected project's log and photos, under its passphrase.
pub(super) const KEY: &str = "key";
/// Locked while the run lives.
pub(super) const LOCK: &str = "lock";
/// Lost work older than this is asked for (assumption: by then a client has been called again).
const OLD: Duration = Duration::from_secs(30 * 86_400);
/// A window that looks for lost work holds a lock for a moment: so often and so long is waited for it.
const TRIES: u32 = 5;
/// See [`TRIES`].
const TRY_AGAIN: Duration = Duration::from_millis(20);
/// A folder younger than this may be that of a program that is just starting.
const STARTING: Duration = Duration::from_secs(60);

/// All lost work, the newest first. Runs that live are left alone; folders in which nothing was kept are removed.
pub fn lost_work(folders: &ProgramFolders, now: SystemTime) -> Vec<LostWork> {
    let Ok(entries) = std::fs::read_dir(&folders.recovery) else {
        return Vec::new();
    };
    let mut found: Vec<(SystemTime, LostWork)> = Vec::new();
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
        found.push((time, listed(folder, time, now)));
    }
    found.sort_by(|(a, one), (b, other)| b.cmp(a).then_with(|| one.folder.cmp(&other.folder)));
    found.into_iter().map(|(_, lost)| lost).collect()
}

fn listed(folder: PathBuf, time: SystemTime, now: SystemTime) -> LostWork {
    if let Some(steps) = protected_steps(&folder) {
        return LostWork {
            trouble: (steps == 0).then(|| words::unreadable(words::only_photos(), &folder)),
            protected: true,
            ..listed_as(folder, String::new(), steps, time, now)
        };
    }
    let (client, steps, trouble) = match read_lost(&folder, None) {
        Ok(found) => (
            found.project.client,
            found.steps,
            (found.lost_photos > 0).then(|| words::photos_lost(found.lost_photos)),
        ),
        Err(sentence) => (String::new(), 0, Some(words::unreadable(&sentence, &folder))),
    };
    LostWork {
        trouble,
        ..listed_as(folder, client, steps, time, now)
    }
}

fn listed_as(folder: PathBuf, client: String, steps: usize, time: SystemTime, now: SystemTime) -> LostWork {
    LostWork {
        folder,
        when: clock::day_and_time(time),
        client,
        steps,
        trouble: None,
        old: now.duration_since(time).is_ok_and(|age| age > OLD),
        protected: false,
    }
}

/// Steps of a protected project's log; none where there is no key.
fn protected_steps(folder: &Path) -> Option<usize> {
    let is_protected = folder.join(KEY).exists();
    is_protected.then(|| std::fs::read(folder.join(LOG)).map_or(0, |bytes| RecoveryLog::count(&bytes)))
}

/// The key of a protected project's lost work.
///
/// # Errors
/// Another passphrase, or no key can be read.
pub fn lost_key(folder: &Path, passphrase: Passphrase) -> Result<ProjectKey, ProjectError> {
    let sealed = std::fs::read(folder.join(KEY)).map_err(|error| ProjectError::Damaged {
        reason: error.to_string(),
    })?;
    ProjectKey::of_lost_work(&sealed, passphrase)
}

/// Lost work that this window alone may take up or throw away, for as long as this value lives.
pub struct WorkClaim {
    folder: PathBuf,
    /// None where the folder can't be written: then nobody can take its work away.
    _lock: Option<File>,
}

impl WorkClaim {
    /// None where another window has it, or has had it.
    pub fn on(folder: &Path) -> Option<Self> {
        let path = folder.join(LOCK);
        let lock = match private::appended(&path) {
            Ok(lock) => lock,
            Err(_) => {
                return folder.exists().then(|| WorkClaim {
                    folder: folder.to_owned(),
                    _lock: None,
                });
            }
        };
        let locked = (0..TRIES).any(|number| {
            if number > 0 {
                std::thread::sleep(TRY_AGAIN);
            }
            lock.try_lock().is_ok()
        });
        // Whoever was quicker may have removed the folder before the lock was free.
        (locked && path.exists()).then(|| WorkClaim {
            folder: folder.to_owned(),
            _lock: Some(lock),
        })
    }

    /// Throws the work away.
    ///
    /// # Errors
    /// Something of it can't be removed.
    pub fn remove(self) -> std::io::Result<()> {
        std::fs::remove_dir_all(&self.folder)
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
        !name.is_ok_and(|name| name == LOG || name == LOCK || name == KEY)
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

/// The steps of a run's folder, where something of it can be read; a protected project's by its key.
pub fn lost_history(folder: &Path, key: Option<&ProjectKey>) -> Option<ProjectHistory> {
    let bytes = opened_log(std::fs::read(folder.join(LOG)).ok()?, key);
    RecoveryLog::history(&bytes, |hash| kept_photo(folder, hash, key))
}

/// What can be read of a run's folder; a protected project's by its key.
///
/// # Errors
/// Nothing; the sentence says why.
pub fn read_lost(folder: &Path, key: Option<&ProjectKey>) -> Result<RecoveredWork, String> {
    let bytes = match std::fs::read(folder.join(LOG)) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(error.to_string()),
    };
    RecoveryLog::read(&opened_log(bytes, key), |hash| kept_photo(folder, hash, key))
        .map_err(|error| error.to_string())?
        .ok_or_else(|| words::only_photos().to_owned())
}

fn opened_log(bytes: Vec<u8>, key: Option<&ProjectKey>) -> Vec<u8> {
    match key {
        Some(key) => RecoveryLog::opened(&bytes, key),
        None => bytes,
    }
}

/// A photo beside the log, by its hash.
fn kept_photo(folder: &Path, hash: &str, key: Option<&ProjectKey>) -> Option<Vec<u8>> {
    let closed = |key: &ProjectKey| {
        let bytes = std::fs::read(folder.join(key.name_of(hash))).ok()?;
        key.opened(&bytes).ok()
    };
    // A photo may still lie open where the program fell while the project was being protected.
    key.and_then(closed)
        .or_else(|| std::fs::read(folder.join(hash)).ok())
}
