//! What the drawing thread is asked for, and what it answers.

use crate::design::Document;
use crate::editor::{ButtonPicture, PlanCounts};
use crate::engine::{DotTally, EngineError, PixelRect};
use crate::head::HeadView;
use crate::photo::Photo;
use std::sync::Arc;

/// A photo under a design, some part of it at some size.
#[derive(Clone)]
pub(super) struct RenderRequest {
    /// Which place of the window it is for.
    pub slot: usize,
    /// The photo.
    pub photo: Arc<Photo>,
    /// Its view.
    pub view: Arc<HeadView>,
    /// The treatment; none is the photo alone.
    pub document: Option<Arc<Document>>,
    /// Whether it is the picture before: the photo, or the photo in another light.
    pub before: bool,
    /// Part of the photo, px.
    pub rect: PixelRect,
    /// Size of the picture, px.
    pub size: [u32; 2],
}

impl PartialEq for RenderRequest {
    fn eq(&self, other: &Self) -> bool {
        let same_document = match (&self.document, &other.document) {
            (Some(a), Some(b)) => Arc::ptr_eq(a, b),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        };
        (self.slot, self.before) == (other.slot, other.before)
            && Arc::ptr_eq(&self.photo, &other.photo)
            && Arc::ptr_eq(&self.view, &other.view)
            && same_document
            && (self.rect, self.size) == (other.rect, other.size)
    }
}

/// What the drawing thread has made.
pub(super) enum RenderOutcome {
    /// A picture for the canvas or the client's window.
    Picture {
        /// What was requested.
        request: RenderRequest,
        /// The picture.
        texture: wgpu::Texture,
        /// Time for dots and for drawing, ms.
        took_ms: [f64; 2],
    },
    /// A small picture for a button.
    Thumbnail {
        /// Which.
        thumbnail: ButtonPicture,
        /// What was requested.
        request: RenderRequest,
        /// The picture.
        texture: wgpu::Texture,
    },
    /// Counted dots.
    Tally {
        /// Of this document.
        document: Arc<Document>,
        /// The numbers.
        counts: PlanCounts,
        /// The densities.
        tally: Arc<DotTally>,
    },
    /// Sites of a new seed are being grown: share done.
    Growing(f64),
    /// All that was requested is done.
    Idle,
    /// It went wrong; the device may be lost.
    Failed(EngineError),
}
