//! What lies over the photo: handles, guides, tools, gestures. The photo itself is drawn under it by the window.

mod brush;
mod clicks;
mod crop;
mod desk;
mod fit;
mod found;
pub mod gestures;
mod guides;
mod hairline;
mod handles;
pub mod key_table;
pub mod keys;
mod pose;
mod readings;
mod ruler;
mod scene;
mod split;
pub mod trace;
mod wireframe;

use crate::app::{Action, State, Tool};
use crate::project::Project;
use desk::Desk;
use egui::{Pos2, Sense, Ui, Vec2};
use glam::DVec2;
use handles::Target;
use std::sync::Arc;

/// What is in the hand, from press to release.
#[derive(Clone, Debug)]
struct Grip {
    target: Target,
    /// The project when it was taken: edits are absolute from there.
    base: Arc<Project>,
    /// From the pointer to the handle's middle, ui points.
    offset: Vec2,
    /// Where the handle was, photo px.
    from_px: DVec2,
    /// Where it was brought last, ui points.
    last: Pos2,
    /// Whether there was a preview.
    moved: bool,
}

/// What the canvas remembers between frames.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    contact: gestures::Contact,
    cache: scene::Cache,
    reading: readings::Reading,
    grip: Option<Grip>,
    chosen: Option<Target>,
    stroke: Option<brush::InHand>,
    crop: Option<egui::Rect>,
    ruler_mm: f64,
    clicks_px: Vec<DVec2>,
    tool: Tool,
    photo: usize,
    had_focus: bool,
    handle_has_focus: bool,
}

/// Shows the canvas in the rest of the window.
pub fn show(ui: &mut Ui, state: &mut State) -> Vec<Action> {
    let rect = ui.available_rect_before_wrap();
    state.canvas = rect;
    state.pixels_per_point = ui.ctx().pixels_per_point();
    let response = ui.allocate_rect(rect, Sense::click_and_drag());
    let mut memory = std::mem::take(&mut state.ui.canvas);
    memory.clicks_px = std::mem::take(&mut state.ui.clicks_px);
    if state.ui.point != hairline::name_of(memory.chosen) {
        memory.chosen = state.ui.point.map(Target::Point);
    }
    let mut out = Vec::new();
    let keys = keys::read(ui, state, &mut memory, &mut out);
    let hand = gestures::read(ui, &response, state, &mut memory, &mut out);
    let project = state.project().cloned();
    let pointer = project.as_ref().and_then(|project| {
        memory.start_anew(state, project, &mut out);
        let desk = Desk::new(ui, &response, state, project, hand, keys, &mut memory, &mut out)?;
        desk.run()
    });
    state.pointer = pointer;
    state.ui.point = hairline::name_of(memory.chosen);
    state.ui.clicks_px = std::mem::take(&mut memory.clicks_px);
    state.ui.canvas = memory;
    out
}

/// Reads the keys where there is no photo yet: opening, pasting, help.
pub fn keys_alone(ui: &Ui, state: &mut State) -> Vec<Action> {
    let mut out = Vec::new();
    let mut memory = std::mem::take(&mut state.ui.canvas);
    keys::read(ui, state, &mut memory, &mut out);
    state.ui.canvas = memory;
    out
}

impl Memory {
    /// Another tool or photo leaves what was begun with the last one.
    fn start_anew(&mut self, state: &State, project: &Project, out: &mut Vec<Action>) {
        if self.tool == state.tool && self.photo == project.photo {
            return;
        }
        self.tool = state.tool;
        self.photo = project.photo;
        if self.grip.take().is_some_and(|grip| grip.moved) || self.stroke.take().is_some() {
            out.push(Action::Cancel);
        }
        self.clicks_px.clear();
        self.crop = None;
    }
}
