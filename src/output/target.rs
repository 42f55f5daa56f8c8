//! Where a file really goes: links followed, folders and devices refused, two names of one file told to be the same.

use std::ffi::OsString;
use std::fs::Metadata;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// Most symbolic links that are followed one after the other, as Linux has it.
const MOST_LINKS: usize = 40;

/// The path at which a file of that name is or will be: the folder without links, `.` and `..`, and every link of the file
/// itself followed, also where the last one leads to nothing yet.
///
/// # Errors
/// The folder isn't there or can't be looked into, or the links turn in a circle.
pub fn resolved(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..=MOST_LINKS {
        match std::fs::symlink_metadata(&path) {
            Ok(facts) if facts.is_symlink() => {
                let to = std::fs::read_link(&path)?;
                path = folder_of(&path).join(to);
            }
            Ok(_) => return path.canonicalize(),
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                return in_real_folder(&path);
            }
            Err(error) => return Err(error),
        }
    }
    let sentence = "its symbolic links turn in a circle; name the file itself";
    Err(io::Error::new(ErrorKind::InvalidInput, sentence))
}

/// The folder that a path lies in; `.` for a bare name.
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// A name that isn't taken yet, in its folder's real place.
fn in_real_folder(path: &Path) -> io::Result<PathBuf> {
    let name = path.file_name().ok_or(ErrorKind::NotFound)?;
    let folder = folder_of(path);
    let real = folder.canonicalize().map_err(|error| match error.kind() {
        ErrorKind::NotFound => {
            let sentence = format!("there is no folder {}; make it first", folder.display());
            io::Error::new(ErrorKind::NotFound, sentence)
        }
        _ => error,
    })?;
    match real.is_dir() {
        true => Ok(real.join(name)),
        false => {
            let sentence = format!(
                "{} is a file and no folder; choose another name",
                folder.display()
            );
            Err(io::Error::new(ErrorKind::NotADirectory, sentence))
        }
    }
}

/// Where a file may be written, and what is there now.
///
/// # Errors
/// As [`resolved`]; and a folder, a device, a pipe or a write-protected file stands there.
pub fn writable(path: &Path) -> io::Result<(PathBuf, Option<Metadata>)> {
    let path = resolved(path)?;
    let facts = match std::fs::metadata(&path) {
        Ok(facts) => facts,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok((path, None)),
        Err(error) => return Err(error),
    };
    let refused = |kind, sentence| Err(io::Error::new(kind, sentence));
    if facts.is_dir() {
        return refused(ErrorKind::IsADirectory, "this is a folder; name a file in it");
    }
    if !facts.is_file() {
        return refused(
            ErrorKind::InvalidInput,
            "this is a device or a pipe and no file; write to `-` for standard output",
        );
    }
    if facts.permissions().readonly() {
        return refused(
            ErrorKind::PermissionDenied,
            "this file is write-protected; lift that first, or choose another name",
        );
    }
    Ok((path, Some(facts)))
}

/// What tells one file from another: equal for every name that leads to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileIdentity {
    /// A file that is there: number of its disk and its number on it, so that letter case, where the disk folds it, and hard
    /// links don't matter.
    #[cfg(unix)]
    Numbers(u64, u64),
    /// The real path, in lower case: a name that isn't taken yet, or any on systems without numbers. Two new names that differ
    /// in case alone count as one, because some disks take them so.
    Path(OsString),
}

/// What a path leads to.
///
/// # Errors
/// As [`resolved`].
pub fn identity(path: &Path) -> io::Result<FileIdentity> {
    let path = resolved(path)?;
    #[cfg(unix)]
    if let Ok(facts) = std::fs::metadata(&path) {
        use std::os::unix::fs::MetadataExt;
        return Ok(FileIdentity::Numbers(facts.dev(), facts.ino()));
    }
    Ok(FileIdentity::Path(path.as_os_str().to_ascii_lowercase()))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    fn folder(name: &str) -> PathBuf {
        let path = std::env::temp_dir().join(format!("shadowline-target-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(path.join("sub")).unwrap();
        path.canonicalize().unwrap()
    }

    #[test]
    fn every_name_of_a_file_has_one_identity() {
        let folder = folder("names");
        let file = folder.join("a.jpg");
        std::fs::write(&file, "a").unwrap();
        symlink("a.jpg", folder.join("link.jpg")).unwrap();
        symlink("link.jpg", folder.join("second.jpg")).unwrap();
        symlink(&folder, folder.join("sub/up")).unwrap();
        std::fs::hard_link(&file, folder.join("hard.jpg")).unwrap();
        let known = identity(&file).unwrap();
        for name in [
            "./a.jpg",
            "sub/../a.jpg",
            "link.jpg",
            "second.jpg",
            "sub/up/a.jpg",
            "hard.jpg",
        ] {
            assert_eq!(identity(&folder.join(name)).unwrap(), known, "{name}");
        }
        assert_ne!(identity(&folder.join("b.jpg")).unwrap(), known);
        let new = |name: &str| identity(&folder.join(name)).unwrap();
        assert_eq!(new("b.jpg"), new("sub/up/B.jpg"));
        assert_ne!(new("b.jpg"), new("sub/b.jpg"));
        symlink("b.jpg", folder.join("to-nothing.jpg")).unwrap();
        assert_eq!(new("to-nothing.jpg"), new("b.jpg"));
        assert_eq!(
            resolved(&folder.join("to-nothing.jpg")).unwrap(),
            folder.join("b.jpg")
        );
        std::fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn what_is_no_file_is_refused_with_a_sentence() {
        let folder = folder("refused");
        symlink("round", folder.join("round")).unwrap();
        let protected = folder.join("protected");
        std::fs::write(&protected, "kept").unwrap();
        let mut rights = std::fs::metadata(&protected).unwrap().permissions();
        rights.set_readonly(true);
        std::fs::set_permissions(&protected, rights).unwrap();
        for (name, part) in [
            ("sub", "folder"),
            ("none/a.png", "no folder"),
            ("protected/a.png", ""),
            ("round", "circle"),
            ("protected", "write-protected"),
            ("/dev/null", "device"),
        ] {
            let said = writable(&folder.join(name)).unwrap_err().to_string();
            assert!(said.contains(part), "{name}: {said}");
        }
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
