//! Which part of a photo is given away: the head alone, shapes for sharing, and what keeps a face from being known.

use crate::engine::PixelRect;
use crate::head::{Head, HeadView};
use glam::{DVec2, DVec3};

/// Room round the head, over its larger extent (assumption: hair, ears and a little air).
const ROOM: f64 = 0.08;
/// Directions that are asked for the head's extent, along and across.
const STEPS: [u32; 2] = [48, 24];
/// What covers the eyes: half its width beside the midline and half its height at the pupils, and how far before the pupils it
/// lies, mm (assumption: beyond the brows' ends and from under the brows to the cheekbones, on a mean face).
const BAND_MM: [f64; 3] = [72.0, 21.0, 8.0];
/// Skin over the brows that is left out of a crop above them, mm (assumption).
const OVER_BROWS_MM: f64 = 4.0;

/// A shape of a picture for sharing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShareShape {
    /// As the photo is.
    Whole,
    /// The head and a little room.
    Head,
    /// As wide as high.
    Square,
    /// Nine by sixteen, upright.
    Story,
}

impl ShareShape {
    /// All shapes with their names.
    pub const ALL: [(&'static str, ShareShape); 4] = [
        ("whole", ShareShape::Whole),
        ("head", ShareShape::Head),
        ("square", ShareShape::Square),
        ("story", ShareShape::Story),
    ];

    /// Width over height, where the shape has one.
    fn aspect(self) -> Option<f64> {
        match self {
            ShareShape::Whole | ShareShape::Head => None,
            ShareShape::Square => Some(1.0),
            ShareShape::Story => Some(9.0 / 16.0),
        }
    }

    /// The part of a photo in this shape round the head; the whole photo where the head isn't in it.
    pub fn rect(self, head: &Head, view: &HeadView) -> PixelRect {
        self.rect_of_cells(head, view, whole(view), [1, 1])
    }

    /// The same within bounds, for one of several pictures in columns and rows that have this shape together.
    pub fn rect_of_cells(
        self,
        head: &Head,
        view: &HeadView,
        bounds: PixelRect,
        [columns, rows]: [usize; 2],
    ) -> PixelRect {
        let rect = head_rect(head, view).and_then(|rect| common(rect, bounds));
        match (self, rect) {
            (ShareShape::Whole, _) | (_, None) => bounds,
            (_, Some(rect)) => match self.aspect() {
                Some(aspect) => shaped(rect, aspect * rows as f64 / columns as f64, bounds),
                None => rect,
            },
        }
    }
}

/// What two parts of a photo share; none where they lie apart.
fn common(a: PixelRect, b: PixelRect) -> Option<PixelRect> {
    let (x, y) = (a.x.max(b.x), a.y.max(b.y));
    let right = (a.x + a.width).min(b.x + b.width);
    let bottom = (a.y + a.height).min(b.y + b.height);
    (right > x && bottom > y).then(|| PixelRect {
        x,
        y,
        width: right - x,
        height: bottom - y,
    })
}

fn whole(view: &HeadView) -> PixelRect {
    PixelRect {
        x: 0,
        y: 0,
        width: view.camera.width_px,
        height: view.camera.height_px,
    }
}

/// The part of a photo that shows the head, with a little room; none where it lies outside.
pub fn head_rect(head: &Head, view: &HeadView) -> Option<PixelRect> {
    let lowest_mm = head.point_mm(head.landmarks().menton).y;
    let mut low = DVec2::INFINITY;
    let mut high = DVec2::NEG_INFINITY;
    for row in 0..=STEPS[1] {
        let polar = std::f64::consts::PI * f64::from(row) / f64::from(STEPS[1]);
        for column in 0..STEPS[0] {
            let turn = std::f64::consts::TAU * f64::from(column) / f64::from(STEPS[0]);
            let (sin, cos) = (libm::sin(polar), libm::cos(polar));
            let direction = DVec3::new(sin * libm::sin(turn), cos, sin * libm::cos(turn));
            let point_mm = head.point_mm(direction);
            let seen = (point_mm.y >= lowest_mm)
                .then(|| view.photo_from_head(point_mm))
                .flatten();
            if let Some(at) = seen {
                (low, high) = (low.min(at), high.max(at));
            }
        }
    }
    let size = DVec2::new(f64::from(view.camera.width_px), f64::from(view.camera.height_px));
    let room = ROOM * (high - low).max_element();
    let low = (low - room).floor().clamp(DVec2::ZERO, size);
    let high = (high + room).ceil().clamp(DVec2::ZERO, size);
    let extent = high - low;
    (extent.min_element() >= 1.0).then_some(PixelRect {
        x: low.x as u32,
        y: low.y as u32,
        width: extent.x as u32,
        height: extent.y as u32,
    })
}

/// The smallest part of an aspect (width over height) round another, within bounds; where the bounds are too narrow, the largest
/// that they hold, over the other's middle.
fn shaped(rect: PixelRect, aspect: f64, bounds: PixelRect) -> PixelRect {
    let (width, height) = (f64::from(rect.width), f64::from(rect.height));
    let (most_width, most_height) = (f64::from(bounds.width), f64::from(bounds.height));
    let wanted = width
        .max(height * aspect)
        .min(most_width)
        .min(most_height * aspect);
    let (new_width, new_height) = (wanted, wanted / aspect);
    let place = |from: u32, old: f64, new: f64, [first, most]: [f64; 2]| {
        (f64::from(from) + 0.5 * (old - new))
            .clamp(first, first + (most - new).max(0.0))
            .floor()
    };
    PixelRect {
        x: place(rect.x, width, new_width, [f64::from(bounds.x), most_width]) as u32,
        y: place(rect.y, height, new_height, [f64::from(bounds.y), most_height]) as u32,
        width: (new_width.floor() as u32).max(1),
        height: (new_height.floor() as u32).max(1),
    }
}

/// Whether the view sees the face at all.
fn sees_face(head: &Head, view: &HeadView) -> bool {
    view.facing(head, head.landmarks().sellion) > 0.0
}

/// The four corners of a band over both eyes, photo px, in order round it; none where the face is turned away.
pub fn eye_band(head: &Head, view: &HeadView) -> Option<[DVec2; 4]> {
    if !sees_face(head, view) {
        return None;
    }
    let [across, up, before] = BAND_MM;
    let corners = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)];
    let mut band = [DVec2::ZERO; 4];
    for (place, (x, y)) in band.iter_mut().zip(corners) {
        *place = view.photo_from_head(DVec3::new(x * across, y * up, before))?;
    }
    Some(band)
}

/// The part of a rectangle that lies above the brows: the whole where the face is turned away, none where nothing is left.
pub fn above_brows(head: &Head, view: &HeadView, rect: PixelRect) -> Option<PixelRect> {
    if !sees_face(head, view) {
        return Some(rect);
    }
    let marks = head.landmarks();
    let over = |direction: DVec3| {
        let point_mm = head.point_mm(direction) + DVec3::Y * OVER_BROWS_MM;
        view.photo_from_head(point_mm).map(|at| at.y)
    };
    let brows = [marks.brow, marks.brow_end[0], marks.brow_end[1]];
    let highest = brows.into_iter().filter_map(over).fold(f64::INFINITY, f64::min);
    let bottom = highest.floor().clamp(0.0, f64::from(rect.y + rect.height)) as u32;
    (bottom > rect.y).then(|| PixelRect {
        height: bottom - rect.y,
        ..rect
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_hold_the_head_and_stay_in_the_photo() {
        let bounds = PixelRect {
            x: 0,
            y: 0,
            width: 1200,
            height: 1600,
        };
        let rect = PixelRect {
            x: 300,
            y: 100,
            width: 600,
            height: 800,
        };
        let square = shaped(rect, 1.0, bounds);
        assert_eq!((square.width, square.height), (800, 800));
        assert!(square.x <= rect.x && square.x + square.width >= rect.x + rect.width);
        let story = shaped(rect, 9.0 / 16.0, bounds);
        assert!((f64::from(story.width) / f64::from(story.height) - 9.0 / 16.0).abs() < 0.01);
        assert!(story.y + story.height <= 1600 && story.x + story.width <= 1200);
        // A photo too low for the shape gives the largest part that it holds.
        let low = PixelRect {
            x: 0,
            y: 0,
            width: 1200,
            height: 900,
        };
        let story = shaped(rect, 9.0 / 16.0, low);
        assert_eq!(story.height, 900);
        assert!(story.y == 0);
    }
}
