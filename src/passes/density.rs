//! `shaders/density.wgsl`: hairline, fills and masks to the wanted density at each site.

use super::shared::DensityParams;
use super::{Kernel, groups_for_list};
use crate::gpu::OpenDevice;

/// The pass, compiled.
pub struct DensityPass(Kernel);

/// What the pass reads and writes.
pub struct DensityResources<'a> {
    /// One `SiteInput` a site.
    pub sites: &'a wgpu::Buffer,
    /// The fill table.
    pub fills: &'a wgpu::Buffer,
    /// Hairline weights of each site.
    pub edges: &'a wgpu::Buffer,
    /// The brush's word of each site.
    pub strokes: &'a wgpu::Buffer,
    /// Weights of the fills' shapes at each site.
    pub masks: &'a wgpu::Buffer,
    /// Density and owner of each site; before, those of the last pass.
    pub wanted: &'a wgpu::Buffer,
    /// List of the dots, index and what is wanted there; empty before where the pass is recorded.
    pub chosen: &'a wgpu::Buffer,
}

impl DensityPass {
    pub(super) fn new(gpu: &OpenDevice) -> Self {
        DensityPass(Kernel::new(gpu, "density"))
    }

    /// Records the pass.
    pub fn record(
        &self,
        gpu: &OpenDevice,
        encoder: &mut wgpu::CommandEncoder,
        params: &DensityParams,
        on: &DensityResources<'_>,
    ) {
        let uniform = gpu.uniform("density", params);
        let resources = [
            uniform.as_entire_binding(),
            on.sites.as_entire_binding(),
            on.fills.as_entire_binding(),
            on.edges.as_entire_binding(),
            on.strokes.as_entire_binding(),
            on.wanted.as_entire_binding(),
            on.chosen.as_entire_binding(),
            on.masks.as_entire_binding(),
        ];
        self.0
            .record(gpu, encoder, 0, &resources, groups_for_list(params.site_count));
    }
}
