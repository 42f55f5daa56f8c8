//! Bare patches and scars within shaved hair: where they lie, which shapes they have, and their light over that around.

mod bare_cells;
pub(super) mod found_patches;
mod patch_shape;
