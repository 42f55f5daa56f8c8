//! What the last picture cost, over the canvas.

use crate::editor::EditorState;
use crate::words::panel as words;
use egui::{Align2, Area, Color32, Frame, Id, Margin, RichText, Ui, vec2};

/// Shows the timings.
pub fn show(ui: &mut Ui, state: &EditorState) {
    let area = Area::new(Id::unique("timings"))
        .anchor(Align2::LEFT_TOP, vec2(16.0, 112.0))
        .interactable(false);
    area.show(ui.ctx(), |ui| {
        let frame = Frame::new()
            .fill(Color32::from_black_alpha(170))
            .corner_radius(6)
            .inner_margin(Margin::symmetric(12, 8));
        frame.show(ui, |ui| {
            let timings = &state.timings;
            for line in words::timings(timings) {
                ui.label(RichText::new(line).monospace().color(Color32::from_gray(230)));
            }
        });
    });
}
