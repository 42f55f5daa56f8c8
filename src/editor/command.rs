//! The keyboard, as one table: what is pressed, what it does. A person can change most of it
//! ([`KeyChanges`](super::KeyChanges)).
//!
//! `[`, `]` and `\` stand beside letters that every keyboard has: German, French, Spanish, Turkish and Portuguese ones type them with
//! AltGr, if at all.

use super::state::{ConsultationStep, Tool};
use egui::Key;

/// A key with what is held beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct KeyChord {
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
pub enum KeyCommand {
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
    Step(ConsultationStep),
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
pub struct KeyRow {
    /// Keys that do it; the first one is shown.
    pub chords: &'static [KeyChord],
    /// What they do.
    pub command: KeyCommand,
    /// Index in [`words::canvas::groups()`](crate::words::canvas::groups()).
    pub group: usize,
}

const fn plain(key: Key) -> KeyChord {
    KeyChord {
        command: false,
        shift: Some(false),
        key,
    }
}
const fn sign(key: Key) -> KeyChord {
    KeyChord {
        command: false,
        shift: None,
        key,
    }
}
const fn shift(key: Key) -> KeyChord {
    KeyChord {
        command: false,
        shift: Some(true),
        key,
    }
}
const fn ctrl(key: Key) -> KeyChord {
    KeyChord {
        command: true,
        shift: Some(false),
        key,
    }
}
const fn ctrl_shift(key: Key) -> KeyChord {
    KeyChord {
        command: true,
        shift: Some(true),
        key,
    }
}
const fn ctrl_sign(key: Key) -> KeyChord {
    KeyChord {
        command: true,
        shift: None,
        key,
    }
}
const fn row(group: usize, command: KeyCommand, chords: &'static [KeyChord]) -> KeyRow {
    KeyRow {
        chords,
        command,
        group,
    }
}

/// All keys.
pub const KEY_TABLE: &[KeyRow] = &[
    row(0, KeyCommand::Open, &[ctrl(Key::O)]),
    row(0, KeyCommand::Paste, &[ctrl(Key::V)]),
    row(0, KeyCommand::Save, &[ctrl(Key::S)]),
    row(0, KeyCommand::SaveAs, &[ctrl_shift(Key::S)]),
    row(0, KeyCommand::Export, &[ctrl(Key::E)]),
    row(0, KeyCommand::Undo, &[ctrl(Key::Z)]),
    row(0, KeyCommand::Redo, &[ctrl_shift(Key::Z), ctrl(Key::Y)]),
    row(0, KeyCommand::Search, &[ctrl(Key::F)]),
    row(0, KeyCommand::Quit, &[ctrl(Key::Q)]),
    row(0, KeyCommand::Step(ConsultationStep::Photo), &[sign(Key::Num1)]),
    row(0, KeyCommand::Step(ConsultationStep::Fit), &[sign(Key::Num2)]),
    row(0, KeyCommand::Step(ConsultationStep::Purpose), &[sign(Key::Num3)]),
    row(
        0,
        KeyCommand::Step(ConsultationStep::Hairline),
        &[sign(Key::Num4)],
    ),
    row(0, KeyCommand::Step(ConsultationStep::Fill), &[sign(Key::Num5)]),
    row(
        0,
        KeyCommand::Step(ConsultationStep::Treatment),
        &[sign(Key::Num6)],
    ),
    row(0, KeyCommand::Step(ConsultationStep::Compare), &[sign(Key::Num7)]),
    row(0, KeyCommand::Step(ConsultationStep::Agree), &[sign(Key::Num8)]),
    row(0, KeyCommand::Cancel, &[plain(Key::Escape)]),
    row(
        0,
        KeyCommand::Shortcuts,
        &[plain(Key::F1), sign(Key::Questionmark), shift(Key::Slash)],
    ),
    row(1, KeyCommand::ZoomFit, &[ctrl(Key::Num0)]),
    row(1, KeyCommand::ZoomActual, &[ctrl(Key::Num1)]),
    row(
        1,
        KeyCommand::ZoomIn,
        &[
            sign(Key::Plus),
            sign(Key::Equals),
            ctrl_sign(Key::Plus),
            ctrl_sign(Key::Equals),
        ],
    ),
    row(1, KeyCommand::ZoomOut, &[sign(Key::Minus), ctrl_sign(Key::Minus)]),
    row(1, KeyCommand::Pan, &[plain(Key::Space)]),
    row(1, KeyCommand::Before, &[sign(Key::Backslash), plain(Key::X)]),
    row(1, KeyCommand::Compare, &[plain(Key::C)]),
    row(1, KeyCommand::Mirror, &[plain(Key::M)]),
    row(1, KeyCommand::HidePanels, &[plain(Key::Tab)]),
    row(1, KeyCommand::ClientWindow, &[plain(Key::F11), plain(Key::F)]),
    row(1, KeyCommand::ClientBlank, &[plain(Key::Period)]),
    row(1, KeyCommand::Play, &[plain(Key::P)]),
    row(2, KeyCommand::Tool(Tool::Hand), &[plain(Key::H)]),
    row(2, KeyCommand::Tool(Tool::Hairline), &[plain(Key::L)]),
    row(2, KeyCommand::Tool(Tool::Trace), &[plain(Key::T)]),
    row(2, KeyCommand::Tool(Tool::Brush), &[plain(Key::B)]),
    row(2, KeyCommand::Tool(Tool::Ruler), &[plain(Key::R)]),
    row(
        3,
        KeyCommand::BrushSmaller,
        &[plain(Key::OpenBracket), plain(Key::J)],
    ),
    row(
        3,
        KeyCommand::BrushLarger,
        &[plain(Key::CloseBracket), plain(Key::K)],
    ),
    row(
        3,
        KeyCommand::BrushHarder,
        &[
            shift(Key::OpenBracket),
            sign(Key::OpenCurlyBracket),
            shift(Key::J),
        ],
    ),
    row(
        3,
        KeyCommand::BrushSofter,
        &[
            shift(Key::CloseBracket),
            sign(Key::CloseCurlyBracket),
            shift(Key::K),
        ],
    ),
    row(3, KeyCommand::Nudge(0), &[sign(Key::ArrowRight)]),
    row(3, KeyCommand::Nudge(1), &[sign(Key::ArrowUp)]),
    row(3, KeyCommand::Nudge(2), &[sign(Key::ArrowLeft)]),
    row(3, KeyCommand::Nudge(3), &[sign(Key::ArrowDown)]),
    row(3, KeyCommand::Remove, &[plain(Key::Delete)]),
    row(3, KeyCommand::RemoveLast, &[plain(Key::Backspace)]),
    row(3, KeyCommand::Finish, &[plain(Key::Enter)]),
];

impl KeyCommand {
    /// Whether a key that is held does it again and again.
    pub fn repeats(self) -> bool {
        matches!(
            self,
            KeyCommand::Undo
                | KeyCommand::Redo
                | KeyCommand::ZoomIn
                | KeyCommand::ZoomOut
                | KeyCommand::Nudge(_)
                | KeyCommand::BrushSmaller
                | KeyCommand::BrushLarger
                | KeyCommand::BrushHarder
                | KeyCommand::BrushSofter
        )
    }

    /// Whether a person may give it another key. Pasting comes from the system; the others are the same in every program, or are
    /// keys of the control that has the keyboard.
    pub fn can_change(self) -> bool {
        !matches!(
            self,
            KeyCommand::Paste
                | KeyCommand::Cancel
                | KeyCommand::Finish
                | KeyCommand::Pan
                | KeyCommand::Remove
                | KeyCommand::RemoveLast
                | KeyCommand::Nudge(_)
        )
    }

    /// Whether a field or a dialog follows, so that what is pressed next is meant for it.
    pub fn asks(self) -> bool {
        matches!(
            self,
            KeyCommand::Open
                | KeyCommand::Save
                | KeyCommand::SaveAs
                | KeyCommand::Paste
                | KeyCommand::Export
                | KeyCommand::Search
                | KeyCommand::Shortcuts
                | KeyCommand::Quit
        )
    }

    /// Whether it means the same while a text is being typed.
    pub fn is_of_file(self) -> bool {
        matches!(
            self,
            KeyCommand::Open
                | KeyCommand::Save
                | KeyCommand::SaveAs
                | KeyCommand::Export
                | KeyCommand::Search
                | KeyCommand::Quit
        )
    }

    /// Whether it means nothing on the start page.
    pub fn needs_project(self) -> bool {
        !matches!(
            self,
            KeyCommand::Open | KeyCommand::Paste | KeyCommand::Shortcuts | KeyCommand::Quit
        )
    }
}
