//! Small pictures on buttons: what is drawn on them, and when they are out of date.

use super::pictures::DrawnPictures;
use super::render_request::RenderRequest;
use crate::design::{Design, Document, Knob, stops, styles};
use crate::editor::{ButtonPicture, ConsultationStep, EditorState, KeptStyle};
use crate::engine::PixelRect;
use crate::head::outline::silhouette_px;
use crate::head::{Head, HeadView};
use crate::photo::Photo;
use crate::project::Project;
use std::sync::Arc;

/// Longest side of a small picture, px.
const THUMB_PX: f64 = 256.0;
/// Room round the head on a small picture, share of its breadth.
const ROOM: f64 = 0.06;

/// What the small pictures were made from.
#[derive(Clone, PartialEq)]
pub(super) struct ThumbnailSources {
    photo: *const Photo,
    view: *const HeadView,
    head: Head,
    design: Design,
    variants: Vec<Design>,
    photos: Vec<String>,
    own_styles: Vec<KeptStyle>,
    step: ConsultationStep,
}

/// Breadth over height of the part that shows the hairline: vertex to brow of a head seen from the front.
const SHAPE: f64 = 1.65;

/// The part of a photo that shows the upper head, from brow to vertex and a little round it.
pub(super) fn head_rect(head: &Head, view: &HeadView, size_px: [u32; 2]) -> PixelRect {
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
        return PixelRect {
            x: 0,
            y: 0,
            width: size_px[0],
            height: size_px[1],
        };
    }
    PixelRect {
        x: low.x as u32,
        y: low.y as u32,
        width: size.x as u32,
        height: size.y as u32,
    }
}

fn size_of(rect: PixelRect) -> [u32; 2] {
    let scale = THUMB_PX / f64::from(rect.width.max(rect.height));
    [rect.width, rect.height].map(|px| ((f64::from(px) * scale).round() as u32).max(1))
}

impl ThumbnailSources {
    fn of(state: &EditorState, project: &Project, photo: &Arc<Photo>, view: &Arc<HeadView>) -> Self {
        let designs = project.variants.iter().map(|variant| variant.design.clone());
        ThumbnailSources {
            photo: Arc::as_ptr(photo),
            view: Arc::as_ptr(view),
            head: project.head.clone(),
            design: project.design().clone(),
            variants: designs.collect(),
            photos: project.photos.iter().map(|shot| shot.hash.clone()).collect(),
            own_styles: state.own_styles.clone(),
            step: state.step,
        }
    }

    /// Whether both show the head in the same place.
    fn same_view(&self, other: &Self) -> bool {
        (self.photo, self.view) == (other.photo, other.view) && self.head == other.head
    }
}

/// What small pictures of the client are drawn from.
struct ThumbnailFrame<'a> {
    project: &'a Project,
    photo: &'a Arc<Photo>,
    view: &'a Arc<HeadView>,
    /// The part of the photo that shows the upper head.
    rect: PixelRect,
}

impl ThumbnailFrame<'_> {
    fn request(&self, photo: &Arc<Photo>, document: Option<Document>, rect: PixelRect) -> RenderRequest {
        RenderRequest {
            before: document.is_none(),
            slot: 0,
            photo: Arc::clone(photo),
            view: Arc::clone(self.view),
            document: document.map(Arc::new),
            rect,
            size: size_of(rect),
        }
    }

    fn of_design(&self, design: Design) -> RenderRequest {
        let document = Document::new(self.project.head.clone(), design);
        self.request(self.photo, Some(document), self.rect)
    }

    /// Every style with the dots of the present design.
    fn styles(&self) -> Vec<(ButtonPicture, RenderRequest)> {
        let design = self.project.design();
        let styled = |style: &'static styles::HairlineStyle| {
            let mut styled = design.clone();
            style.apply(&mut styled);
            styled.knobs.extend(dots_of(design));
            (ButtonPicture::Style(style.name), self.of_design(styled))
        };
        styles::all().iter().map(styled).collect()
    }

    /// The practitioner's own styles, each with its own dots.
    fn own_styles(&self, styles: &[KeptStyle]) -> Vec<(ButtonPicture, RenderRequest)> {
        let design = self.project.design();
        let styled = |(place, style): (usize, &KeptStyle)| {
            Some((
                ButtonPicture::OwnStyle(place),
                self.of_design(style.over(design)?),
            ))
        };
        styles.iter().enumerate().filter_map(styled).collect()
    }

    /// The present design at each stop of a knob that a button offers.
    fn stops(&self, knob: Knob, stops: stops::KnobStops) -> Vec<(ButtonPicture, RenderRequest)> {
        let at_stop = |(index, (_, stop)): (usize, (&str, f64))| {
            let mut design = self.project.design().clone();
            design.set(knob, stop).ok()?;
            Some((ButtonPicture::Stop(knob, index), self.of_design(design)))
        };
        stops.into_iter().enumerate().filter_map(at_stop).collect()
    }
}

impl EditorState {
    /// Small pictures that are due: none where those that were asked for last still hold.
    pub(super) fn thumbnail_requests(
        &mut self,
        project: &Arc<Project>,
        photo: &Arc<Photo>,
        view: &Arc<HeadView>,
        pictures: &mut DrawnPictures,
    ) -> Vec<(ButtonPicture, RenderRequest)> {
        let now = ThumbnailSources::of(self, project, photo, view);
        if pictures.thumbnails_of.as_ref() == Some(&now) {
            return Vec::new();
        }
        let last = pictures.thumbnails_of.replace(now.clone());
        let same_view = last.as_ref().is_some_and(|last| last.same_view(&now));
        let frame = ThumbnailFrame {
            project,
            photo,
            view,
            rect: head_rect(&project.head, view, [photo.width_px, photo.height_px]),
        };
        let mut requests = self.photo_thumbnails(
            &frame,
            last.as_ref().is_some_and(|last| last.photos == now.photos),
        );
        for (index, variant) in project.variants.iter().enumerate() {
            let before = last.as_ref().and_then(|last| last.variants.get(index));
            if !same_view || before != Some(&variant.design) {
                requests.push((
                    ButtonPicture::Variant(index),
                    frame.of_design(variant.design.clone()),
                ));
            }
        }
        let design = project.design();
        let dots = Some(dots_of(design));
        if self.step == ConsultationStep::Hairline && !(same_view && pictures.styled == dots) {
            pictures.styled = dots;
            for (thumbnail, request) in frame.styles() {
                self.lines.insert(thumbnail, seen_line(&request));
                requests.push((thumbnail, request));
            }
        }
        let own_known = last
            .as_ref()
            .is_some_and(|last| last.own_styles == now.own_styles && last.step == ConsultationStep::Hairline);
        if self.step == ConsultationStep::Hairline && !(same_view && own_known) {
            for (thumbnail, request) in frame.own_styles(&self.own_styles) {
                self.lines.insert(thumbnail, seen_line(&request));
                requests.push((thumbnail, request));
            }
        }
        let same_line = |last: &ThumbnailSources| {
            last.step == self.step && last.design.points == design.points && last.design.style == design.style
        };
        let stopped: &[_] = match self.step {
            ConsultationStep::Hairline => &[(Knob::EdgeWidth, stops::EDGE_WIDTH_MM)],
            ConsultationStep::Fill => &[
                (Knob::Density, stops::DENSITY_PER_CM2),
                (Knob::Shade, stops::SHADE_OD),
            ],
            ConsultationStep::Photo
            | ConsultationStep::Fit
            | ConsultationStep::Purpose
            | ConsultationStep::Treatment
            | ConsultationStep::Compare
            | ConsultationStep::Agree => &[],
        };
        if !(same_view && last.as_ref().is_some_and(same_line)) {
            let pictures = stopped
                .iter()
                .flat_map(|(knob, stops)| frame.stops(*knob, *stops));
            requests.extend(pictures);
        }
        requests
    }

    /// Pictures of the project's photos, as far as they are decoded; `known` where those of the last time are the same ones.
    fn photo_thumbnails(
        &self,
        frame: &ThumbnailFrame<'_>,
        known: bool,
    ) -> Vec<(ButtonPicture, RenderRequest)> {
        let Some(open) = &self.open else {
            return Vec::new();
        };
        let photos = open
            .photos
            .iter()
            .map(|(index, photo)| (ButtonPicture::Photo(*index), photo));
        let due = photos.filter(|(thumbnail, _)| !known || !self.thumbs.contains_key(thumbnail));
        due.map(|(thumbnail, photo)| (thumbnail, frame.request(photo, None, PixelRect::whole(photo))))
            .collect()
    }
}

/// The pieces of a request's hairline that its view sees, 0–1 of the picture.
fn seen_line(request: &RenderRequest) -> Vec<Vec<egui::Pos2>> {
    let Some(document) = &request.document else {
        return Vec::new();
    };
    let curve = document.outline.iter().flat_map(|outline| &outline.curve);
    let mut pieces = vec![Vec::new()];
    for point in curve {
        let seen = request.view.facing(&document.head, point.direction) > 0.0;
        match request.view.photo_from_head(point.point_mm).filter(|_| seen) {
            Some(px) => {
                let x = (px.x - f64::from(request.rect.x)) / f64::from(request.rect.width);
                let y = (px.y - f64::from(request.rect.y)) / f64::from(request.rect.height);
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
