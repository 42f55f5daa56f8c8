//! Free hand: a border drawn round an area, or a polygon clicked corner by corner, becomes a shape of the zone.

use super::super::handles::{self, HELP};
use super::super::tool_context::ToolContext;
use super::CanvasTool;
use crate::design::shapes::MAX_SHAPE_POINTS;
use crate::design::{FillShape, HeadPlace};
use crate::editor::{EditorAction, KeyCommand, Tool, added_shape};
use crate::words;
use egui::{Color32, Pos2, Stroke};
use glam::DVec3;

/// Shortest way of a drag from one point of the border to the next, ui points.
const SPACING: f32 = 8.0;
/// Farthest that the two clicks of a double click may lie apart, and that a click on the first corner lies from it, ui points.
const SAME_SPOT: f32 = 8.0;
/// A side keeps straight up to so far from its corners, mm: the smooth border turns within them.
const CORNER_MM: f64 = 1.5;
/// Soft border of what is drawn by hand, mm (assumption: a hand is sure to about half of it).
const SOFT_MM: f64 = 3.0;

/// Draws round an area, or clicks its corners.
#[derive(Clone, Debug, Default)]
pub struct LassoTool {
    /// Where the last click was, ui points.
    last_click: Option<Pos2>,
    /// Where a press on the head began, ui points.
    press: Option<Pos2>,
    /// The present drag draws.
    is_drawing: bool,
}

impl CanvasTool for LassoTool {
    fn work(&mut self, context: &mut ToolContext<'_>) {
        let drawn = self.draw_on(context);
        let clicked = self.click(context);
        let ended = show(context);
        if drawn || ((clicked || ended) && !self.is_drawing) {
            finish(context, drawn);
            *self = LassoTool::default();
        }
    }

    fn give_up(&mut self) -> bool {
        *self = LassoTool::default();
        false
    }
}

impl LassoTool {
    /// Takes a drag; says whether it was let go after it had drawn.
    fn draw_on(&mut self, context: &mut ToolContext<'_>) -> bool {
        if let Some(at) = context.hand.pressed {
            self.is_drawing = false;
            self.press = context.scene.direction(at).is_some().then_some(at);
            return false;
        }
        let Some(press) = self.press else {
            return false;
        };
        if let Some(at) = context.hand.at.filter(|_| context.hand.held) {
            if !self.is_drawing && press.distance(at) > SPACING && context.memory.clicks_px.is_empty() {
                self.is_drawing = true;
                add(context, press);
            }
            let last = context.memory.clicks_px.last().map(|px| context.scene.ui(*px));
            if self.is_drawing && last.is_none_or(|last| last.distance(at) >= SPACING) {
                add(context, at);
            }
        }
        self.is_drawing && context.hand.released
    }

    /// Takes a click as a corner; says whether it ended the polygon: a second click at the same place, or one on the first corner.
    fn click(&mut self, context: &mut ToolContext<'_>) -> bool {
        let Some(at) = context.hand.clicked else {
            return false;
        };
        let near = |place: Option<Pos2>| place.is_some_and(|place| place.distance(at) < SAME_SPOT);
        let is_double = context.hand.double_clicked.is_some() && near(self.last_click);
        let first = context.memory.clicks_px.first().map(|px| context.scene.ui(*px));
        let is_closed = context.memory.clicks_px.len() > 2 && near(first);
        self.last_click = Some(at);
        if !(is_double || is_closed) {
            add(context, at);
        }
        is_double || is_closed
    }
}

/// Adds a point where the head is.
fn add(context: &mut ToolContext<'_>, at: Pos2) {
    if context.scene.direction(at).is_some() && context.memory.clicks_px.len() < MAX_SHAPE_POINTS / 3 {
        let px = context.scene.px(at);
        context.memory.clicks_px.push(px);
    }
}

/// Shows the border so far; says whether a key or the button ends it.
fn show(context: &mut ToolContext<'_>) -> bool {
    if context.key(KeyCommand::RemoveLast) {
        context.memory.clicks_px.pop();
    }
    let clicks = context.memory.clicks_px.iter();
    let places: Vec<Pos2> = clicks.map(|px| context.scene.ui(*px)).collect();
    let mut line = places.clone();
    line.extend(context.hand.at.filter(|_| !places.is_empty()));
    line.extend(places.first().filter(|_| places.len() > 1));
    if line.len() > 1 {
        handles::line(&context.painter, line, HELP, 1.2);
    }
    for place in &places {
        let stroke = Stroke::new(1.0, Color32::BLACK);
        context.painter.circle(*place, 2.5, HELP, stroke);
    }
    let Some(last) = places.last() else {
        context.hint(words::canvas::lasso_hint());
        return false;
    };
    context.hint(&words::canvas::traced(places.len()));
    let mut done = context.key(KeyCommand::Finish);
    if places.len() > 2 {
        let at = *last + egui::vec2(16.0, 14.0);
        done |= context.chip("done", at, words::canvas::done(), words::canvas::done());
    }
    done
}

/// The area becomes a shape of the zone; fewer than three points are none.
fn finish(context: &mut ToolContext<'_>, drawn: bool) {
    let scene = context.scene;
    let clicks = std::mem::take(&mut context.memory.clicks_px);
    let corners: Vec<DVec3> = clicks
        .iter()
        .filter_map(|px| scene.view().direction_from_photo(scene.head(), *px))
        .collect();
    if corners.len() < 3 {
        return;
    }
    let border = match drawn {
        true => corners,
        false => with_straight_sides(&corners, scene.head().radius_mm(corners[0])),
    };
    let shape = FillShape::Area {
        points: border.into_iter().map(HeadPlace::of).collect(),
        soft_mm: SOFT_MM,
    };
    context.out.edit(added_shape(scene.state, scene.project, shape));
    // The shape is there: the next thing is to move it.
    context.out.push(EditorAction::Tool(Tool::Shapes));
}

/// The corners of a polygon, each with a point of its sides before and behind it, so that the smooth border turns close to it.
fn with_straight_sides(corners: &[DVec3], radius_mm: f64) -> Vec<DVec3> {
    let count = corners.len();
    let beside = |corner: DVec3, other: DVec3| {
        let away_mm = corner.distance(other) * radius_mm;
        let share = (CORNER_MM / away_mm.max(1e-6)).min(0.4);
        corner.lerp(other, share).normalize_or(corner)
    };
    let round = |index: usize| {
        let corner = corners[index];
        let (before, behind) = (corners[(index + count - 1) % count], corners[(index + 1) % count]);
        [beside(corner, before), corner, beside(corner, behind)]
    };
    (0..count).flat_map(round).collect()
}
