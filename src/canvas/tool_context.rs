//! What a tool has before it in one frame.

use super::gestures::HandInput;
use super::handles;
use super::scene::{HairlineCurve, HeadMarks, PaneScene};
use super::{CanvasMemory, HandleGrip};
use crate::editor::{Actions, CanvasPane, CompareMode, EditorAction, EditorState, KeyCommand};
use crate::project::{Edit, Project};
use crate::words;
use egui::{Align2, Painter, Pos2, Rect, Response, Ui};
use std::sync::Arc;

/// What a frame brings to the canvas.
pub struct CanvasFrame<'a> {
    /// Where it is shown.
    pub ui: &'a Ui,
    /// The canvas as egui feels it.
    pub response: &'a Response,
    /// What the window shows.
    pub state: &'a EditorState,
    /// The project, a gesture's state included.
    pub project: &'a Arc<Project>,
    /// The pointer.
    pub hand: HandInput,
    /// Keys for the tool, and whether Shift was held.
    pub keys: Vec<(KeyCommand, bool)>,
}

/// Everything that a tool has before it.
pub struct ToolContext<'a> {
    /// Where it is shown.
    pub ui: &'a Ui,
    /// Clipped to the canvas, or the pane that is worked in.
    pub painter: Painter,
    /// The photo in the pane that is worked in.
    pub scene: PaneScene<'a>,
    /// What is shown.
    pub project: &'a Arc<Project>,
    /// The hairline.
    pub line: Arc<HairlineCurve>,
    /// What hangs on the head.
    pub marks: Arc<HeadMarks>,
    /// The pointer.
    pub hand: HandInput,
    /// Keys for the tool, and whether Shift was held.
    pub keys: Vec<(KeyCommand, bool)>,
    /// What is remembered.
    pub memory: &'a mut CanvasMemory,
    /// What the person wants.
    pub out: &'a mut Actions,
    /// All panes of the canvas.
    pub panes: Vec<CanvasPane>,
}

impl<'a> ToolContext<'a> {
    /// Of a frame; none without a photo.
    pub fn new(frame: CanvasFrame<'a>, memory: &'a mut CanvasMemory, out: &'a mut Actions) -> Option<Self> {
        let CanvasFrame {
            ui,
            response,
            state,
            project,
            hand,
            keys,
        } = frame;
        let panes = state.panes();
        let is_shown = |pane: &&CanvasPane| pane.variant == Some(project.variant);
        let pane = panes.iter().rev().find(is_shown).or(panes.last())?;
        let scene = PaneScene::new(state, project, pane)?;
        let line = memory.cache.line(project);
        let marks = memory.cache.marks(&scene);
        Some(ToolContext {
            painter: ui.painter_at(pane.rect.intersect(response.rect)),
            ui,
            scene,
            project,
            line,
            marks,
            hand,
            keys,
            memory,
            out,
            panes,
        })
    }

    /// Whether a key of the tool was pressed in this frame.
    pub fn key(&self, command: KeyCommand) -> bool {
        self.keys.iter().any(|(pressed, _)| *pressed == command)
    }

    /// The scene as it was when a handle was taken: edits are absolute from the gesture's beginning.
    pub fn base<'b>(&self, grip: &'b HandleGrip) -> Option<PaneScene<'b>>
    where
        'a: 'b,
    {
        self.scene.of(&grip.base)
    }

    /// Previews an edit, if there is one; says whether there is.
    pub fn preview(&mut self, edit: Option<Edit>) -> bool {
        let is_edit = edit.is_some();
        self.out.extend(edit.map(EditorAction::Preview));
        is_edit
    }

    /// Takes a point away as one step.
    pub fn remove(&mut self, edit: impl Into<Edit>) {
        self.out.edit(edit);
        self.memory.chosen = None;
    }

    /// A small × beside a chosen point, for fingers.
    pub fn remove_button(&self, at: Pos2) -> bool {
        let place = Rect::from_center_size(at + egui::vec2(30.0, 26.0), egui::Vec2::splat(26.0));
        self.chip(
            "remove",
            place.min,
            words::canvas::TIMES,
            words::canvas::remove_point(),
        )
    }

    /// A button over the photo.
    pub fn chip(&self, id: &str, at: Pos2, text: &str, name: &str) -> bool {
        let area = egui::Area::new(self.ui.scope_id().with(id))
            .order(egui::Order::Middle)
            .fixed_pos(at)
            .constrain_to(self.scene.state.canvas);
        let shown = area.show(self.ui.ctx(), |ui| {
            let button = ui.add(egui::Button::new(text).min_size(egui::Vec2::splat(26.0)));
            button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
            button.on_hover_text(name)
        });
        shown.inner.clicked()
    }

    /// A sentence at the top of the canvas that says what to do.
    pub fn hint(&self, text: &str) {
        let top = self.painter.clip_rect().center_top() + egui::vec2(0.0, 12.0);
        handles::label(&self.painter, top, Align2::CENTER_TOP, text);
    }

    /// The photo in the first pane.
    pub fn first_scene(&self) -> PaneScene<'a> {
        let rect = self.panes.first().map_or(self.scene.rect, |pane| pane.rect);
        PaneScene { rect, ..self.scene }
    }

    /// The photo in the pane under the pointer.
    pub fn scene_under_pointer(&self) -> PaneScene<'a> {
        let at = self.hand.at.unwrap_or_default();
        let under = self.panes.iter().find(|pane| pane.clip.contains(at));
        let rect = under.map_or(self.scene.rect, |pane| pane.rect);
        PaneScene { rect, ..self.scene }
    }

    /// Whether the pointer works in the pane of the tool, and not in another one beside it.
    pub fn is_in_pane(&self, at: Pos2) -> bool {
        self.scene.rect.contains(at)
            && (self.scene.state.compare != CompareMode::Variants
                || self.hand.held
                || self.painter.clip_rect().contains(at))
    }
}
