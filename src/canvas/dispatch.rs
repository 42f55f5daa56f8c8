//! One frame of the canvas: which handles lie on it, what the hand does with them, and the tool's turn.

use super::handles::{self, CanvasHandle, HELP, HandleTarget};
use super::tool_context::ToolContext;
use super::tools::{CanvasTool, CanvasTools};
use super::{HandleGrip, faces, found, gestures, ghost, guides, readings, shape_lines, split};
use crate::design::cases;
use crate::editor::{ConsultationStep, EditorAction, KeyCommand, Tool};
use crate::words;
use egui::{CursorIcon, Pos2};
use glam::DVec3;
use std::sync::Arc;

/// Shortest way of the pointer that drags, ui points.
const SHORTEST_DRAG: f32 = 0.01;

/// Works and draws one frame; returns the head's surface under the pointer.
pub fn run(mut context: ToolContext<'_>, tools: &mut CanvasTools) -> Option<DVec3> {
    let state = context.scene.state;
    let tool = tools.of(state.tool);
    cancel(&mut context, tool);
    if state.is_looking {
        context.hint(words::panel::looking());
    } else if !state.before_held {
        if state.ui.show_found {
            found::draw(&context.scene, &context.painter);
        }
        // Spots are asked about where the head is fitted; elsewhere they would only be in the way.
        if state.ui.show_found || state.step == ConsultationStep::Fit {
            found::rings(&context.scene, &context.painter);
        }
        ghost::draw(&mut context);
        draw_lines(&context);
        tool.draw(&context);
        take_handles(&mut context, tool);
        tool.work(&mut context);
        if state.step == ConsultationStep::Fit {
            faces::offer(&mut context);
        }
    }
    for pane in &context.panes {
        split::name(state, context.project, pane, context.ui.painter());
    }
    split::draw(state, context.ui.painter());
    split::scale_bar(&context.first_scene(), &context.ui.painter_at(state.canvas));
    let under = context.scene_under_pointer();
    readings::read(&under, context.hand.at, &mut context.memory.reading)
}

/// Guides and hairline under the tools that work on the scalp.
fn draw_lines(context: &ToolContext<'_>) {
    let state = context.scene.state;
    let works_on_line = matches!(state.tool, Tool::Hairline | Tool::Trace);
    if state.guides && works_on_line {
        guides::draw(&context.scene, &context.painter, &context.marks);
    }
    if state.step == ConsultationStep::Purpose
        && let Some(later) = state.ui.later.and_then(|name| cases::find(name).ok())
    {
        for shape in later.fill.iter().flat_map(|fill| &fill.shapes) {
            shape_lines::draw(&context.scene, &context.painter, shape, HELP, 1.6);
        }
    }
    if works_on_line || state.tool == Tool::Brush {
        let strong = state.tool == Tool::Hairline;
        guides::draw_hairline(&context.scene, &context.painter, &context.line, strong);
    }
}

/// Esc gives up what is in the hand, then what was clicked.
fn cancel(context: &mut ToolContext<'_>, tool: &mut dyn CanvasTool) {
    if !context.key(KeyCommand::Cancel) {
        return;
    }
    let had_grip = context.memory.grip.take().is_some();
    let had_preview = tool.give_up();
    if had_grip || had_preview {
        context.out.push(EditorAction::Cancel);
    } else if !context.memory.clicks_px.is_empty() {
        context.memory.clicks_px.clear();
    } else {
        context.memory.chosen = None;
    }
}

/// Shows handles and lets the hand take them.
fn take_handles(context: &mut ToolContext<'_>, tool: &mut dyn CanvasTool) {
    let state = context.scene.state;
    let mut handles = tool.handles(context);
    handles.extend(split::handle(state));
    let under = |context: &ToolContext<'_>, tool: &dyn CanvasTool, at| target_at(context, tool, &handles, at);
    let hovered = context.hand.at.and_then(|at| under(context, tool, at));
    let active = context.memory.grip.as_ref().map(|grip| grip.target);
    let focused = handles::show(context.ui, &context.painter, &handles, hovered, active);
    context.memory.handle_has_focus = focused.is_some();
    if let Some(focused) = focused.filter(|target| *target != HandleTarget::Split) {
        context.memory.chosen = Some(focused);
    }
    if hovered.is_some() && active.is_none() {
        context.ui.ctx().set_cursor_icon(CursorIcon::Grab);
    }
    if let Some(at) = context.hand.pressed
        && let Some(target) = under(context, tool, at)
    {
        let middle = handles.iter().find(|handle| handle.target == target);
        let offset = middle.map_or(egui::Vec2::ZERO, |handle| handle.at - at);
        context.memory.grip = Some(HandleGrip {
            target,
            base: Arc::clone(context.project),
            offset,
            from_px: context.scene.px(at + offset),
            last: at,
            moved: false,
        });
    }
    if let Some(at) = context.hand.clicked {
        context.memory.chosen = under(context, tool, at).filter(|target| target.can_be_chosen());
    }
    drag(context, tool);
    if let Some(at) = context.hand.double_clicked
        && under(context, tool, at) == Some(HandleTarget::Split)
    {
        context.out.extend(split::jumped(state));
        context.hand.double_clicked = None;
    }
    if state.tool != Tool::Hairline {
        gestures::fit(&context.hand, state, context.out);
    }
}

/// What the hand would take at a place.
fn target_at(
    context: &ToolContext<'_>,
    tool: &dyn CanvasTool,
    handles: &[CanvasHandle],
    at: Pos2,
) -> Option<HandleTarget> {
    let nearest = handles::nearest(handles, at).map(|handle| handle.target);
    let on_split = || split::is_on_line(context.scene.state, at).then_some(HandleTarget::Split);
    nearest.or_else(on_split).or_else(|| tool.inside(context, at))
}

fn drag(context: &mut ToolContext<'_>, tool: &mut dyn CanvasTool) {
    let Some(mut grip) = context.memory.grip.take() else {
        return;
    };
    if let Some(at) = context.hand.at
        && at.distance(grip.last) > SHORTEST_DRAG
    {
        let to = at + grip.offset;
        if grip.target == HandleTarget::Split {
            context.out.extend(split::dragged(context.scene.state, to));
        } else {
            grip.moved |= tool.drag(context, &grip, to);
        }
        grip.last = at;
    }
    if context.hand.held {
        context.memory.grip = Some(grip);
    } else if grip.moved {
        tool.drop_handle(context, &grip);
    }
}
