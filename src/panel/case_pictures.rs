//! Small drawn heads with the dots of a case, made from its very fills.

use super::theme;
use crate::design::{CaseView, Design, Document, ScalpCase, cases};
use crate::head::Head;
use crate::head::solve::PUPIL_DISTANCE_MM;
use crate::plan::sites::density_sketch::{even_directions, wanted_per_cm2};
use egui::{Pos2, Rect, Shape, Stroke, Ui, pos2};
use glam::{DMat3, DVec2, DVec3};
use std::sync::{LazyLock, OnceLock};

/// Places of which those with dots are drawn, on each half of the head (a picture has about half of them in sight).
const PAIRS: usize = 1000;
/// Density at which all places are drawn, dots per cm²; fewer where less is wanted.
const FULL_PER_CM2: f64 = 50.0;
/// Steps of the head's outline.
const OUTLINE_STEPS: usize = 72;
/// What lies lower is neck, mm below the pupils; the chin is at −111.
const LOWEST_MM: f64 = -100.0;
/// Half the width of a picture, mm on the head.
const HALF_MM: f64 = 134.0;

/// A head from one side: what is drawn, mm to the right and down from its middle.
struct HeadSketch {
    outline: Vec<DVec2>,
    ears: Vec<Vec<DVec2>>,
    eyes: Vec<DVec2>,
}

/// The heads from the four sides, in the order of the enum.
static HEADS: LazyLock<[HeadSketch; 4]> = LazyLock::new(|| {
    [CaseView::Front, CaseView::Top, CaseView::Left, CaseView::Back].map(|view| HeadSketch::of(&turned(view)))
});

/// Dots of each shipped case, made when it is first shown.
static DOTS: LazyLock<Vec<OnceLock<Vec<DVec2>>>> =
    LazyLock::new(|| cases::all().iter().map(|_| OnceLock::new()).collect());

/// Draws a case into a rectangle.
pub fn show(ui: &Ui, rect: Rect, case: &ScalpCase) {
    let palette = theme::palette(ui);
    let unit = 0.5 * rect.width().min(rect.height()) / HALF_MM as f32;
    // A chin hangs lower than a crown rises.
    let middle = rect.center() - egui::vec2(0.0, 0.04 * rect.height());
    let at =
        |place: &DVec2| -> Pos2 { pos2(middle.x + place.x as f32 * unit, middle.y + place.y as f32 * unit) };
    let head = &HEADS[case.seen_from as usize];
    let line = Stroke::new(1.5, palette.quiet);
    let painter = ui.painter();
    painter.add(Shape::closed_line(head.outline.iter().map(at).collect(), line));
    for ear in &head.ears {
        painter.add(Shape::closed_line(ear.iter().map(at).collect(), line));
    }
    for eye in &head.eyes {
        painter.circle_filled(at(eye), 5.0 * unit, palette.quiet);
    }
    for dot in dots(case) {
        painter.circle_filled(at(dot), 2.2 * unit, palette.accent);
    }
}

fn dots(case: &ScalpCase) -> &'static [DVec2] {
    let number = cases::all().iter().position(|known| known.name == case.name);
    let kept = number.and_then(|number| DOTS.get(number));
    kept.map_or(&[], |kept| kept.get_or_init(|| case_dots(case)))
}

/// The dots of a case that are seen, thinned by a fixed pattern where less is wanted.
fn case_dots(case: &ScalpCase) -> Vec<DVec2> {
    let mut design = Design::default();
    if case.apply(&mut design).is_err() {
        return Vec::new();
    }
    let document = Document::new(Head::default(), design);
    let turn = turned(case.seen_from);
    let seen: Vec<(usize, DVec3)> = even_directions(PAIRS)
        .enumerate()
        .filter(|(_, direction)| is_seen(&turn, *direction))
        .collect();
    let wanted = wanted_per_cm2(&document, seen.iter().map(|(_, direction)| *direction));
    let drawn = seen.iter().zip(wanted).filter(|((index, _), density)| {
        // Both halves alike: the pattern goes by pairs, a golden ratio apart.
        let threshold = ((index / 2) as f64 * 0.618_033_988_75).fract();
        *density > FULL_PER_CM2 * (0.1 + 0.9 * threshold)
    });
    drawn
        .map(|((_, direction), _)| placed(&turn, *direction))
        .collect()
}

/// Rows right, down and away of a view.
fn turned(view: CaseView) -> DMat3 {
    let (up, towards) = match view {
        CaseView::Front => (DVec3::new(0.0, 0.87, -0.5), DVec3::new(0.0, 0.5, 0.87)),
        CaseView::Top => (DVec3::new(0.0, 0.26, -0.97), DVec3::new(0.0, 0.97, 0.26)),
        CaseView::Left => (DVec3::Y, DVec3::X),
        CaseView::Back => (DVec3::new(0.0, 0.94, 0.34), DVec3::new(0.0, 0.34, -0.94)),
    };
    let right = up.cross(towards);
    DMat3::from_cols(right, -up, -towards).transpose()
}

fn placed(turn: &DMat3, direction: DVec3) -> DVec2 {
    (*turn * (Head::default().point_mm(direction) - Head::CENTRE_MM)).truncate()
}

fn is_seen(turn: &DMat3, direction: DVec3) -> bool {
    let head = Head::default();
    (*turn * head.normal(direction)).z < -0.12 && head.point_mm(direction).y > LOWEST_MM
}

impl HeadSketch {
    fn of(turn: &DMat3) -> Self {
        let head = Head::default();
        let points: Vec<DVec2> = even_directions(2 * PAIRS)
            .filter(|direction| head.point_mm(*direction).y > LOWEST_MM)
            .map(|direction| placed(turn, direction))
            .collect();
        // The farthest points all round: a head is round enough for that.
        let farthest = |step: usize| {
            let (sin, cos) = (std::f64::consts::TAU * step as f64 / OUTLINE_STEPS as f64).sin_cos();
            let way = DVec2::new(cos, sin);
            let reach = points.iter().map(|point| point.dot(way)).fold(0.0, f64::max);
            (way, reach)
        };
        let ways: Vec<(DVec2, f64)> = (0..OUTLINE_STEPS).map(farthest).collect();
        // Where the tangents of neighbouring steps meet.
        let meet = |step: usize| {
            let ((a, reach_a), (b, reach_b)) = (ways[step], ways[(step + 1) % OUTLINE_STEPS]);
            DVec2::new(reach_a * b.y - reach_b * a.y, reach_b * a.x - reach_a * b.x) / a.perp_dot(b)
        };
        let outline = (0..OUTLINE_STEPS).map(meet).collect();
        let towards = |at_mm: DVec3| (*turn * (at_mm - Head::CENTRE_MM)).truncate();
        let ear = |ear: &crate::head::Ear| -> Vec<DVec2> {
            let [up, plate, _] = ear.solid_axes;
            let [high, wide, _] = ear.solid_half_mm;
            let point = |step: i32| {
                let (sin, cos) = f64::from(15 * step).to_radians().sin_cos();
                towards(ear.solid_mm + up * (high * cos) + plate * (wide * sin))
            };
            (0..24).map(point).collect()
        };
        let faces = |ear: &&crate::head::Ear| (*turn * DVec3::new(ear.root_mm.x.signum(), 0.0, 0.0)).z < 0.3;
        let eyes = [0.5, -0.5].map(|half: f64| DVec3::X * half * PUPIL_DISTANCE_MM);
        let eye_is_seen = |at: &&DVec3| (*turn * head.normal(head.direction_of(**at))).z < -0.3;
        HeadSketch {
            outline,
            ears: head.ears().iter().filter(faces).map(ear).collect(),
            eyes: eyes.iter().filter(eye_is_seen).map(|at| towards(*at)).collect(),
        }
    }
}
