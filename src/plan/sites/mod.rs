//! What each site is before any fill: its place and onset on the head, its weight at the hairline, the client's own hair
//! and the brush.

pub mod client_scalp_words;
pub mod density_sketch;
pub mod density_twin;
pub mod fill_masks;
pub mod hairline_edge;
pub mod hairline_edge_cache;
pub mod hash_streams;
pub mod later_loss;
pub mod noise;
pub mod salt;
pub mod scalp;
pub mod site_cells;
pub mod strokes;
