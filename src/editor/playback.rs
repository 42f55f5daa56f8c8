//! Moments from fresh to ten years, shown one after the other.

use crate::design::TreatmentStage;
use crate::design::stage::COURSE;
use crate::project::Project;

/// How long a moment stands, s.
const MOMENT_S: f64 = 0.7;

/// Moments that are shown one after the other.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct MomentPlayback {
    /// Which of [`COURSE`] is shown.
    pub at: usize,
    /// Seconds of egui's clock at which it was first seen; none before.
    pub since: Option<f64>,
}

impl MomentPlayback {
    /// The moment that is shown.
    pub fn stage(self) -> TreatmentStage {
        let (_, day, years) = COURSE[self.at.min(COURSE.len() - 1)];
        TreatmentStage {
            day,
            years,
            ..TreatmentStage::HEALED
        }
    }

    /// The project at that moment.
    pub fn shown(self, project: &Project) -> Project {
        let mut project = project.clone();
        for variant in &mut project.variants {
            variant.design.show(self.stage());
        }
        project
    }

    /// Goes on to the next moment once this one was seen long enough; `now` in seconds of egui's clock. None after the last.
    pub fn advanced(mut self, now: f64) -> Option<Self> {
        let since = *self.since.get_or_insert(now);
        if now - since > MOMENT_S {
            self.at += 1;
            self.since = None;
        }
        (self.at < COURSE.len()).then_some(self)
    }
}
