//! Pictures for the screen: they stay on the device.

use super::source::check_rect;
use super::{Engine, EngineError, PixelRect};
use crate::design::Document;
use crate::head::HeadView;
use crate::passes::shared::ShadeParams;
use crate::passes::slots::BufferSlot;
use crate::passes::{PassArea, screen};
use crate::photo::Photo;
use crate::plan::picture::tiles::{PictureTile, PictureTiling};
use std::sync::Arc;

/// A whole photo, and the texture of it.
pub type PhotoTexture = (Arc<Photo>, wgpu::Texture);

impl Engine {
    /// Draws `photo_rect` of the photo at `output_size` (px) into a new texture for the screen: opaque RGBA of 8 bits
    /// with sRGB's curve, in a format without it (`Rgba8Unorm`). Without a document it is the photo alone. The work is
    /// submitted, not awaited, and nothing is read back.
    ///
    /// ```no_run
    /// # use shadowline::{design::Document, engine::*, head::HeadView, photo::Photo};
    /// # use std::sync::Arc;
    /// # fn show(
    /// #     engine: &mut Engine, document: &Document, photo: &Arc<Photo>, view: &HeadView,
    /// # ) -> Result<(), EngineError> {
    /// let before = engine.render_texture(None, photo, view, PixelRect::whole(photo), [1600, 1000])?;
    /// let after = engine.render_texture(Some(document), photo, view, PixelRect::whole(photo), [1600, 1000])?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// As [`Engine::render`].
    pub fn render_texture(
        &mut self,
        document: Option<&Document>,
        photo: &Arc<Photo>,
        view: &HeadView,
        photo_rect: PixelRect,
        output_size: [u32; 2],
    ) -> Result<wgpu::Texture, EngineError> {
        check_rect(photo, photo_rect, output_size)?;
        let ink_box_px = match document {
            Some(document) => self.prepare(document, view)?,
            None => None,
        };
        let tiling = PictureTiling::for_screen(photo_rect, output_size, view.mm_per_px, ink_box_px);
        let tiling = match document {
            Some(_) => self.seen_from(tiling, photo, view),
            None => tiling,
        };
        let texture = self.screen_texture(output_size);
        for tile in &tiling.tiles {
            self.ingest_kept(photo, &tiling, tile);
            self.draw_on_screen(document.is_some(), photo, &tiling, tile, &texture);
        }
        self.gpu.check()?;
        Ok(texture)
    }

    /// The photo that was drawn last, as it lies on the device, for another engine of the same device: one photo is there once.
    pub fn photo_on_device(&self) -> Option<PhotoTexture> {
        self.whole.clone()
    }

    /// Takes a photo that lies on the device already.
    pub fn use_photo(&mut self, photo: Option<PhotoTexture>) {
        if photo.is_some() {
            self.whole = photo;
        }
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
                | wgpu::TextureUsages::COPY_SRC
                | wgpu::TextureUsages::COPY_DST,
            view_formats: &[],
        })
    }

    /// Draws a tile: what lies under the dots first, then the blocks that have some.
    fn draw_on_screen(
        &mut self,
        has_dots: bool,
        photo: &Arc<Photo>,
        tiling: &PictureTiling,
        tile: &PictureTile,
        texture: &wgpu::Texture,
    ) {
        let mut encoder = self
            .gpu
            .device
            .create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
        let params = self.shade_params(photo, tiling, tile);
        let relit = has_dots && params.light_columns > 0;
        if relit {
            self.screen_pass(&mut encoder, &params, texture, PassArea::Bare);
        } else {
            self.lay_bare(&mut encoder, &params, tile, texture);
        }
        if has_dots {
            let core = self.splat_core(&mut encoder, tiling, tile);
            self.list_blocks(&mut encoder, &params, &core);
            self.screen_pass(&mut encoder, &params, texture, PassArea::Ink);
        }
        self.gpu.queue.submit([encoder.finish()]);
    }

    /// Copies the tile without dots in the photo's light, which is drawn once for a place on the screen.
    fn lay_bare(
        &mut self,
        encoder: &mut wgpu::CommandEncoder,
        params: &ShadeParams,
        tile: &PictureTile,
        texture: &wgpu::Texture,
    ) {
        let size = [tile.output.width, tile.output.height];
        let kept = self.working.as_ref().and_then(|working| working.bare.clone());
        let bare = kept.unwrap_or_else(|| {
            let bare = self.screen_texture(size);
            let params = ShadeParams {
                output_x: 0,
                output_y: 0,
                light_columns: 0,
                ..*params
            };
            self.screen_pass(encoder, &params, &bare, PassArea::Bare);
            bare
        });
        let target = wgpu::TexelCopyTextureInfo {
            origin: wgpu::Origin3d {
                x: tile.output.x,
                y: tile.output.y,
                z: 0,
            },
            ..texture.as_image_copy()
        };
        encoder.copy_texture_to_texture(bare.as_image_copy(), target, bare.size());
        if let Some(working) = &mut self.working {
            working.bare = Some(bare);
        }
    }

    fn screen_pass(
        &mut self,
        encoder: &mut wgpu::CommandEncoder,
        params: &ShadeParams,
        texture: &wgpu::Texture,
        over: PassArea,
    ) {
        let on = screen::ScreenResources {
            working: &self.buffers.get(&self.gpu, BufferSlot::Working, 0),
            core: &self.buffers.get(&self.gpu, BufferSlot::Core, 0),
            halo: &self.buffers.get(&self.gpu, BufferSlot::Halo, 0),
            gains: &self.buffers.get(&self.gpu, BufferSlot::Gains, 16),
            blocks: &self.buffers.list(&self.gpu, BufferSlot::Blocks, 0),
            screen: &texture.create_view(&wgpu::TextureViewDescriptor::default()),
        };
        self.passes.screen.record(&self.gpu, encoder, params, &on, over);
    }
}
