//! The head's lines of longitude and latitude in the photo.

use super::handles::ACCENT;
use super::projected::{ProjectedPoint, near_runs, projected};
use super::scene::{HeadMarks, PaneScene};
use crate::head::{Head, HeadView};
use egui::{Painter, Shape, Stroke};
use glam::{DVec2, DVec3};
use std::f64::consts::TAU;

/// Half circles from pole to pole (the poles are the ears: lines then follow the face), circles, and pieces of each.
const GRID: [u32; 3] = [18, 11, 40];

/// Places of the head's edge.
const EDGE_POINTS: u32 = 72;

/// The wireframe.
pub(super) fn lines(head: &Head, view: &HeadView) -> Vec<Vec<ProjectedPoint>> {
    let [halves, circles, pieces] = GRID;
    let direction = |round: f64, pole: f64| {
        let (sin, cos) = round.sin_cos();
        DVec3::new(pole.cos(), pole.sin() * sin, pole.sin() * cos)
    };
    let half = |index: u32| {
        let round = TAU * f64::from(index) / f64::from(halves);
        let line =
            (1..pieces).map(move |piece| direction(round, 0.5 * TAU * f64::from(piece) / f64::from(pieces)));
        projected(head, view, line)
    };
    let circle = |index: u32| {
        let pole = 0.5 * TAU * f64::from(index) / f64::from(circles + 1);
        let line = (0..=2 * pieces)
            .map(move |piece| direction(TAU * f64::from(piece) / f64::from(2 * pieces), pole));
        projected(head, view, line)
    };
    (0..halves).map(half).chain((1..=circles).map(circle)).collect()
}

/// The head's edge in the photo: places seen edge-on, round the way to the camera, photo px.
pub(super) fn edge(head: &Head, view: &HeadView) -> Vec<DVec2> {
    let eye = view.camera.position_mm();
    let towards = (eye - Head::CENTRE_MM).normalize_or(DVec3::Z);
    let (right, up) = towards.any_orthonormal_pair();
    let place = |index: u32| {
        let aside = DVec2::from_angle(TAU * f64::from(index) / f64::from(EDGE_POINTS));
        let aside = right * aside.x + up * aside.y;
        let direction = |angle: f64| towards * angle.cos() + aside * angle.sin();
        let (mut near, mut far) = (0.3, 2.6);
        for _ in 0..14 {
            let middle = 0.5 * (near + far);
            match view.facing(head, direction(middle)) > 0.0 {
                true => near = middle,
                false => far = middle,
            }
        }
        view.photo_from_direction(head, direction(near))
    };
    (0..EDGE_POINTS).filter_map(place).collect()
}

/// Draws the near side of the wireframe and the head's edge.
pub fn draw(scene: &PaneScene, painter: &Painter, marks: &HeadMarks) {
    for line in &marks.wireframe {
        for run in near_runs(scene, line) {
            painter.add(Shape::line(run, Stroke::new(1.0, ACCENT.gamma_multiply(0.55))));
        }
    }
    let mut edge: Vec<_> = marks.edge.iter().map(|px| scene.ui(*px)).collect();
    edge.extend(edge.first().copied());
    super::handles::line(painter, edge, ACCENT, 1.5);
}
