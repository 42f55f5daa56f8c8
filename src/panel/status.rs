//! The thin line at the bottom: figures, device, jobs under way.

use super::side::check;
use super::theme;
use crate::editor::{Actions, AppAction, EditorState};
use crate::words::number;
use crate::words::panel as words;
use egui::{Align, Button, Frame, Layout, Margin, Panel, ProgressBar, RichText, Ui, vec2};

/// Height of the line, ui points.
const HEIGHT: f32 = 28.0;

/// Shows the line.
pub fn show(ui: &mut Ui, state: &EditorState, out: &mut Actions) {
    let frame = Frame::new()
        .fill(theme::palette(ui).ground)
        .inner_margin(Margin::symmetric(12, 0));
    Panel::bottom("status")
        .exact_size(HEIGHT)
        .frame(frame)
        .show(ui, |ui| {
            ui.horizontal_centered(|ui| {
                ui.spacing_mut().item_spacing.x = 16.0;
                let quiet = theme::palette(ui).quiet;
                let shows_dots = state.panes().iter().any(|pane| pane.variant.is_some());
                let stage = match state.project().filter(|_| shows_dots) {
                    Some(project) => words::simulation(&project.design().stage_words()),
                    None => words::before().to_owned(),
                };
                ui.label(RichText::new(stage).small());
                for text in figures(state) {
                    ui.label(RichText::new(text).small().color(quiet));
                }
                if shows_dots {
                    check::light(ui, state, out);
                }
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| right(ui, state, out));
            });
        });
}

fn figures(state: &EditorState) -> Vec<String> {
    let zoom = format!("{:.0} %", 100.0 * state.lens.zoom);
    // Of a head that nobody has found there is nothing to say.
    let Some(shot) = state
        .project()
        .and_then(|project| project.shot())
        .filter(|shot| shot.fitted)
    else {
        return vec![zoom];
    };
    let scale = format!("{} mm/px", number(shot.view.mm_per_px, 3));
    let dots = match state.counts.dots {
        Some(dots) => words::dots_shown(dots),
        None => words::counting().to_owned(),
    };
    let area = state.counts.area_cm2.map(|area| format!("{area:.0} cm²"));
    let pointer = state.pointer_density.map(words::density_here);
    [Some(dots), area, pointer, Some(scale), Some(zoom)]
        .into_iter()
        .flatten()
        .collect()
}

fn right(ui: &mut Ui, state: &EditorState, out: &mut Actions) {
    let quiet = theme::palette(ui).quiet;
    if !state.device.is_empty() {
        let text = RichText::new(&state.device).small().color(quiet);
        let width = 220.0_f32.min(0.5 * ui.available_width());
        ui.scope(|ui| {
            ui.set_max_width(width);
            ui.add(egui::Label::new(text).truncate());
        });
    }
    if let Some(job) = &state.progress {
        if job.can_cancel {
            let stop = Button::new(RichText::new(words::cancel_job()).small()).min_size(vec2(48.0, 22.0));
            if ui.add(stop).clicked() {
                out.push(AppAction::CancelExport);
            }
        }
        if let Some(share) = job.share {
            let bar = ProgressBar::new(share as f32)
                .desired_width(120.0)
                .desired_height(6.0);
            ui.add(bar);
        }
        ui.label(RichText::new(&job.label).small());
    } else if state.busy {
        ui.label(RichText::new(words::working()).small().color(quiet));
    }
}
