//! `shaders/screen.wgsl`: skin times transmittance, encoded for the screen.

use super::shared::ShadeParams;
use super::{Kernel, LIGHT_VARIANTS, Over, record_light};
use crate::gpu::Gpu;

/// The pass, compiled.
pub struct Screen(Kernel);

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
    /// List of the blocks with ink.
    pub blocks: &'a wgpu::Buffer,
    /// The picture, RGBA of 8 bits; the pass writes the tile's part of it.
    pub screen: &'a wgpu::TextureView,
}

impl Screen {
    pub(super) fn new(gpu: &Gpu) -> Self {
        Screen(Kernel::with_variants(gpu, "screen", &LIGHT_VARIANTS))
    }

    /// Records the pass.
    pub fn record(
        &self,
        gpu: &Gpu,
        encoder: &mut wgpu::CommandEncoder,
        params: &ShadeParams,
        on: &Resources<'_>,
        over: Over,
    ) {
        let resources = [
            on.working.as_entire_binding(),
            on.core.as_entire_binding(),
            on.halo.as_entire_binding(),
            wgpu::BindingResource::TextureView(on.screen),
            on.gains.as_entire_binding(),
        ];
        record_light(&self.0, gpu, encoder, params, resources, on.blocks, over);
    }
}
