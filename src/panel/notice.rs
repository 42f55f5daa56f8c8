//! A line over the window for as long as something is wrong that a person must know: work is not kept against a crash.

use super::theme;
use crate::editor::EditorState;
use egui::{Frame, Label, Margin, Panel, RichText, Ui};
use egui_material_icons::icons::ICON_WARNING_AMBER;

/// Shows the line where there is something to say, even while the other panels are hidden.
pub fn show(ui: &mut Ui, state: &EditorState) {
    let Some(text) = &state.unguarded else {
        return;
    };
    let warn = ui.visuals().warn_fg_color;
    let frame = Frame::new()
        .fill(theme::palette(ui).raised)
        .inner_margin(Margin::symmetric(12, 6));
    Panel::top("notice").frame(frame).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.label(ICON_WARNING_AMBER.rich_text().size(18.0).color(warn));
            ui.add(Label::new(RichText::new(text).strong()).wrap());
        });
    });
}
