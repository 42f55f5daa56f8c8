//! The agreement.

use super::super::widgets;
use super::{Wish, buttons, field, labelled, title};
use crate::app::{Action, AgreeForm};
use crate::words::panel::dialogs as words;
use egui::Ui;

/// Shows the dialog.
pub fn show(ui: &mut Ui, form: &mut AgreeForm, fresh: bool, wish: &mut Wish) {
    title(ui, words::AGREE, words::AGREE_HELP);
    field(ui, words::INITIALS, "A. B.", &mut form.client, fresh, 0.0);
    field(ui, words::PRACTITIONER, "", &mut form.practitioner, false, 0.0);
    labelled(ui, "", |ui| {
        form.export = widgets::toggle(ui, words::AGREE_EXPORT, form.export).unwrap_or(form.export);
    });
    let filled = !form.client.trim().is_empty() && !form.practitioner.trim().is_empty();
    match buttons(ui, words::AGREE_BUTTON, filled, &[words::CANCEL], false) {
        Some(0) => wish.done(Action::Agree(form.clone())),
        Some(_) => wish.close = true,
        None => {}
    }
}
