//! Keys that a person has changed, as the preferences keep them: names of commands with names of keys.

use super::command::{KEY_TABLE, KeyChord, KeyCommand, KeyRow};
use super::key_press::KeyPress;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What differs from [`KEY_TABLE`]. Entries that mean nothing to this version are kept and left alone.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct KeyChanges(BTreeMap<String, toml::Value>);

/// What stands in the way of a new key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyClash {
    /// The command that has it.
    pub command: KeyCommand,
    /// Whether that one can take another key in exchange.
    pub can_swap: bool,
}

impl KeyChanges {
    /// The keys of a command; the first one is shown where there is room for one.
    pub fn chords(&self, command: KeyCommand) -> Vec<KeyChord> {
        self.changed(command).unwrap_or_else(|| usual(command).to_vec())
    }

    /// Whether a command has other keys than usual.
    pub fn is_changed(&self, command: KeyCommand) -> bool {
        self.changed(command).is_some()
    }

    fn changed(&self, command: KeyCommand) -> Option<Vec<KeyChord>> {
        self.0
            .get(&name(command))
            .filter(|_| command.can_change())
            .and_then(read)
    }

    /// What a press does.
    pub fn command(&self, press: &KeyPress) -> Option<KeyCommand> {
        press.first(|is| {
            let rows = KEY_TABLE.iter().map(|row| row.command);
            rows.into_iter()
                .find(|command| self.chords(*command).iter().any(is))
        })
    }

    /// The other command that a key would be taken from.
    pub fn clash(&self, command: KeyCommand, chord: &KeyChord) -> Option<KeyClash> {
        let others = KEY_TABLE.iter().map(|row| row.command);
        let mut others = others.filter(|other| *other != command);
        let other = others.find(|other| self.chords(*other).iter().any(|theirs| theirs.meets(chord)))?;
        Some(KeyClash {
            command: other,
            can_swap: other.can_change(),
        })
    }

    /// Gives a command one key in place of those that it has.
    pub fn set(&mut self, command: KeyCommand, chord: KeyChord) {
        self.put(command, &[chord]);
    }

    /// The same, and whoever has that key takes the command's first one for it.
    pub fn swap(&mut self, command: KeyCommand, chord: KeyChord) {
        let given = self.chords(command).first().copied();
        if let Some(clash) = self.clash(command, &chord).filter(|clash| clash.can_swap) {
            let kept = self.chords(clash.command).into_iter();
            let kept = kept.filter_map(|theirs| match theirs.meets(&chord) {
                true => given,
                false => Some(theirs),
            });
            self.put(clash.command, &kept.collect::<Vec<_>>());
        }
        self.set(command, chord);
    }

    fn put(&mut self, command: KeyCommand, chords: &[KeyChord]) {
        if chords == usual(command) {
            return self.reset(command);
        }
        let names = chords.iter().map(|chord| toml::Value::String(chord.name()));
        self.0.insert(name(command), toml::Value::Array(names.collect()));
    }

    /// Gives a command its usual keys again.
    pub fn reset(&mut self, command: KeyCommand) {
        self.0.remove(&name(command));
    }

    /// Gives all commands their usual keys again.
    pub fn reset_all(&mut self) {
        KEY_TABLE.iter().for_each(|row| self.reset(row.command));
    }

    /// Whether there is no entry at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether any command has other keys than usual.
    pub fn any(&self) -> bool {
        KEY_TABLE.iter().any(|row| self.is_changed(row.command))
    }

    /// Entries that can't be used: unknown commands, those whose keys are fixed, and keys that there aren't.
    pub fn unusable(&self) -> Vec<String> {
        let is_good = |(entry, value): &(&String, &toml::Value)| {
            let mut rows = KEY_TABLE.iter();
            rows.any(|row| row.command.can_change() && name(row.command) == **entry) && read(value).is_some()
        };
        let bad = self.0.iter().filter(|entry| !is_good(entry));
        bad.map(|(entry, _)| format!("keys.{entry}")).collect()
    }
}

/// The keys of an entry: one name, or several.
fn read(value: &toml::Value) -> Option<Vec<KeyChord>> {
    let chord = |value: &toml::Value| KeyChord::named(value.as_str()?);
    let chords: Vec<KeyChord> = match value {
        toml::Value::Array(names) => names.iter().map(chord).collect::<Option<_>>()?,
        name => vec![chord(name)?],
    };
    (!chords.is_empty()).then_some(chords)
}

/// The keys of [`KEY_TABLE`].
fn usual(command: KeyCommand) -> &'static [KeyChord] {
    let is_row = |row: &&KeyRow| row.command == command;
    KEY_TABLE.iter().find(is_row).map_or(&[], |row| row.chords)
}

/// A command's name in the file.
fn name(command: KeyCommand) -> String {
    match command {
        KeyCommand::Step(step) => format!("step-{}", kebab(&format!("{step:?}"))),
        KeyCommand::Tool(tool) => format!("tool-{}", kebab(&format!("{tool:?}"))),
        command => kebab(&format!("{command:?}")),
    }
}

/// `BrushSmaller` as `brush-smaller`.
fn kebab(name: &str) -> String {
    let mut kebab = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !kebab.is_empty() {
            kebab.push('-');
        }
        kebab.push(letter.to_ascii_lowercase());
    }
    kebab
}

#[cfg(test)]
mod tests {
    use super::super::state::{ConsultationStep, Tool};
    use super::*;
    use egui::{Key, Modifiers};

    fn named(name: &str) -> KeyChord {
        KeyChord::named(name).unwrap_or_else(|| panic!("no key {name}"))
    }

    fn pressed(key: Key, place: Key, shift: bool) -> KeyPress {
        KeyPress {
            key,
            place: Some(place),
            modifiers: Modifiers {
                shift,
                ..Modifiers::NONE
            },
        }
    }

    #[test]
    fn a_changed_key_does_it_and_the_usual_one_no_more() {
        let mut keys = KeyChanges::default();
        keys.set(KeyCommand::Tool(Tool::Brush), named("N"));
        let command = |keys: &KeyChanges, key| keys.command(&pressed(key, key, false));
        assert_eq!(command(&keys, Key::N), Some(KeyCommand::Tool(Tool::Brush)));
        assert_eq!(command(&keys, Key::B), None);
        keys.reset(KeyCommand::Tool(Tool::Brush));
        assert_eq!(command(&keys, Key::B), Some(KeyCommand::Tool(Tool::Brush)));
        assert_eq!(keys, KeyChanges::default());
    }

    #[test]
    fn commands_swap_keys_that_clash() {
        let mut keys = KeyChanges::default();
        let (brush, mirror) = (KeyCommand::Tool(Tool::Brush), KeyCommand::Mirror);
        let clash = keys.clash(brush, &named("M"));
        assert_eq!(
            clash.map(|clash| (clash.command, clash.can_swap)),
            Some((mirror, true))
        );
        keys.swap(brush, named("M"));
        assert_eq!(keys.chords(brush), [named("M")]);
        assert_eq!(keys.chords(mirror), [named("B")]);
        // Of several keys only the one that clashes is given away.
        keys.swap(brush, named("F"));
        assert_eq!(keys.chords(KeyCommand::ClientWindow), [named("F11"), named("M")]);
        let fixed = keys.clash(brush, &named("Escape"));
        assert!(fixed.is_some_and(|clash| !clash.can_swap));
        keys.reset_all();
        assert!(!keys.any());
    }

    #[test]
    fn what_means_nothing_is_named_and_the_rest_holds() {
        let text = "mirror = \"N\"\nopen = [\"Ctrl+Shift+O\"]\nfly = \"U\"\nundo = 7\nplay = \"Nothing\"\ncancel = \"U\"\n";
        let keys: KeyChanges = toml::from_str(text).unwrap();
        assert_eq!(keys.chords(KeyCommand::Mirror), [named("N")]);
        assert_eq!(keys.chords(KeyCommand::Open), [named("Ctrl+Shift+O")]);
        assert_eq!(keys.chords(KeyCommand::Cancel), [named("Escape")]);
        assert_eq!(
            keys.unusable(),
            ["keys.cancel", "keys.fly", "keys.play", "keys.undo"]
        );
        // They go back into the file as they came.
        let again: KeyChanges = toml::from_str(&toml::to_string(&keys).unwrap()).unwrap();
        assert_eq!(again, keys);
    }

    #[test]
    fn the_french_row_over_the_letters_goes_through_the_steps() {
        let keys = KeyChanges::default();
        // What the keys 1 to 8 write without Shift: & é " ' ( - è _; egui has no name for most, and tells their places.
        let written = [
            Key::Num1,
            Key::Num2,
            Key::Num3,
            Key::Quote,
            Key::Num5,
            Key::Minus,
            Key::Num7,
            Key::Num8,
        ];
        let places = [
            Key::Num1,
            Key::Num2,
            Key::Num3,
            Key::Num4,
            Key::Num5,
            Key::Num6,
            Key::Num7,
            Key::Num8,
        ];
        for ((written, place), step) in written.into_iter().zip(places).zip(ConsultationStep::ALL) {
            let command = Some(KeyCommand::Step(step));
            assert_eq!(
                keys.command(&pressed(written, place, false)),
                command,
                "{place:?}"
            );
            // With Shift they write the digit.
            assert_eq!(keys.command(&pressed(place, place, true)), command, "{place:?}");
        }
        // Its minus beside the digits of the other block is still a minus, and so is that of other keyboards.
        let minus = pressed(Key::Minus, Key::Minus, false);
        assert_eq!(keys.command(&minus), Some(KeyCommand::ZoomOut));
    }

    #[test]
    fn brush_and_before_have_keys_on_every_keyboard() {
        let keys = KeyChanges::default();
        for command in [
            KeyCommand::BrushSmaller,
            KeyCommand::BrushLarger,
            KeyCommand::BrushHarder,
            KeyCommand::BrushSofter,
            KeyCommand::Before,
        ] {
            let is_letter =
                |chord: &KeyChord| ('A'..='Z').any(|letter| chord.key.name() == letter.to_string());
            assert!(keys.chords(command).iter().any(is_letter), "{command:?}");
        }
    }
}
