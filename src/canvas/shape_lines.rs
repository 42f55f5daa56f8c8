//! The borders and paths of shapes over the photo.

use super::handles;
use super::projected::{closed, near_runs, projected};
use super::scene::PaneScene;
use crate::design::FillShape;
use egui::{Color32, Painter};

/// Draws a shape where it is turned to the camera.
pub fn draw(scene: &PaneScene, painter: &Painter, shape: &FillShape, colour: Color32, width: f32) {
    let line = projected(scene.head(), scene.view(), shape.drawn(scene.head()));
    match shape {
        FillShape::Area { .. } | FillShape::Ellipse { .. } | FillShape::Stencil { .. } => {
            closed(scene, painter, &line, colour, width)
        }
        FillShape::Line { .. } => {
            for run in near_runs(scene, &line) {
                handles::line(painter, run, colour, width);
            }
        }
    }
}
