//! Guides on the face: the midline, facial thirds, heights over the glabella.

use super::handles::{HELP, line, seamed};
use super::projected::{ProjectedPoint, closed, near_runs, projected};
use super::scene::{HairlineCurve, HeadMarks, PaneScene};
use crate::head::{Head, HeadLandmarks, HeadView};
use crate::words;
use egui::{Align2, Color32, Painter, Shape, Stroke};
use glam::DVec3;

/// Pieces of a guide.
const PIECES: u32 = 60;
/// Size of the letters, ui points.
const LETTERS: f32 = 12.0;
/// Heights that are marked on the midline, mm over the glabella.
const TICKS_MM: std::ops::RangeInclusive<u32> = 2..=10;

/// A height over the glabella, mm, and the ends of its mark.
pub type HeightTick = (f64, [ProjectedPoint; 2]);

/// Lines of the guides in a photo, and the marks of heights.
pub(super) fn lines(
    head: &Head,
    view: &HeadView,
    marks: &HeadLandmarks,
) -> (Vec<Vec<ProjectedPoint>>, Vec<HeightTick>) {
    let up = |length_mm: f64| head.walk(marks.glabella, DVec3::X, DVec3::Y, length_mm);
    let midline = (0..=PIECES).map(|piece| up(200.0 * f64::from(piece) / f64::from(PIECES)));
    let mut guides = vec![projected(head, view, midline)];
    // The lower two thirds end at the glabella and the chin; the upper one is as high as the lower ones are together's half.
    let face_mm = head.point_mm(marks.glabella).y - head.point_mm(marks.menton).y;
    let third_mm = 0.5 * face_mm;
    let base_y = head.point_mm(marks.glabella).y;
    for level in [third_mm, 0.0] {
        guides.push(projected(head, view, level_line(head, base_y + level)));
    }
    let ticks = TICKS_MM
        .filter_map(|ten| {
            let height_mm = 10.0 * f64::from(ten);
            let middle = up(height_mm);
            let aside = |x: f64| head.direction_of(head.point_mm(middle) + DVec3::X * x);
            let ends = projected(head, view, [aside(-3.0), aside(3.0)]);
            Some((height_mm, [*ends.first()?, *ends.get(1)?]))
        })
        .collect();
    (guides, ticks)
}

/// The line across the front of the head at one height.
fn level_line(head: &Head, y_mm: f64) -> Vec<DVec3> {
    let place = |piece: u32| {
        let angle = (f64::from(piece) / f64::from(PIECES) - 0.5) * 2.6;
        let mut direction =
            head.direction_of(DVec3::new(90.0 * angle.sin(), y_mm, 90.0 * angle.cos() - 85.0));
        for _ in 0..12 {
            let off = y_mm - head.point_mm(direction).y;
            direction = head.direction_of(head.point_mm(direction) + DVec3::Y * off);
        }
        direction
    };
    (0..=PIECES).map(place).collect()
}

/// Draws the guides.
pub fn draw(scene: &PaneScene, painter: &Painter, marks: &HeadMarks) {
    for (index, guide) in marks.guides.iter().enumerate() {
        let colour = HELP.gamma_multiply(if index == 0 { 0.75 } else { 0.55 });
        for run in near_runs(scene, guide) {
            painter.extend(Shape::dashed_line(&run, Stroke::new(1.2, colour), 6.0, 4.0));
        }
    }
    let names = [
        None,
        Some(words::canvas::third()),
        Some(words::canvas::glabella()),
    ];
    for (guide, name) in marks.guides.iter().zip(names) {
        if let (Some(name), Some(end)) = (name, guide.iter().rfind(|place| place.near)) {
            let at = scene.ui(end.px) + egui::vec2(4.0, 0.0);
            seamed(painter, at, Align2::LEFT_CENTER, name, LETTERS, HELP);
        }
    }
    for (height_mm, [a, b]) in marks.ticks.iter().filter(|(_, ends)| ends[0].near) {
        let (a, b) = (scene.ui(a.px), scene.ui(b.px));
        line(painter, vec![a, b], HELP, 1.2);
        if height_mm % 20.0 == 0.0 {
            let right = if a.x > b.x { a } else { b };
            let text = words::canvas::tick(*height_mm);
            let at = right + egui::vec2(4.0, 0.0);
            seamed(painter, at, Align2::LEFT_CENTER, &text, LETTERS, HELP);
        }
    }
}

/// Draws the hairline; `strong` where the line itself is being worked on.
pub fn draw_hairline(scene: &PaneScene, painter: &Painter, line: &HairlineCurve, strong: bool) {
    let (colour, width) = match strong {
        true => (Color32::WHITE, 1.8),
        false => (Color32::WHITE.gamma_multiply(0.5), 1.2),
    };
    closed(scene, painter, &line.curve, colour, width);
}
