//! `shadowline render PROJECT --photo all`: every fitted photo with the same dots, in one strip.

use super::args::{RenderArgs, TalkOptions};
use super::inputs::{TreatedPhoto, say};
use super::render::engine_for;
use super::{CliError, progress_bar};
use crate::engine::{Engine, PixelRect};
use crate::gpu::block_on;
use crate::head::ViewSource;
use crate::output::picture::{FinishedPicture, PhotoPart, PictureRequest};
use crate::output::strip::strip;
use crate::photo::{PhotoLimits, decode};
use crate::project::{Project, Shot};
use crate::words::trade;
use std::sync::Arc;

/// Refuses what belongs to one photo.
pub(super) fn check(args: &RenderArgs) -> Result<(), CliError> {
    let beside = [
        ("--crop", args.crop.is_some()),
        ("--pair", args.pair),
        ("--variants", args.variants),
        ("--legend", args.legend),
    ];
    match beside.into_iter().find(|(_, is_given)| *is_given) {
        Some((option, _)) => Err(CliError::Usage(format!(
            "--photo all draws all photos in one strip; leave out {option}, or choose one photo by its number"
        ))),
        None => Ok(()),
    }
}

/// The strip of a project's fitted photos; how many dots the plan has, and how many of them the photos show, is said.
pub(super) fn drawn(
    args: &RenderArgs,
    subject: &TreatedPhoto,
    talk: &TalkOptions,
) -> Result<FinishedPicture, CliError> {
    let project = &subject.project;
    let is_fitted = |shot: &&Shot| shot.view.source != ViewSource::Guess;
    let shots: Vec<&Shot> = project.photos.iter().filter(is_fitted).collect();
    if shots.is_empty() {
        return Err(CliError::NotFitted);
    }
    let left_out = project.photos.len() - shots.len();
    if left_out > 0 {
        say(
            talk,
            &format!("note: {left_out} of the photos are left out: nobody has fitted the head on them yet"),
        );
    }
    let parts = shots.iter().map(|shot| {
        let photo = shot.adjust.applied(decode(&shot.bytes, &PhotoLimits::default())?);
        let part = PhotoPart {
            rect: PixelRect::whole(&photo),
            photo: Arc::new(photo),
            view: &shot.view,
        };
        Ok((trade::pose(shot.pose()).to_owned(), part))
    });
    let parts: Vec<_> = parts.collect::<Result<_, CliError>>()?;
    let document = subject.document();
    let mut engine = engine_for(&document.design, talk)?;
    let gpu = engine.gpu().device.clone();
    let request = PictureRequest {
        legend: false,
        watermark: &args.watermark,
        clinic: &args.clinic,
        max_side: args.max_side,
    };
    let bar = progress_bar::bar(1000, "drawing", talk);
    let progress = &mut |share: f64| {
        bar.set_position((share * 1000.0) as u64);
        true
    };
    let picture = block_on(
        Some(&gpu),
        strip(&mut engine, &document, &parts, &request, progress),
    )?;
    bar.finish_and_clear();
    say(talk, &counted(&mut engine, project, &shots)?);
    Ok(picture)
}

/// How many dots the plan has, and how many of them at least one photo shows: each is counted once.
fn counted(engine: &mut Engine, project: &Project, shots: &[&Shot]) -> Result<String, CliError> {
    let document = project.document(project.variant);
    let gpu = engine.gpu().device.clone();
    let mut seen: Vec<bool> = Vec::new();
    for shot in shots {
        let dots = block_on(Some(&gpu), engine.dots(&document, &shot.view))?;
        seen.resize(dots.len(), false);
        for (seen, dot) in seen.iter_mut().zip(&dots) {
            *seen |= dot.visible > 0.0;
        }
    }
    let shown = seen.iter().filter(|seen| **seen).count();
    Ok(format!(
        "{} dots in the plan, {shown} of them seen in at least one of {} photos; each is counted once",
        seen.len(),
        shots.len()
    ))
}
