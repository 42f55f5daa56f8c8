//! Words of pigment, needle, sessions, time and light.

pub use crate::words::trade::{capital, pigment, plan, preset};

use crate::design::LightChoice;
use crate::design::needle::DepthWord;
use egui_material_icons::MaterialIcon;
use egui_material_icons::icons::*;

/// Sections.
pub const PIGMENT: &str = "Pigment";
pub const NEEDLE: &str = "Points of the needle, depth";
pub const SCHOOL: &str = "School";
pub const MOMENT: &str = "When?";
/// Over the list of zones, where there are several.
pub const WHICH_ZONE: &str = "Zone that pigment, depth and the numbers under Fine are set for";
/// Over the sessions.
pub const SESSIONS: &str = "Sessions";
pub const LIGHT: &str = "Light and distance";
/// Over the numbers of the sessions.
pub const AFTER_SESSION: &str = "Show the head after session";
/// Colours the sessions.
pub const LAYERS: &str = "Show each session in its colour";
/// Over the distances.
pub const SEEN_FROM: &str = "Seen from: as in the photo, arm's length, 1 m, 3 m";

/// Shows all moments one after the other.
pub const PLAY: &str = "Play fresh to 10 years";
pub const STOP: &str = "Stop";

/// A dilution as the chart has it.
pub fn dilution(parts: f64) -> String {
    format!("About 1:{parts:.0} in water (model).")
}

/// Header of a session's numbers.
pub fn session(number: usize) -> String {
    format!("Session {number}")
}

/// What a depth means.
pub fn depth(word: DepthWord) -> &'static str {
    match word {
        DepthWord::TooShallow => "Too shallow: much of it is lost in the first month.",
        DepthWord::Right => "Right: crisp and lasting. (Top of the pigment, model; not a needle setting.)",
        DepthWord::Deep => "On the deep side: softer and cooler.",
        DepthWord::TooDeep => "Too deep: dots spread, pale and bluish.",
    }
}

/// When a touch-up is usually wanted, worst and typical.
pub fn touch_up(years: [f64; 2]) -> String {
    format!(
        "Touch-up usually wanted after {:.0} to {:.0} years on this skin and sun. An assumption: it lasts about 5 years, up to 8.",
        years[0].max(1.0),
        years[1].max(1.0)
    )
}

/// Icon of a light.
pub fn light_icon(light: LightChoice) -> MaterialIcon {
    match light {
        LightChoice::AsPhotographed => ICON_PHOTO_CAMERA,
        LightChoice::SoftStudio => ICON_TUNGSTEN,
        LightChoice::Bathroom => ICON_LIGHT,
        LightChoice::NoonSun => ICON_SUNNY,
        LightChoice::Evening => ICON_WB_TWILIGHT,
    }
}
