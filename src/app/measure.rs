//! How a photo was taken and what it shows, measured in the background once its head is fitted. What changes the project
//! belongs to the step before and is none of its own: undo takes it back with the fit.

use super::application::App;
use super::messages::{MessageSender, ThreadMessage};
use super::open::PhotoKey;
use crate::design::Design;
use crate::head::{ClientScalp, Head, HeadView};
use crate::intake::{DesignProposal, PhotoFindings};
use crate::photo::Photo;
use crate::project::{Edit, PhotoMeasured, Project, ProjectEdit, TreatmentEdit};
use crate::vision::Face;
use crate::words::app as words;
use std::sync::Arc;

/// What came of measuring one photo.
pub(super) struct PhotoMeasurement {
    findings: PhotoFindings,
    proposal: DesignProposal,
    measured: PhotoMeasured,
}

/// Everything that a measurement needs, taken along by a thread.
pub(super) struct MeasureWork {
    photo: Arc<Photo>,
    head: Head,
    view: HeadView,
    face: Option<Face>,
    /// For matching sides: pigment and depth, and the skin that a person has set.
    design: Design,
    skin_deg: Option<f64>,
}

impl MeasureWork {
    fn done(self) -> PhotoMeasurement {
        // What an older measurement left must not stand in the way of a new one.
        let view = HeadView {
            capture: None,
            seen: None,
            ..self.view
        };
        let mut findings = PhotoFindings::of(&self.photo, &self.head, &view, self.face.as_ref());
        let client_scalp = ClientScalp {
            hair_over_skin: findings.hair_over_skin,
            skin_deg: self.skin_deg,
            ..ClientScalp::default()
        };
        let (photo, head, design) = (&self.photo, &self.head, &self.design);
        let proposal = DesignProposal::of(&findings, photo, head, &view, design, &client_scalp);
        // They are large, and nothing asks for them any more.
        findings.regions = None;
        PhotoMeasurement {
            measured: findings.measured(&view),
            findings,
            proposal,
        }
    }
}

fn measure(messages: &MessageSender, key: PhotoKey, work: MeasureWork) {
    messages.run(words::cant_open(), move |messages| {
        messages.send(ThreadMessage::Measured(key, Box::new(work.done())));
        Ok(())
    });
}

impl App {
    /// Measures the photo shown once it is decoded and fitted, and anew when it has been fitted otherwise or the skin was set; hands
    /// what was found in it to the panels.
    pub(super) fn bring_measures(&mut self) {
        let Some(open) = &self.state.open else {
            return;
        };
        let project = Arc::clone(open.project());
        let Some(shot) = project.shot() else {
            return;
        };
        let key = PhotoKey::of(shot);
        let record = self.photos.of(&key);
        self.state.findings = record.findings.clone();
        self.state.proposal = record.proposal.clone();
        let is_new = shot.view.capture.is_none();
        let changed = self.measured_of.as_ref().is_some_and(|(of, view, skin_deg)| {
            *of == key && (!same_place(view, &shot.view) || *skin_deg != project.own.skin_deg)
        });
        let waits = shot.fitted && (is_new || changed) && !open.history.in_gesture();
        if waits {
            self.measure_again();
        }
    }

    /// Measures the photo shown.
    pub(super) fn measure_again(&mut self) {
        let Some(open) = &self.state.open else {
            return;
        };
        let project = Arc::clone(open.project());
        let (Some(shot), Some(photo)) = (project.shot(), open.photo()) else {
            return;
        };
        let key = PhotoKey::of(shot);
        let record = self.photos.of(&key);
        if record.is_measuring {
            return;
        }
        record.is_measuring = true;
        let of_fit = |face: &&Face| shot.given.eyes == Some(face.pupils_px);
        let face = record
            .faces
            .as_ref()
            .and_then(|faces| faces.iter().find(of_fit).cloned());
        self.measured_of = Some((key.clone(), shot.view.clone(), project.own.skin_deg));
        let work = MeasureWork {
            photo: Arc::clone(photo),
            head: project.head.clone(),
            view: shot.view.clone(),
            face,
            design: project.design().clone(),
            skin_deg: project.own.skin_deg,
        };
        measure(&self.messages, key, work);
    }

    /// A photo was measured.
    pub(super) fn measured(&mut self, key: PhotoKey, measurement: PhotoMeasurement) {
        let PhotoMeasurement {
            findings,
            proposal,
            measured,
        } = measurement;
        let (findings, proposal) = (Arc::new(findings), Arc::new(proposal));
        let record = self.photos.of(&key);
        record.is_measuring = false;
        record.findings = Some(Arc::clone(&findings));
        record.proposal = Some(Arc::clone(&proposal));
        let Some(open) = &mut self.state.open else {
            return;
        };
        if !open
            .project()
            .shot()
            .is_some_and(|shot| PhotoKey::of(shot) == key)
        {
            return;
        }
        let mut edits = vec![ProjectEdit::Measured(Box::new(measured)).into()];
        let project = open.project();
        let proposed = is_untouched(project).then(|| proposal.first_design(project.design()));
        let proposed = proposed.and_then(Result::ok);
        let is_proposed = proposed.is_some();
        edits.extend(proposed.map(|design| TreatmentEdit::Design(Box::new(design)).into()));
        if open.amend(Edit::Many(words::face_step().to_owned(), edits)) {
            self.record();
            match findings.advice.first() {
                Some(first) => self.state.tell(first.sentence.clone()),
                None if is_proposed && proposal.temples.is_empty() => self.state.tell(words::proposed()),
                None if is_proposed => self.state.tell(words::proposed_temples()),
                None => {}
            }
        }
    }
}

/// Whether two views see the head in the same place.
fn same_place(a: &HeadView, b: &HeadView) -> bool {
    (a.camera, a.mm_per_px) == (b.camera, b.mm_per_px) && a.warp == b.warp
}

/// Whether nobody has chosen anything of the treatment yet, so that a proposal takes nothing away.
fn is_untouched(project: &Project) -> bool {
    let fresh = Design::default();
    project.photos.len() == 1 && project.variants.len() == 1 && *project.design() == fresh
}
