//! The fill step: density, dots, shade, transition, zones, brush.

use super::super::knob_row;
use super::super::theme::BUTTON;
use super::super::widgets::{self, control};
use super::{stop_pictures, zones};
use crate::design::{BrushKind, HairType, Knob, KnobGroup, stops};
use crate::editor::{Actions, BRUSH_RANGE_MM, BrushSettings, EditorAction, EditorState, Tool};
use crate::project::{Edit, Project, TreatmentEdit};
use crate::words::panel as words;
use egui::{Ui, vec2};
use egui_material_icons::MaterialIcon;
use egui_material_icons::icons::*;

/// Knobs that stand before *Fine*.
const BASIC: [Knob; 4] = [Knob::Density, Knob::DotDiameter, Knob::Shade, Knob::EdgeWidth];

/// Shows the step.
pub fn show(ui: &mut Ui, state: &mut EditorState, project: &Project, out: &mut Actions) {
    let design = project.design();
    super::patches::show(ui, state, project, out);
    control(ui, words::how_dense(), |ui| {
        let stops = (Knob::Density, stops::DENSITY_PER_CM2);
        stops_of(ui, state, project, stops, out);
        knob_row::show(ui, state, design, Knob::Density, out);
    });
    widgets::plain_control(ui, words::knobs::label(Knob::DotDiameter), |ui| {
        knob_row::show(ui, state, design, Knob::DotDiameter, out);
    });
    control(ui, words::how_dark(), |ui| {
        let stops = (Knob::Shade, stops::SHADE_OD);
        stops_of(ui, state, project, stops, out);
        knob_row::show(ui, state, design, Knob::Shade, out);
    });
    widgets::plain_control(ui, words::knobs::label(Knob::EdgeWidth), |ui| {
        knob_row::show(ui, state, design, Knob::EdgeWidth, out);
    });
    control(ui, words::zones(), |ui| {
        zones::show(ui, state, project, out);
        ui.add_space(4.0);
        widgets::hint(ui, words::shapes());
        super::shapes::show(ui, state, project, out);
    });
    control(ui, words::brush(), |ui| brush(ui, state, project, out));
    super::check::warnings(ui, state, &super::check::OF_FILL, out);
    super::fine(ui, state, out, |ui, out| {
        hair_type(ui, project, out);
        for group in [KnobGroup::Pigment, KnobGroup::Pattern, KnobGroup::Finish] {
            super::knob_group(ui, state, project, group, &super::others(group, &BASIC), out);
        }
        let response = widgets::action(ui, ICON_CASINO, words::other_pattern(), false);
        if response.on_hover_text(words::other_pattern_help()).clicked() {
            out.edit(TreatmentEdit::Seed(rand::random()));
        }
    });
}

/// An edit of the zone chosen, or of all.
fn set(state: &EditorState, project: &Project, knob: Knob, value: f64) -> Edit {
    let fill = zones::chosen(state, project).map(|fill| fill.name.clone());
    Edit::set(knob, value, fill)
}

/// Pictured stops of a knob, for the zone chosen or all.
fn stops_of(
    ui: &mut Ui,
    state: &EditorState,
    project: &Project,
    (knob, stops): (Knob, stops::KnobStops),
    out: &mut Actions,
) {
    let value = zones::value(state, project, knob);
    if let Some(stop) = stop_pictures::show(ui, state, knob, stops, value) {
        out.edit(set(state, project, knob, stop));
    }
}

/// The icon of a brush.
fn icon(brush: BrushKind) -> MaterialIcon {
    match brush {
        BrushKind::Add => ICON_BRUSH,
        BrushKind::Remove => ICON_INK_ERASER,
        BrushKind::Thin => ICON_OPACITY,
        BrushKind::Protect => ICON_SHIELD,
        BrushKind::Restore => ICON_SETTINGS_BACKUP_RESTORE,
    }
}

fn brush(ui: &mut Ui, state: &EditorState, project: &Project, out: &mut Actions) {
    let now = state.brush;
    let painting = state.tool == Tool::Brush;
    let width = (ui.available_width() - 4.0 * 4.0) / 5.0;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for brush in BrushKind::ALL {
            let (label, help) = words::names::brush(brush);
            let chosen = painting && now.brush == brush;
            let size = vec2(width, 60.0);
            let response = widgets::drawn(ui, label, size, chosen, |ui, rect| {
                let icon = icon(brush);
                let font = egui::FontId::new(20.0, icon.font_family());
                let colour = ui.visuals().text_color();
                ui.painter().text(
                    rect.center(),
                    egui::Align2::CENTER_CENTER,
                    icon.codepoint,
                    font,
                    colour,
                );
            });
            if response.on_hover_text(help).clicked() {
                out.push(EditorAction::Brush(BrushSettings { brush, ..now }));
                out.push(EditorAction::Tool(if chosen { Tool::Hand } else { Tool::Brush }));
            }
        }
    });
    if painting {
        settings(ui, now, out);
    }
    ui.add_enabled_ui(!project.design().strokes.is_empty(), |ui| {
        if widgets::sized_action(
            ui,
            ICON_DELETE_SWEEP,
            words::brush_clear(),
            false,
            vec2(ui.available_width(), BUTTON),
        )
        .clicked()
        {
            out.edit(TreatmentEdit::ClearStrokes);
        }
    });
}

fn settings(ui: &mut Ui, now: BrushSettings, out: &mut Actions) {
    let mut next = now;
    let row = |ui: &mut Ui, label: &str, unit: &str, range, value: &mut f64| {
        use knob_row::RowChange;
        let (turned, _) = knob_row::value_row(
            ui,
            &knob_row::ValueRow {
                label,
                unit,
                scale: knob_row::ValueScale::of(range),
                value: *value,
                changed: false,
                help: label,
            },
        );
        if let RowChange::Live(new) | RowChange::Set(new) | RowChange::Ended(Some(new)) = turned {
            *value = new;
        }
    };
    row(ui, words::brush_size(), "mm", BRUSH_RANGE_MM, &mut next.radius_mm);
    row(ui, words::brush_softness(), "", [0.0, 1.0], &mut next.softness);
    row(ui, words::brush_strength(), "", [0.0, 1.0], &mut next.strength);
    let front = widgets::toggle(ui, words::brush_front(), now.in_front);
    widgets::hint(ui, words::brush_front_help());
    next.in_front = front.unwrap_or(now.in_front);
    if next != now {
        out.push(EditorAction::Brush(next));
    }
}

fn hair_type(ui: &mut Ui, project: &Project, out: &mut Actions) {
    widgets::header(ui, words::hair_type(), |_| ());
    let labels = HairType::ALL.map(|(_, kind)| words::names::hair_type(kind));
    let now = project.design().hair_type;
    let chosen = HairType::ALL.iter().position(|(_, kind)| *kind == now);
    if let Some(index) = widgets::segments(ui, &labels, chosen) {
        out.edit(TreatmentEdit::HairType(HairType::ALL[index].1));
    }
    ui.add_space(8.0);
}
