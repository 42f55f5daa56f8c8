//! The plan: what is kept between edits, and the optics of a dot.

mod edits;
mod optics;
