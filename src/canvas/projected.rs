//! Lines of the head in a photo: where their places are drawn, and which of them are turned to the camera.

use super::handles;
use super::scene::PaneScene;
use crate::head::{Head, HeadView};
use egui::Painter;
use glam::{DVec2, DVec3};

/// A place of a line on the head: where it is drawn (photo px), and whether it is turned to the camera.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ProjectedPoint {
    /// Photo px.
    pub px: DVec2,
    /// Turned to the camera.
    pub near: bool,
}

/// Draws a line of the head into the photo.
pub fn projected(head: &Head, view: &HeadView, line: impl IntoIterator<Item = DVec3>) -> Vec<ProjectedPoint> {
    let place = |direction| {
        Some(ProjectedPoint {
            px: view.photo_from_direction(head, direction)?,
            near: view.facing(head, direction) > 0.0,
        })
    };
    line.into_iter().filter_map(place).collect()
}

/// The parts of a line that are turned to the camera, ui points.
pub fn near_runs(scene: &PaneScene, line: &[ProjectedPoint]) -> Vec<Vec<egui::Pos2>> {
    line.split(|place| !place.near)
        .filter(|run| run.len() > 1)
        .map(|run| run.iter().map(|place| scene.ui(place.px)).collect())
        .collect()
}

/// A closed line of the head: solid where it is turned to the camera.
pub fn closed(
    scene: &PaneScene,
    painter: &Painter,
    curve: &[ProjectedPoint],
    colour: egui::Color32,
    width: f32,
) {
    let Some(first_far) = curve.iter().position(|place| !place.near) else {
        let mut points: Vec<_> = curve.iter().map(|place| scene.ui(place.px)).collect();
        points.extend(points.first().copied());
        handles::line(painter, points, colour, width);
        return;
    };
    // Begun on the far side, no run is cut in two at the list's end.
    let turned: Vec<ProjectedPoint> = curve[first_far..]
        .iter()
        .chain(&curve[..first_far])
        .copied()
        .collect();
    for run in near_runs(scene, &turned) {
        handles::line(painter, run, colour, width);
    }
}
