//! Short notes over the lower edge of the canvas; they go by themselves.

use super::theme;
use super::widgets::icon_button;
use crate::editor::{EditorState, ToastNote};
use crate::words::panel as words;
use crate::words::shown;
use egui::{Align2, Area, Frame, Id, Margin, Stroke, Ui, vec2};
use egui_material_icons::icons::{ICON_CHECK_CIRCLE, ICON_CLOSE, ICON_WARNING_AMBER};
use std::time::Duration;

/// How long a note stays, s; errors stay twice as long.
const STAY_S: f64 = 4.0;
/// How long it fades at the end, s.
const FADE_S: f64 = 0.4;

/// Shows the notes and forgets those whose time is over.
pub fn show(ui: &mut Ui, state: &mut EditorState) {
    if state.toasts.is_empty() {
        return;
    }
    let now = ui.input(|input| input.time);
    for toast in &mut state.toasts {
        let stay = if toast.error { 2.0 * STAY_S } else { STAY_S };
        toast.until.get_or_insert(now + stay);
    }
    state
        .toasts
        .retain(|toast| toast.until.is_none_or(|until| until > now));
    let Some(first) = state
        .toasts
        .iter()
        .filter_map(|toast| toast.until)
        .reduce(f64::min)
    else {
        return;
    };
    let wait = if first - now > FADE_S {
        first - now - FADE_S
    } else {
        0.03
    };
    ui.ctx().request_repaint_after(Duration::from_secs_f64(wait));
    let up = if state.open.is_some() && !state.panels_hidden {
        -148.0
    } else {
        -40.0
    };
    let mut closed = None;
    let area = Area::new(Id::unique("notes"))
        .anchor(Align2::CENTER_BOTTOM, vec2(0.0, up))
        .order(egui::Order::Tooltip);
    area.show(ui.ctx(), |ui| {
        for (index, toast) in state.toasts.iter().enumerate() {
            let shown = ui.push_id(index, |ui| ui.vertical_centered(|ui| note(ui, toast, now)).inner);
            if shown.inner {
                closed = Some(index);
            }
        }
    });
    if let Some(index) = closed {
        state.toasts.remove(index);
    }
}

/// One note; says whether it was closed.
fn note(ui: &mut Ui, toast: &ToastNote, now: f64) -> bool {
    let left = toast
        .until
        .map_or(1.0, |until| (until - now) / FADE_S)
        .clamp(0.0, 1.0);
    ui.set_opacity(left as f32);
    let palette = theme::palette(ui);
    let (icon, colour) = if toast.error {
        (ICON_WARNING_AMBER, ui.visuals().warn_fg_color)
    } else {
        (ICON_CHECK_CIRCLE, palette.accent)
    };
    let frame = Frame::new()
        .fill(ui.visuals().window_fill)
        .stroke(Stroke::new(1.0, palette.rule))
        .corner_radius(8)
        .shadow(ui.visuals().popup_shadow)
        .inner_margin(Margin::symmetric(12, 6));
    frame
        .show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.label(icon.rich_text().size(18.0).color(colour));
                ui.scope(|ui| {
                    ui.set_max_width(440.0);
                    ui.add(egui::Label::new(shown(&toast.text)).wrap());
                });
                icon_button(ui, ICON_CLOSE, words::close_note(), true, false).clicked()
            })
            .inner
        })
        .inner
}
