//! What was found in the photo: the points of each face.

use super::handles::{ACCENT, HELP};
use super::scene::Scene;
use egui::{Painter, Stroke};

/// Radius of a point of the mesh, and of pupils, glabella and chin, ui points.
const POINT: f32 = 1.2;
const MARK: f32 = 4.0;

/// Draws meshes as points, and rings round what the fit is made from.
pub fn draw(scene: &Scene, painter: &Painter) {
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
