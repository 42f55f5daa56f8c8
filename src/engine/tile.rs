//! One tile: photo in, dots on it, codes out.

use super::scene::ListedDots;
use super::source::four_codes;
use super::{Engine, EngineError, PixelRect};
use crate::gpu::LIST_HEADER;
use crate::passes::present::GUESS_STEPS;
use crate::passes::shared::{IngestParams, PresentParams, ShadeParams, SplatParams, rows};
use crate::passes::slots::BufferSlot;
use crate::passes::{PassArea, blocks, ingest, present, shade};
use crate::photo::{Photo, PhotoColour, PhotoSamples};
use crate::plan::picture::tiles::{PictureTile, PictureTiling};
use std::sync::Arc;

/// What the working buffer holds: a tile of a photo in linear light.
pub(super) struct WorkingTile {
    photo: Arc<Photo>,
    tile: PictureTile,
    step: [f64; 2],
    eye_sigma_px: f64,
    /// The tile on the screen without dots in the photo's light, once it was drawn.
    pub(super) bare: Option<wgpu::Texture>,
    /// Part of the photo that was at hand: what lies outside is unknown to enlarging.
    from: PixelRect,
}

impl WorkingTile {
    fn holds(&self, photo: &Arc<Photo>, from: PixelRect, tiling: &PictureTiling, tile: &PictureTile) -> bool {
        Arc::ptr_eq(photo, &self.photo)
            && self.from == from
            && self.tile.output == tile.output
            && self.tile.source == tile.source
            && self.tile.photo_corner == tile.photo_corner
            && self.step == tiling.step
            && self.eye_sigma_px == tiling.eye_sigma_px
    }
}

/// Where the present pass begins to look for a code: nearest codes at the squares of even steps from 0 to 1, a curve after
/// the other. Squares, because eyes and curves are finer in the dark.
fn code_guesses(colour: &PhotoColour) -> Vec<u32> {
    let steps = (GUESS_STEPS - 1) as f32;
    let nearest = |curve: &Vec<f32>| -> Vec<u32> {
        let mut code = 0;
        let next = |step: usize| {
            let light = (step as f32 / steps) * (step as f32 / steps);
            while code + 1 < curve.len() && (curve[code + 1] - light).abs() <= (light - curve[code]).abs() {
                code += 1;
            }
            code as u32
        };
        (0..GUESS_STEPS).map(next).collect()
    };
    colour.decode.iter().flat_map(nearest).collect()
}

fn inverse(matrix: [[f64; 3]; 3]) -> [[f64; 3]; 3] {
    let inverse = glam::DMat3::from_cols_array_2d(&matrix).inverse();
    inverse.to_cols_array_2d()
}

impl Engine {
    /// Puts a tile of the photo into the working buffer, unless it is there already (`kept` names the photo then).
    pub(super) fn ingest(
        &mut self,
        photo: &Photo,
        kept: Option<&Arc<Photo>>,
        tiling: &PictureTiling,
        tile: &PictureTile,
    ) {
        let from = tile.source;
        if kept.is_some_and(|photo| self.is_working(photo, from, tiling, tile)) {
            return;
        }
        self.working = kept.map(|photo| WorkingTile {
            photo: Arc::clone(photo),
            tile: *tile,
            step: tiling.step,
            eye_sigma_px: tiling.eye_sigma_px,
            bare: None,
            from,
        });
        let texture = self.upload_source(photo, from);
        self.linear_light(photo, &texture, from, tiling, tile);
    }

    /// As [`Engine::ingest`] with the whole photo kept on the device, so that panning and zooming upload nothing.
    pub(super) fn ingest_kept(&mut self, photo: &Arc<Photo>, tiling: &PictureTiling, tile: &PictureTile) {
        let longest_px = photo.width_px.max(photo.height_px);
        if longest_px > self.gpu.limits.max_texture_dimension_2d {
            return self.ingest(photo, Some(photo), tiling, tile);
        }
        let from = PixelRect {
            x: 0,
            y: 0,
            width: photo.width_px,
            height: photo.height_px,
        };
        if self.is_working(photo, from, tiling, tile) {
            return;
        }
        self.working = Some(WorkingTile {
            photo: Arc::clone(photo),
            tile: *tile,
            step: tiling.step,
            eye_sigma_px: tiling.eye_sigma_px,
            bare: None,
            from,
        });
        let texture = match &self.whole {
            Some((kept, texture)) if Arc::ptr_eq(kept, photo) => texture.clone(),
            _ => self.upload_source(photo, from),
        };
        self.whole = Some((Arc::clone(photo), texture.clone()));
        self.linear_light(photo, &texture, from, tiling, tile);
    }

    fn is_working(
        &self,
        photo: &Arc<Photo>,
        from: PixelRect,
        tiling: &PictureTiling,
        tile: &PictureTile,
    ) -> bool {
        let working = self.working.as_ref();
        working.is_some_and(|working| working.holds(photo, from, tiling, tile))
    }

    /// Fills the working buffer from a texture of the part `from` of the photo.
    fn linear_light(
        &mut self,
        photo: &Photo,
        texture: &wgpu::Texture,
        from: PixelRect,
        tiling: &PictureTiling,
        tile: &PictureTile,
    ) {
        self.buffers
            .upload(&self.gpu, BufferSlot::Guesses, &code_guesses(&photo.colour));
        let curves = photo.colour.decode.concat();
        let curves = self.buffers.upload(&self.gpu, BufferSlot::Curves, &curves);
        let [matrix_0, matrix_1, matrix_2] = rows(photo.colour.linear_srgb_from_linear_profile);
        let params = IngestParams {
            width: tile.output.width,
            height: tile.output.height,
            source_width: from.width,
            source_height: from.height,
            source_x: (tile.photo_corner[0] - f64::from(from.x)) as f32,
            source_y: (tile.photo_corner[1] - f64::from(from.y)) as f32,
            step_x: tiling.step[0] as f32,
            step_y: tiling.step[1] as f32,
            matrix_0,
            matrix_1,
            matrix_2,
            codes: photo.colour.decode[0].len() as u32,
            eye_sigma_px: tiling.eye_sigma_px as f32,
            ..IngestParams::default()
        };
        let pixels = u64::from(tile.output.width) * u64::from(tile.output.height);
        let working = self.buffers.get(&self.gpu, BufferSlot::Working, pixels * 16);
        let source = texture.create_view(&wgpu::TextureViewDescriptor::default());
        let mut encoder = self
            .gpu
            .device
            .create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
        let on = ingest::IngestResources {
            source: &source,
            curves: &curves,
            working: &working,
        };
        self.passes.ingest.record(&self.gpu, &mut encoder, &params, &on);
        self.gpu.queue.submit([encoder.finish()]);
    }

    /// A part of the photo as an integer texture.
    fn upload_source(&self, photo: &Photo, part: PixelRect) -> wgpu::Texture {
        let (format, bytes_per_pixel) = match photo.samples {
            PhotoSamples::U8(_) => (wgpu::TextureFormat::Rgba8Uint, 4),
            PhotoSamples::U16(_) => (wgpu::TextureFormat::Rgba16Uint, 8),
        };
        let size = wgpu::Extent3d {
            width: part.width,
            height: part.height,
            depth_or_array_layers: 1,
        };
        let texture = self.gpu.device.create_texture(&wgpu::TextureDescriptor {
            label: Some("source"),
            size,
            mip_level_count: 1,
            sample_count: 1,
            dimension: wgpu::TextureDimension::D2,
            format,
            usage: wgpu::TextureUsages::TEXTURE_BINDING | wgpu::TextureUsages::COPY_DST,
            view_formats: &[],
        });
        let write = |bytes: &[u8]| {
            let layout = wgpu::TexelCopyBufferLayout {
                offset: 0,
                bytes_per_row: Some(part.width * bytes_per_pixel),
                rows_per_image: None,
            };
            self.gpu
                .queue
                .write_texture(texture.as_image_copy(), bytes, layout, size);
        };
        match &photo.samples {
            PhotoSamples::U8(samples) => write(&four_codes(photo, samples, part)),
            PhotoSamples::U16(samples) => write(bytemuck::cast_slice(&four_codes(photo, samples, part))),
        }
        texture
    }

    /// Draws the dots on the working buffer and reads the codes back, two words a pixel; with `only_ink` the codes of
    /// pixels without ink are left out.
    pub(super) async fn draw(
        &mut self,
        photo: &Photo,
        tiling: &PictureTiling,
        tile: &PictureTile,
        only_ink: bool,
    ) -> Result<Vec<[u32; 2]>, EngineError> {
        let pixels = u64::from(tile.output.width) * u64::from(tile.output.height);
        let mut encoder = self
            .gpu
            .device
            .create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
        let core = self.splat_core(&mut encoder, tiling, tile);
        let params = self.shade_params(photo, tiling, tile);
        let blocks = self.list_blocks(&mut encoder, &params, &core);
        let working = self.buffers.get(&self.gpu, BufferSlot::Working, pixels * 16);
        let halo = self.buffers.get(&self.gpu, BufferSlot::Halo, 0);
        let shaded = self.buffers.get(&self.gpu, BufferSlot::Shaded, pixels * 16);
        let frame = self.buffers.get(&self.gpu, BufferSlot::Frame, pixels * 8);
        let curves = self.buffers.get(&self.gpu, BufferSlot::Curves, 0);
        let on = shade::ShadeResources {
            working: &working,
            core: &core,
            halo: &halo,
            gains: &self.buffers.get(&self.gpu, BufferSlot::Gains, 16),
            blocks: &blocks,
            shaded: &shaded,
        };
        // Where nothing but ink is asked for, only the blocks that have some are looked at.
        let over = match only_ink && !self.changes_everything() {
            true => PassArea::Ink,
            false => PassArea::Bare,
        };
        let shade = &self.passes.shade;
        match over {
            PassArea::Ink => encoder.clear_buffer(&frame, 0, Some(pixels * 8)),
            PassArea::Bare => shade.record(&self.gpu, &mut encoder, &params, &on, PassArea::Bare),
        }
        shade.record(&self.gpu, &mut encoder, &params, &on, PassArea::Ink);
        let [matrix_0, matrix_1, matrix_2] = rows(inverse(photo.colour.linear_srgb_from_linear_profile));
        let present = PresentParams {
            width: tile.output.width,
            height: tile.output.height,
            codes: photo.colour.decode[0].len() as u32,
            only_ink: u32::from(only_ink),
            box_x: params.box_x,
            box_y: params.box_y,
            box_width: params.box_width,
            box_height: params.box_height,
            matrix_0,
            matrix_1,
            matrix_2,
        };
        let guesses = self.buffers.get(&self.gpu, BufferSlot::Guesses, 0);
        let on = present::PresentResources {
            shaded: &shaded,
            curves: &curves,
            guesses: &guesses,
            frame: &frame,
            blocks: &blocks,
        };
        self.passes
            .present
            .record(&self.gpu, &mut encoder, &present, &on, over);
        self.gpu.queue.submit([encoder.finish()]);
        Ok(self.gpu.read_back(&frame, pixels as usize).await?)
    }

    /// Records the splatting of the dots into the tile's accumulator: nothing if it holds them, changes if it lacks just these.
    pub(super) fn splat_core(
        &mut self,
        encoder: &mut wgpu::CommandEncoder,
        tiling: &PictureTiling,
        tile: &PictureTile,
    ) -> wgpu::Buffer {
        let params = SplatParams {
            eye_sigma_mm: self.looking.eye_sigma_mm as f32,
            ..tiling.splat_params(tile)
        };
        let words = 3 * u64::from(params.grid_width) * u64::from(params.grid_height);
        let core = self.buffers.get(&self.gpu, BufferSlot::Core, words * 4);
        let changes = self.scene.changes;
        let kept = self
            .core
            .replace((params, changes))
            .filter(|(kept, _)| *kept == params);
        if words == 0 || kept.is_some_and(|(_, kept)| kept == changes) {
            return core;
        }
        let follows = kept.is_some_and(|(_, kept)| kept + 1 == changes);
        if !(follows && self.scene.listed == ListedDots::Changes) {
            self.list_all();
            encoder.clear_buffer(&core, 0, Some(words * 4));
        }
        self.splat(encoder, &params, &core);
        core
    }

    /// Records the listing of the tile's blocks that have ink.
    pub(super) fn list_blocks(
        &mut self,
        encoder: &mut wgpu::CommandEncoder,
        params: &ShadeParams,
        core: &wgpu::Buffer,
    ) -> wgpu::Buffer {
        let words = blocks::list_words(params.box_width, params.box_height);
        let list = self.buffers.list(&self.gpu, BufferSlot::Blocks, words);
        let empty = bytemuck::bytes_of(&LIST_HEADER);
        self.gpu.queue.write_buffer(&list, 0, empty);
        if words > 0 {
            let on = blocks::BlocksResources {
                core,
                halo: &self.buffers.get(&self.gpu, BufferSlot::Halo, 0),
                blocks: &list,
            };
            self.passes.blocks.record(&self.gpu, encoder, params, &on);
        }
        list
    }

    pub(super) fn shade_params(
        &self,
        photo: &Photo,
        tiling: &PictureTiling,
        tile: &PictureTile,
    ) -> ShadeParams {
        let halo = self.scene.halo;
        let (first, size) = halo.map_or(([0; 2], [0; 2]), |grid| (grid.first, grid.size));
        ShadeParams {
            width: tile.output.width,
            height: tile.output.height,
            supersample: tiling.supersample,
            halo_cell_px: halo.map_or(1, |grid| grid.cell_px),
            photo_x: tile.photo_corner[0] as f32,
            photo_y: tile.photo_corner[1] as f32,
            step_x: tiling.step[0] as f32,
            step_y: tiling.step[1] as f32,
            box_x: tile.ink.x,
            box_y: tile.ink.y,
            box_width: tile.ink.width,
            box_height: tile.ink.height,
            halo_x: first[0].cast_unsigned(),
            halo_y: first[1].cast_unsigned(),
            halo_width: size[0],
            halo_height: size[1],
            grey: u32::from(photo.is_colourless()),
            output_x: tile.output.x,
            output_y: tile.output.y,
            ..self.light_params(tiling.step[0].max(tiling.step[1]))
        }
    }
}
