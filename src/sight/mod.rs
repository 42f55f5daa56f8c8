//! What is seen in a photo: so far, where the head ends against a plain background.

mod silhouette;

pub use silhouette::head_edge_px;
