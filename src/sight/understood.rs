//! All that is told of a photo whose head is fitted, beside the face.

use super::check::{Advice, advice};
use super::coverage::{Coverage, coverage};
use super::regions::{Regions, regions};
use super::spots::{Spot, spots};
use super::{Face, capture, person_mask};
use crate::head::{Capture, Head, View};
use crate::photo::Photo;

/// What was understood of a photo.
pub struct Understood {
    /// How it was taken.
    pub capture: Capture,
    /// What each part of it shows; `None` where the head lies outside.
    pub regions: Option<Regions>,
    /// Hair by zone.
    pub coverage: Vec<Coverage>,
    /// Places that a person may want to keep free.
    pub spots: Vec<Spot>,
    /// What would make it better.
    pub advice: Vec<Advice>,
}

/// Measures and tells apart; `face` is the one that the head was fitted to, where there is one.
pub fn understood(photo: &Photo, head: &Head, view: &View, face: Option<&Face>) -> Understood {
    let capture = capture(photo, head, view);
    let person = person_mask(photo, view);
    let regions = regions(photo, head, view, person.as_ref(), face);
    let of = regions.as_ref();
    Understood {
        coverage: of.map(|regions| coverage(head, regions)).unwrap_or_default(),
        spots: of.map(|regions| spots(regions, view)).unwrap_or_default(),
        advice: advice(photo, head, view, &capture, of),
        capture,
        regions,
    }
}

impl Understood {
    /// Puts what was measured into the view of the photo; what a view file already holds stays.
    pub fn keep_in(&self, view: &mut View) {
        view.capture.get_or_insert_with(|| self.capture.clone());
        if view.seen.is_none() {
            let learnt = self.regions.as_ref().filter(|regions| regions.learnt);
            view.seen = learnt.map(|regions| regions.mask().stepped());
        }
    }
}
