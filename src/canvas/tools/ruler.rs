//! The ruler: a line over something of known length sets the scale.

use super::super::HandleGrip;
use super::super::handles::{self, CanvasHandle, HELP, HandleTarget};
use super::super::pose::by_ruler;
use super::super::scene::PaneScene;
use super::super::tool_context::ToolContext;
use super::CanvasTool;
use crate::editor::typed_number;
use crate::project::ProjectEdit;
use crate::words;
use egui::{Align2, Pos2};
use glam::DVec2;

/// Shortest line that measures anything, ui points.
const SHORTEST: f32 = 12.0;
/// Lengths that can be said, mm.
const RANGE_MM: std::ops::RangeInclusive<f64> = 1.0..=400.0;

/// A line over something of known length.
#[derive(Clone, Debug, Default)]
pub struct RulerTool {
    /// The length as it is being said, mm; 0 before.
    said_mm: f64,
}

impl CanvasTool for RulerTool {
    fn handles(&self, context: &ToolContext<'_>) -> Vec<CanvasHandle> {
        handles(context)
    }

    fn drag(&mut self, context: &mut ToolContext<'_>, grip: &HandleGrip, to: Pos2) -> bool {
        let px = context.scene.px(to);
        let HandleTarget::Ruler(end) = grip.target else {
            return false;
        };
        if let Some(place) = context.memory.clicks_px.get_mut(end) {
            *place = px;
        }
        true
    }

    fn drop_handle(&mut self, _context: &mut ToolContext<'_>, _grip: &HandleGrip) {
        // The line alone changes nothing.
    }

    fn work(&mut self, context: &mut ToolContext<'_>) {
        self.begin_line(context);
        if let Some((middle, length_mm)) = draw(context)
            && context.memory.grip.is_none()
        {
            self.ask(context, middle, length_mm);
        }
    }
}

/// Handles at the line's ends.
fn handles(context: &ToolContext<'_>) -> Vec<CanvasHandle> {
    let ends = context.memory.clicks_px.iter().take(2).enumerate();
    ends.map(|(end, px)| {
        CanvasHandle::new(
            HandleTarget::Ruler(end),
            context.scene.ui(*px),
            words::canvas::ruler_ends()[end],
        )
    })
    .collect()
}

impl RulerTool {
    /// A press beside the handles begins a line.
    fn begin_line(&mut self, context: &mut ToolContext<'_>) {
        let Some(at) = context.hand.pressed.filter(|_| context.memory.grip.is_none()) else {
            return;
        };
        let px = context.scene.px(at);
        context.memory.clicks_px = vec![px, px];
        self.said_mm = 0.0;
        context.memory.grip = Some(HandleGrip {
            target: HandleTarget::Ruler(1),
            base: std::sync::Arc::clone(context.project),
            offset: egui::Vec2::ZERO,
            from_px: px,
            last: at,
            moved: false,
        });
    }

    /// Asks for the line's true length.
    fn ask(&mut self, context: &mut ToolContext<'_>, at: Pos2, length_mm: f64) {
        if self.said_mm <= 0.0 {
            self.said_mm = length_mm.round().clamp(*RANGE_MM.start(), *RANGE_MM.end());
        }
        let mut said_mm = self.said_mm;
        let area = egui::Area::new(context.ui.scope_id().with("ruler"))
            .order(egui::Order::Middle)
            .fixed_pos(at + egui::vec2(0.0, 18.0))
            .pivot(Align2::CENTER_TOP)
            .constrain_to(context.scene.state.canvas);
        let is_set = area.show(context.ui.ctx(), |ui| {
            egui::Frame::popup(ui.style()).show(ui, |ui| {
                ui.set_max_width(240.0);
                ui.label(words::canvas::ruler_ask());
                let is_set = ui.horizontal(|ui| {
                    let value = egui::DragValue::new(&mut said_mm)
                        .range(RANGE_MM)
                        .speed(0.2)
                        .custom_parser(typed_number)
                        .suffix(" mm");
                    ui.add(value);
                    ui.button(words::canvas::ruler_set()).clicked()
                });
                ui.weak(words::canvas::ruler_why());
                is_set.inner
            })
        });
        self.said_mm = said_mm;
        if is_set.inner.inner {
            let given = by_ruler(
                &context.scene.shot.given,
                context.scene.view(),
                said_mm / length_mm.max(1e-6),
            );
            context.out.edit(ProjectEdit::Fit(Box::new(given)));
            context.memory.clicks_px.clear();
            self.said_mm = 0.0;
        }
    }
}

/// Draws the line; its middle, ui points, and its length, mm, where it is long enough to measure anything.
fn draw(context: &mut ToolContext<'_>) -> Option<(Pos2, f64)> {
    let [from_px, to_px] = *context.memory.clicks_px.as_slice() else {
        context.hint(words::canvas::ruler_hint());
        return None;
    };
    let ends = [context.scene.ui(from_px), context.scene.ui(to_px)];
    if ends[0].distance(ends[1]) < SHORTEST {
        if context.memory.grip.is_none() {
            context.memory.clicks_px.clear();
        }
        return None;
    }
    handles::line(&context.painter, ends.to_vec(), HELP, 1.8);
    let length_mm = length_mm(&context.scene, from_px, to_px);
    let text = words::canvas::measured(length_mm, from_px.distance(to_px));
    let middle = ends[0].lerp(ends[1], 0.5);
    handles::label(
        &context.painter,
        middle - egui::vec2(0.0, 16.0),
        Align2::CENTER_BOTTOM,
        &text,
    );
    Some((middle, length_mm))
}

/// Length of a line over the photo: between the two places of the head where it ends on it, else at the eyes' distance, mm.
fn length_mm(scene: &PaneScene, from_px: DVec2, to_px: DVec2) -> f64 {
    let on_head = |px| {
        let direction = scene.view().direction_from_photo(scene.head(), px)?;
        Some(scene.head().point_mm(direction))
    };
    match (on_head(from_px), on_head(to_px)) {
        (Some(from), Some(to)) => from.distance(to),
        _ => from_px.distance(to_px) * scene.view().mm_per_px,
    }
}
