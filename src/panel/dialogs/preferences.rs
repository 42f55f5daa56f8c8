//! Preferences; every change holds at once.

use super::super::widgets;
use super::{DialogAnswer, close_button, field, labelled, title};
use crate::editor::{AppAction, ColourTheme, EditorState};
use crate::words::panel::dialogs as words;
use egui::{DragValue, Ui, WidgetInfo, vec2};

/// Sizes of the controls that are offered.
const SIZES: [f32; 4] = [0.9, 1.0, 1.25, 1.5];

/// Shows the dialog.
pub fn show(ui: &mut Ui, state: &EditorState, fresh: bool, answer: &mut DialogAnswer) {
    let mut prefs = state.prefs.clone();
    title(ui, words::PREFERENCES, "");
    labelled(ui, words::THEME, |ui| {
        let chosen = usize::from(prefs.theme == ColourTheme::Light);
        if let Some(index) = widgets::segments(ui, &[words::DARK, words::LIGHT], Some(chosen)) {
            prefs.theme = [ColourTheme::Dark, ColourTheme::Light][index];
        }
    });
    labelled(ui, words::UI_SIZE, |ui| {
        let labels = SIZES.map(|size| format!("{:.0} %", 100.0 * size));
        let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
        let now = prefs.ui_scale.unwrap_or(1.0);
        let chosen = SIZES.iter().position(|size| *size == now);
        if let Some(index) = widgets::segments(ui, &labels, chosen) {
            prefs.ui_scale = Some(SIZES[index]);
        }
    });
    labelled(ui, words::SCREEN_WIDTH, |ui| {
        let mut width_mm = prefs.screen_width_mm.unwrap_or(0.0);
        let value = DragValue::new(&mut width_mm)
            .range(0.0..=5000.0)
            .fixed_decimals(0)
            .suffix(" mm")
            .update_while_editing(false);
        let response = ui.add_sized(vec2(96.0, 28.0), value);
        response.widget_info(|| WidgetInfo {
            label: Some(words::SCREEN_WIDTH.to_owned()),
            ..WidgetInfo::drag_value(true, width_mm)
        });
        prefs.screen_width_mm = (width_mm > 0.0).then_some(width_mm);
    });
    labelled(ui, "", |ui| widgets::hint(ui, words::SCREEN_HELP));
    field(ui, words::PRACTITIONER, "", &mut prefs.practitioner, fresh, 0.0);
    field(ui, words::CLINIC, "", &mut prefs.clinic, false, 0.0);
    labelled(ui, "", |ui| {
        let on = widgets::toggle(ui, words::SHOW_THUMBNAILS, prefs.show_thumbnails);
        prefs.show_thumbnails = on.unwrap_or(prefs.show_thumbnails);
    });
    close_button(ui, false, answer);
    if prefs != state.prefs {
        answer.actions.push(AppAction::SetPreferences(Box::new(prefs)));
    }
}
