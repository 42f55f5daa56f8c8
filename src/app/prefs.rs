//! Preferences and the list of recent projects, in the platform's folder for settings.

use crate::output::save::atomically;
use crate::words::app as words;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Look of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Theme {
    /// Dark grey, as photo tools have it.
    #[default]
    Dark,
    /// Light.
    Light,
}

/// What is remembered between starts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Prefs {
    /// Look of the window.
    pub theme: Theme,
    /// Whether *Fine* is open.
    pub fine: bool,
    /// Show clients' faces on the start page.
    pub show_thumbnails: bool,
    /// The practitioner's name, asked for at the first agreement.
    pub practitioner: String,
    /// The clinic's name, asked for at the first export.
    pub clinic: String,
    /// Whether the clinic's name has been asked for.
    pub clinic_asked: bool,
    /// Folder to watch for new photos.
    pub watch: Option<PathBuf>,
    /// Width of the screen that a person has measured, mm; for life size where the screen doesn't tell.
    pub screen_width_mm: Option<f64>,
    /// Magnification of the whole window, 1 where unset.
    pub ui_scale: Option<f32>,
}

/// A project that was open lately.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Recent {
    /// Where it is.
    pub path: PathBuf,
    /// Day of the last saving, ISO 8601.
    pub day: String,
    /// The client's initials.
    pub client: String,
}

/// Most recent projects that are remembered.
const RECENT: usize = 12;

#[derive(Default, Serialize, Deserialize)]
struct RecentFile {
    #[serde(default)]
    project: Vec<Recent>,
}

/// The program's folders: settings, and data that must survive a crash.
#[derive(Clone, Debug)]
pub struct Folders {
    /// Preferences and recent projects.
    pub config: PathBuf,
    /// Recovery files.
    pub recovery: PathBuf,
}

impl Folders {
    /// The platform's folders; none where there is no home folder.
    pub fn of_platform() -> Option<Self> {
        let folders = directories::ProjectDirs::from("", "", "shadowline")?;
        Some(Folders {
            config: folders.config_dir().to_owned(),
            recovery: folders.data_local_dir().join("recovery"),
        })
    }
}

/// A TOML file; a missing one is the default, a broken one the default and a sentence that says so.
fn read<T: Default + DeserializeOwned>(path: &Path) -> (T, Option<String>) {
    let Ok(text) = std::fs::read_to_string(path) else {
        return (T::default(), None);
    };
    match toml::from_str(&text) {
        Ok(value) => (value, None),
        Err(_) => (T::default(), Some(words::broken_settings(path))),
    }
}

fn write<T: Serialize>(path: &Path, value: &T) -> std::io::Result<()> {
    let text = toml::to_string(value).map_err(std::io::Error::other)?;
    path.parent().map(std::fs::create_dir_all).transpose()?;
    atomically(path, |writer| writer.write_all(text.as_bytes()))
}

impl Prefs {
    /// What was kept, and a sentence where the file was broken.
    pub fn load(folders: &Folders) -> (Self, Option<String>) {
        read(&folders.config.join("preferences.toml"))
    }

    /// Keeps them.
    ///
    /// # Errors
    /// The folder can't be written.
    pub fn store(&self, folders: &Folders) -> std::io::Result<()> {
        write(&folders.config.join("preferences.toml"), self)
    }
}

impl Recent {
    /// Recent projects that are still there, the newest first.
    pub fn load(folders: &Folders) -> Vec<Recent> {
        let (file, _): (RecentFile, _) = read(&folders.config.join("recent.toml"));
        file.project
            .into_iter()
            .filter(|recent| recent.path.exists())
            .collect()
    }

    /// Puts a project at the head of the list and keeps it.
    ///
    /// # Errors
    /// The folder can't be written.
    pub fn remember(self, list: &mut Vec<Recent>, folders: &Folders) -> std::io::Result<()> {
        list.retain(|other| other.path != self.path);
        list.insert(0, self);
        list.truncate(RECENT);
        write(
            &folders.config.join("recent.toml"),
            &RecentFile {
                project: list.clone(),
            },
        )
    }
}

fn unix_seconds(time: std::time::SystemTime) -> u64 {
    time.duration_since(std::time::UNIX_EPOCH)
        .map_or(0, |since| since.as_secs())
}

/// Today, ISO 8601, by the clock of this computer (UTC).
pub fn today() -> String {
    day_of(unix_seconds(std::time::SystemTime::now()) / 86_400)
}

/// A moment as day and time, UTC.
pub(super) fn day_and_time(time: std::time::SystemTime) -> String {
    let seconds = unix_seconds(time);
    let minutes = seconds / 60;
    format!(
        "{} {:02}:{:02} UTC",
        day_of(seconds / 86_400),
        minutes / 60 % 24,
        minutes % 60
    )
}

/// Day of the Gregorian calendar by its number from 1970-01-01 (Howard Hinnant, "chrono-compatible low-level date algorithms").
fn day_of(days: u64) -> String {
    let shifted = days + 719_468;
    let era = shifted / 146_097;
    let of_era = shifted % 146_097;
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folders(name: &str) -> Folders {
        let root = std::env::temp_dir().join(format!("shadowline-prefs-{name}-{}", std::process::id()));
        Folders {
            config: root.join("config"),
            recovery: root.join("recovery"),
        }
    }

    #[test]
    fn broken_preferences_start_with_defaults_and_say_so() {
        let folders = folders("broken");
        std::fs::create_dir_all(&folders.config).unwrap();
        std::fs::write(folders.config.join("preferences.toml"), "theme = 7 [").unwrap();
        let (prefs, said) = Prefs::load(&folders);
        assert_eq!(prefs, Prefs::default());
        assert!(said.is_some_and(|said| said.contains("preferences.toml")));
    }

    #[test]
    fn preferences_come_back() {
        let folders = folders("back");
        let prefs = Prefs {
            theme: Theme::Light,
            clinic: "Clinic".into(),
            screen_width_mm: Some(530.0),
            ..Prefs::default()
        };
        prefs.store(&folders).unwrap();
        assert_eq!(Prefs::load(&folders), (prefs, None));
    }

    #[test]
    fn days_are_those_of_the_calendar() {
        assert_eq!(day_of(0), "1970-01-01");
        assert_eq!(day_of(19_782), "2024-02-29");
        assert_eq!(day_of(20_780), "2026-11-23");
    }
}
