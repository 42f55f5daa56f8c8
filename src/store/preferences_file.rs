//! The file of preferences. What of it can't be used takes its default; the rest holds.

use super::folders::{ProgramFolders, read, write};
use crate::editor::UserPreferences;
use crate::words::app as words;

pub(super) const FILE: &str = "preferences.toml";

/// What was kept, and a sentence where something of it could not be used: that takes its default, the rest holds.
pub fn load_preferences(folders: &ProgramFolders) -> (UserPreferences, Option<String>) {
    let (table, broken) = read(&folders.config.join(FILE));
    let (mut good, mut wrong) = (toml::Table::new(), Vec::new());
    for (key, value) in table {
        let alone = toml::Table::from_iter([(key.clone(), value.clone())]);
        match alone.try_into::<UserPreferences>() {
            Ok(prefs) if prefs == prefs.clone().usable() => {
                good.insert(key, value);
            }
            _ => wrong.push(key),
        }
    }
    let prefs: UserPreferences = good.try_into().unwrap_or_default();
    wrong.extend(prefs.keys.unusable());
    let said = broken.or((!wrong.is_empty()).then(|| words::unusable_settings(&wrong)));
    (prefs, said)
}

/// Keeps preferences.
///
/// # Errors
/// The folder can't be written.
pub fn save_preferences(prefs: &UserPreferences, folders: &ProgramFolders) -> std::io::Result<()> {
    write(&folders.config.join(FILE), prefs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::editor::{ColourTheme, KeyCommand};
    use std::path::Path;

    fn folders(name: &str) -> ProgramFolders {
        let root = std::env::temp_dir().join(format!("shadowline-prefs-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&root);
        std::fs::create_dir_all(root.join("config")).unwrap();
        ProgramFolders {
            config: root.join("config"),
            recovery: root.join("recovery"),
            notes: root.join("notes"),
        }
    }

    fn kept(folders: &ProgramFolders, text: &str) {
        std::fs::write(folders.config.join("preferences.toml"), text).unwrap();
    }

    #[test]
    fn broken_preferences_start_with_defaults_are_said_and_set_aside() {
        let folders = folders("broken");
        kept(&folders, "theme = 7 [");
        let (prefs, said) = load_preferences(&folders);
        assert_eq!(prefs, UserPreferences::default());
        assert!(said.is_some_and(|said| said.contains("preferences.toml.broken")));
        let aside = std::fs::read_to_string(folders.config.join("preferences.toml.broken"));
        assert_eq!(aside.unwrap(), "theme = 7 [");
    }

    #[test]
    fn preferences_come_back() {
        let folders = folders("back");
        let prefs = UserPreferences {
            theme: ColourTheme::Light,
            clinic: "Clinic".into(),
            screen_width_mm: Some(530.0),
            ui_scale: Some(1.25),
            ..UserPreferences::default()
        };
        save_preferences(&prefs, &folders).unwrap();
        assert_eq!(load_preferences(&folders), (prefs, None));
    }

    #[test]
    fn what_a_newer_version_keeps_is_handed_on() {
        let folders = folders("newer");
        kept(
            &folders,
            "clinic = \"Clinic\"\nlanguage = \"de\"\n[printer]\nname = \"A4\"\n",
        );
        let (mut prefs, said) = load_preferences(&folders);
        assert_eq!((prefs.clinic.as_str(), said), ("Clinic", None));
        prefs.fine = true;
        save_preferences(&prefs, &folders).unwrap();
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
            let (prefs, said) = load_preferences(&folders);
            let wanted = UserPreferences {
                clinic: "Clinic".into(),
                ..UserPreferences::default()
            };
            assert_eq!(prefs, wanted, "{line}");
            assert!(said.is_some_and(|said| said.contains(key)), "{line}");
        }
    }

    #[test]
    fn changed_keys_come_back_and_one_that_means_nothing_is_said() {
        let folders = folders("keys");
        kept(
            &folders,
            "clinic = \"Clinic\"\nprinter = 4\n[keys]\nmirror = \"N\"\nundo = \"Hyper+U\"\n",
        );
        let (prefs, said) = load_preferences(&folders);
        assert!(said.is_some_and(|said| said.contains("keys.undo") && !said.contains("mirror")));
        save_preferences(&prefs, &folders).unwrap();
        let again = load_preferences(&folders).0;
        assert_eq!(again, prefs);
        assert!(again.keys.is_changed(KeyCommand::Mirror) && !again.keys.is_changed(KeyCommand::Undo));
        assert_eq!(again.others["printer"].as_integer(), Some(4));
        // Where the whole entry is no list of keys, the rest holds.
        kept(&folders, "clinic = \"Clinic\"\nkeys = 7\n");
        let (prefs, said) = load_preferences(&folders);
        assert_eq!(prefs.clinic, "Clinic");
        assert!(said.is_some_and(|said| said.contains("keys")));
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_may_read_preferences() {
        use std::os::unix::fs::PermissionsExt;
        let folders = folders("private");
        kept(&folders, "fine = true");
        let file = folders.config.join("preferences.toml");
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).unwrap();
        save_preferences(&UserPreferences::default(), &folders).unwrap();
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&folders.config), mode(&file)), (0o700, 0o600));
    }
}
