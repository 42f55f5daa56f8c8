//! `shaders/place.wgsl`: one invocation a site that has a dot: the dot, in the site's own slot.

use super::shared::PlaceParams;
use super::{Groups, Kernel};
use crate::gpu::Gpu;

/// The pass, compiled.
pub struct Place(Kernel);

/// What the pass reads and writes.
pub struct Resources<'a> {
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

impl Place {
    pub(super) fn new(gpu: &Gpu) -> Self {
        Place(Kernel::new(gpu, "place"))
    }

    /// Records the pass.
    pub fn record(
        &self,
        gpu: &Gpu,
        encoder: &mut wgpu::CommandEncoder,
        params: &PlaceParams,
        on: &Resources<'_>,
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
            .record(gpu, encoder, 0, &resources, Groups::Listed(on.chosen));
    }
}
