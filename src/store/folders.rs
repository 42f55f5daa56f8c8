//! The folders that the program keeps things in, and the settings files there.

use super::portable::portable_folder;
use super::private;
use crate::words::app as words;
use serde::Serialize;
use std::io::Write;
use std::path::{Path, PathBuf};

/// The program's folders: settings, and data that must survive a crash.
#[derive(Clone, Debug)]
pub struct ProgramFolders {
    /// Preferences and recent projects.
    pub config: PathBuf,
    /// Recovery files.
    pub recovery: PathBuf,
    /// What the last runs noted.
    pub notes: PathBuf,
}

impl ProgramFolders {
    /// The platform's folders, or those beside a portable program; none where there is no home folder.
    pub fn of_platform() -> Option<Self> {
        if let Some(folder) = portable_folder() {
            return Some(ProgramFolders {
                config: folder.join("settings"),
                recovery: folder.join("recovery"),
                notes: folder.join("notes"),
            });
        }
        let folders = directories::ProjectDirs::from("", "", "shadowline")?;
        let data = folders.data_local_dir();
        Some(ProgramFolders {
            config: folders.config_dir().to_owned(),
            recovery: data.join("recovery"),
            notes: data.join("notes"),
        })
    }

    /// Closes what earlier versions left open to others. Whatever isn't there is closed when it is made.
    pub fn close_to_others(&self) {
        for folder in [&self.config, &self.recovery, &self.notes] {
            let _ = private::close(folder, 0o700);
        }
        for name in [super::preferences_file::FILE, super::recent_projects::FILE] {
            let _ = private::close(&self.config.join(name), 0o600);
        }
    }
}

/// A file of the settings as a table: an empty one where there is none. One that is no TOML is set aside, not lost, and said.
pub(super) fn read(path: &Path) -> (toml::Table, Option<String>) {
    let Ok(bytes) = std::fs::read(path) else {
        return Default::default();
    };
    let text = std::str::from_utf8(&bytes).ok();
    if let Some(table) = text.and_then(|text| text.parse().ok()) {
        return (table, None);
    }
    let mut aside = path.as_os_str().to_owned();
    aside.push(".broken");
    let kept = std::fs::rename(path, &aside).is_ok();
    (
        toml::Table::new(),
        Some(words::broken_settings(path, kept.then(|| Path::new(&aside)))),
    )
}

/// Keeps a file of the settings, for its owner alone.
pub(super) fn write<T: Serialize>(path: &Path, value: &T) -> std::io::Result<()> {
    let text = toml::to_string(value).map_err(std::io::Error::other)?;
    path.parent().map(private::folder).transpose()?;
    private::file(path, |writer| writer.write_all(text.as_bytes()))
}
