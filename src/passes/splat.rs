//! `shaders/splat.wgsl`: dots to log transmittance, by integer atomics.

use super::shared::SplatParams;
use super::{Groups, Kernel};
use crate::gpu::Gpu;

/// The pass, compiled.
pub struct Splat(Kernel);

/// What the pass reads and writes.
pub struct Resources<'a> {
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

impl Splat {
    pub(super) fn new(gpu: &Gpu) -> Self {
        Splat(Kernel::new(gpu, "splat"))
    }

    /// Records the pass.
    pub fn record(
        &self,
        gpu: &Gpu,
        encoder: &mut wgpu::CommandEncoder,
        params: &SplatParams,
        on: &Resources<'_>,
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
            .record(gpu, encoder, 0, &resources, Groups::Listed(on.listed));
    }
}
