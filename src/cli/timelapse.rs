//! `shadowline timelapse`: fresh, healing, healed and the years, as a moving picture or as numbered pictures.

use super::args::{TalkOptions, TimelapseArgs};
use super::files::{self, CommandFiles};
use super::inputs::{self, TreatedPhoto, say};
use super::render::{crop, engine_for};
use super::treat::TreatmentRequest;
use super::{CliError, progress_bar};
use crate::design::stage::COURSE;
use crate::design::{Document, TreatmentStage};
use crate::engine::Engine;
use crate::gpu::block_on;
use crate::output::picture::{PhotoPart, PictureRequest, picture};
use crate::output::{moving, srgb8};
use crate::photo::Photo;
use image::RgbImage;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Longest side of the pictures unless another is asked for, px.
const SIDE_PX: u32 = 1000;
/// How long a picture stands, and the healed one, ms.
const STANDS_MS: u32 = 700;
const HEALED_MS: u32 = 2000;

pub(super) fn run(args: &TimelapseArgs, talk: &TalkOptions) -> Result<(), CliError> {
    let form = TimelapseForm::of(&args.output, args.format.as_deref())?;
    let files = CommandFiles::of(&args.photo, Some(&args.design), args.keep.no_clobber);
    let files = form.checked(files, &args.output)?;
    let wanted = TreatmentRequest::of(&args.design, files::may_be_project(args.photo.photo.as_deref()))?;
    let mut subject = inputs::drawn_subject(&args.photo, talk)?;
    let rect = crop(args.crop, &subject.photo)?;
    files.spare_originals(&subject.project)?;
    wanted.treat(&mut subject, talk)?;
    let document = subject.document();
    let TreatedPhoto { photo, view, .. } = subject;
    let source = PhotoPart {
        photo: Arc::new(photo),
        view: &view,
        rect,
    };
    let mut engine = engine_for(&document.design, talk)?;
    let bar = progress_bar::bar(COURSE.len() as u64, "drawing", talk);
    let mut pictures = Vec::new();
    for (name, day, years) in COURSE {
        let mut document = document.clone();
        document.design.show(TreatmentStage {
            day,
            years,
            ..document.design.stage()
        });
        pictures.push((name, drawn(&mut engine, &document, source.clone(), args)?));
        bar.inc(1);
    }
    bar.finish_and_clear();
    form.save(&pictures, &args.output, &files)?;
    say(talk, &format!("saved: {} pictures", pictures.len()));
    Ok(())
}

/// One moment.
fn drawn(
    engine: &mut Engine,
    document: &Document,
    source: PhotoPart<'_>,
    args: &TimelapseArgs,
) -> Result<Photo, CliError> {
    let request = PictureRequest {
        legend: false,
        watermark: &args.watermark,
        clinic: "",
        max_side: Some(args.max_side.unwrap_or(SIDE_PX)),
    };
    let device = engine.gpu().device.clone();
    let picture = block_on(
        Some(&device),
        picture(engine, document, source, &request, &mut |_| true),
    )?;
    Ok(picture.photo)
}

/// How the moments are saved.
enum TimelapseForm {
    Gif,
    Webp,
    Folder,
}

impl TimelapseForm {
    /// As asked for, else by the ending; a folder that is there is a folder whatever its name; GIF for standard output.
    fn of(path: &Path, asked: Option<&str>) -> Result<Self, CliError> {
        let ending = path
            .extension()
            .map(|ending| ending.to_string_lossy().to_lowercase());
        let by_ending = match ending.as_deref() {
            Some("gif") => Some("gif"),
            Some("webp") => Some("webp"),
            _ => None,
        };
        match (asked, by_ending) {
            (Some(asked), Some(by_ending)) if asked != by_ending => Err(CliError::Usage(format!(
                "--format {asked} and the ending of '{}' contradict each other; leave --format away, or change the ending",
                path.display()
            ))),
            (Some("folder"), _) if files::is_stream(path) => Err(CliError::Usage(
                "a folder can't go to standard output; name one, or choose --format gif or webp".into(),
            )),
            (Some("gif"), _) | (None, Some("gif")) => Ok(TimelapseForm::Gif),
            (Some("webp"), _) | (None, Some("webp")) => Ok(TimelapseForm::Webp),
            (Some("folder"), _) => Ok(TimelapseForm::Folder),
            (Some(asked), _) => Err(CliError::Usage(format!(
                "--format {asked} is none; choose gif, webp or folder"
            ))),
            (None, _) if files::is_stream(path) => Ok(TimelapseForm::Gif),
            (None, _) if ending.is_none() || path.is_dir() => Ok(TimelapseForm::Folder),
            (None, _) => Err(CliError::Usage(format!(
                "'{}' doesn't say the form; end it in .gif or .webp, or name a folder for numbered PNGs",
                path.display()
            ))),
        }
    }

    /// The files that will be written, looked at; a folder that isn't there yet is made.
    fn checked<'a>(&self, files: CommandFiles<'a>, path: &Path) -> Result<CommandFiles<'a>, CliError> {
        match self {
            TimelapseForm::Gif | TimelapseForm::Webp => {
                files::check_terminal(path)?;
                files.writing([path.to_owned()]).check()
            }
            TimelapseForm::Folder => {
                files::check_folder(path)?;
                if !path.exists() {
                    // Nothing in it can be lost, but an input can't be looked for in a folder that isn't there.
                    return files.check();
                }
                files.writing(numbered_paths(path)).check()
            }
        }
    }

    fn save(
        &self,
        pictures: &[(&str, Photo)],
        path: &Path,
        files: &CommandFiles<'_>,
    ) -> Result<(), CliError> {
        let delay = |(name, _): &(&str, Photo)| if *name == "healed" { HEALED_MS } else { STANDS_MS };
        let delays: Vec<u32> = pictures.iter().map(delay).collect();
        let frames = || -> Vec<RgbImage> { pictures.iter().map(|(_, photo)| srgb8(photo)).collect() };
        match self {
            TimelapseForm::Gif => {
                let bytes = moving::gif(&frames(), &delays)?;
                files.write(path, |out| out.write_all(&bytes))
            }
            TimelapseForm::Webp => {
                let bytes = moving::webp(&frames(), &delays)?;
                files.write(path, |out| out.write_all(&bytes))
            }
            TimelapseForm::Folder => numbered(pictures, path, files),
        }
    }
}

/// The names of the moments' pictures in a folder.
fn numbered_paths(folder: &Path) -> Vec<PathBuf> {
    let names = (1..).zip(COURSE);
    names
        .map(|(number, (name, ..))| folder.join(format!("{number:02}-{name}.png")))
        .collect()
}

/// Each moment as a PNG of its own in a folder.
fn numbered(pictures: &[(&str, Photo)], folder: &Path, files: &CommandFiles<'_>) -> Result<(), CliError> {
    std::fs::create_dir_all(folder).map_err(CliError::io(folder))?;
    for (path, (_, photo)) in numbered_paths(folder).iter().zip(pictures) {
        files.write(path, |out| {
            let written = srgb8(photo).write_to(out, image::ImageFormat::Png);
            written.map_err(|error| CliError::io(path)(std::io::Error::other(error)))
        })?;
    }
    Ok(())
}
