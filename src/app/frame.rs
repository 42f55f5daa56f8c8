//! A frame, from input to screen.

use super::application::App;
use super::open::{self, PhotoKey};
use super::pictures::quads;
use super::screen::FrameOutcome;
use crate::editor::{Actions, Dialog, EditorState};
use std::sync::Arc;
use std::time::{Duration, Instant};
use winit::event_loop::ActiveEventLoop;

/// How often the clock is looked at while moments are played.
const PLAYING_LOOKS: Duration = Duration::from_millis(100);

impl App {
    /// The whole order of a frame.
    pub(super) fn frame(&mut self, event_loop: &ActiveEventLoop) {
        let start = Instant::now();
        self.bring_photos();
        self.bring_faces();
        self.bring_measures();
        self.bring_title();
        self.say_missing_letters();
        self.give_up_claim();
        self.ask_whose();
        let asks_whose = matches!(self.state.dialog, Some(Dialog::WhosePhoto { .. }));
        let Some(graphics) = &mut self.graphics else {
            return;
        };
        // A lost device says so only when it is asked.
        let _ = graphics.gpu.device.poll(wgpu::PollType::Poll);
        let window = Arc::clone(&graphics.main.window);
        let input = graphics.main.egui.take_egui_input(&window);
        let context = graphics.main.context();
        self.state.pixels_per_point = context.pixels_per_point();
        self.state.screen_px_per_mm = screen_px_per_mm(&window, &self.state);
        let (state, memory) = (&mut self.state, &mut self.canvas);
        let mut actions = Actions::default();
        let output = context.run_ui(input, |ui| {
            actions.extend(crate::panel::show(ui, state));
            actions.extend(match state.open.is_some() {
                true => crate::canvas::show(ui, state, memory),
                false => crate::canvas::keys_alone(ui, state, memory),
            });
        });
        let acted = !actions.is_empty();
        self.forget_after_save(&actions, asks_whose);
        for action in actions {
            self.perform(action, event_loop);
        }
        self.play_on(&context);
        self.request_pictures();
        self.read_density();
        self.show(output);
        if self.state.playing.is_some() {
            // The frame is over: egui would not hear that it is to be drawn again.
            let soon = Instant::now() + PLAYING_LOOKS;
            self.wake_at = Some(self.wake_at.map_or(soon, |at| at.min(soon)));
        }
        let hint = self
            .graphics
            .as_ref()
            .and_then(|graphics| graphics.client.as_ref()?.hint_until);
        if let Some(until) = hint.filter(|until| *until > Instant::now()) {
            self.wake_at = Some(self.wake_at.map_or(until, |at| at.min(until)));
        }
        self.state.timings.frame_ms = start.elapsed().as_secs_f64() * 1e3;
        if acted {
            window.request_redraw();
        }
        self.leave_if_asked(event_loop);
    }

    /// Hands decoded photos to the project and has missing ones decoded.
    fn bring_photos(&mut self) {
        let Some(open) = &mut self.state.open else {
            return;
        };
        let project = Arc::clone(open.project());
        open.photos.retain(|index, _| *index < project.photos.len());
        for (index, shot) in project.photos.iter().enumerate() {
            let key = PhotoKey::of(shot);
            let record = self.photos.of(&key);
            if let Some(photo) = &record.photo {
                open.photos.insert(index, Arc::clone(photo));
            } else if !record.is_decoding {
                record.is_decoding = true;
                open::decoded(&self.messages, shot);
            }
        }
        if let Some(photo) = open.photo().cloned() {
            self.state.fit_lens(&photo);
        }
    }

    /// Goes on to the next moment of those that are played, once the last was seen long enough.
    fn play_on(&mut self, context: &egui::Context) {
        let Some(playing) = self.state.playing else {
            return;
        };
        if !self.state.busy {
            let now = context.input(|input| input.time);
            self.state.playing = playing.advanced(now);
        }
    }

    /// Shows the frame; says when the next one is due.
    fn show(&mut self, mut output: egui::FullOutput) {
        let Some(graphics) = &mut self.graphics else {
            return;
        };
        let window = Arc::clone(&graphics.main.window);
        let platform = std::mem::take(&mut output.platform_output);
        graphics.main.egui.handle_platform_output(&window, platform);
        let delay = output
            .viewport_output
            .get(&egui::ViewportId::ROOT)
            .map_or(Duration::MAX, |viewport| viewport.repaint_delay);
        if delay.is_zero() {
            window.request_redraw();
        } else {
            self.wake_at = Instant::now().checked_add(delay);
        }
        let clear = crate::panel::theme::canvas_colour(self.state.prefs.theme);
        let quads = quads(&self.state, &graphics.pictures);
        match graphics.main.draw(&graphics.gpu, &quads, output, clear) {
            FrameOutcome::Yes | FrameOutcome::NotNow => {}
            FrameOutcome::Again => window.request_redraw(),
            FrameOutcome::Lost => {
                if let Ok(surface) = graphics.instance.create_surface(Arc::clone(&window)) {
                    graphics.main.replace_surface(surface);
                }
                window.request_redraw();
            }
        }
    }
}

/// Pixels of the screen a millimetre, where a person has said how wide the screen is.
fn screen_px_per_mm(window: &winit::window::Window, state: &EditorState) -> Option<f64> {
    let width_px = f64::from(window.current_monitor()?.size().width);
    Some(width_px / state.prefs.screen_width_mm?)
}
