//! Words of the dialogs.

#![allow(missing_docs, reason = "every sentence is its own description")]

use crate::words::catalogue::{decimal, said};

said! {
    cancel = "dialog-cancel";
    close = "dialog-close";
    browse = "dialog-browse";
    save_as = "dialog-save-as";
    save = "dialog-save";
    path = "dialog-path";
    folder = "dialog-folder";
    open = "dialog-open";
    open_path = "dialog-open-path";
    open_view = "dialog-open-view";
    open_reference = "dialog-open-reference";
    watch = "dialog-watch";
    watch_help = "dialog-watch-help";

    export = "dialog-export";
    export_what = "dialog-export-what";
    export_document = "dialog-export-document";
    document_help = "dialog-document-help";
    paper = "dialog-paper";
}
pub fn papers() -> [&'static str; 2] {
    ["dialog-papers-a4", "dialog-papers-letter"].map(said)
}

said! {
    share_form = "dialog-share-form";
}
/// In the order of `ShareForm::ALL`.
pub fn share_forms() -> [&'static str; 3] {
    [
        "dialog-share-forms-simulation",
        "dialog-share-forms-pair",
        "dialog-share-forms-split",
    ]
    .map(said)
}

said! {
    share_shape = "dialog-share-shape";
}
/// In the order of `ShareShape::ALL`.
pub fn share_shapes() -> [&'static str; 4] {
    [
        "dialog-share-shapes-photo",
        "dialog-share-shapes-head",
        "dialog-share-shapes-square",
        "dialog-share-shapes-story",
    ]
    .map(said)
}

said! {
    share_hide = "dialog-share-hide";
}
/// In the order of `FaceCover::ALL`.
pub fn share_hides() -> [&'static str; 3] {
    [
        "dialog-share-hides-eyes",
        "dialog-share-hides-below",
        "dialog-share-hides-nothing",
    ]
    .map(said)
}

said! {
    share_consent = "dialog-share-consent";
    share_help = "dialog-share-help";
    legend = "dialog-legend";
    legend_help = "dialog-legend-help";
    watermark = "dialog-watermark";
    watermark_hint = "dialog-watermark-hint";
    clinic = "dialog-clinic";
    clinic_hint = "dialog-clinic-hint";
    clinic_first = "dialog-clinic-first";
    max_side = "dialog-max-side";
    full_size = "dialog-full-size";
}
/// The endings that a picture may have.
pub fn formats(endings: &str) -> String {
    told!("dialog-formats", endings)
}

said! {
    new_client = "dialog-new-client";
    same_client = "dialog-same-client";
    open_now = "dialog-open-now";
}
/// Whose photos are they?
pub fn whose(count: usize) -> String {
    told!("dialog-whose", count)
}
/// What becomes of the open project: whose it is, and whether something of it is agreed.
pub fn whose_help(client: &str, is_agreed: bool) -> String {
    match (client.trim(), is_agreed) {
        ("", true) => said("dialog-whose-nobody-agreed").to_owned(),
        ("", false) => said("dialog-whose-nobody").to_owned(),
        (client, true) => told!("dialog-whose-client-agreed", client),
        (client, false) => told!("dialog-whose-client", client),
    }
}

said! {
    marking_card = "dialog-marking-card";
    marking_help = "dialog-marking-help";
}
/// A distance, large.
pub fn card_mm(mm: f64) -> String {
    told!("dialog-card-mm", mm = decimal(mm, 0))
}
/// How far it may differ.
pub fn card_error(mm: f64) -> String {
    told!("dialog-card-error", mm = decimal(mm.ceil(), 0))
}
/// The same by calliper.
pub fn card_straight(mm: f64) -> String {
    told!("dialog-card-straight", mm = decimal(mm, 0))
}

said! {
    practitioner = "dialog-practitioner";

    unsaved = "dialog-unsaved";
    unsaved_help = "dialog-unsaved-help";
    dont_save = "dialog-dont-save";

    replace = "dialog-replace";
    replace_button = "dialog-replace-button";
    another_name = "dialog-another-name";
}
/// What would be replaced, and what becomes of it.
pub fn replace_what(path: &std::path::Path) -> String {
    told!("dialog-replace-what", path = path.display().to_string())
}

said! {
    recovery = "dialog-recovery";
    recovery_help = "dialog-recovery-help";
    later = "dialog-later";

    history = "dialog-history";
    steps = "dialog-steps";
    snapshots = "dialog-snapshots";
    snapshot_name = "dialog-snapshot-name";
    snapshot_add = "dialog-snapshot-add";
    no_snapshots = "dialog-no-snapshots";

    preferences = "dialog-preferences";
    theme = "dialog-theme";
    dark = "dialog-dark";
    light = "dialog-light";
    language = "dialog-language";
    language_auto = "dialog-language-auto";
    ui_size = "dialog-ui-size";
    screen_width = "dialog-screen-width";
    screen_help = "dialog-screen-help";
    show_thumbnails = "dialog-show-thumbnails";

    shortcuts = "dialog-shortcuts";
    keys = "dialog-keys";
    keys_title = "dialog-keys-title";
    keys_help = "dialog-keys-help";
    keys_press = "dialog-keys-press";
    keys_swap = "dialog-keys-swap";
    keys_leave = "dialog-keys-leave";
    keys_reset_all = "dialog-keys-reset-all";
    /// Group of the touch gestures.
    touch_group = "dialog-touch-group";
}
/// A command with its keys, for who hears the list.
pub fn keys_of(command: &str, keys: &str) -> String {
    told!("dialog-keys-of", command, keys)
}

/// Gives a command its usual keys again.
pub fn keys_reset(command: &str) -> String {
    told!("dialog-keys-reset", command)
}

/// A key that another command has, and whether that one can take another.
pub fn keys_clash(key: &str, command: &str, can_swap: bool) -> String {
    match can_swap {
        true => told!("dialog-keys-clash", key, command),
        false => told!("dialog-keys-fixed", key, command),
    }
}

/// Touch gestures and what they do.
pub fn touch() -> [[&'static str; 2]; 4] {
    [
        ["dialog-touch-one", "dialog-touch-one-does"],
        ["dialog-touch-two", "dialog-touch-two-does"],
        ["dialog-touch-two-tap", "dialog-touch-two-tap-does"],
        ["dialog-touch-three-tap", "dialog-touch-three-tap-does"],
    ]
    .map(|row| row.map(said))
}

said! {
    passphrase = "dialog-passphrase";
    passphrase_asked = "dialog-passphrase-asked";
    passphrase_help = "dialog-passphrase-help";
    passphrase_lost_work_help = "dialog-passphrase-lost-work-help";
    passphrase_wrong = "dialog-passphrase-wrong";
    passphrase_trying = "dialog-passphrase-trying";
    protect = "dialog-protect";
    protect_help = "dialog-protect-help";
    protect_lost = "dialog-protect-lost";
    protect_button = "dialog-protect-button";
    passphrase_again = "dialog-passphrase-again";
    passphrase_differs = "dialog-passphrase-differs";
    unprotect = "dialog-unprotect";
    unprotect_help = "dialog-unprotect-help";
    unprotect_button = "dialog-unprotect-button";
}
/// How well a passphrase keeps, as far as its length tells.
pub fn strength(strength: crate::project::PassphraseStrength) -> String {
    use crate::project::{FEWEST_LETTERS, PassphraseStrength};
    match strength {
        PassphraseStrength::TooShort => told!("dialog-passphrase-short", fewest = FEWEST_LETTERS),
        PassphraseStrength::Fair => said("dialog-passphrase-fair").to_owned(),
        PassphraseStrength::Long => said("dialog-passphrase-long").to_owned(),
    }
}

said! {
    delete_client = "dialog-delete-client";
    delete_help = "dialog-delete-help";
    delete_files = "dialog-delete-files";
    delete_recovery = "dialog-delete-recovery";
    delete_this_run = "dialog-delete-this-run";
    delete_recent = "dialog-delete-recent";
    delete_elsewhere = "dialog-delete-elsewhere";
    delete_understood = "dialog-delete-understood";
    delete_button = "dialog-delete-button";
    /// What a picture is opened for.
    open_stencil = "dialog-open-stencil";
}
