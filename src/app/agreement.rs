//! Agreeing: the variant shown is frozen with its terms.

use super::application::App;
use crate::editor::AgreeForm;
use crate::project::{Agreement, Edit, ProjectEdit};
use crate::store::clock;
use crate::words::agreement::AgreedTerms;
use crate::words::app as words;

impl App {
    /// Freezes the variant shown, with what was assumed.
    pub(super) fn agree(&mut self, form: AgreeForm) {
        let Some(project) = self.state.project().cloned() else {
            return;
        };
        if form.client.trim().is_empty() {
            self.state.warn(words::initials_missing());
            return;
        }
        let AgreedTerms { stage, assumptions } = AgreedTerms::of(&project);
        let agreement = Agreement {
            date: clock::today(),
            practitioner: form.practitioner.trim().to_owned(),
            client: form.client.trim().to_owned(),
            stage,
            assumptions,
            program: env!("CARGO_PKG_VERSION").to_owned(),
        };
        self.state.prefs.practitioner.clone_from(&agreement.practitioner);
        self.keep_prefs();
        let edits = vec![
            ProjectEdit::Client(agreement.client.clone()).into(),
            ProjectEdit::Agree(Box::new(agreement)).into(),
        ];
        self.state.dialog = None;
        self.edit(Edit::Many(words::agree_step().to_owned(), edits));
        self.state.tell(words::agreed());
        if form.export {
            self.open_export_dialog();
        }
    }
}
