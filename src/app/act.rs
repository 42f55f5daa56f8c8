//! What becomes of a person's wishes.

use super::action::Action;
use super::dialog::{AfterSave, Dialog};
use super::jobs::Asked;
use super::open;
use super::recents::Recent;
use super::shell::App;
use super::state::{Step, Thumb, Tool};
use super::watch::Watch;
use crate::head::Given;
use crate::project::Edit;
use crate::vision::{Neutral, neutral_gains};
use crate::words::app as words;
use glam::DVec2;
use std::path::PathBuf;
use std::sync::atomic::Ordering;
use winit::event_loop::ActiveEventLoop;

impl App {
    /// Carries a wish out.
    pub(super) fn act(&mut self, action: Action, event_loop: &ActiveEventLoop) {
        match action {
            Action::Edit(edit) => self.edit(edit),
            Action::Preview(edit) => self.preview(edit),
            Action::Commit => self.commit(),
            Action::Cancel | Action::Undo | Action::Redo | Action::GoTo(_) => {
                self.step_back_or_forth(&action)
            }
            Action::OpenDialog => self.ask(Asked::Open),
            Action::AddPhotoDialog => self.ask(Asked::Open),
            Action::ReferenceDialog => self.ask(Asked::Reference),
            Action::ClearReference => {
                self.state.thumbs.remove(&Thumb::Reference);
            }
            Action::Open(path) => self.open_path(path),
            Action::OpenReference(path) => open::reference(&self.post, path),
            Action::OpenDemo => open::demo(&self.post),
            Action::Paste => self.paste(),
            Action::WatchDialog => self.ask(Asked::Watch),
            Action::Watch(folder) => {
                self.state.dialog = None;
                self.watch_folder(folder);
            }
            Action::StopWatching => {
                self.watch = None;
                self.state.watched.clear();
                self.state.prefs.watch = None;
                self.keep_prefs();
            }
            Action::CloseProject => self.after_saving(AfterSave::Close),
            Action::Save => self.save(),
            Action::SaveAs(path) => self.save_as(path, false),
            Action::BrowseForSave => self.ask(Asked::Save),
            Action::Export(form) => self.export(&form, false),
            Action::Replace(path, what) => self.replace(path, what),
            Action::CancelExport => self.cancel_export.store(true, Ordering::Relaxed),
            Action::Recover(folder) => self.after_saving(AfterSave::Recover(folder)),
            Action::DiscardLost(folders) => self.discard_lost(&folders),
            Action::SetPrefs(prefs) => {
                self.state.prefs = prefs.usable();
                self.keep_prefs();
                self.show_recent();
                if let Some(stage) = &self.stage {
                    let context = stage.main.context();
                    crate::panel::theme::apply(&context, self.state.prefs.theme);
                    context.set_zoom_factor(self.state.prefs.ui_scale.unwrap_or(1.0).clamp(0.6, 2.5));
                }
            }
            Action::MeasureAgain => self.measure_again(),
            Action::Neutral(at_px) => self.balance_by(at_px),
            Action::UseFace(index) => self.use_face(index),
            Action::AdjustPhoto(adjust) => self.adjust_photo(adjust),
            Action::ClientWindow => self.toggle_client(event_loop),
            Action::ClientFreeze => self.freeze_client(),
            Action::Dialog(Dialog::Export(form)) if form.path.is_empty() => self.open_export_dialog(),
            Action::Dialog(Dialog::SaveAs { path }) if path.is_empty() => self.open_save_dialog(),
            Action::Agree(form) => self.agree(form),
            Action::SaveThen(after) => self.save_then(after),
            Action::DiscardThen(after) => self.finish(after),
            Action::Quit => self.after_saving(AfterSave::Quit),
            Action::QuitWithoutSaving => self.finish(AfterSave::Quit),
            other => self.state.act(other),
        }
    }

    pub(super) fn edit(&mut self, edit: Edit) {
        self.preview(edit);
        self.commit();
    }

    fn preview(&mut self, edit: Edit) {
        if let Some(open) = &mut self.state.open
            && let Err(error) = open.history.preview(edit)
        {
            self.state.warn_once(error.to_string());
        }
    }

    fn commit(&mut self) {
        if let Some(open) = &mut self.state.open
            && open.history.commit()
        {
            self.record();
            self.seek_edge();
        }
    }

    /// After eyes have been given, the head's edge is looked for in the photo.
    fn seek_edge(&mut self) {
        let Some(open) = &self.state.open else {
            return;
        };
        let project = open.project();
        if let (Some(shot), Some(photo)) = (project.shot(), open.photo())
            && shot.fitted
            && shot.given.eyes.is_some()
            && shot.given.handles.is_none()
            && shot.given.outline.is_empty()
            && self.edge_sought.as_ref() != Some(&shot.given)
        {
            self.edge_sought = Some(shot.given.clone());
            open::edge(&self.post, photo, &project.head, shot);
        }
    }

    /// The head's edge was found: the head is corrected to it, if nothing else was given meanwhile.
    pub(super) fn edge_found(&mut self, given: &Given, outline: Vec<DVec2>) {
        let now = self.state.project().and_then(|project| project.shot());
        if now.is_some_and(|shot| shot.given == *given) {
            let given = Given {
                outline,
                ..given.clone()
            };
            self.edit(Edit::Fit(Box::new(given)));
        }
    }

    fn step_back_or_forth(&mut self, action: &Action) {
        let Some(open) = &mut self.state.open else {
            return;
        };
        match action {
            Action::Cancel => open.history.cancel(),
            Action::Undo => {
                open.history.undo();
            }
            Action::Redo => {
                open.history.redo();
            }
            Action::GoTo(step) => open.history.go_to(*step),
            _ => {}
        }
        // Without a fit the way to one is the three clicks.
        let unfitted = open.project().shot().is_some_and(|shot| !shot.fitted);
        if !matches!(action, Action::Cancel) {
            self.record();
            if unfitted && self.state.step == Step::Fit {
                self.state.tool = Tool::ThreeClicks;
            }
        }
    }

    /// Opens a file: a photo joins the open project.
    pub(super) fn open_path(&mut self, path: PathBuf) {
        self.state.watched.retain(|new| *new != path);
        let project = path.extension().is_some_and(|ending| ending == "shadowline");
        if project && self.state.open.as_ref().is_some_and(|open| open.is_unsaved()) {
            self.state.dialog = Some(Dialog::Unsaved(AfterSave::Open(path)));
            return;
        }
        open::file(&self.post, path);
    }

    fn ask(&mut self, asked: Asked) {
        if let Some(stage) = &self.stage {
            open::ask(&self.post, &stage.main.window, asked);
        }
    }

    fn paste(&mut self) {
        let picture = self
            .stage
            .as_mut()
            .and_then(|stage| stage.main.egui.clipboard_image());
        match picture {
            Some(picture) => open::pasted(&self.post, picture),
            None => self.state.tell(words::EMPTY_CLIPBOARD),
        }
    }

    pub(super) fn watch_folder(&mut self, folder: PathBuf) {
        self.state.watched.clear();
        self.state.prefs.watch = Some(folder.clone());
        self.watch = Some(Watch::start(folder, self.post.clone()));
        self.keep_prefs();
    }

    /// Keeps preferences; where that fails the person is told once.
    pub(super) fn keep_prefs(&mut self) {
        if let Some(folders) = &self.folders
            && let Err(error) = self.state.prefs.store(folders)
        {
            self.state.warn(words::settings_not_kept(&error));
        }
    }

    /// Clients' faces on the start page, where that is asked for.
    pub(super) fn show_recent(&mut self) {
        self.state
            .thumbs
            .retain(|thumb, _| !matches!(thumb, Thumb::Recent(_)));
        if self.state.open.is_none() {
            Recent::look_for(&mut self.state.recent);
        }
        if self.state.prefs.show_thumbnails && self.state.open.is_none() {
            open::thumbnails(&self.post, &self.state.recent);
        }
    }

    fn adjust_photo(&mut self, adjust: crate::project::Adjust) {
        self.edit(Edit::Adjust(adjust));
        self.state.lens.fitted = true;
    }

    /// Corrects the colour cast by something grey.
    fn balance_by(&mut self, at_px: DVec2) {
        let Some(open) = &self.state.open else {
            return;
        };
        let (Some(shot), Some(photo)) = (open.project().shot(), open.photo()) else {
            return;
        };
        match neutral_gains(photo, Neutral::Patch(at_px)) {
            Some(gains) => {
                let adjust = shot.adjust.balanced_further(gains);
                self.state.tool = Tool::Hand;
                self.adjust_photo(adjust);
            }
            None => self.state.warn_once(words::NO_GREY.to_owned()),
        }
    }

    /// Does something that loses unsaved work, after asking.
    pub(super) fn after_saving(&mut self, after: AfterSave) {
        if self.state.open.as_ref().is_some_and(|open| open.is_unsaved()) {
            self.after_save = Some(after.clone());
            self.state.dialog = Some(Dialog::Unsaved(after));
        } else {
            self.finish(after);
        }
    }

    pub(super) fn finish(&mut self, after: AfterSave) {
        self.after_save = None;
        self.state.dialog = None;
        self.forget_recovery();
        self.state.open = None;
        self.keeping.begin(None);
        self.state.thumbs.clear();
        match after {
            AfterSave::Close => self.show_recent(),
            AfterSave::Quit => self.leaving = true,
            AfterSave::Open(path) => open::file(&self.post, path),
            AfterSave::Recover(folder) => self.recover(&folder),
        }
    }

    /// The window's own close button.
    pub(super) fn ask_to_leave(&mut self) {
        self.after_saving(AfterSave::Quit);
        if let Some(stage) = &self.stage {
            stage.main.window.request_redraw();
        }
    }

    /// Ends the program where that was decided.
    pub(super) fn leave_if_asked(&mut self, event_loop: &ActiveEventLoop) {
        if self.leaving {
            event_loop.exit();
        }
    }
}
