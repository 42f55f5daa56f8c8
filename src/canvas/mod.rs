//! What lies over the photo: handles, guides, tools, gestures. The photo itself is drawn under it by the window.

mod dispatch;
mod faces;
mod found;
pub mod gestures;
mod ghost;
mod guides;
mod handles;
pub mod keys;
mod pose;
mod projected;
mod readings;
mod scene;
mod shape_lines;
mod split;
mod tool_context;
mod tools;
pub mod traced_line;
mod wireframe;

use crate::design::PointName;
use crate::editor::{Actions, EditorAction, EditorState, KeyPress, Tool};
use crate::project::Project;
use egui::{Pos2, Sense, Ui, Vec2};
use glam::DVec2;
use handles::{HairlineHandle, HandleTarget};
use std::sync::Arc;
use tool_context::{CanvasFrame, ToolContext};
use tools::CanvasTools;

/// What is in the hand, from press to release.
#[derive(Clone, Debug)]
struct HandleGrip {
    target: HandleTarget,
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
    contact: gestures::TouchContact,
    cache: scene::SceneCache,
    reading: readings::PointerReading,
    grip: Option<HandleGrip>,
    chosen: Option<HandleTarget>,
    clicks_px: Vec<DVec2>,
    tools: CanvasTools,
    ghost: Option<ghost::GhostTexture>,
    tool: Tool,
    photo: usize,
    had_focus: bool,
    was_typing: bool,
    /// The press that shows the photo as it was, while it is held.
    before_key: Option<KeyPress>,
    handle_has_focus: bool,
}

/// Shows the canvas in the rest of the window.
pub fn show(ui: &mut Ui, state: &mut EditorState, memory: &mut CanvasMemory) -> Actions {
    let rect = ui.available_rect_before_wrap();
    state.canvas = rect;
    state.pixels_per_point = ui.ctx().pixels_per_point();
    let response = ui.allocate_rect(rect, Sense::click_and_drag());
    memory.clicks_px = std::mem::take(&mut state.ui.clicks_px);
    if state.ui.point != memory.chosen_point() {
        memory.chosen = state
            .ui
            .point
            .map(|name| HandleTarget::Hairline(HairlineHandle::Point(name)));
    }
    let mut out = Actions::default();
    let keys = keys::read(ui, state, memory, &mut out);
    let hand = gestures::read(ui, &response, state, memory, &mut out);
    let project = state.project().cloned();
    let pointer = project.as_ref().and_then(|project| {
        memory.start_anew(state, project, &mut out);
        let mut tools = std::mem::take(&mut memory.tools);
        let frame = CanvasFrame {
            ui,
            response: &response,
            state,
            project,
            hand,
            keys,
        };
        let context = ToolContext::new(frame, memory, &mut out);
        let under = context.and_then(|context| dispatch::run(context, &mut tools));
        memory.tools = tools;
        under
    });
    state.pointer = pointer;
    state.ui.point = memory.chosen_point();
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
    /// The chosen hairline point, as the panel knows it.
    fn chosen_point(&self) -> Option<PointName> {
        let Some(HandleTarget::Hairline(HairlineHandle::Point(name))) = self.chosen else {
            return None;
        };
        Some(name)
    }

    /// Another tool or photo leaves what was begun with the last one.
    fn start_anew(&mut self, state: &EditorState, project: &Project, out: &mut Actions) {
        if self.tool == state.tool && self.photo == project.photo {
            return;
        }
        let had_preview = self.tools.of(self.tool).give_up();
        self.tool = state.tool;
        self.photo = project.photo;
        if self.grip.take().is_some_and(|grip| grip.moved) || had_preview {
            out.push(EditorAction::Cancel);
        }
        self.clicks_px.clear();
    }
}
