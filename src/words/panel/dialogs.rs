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
pub const OPEN_VIEW: &str = "Add a photo of this client";
pub const OPEN_REFERENCE: &str = "Pin a reference picture";
pub const WATCH: &str = "Watch a folder";
pub const WATCH_HELP: &str = "New photos of this folder appear within two seconds, newest first.";

pub const EXPORT: &str = "Export";
pub const EXPORT_WHAT: &str = "Picture";
pub const EXPORT_DOCUMENT: &str = "Document";
pub const DOCUMENT_HELP: &str =
    "Clinic, rates and texts come from practice.toml in the folder of settings, where there is one.";
pub const PAPER: &str = "Paper";
pub const PAPERS: [&str; 2] = ["A4", "Letter"];
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
pub const CLINIC_HINT: &str = "as it should appear under the picture";
pub const CLINIC_FIRST: &str = "Asked once; it can be changed in the preferences.";
pub const MAX_SIDE: &str = "Longest side";
pub const FULL_SIZE: &str = "As the photo";
/// The endings that a picture may have.
pub fn formats(endings: &str) -> String {
    format!("Ending: {endings}")
}

pub const NEW_CLIENT: &str = "New client";
pub const SAME_CLIENT: &str = "Another view of this client";
pub const OPEN_NOW: &str = "Opened now";
/// Whose photos are they?
pub fn whose(count: usize) -> &'static str {
    match count {
        1 => "A new client, or another view of this one?",
        _ => "A new client, or more views of this one?",
    }
}
/// What becomes of the open project: whose it is, and whether something of it is agreed.
pub fn whose_help(client: &str, is_agreed: bool) -> String {
    let client = match client.trim() {
        "" => "The open project has no initials yet".to_owned(),
        client => format!("The open project is that of {client}"),
    };
    match is_agreed {
        true => {
            format!("{client}, and a variant of it is agreed. What was agreed stays as it is either way.")
        }
        false => format!("{client}."),
    }
}

pub const MARKING_CARD: &str = "Marking card";
pub const MARKING_HELP: &str = "Distances along the skin, by tape; left and right are the client's own. ± holds for 19 of 20 clients. Export writes it with a picture.";
/// A distance, large.
pub fn card_mm(mm: f64) -> String {
    format!("{mm:.0} mm")
}
/// How far it may differ.
pub fn card_error(mm: f64) -> String {
    format!("± {:.0}", mm.ceil())
}
/// The same by calliper.
pub fn card_straight(mm: f64) -> String {
    format!("by calliper {mm:.0} mm")
}

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

/// What a picture is opened for.
pub const OPEN_STENCIL: &str = "Stencil: fill what is dark in a picture";
