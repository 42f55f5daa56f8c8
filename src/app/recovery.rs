//! Recovery: after each gesture the document is appended to a log and flushed, on a thread of its own; after a crash the
//! next start offers what was lost.

use super::jobs::News;
use super::open::Opened;
use super::prefs::Folders;
use super::shell::App;
use crate::project::{Project, RecoveryLog};
use crate::words::app as words;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};

/// The log of one run of the program: a folder of its own, locked while the program lives.
const LOG: &str = "log";
const LOCK: &str = "lock";
/// A log longer than this is begun anew with the next gesture, bytes (assumption: some hundreds of gestures).
const LONG: u64 = 32 << 20;

enum Order {
    Record(Arc<Project>),
    Forget,
}

/// The writer of this run's log.
pub(super) struct Recovery {
    orders: Sender<Order>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Recovery {
    /// Begins a log in a new folder.
    ///
    /// # Errors
    /// The folder can't be made.
    pub fn start(folders: &Folders) -> std::io::Result<Self> {
        let folder = (0..)
            .map(|number| folders.recovery.join(format!("{}-{number}", std::process::id())))
            .find(|folder| !folder.exists())
            .ok_or_else(|| std::io::Error::other("no name is free"))?;
        std::fs::create_dir_all(&folder)?;
        let lock = File::create(folder.join(LOCK))?;
        lock.lock()?;
        let (orders, inbox) = channel();
        let thread = std::thread::spawn(move || {
            let mut writer = Writer { folder, log: None };
            for order in inbox {
                let done = match order {
                    Order::Record(project) => writer.record(&project),
                    Order::Forget => writer.forget(),
                };
                if let Err(error) = done {
                    eprintln!("{}", words::recovery_not_written(&error));
                }
            }
            // Reached when the window has gone in good order: nothing is lost then.
            drop(lock);
            let _ = std::fs::remove_dir_all(&writer.folder);
        });
        Ok(Recovery {
            orders,
            thread: Some(thread),
        })
    }

    /// Appends the present state.
    fn record(&self, project: Arc<Project>) {
        let _ = self.orders.send(Order::Record(project));
    }

    /// Nothing would be lost any more.
    fn forget(&self) {
        let _ = self.orders.send(Order::Forget);
    }

    /// What an earlier run has lost, in a sentence; logs of programs that still run are left alone.
    pub fn lost(folders: &Folders) -> Option<String> {
        let (folder, steps) = lost_folder(folders)?;
        let day = std::fs::metadata(folder.join(LOG))
            .and_then(|facts| facts.modified())
            .ok()
            .map(super::prefs::day_and_time);
        Some(words::lost_work(day.as_deref(), steps))
    }
}

impl Drop for Recovery {
    fn drop(&mut self) {
        let (closed, _) = channel();
        self.orders = closed;
        if let Some(thread) = self.thread.take() {
            // The thread has said on stderr what went wrong.
            let _ = thread.join();
        }
    }
}

struct Writer {
    folder: PathBuf,
    log: Option<File>,
}

impl Writer {
    fn record(&mut self, project: &Project) -> std::io::Result<()> {
        for shot in &project.photos {
            let path = self.folder.join(&shot.hash);
            if !path.exists() {
                crate::output::save::atomically(&path, |writer| writer.write_all(&shot.bytes))?;
            }
        }
        let record = RecoveryLog::record(project).map_err(std::io::Error::other)?;
        let path = self.folder.join(LOG);
        if std::fs::metadata(&path).is_ok_and(|facts| facts.len() > LONG) {
            self.log = None;
            return crate::output::save::atomically(&path, |writer| {
                writer.write_all(&RecoveryLog::header())?;
                writer.write_all(&record)
            });
        }
        if self.log.is_none() {
            let fresh = !path.exists();
            let mut log = OpenOptions::new().create(true).append(true).open(&path)?;
            if fresh {
                log.write_all(&RecoveryLog::header())?;
            }
            self.log = Some(log);
        }
        if let Some(log) = &mut self.log {
            log.write_all(&record)?;
            log.sync_data()?;
        }
        Ok(())
    }

    fn forget(&mut self) -> std::io::Result<()> {
        self.log = None;
        for entry in std::fs::read_dir(&self.folder)?.flatten() {
            if entry.file_name() != LOCK {
                std::fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }
}

/// The newest folder of a run that has ended without forgetting its log, and its number of steps. Empty ones are removed.
fn lost_folder(folders: &Folders) -> Option<(PathBuf, usize)> {
    let mut found: Vec<(std::time::SystemTime, PathBuf, usize)> = Vec::new();
    for entry in std::fs::read_dir(&folders.recovery).ok()?.flatten() {
        let folder = entry.path();
        let Ok(lock) = File::open(folder.join(LOCK)) else {
            continue;
        };
        if lock.try_lock().is_err() {
            continue;
        }
        match read(&folder) {
            Ok(Some((_, steps))) => {
                let time = std::fs::metadata(folder.join(LOG)).and_then(|facts| facts.modified());
                found.push((time.unwrap_or(std::time::SystemTime::UNIX_EPOCH), folder, steps));
            }
            _ => {
                let _ = std::fs::remove_dir_all(&folder);
            }
        }
    }
    found.sort();
    found.pop().map(|(_, folder, steps)| (folder, steps))
}

fn read(folder: &Path) -> Result<Option<(Project, usize)>, String> {
    let Ok(bytes) = std::fs::read(folder.join(LOG)) else {
        return Ok(None);
    };
    RecoveryLog::read(&bytes, |hash| std::fs::read(folder.join(hash)).ok()).map_err(|error| error.to_string())
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

    /// Takes lost work up again.
    pub(super) fn recover(&mut self) {
        self.state.dialog = None;
        let Some((folder, _)) = self.folders.as_ref().and_then(lost_folder) else {
            return;
        };
        match read(&folder) {
            Ok(Some((project, _))) => {
                self.hear_job(News::Opened(Box::new(Opened::Project(Box::new(project), None))));
                self.record();
                let _ = std::fs::remove_dir_all(&folder);
            }
            Ok(None) => {}
            Err(sentence) => self.state.warn(sentence),
        }
    }

    /// Throws lost work away.
    pub(super) fn discard_recovery(&mut self) {
        self.state.dialog = None;
        if let Some((folder, _)) = self.folders.as_ref().and_then(lost_folder) {
            let _ = std::fs::remove_dir_all(folder);
        }
    }
}
