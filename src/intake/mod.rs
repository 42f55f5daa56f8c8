//! From a photo and what is given of it to a shot on a head, and to what the photo tells of its client: one order for the
//! window and the command line.
//!
//! Decode ([`crate::photo::decode`]) → faces ([`crate::vision::faces`]) → [`HeadSolver::fit`] → [`HeadFit::shot`] →
//! [`PhotoFindings::of`] → [`PhotoFindings::measured`] into the project, and [`DesignProposal::of`] for its design.

mod demo;
mod error;
mod findings;
mod head_fit;
mod proposal;
mod view_file;

pub use demo::{DEMO_PHOTO, demo_view};
pub use error::IntakeError;
pub use findings::PhotoFindings;
pub use head_fit::{HeadFit, HeadSolver, photo_facts};
pub use proposal::{DesignProposal, with_shade, with_sides};
pub use view_file::{JSON_FORMAT, view_file};
