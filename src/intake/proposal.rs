//! What is proposed for a design after a photo was measured.

use super::PhotoFindings;
use crate::design::{Design, DesignError, Knob};
use crate::head::{ClientScalp, Head, HeadView};
use crate::photo::Photo;
use crate::vision::{ShadeProposal, SideMatch};

/// What suits one client, proposed for one design.
pub struct DesignProposal {
    /// Pigment, dilution, size and density that suit this client.
    pub shade: ShadeProposal,
    /// What draws the temples of the hairline back to the client's own hair: knobs and values, mm.
    pub temples: Vec<(Knob, f64)>,
    /// What equals the client's shaved sides, or why nothing does.
    pub sides: Result<SideMatch, String>,
}

impl DesignProposal {
    /// Proposes for a design. For a new one the sides are matched with the pigment that is proposed.
    pub fn of(
        findings: &PhotoFindings,
        photo: &Photo,
        head: &Head,
        view: &HeadView,
        design: &Design,
        client_scalp: &ClientScalp,
    ) -> DesignProposal {
        let shade = findings.shade(client_scalp.skin_deg);
        let is_new = *design == Design::default();
        let shaded = Some(design).filter(|_| is_new);
        let shaded = shaded.and_then(|design| with_shade(design, &shade).ok());
        let matched = shaded.as_ref().unwrap_or(design);
        DesignProposal {
            temples: findings.temples(head, view, design),
            sides: findings.sides(photo, view, matched, client_scalp),
            shade,
        }
    }

    /// The design with the dots to begin with: like the client's own shaved sides where they are seen, else in the shade that suits
    /// the skin.
    ///
    /// # Errors
    /// A value out of range.
    pub fn first_dots(&self, design: &Design) -> Result<Design, DesignError> {
        let design = with_shade(design, &self.shade)?;
        match &self.sides {
            Ok(sides) => with_sides(&design, sides),
            Err(_) => Ok(design),
        }
    }

    /// The same with temples that meet the client's own hair.
    ///
    /// # Errors
    /// A value out of range.
    pub fn first_design(&self, design: &Design) -> Result<Design, DesignError> {
        let mut design = self.first_dots(design)?;
        for (knob, mm) in &self.temples {
            design.set(*knob, *mm)?;
        }
        Ok(design)
    }
}

/// The design with a proposed shade.
///
/// # Errors
/// A value out of range.
pub fn with_shade(design: &Design, shade: &ShadeProposal) -> Result<Design, DesignError> {
    let mut design = design.clone();
    design.propose(
        shade.pigment.name(),
        shade.density_per_cm2,
        shade.dot_diameter_mm,
        shade.shade_od,
    )?;
    Ok(design)
}

/// The design with dots that equal the client's sides.
///
/// # Errors
/// A value out of range.
pub fn with_sides(design: &Design, sides: &SideMatch) -> Result<Design, DesignError> {
    let mut design = design.clone();
    if let Some(absorption) = sides.absorption {
        design.set_matched_pigment(absorption);
    }
    let pigment = design.pigment.clone();
    design.propose(
        &pigment,
        sides.density_per_cm2,
        sides.dot_diameter_mm,
        sides.shade_od,
    )?;
    Ok(design)
}
