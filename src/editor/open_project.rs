//! The open project with its history, and what of it is saved.

use crate::photo::Photo;
use crate::project::{Edit, Project, ProjectHistory, ProjectKey};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// The open project.
pub struct OpenProject {
    /// Its history.
    pub history: ProjectHistory,
    /// Where it is saved, once it is.
    pub path: Option<PathBuf>,
    /// The state that was saved last.
    pub saved: Option<Arc<Project>>,
    /// What closes it, where it is protected with a passphrase.
    pub key: Option<Arc<ProjectKey>>,
    /// Decoded and adjusted photos by index, as far as they are ready.
    pub photos: BTreeMap<usize, Arc<Photo>>,
}

impl OpenProject {
    /// The present project.
    pub fn project(&self) -> &Arc<Project> {
        self.history.now()
    }

    /// Whether there is work that isn't saved.
    pub fn is_unsaved(&self) -> bool {
        self.saved
            .as_ref()
            .is_none_or(|saved| **saved != **self.project())
    }

    /// Makes an edit part of the present step, as [`ProjectHistory::amend`].
    pub fn amend(&mut self, edit: impl Into<Edit>) -> bool {
        self.measure(|history| history.amend(edit))
    }

    /// Makes an edit part of every step of which something holds, as [`ProjectHistory::amend_where`].
    pub fn amend_where(&mut self, edit: &Edit, holds: impl Fn(&Project) -> bool) -> bool {
        self.measure(|history| history.amend_where(edit, holds))
    }

    /// What is measured is no work of a person's: a saved project stays a saved one.
    fn measure(&mut self, amend: impl FnOnce(&mut ProjectHistory) -> bool) -> bool {
        let was_saved = !self.is_unsaved();
        let is_amended = amend(&mut self.history);
        if was_saved {
            self.saved = Some(Arc::clone(self.project()));
        }
        is_amended
    }

    /// The photo shown, once it is decoded.
    pub fn photo(&self) -> Option<&Arc<Photo>> {
        self.photos.get(&self.project().photo)
    }
}
