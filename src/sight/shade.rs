//! A proposal for the shade: the class of the skin, the client's own hair, and a pigment that suits both.
//!
//! Proposals with their doubt, never labels: a person may set anything else.

use super::regions::Regions;
use super::skin::lab;
use crate::head::Capture;
use glam::Vec3;

/// Chardon's classes of skin by typology angle (domain.md §5.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SkinClass {
    /// Above 55°.
    VeryLight,
    /// 41° to 55°.
    Light,
    /// 28° to 41°.
    Intermediate,
    /// 10° to 28°.
    Tan,
    /// −30° to 10°.
    Brown,
    /// Below −30°.
    Dark,
}

/// Warm, cool or neither, by the hue of the skin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undertone {
    /// Rather pink.
    Cool,
    /// Neither.
    Neutral,
    /// Rather yellow.
    Warm,
}

/// Colour of hair by the words of the trade.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HairColour {
    /// Black and the darkest brown.
    Black,
    /// Brown.
    Brown,
    /// Red.
    Red,
    /// Fair.
    Fair,
    /// Grey and white.
    Grey,
}

/// A family of pigments by the words of the trade.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Neutral grey of carbon.
    Neutral,
    /// Carbon with a warm corrector.
    Warm,
    /// Cool grey.
    Cool,
    /// Ash of fair hair.
    Ash,
    /// Brown.
    Brown,
    /// Light grey for grey hair.
    Grey,
}

/// What is proposed.
#[derive(Clone, Debug, PartialEq)]
pub struct Shade {
    /// Class of the skin.
    pub skin: SkinClass,
    /// Its undertone.
    pub undertone: Undertone,
    /// Colour of the client's own hair, where some is seen.
    pub hair: Option<HairColour>,
    /// Optical density of the ink, as the design's knob.
    pub shade_od: f64,
    /// Diameter of a dot, mm.
    pub dot_diameter_mm: f64,
    /// Dots a cm².
    pub density_per_cm2: f64,
    /// Family of the pigment.
    pub family: Family,
    /// How sure this is, in a sentence.
    pub note: String,
}

/// Hues of skin (degrees from a* to b*) below which it is cool and above which it is warm (assumption).
const HUES_DEG: [f64; 2] = [48.0, 62.0];
/// Cells of hair that tell its colour.
const LEAST_CELLS: usize = 60;
const SURE_HAIR: f32 = 0.7;
/// Dots of every proposal: the middle of the trade's (domain.md §5; assumption).
const DIAMETER_MM: f64 = 0.3;
const DENSITY_PER_CM2: f64 = 120.0;

impl SkinClass {
    /// The class of a typology angle, degrees.
    pub fn of(ita_deg: f64) -> Self {
        match ita_deg {
            a if a > 55.0 => Self::VeryLight,
            a if a > 41.0 => Self::Light,
            a if a > 28.0 => Self::Intermediate,
            a if a > 10.0 => Self::Tan,
            a if a > -30.0 => Self::Brown,
            _ => Self::Dark,
        }
    }

    /// Optical density of ink that suits the class with black hair (assumption: domain.md's dilutions from 1:50 on very
    /// light to 1:5 on dark skin).
    fn shade_od(self) -> f64 {
        match self {
            Self::VeryLight => 0.5,
            Self::Light => 0.65,
            Self::Intermediate => 0.85,
            Self::Tan => 1.1,
            Self::Brown => 1.4,
            Self::Dark => 1.8,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::VeryLight => "very light",
            Self::Light => "light",
            Self::Intermediate => "intermediate",
            Self::Tan => "tan",
            Self::Brown => "brown",
            Self::Dark => "dark",
        }
    }
}

/// Proposes a shade from what was measured; `regions` tell the hair's colour where there is hair.
pub fn shade(capture: &Capture, regions: Option<&Regions>) -> Shade {
    let [ita_deg, error_deg] = capture.ita_deg;
    let skin = SkinClass::of(ita_deg);
    let [_, a, b] = lab(capture.skin_rgb);
    let undertone = match b.atan2(a).to_degrees() {
        hue if hue < HUES_DEG[0] => Undertone::Cool,
        hue if hue > HUES_DEG[1] => Undertone::Warm,
        _ => Undertone::Neutral,
    };
    let hair = regions.and_then(|regions| hair_colour(regions, capture));
    let family = family(skin, undertone, hair);
    // Fair, red and grey hair is lighter than carbon: on light skin the ink stays below the hair.
    let lighter = match hair {
        Some(HairColour::Fair | HairColour::Grey) => 0.55,
        Some(HairColour::Red) => 0.7,
        Some(HairColour::Brown) => 0.85,
        _ => 1.0,
    };
    let is_light = ita_deg > 28.0;
    Shade {
        skin,
        undertone,
        hair,
        shade_od: skin.shade_od() * if is_light { lighter } else { 1.0 },
        dot_diameter_mm: DIAMETER_MM,
        density_per_cm2: DENSITY_PER_CM2,
        family,
        note: note(skin, ita_deg, error_deg, hair),
    }
}

fn family(skin: SkinClass, undertone: Undertone, hair: Option<HairColour>) -> Family {
    match (hair, undertone) {
        (Some(HairColour::Grey), _) => Family::Grey,
        (Some(HairColour::Fair), _) => Family::Ash,
        (Some(HairColour::Red), _) => Family::Brown,
        (Some(HairColour::Brown), Undertone::Warm) => Family::Brown,
        // On light skin deep carbon turns blue first: a warm corrector stands against it.
        (_, Undertone::Cool) if matches!(skin, SkinClass::VeryLight | SkinClass::Light) => Family::Warm,
        (_, Undertone::Warm) => Family::Cool,
        _ => Family::Neutral,
    }
}

fn note(skin: SkinClass, ita_deg: f64, error_deg: f64, hair: Option<HairColour>) -> String {
    let hair = match hair {
        Some(_) => "hair colour from the sides",
        None => "no hair is seen: choose black, brown or fair",
    };
    let light = "the photo's light and white are not known";
    format!(
        "A proposal: skin {} (typology angle {ita_deg:.0}° ± {error_deg:.0}°, {light}); {hair}. Compare with the client in daylight.",
        skin.word()
    )
}

/// Colour of the hair that is seen, in the light that the skin beside it has.
pub fn hair_colour(regions: &Regions, capture: &Capture) -> Option<HairColour> {
    let even = Vec3::from(capture.skin_rgb.map(|c| c as f32));
    let even_light = even.dot(Vec3::new(0.2126, 0.7152, 0.0722));
    let mut seen: Vec<Vec3> = (0..regions.hair.len())
        .filter(|cell| {
            let above = regions.surface.spots[*cell].is_some_and(|spot| spot.point_mm.y > 10.0);
            above
                && regions.hair[*cell] > SURE_HAIR
                && regions.in_front[*cell] < 0.5
                && regions.person[*cell] > 0.9
        })
        .filter_map(|cell| {
            let there = regions.skin_light[cell];
            (there > 1e-3).then(|| regions.plate[cell] * (even_light / there))
        })
        .collect();
    if seen.len() < LEAST_CELLS {
        return None;
    }
    seen.sort_by(|a, b| a.element_sum().total_cmp(&b.element_sum()));
    // Between hairs are shadows, and on them is shine: the middle tells.
    let middle = &seen[seen.len() * 4 / 10..seen.len() * 7 / 10];
    let mean = middle.iter().sum::<Vec3>() / middle.len() as f32;
    let [lightness, a, b] = lab(mean.to_array().map(f64::from));
    let [_, skin_a, skin_b] = lab(capture.skin_rgb);
    let colourful = a.hypot(b) / skin_a.hypot(skin_b).max(8.0);
    Some(match (lightness, colourful) {
        (l, c) if l > 34.0 && c < 0.6 => HairColour::Grey,
        (l, _) if l < 30.0 => HairColour::Black,
        (l, _) if l > 55.0 => HairColour::Fair,
        (_, c) if c > 0.9 && a > 0.75 * b && a > 18.0 => HairColour::Red,
        _ => HairColour::Brown,
    })
}
