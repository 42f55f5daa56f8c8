//! One frame of the canvas: which handles lie on it, what the hand does with them, what each tool draws.

use super::gestures::{self, Hand};
use super::handles::{self, Handle, Target};
use super::scene::{Line, Marks, Scene};
use super::{
    Grip, CanvasMemory, brush, clicks, crop, fit, found, guides, hairline, readings, ruler, split, trace, wireframe,
};
use crate::editor::{Action, Actions, Compare, EditorAction, EditorState, KeyCommand, Pane, Step, Tool};
use crate::project::{Edit, Project};
use crate::words;
use egui::{Align2, CursorIcon, Painter, Pos2, Rect, Response, Ui};
use glam::DVec3;
use std::sync::Arc;

/// Everything that a tool has before it.
pub struct Desk<'a> {
    /// Where it is shown.
    pub ui: &'a Ui,
    /// Clipped to the canvas, or the pane that is worked in.
    pub painter: Painter,
    /// The photo in the pane that is worked in.
    pub scene: Scene<'a>,
    /// What is shown.
    pub project: &'a Arc<Project>,
    /// The hairline.
    pub line: Arc<Line>,
    /// What hangs on the head.
    pub marks: Arc<Marks>,
    /// The pointer.
    pub hand: Hand,
    /// Keys for the tool, and whether Shift was held.
    pub keys: Vec<(KeyCommand, bool)>,
    /// What is remembered.
    pub memory: &'a mut CanvasMemory,
    /// What the person wants.
    pub out: &'a mut Actions,
    panes: Vec<Pane>,
}

impl<'a> Desk<'a> {
    /// Lays the desk; none without a photo.
    #[allow(
        clippy::too_many_arguments,
        reason = "the parts of one frame, joined here and nowhere else"
    )]
    pub fn new(
        ui: &'a Ui,
        response: &Response,
        state: &'a EditorState,
        project: &'a Arc<Project>,
        hand: Hand,
        keys: Vec<(KeyCommand, bool)>,
        memory: &'a mut CanvasMemory,
        out: &'a mut Actions,
    ) -> Option<Self> {
        let panes = state.panes();
        let is_shown = |pane: &&Pane| pane.variant == Some(project.variant);
        let pane = panes.iter().rev().find(is_shown).or(panes.last())?;
        let scene = Scene::new(state, project, pane)?;
        let line = memory.cache.line(project);
        let marks = memory.cache.marks(&scene);
        Some(Desk {
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

    /// Works and draws one frame; returns the head's surface under the pointer.
    pub fn run(mut self) -> Option<DVec3> {
        let state = self.scene.state;
        self.cancel();
        if !state.before_held {
            if state.ui.show_found {
                found::draw(&self.scene, &self.painter);
            }
            // Spots are asked about where the head is fitted; elsewhere they would only be in the way.
            if state.ui.show_found || state.step == Step::Fit {
                found::rings(&self.scene, &self.painter);
            }
            self.tool();
        }
        for pane in &self.panes {
            split::name(state, self.project, pane, self.ui.painter());
        }
        split::draw(state, self.ui.painter());
        split::scale_bar(&self.first_scene(), &self.ui.painter_at(state.canvas));
        let under = self.pane_under_pointer();
        readings::read(&under, self.hand.at, &mut self.memory.reading)
    }

    fn tool(&mut self) {
        let state = self.scene.state;
        let works_on_line = matches!(state.tool, Tool::Hairline | Tool::Trace);
        if state.guides && works_on_line {
            guides::draw(&self.scene, &self.painter, &self.marks);
        }
        if works_on_line || state.tool == Tool::Brush {
            hairline::draw(
                &self.scene,
                &self.painter,
                &self.line,
                state.tool == Tool::Hairline,
            );
        }
        match state.tool {
            Tool::Hand => self.handles(Vec::new()),
            Tool::Hairline => self.hairline(),
            Tool::Trace => {
                self.handles(Vec::new());
                trace::work(self);
            }
            Tool::Brush => {
                self.handles(Vec::new());
                brush::work(self);
            }
            Tool::Fit => {
                wireframe::draw(&self.scene, &self.painter, &self.marks);
                fit::draw(self);
                let handles = fit::handles(&self.scene, &self.marks);
                self.handles(handles);
            }
            Tool::ThreeClicks => {
                self.handles(Vec::new());
                clicks::three(self);
            }
            Tool::Outline => {
                let handles = clicks::edge_handles(&self.scene);
                self.handles(handles);
                clicks::edge(self);
            }
            Tool::Ruler => {
                let handles = ruler::handles(self);
                self.handles(handles);
                ruler::work(self);
            }
            Tool::Neutral => {
                self.handles(Vec::new());
                clicks::neutral(self);
            }
            Tool::Crop => {
                let handles = crop::handles(self);
                self.handles(handles);
                crop::draw(self);
            }
        }
    }

    /// Esc gives up what is in the hand, then what was clicked.
    fn cancel(&mut self) {
        if !self.key(KeyCommand::Cancel) {
            return;
        }
        let grip = self.memory.grip.take();
        let stroke = self.memory.stroke.take();
        if grip.is_some() || stroke.is_some() {
            self.out.push(EditorAction::Cancel);
        } else if !self.memory.clicks_px.is_empty() {
            self.memory.clicks_px.clear();
        } else {
            self.memory.chosen = None;
        }
        self.memory.crop = None;
    }

    /// Whether a key of the tool was pressed in this frame.
    pub fn key(&self, command: KeyCommand) -> bool {
        self.keys.iter().any(|(pressed, _)| *pressed == command)
    }

    /// Shows handles and lets the hand take them.
    fn handles(&mut self, mut handles: Vec<Handle>) {
        let state = self.scene.state;
        handles.extend(split::handle(state));
        let hovered = self.hand.at.and_then(|at| self.under(&handles, at));
        let active = self.memory.grip.as_ref().map(|grip| grip.target);
        let focused = handles::show(self.ui, &self.painter, &handles, hovered, active);
        self.memory.handle_has_focus = focused.is_some();
        if let Some(focused) = focused.filter(|target| *target != Target::Split) {
            self.memory.chosen = Some(focused);
        }
        if hovered.is_some() && active.is_none() {
            self.ui.ctx().set_cursor_icon(CursorIcon::Grab);
        }
        if let Some(at) = self.hand.pressed
            && let Some(target) = self.under(&handles, at)
        {
            let middle = handles.iter().find(|handle| handle.target == target);
            let offset = middle.map_or(egui::Vec2::ZERO, |handle| handle.at - at);
            self.memory.grip = Some(Grip {
                target,
                base: Arc::clone(self.project),
                offset,
                from_px: self.scene.px(at + offset),
                last: at,
                moved: false,
            });
        }
        if let Some(at) = self.hand.clicked {
            let target = self.under(&handles, at);
            self.memory.chosen = target.filter(|target| *target != Target::Split && *target != Target::Move);
        }
        self.drag();
        if let Some(at) = self.hand.double_clicked
            && (self.under(&handles, at) == Some(Target::Split))
        {
            self.out.extend(split::jumped(state));
            self.hand.double_clicked = None;
        }
        if !matches!(state.tool, Tool::Hairline) {
            gestures::fit(&self.hand, state, self.out);
        }
    }

    /// What the hand would take at a place.
    fn under(&self, handles: &[Handle], at: Pos2) -> Option<Target> {
        let tool = self.scene.state.tool;
        if let Some(handle) = handles::nearest(handles, at) {
            return Some(handle.target);
        }
        if split::is_on_line(self.scene.state, at) {
            return Some(Target::Split);
        }
        let inside = tool == Tool::Fit && fit::is_inside(&self.scene, &self.marks, at);
        inside
            .then_some(Target::Move)
            .or_else(|| (tool == Tool::Crop && crop::is_inside(self, at)).then_some(Target::Crop(4)))
    }

    fn drag(&mut self) {
        let Some(mut grip) = self.memory.grip.take() else {
            return;
        };
        if let Some(at) = self.hand.at
            && at.distance(grip.last) > 0.01
        {
            let action = self.dragged(&grip, at + grip.offset);
            grip.last = at;
            match action {
                Some(action) => {
                    grip.moved |= matches!(action, EditorAction::Preview(_));
                    self.out.push(action);
                }
                None if matches!(grip.target, Target::Crop(_) | Target::Ruler(_)) => grip.moved = true,
                None => {}
            }
        }
        match self.hand.held {
            true => self.memory.grip = Some(grip),
            false => self.dropped(&grip),
        }
    }

    fn dragged(&mut self, grip: &Grip, to: Pos2) -> Option<EditorAction> {
        // Edits are absolute from the gesture's beginning, so they are worked out on the project of that moment.
        let base = self.scene.of(&grip.base)?;
        let edit = match grip.target {
            Target::Split => return split::dragged(self.scene.state, to),
            Target::Point(_) | Target::Extra(_) => hairline::moved(&base, grip.target, base.direction(to)?),
            Target::Crop(corner) => {
                crop::dragged(self, corner, grip, to);
                None
            }
            Target::Ruler(end) => {
                let px = self.scene.px(to);
                if let Some(place) = self.memory.clicks_px.get_mut(end) {
                    *place = px;
                }
                None
            }
            Target::Edge(index) => clicks::edge_moved(&base, index, to),
            target => fit::dragged(&base, target, grip.from_px, to),
        };
        edit.map(EditorAction::Preview)
    }

    fn dropped(&mut self, grip: &Grip) {
        match grip.target {
            Target::Crop(_) if grip.moved => crop::dropped(self),
            Target::Crop(_) | Target::Ruler(_) | Target::Split => {}
            target if grip.moved => {
                self.out.push(EditorAction::Commit);
                self.memory.chosen = Some(target).filter(|target| *target != Target::Move);
            }
            _ => {}
        }
    }

    fn hairline(&mut self) {
        let handles = hairline::handles(&self.scene, &self.line);
        self.handles(handles);
        if let Some(grip) = &self.memory.grip {
            hairline::tell(&self.scene, &self.painter, &self.marks, &self.line, grip.target);
        } else if let Some(chosen) = self.memory.chosen {
            hairline::tell(&self.scene, &self.painter, &self.marks, &self.line, chosen);
            self.remove_chosen(chosen);
        }
        self.nudge();
        if let Some(at) = self.hand.double_clicked {
            match hairline::inserted(&self.scene, &self.line, at) {
                Some(edit) => self.out.edit(edit),
                None => gestures::fit(&self.hand, self.scene.state, self.out),
            }
        }
    }

    fn nudge(&mut self) {
        let Some(chosen) = self.memory.chosen else {
            return;
        };
        for (command, shift) in &self.keys {
            if let KeyCommand::Nudge(side) = command {
                let step_mm = if *shift { 2.0 } else { 0.5 };
                let edit = hairline::nudged(&self.scene, &self.line, chosen, *side, step_mm);
                self.out.extend(edit.map(EditorAction::Edit));
            }
        }
    }

    /// Delete, or the button beside the chosen point.
    fn remove_chosen(&mut self, chosen: Target) {
        let Some(edit) = hairline::removed(&self.scene, chosen) else {
            return;
        };
        let place = hairline::direction_of(&self.line, chosen).and_then(|direction| self.scene.at(direction));
        let pressed = place.is_some_and(|at| self.remove_button(at));
        if pressed || self.key(KeyCommand::Remove) {
            self.remove(edit);
        }
    }

    /// Takes a point away as one step.
    pub fn remove(&mut self, edit: Edit) {
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
            words::canvas::REMOVE_POINT,
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

    fn first_scene(&self) -> Scene<'a> {
        let rect = self.panes.first().map_or(self.scene.rect, |pane| pane.rect);
        Scene { rect, ..self.scene }
    }

    fn pane_under_pointer(&self) -> Scene<'a> {
        let at = self.hand.at.unwrap_or_default();
        let under = self.panes.iter().find(|pane| pane.clip.contains(at));
        let rect = under.map_or(self.scene.rect, |pane| pane.rect);
        Scene { rect, ..self.scene }
    }

    /// Whether the pointer works in the pane of the tool, and not in another one beside it.
    pub fn is_in_pane(&self, at: Pos2) -> bool {
        self.scene.rect.contains(at)
            && (self.scene.state.compare != Compare::Variants
                || self.hand.held
                || self.painter.clip_rect().contains(at))
    }
}
