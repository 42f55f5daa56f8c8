//! Recovery: after each gesture the document is appended to a log and flushed, on a thread of its own; after a crash the
//! next start offers what was lost.

use super::folders::ProgramFolders;
use super::lost_work::{KEY, LOCK, LOG, WorkClaim, lost_work};
use super::private;
use crate::editor::LostWork;
use crate::project::{Project, ProjectKey, RecoveryLog};
use crate::words::recovery as words;
use std::collections::{BTreeSet, VecDeque};
use std::fs::File;
use std::io::Write;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// A log longer than this is begun anew with the next gesture, bytes (assumption: some hundreds of gestures).
const LONG: u64 = 32 << 20;
/// Longest wait for the last record while the program falls (assumption: a slow disk's flush).
const LAST_WAIT: Duration = Duration::from_secs(2);

enum RecoveryOrder {
    /// Keep this state, with what led to it; without a word it belongs to the step before. A protected project has its key.
    Record(Arc<Project>, String, Option<Arc<ProjectKey>>),
    /// Nothing would be lost any more.
    Forget,
    /// Throw an earlier run's folder away, once what came before is kept.
    Remove(WorkClaim),
    /// Say when everything before is done.
    Done(Sender<()>),
}

/// The writer of this run's log: a folder of its own, locked while the program lives.
pub struct RecoveryWriter {
    orders: Sender<RecoveryOrder>,
    thread: Option<std::thread::JoinHandle<()>>,
}

/// The log of this run, for the moment in which the program falls: who writes it, and where.
static OF_THIS_RUN: Mutex<(Option<Sender<RecoveryOrder>>, Option<PathBuf>)> = Mutex::new((None, None));

impl RecoveryWriter {
    /// Begins a log in a new folder. `tell` hears, on the log's thread, why work can't be kept, and `None` once it can again.
    ///
    /// # Errors
    /// The folder can't be made.
    pub fn start(
        folders: &ProgramFolders,
        tell: impl Fn(Option<String>) + Send + 'static,
    ) -> std::io::Result<Self> {
        private::folder(&folders.recovery)?;
        let folder = (0..)
            .map(|number| folders.recovery.join(format!("{}-{number}", std::process::id())))
            .find(|folder| !folder.exists())
            .ok_or_else(|| std::io::Error::other("no name is free"))?;
        private::folder(&folder)?;
        let lock = private::appended(&folder.join(LOCK))?;
        lock.lock()?;
        let (orders, inbox) = channel();
        *OF_THIS_RUN.lock().unwrap_or_else(PoisonError::into_inner) =
            (Some(orders.clone()), Some(folder.clone()));
        let mut writer = LogWriter {
            folder,
            log: None,
            key: None,
            holds: false,
        };
        let thread = std::thread::spawn(move || {
            writer.work(&inbox, tell);
            drop(lock);
            // Only what nobody needs goes; a window that had to close leaves its log to the next start.
            if !writer.holds {
                let _ = std::fs::remove_dir_all(&writer.folder);
            }
        });
        Ok(RecoveryWriter {
            orders,
            thread: Some(thread),
        })
    }

    /// Keeps a state, after those before it, with what led to it; without a word it belongs to the step before. With a key
    /// nothing of it is kept that can be read without; where the key changes, what was kept before goes.
    pub fn record(&self, project: Arc<Project>, step: &str, key: Option<Arc<ProjectKey>>) {
        let order = RecoveryOrder::Record(project, step.to_owned(), key);
        let _ = self.orders.send(order);
    }

    /// Nothing would be lost any more.
    pub fn forget(&self) {
        let _ = self.orders.send(RecoveryOrder::Forget);
    }

    /// Waits until everything that was ordered is done.
    pub fn finish(&self) {
        let (done, answer) = channel();
        if self.orders.send(RecoveryOrder::Done(done)).is_ok() {
            // An error means that the thread has gone: then nothing is waited for.
            let _ = answer.recv();
        }
    }

    /// Throws an earlier run's folder away as soon as the states before are kept.
    pub fn remove_then(&self, claim: WorkClaim) {
        let _ = self.orders.send(RecoveryOrder::Remove(claim));
    }
}

impl Drop for RecoveryWriter {
    fn drop(&mut self) {
        // The thread ends when nobody can order anything any more.
        OF_THIS_RUN.lock().unwrap_or_else(PoisonError::into_inner).0 = None;
        let (closed, _) = channel();
        self.orders = closed;
        if let Some(thread) = self.thread.take() {
            // The thread has told what went wrong.
            let _ = thread.join();
        }
    }
}

/// Has the last states of this run written while the program falls.
pub fn save_at_the_last() {
    // Whoever falls may hold the lock: then the thread writes on by itself.
    let orders = OF_THIS_RUN.try_lock().ok().and_then(|run| run.0.clone());
    let (done, answer) = channel();
    if orders.is_some_and(|orders| orders.send(RecoveryOrder::Done(done)).is_ok()) {
        let _ = answer.recv_timeout(LAST_WAIT);
    }
}

/// Where this run has left work behind, if it has.
pub fn left_behind() -> Option<PathBuf> {
    let run = OF_THIS_RUN.lock().unwrap_or_else(PoisonError::into_inner);
    run.1.clone().filter(|folder| folder.join(LOG).exists())
}

struct LogWriter {
    folder: PathBuf,
    log: Option<File>,
    /// What closes the log, for a protected project.
    key: Option<Arc<ProjectKey>>,
    /// Whether the log holds something that was not forgotten.
    holds: bool,
}

impl LogWriter {
    fn work(&mut self, inbox: &Receiver<RecoveryOrder>, tell: impl Fn(Option<String>)) {
        let mut failing = false;
        while let Ok(first) = inbox.recv() {
            let mut orders = VecDeque::from([first]);
            orders.extend(inbox.try_iter());
            while let Some(order) = orders.pop_front() {
                let done = match order {
                    // A disk that is slower than the hand keeps the newest of the states that wait; one that waits alone is written.
                    RecoveryOrder::Record(_, step, _)
                        if orders.len() > 1 && matches!(orders.front(), Some(RecoveryOrder::Record(..))) =>
                    {
                        if let Some(RecoveryOrder::Record(_, next, _)) = orders.front_mut()
                            && next.is_empty()
                        {
                            *next = step;
                        }
                        continue;
                    }
                    RecoveryOrder::Record(project, step, key) => self.record(&project, &step, key),
                    RecoveryOrder::Forget => self.forget(),
                    RecoveryOrder::Remove(claim) if self.holds => claim.remove(),
                    RecoveryOrder::Remove(_) => Ok(()),
                    RecoveryOrder::Done(done) => {
                        let _ = done.send(());
                        continue;
                    }
                };
                match done {
                    Ok(()) if failing => tell(None),
                    Ok(()) => {}
                    Err(ref error) => tell(Some(words::not_written(error))),
                }
                failing = done.is_err();
            }
        }
    }

    fn record(&mut self, project: &Project, step: &str, key: Option<Arc<ProjectKey>>) -> std::io::Result<()> {
        // Whatever goes wrong from here on, the next record begins a log of its own.
        let log = self.log.take();
        let is_same = key.as_ref().map(Arc::as_ptr) == self.key.as_ref().map(Arc::as_ptr);
        private::folder(&self.folder)?;
        let mut kept = self.keep_photos(project, key.as_deref())?;
        let record = match key.as_deref() {
            Some(key) => RecoveryLog::closed_step(project, step, key),
            None => RecoveryLog::step(project, step),
        };
        let record = record.map_err(std::io::Error::other)?;
        // A log that somebody has removed takes records without a word.
        match (log, std::fs::metadata(self.folder.join(LOG))) {
            (Some(log), Ok(facts)) if facts.len() < LONG && is_same => self.append(log, &record)?,
            _ => self.begin(&record)?,
        }
        self.holds = true;
        if !is_same {
            kept.insert(LOG.to_owned());
            self.remove_others(&kept)?;
            self.key = key;
        }
        Ok(())
    }

    /// Keeps the photos that aren't kept yet, behind the key where there is one: the names of all files but the log.
    fn keep_photos(&self, project: &Project, key: Option<&ProjectKey>) -> std::io::Result<BTreeSet<String>> {
        let mut kept = BTreeSet::from([LOCK.to_owned()]);
        if let Some(key) = key {
            let path = self.folder.join(KEY);
            let sealed = key.sealed_identity().map_err(std::io::Error::other)?;
            if std::fs::read(&path).ok().as_deref() != Some(&*sealed) {
                private::file(&path, |writer| writer.write_all(&sealed))?;
            }
            kept.insert(KEY.to_owned());
        }
        for shot in &project.photos {
            let name = key.map_or_else(|| shot.hash.clone(), |key| key.name_of(&shot.hash));
            let path = self.folder.join(&name);
            if !path.exists() {
                let closed = key.map(|key| key.closed(&shot.bytes)).transpose();
                let closed = closed.map_err(std::io::Error::other)?;
                let bytes = closed.as_deref().unwrap_or(&shot.bytes);
                private::file(&path, |writer| writer.write_all(bytes))?;
            }
            kept.insert(name);
        }
        Ok(kept)
    }

    fn append(&mut self, mut log: File, record: &[u8]) -> std::io::Result<()> {
        log.write_all(record)?;
        log.sync_data()?;
        // Not reached where the disk is full: behind a torn record the log is begun anew, header and all.
        self.log = Some(log);
        Ok(())
    }

    /// A new log in place of the old one, which stays until the new one is whole.
    fn begin(&mut self, record: &[u8]) -> std::io::Result<()> {
        let path = self.folder.join(LOG);
        private::file(&path, |writer| {
            writer.write_all(&RecoveryLog::header())?;
            writer.write_all(record)
        })?;
        private::flush_folder(&self.folder)?;
        self.log = Some(private::appended(&path)?);
        Ok(())
    }

    fn forget(&mut self) -> std::io::Result<()> {
        self.log = None;
        self.key = None;
        self.holds = false;
        self.remove_others(&BTreeSet::from([LOCK.to_owned()]))
    }

    /// Removes what has another name.
    fn remove_others(&self, kept: &BTreeSet<String>) -> std::io::Result<()> {
        for entry in std::fs::read_dir(&self.folder)?.flatten() {
            if !entry.file_name().to_str().is_some_and(|name| kept.contains(name)) {
                std::fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }
}

/// Looks for lost work and begins this run's log, without a window: what was lost, and the writer.
pub fn begin_recovery(
    folders: &ProgramFolders,
    tell: impl Fn(Option<String>) + Send + 'static,
) -> (Vec<LostWork>, std::io::Result<RecoveryWriter>) {
    let lost = lost_work(folders, std::time::SystemTime::now());
    (lost, RecoveryWriter::start(folders, tell))
}

#[cfg(test)]
#[path = "recovery_test.rs"]
mod tests;
