//! `shadowline render`.

use super::args::{Numbers, RenderArgs, Talk};
use super::inputs::{self, Subject, say};
use super::{CliError, sites_cache};
use crate::design::{Design, Document};
use crate::engine::{Engine, Rect};
use crate::gpu::block_on;
use crate::output::save::atomically;
use crate::output::{EncodeInput, ImageFormat, encode, legend};
use crate::photo::{Channels, Photo, Samples};
use std::path::Path;
use std::sync::Arc;

/// What the picture shows: dots as they are when healed, after the last session.
const STAGE: &str = "Healed, after the last session";

pub(super) fn run(args: &RenderArgs, talk: &Talk) -> Result<(), CliError> {
    let format = format_of(&args.output)?;
    if let Some(photo) = &args.photo.photo
        && same_file(photo, &args.output)
    {
        return Err(CliError::Usage(
            "the output is the photo itself, which is never overwritten; choose another name".into(),
        ));
    }
    let design = inputs::design(&args.design, talk)?;
    let Subject { photo, head, view } = inputs::subject(&args.photo, talk)?;
    let rect = crop(args.crop.as_ref(), &photo)?;
    let document = Document::new(head, design);
    let mut engine = engine_for(&document.design, talk)?;
    let mut picture = match args.max_side.filter(|side| *side != rect.width.max(rect.height)) {
        Some(side) => resized(&mut engine, &document, photo, &view, rect, side, talk)?,
        None => inked(&mut engine, &document, photo, &view, rect, talk)?,
    };
    let line = legend::settings_line(&document.design, STAGE);
    if args.legend {
        let scale = f64::from(rect.width) / f64::from(picture.width_px);
        legend::append(&mut picture, &line, view.mm_per_px * scale);
    }
    save(&picture, format, &line, &args.output, talk)?;
    say(
        talk,
        &format!("saved: {} × {} px", picture.width_px, picture.height_px),
    );
    if let Some(path) = &args.save_design {
        atomically(path, |writer| {
            std::io::Write::write_all(writer, document.design.to_toml().as_bytes())
        })
        .map_err(CliError::io(path))?;
    }
    Ok(())
}

/// An engine with the sites of the design's seed.
pub(super) fn engine_for(design: &Design, talk: &Talk) -> Result<Engine, CliError> {
    let mut engine = block_on(None, Engine::open())?;
    if talk.verbose {
        let info = &engine.gpu().info;
        eprintln!("device: {} ({}, {:?})", info.name, info.backend, info.device_type);
    }
    if !engine.has_sites(design.seed) {
        engine.use_sites(Arc::new(sites_cache::sites(design.seed, talk)));
    }
    Ok(engine)
}

/// Whether two paths lead to one file that exists.
fn same_file(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

fn format_of(path: &Path) -> Result<ImageFormat, CliError> {
    let ending = path
        .extension()
        .map(|ending| ending.to_string_lossy().into_owned())
        .unwrap_or_default();
    ImageFormat::from_ending(&ending).ok_or_else(|| {
        CliError::Usage(format!(
            "'{}' doesn't say the format; end it in .png, .jpg, .webp or .tif",
            path.display()
        ))
    })
}

fn crop(numbers: Option<&Numbers>, photo: &Photo) -> Result<Rect, CliError> {
    let whole = Rect {
        x: 0,
        y: 0,
        width: photo.width_px,
        height: photo.height_px,
    };
    let Some(Numbers(list)) = numbers else {
        return Ok(whole);
    };
    let whole_number = |number: &f64| number.fract() == 0.0 && (0.0..=65_535.0).contains(number);
    match list.as_slice() {
        &[x, y, width, height] if list.iter().all(whole_number) => Ok(Rect {
            x: x as u32,
            y: y as u32,
            width: width as u32,
            height: height as u32,
        }),
        _ => Err(CliError::Usage(
            "--crop takes four whole numbers: x,y,width,height".into(),
        )),
    }
}

/// The photo with its dots at its own size, cut to the rectangle.
fn inked(
    engine: &mut Engine,
    document: &Document,
    mut photo: Photo,
    view: &crate::head::View,
    rect: Rect,
    talk: &Talk,
) -> Result<Photo, CliError> {
    let bar = sites_cache::bar(1000, "drawing", talk);
    let told = bar.clone();
    let progress = move |share: f64| {
        told.set_position((share * 1000.0) as u64);
        true
    };
    let gpu = engine.gpu().device.clone();
    block_on(Some(&gpu), engine.ink(document, &mut photo, view, rect, progress))?;
    bar.finish_and_clear();
    photo.cut(rect.x, rect.y, rect.width, rect.height);
    Ok(photo)
}

/// The rectangle at another size: `side` px along its longer side.
fn resized(
    engine: &mut Engine,
    document: &Document,
    photo: Photo,
    view: &crate::head::View,
    rect: Rect,
    side: u32,
    talk: &Talk,
) -> Result<Photo, CliError> {
    if photo.channels.has_alpha() {
        say(
            talk,
            "note: transparency is left out at another size than the photo's own",
        );
    }
    let scale = f64::from(side) / f64::from(rect.width.max(rect.height));
    let size = [rect.width, rect.height].map(|px| ((f64::from(px) * scale).round() as u32).max(1));
    let photo = Arc::new(photo);
    let gpu = engine.gpu().device.clone();
    let frame = block_on(Some(&gpu), engine.render(document, &photo, view, rect, size))?;
    let (channels, samples) = match photo.channels.is_grey() {
        true => (Channels::Grey, one_of_three(frame.rgb)),
        false => (Channels::Rgb, frame.rgb),
    };
    Ok(Photo {
        width_px: size[0],
        height_px: size[1],
        channels,
        samples,
        ..photo.without_samples()
    })
}

/// Grey pictures come with three equal codes a pixel.
fn one_of_three(rgb: Samples) -> Samples {
    match rgb {
        Samples::U8(codes) => Samples::U8(codes.into_iter().step_by(3).collect()),
        Samples::U16(codes) => Samples::U16(codes.into_iter().step_by(3).collect()),
    }
}

fn save(picture: &Photo, format: ImageFormat, line: &str, path: &Path, talk: &Talk) -> Result<(), CliError> {
    let input = EncodeInput {
        width_px: picture.width_px,
        height_px: picture.height_px,
        channels: picture.channels,
        samples: &picture.samples,
        icc: picture.colour.icc.as_deref(),
        paper_mm_per_px: None,
    };
    let notes = atomically(path, |writer| {
        encode(input, format, line, writer).map_err(SaveError::Encode)
    });
    let notes = notes.map_err(|error| match error {
        SaveError::Io(source) => CliError::Io {
            path: path.into(),
            source,
        },
        SaveError::Encode(error) => CliError::Encode(error),
    })?;
    for note in notes {
        say(talk, &format!("note: {note}"));
    }
    Ok(())
}

/// Either side of saving.
enum SaveError {
    Io(std::io::Error),
    Encode(crate::output::EncodeError),
}

impl From<std::io::Error> for SaveError {
    fn from(error: std::io::Error) -> Self {
        SaveError::Io(error)
    }
}
