//! The hairline over the photo: its points as handles, what dragging, nudging, inserting and removing them means.

use super::super::handles::{self, ACCENT, CanvasHandle, HairlineHandle, HandleTarget};
use super::super::scene::{HairlineCurve, PaneScene};
use super::super::tool_context::ToolContext;
use super::super::{HandleGrip, gestures};
use super::CanvasTool;
use crate::design::{ControlPoint, ExtraPoint, HairlineOutline};
use crate::editor::{EditorAction, KeyCommand};
use crate::head::Head;
use crate::project::{Edit, TreatmentEdit};
use crate::words;
use egui::{Align2, Color32, Pos2};
use glam::DVec3;

/// Points that are always shown; the others where a person asks for all.
const MAIN: [&str; 14] = [
    "front-middle",
    "front-left",
    "front-right",
    "corner-left",
    "corner-right",
    "temporal-peak-left",
    "temporal-peak-right",
    "sideburn-low-left",
    "sideburn-low-right",
    "mastoid-left",
    "mastoid-right",
    "nape-corner-left",
    "nape-corner-right",
    "nape-middle",
];
/// Farthest from the curve that a double click inserts a point, ui points.
const REACH: f32 = 12.0;
/// Cosine of the angle to the camera below which a point can't be dragged well.
const LEAST_FACING: f64 = 0.06;

/// Way of a point by one press of an arrow, mm; with Shift.
const NUDGE_MM: [f64; 2] = [0.5, 2.0];

/// Drags the points of the hairline.
#[derive(Clone, Debug, Default)]
pub struct HairlineTool;

impl CanvasTool for HairlineTool {
    fn handles(&self, context: &ToolContext<'_>) -> Vec<CanvasHandle> {
        handles(&context.scene, &context.line)
    }

    fn drag(&mut self, context: &mut ToolContext<'_>, grip: &HandleGrip, to: Pos2) -> bool {
        let HandleTarget::Hairline(handle) = grip.target else {
            return false;
        };
        let edit = context
            .base(grip)
            .and_then(|base| moved(&base, handle, base.direction(to)?));
        context.preview(edit)
    }

    fn work(&mut self, context: &mut ToolContext<'_>) {
        let in_hand = context.memory.grip.as_ref().map(|grip| grip.target);
        if let Some(HandleTarget::Hairline(point)) = in_hand.or(context.memory.chosen) {
            tell_height(context, point);
            if in_hand.is_none() {
                remove_chosen(context, point);
            }
        }
        nudge(context);
        if let Some(at) = context.hand.double_clicked {
            match inserted(&context.scene, &context.line, at) {
                Some(edit) => context.out.push(EditorAction::Edit(edit)),
                None => gestures::fit(&context.hand, context.scene.state, context.out),
            }
        }
    }
}

fn nudge(context: &mut ToolContext<'_>) {
    let Some(HandleTarget::Hairline(chosen)) = context.memory.chosen else {
        return;
    };
    for (command, shift) in &context.keys {
        if let KeyCommand::Nudge(side) = command {
            let step_mm = NUDGE_MM[usize::from(*shift)];
            let edit = nudged(&context.scene, &context.line, chosen, *side, step_mm);
            context.out.extend(edit.map(EditorAction::Edit));
        }
    }
}

/// Delete, or the button beside the chosen point.
fn remove_chosen(context: &mut ToolContext<'_>, chosen: HairlineHandle) {
    let Some(edit) = removed(&context.scene, chosen) else {
        return;
    };
    let place = direction_of(&context.line, chosen).and_then(|direction| context.scene.at(direction));
    let pressed = place.is_some_and(|at| context.remove_button(at));
    if pressed || context.key(KeyCommand::Remove) {
        context.remove(edit);
    }
}

/// The handle's target of a control point.
fn target(point: &ControlPoint) -> HairlineHandle {
    match point.extra {
        Some(index) => HairlineHandle::Extra(index),
        None => HairlineHandle::Point(point.name),
    }
}

/// Handles of the points that are turned to the camera.
fn handles(scene: &PaneScene, line: &HairlineCurve) -> Vec<CanvasHandle> {
    let Some(outline) = &line.outline else {
        return Vec::new();
    };
    let all = scene.state.ui.all_points;
    let shown = |point: &&ControlPoint| {
        all || point.extra.is_some()
            || MAIN.contains(&point.name.name())
            || scene.state.ui.point == Some(point.name)
    };
    let handle = |point: &ControlPoint| {
        if scene.view().facing(scene.head(), point.direction) < LEAST_FACING {
            return None;
        }
        let at = scene.at(point.direction)?;
        let name = match point.extra {
            Some(index) => words::canvas::extra_point(point.name, index),
            None => words::canvas::point(point.name),
        };
        let own = scene.project.design().points.contains_key(&point.name) || point.extra.is_some();
        let core = if own { ACCENT } else { Color32::from_gray(90) };
        Some(CanvasHandle {
            core,
            ..CanvasHandle::new(HandleTarget::Hairline(target(point)), at, name)
        })
    };
    outline.control.iter().filter(shown).filter_map(handle).collect()
}

fn mirror(direction: DVec3) -> DVec3 {
    DVec3::new(-direction.x, direction.y, direction.z)
}

/// The edit that puts a point at a direction, on both sides where edits are symmetric.
fn moved(scene: &PaneScene, target: HairlineHandle, direction: DVec3) -> Option<Edit> {
    let symmetric = scene.state.symmetric;
    match target {
        HairlineHandle::Point(name) if symmetric && name.is_middle() => {
            let on_midline = DVec3::new(0.0, direction.y, direction.z);
            Some(TreatmentEdit::Point(name, on_midline.try_normalize()?).into())
        }
        HairlineHandle::Point(name) if symmetric => Some(Edit::Many(
            words::canvas::both_sides(name),
            vec![
                TreatmentEdit::Point(name, direction).into(),
                TreatmentEdit::Point(name.mirrored(), mirror(direction)).into(),
            ],
        )),
        HairlineHandle::Point(name) => Some(TreatmentEdit::Point(name, direction).into()),
        HairlineHandle::Extra(index) => Some(match twin(scene, index) {
            Some(other) => Edit::Many(
                words::canvas::move_both().to_owned(),
                vec![
                    TreatmentEdit::MoveExtra(index, direction).into(),
                    TreatmentEdit::MoveExtra(other, mirror(direction)).into(),
                ],
            ),
            None => TreatmentEdit::MoveExtra(index, direction).into(),
        }),
    }
}

/// The inserted point of the other side, where edits are symmetric.
fn twin(scene: &PaneScene, index: usize) -> Option<usize> {
    let extra = &scene.project.design().extra;
    let wanted = extra.get(index)?.mirrored();
    let other = extra.iter().position(|point| point.is_beside(&wanted))?;
    (scene.state.symmetric && other != index).then_some(other)
}

/// The edit that takes a point away: a named one follows the style again.
fn removed(scene: &PaneScene, target: HairlineHandle) -> Option<Edit> {
    let design = scene.project.design();
    let both = |edits| Edit::Many(words::canvas::remove_both().to_owned(), edits);
    match target {
        HairlineHandle::Point(name) => {
            let mut names = vec![name];
            if scene.state.symmetric && !name.is_middle() {
                names.push(name.mirrored());
            }
            names.retain(|name| design.points.contains_key(name));
            let mut edits: Vec<Edit> = names
                .into_iter()
                .map(|name| TreatmentEdit::FreePoint(name).into())
                .collect();
            match edits.len() {
                0 | 1 => edits.pop(),
                _ => Some(both(edits)),
            }
        }
        HairlineHandle::Extra(index) => (index < design.extra.len()).then(|| match twin(scene, index) {
            // The later one first, so that the other one's number stays.
            Some(other) => both(vec![
                TreatmentEdit::RemoveExtra(index.max(other)).into(),
                TreatmentEdit::RemoveExtra(index.min(other)).into(),
            ]),
            None => TreatmentEdit::RemoveExtra(index).into(),
        }),
    }
}

/// The edit that inserts a point where the curve passes a place.
fn inserted(scene: &PaneScene, line: &HairlineCurve, at: Pos2) -> Option<Edit> {
    let outline = line.outline.as_ref()?;
    let near = line.curve.iter().enumerate().filter(|(_, place)| place.near);
    let distance = |px| scene.ui(px).distance(at);
    let (index, place) = near.min_by(|a, b| distance(a.1.px).total_cmp(&distance(b.1.px)))?;
    if distance(place.px) > REACH {
        return None;
    }
    let point = outline.curve.get(index)?;
    let extra = between(scene, outline, point.span, point.direction)?;
    let mut edits = vec![TreatmentEdit::InsertPoint(extra).into()];
    if scene.state.symmetric && !extra.mirrored().is_beside(&extra) {
        edits.push(TreatmentEdit::InsertPoint(extra.mirrored()).into());
    }
    match edits.len() {
        1 => edits.pop(),
        _ => Some(Edit::Many(words::canvas::insert_both().to_owned(), edits)),
    }
}

/// An extra point in a span of the outline; its share keeps the order along the line.
fn between(
    scene: &PaneScene,
    outline: &HairlineOutline,
    span: usize,
    direction: DVec3,
) -> Option<ExtraPoint> {
    let (head, extra) = (scene.head(), &scene.project.design().extra);
    let from = outline.control.get(span)?;
    let to = &outline.control[(span + 1) % outline.control.len()];
    let share = |point: &ControlPoint, named: f64| {
        let own = point.extra.and_then(|index| extra.get(index));
        own.map_or(named, |own| own.share)
    };
    let way = |point: &ControlPoint| head.point_mm(point.direction).distance(head.point_mm(direction));
    let along = way(from) / (way(from) + way(to)).max(1e-9);
    let (low, high) = (share(from, 0.0), share(to, 1.0));
    Some(ExtraPoint {
        after: from.name,
        share: low + (high - low) * along,
        direction: direction.to_array(),
    })
}

/// Height over the glabella, and distance from the midline, both along the skin, mm.
fn heights_mm(head: &Head, glabella: DVec3, direction: DVec3) -> [f64; 2] {
    let on_midline = DVec3::new(0.0, direction.y, direction.z).normalize_or(glabella);
    let above = head.arc_length_mm(glabella, on_midline);
    let below = head.point_mm(on_midline).y < head.point_mm(glabella).y
        && head.point_mm(on_midline).z > Head::CENTRE_MM.z;
    [
        if below { -above } else { above },
        head.arc_length_mm(on_midline, direction),
    ]
}

/// Says how high a point stands.
fn tell_height(context: &ToolContext<'_>, target: HairlineHandle) {
    let scene = &context.scene;
    let Some(direction) = direction_of(&context.line, target) else {
        return;
    };
    let Some(at) = scene.at(direction) else {
        return;
    };
    let [above, aside] = heights_mm(scene.head(), context.marks.landmarks.glabella, direction);
    let text = words::canvas::heights(above, aside);
    handles::label(
        &context.painter,
        at - egui::vec2(0.0, 20.0),
        Align2::CENTER_BOTTOM,
        &text,
    );
}

/// Where a point of the line lies.
fn direction_of(line: &HairlineCurve, target: HairlineHandle) -> Option<DVec3> {
    let outline = line.outline.as_ref()?;
    let point = outline
        .control
        .iter()
        .find(|point| self::target(point) == target)?;
    Some(point.direction)
}

/// The point moved by some millimetres over the skin, towards a side of the screen (right, up, left, down: 0–3).
fn nudged(
    scene: &PaneScene,
    line: &HairlineCurve,
    target: HairlineHandle,
    side: u8,
    step_mm: f64,
) -> Option<Edit> {
    let from = direction_of(line, target)?;
    let at = scene.at(from)?;
    let way = [
        egui::vec2(1.0, 0.0),
        egui::vec2(0.0, -1.0),
        egui::vec2(-1.0, 0.0),
        egui::vec2(0.0, 1.0),
    ];
    let there = scene.direction(at + *way.get(usize::from(side))? * 2.0)?;
    let (from_mm, there_mm) = (scene.head().point_mm(from), scene.head().point_mm(there));
    let step = (there_mm - from_mm).try_normalize()? * step_mm;
    moved(scene, target, scene.head().direction_of(from_mm + step))
}
