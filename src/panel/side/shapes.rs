//! Shapes of the zone chosen: take hold of them, add one, copy all to the other side.

use super::super::knob_row::{self, RowChange};
use super::super::theme::BUTTON;
use super::super::widgets;
use crate::design::head_place::{ROUND_RANGE_DEG, SIDE_RANGE_DEG};
use crate::design::shapes::{MAX_SHAPES, SOFT_RANGE_MM, WIDTH_RANGE_MM};
use crate::design::{Fill, FillShape, HeadPlace};
use crate::editor::{Actions, AppAction, EditorAction, EditorState, Tool, added_shape};
use crate::project::{Project, TreatmentEdit};
use crate::words::panel as words;
use egui::{Ui, vec2};
use egui_material_icons::icons::*;

/// Half axes of a new ellipse, mm: a patch of areata is 2 to 3 cm wide (docs/domain.md 4).
const ELLIPSE_MM: f64 = 12.5;
/// Half the side of a new area, and half the length of a new line, degrees (assumptions: 3 and 5 cm long).
const AREA_DEG: f64 = 10.0;
const LINE_DEG: f64 = 14.0;
/// Width of a new line and of new soft borders, mm (assumptions).
const LINE_WIDTH_MM: f64 = 4.0;
const SOFT_MM: f64 = 5.0;

/// A new shape round a place.
type NewShape = fn(HeadPlace) -> FillShape;

/// Shows the buttons.
pub fn show(ui: &mut Ui, state: &EditorState, project: &Project, out: &mut Actions) {
    let fill = super::zones::chosen(state, project)
        .or_else(|| project.design().fills.iter().find(|fill| !fill.shapes.is_empty()));
    let half = vec2(0.5 * (ui.available_width() - 4.0), BUTTON);
    let moving = state.tool == Tool::Shapes;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        if widgets::sized_action(ui, ICON_PAN_TOOL_ALT, words::move_shapes(), moving, half).clicked() {
            out.push(EditorAction::Tool(if moving { Tool::Hand } else { Tool::Shapes }));
        }
        let shapes = fill.map_or(&[][..], |fill| &fill.shapes);
        let can_copy = !shapes.is_empty() && 2 * shapes.len() <= MAX_SHAPES;
        ui.add_enabled_ui(can_copy, |ui| {
            if widgets::sized_action(ui, ICON_FLIP, words::copy_shapes(), false, half).clicked()
                && let Some(fill) = fill
            {
                let both = shapes
                    .iter()
                    .cloned()
                    .chain(shapes.iter().map(FillShape::mirrored));
                out.edit(TreatmentEdit::Shapes(fill.name.clone(), both.collect()));
            }
        });
    });
    let third = vec2((ui.available_width() - 8.0) / 3.0, BUTTON);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for (icon, label, shape) in [
            (ICON_CIRCLE, words::ellipse(), ellipse as NewShape),
            (ICON_TIMELINE, words::line(), line as NewShape),
            (ICON_PENTAGON, words::free_shape(), area as NewShape),
        ] {
            if widgets::sized_action(ui, icon, label, false, third).clicked() {
                let shape = shape(in_sight(project));
                out.push(EditorAction::Edit(added_shape(state, project, shape)));
                out.push(EditorAction::Tool(Tool::Shapes));
            }
        }
    });
    let drawing = state.tool == Tool::Lasso;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        if widgets::sized_action(ui, ICON_GESTURE, words::lasso(), drawing, half).clicked() {
            out.push(EditorAction::Tool(if drawing { Tool::Hand } else { Tool::Lasso }));
        }
        if widgets::sized_action(ui, ICON_IMAGE, words::stencil(), false, half).clicked() {
            out.push(AppAction::StencilDialog);
        }
    });
    if moving {
        widgets::hint(ui, words::shapes_help());
    }
    if let Some(fill) = fill {
        sizes(ui, fill, out);
    }
}

/// Soft border of the zone's shapes, and width of its lines.
fn sizes(ui: &mut Ui, fill: &Fill, out: &mut Actions) {
    let soft_mm = fill.shapes.first().map(FillShape::soft_mm);
    if let Some(value) = soft_mm {
        let softened = |new: f64| fill.shapes.iter().map(|shape| shape.softened(new)).collect();
        size(
            ui,
            fill,
            (words::soft_border(), SOFT_RANGE_MM, value),
            softened,
            out,
        );
    }
    let width_mm = fill.shapes.iter().find_map(FillShape::width_mm);
    if let Some(value) = width_mm {
        let widened = |new: f64| fill.shapes.iter().map(|shape| shape.widened(new)).collect();
        size(
            ui,
            fill,
            (words::line_width(), WIDTH_RANGE_MM, value),
            widened,
            out,
        );
    }
}

/// A row for one size, and the edit that it makes.
fn size(
    ui: &mut Ui,
    fill: &Fill,
    (label, range, value): (&str, [f64; 2], f64),
    sized: impl Fn(f64) -> Vec<FillShape>,
    out: &mut Actions,
) {
    let row = knob_row::ValueRow {
        label,
        unit: "mm",
        scale: knob_row::ValueScale::of(range),
        value,
        changed: false,
        help: label,
    };
    let edit = |new: f64| TreatmentEdit::Shapes(fill.name.clone(), sized(new));
    match knob_row::value_row(ui, &row).0 {
        RowChange::Not => {}
        RowChange::Live(new) => out.preview(edit(new)),
        RowChange::Ended(new) => {
            out.extend(new.map(|new| EditorAction::Preview(edit(new).into())));
            out.push(EditorAction::Commit);
        }
        RowChange::Set(new) => out.edit(edit(new)),
        RowChange::Back => out.push(EditorAction::Cancel),
    }
}

/// Places at which a new shape may lie, and of which the one best turned to the camera is taken.
const PLACES: [[f64; 2]; 6] = [
    [62.0, 0.0],
    [95.0, 0.0],
    [140.0, 0.0],
    [180.0, 0.0],
    [100.0, 55.0],
    [100.0, -55.0],
];

/// The place of the scalp that the photo shows best.
fn in_sight(project: &Project) -> HeadPlace {
    let facing = |place: &HeadPlace| {
        let view = project.shot().map(|shot| &shot.view);
        view.map_or(0.0, |view| view.facing(&project.head, place.direction()))
    };
    let best = PLACES
        .map(HeadPlace::from)
        .into_iter()
        .max_by(|a, b| facing(a).total_cmp(&facing(b)));
    best.unwrap_or(HeadPlace::from(PLACES[0]))
}

fn ellipse(centre: HeadPlace) -> FillShape {
    FillShape::Ellipse {
        centre,
        half_mm: [ELLIPSE_MM; 2],
        turn_deg: 0.0,
        soft_mm: SOFT_MM,
    }
}

fn beside(place: HeadPlace, round_deg: f64, side_deg: f64) -> HeadPlace {
    let within = |deg: f64, [low, high]: [f64; 2]| deg.clamp(low, high);
    HeadPlace {
        round_deg: within(place.round_deg + round_deg, ROUND_RANGE_DEG),
        side_deg: within(place.side_deg + side_deg, SIDE_RANGE_DEG),
    }
}

fn line(centre: HeadPlace) -> FillShape {
    FillShape::Line {
        points: [-LINE_DEG, 0.0, LINE_DEG]
            .map(|deg| beside(centre, 0.0, deg))
            .to_vec(),
        width_mm: LINE_WIDTH_MM,
        soft_mm: SOFT_MM,
    }
}

fn area(centre: HeadPlace) -> FillShape {
    let corners = [[-1.0, -1.0], [-1.0, 1.0], [1.0, 1.0], [1.0, -1.0]];
    FillShape::Area {
        points: corners
            .map(|[a, b]| beside(centre, a * AREA_DEG, b * AREA_DEG))
            .to_vec(),
        soft_mm: SOFT_MM,
    }
}
