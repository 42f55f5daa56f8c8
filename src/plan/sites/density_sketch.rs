//! The density that a design asks for at a few hundred places: for small drawn heads and for areas. It is decided by the twin
//! of the density pass, without the unevenness of the hand, brush work and the client's own hair.

use super::density_twin::{SiteEdits, wanted};
use super::fill_masks::ShapeBorder;
use super::hairline_edge::{EdgeField, EdgeFinish, EdgeWord};
use super::scalp::ZoneWeights;
use super::strokes::UNTOUCHED;
use crate::design::Document;
use crate::head::Head;
use crate::passes::shared::{DensityParams, SiteInput};
use crate::plan::dots::fills::fill_rows;
use crate::plan::{DENSITY_CAP, DENSITY_UNITS, density_units};
use glam::DVec3;

/// Directions spread evenly over the sphere, on a spiral whose turns are golden angles; the same on the client's left and right.
///
/// Gives twice `pairs` directions; each stands for the same solid angle.
pub fn even_directions(pairs: usize) -> impl Iterator<Item = DVec3> {
    let golden = std::f64::consts::PI * (3.0 - 5.0_f64.sqrt());
    (0..pairs).flat_map(move |index| {
        // The spiral over half a sphere, mirrored: x is even from 0 to 1.
        let side = (index as f64 + 0.5) / pairs as f64;
        let flat = (1.0 - side * side).sqrt();
        let (sin, cos) = libm::sincos(golden * index as f64);
        [1.0, -1.0].map(|sign| DVec3::new(sign * side, flat * sin, flat * cos))
    })
}

/// Wanted density at template directions, dots per cm².
pub fn wanted_per_cm2(document: &Document, directions: impl Iterator<Item = DVec3>) -> Vec<f64> {
    let (head, design) = (&document.head, &document.design);
    let rows = fill_rows(design);
    let params = DensityParams {
        fill_count: rows.len() as u32,
        cap: density_units(DENSITY_CAP),
        brush_row: u32::MAX,
        ..DensityParams::default()
    };
    let masks = design.acting_fills().map(|(_, fill)| &fill.shapes);
    let masks = masks.filter(|shapes| !shapes.is_empty());
    let border = |shape| ShapeBorder::new(shape, head);
    let masks: Vec<Vec<ShapeBorder>> = masks.map(|shapes| shapes.iter().map(border).collect()).collect();
    let finish = EdgeFinish::of(design);
    let line = document.outline.as_ref();
    let line = line.map(|outline| EdgeField::new(outline, finish.reach_mm(outline)));
    let (zones, ears) = (ZoneWeights::of(head), head.ears());
    let density = |direction: DVec3| {
        let point_mm = head.point_mm(direction);
        let [zones_0, zones_1, zones_2] = zones.weights(direction);
        let keep = u32::from(!ears.iter().any(|ear| ear.covers(point_mm)));
        let site = SiteInput {
            onset: 0,
            factor: ONE | (keep * ONE) << 16,
            zones_0,
            zones_1,
            zones_2,
        };
        let edge = line.as_ref().map_or(EdgeWord::INSIDE, |line| {
            let anchor_mm = Head::default().point_mm(direction);
            finish.weights(anchor_mm, &line.at(direction, point_mm))
        });
        let edited = SiteEdits {
            edge,
            brush: UNTOUCHED,
        };
        let mask = |number: u32| {
            let shapes = (number as usize).checked_sub(1).and_then(|at| masks.get(at));
            let weights = shapes
                .into_iter()
                .flatten()
                .map(|border| border.at(direction, point_mm));
            shapes.map_or(ONE, |_| u32::from(weights.max().unwrap_or(0)))
        };
        let word = wanted(&params, &rows, 0, &site, edited, mask);
        f64::from(word & 0xff_ffff) / DENSITY_UNITS
    };
    directions.map(density).collect()
}

/// A weight of 1 in the integer passes.
const ONE: u32 = 4096;
