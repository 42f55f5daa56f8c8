//! Stops of a knob as pictures of this client. The stop that lies nearest the knob's value is marked, so that one always is.

use super::super::widgets::picture;
use crate::design::Knob;
use crate::design::stops::KnobStops;
use crate::editor::{ButtonPicture, EditorState};
use crate::words::shown;
use egui::{Ui, vec2};

/// Shows the stops beside each other; says the value of the one that was clicked.
pub fn show(ui: &mut Ui, state: &EditorState, knob: Knob, stops: KnobStops, value: f64) -> Option<f64> {
    let gap = 8.0;
    let size = vec2((ui.available_width() - 2.0 * gap) / 3.0, 96.0);
    let off = |stop: f64| (stop - value).abs();
    let nearest = (0..stops.len()).min_by(|a, b| off(stops[*a].1).total_cmp(&off(stops[*b].1)));
    let mut clicked = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        for (index, (label, stop)) in stops.into_iter().enumerate() {
            let of = ButtonPicture::Stop(knob, index);
            let pressed = ui.push_id((knob.row().name, index), |ui| {
                picture(ui, state, of, &shown(label), size, nearest == Some(index))
            });
            if pressed.inner.clicked() {
                clicked = Some(stop);
            }
        }
    });
    clicked
}
