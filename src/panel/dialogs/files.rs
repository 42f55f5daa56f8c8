//! Dialogs that ask for a path: save, open, watch.

use super::{Wish, buttons, field, title};
use crate::app::{Action, Dialog, ExportForm, Replacing, next_free};
use crate::words::panel::dialogs as words;
use egui::{Button, Ui, vec2};
use std::path::{Path, PathBuf};

/// Where to save.
pub fn save_as(ui: &mut Ui, path: &mut String, fresh: bool, wish: &mut Wish) {
    title(ui, words::SAVE_AS, "");
    field(ui, words::PATH, "client.shadowline", path, fresh, 0.0);
    browse(ui, wish);
    answer(ui, words::SAVE, path, wish, Action::SaveAs);
}

/// Another file is there: the safe answer is the one that Enter gives.
pub fn replace(ui: &mut Ui, path: &Path, what: &Replacing, fresh: bool, wish: &mut Wish) {
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
            let free = next_free(path).to_string_lossy().into_owned();
            wish.done(Action::Dialog(match what {
                Replacing::Project => Dialog::SaveAs { path: free },
                Replacing::Export(form) => Dialog::Export(Box::new(ExportForm {
                    path: free,
                    ..(**form).clone()
                })),
            }));
        }
        Some(1) => wish.done(Action::Replace(path.to_owned(), what.clone())),
        Some(_) => wish.close = true,
        None => {}
    }
}

/// What to open.
pub fn open(ui: &mut Ui, path: &mut String, reference: bool, fresh: bool, wish: &mut Wish) {
    let name = if reference {
        words::OPEN_REFERENCE
    } else {
        words::OPEN_PATH
    };
    title(ui, name, "");
    field(ui, words::PATH, "", path, fresh, 0.0);
    let action = if reference {
        Action::OpenReference
    } else {
        Action::Open
    };
    answer(ui, words::OPEN, path, wish, action);
}

/// Which folder to watch.
pub fn watch(ui: &mut Ui, path: &mut String, fresh: bool, wish: &mut Wish) {
    title(ui, words::WATCH, words::WATCH_HELP);
    field(ui, words::FOLDER, "", path, fresh, 0.0);
    answer(ui, words::WATCH, path, wish, Action::Watch);
}

/// The button for the system's own dialog.
pub fn browse(ui: &mut Ui, wish: &mut Wish) {
    super::labelled(ui, "", |ui| {
        if ui
            .add(Button::new(words::BROWSE).min_size(vec2(88.0, 32.0)))
            .clicked()
        {
            wish.actions.push(Action::BrowseForSave);
        }
    });
}

fn answer(ui: &mut Ui, main: &str, path: &str, wish: &mut Wish, action: impl Fn(PathBuf) -> Action) {
    let path = path.trim();
    match buttons(ui, main, !path.is_empty(), &[words::CANCEL], false) {
        Some(0) => wish.done(action(PathBuf::from(path))),
        Some(_) => wish.close = true,
        None => {}
    }
}
