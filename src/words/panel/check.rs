//! Words of the realism check.

#![allow(missing_docs, reason = "every constant's text is its own description")]

use crate::check::CheckLight;

pub const TITLE: &str = "Realism check";
pub const ALL_FINE: &str = "Nothing in it reads as fake.";
/// A mend by numbers lets go of points.
pub const POINTS_GO: &str = "Points that were placed by hand follow the style again.";

/// A light for those who don't see its colour.
pub fn light(light: CheckLight) -> &'static str {
    match light {
        CheckLight::Green => "Fine",
        CheckLight::Note => "Note",
        CheckLight::Amber => "Look again",
        CheckLight::Red => "Reads as fake",
    }
}

/// What the line at the bottom says.
pub fn counted(worst: CheckLight, count: usize) -> String {
    match worst {
        CheckLight::Green | CheckLight::Note => "Realism: fine".to_owned(),
        CheckLight::Amber => format!("Realism: {count} to look at"),
        CheckLight::Red => format!("Realism: {count} to mend"),
    }
}

/// What is left.
pub fn others_fine(count: usize) -> String {
    format!("{count} other checks are fine.")
}
