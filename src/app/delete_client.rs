//! Deleting a client: all that is kept of one is listed, and removed where a person says so. There is no undo.

use super::application::App;
use super::messages::ThreadMessage;
use crate::editor::{AfterSave, ClientTraces, DeleteForm, Dialog};
use crate::store::load_recent;
use crate::words::app as words;
use std::sync::Arc;

impl App {
    /// Looks in the background for all that is kept of the open project's client.
    pub(super) fn ask_to_delete(&mut self) {
        let Some(open) = &self.state.open else {
            return;
        };
        if self.keeping.under_way || self.state.progress.is_some() {
            // What is being written would be there again afterwards.
            return self.state.tell(words::delete_later());
        }
        let (project, path, key) = (Arc::clone(open.project()), open.path.clone(), open.key.clone());
        let (folders, opening) = (self.folders.clone(), self.keeping.opening);
        self.messages.run(words::cant_delete(), move |messages| {
            let passphrase = key.as_deref().map(|key| key.passphrase());
            let traces = ClientTraces::of_project(path.as_deref(), &project, folders.as_ref(), passphrase);
            messages.send(ThreadMessage::Traces(traces, opening));
            Ok(())
        });
    }

    /// Asks, unless another project was opened meanwhile.
    pub(super) fn traces_found(&mut self, traces: ClientTraces, opening: u32) {
        if opening == self.keeping.opening && self.state.open.is_some() {
            let is_understood = false;
            let form = DeleteForm {
                traces,
                is_understood,
            };
            self.state.dialog = Some(Dialog::DeleteClient(Box::new(form)));
        }
    }

    /// Removes what was listed, and what this window keeps against a crash; then the start page is shown.
    pub(super) fn delete_client(&mut self, traces: &ClientTraces) {
        if self.keeping.under_way {
            return self.state.tell(words::delete_later());
        }
        self.finish(AfterSave::Close);
        if let Some(recovery) = &self.recovery {
            // Its folder is empty before anything is said.
            recovery.finish();
        }
        let left = traces.remove(self.folders.as_ref());
        self.state.lost.retain(|lost| lost.folder.exists());
        if let Some(folders) = &self.folders {
            self.state.recent = load_recent(folders).0;
        }
        self.show_recent();
        match left.is_empty() {
            true => self.state.tell(words::client_deleted()),
            false => {
                let left: Vec<String> = left
                    .iter()
                    .map(|(path, error)| words::not_deleted(path, error))
                    .collect();
                self.state.dialog = Some(Dialog::Message {
                    title: words::cant_delete().to_owned(),
                    text: left.join("\n"),
                });
            }
        }
    }
}
