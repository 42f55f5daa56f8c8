//! `shadowline learn`: a photo of the real, healed work beside the simulation of it, and what both differ by.

use super::args::{PhotoArgs, TalkOptions};
use super::consult_args::LearnArgs;
use super::files::CommandFiles;
use super::inputs::{self, TreatedPhoto, say};
use super::library::demo_picture;
use super::render::engine_for;
use super::{CliError, files};
use crate::consult::{FEWEST_VISITS, LearnedVisit, LearnedWork};
use crate::design::{HairlineOutline, Knob, TreatmentStage};
use crate::engine::PixelRect;
use crate::gpu::block_on;
use crate::head::{FitInput, Head, HeadView, ViewSource};
use crate::intake::{HeadSolver, PhotoFindings, photo_facts};
use crate::photo::Photo;
use crate::store::own_styles::{OwnStyle, StyleError};
use crate::store::{clock, keep_learned, learned_path, load_learned};
use crate::vision::{Face, TreatedTop};
use glam::DVec3;
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
    let mut document = before.document();
    document.design.show(TreatmentStage::HEALED);
    // As in the photo, whatever light was looked at.
    document.design.set(Knob::Light, 0.0)?;
    let line = HairlineOutline::evaluate(&document.head, &document.design).ok_or_else(|| {
        CliError::Usage("the variant has no hairline; choose one that has with --variant".into())
    })?;
    let middle = line.control[0].direction;
    let photo = Arc::new(before.photo.clone());
    let mut engine = engine_for(&document.design, talk)?;
    let gpu = engine.gpu().device.clone();
    let rect = PixelRect::whole(&photo);
    let size = [rect.width, rect.height];
    let drawing = engine.render(&document, &photo, &before.view, rect, size);
    let frame = block_on(Some(&gpu), drawing)?;
    let simulation = Photo {
        samples: frame.rgb,
        channels: crate::photo::Channels::Rgb,
        ..before.photo.clone()
    };
    let of_before = |what, photo: &Photo| top(what, photo, &document.head, &before.view, middle, None);
    let bare = of_before("the project's photo", &before.photo)?;
    let simulated = of_before("the simulation", &simulation)?;
    let (head, view) = same_head(&document.head, after);
    let of_after = "the photo of the real work";
    let real = top(of_after, &after.photo, &head, &view, middle, after.faces.first())?;
    let day = clock::today_for_names();
    LearnedVisit::of(day, &document.design, &bare, &simulated, &real).map_err(CliError::Usage)
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

fn top(
    what: &str,
    photo: &Photo,
    head: &Head,
    view: &HeadView,
    middle: DVec3,
    face: Option<&Face>,
) -> Result<TreatedTop, CliError> {
    let mut bare_view = view.clone();
    // What was learnt of the photo before is learnt anew: it may have had no dots.
    (bare_view.capture, bare_view.seen) = (None, None);
    let findings = PhotoFindings::of(photo, head, &bare_view, face);
    let found = findings.treated_top(photo, head, &bare_view, middle);
    found.map_err(|why| CliError::Usage(format!("{what}: {why}")))
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
