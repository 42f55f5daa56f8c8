//! What is seen in a photo: faces, the person and the head's edge; blur, grain, skin and light; hair and spots; advice and a shade.

mod advice;
mod capture;
mod face;
mod gaussian_blur;
mod guided_filter;
mod hair;
mod head_surface;
mod linear_plate;
mod median;
mod network_input;
mod outline;
mod patches;
mod regions;

pub use advice::marks::{BANDS_MM, PatchMarks, marks};
pub use advice::match_sides::{DotArea, DotLight, SCALES_MM, SideMatch, match_sides, match_tone};
pub use advice::photo_advice::{PhotoAdvice, advice};
pub use advice::shade_proposal::{
    HairColour, HairSource, ShadeProposal, SkinClass, Undertone, brow_colour, hair_colour, hair_over_skin,
    shade,
};
pub use advice::spots::{ASK_A_DOCTOR, BareSpot, spots};
pub use advice::treated_top::{TreatedTop, treated_top};
pub use capture::colour_cast::{NeutralReference, neutral_gains};
pub use capture::photo_capture::{capture, learn_skin};
pub use face::face_to_given::given_by_face;
pub use face::faces::{Face, faces};
pub use hair::coverage::{HairCoverage, coverage, hair_map};
pub use hair::temple_hair::bare_before_hair_mm;
pub use outline::head_edge::head_edge;
pub use outline::person_mask::{PersonMask, person_mask};
pub use outline::pose_outline::pose_outline;
pub use outline::pose_proposal::likely_poses;
pub use outline::silhouette::head_edge_px;
pub use patches::found_patches::{FoundPatch, found_patches};
pub use regions::{HeadRegions, regions};
