//! Everything around the photo: start page, step bar, side panel, strip, status line, dialogs. Panels read the state and
//! answer with actions; they may change only `state.dialog`, `state.ui` and the clock of `state.toasts`, and never see wgpu.

mod case_pictures;
mod dialogs;
mod knob_row;
pub mod letters;
mod notice;
mod number_field;
mod overlay;
mod pictograms;
mod posed_head;
mod side;
mod start;
mod status;
mod steps;
mod strip;
pub mod theme;
mod toasts;
mod widgets;

use crate::editor::{Actions, EditorState};

/// Width of the panel at the right, ui points.
const SIDE: f32 = 320.0;

/// Shows all panels that are due; the canvas takes what is left of the window.
pub fn show(ui: &mut egui::Ui, state: &mut EditorState) -> Actions {
    let mut out = Actions::default();
    notice::show(ui, state);
    if state.open.is_none() {
        start::show(ui, state, &mut out);
    } else if !state.panels_hidden {
        steps::show(ui, state, &mut out);
        status::show(ui, state, &mut out);
        side::show(ui, state, &mut out);
        strip::show(ui, state, &mut out);
    }
    if state.overlay {
        overlay::show(ui, state);
    }
    toasts::show(ui, state);
    dialogs::show(ui, state, &mut out);
    out
}
