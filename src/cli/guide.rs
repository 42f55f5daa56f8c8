//! `shadowline guide`.

use super::args::TalkOptions;
use super::files::{self, CommandFiles};
use super::paper_args::GuideArgs;
use super::plan::treated;
use super::tables::print_json;
use super::{CliError, render};
use crate::consult::{ConsultError, MARKING_COUNT, MarkingDistance, marking_card};
use crate::gpu::block_on;
use crate::paper::{DocumentFacts, DocumentSource, PaperFonts, guide, hairline_sheet, pdf, svg};
use serde_json::{Value, json};
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

/// Version of the JSON that is printed.
const FORMAT: u32 = 1;
/// What a reader of the document shows as its title.
const TITLE: &str = "Marking guide";

/// What is written.
#[derive(Clone, Copy, PartialEq)]
enum GuideForm {
    Pdf,
    Svg,
}

pub(super) fn run(args: &GuideArgs, talk: &TalkOptions) -> Result<(), CliError> {
    let form = args.output.as_deref().map(form_of).transpose()?;
    let files = CommandFiles::of(&args.photo, Some(&args.design), args.keep.no_clobber)
        .writing(args.output.clone())
        .check()?;
    args.output.as_deref().map(files::check_terminal).transpose()?;
    let subject = treated(&args.photo, &args.design, &files, talk)?;
    let document = subject.document();
    let Some(outline) = &document.outline else {
        return Err(ConsultError::NoHairline.into());
    };
    let (Some(path), Some(form)) = (&args.output, form) else {
        let card = marking_card(&document.head, outline, &subject.view);
        return match args.json {
            true => print_json(&as_json(&card)),
            false => files::print(in_words(&card).as_bytes()),
        };
    };
    let mut fonts = PaperFonts::new();
    let facts = DocumentFacts::of(&subject.project, &args.clinic);
    let bytes = match form {
        GuideForm::Svg => {
            let sheet = hairline_sheet(&document, &facts, args.paper.size(), &mut fonts)?;
            svg(&sheet, TITLE).into_bytes()
        }
        GuideForm::Pdf => {
            let mut engine = render::engine_for(&document.design, talk)?;
            let gpu = engine.gpu().device.clone();
            let source = DocumentSource {
                document: &document,
                photo: Arc::new(subject.photo),
                view: &subject.view,
                facts,
                paper: args.paper.size(),
            };
            let sheets = block_on(Some(&gpu), guide(&mut engine, &source, &mut fonts))?;
            pdf(&sheets, &mut fonts, TITLE)?
        }
    };
    files.write(path, |out| out.write_all(&bytes))
}

/// The form that an ending says; PDF for standard output.
fn form_of(path: &Path) -> Result<GuideForm, CliError> {
    let ending = path
        .extension()
        .map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    match ending.as_deref() {
        Some("pdf") => Ok(GuideForm::Pdf),
        Some("svg") => Ok(GuideForm::Svg),
        None if files::is_stream(path) => Ok(GuideForm::Pdf),
        _ => Err(CliError::Usage(format!(
            "'{}' doesn't say the format; end it in .pdf or .svg",
            path.display()
        ))),
    }
}

/// The card for a person.
fn in_words(card: &[MarkingDistance; MARKING_COUNT]) -> String {
    let mut lines = vec!["Along the skin, by tape; left and right are the client's own.".to_owned()];
    for (index, distance) in card.iter().enumerate() {
        lines.push(format!(
            "{} {:<24} – {:<24} {:>4.0} mm  ± {:>2.0}   (calliper {:.0})",
            index + 1,
            distance.from.name(),
            distance.to.name(),
            distance.skin_mm,
            distance.error_mm.ceil(),
            distance.straight_mm
        ));
    }
    lines.join("\n") + "\n"
}

/// The card for another program.
fn as_json(card: &[MarkingDistance; MARKING_COUNT]) -> Value {
    let tenth = |value: f64| (value * 10.0).round() / 10.0;
    let distances = card.iter().map(|distance| {
        json!({
            "from": distance.from.name(),
            "to": distance.to.name(),
            "skin_mm": tenth(distance.skin_mm),
            "straight_mm": tenth(distance.straight_mm),
            "error_mm": tenth(distance.error_mm),
        })
    });
    json!({ "format": FORMAT, "distances": distances.collect::<Vec<_>>() })
}
