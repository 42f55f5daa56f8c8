//! `shaders/present.wgsl`: linear light to the codes of the photo's profile.

use super::shared::PresentParams;
use super::{DispatchSize, Kernel, PassArea, ShaderSwitches, groups_for_pixels};
use crate::gpu::OpenDevice;

/// Steps of a curve's guesses, as in the shader.
pub const GUESS_STEPS: usize = 16_385;

/// Over all of a tile, and over the blocks with ink.
const VARIANTS: [ShaderSwitches; 2] = [&[("LISTED", 0.0)], &[("LISTED", 1.0)]];

/// The pass, compiled.
pub struct PresentPass(Kernel);

/// What the pass reads and writes.
pub struct PresentResources<'a> {
    /// Linear light and ink flag.
    pub shaded: &'a wgpu::Buffer,
    /// Three curves, code to linear.
    pub curves: &'a wgpu::Buffer,
    /// Codes to begin the search at.
    pub guesses: &'a wgpu::Buffer,
    /// Two words a pixel; cleared before, where only blocks with ink are presented.
    pub frame: &'a wgpu::Buffer,
    /// List of the blocks with ink.
    pub blocks: &'a wgpu::Buffer,
}

impl PresentPass {
    pub(super) fn new(gpu: &OpenDevice) -> Self {
        PresentPass(Kernel::with_variants(gpu, "present", &VARIANTS))
    }

    /// Records the pass.
    pub fn record(
        &self,
        gpu: &OpenDevice,
        encoder: &mut wgpu::CommandEncoder,
        params: &PresentParams,
        on: &PresentResources<'_>,
        over: PassArea,
    ) {
        let uniform = gpu.uniform("present", params);
        let resources = [
            uniform.as_entire_binding(),
            on.shaded.as_entire_binding(),
            on.curves.as_entire_binding(),
            on.guesses.as_entire_binding(),
            on.frame.as_entire_binding(),
            on.blocks.as_entire_binding(),
        ];
        let (variant, groups) = match over {
            PassArea::Bare => (0, groups_for_pixels(params.width, params.height)),
            PassArea::Ink => (1, DispatchSize::Listed(on.blocks)),
        };
        self.0.record(gpu, encoder, variant, &resources, groups);
    }
}
