//! `shadowline timelapse`: fresh, healing, healed and the years, as a moving picture or as numbered pictures.

use super::args::{Talk, TimelapseArgs};
use super::inputs::{self, Subject, say};
use super::render::{crop, engine_for};
use super::treat;
use super::{CliError, sites_cache};
use crate::design::stage::COURSE;
use crate::design::{Document, Stage};
use crate::engine::Engine;
use crate::gpu::block_on;
use crate::output::picture::{Request, Source, picture};
use crate::output::save::atomically;
use crate::output::{moving, srgb8};
use crate::photo::Photo;
use image::RgbImage;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

/// Longest side of the pictures unless another is asked for, px.
const SIDE_PX: u32 = 1000;
/// How long a picture stands, and the healed one, ms.
const STANDS_MS: u32 = 700;
const HEALED_MS: u32 = 2000;

pub(super) fn run(args: &TimelapseArgs, talk: &Talk) -> Result<(), CliError> {
    let form = Form::of(&args.output)?;
    let mut subject = inputs::subject(&args.photo, talk)?;
    treat::treat(&mut subject, &args.design, talk)?;
    let rect = crop(args.crop.as_ref(), &subject.photo)?;
    let document = subject.document();
    let Subject { photo, view, .. } = subject;
    let source = Source {
        photo: Arc::new(photo),
        view: &view,
        rect,
    };
    let mut engine = engine_for(&document.design, talk)?;
    let bar = sites_cache::bar(COURSE.len() as u64, "drawing", talk);
    let mut pictures = Vec::new();
    for (name, day, years) in COURSE {
        let mut document = document.clone();
        document.design.show(Stage {
            day,
            years,
            ..document.design.stage()
        });
        pictures.push((name, drawn(&mut engine, &document, source.clone(), args)?));
        bar.inc(1);
    }
    bar.finish_and_clear();
    form.save(&pictures, &args.output)?;
    say(talk, &format!("saved: {} pictures", pictures.len()));
    Ok(())
}

/// One moment.
fn drawn(
    engine: &mut Engine,
    document: &Document,
    source: Source<'_>,
    args: &TimelapseArgs,
) -> Result<Photo, CliError> {
    let request = Request {
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
enum Form {
    Gif,
    Webp,
    Folder,
}

impl Form {
    fn of(path: &Path) -> Result<Self, CliError> {
        match path
            .extension()
            .map(|ending| ending.to_string_lossy().to_lowercase())
            .as_deref()
        {
            Some("gif") => Ok(Form::Gif),
            Some("webp") => Ok(Form::Webp),
            None => Ok(Form::Folder),
            Some(_) => Err(CliError::Usage(format!(
                "'{}' doesn't say the form; end it in .gif or .webp, or name a folder for numbered PNGs",
                path.display()
            ))),
        }
    }

    fn save(&self, pictures: &[(&str, Photo)], path: &Path) -> Result<(), CliError> {
        let delay = |(name, _): &(&str, Photo)| if *name == "healed" { HEALED_MS } else { STANDS_MS };
        let delays: Vec<u32> = pictures.iter().map(delay).collect();
        let frames = || -> Vec<RgbImage> { pictures.iter().map(|(_, photo)| srgb8(photo)).collect() };
        let whole =
            |bytes: Vec<u8>| atomically(path, |writer| writer.write_all(&bytes)).map_err(CliError::io(path));
        match self {
            Form::Gif => whole(moving::gif(&frames(), &delays)?),
            Form::Webp => whole(moving::webp(&frames(), &delays)?),
            Form::Folder => numbered(pictures, path),
        }
    }
}

/// Each moment as a PNG of its own in a folder.
fn numbered(pictures: &[(&str, Photo)], folder: &Path) -> Result<(), CliError> {
    std::fs::create_dir_all(folder).map_err(CliError::io(folder))?;
    for (number, (name, photo)) in (1..).zip(pictures) {
        let path = folder.join(format!("{number:02}-{name}.png"));
        let mut bytes = std::io::Cursor::new(Vec::new());
        let written = srgb8(photo).write_to(&mut bytes, image::ImageFormat::Png);
        written.map_err(|error| CliError::io(&path)(std::io::Error::other(error)))?;
        atomically(&path, |writer| writer.write_all(bytes.get_ref())).map_err(CliError::io(&path))?;
    }
    Ok(())
}
