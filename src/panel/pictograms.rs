//! A small drawn head from the front that says where to click.

use super::theme;
use egui::{Pos2, Rect, Shape, Stroke, Ui, pos2, vec2};

/// Draws the head into a rectangle, with a ring at one of the three clicks: eye, eye, chin.
pub fn clicked_head(ui: &Ui, rect: Rect, place: usize) {
    let palette = theme::palette(ui);
    let head = PictogramHead::fitting(rect);
    let line = Stroke::new(1.5, palette.quiet);
    let painter = ui.painter();
    painter.add(Shape::closed_line(head.contour(), line));
    for side in [-1.0, 1.0] {
        let ear: Vec<Pos2> = [(0.50, 0.0), (0.60, -0.04), (0.59, 0.10), (0.50, 0.16)]
            .map(|(x, y)| head.at(side * x, y))
            .to_vec();
        painter.add(Shape::line(ear, line));
        painter.circle_filled(head.at(side * 0.2, 0.02), 0.022 * head.unit, palette.quiet);
    }
    let mouth = [head.at(-0.12, 0.42), head.at(0.12, 0.42)];
    painter.line_segment(mouth, line);
    let at = [head.at(-0.2, 0.02), head.at(0.2, 0.02), head.at(0.0, 0.66)][place.min(2)];
    painter.circle_stroke(at, 0.11 * head.unit, Stroke::new(2.0, palette.accent));
    painter.circle_filled(at, 0.03 * head.unit, palette.accent);
}

/// Where the head lies: its middle between the eyes, and its width.
struct PictogramHead {
    middle: Pos2,
    unit: f32,
}

impl PictogramHead {
    fn fitting(rect: Rect) -> Self {
        let unit = (rect.height() / 1.56).min(rect.width() / 1.3);
        PictogramHead {
            middle: rect.center() + vec2(0.0, -0.01 * unit),
            unit,
        }
    }

    fn at(&self, x: f32, y: f32) -> Pos2 {
        pos2(self.middle.x + x * self.unit, self.middle.y + y * self.unit)
    }

    fn contour(&self) -> Vec<Pos2> {
        let point = |degrees: i32| {
            let (sin, cos) = (degrees as f32).to_radians().sin_cos();
            let (width, height) = if sin < 0.0 {
                (0.5, 0.52)
            } else {
                (0.5 - 0.13 * sin * sin, 0.82)
            };
            self.at(width * cos, -0.14 + height * sin)
        };
        (0..360).step_by(6).map(point).collect()
    }
}
