//! The mask of what lies in front in a photo, on the device.

use super::Engine;
use crate::head::{HeadView, InFront, SeenMask};
use crate::plan::picture::occlusion::OcclusionMask;

/// What the mask was made from (strokes, what was told of the photo, its size), the mask, and its texture: one pixel where there is none.
pub(super) type PlacedMask = (MaskOrigin, Option<OcclusionMask>, wgpu::TextureView);

type MaskOrigin = (Vec<InFront>, Option<SeenMask>, [u32; 2]);

impl Engine {
    /// Brings the mask up to date for a view.
    pub(super) fn renew_mask(&mut self, view: &HeadView) {
        let key = (
            view.occlusion.clone(),
            view.seen.clone(),
            [view.camera.width_px, view.camera.height_px],
        );
        let nothing = |placed: &PlacedMask| key.0.is_empty() && key.1.is_none() && placed.1.is_none();
        if self
            .mask
            .as_ref()
            .is_some_and(|placed| placed.0 == key || nothing(placed))
        {
            return;
        }
        let mask = OcclusionMask::of(view);
        let texture = match &mask {
            Some(mask) => self.mask_texture(mask.width, mask.height, &mask.seen),
            None => self.mask_texture(1, 1, &[255]),
        };
        self.mask = Some((key, mask, texture));
    }

    pub(super) fn mask_texture(&self, width: u32, height: u32, seen: &[u8]) -> wgpu::TextureView {
        let size = wgpu::Extent3d {
            width,
            height,
            depth_or_array_layers: 1,
        };
        let texture = self.gpu.device.create_texture(&wgpu::TextureDescriptor {
            label: Some("mask"),
            size,
            mip_level_count: 1,
            sample_count: 1,
            dimension: wgpu::TextureDimension::D2,
            format: wgpu::TextureFormat::R8Unorm,
            usage: wgpu::TextureUsages::TEXTURE_BINDING | wgpu::TextureUsages::COPY_DST,
            view_formats: &[],
        });
        let layout = wgpu::TexelCopyBufferLayout {
            offset: 0,
            bytes_per_row: Some(width),
            rows_per_image: None,
        };
        self.gpu
            .queue
            .write_texture(texture.as_image_copy(), seen, layout, size);
        texture.create_view(&wgpu::TextureViewDescriptor::default())
    }
}
