//! `shaders/ingest.wgsl`: photo samples to linear light at the size that is asked for.

use super::shared::IngestParams;
use super::{Kernel, Switches, groups_for_pixels};
use crate::gpu::Gpu;

/// One source pixel a pixel, smaller, larger; each by the plain eye and from afar.
const VARIANTS: [Switches; 6] = [
    &[("SCALE", 0.0), ("EYE", 0.0)],
    &[("SCALE", 0.0), ("EYE", 1.0)],
    &[("SCALE", 1.0), ("EYE", 0.0)],
    &[("SCALE", 1.0), ("EYE", 1.0)],
    &[("SCALE", 2.0), ("EYE", 0.0)],
    &[("SCALE", 2.0), ("EYE", 1.0)],
];

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
        Ingest(Kernel::with_variants(gpu, "ingest", &VARIANTS))
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
