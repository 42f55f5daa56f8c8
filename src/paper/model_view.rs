//! The client's head as a line drawing, seen from a side: what is marked is seen there whatever the photo shows, and nobody's face.

use super::pen::{ACCENT, INK, QUIET, SheetBox, SheetPen};
use crate::consult::{MarkingDistance, unbroken_lines};
use crate::design::HairlineOutline;
use crate::head::outline::silhouette_px;
use crate::head::{Camera, Ear, Head, HeadView, ResidualWarp, ViewSource};
use glam::{DVec2, DVec3};

/// Distance of the drawing's eye, mm: far enough that nothing is foreshortened to speak of.
const DISTANCE_MM: f64 = 6000.0;
/// Side of the drawing's picture, px; a pixel is a millimetre at the head's centre.
const SIDE_PX: u32 = 400;
/// Points of the head's edge, and of an ear.
const EDGE_POINTS: usize = 160;
const EAR_POINTS: usize = 36;

/// A head as it is seen with the nose turned by `yaw_deg` to the right.
pub(super) struct ModelView<'a> {
    head: &'a Head,
    view: HeadView,
    place: SheetBox,
    /// Millimetres of paper for a millimetre of head.
    scale: f64,
    middle_px: DVec2,
}

impl<'a> ModelView<'a> {
    /// The head as large as a box takes it.
    pub fn new(head: &'a Head, yaw_deg: f64, place: SheetBox) -> Self {
        let middle = DVec2::splat(0.5 * f64::from(SIDE_PX));
        let camera = Camera::from_pose(
            [SIDE_PX; 2],
            DISTANCE_MM,
            [yaw_deg, 0.0, 0.0],
            Head::CENTRE_MM,
            middle,
            DISTANCE_MM,
        );
        let view = HeadView {
            camera,
            source: ViewSource::File,
            mm_per_px: 1.0,
            mm_per_px_error: 0.0,
            warp: ResidualWarp::default(),
            occlusion: Vec::new(),
            capture: None,
            seen: None,
            warnings: Vec::new(),
        };
        let edge = silhouette_px(head, &view.camera, EDGE_POINTS);
        let [low, high] = edge.iter().fold([DVec2::MAX, DVec2::MIN], |[low, high], px| {
            [low.min(*px), high.max(*px)]
        });
        let size = (high - low).max(DVec2::ONE);
        ModelView {
            head,
            view,
            place,
            scale: (place.size / size).min_element() * 0.94,
            middle_px: 0.5 * (low + high),
        }
    }

    fn sheet(&self, photo_px: DVec2) -> DVec2 {
        self.place.at + 0.5 * self.place.size + self.scale * (photo_px - self.middle_px)
    }

    /// Where a direction is on the sheet, if it is turned to the eye.
    fn seen(&self, direction: DVec3) -> Option<DVec2> {
        if self.view.facing(self.head, direction) < 0.02 {
            return None;
        }
        Some(self.sheet(self.view.photo_from_direction(self.head, direction)?))
    }

    /// The pieces of a way over the skin that are turned to the eye.
    fn pieces(&self, path: impl IntoIterator<Item = DVec3>) -> Vec<Vec<DVec2>> {
        unbroken_lines(path.into_iter().map(|direction| self.seen(direction)))
    }

    /// Draws edge, ears, eyes and hairline.
    pub fn draw(&self, pen: &mut SheetPen<'_>, outline: &HairlineOutline) {
        let mut edge: Vec<DVec2> = silhouette_px(self.head, &self.view.camera, EDGE_POINTS)
            .into_iter()
            .map(|px| self.sheet(px))
            .collect();
        edge.extend(edge.first().copied());
        pen.line(edge, INK, 0.3);
        for ear in self.head.ears() {
            self.draw_ear(pen, &ear);
        }
        for side in [1.0, -1.0] {
            for lid in [1.0, -1.0] {
                let lid = (0..=8).map(|step| {
                    let share = f64::from(step) / 8.0;
                    let bend = 5.0 * (1.0 - (2.0 * share - 1.0).powi(2));
                    self.head.direction_of(DVec3::new(
                        side * (18.0 + 27.0 * share),
                        lid * bend,
                        4.0 - 12.0 * share,
                    ))
                });
                for piece in self.pieces(lid) {
                    pen.line(piece, QUIET, 0.2);
                }
            }
        }
        for piece in self.pieces(outline.curve.iter().map(|point| point.direction)) {
            pen.line(piece, ACCENT, 0.45);
        }
    }

    fn draw_ear(&self, pen: &mut SheetPen<'_>, ear: &Ear) {
        let root = self.head.direction_of(ear.root_mm);
        if self.view.facing(self.head, root) < -0.3 {
            return;
        }
        let [up, back, _] = ear.solid_axes;
        let points = (0..=EAR_POINTS).filter_map(|step| {
            let (sin, cos) = (f64::from(step as u32) / EAR_POINTS as f64 * std::f64::consts::TAU).sin_cos();
            let rim_mm =
                ear.solid_mm + up * (cos * ear.solid_half_mm[0]) + back * (sin * ear.solid_half_mm[1]);
            Some(self.sheet(self.view.photo_from_head(rim_mm)?))
        });
        pen.line(points.collect(), QUIET, 0.25);
    }

    /// Draws a distance with its number on it.
    pub fn draw_distance(&self, pen: &mut SheetPen<'_>, distance: &MarkingDistance, number: usize) {
        let pieces = self.pieces(distance.path.iter().copied());
        for piece in &pieces {
            pen.line(piece.clone(), INK, 0.35);
            pen.dots(vec![piece[0], piece[piece.len() - 1]], 1.3, INK);
        }
        if let Some(longest) = pieces.iter().max_by_key(|piece| piece.len()) {
            pen.badge(longest[longest.len() / 2], 2.1, INK, &number.to_string());
        }
    }
}
