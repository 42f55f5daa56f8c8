//! What can go wrong while rendering.

use crate::gpu::GpuError;

/// Each variant is one cause; its sentence says what to do next.
#[derive(Debug, Clone, thiserror::Error)]
pub enum EngineError {
    /// The device failed.
    #[error(transparent)]
    Gpu(#[from] GpuError),
    /// A rectangle outside the photo, or an empty picture.
    #[error(
        "the rectangle {x},{y} of {width} × {height} px does not lie in the photo of {photo_width} × {photo_height} px; choose x,y,w,h inside it"
    )]
    Rect {
        /// Left edge, px.
        x: u32,
        /// Upper edge, px.
        y: u32,
        /// Width, px.
        width: u32,
        /// Height, px.
        height: u32,
        /// Width of the photo, px.
        photo_width: u32,
        /// Height of the photo, px.
        photo_height: u32,
    },
    /// The sites of the seed were not handed over.
    #[error(
        "the follicle sites of seed {seed} have not been grown yet; grow them first, or use seed 1, which ships"
    )]
    NoSites {
        /// The seed.
        seed: u32,
    },
    /// Stopped by the person.
    #[error("stopped; nothing was written")]
    Cancelled,
}
