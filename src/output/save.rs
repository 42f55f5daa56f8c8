//! The one door by which files are written: whole, or not at all.
//!
//! A file is written beside its place, flushed, and renamed; then its folder is flushed. Symbolic links are followed, the
//! rights of the file that is replaced are kept, and what is no regular file is refused.

use super::part::{PartFile, sweep};
use super::target::{folder_of, writable};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

pub use super::part::clear_on_signals;

/// What becomes of a file that is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IfPresent {
    /// The new one takes its place.
    Replaced,
    /// It stays, and nothing is written.
    Kept,
}

/// Writes a file through `write`, over the one that may be there; an error, a signal or a crash leaves that one.
///
/// # Errors
/// Whatever the file system or `write` reports; something else than a regular file stands there.
pub fn atomically<T, E: From<io::Error>>(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> Result<T, E>,
) -> Result<T, E> {
    put(path, IfPresent::Replaced, write)
}

/// The same, with a choice of what becomes of a file that is there already.
///
/// # Errors
/// As [`atomically`]; [`IfPresent::Kept`] and the name is taken.
pub fn put<T, E: From<io::Error>>(
    path: &Path,
    present: IfPresent,
    write: impl FnOnce(&mut BufWriter<File>) -> Result<T, E>,
) -> Result<T, E> {
    let (place, now) = writable(path)?;
    if now.is_some() && present == IfPresent::Kept {
        return Err(taken().into());
    }
    let folder = folder_of(&place);
    sweep(folder);
    let (part, file) = PartFile::create(folder, now.map(|facts| facts.permissions()))?;
    let mut writer = BufWriter::new(file);
    let value = write(&mut writer)?;
    writer.flush()?;
    writer.get_ref().sync_all()?;
    // The file stays open, and so locked, until it has its name.
    match present {
        IfPresent::Replaced => part.replace(&place)?,
        IfPresent::Kept => part.place_anew(&place)?,
    }
    flush_folder(folder);
    Ok(value)
}

/// A name that is taken, in words.
pub(crate) fn taken() -> io::Error {
    let sentence = "a file of this name is there already and is not to be replaced; choose another name";
    io::Error::new(io::ErrorKind::AlreadyExists, sentence)
}

/// Makes the new name itself survive a power cut. The file is whole whether or not the disk can do it.
fn flush_folder(folder: &Path) {
    #[cfg(unix)]
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    #[cfg(not(unix))]
    let _ = folder;
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("shadowline-save-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        folder
    }

    fn save(path: &Path, text: &str) -> io::Result<()> {
        atomically(path, |writer| writer.write_all(text.as_bytes()))
    }

    fn count(folder: &Path) -> usize {
        std::fs::read_dir(folder).unwrap().count()
    }

    #[test]
    fn a_failed_write_leaves_the_old_file_and_no_litter() {
        let folder = folder("failed");
        let path = folder.join("a.txt");
        save(&path, "old").unwrap();
        let failed: Result<(), io::Error> = atomically(&path, |w| {
            w.write_all(b"new")?;
            Err(io::Error::other("disk full"))
        });
        assert!(failed.is_err());
        assert_eq!(std::fs::read(&path).unwrap(), b"old");
        assert_eq!(count(&folder), 1);
        std::fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn a_file_that_is_to_be_kept_is_kept() {
        let folder = folder("kept");
        let path = folder.join("a.txt");
        let anew = |text: &str| put(&path, IfPresent::Kept, |w| w.write_all(text.as_bytes()));
        anew("first").unwrap();
        assert_eq!(anew("second").unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        // One that comes while ours is written is kept too.
        std::fs::remove_file(&path).unwrap();
        let late: io::Result<()> = put(&path, IfPresent::Kept, |w| {
            std::fs::write(&path, "other")?;
            w.write_all(b"ours")
        });
        assert_eq!(late.unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(std::fs::read(&path).unwrap(), b"other");
        assert_eq!(count(&folder), 1);
        std::fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn leftovers_are_swept_and_what_is_under_way_stays() {
        let folder = folder("swept");
        let stale = folder.join(".shadowline-0123456789abcdef.part");
        let foreign = [
            ".shadowline-notes.part",
            "a.part",
            ".shadowline-0123456789abcdeg.part",
        ];
        std::fs::write(&stale, "half").unwrap();
        for name in foreign {
            std::fs::write(folder.join(name), "not ours").unwrap();
        }
        atomically::<_, io::Error>(&folder.join("outer"), |writer| {
            save(&folder.join("inner"), "inner")?;
            writer.write_all(b"outer")
        })
        .unwrap();
        assert!(!stale.exists());
        assert_eq!(std::fs::read(folder.join("outer")).unwrap(), b"outer");
        assert_eq!(count(&folder), 2 + foreign.len());
        std::fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn long_names_are_written() {
        let folder = folder("long");
        let path = folder.join(format!("{}.png", "n".repeat(251)));
        save(&path, "long").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"long");
        std::fs::remove_dir_all(&folder).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_and_rights_kept() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = folder("links");
        std::fs::create_dir(folder.join("far")).unwrap();
        let file = folder.join("far/a.txt");
        save(&file, "old").unwrap();
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o640)).unwrap();
        let link = folder.join("link.txt");
        symlink("far/a.txt", &link).unwrap();
        save(&link, "new").unwrap();
        assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(std::fs::read(&file).unwrap(), b"new");
        assert_eq!(
            std::fs::metadata(&file).unwrap().permissions().mode() & 0o777,
            0o640
        );
        let dangling = folder.join("dangling.txt");
        symlink("far/b.txt", &dangling).unwrap();
        save(&dangling, "b").unwrap();
        assert_eq!(std::fs::read(folder.join("far/b.txt")).unwrap(), b"b");
        assert!(std::fs::symlink_metadata(&dangling).unwrap().is_symlink());
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
