//! What a purpose sets when it is chosen. The numbers are the panel's stops (assumptions); everything can be changed later.

use super::Purpose;
use crate::design::{Combine, Design, Fill, Region, styles};

impl Purpose {
    /// Puts the purpose's defaults into a treatment: which line, which zones.
    pub(super) fn apply(self, design: &mut Design) {
        let fill = |region: Region| {
            let known = Region::ALL.iter().find(|(_, other)| *other == region);
            Fill::new(known.map_or("", |(name, _)| name), region, Combine::Replace)
        };
        let has_line = design.style != NO_LINE;
        match self {
            Purpose::Shaved | Purpose::Correction if has_line => {}
            Purpose::Shaved | Purpose::Correction => styles::default_style().apply(design),
            Purpose::BetweenHair | Purpose::Scar | Purpose::Patches => {
                if let Ok(style) = styles::find(NO_LINE) {
                    style.apply(design);
                }
                design.fills = match self {
                    // Thinning shows along the parting and at the crown; the sides keep their hair.
                    Purpose::BetweenHair => {
                        vec![fill(Region::Front), fill(Region::MidScalp), fill(Region::Vertex)]
                    }
                    // Nothing is there until the person paints it.
                    _ => vec![fill(Region::Painted)],
                };
            }
        }
    }
}

/// The style without a hairline.
const NO_LINE: &str = "none";
