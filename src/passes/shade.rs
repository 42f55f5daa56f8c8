//! `shaders/shade.wgsl`: skin times transmittance, shine on top.

use super::shared::ShadeParams;
use super::{Kernel, groups_for_pixels};
use crate::gpu::Gpu;

/// The pass, compiled.
pub struct Shade(Kernel);

/// What the pass reads and writes.
pub struct Resources<'a> {
    /// Linear light, one vector a pixel.
    pub working: &'a wgpu::Buffer,
    /// Accumulator of the dots.
    pub core: &'a wgpu::Buffer,
    /// Accumulator of the halos.
    pub halo: &'a wgpu::Buffer,
    /// The light's grid.
    pub gains: &'a wgpu::Buffer,
    /// Result, and whether there is ink.
    pub shaded: &'a wgpu::Buffer,
}

impl Shade {
    pub(super) fn new(gpu: &Gpu) -> Self {
        Shade(Kernel::new(gpu, "shade"))
    }

    /// Records the pass.
    pub fn record(
        &self,
        gpu: &Gpu,
        encoder: &mut wgpu::CommandEncoder,
        params: &ShadeParams,
        on: &Resources<'_>,
    ) {
        let uniform = gpu.uniform("shade", params);
        let resources = [
            uniform.as_entire_binding(),
            on.working.as_entire_binding(),
            on.core.as_entire_binding(),
            on.halo.as_entire_binding(),
            on.shaded.as_entire_binding(),
            on.gains.as_entire_binding(),
        ];
        self.0.record(
            gpu,
            encoder,
            &resources,
            groups_for_pixels(params.width, params.height),
        );
    }
}
