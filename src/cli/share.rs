//! `shadowline share`: a copy that may leave the house, once the client has agreed.

use super::args::TalkOptions;
use super::consult_args::ShareArgs;
use super::files::{self, CommandFiles};
use super::inputs::{self, TreatedPhoto, say};
use super::render::{engine_for, format_of};
use super::treat::TreatmentRequest;
use super::{CliError, progress_bar};
use crate::engine::PixelRect;
use crate::gpu::block_on;
use crate::output::framing::{ShareShape, above_brows, eye_box};
use crate::output::picture::{PhotoPart, PictureRequest};
use crate::output::share::{FaceCover, ShareForm, ShareRequest, share};
use std::path::Path;
use std::sync::Arc;

/// Shorter names are too common to tell anybody (assumption).
const LEAST_LETTERS: usize = 3;

pub(super) fn run(args: &ShareArgs, talk: &TalkOptions) -> Result<(), CliError> {
    if !args.consented {
        return Err(CliError::Usage(
            "a copy to share needs the client's consent to showing photos to others, and where: ask, note it, then give --consented"
                .into(),
        ));
    }
    let asked = ShareRequest {
        form: chosen("--form", &args.form, &ShareForm::ALL)?,
        shape: chosen("--shape", &args.shape, &ShareShape::ALL)?,
        cover: chosen("--hide", &args.hide, &FaceCover::ALL)?,
    };
    let format = format_of(&args.output, args.format.as_deref())?;
    let files = CommandFiles::of(&args.photo, Some(&args.design), args.keep.no_clobber)
        .writing([args.output.clone()])
        .check()?;
    files::check_terminal(&args.output)?;
    check_name(&args.output, args.photo.photo.as_deref(), "")?;
    let wanted = TreatmentRequest::of(&args.design, files::may_be_project(args.photo.photo.as_deref()))?;
    let mut subject = inputs::drawn_subject(&args.photo, talk)?;
    check_name(&args.output, None, &subject.project.client)?;
    files.spare_originals(&subject.project)?;
    wanted.treat(&mut subject, talk)?;
    let document = subject.document();
    let TreatedPhoto { photo, view, .. } = subject;
    let rect = PixelRect::whole(&photo);
    if asked.cover == FaceCover::BelowBrows && above_brows(&document.head, &view, rect).is_none() {
        return Err(CliError::Usage(
            "nothing of this photo lies above the brows; choose --hide eyes".into(),
        ));
    }
    if asked.cover == FaceCover::Eyes && eye_box(&document.head, &view).is_none() {
        say(talk, "note: the face is turned away; no bar was drawn");
    }
    let request = PictureRequest {
        legend: args.legend,
        watermark: &args.watermark,
        clinic: &args.clinic,
        max_side: Some(args.max_side),
    };
    let source = PhotoPart {
        photo: Arc::new(photo),
        view: &view,
        rect,
    };
    let mut engine = engine_for(&document.design, talk)?;
    let gpu = engine.gpu().device.clone();
    let bar = progress_bar::bar(1000, "drawing", talk);
    let progress = &mut |done: f64| {
        bar.set_position((done * 1000.0) as u64);
        true
    };
    let picture = block_on(
        Some(&gpu),
        share(&mut engine, &document, source, &asked, &request, progress),
    )?;
    bar.finish_and_clear();
    let notes = files.write(&args.output, |out| picture.encode(format, out))?;
    for note in picture.notes.iter().chain(&notes) {
        say(talk, &format!("note: {note}"));
    }
    let size = [picture.photo.width_px, picture.photo.height_px];
    say(
        talk,
        &format!(
            "saved: {} × {} px. Look at it before it is sent",
            size[0], size[1]
        ),
    );
    Ok(())
}

/// A choice by its name.
fn chosen<T: Copy>(option: &str, name: &str, all: &[(&'static str, T)]) -> Result<T, CliError> {
    let found = all.iter().find(|(known, _)| *known == name);
    found.map(|(_, value)| *value).ok_or_else(|| {
        let names: Vec<&str> = all.iter().map(|(known, _)| *known).collect();
        CliError::Usage(format!(
            "there is no {option} {name}; choose {}",
            names.join(", ")
        ))
    })
}

/// Refuses a name of the copy that tells the client: that of the photo or project, or the initials.
fn check_name(output: &Path, source: Option<&Path>, client: &str) -> Result<(), CliError> {
    let plain = |text: &str| -> Vec<String> {
        let letters = text.to_lowercase().replace('.', "");
        let words = letters.split(|c: char| !c.is_alphanumeric());
        words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    let stem = |path: &Path| {
        path.file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned()
    };
    let words = plain(&stem(output));
    let source = source.map(stem).unwrap_or_default();
    // Words alone: a number or 'photo' in both names nobody.
    let common = [
        "photo", "image", "img", "front", "left", "right", "back", "top", "crown", "before", "head",
        "portrait",
    ];
    let names_source = plain(&source).into_iter().any(|word| {
        let is_name = word.chars().count() >= LEAST_LETTERS && word.chars().all(char::is_alphabetic);
        is_name && !common.contains(&word.as_str()) && words.contains(&word)
    });
    let initials: String = plain(client).concat();
    let names_client = !initials.is_empty()
        && (words.contains(&initials)
            || plain(client)
                .iter()
                .any(|word| word.len() >= LEAST_LETTERS && words.contains(word)));
    match names_source || names_client {
        true => Err(CliError::Usage(format!(
            "the name '{}' may tell who the client is (it has a word of the photo's or project's name in it, or the initials); choose another",
            output.display()
        ))),
        false => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_tell_the_client_are_refused() {
        let refused = |output: &str, source: &str, client: &str| {
            check_name(Path::new(output), Some(Path::new(source)), client).is_err()
        };
        assert!(refused("out/miller-after.jpg", "clients/Miller 2026.jpg", ""));
        assert!(refused("jd.jpg", "x.jpg", "J. D."));
        assert!(!refused("simulation-front.jpg", "front.jpg", "J. D."));
        assert!(!refused("share-1.jpg", "IMG_1.jpg", ""));
    }
}
