//! `shadowline dots`.

use super::args::{DotsArgs, TalkOptions};
use super::files::{self, CommandFiles};
use super::inputs::{self, say};
use super::suggest::explained;
use super::treat::TreatmentRequest;
use super::{CliError, render};
use crate::design::cases;
use crate::gpu::block_on;
use crate::output::dots_csv;
use crate::plan::sites::later_loss::LaterLoss;
use std::path::Path;

pub(super) fn run(args: &DotsArgs, talk: &TalkOptions) -> Result<(), CliError> {
    let files = CommandFiles::of(&args.photo, Some(&args.design), args.keep.no_clobber)
        .writing(args.output.clone())
        .check()?;
    let later = args
        .later
        .as_deref()
        .map(cases::find)
        .transpose()
        .map_err(explained)?;
    let wanted = TreatmentRequest::of(&args.design, files::may_be_project(args.photo.photo.as_deref()))?;
    let mut subject = inputs::drawn_subject(&args.photo, talk)?;
    files.spare_originals(&subject.project)?;
    wanted.treat(&mut subject, talk)?;
    let (document, view) = (subject.document(), &subject.view);
    let mut engine = render::engine_for(&document.design, talk)?;
    let gpu = engine.gpu().device.clone();
    let dots = block_on(Some(&gpu), engine.dots(&document, view))?;
    let path = args.output.as_deref().unwrap_or(Path::new("-"));
    files.write(path, |out| dots_csv::write(out, &document.design, &dots))?;
    let tally = block_on(Some(&gpu), engine.tally(&document, view))?;
    let fills = document.design.fills.iter().zip(&tally.fills);
    for (fill, of) in fills.filter(|_| document.design.fills.len() > 1) {
        let sure = match view.area_error() {
            error if error > 0.0 => format!(", ± {:.0} %", 100.0 * error),
            _ => String::new(),
        };
        say(
            talk,
            &format!("{}: {} dots on {:.1} cm²{sure}", fill.name, of.dots, of.area_cm2),
        );
    }
    if let Some(later) = later {
        let loss = LaterLoss::of(&document, later);
        let (lost, bare) = (loss.lost_cm2, loss.bare_cm2);
        say(
            talk,
            &format!(
                "{}: {bare:.0} of {lost:.0} cm² lost would have no dots",
                later.title
            ),
        );
    }
    let seen = dots.iter().filter(|dot| dot.visible > 0.0).count();
    say(
        talk,
        &format!(
            "{} dots in the plan, {seen} of them seen in this photo",
            dots.len()
        ),
    );
    Ok(())
}
