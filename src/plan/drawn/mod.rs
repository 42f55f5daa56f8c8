//! The client's head drawn without a photo: seen from anywhere, in the client's tone, with nobody's features.

mod drawn_head;
mod facet_raster;
mod mannequin;

pub use drawn_head::{DrawnHead, DrawnPose};
