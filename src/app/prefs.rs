//! Preferences, and the folders that the program keeps things in.

use super::private;
use crate::words::app as words;
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
#[serde(default, rename_all = "kebab-case")]
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
    /// What other versions of the program keep; handed on untouched.
    #[serde(flatten)]
    pub others: toml::Table,
}

/// The program's folders: settings, and data that must survive a crash.
#[derive(Clone, Debug)]
pub struct Folders {
    /// Preferences and recent projects.
    pub config: PathBuf,
    /// Recovery files.
    pub recovery: PathBuf,
    /// What the last runs noted.
    pub notes: PathBuf,
}

impl Folders {
    /// The platform's folders; none where there is no home folder.
    pub fn of_platform() -> Option<Self> {
        let folders = directories::ProjectDirs::from("", "", "shadowline")?;
        let data = folders.data_local_dir();
        Some(Folders {
            config: folders.config_dir().to_owned(),
            recovery: data.join("recovery"),
            notes: data.join("notes"),
        })
    }

    /// Closes what earlier versions left open to others. Whatever isn't there is closed when it is made.
    pub(super) fn close_to_others(&self) {
        for folder in [&self.config, &self.recovery, &self.notes] {
            let _ = private::close(folder, 0o700);
        }
        for name in [Prefs::FILE, super::recents::FILE] {
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

impl Prefs {
    const FILE: &str = "preferences.toml";

    /// What was kept, and a sentence where something of it could not be used: that takes its default, the rest holds.
    pub fn load(folders: &Folders) -> (Self, Option<String>) {
        let (table, broken) = read(&folders.config.join(Self::FILE));
        let (mut good, mut wrong) = (toml::Table::new(), Vec::new());
        for (key, value) in table {
            let alone = toml::Table::from_iter([(key.clone(), value.clone())]);
            match alone.try_into::<Prefs>() {
                Ok(prefs) if prefs == prefs.clone().usable() => {
                    good.insert(key, value);
                }
                _ => wrong.push(key),
            }
        }
        let prefs = good.try_into().unwrap_or_default();
        let said = broken.or((!wrong.is_empty()).then(|| words::unusable_settings(&wrong)));
        (prefs, said)
    }

    /// Without numbers that can't be drawn with (TOML and text fields know `nan`).
    pub fn usable(mut self) -> Self {
        self.ui_scale = self.ui_scale.filter(|scale| scale.is_finite());
        self.screen_width_mm = self
            .screen_width_mm
            .filter(|width_mm| width_mm.is_finite() && *width_mm > 0.0);
        self
    }

    /// Keeps them.
    ///
    /// # Errors
    /// The folder can't be written.
    pub fn store(&self, folders: &Folders) -> std::io::Result<()> {
        write(&folders.config.join(Self::FILE), self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folders(name: &str) -> Folders {
        let root = std::env::temp_dir().join(format!("shadowline-prefs-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&root);
        std::fs::create_dir_all(root.join("config")).unwrap();
        Folders {
            config: root.join("config"),
            recovery: root.join("recovery"),
            notes: root.join("notes"),
        }
    }

    fn kept(folders: &Folders, text: &str) {
        std::fs::write(folders.config.join("preferences.toml"), text).unwrap();
    }

    #[test]
    fn broken_preferences_start_with_defaults_are_said_and_set_aside() {
        let folders = folders("broken");
        kept(&folders, "theme = 7 [");
        let (prefs, said) = Prefs::load(&folders);
        assert_eq!(prefs, Prefs::default());
        assert!(said.is_some_and(|said| said.contains("preferences.toml.broken")));
        let aside = std::fs::read_to_string(folders.config.join("preferences.toml.broken"));
        assert_eq!(aside.unwrap(), "theme = 7 [");
    }

    #[test]
    fn preferences_come_back() {
        let folders = folders("back");
        let prefs = Prefs {
            theme: Theme::Light,
            clinic: "Clinic".into(),
            screen_width_mm: Some(530.0),
            ui_scale: Some(1.25),
            ..Prefs::default()
        };
        prefs.store(&folders).unwrap();
        assert_eq!(Prefs::load(&folders), (prefs, None));
    }

    #[test]
    fn what_a_newer_version_keeps_is_handed_on() {
        let folders = folders("newer");
        kept(
            &folders,
            "clinic = \"Clinic\"\nlanguage = \"de\"\n[printer]\nname = \"A4\"\n",
        );
        let (mut prefs, said) = Prefs::load(&folders);
        assert_eq!((prefs.clinic.as_str(), said), ("Clinic", None));
        prefs.fine = true;
        prefs.store(&folders).unwrap();
        let text = std::fs::read_to_string(folders.config.join("preferences.toml")).unwrap();
        let table: toml::Table = text.parse().unwrap();
        assert_eq!(table["language"].as_str(), Some("de"), "{text}");
        assert_eq!(table["printer"]["name"].as_str(), Some("A4"), "{text}");
        assert_eq!(table["fine"].as_bool(), Some(true));
    }

    #[test]
    fn one_unusable_preference_takes_its_default_and_the_others_hold() {
        for (line, key) in [
            ("ui-scale = nan", "ui-scale"),
            ("ui-scale = -inf", "ui-scale"),
            ("screen-width-mm = nan", "screen-width-mm"),
            ("theme = \"sepia\"", "theme"),
        ] {
            let folders = folders("nan");
            kept(&folders, &format!("clinic = \"Clinic\"\n{line}\n"));
            let (prefs, said) = Prefs::load(&folders);
            let wanted = Prefs {
                clinic: "Clinic".into(),
                ..Prefs::default()
            };
            assert_eq!(prefs, wanted, "{line}");
            assert!(said.is_some_and(|said| said.contains(key)), "{line}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_may_read_preferences() {
        use std::os::unix::fs::PermissionsExt;
        let folders = folders("private");
        kept(&folders, "fine = true");
        let file = folders.config.join("preferences.toml");
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).unwrap();
        Prefs::default().store(&folders).unwrap();
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&folders.config), mode(&file)), (0o700, 0o600));
    }
}
