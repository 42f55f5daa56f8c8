//! The sheet of a report that compares treatments: in one crop, each with its name and what differs from the first.

use super::PaperError;
use super::fonts::PaperFonts;
use super::frame::{DocumentFacts, MARGIN_MM, heading};
use super::pen::{ACCENT, RULE, SheetBox, SheetPen, TextStyle};
use super::pictures::{PictureSource, PlacedPicture};
use super::sheet::{PaperSheet, PaperSize};
use crate::engine::PixelRect;
use crate::head::sites::FollicleSites;
use crate::output::board::BoardCell;
use crate::project::Project;
use glam::DVec2;
use std::sync::Arc;

/// Treatments that one sheet compares (assumption: more are too small to compare).
pub const COMPARED: std::ops::RangeInclusive<usize> = 2..=6;
/// Longest side of a treatment's picture, px: 250 to 300 to the inch.
const CELL_PX: u32 = 900;
/// Columns of the sheet, and the space between them, mm.
const COLUMNS: usize = 2;
const GAP_MM: f64 = 5.0;
/// Room for name and differences under a picture, mm.
const WORDS_MM: f64 = 21.0;
/// Room for the foot of the sheet, mm.
const FOOT_MM: f64 = 18.0;

/// The treatments that a report compares, and how sites of another seed are had.
pub struct ReportBoard<'a> {
    /// The treatments, the first as it is, the others by what differs; the sheet is left out for fewer than two.
    pub cells: &'a [BoardCell],
    /// The name of the one that the report is about.
    pub shown: String,
    /// Gives the follicle sites of a seed that the engine lacks.
    pub sites: &'a mut dyn FnMut(u32) -> Arc<FollicleSites>,
}

/// The variants of a project that a report compares: the first six, and always the one shown; none where there is only one.
pub fn compared_variants(project: &Project) -> Vec<BoardCell> {
    if project.variants.len() < *COMPARED.start() {
        return Vec::new();
    }
    let mut indices: Vec<usize> = (0..project.variants.len()).take(*COMPARED.end()).collect();
    if !indices.contains(&project.variant)
        && let Some(last) = indices.last_mut()
    {
        *last = project.variant;
    }
    let named = |index: usize| (project.variants[index].name.clone(), project.document(index));
    BoardCell::of(&indices.into_iter().map(named).collect::<Vec<_>>())
}

/// The pictures of a board's treatments, in one crop.
pub(super) async fn board_pictures(
    pictures: &mut PictureSource<'_>,
    board: &mut ReportBoard<'_>,
    rect: PixelRect,
) -> Result<Vec<PlacedPicture>, PaperError> {
    let mut drawn = Vec::new();
    for cell in board.cells {
        let seed = cell.document.design.seed;
        if !pictures.engine.has_sites(seed) {
            pictures.engine.use_sites((board.sites)(seed));
        }
        drawn.push(pictures.simulated(&cell.document, rect, CELL_PX).await?);
    }
    Ok(drawn)
}

/// The sheet.
pub(super) fn board_sheet(
    fonts: &mut PaperFonts,
    paper: PaperSize,
    facts: &DocumentFacts,
    board: &ReportBoard<'_>,
    pictures: &[PlacedPicture],
) -> PaperSheet {
    let mut pen = SheetPen::new(fonts, paper.upright_mm());
    let top = heading(
        &mut pen,
        facts,
        "Compared",
        "The same head, photo and crop. Under the first stands what it is, under the others what differs from it.",
    );
    let size = pen.sheet.size_mm;
    let rows = pictures.len().div_ceil(COLUMNS).max(2);
    let each = DVec2::new(
        (size.x - 2.0 * MARGIN_MM - GAP_MM) / COLUMNS as f64,
        (size.y - top - FOOT_MM) / rows as f64,
    );
    for (index, (picture, cell)) in pictures.iter().zip(board.cells).enumerate() {
        let x = MARGIN_MM + (index % COLUMNS) as f64 * (each.x + GAP_MM);
        let y = top + (index / COLUMNS) as f64 * each.y;
        let room = SheetBox::new(x, y, each.x, each.y - WORDS_MM);
        let fitted = picture.fitted(room);
        let place = SheetBox::new(x, y, fitted.size.x, fitted.size.y);
        pen.picture(place, &picture.picture);
        let is_shown = cell.name == board.shown;
        let (colour, width_mm) = if is_shown { (ACCENT, 0.8) } else { (RULE, 0.2) };
        pen.framed(place, colour, width_mm);
        let name = match is_shown {
            true => format!("{} – the one of this report", cell.name),
            false => cell.name.clone(),
        };
        pen.text_within(
            x,
            place.bottom() + 4.6,
            each.x,
            TextStyle::LABEL.sized(10.5),
            &name,
        );
        pen.paragraph(x, place.bottom() + 5.6, each.x, TextStyle::NOTE, &cell.line);
    }
    pen.sheet
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{ProjectEdit, Variant};

    #[test]
    fn a_report_compares_at_most_six_variants_and_always_its_own() {
        let mut project = Project::default();
        assert!(compared_variants(&project).is_empty());
        for name in ["B", "C", "D", "E", "F", "G", "H"] {
            project.variants.push(Variant {
                name: name.to_owned(),
                ..project.variants[0].clone()
            });
        }
        let names = |project: &Project| -> String {
            compared_variants(project)
                .into_iter()
                .map(|cell| cell.name)
                .collect()
        };
        assert_eq!(names(&project), "ABCDEF");
        let shown = project.apply(ProjectEdit::ShowVariant(7)).expect("a variant");
        assert_eq!(names(&shown), "ABCDEH");
    }
}
