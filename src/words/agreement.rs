//! What is agreed on, in sentences: what is frozen is what the panel shows.

use super::app as words;
use crate::project::Project;

/// What an agreement says of the picture that was looked at. The panel shows it, the project keeps it: one function for both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreedTerms {
    /// The moment, light and distance.
    pub stage: String,
    /// What is assumed.
    pub assumptions: Vec<String>,
}

impl AgreedTerms {
    /// Of the variant shown.
    pub fn of(project: &Project) -> Self {
        let design = project.design();
        let scale = project
            .shot()
            .map(|shot| words::assumed_scale(100.0 * shot.view.mm_per_px_error / shot.view.mm_per_px));
        let always = [
            words::assumed_simulation().to_owned(),
            words::assumed_stage(&design.stage().words(design.sessions.len())),
            words::assumed_light(design.is_relit(), &design.stage_words()),
        ];
        AgreedTerms {
            stage: words::stage_shown(&design.stage_words()),
            assumptions: always.into_iter().chain(scale).collect(),
        }
    }
}
