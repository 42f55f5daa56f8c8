//! The head: its scalp template in millimetres, its landmarks, the camera of a view, and the maps between the spaces.
//!
//! Head frame: millimetres, origin midway between the pupils, x to the client's left, y up, z to the front.

pub mod camera;
pub mod capture;
mod chin;
pub mod client_scalp;
pub mod error;
mod fit_input;
mod geodesic;
pub mod hand;
pub mod handles;
pub(crate) mod harmonics;
pub mod hash;
pub mod in_front;
mod joint_fit;
mod joint_problem;
pub mod landmarks;
pub(crate) mod least_squares;
pub mod measures;
mod named_view;
pub mod outline;
pub(crate) mod packed;
mod photo_claim;
pub(crate) mod scalar;
#[cfg(test)]
mod scan_test;
#[cfg(test)]
mod scan_view_test;
pub mod seen_mask;
pub mod shape_fit;
pub mod sites;
pub mod solve;
mod solve_on;
#[cfg(test)]
mod surface_test;
pub mod template;
#[cfg(test)]
mod template_design;
mod template_table;
pub mod view;
#[cfg(test)]
mod view_test;
pub mod warp;

pub use camera::Camera;
pub use capture::{BlurGrid, CaptureFacts};
pub use client_scalp::{ClientScalp, HairMap, KeepFree};
pub use error::HeadError;
pub use fit_input::{CloseUpPlace, FitInput, FoundFace, NamedPose, PhotoFacts};
pub use handles::FitHandles;
pub use in_front::InFront;
pub use joint_fit::{JointFit, solve_jointly};
pub use landmarks::{Ear, HeadLandmarks};
pub use measures::{CORRECTION_COUNT, HeadMeasures, MEASURE_COUNT, MEASURES, MeasureInfo, ShapeCorrection};
pub use photo_claim::PhotoClaim;
pub use seen_mask::SeenMask;
pub use solve::solve;
pub use solve_on::solve_on;
pub use template::{Head, SurfacePoint, direction_from_centre};
pub use view::{HeadView, ViewSource, check_warnings};
pub use warp::ResidualWarp;
