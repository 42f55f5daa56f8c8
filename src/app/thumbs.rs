//! Small pictures on buttons: what is wished for them, and when they are out of date.

use super::pictures::Pictures;
use super::worker::Wish;
use crate::editor::{EditorState, Step, Thumbnail};
use crate::design::{Design, Document, Knob, stops, styles};
use crate::engine::Rect;
use crate::head::outline::silhouette_px;
use crate::head::{Head, View};
use crate::photo::Photo;
use crate::project::Project;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Longest side of a small picture, px.
const THUMB_PX: f64 = 256.0;
/// Room round the head on a small picture, share of its breadth.
const ROOM: f64 = 0.06;

/// What the small pictures were made from.
#[derive(Clone, PartialEq)]
pub(super) struct Made {
    photo: *const Photo,
    view: *const View,
    head: Head,
    design: Design,
    variants: Vec<Design>,
    photos: Vec<String>,
    step: Step,
}

/// Breadth over height of the part that shows the hairline: vertex to brow of a head seen from the front.
const SHAPE: f64 = 1.65;

/// The part of a photo that shows the upper head, from brow to vertex and a little round it.
pub(super) fn head_rect(head: &Head, view: &View, size_px: [u32; 2]) -> Rect {
    let edge = silhouette_px(head, &view.camera, 48);
    let (mut low, mut high) = (glam::DVec2::INFINITY, glam::DVec2::NEG_INFINITY);
    for point in edge {
        low = low.min(point);
        high = high.max(point);
    }
    // The lower part of the face says nothing about a hairline.
    high.y = high.y.min(low.y + (high.x - low.x) / SHAPE);
    let room = (high.x - low.x) * ROOM;
    let limit = glam::DVec2::new(f64::from(size_px[0]), f64::from(size_px[1]));
    let low = (low - room).floor().clamp(glam::DVec2::ZERO, limit);
    let high = (high + room).ceil().clamp(glam::DVec2::ZERO, limit);
    let size = high - low;
    if size.min_element() < 16.0 {
        return Rect {
            x: 0,
            y: 0,
            width: size_px[0],
            height: size_px[1],
        };
    }
    Rect {
        x: low.x as u32,
        y: low.y as u32,
        width: size.x as u32,
        height: size.y as u32,
    }
}

fn size_of(rect: Rect) -> [u32; 2] {
    let scale = THUMB_PX / f64::from(rect.width.max(rect.height));
    [rect.width, rect.height].map(|px| ((f64::from(px) * scale).round() as u32).max(1))
}

impl EditorState {
    /// Small pictures that are due: none where those that were wished last still hold.
    pub(super) fn thumb_wishes(
        &mut self,
        project: &Arc<Project>,
        photo: &Arc<Photo>,
        view: &Arc<View>,
        pictures: &mut Pictures,
    ) -> Vec<(Thumbnail, Wish)> {
        let now = Made {
            photo: Arc::as_ptr(photo),
            view: Arc::as_ptr(view),
            head: project.head.clone(),
            design: project.design().clone(),
            variants: project
                .variants
                .iter()
                .map(|variant| variant.design.clone())
                .collect(),
            photos: project.photos.iter().map(|shot| shot.hash.clone()).collect(),
            step: self.step,
        };
        if pictures.thumbs_of.as_ref() == Some(&now) {
            return Vec::new();
        }
        let last = pictures.thumbs_of.replace(now.clone());
        let same_view = last
            .as_ref()
            .is_some_and(|last| (last.photo, last.view) == (now.photo, now.view) && last.head == now.head);
        let rect = head_rect(&project.head, view, [photo.width_px, photo.height_px]);
        let wish = |photo: &Arc<Photo>, document: Option<Document>, rect: Rect| Wish {
            before: document.is_none(),
            slot: 0,
            photo: Arc::clone(photo),
            view: Arc::clone(view),
            document: document.map(Arc::new),
            rect,
            size: size_of(rect),
        };
        let of_design = |design: Design| wish(photo, Some(Document::new(project.head.clone(), design)), rect);
        let (mut wishes, mut lines) = (Vec::new(), BTreeMap::new());
        for index in 0..project.photos.len() {
            if let Some(photo) = self.open.as_ref().and_then(|open| open.photos.get(&index)) {
                let whole = Rect::whole(photo);
                if last.as_ref().is_none_or(|last| last.photos != now.photos)
                    || !self.thumbs.contains_key(&Thumbnail::Photo(index))
                {
                    wishes.push((Thumbnail::Photo(index), wish(photo, None, whole)));
                }
            }
        }
        for (index, variant) in project.variants.iter().enumerate() {
            let same = last
                .as_ref()
                .and_then(|last| last.variants.get(index))
                .is_some_and(|design| *design == variant.design);
            if !(same && same_view) {
                wishes.push((Thumbnail::Variant(index), of_design(variant.design.clone())));
            }
        }
        let design = project.design();
        if self.step == Step::Hairline && !(same_view && pictures.styled == Some(dots_of(design))) {
            pictures.styled = Some(dots_of(design));
            for style in styles::all() {
                let mut styled = design.clone();
                style.apply(&mut styled);
                styled
                    .knobs
                    .extend(dots_of(design).map(|(knob, value)| (knob, value)));
                let wish = of_design(styled);
                lines.insert(Thumbnail::Style(style.name), seen_line(&wish));
                wishes.push((Thumbnail::Style(style.name), wish));
            }
        }
        if self.step == Step::Fill
            && !(same_view
                && last.is_some_and(|last| {
                    last.step == Step::Fill
                        && last.design.points == design.points
                        && last.design.style == design.style
                }))
        {
            for (_, stop) in stops::DENSITY_PER_CM2 {
                let mut filled = design.clone();
                if filled.set(Knob::Density, stop).is_ok() {
                    wishes.push((Thumbnail::Density(stop as u32), of_design(filled)));
                }
            }
        }
        self.lines.extend(lines);
        wishes
    }
}

/// The pieces of a wish's hairline that its view sees, 0–1 of the picture.
fn seen_line(wish: &Wish) -> Vec<Vec<egui::Pos2>> {
    let Some(document) = &wish.document else {
        return Vec::new();
    };
    let curve = document.outline.iter().flat_map(|outline| &outline.curve);
    let mut pieces = vec![Vec::new()];
    for point in curve {
        let seen = wish.view.facing(&document.head, point.direction) > 0.0;
        match wish.view.photo_from_head(point.point_mm).filter(|_| seen) {
            Some(px) => {
                let x = (px.x - f64::from(wish.rect.x)) / f64::from(wish.rect.width);
                let y = (px.y - f64::from(wish.rect.y)) / f64::from(wish.rect.height);
                if let Some(piece) = pieces.last_mut() {
                    piece.push(egui::pos2(x as f32, y as f32));
                }
            }
            None => pieces.push(Vec::new()),
        }
    }
    pieces.retain(|piece| piece.len() > 1);
    pieces
}

/// The numbers of the dots, which a style leaves as they are.
fn dots_of(design: &Design) -> [(Knob, f64); 3] {
    [Knob::Density, Knob::DotDiameter, Knob::Shade].map(|knob| (knob, design.get(knob)))
}
