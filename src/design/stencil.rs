//! A stencil: an image laid on the head, whose dark parts a fill keeps to.

use super::head_place::HeadPlace;
use super::shapes::{FARTHEST_RAD, along_mm, axes_at};
use crate::head::{Head, packed};
use glam::{DVec2, DVec3};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::sync::Arc;

/// Most cells of a stencil along a side: 1 mm on the whole top of a head (assumption).
pub const MAX_STENCIL_SIDE: usize = 256;
/// Width of a stencil on the skin, mm: from a letter to once over the head (assumption).
pub const STENCIL_RANGE_MM: [f64; 2] = [2.0, 400.0];
/// Points along each side of the frame that is drawn round it.
const SIDE_POINTS: usize = 12;

/// The image: how dark each cell is, row by row from the top.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct StencilImage {
    /// Cells across, 1 to [`MAX_STENCIL_SIDE`].
    pub columns: u32,
    /// 0 leaves free, 255 fills; in steps of 17.
    #[serde(with = "packed")]
    pub dark: Vec<u8>,
}

impl StencilImage {
    /// An image of cells row by row; `None` where they don't make whole rows of a size that a stencil has.
    pub fn new(columns: usize, mut dark: Vec<u8>) -> Option<Self> {
        packed::stepped(&mut dark);
        let image = StencilImage {
            columns: columns as u32,
            dark,
        };
        image.is_whole().then_some(image)
    }

    /// Whether its cells make whole rows, not too many and not too long.
    pub(super) fn is_whole(&self) -> bool {
        let columns = self.columns as usize;
        let sides = 1..=MAX_STENCIL_SIDE;
        sides.contains(&columns)
            && self.dark.len().is_multiple_of(columns)
            && sides.contains(&(self.dark.len() / columns))
    }

    /// Cells across and down.
    pub fn size(&self) -> [usize; 2] {
        let columns = (self.columns as usize).max(1);
        [columns, self.dark.len() / columns]
    }

    /// Height over width.
    pub fn aspect(&self) -> f64 {
        let [columns, rows] = self.size();
        rows as f64 / columns as f64
    }

    /// How dark it is at a place, 0 to 1: across and down, 0 to 1 of its own; 0 beside it. Straight between the cells' middles.
    pub fn at(&self, across: f64, down: f64) -> f64 {
        let [columns, rows] = self.size();
        let inside = (0.0..=1.0).contains(&across) && (0.0..=1.0).contains(&down);
        if !inside {
            return 0.0;
        }
        let (x, y) = (across * columns as f64 - 0.5, down * rows as f64 - 0.5);
        let cell = |x: f64, y: f64| {
            let column = x.clamp(0.0, columns as f64 - 1.0) as usize;
            let row = y.clamp(0.0, rows as f64 - 1.0) as usize;
            f64::from(self.dark[row * columns + column]) / 255.0
        };
        let (left, top) = (x.floor(), y.floor());
        let (u, v) = (x - left, y - top);
        let above = cell(left, top) * (1.0 - u) + cell(left + 1.0, top) * u;
        let below = cell(left, top + 1.0) * (1.0 - u) + cell(left + 1.0, top + 1.0) * u;
        above * (1.0 - v) + below * v
    }
}

/// An image that copies share.
#[derive(Clone, Debug, PartialEq)]
pub struct SharedStencil(pub Arc<StencilImage>);

impl SharedStencil {
    /// The image mirrored from side to side.
    #[must_use]
    pub fn mirrored(&self) -> Self {
        let [columns, _] = self.0.size();
        let rows = self.0.dark.chunks(columns);
        let dark = rows.flat_map(|row| row.iter().rev().copied()).collect();
        SharedStencil(Arc::new(StencilImage {
            columns: self.0.columns,
            dark,
        }))
    }
}

impl Serialize for SharedStencil {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for SharedStencil {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        StencilImage::deserialize(deserializer).map(|image| SharedStencil(Arc::new(image)))
    }
}

/// A stencil laid on a head, made ready for many questions.
pub struct LaidStencil<'a> {
    image: &'a StencilImage,
    head: &'a Head,
    centre: DVec3,
    /// The image's right and up at its middle.
    right: DVec3,
    up: DVec3,
    half_mm: DVec2,
}

impl<'a> LaidStencil<'a> {
    /// An image so wide (mm) round a place; unturned its upper edge lies to the front of the head, over its middle.
    pub fn new(
        head: &'a Head,
        image: &'a StencilImage,
        centre: HeadPlace,
        width_mm: f64,
        turn_deg: f64,
    ) -> Self {
        let centre = centre.direction();
        let [front, side] = axes_at(centre);
        let (sin, cos) = libm::sincos(turn_deg.to_radians());
        // Seen from outside with the front of the head above, the client's left lies at the left.
        let up = front * cos + side * sin;
        LaidStencil {
            image,
            head,
            centre,
            right: up.cross(centre),
            up,
            half_mm: 0.5 * DVec2::new(width_mm, width_mm * image.aspect()),
        }
    }

    /// How dark the image is over a direction, 0 to 1.
    pub fn at(&self, direction: DVec3) -> f64 {
        let cosine = direction.dot(self.centre).clamp(-1.0, 1.0);
        let angle = libm::acos(cosine);
        let Some(way) = (direction - self.centre * cosine).try_normalize() else {
            return self.image.at(0.5, 0.5);
        };
        // No way over the head is shorter than half the sphere's of its middle: most directions need no measure.
        if angle > FARTHEST_RAD || 0.5 * angle * self.head.radius_mm(self.centre) > self.half_mm.length() {
            return 0.0;
        }
        let along = |angle: f64| self.centre * libm::cos(angle) + way * libm::sin(angle);
        let away_mm = way * along_mm(self.head, &along, angle);
        let off = DVec2::new(away_mm.dot(self.right), -away_mm.dot(self.up)) / (2.0 * self.half_mm);
        self.image.at(0.5 + off.x, 0.5 + off.y)
    }

    /// Up in the image, at its middle.
    pub fn up(&self) -> DVec3 {
        self.up
    }

    /// Half its diagonal, mm.
    pub fn reach_mm(&self) -> f64 {
        self.half_mm.length()
    }

    /// Template direction of its middle.
    pub fn centre(&self) -> DVec3 {
        self.centre
    }

    /// Width (mm) and further turn (degrees) with which the middle of its right edge comes to a direction.
    pub fn edge_brought_to(&self, to: DVec3) -> [f64; 2] {
        let way = to - self.centre * to.dot(self.centre);
        let half_mm = self.head.arc_length_mm(self.centre, to);
        let turned = libm::atan2(way.dot(self.up), way.dot(self.right));
        [2.0 * half_mm, turned.to_degrees()]
    }

    /// The frame round it, from the right end of its upper edge by its left end, as a closed row of template directions.
    pub fn frame(&self) -> Vec<DVec3> {
        let corners = [[1.0, 1.0], [-1.0, 1.0], [-1.0, -1.0], [1.0, -1.0]].map(DVec2::from);
        let point = |corner: usize, step: usize| {
            let (from, to) = (corners[corner], corners[(corner + 1) % 4]);
            let at = from.lerp(to, step as f64 / SIDE_POINTS as f64) * self.half_mm;
            self.direction(at)
        };
        (0..4)
            .flat_map(|corner| (0..SIDE_POINTS).map(move |step| (corner, step)))
            .map(|(corner, step)| point(corner, step))
            .collect()
    }

    /// The direction so far to the image's right and up, mm.
    fn direction(&self, at_mm: DVec2) -> DVec3 {
        let way_mm = self.right * at_mm.x + self.up * at_mm.y;
        super::shapes::at_way(self.head, self.centre, way_mm)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter() -> StencilImage {
        // An L: its upright at the left, its foot at the bottom.
        let dark = [255, 0, 0, 255, 0, 0, 255, 255, 255, 255, 255, 255];
        StencilImage::new(3, dark.to_vec()).unwrap()
    }

    #[test]
    fn an_image_lies_upright_and_unmirrored_on_the_back() {
        let (head, image) = (Head::default(), letter());
        let back = HeadPlace::from([180.0, 0.0]);
        let laid = LaidStencil::new(&head, &image, back, 30.0, 0.0);
        // From behind the client's left is at the left, up is up.
        let at = |left_mm: f64, up_mm: f64| {
            laid.at(crate::design::shapes::at_way(
                &head,
                back.direction(),
                DVec3::new(left_mm, up_mm, 0.0),
            ))
        };
        assert!(at(10.0, 15.0) > 0.9, "the upright");
        assert!(at(-10.0, -15.0) > 0.9, "the foot");
        assert!(at(-10.0, 15.0) < 0.1, "nothing at the right above");
        assert_eq!(at(40.0, 0.0), 0.0, "nothing beside it");
    }

    #[test]
    fn cells_that_make_no_image_are_refused() {
        assert_eq!(StencilImage::new(3, vec![0; 7]), None);
        assert_eq!(StencilImage::new(0, Vec::new()), None);
        assert_eq!(StencilImage::new(257, vec![0; 257]), None);
    }
}
