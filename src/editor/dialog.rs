//! Dialogs over the window, and what their forms hold.

use crate::output::share::ShareRequest;
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
    /// The same with what differs: the head alone, names and differences below.
    Board,
    /// A copy to share.
    Share {
        /// What it shows, and what it hides.
        request: ShareRequest,
        /// The client has agreed that pictures are shown to others, and where.
        consented: bool,
    },
}

/// What the agreement dialog holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AgreeForm {
    /// The client's initials.
    pub client: String,
    /// The practitioner.
    pub practitioner: String,
    /// Export the picture right afterwards.
    pub export: bool,
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
        /// Whether it is the reference picture.
        reference: bool,
    },
    /// Folder to watch, typed.
    WatchPath {
        /// The path as typed.
        path: String,
    },
    /// Export.
    Export(Box<ExportForm>),
    /// Agreement.
    Agree(AgreeForm),
    /// Unsaved work.
    Unsaved(AfterSave),
    /// Something else is at the place to write: replace it?
    Replace {
        /// The place.
        path: PathBuf,
        /// What is to be written.
        what: ReplaceTarget,
    },
    /// Lost work that can be taken up again: [`EditorState::lost`](super::EditorState::lost).
    Recovery,
    /// Keys.
    Shortcuts,
    /// Steps of the history, snapshots.
    History,
    /// Preferences.
    Preferences,
    /// How to take the photo.
    TakePhoto,
    /// Something went wrong, or a note with a title.
    Message {
        /// What it is about.
        title: String,
        /// What happened and what to do next.
        text: String,
    },
}
