//! A frame, from input to screen, and which pictures are wished for it.

use super::open::PhotoKey;
use super::pictures::{COARSE_SLOT, quads, size_at};
use super::screen::Shown;
use super::shell::App;
use super::worker::{Made, Wish};
use crate::editor::{Actions, EditorState, JobProgress};
use crate::engine::Rect;
use crate::head::View;
use crate::photo::Photo;
use crate::project::Project;
use glam::DVec2;
use std::sync::Arc;
use std::time::{Duration, Instant};
use winit::event_loop::ActiveEventLoop;

/// Longest side of the coarse picture that stands under the fine one, px.
const COARSE_PX: f64 = 1400.0;
/// While a gesture takes longer than this to draw, it is drawn coarser, ms.
const SLOW_MS: f64 = 70.0;

/// How often the clock is looked at while moments are played.
const PLAYING_LOOKS: Duration = Duration::from_millis(100);

impl App {
    /// The whole order of a frame.
    pub(super) fn frame(&mut self, event_loop: &ActiveEventLoop) {
        let start = Instant::now();
        self.bring_photos();
        self.bring_faces();
        self.bring_measures();
        let Some(stage) = &mut self.stage else {
            return;
        };
        // A lost device says so only when it is asked.
        let _ = stage.gpu.device.poll(wgpu::PollType::Poll);
        let window = Arc::clone(&stage.main.window);
        let input = stage.main.egui.take_egui_input(&window);
        let context = stage.main.context();
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
        self.forget_after_save(&actions);
        for action in actions {
            self.act(action, event_loop);
        }
        self.play_on(&context);
        self.wish_pictures();
        self.read_density();
        self.show(output);
        if self.state.playing.is_some() {
            // The frame is over: egui would not hear of a wish to be drawn again.
            let soon = Instant::now() + PLAYING_LOOKS;
            self.wake_at = Some(self.wake_at.map_or(soon, |at| at.min(soon)));
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
            match self.decoded.iter().find(|(kept, _)| *kept == key) {
                Some((_, photo)) => {
                    open.photos.insert(index, Arc::clone(photo));
                }
                None if !self.decoding.contains(&key) => {
                    super::open::decoded(&self.post, shot);
                    self.decoding.push(key);
                }
                None => {}
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
        let Some(stage) = &mut self.stage else {
            return;
        };
        let window = Arc::clone(&stage.main.window);
        let platform = std::mem::take(&mut output.platform_output);
        stage.main.egui.handle_platform_output(&window, platform);
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
        let quads = quads(&self.state, &stage.pictures);
        match stage.main.draw(&stage.gpu, &quads, output, clear) {
            Shown::Yes | Shown::NotNow => {}
            Shown::Again => window.request_redraw(),
            Shown::Lost => {
                if let Ok(surface) = stage.instance.create_surface(Arc::clone(&window)) {
                    stage.main.replace_surface(surface);
                }
                window.request_redraw();
            }
        }
    }

    /// Wishes what the panes need and isn't there; small pictures and counts when the hand rests.
    fn wish_pictures(&mut self) {
        let (Some(stage), Some(open)) = (&mut self.stage, &self.state.open) else {
            return;
        };
        let Some(photo) = open.photo().cloned() else {
            return;
        };
        let project = match self.state.playing {
            Some(playing) => Arc::new(playing.shown(open.project())),
            None => Arc::clone(open.project()),
        };
        let in_gesture = open.history.in_gesture();
        let Some(view) = stage.pictures.view(&project, project.photo) else {
            return;
        };
        let of = [photo.width_px, photo.height_px];
        if (view.camera.width_px, view.camera.height_px) != (of[0], of[1]) {
            // The turned photo is still being decoded.
            return;
        }
        let coarse = in_gesture && self.state.timings.placing_ms + self.state.timings.drawing_ms > SLOW_MS;
        let limit_px = f64::from(stage.gpu.limits.max_texture_dimension_2d);
        let mut wishes = Vec::new();
        let shown = stage.pictures.document(&project, project.variant);
        let bare = stage.pictures.bare(&shown);
        for (slot, pane) in self.state.panes().iter().enumerate() {
            let Some(rect) = self.state.visible_rect(pane.clip, of) else {
                continue;
            };
            let zoom = self.state.lens.zoom * if coarse { 0.5 } else { 1.0 };
            wishes.push(Wish {
                slot,
                photo: Arc::clone(&photo),
                view: Arc::clone(&view),
                document: match pane.variant {
                    Some(variant) => Some(stage.pictures.document(&project, variant)),
                    None => bare.clone(),
                },
                before: pane.variant.is_none(),
                rect,
                size: size_at(rect, zoom, limit_px),
            });
        }
        if let Some(client) = &stage.client {
            wishes.extend(client.wish(&self.state, &photo, &view, shown, bare));
        }
        let whole = Rect::whole(&photo);
        wishes.push(Wish {
            slot: COARSE_SLOT,
            photo: Arc::clone(&photo),
            view: Arc::clone(&view),
            document: None,
            before: true,
            rect: whole,
            size: size_at(whole, 1.0, COARSE_PX),
        });
        wishes.retain(|wish| !stage.pictures.is_there(wish));
        // The coarse picture comes first where there is nothing at all to show.
        wishes.sort_by_key(|wish| wish.slot != COARSE_SLOT);
        if wishes != stage.pictures.wished {
            stage.pictures.wished = wishes.clone();
            if !wishes.is_empty() {
                self.state.busy = true;
                stage.worker.wish(wishes);
            }
        }
        if !in_gesture {
            self.wish_small(&project, &photo, &view);
        }
    }

    fn wish_small(&mut self, project: &Arc<Project>, photo: &Arc<Photo>, view: &Arc<View>) {
        let Some(stage) = &mut self.stage else {
            return;
        };
        let document = stage.pictures.document(project, project.variant);
        let counted = stage
            .pictures
            .tallied
            .as_ref()
            .is_some_and(|kept| Arc::ptr_eq(kept, &document));
        if !counted {
            stage.pictures.tallied = Some(Arc::clone(&document));
            stage.worker.tally(Arc::clone(&document), Arc::clone(view));
        }
        for (thumb, wish) in self.state.thumb_wishes(project, photo, view, &mut stage.pictures) {
            stage.worker.thumb(thumb, wish);
        }
    }

    /// Takes news of the drawing thread.
    pub(super) fn made(&mut self, made: Made) {
        let Some(stage) = &mut self.stage else {
            return;
        };
        match made {
            Made::Picture {
                wish,
                texture,
                took_ms,
            } => {
                if !wish.before {
                    [self.state.timings.placing_ms, self.state.timings.drawing_ms] = took_ms;
                }
                stage.pictures.take(wish, &texture);
            }
            Made::Thumb { thumb, wish, texture } => {
                let view = texture.create_view(&wgpu::TextureViewDescriptor::default());
                let gpu = &stage.gpu;
                let id = match self.state.thumbs.get(&thumb) {
                    Some((id, _)) => {
                        stage.main.renderer.update_egui_texture_from_wgpu_texture(
                            &gpu.device,
                            &view,
                            wgpu::FilterMode::Linear,
                            *id,
                        );
                        *id
                    }
                    None => stage.main.renderer.register_native_texture(
                        &gpu.device,
                        &view,
                        wgpu::FilterMode::Linear,
                    ),
                };
                self.state.thumbs.insert(thumb, (id, wish.size));
                stage.pictures.thumb_views.insert(thumb, view);
            }
            Made::Tally {
                document,
                counts,
                tally,
            } => {
                let current = stage
                    .pictures
                    .tallied
                    .as_ref()
                    .is_some_and(|kept| Arc::ptr_eq(kept, &document));
                if current {
                    self.state.counts = counts;
                    stage.pictures.tally = Some(tally);
                }
            }
            Made::Growing(share) => self.state.progress = growing(share),
            Made::Idle => self.state.busy = false,
            Made::Failed(error) => {
                self.state.busy = false;
                stage.pictures.wished.clear();
                self.state.warn(error.to_string());
            }
        }
    }

    fn read_density(&mut self) {
        let tally = self
            .stage
            .as_ref()
            .and_then(|stage| stage.pictures.tally.as_ref());
        self.state.pointer_density = self
            .state
            .pointer
            .zip(tally)
            .and_then(|(direction, tally)| tally.density_at(direction));
    }

    /// News of the drawing thread that isn't of a device that has gone.
    pub(super) fn of_this_device(&self, number: u32) -> bool {
        number == self.device_number
    }
}

fn growing(share: f64) -> Option<JobProgress> {
    (share < 1.0).then(|| JobProgress {
        label: crate::words::app::GROWING.to_owned(),
        share: Some(share),
        can_cancel: false,
    })
}

/// Pixels of the screen a millimetre, where a person has said how wide the screen is.
fn screen_px_per_mm(window: &winit::window::Window, state: &EditorState) -> Option<f64> {
    let width_px = f64::from(window.current_monitor()?.size().width);
    Some(width_px / state.prefs.screen_width_mm?)
}
