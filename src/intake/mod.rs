//! From a photo and what is given of it to a shot on a head, and to what the photo tells of its client: one order for the
//! window and the command line.
//!
//! Decode ([`crate::photo::decode`]) → faces ([`crate::vision::faces`]) → [`HeadSolver::fit`] → [`HeadFit::shot`] →
//! [`PhotoFindings::of`] → [`PhotoFindings::measured`] into the project, and [`DesignProposal::of`] for its design.

mod demo;
mod error;
mod findings;
mod found_fills;
mod head_fit;
mod proposal;
mod stencil_image;
mod view_file;

pub use demo::{DEMO_PHOTO, demo_view};
pub use error::IntakeError;
pub use findings::PhotoFindings;
pub use found_fills::{begun_for_found, case_of_found, with_found};
pub use head_fit::{HeadFit, HeadSolver, photo_facts};
pub use proposal::{DesignProposal, with_shade, with_sides};
pub use stencil_image::{stencil_at, stencil_image};
pub use view_file::{JSON_FORMAT, view_file};
