//! `shadowline render`.

use super::args::{Numbers, RenderArgs, Talk};
use super::inputs::{self, Subject, say};
use super::treat;
use super::{CliError, sites_cache};
use crate::design::Design;
use crate::engine::{Engine, Rect};
use crate::gpu::block_on;
use crate::output::picture::{Picture, Request, Source, pair, picture, sheet};
use crate::output::save::atomically;
use crate::output::{EncodeError, ImageFormat};
use crate::photo::Photo;
use crate::project::{self, ProjectError};
use std::path::Path;
use std::sync::Arc;

pub(super) fn run(args: &RenderArgs, talk: &Talk) -> Result<(), CliError> {
    let format = format_of(&args.output)?;
    check_outputs(args)?;
    let mut subject = inputs::subject(&args.photo, talk)?;
    treat::treat(&mut subject, &args.design, talk)?;
    let rect = crop(args.crop.as_ref(), &subject.photo)?;
    let Subject {
        photo, view, project, ..
    } = subject;
    let picture = drawn(args, &project, Arc::new(photo), &view, rect, talk)?;
    for note in &picture.notes {
        say(talk, &format!("note: {note}"));
    }
    save(&picture, format, &args.output, talk)?;
    let size = [picture.photo.width_px, picture.photo.height_px];
    say(talk, &format!("saved: {} × {} px", size[0], size[1]));
    if let Some(path) = &args.save_design {
        let text = project.design().to_toml();
        atomically(path, |writer| std::io::Write::write_all(writer, text.as_bytes()))
            .map_err(CliError::io(path))?;
    }
    if let Some(path) = &args.save_project {
        let saved = atomically(path, |writer| {
            project::write(&project, None, writer).map_err(SaveError::Other)
        });
        saved.map_err(|error: SaveError<ProjectError>| error.at(path))?;
    }
    Ok(())
}

/// What is asked for, with the sites that it needs.
fn drawn(
    args: &RenderArgs,
    project: &project::Project,
    photo: Arc<Photo>,
    view: &crate::head::View,
    rect: Rect,
    talk: &Talk,
) -> Result<Picture, CliError> {
    let request = Request {
        legend: args.legend,
        watermark: &args.watermark,
        clinic: &args.clinic,
        max_side: args.max_side,
    };
    let document = project.document(project.variant);
    let mut engine = engine_for(&document.design, talk)?;
    let gpu = engine.gpu().device.clone();
    let bar = sites_cache::bar(1000, "drawing", talk);
    let progress = &mut |share: f64| {
        bar.set_position((share * 1000.0) as u64);
        true
    };
    let source = Source { photo, view, rect };
    let picture = if args.variants {
        let variants = project.variants.iter().enumerate();
        let variants: Vec<_> = variants
            .map(|(index, variant)| (variant.name.clone(), project.document(index)))
            .collect();
        let sites = &mut |seed| Arc::new(sites_cache::sites(seed, talk));
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

/// No output may be the photo or the project that it comes from, or another output.
fn check_outputs(args: &RenderArgs) -> Result<(), CliError> {
    let outputs = [
        Some(&args.output),
        args.save_design.as_ref(),
        args.save_project.as_ref(),
    ];
    for (index, output) in outputs.iter().enumerate() {
        let Some(output) = output else {
            continue;
        };
        if args
            .photo
            .photo
            .as_ref()
            .is_some_and(|photo| same_file(photo, output))
        {
            return Err(CliError::Usage(
                "the output is the photo or project itself, which is never overwritten; choose another name"
                    .into(),
            ));
        }
        if outputs[..index].contains(&Some(output)) {
            return Err(CliError::Usage(format!(
                "two outputs have the name '{}'; give each its own",
                output.display()
            )));
        }
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

pub(super) fn crop(numbers: Option<&Numbers>, photo: &Photo) -> Result<Rect, CliError> {
    let whole = Rect::whole(photo);
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

fn save(picture: &Picture, format: ImageFormat, path: &Path, talk: &Talk) -> Result<(), CliError> {
    let notes = atomically(path, |writer| {
        picture.encode(format, writer).map_err(SaveError::Other)
    });
    let notes = notes.map_err(|error: SaveError<EncodeError>| error.at(path))?;
    for note in notes {
        say(talk, &format!("note: {note}"));
    }
    Ok(())
}

/// Either side of saving.
enum SaveError<E> {
    Io(std::io::Error),
    Other(E),
}

impl<E> From<std::io::Error> for SaveError<E> {
    fn from(error: std::io::Error) -> Self {
        SaveError::Io(error)
    }
}

impl<E: Into<CliError>> SaveError<E> {
    fn at(self, path: &Path) -> CliError {
        match self {
            SaveError::Io(source) => CliError::Io {
                path: path.into(),
                source,
            },
            SaveError::Other(error) => error.into(),
        }
    }
}
