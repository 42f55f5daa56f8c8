//! The agreement.

use super::super::widgets;
use super::{DialogAnswer, buttons, field, labelled, title};
use crate::editor::{AgreeForm, AppAction, EditorState};
use crate::words::agreement::AgreedTerms;
use crate::words::panel::dialogs as words;
use egui::Ui;

/// Shows the dialog.
pub fn show(ui: &mut Ui, state: &EditorState, form: &mut AgreeForm, fresh: bool, answer: &mut DialogAnswer) {
    title(ui, words::AGREE, words::AGREE_HELP);
    if let Some(project) = state.project() {
        let frozen = AgreedTerms::of(project);
        ui.label(egui::RichText::new(frozen.stage).strong());
        for text in &frozen.assumptions {
            widgets::hint(ui, text);
        }
        ui.add_space(8.0);
    }
    field(ui, words::INITIALS, "A. B.", &mut form.client, fresh, 0.0);
    field(ui, words::PRACTITIONER, "", &mut form.practitioner, false, 0.0);
    labelled(ui, "", |ui| {
        form.export = widgets::toggle(ui, words::AGREE_EXPORT, form.export).unwrap_or(form.export);
    });
    let filled = !form.client.trim().is_empty() && !form.practitioner.trim().is_empty();
    match buttons(ui, words::AGREE_BUTTON, filled, &[words::CANCEL], false) {
        Some(0) => answer.done(AppAction::Agree(form.clone())),
        Some(_) => answer.close = true,
        None => {}
    }
}
