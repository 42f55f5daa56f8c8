//! Dialogs of words and buttons.

use super::super::start;
use super::{Wish, buttons, close_button, title};
use crate::app::{Action, AfterSave};
use crate::words::panel::{dialogs as words, start as start_words};
use egui::Ui;

/// Unsaved work: save, don't, or stay.
pub fn unsaved(ui: &mut Ui, after: &AfterSave, fresh: bool, wish: &mut Wish) {
    title(ui, words::UNSAVED, words::UNSAVED_HELP);
    match buttons(ui, words::SAVE, true, &[words::DONT_SAVE, words::CANCEL], fresh) {
        Some(0) => wish.done(Action::SaveThen(after.clone())),
        Some(1) => wish.done(Action::DiscardThen(after.clone())),
        Some(_) => wish.close = true,
        None => {}
    }
}

/// How to take the photo.
pub fn take_photo(ui: &mut Ui, fresh: bool, wish: &mut Wish) {
    title(ui, start_words::TAKE_TITLE, "");
    start::take_list(ui);
    close_button(ui, fresh, wish);
}

/// A message.
pub fn message(ui: &mut Ui, about: &str, text: &str, fresh: bool, wish: &mut Wish) {
    title(ui, about, "");
    super::scrolling(ui, |ui| {
        ui.add(egui::Label::new(text).wrap());
    });
    close_button(ui, fresh, wish);
}
