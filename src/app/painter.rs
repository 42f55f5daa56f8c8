//! Pictures under the panels: textured rectangles in pixels of the window.

use crate::gpu::OpenDevice;

/// One picture in a window, in physical pixels.
pub(super) struct PictureQuad<'a> {
    /// The picture.
    pub texture: &'a wgpu::TextureView,
    /// Left, top, right, bottom; may reach beyond the window.
    pub place_px: [f32; 4],
    /// What of the window it may cover: left, top, right, bottom.
    pub clip_px: [f32; 4],
    /// Left and right exchanged.
    pub mirrored: bool,
}

/// Draws quads on one kind of surface.
pub(super) struct QuadPainter {
    pipeline: wgpu::RenderPipeline,
    layout: wgpu::BindGroupLayout,
    sampler: wgpu::Sampler,
}

impl QuadPainter {
    /// A painter for surfaces of a format.
    pub fn new(gpu: &OpenDevice, format: wgpu::TextureFormat) -> Self {
        let shader = gpu.device.create_shader_module(wgpu::ShaderModuleDescriptor {
            label: Some("window"),
            source: wgpu::ShaderSource::Wgsl(include_str!("../../shaders/window.wgsl").into()),
        });
        let pipeline = gpu
            .device
            .create_render_pipeline(&wgpu::RenderPipelineDescriptor {
                label: Some("window"),
                layout: None,
                vertex: wgpu::VertexState {
                    module: &shader,
                    entry_point: Some("vertex"),
                    compilation_options: Default::default(),
                    buffers: &[],
                },
                primitive: wgpu::PrimitiveState {
                    topology: wgpu::PrimitiveTopology::TriangleStrip,
                    ..Default::default()
                },
                depth_stencil: None,
                multisample: Default::default(),
                fragment: Some(wgpu::FragmentState {
                    module: &shader,
                    entry_point: Some("fragment"),
                    compilation_options: Default::default(),
                    targets: &[Some(format.into())],
                }),
                multiview_mask: None,
                cache: None,
            });
        let sampler = gpu.device.create_sampler(&wgpu::SamplerDescriptor {
            mag_filter: wgpu::FilterMode::Linear,
            min_filter: wgpu::FilterMode::Linear,
            ..Default::default()
        });
        let layout = pipeline.get_bind_group_layout(0);
        QuadPainter {
            pipeline,
            layout,
            sampler,
        }
    }

    /// Records the quads, the first one undermost.
    pub fn record(
        &self,
        gpu: &OpenDevice,
        pass: &mut wgpu::RenderPass<'_>,
        window_px: [u32; 2],
        quads: &[PictureQuad<'_>],
    ) {
        pass.set_pipeline(&self.pipeline);
        for quad in quads {
            let Some([x, y, width, height]) = scissor(quad.clip_px, window_px) else {
                continue;
            };
            let size = window_px.map(|px| px as f32);
            let [left, top, right, bottom] = quad.place_px;
            let across = |px: f32| 2.0 * px / size[0] - 1.0;
            let down = |px: f32| 1.0 - 2.0 * px / size[1];
            let part = if quad.mirrored {
                [1.0, 0.0, 0.0, 1.0]
            } else {
                [0.0, 0.0, 1.0, 1.0]
            };
            let uniform = gpu.uniform(
                "quad",
                &[[across(left), down(top), across(right), down(bottom)], part],
            );
            let group = gpu.device.create_bind_group(&wgpu::BindGroupDescriptor {
                label: Some("quad"),
                layout: &self.layout,
                entries: &[
                    wgpu::BindGroupEntry {
                        binding: 0,
                        resource: uniform.as_entire_binding(),
                    },
                    wgpu::BindGroupEntry {
                        binding: 1,
                        resource: wgpu::BindingResource::TextureView(quad.texture),
                    },
                    wgpu::BindGroupEntry {
                        binding: 2,
                        resource: wgpu::BindingResource::Sampler(&self.sampler),
                    },
                ],
            });
            pass.set_bind_group(0, &group, &[]);
            pass.set_scissor_rect(x, y, width, height);
            pass.draw(0..4, 0..1);
        }
        pass.set_scissor_rect(0, 0, window_px[0], window_px[1]);
    }
}

/// A clip rectangle as whole pixels inside the window: x, y, width, height; none where nothing is left.
fn scissor(clip_px: [f32; 4], window_px: [u32; 2]) -> Option<[u32; 4]> {
    let within = |px: f32, limit: u32| px.round().clamp(0.0, limit as f32) as u32;
    let (left, right) = (within(clip_px[0], window_px[0]), within(clip_px[2], window_px[0]));
    let (top, bottom) = (within(clip_px[1], window_px[1]), within(clip_px[3], window_px[1]));
    (right > left && bottom > top).then(|| [left, top, right - left, bottom - top])
}
