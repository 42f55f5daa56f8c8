//! The crop: a rectangle over the photo, taken at release.

use super::super::HandleGrip;
use super::super::handles::{self, CanvasHandle, CropHandle, HandleTarget};
use super::super::tool_context::ToolContext;
use super::CanvasTool;
use crate::editor::EditorAction;
use crate::project::PhotoAdjust;
use crate::words;
use egui::{Color32, Pos2, Rect, Stroke, Vec2};
use glam::DVec2;

/// Smallest side of a crop, as a share of the picture.
const LEAST: f32 = 0.05;
/// What is cut off is nothing under this share of the picture.
const NOTHING: f64 = 1e-4;

/// A rectangle over the photo, taken at release.
#[derive(Clone, Debug, Default)]
pub struct CropTool {
    /// What is being cut, as shares of the photo shown.
    crop: Option<Rect>,
}

impl CanvasTool for CropTool {
    fn handles(&self, context: &ToolContext<'_>) -> Vec<CanvasHandle> {
        let places = self.corners(context).into_iter().zip(words::canvas::corners());
        let named = CropHandle::CORNERS.into_iter().zip(places);
        named
            .map(|(corner, (at, name))| CanvasHandle::new(HandleTarget::Crop(corner), at, name))
            .collect()
    }

    fn inside(&self, context: &ToolContext<'_>, at: Pos2) -> Option<HandleTarget> {
        let is_inside = Rect::from_points(&self.corners(context)).contains(at);
        is_inside.then_some(HandleTarget::Crop(CropHandle::Whole))
    }

    fn drag(&mut self, context: &mut ToolContext<'_>, grip: &HandleGrip, to: Pos2) -> bool {
        let HandleTarget::Crop(handle) = grip.target else {
            return false;
        };
        self.crop = Some(self.dragged(context, handle, grip, to));
        true
    }

    fn drop_handle(&mut self, context: &mut ToolContext<'_>, _grip: &HandleGrip) {
        if let Some(crop) = self.crop.take() {
            context
                .out
                .push(EditorAction::AdjustPhoto(cut(&context.scene.shot.adjust, crop)));
        }
    }

    fn work(&mut self, context: &mut ToolContext<'_>) {
        self.draw(context);
    }

    fn give_up(&mut self) -> bool {
        self.crop = None;
        false
    }
}

/// The whole turned picture in shares of the photo shown: the present crop may be widened up to it.
fn outer(adjust: &PhotoAdjust) -> Rect {
    let [left, top, width, height] = adjust.crop.unwrap_or([0.0, 0.0, 1.0, 1.0]);
    let (width, height) = (width.max(1e-6), height.max(1e-6));
    let share = |from: f64, size: f64| (-(from / size) as f32, ((1.0 - from) / size) as f32);
    let ((x0, x1), (y0, y1)) = (share(left, width), share(top, height));
    Rect::from_min_max(Pos2::new(x0, y0), Pos2::new(x1, y1))
}

impl CropTool {
    fn shown(&self) -> Rect {
        let whole = Rect::from_min_size(Pos2::ZERO, Vec2::splat(1.0));
        self.crop.unwrap_or(whole)
    }

    /// Clockwise from the upper left, ui points.
    fn corners(&self, context: &ToolContext<'_>) -> [Pos2; 4] {
        let facts = context.scene.shot.facts;
        let crop = self.shown();
        let corners = [
            crop.left_top(),
            crop.right_top(),
            crop.right_bottom(),
            crop.left_bottom(),
        ];
        corners.map(|share| {
            let px = DVec2::new(
                f64::from(share.x) * f64::from(facts.width_px),
                f64::from(share.y) * f64::from(facts.height_px),
            );
            context.scene.ui(px)
        })
    }

    /// Draws the crop: what is cut off is darkened, thirds are marked.
    fn draw(&self, context: &ToolContext<'_>) {
        let crop = Rect::from_points(&self.corners(context));
        let around = context.painter.clip_rect();
        let dark = Color32::from_black_alpha(140);
        let cut = [
            Rect::from_min_max(around.min, Pos2::new(around.right(), crop.top())),
            Rect::from_min_max(Pos2::new(around.left(), crop.bottom()), around.max),
            Rect::from_min_max(Pos2::new(around.left(), crop.top()), crop.left_bottom()),
            Rect::from_min_max(crop.right_top(), Pos2::new(around.right(), crop.bottom())),
        ];
        for part in cut.into_iter().filter(|part| part.is_positive()) {
            context.painter.rect_filled(part, 0.0, dark);
        }
        let mut frame: Vec<Pos2> = self.corners(context).to_vec();
        frame.push(frame[0]);
        handles::line(&context.painter, frame, Color32::WHITE, 1.5);
        let thin = Stroke::new(1.0, Color32::from_white_alpha(70));
        for third in [1.0 / 3.0, 2.0 / 3.0] {
            context
                .painter
                .vline(egui::lerp(crop.x_range(), third), crop.y_range(), thin);
            context
                .painter
                .hline(crop.x_range(), egui::lerp(crop.y_range(), third), thin);
        }
    }

    /// The crop with a corner, or the whole, brought to a place.
    fn dragged(&self, context: &ToolContext<'_>, handle: CropHandle, grip: &HandleGrip, to: Pos2) -> Rect {
        let facts = context.scene.shot.facts;
        let share = |px: DVec2| {
            let size = DVec2::new(f64::from(facts.width_px), f64::from(facts.height_px)).max(DVec2::ONE);
            let share = px / size;
            Pos2::new(share.x as f32, share.y as f32)
        };
        let limit = outer(&context.scene.shot.adjust);
        let place = limit.clamp(share(context.scene.px(to)));
        let mut crop = self.shown();
        match handle {
            CropHandle::UpperLeft => crop.min = place.min(crop.max - Vec2::splat(LEAST)),
            CropHandle::UpperRight => {
                crop.max.x = place.x.max(crop.min.x + LEAST);
                crop.min.y = place.y.min(crop.max.y - LEAST);
            }
            CropHandle::LowerRight => crop.max = place.max(crop.min + Vec2::splat(LEAST)),
            CropHandle::LowerLeft => {
                crop.min.x = place.x.min(crop.max.x - LEAST);
                crop.max.y = place.y.max(crop.min.y + LEAST);
            }
            CropHandle::Whole => {
                // From the place in the frame before.
                let way = share(context.scene.px(to)) - share(context.scene.px(grip.last + grip.offset));
                let room = |low: f32, high: f32, way: f32| way.clamp(low.min(0.0), high.max(0.0));
                crop = crop.translate(Vec2::new(
                    room(limit.left() - crop.left(), limit.right() - crop.right(), way.x),
                    room(limit.top() - crop.top(), limit.bottom() - crop.bottom(), way.y),
                ));
            }
        }
        crop
    }
}

/// A photo's adjustment with a part of what is shown cut out.
fn cut(present: &PhotoAdjust, crop: Rect) -> PhotoAdjust {
    let [left, top, width, height] = present.crop.unwrap_or([0.0, 0.0, 1.0, 1.0]);
    let part = |from: f64, size: f64, share: f32| (from + size * f64::from(share)).clamp(0.0, 1.0);
    let (x0, x1) = (part(left, width, crop.left()), part(left, width, crop.right()));
    let (y0, y1) = (part(top, height, crop.top()), part(top, height, crop.bottom()));
    let is_whole = x0 < NOTHING && y0 < NOTHING && x1 > 1.0 - NOTHING && y1 > 1.0 - NOTHING;
    PhotoAdjust {
        crop: (!is_whole).then_some([x0, y0, x1 - x0, y1 - y0]),
        ..*present
    }
}
