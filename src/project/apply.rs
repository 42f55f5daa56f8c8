//! The one way in which a project changes: an edit is applied, or refused with nothing changed.

use super::{Adjust, Edit, MAX_PHOTOS, MAX_SNAPSHOTS, MAX_VARIANTS, Project, ProjectError, Variant};
use crate::design::{Design, Group, Knob, SessionPlan, check_fills, strokes, styles};
use crate::head::{Given, Head, InFront, client_scalp, in_front, solve, solve_on};

/// Behind the name of a variant that began as a copy of an agreed one.
const NOT_AGREED: &str = " (not agreed)";

fn plain_name(name: &str) -> &str {
    name.strip_suffix(NOT_AGREED).unwrap_or(name)
}

/// A knob's value in a fresh design of that style and hair type.
fn styled(design: &Design, knob: Knob) -> f64 {
    let mut fresh = Design::default();
    if let Ok(style) = styles::find(&design.style) {
        style.apply(&mut fresh);
    }
    fresh.set_hair_type(design.hair_type);
    fresh.get(knob)
}

/// Refuses one more of what a project is full of.
fn check_room(what: &'static str, count: usize, limit: usize) -> Result<(), ProjectError> {
    match count < limit {
        true => Ok(()),
        false => Err(ProjectError::Full { what, limit }),
    }
}

impl Design {
    /// Whether a knob differs from what the style and the hair type say.
    pub fn is_changed(&self, knob: Knob) -> bool {
        self.get(knob) != styled(self, knob) || self.fills.iter().any(|fill| fill.knobs.contains_key(&knob))
    }
}

impl Project {
    /// The project after an edit; this one stays as it is.
    ///
    /// # Errors
    /// A number that the project doesn't have, a value out of range, a view that can't be solved.
    pub fn apply(&self, edit: Edit) -> Result<Project, ProjectError> {
        let mut project = self.clone();
        project.change(edit)?;
        Ok(project)
    }

    fn change(&mut self, edit: Edit) -> Result<(), ProjectError> {
        match edit {
            Edit::Many(_, edits) => edits.into_iter().try_for_each(|edit| self.change(edit))?,
            Edit::AddPhoto(shot) => {
                check_room("photos", self.photos.len(), MAX_PHOTOS)?;
                self.photos.push(*shot);
                self.photo = self.photos.len() - 1;
                if self.photos.len() == 1 {
                    let given = self.photos[0].given.clone();
                    self.fit(given, false)?;
                }
            }
            Edit::RemovePhoto(index) => {
                self.check_photo(index)?;
                self.photos.remove(index);
                // The photo shown stays shown; where it is the one that goes, the next one takes its place.
                let before = usize::from(self.photo > index);
                self.photo = (self.photo - before).min(self.photos.len().saturating_sub(1));
            }
            Edit::ShowPhoto(index) => {
                self.check_photo(index)?;
                self.photo = index;
            }
            Edit::Adjust(adjust) => self.adjust(adjust)?,
            Edit::Fit(given) => self.fit(*given, true)?,
            Edit::Measured(measured) => {
                self.check_photo(self.photo)?;
                let view = &mut self.photos[self.photo].view;
                (view.capture, view.seen) = (Some(measured.capture), measured.seen);
                // As the head's shape, hair is the first photo's: another photo alone changes no count.
                if self.photo == 0 {
                    (self.own.hair, self.own.hair_over_skin) = measured.hair;
                }
            }
            Edit::OwnHair(map, over_skin) => (self.own.hair, self.own.hair_over_skin) = (map, over_skin),
            Edit::Skin(skin_deg) => {
                self.own.skin_deg = skin_deg;
                client_scalp::check(&self.own).map_err(ProjectError::Own)?;
            }
            Edit::KeepFree(place) => {
                self.own.keep_free.push(place);
                client_scalp::check(&self.own).map_err(ProjectError::Own)?;
            }
            Edit::FreeAgain(index) if index < self.own.keep_free.len() => {
                self.own.keep_free.remove(index);
            }
            Edit::FreeAgain(_) => {}
            Edit::Purpose(purpose) if self.purpose != Some(purpose) => {
                self.purpose = Some(purpose);
                let mut design = self.design().clone();
                purpose.apply(&mut design);
                if design != *self.design() {
                    self.change(Edit::Design(Box::new(design)))?;
                }
            }
            Edit::Purpose(_) => {}
            Edit::InFront(stroke) => self.paint_in_front(stroke)?,
            Edit::Client(initials) => self.client = initials,
            Edit::AddVariant => self.add_variant(false)?,
            Edit::RemoveVariant(index) => self.remove_variant(index)?,
            Edit::RenameVariant(index, name) => {
                self.check_variant(index)?;
                self.check_open(index)?;
                self.variants[index].name = name;
            }
            Edit::ShowVariant(index) => {
                self.check_variant(index)?;
                self.variant = index;
            }
            Edit::Agree(agreement) => {
                self.check_open(self.variant)?;
                let variant = &mut self.variants[self.variant];
                variant.name = plain_name(&variant.name).to_owned();
                variant.agreed = Some(*agreement);
            }
            Edit::Show(stage) => self
                .variants
                .iter_mut()
                .for_each(|variant| variant.design.show(stage)),
            // What is looked at is no treatment: it changes in all variants, agreed ones too.
            Edit::Set { knob, value, .. } if knob.of_viewing() => {
                for variant in &mut self.variants {
                    variant.design.set(knob, value)?;
                }
            }
            Edit::Reset(knob) if knob.of_viewing() => {
                self.change(Edit::Set {
                    knob,
                    value: knob.row().default,
                    fill: None,
                })?;
            }
            Edit::ResetGroup(group @ (Group::Time | Group::Light)) => {
                let of_group = |knob: &Knob| knob.row().group == group && !knob.of_client();
                for knob in Knob::all().filter(of_group) {
                    self.change(Edit::Reset(knob))?;
                }
            }
            Edit::Snapshot(name) => {
                check_room("snapshots", self.snapshots.len(), MAX_SNAPSHOTS)?;
                self.snapshots.push((name, self.design().clone()));
            }
            Edit::Design(whole) => {
                self.look_as(&whole);
                self.treat_open(Edit::Design(whole))?;
            }
            treatment => self.treat_open(treatment)?,
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

    /// An edit of the treatment: on the variant shown, or on a copy of it where it is agreed.
    fn treat_open(&mut self, treatment: Edit) -> Result<(), ProjectError> {
        if self.variants[self.variant].agreed.is_none() {
            return self.treat(treatment);
        }
        let mut copy = self.clone();
        copy.add_variant(true)?;
        copy.treat(treatment)?;
        // What changes nothing needs no copy.
        if copy.design() != self.design() {
            *self = copy;
        }
        Ok(())
    }

    /// Edits of the treatment, on the variant shown.
    fn treat(&mut self, edit: Edit) -> Result<(), ProjectError> {
        if let Edit::RestoreSnapshot(index) = edit {
            let count = self.snapshots.len();
            let missing = ProjectError::Missing {
                what: "snapshot",
                number: index + 1,
                count,
            };
            let (_, snapshot) = self.snapshots.get(index).ok_or(missing)?;
            let mut restored = snapshot.clone();
            // The treatment comes back; what is looked at stays as it is in all variants.
            for knob in Knob::all().filter(|knob| knob.of_viewing()) {
                restored.knobs.insert(knob, self.design().get(knob));
            }
            self.variants[self.variant].design = restored;
            return Ok(());
        }
        let design = &mut self.variants[self.variant].design;
        match edit {
            Edit::Style(name) => styles::find(&name)?.apply(design),
            Edit::HairType(hair_type) => design.set_hair_type(hair_type),
            Edit::Set { knob, value, fill } => match fill {
                Some(fill) => design.set_of_fill(&fill, knob, value)?,
                None => design.set(knob, value)?,
            },
            Edit::ResetGroup(group) => {
                for knob in Knob::all().filter(|knob| knob.row().group == group) {
                    design.set(knob, styled(design, knob))?;
                }
            }
            Edit::Reset(knob) => design.set(knob, styled(design, knob))?,
            Edit::Point(name, direction) => design.place_point(name, direction)?,
            Edit::FreePoint(name) => {
                design.points.remove(&name);
            }
            Edit::FreeAllPoints => {
                design.points.clear();
                design.extra.clear();
            }
            Edit::InsertPoint(point) => design.add_extra(point)?,
            Edit::MoveExtra(index, direction) => design.move_extra(index, direction)?,
            Edit::RemoveExtra(index) if index < design.extra.len() => {
                design.extra.remove(index);
            }
            Edit::Stroke(stroke) => {
                design.strokes.push(stroke.into());
                strokes::check(design.strokes.iter().map(|stroke| &**stroke))?;
            }
            Edit::ClearStrokes => design.strokes.clear(),
            Edit::AddFill(fill) => {
                design.fills.push(fill);
                check_fills(&design.fills)?;
            }
            Edit::RemoveFill(name) => design.fills.retain(|fill| fill.name != name),
            Edit::Pigment(choice, fill) => match fill {
                Some(fill) => design.set_pigment_of_fill(&fill, &choice)?,
                None => design.set_pigment(&choice)?,
            },
            Edit::Preset(preset) => {
                preset
                    .knobs
                    .iter()
                    .try_for_each(|&(knob, value)| design.set(knob, value))?;
            }
            Edit::Sessions(name) => design.sessions = SessionPlan::named(&name)?.sessions(),
            Edit::SetSession {
                number,
                knob,
                value,
                fill,
            } => match fill {
                Some(fill) => design.set_of_fill_session(&fill, number, knob, value)?,
                None => design.set_of_session(number, knob, value)?,
            },
            Edit::Seed(seed) => design.seed = seed,
            Edit::Design(whole) => *design = *whole,
            // All others are taken by `change`.
            _ => {}
        }
        Ok(())
    }

    fn check_photo(&self, index: usize) -> Result<(), ProjectError> {
        let count = self.photos.len();
        (index < count).then_some(()).ok_or(ProjectError::Missing {
            what: "photo",
            number: index + 1,
            count,
        })
    }

    fn check_variant(&self, index: usize) -> Result<(), ProjectError> {
        let count = self.variants.len();
        (index < count).then_some(()).ok_or(ProjectError::Missing {
            what: "variant",
            number: index + 1,
            count,
        })
    }

    /// Refuses a variant that is agreed.
    fn check_open(&self, index: usize) -> Result<(), ProjectError> {
        let variant = &self.variants[index];
        match variant.agreed {
            Some(_) => Err(ProjectError::Agreed {
                name: variant.name.clone(),
            }),
            None => Ok(()),
        }
    }

    fn add_variant(&mut self, after_agreement: bool) -> Result<(), ProjectError> {
        check_room("variants", self.variants.len(), MAX_VARIANTS)?;
        let taken = |name: &str| {
            self.variants
                .iter()
                .any(|variant| plain_name(&variant.name) == name)
        };
        let letters = ('A'..='Z').map(String::from);
        let numbers = (27..).map(|number: usize| format!("V{number}"));
        let name = letters
            .chain(numbers)
            .find(|name| !taken(name))
            .unwrap_or_default();
        let name = match after_agreement {
            true => format!("{name}{NOT_AGREED}"),
            false => name,
        };
        self.variants.push(Variant {
            name,
            design: self.design().clone(),
            agreed: None,
        });
        self.variant = self.variants.len() - 1;
        Ok(())
    }

    fn remove_variant(&mut self, index: usize) -> Result<(), ProjectError> {
        self.check_variant(index)?;
        if self.variants.len() == 1 {
            return Err(ProjectError::LastVariant);
        }
        self.check_open(index)?;
        self.variants.remove(index);
        if self.variant >= index {
            self.variant = self.variant.saturating_sub(1);
        }
        Ok(())
    }

    /// Solves the view of the photo shown; the first photo shapes the head.
    fn fit(&mut self, given: Given, by_person: bool) -> Result<(), ProjectError> {
        self.check_photo(self.photo)?;
        let shot = &mut self.photos[self.photo];
        let mut view = if self.photo == 0 {
            let (head, view) = solve(&shot.facts, &given, &Head::default())?;
            self.head = head;
            view
        } else {
            solve_on(&shot.facts, &given, &self.head)?
        };
        // What lies in front of the head stays there, and so does how the photo was taken.
        view.occlusion = std::mem::take(&mut shot.view.occlusion);
        view.capture = shot.view.capture.take();
        view.seen = shot.view.seen.take();
        shot.given = given;
        shot.view = view;
        shot.fitted |= by_person;
        Ok(())
    }

    /// Turns or cuts the photo shown; what was given on it is carried along.
    fn adjust(&mut self, adjust: Adjust) -> Result<(), ProjectError> {
        self.check_photo(self.photo)?;
        let shot = &mut self.photos[self.photo];
        shot.adjust(adjust);
        let given = shot.given.clone();
        self.fit(given, false)
    }

    /// Paints what lies in front of the head in the photo shown.
    fn paint_in_front(&mut self, stroke: InFront) -> Result<(), ProjectError> {
        self.check_photo(self.photo)?;
        let occlusion = &mut self.photos[self.photo].view.occlusion;
        occlusion.push(stroke);
        in_front::check(occlusion).map_err(ProjectError::InFront)
    }
}
