//! How a photo was taken: sharpness, sharpening, grain, colour cast, light, and the skin's colour.

pub(super) mod bare_skin;
pub(super) mod colour_cast;
mod grain;
mod light_direction;
pub(super) mod photo_capture;
mod sharpening;
mod sharpness;
pub(super) mod skin_colour;
pub(super) mod skin_shading;
