//! What a purpose sets when it is chosen. The numbers are the panel's stops (assumptions); everything can be changed later.

use super::Purpose;
use crate::design::{Design, Fill, FillCombination, FillRegion, styles};

impl Purpose {
    /// Puts the purpose's defaults into a treatment: which line, which zones.
    pub(super) fn apply(self, design: &mut Design) {
        let fill = |region: FillRegion| Fill::new(region.name(), region, FillCombination::Replace);
        let has_line = design.style != NO_LINE;
        match self {
            Purpose::Shaved | Purpose::Correction if has_line => {}
            Purpose::Shaved | Purpose::Correction => styles::default_style().apply(design),
            Purpose::BetweenHair => {
                without_line(design);
                // Thinning shows along the parting and at the crown; the sides keep their hair.
                design.fills = vec![
                    fill(FillRegion::Front),
                    fill(FillRegion::MidScalp),
                    fill(FillRegion::Vertex),
                ];
            }
            Purpose::Scar | Purpose::Patches => {
                without_line(design);
                // Nothing is there until the person paints it.
                design.fills = vec![fill(FillRegion::Painted)];
            }
        }
    }
}

fn without_line(design: &mut Design) {
    if let Ok(style) = styles::find(NO_LINE) {
        style.apply(design);
    }
}

/// The style without a hairline.
const NO_LINE: &str = "none";
