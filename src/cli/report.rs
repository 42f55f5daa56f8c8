//! `shadowline report`.

use super::args::TalkOptions;
use super::board::{BoardEntry, compared_styles};
use super::files::{self, CommandFiles};
use super::inputs::say;
use super::paper_args::{PracticeArgs, ReportArgs};
use super::{CliError, plan, progress_bar, render};
use crate::gpu::block_on;
use crate::paper::{
    DocumentFacts, DocumentSource, PaperFonts, PracticeContent, ReportBoard, compared_variants, logo, pdf,
    report,
};
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

/// What a reader of the document shows as its title.
const TITLE: &str = "Consultation";

pub(super) fn run(args: &ReportArgs, talk: &TalkOptions) -> Result<(), CliError> {
    let ending = args.output.extension();
    let is_pdf = ending.is_some_and(|ending| ending.eq_ignore_ascii_case("pdf"));
    if !is_pdf && !files::is_stream(&args.output) {
        return Err(CliError::Usage(format!(
            "a report is always a PDF; end '{}' in .pdf",
            args.output.display()
        )));
    }
    let files = CommandFiles::of(&args.photo, Some(&args.design), args.keep.no_clobber)
        .reading("practice file", args.practice.practice.as_deref())
        .reading("record file", args.practice.record.as_deref())
        .writing([args.output.clone()])
        .check()?;
    files::check_terminal(&args.output)?;
    let content = content(&args.practice)?;
    let entries = args.styles.as_deref().map(BoardEntry::list).transpose()?;
    let subject = plan::treated(&args.photo, &args.design, &files, talk)?;
    let document = subject.document();
    let cells = match &entries {
        Some(entries) => compared_styles(&subject, entries)?,
        None => compared_variants(&subject.project),
    };
    let variant = subject.project.variants.get(subject.project.variant);
    let mut board = ReportBoard {
        cells: &cells,
        // Of styles none is the report's own.
        shown: variant
            .filter(|_| entries.is_none())
            .map_or_else(String::new, |variant| variant.name.clone()),
        sites: &mut |seed| Arc::new(progress_bar::sites(seed, talk)),
    };
    let facts = DocumentFacts::of(&subject.project, &content.practice.clinic.name);
    let mut engine = render::engine_for(&document.design, talk)?;
    let gpu = engine.gpu().device.clone();
    let source = DocumentSource {
        document: &document,
        photo: Arc::new(subject.photo),
        view: &subject.view,
        facts,
        paper: args.paper.size(),
    };
    let mut fonts = PaperFonts::new();
    let sheets = block_on(
        Some(&gpu),
        report(&mut engine, &source, &content, &mut board, &mut fonts),
    )?;
    let bytes = pdf(&sheets, &mut fonts, TITLE)?;
    files.write(&args.output, |out| out.write_all(&bytes))?;
    say(talk, &format!("saved: {} pages", sheets.len()));
    Ok(())
}

/// What the practitioner brings, with the logo that lies beside the practice file.
fn content(args: &PracticeArgs) -> Result<PracticeContent, CliError> {
    let (practice, record) = plan::brought(args)?;
    let name = practice.clinic.logo.trim();
    let logo = match name {
        "" => None,
        name => {
            let practice_file = args.practice.as_deref();
            let beside = practice_file.and_then(Path::parent).unwrap_or(Path::new(""));
            Some(logo(&files::read(&beside.join(name))?)?)
        }
    };
    Ok(PracticeContent {
        practice,
        record,
        logo,
    })
}
