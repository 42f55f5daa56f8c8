//! The head put by hand: what is given once the handles of the fit have moved.

use crate::head::{FitHandles, FitInput, HeadView};
use glam::DVec2;

/// What is given so that the head lies as the handles say; the focal length is held, so that nothing else moves.
pub fn given_of(base: &FitInput, view: &HeadView, handles: &FitHandles) -> FitInput {
    FitInput {
        handles: Some(*handles),
        focal_px: Some(view.camera.focal_px),
        ..base.clone()
    }
}

/// What is given when the face's points are moved by hand: they then say where the head is.
pub fn by_face(base: &FitInput) -> FitInput {
    FitInput {
        handles: None,
        ..base.clone()
    }
}

/// What is given when a point of the head's edge is put, moved or taken away by hand: the outline is then a person's.
pub fn by_edge(base: &FitInput, outline: Vec<DVec2>) -> FitInput {
    FitInput {
        outline,
        outline_from_photo: false,
        ..base.clone()
    }
}

/// What is given when the scale has been measured: `mm_per_px` at the eyes, `ratio` to the present one.
pub fn by_ruler(base: &FitInput, view: &HeadView, ratio: f64) -> FitInput {
    let handles = base.handles.map(|handles| FitHandles {
        mm_per_px: handles.mm_per_px * ratio,
        ..handles
    });
    FitInput {
        mm_per_px: Some(view.mm_per_px * ratio),
        handles,
        ..base.clone()
    }
}
