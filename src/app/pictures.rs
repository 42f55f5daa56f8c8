//! Pictures that the drawing thread has made, and where they lie in the window.

use super::painter::PictureQuad;
use super::render_request::RenderRequest;
use crate::design::{Document, Knob};
use crate::editor::{ButtonPicture, CanvasPane, EditorState};
use crate::engine::{DotTally, PixelRect};
use crate::head::HeadView;
use crate::project::Project;
use glam::DVec2;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Slots from here on, more than a project has variants, are no simulations of the canvas: the coarse picture first.
pub(super) const COARSE_SLOT: usize = crate::project::MAX_VARIANTS;
/// The client's window.
pub(super) const CLIENT_SLOT: usize = COARSE_SLOT + 1;
/// The photo before, in whichever panes.
pub(super) const BEFORE_SLOT: usize = COARSE_SLOT + 2;

/// The panes with their slots: simulations have one each, so that they keep their dots; the photo before needs none.
pub(super) fn slots(panes: Vec<CanvasPane>) -> impl Iterator<Item = (usize, CanvasPane)> {
    let mut simulations = 0..;
    panes.into_iter().map(move |pane| {
        let slot = match pane.variant {
            Some(_) => simulations.next().unwrap_or(BEFORE_SLOT),
            None => BEFORE_SLOT,
        };
        (slot, pane)
    })
}

/// A picture that was made.
pub(super) struct DrawnPicture {
    pub request: RenderRequest,
    pub view: wgpu::TextureView,
}

/// Pictures that are there, and what they are made from.
#[derive(Default)]
pub(super) struct DrawnPictures {
    /// By slot, and whether they are the photo alone.
    pub made: BTreeMap<(usize, bool), DrawnPicture>,
    /// What was asked for last.
    pub requested: Vec<RenderRequest>,
    documents: BTreeMap<usize, Arc<Document>>,
    bare: Option<Arc<Document>>,
    views: BTreeMap<usize, Arc<HeadView>>,
    /// What was counted last.
    pub tallied: Option<Arc<Document>>,
    pub tally: Option<Arc<DotTally>>,
    /// What the small pictures were made from.
    pub thumbnails_of: Option<super::thumbnails::ThumbnailSources>,
    /// Numbers of the dots in the pictures of the styles.
    pub styled: Option<[(Knob, f64); 3]>,
    /// Textures behind the thumbs.
    pub thumb_views: BTreeMap<ButtonPicture, wgpu::TextureView>,
}

impl DrawnPictures {
    /// The document of a variant; the same value as long as nothing in it changes.
    pub fn document(&mut self, project: &Project, variant: usize) -> Arc<Document> {
        let design = project
            .variants
            .get(variant)
            .map_or_else(|| project.design(), |variant| &variant.design);
        match self.documents.get(&variant) {
            Some(kept) if kept.design == *design && kept.head == project.head && kept.own == project.own => {
                Arc::clone(kept)
            }
            _ => {
                let fresh = Arc::new(project.document(variant));
                self.documents.insert(variant, Arc::clone(&fresh));
                fresh
            }
        }
    }

    /// What is shown as before where light or distance are others than the photo's; none is the photo itself.
    pub fn bare(&mut self, shown: &Document) -> Option<Arc<Document>> {
        let wanted = shown.design.is_relit().then(|| shown.without_dots());
        if self.bare.as_deref() != wanted.as_ref() {
            self.bare = wanted.map(Arc::new);
        }
        self.bare.clone()
    }

    /// The view of a photo; the same value as long as it doesn't change.
    pub fn view(&mut self, project: &Project, photo: usize) -> Option<Arc<HeadView>> {
        let view = &project.photos.get(photo)?.view;
        match self.views.get(&photo) {
            Some(kept) if **kept == *view => Some(Arc::clone(kept)),
            _ => {
                let fresh = Arc::new(view.clone());
                self.views.insert(photo, Arc::clone(&fresh));
                Some(fresh)
            }
        }
    }

    /// Takes a picture up, unless it is of a photo that isn't shown any more.
    pub fn take(&mut self, request: RenderRequest, texture: &wgpu::Texture) {
        let view = texture.create_view(&wgpu::TextureViewDescriptor::default());
        let key = (request.slot, request.before);
        self.made.insert(key, DrawnPicture { request, view });
    }
}

/// Size of a picture of a part of the photo at a zoom, px.
pub(super) fn size_at(rect: PixelRect, zoom: f64, limit_px: f64) -> [u32; 2] {
    let longest = f64::from(rect.width.max(rect.height)) * zoom;
    let zoom = zoom * (limit_px / longest).min(1.0);
    [rect.width, rect.height].map(|px| ((f64::from(px) * zoom).round() as u32).max(1))
}

impl DrawnPictures {
    /// Whether the last picture of a slot is the one that is asked for.
    pub fn is_there(&self, request: &RenderRequest) -> bool {
        let key = (request.slot, request.before);
        self.made
            .get(&key)
            .is_some_and(|picture| picture.request == *request)
    }

    /// Forgets all that was made of photos that are closed.
    pub fn clear(&mut self) {
        *self = DrawnPictures::default();
    }
}

/// What lies where, from bottom to top.
pub(super) fn quads<'a>(state: &EditorState, pictures: &'a DrawnPictures) -> Vec<PictureQuad<'a>> {
    let mut quads = Vec::new();
    let Some(photo) = state.open.as_ref().and_then(|open| open.photo()) else {
        return quads;
    };
    for (slot, pane) in slots(state.panes()) {
        let fine = pictures.made.get(&(slot, pane.variant.is_none()));
        let coarse = pictures.made.get(&(COARSE_SLOT, true));
        for picture in [coarse, fine].into_iter().flatten() {
            if Arc::ptr_eq(&picture.request.photo, photo) {
                quads.push(quad(state, &pane, picture));
            }
        }
    }
    quads
}

fn quad<'a>(state: &EditorState, pane: &CanvasPane, picture: &'a DrawnPicture) -> PictureQuad<'a> {
    let rect = picture.request.rect;
    let corner = DVec2::new(f64::from(rect.x), f64::from(rect.y));
    let other = corner + DVec2::new(f64::from(rect.width), f64::from(rect.height));
    let points = state.pixels_per_point;
    let a = state.ui_from_photo(pane.rect, corner) * points;
    let b = state.ui_from_photo(pane.rect, other) * points;
    // Whole pixels: at rest a picture's pixels are the screen's.
    let left = a.x.min(b.x).round();
    let top = a.y.min(b.y).round();
    let clip = pane.clip;
    PictureQuad {
        texture: &picture.view,
        place_px: [
            left,
            top,
            left + (a.x - b.x).abs().round(),
            top + (a.y - b.y).abs().round(),
        ],
        clip_px: [clip.left(), clip.top(), clip.right(), clip.bottom()].map(|ui| ui * points),
        mirrored: state.lens.mirrored,
    }
}
