//! Dialogs that ask for a path: save, open, watch.

use super::{DialogAnswer, buttons, field, title};
use crate::editor::{AppAction, OpenTarget, ReplaceTarget};
use crate::words::panel::dialogs as words;
use egui::{Button, Ui, vec2};
use std::path::{Path, PathBuf};

/// Where to save.
pub fn save_as(ui: &mut Ui, path: &mut String, fresh: bool, answer: &mut DialogAnswer) {
    title(ui, words::save_as(), "");
    field(ui, words::path(), "client.shadowline", path, fresh, 0.0);
    browse(ui, answer);
    confirm(ui, words::save(), path, answer, AppAction::SaveAs);
}

/// Another file is there: the safe answer is the one that Enter gives.
pub fn replace(ui: &mut Ui, path: &Path, what: &ReplaceTarget, fresh: bool, answer: &mut DialogAnswer) {
    title(ui, words::replace(), "");
    ui.add(egui::Label::new(words::replace_what(path)).wrap());
    match buttons(
        ui,
        words::another_name(),
        true,
        &[words::replace_button(), words::cancel()],
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
        OpenTarget::Anybody => (words::open_path(), AppAction::Open),
        OpenTarget::OpenClient => (words::open_view(), AppAction::AddPhoto),
        OpenTarget::Reference => (words::open_reference(), AppAction::OpenReference),
        OpenTarget::Stencil => (words::open_stencil(), AppAction::OpenStencil),
    };
    title(ui, name, "");
    field(ui, words::path(), "", path, fresh, 0.0);
    confirm(ui, words::open(), path, answer, action);
}

/// Which folder to watch.
pub fn watch(ui: &mut Ui, path: &mut String, fresh: bool, answer: &mut DialogAnswer) {
    title(ui, words::watch(), words::watch_help());
    field(ui, words::folder(), "", path, fresh, 0.0);
    confirm(ui, words::watch(), path, answer, AppAction::Watch);
}

/// The button for the system's own dialog.
pub fn browse(ui: &mut Ui, answer: &mut DialogAnswer) {
    super::labelled(ui, "", |ui| {
        if ui
            .add(Button::new(words::browse()).min_size(vec2(88.0, 32.0)))
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
    match buttons(ui, main, !path.is_empty(), &[words::cancel()], false) {
        Some(0) => answer.done(action(PathBuf::from(path))),
        Some(_) => answer.close = true,
        None => {}
    }
}
