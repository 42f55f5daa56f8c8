//! The mean head as a small picture, in the poses of which photos are taken.

use super::theme;
use crate::head::outline::silhouette_px;
use crate::head::{CloseUpPlace, FitInput, Head, NamedPose, PhotoFacts, solve_on};
use egui::{Id, Pos2, Rect, Shape, Stroke, Ui, vec2};
use glam::{DVec2, DVec3};
use std::sync::Arc;

/// Draws the head as a photo in a pose shows it: its outline, where hair grows, and the face where it is seen.
pub fn draw(ui: &Ui, rect: Rect, pose: NamedPose) {
    let palette = theme::palette(ui);
    let id = Id::unique(("posed-head", pose.name()));
    let kept: Option<Arc<PosedHead>> = ui.data(|data| data.get_temp(id));
    let Some(drawn) = kept.or_else(|| PosedHead::of(pose).map(Arc::new)) else {
        return;
    };
    ui.data_mut(|data| data.insert_temp(id, Arc::clone(&drawn)));
    let place = |px: DVec2| {
        let unit = f64::from(rect.width().min(rect.height())) / PosedHead::SIDE_PX;
        let way = (px - DVec2::splat(0.5 * PosedHead::SIDE_PX)) * unit;
        rect.center() + vec2(way.x as f32, way.y as f32)
    };
    let painter = ui.painter().with_clip_rect(rect);
    let edge: Vec<Pos2> = drawn.edge.iter().map(|px| place(*px)).collect();
    painter.add(Shape::closed_line(edge, Stroke::new(1.5, palette.quiet)));
    for px in &drawn.hair {
        painter.circle_filled(place(*px), 1.1, palette.accent);
    }
    for px in &drawn.face {
        painter.circle_filled(place(*px), 1.8, palette.quiet);
    }
}

/// The mean head in a pose, in a square picture.
struct PosedHead {
    edge: Vec<DVec2>,
    /// Places where hair grows.
    hair: Vec<DVec2>,
    /// Pupils and the corners of the mouth, as far as they are seen.
    face: Vec<DVec2>,
}

impl PosedHead {
    /// Side of the picture, px.
    const SIDE_PX: f64 = 100.0;
    /// Scale of a whole head in it, and of a close-up, mm/px.
    const MM_PER_PX: [f64; 2] = [2.55, 0.9];
    /// Rows of the places where hair grows, from pole to pole.
    const ROWS: u32 = 26;
    /// Pupils and mouth on the mean head, head frame, mm (judgement).
    const FACE_MM: [[f64; 3]; 4] = [
        [-31.5, 0.0, 0.0],
        [31.5, 0.0, 0.0],
        [-22.0, -70.0, 6.0],
        [22.0, -70.0, 6.0],
    ];

    fn of(pose: NamedPose) -> Option<Self> {
        let head = Head::default();
        let facts = PhotoFacts {
            width_px: Self::SIDE_PX as u32,
            height_px: Self::SIDE_PX as u32,
            focal_35mm_equivalent_mm: None,
        };
        let is_close = pose == NamedPose::CloseUp;
        let given = FitInput {
            named: Some(pose),
            at: is_close.then_some(CloseUpPlace::Crown),
            mm_per_px: Some(Self::MM_PER_PX[usize::from(is_close)]),
            ..FitInput::default()
        };
        let view = solve_on(&facts, &given, &head).ok()?;
        let is_seen = |direction: DVec3| view.facing(&head, direction) > 0.1;
        let rows = (1..Self::ROWS).flat_map(|row| {
            let pole = std::f64::consts::PI * f64::from(row) / f64::from(Self::ROWS);
            let count = (2.0 * f64::from(Self::ROWS) * pole.sin()).ceil();
            (0..count as u32).map(move |place| {
                let round = std::f64::consts::TAU * f64::from(place) / count;
                DVec3::new(pole.sin() * round.cos(), pole.cos(), pole.sin() * round.sin())
            })
        });
        let hair = rows
            .filter(|direction| is_hair(head.point_mm(*direction)) && is_seen(*direction))
            .filter_map(|direction| view.photo_from_direction(&head, direction));
        let face = Self::FACE_MM.map(DVec3::from).into_iter().filter_map(|point_mm| {
            is_seen(head.direction_of(point_mm)).then(|| view.photo_from_head(point_mm))?
        });
        Some(PosedHead {
            edge: silhouette_px(&head, &view.camera, 48),
            hair: hair.collect(),
            face: face.collect(),
        })
    }
}

/// Whether hair grows at a place of the mean head, head frame, mm: above the usual hairline, behind the temples, down to the nape
/// (judgement; for pictures only).
fn is_hair(point_mm: DVec3) -> bool {
    let behind_temple = point_mm.z < -45.0 && point_mm.y > -20.0;
    let back = point_mm.z < -100.0 && point_mm.y > -75.0;
    point_mm.y > 70.0 || behind_temple || back
}
