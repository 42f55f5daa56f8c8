//! Dialogs of words and buttons.

use super::super::start;
use super::{DialogAnswer, buttons, close_button, title};
use crate::editor::{AfterSave, AppAction};
use crate::words::panel::{dialogs as words, start as start_words};
use egui::Ui;

/// Unsaved work: save, don't, or stay.
pub fn unsaved(ui: &mut Ui, after: &AfterSave, fresh: bool, answer: &mut DialogAnswer) {
    title(ui, words::unsaved(), words::unsaved_help());
    match buttons(
        ui,
        words::save(),
        true,
        &[words::dont_save(), words::cancel()],
        fresh,
    ) {
        Some(0) => answer.done(AppAction::SaveThen(after.clone())),
        Some(1) => answer.done(AppAction::DiscardThen(after.clone())),
        Some(_) => answer.close = true,
        None => {}
    }
}

/// How to take the photo.
pub fn take_photo(ui: &mut Ui, fresh: bool, answer: &mut DialogAnswer) {
    title(ui, start_words::take_title(), "");
    start::take_list(ui);
    close_button(ui, fresh, answer);
}

/// A message.
pub fn message(ui: &mut Ui, about: &str, text: &str, fresh: bool, answer: &mut DialogAnswer) {
    title(ui, about, "");
    super::scrolling(ui, |ui| {
        ui.add(egui::Label::new(text).wrap());
    });
    close_button(ui, fresh, answer);
}
