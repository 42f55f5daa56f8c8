//! `shadowline turntable`: the head without a photo, turned once round, as a moving picture or as numbered pictures.

use super::args::TalkOptions;
use super::files::{self, CommandFiles};
use super::inputs::{self, say};
use super::moving_args::TurntableArgs;
use super::moving_output::{MovingFrame, MovingOutput};
use super::render::engine_for;
use super::treat::TreatmentRequest;
use super::{CliError, progress_bar};
use crate::engine::PixelRect;
use crate::gpu::block_on;
use crate::output::picture::{PhotoPart, PictureRequest, picture};
use crate::plan::drawn::{DrawnHead, DrawnPose};
use std::sync::Arc;

/// Height of the pictures unless another is asked for, px.
const HEIGHT_PX: u32 = 800;
/// How long a whole turn takes, ms (assumption: slow enough to look).
const TURN_MS: u32 = 6000;

pub(super) fn run(args: &TurntableArgs, talk: &TalkOptions) -> Result<(), CliError> {
    let form = MovingOutput::of(&args.output, args.format.as_deref())?;
    let poses: Vec<DrawnPose> = (0..args.steps)
        .map(|step| DrawnPose {
            turn_deg: args.turn + 360.0 * f64::from(step) / f64::from(args.steps),
            tilt_deg: args.tilt,
        })
        .collect();
    let names: Vec<String> = poses.iter().map(name).collect();
    let files = CommandFiles::of(&args.photo, Some(&args.design), args.keep.no_clobber);
    let files = form.checked(files, &args.output, &names)?;
    let wanted = TreatmentRequest::of(&args.design, files::may_be_project(args.photo.photo.as_deref()))?;
    let mut subject = inputs::drawn_subject(&args.photo, talk)?;
    files.spare_originals(&subject.project)?;
    wanted.treat(&mut subject, talk)?;
    let document = subject.document();
    let shots = &subject.project.photos;
    let capture = subject.view.capture.as_ref();
    let capture = capture.or_else(|| shots.iter().find_map(|shot| shot.view.capture.as_ref()));
    let head = DrawnHead::new(&document, capture, args.plan);
    let height = args.max_side.unwrap_or(HEIGHT_PX);
    let size = [height * 4 / 5, height];
    let mut engine = engine_for(&document.design, talk)?;
    let device = engine.gpu().device.clone();
    let request = PictureRequest {
        legend: false,
        watermark: &args.watermark,
        clinic: "",
        max_side: None,
    };
    let bar = progress_bar::bar(poses.len() as u64, "drawing", talk);
    let mut frames = Vec::new();
    for (pose, name) in poses.iter().zip(names) {
        let (photo, view) = head.drawn(*pose, size);
        let source = PhotoPart {
            rect: PixelRect::whole(&photo),
            photo: Arc::new(photo),
            view: &view,
        };
        let drawn = block_on(
            Some(&device),
            picture(&mut engine, &document, source, &request, &mut |_| true),
        )?;
        frames.push(MovingFrame {
            name,
            photo: drawn.photo,
            stands_ms: TURN_MS / args.steps,
        });
        bar.inc(1);
    }
    bar.finish_and_clear();
    form.save(&frames, &args.output, &files)?;
    say(talk, &format!("saved: {} pictures", frames.len()));
    Ok(())
}

/// What a picture is called: by how far the head is turned.
fn name(pose: &DrawnPose) -> String {
    format!("turn-{:03.0}", pose.turn_deg.rem_euclid(360.0))
}
