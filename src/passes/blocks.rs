//! `shaders/blocks.wgsl`: which blocks of the box that can hold ink have some.

use super::shared::ShadeParams;
use super::{Kernel, groups_for_pixels};
use crate::gpu::OpenDevice;

/// The pass, compiled.
pub struct BlocksPass(Kernel);

/// What the pass reads and writes.
pub struct BlocksResources<'a> {
    /// Accumulator of the dots.
    pub core: &'a wgpu::Buffer,
    /// Accumulator of the halos.
    pub halo: &'a wgpu::Buffer,
    /// List of the blocks, empty before, see [`list_words`].
    pub blocks: &'a wgpu::Buffer,
}

/// Most entries of the list for a box of that size, px.
pub fn list_words(width: u32, height: u32) -> u64 {
    u64::from(width.div_ceil(super::BLOCK)) * u64::from(height.div_ceil(super::BLOCK))
}

impl BlocksPass {
    pub(super) fn new(gpu: &OpenDevice) -> Self {
        BlocksPass(Kernel::new(gpu, "blocks"))
    }

    /// Records the pass.
    pub fn record(
        &self,
        gpu: &OpenDevice,
        encoder: &mut wgpu::CommandEncoder,
        params: &ShadeParams,
        on: &BlocksResources<'_>,
    ) {
        let uniform = gpu.uniform("blocks", params);
        let resources = [
            uniform.as_entire_binding(),
            on.core.as_entire_binding(),
            on.halo.as_entire_binding(),
            on.blocks.as_entire_binding(),
        ];
        let groups = groups_for_pixels(params.box_width, params.box_height);
        self.0.record(gpu, encoder, 0, &resources, groups);
    }
}
