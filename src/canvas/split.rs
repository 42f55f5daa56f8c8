//! The line between before and simulation, and what every pane says of itself: stage, magnification, scale.

use super::handles::{self, CanvasHandle, HandleTarget};
use super::scene::PaneScene;
use crate::design::Design;
use crate::editor::{CanvasPane, CompareMode, EditorAction, EditorState};
use crate::project::Project;
use crate::words;
use egui::{Align2, Color32, Painter, Pos2, Rect, Stroke};

/// How near the border the split line may come, as a share of the canvas.
const BORDER: f32 = 0.02;
/// Half the breadth in which the line is taken hold of, ui points.
const REACH: f32 = 8.0;
/// Longest scale bar, ui points.
const BAR: f32 = 160.0;
/// Round lengths of a scale bar, mm.
const ROUND_MM: [f64; 10] = [0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0];

fn knob_at(canvas: Rect, at: f32, vertical: bool) -> Pos2 {
    match vertical {
        true => Pos2::new(
            canvas.left() + canvas.width() * at,
            canvas.center().y + 0.3 * canvas.height(),
        ),
        false => Pos2::new(
            canvas.center().x + 0.3 * canvas.width(),
            canvas.top() + canvas.height() * at,
        ),
    }
}

/// The split line's knob, if there is one.
pub fn handle(state: &EditorState) -> Option<CanvasHandle> {
    let CompareMode::Split { at, vertical } = state.compare else {
        return None;
    };
    let mut handle = CanvasHandle::new(
        HandleTarget::Split,
        knob_at(state.canvas, at, vertical),
        words::canvas::split(),
    );
    handle.core = Color32::from_gray(60);
    Some(handle)
}

/// Whether a place is on the split line.
pub fn is_on_line(state: &EditorState, at: Pos2) -> bool {
    let CompareMode::Split { at: share, vertical } = state.compare else {
        return false;
    };
    let knob = knob_at(state.canvas, share, vertical);
    let off = if vertical { at.x - knob.x } else { at.y - knob.y };
    off.abs() <= REACH
}

/// The split line brought to a place.
pub fn dragged(state: &EditorState, to: Pos2) -> Option<EditorAction> {
    let CompareMode::Split { vertical, .. } = state.compare else {
        return None;
    };
    let canvas = state.canvas;
    let at = match vertical {
        true => (to.x - canvas.left()) / canvas.width().max(1.0),
        false => (to.y - canvas.top()) / canvas.height().max(1.0),
    };
    let at = at.clamp(BORDER, 1.0 - BORDER);
    Some(EditorAction::Compare(CompareMode::Split { at, vertical }))
}

/// A double click: from left to middle to right.
pub fn jumped(state: &EditorState) -> Option<EditorAction> {
    let CompareMode::Split { at, vertical } = state.compare else {
        return None;
    };
    let at = match at {
        at if at < 0.3 => 0.5,
        at if at < 0.7 => 1.0 - BORDER,
        _ => BORDER,
    };
    Some(EditorAction::Compare(CompareMode::Split { at, vertical }))
}

/// Draws the split line.
pub fn draw(state: &EditorState, painter: &Painter) {
    let CompareMode::Split { at, vertical } = state.compare else {
        return;
    };
    let (canvas, knob) = (state.canvas, knob_at(state.canvas, at, vertical));
    let ends = match vertical {
        true => [
            Pos2::new(knob.x, canvas.top()),
            Pos2::new(knob.x, canvas.bottom()),
        ],
        false => [
            Pos2::new(canvas.left(), knob.y),
            Pos2::new(canvas.right(), knob.y),
        ],
    };
    handles::line(painter, ends.to_vec(), Color32::WHITE, 1.5);
    let side = if vertical {
        egui::vec2(14.0, 0.0)
    } else {
        egui::vec2(0.0, 14.0)
    };
    for way in [side, -side] {
        let across = egui::vec2(way.y, way.x) * 0.3;
        let tip = knob + way;
        for wing in [across, -across] {
            painter.line_segment([tip, tip - way * 0.3 + wing], Stroke::new(2.0, Color32::WHITE));
        }
    }
}

/// Says which stage a pane shows, in its upper corner: the photo at the left, the simulation at the right where both share
/// the place.
pub fn name(state: &EditorState, project: &Project, pane: &CanvasPane, painter: &Painter) {
    let text = match pane.variant {
        None => words::canvas::before().to_owned(),
        Some(index) => {
            let variant = project.variants.get(index);
            let name = variant.map(|variant| variant.name.as_str());
            let words_of = |design: &Design| match state.playing {
                Some(playing) => {
                    let mut design = design.clone();
                    design.show(playing.stage());
                    design.stage_words()
                }
                None => design.stage_words(),
            };
            let stage = variant
                .map(|variant| words_of(&variant.design))
                .unwrap_or_default();
            words::canvas::simulation(name.filter(|_| state.compare == CompareMode::Variants), &stage)
        }
    };
    let text = match words::canvas::magnification(state.lens.zoom) {
        Some(times) => format!("{text}{}{times}", words::canvas::BETWEEN),
        None => text,
    };
    let split = matches!(state.compare, CompareMode::Split { vertical: true, .. });
    let below = matches!(state.compare, CompareMode::Split { vertical: false, .. }) && pane.variant.is_some();
    let clip = pane.clip.shrink(10.0);
    let painter = painter.with_clip_rect(pane.clip.intersect(state.canvas));
    let galley = painter.layout_no_wrap(text, egui::FontId::proportional(13.0), Color32::WHITE);
    let size = galley.size() + egui::vec2(14.0, 7.0);
    let min = match (split && pane.variant.is_some(), below) {
        (true, _) => Pos2::new(clip.right() - size.x, clip.top()),
        (_, true) => Pos2::new(clip.left(), clip.bottom() - size.y - 40.0),
        _ => clip.min,
    };
    painter.rect_filled(
        Rect::from_min_size(min, size),
        5.0,
        Color32::from_black_alpha(150),
    );
    painter.galley(min + egui::vec2(7.0, 3.5), galley, Color32::WHITE);
}

/// The longest round length that fits a bar, mm.
pub fn round_length_mm(longest_mm: f64) -> f64 {
    let fits = ROUND_MM.iter().rev().find(|length| **length <= longest_mm);
    *fits.unwrap_or(&ROUND_MM[0])
}

/// Scale bar and zoom at the lower left.
pub fn scale_bar(scene: &PaneScene, painter: &Painter) {
    let mm_per_ui = scene.view().mm_per_px / scene.ui_per_px();
    if !(mm_per_ui.is_finite() && mm_per_ui > 0.0 && scene.shot.fitted) {
        return;
    }
    let length_mm = round_length_mm(f64::from(BAR) * mm_per_ui);
    let length = (length_mm / mm_per_ui) as f32;
    let left = Pos2::new(scene.rect.left() + 14.0, scene.rect.bottom() - 16.0);
    let right = left + egui::vec2(length, 0.0);
    let tick = egui::vec2(0.0, 4.0);
    for ends in [
        [left, right],
        [left - tick, left + tick],
        [right - tick, right + tick],
    ] {
        handles::line(painter, ends.to_vec(), Color32::WHITE, 1.5);
    }
    let text = [
        words::canvas::bar(length_mm),
        words::canvas::percent(scene.state.lens.zoom),
    ]
    .join(words::canvas::BETWEEN);
    handles::label(painter, left - egui::vec2(2.0, 8.0), Align2::LEFT_BOTTOM, &text);
}
