//! A proposal for the shade: the class of the skin, the client's own hair, and a pigment that suits both.
//!
//! Proposals with their doubt, never labels: a person may set anything else.

use crate::design::{Knob, PalettePigment};
use crate::head::CaptureFacts;
use crate::vision::capture::skin_colour::lab;
use crate::vision::linear_plate::luminance;
use crate::vision::regions::HeadRegions;
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

/// Where the colour of the hair was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HairSource {
    /// Hair of the head, or a person.
    Hair,
    /// The brows, over a head without hair.
    Brows,
}

/// What is proposed.
#[derive(Clone, Debug, PartialEq)]
pub struct ShadeProposal {
    /// Class of the skin.
    pub skin: SkinClass,
    /// Its undertone.
    pub undertone: Undertone,
    /// Colour of the client's own hair and where it was seen, where it was.
    pub hair: Option<(HairColour, HairSource)>,
    /// Optical density of the ink, as the design's knob.
    pub shade_od: f64,
    /// Diameter of a dot, mm.
    pub dot_diameter_mm: f64,
    /// Dots a cm².
    pub density_per_cm2: f64,
    /// Name of the pigment in the palette.
    pub pigment: PalettePigment,
    /// How sure this is, in a sentence.
    pub note: String,
}

/// Hues of skin (degrees from a* to b*) below which it is cool and above which it is warm (assumption).
const HUES_DEG: [f64; 2] = [48.0, 62.0];
/// Sides with more than this share of the skin's light may be skin seen through short hair; brows with less than these are
/// black and brown (assumptions).
const THROUGH: f32 = 0.35;
const DARK_BROWS: [f32; 2] = [0.16, 0.42];
/// Lightness (L*) from which hair is fair, the darkest skin on which it is believed, typology angle, and how much of that
/// angle's doubt speaks against it (assumptions).
const FAIR_LIGHTNESS: f64 = 55.0;
const DARKEST_WITH_FAIR_DEG: f64 = 20.0;
const DOUBT_OF_FAIR: f64 = 0.6;
/// Where brows lie: from and to beside the midline, lowest, highest, farthest back, head frame, mm (assumption).
const BROW_MM: [f64; 5] = [14.0, 44.0, 15.0, 30.0, -45.0];
/// Cells of hair that tell its colour.
const LEAST_CELLS: usize = 60;
const SURE_HAIR: f32 = 0.7;
/// Hair counts as no lighter than this share of the skin's light: beside white hair no dot would be seen at all (assumption).
const LIGHTEST_HAIR: f64 = 0.6;

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

impl HairColour {
    /// The three from which a client without any hair chooses.
    pub const CHOICES: [HairColour; 3] = [HairColour::Black, HairColour::Brown, HairColour::Fair];

    /// Its light over that of even skin where it can't be measured, red, green, blue (assumption).
    pub fn usual_over_skin(self) -> [f64; 3] {
        match self {
            Self::Black => [0.05, 0.06, 0.08],
            Self::Brown => [0.20, 0.18, 0.16],
            Self::Red => [0.42, 0.30, 0.22],
            Self::Fair => [0.60, 0.60, 0.50],
            Self::Grey => [0.45, 0.60, 0.60],
        }
    }
}

/// Proposes a shade for what was measured; `hair_seen` is the colour that is seen, or that a client without hair has chosen, and
/// where it was seen.
pub fn shade(capture: &CaptureFacts, hair_seen: Option<(HairColour, HairSource)>) -> ShadeProposal {
    let hair = hair_seen.map(|(colour, _)| colour);
    let on_head = hair_seen
        .filter(|(_, by)| *by == HairSource::Hair)
        .map(|(colour, _)| colour);
    let [ita_deg, error_deg] = capture.ita_deg;
    let skin = SkinClass::of(ita_deg);
    let [_, a, b] = lab(capture.skin_rgb);
    let undertone = match b.atan2(a).to_degrees() {
        hue if hue < HUES_DEG[0] => Undertone::Cool,
        hue if hue > HUES_DEG[1] => Undertone::Warm,
        _ => Undertone::Neutral,
    };
    // Fair, red and grey hair is lighter than carbon: on light skin the ink stays below the hair.
    let lighter = match hair {
        Some(HairColour::Fair | HairColour::Grey) => 0.8,
        Some(HairColour::Red) => 0.85,
        Some(HairColour::Brown) => 0.95,
        Some(HairColour::Black) | None => 1.0,
    };
    let is_light = ita_deg > 28.0;
    // The colour and strength of the class of skin come with the look itself (docs/look.md): the dots are those of the middle.
    let [shade_od, dot_diameter_mm, density_per_cm2] =
        [Knob::Shade, Knob::DotDiameter, Knob::Density].map(|knob| knob.row().default);
    ShadeProposal {
        skin,
        undertone,
        hair: hair_seen,
        shade_od: shade_od * if is_light { lighter } else { 1.0 },
        dot_diameter_mm,
        density_per_cm2,
        // Brows are often darker than hair: they choose no line of light pigments.
        pigment: pigment(skin, undertone, on_head),
        note: note(ita_deg, error_deg, hair_seen),
    }
}

/// The pigment that suits.
fn pigment(skin: SkinClass, undertone: Undertone, hair: Option<HairColour>) -> PalettePigment {
    let light = matches!(
        skin,
        SkinClass::VeryLight | SkinClass::Light | SkinClass::Intermediate
    );
    match (hair, undertone) {
        // On darker skin the lines for light hair would be lighter than the skin.
        (Some(HairColour::Grey), _) if light => PalettePigment::Grey,
        (Some(HairColour::Fair), _) if light => PalettePigment::Fair,
        (Some(HairColour::Red), _) if light => PalettePigment::Auburn,
        (Some(HairColour::Fair | HairColour::Red), _) if skin == SkinClass::Tan => PalettePigment::Ash,
        (Some(HairColour::Brown), Undertone::Warm) if light => PalettePigment::Brown,
        // On light skin deep carbon turns blue first: a warm corrector stands against it.
        (_, Undertone::Cool) if matches!(skin, SkinClass::VeryLight | SkinClass::Light) => {
            PalettePigment::CarbonWarm
        }
        _ => PalettePigment::CarbonNeutral,
    }
}

fn note(ita_deg: f64, error_deg: f64, hair_seen: Option<(HairColour, HairSource)>) -> String {
    let hair = match hair_seen {
        Some((hair, HairSource::Hair)) => format!("own hair {}", hair.word()),
        Some((hair, HairSource::Brows)) => format!("no hair is seen; the brows say {}", hair.word()),
        None => "no hair is seen: choose black, brown or fair".to_owned(),
    };
    let [dark, fair] =
        [ita_deg - error_deg, ita_deg + error_deg].map(|ita_deg| SkinClass::of(ita_deg).word());
    let skin = if dark == fair {
        dark.to_owned()
    } else {
        format!("{dark} to {fair}")
    };
    let how = match error_deg > 0.0 {
        true => format!("{ita_deg:.0}° ± {error_deg:.0}°, the photo's light and white are not known"),
        false => format!("{ita_deg:.0}°, as set"),
    };
    format!("A proposal: skin {skin} (typology angle {how}); {hair}. Compare with the client in daylight.")
}

impl ShadeProposal {
    /// Whether the colour was seen on the hair of the head.
    pub fn hair_is_seen(&self) -> bool {
        self.hair.is_some_and(|(_, by)| by == HairSource::Hair)
    }
}

impl HairSource {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Hair => "hair",
            Self::Brows => "brows",
        }
    }
}

impl HairColour {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Black => "black",
            Self::Brown => "brown",
            Self::Red => "red",
            Self::Fair => "fair",
            Self::Grey => "grey",
        }
    }

    /// The colour of that word.
    pub fn named(word: &str) -> Option<Self> {
        [Self::Black, Self::Brown, Self::Red, Self::Fair, Self::Grey]
            .into_iter()
            .find(|colour| colour.word() == word)
    }
}

/// Light of the client's own hair over that of even skin, red, green, blue, as the photo shows it.
pub fn hair_over_skin(regions: &HeadRegions, capture: &CaptureFacts) -> Option<[f64; 3]> {
    let light = hair_light(regions, capture)?;
    let over = |c: usize| (f64::from(light[c]) / capture.skin_rgb[c].max(1e-3)).min(LIGHTEST_HAIR);
    Some([0, 1, 2].map(|c| (over(c) * 1e3).round() / 1e3))
}

/// Linear light of the hair that is seen, in the light that the skin beside it has.
fn hair_light(regions: &HeadRegions, capture: &CaptureFacts) -> Option<Vec3> {
    let even = Vec3::from(capture.skin_rgb.map(|c| c as f32));
    let even_light = luminance(even);
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
    Some(middle.iter().sum::<Vec3>() / middle.len() as f32)
}

/// Light of the brows over that of skin there; none where they aren't seen.
fn brow_over_skin(regions: &HeadRegions) -> Option<f32> {
    let mut seen: Vec<f32> = (0..regions.plate.len())
        .filter(|cell| {
            regions.surface.spots[*cell].is_some_and(|spot| {
                let p = spot.point_mm;
                let brow = (BROW_MM[0]..BROW_MM[1]).contains(&p.x.abs());
                brow && (BROW_MM[2]..BROW_MM[3]).contains(&p.y) && p.z > BROW_MM[4] && spot.facing > 0.4
            })
        })
        .map(|cell| luminance(regions.plate[cell]))
        .collect();
    if seen.len() < LEAST_CELLS {
        return None;
    }
    seen.sort_by(f32::total_cmp);
    let [dark, bare] = [seen.len() / 10, seen.len() * 3 / 4].map(|place| seen[place]);
    Some(dark / bare.max(1e-3))
}

/// Colour of the hair by the brows; none where they are light (fair, grey, or not seen).
pub fn brow_colour(regions: &HeadRegions) -> Option<HairColour> {
    match brow_over_skin(regions)? {
        brows if brows < DARK_BROWS[0] => Some(HairColour::Black),
        brows if brows < DARK_BROWS[1] => Some(HairColour::Brown),
        _ => None,
    }
}

/// Colour of the head's hair that is seen.
pub fn hair_colour(regions: &HeadRegions, capture: &CaptureFacts) -> Option<HairColour> {
    let mean = hair_light(regions, capture)?;
    // Skin shows through shaved sides and makes them fair: brows tell better.
    let over_skin = luminance(mean) / luminance(Vec3::from(capture.skin_rgb.map(|c| c as f32))).max(1e-3);
    if over_skin > THROUGH
        && let Some(colour) = brow_colour(regions)
    {
        return Some(colour);
    }
    let [lightness, a, b] = lab(mean.to_array().map(f64::from));
    let [_, skin_a, skin_b] = lab(capture.skin_rgb);
    let [ita_deg, error_deg] = capture.ita_deg;
    let colourful = libm::hypot(a, b) / libm::hypot(skin_a, skin_b).max(8.0);
    Some(match (lightness, colourful) {
        (l, c) if l > 34.0 && c < 0.6 => HairColour::Grey,
        (l, _) if l < 30.0 => HairColour::Black,
        // Fair hair grows on light skin; on skin that may be dark it is skin seen through what was shaved.
        (l, _) if l > FAIR_LIGHTNESS && ita_deg - DOUBT_OF_FAIR * error_deg < DARKEST_WITH_FAIR_DEG => {
            return None;
        }
        (l, _) if l > FAIR_LIGHTNESS => HairColour::Fair,
        (_, c) if c > 0.9 && a > 0.75 * b && a > 18.0 => HairColour::Red,
        _ => HairColour::Brown,
    })
}
