//! What is measured of the front of a hairline on its head.

use crate::design::{ControlPoint, Document, HairlineOutline, Knob};
use crate::head::Head;
use crate::plan::sites::hairline_edge::visible_ramp_mm;
use glam::{DVec2, DVec3};

/// Places across the front at which left and right are compared.
const PLACES: usize = 12;
/// Points so far beyond the midline still belong to a side, so that its middle lies between two, mm (assumption).
const OVER_MIDLINE_MM: f64 = 2.0;
/// The outermost place over the front's reach: just before its end, where both sides have points (assumption).
const OUTERMOST: f64 = 0.98;
/// Steps in which the way down to the brows is found; each closes in on the level.
const WALKS: usize = 4;

/// The front of a hairline, from corner to corner, where a viewer sees it: at half its density. Lengths in mm along the skin unless
/// said otherwise.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct LineMeasures {
    /// Height of the middle over the glabella.
    pub height_mm: f64,
    /// The same over the straight distance from glabella to chin.
    pub share: f64,
    /// The straight distance from glabella to chin.
    pub face_mm: f64,
    /// Height of the middle over the highest brow crease, where it is known.
    pub over_crease_mm: Option<f64>,
    /// How far the front departs from the best straight line, seen from the front: root of the mean square.
    pub bow_mm: f64,
    /// Raggedness of the edge: standard deviation of its irregularity.
    pub ragged_mm: f64,
    /// Largest difference between left and right, seen from the front.
    pub uneven_mm: f64,
    /// Depth of the edge as a viewer sees it, from 10 to 90 % of the density.
    pub ramp_mm: f64,
    /// How much higher than the middle the corners lie, on the verticals through them; the client's left first.
    pub rises_mm: [f64; 2],
    /// Points that were placed or put in by hand.
    pub by_hand: usize,
}

impl LineMeasures {
    /// Measures a document's hairline; none without one.
    pub fn of(document: &Document) -> Option<Self> {
        let outline = document.outline.as_ref()?;
        let (head, design) = (&document.head, &document.design);
        let marks = head.landmarks();
        let face_mm = head
            .point_mm(marks.glabella)
            .distance(head.point_mm(marks.menton));
        let height_mm = outline.middle_height_mm(head);
        let crease_mm = design.get(Knob::CreaseHeight);
        let corners = [corner(outline, "corner-left")?, corner(outline, "corner-right")?];
        let front = front(outline, corners);
        let rise = |index: usize| height_over_brows_mm(head, outline.control[index].direction) - height_mm;
        let waves_mm = 0.5 * design.get(Knob::Macro);
        Some(LineMeasures {
            height_mm,
            share: height_mm / face_mm,
            face_mm,
            over_crease_mm: (crease_mm > 0.0).then_some(height_mm - crease_mm),
            bow_mm: bow_mm(&front),
            ragged_mm: libm::hypot(design.get(Knob::Micro), waves_mm),
            uneven_mm: uneven_mm(&front),
            ramp_mm: visible_ramp_mm(design),
            rises_mm: corners.map(rise),
            by_hand: design.points.len() + design.extra.len(),
        })
    }

    /// The mean rise of both corners.
    pub fn rise_mm(&self) -> f64 {
        0.5 * (self.rises_mm[0] + self.rises_mm[1])
    }
}

/// Index of a named control point.
fn corner(outline: &HairlineOutline, name: &str) -> Option<usize> {
    let is_named = |point: &ControlPoint| point.extra.is_none() && point.name.name() == name;
    outline.control.iter().position(is_named)
}

/// The curve between the corners as it is seen from the front: x and y in the head frame, mm.
fn front(outline: &HairlineOutline, [left, right]: [usize; 2]) -> Vec<DVec2> {
    let of_front = |span: usize| span < left || span >= right;
    let points = outline.curve.iter().filter(|point| of_front(point.span));
    points.map(|point| point.point_mm.truncate()).collect()
}

/// Root mean square of what is left of points after the best straight line, mm.
fn bow_mm(points: &[DVec2]) -> f64 {
    let count = points.len().max(1) as f64;
    let mean = points.iter().sum::<DVec2>() / count;
    let sum = |of: &dyn Fn(DVec2) -> f64| points.iter().map(|point| of(*point - mean)).sum::<f64>();
    let slope = sum(&|d| d.x * d.y) / sum(&|d| d.x * d.x).max(1e-9);
    let squares = sum(&|d| (d.y - slope * d.x).powi(2));
    (squares / count).sqrt()
}

/// Height at a distance from the midline on one side (`sign` 1 is the client's left), from the nearest two points.
fn height_at(points: &[DVec2], sign: f64, out_mm: f64) -> Option<f64> {
    let of_side = |point: &DVec2| point.x * sign >= -OVER_MIDLINE_MM;
    let mut side: Vec<DVec2> = points.iter().copied().filter(of_side).collect();
    side.sort_by(|a, b| (a.x * sign).total_cmp(&(b.x * sign)));
    let pair = side.windows(2).find(|pair| pair[1].x * sign >= out_mm)?;
    let along = (out_mm - pair[0].x * sign) / ((pair[1].x - pair[0].x) * sign).max(1e-6);
    Some(pair[0].y + along.clamp(0.0, 1.0) * (pair[1].y - pair[0].y))
}

/// Largest difference in height between mirrored places of the front.
fn uneven_mm(points: &[DVec2]) -> f64 {
    let reach = |sign: f64| points.iter().map(|p| p.x * sign).fold(0.0, f64::max);
    let most_mm = reach(1.0).min(reach(-1.0));
    let difference = |place: usize| {
        let out_mm = most_mm * (place as f64 + 1.0) / PLACES as f64 * OUTERMOST;
        let [left, right] = [1.0, -1.0].map(|sign| height_at(points, sign, out_mm));
        Some((left? - right?).abs())
    };
    (0..PLACES).filter_map(difference).fold(0.0, f64::max)
}

/// Height of a place over the level of the glabella, along the skin in its own upright plane.
fn height_over_brows_mm(head: &Head, direction: DVec3) -> f64 {
    let level_mm = head.point_mm(head.landmarks().glabella).y;
    let mut height_mm = head.point_mm(direction).y - level_mm;
    for _ in 0..WALKS {
        let foot = head.walk(direction, DVec3::X, DVec3::NEG_Y, height_mm);
        height_mm += head.point_mm(foot).y - level_mm;
    }
    height_mm
}
