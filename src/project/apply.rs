//! The one way in which a project changes: an edit is applied, or refused with nothing changed.

use super::{
    Agreement, Edit, MAX_PHOTOS, MAX_SNAPSHOTS, MAX_VARIANTS, PhotoAdjust, PhotoMeasured, Project,
    ProjectEdit, ProjectError, Shot, Variant,
};
use crate::head::{FitInput, Head, InFront, ViewSource, client_scalp, in_front, solve, solve_on};

/// Behind the name of a variant that began as a copy of an agreed one.
const NOT_AGREED: &str = " (not agreed)";

fn plain_name(name: &str) -> &str {
    name.strip_suffix(NOT_AGREED).unwrap_or(name)
}

/// Refuses one more of what a project is full of.
fn check_room(what: &'static str, count: usize, limit: usize) -> Result<(), ProjectError> {
    match count < limit {
        true => Ok(()),
        false => Err(ProjectError::Full { what, limit }),
    }
}

impl Project {
    /// The project after an edit; this one stays as it is.
    ///
    /// # Errors
    /// A number that the project doesn't have, a value out of range, a view that can't be solved.
    pub fn apply(&self, edit: impl Into<Edit>) -> Result<Project, ProjectError> {
        let mut project = self.clone();
        project.change(edit.into())?;
        Ok(project)
    }

    pub(super) fn change(&mut self, edit: Edit) -> Result<(), ProjectError> {
        match edit {
            Edit::Many(_, edits) => edits.into_iter().try_for_each(|edit| self.change(edit)),
            Edit::Project(edit) => self.change_project(edit),
            Edit::Treatment(edit) => self.change_treatment(edit),
            Edit::Viewing(edit) => self.change_viewing(&edit),
        }
    }

    fn change_project(&mut self, edit: ProjectEdit) -> Result<(), ProjectError> {
        match edit {
            ProjectEdit::AddPhoto(shot) => self.add_photo(*shot),
            ProjectEdit::RemovePhoto(index) => self.remove_photo(index),
            ProjectEdit::ShowPhoto(index) => {
                self.check_photo(index)?;
                self.photo = index;
                Ok(())
            }
            ProjectEdit::Adjust(adjust) => self.adjust(adjust),
            ProjectEdit::Fit(given) => self.fit(*given, true),
            ProjectEdit::RefitAll => self.refit_all(),
            ProjectEdit::Measured(measured) => self.keep_measured(*measured),
            ProjectEdit::OwnHair(map, over_skin) => {
                (self.own.hair, self.own.hair_over_skin) = (map, over_skin);
                Ok(())
            }
            ProjectEdit::Skin(skin_deg) => {
                self.own.skin_deg = skin_deg;
                client_scalp::check(&self.own).map_err(ProjectError::Own)
            }
            ProjectEdit::KeepFree(place) => {
                self.own.keep_free.push(place);
                client_scalp::check(&self.own).map_err(ProjectError::Own)
            }
            ProjectEdit::FreeAgain(index) => {
                if index < self.own.keep_free.len() {
                    self.own.keep_free.remove(index);
                }
                Ok(())
            }
            ProjectEdit::InFront(stroke) => self.paint_in_front(stroke),
            ProjectEdit::Client(initials) => {
                self.client = initials;
                Ok(())
            }
            ProjectEdit::AddVariant => self.add_variant(false),
            ProjectEdit::RemoveVariant(index) => self.remove_variant(index),
            ProjectEdit::RenameVariant(index, name) => self.rename_variant(index, name),
            ProjectEdit::ShowVariant(index) => {
                self.check_variant(index)?;
                self.variant = index;
                Ok(())
            }
            ProjectEdit::Agree(agreement) => self.agree(*agreement),
            ProjectEdit::Snapshot(name) => {
                check_room("snapshots", self.snapshots.len(), MAX_SNAPSHOTS)?;
                self.snapshots.push((name, self.design().clone()));
                Ok(())
            }
        }
    }

    fn add_photo(&mut self, shot: Shot) -> Result<(), ProjectError> {
        check_room("photos", self.photos.len(), MAX_PHOTOS)?;
        self.photos.push(shot);
        self.photo = self.photos.len() - 1;
        if self.photos.len() == 1 {
            let given = self.photos[0].given.clone();
            self.fit(given, false)?;
        }
        Ok(())
    }

    fn remove_photo(&mut self, index: usize) -> Result<(), ProjectError> {
        self.check_photo(index)?;
        self.photos.remove(index);
        // The photo shown stays shown; where it is the one that goes, the next one takes its place.
        let before = usize::from(self.photo > index);
        self.photo = (self.photo - before).min(self.photos.len().saturating_sub(1));
        Ok(())
    }

    /// Keeps what was measured of the photo shown.
    fn keep_measured(&mut self, measured: PhotoMeasured) -> Result<(), ProjectError> {
        self.check_photo(self.photo)?;
        let view = &mut self.photos[self.photo].view;
        (view.capture, view.seen) = (Some(measured.capture), measured.seen);
        // As the head's shape, hair is the first photo's: another photo alone changes no count.
        if self.photo == 0 {
            (self.own.hair, self.own.hair_over_skin) = measured.hair;
        }
        Ok(())
    }

    fn rename_variant(&mut self, index: usize, name: String) -> Result<(), ProjectError> {
        self.check_variant(index)?;
        self.check_open(index)?;
        self.variants[index].name = name;
        Ok(())
    }

    fn agree(&mut self, agreement: Agreement) -> Result<(), ProjectError> {
        self.check_open(self.variant)?;
        let variant = &mut self.variants[self.variant];
        variant.name = plain_name(&variant.name).to_owned();
        variant.agreed = Some(agreement);
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

    pub(super) fn add_variant(&mut self, after_agreement: bool) -> Result<(), ProjectError> {
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
    fn fit(&mut self, given: FitInput, by_person: bool) -> Result<(), ProjectError> {
        self.check_photo(self.photo)?;
        let shot = &mut self.photos[self.photo];
        let view = if self.photo == 0 {
            let (head, view) = solve(&shot.facts, &given, &Head::default())?;
            self.head = head;
            view
        } else {
            solve_on(&shot.facts, &given, &self.head)?
        };
        let view_source = view.source;
        shot.keep_view(view);
        shot.given = given;
        // A guess is no fit, whoever asks for it: dots on it would lie anywhere.
        shot.fitted = (shot.fitted || by_person) && view_source != ViewSource::Guess;
        Ok(())
    }

    /// Turns or cuts the photo shown; what was given on it is carried along.
    fn adjust(&mut self, adjust: PhotoAdjust) -> Result<(), ProjectError> {
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
