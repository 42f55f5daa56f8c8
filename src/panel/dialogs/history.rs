//! Steps of the history, and snapshots.

use super::super::theme::ROW;
use super::super::widgets;
use super::{DialogAnswer, close_button, field, scrolling, title};
use crate::editor::{EditorAction, EditorState};
use crate::project::{ProjectEdit, TreatmentEdit};
use crate::words::edit_label;
use crate::words::panel::dialogs as words;
use egui::{Button, Id, Ui, vec2};

/// Shows the dialog; it stays open while steps are tried.
pub fn show(ui: &mut Ui, state: &EditorState, fresh: bool, answer: &mut DialogAnswer) {
    let Some(open) = &state.open else {
        answer.close = true;
        return;
    };
    title(ui, words::history(), "");
    scrolling(ui, |ui| {
        widgets::header(ui, words::snapshots(), |_| ());
        snapshots(ui, state, answer);
        ui.add_space(8.0);
        widgets::header(ui, words::steps(), |_| ());
        ui.spacing_mut().item_spacing.y = 2.0;
        let (labels, now) = open.history.labels();
        // The newest first: that is what one looks for.
        for (index, label) in labels.iter().enumerate().rev() {
            let pressed = ui
                .push_id(index, |ui| row(ui, &edit_label(label), index == now))
                .inner;
            if pressed {
                answer.actions.push(EditorAction::GoTo(index));
            }
        }
    });
    close_button(ui, fresh, answer);
}

fn row(ui: &mut Ui, label: &str, chosen: bool) -> bool {
    let size = vec2(ui.available_width(), ROW);
    let response = ui.add(Button::selectable(chosen, label).min_size(size));
    widgets::name_selected(ui, &response, chosen, label);
    response.clicked()
}

fn snapshots(ui: &mut Ui, state: &EditorState, answer: &mut DialogAnswer) {
    let snapshots = state
        .project()
        .map(|project| project.snapshots.as_slice())
        .unwrap_or_default();
    if snapshots.is_empty() {
        widgets::hint(ui, words::no_snapshots());
    }
    for (index, (name, _)) in snapshots.iter().enumerate() {
        let pressed = ui.push_id(("snapshot", index), |ui| row(ui, name, false)).inner;
        if pressed {
            answer.actions.edit(TreatmentEdit::RestoreSnapshot(index));
        }
    }
    let id = Id::unique("snapshot-name");
    let mut name: String = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    ui.horizontal(|ui| {
        field(ui, words::snapshot_name(), "", &mut name, false, 96.0);
        let keep = Button::new(words::snapshot_add()).min_size(vec2(80.0, 32.0));
        if ui.add_enabled(!name.trim().is_empty(), keep).clicked() {
            answer.actions.edit(ProjectEdit::Snapshot(name.trim().to_owned()));
            name.clear();
        }
    });
    ui.data_mut(|data| data.insert_temp(id, name));
}
