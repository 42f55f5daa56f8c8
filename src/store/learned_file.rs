//! The file of what a practitioner's healed work has taught: numbers and days, for its owner alone.

use super::own_styles::styles_folder;
use super::private;
use crate::consult::LearnedWork;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

const FILE: &str = "learned.toml";

/// Where the file lies: beside the own styles; none where there is no home folder.
pub fn learned_path() -> Option<PathBuf> {
    styles_folder()?.parent().map(|data| data.join(FILE))
}

/// What was learned so far; nothing where there is no file.
///
/// # Errors
/// The file can't be read, or not understood; then nothing is written over it.
pub fn load_learned(path: &Path) -> io::Result<LearnedWork> {
    match std::fs::read_to_string(path) {
        Ok(text) => LearnedWork::read(&text).map_err(io::Error::other),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(LearnedWork::default()),
        Err(error) => Err(error),
    }
}

/// Keeps what was learned.
///
/// # Errors
/// It can't be written.
pub fn keep_learned(path: &Path, work: &LearnedWork) -> io::Result<()> {
    path.parent().map(private::folder).transpose()?;
    private::file(path, |writer| writer.write_all(work.text().as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_learned_is_for_its_owner_alone_and_a_broken_file_is_left() {
        let folder = std::env::temp_dir().join(format!("shadowline-learned-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        let path = folder.join(FILE);
        assert_eq!(load_learned(&path).unwrap(), LearnedWork::default());
        keep_learned(&path, &LearnedWork::default()).unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(&path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        std::fs::write(&path, "broken").unwrap();
        assert!(load_learned(&path).is_err());
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
