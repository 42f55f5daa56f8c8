//! `shaders/present.wgsl`: linear light to the codes of the photo's profile.

use super::shared::PresentParams;
use super::{Kernel, groups_for_pixels};
use crate::gpu::Gpu;

/// The pass, compiled.
pub struct Present(Kernel);

/// What the pass reads and writes.
pub struct Resources<'a> {
    /// Linear light and ink flag.
    pub shaded: &'a wgpu::Buffer,
    /// Three curves, code to linear.
    pub curves: &'a wgpu::Buffer,
    /// Codes to begin the search at.
    pub guesses: &'a wgpu::Buffer,
    /// Two words a pixel.
    pub frame: &'a wgpu::Buffer,
}

impl Present {
    pub(super) fn new(gpu: &Gpu) -> Self {
        Present(Kernel::new(gpu, "present"))
    }

    /// Records the pass.
    pub fn record(
        &self,
        gpu: &Gpu,
        encoder: &mut wgpu::CommandEncoder,
        params: &PresentParams,
        on: &Resources<'_>,
    ) {
        let uniform = gpu.uniform("present", params);
        let resources = [
            uniform.as_entire_binding(),
            on.shaded.as_entire_binding(),
            on.curves.as_entire_binding(),
            on.guesses.as_entire_binding(),
            on.frame.as_entire_binding(),
        ];
        self.0.record(
            gpu,
            encoder,
            0,
            &resources,
            groups_for_pixels(params.width, params.height),
        );
    }
}
