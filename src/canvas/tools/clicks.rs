//! Clicks that say where the head is: two eyes and the chin, and points on the scalp's edge.

use super::super::HandleGrip;
use super::super::handles::{ACCENT, CanvasHandle, HELP, HandleTarget, line};
use super::super::pose::{by_edge, by_face};
use super::super::scene::PaneScene;
use super::super::tool_context::ToolContext;
use super::CanvasTool;
use crate::editor::{AppAction, EditorAction, KeyCommand, Tool};
use crate::head::FitInput;
use crate::project::{Edit, ProjectEdit};
use crate::words;
use egui::{Color32, Pos2, Stroke};

/// Half a crosshair, ui points.
const CROSS: f32 = 16.0;

/// Eye, eye, chin: guided.
#[derive(Clone, Debug, Default)]
pub struct ThreeClicksTool;

impl CanvasTool for ThreeClicksTool {
    fn work(&mut self, context: &mut ToolContext<'_>) {
        take_clicks(context);
    }
}

fn take_clicks(context: &mut ToolContext<'_>) {
    if let Some(at) = context.hand.clicked {
        let px = context.scene.px(at);
        context.memory.clicks_px.push(px);
    }
    if context.key(KeyCommand::RemoveLast) {
        context.memory.clicks_px.pop();
    }
    for px in &context.memory.clicks_px {
        cross(context, context.scene.ui(*px), HELP);
    }
    if let Some(at) = context.hand.at {
        cross(context, at, Color32::WHITE);
        context.ui.ctx().set_cursor_icon(egui::CursorIcon::Crosshair);
    }
    let asks = [
        words::canvas::click_first_eye(),
        words::canvas::click_second_eye(),
        words::canvas::click_chin(),
    ];
    match *context.memory.clicks_px.as_slice() {
        [first, second, chin, ..] => {
            // Whichever was clicked first: the eye at the picture's left comes first.
            let eyes = if first.x <= second.x {
                [first, second]
            } else {
                [second, first]
            };
            let given = FitInput {
                eyes: Some(eyes),
                chin: Some(chin),
                ..by_face(&context.scene.shot.given)
            };
            context.memory.clicks_px.clear();
            context.out.edit(ProjectEdit::Fit(Box::new(given)));
            context.out.push(EditorAction::Tool(Tool::Fit));
        }
        ref clicks => context.hint(asks[clicks.len().min(2)]),
    }
}

fn cross(context: &ToolContext<'_>, at: Pos2, colour: Color32) {
    for way in [egui::vec2(1.0, 0.0), egui::vec2(0.0, 1.0)] {
        for side in [way, -way] {
            line(
                &context.painter,
                vec![at + side * 4.0, at + side * CROSS],
                colour,
                1.2,
            );
        }
    }
}

/// Something grey: one click.
#[derive(Clone, Debug, Default)]
pub struct NeutralTool;

impl CanvasTool for NeutralTool {
    fn work(&mut self, context: &mut ToolContext<'_>) {
        take_neutral(context);
    }
}

fn take_neutral(context: &mut ToolContext<'_>) {
    context.hint(words::canvas::neutral_hint());
    if let Some(at) = context.hand.at {
        cross(context, at, Color32::WHITE);
        context.ui.ctx().set_cursor_icon(egui::CursorIcon::Crosshair);
    }
    if let Some(at) = context.hand.clicked {
        context.out.push(AppAction::Neutral(context.scene.px(at)));
    }
}

/// Points on the head's edge: a click adds one.
#[derive(Clone, Debug, Default)]
pub struct OutlineTool;

impl CanvasTool for OutlineTool {
    fn handles(&self, context: &ToolContext<'_>) -> Vec<CanvasHandle> {
        edge_handles(&context.scene)
    }

    fn drag(&mut self, context: &mut ToolContext<'_>, grip: &HandleGrip, to: Pos2) -> bool {
        let HandleTarget::Edge(index) = grip.target else {
            return false;
        };
        let edit = context.base(grip).and_then(|base| edge_moved(&base, index, to));
        context.preview(edit)
    }

    fn work(&mut self, context: &mut ToolContext<'_>) {
        work_on_edge(context);
    }
}

/// Handles of the outline's points.
fn edge_handles(scene: &PaneScene) -> Vec<CanvasHandle> {
    let points = scene.shot.given.outline.iter().enumerate();
    points
        .map(|(index, px)| {
            CanvasHandle::new(
                HandleTarget::Edge(index),
                scene.ui(*px),
                words::canvas::edge(index),
            )
        })
        .collect()
}

/// The edit that moves a point of the outline.
fn edge_moved(base: &PaneScene, index: usize, to: Pos2) -> Option<Edit> {
    let given = &base.shot.given;
    let mut outline = given.outline.clone();
    *outline.get_mut(index)? = base.px(to);
    Some(ProjectEdit::Fit(Box::new(by_edge(given, outline))).into())
}

/// The head's edge is shown, a click adds a point.
fn work_on_edge(context: &mut ToolContext<'_>) {
    let mut edge: Vec<Pos2> = context
        .marks
        .edge
        .iter()
        .map(|px| context.scene.ui(*px))
        .collect();
    edge.extend(edge.first().copied());
    line(&context.painter, edge, ACCENT, 1.5);
    if context.scene.shot.given.outline.is_empty() {
        context.hint(words::canvas::outline_hint());
    }
    if let Some(HandleTarget::Edge(index)) = context.memory.chosen {
        let point = context.scene.shot.given.outline.get(index).copied();
        let at = point.map(|px| context.scene.ui(px));
        if at.is_some_and(|at| context.remove_button(at)) || (at.is_some() && context.key(KeyCommand::Remove))
        {
            let given = &context.scene.shot.given;
            let mut outline = given.outline.clone();
            outline.remove(index);
            let edit = ProjectEdit::Fit(Box::new(by_edge(given, outline)));
            context.remove(edit);
        }
        return;
    }
    if let Some(at) = context.hand.clicked {
        let given = &context.scene.shot.given;
        let mut outline = given.outline.clone();
        outline.push(context.scene.px(at));
        let edit = ProjectEdit::Fit(Box::new(by_edge(given, outline)));
        context.out.edit(edit);
        context.painter.circle_stroke(at, 6.0, Stroke::new(1.5, HELP));
    }
}
