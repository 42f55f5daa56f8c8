//! A press of a key as the system tells it, and the key that is meant by it on keyboards of other countries.

use super::command::{KEY_TABLE, KeyChord};
use egui::{Key, Modifiers};

/// A press of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyPress {
    /// What the key writes; where no key is named so, its place.
    pub key: Key,
    /// Its place, by what stands there on an American keyboard.
    pub place: Option<Key>,
    /// What is held beside it.
    pub modifiers: Modifiers,
}

/// The digits of the row over the letters.
const DIGITS: [Key; 10] = [
    Key::Num0,
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Num4,
    Key::Num5,
    Key::Num6,
    Key::Num7,
    Key::Num8,
    Key::Num9,
];

impl KeyPress {
    /// A press that is heard.
    pub fn of(event: &egui::Event) -> Option<Self> {
        match *event {
            egui::Event::Key {
                key,
                physical_key,
                pressed: true,
                modifiers,
                ..
            } => Some(KeyPress {
                key,
                place: physical_key,
                modifiers,
            }),
            _ => None,
        }
    }

    /// Whether Ctrl is held, or Command on a Mac. AltGr is Ctrl and Alt on Windows, and Alt alone on a Mac: where it has written
    /// another sign than the key's own, neither counts.
    fn command(&self) -> bool {
        (self.modifiers.command || self.modifiers.ctrl) && !self.is_alt_graph()
    }

    fn is_alt_graph(&self) -> bool {
        self.modifiers.alt && is_sign(self.key) && self.place.is_some_and(|place| place != self.key)
    }

    /// The keys that may be meant, the likeliest first. The French row over the letters writes signs, and digits with Shift: a digit
    /// is meant by its place. Of those signs egui has names for two, ' on the 4 and - on the 6, and tells the others by their place;
    /// any other sign that comes from a digit's place was written with AltGr.
    fn keys(&self) -> impl Iterator<Item = Key> {
        let is_french =
            matches!(self.key, Key::Quote | Key::Minus) && !self.modifiers.shift && !self.modifiers.alt;
        let digit = self.place.filter(|place| is_french && DIGITS.contains(place));
        digit.into_iter().chain([self.key])
    }

    /// Whether it writes something into a field.
    pub fn writes(&self) -> bool {
        let is_function = self.key.name().len() > 1 && self.key.name().starts_with('F');
        !self.command() && !is_function
    }

    /// Whether it is a chord.
    pub fn is(&self, chord: &KeyChord) -> bool {
        self.keys().any(|key| self.is_with(chord, key))
    }

    fn is_with(&self, chord: &KeyChord, key: Key) -> bool {
        chord.key == key
            && chord.command == self.command()
            && (!self.modifiers.alt || self.is_alt_graph())
            && chord.shift.is_none_or(|shift| shift == self.modifiers.shift)
    }

    /// What is found by the key that is likeliest meant.
    pub(super) fn first<T>(&self, found: impl Fn(&dyn Fn(&KeyChord) -> bool) -> Option<T>) -> Option<T> {
        self.keys()
            .find_map(|key| found(&|chord| self.is_with(chord, key)))
    }

    /// The chord by which it will be known again; none with Alt, which belongs to the system.
    pub fn chord(&self) -> Option<KeyChord> {
        if self.modifiers.alt && !self.is_alt_graph() {
            return None;
        }
        let key = self.keys().next()?;
        Some(KeyChord {
            command: self.command(),
            shift: shift_of(key, self.modifiers.shift),
            key,
        })
    }
}

/// Whether a key writes neither a letter nor a digit.
fn is_sign(key: Key) -> bool {
    let mut letters = key.symbol_or_name().chars();
    let only = letters.next().filter(|_| letters.next().is_none());
    only.is_some_and(|letter| !letter.is_alphanumeric())
}

/// Shift as a chord has it: for a sign a keyboard may or may not need it. Brackets are told apart by it, for American keyboards write
/// braces with it.
fn shift_of(key: Key, shift: bool) -> Option<bool> {
    let either =
        (is_sign(key) && !matches!(key, Key::OpenBracket | Key::CloseBracket)) || DIGITS.contains(&key);
    (!either).then_some(shift)
}

impl KeyChord {
    /// Its name in a file: `Ctrl+Shift+S`.
    pub fn name(&self) -> String {
        let command = if self.command { "Ctrl+" } else { "" };
        let shift = if self.shift == Some(true) { "Shift+" } else { "" };
        format!("{command}{shift}{}", self.key.name())
    }

    /// The chord of a name, as a file has it or a person writes it.
    pub fn named(name: &str) -> Option<Self> {
        let (mut command, mut shift, mut rest) = (false, false, name.trim());
        while let Some((held, key)) = rest.split_once('+').filter(|(_, key)| !key.is_empty()) {
            match held.trim().to_ascii_lowercase().as_str() {
                "ctrl" | "control" | "cmd" | "command" => command = true,
                "shift" => shift = true,
                _ => return None,
            }
            rest = key.trim();
        }
        let by_name = |name: &str| Key::from_name(name);
        let key = by_name(rest).or_else(|| by_name(&rest.to_uppercase()))?;
        let usual = || {
            let chords = KEY_TABLE.iter().flat_map(|row| row.chords);
            chords.copied().find(|chord| {
                chord.key == key && chord.command == command && (chord.shift == Some(true)) == shift
            })
        };
        Some(usual().unwrap_or(KeyChord {
            command,
            shift: match shift {
                true => Some(true),
                false => shift_of(key, false),
            },
            key,
        }))
    }

    /// Whether one press can be both.
    pub fn meets(&self, other: &KeyChord) -> bool {
        let same_shift = self.shift.is_none() || other.shift.is_none() || self.shift == other.shift;
        self.key == other.key && self.command == other.command && same_shift
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(key: Key, place: Key, modifiers: Modifiers) -> KeyPress {
        KeyPress {
            key,
            place: Some(place),
            modifiers,
        }
    }

    #[test]
    fn every_chord_is_known_by_its_name() {
        for chord in KEY_TABLE.iter().flat_map(|row| row.chords) {
            assert_eq!(
                KeyChord::named(&chord.name()).as_ref(),
                Some(chord),
                "{}",
                chord.name()
            );
        }
        assert_eq!(
            KeyChord::named("ctrl + shift + s")
                .map(|chord| chord.name())
                .as_deref(),
            Some("Ctrl+Shift+S")
        );
        for bad in ["", "Ctrl+", "Hyper+S", "Ctrl+Nothing"] {
            assert_eq!(KeyChord::named(bad), None, "{bad}");
        }
    }

    #[test]
    fn signs_that_a_keyboard_writes_with_alt_graph_are_those_signs() {
        let bracket = KeyChord::named("[").unwrap_or_else(|| panic!("no bracket"));
        // German: AltGr+8, as Linux, Windows and a Mac (Option+5) tell it.
        let windows = Modifiers {
            ctrl: true,
            command: true,
            alt: true,
            ..Modifiers::NONE
        };
        for (place, modifiers) in [
            (Key::Num8, Modifiers::NONE),
            (Key::Num8, windows),
            (Key::Num5, Modifiers::ALT),
        ] {
            let pressed = press(Key::OpenBracket, place, modifiers);
            assert!(pressed.is(&bracket), "{modifiers:?}");
            assert_eq!(pressed.chord(), Some(bracket));
        }
        // Ctrl+Alt+S stays the system's.
        let pressed = press(Key::S, Key::S, windows);
        assert_eq!(pressed.chord(), None);
    }
}
