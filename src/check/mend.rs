//! What takes a finding away: an edit that a person makes with one click.

use crate::design::{Knob, KnobSetting};
use crate::project::{Edit, TreatmentEdit};

/// An edit that mends a finding.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckMend {
    /// What the button says.
    pub label: String,
    /// Knobs and their new values.
    pub settings: Vec<(Knob, f64)>,
    /// Name of the fill that they are for, or none for the whole design.
    pub fill: Option<String>,
    /// Hairline points that were placed by hand follow the style again: numbers don't move them.
    pub frees_points: bool,
}

impl CheckMend {
    /// A mend of the whole design by knobs; values are brought into their ranges and rounded to thousandths.
    pub(super) fn by(label: String, settings: impl IntoIterator<Item = (Knob, f64)>) -> Self {
        let settled = |(knob, value): (Knob, f64)| {
            let [low, high] = knob.row().range;
            (knob, (1e3 * value.clamp(low, high)).round() / 1e3)
        };
        CheckMend {
            label,
            settings: settings.into_iter().map(settled).collect(),
            fill: None,
            frees_points: false,
        }
    }

    /// The edit: one step of the history.
    pub fn edit(&self) -> Edit {
        let free = self
            .frees_points
            .then_some(Edit::from(TreatmentEdit::FreeAllPoints));
        let set = |&(knob, value): &(Knob, f64)| {
            Edit::from(KnobSetting {
                knob,
                value,
                fill: self.fill.clone(),
                session: None,
            })
        };
        let edits = free.into_iter().chain(self.settings.iter().map(set));
        Edit::Many(self.label.clone(), edits.collect())
    }
}
