//! Preferences; every change holds at once.

use super::super::number_field::{self, NumberField};
use super::super::widgets;
use super::{DialogAnswer, close_button, field, labelled, title};
use crate::editor::{AppAction, ColourTheme, Dialog, EditorAction, EditorState, KeysForm};
use crate::words::Language;
use crate::words::panel::dialogs as words;
use egui::{Role, Ui, vec2};

/// Sizes of the controls that are offered.
const SIZES: [f32; 4] = [0.9, 1.0, 1.25, 1.5];

/// Widths of screens, mm; 0 is unknown.
const SCREEN_MM: [f64; 2] = [0.0, 5000.0];

/// The languages by their own names, so that everybody finds theirs, and the system's first.
fn language(ui: &mut Ui, chosen: &mut Option<String>) {
    let code = chosen.as_deref().and_then(Language::of_locale);
    let name = code.map_or(words::language_auto(), |language| language.row().name);
    let shown = egui::ComboBox::from_id_salt("language")
        .selected_text(name)
        .show_ui(ui, |ui| {
            ui.selectable_value(chosen, None, words::language_auto());
            for row in Language::ALL.map(Language::row) {
                ui.selectable_value(chosen, Some(row.code.to_owned()), row.name);
            }
        });
    widgets::name(ui, &shown.response, Role::ComboBox, words::language());
}

/// Shows the dialog.
pub fn show(ui: &mut Ui, state: &EditorState, fresh: bool, answer: &mut DialogAnswer) {
    let mut prefs = state.prefs.clone();
    title(ui, words::preferences(), "");
    labelled(ui, words::theme(), |ui| {
        let chosen = usize::from(prefs.theme == ColourTheme::Light);
        if let Some(index) = widgets::segments(ui, &[words::dark(), words::light()], Some(chosen)) {
            prefs.theme = [ColourTheme::Dark, ColourTheme::Light][index];
        }
    });
    labelled(ui, words::language(), |ui| language(ui, &mut prefs.language));
    labelled(ui, words::ui_size(), |ui| {
        let labels = SIZES.map(|size| format!("{:.0} %", 100.0 * size));
        let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
        let now = prefs.ui_scale.unwrap_or(1.0);
        let chosen = SIZES.iter().position(|size| *size == now);
        if let Some(index) = widgets::segments(ui, &labels, chosen) {
            prefs.ui_scale = Some(SIZES[index]);
        }
    });
    let refusal = labelled(ui, words::screen_width(), |ui| {
        let field = NumberField {
            label: words::screen_width(),
            unit: "mm",
            value: prefs.screen_width_mm.unwrap_or(0.0),
            range: SCREEN_MM,
            step: 1.0,
            decimals: 0,
        };
        let answer = number_field::show(ui, &field, vec2(96.0, 28.0));
        prefs.screen_width_mm = Some(answer.value).filter(|width_mm| *width_mm > 0.0);
        ui.label("mm");
        answer.refusal
    });
    if let Some(refusal) = refusal {
        labelled(ui, "", |ui| widgets::warning(ui, &refusal));
    }
    labelled(ui, "", |ui| widgets::hint(ui, words::screen_help()));
    field(ui, words::practitioner(), "", &mut prefs.practitioner, fresh, 0.0);
    field(ui, words::clinic(), "", &mut prefs.clinic, false, 0.0);
    labelled(ui, "", |ui| {
        let on = widgets::toggle(ui, words::show_thumbnails(), prefs.show_thumbnails);
        prefs.show_thumbnails = on.unwrap_or(prefs.show_thumbnails);
    });
    labelled(ui, words::shortcuts(), |ui| {
        if ui.button(words::keys()).clicked() {
            answer
                .actions
                .push(EditorAction::Dialog(Dialog::Keys(KeysForm::default())));
        }
    });
    close_button(ui, false, answer);
    if prefs != state.prefs {
        answer.actions.push(AppAction::SetPreferences(Box::new(prefs)));
    }
}
