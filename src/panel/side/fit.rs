//! The fit step: where the head is in this photo, and how large.

use super::super::knob_row::{self, say};
use super::super::pictograms;
use super::super::theme::{self, BUTTON};
use super::super::widgets::{self, control};
use crate::editor::{Actions, AppAction, EditorAction, EditorState, GHOST_OPACITY, GhostOverlay, Tool};
use crate::head::solve::{KNOWN_SCALE_ERROR, PUPIL_DISTANCE_MM, PUPIL_DISTANCE_SPREAD};
use crate::head::{FitInput, FoundFace, HeadView};
use crate::project::{Project, ProjectEdit, Shot};
use crate::words::panel as words;
use egui::{Frame, Margin, RichText, Slider, Ui, WidgetInfo, vec2};
use egui_material_icons::icons::*;

/// Pupil distances that can be set, mm: adults of all sizes.
const PUPIL_RANGE_MM: [f64; 2] = [45.0, 80.0];
/// How far a face that shows both eyes can be turned and nodded, degrees.
const YAW_DEG: [f64; 2] = [-60.0, 60.0];
const PITCH_DEG: [f64; 2] = [-40.0, 40.0];

/// Buttons of faces beside each other.
const FACES_A_ROW: usize = 4;

/// Shows the step.
pub fn show(ui: &mut Ui, state: &EditorState, project: &Project, out: &mut Actions) {
    let Some(shot) = project.shot() else {
        return;
    };
    if state.is_looking {
        looking(ui);
        return;
    }
    if shot.fitted {
        scale(ui, &shot.view);
    } else {
        control(ui, words::pose_ask(), |ui| {
            super::pose::board(ui, state, shot, out)
        });
    }
    faces(ui, state, shot, out);
    // A pose shows no pupils.
    if !(shot.fitted && shot.given.named.is_some()) {
        control(ui, words::three_clicks(), |ui| three_clicks(ui, state, out));
    }
    control(ui, words::by_hand(), |ui| by_hand(ui, state, out));
    pupils(ui, &shot.given, out);
    refit(ui, project, out);
    ghost(ui, state, out);
    super::findings::seen(ui, state, project, out);
    super::patches::show(ui, state, project, out);
    super::fine(ui, state, out, |ui, out| angles(ui, &shot.given, out));
    ui.add_space(8.0);
    for text in &shot.view.warnings {
        widgets::warning(ui, &words::names::warning(text));
    }
}

/// While a face is being looked for nothing is said of the head.
fn looking(ui: &mut Ui) {
    ui.horizontal(|ui| {
        ui.add(egui::Spinner::new().size(18.0));
        ui.label(words::looking());
    });
}

/// The card that says how large, from what, and how good.
fn scale(ui: &mut Ui, view: &HeadView) {
    let palette = theme::palette(ui);
    let frame = Frame::new()
        .fill(ui.visuals().faint_bg_color)
        .corner_radius(8)
        .inner_margin(Margin::same(12));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.label(RichText::new(words::scale_line(view.mm_per_px, view.mm_per_px_error)).strong());
        let error = view.mm_per_px_error / view.mm_per_px.max(1e-9);
        let text = format!(
            "{} {}",
            words::scale_quality(error),
            words::names::source(view.source)
        );
        ui.label(RichText::new(text).small().color(palette.quiet));
    });
    ui.add_space(12.0);
}

/// The faces found: which one is fitted, and what was seen of them.
fn faces(ui: &mut Ui, state: &EditorState, shot: &Shot, out: &mut Actions) {
    let chosen = state.face_fitted();
    let is_posed = shot.fitted && shot.given.named.is_some();
    let was_none = !shot.fitted && state.faces.is_empty();
    if state.faces.len() < 2 && (chosen.is_some() || is_posed || was_none) {
        return;
    }
    control(ui, words::face_title(), |ui| choose_face(ui, state, chosen, out));
}

fn choose_face(ui: &mut Ui, state: &EditorState, chosen: Option<usize>, out: &mut Actions) {
    if state.faces.len() > 1 {
        let names: Vec<String> = (1..=state.faces.len()).map(words::face).collect();
        let labels: Vec<&str> = names.iter().map(String::as_str).collect();
        for (row, labels) in labels.chunks(FACES_A_ROW).enumerate() {
            let first = row * FACES_A_ROW;
            let chosen = chosen.and_then(|chosen| chosen.checked_sub(first));
            if let Some(index) = widgets::segments(ui, labels, chosen) {
                out.push(AppAction::UseFace(first + index));
            }
        }
    } else if chosen.is_none() {
        let size = vec2(ui.available_width(), BUTTON);
        if widgets::sized_action(ui, ICON_FACE, words::find_face(), false, size).clicked() {
            out.push(AppAction::UseFace(0));
        }
    }
}

fn three_clicks(ui: &mut Ui, state: &EditorState, out: &mut Actions) {
    let gap = 8.0;
    let width = (ui.available_width() - 2.0 * gap) / 3.0;
    let done = if state.tool == Tool::ThreeClicks {
        state.ui.clicks_px.len()
    } else {
        0
    };
    let mut clicked = false;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        let labels = [words::click_eye(), words::click_other(), words::click_chin()];
        for (place, label) in labels.into_iter().enumerate() {
            let now = state.tool == Tool::ThreeClicks && done == place;
            let response = widgets::drawn(ui, label, vec2(width, 104.0), now, |ui, rect| {
                pictograms::clicked_head(ui, rect, place);
            });
            clicked |= response.clicked();
        }
    });
    clicked |= if state.tool == Tool::ThreeClicks {
        widgets::hint(ui, words::three_clicks_help());
        false
    } else {
        let width = ui.available_width();
        widgets::sized_action(
            ui,
            ICON_ADS_CLICK,
            words::three_clicks(),
            false,
            vec2(width, BUTTON),
        )
        .on_hover_text(words::three_clicks_help())
        .clicked()
    };
    if clicked {
        out.push(EditorAction::Tool(Tool::ThreeClicks));
    }
}

fn by_hand(ui: &mut Ui, state: &EditorState, out: &mut Actions) {
    for (icon, label, tool) in [
        (ICON_OPEN_WITH, words::move_turn(), Tool::Fit),
        (ICON_GESTURE, words::outline(), Tool::Outline),
        (ICON_STRAIGHTEN, words::ruler(), Tool::Ruler),
    ] {
        let chosen = state.tool == tool;
        let size = vec2(ui.available_width(), BUTTON);
        let mut response = widgets::sized_action(ui, icon, label, chosen, size);
        if tool == Tool::Ruler {
            response = response.on_hover_text(words::ruler_help());
        }
        if response.clicked() {
            out.push(EditorAction::Tool(if chosen { Tool::Hand } else { tool }));
        }
    }
}

/// An earlier photo of the same pose over this one, where there is one.
fn ghost(ui: &mut Ui, state: &EditorState, out: &mut Actions) {
    if state.ghost_photo().is_none() {
        return;
    }
    let now = state.ghost;
    control(ui, words::ghost(), |ui| {
        if let Some(is_shown) = widgets::toggle(ui, words::ghost_show(), now.is_shown) {
            out.push(EditorAction::Ghost(GhostOverlay { is_shown, ..now }));
        }
        if !now.is_shown {
            return;
        }
        let mut opacity = now.opacity;
        ui.spacing_mut().slider_width = ui.available_width();
        let slider = Slider::new(&mut opacity, GHOST_OPACITY[0]..=GHOST_OPACITY[1]).show_value(false);
        let response = ui.add(slider).on_hover_text(words::ghost_help());
        let enabled = ui.is_enabled();
        response.widget_info(|| WidgetInfo::slider(enabled, f64::from(opacity), words::ghost_opacity()));
        if response.changed() {
            out.push(EditorAction::Ghost(GhostOverlay { opacity, ..now }));
        }
    });
}

/// One head from all photos, where there is more than one.
fn refit(ui: &mut Ui, project: &Project, out: &mut Actions) {
    if project.photos_of_head() < 2 {
        return;
    }
    let size = vec2(ui.available_width(), BUTTON);
    let response = widgets::sized_action(ui, ICON_SYNC, words::refit_all(), false, size);
    if response.on_hover_text(words::refit_all_help()).clicked() {
        out.edit(ProjectEdit::RefitAll);
    }
    ui.add_space(8.0);
}

fn pupils(ui: &mut Ui, given: &FitInput, out: &mut Actions) {
    let fit = |pupil_distance_mm: Option<f64>| {
        let scale_error = pupil_distance_mm.map_or(PUPIL_DISTANCE_SPREAD, |_| KNOWN_SCALE_ERROR);
        ProjectEdit::Fit(Box::new(FitInput {
            pupil_distance_mm,
            found: given.found.map(|found| FoundFace { scale_error, ..found }),
            ..given.clone()
        }))
        .into()
    };
    let value = given.pupil_distance_mm.unwrap_or(PUPIL_DISTANCE_MM);
    widgets::plain_control(ui, words::pupils(), |ui| {
        ui.add_enabled_ui(given.eyes.is_some(), |ui| {
            let (turned, reset) = knob_row::value_row(
                ui,
                &knob_row::ValueRow {
                    label: words::pupils(),
                    unit: "mm",
                    scale: knob_row::ValueScale::of(PUPIL_RANGE_MM),
                    value,
                    changed: given.pupil_distance_mm.is_some(),
                    help: words::pupils_help(),
                },
            );
            say(turned, reset, out, |value| fit(Some(value)), || fit(None));
        });
        if given.eyes.is_none() {
            widgets::hint(ui, words::needs_eyes());
        }
    });
}

fn angles(ui: &mut Ui, given: &FitInput, out: &mut Actions) {
    let with_yaw = |yaw_deg: f64| {
        ProjectEdit::Fit(Box::new(FitInput {
            yaw_deg,
            ..given.clone()
        }))
        .into()
    };
    let with_pitch = |pitch_deg: f64| {
        ProjectEdit::Fit(Box::new(FitInput {
            pitch_deg,
            ..given.clone()
        }))
        .into()
    };
    ui.add_enabled_ui(given.eyes.is_some(), |ui| {
        let (yaw, pitch) = (given.yaw_deg, given.pitch_deg);
        let (turned, reset) = knob_row::value_row(
            ui,
            &knob_row::ValueRow {
                label: words::yaw(),
                unit: "°",
                scale: knob_row::ValueScale::of(YAW_DEG),
                value: yaw,
                changed: yaw != 0.0,
                help: words::yaw(),
            },
        );
        say(turned, reset, out, with_yaw, || with_yaw(0.0));
        let (turned, reset) = knob_row::value_row(
            ui,
            &knob_row::ValueRow {
                label: words::pitch(),
                unit: "°",
                scale: knob_row::ValueScale::of(PITCH_DEG),
                value: pitch,
                changed: pitch != 0.0,
                help: words::pitch(),
            },
        );
        say(turned, reset, out, with_pitch, || with_pitch(0.0));
    });
}
