//! Which pictures a frame needs of the drawing thread, and what becomes of those that it has drawn.

use super::application::App;
use super::pictures::{COARSE_SLOT, size_at, slots};
use super::render_request::{RenderOutcome, RenderRequest};
use crate::design::Document;
use crate::editor::{ButtonPicture, JobProgress, PlanCounts};
use crate::engine::{DotTally, PixelRect};
use crate::head::HeadView;
use crate::photo::Photo;
use crate::project::Project;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Longest side of the coarse picture that stands under the fine one, px.
const COARSE_PX: f64 = 1000.0;
/// While a gesture takes longer than this to draw, it is drawn coarser, ms.
const SLOW_MS: f64 = 70.0;
/// Size of the pictures of a slow gesture, as a share of the usual one.
const SLOW_ZOOM: f64 = 0.5;

/// The photo shown, and the project as it is shown over it.
#[derive(Clone)]
pub(super) struct ShownPhoto {
    pub project: Arc<Project>,
    pub photo: Arc<Photo>,
    pub view: Arc<HeadView>,
}

impl ShownPhoto {
    /// The coarse picture of the whole photo.
    fn coarse_request(&self) -> RenderRequest {
        let whole = PixelRect::whole(&self.photo);
        RenderRequest {
            slot: COARSE_SLOT,
            photo: Arc::clone(&self.photo),
            view: Arc::clone(&self.view),
            document: None,
            before: true,
            rect: whole,
            size: size_at(whole, 1.0, COARSE_PX),
        }
    }
}

impl App {
    /// Asks for what the panes need and isn't there; for small pictures and counts when the hand rests.
    pub(super) fn request_pictures(&mut self) {
        let Some(shown) = self.shown_photo() else {
            return;
        };
        let requests = self.pane_requests(&shown);
        self.send_requests(requests);
        let in_gesture = |open: &crate::editor::OpenProject| open.history.in_gesture();
        if !self.state.open.as_ref().is_some_and(in_gesture) {
            self.request_small(&shown);
        }
    }

    /// The photo shown; none while there is none, or while the turned one is still being decoded.
    fn shown_photo(&mut self) -> Option<ShownPhoto> {
        let (graphics, open) = (self.graphics.as_mut()?, self.state.open.as_ref()?);
        let photo = Arc::clone(open.photo()?);
        let project = match self.state.playing {
            Some(playing) => Arc::new(playing.shown(open.project())),
            None => Arc::clone(open.project()),
        };
        let view = graphics.pictures.view(&project, project.photo)?;
        let is_of_photo = (view.camera.width_px, view.camera.height_px) == (photo.width_px, photo.height_px);
        is_of_photo.then_some(ShownPhoto { project, photo, view })
    }

    /// Pictures of the panes, of the client's window and the coarse one.
    fn pane_requests(&mut self, shown: &ShownPhoto) -> Vec<RenderRequest> {
        let (Some(graphics), Some(open)) = (&mut self.graphics, &self.state.open) else {
            return Vec::new();
        };
        let ShownPhoto { project, photo, view } = shown;
        let timings = self.state.timings;
        let is_slow = open.history.in_gesture() && timings.placing_ms + timings.drawing_ms > SLOW_MS;
        let zoom = self.state.lens.zoom * if is_slow { SLOW_ZOOM } else { 1.0 };
        let limit_px = f64::from(graphics.gpu.limits.max_texture_dimension_2d);
        let document = graphics.pictures.document(project, project.variant);
        let bare = graphics.pictures.bare(&document);
        let mut requests = Vec::new();
        for (slot, pane) in slots(self.state.panes()) {
            let Some(rect) = self
                .state
                .visible_rect(pane.clip, [photo.width_px, photo.height_px])
            else {
                continue;
            };
            requests.push(RenderRequest {
                slot,
                photo: Arc::clone(photo),
                view: Arc::clone(view),
                document: match pane.variant {
                    Some(variant) => Some(graphics.pictures.document(project, variant)),
                    None => bare.clone(),
                },
                before: pane.variant.is_none(),
                rect,
                size: size_at(rect, zoom, limit_px),
            });
        }
        if let Some(client) = &graphics.client {
            requests.extend(client.requests(&self.state, shown, &document, bare.as_ref()));
        }
        requests.push(shown.coarse_request());
        requests
    }

    /// Asks for the pictures that aren't there, unless they have been asked for.
    fn send_requests(&mut self, mut requests: Vec<RenderRequest>) {
        let Some(graphics) = &mut self.graphics else {
            return;
        };
        requests.retain(|request| !graphics.pictures.is_there(request));
        // The coarse picture comes first where there is nothing at all to show.
        requests.sort_by_key(|request| request.slot != COARSE_SLOT);
        if requests != graphics.pictures.requested {
            graphics.pictures.requested.clone_from(&requests);
            if !requests.is_empty() {
                self.state.busy = true;
                graphics.worker.request(requests);
            }
        }
    }

    fn request_small(&mut self, shown: &ShownPhoto) {
        let Some(graphics) = &mut self.graphics else {
            return;
        };
        let ShownPhoto { project, photo, view } = shown;
        let document = graphics.pictures.document(project, project.variant);
        let is_counted = |counted: &Arc<Document>| Arc::ptr_eq(counted, &document);
        if !graphics.pictures.tallied.as_ref().is_some_and(is_counted) {
            graphics.pictures.tallied = Some(Arc::clone(&document));
            graphics
                .worker
                .request_count(Arc::clone(&document), Arc::clone(view));
        }
        for (thumbnail, request) in
            self.state
                .thumbnail_requests(project, photo, view, &mut graphics.pictures)
        {
            graphics.worker.request_thumbnail(thumbnail, request);
        }
    }

    /// Takes what the drawing thread has drawn; what a device has drawn that has gone is dropped.
    pub(super) fn handle_rendered(&mut self, device_number: u32, rendered: RenderOutcome) {
        if device_number != self.device_number {
            return;
        }
        let Some(graphics) = &mut self.graphics else {
            return;
        };
        match rendered {
            RenderOutcome::Picture {
                request,
                texture,
                took_ms,
            } => {
                if !request.before {
                    [self.state.timings.placing_ms, self.state.timings.drawing_ms] = took_ms;
                    let now = Instant::now();
                    self.drawn_at.push_back(now);
                    self.drawn_at.retain(|at| now - *at < Duration::from_secs(1));
                    self.state.timings.pictures_per_s = self.drawn_at.len() as f64;
                }
                graphics.pictures.take(request, &texture);
            }
            RenderOutcome::Thumbnail {
                thumbnail,
                request,
                texture,
            } => self.take_thumbnail(thumbnail, request.size, &texture),
            RenderOutcome::Tally {
                document,
                counts,
                tally,
            } => self.take_tally(&document, counts, tally),
            RenderOutcome::Growing(share) => self.state.progress = growing(share),
            RenderOutcome::Idle => self.state.busy = false,
            RenderOutcome::Failed(error) => {
                self.state.busy = false;
                graphics.pictures.requested.clear();
                self.state.warn(error.to_string());
            }
        }
    }

    fn take_thumbnail(&mut self, thumbnail: ButtonPicture, size: [u32; 2], texture: &wgpu::Texture) {
        let Some(graphics) = &mut self.graphics else {
            return;
        };
        let view = texture.create_view(&wgpu::TextureViewDescriptor::default());
        let (device, renderer) = (&graphics.gpu.device, &mut graphics.main.renderer);
        let linear = wgpu::FilterMode::Linear;
        let id = match self.state.thumbs.get(&thumbnail) {
            Some((id, _)) => {
                renderer.update_egui_texture_from_wgpu_texture(device, &view, linear, *id);
                *id
            }
            None => renderer.register_native_texture(device, &view, linear),
        };
        self.state.thumbs.insert(thumbnail, (id, size));
        graphics.pictures.thumb_views.insert(thumbnail, view);
    }

    fn take_tally(&mut self, document: &Arc<Document>, counts: PlanCounts, tally: Arc<DotTally>) {
        let Some(graphics) = &mut self.graphics else {
            return;
        };
        let is_counted = |counted: &Arc<Document>| Arc::ptr_eq(counted, document);
        if graphics.pictures.tallied.as_ref().is_some_and(is_counted) {
            self.state.counts = counts;
            graphics.pictures.tally = Some(tally);
        }
    }

    /// Reads the density under the pointer.
    pub(super) fn read_density(&mut self) {
        let graphics = self.graphics.as_ref();
        let tally = graphics.and_then(|graphics| graphics.pictures.tally.as_ref());
        let under = self.state.pointer.zip(tally);
        self.state.pointer_density = under.and_then(|(direction, tally)| tally.density_at(direction));
    }
}

fn growing(share: f64) -> Option<JobProgress> {
    (share < 1.0).then(|| JobProgress {
        label: crate::words::app::growing().to_owned(),
        share: Some(share),
        can_cancel: false,
    })
}
