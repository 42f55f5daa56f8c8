//! What a photo tells of its client, beside what the project keeps of it: advice, spots, hair by zone, proposals.

use crate::design::{Design, Knob};
use crate::head::HairMap;
use crate::vision::{Coverage, Shade, SideMatch, Spot};

/// What was told of one photo.
pub struct Told {
    /// What would make the photo better, most important first.
    pub advice: Vec<String>,
    /// Hair by zone.
    pub coverage: Vec<Coverage>,
    /// Places that a person may want to keep free.
    pub spots: Vec<Spot>,
    /// Pigment, dilution, size and density that suit this client.
    pub shade: Shade,
    /// What draws the temples of the hairline back to the client's own hair: knobs and values, mm.
    pub temples: Vec<(Knob, f64)>,
    /// What equals the client's shaved sides, or why nothing does.
    pub sides: Result<SideMatch, String>,
    /// Gains that make the white of the eyes white, where eyes are seen well enough.
    pub eye_white: Option<[f64; 3]>,
    /// Where own hair grows, and its light over the skin's.
    pub hair: (Option<HairMap>, Option<[f64; 3]>),
}

impl Told {
    /// The design with what is proposed; none where nothing could be proposed.
    pub fn proposed(design: &Design, shade: &Shade) -> Option<Design> {
        let mut design = design.clone();
        design
            .propose(
                shade.pigment,
                shade.density_per_cm2,
                shade.dot_diameter_mm,
                shade.shade_od,
            )
            .ok()?;
        Some(design)
    }

    /// The design with all that is proposed to begin with: dots like the client's own shaved sides where they are seen, else the
    /// shade that suits the skin, and temples that meet the client's own hair.
    pub fn first_design(&self, design: &Design) -> Option<Design> {
        let design = Self::proposed(design, &self.shade)?;
        let matched = self
            .sides
            .as_ref()
            .ok()
            .and_then(|sides| Self::matched(&design, sides));
        let mut design = matched.unwrap_or(design);
        for (knob, mm) in &self.temples {
            design.set(*knob, *mm).ok()?;
        }
        Some(design)
    }

    /// The design with dots that equal the client's sides.
    pub fn matched(design: &Design, sides: &SideMatch) -> Option<Design> {
        let mut matched = design.clone();
        if let Some(absorption) = sides.absorption {
            matched.set_matched_pigment(absorption);
        }
        let pigment = matched.pigment.clone();
        matched
            .propose(
                &pigment,
                sides.density_per_cm2,
                sides.dot_diameter_mm,
                sides.shade_od,
            )
            .ok()?;
        Some(matched)
    }
}
