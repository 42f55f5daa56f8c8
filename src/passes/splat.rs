//! `shaders/splat.wgsl`: dots to log transmittance, by integer atomics.

use super::shared::SplatParams;
use super::{DispatchSize, Kernel};
use crate::gpu::OpenDevice;

/// The pass, compiled.
pub struct SplatPass(Kernel);

/// What the pass reads and writes.
pub struct SplatResources<'a> {
    /// One `DotSlot` a site.
    pub dots: &'a wgpu::Buffer,
    /// What the dots of each fill and session look like.
    pub rows: &'a wgpu::Buffer,
    /// The rows' tables.
    pub table: &'a wgpu::Buffer,
    /// Normal quantiles of the classes.
    pub quantiles: &'a wgpu::Buffer,
    /// List of the dots to draw, or to take away.
    pub listed: &'a wgpu::Buffer,
    /// Three channels a pixel; cleared before, unless the list holds only changes.
    pub accumulator: &'a wgpu::Buffer,
}

impl SplatPass {
    pub(super) fn new(gpu: &OpenDevice) -> Self {
        SplatPass(Kernel::new(gpu, "splat"))
    }

    /// Records the pass.
    pub fn record(
        &self,
        gpu: &OpenDevice,
        encoder: &mut wgpu::CommandEncoder,
        params: &SplatParams,
        on: &SplatResources<'_>,
    ) {
        let uniform = gpu.uniform("splat", params);
        let resources = [
            uniform.as_entire_binding(),
            on.dots.as_entire_binding(),
            on.rows.as_entire_binding(),
            on.quantiles.as_entire_binding(),
            on.listed.as_entire_binding(),
            on.accumulator.as_entire_binding(),
            on.table.as_entire_binding(),
        ];
        self.0
            .record(gpu, encoder, 0, &resources, DispatchSize::Listed(on.listed));
    }
}
