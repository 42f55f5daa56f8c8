//! What projects from before cases say of their client.

use serde::Deserialize;

/// What a client came for, before there were cases.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum FormerPurpose {
    Shaved,
    BetweenHair,
    Scar,
    Patches,
    Correction,
}

impl FormerPurpose {
    /// The case that comes nearest.
    pub fn case(self) -> &'static str {
        match self {
            FormerPurpose::Shaved => "shaved-look",
            FormerPurpose::BetweenHair => "diffuse-thinning",
            FormerPurpose::Scar => "accident-scar",
            FormerPurpose::Patches => "areata-patches",
            FormerPurpose::Correction => "correction",
        }
    }
}
