//! `shaders/place.wgsl`: one invocation a site that has a dot: the dot, in the site's own slot.

use super::shared::PlaceParams;
use super::{DispatchSize, Kernel};
use crate::gpu::OpenDevice;

/// The pass, compiled.
pub struct PlacePass(Kernel);

/// What the pass reads and writes.
pub struct PlaceResources<'a> {
    /// List of the dots.
    pub chosen: &'a wgpu::Buffer,
    /// One `SiteGeometry` a site.
    pub geometry: &'a wgpu::Buffer,
    /// The fill table.
    pub fills: &'a wgpu::Buffer,
    /// One `DotSlot` a site; cleared before, unless only changes are placed.
    pub dots: &'a wgpu::Buffer,
    /// List of the dots to draw, empty before.
    pub listed: &'a wgpu::Buffer,
    /// What lies in front in the photo; one pixel where nothing does.
    pub mask: &'a wgpu::TextureView,
    /// The photo's sharpness; one pixel where nothing was measured.
    pub sharpness: &'a wgpu::TextureView,
    /// One `SiteInput` a site.
    pub sites: &'a wgpu::Buffer,
    /// Hairline weights of each site.
    pub edges: &'a wgpu::Buffer,
    /// The brush's word of each site.
    pub strokes: &'a wgpu::Buffer,
}

impl PlacePass {
    pub(super) fn new(gpu: &OpenDevice) -> Self {
        PlacePass(Kernel::new(gpu, "place"))
    }

    /// Records the pass.
    pub fn record(
        &self,
        gpu: &OpenDevice,
        encoder: &mut wgpu::CommandEncoder,
        params: &PlaceParams,
        on: &PlaceResources<'_>,
    ) {
        let uniform = gpu.uniform("place", params);
        let resources = [
            uniform.as_entire_binding(),
            on.chosen.as_entire_binding(),
            on.geometry.as_entire_binding(),
            on.fills.as_entire_binding(),
            on.dots.as_entire_binding(),
            on.listed.as_entire_binding(),
            wgpu::BindingResource::TextureView(on.mask),
            wgpu::BindingResource::TextureView(on.sharpness),
            on.sites.as_entire_binding(),
            on.edges.as_entire_binding(),
            on.strokes.as_entire_binding(),
        ];
        self.0
            .record(gpu, encoder, 0, &resources, DispatchSize::Listed(on.chosen));
    }
}
