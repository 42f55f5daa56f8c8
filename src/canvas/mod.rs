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
pub mod keys;
mod pose;
mod readings;
mod ruler;
mod scene;
mod split;
pub mod trace;
mod wireframe;

use crate::editor::{Actions, EditorAction, EditorState, Tool};
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
pub struct CanvasMemory {
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
pub fn show(ui: &mut Ui, state: &mut EditorState, memory: &mut CanvasMemory) -> Actions {
    let rect = ui.available_rect_before_wrap();
    state.canvas = rect;
    state.pixels_per_point = ui.ctx().pixels_per_point();
    let response = ui.allocate_rect(rect, Sense::click_and_drag());
    memory.clicks_px = std::mem::take(&mut state.ui.clicks_px);
    if state.ui.point != hairline::name_of(memory.chosen) {
        memory.chosen = state.ui.point.map(Target::Point);
    }
    let mut out = Actions::default();
    let keys = keys::read(ui, state, memory, &mut out);
    let hand = gestures::read(ui, &response, state, memory, &mut out);
    let project = state.project().cloned();
    let pointer = project.as_ref().and_then(|project| {
        memory.start_anew(state, project, &mut out);
        let desk = Desk::new(ui, &response, state, project, hand, keys, memory, &mut out)?;
        desk.run()
    });
    state.pointer = pointer;
    state.ui.point = hairline::name_of(memory.chosen);
    state.ui.clicks_px = std::mem::take(&mut memory.clicks_px);
    out
}

/// Reads the keys where there is no photo yet: opening, pasting, help.
pub fn keys_alone(ui: &Ui, state: &EditorState, memory: &mut CanvasMemory) -> Actions {
    let mut out = Actions::default();
    keys::read(ui, state, memory, &mut out);
    out
}

impl CanvasMemory {
    /// Another tool or photo leaves what was begun with the last one.
    fn start_anew(&mut self, state: &EditorState, project: &Project, out: &mut Actions) {
        if self.tool == state.tool && self.photo == project.photo {
            return;
        }
        self.tool = state.tool;
        self.photo = project.photo;
        if self.grip.take().is_some_and(|grip| grip.moved) || self.stroke.take().is_some() {
            out.push(EditorAction::Cancel);
        }
        self.clicks_px.clear();
        self.crop = None;
    }
}
