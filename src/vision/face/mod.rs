//! Faces: found by the detector, meshed, turned into a pose and into what the head's solver takes.

mod canonical_head;
mod detector;
pub(super) mod face_to_given;
pub(super) mod faces;
mod mesh;
mod pose;
