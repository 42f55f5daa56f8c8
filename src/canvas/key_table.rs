//! The keyboard, as one table: what is pressed, what it does. The list of shortcuts shows the same table.

use crate::app::{Step, Tool};
use crate::words;
use egui::{Key, Modifiers};

/// A key with what is held beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Chord {
    /// Ctrl, or Command on a Mac.
    pub command: bool,
    /// Shift; none where a keyboard may or may not need it for the sign.
    pub shift: Option<bool>,
    /// The key.
    pub key: Key,
}

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "`words::canvas::command` says each in words")]
pub enum Command {
    Open,
    Save,
    SaveAs,
    Paste,
    Export,
    Undo,
    Redo,
    Shortcuts,
    Search,
    Quit,
    Cancel,
    Step(Step),
    ZoomFit,
    ZoomActual,
    ZoomIn,
    ZoomOut,
    Before,
    Compare,
    Mirror,
    HidePanels,
    ClientWindow,
    ClientBlank,
    Play,
    Pan,
    Tool(Tool),
    BrushSmaller,
    BrushLarger,
    BrushHarder,
    BrushSofter,
    Remove,
    RemoveLast,
    Finish,
    /// Right, up, left, down: 0–3.
    Nudge(u8),
}

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Keys that do it; the first one is shown.
    pub chords: &'static [Chord],
    /// What they do.
    pub command: Command,
    /// Index in [`words::canvas::GROUPS`].
    pub group: usize,
}

impl Row {
    /// The row's words.
    pub fn words(&self) -> &'static str {
        words::canvas::command(self.command)
    }

    /// The row's keys as they are written: `Ctrl+Z`.
    pub fn keys(&self) -> String {
        let shown: Vec<String> = self.chords.iter().map(|chord| chord.written()).collect();
        shown.join(words::canvas::OR)
    }
}

const fn plain(key: Key) -> Chord {
    Chord {
        command: false,
        shift: Some(false),
        key,
    }
}
const fn sign(key: Key) -> Chord {
    Chord {
        command: false,
        shift: None,
        key,
    }
}
const fn shift(key: Key) -> Chord {
    Chord {
        command: false,
        shift: Some(true),
        key,
    }
}
const fn ctrl(key: Key) -> Chord {
    Chord {
        command: true,
        shift: Some(false),
        key,
    }
}
const fn ctrl_shift(key: Key) -> Chord {
    Chord {
        command: true,
        shift: Some(true),
        key,
    }
}
const fn ctrl_sign(key: Key) -> Chord {
    Chord {
        command: true,
        shift: None,
        key,
    }
}
const fn row(group: usize, command: Command, chords: &'static [Chord]) -> Row {
    Row {
        chords,
        command,
        group,
    }
}

/// All keys.
pub const TABLE: &[Row] = &[
    row(0, Command::Open, &[ctrl(Key::O)]),
    row(0, Command::Paste, &[ctrl(Key::V)]),
    row(0, Command::Save, &[ctrl(Key::S)]),
    row(0, Command::SaveAs, &[ctrl_shift(Key::S)]),
    row(0, Command::Export, &[ctrl(Key::E)]),
    row(0, Command::Undo, &[ctrl(Key::Z)]),
    row(0, Command::Redo, &[ctrl_shift(Key::Z), ctrl(Key::Y)]),
    row(0, Command::Search, &[ctrl(Key::F)]),
    row(0, Command::Quit, &[ctrl(Key::Q)]),
    row(0, Command::Step(Step::Photo), &[plain(Key::Num1)]),
    row(0, Command::Step(Step::Fit), &[plain(Key::Num2)]),
    row(0, Command::Step(Step::Purpose), &[plain(Key::Num3)]),
    row(0, Command::Step(Step::Hairline), &[plain(Key::Num4)]),
    row(0, Command::Step(Step::Fill), &[plain(Key::Num5)]),
    row(0, Command::Step(Step::Treatment), &[plain(Key::Num6)]),
    row(0, Command::Step(Step::Compare), &[plain(Key::Num7)]),
    row(0, Command::Step(Step::Agree), &[plain(Key::Num8)]),
    row(0, Command::Cancel, &[plain(Key::Escape)]),
    row(
        0,
        Command::Shortcuts,
        &[plain(Key::F1), sign(Key::Questionmark), shift(Key::Slash)],
    ),
    row(1, Command::ZoomFit, &[ctrl(Key::Num0)]),
    row(1, Command::ZoomActual, &[ctrl(Key::Num1)]),
    row(
        1,
        Command::ZoomIn,
        &[
            sign(Key::Plus),
            sign(Key::Equals),
            ctrl_sign(Key::Plus),
            ctrl_sign(Key::Equals),
        ],
    ),
    row(1, Command::ZoomOut, &[sign(Key::Minus), ctrl_sign(Key::Minus)]),
    row(1, Command::Pan, &[plain(Key::Space)]),
    row(1, Command::Before, &[sign(Key::Backslash)]),
    row(1, Command::Compare, &[plain(Key::C)]),
    row(1, Command::Mirror, &[plain(Key::M)]),
    row(1, Command::HidePanels, &[plain(Key::Tab)]),
    row(1, Command::ClientWindow, &[plain(Key::F11), plain(Key::F)]),
    row(1, Command::ClientBlank, &[plain(Key::Period)]),
    row(1, Command::Play, &[plain(Key::P)]),
    row(2, Command::Tool(Tool::Hand), &[plain(Key::H)]),
    row(2, Command::Tool(Tool::Hairline), &[plain(Key::L)]),
    row(2, Command::Tool(Tool::Trace), &[plain(Key::T)]),
    row(2, Command::Tool(Tool::Brush), &[plain(Key::B)]),
    row(2, Command::Tool(Tool::Ruler), &[plain(Key::R)]),
    row(3, Command::BrushSmaller, &[plain(Key::OpenBracket)]),
    row(3, Command::BrushLarger, &[plain(Key::CloseBracket)]),
    row(
        3,
        Command::BrushHarder,
        &[shift(Key::OpenBracket), sign(Key::OpenCurlyBracket)],
    ),
    row(
        3,
        Command::BrushSofter,
        &[shift(Key::CloseBracket), sign(Key::CloseCurlyBracket)],
    ),
    row(3, Command::Nudge(0), &[sign(Key::ArrowRight)]),
    row(3, Command::Nudge(1), &[sign(Key::ArrowUp)]),
    row(3, Command::Nudge(2), &[sign(Key::ArrowLeft)]),
    row(3, Command::Nudge(3), &[sign(Key::ArrowDown)]),
    row(3, Command::Remove, &[plain(Key::Delete)]),
    row(3, Command::RemoveLast, &[plain(Key::Backspace)]),
    row(3, Command::Finish, &[plain(Key::Enter)]),
];

impl Chord {
    pub(super) fn is(&self, key: Key, modifiers: Modifiers) -> bool {
        let command = modifiers.command || modifiers.ctrl;
        self.key == key
            && self.command == command
            && !modifiers.alt
            && self.shift.is_none_or(|shift| shift == modifiers.shift)
    }

    fn written(&self) -> String {
        let key = match self.key {
            Key::ArrowRight => "Right",
            Key::ArrowUp => "Up",
            Key::ArrowLeft => "Left",
            Key::ArrowDown => "Down",
            key => key.symbol_or_name(),
        };
        let command = if self.command { words::canvas::CTRL } else { "" };
        let shift = match self.shift {
            Some(true) => words::canvas::SHIFT,
            _ => "",
        };
        format!("{command}{shift}{key}")
    }
}

impl Command {
    pub(super) fn is_of_brush(self) -> bool {
        matches!(
            self,
            Command::BrushSmaller | Command::BrushLarger | Command::BrushHarder | Command::BrushSofter
        )
    }

    /// Whether it means the same while a text is being typed.
    pub(super) fn is_of_file(self) -> bool {
        matches!(
            self,
            Command::Open
                | Command::Save
                | Command::SaveAs
                | Command::Export
                | Command::Search
                | Command::Quit
        )
    }

    pub(super) fn needs_project(self) -> bool {
        !matches!(
            self,
            Command::Open | Command::Paste | Command::Shortcuts | Command::Quit
        )
    }
}
