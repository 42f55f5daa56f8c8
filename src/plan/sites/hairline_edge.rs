//! The edge of the hairline at a site: how far inside, and the weight that the transition zone gives there.

use super::hash_streams;
use super::noise::{NOISE_SD, noise};
use super::scalp::ScalpSites;
use super::site_cells::{SiteCell, from_piece};
use crate::design::{Design, HairlineOutline, Knob};
use crate::plan::{smooth, weight_units};
use glam::{DVec2, DVec3};
use std::ops::Range;

/// Wavelengths of the micro- and macro-irregularity, mm (the middle of 2–6 and 20–40, `Knob::Micro`, `Knob::Macro`).
const MICRO_WAVELENGTH_MM: f64 = 4.5;
const MACRO_WAVELENGTH_MM: f64 = 30.0;
/// Sentinel dots reach this far outside the line, mm (assumption, docs/domain.md 3.5).
pub const SENTINEL_REACH_MM: f64 = 3.0;
/// Standard deviations of the edge's noise that count as its reach; value noise ends there.
const NOISE_REACH: f64 = 2.5;
/// Rows of the chart that sort the outline's pieces for the inside test.
const ROWS: usize = 256;

/// Where a site lies to the outline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ToOutline {
    /// Distance from the line, mm, positive inside; not beyond the field's reach.
    pub inside_mm: f64,
    /// Transition width of the nearest place of the line, mm.
    pub width_mm: f64,
    /// Roughness of the nearest place.
    pub rough: f64,
}

/// An outline made ready for many questions.
pub struct EdgeField<'a> {
    outline: &'a HairlineOutline,
    /// Chart points of the curve, closed.
    chart: Vec<DVec2>,
    /// Pieces of the curve that cross each row of the chart.
    rows: Vec<Vec<u32>>,
    low: f64,
    row_height: f64,
    /// See [`spans`].
    spans: Vec<LineSpan>,
    /// Distances are told up to here, mm.
    reach_mm: f64,
}

/// Axis of the chart: from the template's centre up and back, so that the face and neck lie at its rim.
const CHART_AXIS: DVec3 = DVec3::new(0.0, 0.8, -0.6);

/// Stereographic chart of directions: one to one except for the point opposite the axis, under the chin.
fn chart(direction: DVec3) -> DVec2 {
    let across = DVec3::X;
    let along = DVec3::new(0.0, 0.6, 0.8);
    let scale = 1.0 / (1.0 + direction.dot(CHART_AXIS)).max(1e-6);
    DVec2::new(direction.dot(across), direction.dot(along)) * scale
}

impl<'a> EdgeField<'a> {
    /// Sorts an outline; distances are of interest up to `reach_mm`.
    pub fn new(outline: &'a HairlineOutline, reach_mm: f64) -> Self {
        let points: Vec<DVec2> = outline.curve.iter().map(|point| chart(point.direction)).collect();
        let low = points.iter().fold(f64::INFINITY, |low, point| low.min(point.y));
        let high = points
            .iter()
            .fold(f64::NEG_INFINITY, |high, point| high.max(point.y));
        let row_height = ((high - low) / ROWS as f64).max(1e-9);
        let row_of = |y: f64| (((y - low) / row_height) as usize).min(ROWS - 1);
        let mut rows = vec![Vec::new(); ROWS];
        for piece in 0..points.len() {
            let (a, b) = (points[piece].y, points[(piece + 1) % points.len()].y);
            for row in &mut rows[row_of(a.min(b))..=row_of(a.max(b))] {
                row.push(piece as u32);
            }
        }
        EdgeField {
            outline,
            chart: points,
            rows,
            low,
            row_height,
            spans: spans(outline),
            reach_mm,
        }
    }

    /// Whether a direction lies inside, by the even-odd rule.
    pub(in crate::plan) fn contains(&self, direction: DVec3) -> bool {
        let at = chart(direction);
        let row = (at.y - self.low) / self.row_height;
        if !(0.0..ROWS as f64).contains(&row) {
            return false;
        }
        let crosses = |piece: &&u32| {
            let a = self.chart[**piece as usize];
            let b = self.chart[(**piece as usize + 1) % self.chart.len()];
            (a.y > at.y) != (b.y > at.y) && at.x < a.x + (at.y - a.y) / (b.y - a.y) * (b.x - a.x)
        };
        self.rows[row as usize].iter().filter(crosses).count() % 2 == 1
    }

    /// Where a site lies. The distance is the straight one, 1 % short of the way over the skin at 40 mm.
    pub fn at(&self, direction: DVec3, point_mm: DVec3) -> ToOutline {
        let near = |span: &&LineSpan| point_mm.distance(span.centre_mm) <= self.reach_mm + span.radius_mm;
        let pieces = self
            .spans
            .iter()
            .filter(near)
            .flat_map(|span| span.pieces.clone());
        self.among(pieces, point_mm, self.contains(direction))
    }

    /// Where a site lies when only some pieces can be the nearest; they are asked in order.
    pub(super) fn among(
        &self,
        pieces: impl Iterator<Item = usize>,
        point_mm: DVec3,
        inside: bool,
    ) -> ToOutline {
        let mut best = (self.reach_mm * self.reach_mm, 0, 0.0);
        for piece in pieces {
            let (distance, along) = self.distance_to_piece(piece, point_mm);
            if distance < best.0 {
                best = (distance, piece, along);
            }
        }
        let mut near = self.outline.curve[best.1];
        let next = self.outline.curve[(best.1 + 1) % self.outline.curve.len()];
        let end = if next.span == near.span { next.along } else { 1.0 };
        near.along += (end - near.along) * best.2;
        let (width_mm, rough) = self.outline.finish_at(&near);
        let distance_mm = best.0.sqrt();
        let inside_mm = if inside { distance_mm } else { -distance_mm };
        ToOutline {
            inside_mm,
            width_mm,
            rough,
        }
    }

    /// The pieces that can be the nearest of any site of a cell, in order, and the distance of the line from the cell's
    /// centre (mm); no pieces where the whole cell is out of reach.
    pub(super) fn pieces_for(&self, cell: &SiteCell) -> (Vec<usize>, f64) {
        let limit_mm = self.reach_mm + cell.radius_mm;
        let near = |span: &&LineSpan| cell.centre_mm.distance(span.centre_mm) <= limit_mm + span.radius_mm;
        let pieces = self
            .spans
            .iter()
            .filter(near)
            .flat_map(|span| span.pieces.clone());
        let mut distances: Vec<(usize, f64)> = pieces
            .map(|piece| (piece, self.distance_to_piece(piece, cell.centre_mm).0.sqrt()))
            .collect();
        let nearest_mm = distances
            .iter()
            .fold(f64::INFINITY, |least, &(_, mm)| least.min(mm));
        let farthest_mm = limit_mm.min(nearest_mm + 2.0 * cell.radius_mm) + 1e-6;
        distances.retain(|&(_, mm)| mm <= farthest_mm);
        (
            distances.into_iter().map(|(piece, _)| piece).collect(),
            nearest_mm,
        )
    }

    /// As [`from_piece`], of a piece by its number.
    fn distance_to_piece(&self, piece: usize, point_mm: DVec3) -> (f64, f64) {
        let a = self.outline.curve[piece].point_mm;
        let b = self.outline.curve[(piece + 1) % self.outline.curve.len()].point_mm;
        from_piece(a, b, point_mm)
    }
}

/// A span of the line between two control points, with a ball round it.
pub(super) struct LineSpan {
    pub(super) centre_mm: DVec3,
    pub(super) radius_mm: f64,
    /// Its pieces of the outline's curve.
    pub(super) pieces: Range<usize>,
}

/// The spans of an outline in order.
pub(super) fn spans(outline: &HairlineOutline) -> Vec<LineSpan> {
    let curve = &outline.curve;
    let mut spans = Vec::new();
    let mut first = 0;
    while first < curve.len() {
        let span = curve[first].span;
        let last = first
            + curve[first..]
                .iter()
                .take_while(|point| point.span == span)
                .count();
        let centre_mm = curve[(first + last) / 2 % curve.len()].point_mm;
        let radius_mm = (first..=last)
            .map(|piece| curve[piece % curve.len()].point_mm.distance(centre_mm))
            .fold(0.0, f64::max);
        spans.push(LineSpan {
            centre_mm,
            radius_mm,
            pieces: first..last,
        });
        first = last;
    }
    spans
}

/// A site's word at the line: weight of the transition zone (bits 0–12, 0 outside), weight of the sentinels (16–28, 0
/// inside), and how far inside it lies, in half millimetres up to 63 (low three bits in 13–15, the others in 29–31).
pub struct EdgeWord;

impl EdgeWord {
    /// Far inside: whole weight, beyond every setback.
    pub const INSIDE: u32 = EdgeWord::pack(4096, 0, 63);

    const fn pack(inner: u32, outer: u32, inside: u32) -> u32 {
        inner | (inside & 7) << 13 | outer << 16 | (inside >> 3) << 29
    }

    /// Weight of the transition zone.
    pub fn inner(word: u32) -> u32 {
        word & 0x1fff
    }

    /// Weight of the sentinels.
    pub fn outer(word: u32) -> u32 {
        word >> 16 & 0x1fff
    }

    /// How far inside, half millimetres.
    pub fn inside(word: u32) -> u32 {
        word >> 13 & 7 | word >> 29 << 3
    }
}

/// A distance behind the line as the place pass compares it, half millimetres.
pub fn setback_units(mm: f64) -> u32 {
    (2.0 * mm).clamp(0.0, 63.0) as u32
}

/// How far into the transition zone half the density is reached, as a share of its width; 0 where it begins with more.
fn half_along(edge_density: f64) -> f64 {
    let rise = (0.5 - edge_density) / (1.0 - edge_density).max(1e-6);
    if rise <= 0.0 {
        return 0.0;
    }
    // 3t² − 2t³ = rise
    0.5 - libm::sin(libm::asin(1.0 - 2.0 * rise) / 3.0)
}

/// The finish of a design: what turns a place at the line into weights.
#[derive(Clone, Debug, PartialEq)]
pub struct EdgeFinish {
    seed: u32,
    micro_mm: f64,
    macro_mm: f64,
    edge_density: f64,
    /// Share of the transition zone that lies outside the line.
    outside: f64,
    /// Largest setback of a session in a fill.
    setback_mm: f64,
}

impl EdgeFinish {
    /// The finish that a design asks for.
    pub fn of(design: &Design) -> Self {
        EdgeFinish {
            seed: design.seed,
            micro_mm: design.get(Knob::Micro),
            macro_mm: design.get(Knob::Macro),
            edge_density: design.get(Knob::EdgeDensity),
            outside: design.get(Knob::EdgeCentre) * half_along(design.get(Knob::EdgeDensity)),
            setback_mm: design
                .fills
                .iter()
                .flat_map(|fill| (0..design.sessions.len()).map(move |session| (fill, session)))
                .map(|(fill, session)| design.of_fill_session(fill, session, Knob::Setback))
                .fold(0.0, f64::max),
        }
    }

    /// Farther from the line than this, inside or outside, nothing of the edge is left, mm.
    pub fn reach_mm(&self, outline: &HairlineOutline) -> f64 {
        let zone_mm = |width_mm: f64| {
            let outer_mm = self.outside * width_mm;
            (width_mm - outer_mm).max(outer_mm + SENTINEL_REACH_MM)
        };
        let widest_mm = outline
            .control
            .iter()
            .map(|point| zone_mm(point.width_mm))
            .fold(SENTINEL_REACH_MM, f64::max);
        widest_mm.max(self.setback_mm) + NOISE_REACH * (self.micro_mm + 0.5 * self.macro_mm)
    }

    /// The word of a site at the line, see [`EdgeWord`].
    pub fn weights(&self, anchor_mm: DVec3, place: &ToOutline) -> u32 {
        let noise_mm = NOISE_REACH * (self.micro_mm + 0.5 * self.macro_mm) * place.rough;
        let outer_mm = self.outside * place.width_mm;
        if place.inside_mm <= -outer_mm - SENTINEL_REACH_MM - noise_mm {
            return 0;
        }
        if place.inside_mm >= (place.width_mm - outer_mm).max(self.setback_mm) + noise_mm {
            return EdgeWord::INSIDE;
        }
        let wave = |stream, wavelength_mm| noise(self.seed, stream, anchor_mm, wavelength_mm) / NOISE_SD;
        let rough_mm = self.micro_mm * wave(hash_streams::MICRO, MICRO_WAVELENGTH_MM)
            + 0.5 * self.macro_mm * wave(hash_streams::MACRO, MACRO_WAVELENGTH_MM);
        let inside_mm = place.inside_mm + place.rough * rough_mm;
        let zone_mm = inside_mm + outer_mm;
        if zone_mm >= 0.0 {
            let rise = smooth(zone_mm / place.width_mm.max(0.1));
            let weight = weight_units(self.edge_density + (1.0 - self.edge_density) * rise);
            EdgeWord::pack(weight, 0, setback_units(inside_mm))
        } else {
            EdgeWord::pack(0, weight_units(1.0 + zone_mm / SENTINEL_REACH_MM), 0)
        }
    }
}

/// Edge weights of every site, each by itself; without an outline all of them lie inside.
pub fn edge_weights(outline: Option<&HairlineOutline>, finish: &EdgeFinish, scalp: &ScalpSites) -> Vec<u32> {
    let Some(outline) = outline else {
        return vec![EdgeWord::INSIDE; scalp.directions.len()];
    };
    let field = EdgeField::new(outline, finish.reach_mm(outline));
    let weights = |index: usize| {
        finish.weights(
            scalp.anchors_mm[index],
            &field.at(scalp.directions[index], scalp.points_mm[index]),
        )
    };
    (0..scalp.directions.len()).map(weights).collect()
}
