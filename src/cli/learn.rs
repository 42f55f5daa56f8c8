//! `shadowline learn`: a photo of the real, healed work beside the simulation of it, and what both differ by.

use super::args::{PhotoArgs, TalkOptions};
use super::consult_args::LearnArgs;
use super::files::CommandFiles;
use super::inputs::{self, TreatedPhoto, say};
use super::library::demo_picture;
use super::render::engine_for;
use super::{CliError, files};
use crate::consult::{FEWEST_VISITS, LearnedVisit, LearnedWork, WorkPhoto, learned_visit};
use crate::gpu::block_on;
use crate::head::{FitInput, Head, HeadView, ViewSource};
use crate::intake::{HeadSolver, photo_facts};
use crate::store::own_styles::{OwnStyle, StyleError};
use crate::store::{clock, keep_learned, learned_path, load_learned};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(super) fn run(args: &LearnArgs, talk: &TalkOptions) -> Result<(), CliError> {
    let path = path()?;
    let mut work = load_learned(&path).map_err(CliError::io(&path))?;
    CommandFiles::of(&args.after, None, false)
        .reading("project", Some(&args.project))
        .check()?;
    let before = inputs::drawn_subject(&before_args(args), talk)?;
    let after_args = PhotoArgs {
        number: None,
        variant: None,
        refit: false,
        passphrase_file: None,
        ..args.after.clone()
    };
    let after = inputs::drawn_subject(&after_args, talk)?;
    let visit = learned(&before, &after, talk)?;
    files::print(in_words(&visit).as_bytes())?;
    if args.dry_run {
        say(talk, "nothing was kept");
        return Ok(());
    }
    if !work.add(visit) {
        say(talk, "these photos were learned before; nothing was added");
        return Ok(());
    }
    keep_learned(&path, &work).map_err(CliError::io(&path))?;
    say(talk, &format!("kept: {}", so_far(&work)));
    Ok(())
}

/// `shadowline library learned`: the averages, and how sure they are.
pub(super) fn averages() -> Result<(), CliError> {
    let path = path()?;
    let work = load_learned(&path).map_err(CliError::io(&path))?;
    let mut text = format!("{}\n", so_far(&work));
    for (name, unit, mean) in work.averages() {
        // A string takes all that is written to it.
        let _ = match mean {
            Some(mean) => writeln!(
                text,
                "{name:<19} {:6.2} {unit}, sure to ± {:.2} (spread {:.2}, {} photos)",
                mean.mean, mean.error, mean.spread, mean.count
            ),
            None => writeln!(text, "{name:<19} too few photos tell it"),
        };
    }
    files::print(text.as_bytes())
}

/// `shadowline library house NAME`: keeps what was learned as an own style.
pub(super) fn house(folder: &Path, name: &str, talk: &TalkOptions) -> Result<(), CliError> {
    let path = path()?;
    let work = load_learned(&path).map_err(CliError::io(&path))?;
    OwnStyle::check_free(folder, name)?;
    let Some(text) = work.house_style() else {
        return Err(CliError::Usage(format!(
            "a house style is made of {FEWEST_VISITS} photos or more; {}",
            so_far(&work)
        )));
    };
    let text = text?;
    let style = OwnStyle {
        name: name.to_owned(),
        picture: Some(demo_picture(&text, talk)?),
        text,
    };
    style.keep(folder)?;
    say(talk, &format!("kept: {name}, {}", so_far(&work)));
    Ok(())
}

/// `shadowline library forget`: removes what was learned.
pub(super) fn forget() -> Result<(), CliError> {
    let path = path()?;
    match std::fs::remove_file(&path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(CliError::io(&path)(error)),
        _ => Ok(()),
    }
}

fn path() -> Result<PathBuf, CliError> {
    Ok(learned_path().ok_or(StyleError::NoFolder)?)
}

fn so_far(work: &LearnedWork) -> String {
    match work.visits.len() {
        0 => "nothing has been learned yet; learn with `shadowline learn`".to_owned(),
        1 => "one photo is learned".to_owned(),
        count => format!("{count} photos are learned"),
    }
}

/// The options of the project: which photo and variant of it, and its passphrase.
fn before_args(args: &LearnArgs) -> PhotoArgs {
    let PhotoArgs {
        number,
        variant,
        refit,
        passphrase_file,
        ..
    } = args.after.clone();
    PhotoArgs {
        photo: Some(args.project.clone()),
        number,
        variant,
        refit,
        passphrase_file,
        ..PhotoArgs::default()
    }
}

/// What the photo of the real work tells beside the simulation of the same moment: healed.
fn learned(
    before: &TreatedPhoto,
    after: &TreatedPhoto,
    talk: &TalkOptions,
) -> Result<LearnedVisit, CliError> {
    let document = before.document();
    let (bare, healed) = (Arc::new(before.photo.clone()), Arc::new(after.photo.clone()));
    let (head, view) = same_head(&document.head, after);
    let mut engine = engine_for(&document.design, talk)?;
    let gpu = engine.gpu().device.clone();
    let bare = WorkPhoto {
        photo: &bare,
        head: &document.head,
        view: &before.view,
        face: None,
    };
    let real = WorkPhoto {
        photo: &healed,
        head: &head,
        view: &view,
        face: after.faces.first(),
    };
    let day = clock::today_for_names();
    let learning = learned_visit(&mut engine, &document, bare, real, day);
    block_on(Some(&gpu), learning).map_err(CliError::Usage)
}

/// The project's own head as a photo's face shows it, so that the same skin is compared; what was given by hand stays as it is.
fn same_head(head: &Head, after: &TreatedPhoto) -> (Head, HeadView) {
    let by_face = || {
        let face = after
            .faces
            .first()
            .filter(|_| after.view.source == ViewSource::Landmarks)?;
        let solver = HeadSolver {
            facts: photo_facts(&after.photo),
            settled: Some(head.clone()),
        };
        let fit = solver.fit(&after.photo, &FitInput::default(), Some(face));
        fit.ok().map(|fit| (fit.head, fit.view))
    };
    by_face().unwrap_or_else(|| (after.project.head.clone(), after.view.clone()))
}

fn in_words(visit: &LearnedVisit) -> String {
    let mut text = String::new();
    let [red, green, blue] = visit.tone;
    let strength = 100.0 * (visit.strength() - 1.0);
    let way = if strength > 0.0 { "stronger" } else { "fainter" };
    let lines = [
        Some(format!(
            "tone: the real work is {:.0} % {way} (takes {red:.2}, {green:.2}, {blue:.2} × the light of red, green, blue)",
            strength.abs()
        )),
        Some(match visit.marks {
            Some([count, depth, width]) => {
                format!("marks: {count:.2} × as many, {depth:.2} × as deep, {width:.2} × as wide")
            }
            None => "marks: one of the photos is too coarse to show single ones".to_owned(),
        }),
        Some(match visit.line_mm {
            Some([real, simulated]) => {
                format!("line: {:+.0} mm ({real:.0} for {simulated:.0})", real - simulated)
            }
            None => "line: not seen in both along the midline".to_owned(),
        }),
    ];
    for line in lines.into_iter().flatten() {
        // A string takes all that is written to it.
        let _ = writeln!(text, "{line}");
    }
    text
}
