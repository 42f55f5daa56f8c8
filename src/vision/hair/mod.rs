//! Hair against bare skin, what covers the head, and how much of the scalp each of them takes.

pub(super) mod cell_signs;
pub(super) mod coverage;
pub(super) mod hair_signs;
mod head_cover;
pub(super) mod own_stubble;
pub(super) mod temple_hair;
