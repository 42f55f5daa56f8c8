//! A program that was not installed: it keeps everything beside itself.

use std::path::{Path, PathBuf};

/// A file of this name beside the program makes it keep everything in a folder beside it.
const PORTABLE_MARK: &str = "shadowline.portable";
/// The folder beside a portable program.
const PORTABLE_FOLDER: &str = "shadowline-data";

/// The folder beside the program where the portable one keeps everything; `None` for one that was installed.
pub(super) fn portable_folder() -> Option<PathBuf> {
    portable_beside(&std::env::current_exe().ok()?)
}

fn portable_beside(program: &Path) -> Option<PathBuf> {
    let folder = program.parent()?;
    let is_portable = folder.join(PORTABLE_MARK).is_file();
    is_portable.then(|| folder.join(PORTABLE_FOLDER))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_portable_program_keeps_everything_beside_it() {
        let folder = std::env::temp_dir().join(format!("shadowline-portable-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let program = folder.join("shadowline");
        assert_eq!(portable_beside(&program), None);
        std::fs::write(folder.join(PORTABLE_MARK), "").unwrap();
        assert_eq!(portable_beside(&program), Some(folder.join(PORTABLE_FOLDER)));
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
