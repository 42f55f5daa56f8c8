//! What a killed program has left to its next start, read as that start reads it.
#![allow(dead_code, reason = "each test file uses its own part")]

use shadowline::project::{Project, RecoveryLog};
use shadowline::store::{ProgramFolders, lost_work};
use std::path::Path;
use std::time::SystemTime;

/// The newest work that the next start would offer; none where no step was kept yet.
pub fn kept_in(folders: &ProgramFolders) -> Option<Project> {
    let lost = lost_work(folders, SystemTime::now());
    let lost = lost.first().filter(|lost| lost.is_readable())?;
    assert_eq!(lost.trouble, None);
    let log = std::fs::read(lost.folder.join("log")).expect("a log");
    let found = RecoveryLog::read(&log, |hash| std::fs::read(lost.folder.join(hash)).ok());
    Some(found.expect("readable").expect("a record").project)
}

/// The program's folders under one root.
pub fn folders(root: &Path) -> ProgramFolders {
    ProgramFolders {
        config: root.join("config"),
        recovery: root.join("recovery"),
        notes: root.join("notes"),
    }
}
