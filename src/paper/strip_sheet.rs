//! The hairline at 1:1: flattened, with its anchors, and bars by which the print is checked.

use super::fonts::PaperFonts;
use super::frame::{DocumentFacts, MARGIN_MM, PRINTER_MM, heading};
use super::pen::{ACCENT, INK, QUIET, SheetPen, TextStyle};
use super::sheet::{PaperSheet, PaperSize};
use crate::consult::{HairlineStrip, MarkingPlace, STRIP_HALF_MM, StripAnchor, StripPoint};
use glam::DVec2;

/// Length of the bar by which a print is checked, and of the one across it, mm.
pub const CHECK_BAR_MM: f64 = 100.0;
const CROSS_BAR_MM: f64 = 50.0;
/// Distance between ticks on the line and on the bars, mm.
const TICK_MM: f64 = 10.0;

/// The strip's sheet, across.
pub(super) fn strip_sheet(
    fonts: &mut PaperFonts,
    paper: PaperSize,
    facts: &DocumentFacts,
    strip: &HairlineStrip,
) -> PaperSheet {
    let upright = paper.upright_mm();
    let mut pen = SheetPen::new(fonts, DVec2::new(upright.y, upright.x));
    let top = heading(
        &mut pen,
        facts,
        "Hairline at 1:1",
        "Print at 100 % (“actual size”, not “fit to page”) and measure the bars before use. Cut along the line, lay the middle on the midline with the glabella mark on the glabella, and let the paper follow the skin.",
    );
    let size = pen.sheet.size_mm;
    let [low, high] = strip.bounds_mm();
    // The line lies in the middle of what is left over the bars and the note.
    let bottom = size.y - 24.0;
    let room = DVec2::new(size.x - 2.0 * PRINTER_MM, bottom - top);
    let origin = DVec2::new(PRINTER_MM, top) + 0.5 * (room - (high - low)) - low;
    draw_strip(&mut pen, strip, origin);
    let [error_mm, apart_mm] = strip.flat_error_mm;
    check_bars(&mut pen, DVec2::new(MARGIN_MM, size.y - 17.0));
    let beside = MARGIN_MM + CHECK_BAR_MM + 10.0;
    pen.paragraph(
        beside,
        size.y - 23.5,
        size.x - MARGIN_MM - beside - 12.0,
        TextStyle::NOTE,
        &format!(
            "Along the line every length and turn is that of the skin. Laid flat, two of its points are up to {error_mm:.1} mm out (over {apart_mm:.0} mm). The edges of a strip cut {STRIP_HALF_MM:.0} mm either side of the line stretch by up to {:.1} % on the head. Anchor distances: next page.",
            100.0 * strip.edge_stretch
        ),
    );
    pen.sheet
}

fn draw_strip(pen: &mut SheetPen<'_>, strip: &HairlineStrip, origin: DVec2) {
    let [middle, glabella] = strip.midline_mm.map(|mm| origin + mm);
    pen.dashed(vec![middle, glabella], QUIET, 0.25);
    pen.line(
        vec![glabella - DVec2::new(5.0, 0.0), glabella + DVec2::new(5.0, 0.0)],
        INK,
        0.4,
    );
    pen.line(
        vec![glabella - DVec2::new(0.0, 4.0), glabella + DVec2::new(0.0, 1.5)],
        INK,
        0.4,
    );
    pen.text(glabella.x + 6.5, glabella.y + 1.0, TextStyle::LABEL, "Glabella");
    let height = middle.distance(glabella);
    let beside = middle.lerp(glabella, 0.5);
    pen.text(
        beside.x + 2.0,
        beside.y,
        TextStyle::LABEL,
        &format!("{height:.0} mm"),
    );
    pen.line(
        strip.line.iter().map(|point| origin + point.sheet_mm).collect(),
        ACCENT,
        0.5,
    );
    draw_ticks(pen, &strip.line, origin);
    for anchor in strip.anchors.iter().filter(|anchor| anchor.named.is_some()) {
        draw_anchor(pen, anchor, origin);
    }
}

/// Ticks every 10 mm of the line from its middle, numbered every second one.
fn draw_ticks(pen: &mut SheetPen<'_>, line: &[StripPoint], origin: DVec2) {
    for pair in line.windows(2) {
        let [from, to] = [pair[0].along_mm / TICK_MM, pair[1].along_mm / TICK_MM];
        let tick = to.floor();
        if tick < from || (tick == from && tick != 0.0) {
            continue;
        }
        let at = pair[0]
            .sheet_mm
            .lerp(pair[1].sheet_mm, (tick - from) / (to - from));
        let along = (pair[1].sheet_mm - pair[0].sheet_mm).normalize_or_zero();
        // Up the scalp: to the left of the way from the client's right to the left.
        let up = DVec2::new(along.y, -along.x);
        let numbered = tick as i32 % 2 == 0;
        let length = if numbered { 3.0 } else { 1.8 };
        pen.line(vec![origin + at, origin + at + up * length], ACCENT, 0.3);
        if numbered && tick != 0.0 {
            let label = format!("{:.0}", (tick * TICK_MM).abs());
            let place = origin + at + up * 5.2;
            pen.text_centred(place.x, place.y + 0.8, TextStyle::TINY, &label);
        }
    }
}

fn draw_anchor(pen: &mut SheetPen<'_>, anchor: &StripAnchor, origin: DVec2) {
    let at = origin + anchor.point.sheet_mm;
    pen.dots(vec![at], 2.2, INK);
    let Some(place) = anchor.named else {
        return;
    };
    let lines = [
        format!("{:.0} mm from the glabella", anchor.glabella_mm),
        format!("{:.0} mm from the outer eye corner", anchor.eye_corner_mm),
        format!("{:.0} mm from the top of the ear", anchor.ear_mm),
    ];
    // Names of middle and corners stand over the line and its ticks, those of the temples below it.
    let (x, top) = match place {
        MarkingPlace::Middle => (at.x, at.y - 13.0),
        MarkingPlace::Corner(_) => (at.x, at.y - 20.5),
        MarkingPlace::TemplePeak(_)
        | MarkingPlace::Glabella
        | MarkingPlace::EyeCorner(_)
        | MarkingPlace::Ear(_) => (at.x, at.y + 7.0),
    };
    let mut put = |row: usize, style: TextStyle, text: &str| {
        let baseline = top + row as f64 * 3.7;
        pen.text_centred(x, baseline, style, text);
    };
    put(0, TextStyle::LABEL, &capitalised(&place.name()));
    let shown = if place == MarkingPlace::Middle {
        &lines[..1]
    } else {
        &lines[..]
    };
    for (row, line) in shown.iter().enumerate() {
        put(row + 1, TextStyle::NOTE.in_colour(INK), line);
    }
}

/// The bar of 100 mm with its ticks, and one of 50 mm across: printers stretch both ways.
pub(super) fn check_bars(pen: &mut SheetPen<'_>, at: DVec2) {
    pen.line(vec![at, at + DVec2::new(CHECK_BAR_MM, 0.0)], INK, 0.4);
    for tick in 0..=(CHECK_BAR_MM / TICK_MM) as u32 {
        let x = at.x + f64::from(tick) * TICK_MM;
        let length = if tick % 5 == 0 { 3.0 } else { 1.8 };
        pen.line(vec![DVec2::new(x, at.y), DVec2::new(x, at.y - length)], INK, 0.3);
    }
    pen.text(
        at.x,
        at.y + 3.6,
        TextStyle::NOTE,
        &format!("{CHECK_BAR_MM:.0} mm: measure before use"),
    );
    let across = DVec2::new(pen.sheet.size_mm.x - MARGIN_MM, at.y);
    pen.line(vec![across, across - DVec2::new(0.0, CROSS_BAR_MM)], INK, 0.4);
    for tick in 0..=(CROSS_BAR_MM / TICK_MM) as u32 {
        let y = across.y - f64::from(tick) * TICK_MM;
        let length = if tick % 5 == 0 { 3.0 } else { 1.8 };
        pen.line(
            vec![DVec2::new(across.x, y), DVec2::new(across.x - length, y)],
            INK,
            0.3,
        );
    }
    pen.text_right(
        across.x,
        across.y + 3.6,
        TextStyle::NOTE,
        &format!("{CROSS_BAR_MM:.0} mm"),
    );
}

/// A text with a large first letter.
pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}
