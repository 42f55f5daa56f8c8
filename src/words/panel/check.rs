//! Words of the realism check.

#![allow(missing_docs, reason = "every sentence is its own description")]

use crate::check::CheckLight;
use crate::words::catalogue::said;

said! {
    title = "check-title";
    all_fine = "check-all-fine";
    /// A mend by numbers lets go of points.
    points_go = "check-points-go";
}

/// A light for those who don't see its colour.
pub fn light(light: CheckLight) -> &'static str {
    match light {
        CheckLight::Green => said("check-light-green"),
        CheckLight::Note => said("check-light-note"),
        CheckLight::Amber => said("check-light-amber"),
        CheckLight::Red => said("check-light-red"),
    }
}

/// What the line at the bottom says.
pub fn counted(worst: CheckLight, count: usize) -> String {
    match worst {
        CheckLight::Green | CheckLight::Note => said("check-counted-note").to_owned(),
        CheckLight::Amber => told!("check-counted-amber", count),
        CheckLight::Red => told!("check-counted-red", count),
    }
}

/// What is left.
pub fn others_fine(count: usize) -> String {
    told!("check-others-fine", count)
}
