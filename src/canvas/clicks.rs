//! Clicks that say where the head is: two eyes and the chin, and points on the scalp's edge.

use super::desk::Desk;
use super::handles::{ACCENT, HELP, Handle, Target, line};
use super::pose::by_face;
use super::scene::Scene;
use crate::editor::{AppAction, EditorAction, KeyCommand, Tool};
use crate::head::Given;
use crate::project::{Edit, ProjectEdit};
use crate::words;
use egui::{Color32, Pos2, Stroke};

/// Half a crosshair, ui points.
const CROSS: f32 = 16.0;

/// Eye, eye, chin: guided.
pub fn three(desk: &mut Desk) {
    if let Some(at) = desk.hand.clicked {
        let px = desk.scene.px(at);
        desk.memory.clicks_px.push(px);
    }
    if desk.key(KeyCommand::RemoveLast) {
        desk.memory.clicks_px.pop();
    }
    for px in &desk.memory.clicks_px {
        cross(desk, desk.scene.ui(*px), HELP);
    }
    if let Some(at) = desk.hand.at {
        cross(desk, at, Color32::WHITE);
        desk.ui.ctx().set_cursor_icon(egui::CursorIcon::Crosshair);
    }
    let asks = [
        words::canvas::CLICK_FIRST_EYE,
        words::canvas::CLICK_SECOND_EYE,
        words::canvas::CLICK_CHIN,
    ];
    match *desk.memory.clicks_px.as_slice() {
        [first, second, chin, ..] => {
            // Whichever was clicked first: the eye at the picture's left comes first.
            let eyes = if first.x <= second.x {
                [first, second]
            } else {
                [second, first]
            };
            let given = Given {
                eyes: Some(eyes),
                chin: Some(chin),
                ..by_face(&desk.scene.shot.given)
            };
            desk.memory.clicks_px.clear();
            desk.out.edit(ProjectEdit::Fit(Box::new(given)));
            desk.out.push(EditorAction::Tool(Tool::Fit));
        }
        ref clicks => desk.hint(asks[clicks.len().min(2)]),
    }
}

fn cross(desk: &Desk, at: Pos2, colour: Color32) {
    for way in [egui::vec2(1.0, 0.0), egui::vec2(0.0, 1.0)] {
        for side in [way, -way] {
            line(
                &desk.painter,
                vec![at + side * 4.0, at + side * CROSS],
                colour,
                1.2,
            );
        }
    }
}

/// Something grey: one click.
pub fn neutral(desk: &mut Desk) {
    desk.hint(words::canvas::NEUTRAL_HINT);
    if let Some(at) = desk.hand.at {
        cross(desk, at, Color32::WHITE);
        desk.ui.ctx().set_cursor_icon(egui::CursorIcon::Crosshair);
    }
    if let Some(at) = desk.hand.clicked {
        desk.out.push(AppAction::Neutral(desk.scene.px(at)));
    }
}

/// Handles of the outline's points.
pub fn edge_handles(scene: &Scene) -> Vec<Handle> {
    let points = scene.shot.given.outline.iter().enumerate();
    points
        .map(|(index, px)| Handle::new(Target::Edge(index), scene.ui(*px), words::canvas::edge(index)))
        .collect()
}

/// The edit that moves a point of the outline.
pub fn edge_moved(base: &Scene, index: usize, to: Pos2) -> Option<Edit> {
    let mut given = base.shot.given.clone();
    *given.outline.get_mut(index)? = base.px(to);
    Some(ProjectEdit::Fit(Box::new(given)).into())
}

/// The outline tool: the head's edge is shown, a click adds a point.
pub fn edge(desk: &mut Desk) {
    let mut edge: Vec<Pos2> = desk.marks.edge.iter().map(|px| desk.scene.ui(*px)).collect();
    edge.extend(edge.first().copied());
    line(&desk.painter, edge, ACCENT, 1.5);
    if desk.scene.shot.given.outline.is_empty() {
        desk.hint(words::canvas::OUTLINE_HINT);
    }
    if let Some(Target::Edge(index)) = desk.memory.chosen {
        let point = desk.scene.shot.given.outline.get(index).copied();
        let at = point.map(|px| desk.scene.ui(px));
        if at.is_some_and(|at| desk.remove_button(at)) || (at.is_some() && desk.key(KeyCommand::Remove)) {
            let mut given = desk.scene.shot.given.clone();
            given.outline.remove(index);
            desk.remove(ProjectEdit::Fit(Box::new(given)).into());
        }
        return;
    }
    if let Some(at) = desk.hand.clicked {
        let mut given = desk.scene.shot.given.clone();
        given.outline.push(desk.scene.px(at));
        desk.out.edit(ProjectEdit::Fit(Box::new(given)));
        desk.painter.circle_stroke(at, 6.0, Stroke::new(1.5, HELP));
    }
}
