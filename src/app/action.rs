//! What a person can do in the window. Panels and canvas only say these; `State` and the window carry them out.

use super::dialog::{AfterSave, AgreeForm, Dialog, ExportForm, Replacing};
use super::panes::Compare;
use super::prefs::Prefs;
use super::state::{BrushSettings, Step, Tool};
use crate::project::{Adjust, Edit};
use glam::DVec2;
use std::path::PathBuf;

/// A wish of the person.
#[derive(Clone, Debug)]
pub enum Action {
    /// A finished change: one step of the history.
    Edit(Edit),
    /// A change in the middle of a gesture, absolute from the gesture's beginning; [`Action::Commit`] ends it.
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
    /// Asks for a photo or project by the system's dialog.
    OpenDialog,
    /// Asks for a photo to add to this project.
    AddPhotoDialog,
    /// Asks for a picture to pin beside the canvas.
    ReferenceDialog,
    /// Takes the reference picture away.
    ClearReference,
    /// Opens a photo or a project; a photo joins the open project when there is one.
    Open(PathBuf),
    /// Opens the demo head.
    OpenDemo,
    /// Takes a picture from the clipboard.
    Paste,
    /// Asks for a folder to watch.
    WatchDialog,
    /// Stops watching.
    StopWatching,
    /// Closes the project, after asking for unsaved work.
    CloseProject,
    /// Saves; asks for a name the first time.
    Save,
    /// Saves under a name.
    SaveAs(PathBuf),
    /// Asks for a folder and name by the system's dialog, for the open dialog of ours.
    BrowseForSave,
    /// Exports what the form says.
    Export(Box<ExportForm>),
    /// Stops the export.
    CancelExport,
    /// Writes where another file is, after a person has agreed.
    Replace(PathBuf, Replacing),
    /// Takes lost work up again, by its folder.
    Recover(PathBuf),
    /// Throws lost work away, by its folders.
    DiscardLost(Vec<PathBuf>),
    /// Goes to a step.
    Step(Step),
    /// Chooses a tool.
    Tool(Tool),
    /// Chooses how to compare.
    Compare(Compare),
    /// Shows the photo without simulation while held.
    HoldBefore(bool),
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
    /// Opens a dialog.
    Dialog(Dialog),
    /// Closes the dialog.
    CloseDialog,
    /// Opens or closes the client's window.
    ClientWindow,
    /// The client's window keeps its picture while the artist works.
    ClientFreeze,
    /// The client's window goes blank.
    ClientBlank,
    /// Mirrors the client's window.
    ClientMirror,
    /// The client's window shows life size or the whole photo.
    ClientLifeSize,
    /// Shows the timings.
    Overlay,
    /// Turns or cuts the photo shown; the window finds the facts of the adjusted photo.
    AdjustPhoto(Adjust),
    /// Fits the head to a face of the photo shown, by its number from the largest; seeks faces first where that wasn't done.
    UseFace(usize),
    /// Measures the photo shown again.
    MeasureAgain,
    /// An offered spot is none, by its number.
    DismissSpot(usize),
    /// Something grey or white lies at this point of the photo, px: its colour cast is corrected by it.
    Neutral(DVec2),
    /// Shows all moments from fresh to ten years one after the other, or stops.
    Play(bool),
    /// Draws what was found in the photo, or not.
    ShowFound(bool),
    /// Puts the keyboard into the search over all numbers.
    Search,
    /// Takes another brush.
    Brush(BrushSettings),
    /// Edits of one side are made on the other side too, or not.
    Symmetric(bool),
    /// Shows or hides midline, thirds and heights.
    Guides(bool),
    /// Keeps other preferences.
    SetPrefs(Box<Prefs>),
    /// Freezes the variant shown; the window adds day, stage, assumptions and version.
    Agree(AgreeForm),
    /// Saves, then goes on with what was asked for.
    SaveThen(AfterSave),
    /// Gives unsaved work up and goes on with what was asked for.
    DiscardThen(AfterSave),
    /// Pins a picture beside the canvas.
    OpenReference(PathBuf),
    /// Watches a folder for new photos.
    Watch(PathBuf),
    /// Leaves the program, after asking for unsaved work.
    Quit,
    /// Leaves the program and the unsaved work.
    QuitWithoutSaving,
}
