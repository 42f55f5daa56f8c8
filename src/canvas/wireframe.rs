//! The head's lines of longitude and latitude in the photo.

use super::handles::ACCENT;
use super::projected::{ProjectedPoint, near_runs, projected};
use super::scene::{HeadMarks, PaneScene};
use crate::head::sites::contains;
use crate::head::{Head, HeadView};
use egui::{Painter, Shape, Stroke};
use glam::{DVec2, DVec3};
use std::f64::consts::TAU;

/// Half circles from pole to pole (the poles are top and bottom: no lines meet at the temples), circles, and pieces of each.
const GRID: [u32; 3] = [24, 13, 40];

/// Places of the head's edge.
const EDGE_POINTS: u32 = 72;

/// Before the ears the scalp ends with the sideburns: lowest place there and where the ears begin, head frame, mm (judgement).
const SIDEBURN_MM: [f64; 2] = [-25.0, -95.0];

/// Whether a place is scalp, forehead included: what dots may lie on, without the cheeks.
fn is_scalp(head: &Head, direction: DVec3) -> bool {
    let [lowest_mm, ears_mm] = SIDEBURN_MM;
    let point_mm = head.point_mm(direction);
    contains(direction) && (point_mm.y > lowest_mm || point_mm.z < ears_mm)
}

/// The wireframe.
pub(super) fn lines(head: &Head, view: &HeadView) -> Vec<Vec<ProjectedPoint>> {
    let [halves, circles, pieces] = GRID;
    let direction = |round: f64, pole: f64| {
        let (sin, cos) = round.sin_cos();
        DVec3::new(pole.sin() * sin, pole.cos(), pole.sin() * cos)
    };
    // Of the head only the scalp is drawn: nothing is done to the face.
    let on_scalp = |line: Vec<DVec3>| {
        line.split(|direction| !is_scalp(head, *direction))
            .map(|run| projected(head, view, run.iter().copied()))
            .collect::<Vec<_>>()
    };
    let half = |index: u32| {
        let round = TAU * f64::from(index) / f64::from(halves);
        let line =
            (1..pieces).map(|piece| direction(round, 0.5 * TAU * f64::from(piece) / f64::from(pieces)));
        on_scalp(line.collect())
    };
    let circle = |index: u32| {
        let pole = 0.5 * TAU * f64::from(index) / f64::from(circles + 1);
        let line =
            (0..=2 * pieces).map(|piece| direction(TAU * f64::from(piece) / f64::from(2 * pieces), pole));
        on_scalp(line.collect())
    };
    (0..halves)
        .flat_map(half)
        .chain((1..=circles).flat_map(circle))
        .collect()
}

/// The head's edge in the photo: places seen edge-on, round the way to the camera, photo px, and whether they are scalp.
pub(super) fn edge(head: &Head, view: &HeadView) -> Vec<(DVec2, bool)> {
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
        let place = direction(near).normalize();
        Some((view.photo_from_direction(head, place)?, is_scalp(head, place)))
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
    for run in scalp_edge(marks) {
        let run = run.into_iter().map(|px| scene.ui(px)).collect();
        super::handles::line(painter, run, ACCENT, 1.5);
    }
}

/// The parts of the head's edge that are scalp, photo px.
fn scalp_edge(marks: &HeadMarks) -> Vec<Vec<DVec2>> {
    let count = marks.edge.len();
    let Some(start) = (0..count).find(|index| !marks.edge_is_scalp[*index]) else {
        // All round: a head from above.
        return vec![marks.edge.iter().chain(marks.edge.first()).copied().collect()];
    };
    // Begun beside the scalp, no run is cut in two at the list's end.
    let turned: Vec<usize> = (start..start + count).map(|index| index % count).collect();
    turned
        .split(|index| !marks.edge_is_scalp[*index])
        .filter(|run| run.len() > 1)
        .map(|run| run.iter().map(|index| marks.edge[*index]).collect())
        .collect()
}
