//! Carrying out what a person wants, where it needs files, threads or windows.

use super::application::App;
use super::messages::DialogPurpose;
use super::open;
use super::watch::FolderWatch;
use crate::editor::{
    Action, AfterSave, AppAction, ButtonPicture, Dialog, EditorAction, HostTask, OpenTarget, Tool,
    UserPreferences,
};
use crate::head::FitInput;
use crate::project::{Edit, ProjectEdit};
use crate::store::{mark_missing, save_preferences};
use crate::vision::{NeutralReference, neutral_gains};
use crate::words::Language;
use crate::words::app as words;
use glam::DVec2;
use std::path::PathBuf;
use std::sync::atomic::Ordering;
use winit::event_loop::ActiveEventLoop;

impl App {
    /// Carries an action out.
    pub(super) fn perform(&mut self, action: Action, event_loop: &ActiveEventLoop) {
        match action {
            Action::Editor(action) => {
                let performed = self.state.perform(action);
                self.follow(performed);
            }
            Action::App(action) => self.act_with_files(action, event_loop),
        }
    }

    fn act_with_files(&mut self, action: AppAction, event_loop: &ActiveEventLoop) {
        match action {
            AppAction::OpenDialog => self.ask(DialogPurpose::Open(OpenTarget::Anybody)),
            AppAction::AddPhotoDialog => self.ask(DialogPurpose::Open(OpenTarget::OpenClient)),
            AppAction::ReferenceDialog => self.ask(DialogPurpose::Open(OpenTarget::Reference)),
            AppAction::StencilDialog => self.ask(DialogPurpose::Open(OpenTarget::Stencil)),
            AppAction::OpenStencil(path) => self.open_path(path, OpenTarget::Stencil),
            AppAction::Open(path) => self.open_path(path, OpenTarget::Anybody),
            AppAction::AddPhoto(path) => self.open_path(path, OpenTarget::OpenClient),
            AppAction::OpenReference(path) => self.open_path(path, OpenTarget::Reference),
            AppAction::TakePhotos(owner) => self.take_photos(owner),
            AppAction::OpenDemo => open::demo(&self.messages),
            AppAction::Paste => self.paste(),
            AppAction::CopyPicture => self.copy_picture(),
            AppAction::LearnFromPhoto => self.learn_from_photo(),
            AppAction::KeepStyle(name) => self.keep_style(name),
            AppAction::RemoveStyle(name) => self.remove_style(&name),
            AppAction::ExportStyles => self.export_styles(),
            AppAction::WatchDialog => self.ask(DialogPurpose::Watch),
            AppAction::Watch(folder) => {
                self.state.dialog = None;
                self.watch_folder(folder);
            }
            AppAction::StopWatching => self.stop_watching(),
            AppAction::CloseProject => self.after_saving(AfterSave::Close),
            AppAction::Save => self.save(),
            AppAction::SaveDialog => self.open_save_dialog(),
            AppAction::SaveAs(path) => self.save_as(path, false),
            AppAction::BrowseForSave => self.ask(DialogPurpose::Save),
            AppAction::ExportDialog => self.open_export_dialog(),
            AppAction::Export(form) => self.export(&form, false),
            AppAction::CancelExport => self.cancel_export.store(true, Ordering::Relaxed),
            AppAction::Replace(path, what) => self.replace(path, what),
            AppAction::AnotherName(path, what) => self.ask_for_another_name(&path, what),
            AppAction::Recover(folder) => self.after_saving(AfterSave::Recover(folder)),
            AppAction::DiscardLost(folders) => self.discard_lost(&folders),
            AppAction::SaveThen(after) => self.save_then(after),
            AppAction::DiscardThen(after) => self.finish(after),
            AppAction::DeleteClientDialog => self.ask_to_delete(),
            AppAction::DeleteClient(traces) => self.delete_client(&traces),
            AppAction::TryPassphrase(what, passphrase) => self.try_passphrase(what, passphrase),
            AppAction::Protect(passphrase) => self.protect(Some(passphrase)),
            AppAction::Unprotect => self.protect(None),
            AppAction::SetPreferences(prefs) => self.set_preferences(*prefs),
            AppAction::Agree(form) => self.agree(form),
            AppAction::UseFace(index) => self.use_face(index),
            AppAction::MeasureAgain => self.measure_again(),
            AppAction::Neutral(at_px) => self.balance_by(at_px),
            AppAction::ClientWindow => self.toggle_client(event_loop),
            AppAction::ClientFreeze => self.freeze_client(),
            AppAction::Quit => self.after_saving(AfterSave::Quit),
            AppAction::QuitWithoutSaving => self.finish(AfterSave::Quit),
        }
    }

    /// Does what an action of the window's values leaves to the host.
    pub(super) fn follow(&mut self, performed: HostTask) {
        match performed {
            HostTask::Shown => {}
            HostTask::Stepped => {
                self.record_step();
                self.seek_edge();
            }
            HostTask::Returned => self.record_step(),
            HostTask::ScreenUnknown => self.state.tell(words::screen_unknown()),
        }
    }

    /// Makes a change as one step.
    pub(super) fn edit(&mut self, edit: impl Into<Edit>) {
        let performed = self.state.edit(edit);
        self.follow(performed);
    }

    /// After eyes or a pose have been given, the head's edge is looked for in the photo.
    fn seek_edge(&mut self) {
        let Some(open) = &self.state.open else {
            return;
        };
        let project = open.project();
        if let (Some(shot), Some(photo)) = (project.shot(), open.photo())
            && shot.given.seeks_edge()
            && self.edge_sought.as_ref() != Some(&shot.given)
        {
            self.edge_sought = Some(shot.given.clone());
            open::edge(&self.messages, photo, project, shot);
        }
    }

    /// The head's edge was sought: the head is corrected to it, if nothing else was given meanwhile. That belongs to the step in
    /// which eyes or pose were given.
    pub(super) fn edge_found(&mut self, sought: &FitInput, met: Option<Box<FitInput>>) {
        let Some(open) = &mut self.state.open else {
            return;
        };
        let Some(shot) = open.project().shot().filter(|shot| shot.given == *sought) else {
            return;
        };
        let was_fitted = shot.fitted;
        match met {
            Some(met) if open.amend(ProjectEdit::Fit(met.clone())) => {
                self.record();
                self.state.show_first_fit(was_fitted);
            }
            Some(_) => {}
            None if !was_fitted => self.state.warn_once(words::no_edge().to_owned()),
            None => {}
        }
    }

    /// Opens a file.
    pub(super) fn open_path(&mut self, path: PathBuf, target: OpenTarget) {
        self.state.watched.retain(|new| *new != path);
        let [is_library, is_project] = ["zip", "shadowline"].map(|ending| {
            let own = path.extension();
            own.is_some_and(|own| own.eq_ignore_ascii_case(ending))
        });
        if is_library {
            return self.import_styles(path);
        }
        if is_project && self.state.open.as_ref().is_some_and(|open| open.is_unsaved()) {
            self.state.dialog = Some(Dialog::Unsaved(AfterSave::Open(path)));
            return;
        }
        open::file(&self.messages, path, target);
    }

    fn ask(&mut self, asked: DialogPurpose) {
        if let Some(graphics) = &self.graphics {
            self.state.is_asking = true;
            open::ask(&self.messages, &graphics.main.window, asked);
        }
    }

    /// Asks for a path in a dialog of ours, where the system has none.
    pub(super) fn ask_for_path(&mut self, asked: DialogPurpose) {
        let path = String::new();
        self.state.dialog = Some(match asked {
            DialogPurpose::Open(target) => Dialog::OpenPath { path, target },
            DialogPurpose::Watch => Dialog::WatchPath { path },
            DialogPurpose::Save => return self.state.tell(words::type_the_path()),
        });
    }

    fn paste(&mut self) {
        let picture = self
            .graphics
            .as_mut()
            .and_then(|graphics| graphics.main.egui.clipboard_image());
        match picture {
            Some(picture) => open::pasted(&self.messages, picture),
            None => self.state.tell(words::empty_clipboard()),
        }
    }

    fn stop_watching(&mut self) {
        self.watch = None;
        self.state.watched.clear();
        self.state.prefs.watch = None;
        self.keep_prefs();
    }

    fn set_preferences(&mut self, prefs: UserPreferences) {
        self.state.prefs = prefs.usable();
        let language = self.state.prefs.language.as_deref();
        Language::preferred(language, self.usual_language).show();
        self.keep_prefs();
        self.show_recent();
        if let Some(graphics) = &self.graphics {
            graphics.main.dress(&self.state.prefs);
        }
    }

    pub(super) fn watch_folder(&mut self, folder: PathBuf) {
        self.state.watched.clear();
        self.state.prefs.watch = Some(folder.clone());
        self.watch = Some(FolderWatch::start(
            folder,
            self.messages.clone(),
            self.own_files.clone(),
        ));
        self.keep_prefs();
    }

    /// Keeps preferences; where that fails the person is told once.
    pub(super) fn keep_prefs(&mut self) {
        if let Some(folders) = &self.folders
            && let Err(error) = save_preferences(&self.state.prefs, folders)
        {
            self.state.warn(words::settings_not_kept(&error));
        }
    }

    /// Clients' faces on the start page, where that is asked for.
    pub(super) fn show_recent(&mut self) {
        self.state
            .thumbs
            .retain(|thumb, _| !matches!(thumb, ButtonPicture::Recent(_)));
        if self.state.open.is_none() {
            mark_missing(&mut self.state.recent);
        }
        if self.state.prefs.show_thumbnails && self.state.open.is_none() {
            open::thumbnails(&self.messages, &self.state.recent);
        }
    }

    /// Corrects the colour cast by something grey.
    fn balance_by(&mut self, at_px: DVec2) {
        let Some(open) = &self.state.open else {
            return;
        };
        let (Some(shot), Some(photo)) = (open.project().shot(), open.photo()) else {
            return;
        };
        match neutral_gains(photo, NeutralReference::Patch(at_px)) {
            Some(gains) => {
                let adjust = shot.adjust.balanced_further(gains);
                self.state.tool = Tool::Hand;
                let performed = self.state.perform(EditorAction::AdjustPhoto(adjust));
                self.follow(performed);
            }
            None => self.state.warn_once(words::no_grey().to_owned()),
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
        // Another window may have been quicker: then the open project stays.
        let claim = match &after {
            AfterSave::Recover(folder) => self.claimed(folder),
            AfterSave::Close | AfterSave::Quit | AfterSave::Open(_) | AfterSave::NewClient => None,
        };
        if claim.is_none() && matches!(after, AfterSave::Recover(_)) {
            return;
        }
        self.forget_recovery();
        self.state.open = None;
        self.keeping.begin(None);
        self.give_back();
        match after {
            AfterSave::Close => self.show_recent(),
            AfterSave::Quit => self.leaving = true,
            AfterSave::Open(path) => open::file(&self.messages, path, OpenTarget::Anybody),
            AfterSave::NewClient => self.begin_client(),
            AfterSave::Recover(folder) => {
                if let Some(claim) = claim {
                    self.recover(&folder, claim, None);
                }
            }
        }
    }

    /// Gives back what was kept of the photos of a project that is closed.
    fn give_back(&mut self) {
        self.state.thumbs.clear();
        self.state.lines.clear();
        self.state.faces = Default::default();
        self.state.likely_pose = None;
        (self.state.findings, self.state.proposal) = (None, None);
        self.photos = Default::default();
        self.canvas = Default::default();
        if let Some(graphics) = &mut self.graphics {
            graphics.pictures.clear();
            graphics.worker.forget();
        }
    }

    /// The window's own close button.
    pub(super) fn ask_to_leave(&mut self) {
        self.after_saving(AfterSave::Quit);
        if let Some(graphics) = &self.graphics {
            graphics.main.window.request_redraw();
        }
    }

    /// Ends the program where that was decided.
    pub(super) fn leave_if_asked(&mut self, event_loop: &ActiveEventLoop) {
        if self.leaving {
            event_loop.exit();
        }
    }
}
