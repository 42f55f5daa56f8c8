//! What a person can do in the window. Panels and canvas only say these; [`EditorState::perform`](super::EditorState::perform)
//! carries out what concerns values alone, the host what needs files, threads or windows.

use super::client_traces::ClientTraces;
use super::dialog::{AfterSave, AgreeForm, Dialog, ExportForm, LockedWork, PhotoOwner, ReplaceTarget};
use super::ghost::GhostOverlay;
use super::panes::CompareMode;
use super::preferences::UserPreferences;
use super::state::{BrushSettings, ConsultationStep, Tool};
use crate::project::{Edit, Passphrase, PhotoAdjust};
use glam::DVec2;
use std::path::PathBuf;

/// Something that a person wants.
#[derive(Clone, Debug)]
pub enum Action {
    /// Of the window's values.
    Editor(EditorAction),
    /// Of the host.
    App(AppAction),
}

impl From<EditorAction> for Action {
    fn from(action: EditorAction) -> Self {
        Action::Editor(action)
    }
}

impl From<AppAction> for Action {
    fn from(action: AppAction) -> Self {
        Action::App(action)
    }
}

/// What a person wants in a frame, in order.
#[derive(Clone, Debug, Default)]
pub struct Actions(Vec<Action>);

impl Actions {
    /// Adds one.
    pub fn push(&mut self, action: impl Into<Action>) {
        self.0.push(action.into());
    }

    /// Adds several.
    pub fn extend<A: Into<Action>>(&mut self, actions: impl IntoIterator<Item = A>) {
        self.0.extend(actions.into_iter().map(Into::into));
    }

    /// A finished change.
    pub fn edit(&mut self, edit: impl Into<Edit>) {
        self.push(EditorAction::Edit(edit.into()));
    }

    /// A change in the middle of a gesture.
    pub fn preview(&mut self, edit: impl Into<Edit>) {
        self.push(EditorAction::Preview(edit.into()));
    }

    /// Whether nothing is wanted.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them.
    pub fn iter(&self) -> std::slice::Iter<'_, Action> {
        self.0.iter()
    }
}

impl IntoIterator for Actions {
    type Item = Action;
    type IntoIter = std::vec::IntoIter<Action>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// An action that concerns the window's values alone.
#[derive(Clone, Debug)]
pub enum EditorAction {
    /// A finished change: one step of the history.
    Edit(Edit),
    /// A change in the middle of a gesture, absolute from the gesture's beginning; [`EditorAction::Commit`] ends it.
    Preview(Edit),
    /// The end of a gesture.
    Commit,
    /// The gesture is given up.
    Cancel,
    /// One step back.
    Undo,
    /// One step forward.
    Redo,
    /// To a step of the history's list.
    GoTo(usize),
    /// Turns or cuts the photo shown.
    AdjustPhoto(PhotoAdjust),
    /// Goes to a step.
    Step(ConsultationStep),
    /// Goes on to the next step: the present one is done.
    Next(ConsultationStep),
    /// Chooses a tool.
    Tool(Tool),
    /// Takes another brush.
    Brush(BrushSettings),
    /// Edits of one side are made on the other side too, or not.
    Symmetric(bool),
    /// Shows or hides midline, thirds and heights.
    Guides(bool),
    /// Shows an earlier photo over the one that is fitted, or not.
    Ghost(GhostOverlay),
    /// Chooses how to compare.
    Compare(CompareMode),
    /// Shows the photo without simulation while held.
    HoldBefore(bool),
    /// Shows all moments from fresh to ten years one after the other, or stops.
    Play(bool),
    /// Zooms by a factor about a point of the photo (px), or about the middle.
    Zoom(f64, Option<DVec2>),
    /// Moves the photo by screen pixels.
    Pan(DVec2),
    /// The whole photo.
    ZoomFit,
    /// One photo pixel a screen pixel.
    ZoomActual,
    /// One millimetre of head a millimetre of screen.
    ZoomLifeSize,
    /// Mirrors the canvas.
    Mirror,
    /// Hides or shows everything but the photo.
    HidePanels,
    /// Puts the keyboard into the search over all numbers.
    Search,
    /// Shows a note.
    Tell(&'static str),
    /// Shows the timings.
    Overlay,
    /// Draws what was found in the photo, or not.
    ShowFound(bool),
    /// An offered spot is none, by its number.
    DismissSpot(usize),
    /// An offered patch or scar is none, by its number.
    DismissPatch(usize),
    /// Takes the reference picture away.
    ClearReference,
    /// Opens a dialog.
    Dialog(Dialog),
    /// Closes the dialog.
    CloseDialog,
    /// The client's window goes blank.
    ClientBlank,
    /// Mirrors the client's window.
    ClientMirror,
    /// The client's window shows life size or the whole photo.
    ClientLifeSize,
    /// The client's window follows the split of the canvas, or not.
    ClientSplit,
}

/// An action that needs files, threads or windows.
#[derive(Clone, Debug)]
pub enum AppAction {
    /// Asks for a photo or project by the system's dialog.
    OpenDialog,
    /// Asks for a further photo of the open project's client.
    AddPhotoDialog,
    /// Asks for a picture to pin beside the canvas.
    ReferenceDialog,
    /// Asks for a picture to lay on the head as a stencil.
    StencilDialog,
    /// Lays a picture on the head as a stencil.
    OpenStencil(PathBuf),
    /// Opens a photo or a project; where a project is open, whose photo it is is asked.
    Open(PathBuf),
    /// Opens a further photo of the open project's client.
    AddPhoto(PathBuf),
    /// Takes the photos that were opened last, as whose they are.
    TakePhotos(PhotoOwner),
    /// Opens the demo head.
    OpenDemo,
    /// Takes a picture from the clipboard.
    Paste,
    /// Puts the simulation with its label into the clipboard.
    CopyPicture,
    /// Learns from the photo shown, one of real healed work, beside the simulation on the client's bare photo.
    LearnFromPhoto,
    /// Pins a picture beside the canvas.
    OpenReference(PathBuf),
    /// Keeps the design shown as an own style of this name.
    KeepStyle(String),
    /// Takes the own style of this name away.
    RemoveStyle(String),
    /// Writes all own styles into a library.
    ExportStyles,
    /// Asks for a folder to watch.
    WatchDialog,
    /// Watches a folder for new photos.
    Watch(PathBuf),
    /// Stops watching.
    StopWatching,
    /// Closes the project, after asking for unsaved work.
    CloseProject,
    /// Saves; asks for a name the first time.
    Save,
    /// Asks where to save.
    SaveDialog,
    /// Saves under a name.
    SaveAs(PathBuf),
    /// Asks for a folder and name by the system's dialog, for the open dialog of ours.
    BrowseForSave,
    /// Asks what to export, and where to.
    ExportDialog,
    /// Exports what the form says.
    Export(Box<ExportForm>),
    /// Stops the export.
    CancelExport,
    /// Writes where another file is, after a person has agreed.
    Replace(PathBuf, ReplaceTarget),
    /// Asks again where to write, with the next name that nothing has yet.
    AnotherName(PathBuf, ReplaceTarget),
    /// Takes lost work up again, by its folder.
    Recover(PathBuf),
    /// Throws lost work away, by its folders.
    DiscardLost(Vec<PathBuf>),
    /// Saves, then goes on with what was asked for.
    SaveThen(AfterSave),
    /// Gives unsaved work up and goes on with what was asked for.
    DiscardThen(AfterSave),
    /// Looks for all that is kept of the open project's client, and asks before it is deleted.
    DeleteClientDialog,
    /// Deletes it, and goes to the start page.
    DeleteClient(ClientTraces),
    /// Tries a passphrase on what is locked.
    TryPassphrase(LockedWork, Passphrase),
    /// Protects the open project with a passphrase, and saves it where it has a file.
    Protect(Passphrase),
    /// Takes the passphrase of the open project away, and saves it where it has a file.
    Unprotect,
    /// Keeps other preferences.
    SetPreferences(Box<UserPreferences>),
    /// Freezes the variant shown; the host adds day and version.
    Agree(AgreeForm),
    /// Fits the head to a face of the photo shown, by its number from the largest; seeks faces first where that wasn't done.
    UseFace(usize),
    /// Measures the photo shown again.
    MeasureAgain,
    /// Something grey or white lies at this point of the photo, px: its colour cast is corrected by it.
    Neutral(DVec2),
    /// Opens or closes the client's window.
    ClientWindow,
    /// The client's window keeps its picture while the artist works.
    ClientFreeze,
    /// Leaves the program, after asking for unsaved work.
    Quit,
    /// Leaves the program and the unsaved work.
    QuitWithoutSaving,
}
