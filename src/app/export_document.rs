//! Report, guide and plan out of the window: what `shadowline report`, `guide` and `plan` write.

use crate::consult::{PracticeFile, TreatmentPlan, TreatmentRecord};
use crate::editor::{ExportForm, ExportWhat};
use crate::engine::Engine;
use crate::gpu::block_on;
use crate::output::{ImageFormat, plan_csv};
use crate::paper::{
    DocumentFacts, DocumentSource, PaperFonts, PaperSize, PracticeContent, ReportBoard, compared_variants,
    guide, logo, pdf, report,
};
use crate::photo::Photo;
use crate::project::Project;
use crate::store::sites_cache;
use crate::words::app as words;
use std::path::Path;
use std::sync::Arc;

/// Name of the practice file in the folder of settings.
const PRACTICE: &str = "practice.toml";

/// The file of a document of the shown photo and variant.
pub(super) fn document_bytes(
    engine: &mut Engine,
    form: &ExportForm,
    project: &Project,
    photo: Arc<Photo>,
    settings: Option<&Path>,
) -> Result<Vec<u8>, String> {
    let shot = project.shot().ok_or(words::no_photo())?;
    let content = practice(settings)?;
    let document = project.document(project.variant);
    let clinic = match content.practice.clinic.name.trim() {
        "" => form.clinic.trim(),
        name => name,
    };
    let source = DocumentSource {
        document: &document,
        photo,
        view: &shot.view,
        facts: DocumentFacts::of(project, clinic),
        paper: if form.letter {
            PaperSize::Letter
        } else {
            PaperSize::A4
        },
    };
    let gpu = engine.gpu().device.clone();
    let mut fonts = PaperFonts::new();
    let said = |error: &dyn std::fmt::Display| error.to_string();
    match form.what {
        ExportWhat::Plan => {
            let (rates, record) = (&content.practice.rates, &content.record);
            let counting = TreatmentPlan::counted(engine, &document, &shot.view, rates, record);
            let plan = block_on(Some(&gpu), counting).map_err(|error| said(&error))?;
            let mut bytes = Vec::new();
            plan_csv::write(&mut bytes, &plan).map_err(|error| said(&error))?;
            Ok(bytes)
        }
        ExportWhat::Guide => {
            let sheets =
                block_on(Some(&gpu), guide(engine, &source, &mut fonts)).map_err(|error| said(&error))?;
            pdf(&sheets, &mut fonts, words::guide_title()).map_err(|error| said(&error))
        }
        ExportWhat::Report => {
            let cells = compared_variants(project);
            let variant = project.variants.get(project.variant);
            let mut board = ReportBoard {
                cells: &cells,
                shown: variant.map_or_else(String::new, |variant| variant.name.clone()),
                sites: &mut |seed| Arc::new(sites_cache::kept_or_grown(seed, |_| {}).0),
            };
            let sheets = block_on(
                Some(&gpu),
                report(engine, &source, &content, &mut board, &mut fonts),
            );
            let sheets = sheets.map_err(|error| said(&error))?;
            pdf(&sheets, &mut fonts, words::report_title()).map_err(|error| said(&error))
        }
        // A picture comes here only under a name that doesn't end like one's.
        ExportWhat::Picture
        | ExportWhat::Pair
        | ExportWhat::Variants
        | ExportWhat::Board
        | ExportWhat::Share { .. } => Err(words::unknown_ending(&ImageFormat::endings_in_words("."))),
    }
}

/// The practice file of the folder of settings with its logo; what ships where there is none.
fn practice(settings: Option<&Path>) -> Result<PracticeContent, String> {
    let shipped = || PracticeContent {
        practice: PracticeFile::shipped(),
        ..PracticeContent::default()
    };
    let Some(folder) = settings else {
        return Ok(shipped());
    };
    let path = folder.join(PRACTICE);
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(shipped()),
        Err(error) => return Err(format!("{}: {error}", path.display())),
    };
    let practice = PracticeFile::read(&text).map_err(|error| format!("{}: {error}", path.display()))?;
    let name = practice.clinic.logo.trim();
    let picture = match name {
        "" => None,
        name => {
            let path = folder.join(name);
            let bytes = std::fs::read(&path).map_err(|error| words::no_logo(&path, &error, PRACTICE))?;
            Some(logo(&bytes).map_err(|error| error.to_string())?)
        }
    };
    Ok(PracticeContent {
        practice,
        record: TreatmentRecord::default(),
        logo: picture,
    })
}
