//! What becomes of messages: files read, dialogs answered, projects saved.

use super::application::App;
use super::messages::{DialogPurpose, ThreadMessage};
use super::open::PhotoKey;
use super::render_request::RenderRequest;
use super::save::SaveOutcome;
use crate::design::stencil::SharedStencil;
use crate::editor::{ButtonPicture, Dialog, EditorAction, RecentProject, ReplaceTarget, Tool, added_shape};
use crate::head::Head;
use crate::intake::stencil_at;
use crate::photo::Photo;
use crate::project::{Project, ProjectKey};
use crate::store::{clock, notes, remember_recent};
use crate::words::app as words;
use glam::DVec2;
use std::path::PathBuf;
use std::sync::Arc;

/// Longest side of the pinned picture, px.
const REFERENCE_PX: f64 = 1200.0;

/// Width of a new stencil, mm on the skin (assumption: half the back of a head).
const NEW_STENCIL_MM: f64 = 60.0;

impl App {
    /// Takes a message of any thread.
    pub(super) fn handle_message(&mut self, message: ThreadMessage) {
        match message {
            ThreadMessage::Rendered(number, rendered) => self.handle_rendered(number, rendered),
            ThreadMessage::Decoded(key, photo) => self.photo_decoded(&key, photo),
            ThreadMessage::Opened(opened) => self.file_opened(*opened),
            ThreadMessage::Traces(traces, opening) => self.traces_found(traces, opening),
            ThreadMessage::Locked(path) => self.ask_for_passphrase(path),
            ThreadMessage::WrongPassphrase => self.passphrase_was_wrong(),
            ThreadMessage::Unlocked(unlocked) => self.unlocked(*unlocked),
            ThreadMessage::Small(thumbnail, photo) => self.small_picture(thumbnail, &photo),
            ThreadMessage::Stencil(image) => self.lay_stencil(image),
            ThreadMessage::Measured(key, measured) => self.measured(key, *measured),
            ThreadMessage::LikelyPose(key, likely) => self.photos.of(&key).likely_pose = likely,
            ThreadMessage::Faces(key, found, fit) => self.faces_found(key, found, fit),
            ThreadMessage::Edge(sought, met) => self.edge_found(&sought, met),
            ThreadMessage::Chosen(purpose, path) => {
                self.state.is_asking = false;
                self.chosen(purpose, path);
            }
            ThreadMessage::NoDialog(purpose) => {
                self.state.is_asking = false;
                self.ask_for_path(purpose);
            }
            ThreadMessage::Saved(outcome) => self.saved(outcome),
            ThreadMessage::Styles(said) => {
                self.state.own_styles = super::own_styles::kept_styles();
                self.state.tell(said);
            }
            ThreadMessage::Copied(picture) => self.put_into_clipboard(*picture),
            ThreadMessage::Share(share) => {
                if let Some(progress) = &mut self.state.progress {
                    progress.share = Some(share);
                }
            }
            ThreadMessage::Watched(paths) => {
                self.state.tell(words::new_photos(paths.len()));
                self.state.watched = paths;
            }
            ThreadMessage::Unguarded(why) => self.state.unguarded = why,
            ThreadMessage::Letters => self.letters_sought(),
            ThreadMessage::Failed(title, text) => self.failed(title, &text),
        }
    }

    pub(super) fn photo_decoded(&mut self, key: &PhotoKey, photo: Arc<Photo>) {
        let record = self.photos.of(key);
        record.is_decoding = false;
        record.photo = Some(photo);
        let shown = self.state.project().map(|project| project.photos.iter());
        let wanted: Vec<PhotoKey> = shown.into_iter().flatten().map(PhotoKey::of).collect();
        self.photos.forget_old(&wanted);
    }

    /// Lays a stencil on the head, in the middle of what the canvas shows or, where no head is there, of the photo's head.
    fn lay_stencil(&mut self, image: SharedStencil) {
        let Some(project) = self.state.project().cloned() else {
            return;
        };
        let Some(shot) = project.shot().filter(|shot| shot.fitted) else {
            self.state.tell(words::stencil_needs_head());
            return;
        };
        let view = &shot.view;
        let whole = DVec2::new(f64::from(view.camera.width_px), f64::from(view.camera.height_px));
        let head_px = view.photo_from_head(Head::CENTRE_MM).unwrap_or(0.5 * whole);
        let seen_px = if self.state.lens.fitted {
            head_px
        } else {
            self.state.lens.centre_px
        };
        let at = |px: DVec2| stencil_at(image.clone(), &project.head, view, px, NEW_STENCIL_MM);
        match at(seen_px).or_else(|| at(head_px)) {
            Some(shape) => {
                let edit = added_shape(&self.state, &project, shape);
                let performed = self.state.perform(EditorAction::Edit(edit));
                self.follow(performed);
                self.state.perform(EditorAction::Tool(Tool::Shapes));
            }
            None => self.state.tell(words::stencil_needs_head()),
        }
    }

    /// Has a picture that was read drawn for a button.
    pub(super) fn small_picture(&mut self, thumb: ButtonPicture, photo: &Arc<Photo>) {
        let Some(graphics) = &self.graphics else {
            return;
        };
        let rect = crate::engine::PixelRect::whole(photo);
        let facts = crate::intake::photo_facts(photo);
        let Ok((_, view)) = crate::head::solve(&facts, &Default::default(), &Default::default()) else {
            return;
        };
        let scale = REFERENCE_PX / f64::from(rect.width.max(rect.height));
        let size =
            [rect.width, rect.height].map(|px| ((f64::from(px) * scale.min(1.0)).round() as u32).max(1));
        let request = RenderRequest {
            before: true,
            slot: 0,
            photo: Arc::clone(photo),
            view: Arc::new(view),
            document: None,
            rect,
            size,
        };
        graphics.worker.request_thumbnail(thumb, request);
    }

    fn failed(&mut self, title: &str, text: &str) {
        self.state.is_asking = false;
        notes::note(&format!("{title}: {text}"));
        self.state.progress = None;
        if title == words::cant_save() {
            // Whoever wanted to leave after the saving stays.
            self.after_save = None;
            self.saving_ended();
        }
        if title == words::cant_export()
            && let Some(form) = self.exporting.take()
        {
            self.state.warn(words::sentence(text));
            self.state.dialog = Some(Dialog::Export(form));
            return;
        }
        self.state.dialog = Some(Dialog::Message {
            title: title.to_owned(),
            text: words::sentence(text),
        });
    }

    fn chosen(&mut self, purpose: DialogPurpose, path: Option<PathBuf>) {
        let Some(path) = path else {
            return;
        };
        match purpose {
            DialogPurpose::Open(target) => self.open_path(path, target),
            DialogPurpose::Watch => self.watch_folder(path),
            DialogPurpose::Save => {
                let text = path.to_string_lossy().into_owned();
                match &mut self.state.dialog {
                    Some(Dialog::SaveAs { path }) => *path = text,
                    Some(Dialog::Export(form)) => form.path = text,
                    _ => {}
                }
            }
        }
    }

    fn saved(&mut self, outcome: SaveOutcome) {
        self.state.progress = None;
        match outcome {
            SaveOutcome::Project(own, path, project, saved) => {
                if saved.opening == self.keeping.opening {
                    own.remember(&mut self.keeping.own);
                    self.project_kept(path, &project, saved.key.as_ref());
                } else {
                    self.remember(path, &project, saved.key.is_some());
                }
                self.saving_ended();
            }
            SaveOutcome::Export(own, path) => {
                own.remember(&mut self.keeping.own);
                self.state.tell(words::exported(&path));
            }
            SaveOutcome::Taken(path, what) => {
                let is_project = what == ReplaceTarget::Project;
                self.state.dialog = Some(Dialog::Replace { path, what });
                if is_project {
                    self.saving_ended();
                }
            }
            SaveOutcome::Cancelled => self.state.tell(words::export_cancelled()),
        }
    }

    fn remember(&mut self, path: PathBuf, project: &Project, is_protected: bool) {
        if let Some(folders) = &self.folders {
            let recent = RecentProject {
                path,
                day: clock::today(),
                // The list lies open: of a protected project it holds no initials.
                client: if is_protected {
                    String::new()
                } else {
                    project.client.clone()
                },
                away: false,
            };
            // A list of recent projects that can't be kept is no loss to the person.
            let _ = remember_recent(recent, &mut self.state.recent, folders);
        }
    }

    fn project_kept(&mut self, path: PathBuf, project: &Arc<Project>, key: Option<&Arc<ProjectKey>>) {
        self.remember(path.clone(), project, key.is_some());
        if let Some(open) = &mut self.state.open {
            // Another passphrase has been given while the file was being written: it is not saved with that one yet.
            let is_same_key = key.map(Arc::as_ptr) == open.key.as_ref().map(Arc::as_ptr);
            open.saved = is_same_key.then(|| Arc::clone(project));
            open.path = Some(path.clone());
            if !open.is_unsaved() {
                // What is saved can't be lost any more.
                self.forget_recovery();
            }
        }
        self.state.tell(words::saved(&path));
        if let Some(after) = self.after_save.take() {
            // What was changed while the file was being written is asked for again.
            self.after_saving(after);
        }
    }
}
