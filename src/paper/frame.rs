//! What stands on every sheet: heading, clinic, foot with page number.

use super::fonts::PaperFonts;
use super::pen::{ACCENT, SheetPen, TextStyle};
use super::sheet::PaperSheet;
use crate::output::legend::NO_PROMISE;
use crate::project::Project;
use glam::DVec2;

/// Empty margin of a sheet, mm (assumption: no office printer cuts it off, and it has room for a hole punch).
pub(super) const MARGIN_MM: f64 = 15.0;
/// What a printer leaves white at most, mm (assumption): as far as drawings at 1:1 may reach.
pub(super) const PRINTER_MM: f64 = 8.0;

/// Whose document it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DocumentFacts {
    /// The clinic's name, or empty.
    pub clinic: String,
    /// The client's initials, or empty.
    pub client: String,
    /// The variant and its style in words: `A · natural`.
    pub variant: String,
    /// The day of the agreement, or empty.
    pub date: String,
}

impl DocumentFacts {
    /// Those of the variant that a project shows.
    pub fn of(project: &Project, clinic: &str) -> Self {
        let variant = project.variants.get(project.variant);
        let name = variant.map_or("", |variant| variant.name.as_str());
        let agreed = variant.and_then(|variant| variant.agreed.as_ref());
        DocumentFacts {
            clinic: clinic.trim().to_owned(),
            client: project.client.clone(),
            variant: format!("variant {name}, {}", project.design().style),
            date: agreed.map_or(String::new(), |agreed| agreed.date.clone()),
        }
    }

    /// Client, variant and day in one line.
    pub fn line(&self) -> String {
        let client = match self.client.trim() {
            "" => String::new(),
            client => format!("client {client}"),
        };
        let parts = [client, self.variant.clone(), self.date.clone()];
        parts
            .into_iter()
            .filter(|part| !part.trim().is_empty())
            .collect::<Vec<_>>()
            .join("  ·  ")
    }
}

/// Draws the heading of a sheet; gives where its content may begin.
pub(super) fn heading(pen: &mut SheetPen<'_>, facts: &DocumentFacts, title: &str, under: &str) -> f64 {
    let right = pen.sheet.size_mm.x - MARGIN_MM;
    pen.text(MARGIN_MM, MARGIN_MM + 6.0, TextStyle::TITLE, title);
    // The title has the left half and a little more.
    let (room, line) = (0.45 * (right - MARGIN_MM), facts.line());
    for (below, style, text) in [
        (2.6, TextStyle::LABEL, facts.clinic.trim()),
        (6.8, TextStyle::NOTE, line.as_str()),
    ] {
        let width = pen.width(style, text).min(room);
        pen.text_within(right - width, MARGIN_MM + below, width, style, text);
    }
    let end = pen.paragraph(
        MARGIN_MM,
        MARGIN_MM + 9.0,
        right - MARGIN_MM,
        TextStyle::NOTE.sized(8.5),
        under,
    );
    pen.line(
        vec![DVec2::new(MARGIN_MM, end + 1.2), DVec2::new(right, end + 1.2)],
        ACCENT,
        0.5,
    );
    end + 4.5
}

/// Writes the foot of all sheets of a document.
pub(super) fn numbered(sheets: Vec<PaperSheet>, fonts: &mut PaperFonts, name: &str) -> Vec<PaperSheet> {
    let count = sheets.len();
    let mut foot = |(index, sheet): (usize, PaperSheet)| {
        let size_mm = sheet.size_mm;
        let mut pen = SheetPen {
            fonts: &mut *fonts,
            sheet,
        };
        let baseline = size_mm.y - 8.0;
        pen.text(
            MARGIN_MM,
            baseline,
            TextStyle::TINY,
            &format!("{NO_PROMISE}  {name}"),
        );
        pen.text_right(
            size_mm.x - MARGIN_MM,
            baseline,
            TextStyle::TINY,
            &format!("{} / {count}", index + 1),
        );
        pen.sheet
    };
    sheets.into_iter().enumerate().map(&mut foot).collect()
}
