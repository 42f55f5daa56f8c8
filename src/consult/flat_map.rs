//! A zone of the scalp laid flat with its dots, at true size: a stencil.
//!
//! Equal in area round the zone's middle (Lambert's map on the head's own radius), so that its density on paper is that on the skin.
//! What that does to distances is measured, not assumed.

use super::card::ClientSide;
use crate::design::{Document, FillRegion};
use crate::engine::{DrawnDot, ZoneSkin};
use crate::head::Head;
use glam::{DVec2, DVec3};
use std::collections::BTreeMap;

/// Chords along which a distance from the middle is measured; over a third of a head they fall short by 0.1 %.
const CHORDS: u32 = 8;
/// Dots between which the error of the map is measured (assumption: two of a dozen are far apart).
const PROBES: usize = 12;
/// Probes closer than this tell nothing, mm (assumption).
const LEAST_APART_MM: f64 = 20.0;
/// How far beyond its dots a zone's pieces of the line reach, mm (assumption).
const MARGIN_MM: f64 = 8.0;

/// A dot on the sheet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FlatDot {
    /// Place, mm; the origin is the zone's middle, y down.
    pub sheet_mm: DVec2,
    /// Session that makes it, from 1.
    pub session: u32,
    /// Healed diameter, mm.
    pub diameter_mm: f64,
}

/// A zone, flattened.
#[derive(Clone, Debug, PartialEq)]
pub struct FlatZone {
    /// The zone.
    pub zone: FillRegion,
    /// Its side, where there is one on each.
    pub side: Option<ClientSide>,
    /// Its dots, every one.
    pub dots: Vec<FlatDot>,
    /// Pieces of the hairline that pass through it, mm on the sheet.
    pub hairline: Vec<Vec<DVec2>>,
    /// Distance of its middle along the skin from the glabella, and from the upper roots of the left and the right ear, mm.
    pub middle_mm: [f64; 3],
    /// Largest difference between flat and skin distance of two probes, mm, and their distance on the skin.
    pub flat_error_mm: [f64; 2],
}

impl FlatZone {
    /// Smallest box round its dots, mm: least and most.
    pub fn bounds_mm(&self) -> [DVec2; 2] {
        let places = self.dots.iter().map(|dot| dot.sheet_mm);
        places.fold([DVec2::MAX, DVec2::MIN], |[low, high], place| {
            [low.min(place), high.max(place)]
        })
    }
}

/// The map round one place of a head.
pub(super) struct LocalMap<'a> {
    head: &'a Head,
    middle: DVec3,
    right: DVec3,
    up: DVec3,
    radius_mm: f64,
}

impl<'a> LocalMap<'a> {
    /// A map round a direction. Up on the sheet is up the head at its sides, front and back, and backwards on its top.
    pub fn new(head: &'a Head, middle: DVec3) -> Self {
        let normal = head.normal(middle);
        let wanted = if normal.y > 0.5 { -DVec3::Z } else { DVec3::Y };
        let up = (wanted - normal * wanted.dot(normal)).normalize_or_zero();
        LocalMap {
            head,
            middle,
            right: up.cross(normal),
            up,
            radius_mm: head.radius_mm(middle),
        }
    }

    /// Place on the sheet, mm; none on the far side of the head.
    pub fn sheet_mm(&self, direction: DVec3) -> Option<DVec2> {
        if self.middle.dot(direction) < -0.5 {
            return None;
        }
        let toward = direction - self.middle * self.middle.dot(direction);
        let Some(toward) = toward.try_normalize() else {
            return Some(DVec2::ZERO);
        };
        let start = self.head.point_mm(self.middle);
        let first = self.head.point_mm((self.middle + 1e-3 * toward).normalize()) - start;
        let way = DVec2::new(first.dot(self.right), -first.dot(self.up)).normalize_or_zero();
        let (mut length_mm, mut last) = (0.0, start);
        for chord in 1..=CHORDS {
            let share = f64::from(chord) / f64::from(CHORDS);
            let next = self
                .head
                .point_mm((self.middle + (direction - self.middle) * share).normalize());
            length_mm += next.distance(last);
            last = next;
        }
        // Lambert's map: what is far from the middle comes as much nearer as it is drawn wider.
        let diameter_mm = 2.0 * self.radius_mm;
        Some(way * (diameter_mm * libm::sin(length_mm / diameter_mm)))
    }
}

/// All zones of a plan that have dots, from the front to the back, each flattened; sides one by one.
pub fn flat_zones(document: &Document, skin: &ZoneSkin, dots: &[DrawnDot]) -> Vec<FlatZone> {
    let mut zones: BTreeMap<(FillRegion, Option<ClientSide>), Vec<&DrawnDot>> = BTreeMap::new();
    for dot in dots {
        let zone = skin.zone_of(dot, &document.design);
        let left = dot.head_mm.x >= 0.0;
        let side =
            (zone == FillRegion::Sides).then_some(if left { ClientSide::Left } else { ClientSide::Right });
        zones.entry((zone, side)).or_default().push(dot);
    }
    zones
        .into_iter()
        .map(|((zone, side), dots)| flat_zone(document, zone, side, &dots))
        .collect()
}

fn flat_zone(
    document: &Document,
    zone: FillRegion,
    side: Option<ClientSide>,
    dots: &[&DrawnDot],
) -> FlatZone {
    let head = &document.head;
    let direction = |dot: &DrawnDot| head.direction_of(dot.head_mm);
    let sum: DVec3 = dots.iter().map(|dot| direction(dot)).sum();
    let middle = sum.try_normalize().unwrap_or(DVec3::Y);
    let map = LocalMap::new(head, middle);
    let flat = |dot: &&DrawnDot| {
        Some(FlatDot {
            sheet_mm: map.sheet_mm(direction(dot))?,
            session: dot.session,
            diameter_mm: dot.diameter_mm,
        })
    };
    let marks = head.landmarks();
    let from = |place: DVec3| head.skin_distance_mm(place, middle);
    let [left_ear, right_ear] = marks.otobasion_superius;
    let mut flat_zone = FlatZone {
        zone,
        side,
        dots: dots.iter().filter_map(flat).collect(),
        hairline: Vec::new(),
        middle_mm: [from(marks.glabella), from(left_ear), from(right_ear)],
        flat_error_mm: flat_error(head, &probes(head, &map, dots)),
    };
    let [low, high] = flat_zone.bounds_mm();
    let margin = DVec2::splat(MARGIN_MM);
    flat_zone.hairline = line_inside(document, &map, [low - margin, high + margin]);
    flat_zone
}

/// The pieces of the hairline inside a box of the sheet.
fn line_inside(document: &Document, map: &LocalMap<'_>, [low, high]: [DVec2; 2]) -> Vec<Vec<DVec2>> {
    // The curve is closed: its first point stands behind the last one again.
    let curve = document
        .outline
        .iter()
        .flat_map(|outline| outline.curve.iter().chain(outline.curve.first()));
    unbroken_lines(curve.map(|point| {
        let place = map.sheet_mm(point.direction)?;
        (place.cmpge(low).all() && place.cmple(high).all()).then_some(place)
    }))
}

/// The lines through places that follow each other, broken where one is missing.
pub fn unbroken_lines(places: impl IntoIterator<Item = Option<DVec2>>) -> Vec<Vec<DVec2>> {
    let places: Vec<Option<DVec2>> = places.into_iter().collect();
    places
        .split(Option::is_none)
        .filter(|line| line.len() > 1)
        .map(|line| line.iter().flatten().copied().collect())
        .collect()
}

/// Some dots: their directions and places on the sheet, mm.
fn probes(head: &Head, map: &LocalMap<'_>, dots: &[&DrawnDot]) -> Vec<(DVec3, DVec2)> {
    let step = dots.len().div_ceil(PROBES).max(1);
    let probe = |dot: &&DrawnDot| {
        let direction = head.direction_of(dot.head_mm);
        Some((direction, map.sheet_mm(direction)?))
    };
    dots.iter().step_by(step).filter_map(probe).collect()
}

/// The largest difference between flat and skin distance of two probes (direction, place on the sheet), mm, and their distance on
/// the skin.
pub(super) fn flat_error(head: &Head, probes: &[(DVec3, DVec2)]) -> [f64; 2] {
    let mut worst = [0.0, 0.0];
    for (index, a) in probes.iter().enumerate() {
        for b in &probes[index + 1..] {
            let skin_mm = head.skin_distance_mm(a.0, b.0);
            let error = (a.1.distance(b.1) - skin_mm).abs();
            if skin_mm > LEAST_APART_MM && error > worst[0] {
                worst = [error, skin_mm];
            }
        }
    }
    worst
}
