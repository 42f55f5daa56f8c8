//! The engine, by its dots and pixels, on whatever graphics device there is; and its shaders.

mod changes;
mod client;
mod dots;
mod golden;
mod light;
mod matched_top;
mod noop;
mod optics;
mod screen;
mod shaders;
mod sides;
mod stability;
mod stage;
mod strokes;
mod tally;
mod tiles;

#[path = "../support/drawn_head.rs"]
mod drawn_head;
#[path = "../support/fixtures.rs"]
mod fixtures;
