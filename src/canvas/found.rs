//! What was found in the photo: the points of each face, where no scalp is seen, spots and places that are kept free.

use super::handles::{ACCENT, HELP};
use super::scene::PaneScene;
use super::shape_lines;
use crate::head::SeenMask;
use egui::{Color32, Mesh, Painter, Shape, Stroke};
use glam::{DVec2, DVec3};

/// Radius of a point of the mesh, and of pupils, glabella and chin, ui points.
const POINT: f32 = 1.2;
const MARK: f32 = 4.0;
/// Tint over what shows no scalp.
const HIDDEN: Color32 = Color32::from_rgb(214, 92, 58);
const MOST_ALPHA: f32 = 120.0;

/// Draws meshes as points, rings round what the fit is made from, and what is hidden as a tint.
pub fn draw(scene: &PaneScene, painter: &Painter) {
    if let Some(mask) = &scene.view().seen {
        painter.add(Shape::mesh(tint(scene, mask)));
    }
    for face in scene.state.faces.iter() {
        for px in &face.points_px {
            painter.circle_filled(scene.ui(*px), POINT, ACCENT);
        }
        let [right, left] = face.pupils_px;
        for px in [right, left, face.glabella_px, face.chin_px] {
            painter.circle_stroke(scene.ui(px), MARK, Stroke::new(1.5, HELP));
        }
    }
}

/// The cells that show no scalp, each row's equal neighbours as one strip.
fn tint(scene: &PaneScene, mask: &SeenMask) -> Mesh {
    let mut mesh = Mesh::default();
    let corner = |column: usize, row: usize| {
        let px = DVec2::from(mask.corner_px) + DVec2::new(column as f64, row as f64) * mask.cell_px;
        scene.ui(px)
    };
    for (row, values) in mask.values.chunks(mask.columns.max(1) as usize).enumerate() {
        let mut column = 0;
        for run in values.chunk_by(|a, b| a == b) {
            let hidden = 1.0 - f32::from(run[0]) / 255.0;
            let (from, to) = (column, column + run.len());
            column = to;
            if hidden < 0.05 {
                continue;
            }
            let alpha = (MOST_ALPHA * hidden) as u8;
            let colour = Color32::from_rgba_unmultiplied(HIDDEN.r(), HIDDEN.g(), HIDDEN.b(), alpha);
            let rect = egui::Rect::from_two_pos(corner(from, row), corner(to, row + 1));
            mesh.add_colored_rect(rect, colour);
        }
    }
    mesh
}

/// Rings round spots that are offered (thin) and round places that are kept free; outlines of patches and scars that are offered.
pub fn rings(scene: &PaneScene, painter: &Painter) {
    for (_, patch) in scene.state.patches_offered() {
        shape_lines::draw(scene, painter, &patch.shape, HELP, 1.2);
    }
    let ring = |direction: DVec3, diameter_mm: f64, stroke: Stroke| {
        if !scene.is_near_side(direction) {
            return;
        }
        if let Some(at) = scene.at(direction) {
            let radius = 0.5 * diameter_mm / scene.view().mm_per_px * scene.ui_per_px();
            painter.circle_stroke(at, (radius as f32).max(3.0) + 2.0, stroke);
        }
    };
    for (_, spot) in scene.state.spots_offered() {
        ring(spot.at, spot.diameter_mm, Stroke::new(1.2, HELP));
    }
    for place in &scene.project.own.keep_free {
        ring(
            DVec3::from(place.direction),
            place.diameter_mm,
            Stroke::new(2.0, ACCENT),
        );
    }
}
