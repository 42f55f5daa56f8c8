//! Dialogs that ask for a path: save, open, watch.

use super::{DialogAnswer, buttons, field, title};
use crate::editor::{AppAction, OpenTarget, ReplaceTarget};
use crate::words::panel::dialogs as words;
use egui::{Button, Ui, vec2};
use std::path::{Path, PathBuf};

/// Where to save.
pub fn save_as(ui: &mut Ui, path: &mut String, fresh: bool, answer: &mut DialogAnswer) {
    title(ui, words::SAVE_AS, "");
    field(ui, words::PATH, "client.shadowline", path, fresh, 0.0);
    browse(ui, answer);
    confirm(ui, words::SAVE, path, answer, AppAction::SaveAs);
}

/// Another file is there: the safe answer is the one that Enter gives.
pub fn replace(ui: &mut Ui, path: &Path, what: &ReplaceTarget, fresh: bool, answer: &mut DialogAnswer) {
    title(ui, words::REPLACE, "");
    ui.add(egui::Label::new(words::replace_what(path)).wrap());
    match buttons(
        ui,
        words::ANOTHER_NAME,
        true,
        &[words::REPLACE_BUTTON, words::CANCEL],
        fresh,
    ) {
        Some(0) => {
            answer.done(AppAction::AnotherName(path.to_owned(), what.clone()));
        }
        Some(1) => answer.done(AppAction::Replace(path.to_owned(), what.clone())),
        Some(_) => answer.close = true,
        None => {}
    }
}

/// What to open.
pub fn open(ui: &mut Ui, path: &mut String, target: OpenTarget, fresh: bool, answer: &mut DialogAnswer) {
    let (name, action): (_, fn(PathBuf) -> AppAction) = match target {
        OpenTarget::Anybody => (words::OPEN_PATH, AppAction::Open),
        OpenTarget::OpenClient => (words::OPEN_VIEW, AppAction::AddPhoto),
        OpenTarget::Reference => (words::OPEN_REFERENCE, AppAction::OpenReference),
        OpenTarget::Stencil => (words::OPEN_STENCIL, AppAction::OpenStencil),
    };
    title(ui, name, "");
    field(ui, words::PATH, "", path, fresh, 0.0);
    confirm(ui, words::OPEN, path, answer, action);
}

/// Which folder to watch.
pub fn watch(ui: &mut Ui, path: &mut String, fresh: bool, answer: &mut DialogAnswer) {
    title(ui, words::WATCH, words::WATCH_HELP);
    field(ui, words::FOLDER, "", path, fresh, 0.0);
    confirm(ui, words::WATCH, path, answer, AppAction::Watch);
}

/// The button for the system's own dialog.
pub fn browse(ui: &mut Ui, answer: &mut DialogAnswer) {
    super::labelled(ui, "", |ui| {
        if ui
            .add(Button::new(words::BROWSE).min_size(vec2(88.0, 32.0)))
            .clicked()
        {
            answer.actions.push(AppAction::BrowseForSave);
        }
    });
}

fn confirm(
    ui: &mut Ui,
    main: &str,
    path: &str,
    answer: &mut DialogAnswer,
    action: impl Fn(PathBuf) -> AppAction,
) {
    let path = path.trim();
    match buttons(ui, main, !path.is_empty(), &[words::CANCEL], false) {
        Some(0) => answer.done(action(PathBuf::from(path))),
        Some(_) => answer.close = true,
        None => {}
    }
}
