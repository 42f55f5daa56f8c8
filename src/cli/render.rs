//! `shadowline render`.

use super::arg_values::PhotoChoice;
use super::args::{RenderArgs, TalkOptions};
use super::files::{self, CommandFiles};
use super::inputs::{self, TreatedPhoto, say};
use super::treat::TreatmentRequest;
use super::{CliError, all_photos, passphrase, progress_bar};
use crate::design::Design;
use crate::engine::{Engine, PixelRect};
use crate::gpu::block_on;
use crate::output::ImageFormat;
use crate::output::picture::{FinishedPicture, PhotoPart, PictureRequest, pair, picture, sheet};
use crate::photo::Photo;
use crate::project;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

pub(super) fn run(args: &RenderArgs, talk: &TalkOptions) -> Result<(), CliError> {
    let format = format_of(&args.output, args.format.as_deref())?;
    let outputs = [
        Some(args.output.clone()),
        args.save_design.clone(),
        args.save_project.clone(),
    ];
    let files = CommandFiles::of(&args.photo, Some(&args.design), args.keep.no_clobber)
        .writing(outputs.into_iter().flatten())
        .check()?;
    files::check_terminal(&args.output)?;
    let wanted = TreatmentRequest::of(&args.design, files::may_be_project(args.photo.photo.as_deref()))?;
    let takes_all = args.photo.number == Some(PhotoChoice::All);
    let mut subject = if takes_all {
        all_photos::check(args)?;
        inputs::whole_project(&args.photo)?
    } else {
        inputs::drawn_subject(&args.photo, talk)?
    };
    let rect = crop(args.crop, &subject.photo)?;
    files.spare_originals(&subject.project)?;
    wanted.treat(&mut subject, talk)?;
    let passphrase = subject.passphrase.take();
    let (picture, project) = if takes_all {
        (all_photos::drawn(args, &subject, talk)?, subject.project)
    } else {
        let TreatedPhoto {
            photo, view, project, ..
        } = subject;
        (
            drawn(args, &project, Arc::new(photo), &view, rect, talk)?,
            project,
        )
    };
    let notes = files.write(&args.output, |out| picture.encode(format, out))?;
    for note in picture.notes.iter().chain(&notes) {
        say(talk, &format!("note: {note}"));
    }
    let size = [picture.photo.width_px, picture.photo.height_px];
    say(talk, &format!("saved: {} × {} px", size[0], size[1]));
    if let Some(path) = &args.save_design {
        let text = project.design().to_toml();
        files.write(path, |out| out.write_all(text.as_bytes()))?;
    }
    if let Some(path) = &args.save_project {
        passphrase::save(&files, path, &project, passphrase.as_ref())?;
    }
    Ok(())
}

/// What is asked for, with the sites that it needs.
fn drawn(
    args: &RenderArgs,
    project: &project::Project,
    photo: Arc<Photo>,
    view: &crate::head::HeadView,
    rect: PixelRect,
    talk: &TalkOptions,
) -> Result<FinishedPicture, CliError> {
    let request = PictureRequest {
        legend: args.legend,
        watermark: &args.watermark,
        clinic: &args.clinic,
        max_side: args.max_side,
    };
    let document = project.document(project.variant);
    let mut engine = engine_for(&document.design, talk)?;
    let gpu = engine.gpu().device.clone();
    let bar = progress_bar::bar(1000, "drawing", talk);
    let progress = &mut |share: f64| {
        bar.set_position((share * 1000.0) as u64);
        true
    };
    let source = PhotoPart { photo, view, rect };
    let picture = if args.variants {
        let variants = project.variants.iter().enumerate();
        let variants: Vec<_> = variants
            .map(|(index, variant)| (variant.name.clone(), project.document(index)))
            .collect();
        let sites = &mut |seed| Arc::new(progress_bar::sites(seed, talk));
        block_on(
            Some(&gpu),
            sheet(&mut engine, &variants, source, &request, sites, progress),
        )?
    } else if args.pair {
        block_on(
            Some(&gpu),
            pair(&mut engine, &document, source, &request, progress),
        )?
    } else {
        block_on(
            Some(&gpu),
            picture(&mut engine, &document, source, &request, progress),
        )?
    };
    bar.finish_and_clear();
    Ok(picture)
}

/// An engine with the sites of the design's seed.
pub(super) fn engine_for(design: &Design, talk: &TalkOptions) -> Result<Engine, CliError> {
    let mut engine = block_on(None, Engine::open())?;
    if talk.verbose {
        let info = &engine.gpu().info;
        say(
            talk,
            &format!("device: {} ({}, {:?})", info.name, info.backend, info.device_type),
        );
    }
    if !engine.has_sites(design.seed) {
        engine.use_sites(Arc::new(progress_bar::sites(design.seed, talk)));
    }
    Ok(engine)
}

/// The format of a picture: as asked for, else by the ending; PNG for standard output.
pub(super) fn format_of(path: &Path, asked: Option<&str>) -> Result<ImageFormat, CliError> {
    let by_ending = path
        .extension()
        .and_then(|ending| ImageFormat::from_ending(&ending.to_string_lossy()));
    match (asked, by_ending) {
        (Some(asked), by_ending) => {
            let format = ImageFormat::from_ending(asked).ok_or_else(|| {
                let all = ImageFormat::endings_in_words("");
                CliError::Usage(format!("--format {asked} is none; choose {all}"))
            })?;
            match by_ending.filter(|by_ending| by_ending.name() != format.name()) {
                Some(other) => Err(CliError::Usage(format!(
                    "--format {asked} and '{}', which ends like {}, contradict each other; omit --format, or change the ending",
                    path.display(),
                    other.name()
                ))),
                None => Ok(format),
            }
        }
        (None, Some(format)) => Ok(format),
        (None, None) if files::is_stream(path) => Ok(ImageFormat::Png),
        (None, None) => Err(CliError::Usage(format!(
            "'{}' doesn't say the format; end it in {}",
            path.display(),
            ImageFormat::endings_in_words(".")
        ))),
    }
}

/// The part of the photo that is asked for, which must lie in it.
pub(super) fn crop(asked: Option<PixelRect>, photo: &Photo) -> Result<PixelRect, CliError> {
    let whole = PixelRect::whole(photo);
    let Some(rect) = asked else {
        return Ok(whole);
    };
    let PixelRect { x, y, width, height } = rect;
    if x + width > whole.width || y + height > whole.height {
        return Err(CliError::Usage(format!(
            "--crop {x},{y},{width},{height} reaches beyond the photo of {} × {} px (to {}, {}); choose a part inside it",
            whole.width,
            whole.height,
            x + width,
            y + height
        )));
    }
    Ok(rect)
}
