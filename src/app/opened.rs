//! What becomes of a file that was read: a project is shown, a photo begins one or joins it. Whose photo it is, is asked where
//! a project is open: nobody's photo slips into another client's project.

use super::application::App;
use super::open::{self, OpenedFile, OpenedPhoto, PhotoKey};
use crate::editor::{AfterSave, ButtonPicture, ConsultationStep, Dialog, OpenProject, PhotoOwner};
use crate::project::{Project, ProjectEdit};
use crate::words::app as words;
use std::sync::Arc;

impl App {
    /// Shows what was read, or asks whose it is.
    pub(super) fn file_opened(&mut self, opened: OpenedFile) {
        match opened {
            OpenedFile::Photo(opened) => {
                let joins = |project: &Project| opened.is_of_open_client && !project.is_agreed();
                match self.state.project().map(|project| joins(project)) {
                    Some(true) => self.add_view(opened),
                    Some(false) | None => self.arrived.push(opened),
                }
                if self.state.open.is_none() {
                    self.begin_client();
                }
            }
            OpenedFile::Project(project, path) => {
                let is_unsaved = self.state.open.as_ref().is_some_and(|open| open.is_unsaved());
                match path {
                    // Its name didn't tell that it is a project: nothing was asked yet.
                    Some(path) if is_unsaved => self.after_saving(AfterSave::Open(path)),
                    path => self.project_opened(open::opened(*project, path)),
                }
            }
        }
    }

    /// Asks whose photos have arrived, once no other question stands there.
    pub(super) fn ask_whose(&mut self) {
        if !self.arrived.is_empty() && self.state.dialog.is_none() && self.after_save.is_none() {
            let photo = Arc::clone(&self.arrived[0].photo);
            self.small_picture(ButtonPicture::Arrived, &photo);
            let count = self.arrived.len();
            self.state.dialog = Some(Dialog::WhosePhoto { count });
        }
    }

    /// Takes the photos that have arrived, as whose they are.
    pub(super) fn take_photos(&mut self, owner: PhotoOwner) {
        match owner {
            PhotoOwner::NewClient => self.after_saving(AfterSave::NewClient),
            PhotoOwner::OpenClient => {
                for opened in std::mem::take(&mut self.arrived) {
                    self.add_view(opened);
                }
            }
        }
    }

    /// Begins a project with the photos that have arrived.
    pub(super) fn begin_client(&mut self) {
        for opened in std::mem::take(&mut self.arrived) {
            match self.state.open {
                Some(_) => self.add_view(opened),
                None => self.begin_with(opened),
            }
        }
    }

    fn begin_with(&mut self, opened: OpenedPhoto) {
        let OpenedPhoto { shot, photo, .. } = opened;
        self.photo_decoded(&PhotoKey::of(&shot), photo);
        match Project::default().apply(ProjectEdit::AddPhoto(shot)) {
            Ok(project) => {
                self.begin(open::opened(project, None));
                self.record_step();
            }
            Err(error) => return self.state.warn(error.to_string()),
        }
        self.show_fit();
    }

    fn add_view(&mut self, opened: OpenedPhoto) {
        let OpenedPhoto { shot, photo, .. } = opened;
        self.photo_decoded(&PhotoKey::of(&shot), photo);
        self.edit(ProjectEdit::AddPhoto(shot));
        self.show_fit();
    }

    /// A new photo is fitted first.
    fn show_fit(&mut self) {
        self.state.go_to(ConsultationStep::Fit);
        self.state.lens.fitted = true;
    }

    pub(super) fn project_opened(&mut self, opened: OpenProject) {
        let is_new = opened.path.is_none();
        self.begin(opened);
        let fitted = self
            .state
            .project()
            .is_some_and(|project| project.photos.iter().all(|shot| shot.fitted));
        self.state.go_to(if fitted && is_new {
            ConsultationStep::Purpose
        } else if fitted {
            ConsultationStep::Hairline
        } else {
            ConsultationStep::Photo
        });
        self.state.lens.fitted = true;
    }

    /// Shows a project that has just been opened.
    pub(super) fn begin(&mut self, open: OpenProject) {
        self.keeping.begin(open.path.as_deref());
        self.state.begin(open);
        self.canvas = Default::default();
        if let Some(graphics) = &mut self.graphics {
            graphics.pictures.clear();
        }
        self.state.thumbs.clear();
    }

    /// The window's title: the project's name, and a mark while work isn't saved.
    pub(super) fn bring_title(&mut self) {
        let open = self.state.open.as_ref();
        let title = match open {
            Some(open) => words::window_title(&open::title(open.path.as_deref()), open.is_unsaved()),
            None => words::PROGRAM.to_owned(),
        };
        if title != self.title {
            if let Some(graphics) = &self.graphics {
                graphics.main.window.set_title(&title);
            }
            self.title = title;
        }
    }
}
