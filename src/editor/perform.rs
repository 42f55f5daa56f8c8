//! Actions that concern nothing but the window's values: the history, steps, tools, how the photo is looked at.

use super::action::EditorAction;
use super::command::{KeyChord, KeyCommand};
use super::dialog::Dialog;
use super::open_project::OpenProject;
use super::panes::{CompareMode, ZOOM_RANGE};
use super::state::{ButtonPicture, ConsultationStep, EditorState, Tool};
use crate::project::{Edit, ProjectEdit, ProjectHistory};
use glam::DVec2;

/// What an action leaves to the host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HostTask {
    /// Nothing but to show it.
    Shown,
    /// The project has a new step: it is kept against a crash, and what follows from it is looked for.
    Stepped,
    /// Another step of the history is shown: it is kept against a crash.
    Returned,
    /// Nothing was done: how large the screen's pixels are is not known.
    ScreenUnknown,
}

impl EditorState {
    /// Carries out an action.
    pub fn perform(&mut self, action: EditorAction) -> HostTask {
        match action {
            EditorAction::Edit(edit) => return self.worked(|state| state.edit(edit)),
            EditorAction::Preview(edit) => self.preview(edit),
            EditorAction::Commit => return self.worked(Self::commit),
            EditorAction::Cancel => {
                if let Some(open) = &mut self.open {
                    open.history.cancel();
                }
            }
            EditorAction::Undo => {
                return self.travel(|history| {
                    history.undo();
                });
            }
            EditorAction::Redo => {
                return self.travel(|history| {
                    history.redo();
                });
            }
            EditorAction::GoTo(step) => return self.travel(|history| history.go_to(step)),
            EditorAction::AdjustPhoto(adjust) => {
                self.lens.fitted = true;
                return self.edit(ProjectEdit::Adjust(adjust));
            }
            EditorAction::Step(step) => self.go_to(step),
            EditorAction::Next(step) => {
                self.done.insert(self.step);
                self.go_to(step);
            }
            EditorAction::Tool(tool) => self.choose(tool),
            EditorAction::Brush(brush) => self.brush = brush,
            EditorAction::Symmetric(on) => self.symmetric = on,
            EditorAction::Guides(on) => self.guides = on,
            EditorAction::Ghost(ghost) => self.ghost = ghost,
            EditorAction::Compare(compare) => self.compare = compare,
            EditorAction::HoldBefore(held) => self.before_held = held,
            EditorAction::Play(on) => self.playing = on.then(Default::default),
            EditorAction::Zoom(factor, about) => self.zoom(factor, about),
            EditorAction::Pan(way) => self.pan(way),
            EditorAction::ZoomFit => self.lens.fitted = true,
            EditorAction::ZoomActual => self.zoom_to(1.0),
            EditorAction::ZoomLifeSize => return self.zoom_life_size(),
            EditorAction::Mirror => self.lens.mirrored = !self.lens.mirrored,
            EditorAction::HidePanels => self.hide_panels(),
            EditorAction::Search => (self.panels_hidden, self.ui.seek) = (false, true),
            EditorAction::Tell(text) => self.tell(text),
            EditorAction::Overlay => self.overlay = !self.overlay,
            EditorAction::ShowFound(on) => self.ui.show_found = on,
            EditorAction::DismissSpot(index) => {
                self.ui.dismissed.insert(index);
            }
            EditorAction::DismissPatch(index) => {
                self.ui.dismissed_patches.insert(index);
            }
            EditorAction::ClearReference => {
                self.thumbs.remove(&ButtonPicture::Reference);
            }
            EditorAction::Dialog(dialog) => self.dialog = Some(dialog),
            EditorAction::CloseDialog => self.dialog = None,
            EditorAction::ClientBlank => self.client.blank = !self.client.blank,
            EditorAction::ClientMirror => self.client.unmirrored = !self.client.unmirrored,
            EditorAction::ClientSplit => self.client.follows_split = !self.client.follows_split,
            EditorAction::ClientLifeSize => self.client.life_size = !self.client.life_size,
        }
        HostTask::Shown
    }

    /// A step in which a person has changed something is done.
    fn worked(&mut self, work: impl FnOnce(&mut Self) -> HostTask) -> HostTask {
        let was_fitted = self.is_fitted();
        let performed = work(self);
        if performed == HostTask::Stepped {
            self.done.insert(self.step);
            self.show_first_fit(was_fitted);
        }
        performed
    }

    /// Once the head is found in a photo, before and simulation stand beside each other by themselves.
    pub fn show_first_fit(&mut self, was_fitted: bool) {
        if !was_fitted && self.is_fitted() {
            self.compare = CompareMode::MIDDLE;
        }
    }

    /// A change as one step. What is refused is said in a note.
    pub fn edit(&mut self, edit: impl Into<Edit>) -> HostTask {
        self.preview(edit.into());
        self.commit()
    }

    fn preview(&mut self, edit: Edit) {
        if let Some(open) = &mut self.open
            && let Err(error) = open.history.preview(edit)
        {
            self.warn_once(error.to_string());
        }
    }

    fn commit(&mut self) -> HostTask {
        let is_new = self.open.as_mut().is_some_and(|open| open.history.commit());
        match is_new {
            true => HostTask::Stepped,
            false => HostTask::Shown,
        }
    }

    /// Goes back or forth in the history.
    fn travel(&mut self, go: impl FnOnce(&mut ProjectHistory)) -> HostTask {
        let Some(open) = &mut self.open else {
            return HostTask::Shown;
        };
        go(&mut open.history);
        if self.step == ConsultationStep::Fit && !self.is_fitted() {
            self.tool = Tool::Hand;
        }
        HostTask::Returned
    }

    /// Shows a project that has just been opened.
    pub fn begin(&mut self, open: OpenProject) {
        self.open = Some(open);
        // What was lost is still to be decided on.
        self.dialog = self.dialog.take().filter(|dialog| *dialog == Dialog::Recovery);
        self.done.clear();
        self.counts = Default::default();
        self.compare = CompareMode::Off;
        self.lens = Default::default();
        self.ui = Default::default();
    }

    /// Goes to a step and takes its tool into the hand.
    pub fn go_to(&mut self, step: ConsultationStep) {
        self.step = step;
        self.tool = match step {
            ConsultationStep::Hairline => Tool::Hairline,
            // Without a fit there is nothing to move yet: first is said what the photo shows.
            ConsultationStep::Fit if self.is_fitted() => Tool::Fit,
            ConsultationStep::Photo
            | ConsultationStep::Fit
            | ConsultationStep::Purpose
            | ConsultationStep::Fill
            | ConsultationStep::Treatment
            | ConsultationStep::Compare
            | ConsultationStep::Agree => Tool::Hand,
        };
        self.ui.clicks_px.clear();
        self.compare = match step {
            ConsultationStep::Compare if self.compare == CompareMode::Off => CompareMode::MIDDLE,
            // The first fit shows its split view, and that stays until work on the line begins.
            ConsultationStep::Compare | ConsultationStep::Fit | ConsultationStep::Purpose => self.compare,
            ConsultationStep::Photo
            | ConsultationStep::Hairline
            | ConsultationStep::Fill
            | ConsultationStep::Treatment
            | ConsultationStep::Agree => CompareMode::Off,
        };
    }

    /// Nothing but the photo leaves no button to come back by: a note says how.
    fn hide_panels(&mut self) {
        self.panels_hidden = !self.panels_hidden;
        if self.panels_hidden {
            let keys = self.prefs.keys.chords(KeyCommand::HidePanels);
            let key = keys.first().map(KeyChord::name).unwrap_or_default();
            self.tell(format!("{key} brings the panels back."));
        }
    }

    fn choose(&mut self, tool: Tool) {
        self.tool = tool;
        self.ui.clicks_px.clear();
    }

    fn zoom(&mut self, factor: f64, about: Option<DVec2>) {
        let about = about.unwrap_or(self.lens.centre_px);
        let zoom = (self.lens.zoom * factor).clamp(ZOOM_RANGE[0], ZOOM_RANGE[1]);
        let real = zoom / self.lens.zoom;
        self.lens.centre_px = about + (self.lens.centre_px - about) / real;
        self.lens.zoom = zoom;
        self.lens.fitted = false;
        self.keep_in_sight();
    }

    fn zoom_to(&mut self, zoom: f64) {
        self.lens.zoom = zoom.clamp(ZOOM_RANGE[0], ZOOM_RANGE[1]);
        self.lens.fitted = false;
        self.keep_in_sight();
    }

    fn zoom_life_size(&mut self) -> HostTask {
        let scale = self
            .project()
            .and_then(|project| Some(project.shot()?.view.mm_per_px));
        match (self.screen_px_per_mm, scale) {
            (Some(px_per_mm), Some(mm_per_px)) => self.zoom_to(px_per_mm * mm_per_px),
            (None, _) | (_, None) => return HostTask::ScreenUnknown,
        }
        HostTask::Shown
    }

    fn pan(&mut self, way: DVec2) {
        let sign = if self.lens.mirrored { -1.0 } else { 1.0 };
        self.lens.centre_px -= DVec2::new(way.x * sign, way.y) / self.lens.zoom;
        self.lens.fitted = false;
        self.keep_in_sight();
    }

    /// The middle of the canvas stays on the photo.
    fn keep_in_sight(&mut self) {
        if let Some(photo) = self.open.as_ref().and_then(|open| open.photo()) {
            let size = DVec2::new(f64::from(photo.width_px), f64::from(photo.height_px));
            self.lens.centre_px = self.lens.centre_px.clamp(DVec2::ZERO, size);
        }
    }
}
