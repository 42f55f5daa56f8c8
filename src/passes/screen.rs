//! `shaders/screen.wgsl`: skin times transmittance, encoded for the screen.

use super::shared::ShadeParams;
use super::{Kernel, LIGHT_VARIANTS, PassArea, record_light};
use crate::gpu::OpenDevice;

/// The pass, compiled.
pub struct ScreenPass(Kernel);

/// What the pass reads and writes.
pub struct ScreenResources<'a> {
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

impl ScreenPass {
    pub(super) fn new(gpu: &OpenDevice) -> Self {
        ScreenPass(Kernel::with_variants(gpu, "screen", &LIGHT_VARIANTS))
    }

    /// Records the pass.
    pub fn record(
        &self,
        gpu: &OpenDevice,
        encoder: &mut wgpu::CommandEncoder,
        params: &ShadeParams,
        on: &ScreenResources<'_>,
        over: PassArea,
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
