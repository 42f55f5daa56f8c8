//! The list of recent projects.

use super::folders::{ProgramFolders, read, write};
use crate::editor::RecentProject;
use serde::Serialize;
use std::path::PathBuf;

pub(super) const FILE: &str = "recent.toml";
/// Most recent projects that are remembered.
const MOST: usize = 12;

#[derive(Serialize)]
struct RecentFile<'a> {
    project: &'a [RecentProject],
}

/// Recent projects, the newest first; those that can't be found now are marked. A sentence where the list was broken.
pub fn load_recent(folders: &ProgramFolders) -> (Vec<RecentProject>, Option<String>) {
    let (mut table, said) = read(&folders.config.join(FILE));
    let rows = match table.remove("project") {
        Some(toml::Value::Array(rows)) => rows,
        _ => Vec::new(),
    };
    // A row that can't be understood takes none of the others with it.
    let list = rows.into_iter().filter_map(|row| row.try_into().ok());
    let mut list: Vec<RecentProject> = list.take(MOST).collect();
    mark_missing(&mut list);
    (list, said)
}

/// Looks again which of them are there.
pub fn mark_missing(list: &mut [RecentProject]) {
    for recent in list {
        recent.away = !recent.path.exists();
    }
}

/// Puts a project at the head of the list and keeps it; what another window has added meanwhile stays.
///
/// # Errors
/// The folder can't be written.
pub fn remember_recent(
    newest: RecentProject,
    list: &mut Vec<RecentProject>,
    folders: &ProgramFolders,
) -> std::io::Result<()> {
    let (kept, broken) = load_recent(folders);
    if broken.is_none() && !kept.is_empty() {
        *list = kept;
    }
    list.retain(|other| other.path != newest.path);
    list.insert(0, newest);
    list.truncate(MOST);
    write(&folders.config.join(FILE), &RecentFile { project: list })
}

/// Takes projects out of the list.
///
/// # Errors
/// The folder can't be written.
pub fn forget_recent(paths: &[PathBuf], folders: &ProgramFolders) -> std::io::Result<()> {
    if paths.is_empty() {
        return Ok(());
    }
    let (mut list, _) = load_recent(folders);
    list.retain(|recent| !paths.contains(&recent.path));
    write(&folders.config.join(FILE), &RecentFile { project: &list })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recent(path: PathBuf) -> RecentProject {
        RecentProject {
            path,
            day: "2026-11-23 +00:00".to_owned(),
            client: "A. B.".to_owned(),
            away: false,
        }
    }

    #[test]
    fn a_project_on_a_drive_that_is_unplugged_stays_in_the_list_and_is_marked() {
        let root = std::env::temp_dir().join(format!("shadowline-recent-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&root);
        let folders = ProgramFolders {
            config: root.join("config"),
            recovery: root.join("recovery"),
            notes: root.join("notes"),
        };
        let drive = root.join("drive");
        std::fs::create_dir_all(&drive).unwrap();
        let (far, near) = (drive.join("far.shadowline"), root.join("near.shadowline"));
        std::fs::write(&far, "x").unwrap();
        std::fs::write(&near, "x").unwrap();
        let mut list = Vec::new();
        remember_recent(recent(near.clone()), &mut list, &folders).unwrap();
        remember_recent(recent(far.clone()), &mut list, &folders).unwrap();
        std::fs::rename(&drive, root.join("unplugged")).unwrap();
        let (list, said) = load_recent(&folders);
        let seen: Vec<_> = list.iter().map(|recent| (&recent.path, recent.away)).collect();
        assert_eq!((seen, said), (vec![(&far, true), (&near, false)], None));
        // The next saving forgets it as little.
        let mut list = list;
        remember_recent(recent(near.clone()), &mut list, &folders).unwrap();
        let paths: Vec<_> = load_recent(&folders)
            .0
            .into_iter()
            .map(|recent| recent.path)
            .collect();
        assert_eq!(paths, [near, far]);
        std::fs::remove_dir_all(&root).unwrap();
    }

    #[test]
    fn a_row_of_a_newer_version_takes_no_other_with_it() {
        let root = std::env::temp_dir().join(format!("shadowline-rows-{}", std::process::id()));
        let folders = ProgramFolders {
            config: root.clone(),
            recovery: root.join("recovery"),
            notes: root.join("notes"),
        };
        std::fs::create_dir_all(&root).unwrap();
        let text = "[[project]]\npath = \"/a\"\nday = \"2026-11-20\"\nclient = \"A\"\ncolour = 3\n\
                    [[project]]\npath = 7\n[[project]]\npath = \"/b\"\nday = \"2026-11-19\"\n";
        std::fs::write(root.join(FILE), text).unwrap();
        let (list, said) = load_recent(&folders);
        let paths: Vec<_> = list
            .iter()
            .map(|recent| recent.path.to_string_lossy().into_owned())
            .collect();
        assert_eq!((paths, said), (vec!["/a".to_owned(), "/b".to_owned()], None));
        std::fs::remove_dir_all(&root).unwrap();
    }
}
