//! What a photo tells of its client once its head is fitted: how it was taken, hair, spots, and advice.

use crate::design::{Design, Knob};
use crate::head::{CaptureFacts, ClientScalp, HairMap, Head, HeadView, SeenMask};
use crate::parallel;
use crate::photo::Photo;
use crate::plan::dots::client_traits::ClientTraits;
use crate::plan::dots::dot_table::{field_dot, luminance};
use crate::plan::dots::matched_ink::absorption;
use crate::plan::picture::tiles::HALO_SIGMA_MM;
use crate::project::PhotoMeasured;
use crate::vision::{
    BareSpot, DotLight, Face, FoundPatch, HairCoverage, HairSource, HeadRegions, NeutralReference,
    PhotoAdvice, ShadeProposal, SideMatch, TreatedTop, advice, bare_before_hair_mm, brow_colour, capture,
    coverage, found_patches, hair_colour, hair_map, hair_over_skin, learn_skin, match_sides, neutral_gains,
    person_mask, regions, shade, spots, treated_top,
};
use glam::DVec3;

/// What was found in one photo.
pub struct PhotoFindings {
    /// How it was taken.
    pub capture: CaptureFacts,
    /// How much of the scalp each part of it shows; `None` where hair could not be told from skin.
    pub seen: Option<SeenMask>,
    /// Hair by zone; none where hair could not be told from skin, or something covers the head.
    pub coverage: Vec<HairCoverage>,
    /// Places that a person may want to keep free.
    pub spots: Vec<BareSpot>,
    /// Bare patches and lines within stubble that a person may want to fill.
    pub patches: Vec<FoundPatch>,
    /// What would make the photo better, most important first.
    pub advice: Vec<PhotoAdvice>,
    /// Where the client's own hair grows; `None` where hair could not be told from skin, or something covers the head.
    pub hair_map: Option<HairMap>,
    /// Light of that hair over the skin's, red, green, blue, where hair is seen.
    pub hair_over_skin: Option<[f64; 3]>,
    /// Gains that make the white of the eyes white, where eyes are seen well enough.
    pub eye_white: Option<[f64; 3]>,
    /// What each part of the photo shows; `None` where the head lies outside, or once it was let go: it is large.
    pub regions: Option<HeadRegions>,
}

impl PhotoFindings {
    /// Measures a photo with its fitted view; `face` is the one that the head was fitted to, where there is one.
    pub fn of(photo: &Photo, head: &Head, view: &HeadView, face: Option<&Face>) -> PhotoFindings {
        let (mut capture, person) =
            parallel::both(|| capture(photo, head, view), || person_mask(photo, view));
        let regions = regions(photo, head, view, person.as_ref(), face);
        if let Some(skin_rgb) = regions.as_ref().and_then(HeadRegions::skin_without_face) {
            learn_skin(&mut capture, skin_rgb);
        }
        let with_hair = regions.as_ref().filter(|regions| shows_hair(regions));
        let learnt = regions.as_ref().filter(|regions| regions.learnt);
        PhotoFindings {
            seen: learnt.map(|regions| regions.mask().stepped()),
            coverage: with_hair
                .map(|regions| coverage(head, regions))
                .unwrap_or_default(),
            spots: regions
                .as_ref()
                .map(|regions| spots(regions, view))
                .unwrap_or_default(),
            patches: regions
                .as_ref()
                .map(|regions| found_patches(head, regions, view))
                .unwrap_or_default(),
            advice: advice(photo, head, view, &capture, regions.as_ref()),
            hair_map: with_hair.map(hair_map),
            hair_over_skin: with_hair.and_then(|regions| hair_over_skin(regions, &capture)),
            eye_white: face.and_then(|face| neutral_gains(photo, NeutralReference::Eyes(face))),
            capture,
            regions,
        }
    }

    /// The regions where hair was told from skin; what covers the head is no hair.
    fn with_hair(&self) -> Option<&HeadRegions> {
        self.regions.as_ref().filter(|regions| shows_hair(regions))
    }

    /// Pigment, dilution, size and density that suit this client; `skin_deg` is the typology angle where a person has set it.
    pub fn shade(&self, skin_deg: Option<f64>) -> ShadeProposal {
        let capture = self.capture.with_skin(skin_deg);
        let of_hair = self
            .with_hair()
            .and_then(|regions| hair_colour(regions, &capture));
        let colour = of_hair.map(|colour| (colour, HairSource::Hair)).or_else(|| {
            let learnt = self.regions.as_ref().filter(|regions| regions.learnt);
            Some((brow_colour(learnt?)?, HairSource::Brows))
        });
        shade(&capture, colour)
    }

    /// Bare skin from a place of the temple backwards to the client's own hair, mm along the skin; 0 where the place is under
    /// hair, `None` where no hair is seen behind it.
    pub fn bare_before_hair_mm(&self, head: &Head, view: &HeadView, direction: DVec3) -> Option<f64> {
        bare_before_hair_mm(self.with_hair()?, head, view, direction)
    }

    /// What draws the temples of a design's hairline back to the client's own hair: knobs and values, mm.
    pub fn temples(&self, head: &Head, view: &HeadView, design: &Design) -> Vec<(Knob, f64)> {
        design.temples_at_hair(head, |at| self.bare_before_hair_mm(head, view, at))
    }

    /// Density, size, shade and ink that equal the client's shaved sides in this photo, for dots of a design's depth and pigment.
    ///
    /// # Errors
    /// A sentence says why they can't be matched.
    pub fn sides(
        &self,
        photo: &Photo,
        view: &HeadView,
        design: &Design,
        client_scalp: &ClientScalp,
    ) -> Result<SideMatch, String> {
        let Some(regions) = self.with_hair() else {
            return Err(
                "Hair could not be told from skin in this photo: there are no sides to match.".into(),
            );
        };
        let client = ClientTraits {
            capture: Some(&self.capture),
            hair_over_skin: client_scalp.hair_over_skin,
            skin_deg: client_scalp.skin_deg,
            ..ClientTraits::default()
        };
        let sides = match_sides(photo, view, regions, &dot_light(design, client))?;
        let field = [sides.density_per_cm2, sides.dot_diameter_mm, sides.shade_od];
        let ink = absorption(design, client, field, sides.sides_over_skin, sides.tone[0]);
        Ok(SideMatch {
            absorption: Some(ink),
            ..sides
        })
    }

    /// What the top of a treated head shows behind the middle of its line, a direction.
    ///
    /// # Errors
    /// A sentence says why nothing can be measured.
    pub fn treated_top(
        &self,
        photo: &Photo,
        head: &Head,
        view: &HeadView,
        line_middle: DVec3,
    ) -> Result<TreatedTop, String> {
        match &self.regions {
            Some(regions) if !regions.covered => treated_top(photo, head, view, regions, line_middle),
            _ => Err("The head lies outside the photo, or something covers it.".into()),
        }
    }

    /// What of it the project keeps; what the view of the photo holds already stays.
    pub fn measured(&self, view: &HeadView) -> PhotoMeasured {
        let mut kept = view.clone();
        self.keep_in(&mut kept);
        PhotoMeasured {
            capture: kept.capture.unwrap_or_else(|| self.capture.clone()),
            seen: kept.seen,
            hair: (self.hair_map.clone(), self.hair_over_skin),
        }
    }

    /// Puts what was measured into the view of the photo; what a view file already holds stays.
    pub fn keep_in(&self, view: &mut HeadView) {
        view.capture.get_or_insert_with(|| self.capture.clone());
        if view.seen.is_none() {
            view.seen.clone_from(&self.seen);
        }
    }
}

fn shows_hair(regions: &HeadRegions) -> bool {
    regions.learnt && !regions.covered
}

/// How a field of a design's dots takes light from a client's skin.
fn dot_light<'a>(design: &'a Design, client: ClientTraits<'a>) -> impl Fn(f64, f64, f64) -> DotLight + 'a {
    move |density_per_cm2, diameter_mm, shade_od| {
        let (dot, spread) = field_dot(design, client, [density_per_cm2, diameter_mm, shade_od]);
        DotLight {
            core_mm2: luminance(dot.core_area_mm2),
            core_sigma_mm: dot.core_sigma_mm,
            halo_mm2: luminance(dot.halo_area_mm2),
            halo_sigma_mm: HALO_SIGMA_MM,
            spread,
        }
    }
}
