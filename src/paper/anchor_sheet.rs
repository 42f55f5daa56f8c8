//! The distances of the line's places from what can be found on a face, and patches of dots to be laid beside skin.

use super::fonts::PaperFonts;
use super::frame::{DocumentFacts, MARGIN_MM, heading};
use super::pen::{INK, PALE, RULE, SheetBox, SheetPen, TextStyle};
use super::sheet::{PaperSheet, PaperSize};
use super::strip_sheet::{capitalised, check_bars};
use crate::consult::{DensitySwatch, HairlineStrip, SWATCH_MM, StripAnchor};
use glam::DVec2;

/// Height of a table's row, mm.
const ROW_MM: f64 = 6.0;
/// Where the table begins, and where each of its columns of numbers ends, over its width.
const COLUMNS: [f64; 5] = [0.0, 0.46, 0.62, 0.81, 1.0];
/// Distance between swatches, mm.
const GAP_MM: f64 = 9.0;

/// Table and swatches on one sheet.
pub(super) fn anchor_sheet(
    fonts: &mut PaperFonts,
    paper: PaperSize,
    facts: &DocumentFacts,
    strip: &HairlineStrip,
    swatches: &[DensitySwatch],
) -> PaperSheet {
    let mut pen = SheetPen::new(fonts, paper.upright_mm());
    let top = heading(
        &mut pen,
        facts,
        "Anchors and density",
        "Two distances fix a place of the line, the third checks it. All are measured along the skin; eye corner and ear are those of the place's own side.",
    );
    let width = pen.sheet.size_mm.x - 2.0 * MARGIN_MM;
    let x = |column: usize| MARGIN_MM + COLUMNS[column] * width;
    let heads = [
        "Place of the line",
        "From the middle",
        "Glabella",
        "Outer eye corner",
        "Top of the ear",
    ];
    pen.text(x(0), top + 4.0, TextStyle::LABEL, heads[0]);
    for (column, head) in heads.iter().enumerate().skip(1) {
        pen.text_right(x(column), top + 4.0, TextStyle::LABEL, head);
    }
    let mut y = top + 6.0;
    for anchor in &strip.anchors {
        draw_row(&mut pen, anchor, y, x);
        y += ROW_MM;
    }
    pen.text(MARGIN_MM, y + 5.0, TextStyle::NOTE, "All in mm.");
    let top = y + 14.0;
    pen.text(MARGIN_MM, top, TextStyle::HEADING, "Dots at true size");
    let diameter = swatches.first().map_or(0.0, |swatch| swatch.diameter_mm);
    let end = pen.paragraph(
        MARGIN_MM,
        top + 2.0,
        width,
        TextStyle::NOTE.sized(8.5),
        &format!(
            "Dots of {diameter:.2} mm as they heal, {SWATCH_MM:.0} × {SWATCH_MM:.0} mm. Lay the sheet beside the client's shaved sides and compare how close the dots stand. Paper is no skin: compare spacing, not darkness."
        ),
    );
    draw_swatches(&mut pen, swatches, end + 3.0);
    let foot = DVec2::new(MARGIN_MM, pen.sheet.size_mm.y - 17.0);
    check_bars(&mut pen, foot);
    pen.sheet
}

fn draw_row(pen: &mut SheetPen<'_>, anchor: &StripAnchor, y: f64, x: impl Fn(usize) -> f64) {
    let side = anchor.side.name();
    let name = match anchor.named {
        Some(place) => capitalised(&place.name()),
        None => format!("{:.0} mm to the client's {side}", anchor.point.along_mm.abs()),
    };
    if anchor.named.is_some() {
        pen.filled(SheetBox::new(x(0) - 1.5, y, x(4) - x(0) + 3.0, ROW_MM), PALE);
    }
    let style = if anchor.named.is_some() {
        TextStyle::LABEL
    } else {
        TextStyle::BODY.sized(9.0)
    };
    let baseline = y + 0.5 * ROW_MM + 1.1;
    pen.text(x(0), baseline, style, &name);
    let values = [
        anchor.point.along_mm.abs(),
        anchor.glabella_mm,
        anchor.eye_corner_mm,
        anchor.ear_mm,
    ];
    for (column, value) in values.into_iter().enumerate() {
        pen.text_right(x(column + 1), baseline, style, &format!("{value:.0}"));
    }
    pen.rule(x(0), y + ROW_MM, x(4) - x(0));
}

fn draw_swatches(pen: &mut SheetPen<'_>, swatches: &[DensitySwatch], top: f64) {
    let across = (((pen.sheet.size_mm.x - 2.0 * MARGIN_MM + GAP_MM) / (SWATCH_MM + GAP_MM)) as usize).max(1);
    for (index, swatch) in swatches.iter().enumerate() {
        let column = (index % across) as f64;
        let row = (index / across) as f64;
        let at = DVec2::new(
            MARGIN_MM + column * (SWATCH_MM + GAP_MM),
            top + row * (SWATCH_MM + 10.0),
        );
        pen.framed(SheetBox::new(at.x, at.y, SWATCH_MM, SWATCH_MM), RULE, 0.15);
        pen.dots(
            swatch.dots_mm.iter().map(|dot| at + *dot).collect(),
            swatch.diameter_mm,
            INK,
        );
        let label = format!("{:.0} dots/cm²", swatch.density_per_cm2);
        pen.text(at.x, at.y + SWATCH_MM + 4.2, TextStyle::LABEL, &label);
    }
}
