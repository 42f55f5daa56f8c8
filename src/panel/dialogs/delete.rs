//! Before a client is deleted: what goes, a tick, and a red button.

use super::{DialogAnswer, scrolling, title};
use crate::editor::{AppAction, DeleteForm};
use crate::words::panel::dialogs as words;
use egui::{Align, Button, Checkbox, Color32, Label, Layout, RichText, Ui, vec2};
use std::path::PathBuf;

/// Shows the dialog; Enter alone deletes nothing.
pub fn show(ui: &mut Ui, form: &mut DeleteForm, fresh: bool, answer: &mut DialogAnswer) {
    title(ui, words::delete_client(), words::delete_help());
    scrolling(ui, |ui| {
        list(ui, words::delete_files(), &form.traces.files);
        ui.label(RichText::new(words::delete_recovery()).strong());
        ui.label(words::delete_this_run());
        paths(ui, &form.traces.recovery);
        list(ui, words::delete_recent(), &form.traces.recent);
        ui.add(Label::new(words::delete_elsewhere()).wrap());
    });
    ui.add_space(8.0);
    ui.add(Checkbox::new(&mut form.is_understood, words::delete_understood()));
    ui.add_space(16.0);
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let red = ui.visuals().error_fg_color;
        let text = RichText::new(words::delete_button())
            .color(Color32::WHITE)
            .strong();
        let button = Button::new(text).fill(red).min_size(vec2(104.0, 36.0));
        if ui.add_enabled(form.is_understood, button).clicked() {
            answer.done(AppAction::DeleteClient(form.traces.clone()));
        }
        let cancel = ui.add(Button::new(words::cancel()).min_size(vec2(88.0, 36.0)));
        if fresh {
            cancel.request_focus();
        }
        if cancel.clicked() {
            answer.close = true;
        }
    });
}

fn list(ui: &mut Ui, what: &str, of: &[PathBuf]) {
    if !of.is_empty() {
        ui.label(RichText::new(what).strong());
        paths(ui, of);
    }
}

fn paths(ui: &mut Ui, of: &[PathBuf]) {
    for path in of {
        ui.add(Label::new(path.display().to_string()).wrap());
    }
}
