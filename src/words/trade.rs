//! What the window calls styles, pigments, needles and plans of sessions; the command line knows these words too.

use super::catalogue::{found, said};
use crate::head::NamedPose;

/// A hairline style by its file name.
pub fn style(name: &str) -> String {
    found(&format!("style-{name}")).map_or_else(|| capital(name).replace('-', " "), str::to_owned)
}

/// Name of a pigment.
pub fn pigment(name: &str) -> String {
    let known = found(&format!("pigment-{name}"));
    known.map_or_else(
        || capital(name.strip_prefix("carbon-").unwrap_or(name)),
        str::to_owned,
    )
}

/// Name of a zone that a case or style brings; a person's own stays as it is.
pub fn zone(name: &str) -> String {
    found(&format!("zone-{name}")).map_or_else(|| capital(name).replace('-', " "), str::to_owned)
}

/// Name of a needle or school.
pub fn preset(name: &'static str) -> &'static str {
    match name {
        "single" => "1",
        "three-point" => "3",
        "five-point" => "5",
        "seven-point" => "7",
        "impressions" => said("trade-preset-impressions"),
        "dusty" => said("trade-preset-dusty"),
        other => other,
    }
}

/// Name of a plan of sessions.
pub fn plan(name: &'static str) -> &'static str {
    match name {
        "two" => "2",
        "three" => "3",
        "four" => "4",
        "five" => "5",
        other => other,
    }
}

/// The first letter large.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

/// A pose, short.
pub fn pose(pose: NamedPose) -> &'static str {
    match pose {
        NamedPose::Front => said("trade-pose-front"),
        NamedPose::Left => said("trade-pose-left"),
        NamedPose::Right => said("trade-pose-right"),
        NamedPose::Back => said("trade-pose-back"),
        NamedPose::Top => said("trade-pose-top"),
        NamedPose::Crown => said("trade-pose-crown"),
        NamedPose::CloseUp => said("trade-pose-close-up"),
    }
}
