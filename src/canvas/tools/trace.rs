//! Tracing: points clicked, or drawn, along a line that is drawn on the skin become the hairline.

use super::super::handles::{self, HELP};
use super::super::tool_context::ToolContext;
use super::super::traced_line::hairline_from_trace;
use super::CanvasTool;
use crate::design::styles;
use crate::editor::{EditorAction, KeyCommand, Tool};
use crate::project::{Edit, TreatmentEdit};
use crate::words;
use egui::{Color32, Pos2, Stroke};
use glam::DVec3;

/// Shortest way of a drag from one point of the line to the next, ui points.
const SPACING: f32 = 10.0;
/// Farthest that the two clicks of a double click may lie apart, ui points: a quick hand that clicks along the line ends nothing.
const SAME_SPOT: f32 = 8.0;

/// Clicks, or a drag, along a line that is drawn on the skin.
#[derive(Clone, Debug, Default)]
pub struct TraceTool {
    /// Where the last click was, ui points.
    last_click: Option<Pos2>,
    /// Where a press on the head began, ui points.
    last_press: Option<Pos2>,
    /// The present drag draws.
    is_drawing: bool,
}

impl CanvasTool for TraceTool {
    fn work(&mut self, context: &mut ToolContext<'_>) {
        let is_double = self.take_hand(context);
        if is_finished(context, is_double) {
            finish(context);
            self.last_click = None;
        }
    }

    fn give_up(&mut self) -> bool {
        *self = TraceTool::default();
        false
    }
}

impl TraceTool {
    /// Takes clicks and drags; says whether the line was ended by a double click.
    fn take_hand(&mut self, context: &mut ToolContext<'_>) -> bool {
        if let Some(at) = context.hand.pressed {
            self.is_drawing = false;
            self.begin_drag(context, at);
        } else if let Some(at) = context.hand.at.filter(|_| context.hand.held) {
            self.draw_on(context, at);
        }
        let Some(at) = context.hand.clicked else {
            return false;
        };
        let is_same = self.last_click.is_some_and(|last| last.distance(at) < SAME_SPOT);
        let is_double = context.hand.double_clicked.is_some() && is_same;
        self.last_click = Some(at);
        if !is_double {
            add(context, at);
        }
        is_double
    }

    /// A press alone adds nothing: it may become a click.
    fn begin_drag(&mut self, context: &ToolContext<'_>, at: Pos2) {
        self.last_press = context.scene.direction(at).is_some().then_some(at);
    }

    /// Adds points along the way of a drag.
    fn draw_on(&mut self, context: &mut ToolContext<'_>, at: Pos2) {
        let Some(press) = self.last_press else {
            return;
        };
        if !self.is_drawing && press.distance(at) > SPACING {
            self.is_drawing = true;
            add(context, press);
        }
        let last = context.memory.clicks_px.last().map(|px| context.scene.ui(*px));
        if self.is_drawing && last.is_none_or(|last| last.distance(at) >= SPACING) {
            add(context, at);
        }
    }
}

/// Adds a point where the head is.
fn add(context: &mut ToolContext<'_>, at: Pos2) {
    if context.scene.direction(at).is_some() {
        let px = context.scene.px(at);
        context.memory.clicks_px.push(px);
    }
}

/// Shows the line so far; says whether it is finished.
fn is_finished(context: &mut ToolContext<'_>, is_double: bool) -> bool {
    if context.key(KeyCommand::RemoveLast) {
        context.memory.clicks_px.pop();
    }
    let places: Vec<Pos2> = context
        .memory
        .clicks_px
        .iter()
        .map(|px| context.scene.ui(*px))
        .collect();
    let mut line = places.clone();
    line.extend(context.hand.at.filter(|_| !places.is_empty()));
    if line.len() > 1 {
        handles::line(&context.painter, line, HELP, 1.2);
    }
    for place in &places {
        context
            .painter
            .circle(*place, 3.0, HELP, Stroke::new(1.0, Color32::BLACK));
    }
    let enough = places.len() >= 2;
    let mut done = enough && (context.key(KeyCommand::Finish) || is_double);
    match places.last() {
        None => context.hint(words::canvas::trace_hint()),
        Some(last) => {
            context.hint(&words::canvas::traced(places.len()));
            if enough {
                let at = *last + egui::vec2(16.0, 14.0);
                done |= context.chip("done", at, words::canvas::done(), words::canvas::done());
            }
        }
    }
    done
}

fn finish(context: &mut ToolContext<'_>) {
    let scene = context.scene;
    let clicks = std::mem::take(&mut context.memory.clicks_px);
    let trace: Vec<DVec3> = clicks
        .iter()
        .filter_map(|px| scene.view().direction_from_photo(scene.head(), *px))
        .collect();
    // On a treatment without a hairline a trace begins one.
    let mut design = scene.project.design().clone();
    let mut edits = Vec::new();
    if context.line.outline.is_none() {
        let style = styles::default_style();
        style.apply(&mut design);
        edits.push(TreatmentEdit::Style(style.name.to_owned()).into());
    }
    let traced = hairline_from_trace(scene.head(), &design, &trace);
    if !traced.is_empty() {
        edits.extend(traced);
        context
            .out
            .edit(Edit::Many(words::canvas::trace().to_owned(), edits));
    }
    // The line is there: a further click moves its points and begins no second one.
    context.out.push(EditorAction::Tool(Tool::Hairline));
}
