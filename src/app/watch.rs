//! Watching a folder for new photos: a memory card, a phone's import. Looked at every second, which works on every kind
//! of drive.

use super::messages::{Message, MessageSender};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
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
    pub fn start(folder: PathBuf, messages: MessageSender) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        std::thread::spawn(move || {
            let mut known: BTreeSet<PathBuf> = photos(&folder).into_iter().map(|(_, path)| path).collect();
            let mut fresh: Vec<(SystemTime, PathBuf)> = Vec::new();
            let mut growing: BTreeSet<(PathBuf, u64)> = BTreeSet::new();
            while !stopped.load(Ordering::Relaxed) {
                std::thread::sleep(EVERY);
                let mut still = BTreeSet::new();
                let before = fresh.len();
                for (time, path) in photos(&folder) {
                    if known.contains(&path) {
                        continue;
                    }
                    // A file that is still being copied grows: it is offered when its size has stood still.
                    let size = std::fs::metadata(&path).map_or(0, |facts| facts.len());
                    if size > 0 && growing.contains(&(path.clone(), size)) {
                        known.insert(path.clone());
                        fresh.push((time, path));
                    } else {
                        still.insert((path, size));
                    }
                }
                growing = still;
                if fresh.len() > before {
                    fresh.sort_by_key(|(time, _)| std::cmp::Reverse(*time));
                    fresh.truncate(MOST);
                    messages.send(Message::Watched(
                        fresh.iter().map(|(_, path)| path.clone()).collect(),
                    ));
                }
            }
        });
        FolderWatch { stop }
    }
}

impl Drop for FolderWatch {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

/// Photos of a folder and, as memory cards have it, of the folders in it.
fn photos(folder: &Path) -> Vec<(SystemTime, PathBuf)> {
    let mut found = Vec::new();
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
                    found.push((facts.modified().unwrap_or(SystemTime::UNIX_EPOCH), path));
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
