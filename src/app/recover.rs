//! Keeping the open project against a crash, and what becomes of work that was lost. Nothing is thrown away unasked.

use super::application::App;
use crate::editor::Dialog;
use crate::project::ProjectKey;
use crate::store::{WorkClaim, lost_history, read_lost};
use crate::words::recovery as words;
use std::path::{Path, PathBuf};
use std::sync::Arc;

impl App {
    /// Keeps the present state against a crash, as part of the present step.
    pub(super) fn record(&mut self) {
        self.record_as("");
    }

    /// Keeps the present step against a crash.
    pub(super) fn record_step(&mut self) {
        let before = self.state.open.as_ref().and_then(|open| open.history.before());
        if let (Some(recovery), Some((step, project)), true) = (&self.recovery, before, self.nothing_recorded)
        {
            // Undo shall reach the state that was opened or saved, after a crash too.
            recovery.record(Arc::clone(project), step, self.key());
        }
        self.nothing_recorded = false;
        let step = self
            .state
            .open
            .as_ref()
            .map(|open| open.history.label().to_owned());
        self.record_as(&step.unwrap_or_default());
    }

    fn record_as(&self, step: &str) {
        if let (Some(recovery), Some(project)) = (&self.recovery, self.state.project()) {
            recovery.record(Arc::clone(project), step, self.key());
        }
    }

    /// Nothing would be lost any more.
    pub(super) fn forget_recovery(&mut self) {
        self.nothing_recorded = true;
        if let Some(recovery) = &self.recovery {
            recovery.forget();
        }
    }

    /// The right to take lost work up; where another window was quicker, that is said.
    pub(super) fn claimed(&mut self, folder: &Path) -> Option<WorkClaim> {
        let claim = WorkClaim::on(folder);
        if claim.is_none() {
            self.state.lost.retain(|lost| lost.folder != folder);
            self.state.dialog = Some(Dialog::Message {
                title: words::cant_recover().to_owned(),
                text: words::taken_up().to_owned(),
            });
        }
        claim
    }

    /// Takes lost work up again; its folder goes once this run has kept it. That of a protected project waits for its key.
    pub(super) fn recover(&mut self, folder: &Path, claim: WorkClaim, key: Option<Arc<ProjectKey>>) {
        let is_protected = self
            .state
            .lost
            .iter()
            .any(|lost| lost.folder == folder && lost.protected);
        if is_protected && key.is_none() {
            return self.ask_for_key_of_lost(folder, claim);
        }
        match read_lost(folder, key.as_deref()) {
            Ok(found) => {
                let mut opened = super::open::opened(found.project, None);
                opened.key.clone_from(&key);
                if let Some(history) = lost_history(folder, key.as_deref()) {
                    opened.history = history;
                }
                self.project_opened(opened);
                if found.lost_photos > 0 {
                    self.state.warn(words::photos_lost(found.lost_photos));
                }
                self.record_step();
                if let Some(recovery) = &self.recovery {
                    recovery.remove_then(claim);
                }
                self.state.lost.retain(|lost| lost.folder != folder);
            }
            Err(sentence) => {
                self.state.dialog = Some(Dialog::Message {
                    title: words::cant_recover().to_owned(),
                    text: words::unreadable(&sentence, folder),
                });
            }
        }
    }

    /// Throws lost work away.
    pub(super) fn discard_lost(&mut self, folders: &[PathBuf]) {
        for folder in folders {
            // Only what was listed: never a folder of anything else.
            let listed = self.state.lost.iter().any(|lost| lost.folder == *folder);
            let gone = listed && WorkClaim::on(folder).is_some_and(|claim| claim.remove().is_ok());
            if gone || !folder.exists() {
                self.state.lost.retain(|lost| lost.folder != *folder);
            } else {
                self.state.warn(words::not_thrown_away(folder));
            }
        }
        if self.state.lost.is_empty() {
            self.state.dialog = self
                .state
                .dialog
                .take()
                .filter(|dialog| *dialog != Dialog::Recovery);
        }
    }
}
