//! The cover of a report, and the moments of the treatment.

use super::fonts::PaperFonts;
use super::frame::{DocumentFacts, MARGIN_MM, heading};
use super::pen::{ACCENT, INK, PALE, QUIET, RULE, SheetBox, SheetPen, TextStyle};
use super::pictures::PlacedPicture;
use super::sheet::{PaperSheet, PaperSize, SheetPicture};
use crate::consult::ClinicFacts;
use crate::output::legend::NO_PROMISE;
use glam::DVec2;

/// What the cover shows.
pub(super) struct CoverContent<'a> {
    pub clinic: &'a ClinicFacts,
    pub logo: Option<&'a SheetPicture>,
    pub before: &'a PlacedPicture,
    pub after: &'a PlacedPicture,
    /// The moment of `after` in words.
    pub moment: String,
    /// Sentences on what the pictures assume.
    pub assumed: String,
}

/// The largest box of a logo, mm.
const LOGO_MM: DVec2 = DVec2::new(60.0, 22.0);

/// The cover.
pub(super) fn cover(
    fonts: &mut PaperFonts,
    paper: PaperSize,
    facts: &DocumentFacts,
    content: &CoverContent<'_>,
) -> PaperSheet {
    let mut pen = SheetPen::new(fonts, paper.upright_mm());
    let size = pen.sheet.size_mm;
    let right = size.x - MARGIN_MM;
    let width = right - MARGIN_MM;
    let name_left = match content.logo {
        Some(logo) => {
            let logo_width = LOGO_MM.x.min(LOGO_MM.y / logo.height_share());
            let place = SheetBox::new(MARGIN_MM, MARGIN_MM, logo_width, logo_width * logo.height_share());
            pen.picture(place, logo);
            place.right() + 6.0
        }
        None => MARGIN_MM,
    };
    let clinic = content.clinic;
    let quiet = TextStyle::NOTE.sized(9.0);
    for (below, style, text) in [
        (6.0, TextStyle::HEADING.sized(15.0).in_colour(INK), &clinic.name),
        (11.5, quiet, &clinic.practitioner),
        (16.0, quiet, &clinic.address),
    ] {
        pen.text_within(
            name_left,
            MARGIN_MM + below,
            right - name_left,
            style,
            text.trim(),
        );
    }
    let title = MARGIN_MM + 38.0;
    pen.text(MARGIN_MM, title, TextStyle::TITLE.sized(32.0), "Consultation");
    pen.text(
        MARGIN_MM,
        title + 8.0,
        TextStyle::HEADING.sized(12.0),
        "Scalp micropigmentation",
    );
    pen.text_right(
        right,
        title + 8.0,
        TextStyle::BODY.sized(10.0).in_colour(QUIET),
        &facts.line(),
    );
    pen.line(
        vec![
            DVec2::new(MARGIN_MM, title + 12.0),
            DVec2::new(right, title + 12.0),
        ],
        ACCENT,
        0.7,
    );
    let top = title + 22.0;
    let each = 0.5 * (width - 5.0);
    let room = size.y - top - 78.0;
    for (column, (picture, caption)) in [
        (content.before, "Before".to_owned()),
        (content.after, format!("Simulation, {}", content.moment)),
    ]
    .into_iter()
    .enumerate()
    {
        let x = MARGIN_MM + column as f64 * (each + 5.0);
        pen.text(x, top - 2.5, TextStyle::LABEL.sized(10.5), &caption);
        let fitted = picture.fitted(SheetBox::new(x, top, each, room));
        let place = SheetBox::new(x, top, fitted.size.x, fitted.size.y);
        pen.picture(place, &picture.picture);
        pen.framed(place, RULE, 0.2);
    }
    let note = SheetBox::new(MARGIN_MM, size.y - 70.0, width, 26.0);
    pen.filled(note, PALE);
    pen.text(note.at.x + 4.0, note.at.y + 7.0, TextStyle::HEADING, NO_PROMISE);
    pen.paragraph(
        note.at.x + 4.0,
        note.at.y + 9.5,
        width - 8.0,
        TextStyle::BODY.sized(9.0),
        &content.assumed,
    );
    for (column, (label, entered)) in [
        ("Client", &facts.client),
        ("Practitioner", &clinic.practitioner),
        ("Date", &facts.date),
    ]
    .into_iter()
    .enumerate()
    {
        let field = (width - 10.0) / 3.0;
        let x = MARGIN_MM + column as f64 * (field + 5.0);
        let y = size.y - 26.0;
        pen.line(vec![DVec2::new(x, y), DVec2::new(x + field, y)], INK, 0.2);
        pen.text(x, y + 3.2, TextStyle::TINY, label);
        pen.text(x + 0.5, y - 1.2, TextStyle::BODY, entered.trim());
    }
    pen.sheet
}

/// Four moments on one sheet, two by two.
pub(super) fn moments(
    fonts: &mut PaperFonts,
    paper: PaperSize,
    facts: &DocumentFacts,
    pictures: &[(PlacedPicture, &str, &str)],
) -> PaperSheet {
    let mut pen = SheetPen::new(fonts, paper.upright_mm());
    let top = heading(
        &mut pen,
        facts,
        "From fresh to five years on",
        "The same head, light and photo; only time passes. Right after a session everything looks darker and redder than it will stay.",
    );
    let size = pen.sheet.size_mm;
    let each = DVec2::new(
        0.5 * (size.x - 2.0 * MARGIN_MM - 5.0),
        0.5 * (size.y - top - 18.0),
    );
    for (index, (picture, title, line)) in pictures.iter().enumerate().take(4) {
        let x = MARGIN_MM + (index % 2) as f64 * (each.x + 5.0);
        let y = top + (index / 2) as f64 * each.y;
        let words = 13.0;
        let fitted = picture.fitted(SheetBox::new(x, y, each.x, each.y - words - 2.0));
        let place = SheetBox::new(x, y, fitted.size.x, fitted.size.y);
        pen.picture(place, &picture.picture);
        pen.framed(place, RULE, 0.2);
        pen.text(x, place.bottom() + 4.6, TextStyle::LABEL.sized(10.5), title);
        pen.paragraph(x, place.bottom() + 5.6, each.x, TextStyle::NOTE, line);
    }
    pen.sheet
}
