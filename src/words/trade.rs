//! What the window calls styles, pigments, needles and plans of sessions; the command line knows these words too.

use crate::head::NamedPose;

/// A hairline style by its file name.
pub fn style(name: &str) -> String {
    match name {
        "clean-cut" => "Clean cut".to_owned(),
        "slightly-receding" => "Slightly back".to_owned(),
        "m-shape" => "M shape".to_owned(),
        "widows-peak" => "Widow's peak".to_owned(),
        "feminine-round" => "Feminine, round".to_owned(),
        "feminine-peak" => "Feminine, peak".to_owned(),
        "afro-line-up" => "Afro line-up".to_owned(),
        "none" => "No hairline".to_owned(),
        other => capital(other).replace('-', " "),
    }
}

/// Name of a pigment.
pub fn pigment(name: &str) -> String {
    capital(name.strip_prefix("carbon-").unwrap_or(name))
}

/// Name of a needle or school.
pub fn preset(name: &'static str) -> &'static str {
    match name {
        "single" => "1",
        "three-point" => "3",
        "five-point" => "5",
        "seven-point" => "7",
        "impressions" => "Impressions",
        "dusty" => "Dusty",
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
        NamedPose::Front => "Front",
        NamedPose::Left => "Left",
        NamedPose::Right => "Right",
        NamedPose::Back => "Back",
        NamedPose::Top => "Top",
        NamedPose::Crown => "Crown",
        NamedPose::CloseUp => "Close-up",
    }
}
