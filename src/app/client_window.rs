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
use std::time::{Duration, Instant};
use winit::event::{ElementState, WindowEvent};
use winit::event_loop::{ActiveEventLoop, EventLoopProxy};
use winit::keyboard::{Key, NamedKey};
use winit::window::{Fullscreen, Window, WindowId};

/// How long it says how it is closed, where it covers the only screen.
const HINT: Duration = Duration::from_secs(4);

/// The window and the request that it shows.
pub(super) struct ClientWindow {
    pub screen: WindowScreen,
    /// What was shown when it was frozen last, and its pictures.
    frozen: Option<(ClientSides, Vec<RenderRequest>)>,
    /// Until when it says how it is closed, over the only screen.
    pub hint_until: Option<Instant>,
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
        let is_only_screen = other.is_none();
        let screen = other.or(here);
        let mut attributes = Window::default_attributes().with_title(words::client_title());
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
        Ok(ClientWindow {
            screen,
            frozen: None,
            hint_until: is_only_screen.then(|| Instant::now() + HINT),
        })
    }

    /// The pictures that it needs: one, or the photo and the simulation where it follows the split.
    pub fn requests(
        &self,
        state: &EditorState,
        shown: &ShownPhoto,
        document: &Arc<Document>,
        bare: Option<&Arc<Document>>,
    ) -> Vec<RenderRequest> {
        let ShownPhoto { photo, view, .. } = shown;
        if state.client.frozen {
            return self
                .frozen
                .as_ref()
                .map(|(_, pictures)| pictures.clone())
                .unwrap_or_default();
        }
        let Some((rect, zoom)) = self.rect(state, photo, view) else {
            return Vec::new();
        };
        let request = |before: bool| RenderRequest {
            slot: CLIENT_SLOT,
            photo: Arc::clone(photo),
            view: Arc::clone(view),
            document: if before {
                bare.cloned()
            } else {
                Some(Arc::clone(document))
            },
            before,
            rect,
            size: [rect.width, rect.height].map(|px| ((f64::from(px) * zoom).round() as u32).max(1)),
        };
        ClientSides::of(state)
            .are_before()
            .into_iter()
            .map(request)
            .collect()
    }

    /// What it shows: while it is frozen, what it showed then, whatever is done to the canvas.
    fn sides(&self, state: &EditorState) -> ClientSides {
        match self.frozen {
            Some((sides, _)) if state.client.frozen => sides,
            Some(_) | None => ClientSides::of(state),
        }
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

    /// Where a picture lies; `side` is the half of a split that shows it, 0 or 1.
    fn quad<'a>(&self, state: &EditorState, picture: &'a DrawnPicture, side: usize) -> PictureQuad<'a> {
        let [width, height] = self.screen.size_px().map(|px| px as f32);
        let [w, h] = picture.request.size.map(|px| px as f32);
        let (left, top) = (((width - w) / 2.0).round(), ((height - h) / 2.0).round());
        PictureQuad {
            texture: &picture.view,
            place_px: [left, top, left + w, top + h],
            clip_px: self.sides(state).clip_px(side, [width, height]),
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
        let is_shown = !state.client.blank && state.open.is_some();
        let coarse = self.pictures.made.get(&(COARSE_SLOT, true));
        let are_before = client.sides(state).are_before();
        let pictures: Vec<_> = are_before
            .iter()
            .filter_map(|before| self.pictures.made.get(&(CLIENT_SLOT, *before)).or(coarse))
            .filter(|_| is_shown)
            .collect();
        let stage_words: Vec<String> = pictures.iter().map(|picture| stage_word(picture)).collect();
        let is_hinting = client.hint_until.is_some_and(|until| until > Instant::now());
        let mut output = client.screen.context().run_ui(input, |ui| {
            let place = ui.max_rect();
            for (word, (at, align)) in stage_words.iter().zip([
                (
                    place.left_bottom() + egui::vec2(24.0, -20.0),
                    egui::Align2::LEFT_BOTTOM,
                ),
                (
                    place.right_bottom() + egui::vec2(-24.0, -20.0),
                    egui::Align2::RIGHT_BOTTOM,
                ),
            ]) {
                write_word(ui, at, align, word);
            }
            if is_hinting {
                let at = place.center_top() + egui::vec2(0.0, 24.0);
                write_word(ui, at, egui::Align2::CENTER_TOP, words::client_hint());
            }
        });
        let platform = std::mem::take(&mut output.platform_output);
        client.screen.egui.handle_platform_output(&window, platform);
        let quads: Vec<PictureQuad<'_>> = pictures
            .iter()
            .enumerate()
            .map(|(side, picture)| client.quad(state, picture, side))
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
                crate::panel::letters::provide(&client.screen.context(), Arc::clone(&self.seek_letters));
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
            let sides = ClientSides::of(&self.state);
            let shown = sides.are_before().into_iter();
            let shown = shown.filter_map(|before| graphics.pictures.made.get(&(CLIENT_SLOT, before)));
            client.frozen = Some((sides, shown.map(|picture| picture.request.clone()).collect()));
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

/// What the window shows.
#[derive(Clone, Copy, Debug, PartialEq)]
enum ClientSides {
    /// One picture; whether it is the photo before.
    One { is_before: bool },
    /// The photo before and the simulation, parted as on the canvas: the line's place, 0–1, and whether it runs from top to bottom.
    Split { at: f32, vertical: bool },
}

impl ClientSides {
    /// What the canvas has it show.
    fn of(state: &EditorState) -> Self {
        match state.compare {
            CompareMode::Split { at, vertical } if state.client.follows_split && !state.before_held => {
                ClientSides::Split { at, vertical }
            }
            CompareMode::Split { .. }
            | CompareMode::Off
            | CompareMode::SideBySide
            | CompareMode::Variants => ClientSides::One {
                is_before: state.before_held,
            },
        }
    }

    /// Whether each of its pictures is the photo before.
    fn are_before(self) -> Vec<bool> {
        match self {
            ClientSides::One { is_before } => vec![is_before],
            ClientSides::Split { .. } => vec![true, false],
        }
    }

    /// The part of the window that a picture has, px: left, top, right, bottom; `side` is its number.
    fn clip_px(self, side: usize, [width, height]: [f32; 2]) -> [f32; 4] {
        match (self, side) {
            (ClientSides::One { .. }, _) => [0.0, 0.0, width, height],
            (ClientSides::Split { at, vertical: true }, 0) => [0.0, 0.0, at * width, height],
            (ClientSides::Split { at, vertical: true }, _) => [at * width, 0.0, width, height],
            (ClientSides::Split { at, vertical: false }, 0) => [0.0, 0.0, width, at * height],
            (ClientSides::Split { at, vertical: false }, _) => [0.0, at * height, width, height],
        }
    }
}

/// What a picture shows, in words.
fn stage_word(picture: &DrawnPicture) -> String {
    let word = match &picture.request.document {
        Some(document) if !picture.request.before => words::stage_shown(&document.design.stage_words()),
        Some(_) | None => words::before().to_owned(),
    };
    let zoom = f64::from(picture.request.size[0]) / f64::from(picture.request.rect.width);
    match crate::words::canvas::magnification(zoom) {
        Some(times) => format!("{word} · {times}"),
        None => word,
    }
}

/// Writes into a corner, seen on any photo.
fn write_word(ui: &egui::Ui, at: egui::Pos2, align: egui::Align2, word: &str) {
    let font = egui::FontId::proportional(18.0);
    for (at, colour) in [
        (at + egui::vec2(1.0, 1.0), egui::Color32::BLACK),
        (at, egui::Color32::WHITE),
    ] {
        ui.painter().text(at, align, word, font.clone(), colour);
    }
}
