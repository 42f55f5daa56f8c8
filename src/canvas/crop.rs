//! The crop: a rectangle over the photo, taken at release.

use super::Grip;
use super::desk::Desk;
use super::handles::{self, Handle, Target};
use crate::editor::EditorAction;
use crate::project::Adjust;
use crate::words;
use egui::{Color32, Pos2, Rect, Stroke, Vec2};
use glam::DVec2;

/// Smallest side of a crop, as a share of the picture.
const LEAST: f32 = 0.05;

/// The whole turned picture in shares of the photo shown: the present crop may be widened up to it.
fn outer(adjust: &Adjust) -> Rect {
    let [left, top, width, height] = adjust.crop.unwrap_or([0.0, 0.0, 1.0, 1.0]);
    let (width, height) = (width.max(1e-6), height.max(1e-6));
    let share = |from: f64, size: f64| (-(from / size) as f32, ((1.0 - from) / size) as f32);
    let ((x0, x1), (y0, y1)) = (share(left, width), share(top, height));
    Rect::from_min_max(Pos2::new(x0, y0), Pos2::new(x1, y1))
}

fn shown(desk: &Desk) -> Rect {
    let whole = Rect::from_min_size(Pos2::ZERO, Vec2::splat(1.0));
    desk.memory.crop.unwrap_or(whole)
}

fn corners(desk: &Desk) -> [Pos2; 4] {
    let facts = desk.scene.shot.facts;
    let crop = shown(desk);
    [
        crop.left_top(),
        crop.right_top(),
        crop.right_bottom(),
        crop.left_bottom(),
    ]
    .map(|share| {
        let px = DVec2::new(
            f64::from(share.x) * f64::from(facts.width_px),
            f64::from(share.y) * f64::from(facts.height_px),
        );
        desk.scene.ui(px)
    })
}

/// Handles at the corners.
pub fn handles(desk: &Desk) -> Vec<Handle> {
    let named = corners(desk).into_iter().zip(words::canvas::CORNERS).enumerate();
    named
        .map(|(index, (at, name))| Handle::new(Target::Crop(index), at, name))
        .collect()
}

/// Whether a place lies in the crop.
pub fn is_inside(desk: &Desk, at: Pos2) -> bool {
    Rect::from_points(&corners(desk)).contains(at)
}

/// Draws the crop: what is cut off is darkened, thirds are marked.
pub fn draw(desk: &Desk) {
    let crop = Rect::from_points(&corners(desk));
    let around = desk.painter.clip_rect();
    let dark = Color32::from_black_alpha(140);
    let cut = [
        Rect::from_min_max(around.min, Pos2::new(around.right(), crop.top())),
        Rect::from_min_max(Pos2::new(around.left(), crop.bottom()), around.max),
        Rect::from_min_max(Pos2::new(around.left(), crop.top()), crop.left_bottom()),
        Rect::from_min_max(crop.right_top(), Pos2::new(around.right(), crop.bottom())),
    ];
    for part in cut.into_iter().filter(|part| part.is_positive()) {
        desk.painter.rect_filled(part, 0.0, dark);
    }
    let mut frame: Vec<Pos2> = corners(desk).to_vec();
    frame.push(frame[0]);
    handles::line(&desk.painter, frame, Color32::WHITE, 1.5);
    let thin = Stroke::new(1.0, Color32::from_white_alpha(70));
    for third in [1.0 / 3.0, 2.0 / 3.0] {
        desk.painter
            .vline(egui::lerp(crop.x_range(), third), crop.y_range(), thin);
        desk.painter
            .hline(crop.x_range(), egui::lerp(crop.y_range(), third), thin);
    }
}

/// Brings a corner (4: the whole) to a place.
pub fn dragged(desk: &mut Desk, corner: usize, grip: &Grip, to: Pos2) {
    let facts = desk.scene.shot.facts;
    let share = |px: DVec2| {
        let size = DVec2::new(f64::from(facts.width_px), f64::from(facts.height_px)).max(DVec2::ONE);
        let share = px / size;
        Pos2::new(share.x as f32, share.y as f32)
    };
    let limit = outer(&desk.scene.shot.adjust);
    let place = limit.clamp(share(desk.scene.px(to)));
    let mut crop = shown(desk);
    match corner {
        0 => crop.min = place.min(crop.max - Vec2::splat(LEAST)),
        1 => {
            crop.max.x = place.x.max(crop.min.x + LEAST);
            crop.min.y = place.y.min(crop.max.y - LEAST);
        }
        2 => crop.max = place.max(crop.min + Vec2::splat(LEAST)),
        3 => {
            crop.min.x = place.x.min(crop.max.x - LEAST);
            crop.max.y = place.y.max(crop.min.y + LEAST);
        }
        _ => {
            // From the place in the frame before.
            let way = share(desk.scene.px(to)) - share(desk.scene.px(grip.last + grip.offset));
            let room = |low: f32, high: f32, way: f32| way.clamp(low.min(0.0), high.max(0.0));
            crop = crop.translate(Vec2::new(
                room(limit.left() - crop.left(), limit.right() - crop.right(), way.x),
                room(limit.top() - crop.top(), limit.bottom() - crop.bottom(), way.y),
            ));
        }
    }
    desk.memory.crop = Some(crop);
}

/// Takes the crop.
pub fn dropped(desk: &mut Desk) {
    let Some(crop) = desk.memory.crop.take() else {
        return;
    };
    let present = desk.scene.shot.adjust;
    let [left, top, width, height] = present.crop.unwrap_or([0.0, 0.0, 1.0, 1.0]);
    let part = |from: f64, size: f64, share: f32| (from + size * f64::from(share)).clamp(0.0, 1.0);
    let (x0, x1) = (part(left, width, crop.left()), part(left, width, crop.right()));
    let (y0, y1) = (part(top, height, crop.top()), part(top, height, crop.bottom()));
    let whole = x0 < 1e-4 && y0 < 1e-4 && x1 > 1.0 - 1e-4 && y1 > 1.0 - 1e-4;
    let crop = (!whole).then_some([x0, y0, x1 - x0, y1 - y0]);
    desk.out.push(EditorAction::AdjustPhoto(Adjust { crop, ..present }));
}
