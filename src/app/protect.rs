//! Projects under a passphrase: asking for it, trying it, giving one and taking it away. A wrong one loses nothing.

use super::application::App;
use super::messages::ThreadMessage;
use super::open;
use crate::editor::{AfterSave, Dialog, LockedWork, OpenProject, PassphraseForm};
use crate::project::{
    ArchiveLimits, Passphrase, Project, ProjectError, ProjectKey, is_project, read, unprotected,
};
use crate::store::{WorkClaim, lost_key};
use crate::words::app as words;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What a passphrase has opened.
pub(super) enum UnlockedWork {
    /// A project's file.
    Project(Box<Project>, PathBuf, Arc<ProjectKey>),
    /// The key of lost work, by its folder.
    Lost(PathBuf, Arc<ProjectKey>),
}

impl App {
    /// What closes the open project, where it is protected.
    pub(super) fn key(&self) -> Option<Arc<ProjectKey>> {
        self.state.open.as_ref().and_then(|open| open.key.clone())
    }

    /// Whether the open project is protected with a passphrase.
    pub(super) fn is_protected(&self) -> bool {
        self.key().is_some()
    }

    /// A file turned out to be protected: its passphrase is asked for, unsaved work first.
    pub(super) fn ask_for_passphrase(&mut self, path: PathBuf) {
        if self.state.open.as_ref().is_some_and(|open| open.is_unsaved()) {
            return self.after_saving(AfterSave::Open(path));
        }
        self.ask_to_unlock(LockedWork::Project(path));
    }

    /// Lost work of a protected project waits for its passphrase; the right to it is kept meanwhile.
    pub(super) fn ask_for_key_of_lost(&mut self, folder: &Path, claim: WorkClaim) {
        self.waiting_claim = Some(claim);
        self.ask_to_unlock(LockedWork::Lost(folder.to_owned()));
    }

    fn ask_to_unlock(&mut self, what: LockedWork) {
        self.state.dialog = Some(Dialog::Passphrase(Box::new(PassphraseForm::of(what))));
    }

    /// Tries a passphrase in the background: that takes a second on purpose.
    pub(super) fn try_passphrase(&mut self, what: LockedWork, passphrase: Passphrase) {
        self.messages.run(words::cant_open(), move |messages| {
            let unlocked = match &what {
                LockedWork::Project(path) => unlocked_project(path, passphrase),
                LockedWork::Lost(folder) => lost_key(folder, passphrase)
                    .map(|key| UnlockedWork::Lost(folder.clone(), Arc::new(key)))
                    .map_err(LockedError::Project),
            };
            match unlocked {
                Ok(unlocked) => {
                    let (UnlockedWork::Project(.., key) | UnlockedWork::Lost(_, key)) = &unlocked;
                    let key = Arc::clone(key);
                    messages.send(ThreadMessage::Unlocked(Box::new(unlocked)));
                    // So that the first gesture is kept without the second that this takes; the log says what fails.
                    let _ = key.sealed_identity();
                    Ok(())
                }
                Err(LockedError::Project(ProjectError::WrongPassphrase)) => {
                    messages.send(ThreadMessage::WrongPassphrase);
                    Ok(())
                }
                Err(LockedError::Project(error)) => Err(error.to_string()),
                Err(LockedError::Said(sentence)) => Err(sentence),
            }
        });
    }

    /// Says that the passphrase was another one, and asks again.
    pub(super) fn passphrase_was_wrong(&mut self) {
        if let Some(Dialog::Passphrase(form)) = &mut self.state.dialog {
            **form = PassphraseForm {
                was_wrong: true,
                ..PassphraseForm::of(form.what.clone())
            };
        }
    }

    /// Shows what a passphrase has opened, unless a person has given it up meanwhile.
    pub(super) fn unlocked(&mut self, unlocked: UnlockedWork) {
        let is_wanted = |dialog: &Dialog| matches!(dialog, Dialog::Passphrase(form) if form.is_trying);
        if self.state.dialog.take_if(|dialog| is_wanted(dialog)).is_none() {
            return;
        }
        match unlocked {
            UnlockedWork::Project(project, path, key) => self.project_opened(OpenProject {
                key: Some(key),
                ..open::opened(*project, Some(path))
            }),
            UnlockedWork::Lost(folder, key) => {
                if let Some(claim) = self.waiting_claim.take() {
                    self.recover(&folder, claim, Some(key));
                }
            }
        }
    }

    /// Whoever closes the question for a passphrase leaves the lost work to any window.
    pub(super) fn give_up_claim(&mut self) {
        let asks = matches!(self.state.dialog, Some(Dialog::Passphrase(_)));
        if !asks {
            self.waiting_claim = None;
        }
    }

    /// Protects the open project, or no longer; what is kept of it follows at once.
    pub(super) fn protect(&mut self, passphrase: Option<Passphrase>) {
        let Some(open) = &mut self.state.open else {
            return;
        };
        open.key = passphrase.map(|passphrase| Arc::new(ProjectKey::new(passphrase)));
        // It is saved in another way than it is to be.
        open.saved = None;
        let has_file = open.path.is_some();
        self.record_step();
        match has_file {
            true => self.save(),
            false => self.state.tell(words::protected_when_saved()),
        }
    }
}

/// Why something stays locked.
enum LockedError {
    Project(ProjectError),
    Said(String),
}

fn unlocked_project(path: &Path, passphrase: Passphrase) -> Result<UnlockedWork, LockedError> {
    let bytes = std::fs::read(path).map_err(|error| LockedError::Said(words::unreadable(path, &error)))?;
    let plain = unprotected(&bytes, &passphrase).map_err(LockedError::Project)?;
    if !is_project(&plain) {
        return Err(LockedError::Said(words::locked_no_project(path)));
    }
    let project = read(&plain, &ArchiveLimits::default()).map_err(LockedError::Project)?;
    let key = Arc::new(ProjectKey::new(passphrase));
    Ok(UnlockedWork::Project(Box::new(project), path.to_owned(), key))
}
