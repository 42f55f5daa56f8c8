//! `shadowline board`: several treatments of one photo on one sheet.

use super::args::TalkOptions;
use super::consult_args::BoardArgs;
use super::files::{self, CommandFiles};
use super::inputs::{self, TreatedPhoto, say};
use super::render::{crop, engine_for, format_of};
use super::suggest::explained;
use super::treat::{TreatmentRequest, make, own_style, said};
use super::{CliError, passphrase, progress_bar};
use crate::design::{Design, KnobSetting, styles};
use crate::engine::PixelRect;
use crate::gpu::block_on;
use crate::output::board::{BoardCell, board};
use crate::output::framing::ShareShape;
use crate::output::picture::{FinishedPicture, PhotoPart, PictureRequest};
use crate::paper::COMPARED;
use crate::project::{Edit, Project, TreatmentEdit, Variant};
use crate::words::trade;
use std::sync::Arc;

pub(super) fn run(args: &BoardArgs, talk: &TalkOptions) -> Result<(), CliError> {
    let format = format_of(&args.output, args.format.as_deref())?;
    let outputs = [Some(args.output.clone()), args.save_project.clone()];
    let files = CommandFiles::of(&args.photo, Some(&args.design), args.keep.no_clobber)
        .writing(outputs.into_iter().flatten())
        .check()?;
    files::check_terminal(&args.output)?;
    let entries = args.styles.as_deref().map(BoardEntry::list).transpose()?;
    let wanted = TreatmentRequest::of(&args.design, files::may_be_project(args.photo.photo.as_deref()))?;
    let mut subject = inputs::drawn_subject(&args.photo, talk)?;
    let asked = args
        .crop
        .map(|rect| crop(Some(rect), &subject.photo))
        .transpose()?;
    files.spare_originals(&subject.project)?;
    wanted.treat(&mut subject, talk)?;
    if let Some(entries) = &entries {
        subject.project.variants = variants(&subject, entries)?;
        subject.project.variant = 0;
    }
    check_count(subject.project.variants.len())?;
    let rect = asked.unwrap_or_else(|| ShareShape::Head.rect(&subject.project.head, &subject.view));
    let picture = drawn(args, &subject, rect, talk)?;
    let notes = files.write(&args.output, |out| picture.encode(format, out))?;
    for note in picture.notes.iter().chain(&notes) {
        say(talk, &format!("note: {note}"));
    }
    let size = [picture.photo.width_px, picture.photo.height_px];
    say(talk, &format!("saved: {} × {} px", size[0], size[1]));
    if let Some(path) = &args.save_project {
        passphrase::save(&files, path, &subject.project, subject.passphrase.as_ref())?;
    }
    Ok(())
}

fn check_count(count: usize) -> Result<(), CliError> {
    match COMPARED.contains(&count) {
        true => Ok(()),
        false => Err(CliError::Usage(format!(
            "a board compares {} to {} treatments, this would be {count}; name them with --styles, as in --styles natural,mature,clean-cut",
            COMPARED.start(),
            COMPARED.end()
        ))),
    }
}

/// Styles of a photo or project as the treatments that a report compares.
pub(super) fn compared_styles(
    subject: &TreatedPhoto,
    entries: &[BoardEntry],
) -> Result<Vec<BoardCell>, CliError> {
    let project = Project {
        variants: variants(subject, entries)?,
        ..subject.project.clone()
    };
    let named = |(index, variant): (usize, &Variant)| (variant.name.clone(), project.document(index));
    Ok(BoardCell::of(
        &project.variants.iter().enumerate().map(named).collect::<Vec<_>>(),
    ))
}

fn drawn(
    args: &BoardArgs,
    subject: &TreatedPhoto,
    rect: PixelRect,
    talk: &TalkOptions,
) -> Result<FinishedPicture, CliError> {
    let request = PictureRequest {
        legend: true,
        watermark: &args.watermark,
        clinic: &args.clinic,
        max_side: args.max_side,
    };
    let variants = subject.project.variants.iter().enumerate();
    let variants = variants.map(|(index, variant)| (variant.name.clone(), subject.project.document(index)));
    let cells = BoardCell::of(&variants.collect::<Vec<_>>());
    let source = PhotoPart {
        photo: Arc::new(subject.photo.clone()),
        view: &subject.view,
        rect,
    };
    let mut engine = engine_for(&cells[0].document.design, talk)?;
    let gpu = engine.gpu().device.clone();
    let bar = progress_bar::bar(1000, "drawing", talk);
    let progress = &mut |share: f64| {
        bar.set_position((share * 1000.0) as u64);
        true
    };
    let sites = &mut |seed| Arc::new(progress_bar::sites(seed, talk));
    let picture = block_on(
        Some(&gpu),
        board(&mut engine, &cells, source, &request, sites, progress),
    )?;
    bar.finish_and_clear();
    Ok(picture)
}

/// One treatment that is asked for: a style, and numbers over it.
pub(super) struct BoardEntry {
    name: String,
    style: BoardStyle,
    settings: Vec<KnobSetting>,
}

/// A style of the program, by its name, or a practitioner's own, by its text.
enum BoardStyle {
    Shipped(String),
    Own(String),
}

/// What stands before the name of a practitioner's own style.
const OWN: &str = "own/";

impl BoardEntry {
    /// `natural,mature:density=70,clean-cut:edge-width=9:shade=1.5`.
    pub fn list(text: &str) -> Result<Vec<Self>, CliError> {
        let entries: Result<Vec<Self>, CliError> = text.split(',').map(BoardEntry::of).collect();
        let entries = entries?;
        check_count(entries.len())?;
        Ok(entries)
    }

    fn of(text: &str) -> Result<Self, CliError> {
        let mut parts = text.split(':');
        let asked = parts.next().unwrap_or_default();
        let (name, style) = match asked.trim().strip_prefix(OWN) {
            Some(own) => (own.trim().to_owned(), BoardStyle::Own(own_style(own)?)),
            None => {
                let style = styles::find(asked).map_err(explained)?.name;
                (trade::style(style), BoardStyle::Shipped(style.to_owned()))
            }
        };
        let mut trial = Design::default();
        let mut settings = Vec::new();
        for part in parts {
            trial.apply_setting(part).map_err(explained)?;
            settings.push(KnobSetting::parse(part).map_err(explained)?);
        }
        Ok(BoardEntry {
            name,
            style,
            settings,
        })
    }
}

/// A variant for each entry, made from the treatment that the other options describe, by the edits that the window makes too.
fn variants(subject: &TreatedPhoto, entries: &[BoardEntry]) -> Result<Vec<Variant>, CliError> {
    let base = Project {
        variants: vec![Variant {
            name: String::new(),
            design: subject.project.design().clone(),
            agreed: None,
        }],
        variant: 0,
        ..subject.project.clone()
    };
    let mut variants: Vec<Variant> = Vec::new();
    for entry in entries {
        let mut one = base.clone();
        match &entry.style {
            BoardStyle::Shipped(style) => said(make(&mut one, TreatmentEdit::Style(style.clone())))?,
            BoardStyle::Own(text) => {
                let mut design = one.design().clone();
                design.apply_toml(text)?;
                said(make(&mut one, TreatmentEdit::Design(Box::new(design))))?;
            }
        }
        if let Some(findings) = &subject.findings {
            for (knob, mm) in findings.temples(&one.head, &subject.view, one.design()) {
                said(make(&mut one, Edit::set(knob, mm, None)))?;
            }
        }
        for setting in &entry.settings {
            said(make(&mut one, setting.clone()))?;
        }
        let named = |name: &str| variants.iter().any(|other| other.name == name);
        let numbered = (2..).map(|number: usize| format!("{} {number}", entry.name));
        let mut names = std::iter::once(entry.name.clone()).chain(numbered);
        variants.push(Variant {
            name: names.find(|name| !named(name)).unwrap_or_default(),
            design: one.design().clone(),
            agreed: None,
        });
    }
    Ok(variants)
}
