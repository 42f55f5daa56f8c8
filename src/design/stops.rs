//! The values behind the buttons of the panel: what a person chooses by a word and not by a number.

/// A choice by a word: its label's key and its value.
pub type KnobStops = [(&'static str, f64); 3];

/// How dense, dots per cm²: from the softest to the fullest work that studios show; natural is the middle of each class of
/// skin (docs/look.md).
pub const DENSITY_PER_CM2: KnobStops = [("Light", 60.0), ("Natural", 95.0), ("Full", 150.0)];
/// How dark, optical density over 0.2 mm (assumption: thin, usual and undiluted ink).
pub const SHADE_OD: KnobStops = [("Light", 1.2), ("Medium", 2.0), ("Dark", 2.6)];
/// Depth of the transition zone, mm: the soft and the sharp end of healed work and its middle (docs/look.md).
pub const EDGE_WIDTH_MM: KnobStops = [("Soft", 19.0), ("Natural", 15.0), ("Defined", 9.0)];
/// Moments in two rows: key, days after the last session, years after healing.
pub const MOMENTS: [[(&str, f64, f64); 3]; 2] = [
    [("Fresh", 0.0, 0.0), ("1 week", 7.0, 0.0), ("Healed", 42.0, 0.0)],
    [
        ("2 years", 42.0, 2.0),
        ("5 years", 42.0, 5.0),
        ("8 years", 42.0, 8.0),
    ],
];
/// How far the eye is off, m; 0 is as in the photo (assumption: an arm is 0.6 m).
pub const DISTANCE_M: [(&str, f64); 4] = [("Photo", 0.0), ("Arm", 0.6), ("1 m", 1.0), ("3 m", 3.0)];
