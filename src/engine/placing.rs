//! From sites to dots on the device: which have one, where the view shows them, and their halos.

use super::Engine;
use super::scene::ListedDots;
use crate::gpu::LIST_HEADER;
use crate::passes::shared::{
    DensityParams, DotSlot, FillRow, PlaceParams, SiteGeometry, SiteInput, SplatParams,
};
use crate::passes::slots::BufferSlot;
use crate::passes::{density, place, splat};

impl Engine {
    /// Records and submits the density pass: which sites have a dot.
    pub(super) fn choose_dots(&mut self, (fills, params): &(Vec<FillRow>, DensityParams)) {
        let count = u64::from(params.site_count);
        if !fills.is_empty() {
            self.buffers.upload(&self.gpu, BufferSlot::Fills, fills);
        }
        let chosen = self.buffers.list(&self.gpu, BufferSlot::Chosen, 2 * count);
        self.gpu
            .queue
            .write_buffer(&chosen, 0, bytemuck::bytes_of(&LIST_HEADER));
        let on = density::DensityResources {
            sites: &self.buffers.get(
                &self.gpu,
                BufferSlot::Sites,
                count * size_of::<SiteInput>() as u64,
            ),
            fills: &self.fills(),
            edges: &self.buffers.get(&self.gpu, BufferSlot::Edges, count * 4),
            strokes: &self.buffers.get(&self.gpu, BufferSlot::Strokes, count * 4),
            masks: &self.buffers.get(&self.gpu, BufferSlot::Masks, 0),
            wanted: &self.buffers.get(&self.gpu, BufferSlot::Wanted, count * 4),
            chosen: &chosen,
        };
        let mut encoder = self
            .gpu
            .device
            .create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
        self.passes.density.record(&self.gpu, &mut encoder, params, &on);
        self.gpu.queue.submit([encoder.finish()]);
    }

    fn fills(&mut self) -> wgpu::Buffer {
        self.buffers
            .get(&self.gpu, BufferSlot::Fills, size_of::<FillRow>() as u64)
    }

    /// Records and submits the place pass: where the view shows the dots, all of them or those that changed.
    pub(super) fn place_dots(&mut self, place: &PlaceParams, listed: ListedDots) {
        let count = u64::from(self.scene.site_count());
        let (Some((.., mask)), Some(sharpness)) = (self.mask.clone(), self.looking.sharpness.clone()) else {
            return;
        };
        let mut encoder = self
            .gpu
            .device
            .create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
        let dots = self
            .buffers
            .get(&self.gpu, BufferSlot::Dots, count * size_of::<DotSlot>() as u64);
        if listed == ListedDots::All {
            encoder.clear_buffer(&dots, 0, None);
        }
        // A dot that changes is listed twice.
        let list = self.buffers.list(&self.gpu, BufferSlot::Listed, 4 * count);
        self.gpu
            .queue
            .write_buffer(&list, 0, bytemuck::bytes_of(&LIST_HEADER));
        let on = place::PlaceResources {
            chosen: &self.buffers.list(&self.gpu, BufferSlot::Chosen, 2 * count),
            geometry: &self.buffers.get(
                &self.gpu,
                BufferSlot::Geometry,
                count * size_of::<SiteGeometry>() as u64,
            ),
            fills: &self.fills(),
            dots: &dots,
            listed: &list,
            mask: &mask,
            sharpness: &sharpness,
            sites: &self.buffers.get(
                &self.gpu,
                BufferSlot::Sites,
                count * size_of::<SiteInput>() as u64,
            ),
            edges: &self.buffers.get(&self.gpu, BufferSlot::Edges, count * 4),
            strokes: &self.buffers.get(&self.gpu, BufferSlot::Strokes, count * 4),
        };
        let params = PlaceParams {
            changes: u32::from(listed == ListedDots::Changes),
            ..*place
        };
        self.passes.place.record(&self.gpu, &mut encoder, &params, &on);
        self.gpu.queue.submit([encoder.finish()]);
        self.scene.listed = listed;
    }

    /// Lists every dot again after changes.
    pub(super) fn list_all(&mut self) {
        let placed = self.scene.placed.as_ref().map(|(_, place)| *place);
        if let Some(place) = placed.filter(|_| self.scene.listed == ListedDots::Changes) {
            self.place_dots(&place, ListedDots::All);
        }
    }

    /// Records and submits the halos of the dots that are listed.
    pub(super) fn draw_halos(&mut self) {
        let words = self.scene.halo.map_or(0, |halo| halo.words());
        let halo = self.buffers.get(&self.gpu, BufferSlot::Halo, words * 4);
        let Some(grid) = self.scene.halo else {
            return;
        };
        let mut encoder = self
            .gpu
            .device
            .create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
        if self.scene.listed == ListedDots::All {
            encoder.clear_buffer(&halo, 0, Some(words * 4));
        }
        self.splat(&mut encoder, &grid.splat_params(), &halo);
        self.gpu.queue.submit([encoder.finish()]);
    }

    /// Records the splatting of the listed dots into an accumulator.
    pub(super) fn splat(
        &mut self,
        encoder: &mut wgpu::CommandEncoder,
        params: &SplatParams,
        accumulator: &wgpu::Buffer,
    ) {
        let slots = u64::from(self.scene.site_count()) * size_of::<DotSlot>() as u64;
        let on = splat::SplatResources {
            dots: &self.buffers.get(&self.gpu, BufferSlot::Dots, slots),
            rows: &self.buffers.get(&self.gpu, BufferSlot::Rows, 0),
            table: &self.buffers.get(&self.gpu, BufferSlot::Table, 0),
            quantiles: &self.buffers.get(&self.gpu, BufferSlot::Quantiles, 256),
            listed: &self.buffers.list(&self.gpu, BufferSlot::Listed, 0),
            accumulator,
        };
        self.passes.splat.record(&self.gpu, encoder, params, &on);
    }
}
