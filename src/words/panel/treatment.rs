//! Words of pigment, needle, sessions, time and light.

pub use crate::words::trade::{capital, pigment, plan, preset};

use crate::design::LightChoice;
use crate::design::needle::DepthWord;
use crate::words::catalogue::{decimal, said};
use egui_material_icons::MaterialIcon;
use egui_material_icons::icons::*;

said! {
    /// Sections.
    pigment_title = "treat-pigment";
    needle = "treat-needle";
    school = "treat-school";
    moment = "treat-moment";
    /// Over the list of zones, where there are several.
    which_zone = "treat-which-zone";
    /// Over the sessions.
    sessions = "treat-sessions";
    light = "treat-light";
    /// Over the numbers of the sessions.
    after_session = "treat-after-session";
    /// Colours the sessions.
    layers = "treat-layers";
    /// Over the distances.
    seen_from = "treat-seen-from";

    /// Shows all moments one after the other.
    play = "treat-play";
    stop = "treat-stop";
}

/// A dilution as the chart has it.
pub fn dilution(parts: f64) -> String {
    told!("treat-dilution", parts = decimal(parts, 0))
}

/// Header of a session's numbers.
pub fn session(number: usize) -> String {
    told!("treat-session", number)
}

/// What a depth means.
pub fn depth(word: DepthWord) -> &'static str {
    match word {
        DepthWord::TooShallow => said("treat-depth-too-shallow"),
        DepthWord::Right => said("treat-depth-right"),
        DepthWord::Deep => said("treat-depth-deep"),
        DepthWord::TooDeep => said("treat-depth-too-deep"),
    }
}

/// When a touch-up is usually wanted, worst and typical.
pub fn touch_up(years: [f64; 2]) -> String {
    told!(
        "treat-touch-up",
        from = decimal(years[0].max(1.0), 0),
        to = decimal(years[1].max(1.0), 0)
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
