//! What the dots of each fill are: how many, how large, how dark, how healed, on this client and in this photo.

pub mod client_traits;
pub mod dot_table;
pub mod fills;
pub mod healing;
pub mod matched_ink;
pub mod optics;
mod photo_look;
pub mod settled_dots;
pub mod toned_fill;
