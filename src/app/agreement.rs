//! Agreeing: what is frozen is what the dialog shows.

use super::clock;
use super::dialog::AgreeForm;
use super::shell::App;
use crate::project::{Agreement, Edit, Project};
use crate::words::app as words;

/// What an agreement says of the picture that was looked at. The dialog shows it, the project keeps it: one function for both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frozen {
    /// The moment, light and distance.
    pub stage: String,
    /// What is assumed.
    pub assumptions: Vec<String>,
}

impl Frozen {
    /// Of the variant shown.
    pub fn of(project: &Project) -> Self {
        let design = project.design();
        let scale = project
            .shot()
            .map(|shot| words::assumed_scale(100.0 * shot.view.mm_per_px_error / shot.view.mm_per_px));
        let always = [
            words::ASSUMED_SIMULATION.to_owned(),
            words::assumed_stage(&design.stage().words(design.sessions.len())),
            words::assumed_light(design.is_relit(), &design.stage_words()),
        ];
        Frozen {
            stage: words::stage_shown(&design.stage_words()),
            assumptions: always.into_iter().chain(scale).collect(),
        }
    }
}

impl App {
    /// Freezes the variant shown, with what was assumed.
    pub(super) fn agree(&mut self, form: AgreeForm) {
        let Some(project) = self.state.project().cloned() else {
            return;
        };
        if form.client.trim().is_empty() {
            self.state.warn(words::INITIALS_MISSING);
            return;
        }
        let Frozen { stage, assumptions } = Frozen::of(&project);
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
            Edit::Client(agreement.client.clone()),
            Edit::Agree(Box::new(agreement)),
        ];
        self.state.dialog = None;
        self.edit(Edit::Many(words::AGREE_STEP.to_owned(), edits));
        self.state.tell(words::AGREED);
        if form.export {
            self.open_export_dialog();
        }
    }
}
