//! Pictures for the screen: they stay on the device.

use super::source::check_rect;
use super::{Engine, EngineError, Rect};
use crate::design::Document;
use crate::head::View;
use crate::passes::screen;
use crate::passes::shared::ShadeParams;
use crate::photo::Photo;
use crate::plan::tiles::{Tile, Tiling};
use std::sync::Arc;

impl Engine {
    /// Draws `photo_rect` of the photo at `output_size` (px) into a new texture for the screen: opaque RGBA of 8 bits
    /// with sRGB's curve, in a format without it (`Rgba8Unorm`). Without a document it is the photo alone. The work is
    /// submitted, not awaited, and nothing is read back.
    ///
    /// # Errors
    /// As [`Engine::render`].
    pub fn render_texture(
        &mut self,
        document: Option<&Document>,
        photo: &Arc<Photo>,
        view: &View,
        photo_rect: Rect,
        output_size: [u32; 2],
    ) -> Result<wgpu::Texture, EngineError> {
        check_rect(photo, photo_rect, output_size)?;
        let ink_box_px = match document {
            Some(document) => self.prepare(document, view)?,
            None => None,
        };
        let tiling = Tiling::for_screen(photo_rect, output_size, view.mm_per_px, ink_box_px);
        let tiling = match document {
            Some(_) => self.seen_from(tiling, photo, view),
            None => tiling,
        };
        let texture = self.screen_texture(output_size);
        let target = texture.create_view(&wgpu::TextureViewDescriptor::default());
        for tile in &tiling.tiles {
            self.ingest_kept(photo, &tiling, tile);
            let mut params = self.shade_params(photo, &tiling, tile);
            if document.is_none() {
                // The halos on the device are those of another picture.
                (params.halo_width, params.halo_height) = (0, 0);
                (params.light_columns, params.grain) = (0, 0.0);
            }
            self.draw_on_screen(&tiling, tile, &params, &target);
        }
        self.gpu.check()?;
        Ok(texture)
    }

    fn screen_texture(&self, size: [u32; 2]) -> wgpu::Texture {
        self.gpu.device.create_texture(&wgpu::TextureDescriptor {
            label: Some("screen"),
            size: wgpu::Extent3d {
                width: size[0],
                height: size[1],
                depth_or_array_layers: 1,
            },
            mip_level_count: 1,
            sample_count: 1,
            dimension: wgpu::TextureDimension::D2,
            format: wgpu::TextureFormat::Rgba8Unorm,
            usage: wgpu::TextureUsages::STORAGE_BINDING
                | wgpu::TextureUsages::TEXTURE_BINDING
                | wgpu::TextureUsages::COPY_SRC,
            view_formats: &[],
        })
    }

    fn draw_on_screen(
        &mut self,
        tiling: &Tiling,
        tile: &Tile,
        params: &ShadeParams,
        target: &wgpu::TextureView,
    ) {
        let mut encoder = self
            .gpu
            .device
            .create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
        let core = self.splat_core(&mut encoder, tiling, tile);
        let pixels = u64::from(tile.output.width) * u64::from(tile.output.height);
        let working = self.buffers.get(&self.gpu, "working", pixels * 16);
        let halo = self.buffers.get(&self.gpu, "halo", 0);
        let on = screen::Resources {
            working: &working,
            core: &core,
            halo: &halo,
            gains: &self.buffers.get(&self.gpu, "gains", 16),
            screen: target,
        };
        self.passes.screen.record(&self.gpu, &mut encoder, params, &on);
        self.gpu.queue.submit([encoder.finish()]);
    }
}
