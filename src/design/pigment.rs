//! Pigments by the trade's own words, and what a dilution of 1:N means in the skin.

use super::{Design, DesignError, Fill, Knob, check_range};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A pigment: how it takes light away, and what it gives back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Pigment {
    /// Name, by which a design asks for it.
    pub name: Cow<'static, str>,
    /// What it is for, and where its numbers come from.
    pub about: Cow<'static, str>,
    /// Optical density in red, green and blue over that of the shade.
    pub absorption: [f64; 3],
    /// Light that the pigment itself gives back, linear, 0 (carbon) to 1 (white): it never makes skin lighter.
    #[serde(default)]
    pub reflectance: [f64; 3],
    /// How much faster each channel's absorption fades than the whole, share a year: what turns old brown inks red.
    #[serde(default)]
    pub drift_per_year: [f64; 3],
}

const fn pigment(
    name: &'static str,
    about: &'static str,
    absorption: [f64; 3],
    reflectance: [f64; 3],
    drift_per_year: [f64; 3],
) -> Pigment {
    Pigment {
        name: Cow::Borrowed(name),
        about: Cow::Borrowed(about),
        absorption,
        reflectance,
        drift_per_year,
    }
}

/// Blue and green absorbers of mixed inks fade first (trade experience: old brown turns red; amounts are assumptions).
const MIXED_DRIFT: [f64; 3] = [0.0, 0.02, 0.05];

/// The pigments that ship; the first is that of a new design. What carbon looks like under skin is taken from photos of real work
/// (docs/look.md): absorption is that of the ink in the bottle, 1 flat as carbon's. The others lean from there as their makers say;
/// their numbers are assumptions.
pub static PALETTE: [Pigment; 9] = [
    pigment(
        "carbon-neutral",
        "Carbon as most studios use it, flat over the visible light: heals to the warm grey of shaved hair.",
        [1.0, 1.0, 1.0],
        [0.0; 3],
        [0.0; 3],
    ),
    pigment(
        "carbon-warm",
        "Carbon of fine grain, brownish: stands against a cool undertone. Assumption.",
        [0.75, 1.0, 1.9],
        [0.0; 3],
        [0.0; 3],
    ),
    pigment(
        "carbon-cool",
        "Coarse carbon, a little blue: for very dark, cool hair. Assumption.",
        [1.25, 1.0, 0.75],
        [0.0; 3],
        [0.0; 3],
    ),
    pigment(
        "ash",
        "Ash line (dark blond to black, as in tricopigmentation): carbon with a little white. Assumption.",
        [1.0, 1.0, 1.1],
        [0.055, 0.055, 0.058],
        [0.0; 3],
    ),
    pigment(
        "brown",
        "Brown line: dark to medium brown hair; mixed ink, turns redder with the years. Assumption.",
        [0.60, 1.0, 2.2],
        [0.085, 0.050, 0.032],
        MIXED_DRIFT,
    ),
    pigment(
        "auburn",
        "Red-brown line: red hair; mixed ink, turns redder with the years. Assumption.",
        [0.40, 1.0, 2.4],
        [0.17, 0.075, 0.038],
        MIXED_DRIFT,
    ),
    pigment(
        "fair",
        "Fair-hair line: blond hair. Assumption.",
        [0.55, 0.95, 2.0],
        [0.26, 0.19, 0.115],
        MIXED_DRIFT,
    ),
    pigment(
        "grey",
        "Grey line: grey and white hair. Assumption.",
        [1.0, 1.0, 1.1],
        [0.15, 0.15, 0.155],
        [0.0; 3],
    ),
    pigment(
        "scar",
        "Scar pigment: thin carbon that starts light, for scar tissue takes ink unpredictably. Assumption.",
        [1.0, 1.0, 1.0],
        [0.02, 0.02, 0.02],
        [0.0; 3],
    ),
];

/// A pigment of the [`PALETTE`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PalettePigment {
    /// Flat carbon.
    CarbonNeutral,
    /// Brownish carbon.
    CarbonWarm,
    /// Bluish carbon.
    CarbonCool,
    /// Carbon with a little white.
    Ash,
    /// Brown line.
    Brown,
    /// Red-brown line.
    Auburn,
    /// Fair-hair line.
    Fair,
    /// Grey line.
    Grey,
    /// Thin carbon for scars.
    Scar,
}

impl PalettePigment {
    /// All pigments in the order of the palette.
    pub const ALL: [PalettePigment; 9] = [
        PalettePigment::CarbonNeutral,
        PalettePigment::CarbonWarm,
        PalettePigment::CarbonCool,
        PalettePigment::Ash,
        PalettePigment::Brown,
        PalettePigment::Auburn,
        PalettePigment::Fair,
        PalettePigment::Grey,
        PalettePigment::Scar,
    ];

    /// Name by which a design asks for it.
    pub fn name(self) -> &'static str {
        &PALETTE[self as usize].name
    }
}

/// Name of the ink that is mixed to a client's own sides.
pub const MATCHED: &str = "matched";

/// How the names of inks begin that are mixed for one fill to equal what lies around it.
pub(super) const TONED: &str = "toned-";

/// Grams of carbon in a litre of the bottle: 15 % pigment (a practitioner, docs/domain.md 5.1).
const BOTTLE_G_PER_L: f64 = 150.0;
/// Light that a gram of carbon black absorbs at 550 nm, m² (soot 7.5 ± 1.2: recalled from Bond & Bergstrom 2006).
const CARBON_M2_PER_G: f64 = 7.5;
/// Share of the ink that stays in the skin (BfR, 24 people, docs/domain.md 6).
const RETAINED: f64 = 0.20;
/// Diameter over which the shade is an optical density, mm.
pub const REFERENCE_DIAMETER_MM: f64 = 0.2;

/// Shade (optical density over 0.2 mm) of carbon diluted one part in `parts` of water. Derived: that the ink fills
/// the dot's place in the skin is an assumption.
pub fn shade_of_dilution(parts: f64) -> f64 {
    // m²/g × g/L = 1/mm
    let per_mm = CARBON_M2_PER_G * BOTTLE_G_PER_L * RETAINED / (1.0 + parts);
    per_mm * REFERENCE_DIAMETER_MM / std::f64::consts::LN_10
}

/// Parts of water to one of pigment that give a shade; the inverse of [`shade_of_dilution`].
pub fn dilution_of_shade(shade_od: f64) -> f64 {
    (shade_of_dilution(0.0) / shade_od.max(1e-6) - 1.0).max(0.0)
}

impl Design {
    /// The pigment of that name: one of the design's own, or of the palette.
    ///
    /// # Errors
    /// There is none; the sentence lists them.
    pub fn pigment_named(&self, name: &str) -> Result<&Pigment, DesignError> {
        let all = || self.pigments.iter().chain(&PALETTE);
        all()
            .find(|pigment| pigment.name == name)
            .ok_or_else(|| DesignError::no_choice("pigment", name, all().map(|pigment| &*pigment.name)))
    }

    /// The pigment of a fill: its own, or the design's.
    pub fn pigment_of(&self, fill: &Fill) -> &Pigment {
        let name = fill.pigment.as_deref().unwrap_or(&self.pigment);
        self.pigment_named(name).unwrap_or(&PALETTE[0])
    }

    /// Takes what is proposed for a client: a pigment by name, dots a cm², their diameter (mm) and shade, rounded as a
    /// person would set them and kept in the knobs' ranges.
    ///
    /// # Errors
    /// No pigment has that name.
    pub fn propose(
        &mut self,
        pigment: &str,
        density_per_cm2: f64,
        dot_diameter_mm: f64,
        shade_od: f64,
    ) -> Result<(), DesignError> {
        self.set_pigment(pigment)?;
        for (knob, value, step) in [
            (Knob::Density, density_per_cm2, 1.0),
            (Knob::DotDiameter, dot_diameter_mm, 0.001),
            (Knob::Shade, shade_od, 0.01),
        ] {
            let [low, high] = knob.row().range;
            let rounded = (value / step).round() * step;
            // Nine decimals: 18 × 0.01 is 0.18 in every file.
            self.set(knob, ((rounded * 1e9).round() / 1e9).clamp(low, high))?;
        }
        Ok(())
    }

    /// Chooses ink of an absorption in red, green and blue, over carbon's: what matches a client's own sides.
    pub fn set_matched_pigment(&mut self, absorption: [f64; 3]) {
        self.pigments.retain(|pigment| pigment.name != MATCHED);
        self.pigments.push(Pigment {
            name: MATCHED.into(),
            about: "Carbon, mixed to the colour of the client's own shaved sides in this photo.".into(),
            absorption,
            reflectance: [0.0; 3],
            drift_per_year: [0.0; 3],
        });
        self.pigment = MATCHED.to_owned();
    }

    /// Gives one fill the dots a cm² and the ink of an absorption in red, green and blue, over carbon's, with which it equals what
    /// lies around it.
    ///
    /// # Errors
    /// No fill has that name, or the density is out of range.
    pub fn set_fill_tone(
        &mut self,
        fill: &str,
        density_per_cm2: f64,
        absorption: [f64; 3],
    ) -> Result<(), DesignError> {
        self.set_of_fill(fill, Knob::Density, density_per_cm2)?;
        let name = format!("{TONED}{fill}");
        self.pigments.retain(|pigment| *pigment.name != *name);
        self.pigments.push(Pigment {
            name: name.clone().into(),
            about: "Carbon, mixed so that this zone has the colour of what lies around it in this photo."
                .into(),
            absorption,
            reflectance: [0.0; 3],
            drift_per_year: [0.0; 3],
        });
        self.set_pigment_of_fill(fill, &name)
    }

    /// Chooses a pigment for one fill, by name.
    ///
    /// # Errors
    /// No fill or no pigment has that name.
    pub fn set_pigment_of_fill(&mut self, fill: &str, name: &str) -> Result<(), DesignError> {
        let name = self.pigment_named(name)?.name.to_string();
        let names = self
            .fills
            .iter()
            .map(|fill| fill.name.as_str())
            .collect::<Vec<_>>()
            .join(", ");
        let found = self.fills.iter_mut().find(|candidate| candidate.name == fill);
        found
            .ok_or(DesignError::NoFill {
                fill: fill.to_owned(),
                names,
            })?
            .pigment = Some(name);
        Ok(())
    }

    /// Chooses a pigment, with a dilution (`carbon-warm@1:20`) its shade too.
    ///
    /// # Errors
    /// No pigment has that name, or the dilution is no `1:N` within the shade's range.
    pub fn set_pigment(&mut self, choice: &str) -> Result<(), DesignError> {
        let (name, dilution) = match choice.split_once('@') {
            Some((name, dilution)) => (name, Some(dilution)),
            None => (choice, None),
        };
        let name = self.pigment_named(name.trim())?.name.to_string();
        if let Some(dilution) = dilution {
            let parts: Option<f64> = dilution
                .trim()
                .strip_prefix("1:")
                .and_then(|parts| parts.parse().ok());
            let wrong = || DesignError::Pigment {
                name: choice.to_owned(),
                wrong: "has no dilution; write it as 1:20 (one part of pigment in 20 of water)",
            };
            let parts = parts.filter(|parts| *parts >= 0.0).ok_or_else(wrong)?;
            let shade_od = (shade_of_dilution(parts) * 100.0).round() / 100.0;
            check_range(Knob::Shade, shade_od)?;
            self.set(Knob::Shade, shade_od)?;
        }
        self.pigment = name;
        for fill in &mut self.fills {
            fill.pigment = None;
        }
        Ok(())
    }
}

/// Most own pigments of a design (assumption).
const MAX_PIGMENTS: usize = 64;

/// Refuses own pigments that make no sense or hide one of the palette.
pub(super) fn check_pigments(own: &[Pigment]) -> Result<(), DesignError> {
    for (index, pigment) in own.iter().enumerate() {
        let all_in = |values: &[f64; 3], low: f64, high: f64| values.iter().all(|v| (low..=high).contains(v));
        let known = |other: &Pigment| other.name == pigment.name;
        let wrong = if index >= MAX_PIGMENTS {
            "is one too many: a design holds 64 of its own"
        } else if pigment.name.trim().is_empty() || pigment.name.contains('@') {
            "needs a name without '@'"
        } else if PALETTE.iter().any(known) || own[..index].iter().any(known) {
            "is there already: give it another name"
        } else if !all_in(&pigment.absorption, 0.0, 4.0) {
            "has an absorption outside 0 to 4"
        } else if !all_in(&pigment.reflectance, 0.0, 1.0) || !all_in(&pigment.drift_per_year, 0.0, 1.0) {
            "has a reflectance or a drift outside 0 to 1"
        } else {
            continue;
        };
        return Err(DesignError::Pigment {
            name: pigment.name.to_string(),
            wrong,
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pigment_stands_at_its_name() {
        for (pigment, row) in PalettePigment::ALL.into_iter().zip(&PALETTE) {
            assert_eq!(pigment.name(), row.name);
            let plain = format!("{pigment:?}").to_lowercase();
            assert_eq!(plain, row.name.replace('-', ""));
        }
    }

    #[test]
    fn a_dilution_goes_into_a_shade_and_back() {
        let dark = shade_of_dilution(5.0);
        let fair = shade_of_dilution(60.0);
        assert!(dark > 3.0 && fair < 0.4, "{dark} {fair}");
        for parts in [5.0, 10.0, 20.0, 60.0] {
            assert!((dilution_of_shade(shade_of_dilution(parts)) - parts).abs() < 1e-9);
        }
        let mut design = Design::default();
        design.set_pigment("carbon-warm@1:20").unwrap();
        assert_eq!(design.pigment, "carbon-warm");
        assert!((design.get(Knob::Shade) - 0.93).abs() < 0.011);
        assert!(design.set_pigment("brown@20").is_err());
        assert!(
            design
                .set_pigment("purple")
                .unwrap_err()
                .to_string()
                .contains("carbon-neutral")
        );
    }

    #[test]
    fn own_pigments_are_checked_and_found() {
        let mut own = PALETTE[4].clone();
        own.name = "my brown".into();
        assert_eq!(check_pigments(std::slice::from_ref(&own)), Ok(()));
        own.absorption[1] = 9.0;
        assert!(check_pigments(std::slice::from_ref(&own)).is_err());
        assert!(check_pigments(&[PALETTE[0].clone()]).is_err());
    }
}
