//! Tracing: points clicked along a line that is drawn on the skin become the hairline.

use super::super::handles::{self, HELP};
use super::super::tool_context::ToolContext;
use super::super::traced_line::hairline_from_trace;
use super::CanvasTool;
use crate::design::styles;
use crate::editor::KeyCommand;
use crate::project::{Edit, TreatmentEdit};
use crate::words;
use egui::{Color32, Pos2, Stroke};
use glam::DVec3;

/// Clicks along a line that is drawn on the skin.
#[derive(Clone, Debug, Default)]
pub struct TraceTool;

impl CanvasTool for TraceTool {
    fn work(&mut self, context: &mut ToolContext<'_>) {
        if is_finished(context) {
            finish(context);
        }
    }
}

/// Takes clicks and shows the line so far; says whether it is finished.
fn is_finished(context: &mut ToolContext<'_>) -> bool {
    if let Some(at) = context.hand.clicked
        && context.hand.double_clicked.is_none()
        && context.scene.direction(at).is_some()
    {
        let px = context.scene.px(at);
        context.memory.clicks_px.push(px);
    }
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
    let mut done = enough && (context.key(KeyCommand::Finish) || context.hand.double_clicked.is_some());
    match places.last() {
        None => context.hint(words::canvas::TRACE_HINT),
        Some(last) => {
            context.hint(&words::canvas::traced(places.len()));
            if enough {
                let at = *last + egui::vec2(16.0, 14.0);
                done |= context.chip("done", at, words::canvas::DONE, words::canvas::DONE);
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
            .edit(Edit::Many(words::canvas::TRACE.to_owned(), edits));
    }
}
