//! Words of the window itself: notes, errors, jobs.

use super::catalogue::{decimal, said};
use super::rooms::shown;
use std::fmt::Display;
use std::path::Path;

/// Name of the program, title of the start page's window.
pub const PROGRAM: &str = "Shadowline";

said! {
    /// Title of the client's window.
    client_title = "app-client-title";
}
/// What real work was learned: how much stronger it is than its simulation, per cent, and how many photos are learned now.
pub fn learned(percent: f64, count: usize) -> String {
    let amount = decimal(percent.abs(), 0);
    let count = match count {
        1 => told!("app-learned-one"),
        _ => told!("app-learned-count", count),
    };
    let strength = match percent {
        1.0.. => told!("app-learned-stronger", amount),
        ..=-1.0 => told!("app-learned-fainter", amount),
        _ => told!("app-learned-equal"),
    };
    format!("{strength} {count}")
}

/// The house style was made of it.
pub fn house_style_kept(name: &str) -> String {
    told!("app-house-style-kept", name)
}

/// What every simulation is called on the screen, with the moment and light shown.
pub fn stage_shown(stage: &str) -> String {
    told!("canvas-simulation", stage = shown(stage))
}

said! {
    /// Over the client's window where it covers the only screen.
    client_hint = "app-client-hint";
    /// The photo itself.
    before = "app-before";
    /// First entry of the history.
    opened = "app-opened";
    /// A project without a file.
    untitled = "app-untitled";
    /// Title of a message about opening.
    cant_open = "app-cant-open";
    /// The fonts of the system can't be looked through.
    cant_read_fonts = "app-cant-read-fonts";
    /// No picture can be shown.
    cant_draw = "app-cant-draw";
    /// Title of a message about saving.
    cant_save = "app-cant-save";
    /// Keeping an own style failed.
    cant_keep_style = "app-cant-keep-style";
    /// Taking in a library of styles failed.
    cant_import_styles = "app-cant-import-styles";
    /// There is no place for own styles.
    no_data_folder = "app-no-data-folder";
    /// Copying the picture failed.
    cant_copy = "app-cant-copy";
    /// The picture for the clipboard is under way.
    copying = "app-copying";
    /// The picture is in the clipboard.
    copied = "app-copied";
    /// Real work is being measured.
    learning = "app-learning";
    /// Title of a message about learning.
    cant_learn = "app-cant-learn";
    /// The project lacks what the photo shown can be compared with.
    learn_needs_bare = "app-learn-needs-bare";
    /// The same photos were learned already.
    learned_before = "app-learned-before";
    /// Name of the own style that is made of what was learned.
    house_style = "app-house-style";
    /// Title of a message about exporting.
    cant_export = "app-cant-export";
    /// Title of the system's dialog.
    save_title = "app-save-title";
    /// Kind of file in the system's dialog.
    photos = "app-photos";
    /// A fault of ours.
    panic = "app-panic";
    /// Nothing to paste.
    empty_clipboard = "app-empty-clipboard";
    /// Sites are being grown.
    growing = "app-growing";
    /// An export is under way.
    exporting = "app-exporting";
    /// Title of a guide, as a reader of PDFs shows it.
    guide_title = "app-guide-title";
    /// Title of a report.
    report_title = "app-report-title";
    /// Nothing to export.
    no_photo = "app-no-photo";
    /// An export was stopped.
    export_cancelled = "app-export-cancelled";
    /// Life size needs the screen's width.
    screen_unknown = "app-screen-unknown";
    /// The system has no dialog.
    type_the_path = "app-type-the-path";
}
/// The path has no known ending.
pub fn unknown_ending(endings: &str) -> String {
    told!("app-unknown-ending", endings)
}

said! {
    /// Nothing can be agreed without initials.
    initials_missing = "app-initials-missing";
    /// Entry of the history.
    agree_step = "app-agree-step";
    /// An agreement was made.
    agreed = "app-agreed";
    /// Assumption of every agreement.
    assumed_simulation = "app-assumed-simulation";
}
/// Assumption of every agreement: the moment that was looked at.
pub fn assumed_stage(moment: &str) -> String {
    match moment {
        "healed" => said("app-assumed-stage-healed").to_owned(),
        stage => told!("app-assumed-stage", stage = shown(stage)),
    }
}

/// Assumption of every agreement: light and distance.
pub fn assumed_light(is_relit: bool, stage: &str) -> String {
    match is_relit {
        false => said("app-assumed-light-same").to_owned(),
        true => told!("app-assumed-light", stage = shown(stage)),
    }
}

/// Assumption about the scale.
pub fn assumed_scale(percent: f64) -> String {
    told!("app-assumed-scale", percent = decimal(percent, 0))
}

/// Title of a project's window.
pub fn window_title(name: &str, is_unsaved: bool) -> String {
    let mark = if is_unsaved { "• " } else { "" };
    format!("{mark}{name} – {PROGRAM}")
}

/// The settings file can't be read, and where it was put aside.
pub fn broken_settings(path: &Path, aside: Option<&Path>) -> String {
    match aside {
        Some(aside) => told!("app-broken-settings-kept", file = name(path), aside = name(aside)),
        None => told!("app-broken-settings", file = name(path)),
    }
}

/// Some preferences can't be used, by their keys.
pub fn unusable_settings(keys: &[String]) -> String {
    told!("app-unusable-settings", keys = keys.join(", "))
}

/// No font of this computer has letters of these scripts.
pub fn letters_missing(scripts: &str) -> String {
    told!("app-letters-missing", scripts = scripts)
}

/// The settings can't be kept.
pub fn settings_not_kept(error: &impl Display) -> String {
    let error = without_numbers(&error.to_string());
    told!("app-settings-not-kept", error)
}

said! {
    /// Why nothing can be kept where the system knows no folder of the user.
    no_home = "app-no-home";
}

/// Note of a run that ended as it should. Notes are for whoever mends the program, so they are English in every language.
pub const ENDED: &str = "ended in good order";

/// Note of a run: what draws.
pub fn drawn_by(device: &str) -> String {
    format!("drawn by {device}")
}

/// What is to be written is an original photo of the project.
pub fn is_original(path: &Path) -> String {
    told!("app-is-original", file = name(path))
}

/// What is to be written is a folder or a device.
pub fn no_plain_file(path: &Path) -> String {
    told!("app-no-plain-file", path = path.display().to_string())
}

/// A project that was written in memory could not be read back.
pub fn would_not_open(why: &str) -> String {
    told!("app-would-not-open", why = shown(why))
}

/// A file can't be read.
pub fn unreadable(path: &Path, error: &impl Display) -> String {
    let error = without_numbers(&error.to_string());
    told!("app-unreadable", path = path.display().to_string(), error)
}

/// A file can't be written.
pub fn unwritable(path: &Path, error: &impl Display) -> String {
    let error = without_numbers(&error.to_string());
    told!("app-unwritable", path = path.display().to_string(), error)
}

/// The clinic's logo can't be read; the file of the practice names it.
pub fn no_logo(path: &Path, error: &impl Display, practice: &str) -> String {
    told!(
        "app-no-logo",
        path = path.display().to_string(),
        error = error.to_string(),
        practice
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
    told!("app-no-display", reason)
}

/// The display can't be drawn on.
pub fn no_surface(error: &impl Display, advice: &str) -> String {
    told!(
        "app-no-surface",
        error = shown(&error.to_string()),
        advice = shown(advice)
    )
}

/// The device was lost and replaced.
pub fn device_lost(sentence: &str) -> String {
    let why = if sentence.trim().is_empty() {
        said("app-device-lost-no-reason")
    } else {
        sentence
    };
    told!("app-device-lost", why)
}

/// New files in the watched folder.
pub fn new_photos(count: usize) -> String {
    told!("app-new-photos", count)
}

/// A project was saved.
pub fn saved(path: &Path) -> String {
    told!("app-saved", file = name(path))
}

/// A picture was exported.
pub fn exported(path: &Path) -> String {
    told!("app-exported", file = name(path))
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
    let text = shown(&without_numbers(text));
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    let whole: String = first.chain(letters).collect();
    match whole.ends_with(['.', '!', '?']) {
        true => whole,
        false => whole + ".",
    }
}

said! {
    /// Entry of the history: the head was fitted to a face.
    face_step = "app-face-step";
    /// What was clicked can't be grey.
    no_grey = "app-no-grey";
    /// A shade was proposed for the client.
    proposed = "app-proposed";
    /// The same where the temples of the line were drawn back, too.
    proposed_temples = "app-proposed-temples";
    /// Nothing that is a face for sure.
    no_face = "app-no-face";
    /// The head's edge was sought for a pose, in vain.
    no_edge = "app-no-edge";
}
/// A face was found: how many, scale and its error, mm per pixel.
pub fn face_found(count: usize, mm_per_px: f64, error: f64) -> String {
    let percent = 100.0 * error / mm_per_px.max(1e-9);
    told!(
        "app-face-found",
        count,
        mm_per_px = decimal(mm_per_px, 2),
        percent = decimal(percent, 0)
    )
}

/// A style was kept.
pub fn style_kept(name: &str) -> String {
    told!("app-style-kept", name)
}

/// Own styles were written into a library.
pub fn styles_saved(count: usize, path: &Path) -> String {
    told!("app-styles-saved", count, path = path.display().to_string())
}

/// The library could not be written.
pub fn styles_unsaved(path: &Path, error: &std::io::Error) -> String {
    told!(
        "app-styles-unsaved",
        path = path.display().to_string(),
        error = error.to_string()
    )
}

/// Styles of a library were taken in.
pub fn styles_taken_in(names: &[String]) -> String {
    match names {
        [] => said("app-styles-taken-in-none").to_owned(),
        names => told!("app-styles-taken-in", names = names.join(", ")),
    }
}

said! {
    /// A project without a file was given a passphrase, or lost it.
    protected_when_saved = "app-protected-when-saved";
}
/// The project is saved and protected, copies beside it are not.
pub fn copies_not_protected(error: &impl Display) -> String {
    let error = without_numbers(&error.to_string());
    told!("app-copies-not-protected", error)
}

/// What a passphrase has opened is no project.
pub fn locked_no_project(path: &Path) -> String {
    told!("app-locked-no-project", file = name(path))
}

said! {
    /// Title of a message about deleting a client.
    cant_delete = "app-cant-delete";
    /// Something is being written.
    delete_later = "app-delete-later";
    /// A client was deleted.
    client_deleted = "app-client-deleted";
}
/// Something of a client could not be deleted.
pub fn not_deleted(path: &Path, error: &impl Display) -> String {
    let error = without_numbers(&error.to_string());
    told!("app-not-deleted", path = path.display().to_string(), error)
}

said! {
    /// A stencil lies on no photo without its head.
    stencil_needs_head = "app-stencil-needs-head";
}
