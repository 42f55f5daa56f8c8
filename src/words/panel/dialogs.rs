//! Words of the dialogs.

#![allow(missing_docs, reason = "every constant's text is its own description")]

pub const CANCEL: &str = "Cancel";
pub const CLOSE: &str = "Close";
pub const BROWSE: &str = "Browse…";
pub const SAVE_AS: &str = "Save project";
pub const SAVE: &str = "Save";
pub const PATH: &str = "File";
pub const FOLDER: &str = "Folder";
pub const OPEN: &str = "Open";
pub const OPEN_PATH: &str = "Open photo or project";
pub const OPEN_REFERENCE: &str = "Pin a reference picture";
pub const WATCH: &str = "Watch a folder";
pub const WATCH_HELP: &str = "New photos of this folder appear within two seconds, newest first.";

pub const EXPORT: &str = "Export";
pub const EXPORT_WHAT: &str = "Picture";
pub const SHARE_FORM: &str = "It shows";
/// In the order of `ShareForm::ALL`.
pub const SHARE_FORMS: [&str; 3] = ["Simulation", "Pair", "Split"];
pub const SHARE_SHAPE: &str = "Shape";
/// In the order of `ShareShape::ALL`.
pub const SHARE_SHAPES: [&str; 4] = ["Photo", "Head", "Square", "Story"];
pub const SHARE_HIDE: &str = "Hidden";
/// In the order of `FaceCover::ALL`.
pub const SHARE_HIDES: [&str; 3] = ["Eyes", "Below the brows", "Nothing"];
pub const SHARE_CONSENT: &str = "The client agrees that it is shown, and where";
pub const SHARE_HELP: &str = "No name, place or settings are in the file. Look at it before it is sent: a tattoo or a mirror can tell a client too.";
pub const LEGEND: &str = "Legend under the picture";
pub const LEGEND_HELP: &str = "The word “Simulation” always stays in the picture.";
pub const WATERMARK: &str = "Watermark";
pub const WATERMARK_HINT: &str = "none";
pub const CLINIC: &str = "Clinic's name";
pub const CLINIC_HINT: &str = "as it should stand under the picture";
pub const CLINIC_FIRST: &str = "Asked once; it can be changed in the preferences.";
pub const MAX_SIDE: &str = "Longest side";
pub const FULL_SIZE: &str = "As the photo";
/// The endings that a picture may have.
pub fn formats(endings: &str) -> String {
    format!("Ending: {endings}")
}

pub const AGREE: &str = "Agree on this variant";
pub const AGREE_HELP: &str =
    "Keeps this variant as it is, with today's date. A simulation shows an intention, not a promised result.";
pub const AGREE_BUTTON: &str = "Agree";
pub const AGREE_EXPORT: &str = "Save the picture right afterwards";
pub const INITIALS: &str = "Client's initials";
pub const PRACTITIONER: &str = "Practitioner";

pub const UNSAVED: &str = "Save the changes?";
pub const UNSAVED_HELP: &str = "Work since the last save would be lost.";
pub const DONT_SAVE: &str = "Don't save";

pub const REPLACE: &str = "Replace the file?";
pub const REPLACE_BUTTON: &str = "Replace";
pub const ANOTHER_NAME: &str = "Another name";
/// What would be replaced, and what becomes of it.
pub fn replace_what(path: &std::path::Path) -> String {
    format!(
        "{} is there already and is not this project's own. If you replace it, what is there now is kept beside it with \
         “.replaced” in its name.",
        path.display()
    )
}

pub const RECOVERY: &str = "Unsaved work was found";
pub const RECOVERY_HELP: &str = "The program ended before this was saved.";
pub const LATER: &str = "Decide later";

pub const HISTORY: &str = "History";
pub const STEPS: &str = "Steps";
pub const SNAPSHOTS: &str = "Snapshots";
pub const SNAPSHOT_NAME: &str = "Name of a snapshot";
pub const SNAPSHOT_ADD: &str = "Keep";
pub const NO_SNAPSHOTS: &str = "Keep a state under a name, to come back to it with one click.";

pub const PREFERENCES: &str = "Preferences";
pub const THEME: &str = "Look";
pub const DARK: &str = "Dark";
pub const LIGHT: &str = "Light";
pub const UI_SIZE: &str = "Size of the controls";
pub const SCREEN_WIDTH: &str = "Width of this screen";
pub const SCREEN_HELP: &str =
    "Measure the lit area with a ruler; life size needs it where the screen doesn't tell. 0: unknown.";
pub const SHOW_THUMBNAILS: &str = "Show clients' pictures on the start page";

pub const SHORTCUTS: &str = "Keys";
/// Group of the touch gestures.
pub const TOUCH_GROUP: &str = "Touch";
/// Touch gestures and what they do.
pub const TOUCH: [(&str, &str); 4] = [
    ("One finger", "Edit"),
    ("Two fingers", "Move and zoom"),
    ("Two-finger tap", "Undo"),
    ("Three-finger tap", "Redo"),
];
