//! A folder of projects is a client: its visits in order, and all that this computer keeps of them.

use super::clock;
use super::folders::ProgramFolders;
use super::lost_work::{WorkClaim, lost_key, lost_work, read_lost};
use super::recent_projects::{forget_recent, load_recent};
use super::targets::{COPIES, beside};
use crate::editor::{ClientTraces, LostWork};
use crate::project::{ArchiveLimits, Passphrase, Project, ProjectError, is_protected, read, unprotected};
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Ending of a project.
const ENDING: &str = "shadowline";

/// One project of a client.
pub struct ClientVisit {
    /// The file.
    pub path: PathBuf,
    /// When it was saved last, as day and time.
    pub saved: String,
    time: SystemTime,
    /// What it holds, or why it can't be read.
    pub project: Result<Project, String>,
}

/// The visits of a client, the first one first; copies that the program keeps are none. Protected ones are opened by the
/// passphrase.
///
/// # Errors
/// The folder can't be read.
pub fn visits(folder: &Path, passphrase: Option<&Passphrase>) -> io::Result<Vec<ClientVisit>> {
    let files = projects(folder)?;
    let mut visits: Vec<ClientVisit> = files
        .into_iter()
        .filter(|path| !is_copy(path))
        .map(|path| visit(path, passphrase))
        .collect();
    visits.sort_by(|a, b| a.time.cmp(&b.time).then_with(|| a.path.cmp(&b.path)));
    Ok(visits)
}

/// A project's bytes as a project, protected or not.
fn opened(bytes: &[u8], passphrase: Option<&Passphrase>) -> Result<Project, ProjectError> {
    match (is_protected(bytes), passphrase) {
        (false, _) => read(bytes, &ArchiveLimits::default()),
        (true, Some(passphrase)) => read(&unprotected(bytes, passphrase)?, &ArchiveLimits::default()),
        (true, None) => Err(ProjectError::Protected),
    }
}

fn visit(path: PathBuf, passphrase: Option<&Passphrase>) -> ClientVisit {
    let changed = std::fs::metadata(&path).and_then(|facts| facts.modified());
    let time = changed.unwrap_or(SystemTime::UNIX_EPOCH);
    let bytes = std::fs::read(&path).map_err(|error| error.to_string());
    let project = bytes.and_then(|bytes| opened(&bytes, passphrase).map_err(|error| error.to_string()));
    ClientVisit {
        saved: clock::day_and_time(time),
        time,
        project,
        path,
    }
}

/// Files in a folder that are called as projects are.
fn projects(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_file() && path.extension().is_some_and(|ending| ending == ENDING) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn is_copy(path: &Path) -> bool {
    let stem = path
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    COPIES.iter().any(|word| stem.contains(word))
}

/// Whether lost work has one of a client's photos.
fn is_of_photos(lost: &LostWork, photos: &BTreeSet<String>, passphrase: Option<&Passphrase>) -> bool {
    let folder = &lost.folder;
    let key = match (lost.protected, passphrase) {
        (false, _) => None,
        (true, None) => return false,
        (true, Some(passphrase)) => match lost_key(folder, passphrase.clone()) {
            Ok(key) => Some(key),
            Err(_) => return false,
        },
    };
    let name = |hash: &String| key.as_ref().map_or_else(|| hash.clone(), |key| key.name_of(hash));
    read_lost(folder, key.as_ref())
        .is_ok_and(|work| work.project.photos.iter().any(|shot| photos.contains(&shot.hash)))
        || photos.iter().any(|hash| folder.join(name(hash)).exists())
}

/// A project's file, and what beside it is surely the same client's.
fn files_of(path: &Path, photos: &BTreeSet<String>, passphrase: Option<&Passphrase>) -> Vec<PathBuf> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let former = beside(path, COPIES[0]);
    let shares_photo = |other: &PathBuf| {
        let bytes = std::fs::read(other).unwrap_or_default();
        let project = opened(&bytes, passphrase);
        project.is_ok_and(|project| project.photos.iter().any(|shot| photos.contains(&shot.hash)))
    };
    let mut files: Vec<PathBuf> = [path.to_owned(), former]
        .into_iter()
        .filter(|file| file.exists())
        .collect();
    for other in projects(folder).unwrap_or_default() {
        if !files.contains(&other) && shares_photo(&other) {
            files.push(other);
        }
    }
    files
}

impl ClientTraces {
    /// What is kept of the client whose projects lie in a folder. Work of windows that are open is not listed, and that of
    /// protected projects by their passphrase alone.
    ///
    /// # Errors
    /// The folder can't be read.
    pub fn of(
        folder: &Path,
        folders: Option<&ProgramFolders>,
        passphrase: Option<&Passphrase>,
    ) -> io::Result<Self> {
        let files = projects(folder)?;
        let read_all = files.iter().filter_map(|path| {
            let bytes = std::fs::read(path).ok()?;
            opened(&bytes, passphrase).ok()
        });
        let photos: BTreeSet<String> = read_all
            .flat_map(|project| project.photos)
            .map(|shot| shot.hash)
            .collect();
        let is_client = |lost: &LostWork| is_of_photos(lost, &photos, passphrase);
        let lost = folders
            .map(|folders| lost_work(folders, SystemTime::now()))
            .unwrap_or_default();
        let recent = folders.map(|folders| load_recent(folders).0).unwrap_or_default();
        let real = |path: &Path| std::fs::canonicalize(path).ok();
        let home = real(folder);
        let real_files: Vec<PathBuf> = files.iter().filter_map(|file| real(file)).collect();
        // What lay in the folder and is gone has left its row too.
        let is_theirs = |path: &PathBuf| {
            let lay_here = home.is_some() && path.parent().and_then(real) == home;
            lay_here || real(path).is_some_and(|path| real_files.contains(&path))
        };
        Ok(ClientTraces {
            recovery: lost
                .into_iter()
                .filter(is_client)
                .map(|lost| lost.folder)
                .collect(),
            recent: recent
                .into_iter()
                .map(|recent| recent.path)
                .filter(is_theirs)
                .collect(),
            files,
        })
    }

    /// What is kept of an open project's client: its file, copies and other projects of the same photos beside it, work kept
    /// against a crash, rows of lists. Files of others in the same folder are left alone.
    pub fn of_project(
        path: Option<&Path>,
        project: &Project,
        folders: Option<&ProgramFolders>,
        passphrase: Option<&Passphrase>,
    ) -> Self {
        let photos: BTreeSet<String> = project.photos.iter().map(|shot| shot.hash.clone()).collect();
        let lost = folders
            .map(|folders| lost_work(folders, SystemTime::now()))
            .unwrap_or_default();
        let is_theirs = |lost: &LostWork| is_of_photos(lost, &photos, passphrase);
        let files = path.map_or_else(Vec::new, |path| files_of(path, &photos, passphrase));
        let rows = folders.map(|folders| load_recent(folders).0).unwrap_or_default();
        let rows = rows.into_iter().map(|recent| recent.path);
        ClientTraces {
            recovery: lost
                .into_iter()
                .filter(is_theirs)
                .map(|lost| lost.folder)
                .collect(),
            recent: rows
                .filter(|row| files.contains(row) || path == Some(row.as_path()))
                .collect(),
            files,
        }
    }

    /// Whether nothing is kept.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty() && self.recovery.is_empty() && self.recent.is_empty()
    }

    /// Removes all of it: what could not be removed, and why.
    pub fn remove(&self, folders: Option<&ProgramFolders>) -> Vec<(PathBuf, io::Error)> {
        let mut left = Vec::new();
        if let Some(folders) = folders
            && let Err(error) = forget_recent(&self.recent, folders)
        {
            left.push((folders.config.clone(), error));
        }
        for path in &self.recovery {
            let removed = match WorkClaim::on(path) {
                Some(claim) => claim.remove(),
                None => Err(io::Error::other("a window has it open; close the window first")),
            };
            left.extend(removed.err().map(|error| (path.clone(), error)));
        }
        for path in &self.files {
            left.extend(
                std::fs::remove_file(path)
                    .err()
                    .map(|error| (path.clone(), error)),
            );
        }
        left
    }
}

#[cfg(test)]
#[path = "client_folder_test.rs"]
mod tests;
