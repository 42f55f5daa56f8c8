//! Which part of a photo is given away: the head alone, shapes for sharing, and what keeps a face from being known.

use crate::engine::PixelRect;
use crate::head::{Head, HeadView};
use glam::{DVec2, DVec3};

/// Room round the head, over its larger extent (assumption: hair, ears and a little air).
const ROOM: f64 = 0.08;
/// Directions that are asked for the head's extent, along and across.
const STEPS: [u32; 2] = [48, 24];
/// What covers the eyes: half its width beside the midline and half its height at the pupils, mm (assumption: beyond the brows'
/// ends and from under the brows to the cheekbones, on a mean face).
const BOX_MM: [f64; 2] = [72.0, 21.0];
/// How far it reaches behind and before the pupils, mm: past the outer eye corners and to the root of the nose, so that it covers
/// the eye of a profile too (assumption, on a mean face).
const BOX_DEPTH_MM: [f64; 2] = [-20.0, 8.0];
/// Its sides by the numbers of its corners: 1 is the client's left, 2 up, 4 before.
const BOX_SIDES: [[usize; 4]; 6] = [
    [0, 1, 3, 2],
    [4, 5, 7, 6],
    [0, 1, 5, 4],
    [2, 3, 7, 6],
    [0, 2, 6, 4],
    [1, 3, 7, 5],
];
/// Where the skin beside an eye faces the camera by a smaller cosine than this, the head hides the eye (assumption: turned 120°
/// away).
const HIDDEN: f64 = -0.5;
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

/// Whether the view sees anything of the face: the root of the nose, or what lies beside an eye, as a profile shows it.
fn sees_face(head: &Head, view: &HeadView) -> bool {
    let marks = head.landmarks();
    let [left, right] = marks.outer_canthus;
    [marks.sellion, left, right]
        .into_iter()
        .any(|direction| view.facing(head, direction) > 0.0)
}

/// A box over both eyes as the photo shows it: its six sides, each four corners in order round it, photo px; none where the face is
/// turned away. An eye that the head hides needs none of it.
pub fn eye_box(head: &Head, view: &HeadView) -> Option<[[DVec2; 4]; 6]> {
    if !sees_face(head, view) {
        return None;
    }
    let [half_width_mm, half_height_mm] = BOX_MM;
    let reach_mm = head
        .landmarks()
        .outer_canthus
        .map(|canthus| match view.facing(head, canthus) > HIDDEN {
            true => half_width_mm,
            false => 0.0,
        });
    let corner = |number: usize| {
        let x_mm = [-reach_mm[1], reach_mm[0]][number & 1];
        let y_mm = [-half_height_mm, half_height_mm][number >> 1 & 1];
        view.photo_from_head(DVec3::new(x_mm, y_mm, BOX_DEPTH_MM[number >> 2]))
    };
    let mut sides = [[DVec2::ZERO; 4]; 6];
    for (side, numbers) in sides.iter_mut().zip(BOX_SIDES) {
        for (place, number) in side.iter_mut().zip(numbers) {
            *place = corner(number)?;
        }
    }
    Some(sides)
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
    use crate::head::{Camera, ViewSource};

    fn turned(yaw_deg: f64) -> HeadView {
        let middle_px = DVec2::splat(1000.0);
        HeadView {
            camera: Camera::from_pose(
                [2000, 2000],
                4000.0,
                [yaw_deg, 0.0, 0.0],
                DVec3::ZERO,
                middle_px,
                1000.0,
            ),
            source: ViewSource::Outline,
            mm_per_px: 0.25,
            mm_per_px_error: 0.0,
            warp: Default::default(),
            occlusion: Vec::new(),
            capture: None,
            seen: None,
            warnings: Vec::new(),
        }
    }

    /// Whether a place lies in one of the convex sides.
    fn covers(sides: &[[DVec2; 4]], at: DVec2) -> bool {
        sides.iter().any(|side| {
            let turns: Vec<f64> = (0..4)
                .map(|index| (side[(index + 1) % 4] - side[index]).perp_dot(at - side[index]))
                .collect();
            turns.iter().all(|turn| *turn >= 0.0) || turns.iter().all(|turn| *turn <= 0.0)
        })
    }

    #[test]
    fn the_eyes_are_covered_from_the_front_to_the_profile_and_not_from_behind() {
        let head = Head::default();
        for yaw_deg in [-95.0, -90.0, -60.0, -30.0, 0.0, 30.0, 60.0, 90.0, 95.0] {
            let view = turned(yaw_deg);
            let sides = eye_box(&head, &view).expect("the face is seen");
            // The pupil of the eye that is turned to the camera, its lids and its outer corner.
            let side = if yaw_deg > 0.0 { -1.0 } else { 1.0 };
            let seen_at = |x_mm: f64, y_mm: f64, z_mm: f64| {
                let place = view.photo_from_head(DVec3::new(side * x_mm, y_mm, z_mm));
                place.expect("before the camera")
            };
            for eye in [
                seen_at(32.0, 0.0, 0.0),
                seen_at(32.0, 9.0, 0.0),
                seen_at(32.0, -9.0, 0.0),
                seen_at(45.0, 0.0, -8.0),
            ] {
                assert!(covers(&sides, eye), "{yaw_deg}°: {eye} outside {sides:?}");
            }
            let forehead = seen_at(32.0, 32.0, 0.0);
            assert!(!covers(&sides, forehead), "{yaw_deg}°: the forehead is hidden");
            let above = above_brows(&head, &view, whole(&view)).expect("the head is in the middle");
            assert!(above.height < 1000, "{yaw_deg}°: {above:?}");
        }
        let behind = turned(180.0);
        assert_eq!(eye_box(&head, &behind), None);
        assert_eq!(above_brows(&head, &behind, whole(&behind)), Some(whole(&behind)));
    }

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
