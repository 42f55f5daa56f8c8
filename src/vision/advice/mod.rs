//! What a person is offered: advice on the photo, spots to keep free, a shade, and a match with the shaved sides.

pub(super) mod marks;
pub(super) mod match_sides;
pub(super) mod photo_advice;
pub(super) mod shade_proposal;
pub(super) mod spots;
mod stubble_field;
pub(super) mod treated_top;
