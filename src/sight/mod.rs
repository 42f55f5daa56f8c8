//! What is seen in a photo: faces, persons, and where the head ends against a plain background.

mod canonical;
mod capture;
mod cast;
mod check;
mod complexion;
mod coverage;
mod crop;
mod edge;
mod face;
mod face_detect;
mod face_mesh;
mod fit;
mod grain;
mod guided;
mod hair;
mod lamp;
mod match_sides;
mod person;
mod plate;
mod pose;
mod regions;
mod shade;
mod shading;
mod sharpness;
mod silhouette;
mod skin;
mod spots;
mod surface;
mod understood;

pub use capture::capture;
pub use cast::{Neutral, cast};
pub use check::{Advice, advice};
pub use coverage::{Coverage, coverage, hair_map};
pub use edge::head_edge;
pub use face::{Face, faces};
pub use fit::given_of;
pub use match_sides::{DotArea, DotLight, SCALES_MM, SideMatch, match_sides, match_tone};
pub use person::{PersonMask, person_mask};
pub use regions::{Regions, regions};
pub use shade::{
    HairColour, Shade, SkinClass, ToldBy, Undertone, brow_colour, hair_colour, hair_over_skin, shade,
};
pub use silhouette::head_edge_px;
pub use spots::{ASK_A_DOCTOR, Spot, spots};
pub use understood::{Understood, understood};
