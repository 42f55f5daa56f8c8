//! `shaders/ingest.wgsl`: photo samples to linear light at the size that is asked for.

use super::shared::IngestParams;
use super::{Kernel, groups_for_pixels};
use crate::gpu::Gpu;

/// The pass, compiled.
pub struct Ingest(Kernel);

/// What the pass reads and writes.
pub struct Resources<'a> {
    /// Samples of the photo, integer codes.
    pub source: &'a wgpu::TextureView,
    /// Three curves, code to linear.
    pub curves: &'a wgpu::Buffer,
    /// Linear light, one vector a pixel.
    pub working: &'a wgpu::Buffer,
}

impl Ingest {
    pub(super) fn new(gpu: &Gpu) -> Self {
        Ingest(Kernel::new(gpu, "ingest"))
    }

    /// Records the pass.
    pub fn record(
        &self,
        gpu: &Gpu,
        encoder: &mut wgpu::CommandEncoder,
        params: &IngestParams,
        on: &Resources<'_>,
    ) {
        let uniform = gpu.uniform("ingest", params);
        let resources = [
            uniform.as_entire_binding(),
            wgpu::BindingResource::TextureView(on.source),
            on.curves.as_entire_binding(),
            on.working.as_entire_binding(),
        ];
        self.0.record(
            gpu,
            encoder,
            &resources,
            groups_for_pixels(params.width, params.height),
        );
    }
}
