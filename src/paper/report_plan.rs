//! The plan of sessions in a report: a map and a picture of each session, and its table.

use super::flow::SheetFlow;
use super::fonts::PaperFonts;
use super::frame::{DocumentFacts, MARGIN_MM};
use super::pen::{PALE, RULE, SESSION_COLOURS, SheetBox, TextStyle};
use super::pictures::PlacedPicture;
use super::sheet::{PaperSheet, PaperSize};
use super::strip_sheet::capitalised;
use crate::consult::{PlanRow, PlannedSession, TreatmentPlan, ValueRange, grouped};
use crate::engine::DrawnDot;
use glam::DVec2;

/// Shares of the width at which the table's columns end.
const COLUMNS: [f64; 6] = [0.24, 0.44, 0.58, 0.70, 0.85, 1.0];
/// Height of a row, mm.
const ROW_MM: f64 = 5.2;

/// Height of the pictures, mm; dots of the map at most, and their diameter, mm.
const MAP_MM: f64 = 56.0;
const MAP_DOTS: usize = 2400;
const MAP_DOT_MM: f64 = 0.3;

/// The pictures of a plan.
pub(super) struct PlanPictures<'a> {
    /// The head after each session, in their order.
    pub sessions: &'a [PlacedPicture],
    /// The photo without dots.
    pub bare: &'a PlacedPicture,
    /// The dots of the plan.
    pub dots: &'a [DrawnDot],
}

/// The sheets of the plan.
pub(super) fn plan_sheets(
    fonts: &mut PaperFonts,
    paper: PaperSize,
    facts: &DocumentFacts,
    plan: &TreatmentPlan,
    pictures: &PlanPictures<'_>,
) -> Vec<PaperSheet> {
    let percent = 100.0 * plan.area_error_share;
    let mut flow = SheetFlow::new(
        fonts,
        paper,
        facts,
        "Plan of the sessions",
        &format!(
            "Areas from a photo are known to ± {percent:.0} %, and dots, time and price with them. Needle, depth and mixing are the practitioner's own entries."
        ),
    );
    totals(&mut flow, plan);
    maps(&mut flow, pictures);
    for session in &plan.sessions {
        session_part(&mut flow, plan, session);
    }
    flow.finish()
}

/// The whole plan in large numbers.
fn totals(flow: &mut SheetFlow<'_>, plan: &TreatmentPlan) {
    let sessions = plan.sessions.len();
    let mut numbers = vec![
        (
            if sessions == 1 { "session" } else { "sessions" },
            sessions.to_string(),
        ),
        ("dots", plan.range(plan.dots() as f64).said()),
        ("cm² of skin", plan.range(plan.area_cm2()).said()),
    ];
    numbers.extend(plan.minutes().map(|minutes| ("in all", minutes.said_as_time())));
    numbers.extend(plan.price().map(|price| ("price", plan.said_price(price))));
    let cell = flow.width() / numbers.len() as f64;
    for (column, (label, value)) in numbers.iter().enumerate() {
        let x = MARGIN_MM + column as f64 * cell;
        flow.pen.filled(SheetBox::new(x, flow.y, cell - 2.0, 16.0), PALE);
        // The largest size at which all of it fits.
        let most = TextStyle::TITLE.sized(18.0);
        let wide = flow.pen.width(most, value);
        let style = most.sized(18.0 * ((cell - 7.0) / wide).min(1.0));
        flow.pen.text(x + 2.5, flow.y + 8.5, style, value);
        flow.pen.text(x + 2.5, flow.y + 13.3, TextStyle::NOTE, label);
    }
    flow.y += 20.0;
}

/// The head after each session, and the photo with all sessions in their colours.
fn maps(flow: &mut SheetFlow<'_>, pictures: &PlanPictures<'_>) {
    let count = pictures.sessions.len() as f64 + 1.0;
    let each = (flow.width() - 3.0 * (count - 1.0)) / count;
    let after = (1..).map(|number| format!("After session {number}"));
    let all = pictures.sessions.iter().zip(after);
    let map = std::iter::once((pictures.bare, "Where each session works".to_owned()));
    let mut lowest = flow.y;
    for (index, (picture, caption)) in all.chain(map).enumerate() {
        let x = MARGIN_MM + index as f64 * (each + 3.0);
        let fitted = picture.fitted(SheetBox::new(x, flow.y, each, MAP_MM));
        let place = SheetBox::new(x, flow.y, fitted.size.x, fitted.size.y);
        flow.pen.picture(place, &picture.picture);
        if index == pictures.sessions.len() {
            draw_sessions(flow, place, pictures);
        }
        flow.pen.framed(place, RULE, 0.2);
        flow.pen
            .text(x, place.bottom() + 4.0, TextStyle::LABEL.sized(8.0), &caption);
        lowest = lowest.max(place.bottom() + 5.5);
    }
    flow.y = lowest;
}

/// Some of the dots that the photo shows, far larger than they are, in the colours of their sessions.
fn draw_sessions(flow: &mut SheetFlow<'_>, place: SheetBox, pictures: &PlanPictures<'_>) {
    let seen: Vec<&DrawnDot> = pictures.dots.iter().filter(|dot| dot.visible > 0.5).collect();
    let step = seen.len().div_ceil(MAP_DOTS).max(1);
    for (session, colour) in (1..).zip(SESSION_COLOURS) {
        let own = seen.iter().step_by(step).filter(|dot| dot.session == session);
        let places = own.filter_map(|dot| pictures.bare.on_sheet(place, dot.photo_px?));
        flow.pen.dots(places.collect(), MAP_DOT_MM, colour);
    }
}

fn session_part(flow: &mut SheetFlow<'_>, plan: &TreatmentPlan, session: &PlannedSession) {
    // Heading, table and the lines to write on stay together.
    flow.need(24.0 + ROW_MM * (session.rows.len() as f64 + 1.0));
    flow.section(&session.heading());
    let colour = SESSION_COLOURS[(session.number - 1) % SESSION_COLOURS.len()];
    flow.pen.dots(
        vec![DVec2::new(MARGIN_MM + flow.width() - 2.0, flow.y - 4.5)],
        3.2,
        colour,
    );
    let mut said = vec![format!("{} dots", plan.range(session.dots() as f64).said())];
    said.extend(session.minutes.map(ValueRange::said_as_time));
    said.extend(session.price.map(|price| plan.said_price(price)));
    let right = MARGIN_MM + flow.width() - 6.0;
    flow.pen
        .text_right(right, flow.y - 3.1, TextStyle::LABEL, &said.join("   ·   "));
    let heads = [
        "Zone",
        "Fill",
        "Dots",
        "Skin, cm²",
        "Added per cm²",
        "Standing per cm²",
    ]
    .map(str::to_owned);
    table_row(flow, &heads, TextStyle::LABEL.sized(8.0));
    for row in &session.rows {
        table_row(flow, &cells(row), TextStyle::BODY.sized(9.0));
    }
    let entry = &session.entry;
    flow.fields(&[
        ("Date", 0.16, &entry.date),
        ("Needle", 0.24, &entry.needle),
        ("Depth", 0.18, &entry.depth),
        ("Pigment and mixing", 0.42, &entry.mixing),
    ]);
}

fn cells(row: &PlanRow) -> [String; 6] {
    [
        capitalised(row.zone.name()),
        row.fill.clone(),
        grouped(row.dots as u64),
        format!("{:.1}", row.area_cm2),
        format!("{:.0}", row.added_per_cm2()),
        format!("{:.0}", row.standing_per_cm2()),
    ]
}

fn table_row(flow: &mut SheetFlow<'_>, cells: &[String; 6], style: TextStyle) {
    flow.need(ROW_MM);
    let width = flow.width();
    let baseline = flow.y + 0.5 * ROW_MM + 0.36 * style.size_mm;
    for (column, cell) in cells.iter().enumerate() {
        // Two columns of words, then numbers at the right.
        match column {
            0 => flow
                .pen
                .text_within(MARGIN_MM, baseline, COLUMNS[0] * width - 2.0, style, cell),
            1 => {
                let room = (COLUMNS[1] - COLUMNS[0]) * width - 2.0;
                flow.pen
                    .text_within(MARGIN_MM + COLUMNS[0] * width, baseline, room, style, cell);
            }
            _ => flow
                .pen
                .text_right(MARGIN_MM + COLUMNS[column] * width, baseline, style, cell),
        }
    }
    flow.y += ROW_MM;
    flow.pen.rule(MARGIN_MM, flow.y, width);
}
