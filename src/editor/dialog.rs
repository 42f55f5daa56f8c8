//! Dialogs over the window, and what their forms hold.

use super::client_traces::DeleteForm;
use super::command::{KeyChord, KeyCommand};
use crate::output::share::ShareRequest;
use crate::project::TypedPassphrase;
use std::path::PathBuf;

/// What the export dialog holds.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportForm {
    /// What is exported.
    pub what: ExportWhat,
    /// Where to; the ending says the format, one of `ImageFormat::ALL`.
    pub path: String,
    /// Settings, scale bar and words under the picture. The word 'Simulation' stays in the picture anyway.
    pub legend: bool,
    /// Text laid over the picture, or empty.
    pub watermark: String,
    /// The clinic's name under the picture, or empty.
    pub clinic: String,
    /// Longest side, px; the photo's own size where none.
    pub max_side: Option<u32>,
    /// Documents are for Letter paper, not A4.
    pub letter: bool,
}

/// What is exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportWhat {
    /// The simulation.
    Picture,
    /// Before and simulation beside each other.
    Pair,
    /// All variants on one sheet.
    Variants,
    /// The report of the consultation.
    Report,
    /// The marking guide.
    Guide,
    /// The plan of sessions as a table.
    Plan,
    /// All variants with what differs: the head alone, names and differences below.
    Board,
    /// A copy to share.
    Share {
        /// What it shows, and what it hides.
        request: ShareRequest,
        /// The client has agreed that pictures are shown to others, and where.
        consented: bool,
    },
}

impl ExportWhat {
    /// The ending of a document's file; none of a picture, which has several.
    pub fn document_ending(self) -> Option<&'static str> {
        match self {
            ExportWhat::Picture
            | ExportWhat::Pair
            | ExportWhat::Variants
            | ExportWhat::Board
            | ExportWhat::Share { .. } => None,
            ExportWhat::Report | ExportWhat::Guide => Some("pdf"),
            ExportWhat::Plan => Some("csv"),
        }
    }

    /// A path with an ending that fits: that of a document, or a picture's in place of a document's.
    pub fn fitting_path(self, path: &str) -> String {
        let (stem, ending) = path.rsplit_once('.').unwrap_or((path, ""));
        match (self.document_ending(), ending) {
            (Some(wanted), _) if ending.contains(['/', '\\']) => format!("{path}.{wanted}"),
            (Some(wanted), _) => format!("{stem}.{wanted}"),
            (None, "pdf" | "csv") => format!("{stem}.png"),
            (None, _) => path.to_owned(),
        }
    }
}

/// One distance of the marking card as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct CardLine {
    /// What it is.
    pub label: String,
    /// Along the skin, mm.
    pub skin_mm: f64,
    /// How far it may differ, mm.
    pub error_mm: f64,
    /// Straight, by calliper, mm.
    pub straight_mm: f64,
}

/// What an agreement is made with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AgreeForm {
    /// The client's initials.
    pub client: String,
    /// The practitioner.
    pub practitioner: String,
    /// Export the picture right afterwards.
    pub export: bool,
}

/// What a file is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenTarget {
    /// A project, or a photo of whoever it is: that is asked where a project is open.
    Anybody,
    /// A further photo of the client whose project is open.
    OpenClient,
    /// A picture to pin beside the canvas.
    Reference,
    /// A picture to lay on the head as a stencil.
    Stencil,
}

/// Whose photos were opened while a project was open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhotoOwner {
    /// Somebody else's: they begin a project of their own.
    NewClient,
    /// The open project's client's: they join it.
    OpenClient,
}

/// What happens after unsaved work has been dealt with.
#[derive(Clone, Debug, PartialEq)]
pub enum AfterSave {
    /// The start page.
    Close,
    /// The end.
    Quit,
    /// Another file.
    Open(PathBuf),
    /// The photos that were opened last, as a new client's.
    NewClient,
    /// Lost work, by its folder.
    Recover(PathBuf),
}

/// What is to be written where another file is.
#[derive(Clone, Debug, PartialEq)]
pub enum ReplaceTarget {
    /// The project.
    Project,
    /// An export.
    Export(Box<ExportForm>),
}

/// What a passphrase opens.
#[derive(Clone, Debug, PartialEq)]
pub enum LockedWork {
    /// A project's file.
    Project(PathBuf),
    /// Lost work, by its folder.
    Lost(PathBuf),
}

/// A passphrase is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct PassphraseForm {
    /// What it opens.
    pub what: LockedWork,
    /// As typed.
    pub typed: TypedPassphrase,
    /// The last one was wrong.
    pub was_wrong: bool,
    /// One is being tried.
    pub is_trying: bool,
}

impl PassphraseForm {
    /// Nothing typed yet.
    pub fn of(what: LockedWork) -> Self {
        PassphraseForm {
            what,
            typed: TypedPassphrase::default(),
            was_wrong: false,
            is_trying: false,
        }
    }
}

/// A new passphrase for the open project, typed twice.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProtectForm {
    /// The first time.
    pub typed: TypedPassphrase,
    /// The second time.
    pub again: TypedPassphrase,
}

/// The list of keys to change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KeysForm {
    /// The command that waits for its new key.
    pub waiting: Option<KeyCommand>,
    /// The key that was pressed for it, where another command has it.
    pub clashing: Option<KeyChord>,
}

/// A dialog over the window; only one at a time.
#[derive(Clone, Debug, PartialEq)]
pub enum Dialog {
    /// A path to save at.
    SaveAs {
        /// The path as typed.
        path: String,
    },
    /// A path to open, typed (for systems without a file dialog).
    OpenPath {
        /// The path as typed.
        path: String,
        /// What it is for.
        target: OpenTarget,
    },
    /// Photos were opened while a project was open: a new client, or this one?
    WhosePhoto {
        /// How many.
        count: usize,
    },
    /// Folder to watch, typed.
    WatchPath {
        /// The path as typed.
        path: String,
    },
    /// Export.
    Export(Box<ExportForm>),
    /// Unsaved work.
    Unsaved(AfterSave),
    /// Something else is at the place to write: replace it?
    Replace {
        /// The place.
        path: PathBuf,
        /// What is to be written.
        what: ReplaceTarget,
    },
    /// All that is kept of the open project's client is to be deleted.
    DeleteClient(Box<DeleteForm>),
    /// A passphrase is asked for.
    Passphrase(Box<PassphraseForm>),
    /// A passphrase for the open project.
    Protect(Box<ProtectForm>),
    /// The passphrase of the open project is to be taken away.
    Unprotect,
    /// Lost work that can be taken up again: [`EditorState::lost`](super::EditorState::lost).
    Recovery,
    /// Keys.
    Shortcuts,
    /// Steps of the history, snapshots.
    History,
    /// Preferences.
    Preferences,
    /// Keys to change.
    Keys(KeysForm),
    /// How to take the photo.
    TakePhoto,
    /// The distances by which the hairline is marked.
    MarkingCard(Vec<CardLine>),
    /// Something went wrong, or a note with a title.
    Message {
        /// What it is about.
        title: String,
        /// What happened and what to do next.
        text: String,
    },
}
