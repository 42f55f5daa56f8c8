//! The ruler: a line over something of known length sets the scale.

use super::desk::Desk;
use super::handles::{self, HELP, Handle, Target};
use super::pose::by_ruler;
use super::scene::Scene;
use crate::editor::EditorAction;
use crate::project::ProjectEdit;
use crate::words;
use egui::{Align2, Pos2};
use glam::DVec2;

/// Shortest line that measures anything, ui points.
const SHORTEST: f32 = 12.0;
/// Lengths that can be said, mm.
const RANGE_MM: std::ops::RangeInclusive<f64> = 1.0..=400.0;

/// Handles at the line's ends.
pub fn handles(desk: &Desk) -> Vec<Handle> {
    let ends = desk.memory.clicks_px.iter().take(2).enumerate();
    ends.map(|(end, px)| {
        Handle::new(
            Target::Ruler(end),
            desk.scene.ui(*px),
            words::canvas::RULER_ENDS[end],
        )
    })
    .collect()
}

/// The ruler at work.
pub fn work(desk: &mut Desk) {
    if let Some(at) = desk.hand.pressed.filter(|_| desk.memory.grip.is_none()) {
        let px = desk.scene.px(at);
        desk.memory.clicks_px = vec![px, px];
        desk.memory.ruler_mm = 0.0;
        desk.memory.grip = Some(super::Grip {
            target: Target::Ruler(1),
            base: std::sync::Arc::clone(desk.project),
            offset: egui::Vec2::ZERO,
            from_px: px,
            last: at,
            moved: false,
        });
    }
    let [from_px, to_px] = *desk.memory.clicks_px.as_slice() else {
        desk.hint(words::canvas::RULER_HINT);
        return;
    };
    let ends = [desk.scene.ui(from_px), desk.scene.ui(to_px)];
    if ends[0].distance(ends[1]) < SHORTEST {
        if desk.memory.grip.is_none() {
            desk.memory.clicks_px.clear();
        }
        return;
    }
    handles::line(&desk.painter, ends.to_vec(), HELP, 1.8);
    let length_mm = length_mm(&desk.scene, from_px, to_px);
    let text = words::canvas::measured(length_mm, from_px.distance(to_px));
    let middle = ends[0].lerp(ends[1], 0.5);
    handles::label(
        &desk.painter,
        middle - egui::vec2(0.0, 16.0),
        Align2::CENTER_BOTTOM,
        &text,
    );
    if desk.memory.grip.is_none() {
        ask(desk, middle, length_mm);
    }
}

/// Length of a line over the photo: between the two places of the head where it ends on it, else at the eyes' distance, mm.
pub fn length_mm(scene: &Scene, from_px: DVec2, to_px: DVec2) -> f64 {
    let on_head = |px| {
        let direction = scene.view().direction_from_photo(scene.head(), px)?;
        Some(scene.head().point_mm(direction))
    };
    match (on_head(from_px), on_head(to_px)) {
        (Some(from), Some(to)) => from.distance(to),
        _ => from_px.distance(to_px) * scene.view().mm_per_px,
    }
}

fn ask(desk: &mut Desk, at: Pos2, length_mm: f64) {
    if desk.memory.ruler_mm <= 0.0 {
        desk.memory.ruler_mm = length_mm.round().clamp(*RANGE_MM.start(), *RANGE_MM.end());
    }
    let mut said_mm = desk.memory.ruler_mm;
    let area = egui::Area::new(desk.ui.scope_id().with("ruler"))
        .order(egui::Order::Middle)
        .fixed_pos(at + egui::vec2(0.0, 18.0))
        .pivot(Align2::CENTER_TOP)
        .constrain_to(desk.scene.state.canvas);
    let is_set = area.show(desk.ui.ctx(), |ui| {
        egui::Frame::popup(ui.style()).show(ui, |ui| {
            ui.set_max_width(240.0);
            ui.label(words::canvas::RULER_ASK);
            let is_set = ui.horizontal(|ui| {
                let value = egui::DragValue::new(&mut said_mm)
                    .range(RANGE_MM)
                    .speed(0.2)
                    .suffix(" mm");
                ui.add(value);
                ui.button(words::canvas::RULER_SET).clicked()
            });
            ui.weak(words::canvas::RULER_WHY);
            is_set.inner
        })
    });
    desk.memory.ruler_mm = said_mm;
    if is_set.inner.inner {
        let given = by_ruler(
            &desk.scene.shot.given,
            desk.scene.view(),
            said_mm / length_mm.max(1e-6),
        );
        desk.out.edit(ProjectEdit::Fit(Box::new(given)));
        desk.memory.clicks_px.clear();
        desk.memory.ruler_mm = 0.0;
    }
}
