//! `shaders/shade.wgsl`: skin times transmittance, shine on top.

use super::shared::ShadeParams;
use super::{Kernel, LIGHT_VARIANTS, PassArea, record_light};
use crate::gpu::OpenDevice;

/// The pass, compiled.
pub struct ShadePass(Kernel);

/// What the pass reads and writes.
pub struct ShadeResources<'a> {
    /// Linear light, one vector a pixel.
    pub working: &'a wgpu::Buffer,
    /// Accumulator of the dots.
    pub core: &'a wgpu::Buffer,
    /// Accumulator of the halos.
    pub halo: &'a wgpu::Buffer,
    /// The light's grid.
    pub gains: &'a wgpu::Buffer,
    /// List of the blocks with ink.
    pub blocks: &'a wgpu::Buffer,
    /// Result, and whether there is ink.
    pub shaded: &'a wgpu::Buffer,
}

impl ShadePass {
    pub(super) fn new(gpu: &OpenDevice) -> Self {
        ShadePass(Kernel::with_variants(gpu, "shade", &LIGHT_VARIANTS))
    }

    /// Records the pass.
    pub fn record(
        &self,
        gpu: &OpenDevice,
        encoder: &mut wgpu::CommandEncoder,
        params: &ShadeParams,
        on: &ShadeResources<'_>,
        over: PassArea,
    ) {
        let resources = [
            on.working.as_entire_binding(),
            on.core.as_entire_binding(),
            on.halo.as_entire_binding(),
            on.shaded.as_entire_binding(),
            on.gains.as_entire_binding(),
        ];
        record_light(&self.0, gpu, encoder, params, resources, on.blocks, over);
    }
}
