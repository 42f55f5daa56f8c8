//! The client's window: the picture alone, without controls, names or prices.

use super::UserEvent;
use super::application::{App, WindowGraphics};
use super::painter::PictureQuad;
use super::picture_requests::ShownPhoto;
use super::pictures::{CLIENT_SLOT, COARSE_SLOT, DrawnPicture};
use super::render_request::RenderRequest;
use super::screen::{FrameOutcome, WindowScreen, hidden_window};
use crate::design::Document;
use crate::editor::{ColourTheme, CompareMode, EditorState};
use crate::engine::PixelRect;
use crate::head::HeadView;
use crate::photo::Photo;
use crate::words::app as words;
use glam::DVec2;
use std::sync::Arc;
use winit::event::{ElementState, WindowEvent};
use winit::event_loop::{ActiveEventLoop, EventLoopProxy};
use winit::keyboard::{Key, NamedKey};
use winit::window::{Fullscreen, Window, WindowId};

/// The window and the request that it shows.
pub(super) struct ClientWindow {
    pub screen: WindowScreen,
    /// What was shown when it was frozen.
    frozen: Option<RenderRequest>,
}

impl ClientWindow {
    /// Opens it: on the second screen where there is one, else over the whole of this one.
    pub fn open(
        event_loop: &ActiveEventLoop,
        proxy: &EventLoopProxy<UserEvent>,
        graphics: &WindowGraphics,
    ) -> Result<Self, String> {
        let here = graphics.main.window.current_monitor();
        let other = event_loop
            .available_monitors()
            .find(|monitor| Some(monitor) != here.as_ref());
        let screen = other.or(here);
        let mut attributes = Window::default_attributes().with_title(words::CLIENT_TITLE);
        if let Some(screen) = &screen {
            // For desktops that don't know full screens.
            attributes = attributes
                .with_position(screen.position())
                .with_inner_size(screen.size());
        }
        let attributes = attributes.with_fullscreen(Some(Fullscreen::Borderless(screen)));
        let window = hidden_window(event_loop, attributes)?;
        let surface = graphics
            .instance
            .create_surface(Arc::clone(&window))
            .map_err(|error| error.to_string())?;
        let screen = WindowScreen::new(
            event_loop,
            proxy,
            window,
            surface,
            &graphics.adapter,
            &graphics.gpu,
        )?;
        crate::panel::theme::fonts(&screen.context());
        crate::panel::theme::apply(&screen.context(), ColourTheme::Dark);
        Ok(ClientWindow { screen, frozen: None })
    }

    /// The picture that it needs.
    pub fn request(
        &self,
        state: &EditorState,
        shown: &ShownPhoto,
        document: Arc<Document>,
        bare: Option<Arc<Document>>,
    ) -> Option<RenderRequest> {
        let ShownPhoto { photo, view, .. } = shown;
        if state.client.frozen {
            return self.frozen.clone();
        }
        let (rect, zoom) = self.rect(state, photo, view)?;
        let before =
            state.before_held || state.compare == CompareMode::Off && state.project()?.variants.is_empty();
        Some(RenderRequest {
            slot: CLIENT_SLOT,
            photo: Arc::clone(photo),
            view: Arc::clone(view),
            document: if before { bare } else { Some(document) },
            before,
            rect,
            size: [rect.width, rect.height].map(|px| ((f64::from(px) * zoom).round() as u32).max(1)),
        })
    }

    /// Part of the photo and magnification: the whole photo, or the head in life size.
    fn rect(&self, state: &EditorState, photo: &Photo, view: &HeadView) -> Option<(PixelRect, f64)> {
        let [width, height] = self.screen.size_px().map(f64::from);
        let size = DVec2::new(f64::from(photo.width_px), f64::from(photo.height_px));
        let fitted = (width / size.x).min(height / size.y);
        if fitted <= 0.0 {
            return None;
        }
        let life = state.screen_px_per_mm.filter(|_| state.client.life_size);
        let Some(px_per_mm) = life else {
            let whole = PixelRect::whole(photo);
            return Some((whole, fitted));
        };
        let zoom = px_per_mm * view.mm_per_px;
        let middle = view
            .camera
            .photo_from_head(crate::head::Head::CENTRE_MM)
            .unwrap_or(size / 2.0);
        let half = DVec2::new(width, height) / zoom / 2.0;
        let low = (middle - half).floor().clamp(DVec2::ZERO, size);
        let high = (middle + half).ceil().clamp(DVec2::ZERO, size);
        let extent = high - low;
        (extent.min_element() >= 1.0).then_some((
            PixelRect {
                x: low.x as u32,
                y: low.y as u32,
                width: extent.x as u32,
                height: extent.y as u32,
            },
            zoom,
        ))
    }

    fn quad<'a>(&self, state: &EditorState, picture: &'a DrawnPicture) -> PictureQuad<'a> {
        let [width, height] = self.screen.size_px().map(|px| px as f32);
        let [w, h] = picture.request.size.map(|px| px as f32);
        let (left, top) = (((width - w) / 2.0).round(), ((height - h) / 2.0).round());
        PictureQuad {
            texture: &picture.view,
            place_px: [left, top, left + w, top + h],
            clip_px: [0.0, 0.0, width, height],
            mirrored: !state.client.unmirrored,
        }
    }
}

impl WindowGraphics {
    /// Draws the client's window.
    fn show_client(&mut self, state: &EditorState) {
        let Some(client) = &mut self.client else {
            return;
        };
        let window = Arc::clone(&client.screen.window);
        let input = client.screen.egui.take_egui_input(&window);
        let picture = [(CLIENT_SLOT, false), (CLIENT_SLOT, true)]
            .into_iter()
            .filter(|key| key.1 == state.before_held)
            .find_map(|key| self.pictures.made.get(&key))
            .or_else(|| self.pictures.made.get(&(COARSE_SLOT, true)))
            .filter(|_| !state.client.blank && state.open.is_some());
        let stage_word = picture.map(|picture| {
            let word = match &picture.request.document {
                Some(document) => words::stage_shown(&document.design.stage_words()),
                None => words::BEFORE.to_owned(),
            };
            let zoom = f64::from(picture.request.size[0]) / f64::from(picture.request.rect.width);
            match crate::words::canvas::magnification(zoom) {
                Some(times) => format!("{word} · {times}"),
                None => word,
            }
        });
        let mut output = client.screen.context().run_ui(input, |ui| {
            if let Some(word) = &stage_word {
                write_word(ui, word);
            }
        });
        let platform = std::mem::take(&mut output.platform_output);
        client.screen.egui.handle_platform_output(&window, platform);
        let quads: Vec<PictureQuad<'_>> = picture
            .map(|picture| client.quad(state, picture))
            .into_iter()
            .collect();
        match client.screen.draw(&self.gpu, &quads, output, [0.02; 3]) {
            FrameOutcome::Yes | FrameOutcome::NotNow => {}
            FrameOutcome::Again => window.request_redraw(),
            FrameOutcome::Lost => {
                if let Ok(surface) = self.instance.create_surface(Arc::clone(&window)) {
                    client.screen.replace_surface(surface);
                }
                window.request_redraw();
            }
        }
    }
}

impl App {
    /// Opens or closes the client's window.
    pub(super) fn toggle_client(&mut self, event_loop: &ActiveEventLoop) {
        let Some(graphics) = &mut self.graphics else {
            return;
        };
        if graphics.client.take().is_some() {
            self.state.client.open = false;
            graphics.main.window.focus_window();
            return;
        }
        match ClientWindow::open(event_loop, &self.proxy, graphics) {
            Ok(client) => {
                graphics.client = Some(client);
                self.state.client.open = true;
            }
            Err(sentence) => self.state.warn(sentence),
        }
    }

    /// Keeps or frees the picture of the client's window.
    pub(super) fn freeze_client(&mut self) {
        self.state.client.frozen = !self.state.client.frozen;
        if let Some(graphics) = &mut self.graphics
            && let Some(client) = &mut graphics.client
        {
            let shown = graphics.pictures.made.get(&(CLIENT_SLOT, false));
            client.frozen = shown.map(|picture| picture.request.clone());
        }
    }

    /// What happens in the client's window.
    pub(super) fn client_event(&mut self, id: WindowId, event: WindowEvent) {
        let Some(graphics) = &mut self.graphics else {
            return;
        };
        let Some(client) = graphics
            .client
            .as_mut()
            .filter(|client| client.screen.window.id() == id)
        else {
            return;
        };
        match &event {
            WindowEvent::RedrawRequested => {
                graphics.show_client(&self.state);
                return;
            }
            WindowEvent::Resized(_) | WindowEvent::ScaleFactorChanged { .. } => client.screen.resize(),
            WindowEvent::CloseRequested => {
                graphics.client = None;
                self.state.client.open = false;
                return;
            }
            WindowEvent::KeyboardInput { event, .. } => {
                let pressed = event.state == ElementState::Pressed;
                match event.logical_key.as_ref() {
                    Key::Named(NamedKey::Escape | NamedKey::F11) if pressed => {
                        graphics.client = None;
                        self.state.client.open = false;
                        graphics.main.window.focus_window();
                        graphics.main.window.request_redraw();
                        return;
                    }
                    Key::Character(".") if pressed => self.state.client.blank = !self.state.client.blank,
                    Key::Character("m") if pressed => {
                        self.state.client.unmirrored = !self.state.client.unmirrored;
                    }
                    Key::Character("\\") => self.state.before_held = pressed,
                    _ => {}
                }
                graphics.main.window.request_redraw();
            }
            _ => {}
        }
        client.screen.window.request_redraw();
        let window = Arc::clone(&client.screen.window);
        // What egui makes of it is of no interest: there is nothing to click.
        let _ = client.screen.egui.on_window_event(&window, &event);
    }
}

/// Writes what is shown into the lower left corner, seen on any photo.
fn write_word(ui: &egui::Ui, word: &str) {
    let at = ui.max_rect().left_bottom() + egui::vec2(24.0, -20.0);
    let font = egui::FontId::proportional(18.0);
    for (at, colour) in [
        (at + egui::vec2(1.0, 1.0), egui::Color32::BLACK),
        (at, egui::Color32::WHITE),
    ] {
        ui.painter()
            .text(at, egui::Align2::LEFT_BOTTOM, word, font.clone(), colour);
    }
}
