//! Where the head and the person end in a photo.

mod complexion;
pub(super) mod head_edge;
pub(super) mod person_mask;
pub(super) mod pose_outline;
pub(super) mod pose_proposal;
pub(super) mod silhouette;
