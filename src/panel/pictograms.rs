//! Small drawn pictures: a head from the front with the treatment as dots.

use super::theme;
use crate::project::Purpose;
use egui::{Color32, Pos2, Rect, Shape, Stroke, Ui, pos2, vec2};

/// What is drawn on the head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadMark {
    /// The treatment of a purpose.
    Purpose(Purpose),
    /// A ring at one of the three clicks: eye, eye, chin.
    Click(usize),
}

/// Draws the head into a rectangle.
pub fn head(ui: &Ui, rect: Rect, mark: HeadMark) {
    let palette = theme::palette(ui);
    let head = DrawnHead::fitting(rect);
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
    match mark {
        HeadMark::Purpose(purpose) => treatment(ui, &head, purpose, palette.accent),
        HeadMark::Click(place) => {
            let at = [head.at(-0.2, 0.02), head.at(0.2, 0.02), head.at(0.0, 0.66)][place.min(2)];
            painter.circle_stroke(at, 0.11 * head.unit, Stroke::new(2.0, palette.accent));
            painter.circle_filled(at, 0.03 * head.unit, palette.accent);
        }
    }
}

fn treatment(ui: &Ui, head: &DrawnHead, purpose: Purpose, accent: Color32) {
    let dots = |inside: &dyn Fn(f32, f32) -> bool, spacing: f32| {
        for (x, y) in lattice(spacing) {
            if scalp(x, y) && inside(x, y) {
                ui.painter()
                    .circle_filled(head.at(x, y), 0.017 * head.unit.max(40.0), accent);
            }
        }
    };
    let strands = |count: usize| {
        let line = Stroke::new(1.2, theme::palette(ui).quiet);
        for index in 0..count {
            let x = -0.4 + 0.8 * index as f32 / (count - 1) as f32;
            let foot = (-0.62 + 0.42 * x * x, -0.36 + 0.10 * x * x);
            ui.painter()
                .line_segment([head.at(0.9 * x, foot.0), head.at(x, foot.1)], line);
        }
    };
    match purpose {
        Purpose::Shaved => dots(&|_, _| true, 0.075),
        Purpose::BetweenHair => {
            strands(7);
            dots(&|x, _| x.abs() < 0.36, 0.11);
        }
        Purpose::Scar => {
            let from = head.at(-0.3, -0.34);
            let to = head.at(0.3, -0.46);
            let quiet = Stroke::new(3.0, theme::palette(ui).quiet.gamma_multiply(0.5));
            ui.painter().line_segment([from, to], quiet);
            dots(&|x, y| (y + 0.40 + 0.2 * x).abs() < 0.055 && x.abs() < 0.33, 0.05);
        }
        Purpose::Patches => {
            let near = |x: f32, y: f32, cx: f32, cy: f32, r: f32| libm::hypotf(x - cx, y - cy) < r;
            dots(
                &|x, y| near(x, y, -0.2, -0.36, 0.13) || near(x, y, 0.22, -0.45, 0.10),
                0.055,
            );
        }
        Purpose::Correction => {
            let low = Stroke::new(1.5, ui.visuals().error_fg_color);
            let line: Vec<Pos2> = (0..=10)
                .map(|i| -0.4 + 0.08 * i as f32)
                .map(|x| head.at(x, -0.17 + 0.12 * x * x))
                .collect();
            ui.painter().extend(Shape::dashed_line(&line, low, 4.0, 3.0));
            dots(&|_, y| y < -0.32, 0.085);
        }
    }
}

/// Whether a place lies on the scalp, behind a natural front line.
fn scalp(x: f32, y: f32) -> bool {
    let inside = (x / 0.47).powi(2) + ((y + 0.18) / 0.48).powi(2) < 1.0;
    inside && y < -0.25 + 0.28 * x * x
}

/// Places of a lattice with every other row shifted.
fn lattice(spacing: f32) -> impl Iterator<Item = (f32, f32)> {
    let rows = (1.0 / spacing) as i32;
    (-rows..rows).flat_map(move |row| {
        let shift = if row % 2 == 0 { 0.0 } else { 0.5 };
        (-rows..rows).map(move |column| ((column as f32 + shift) * spacing, row as f32 * 0.87 * spacing))
    })
}

/// Where the head lies: its middle between the eyes, and its width.
struct DrawnHead {
    middle: Pos2,
    unit: f32,
}

impl DrawnHead {
    fn fitting(rect: Rect) -> Self {
        let unit = (rect.height() / 1.56).min(rect.width() / 1.3);
        DrawnHead {
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
