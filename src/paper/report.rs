//! The report of a consultation: what was chosen, what will be done, and what both sides sign.

use super::PaperError;
use super::board_sheet::{COMPARED, ReportBoard, board_pictures, board_sheet};
use super::fonts::PaperFonts;
use super::frame::numbered;
use super::guide::DocumentSource;
use super::pictures::PictureSource;
use super::report_pictures::{CoverContent, cover, moments};
use super::report_plan::{PlanPictures, plan_sheets};
use super::report_texts::{consent_sheets, expect_sheets, question_sheets, record_sheets};
use super::sheet::{PaperSheet, SheetPicture};
use crate::consult::{PracticeFile, TreatmentPlan, TreatmentRecord};
use crate::design::{Document, TreatmentStage};
use crate::engine::Engine;
use crate::output::framing::ShareShape;

/// Longest side of the cover's pictures, of a moment's and of a session's, px: 250 to 300 to the inch.
const COVER_PX: u32 = 1200;
const MOMENT_PX: u32 = 1000;
const SESSION_PX: u32 = 640;
/// Years of the last picture.
const LATER_YEARS: f64 = 5.0;

/// What the practitioner brings to a report.
#[derive(Clone, Debug, Default)]
pub struct PracticeContent {
    /// Clinic, rates and texts.
    pub practice: PracticeFile,
    /// What was used and set.
    pub record: TreatmentRecord,
    /// The clinic's logo.
    pub logo: Option<SheetPicture>,
}

/// The sheets of a report; `board` gives the treatments that one of them compares.
///
/// # Errors
/// As [`Engine::render`] and [`Engine::dots`].
pub async fn report(
    engine: &mut Engine,
    source: &DocumentSource<'_>,
    content: &PracticeContent,
    board: &mut ReportBoard<'_>,
    fonts: &mut PaperFonts,
) -> Result<Vec<PaperSheet>, PaperError> {
    let (document, view, facts, paper) = (source.document, source.view, &source.facts, source.paper);
    let PracticeContent {
        practice,
        record,
        logo,
    } = content;
    let dots = engine.dots(document, view).await?;
    let skin = engine.zone_skin(document, view).await?;
    let plan = TreatmentPlan::new(&document.design, (&skin, &dots), view, &practice.rates, record);
    let photo = &source.photo;
    let mut pictures = PictureSource { engine, photo, view };
    let rect = ShareShape::Head.rect(&document.head, view);
    let before = pictures.drawn(&document.without_dots(), rect, COVER_PX).await?;
    let after = pictures.simulated(document, rect, COVER_PX).await?;
    let scale = 100.0 * view.mm_per_px_error / view.mm_per_px;
    let cover_content = CoverContent {
        clinic: &practice.clinic,
        logo: logo.as_ref(),
        before: &before,
        after: &after,
        moment: document.design.stage_words(),
        assumed: format!(
            "The picture shows an intention on this photo, in its light. Skin keeps pigment differently from person to person, and healing, sun and aftercare change the result. The photo's scale is known to {scale:.1} % (standard deviation)."
        ),
    };
    let mut sheets = vec![cover(fonts, paper, facts, &cover_content)];
    let mut shown = vec![(before.clone(), "Before", "The photo as it was taken.")];
    for (stage, title, line) in course() {
        let picture = pictures.simulated(&at(document, stage), rect, MOMENT_PX).await?;
        shown.push((picture, title, line));
    }
    sheets.push(moments(fonts, paper, facts, &shown));
    let mut maps = Vec::new();
    for session in 1..=document.design.sessions.len() as u32 {
        let stage = TreatmentStage {
            session: Some(session),
            ..TreatmentStage::HEALED
        };
        maps.push(pictures.simulated(&at(document, stage), rect, SESSION_PX).await?);
    }
    if board.cells.len() >= *COMPARED.start() {
        // Last, for they may take the sites of another pattern.
        let compared = board_pictures(&mut pictures, board, rect).await?;
        sheets.push(board_sheet(fonts, paper, facts, board, &compared));
    }
    let plan_pictures = PlanPictures {
        sessions: &maps,
        bare: &before,
        dots: &dots,
    };
    sheets.extend(plan_sheets(fonts, paper, facts, &plan, &plan_pictures));
    sheets.extend(expect_sheets(fonts, paper, facts, &practice.texts));
    sheets.extend(question_sheets(fonts, paper, facts, &practice.texts));
    sheets.extend(consent_sheets(fonts, paper, facts, &practice.texts));
    sheets.extend(record_sheets(fonts, paper, facts, record, plan.sessions.len()));
    Ok(numbered(sheets, fonts, "Consultation"))
}

/// A document at another moment.
fn at(document: &Document, stage: TreatmentStage) -> Document {
    let mut other = document.clone();
    other.design.show(stage);
    other
}

/// The moments of a report with what is said of them (docs/domain.md 6 and 7).
fn course() -> [(TreatmentStage, &'static str, &'static str); 3] {
    [
        (
            TreatmentStage {
                day: 0.0,
                ..TreatmentStage::HEALED
            },
            "Right after the last session",
            "Darker, larger and redder than it will stay: the redness goes in two to five days.",
        ),
        (
            TreatmentStage::HEALED,
            "Healed",
            "As it has settled four to six weeks after the last session.",
        ),
        (
            TreatmentStage {
                years: LATER_YEARS,
                ..TreatmentStage::HEALED
            },
            "Five years on",
            "Typical fading without a touch-up; sun and skin make it more or less.",
        ),
    ]
}
