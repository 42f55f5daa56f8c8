//! Files of the repository, as the tests of the house read them.

use std::path::{Path, PathBuf};

pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

pub fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// All files with one of the endings under a folder.
pub fn files_under(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = entry.expect("a folder entry").path();
        if path.is_dir() {
            files.extend(files_under(&path, endings));
        } else if path
            .extension()
            .is_some_and(|ending| endings.iter().any(|wanted| ending == *wanted))
        {
            files.push(path);
        }
    }
    files
}

/// All pages of the repository: in its root and in `docs`.
pub fn pages() -> Vec<PathBuf> {
    let mut pages = files_under(&root().join("docs"), &["md"]);
    let entries = std::fs::read_dir(root()).expect("the root");
    pages.extend(
        entries
            .map(|entry| entry.expect("an entry").path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "md")),
    );
    assert!(pages.len() > 12, "only {} pages", pages.len());
    pages
}
