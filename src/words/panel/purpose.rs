//! Words of the step *What for?*: later stages and how much of the scalp is affected.

#![allow(missing_docs, reason = "every sentence is its own description")]

use crate::words::catalogue::{decimal, said};

said! {
    later = "panel-later";
    later_help = "panel-later-help";
}

/// What a plan leaves at a later stage: skin lost and skin without dots, cm², with the standard error of areas as a share.
pub fn later_loss(stage: &str, lost_cm2: f64, bare_cm2: f64, error: f64) -> String {
    let sure = match (100.0 * error).round() {
        percent if percent >= 1.0 => {
            format!(" (± {})", told!("canvas-percent", percent = decimal(percent, 0)))
        }
        _ => String::new(),
    };
    match bare_cm2 {
        little if little < 3.0 => {
            told!(
                "panel-later-loss-covered",
                stage,
                lost_cm2 = decimal(lost_cm2, 0),
                sure
            )
        }
        _ => told!(
            "panel-later-loss-bare",
            stage,
            bare_cm2 = decimal(bare_cm2, 0),
            lost_cm2 = decimal(lost_cm2, 0),
            sure
        ),
    }
}

/// The SALT score of what is treated, with its class (docs/domain.md 4).
pub fn salt(score: f64) -> String {
    let class = match score {
        little if little < 20.5 => said("panel-salt-limited"),
        some if some < 49.5 => said("panel-salt-moderate"),
        much if much < 94.5 => said("panel-salt-severe"),
        _ => said("panel-salt-very-severe"),
    };
    told!("panel-salt", score = decimal(score, 0), class)
}

said! {
    purpose_help = "panel-purpose-help";
}
