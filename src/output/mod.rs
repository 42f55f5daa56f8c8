//! Pictures, plans and lists out of the program. Nothing is written under its final name until it is complete.

pub mod board;
pub mod dots_csv;
pub mod encode;
mod encode_rows;
#[cfg(test)]
mod encode_tests;
pub mod framing;
mod image_format;
pub mod legend;
mod letters;
pub mod metadata;
pub mod moving;
mod part;
pub mod picture;
pub mod plan_csv;
pub mod save;
pub mod share;
mod srgb;
pub mod strip;
pub mod style_picture;
pub mod target;

pub use encode::{EncodeError, EncodeInput, encode};
pub use image_format::{FormatLimits, ImageFormat};
pub use letters::say_by;
pub use srgb::srgb8;
