//! Words of the window itself: notes, errors, jobs.

use std::fmt::Display;
use std::path::Path;

/// Name of the program, title of the start page's window.
pub const PROGRAM: &str = "Shadowline";
/// Title of the client's window.
pub const CLIENT_TITLE: &str = "Simulation";
/// What every simulation is called on the screen, with the moment and light shown.
pub fn stage_shown(stage: &str) -> String {
    format!("Simulation · {stage}")
}

/// Over the client's window where it covers the only screen.
pub const CLIENT_HINT: &str = "Esc closes this view";
/// The photo itself.
pub const BEFORE: &str = "Before";
/// First entry of the history.
pub const OPENED: &str = "Opened";
/// A project without a file.
pub const UNTITLED: &str = "untitled";
/// Title of a message about opening.
pub const CANT_OPEN: &str = "This could not be opened";
/// Title of a message about saving.
pub const CANT_SAVE: &str = "This could not be saved";
/// Keeping an own style failed.
pub const CANT_KEEP_STYLE: &str = "The style could not be kept";
/// Taking in a library of styles failed.
pub const CANT_IMPORT_STYLES: &str = "The styles could not be taken in";
/// There is no place for own styles.
pub const NO_DATA_FOLDER: &str = "This computer names no folder for data, so no style can be kept.";
/// Copying the picture failed.
pub const CANT_COPY: &str = "The picture could not be copied";
/// The picture for the clipboard is under way.
pub const COPYING: &str = "The picture is being drawn for the clipboard…";
/// The picture is in the clipboard.
pub const COPIED: &str = "The picture with its label is in the clipboard.";
/// Title of a message about exporting.
pub const CANT_EXPORT: &str = "This could not be exported";
/// Title of the system's dialog.
pub const SAVE_TITLE: &str = "Where to save";
/// Kind of file in the system's dialog.
pub const PHOTOS: &str = "Photos and projects";
/// A fault of ours.
pub const PANIC: &str =
    "The program made a mistake on this file. Your work is kept; save it, and try another file or format.";
/// Nothing to paste.
pub const EMPTY_CLIPBOARD: &str = "There is no picture in the clipboard.";
/// Sites are being grown.
pub const GROWING: &str = "Growing a new pattern";
/// An export is under way.
pub const EXPORTING: &str = "Exporting";
/// Title of a guide, as a reader of PDFs shows it.
pub const GUIDE_TITLE: &str = "Marking guide";
/// Title of a report.
pub const REPORT_TITLE: &str = "Consultation";
/// Nothing to export.
pub const NO_PHOTO: &str = "The project has no photo yet. Open one first.";
/// An export was stopped.
pub const EXPORT_CANCELLED: &str = "Export stopped; nothing was written.";
/// Life size needs the screen's width.
pub const SCREEN_UNKNOWN: &str =
    "Life size needs the width of your screen: measure it and enter it under Preferences.";
/// The system has no dialog.
pub const TYPE_THE_PATH: &str = "This system has no file dialog: type the path.";
/// The path has no known ending.
pub fn unknown_ending(endings: &str) -> String {
    format!("End the name in {endings}.")
}
/// Nothing can be agreed without initials.
pub const INITIALS_MISSING: &str = "Enter the client's initials first.";
/// Entry of the history.
pub const AGREE_STEP: &str = "Agree";
/// An agreement was made.
pub const AGREED: &str = "Agreed and frozen. Later changes become a new variant.";
/// Assumption of every agreement.
pub const ASSUMED_SIMULATION: &str =
    "A simulation, not a promise: skin, hand, pigment and healing differ from person to person.";
/// Assumption of every agreement: the moment that was looked at.
pub fn assumed_stage(moment: &str) -> String {
    match moment {
        "healed" => "Shown healed, four to six weeks after the last planned session.".to_owned(),
        other => format!("Shown: {other}."),
    }
}

/// Assumption of every agreement: light and distance.
pub fn assumed_light(is_relit: bool, stage: &str) -> String {
    match is_relit {
        false => "Light as in the photo.".to_owned(),
        true => format!("Not in the light or from the distance of the photo: {stage}."),
    }
}

/// Assumption about the scale.
pub fn assumed_scale(percent: f64) -> String {
    format!("Scale of the photo good to ± {percent:.0} %.")
}

/// Title of a project's window.
pub fn window_title(name: &str, is_unsaved: bool) -> String {
    let mark = if is_unsaved { "• " } else { "" };
    format!("{mark}{name} – Shadowline")
}

/// The settings file can't be read, and where it was put aside.
pub fn broken_settings(path: &Path, aside: Option<&Path>) -> String {
    let kept = aside.map_or(String::new(), |aside| format!(" It is kept as {}.", name(aside)));
    format!(
        "The file {} could not be read: the program starts with its defaults.{kept}",
        name(path)
    )
}

/// Some preferences can't be used, by their keys.
pub fn unusable_settings(keys: &[String]) -> String {
    format!(
        "These preferences could not be used and have their defaults again: {}.",
        keys.join(", ")
    )
}

/// The settings can't be kept.
pub fn settings_not_kept(error: &impl Display) -> String {
    let error = without_numbers(&error.to_string());
    format!("The preferences could not be kept ({error}); they hold until the program ends.")
}

/// Why nothing can be kept where the system knows no folder of the user.
pub const NO_HOME: &str = "this user has no home folder";
/// Note of a run that ended as it should.
pub const ENDED: &str = "ended in good order";

/// Note of a run: what draws.
pub fn drawn_by(device: &str) -> String {
    format!("drawn by {device}")
}

/// What is to be written is an original photo of the project.
pub fn is_original(path: &Path) -> String {
    format!(
        "{} is an original photo of this project and is never written over. Choose another name.",
        name(path)
    )
}

/// What is to be written is a folder or a device.
pub fn no_plain_file(path: &Path) -> String {
    format!(
        "{} is no file that can be written. Choose another name.",
        path.display()
    )
}

/// A project that was written in memory could not be read back.
pub fn would_not_open(why: &str) -> String {
    format!(
        "The project was not written, because it could not be opened again ({why}). What was saved before is untouched: \
         take the last step back and save again."
    )
}

/// A file can't be read.
pub fn unreadable(path: &Path, error: &impl Display) -> String {
    let error = without_numbers(&error.to_string());
    format!(
        "{} could not be read: {error}. Check the name and try again.",
        path.display()
    )
}

/// A file can't be written.
pub fn unwritable(path: &Path, error: &impl Display) -> String {
    let error = without_numbers(&error.to_string());
    format!(
        "{} could not be written: {error}. Choose another folder.",
        path.display()
    )
}

/// There is no display.
pub fn no_display(error: &impl Display) -> String {
    let text = error.to_string();
    // Before the reason stands a place in somebody's source.
    let reason = text
        .rsplit(": ")
        .next()
        .unwrap_or_default()
        .trim_end_matches(['.', ')']);
    format!(
        "no window can be opened here ({reason}). Start the program on a desktop, or use the command line: \
         `shadowline render --help`"
    )
}

/// The display can't be drawn on.
pub fn no_surface(error: &impl Display, advice: &str) -> String {
    format!("no graphics device can draw on this window ({error}). {advice}")
}

/// The device was lost and replaced.
pub fn device_lost(sentence: &str) -> String {
    let why = if sentence.trim().is_empty() {
        "no reason was given"
    } else {
        sentence
    };
    format!("The graphics device was lost and has been opened again ({why}). Nothing of your work is lost.")
}

/// New files in the watched folder.
pub fn new_photos(count: usize) -> String {
    match count {
        1 => "A new photo has arrived in the watched folder.".to_owned(),
        _ => format!("{count} new photos have arrived in the watched folder."),
    }
}

/// A project was saved.
pub fn saved(path: &Path) -> String {
    format!("Saved as {}", name(path))
}

/// A picture was exported.
pub fn exported(path: &Path) -> String {
    format!("Exported: {}", name(path))
}

fn name(path: &Path) -> String {
    path.file_name().map_or_else(
        || path.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    )
}

/// A text without the system's numbers of errors: ` (os error 2)`.
pub fn without_numbers(text: &str) -> String {
    const NUMBER: &str = " (os error ";
    let mut plain = text.to_owned();
    while let Some(at) = plain.find(NUMBER) {
        let end = plain[at..].find(')').map_or(plain.len(), |end| at + end + 1);
        plain.replace_range(at..end, "");
    }
    plain
}

/// A sentence of the command line as one of the window: with a capital and a full stop.
pub fn sentence(text: &str) -> String {
    let text = without_numbers(text);
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    let whole: String = first.chain(letters).collect();
    match whole.ends_with(['.', '!', '?']) {
        true => whole,
        false => whole + ".",
    }
}

/// Entry of the history: the head was fitted to a face.
pub const FACE_STEP: &str = "Fit to the face";
/// What was clicked can't be grey.
pub const NO_GREY: &str =
    "That is too dark, too bright or too colourful to be grey: click another place, such as a white wall.";
/// A shade was proposed for the client.
pub const PROPOSED: &str =
    "Pigment, dilution and density are proposed for this skin and hair: see Treatment.";
/// The same where the temples of the line were drawn back, too.
pub const PROPOSED_TEMPLES: &str = "Pigment, dilution and density are proposed for this skin and hair (see Treatment), and the temples meet the hair that is seen.";
/// Nothing that is a face for sure.
pub const NO_FACE: &str = "No face found: say what the photo shows, or click the two pupils and the chin.";
/// The head's edge was sought for a pose, in vain.
pub const NO_EDGE: &str = "The edge of the head can't be told from the background here, so no dots are drawn yet: put points on \
                           the outline, or move the wire head onto the photo.";
/// A face was found: how many, scale and its error, mm per pixel.
pub fn face_found(count: usize, mm_per_px: f64, error: f64) -> String {
    let found = match count {
        1 => "Face found".to_owned(),
        count => format!("{count} faces found, the largest is fitted"),
    };
    let percent = 100.0 * error / mm_per_px.max(1e-9);
    format!("{found} · {mm_per_px:.2} mm a pixel ± {percent:.0} %")
}

/// A style was kept.
pub fn style_kept(name: &str) -> String {
    format!("“{name}” is among your own styles.")
}

/// Own styles were written into a library.
pub fn styles_saved(count: usize, path: &Path) -> String {
    format!("{count} styles are in {}.", path.display())
}

/// The library could not be written.
pub fn styles_unsaved(path: &Path, error: &std::io::Error) -> String {
    format!("{} could not be written: {error}.", path.display())
}

/// Styles of a library were taken in.
pub fn styles_taken_in(names: &[String]) -> String {
    match names {
        [] => "All of these styles are there already.".to_owned(),
        names => format!("Among your own styles now: {}.", names.join(", ")),
    }
}

/// A stencil lies on no photo without its head.
pub const STENCIL_NEEDS_HEAD: &str = "Fit the head in this photo first: a stencil lies on the head.";
