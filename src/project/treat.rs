//! Edits of the treatment, and of what is looked at.

use super::{Project, ProjectError, TreatmentEdit, ViewingEdit};
use crate::design::{
    BrushStroke, Design, DesignError, Fill, Knob, SessionPlan, cases, check_fills, strokes, styles,
};

/// A knob's value in a fresh design of that style and hair type.
fn styled(design: &Design, knob: Knob) -> f64 {
    let mut fresh = Design::default();
    if let Ok(style) = styles::find(&design.style) {
        style.apply(&mut fresh);
    }
    fresh.set_hair_type(design.hair_type);
    fresh.get(knob)
}

impl Design {
    /// Whether a knob differs from what the style and the hair type say.
    pub fn is_changed(&self, knob: Knob) -> bool {
        self.get(knob) != styled(self, knob) || self.fills.iter().any(|fill| fill.knobs.contains_key(&knob))
    }
}

impl Project {
    /// What is looked at changes in every variant.
    pub(super) fn change_viewing(&mut self, edit: &ViewingEdit) -> Result<(), ProjectError> {
        for variant in &mut self.variants {
            match *edit {
                ViewingEdit::Show(stage) => variant.design.show(stage),
                ViewingEdit::Set { knob, value } => variant.design.set(knob, value)?,
            }
        }
        Ok(())
    }

    /// An edit of the treatment: on the variant shown, or on a copy of it where it is agreed.
    pub(super) fn change_treatment(&mut self, edit: TreatmentEdit) -> Result<(), ProjectError> {
        if let TreatmentEdit::Design(whole) = &edit {
            self.look_as(whole);
        }
        if self.variants[self.variant].agreed.is_none() {
            return self.treat(edit);
        }
        let mut copy = self.clone();
        copy.add_variant(true)?;
        copy.treat(edit)?;
        // What changes nothing needs no copy.
        if copy.design() != self.design() {
            *self = copy;
        }
        Ok(())
    }

    /// What a design looks at, in every variant: the moment and the light are no treatment.
    fn look_as(&mut self, design: &Design) {
        for knob in Knob::all().filter(|knob| knob.of_viewing()) {
            let value = design.get(knob);
            for variant in &mut self.variants {
                variant.design.knobs.insert(knob, value);
            }
        }
    }

    /// An edit of the treatment on the variant shown.
    fn treat(&mut self, edit: TreatmentEdit) -> Result<(), ProjectError> {
        let design = &mut self.variants[self.variant].design;
        match edit {
            TreatmentEdit::RestoreSnapshot(index) => return self.restore_snapshot(index),
            TreatmentEdit::Case(name) => {
                let case = cases::find(&name)?;
                if design.case.as_deref() != Some(case.name) {
                    case.apply(design)?;
                }
            }
            TreatmentEdit::Style(name) => styles::find(&name)?.apply(design),
            TreatmentEdit::HairType(hair_type) => design.set_hair_type(hair_type),
            TreatmentEdit::Set { knob, value, fill } => match fill {
                Some(fill) => design.set_of_fill(&fill, knob, value)?,
                None => design.set(knob, value)?,
            },
            TreatmentEdit::Reset(knob) => design.set(knob, styled(design, knob))?,
            TreatmentEdit::Point(name, direction) => design.place_point(name, direction)?,
            TreatmentEdit::FreePoint(name) => {
                design.points.remove(&name);
            }
            TreatmentEdit::FreeAllPoints => {
                design.points.clear();
                design.extra.clear();
            }
            TreatmentEdit::InsertPoint(point) => design.add_extra(point)?,
            TreatmentEdit::MoveExtra(index, direction) => design.move_extra(index, direction)?,
            TreatmentEdit::RemoveExtra(index) => {
                if index < design.extra.len() {
                    design.extra.remove(index);
                }
            }
            TreatmentEdit::Stroke(stroke) => paint(design, stroke)?,
            TreatmentEdit::ClearStrokes => design.strokes.clear(),
            TreatmentEdit::Shapes(name, shapes) => design.set_shapes(&name, shapes)?,
            TreatmentEdit::ShowFill(name, shown) => design.fill_mut(&name)?.hidden = !shown,
            TreatmentEdit::AddFill(fill) => add_fill(design, fill)?,
            TreatmentEdit::RemoveFill(name) => design.fills.retain(|fill| fill.name != name),
            TreatmentEdit::Pigment(choice, fill) => match fill {
                Some(fill) => design.set_pigment_of_fill(&fill, &choice)?,
                None => design.set_pigment(&choice)?,
            },
            TreatmentEdit::Preset(preset) => {
                let mut knobs = preset.knobs.iter();
                knobs.try_for_each(|&(knob, value)| design.set(knob, value))?;
            }
            TreatmentEdit::Sessions(name) => design.sessions = SessionPlan::named(&name)?.sessions(),
            TreatmentEdit::SetSession {
                number,
                knob,
                value,
                fill,
            } => match fill {
                Some(fill) => design.set_of_fill_session(&fill, number, knob, value)?,
                None => design.set_of_session(number, knob, value)?,
            },
            TreatmentEdit::Seed(seed) => design.seed = seed,
            TreatmentEdit::Design(whole) => *design = *whole,
        }
        Ok(())
    }

    /// The treatment comes back; what is looked at stays as it is in all variants.
    fn restore_snapshot(&mut self, index: usize) -> Result<(), ProjectError> {
        let count = self.snapshots.len();
        let missing = ProjectError::Missing {
            what: "snapshot",
            number: index + 1,
            count,
        };
        let (_, snapshot) = self.snapshots.get(index).ok_or(missing)?;
        let mut restored = snapshot.clone();
        for knob in Knob::all().filter(|knob| knob.of_viewing()) {
            restored.knobs.insert(knob, self.design().get(knob));
        }
        self.variants[self.variant].design = restored;
        Ok(())
    }
}

fn paint(design: &mut Design, stroke: BrushStroke) -> Result<(), DesignError> {
    design.strokes.push(stroke.into());
    strokes::check(design.strokes.iter().map(|stroke| &**stroke))
}

fn add_fill(design: &mut Design, fill: Fill) -> Result<(), DesignError> {
    design.fills.push(fill);
    check_fills(&design.fills)
}
