//! All that is told of a photo whose head is fitted, beside the face.

use super::advice::match_sides::{DotArea, SideMatch, match_sides};
use super::advice::photo_advice::{Advice, advice};
use super::advice::shade_proposal::{Shade, ToldBy, brow_colour, hair_colour, hair_over_skin, shade};
use super::advice::spots::{Spot, spots};
use super::hair::coverage::{Coverage, coverage, hair_map};
use super::hair::temple_hair::bare_before_hair_mm;
use super::regions::{Regions, regions};
use super::{Face, capture, person_mask};
use crate::head::{Capture, HairMap, Head, View};
use crate::photo::Photo;
use glam::DVec3;

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
        coverage: of
            .filter(|regions| !regions.covered)
            .map(|regions| coverage(head, regions))
            .unwrap_or_default(),
        spots: of.map(|regions| spots(regions, view)).unwrap_or_default(),
        advice: advice(photo, head, view, &capture, of),
        capture,
        regions,
    }
}

impl Understood {
    /// The regions where hair was told from skin; what covers the head is no hair.
    fn with_hair(&self) -> Option<&Regions> {
        let regions = self.regions.as_ref();
        regions.filter(|regions| regions.learnt && !regions.covered)
    }

    /// Where the client's own hair grows; none where hair could not be told from skin.
    pub fn hair_map(&self) -> Option<HairMap> {
        self.with_hair().map(hair_map)
    }

    /// Light of the client's own hair over that of the skin, where hair is seen.
    pub fn hair_over_skin(&self) -> Option<[f64; 3]> {
        hair_over_skin(self.with_hair()?, &self.capture)
    }

    /// Pigment, dilution, size and density that suit this client; `skin_deg` is the typology angle where a person has set it.
    pub fn shade(&self, skin_deg: Option<f64>) -> Shade {
        let capture = self.capture.with_skin(skin_deg);
        let learnt = self.regions.as_ref().filter(|regions| regions.learnt);
        let seen = self
            .with_hair()
            .and_then(|regions| hair_colour(regions, &capture));
        let told = seen.map(|colour| (colour, ToldBy::Hair)).or_else(|| {
            let colour = brow_colour(learnt?)?;
            Some((colour, ToldBy::Brows))
        });
        shade(&capture, told)
    }

    /// Bare skin from a place of the temple backwards to the client's own hair, mm along the skin; 0 where the place is under
    /// hair, `None` where no hair is seen behind it.
    pub fn bare_before_hair_mm(&self, head: &Head, view: &View, direction: DVec3) -> Option<f64> {
        bare_before_hair_mm(self.with_hair()?, head, view, direction)
    }

    /// Density, size and shade that equal the client's shaved sides.
    ///
    /// # Errors
    /// A sentence says why they can't be matched.
    pub fn sides(&self, photo: &Photo, view: &View, dot: DotArea<'_>) -> Result<SideMatch, String> {
        match self.with_hair() {
            Some(regions) => match_sides(photo, view, regions, dot),
            None => {
                Err("Hair could not be told from skin in this photo: there are no sides to match.".into())
            }
        }
    }

    /// Puts what was measured into the view of the photo; what a view file already holds stays.
    pub fn keep_in(&self, view: &mut View) {
        view.capture.get_or_insert_with(|| self.capture.clone());
        if view.seen.is_none() {
            let learnt = self.regions.as_ref().filter(|regions| regions.learnt);
            view.seen = learnt.map(|regions| regions.mask().stepped());
        }
    }
}
