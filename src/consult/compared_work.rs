//! A photo of real, healed work, measured beside the simulation of it.

use super::LearnedVisit;
use crate::design::{Document, HairlineOutline, Knob, TreatmentStage};
use crate::engine::{Engine, PixelRect};
use crate::head::{Head, HeadView};
use crate::intake::PhotoFindings;
use crate::photo::{Channels, Photo};
use crate::vision::{Face, TreatedTop};
use glam::DVec3;
use std::sync::Arc;

/// A photo, and the head as it stands in it.
#[derive(Clone, Copy)]
pub struct WorkPhoto<'a> {
    /// The photo.
    pub photo: &'a Arc<Photo>,
    /// The head.
    pub head: &'a Head,
    /// Where it stands.
    pub view: &'a HeadView,
    /// The face that was found, if any.
    pub face: Option<&'a Face>,
}

/// What a photo of real work tells beside the simulation on the bare photo, at the same moment: healed, in the photo's own light.
/// The engine has the sites of the document's seed.
///
/// # Errors
/// A sentence says why nothing can be learned of these photos.
pub async fn learned_visit(
    engine: &mut Engine,
    document: &Document,
    bare: WorkPhoto<'_>,
    real: WorkPhoto<'_>,
    day: String,
) -> Result<LearnedVisit, String> {
    let said = |error: &dyn std::fmt::Display| error.to_string();
    let mut document = document.clone();
    document.design.show(TreatmentStage::HEALED);
    // As in the photo, whatever light was looked at.
    document
        .design
        .set(Knob::Light, 0.0)
        .map_err(|error| said(&error))?;
    let line = HairlineOutline::evaluate(&document.head, &document.design)
        .ok_or("This treatment has no hairline, so there is none to compare: choose one that has.")?;
    let middle = line.control[0].direction;
    let rect = PixelRect::whole(bare.photo);
    let size = [rect.width, rect.height];
    let frame = engine.render(&document, bare.photo, bare.view, rect, size).await;
    let simulation = Photo {
        samples: frame.map_err(|error| said(&error))?.rgb,
        channels: Channels::Rgb,
        ..Photo::clone(bare.photo)
    };
    let plain = WorkPhoto { face: None, ..bare };
    let bare_top = top("The bare photo", bare.photo, plain, middle)?;
    let simulated = top("The simulation", &simulation, plain, middle)?;
    let real_top = top("The photo of the real work", real.photo, real, middle)?;
    let visit = LearnedVisit::of(day, &document.design, &bare_top, &simulated, &real_top);
    visit.ok_or_else(|| {
        "One of the two tops is no darker than the bare one: there is no work to compare, or the light is another.".into()
    })
}

fn top(what: &str, photo: &Photo, shown: WorkPhoto<'_>, middle: DVec3) -> Result<TreatedTop, String> {
    let mut view = shown.view.clone();
    // What was learnt of the bare photo is learnt anew: it may have had no dots.
    (view.capture, view.seen) = (None, None);
    let findings = PhotoFindings::of(photo, shown.head, &view, shown.face);
    let found = findings.treated_top(photo, shown.head, &view, middle);
    found.map_err(|why| format!("{what}: {why}"))
}
