//! `shadowline timelapse`: fresh, healing, healed and the years, as a moving picture or as numbered pictures.

use super::args::TalkOptions;
use super::files::{self, CommandFiles};
use super::inputs::{self, TreatedPhoto, say};
use super::moving_args::TimelapseArgs;
use super::moving_output::{MovingFrame, MovingOutput};
use super::render::{crop, engine_for};
use super::treat::TreatmentRequest;
use super::{CliError, progress_bar};
use crate::design::stage::COURSE;
use crate::design::{Document, TreatmentStage};
use crate::engine::Engine;
use crate::gpu::block_on;
use crate::output::picture::{PhotoPart, PictureRequest, picture};
use crate::photo::Photo;
use std::sync::Arc;

/// Longest side of the pictures unless another is asked for, px.
const SIDE_PX: u32 = 1000;
/// How long a picture stands, and the healed one, ms.
const STANDS_MS: u32 = 700;
const HEALED_MS: u32 = 2000;

pub(super) fn run(args: &TimelapseArgs, talk: &TalkOptions) -> Result<(), CliError> {
    let form = MovingOutput::of(&args.output, args.format.as_deref())?;
    let files = CommandFiles::of(&args.photo, Some(&args.design), args.keep.no_clobber);
    let names = COURSE.map(|(name, ..)| name.to_owned());
    let files = form.checked(files, &args.output, &names)?;
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
        pictures.push(MovingFrame {
            name: name.to_owned(),
            photo: drawn(&mut engine, &document, source.clone(), args)?,
            stands_ms: if name == "healed" { HEALED_MS } else { STANDS_MS },
        });
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
