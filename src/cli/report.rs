//! `shadowline report`.

use super::args::TalkOptions;
use super::files::{self, CommandFiles};
use super::guide::note_missing;
use super::inputs::{self, TreatedPhoto, say};
use super::paper_args::{PracticeArgs, ReportArgs};
use super::treat::TreatmentRequest;
use super::{CliError, plan, render};
use crate::gpu::block_on;
use crate::paper::{DocumentFacts, DocumentSource, PaperFonts, PracticeContent, logo, pdf, report};
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

/// What a reader of the document shows as its title.
const TITLE: &str = "Consultation";

pub(super) fn run(args: &ReportArgs, talk: &TalkOptions) -> Result<(), CliError> {
    let ending = args
        .output
        .extension()
        .map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    if !files::is_stream(&args.output) && ending.as_deref() != Some("pdf") {
        return Err(CliError::Usage(format!(
            "'{}' doesn't end in .pdf; a report is written as PDF alone",
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
    let wanted = TreatmentRequest::of(&args.design, files::may_be_project(args.photo.photo.as_deref()))?;
    let mut subject = inputs::drawn_subject(&args.photo, talk)?;
    files.spare_originals(&subject.project)?;
    wanted.treat(&mut subject, talk)?;
    let document = subject.document();
    let facts = DocumentFacts::of(&subject.project, &content.practice.clinic.name);
    let mut engine = render::engine_for(&document.design, talk)?;
    let gpu = engine.gpu().device.clone();
    let TreatedPhoto { photo, view, .. } = subject;
    let source = DocumentSource {
        document: &document,
        photo: Arc::new(photo),
        view: &view,
        facts,
        paper: args.paper.size(),
    };
    let mut fonts = PaperFonts::new();
    let sheets = block_on(Some(&gpu), report(&mut engine, &source, &content, &mut fonts))?;
    let bytes = pdf(&sheets, &mut fonts, TITLE)?;
    note_missing(&fonts, talk);
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
            let beside = args
                .practice
                .as_deref()
                .and_then(Path::parent)
                .unwrap_or(Path::new(""));
            Some(logo(&files::read(&beside.join(name))?)?)
        }
    };
    Ok(PracticeContent {
        practice,
        record,
        logo,
    })
}
