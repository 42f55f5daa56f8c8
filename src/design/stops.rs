//! The values behind the buttons of the panel: what a person chooses by a word and not by a number.

/// A choice by a word: its label's key and its value.
pub type Stops = [(&'static str, f64); 3];

/// How dense, dots per cm²: from the softest to the fullest work that studios show; natural is the middle of each class of
/// skin (docs/look.md).
pub const DENSITY_PER_CM2: Stops = [("Light", 60.0), ("Natural", 95.0), ("Full", 150.0)];
/// How dark, optical density over 0.2 mm (assumption: thin, usual and undiluted ink).
pub const SHADE_OD: Stops = [("Light", 1.2), ("Medium", 2.0), ("Dark", 2.6)];
/// Depth of the transition zone, mm: the soft and the sharp end of healed work and its middle (docs/look.md).
pub const EDGE_WIDTH_MM: Stops = [("Soft", 19.0), ("Natural", 15.0), ("Defined", 9.0)];
