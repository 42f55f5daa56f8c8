//! Files under way: each lies beside its place under a short name, locked while it is written. They are taken away when
//! writing fails or a signal ends the program, and what a killed program has left is swept at the next save there.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{File, OpenOptions, Permissions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Begin and end of every such name; between them are 16 hexadecimal digits.
const PREFIX: &str = ".shadowline-";
const SUFFIX: &str = ".part";
/// Names that are tried (assumption: more than ever needed, names being random).
const TRIES: usize = 16;

/// All that this program has under way.
static UNDER_WAY: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

fn under_way() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    // The set is whole after each of its calls, so a panic elsewhere doesn't spoil it.
    UNDER_WAY.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A file under way; it is removed unless it was put in its place.
pub(super) struct PartFile {
    path: PathBuf,
}

impl PartFile {
    /// Makes an empty file in a folder, with the rights of the file that it will replace.
    pub fn create(folder: &Path, rights: Option<Permissions>) -> io::Result<(PartFile, File)> {
        for _ in 0..TRIES {
            let path = folder.join(format!("{PREFIX}{:016x}{SUFFIX}", rand::random::<u64>()));
            // Held until the file is there, so that a signal finds either both or neither.
            let mut all = under_way();
            let file = match options(rights.is_some()).open(&path) {
                Ok(file) => file,
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
                Err(error) => return Err(error),
            };
            all.insert(path.clone());
            drop(all);
            let part = PartFile { path };
            if let Some(rights) = &rights {
                file.set_permissions(rights.clone())?;
            }
            // Some network disks know no locks: nothing is swept there.
            let _ = file.lock();
            // Another program may have taken it for a leftover before it was locked.
            if part.path.exists() {
                return Ok((part, file));
            }
        }
        Err(io::Error::other("no temporary name is free in this folder"))
    }

    /// Puts the file in its place, over what is there.
    pub fn replace(self, place: &Path) -> io::Result<()> {
        std::fs::rename(&self.path, place)
    }

    /// Puts the file in its place; refused where something has come to be there.
    pub fn place_anew(self, place: &Path) -> io::Result<()> {
        match std::fs::hard_link(&self.path, place) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists && !place.exists() => {
                // The disk knows no links: between the look and the renaming there is a moment that can't be closed.
                std::fs::rename(&self.path, place)
            }
            done => done,
        }
    }
}

impl Drop for PartFile {
    fn drop(&mut self) {
        let mut all = under_way();
        // Gone already when it was put in its place.
        let _ = std::fs::remove_file(&self.path);
        all.remove(&self.path);
    }
}

/// New files get the rights of every new file; one that will replace another is closed to others until it has that one's.
fn options(replaces: bool) -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if replaces {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    #[cfg(not(unix))]
    let _ = replaces;
    options
}

/// Removes what killed programs have left in a folder: files of our names that nobody has locked.
pub(super) fn sweep(folder: &Path) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if is_file && is_ours(&entry.file_name()) {
            let path = entry.path();
            let Ok(file) = File::open(&path) else {
                continue;
            };
            if file.try_lock().is_ok() {
                // Another program's sweep may have been faster.
                let _ = std::fs::remove_file(&path);
            }
        }
    }
}

fn is_ours(name: &OsStr) -> bool {
    let inner = name
        .to_str()
        .and_then(|name| name.strip_prefix(PREFIX)?.strip_suffix(SUFFIX));
    inner.is_some_and(|inner| inner.len() == 16 && inner.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// From now on Ctrl-C, a closed terminal and a request to end take away what is under way before they end the program, as
/// they would have; and a write beyond the limit on a file's size fails, instead of ending the program.
///
/// # Errors
/// The system refuses.
#[cfg(unix)]
pub fn clear_on_signals() -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGXFSZ};
    use std::sync::{Arc, atomic::AtomicBool};
    let heard = [SIGHUP, SIGINT, SIGTERM]
        .into_iter()
        .filter(|signal| !is_ignored(*signal));
    let mut signals = signal_hook::iterator::Signals::new(heard)?;
    signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)))?;
    std::thread::Builder::new()
        .name("signals".into())
        .spawn(move || {
            if let Some(signal) = signals.forever().next() {
                // Held to the end: nothing new begins.
                let all = under_way();
                for path in all.iter() {
                    let _ = std::fs::remove_file(path);
                }
                let _ = signal_hook::low_level::emulate_default_handler(signal);
            }
        })?;
    Ok(())
}

/// On this system an ended program leaves its part; the next save sweeps it.
#[cfg(not(unix))]
pub fn clear_on_signals() -> io::Result<()> {
    Ok(())
}

/// Whether whoever started the program (`nohup`, a script's `&`) wants it to ignore a signal; Linux says so.
#[cfg(unix)]
fn is_ignored(signal: i32) -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status
        .lines()
        .find_map(|line| line.strip_prefix("SigIgn:"))
        .and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    mask.is_some_and(|mask| mask >> (signal - 1) & 1 == 1)
}
