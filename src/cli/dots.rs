//! `shadowline dots`.

use super::args::{DotsArgs, Talk};
use super::inputs::{self, say};
use super::treat;
use super::{CliError, render};
use crate::gpu::block_on;
use crate::output::{dots_csv, save::atomically};
use std::io::BufWriter;

pub(super) fn run(args: &DotsArgs, talk: &Talk) -> Result<(), CliError> {
    let mut subject = inputs::subject(&args.photo, talk)?;
    treat::treat(&mut subject, &args.design, talk)?;
    let (document, view) = (subject.document(), &subject.view);
    let mut engine = render::engine_for(&document.design, talk)?;
    let gpu = engine.gpu().device.clone();
    let dots = block_on(Some(&gpu), engine.dots(&document, view))?;
    match &args.output {
        Some(path) => {
            let write = |writer: &mut BufWriter<_>| dots_csv::write(writer, &document.design, &dots);
            atomically(path, write).map_err(CliError::io(path))?;
        }
        None => dots_csv::write(
            &mut BufWriter::new(std::io::stdout().lock()),
            &document.design,
            &dots,
        )?,
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
