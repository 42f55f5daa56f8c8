//! Pictures, plans and lists out of the program. Nothing is written under its final name until it is complete.

pub mod dots_csv;
pub mod encode;
mod encode_rows;
#[cfg(test)]
mod encode_tests;
mod image_format;
pub mod legend;
mod letters;
pub mod metadata;
pub mod moving;
mod part;
pub mod picture;
pub mod save;
mod srgb;
pub mod strip;
pub mod target;

pub use encode::{EncodeError, EncodeInput, encode};
pub use image_format::ImageFormat;
pub use srgb::srgb8;
