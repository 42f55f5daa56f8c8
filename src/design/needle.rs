//! Needles, and the two schools that practitioners argue about: named sets of knobs.

use super::{DesignError, Knob};

/// A named set of knobs that a person chooses as one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NeedlePreset {
    /// Name on the command line.
    pub name: &'static str,
    /// What it is, and where its numbers come from.
    pub about: &'static str,
    /// What it sets.
    pub knobs: &'static [(Knob, f64)],
}

/// Needles by their number of points. Zones and needles are sourced (single at the hairline, triple to six-point
/// elsewhere, docs/domain.md 1.2); healed diameters, spreads and softness are assumptions.
pub const NEEDLES: [NeedlePreset; 4] = [
    NeedlePreset {
        name: "single",
        about: "Single point: the finest dot, for the hairline; harder to keep even.",
        knobs: &[
            (Knob::DotDiameter, 0.22),
            (Knob::DotSpread, 0.24),
            (Knob::DepthSpread, 0.14),
            (Knob::Softness, 0.08),
        ],
    },
    NeedlePreset {
        name: "three-point",
        about: "Three points (3RL, micro): the usual needle.",
        knobs: &[
            (Knob::DotDiameter, 0.28),
            (Knob::DotSpread, 0.20),
            (Knob::DepthSpread, 0.10),
            (Knob::Softness, 0.12),
        ],
    },
    NeedlePreset {
        name: "five-point",
        about: "Five points: larger, softer dots behind the line.",
        knobs: &[
            (Knob::DotDiameter, 0.33),
            (Knob::DotSpread, 0.19),
            (Knob::DepthSpread, 0.10),
            (Knob::Softness, 0.14),
        ],
    },
    NeedlePreset {
        name: "seven-point",
        about: "Seven points (7RL): large and soft; easily too big.",
        knobs: &[
            (Knob::DotDiameter, 0.38),
            (Knob::DotSpread, 0.19),
            (Knob::DepthSpread, 0.10),
            (Knob::Softness, 0.16),
        ],
    },
];

/// The two schools (practitioners' posts, docs/domain.md 1.2; numbers are assumptions).
pub const SCHOOLS: [NeedlePreset; 2] = [
    NeedlePreset {
        name: "impressions",
        about: "Impressions: fewer, solid dots with space between; ages better.",
        knobs: &[
            (Knob::Density, 65.0),
            (Knob::DotDiameter, 0.32),
            (Knob::Shade, 2.2),
            (Knob::Depth, 0.10),
            (Knob::Softness, 0.11),
        ],
    },
    NeedlePreset {
        name: "dusty",
        about: "Dusty: tiny, tightly set, light dots; soft at first, flatter with the years.",
        knobs: &[
            (Knob::Density, 140.0),
            (Knob::DotDiameter, 0.21),
            (Knob::Shade, 1.2),
            (Knob::Depth, 0.09),
            (Knob::Softness, 0.13),
        ],
    },
];

/// Depths of the top of the pigment in the trade's words, mm: under the first too shallow, from the second right, past
/// the third no longer, past the fourth too deep (own Monte Carlo, docs/domain.md 5.4).
pub const DEPTH_STEPS_MM: [f64; 3] = [0.07, 0.20, 0.30];

/// What a depth is, in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DepthWord {
    /// Lost in the first month.
    TooShallow,
    /// A crisp, lasting dot.
    Right,
    /// Still holds, already soft.
    Deep,
    /// Wide, pale, bluish.
    TooDeep,
}

impl DepthWord {
    /// The word for a depth, mm.
    pub fn of(depth_mm: f64) -> Self {
        let [shallow, right, deep] = DEPTH_STEPS_MM;
        match depth_mm {
            mm if mm < shallow => DepthWord::TooShallow,
            mm if mm <= right => DepthWord::Right,
            mm if mm < deep => DepthWord::Deep,
            _ => DepthWord::TooDeep,
        }
    }
}

/// One of the presets by name; `what` is what it is called in the sentence.
///
/// # Errors
/// None has that name; the sentence lists them.
pub fn named_preset(
    what: &'static str,
    list: &'static [NeedlePreset],
    name: &str,
) -> Result<&'static NeedlePreset, DesignError> {
    let found = list.iter().find(|preset| preset.name == name);
    found.ok_or_else(|| DesignError::no_choice(what, name, list.iter().map(|preset| preset.name)))
}
