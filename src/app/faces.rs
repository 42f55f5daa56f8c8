//! Faces: sought in the background when a photo opens, and the head fitted to the largest, or to the one that is chosen.

use super::application::App;
use super::messages::{MessageSender, ThreadMessage};
use super::open::{PhotoKey, solver_of};
use crate::editor::{ConsultationStep, Tool};
use crate::head::FitInput;
use crate::intake::HeadSolver;
use crate::photo::Photo;
use crate::project::{Edit, Project, ProjectEdit, Shot};
use crate::vision::{Face, faces, likely_poses};
use crate::words::app as words;
use std::sync::Arc;

/// Everything that a fit to a face needs, taken along by a thread.
struct FaceWork {
    key: PhotoKey,
    photo: Arc<Photo>,
    solver: HeadSolver,
    /// What a person has given of scale and focal length; it stays.
    given: FitInput,
}

impl FaceWork {
    /// What a face gives, with the head's edge where the photo shows it.
    fn fitted(&self, face: &Face) -> Option<Box<FitInput>> {
        let fit = self.solver.fit(&self.photo, &self.given, Some(face)).ok()?;
        Some(Box::new(fit.given))
    }
}

/// Looks for faces; the head is fitted to the largest. Where there is none, how the photo is likely seen is told first.
fn seek(messages: &MessageSender, work: FaceWork) {
    messages.run(words::cant_open(), move |messages| {
        let found = faces(&work.photo);
        let fit = found.first().and_then(|face| work.fitted(face));
        if found.is_empty() {
            let likely = likely_poses(&work.photo).first().copied();
            messages.send(ThreadMessage::LikelyPose(work.key.clone(), likely));
        }
        messages.send(ThreadMessage::Faces(work.key, Arc::new(found), fit));
        Ok(())
    });
}

/// Fits the head to a face.
fn fit(messages: &MessageSender, work: FaceWork, found: Arc<Vec<Face>>, index: usize) {
    messages.run(words::cant_open(), move |messages| {
        let fit = found.get(index).and_then(|face| work.fitted(face));
        messages.send(ThreadMessage::Faces(work.key, found, fit));
        Ok(())
    });
}

impl App {
    /// What a fit of the photo shown needs, once it is decoded.
    fn face_work(&self) -> Option<FaceWork> {
        let open = self.state.open.as_ref()?;
        let project = open.project();
        let shot = project.shot()?;
        Some(FaceWork {
            key: PhotoKey::of(shot),
            photo: Arc::clone(open.photo()?),
            solver: solver_of(project, shot),
            given: known_of(shot),
        })
    }

    /// Looks for faces in a photo that nobody has fitted or searched, fits the head to the largest one, and hands those of the
    /// photo shown to the panels. Once in each opening: what a person has undone is not done again.
    pub(super) fn bring_faces(&mut self) {
        let shown = self.state.project().and_then(|project| project.shot());
        let Some((key, is_new)) = shown.map(|shot| (PhotoKey::of(shot), !shot.fitted && is_untouched(shot)))
        else {
            self.state.is_looking = false;
            return;
        };
        let opening = self.keeping.opening;
        let record = self.photos.of(&key);
        self.state.faces = record.faces.clone().unwrap_or_default();
        self.state.likely_pose = record.likely_pose;
        let is_due = is_new && record.fitted_in != Some(opening) && !record.is_seeking_faces;
        if is_due && let Some(work) = self.face_work() {
            let record = self.photos.of(&key);
            record.fitted_in = Some(opening);
            record.is_seeking_faces = true;
            match record.faces.clone() {
                Some(found) => fit(&self.messages, work, found, 0),
                None => seek(&self.messages, work),
            }
        }
        let record = self.photos.of(&key);
        self.state.is_looking = is_new && (is_due || record.is_seeking_faces);
    }

    /// Fits the head to a face by its number, or seeks faces first where that was not done.
    pub(super) fn use_face(&mut self, index: usize) {
        let Some(work) = self.face_work() else {
            return;
        };
        self.face_wanted = Some(work.key.clone());
        let record = self.photos.of(&work.key);
        match record.faces.clone() {
            Some(found) => fit(&self.messages, work, found, index),
            None if record.is_seeking_faces => {}
            None => {
                record.is_seeking_faces = true;
                seek(&self.messages, work);
            }
        }
    }

    /// Faces were found, or none: the head is fitted, unless a person has begun meanwhile. What the program does by itself is part of
    /// the step that opened the photo; a face that a person has chosen is a step of its own.
    pub(super) fn faces_found(&mut self, key: PhotoKey, found: Arc<Vec<Face>>, fit: Option<Box<FitInput>>) {
        let record = self.photos.of(&key);
        record.is_seeking_faces = false;
        record.faces = Some(Arc::clone(&found));
        let is_wanted = self.face_wanted.as_ref() == Some(&key);
        let Some(open) = &mut self.state.open else {
            return;
        };
        let shown = open.project().shot().filter(|shot| PhotoKey::of(shot) == key);
        let waits = |shot: &Shot| !shot.fitted && is_untouched(shot) && self.state.ui.clicks_px.is_empty();
        if !shown.is_some_and(|shot| is_wanted || waits(shot)) {
            return;
        }
        self.face_wanted = None;
        let Some(given) = fit else {
            self.state.tell(words::no_face());
            return;
        };
        // The edge was looked for already.
        self.edge_sought = Some((*given).clone());
        let edit = Edit::Many(
            words::face_step().to_owned(),
            vec![ProjectEdit::Fit(given).into()],
        );
        if is_wanted {
            self.edit(edit);
        } else {
            let is_new = |project: &Project| {
                let shot = project.shot().filter(|shot| PhotoKey::of(shot) == key);
                shot.is_some_and(|shot| !shot.fitted && is_untouched(shot))
            };
            open.amend_where(&edit, is_new);
            self.record();
            self.state.show_first_fit(false);
        }
        let shown = self.state.project().and_then(|project| project.shot());
        if self.state.step == ConsultationStep::Fit && shown.is_some_and(|shot| shot.fitted) {
            self.state.tool = Tool::Fit;
        }
        let said = self
            .state
            .project()
            .and_then(|project| project.shot())
            .map(|shot| words::face_found(found.len(), shot.view.mm_per_px, shot.view.mm_per_px_error));
        if let Some(said) = said {
            self.state.tell(said);
        }
    }
}

/// Whether a person has given nothing on a photo yet.
fn is_untouched(shot: &Shot) -> bool {
    shot.given == known_of(shot)
}

/// What a person may have given that a face doesn't change: pupil distance, scale and focal length.
fn known_of(shot: &Shot) -> FitInput {
    let given = &shot.given;
    // A pupil distance that came from a face is no measurement.
    let measured = given
        .found
        .is_none_or(|found| found.scale_error <= crate::head::solve::KNOWN_SCALE_ERROR);
    FitInput {
        pupil_distance_mm: given.pupil_distance_mm.filter(|_| measured),
        mm_per_px: given.mm_per_px,
        focal_px: given.focal_px,
        ..FitInput::default()
    }
}
