//! Streams of the integer hash that belong to the plan: each decision has its own, so that no two are related.

use crate::head::hash::stream::FREE;

/// Class of a dot's diameter.
pub const DIAMETER: u32 = FREE;
/// Class of a dot's tone.
pub const TONE: u32 = FREE + 1;
/// Micro-irregularity of the hairline.
pub const MICRO: u32 = FREE + 2;
/// Macro-irregularity of the hairline.
pub const MACRO: u32 = FREE + 3;
/// Loose groups of dots.
pub const CLUSTER: u32 = FREE + 4;
/// The hand's pressure.
pub const PRESSURE: u32 = FREE + 5;
/// Direction of a shaved hair.
pub const HAIR: u32 = FREE + 6;
/// Unevenness of a drawn head's skin and hair.
pub const DRAWN: u32 = FREE + 7;
/// Owner of a site under *replace*: this and the row of the fill.
pub const OWNER: u32 = FREE + 16;
