//! Watching a folder for new photos: a memory card, a phone's import. Looked at every second, which works on every kind
//! of drive.

use super::messages::{MessageSender, ThreadMessage};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

/// Time between two looks; new photos are to appear within 2 s.
const EVERY: Duration = Duration::from_millis(800);
/// Endings of photos.
pub(super) const ENDINGS: [&str; 13] = [
    "jpg", "jpeg", "jfif", "png", "webp", "tif", "tiff", "heic", "heif", "hif", "bmp", "gif", "dng",
];
/// Most files that are offered.
const MOST: usize = 40;

/// A folder that is being watched; dropping it stops that.
pub(super) struct FolderWatch {
    stop: Arc<AtomicBool>,
}

impl FolderWatch {
    /// Begins to watch. Files that are there already count as known.
    pub fn start(folder: PathBuf, messages: MessageSender, own: OwnFiles) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        std::thread::spawn(move || {
            let mut seen = SeenFiles::new(photos(&folder));
            while !stopped.load(Ordering::Relaxed) {
                std::thread::sleep(EVERY);
                let there = photos(&folder);
                seen.know(&own, &there);
                if seen.look(there) {
                    messages.send(ThreadMessage::Watched(seen.newest()));
                }
            }
        });
        FolderWatch { stop }
    }
}

/// Files that this window has written: they are no news to it.
#[derive(Clone, Default)]
pub(super) struct OwnFiles(Arc<Mutex<BTreeSet<PathBuf>>>);

impl OwnFiles {
    /// Remembers a file that is going to be written.
    pub fn remember(&self, path: &Path) {
        let mut own = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        own.insert(resolved(path));
    }

    fn has(&self, path: &Path) -> bool {
        let own = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        !own.is_empty() && own.contains(&resolved(path))
    }
}

/// A path by which a file is known, however it was reached; the file itself need not be there yet.
fn resolved(path: &Path) -> PathBuf {
    let folder = path.parent().and_then(|folder| folder.canonicalize().ok());
    match (folder, path.file_name()) {
        (Some(folder), Some(name)) => folder.join(name),
        _ => path.to_owned(),
    }
}

/// What tells whether a file is still the one that was seen: when it was changed, and its length in bytes. A camera that counts
/// anew, or a phone's import, puts another photo under a name that was there before.
type FileStamp = (SystemTime, u64);

/// What has been seen of a folder.
struct SeenFiles {
    known: BTreeMap<PathBuf, FileStamp>,
    /// Files that are new or have changed, as they were at the last look.
    growing: BTreeMap<PathBuf, FileStamp>,
    fresh: Vec<(SystemTime, PathBuf)>,
}

impl SeenFiles {
    fn new(there: BTreeMap<PathBuf, FileStamp>) -> Self {
        SeenFiles {
            known: there,
            growing: BTreeMap::new(),
            fresh: Vec::new(),
        }
    }

    /// What the window itself has written is known.
    fn know(&mut self, own: &OwnFiles, there: &BTreeMap<PathBuf, FileStamp>) {
        for (path, stamp) in there {
            if self.known.get(path) != Some(stamp) && own.has(path) {
                self.known.insert(path.clone(), *stamp);
            }
        }
    }

    /// Looks at what is there now; whether there is anything to offer that wasn't there at the look before.
    fn look(&mut self, there: BTreeMap<PathBuf, FileStamp>) -> bool {
        let mut still = BTreeMap::new();
        let mut any = false;
        for (path, stamp) in there {
            if self.known.get(&path) == Some(&stamp) {
                continue;
            }
            // A file that is still being copied grows: it is offered when it has stood still.
            if stamp.1 > 0 && self.growing.get(&path) == Some(&stamp) {
                self.fresh.retain(|(_, other)| *other != path);
                self.fresh.push((stamp.0, path.clone()));
                self.known.insert(path, stamp);
                any = true;
            } else {
                still.insert(path, stamp);
            }
        }
        self.growing = still;
        self.fresh.sort_by_key(|(time, _)| std::cmp::Reverse(*time));
        self.fresh.truncate(MOST);
        any
    }

    /// What to offer, the newest first.
    fn newest(&self) -> Vec<PathBuf> {
        self.fresh.iter().map(|(_, path)| path.clone()).collect()
    }
}

impl Drop for FolderWatch {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

/// Photos of a folder and, as memory cards have it, of the folders in it.
fn photos(folder: &Path) -> BTreeMap<PathBuf, FileStamp> {
    let mut found = BTreeMap::new();
    let mut open = vec![(folder.to_owned(), 0)];
    while let Some((folder, depth)) = open.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries.flatten() {
            let path = entry.path();
            match entry.metadata() {
                Ok(facts) if facts.is_dir() && depth < 2 => open.push((path, depth + 1)),
                Ok(facts) if facts.is_file() && is_photo(&path) => {
                    let time = facts.modified().unwrap_or(SystemTime::UNIX_EPOCH);
                    found.insert(path, (time, facts.len()));
                }
                _ => {}
            }
        }
    }
    found
}

/// Whether a file's ending is that of a photo. Names that begin with a dot are hidden: a Mac's `._` notes, and what a phone is
/// still writing or has thrown away (`.pending-…`, `.trashed-…`).
pub(super) fn is_photo(path: &Path) -> bool {
    if path
        .file_name()
        .is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
    {
        return false;
    }
    let ending = path
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_under_a_name_that_was_there_before_is_offered_again() {
        let at = |seconds: u64| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        let there = |files: &[(&str, u64, u64)]| {
            let entry = |&(name, time, bytes): &(&str, u64, u64)| (PathBuf::from(name), (at(time), bytes));
            files.iter().map(entry).collect::<BTreeMap<_, _>>()
        };
        let old = ("old.jpg", 1, 500);
        let mut seen = SeenFiles::new(there(&[old]));
        assert!(!seen.look(there(&[old])), "what was there is known");
        // A new one, still being copied, then whole.
        assert!(!seen.look(there(&[old, ("1.jpg", 5, 10)])));
        assert!(!seen.look(there(&[old, ("1.jpg", 5, 900)])));
        assert!(seen.look(there(&[old, ("1.jpg", 5, 900)])));
        assert!(!seen.look(there(&[old, ("1.jpg", 5, 900)])), "offered once");
        assert_eq!(seen.newest(), [Path::new("1.jpg")]);
        // Another photo under the old name: of a later day, or of another length.
        for (time, bytes) in [(9, 500), (9, 501)] {
            let other = [("old.jpg", time, bytes), ("1.jpg", 5, 900)];
            assert!(!seen.look(there(&other)));
            assert!(seen.look(there(&other)), "{time} {bytes}");
            assert_eq!(seen.newest(), [Path::new("old.jpg"), Path::new("1.jpg")]);
        }
        // A card that is taken out and put in again brings nothing new.
        let both = [("old.jpg", 9, 501), ("1.jpg", 5, 900)];
        assert!(!seen.look(there(&[])));
        assert!(!seen.look(there(&both)) && !seen.look(there(&both)));
    }

    #[test]
    fn what_the_window_exports_itself_is_not_offered() {
        let folder = std::env::temp_dir().join(format!("shadowline-own-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let own = OwnFiles::default();
        own.remember(&folder.join("client-simulation.png"));
        let mut seen = SeenFiles::new(photos(&folder));
        for name in ["client-simulation.png", "IMG_1.jpg"] {
            std::fs::write(folder.join(name), b"a picture").expect("a file");
        }
        for _ in 0..2 {
            let there = photos(&folder);
            seen.know(&own, &there);
            seen.look(there);
        }
        let offered: Vec<_> = seen
            .newest()
            .iter()
            .filter_map(|path| path.file_name().map(ToOwned::to_owned))
            .collect();
        let _ = std::fs::remove_dir_all(&folder);
        assert_eq!(offered, ["IMG_1.jpg"]);
    }

    #[test]
    fn hidden_files_are_no_photos() {
        for name in ["a.JPG", "IMG_1.jfif", "sub/IMG_2.dng", "b.heic"] {
            assert!(is_photo(Path::new(name)), "{name}");
        }
        for name in [
            "._IMG_0001.jpg",
            "sub/.pending-1700000000-IMG.jpg",
            ".trashed-1-a.png",
            "notes.txt",
            "jpg",
        ] {
            assert!(!is_photo(Path::new(name)), "{name}");
        }
    }
}
