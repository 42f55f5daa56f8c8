//! A stencil of each zone: its dots at true size, coloured by session.

use super::fonts::PaperFonts;
use super::frame::{DocumentFacts, MARGIN_MM, PRINTER_MM, heading};
use super::pen::{ACCENT, QUIET, RULE, SESSION_COLOURS, SheetPen, TextStyle};
use super::sheet::{PaperSheet, PaperSize};
use super::strip_sheet::{CHECK_BAR_MM, capitalised, check_bars};
use crate::consult::{FlatZone, unbroken_lines};
use glam::DVec2;

/// What heading and foot take, mm.
const HEAD_MM: f64 = 36.0;
const FOOT_MM: f64 = 32.0;
/// Distance of the grid's lines, mm.
const GRID_MM: f64 = 20.0;

/// The sheets of a zone: one, or as many as it takes at true size.
pub(super) fn zone_sheets(
    fonts: &mut PaperFonts,
    paper: PaperSize,
    facts: &DocumentFacts,
    zone: &FlatZone,
) -> Vec<PaperSheet> {
    let upright = paper.upright_mm();
    let [low, high] = zone.bounds_mm();
    let extent = high - low;
    let needs = |page: DVec2| {
        let room = page - DVec2::new(2.0 * PRINTER_MM, HEAD_MM + FOOT_MM);
        (extent / room).ceil().max(DVec2::ONE)
    };
    let across = DVec2::new(upright.y, upright.x);
    let (page, tiles) = match (needs(upright), needs(across)) {
        (a, b) if b.x * b.y < a.x * a.y => (across, b),
        (a, _) => (upright, a),
    };
    let step = extent / tiles;
    let count = (tiles.x * tiles.y) as usize;
    let mut sheets = Vec::new();
    for row in 0..tiles.y as usize {
        for column in 0..tiles.x as usize {
            let corner = low + step * DVec2::new(column as f64, row as f64);
            let part = (count > 1).then_some((sheets.len() + 1, count));
            let mut pen = SheetPen::new(&mut *fonts, page);
            draw_zone(&mut pen, facts, zone, [corner, corner + step], part);
            sheets.push(pen.sheet);
        }
    }
    sheets
}

/// The zone's name with its side.
fn zone_name(zone: &FlatZone) -> String {
    let name = capitalised(zone.zone.name());
    match zone.side {
        Some(side) => format!("{name}, {}", side.name()),
        None => name,
    }
}

fn draw_zone(
    pen: &mut SheetPen<'_>,
    facts: &DocumentFacts,
    zone: &FlatZone,
    [low, high]: [DVec2; 2],
    part: Option<(usize, usize)>,
) {
    let [glabella, left_ear, right_ear] = zone.middle_mm;
    let part = part.map_or(String::new(), |(number, count)| {
        format!(" (part {number} of {count})")
    });
    let top = heading(
        pen,
        facts,
        &format!("{} at 1:1{part}", zone_name(zone)),
        &format!(
            "Lay the cross where it is {glabella:.0} mm from the glabella, {left_ear:.0} mm from the top of the left ear and {right_ear:.0} mm from the top of the right one, along the skin; the lower edge towards the {}.",
            if zone.zone == crate::design::FillRegion::Nape || zone.side.is_some() {
                "neck"
            } else {
                "face"
            }
        ),
    );
    let size = pen.sheet.size_mm;
    let room = DVec2::new(size.x - 2.0 * PRINTER_MM, size.y - FOOT_MM - top);
    let origin = DVec2::new(PRINTER_MM, top) + 0.5 * (room - (high - low)) - low;
    let inside = |place: &DVec2| place.cmpge(low - 1e-9).all() && place.cmple(high + 1e-9).all();
    draw_grid(pen, origin, [low, high]);
    for piece in &zone.hairline {
        let shown = piece.iter().map(|place| inside(place).then(|| origin + *place));
        for line in unbroken_lines(shown) {
            pen.line(line, ACCENT, 0.5);
        }
    }
    let sessions = zone.dots.iter().map(|dot| dot.session).max().unwrap_or(1);
    for session in 1..=sessions {
        let colour = SESSION_COLOURS[(session as usize - 1) % SESSION_COLOURS.len()];
        let own = zone.dots.iter().filter(|dot| dot.session == session);
        let places: Vec<DVec2> = own
            .clone()
            .map(|dot| dot.sheet_mm)
            .filter(|place| inside(place))
            .collect();
        let count = places.len();
        let mean = own.clone().map(|dot| dot.diameter_mm).sum::<f64>() / own.count().max(1) as f64;
        pen.dots(
            places.into_iter().map(|place| origin + place).collect(),
            mean,
            colour,
        );
        let at = DVec2::new(MARGIN_MM + 1.2 + 27.0 * f64::from(session - 1), size.y - 25.0);
        pen.dots(vec![at], 2.4, colour);
        pen.text(
            at.x + 2.2,
            at.y + 1.0,
            TextStyle::NOTE,
            &format!("session {session}: {count}"),
        );
    }
    check_bars(pen, DVec2::new(MARGIN_MM, size.y - 17.0));
    let [error_mm, apart_mm] = zone.flat_error_mm;
    let beside = MARGIN_MM + CHECK_BAR_MM + 8.0;
    pen.paragraph(
        beside,
        size.y - 20.0,
        size.x - MARGIN_MM - 8.0 - beside,
        TextStyle::NOTE,
        &format!(
            "Flattening: up to {error_mm:.0} mm out over {apart_mm:.0} mm. Density is that on the skin."
        ),
    );
    if inside(&DVec2::ZERO) {
        let arm = 4.0;
        pen.line(
            vec![origin - DVec2::new(arm, 0.0), origin + DVec2::new(arm, 0.0)],
            ACCENT,
            0.5,
        );
        pen.line(
            vec![origin - DVec2::new(0.0, arm), origin + DVec2::new(0.0, arm)],
            ACCENT,
            0.5,
        );
    }
}

/// Lines every 20 mm through the cross, so that parts can be laid together.
fn draw_grid(pen: &mut SheetPen<'_>, origin: DVec2, [low, high]: [DVec2; 2]) {
    let steps = |from: f64, to: f64| (from / GRID_MM).ceil() as i32..=(to / GRID_MM).floor() as i32;
    for step in steps(low.x, high.x) {
        let x = origin.x + f64::from(step) * GRID_MM;
        pen.line(
            vec![DVec2::new(x, origin.y + low.y), DVec2::new(x, origin.y + high.y)],
            RULE,
            0.12,
        );
    }
    for step in steps(low.y, high.y) {
        let y = origin.y + f64::from(step) * GRID_MM;
        pen.line(
            vec![DVec2::new(origin.x + low.x, y), DVec2::new(origin.x + high.x, y)],
            RULE,
            0.12,
        );
    }
    pen.text(
        origin.x + low.x,
        origin.y + low.y - 1.0,
        TextStyle::TINY.in_colour(QUIET),
        &format!("grid {GRID_MM:.0} mm"),
    );
}
