//! Letters of any script: what the program's own font lacks is looked for among the fonts of this computer, put in the order in
//! which it is read, and joined as its script wants.
//!
//! Shared by pictures, paper and window, so that a name is written alike everywhere.

mod choice;
mod line;
mod missing;
mod order;
mod system;

pub use line::{LinePiece, pieces};
pub use missing::{MissingLetters, missing, scripts_of};
pub use order::{has_from_right, in_reading_order};
pub use system::{Lookup, SystemFont, font_for, lookup};

/// The program's own font: Latin, Greek and Cyrillic.
pub const OWN_FONT: &[u8] = epaint_default_fonts::UBUNTU_LIGHT;
