//! One window on the screen: its surface, its egui, and how a frame gets there.

use super::UserEvent;
use super::painter::{PictureQuad, QuadPainter};
use crate::editor::UserPreferences;
use crate::gpu::OpenDevice;
use crate::words::app as words;
use egui::ViewportId;
use egui_wgpu::{Renderer, RendererOptions, ScreenDescriptor};
use std::sync::Arc;
use winit::event_loop::{ActiveEventLoop, EventLoopProxy};
use winit::window::{Icon, Window, WindowAttributes};

/// Smallest and largest magnification of the whole window at which it can be used.
const MAGNIFICATION: [f32; 2] = [0.6, 2.5];

/// A window with all that draws it.
pub(super) struct WindowScreen {
    pub window: Arc<Window>,
    pub egui: egui_winit::State,
    pub renderer: Renderer,
    surface: wgpu::Surface<'static>,
    config: wgpu::SurfaceConfiguration,
    painter: QuadPainter,
    /// The surface must be configured before the next frame.
    stale: bool,
}

/// What became of a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FrameOutcome {
    /// It is on the screen.
    Yes,
    /// The window can't be drawn on now (minimised, covered).
    NotNow,
    /// The surface was outdated; the next frame will do.
    Again,
    /// The surface is lost and must be made anew.
    Lost,
}

/// A window that stays hidden until its accessibility tree is there.
pub(super) fn hidden_window(
    event_loop: &ActiveEventLoop,
    attributes: WindowAttributes,
) -> Result<Arc<Window>, String> {
    event_loop
        .create_window(known_to_the_desktop(attributes).with_visible(false))
        .map(Arc::new)
        .map_err(|error| error.to_string())
}

/// The program's picture in task lists, 64 px.
const ICON: &[u8] = include_bytes!("../../assets/icon/shadowline-64.png");
/// The id under which a desktop finds the program's entry and picture: the name of its `.desktop` file.
#[cfg(all(unix, not(target_os = "macos")))]
const APPLICATION_ID: &str = "org.shadowline.Shadowline";

/// A window with the program's picture and id.
fn known_to_the_desktop(attributes: WindowAttributes) -> WindowAttributes {
    let picture = image::load_from_memory(ICON).map(|picture| picture.into_rgba8());
    let icon = picture.ok().and_then(|picture| {
        let [width, height] = [picture.width(), picture.height()];
        Icon::from_rgba(picture.into_raw(), width, height).ok()
    });
    let attributes = attributes.with_window_icon(icon);
    #[cfg(all(unix, not(target_os = "macos")))]
    let attributes = {
        use winit::platform::{wayland, x11};
        let named = wayland::WindowAttributesExtWayland::with_name(attributes, APPLICATION_ID, "");
        x11::WindowAttributesExtX11::with_name(named, APPLICATION_ID, "shadowline")
    };
    attributes
}

impl WindowScreen {
    /// Joins a window, its surface and a device.
    pub fn new(
        event_loop: &ActiveEventLoop,
        proxy: &EventLoopProxy<UserEvent>,
        window: Arc<Window>,
        surface: wgpu::Surface<'static>,
        adapter: &wgpu::Adapter,
        gpu: &OpenDevice,
    ) -> Result<Self, String> {
        let size = window.inner_size();
        let mut config = surface
            .get_default_config(adapter, size.width.max(1), size.height.max(1))
            .ok_or_else(|| words::cant_draw().to_owned())?;
        // egui and our pictures bring codes that are encoded already.
        let plain = surface
            .get_capabilities(adapter)
            .formats
            .into_iter()
            .find(|format| {
                matches!(
                    format,
                    wgpu::TextureFormat::Bgra8Unorm | wgpu::TextureFormat::Rgba8Unorm
                )
            });
        config.format = plain.unwrap_or(config.format);
        config.present_mode = wgpu::PresentMode::AutoVsync;
        config.desired_maximum_frame_latency = 1;
        let options = RendererOptions {
            dithering: false,
            ..Default::default()
        };
        let renderer = Renderer::new(&gpu.device, config.format, options);
        let mut egui = egui_winit::State::new(
            egui::Context::default(),
            ViewportId::ROOT,
            &window,
            Some(window.scale_factor() as f32),
            window.theme(),
            Some(gpu.limits.max_texture_dimension_2d as usize),
        );
        egui.init_accesskit(event_loop, &window, proxy.clone());
        window.set_visible(true);
        Ok(WindowScreen {
            painter: QuadPainter::new(gpu, config.format),
            window,
            egui,
            renderer,
            surface,
            config,
            stale: true,
        })
    }

    /// The context that panels are shown in.
    pub fn context(&self) -> egui::Context {
        self.egui.egui_ctx().clone()
    }

    /// Gives everything shown the colours and the magnification that a person prefers.
    pub fn dress(&self, prefs: &UserPreferences) {
        let context = self.context();
        crate::panel::theme::apply(&context, prefs.theme);
        let [least, most] = MAGNIFICATION;
        context.set_zoom_factor(prefs.ui_scale.unwrap_or(1.0).clamp(least, most));
    }

    /// The surface has another size from now on.
    pub fn resize(&mut self) {
        self.stale = true;
    }

    /// Size of the window, px; zero while it is minimised.
    pub fn size_px(&self) -> [u32; 2] {
        let size = self.window.inner_size();
        [size.width, size.height]
    }

    /// Puts a new surface in the place of a lost one.
    pub fn replace_surface(&mut self, surface: wgpu::Surface<'static>) {
        self.surface = surface;
        self.stale = true;
    }

    /// Draws quads and egui's shapes. egui's textures are brought up to date whether or not a frame can be shown.
    pub fn draw(
        &mut self,
        gpu: &OpenDevice,
        quads: &[PictureQuad<'_>],
        output: egui::FullOutput,
        clear: [f64; 3],
    ) -> FrameOutcome {
        let points = output.pixels_per_point;
        let jobs = self.egui.egui_ctx().tessellate(output.shapes, points);
        let mut deltas = output.textures_delta;
        for (id, changes) in deltas.set.drain() {
            for change in changes {
                self.renderer.update_texture(&gpu.device, &gpu.queue, id, &change);
            }
        }
        let shown = self.present(gpu, quads, &jobs, points, clear);
        for id in deltas.free.drain() {
            self.renderer.free_texture(&id);
        }
        shown
    }

    fn present(
        &mut self,
        gpu: &OpenDevice,
        quads: &[PictureQuad<'_>],
        jobs: &[egui::ClippedPrimitive],
        pixels_per_point: f32,
        clear: [f64; 3],
    ) -> FrameOutcome {
        let frame = match self.frame(gpu) {
            Ok(frame) => frame,
            Err(shown) => {
                // What was written to the queue must not pile up.
                gpu.queue.submit([]);
                return shown;
            }
        };
        let size = [self.config.width, self.config.height];
        let descriptor = ScreenDescriptor {
            size_in_pixels: size,
            pixels_per_point,
        };
        let mut encoder = gpu
            .device
            .create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
        let mut commands =
            self.renderer
                .update_buffers(&gpu.device, &gpu.queue, &mut encoder, jobs, &descriptor);
        let view = frame.texture.create_view(&wgpu::TextureViewDescriptor::default());
        let [r, g, b] = clear;
        let mut pass = encoder
            .begin_render_pass(&wgpu::RenderPassDescriptor {
                label: Some("window"),
                color_attachments: &[Some(wgpu::RenderPassColorAttachment {
                    view: &view,
                    resolve_target: None,
                    ops: wgpu::Operations {
                        load: wgpu::LoadOp::Clear(wgpu::Color { r, g, b, a: 1.0 }),
                        store: wgpu::StoreOp::Store,
                    },
                    depth_slice: None,
                })],
                ..Default::default()
            })
            .forget_lifetime();
        self.painter.record(gpu, &mut pass, size, quads);
        self.renderer.render(&mut pass, jobs, &descriptor);
        drop(pass);
        commands.push(encoder.finish());
        gpu.queue.submit(commands);
        self.window.pre_present_notify();
        gpu.queue.present(frame);
        FrameOutcome::Yes
    }

    /// The texture of the next frame, with the surface brought to the window's size first.
    fn frame(&mut self, gpu: &OpenDevice) -> Result<wgpu::SurfaceTexture, FrameOutcome> {
        let [width, height] = self.size_px();
        if width == 0 || height == 0 {
            return Err(FrameOutcome::NotNow);
        }
        let limit = gpu.limits.max_texture_dimension_2d;
        if self.stale || (self.config.width, self.config.height) != (width.min(limit), height.min(limit)) {
            self.config.width = width.min(limit);
            self.config.height = height.min(limit);
            self.surface.configure(&gpu.device, &self.config);
            self.stale = false;
        }
        match self.surface.get_current_texture() {
            wgpu::CurrentSurfaceTexture::Success(frame) => Ok(frame),
            wgpu::CurrentSurfaceTexture::Suboptimal(frame) => {
                self.stale = true;
                Ok(frame)
            }
            wgpu::CurrentSurfaceTexture::Timeout | wgpu::CurrentSurfaceTexture::Occluded => {
                Err(FrameOutcome::NotNow)
            }
            wgpu::CurrentSurfaceTexture::Outdated | wgpu::CurrentSurfaceTexture::Validation => {
                self.stale = true;
                Err(FrameOutcome::Again)
            }
            wgpu::CurrentSurfaceTexture::Lost => Err(FrameOutcome::Lost),
        }
    }
}
