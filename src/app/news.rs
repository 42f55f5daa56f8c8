//! What threads have to say, and what becomes of it: files read, dialogs answered, projects saved.

use super::jobs::{Asked, News};
use super::open::{self, Opened, PhotoKey};
use super::save::Kept;
use super::shell::App;
use crate::editor::{OpenProject, Dialog, RecentProject, ReplaceTarget, Step, Thumbnail, Tool};
use crate::store::{clock, notes, remember_recent};
use crate::photo::Photo;
use crate::project::{Project, ProjectEdit};
use crate::words::app as words;
use std::path::PathBuf;
use std::sync::Arc;

/// Longest side of the pinned picture, px.
const REFERENCE_PX: f64 = 1200.0;

impl App {
    /// Takes news of reading, choosing and keeping.
    pub(super) fn hear_job(&mut self, news: News) {
        match news {
            News::Opened(opened) => self.opened(*opened),
            News::Small(thumb, photo) => self.small_picture(thumb, &photo),
            News::Measured(key, measured) => self.measured(key, measured.0, measured.1),
            News::Faces(key, found, fit) => self.faces_found(key, found, fit),
            News::Edge(given, outline) => self.edge_found(&given, outline),
            News::Chosen(asked, path) => self.chosen(asked, path),
            News::NoDialog(asked) => self.ask_for_path(asked),
            News::Kept(kept) => self.kept(kept),
            News::Share(share) => {
                if let Some(progress) = &mut self.state.progress {
                    progress.share = Some(share);
                }
            }
            News::Watched(paths) => {
                self.state.tell(words::new_photos(paths.len()));
                self.state.watched = paths;
            }
            News::Unguarded(why) => self.state.unguarded = why,
            News::Failed(title, text) => self.failed(title, &text),
            News::Made(..) | News::Decoded(..) => {}
        }
    }

    /// Has a picture that was read drawn for a button.
    fn small_picture(&mut self, thumb: Thumbnail, photo: &Arc<Photo>) {
        let Some(stage) = &self.stage else {
            return;
        };
        let rect = crate::engine::Rect::whole(photo);
        let facts = open::facts(photo);
        let Ok((_, view)) = crate::head::solve(&facts, &Default::default(), &Default::default()) else {
            return;
        };
        let scale = REFERENCE_PX / f64::from(rect.width.max(rect.height));
        let size =
            [rect.width, rect.height].map(|px| ((f64::from(px) * scale.min(1.0)).round() as u32).max(1));
        let wish = super::worker::Wish {
            before: true,
            slot: 0,
            photo: Arc::clone(photo),
            view: Arc::new(view),
            document: None,
            rect,
            size,
        };
        stage.worker.thumb(thumb, wish);
    }

    fn failed(&mut self, title: &str, text: &str) {
        notes::note(&format!("{title}: {text}"));
        self.state.progress = None;
        if title == words::CANT_SAVE {
            // Whoever wanted to leave after the saving stays.
            self.after_save = None;
            self.saving_ended();
        }
        self.state.dialog = Some(Dialog::Message {
            title: title.to_owned(),
            text: words::sentence(text),
        });
    }

    fn chosen(&mut self, asked: Asked, path: Option<PathBuf>) {
        let Some(path) = path else {
            return;
        };
        match asked {
            Asked::Open => self.open_path(path),
            Asked::Reference => open::reference(&self.post, path),
            Asked::Watch => self.watch_folder(path),
            Asked::Save => {
                let text = path.to_string_lossy().into_owned();
                match &mut self.state.dialog {
                    Some(Dialog::SaveAs { path }) => *path = text,
                    Some(Dialog::Export(form)) => form.path = text,
                    _ => {}
                }
            }
        }
    }

    fn opened(&mut self, opened: Opened) {
        match opened {
            Opened::Photo(shot, photo) => {
                self.hear(News::Decoded(open::PhotoKey::of(&shot), photo));
                if self.state.open.is_some() {
                    self.edit(ProjectEdit::AddPhoto(shot));
                } else {
                    let mut project = Project::default();
                    match project.apply(ProjectEdit::AddPhoto(shot)) {
                        Ok(with_photo) => project = with_photo,
                        Err(error) => return self.state.warn(error.to_string()),
                    }
                    self.begin(open::opened(project, None));
                }
                self.state.go_to(Step::Fit);
                self.state.tool = Tool::ThreeClicks;
            }
            Opened::Project(project, path) => {
                let is_new = path.is_none();
                self.begin(open::opened(*project, path));
                let fitted = self
                    .state
                    .project()
                    .is_some_and(|project| project.photos.iter().all(|shot| shot.fitted));
                self.state.go_to(if fitted && is_new {
                    Step::Purpose
                } else if fitted {
                    Step::Hairline
                } else {
                    Step::Photo
                });
            }
        }
        self.state.lens.fitted = true;
    }

    /// Shows a project that has just been opened.
    pub(super) fn begin(&mut self, open: OpenProject) {
        self.keeping.begin(open.path.as_deref());
        self.state.begin(open);
        self.canvas = Default::default();
        if let Some(stage) = &mut self.stage {
            stage.pictures.clear();
            let name = open::title(self.state.open.as_ref().and_then(|open| open.path.as_deref()));
            stage.main.window.set_title(&words::window_title(&name));
        }
        self.state.thumbs.clear();
    }

    fn kept(&mut self, kept: Kept) {
        self.state.progress = None;
        match kept {
            Kept::Project(own, path, project, opening) => {
                if opening == self.keeping.opening {
                    own.remember(&mut self.keeping.own);
                    self.project_kept(path, &project);
                } else {
                    self.remember(path, &project);
                }
                self.saving_ended();
            }
            Kept::Export(own, path) => {
                own.remember(&mut self.keeping.own);
                self.state.tell(words::exported(&path));
            }
            Kept::Taken(path, what) => {
                let is_project = what == ReplaceTarget::Project;
                self.state.dialog = Some(Dialog::Replace { path, what });
                if is_project {
                    self.saving_ended();
                }
            }
            Kept::Cancelled => self.state.tell(words::EXPORT_CANCELLED),
        }
    }

    fn remember(&mut self, path: PathBuf, project: &Project) {
        if let Some(folders) = &self.folders {
            let recent = RecentProject {
                path,
                day: clock::today(),
                client: project.client.clone(),
                away: false,
            };
            // A list of recent projects that can't be kept is no loss to the person.
            let _ = remember_recent(recent, &mut self.state.recent, folders);
        }
    }

    fn project_kept(&mut self, path: PathBuf, project: &Arc<Project>) {
        self.remember(path.clone(), project);
        if let Some(open) = &mut self.state.open {
            open.saved = Some(Arc::clone(project));
            open.path = Some(path.clone());
            if !open.is_unsaved() {
                // What is saved can't be lost any more.
                self.forget_recovery();
            }
        }
        if let Some(stage) = &self.stage {
            let title = words::window_title(&open::title(Some(&path)));
            stage.main.window.set_title(&title);
        }
        self.state.tell(words::saved(&path));
        if let Some(after) = self.after_save.take() {
            // What was changed while the file was being written is asked for again.
            self.after_saving(after);
        }
    }
}

impl App {
    /// Takes news of any thread.
    pub(super) fn hear(&mut self, news: News) {
        match news {
            News::Made(number, made) => {
                if self.of_this_device(number) {
                    self.made(made);
                }
            }
            News::Decoded(key, photo) => {
                self.decoding.retain(|other| *other != key);
                self.decoded.retain(|(other, _)| *other != key);
                self.decoded.push((key, photo));
                self.forget_old_photos();
            }
            other => self.hear_job(other),
        }
    }

    /// Keeps the photos of the project and a few more, for undo.
    fn forget_old_photos(&mut self) {
        let wanted: Vec<PhotoKey> = self
            .state
            .project()
            .map(|project| project.photos.iter().map(PhotoKey::of).collect())
            .unwrap_or_default();
        let spare = self.decoded.len().saturating_sub(wanted.len() + SPARE_PHOTOS);
        let mut left = spare;
        self.decoded.retain(|(key, _)| {
            let drop = left > 0 && !wanted.contains(key);
            left -= usize::from(drop);
            !drop
        });
    }
}

/// Decoded photos that are kept though the project doesn't show them.
const SPARE_PHOTOS: usize = 4;
