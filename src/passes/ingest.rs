//! `shaders/ingest.wgsl`: photo samples to linear light at the size that is asked for.

use super::shared::IngestParams;
use super::{Kernel, ShaderSwitches, groups_for_pixels};
use crate::gpu::OpenDevice;

/// One source pixel a pixel, smaller, larger; each by the plain eye and from afar.
const VARIANTS: [ShaderSwitches; 6] = [
    &[("SCALE", 0.0), ("EYE", 0.0)],
    &[("SCALE", 0.0), ("EYE", 1.0)],
    &[("SCALE", 1.0), ("EYE", 0.0)],
    &[("SCALE", 1.0), ("EYE", 1.0)],
    &[("SCALE", 2.0), ("EYE", 0.0)],
    &[("SCALE", 2.0), ("EYE", 1.0)],
];

/// The pass, compiled.
pub struct IngestPass(Kernel);

/// What the pass reads and writes.
pub struct IngestResources<'a> {
    /// Samples of the photo, integer codes.
    pub source: &'a wgpu::TextureView,
    /// Three curves, code to linear.
    pub curves: &'a wgpu::Buffer,
    /// Linear light, one vector a pixel.
    pub working: &'a wgpu::Buffer,
}

impl IngestPass {
    pub(super) fn new(gpu: &OpenDevice) -> Self {
        IngestPass(Kernel::with_variants(gpu, "ingest", &VARIANTS))
    }

    /// Records the pass.
    pub fn record(
        &self,
        gpu: &OpenDevice,
        encoder: &mut wgpu::CommandEncoder,
        params: &IngestParams,
        on: &IngestResources<'_>,
    ) {
        let uniform = gpu.uniform("ingest", params);
        let scale = match [params.step_x, params.step_y] {
            [1.0, 1.0] => 0,
            [x, y] if x > 1.0 || y > 1.0 => 1,
            _ => 2,
        };
        let variant = 2 * scale + usize::from(params.eye_sigma_px > 0.0);
        let resources = [
            uniform.as_entire_binding(),
            wgpu::BindingResource::TextureView(on.source),
            on.curves.as_entire_binding(),
            on.working.as_entire_binding(),
        ];
        self.0.record(
            gpu,
            encoder,
            variant,
            &resources,
            groups_for_pixels(params.width, params.height),
        );
    }
}
