//! What a picture of the dots needs: tiles and sizes, the view, what lies in front, and the light.

pub mod lighting;
pub mod occlusion;
pub mod site_projection;
pub mod tiles;
