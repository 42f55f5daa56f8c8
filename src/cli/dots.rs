//! `shadowline dots`.

use super::args::{DotsArgs, TalkOptions};
use super::files::{self, CommandFiles};
use super::inputs::{self, say};
use super::treat::TreatmentRequest;
use super::{CliError, render};
use crate::gpu::block_on;
use crate::output::dots_csv;
use std::path::Path;

pub(super) fn run(args: &DotsArgs, talk: &TalkOptions) -> Result<(), CliError> {
    let files = CommandFiles::of(&args.photo, Some(&args.design), args.keep.no_clobber)
        .writing(args.output.clone())
        .check()?;
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
