//! From arguments to photo, head and view.

use super::arg_values::PhotoChoice;
use super::args::{PhotoArgs, TalkOptions};
use super::view_args::{GUESS, NeutralGrey, ViewRequest, is_view_word, solves};
use super::{CliError, files, passphrase};
use crate::design::Document;
use crate::head::{FitInput, HeadView, ViewSource};
use crate::intake::{DEMO_PHOTO, HeadFit, HeadSolver, PhotoFindings, demo_view, photo_facts};
use crate::photo::{Photo, PhotoLimits, decode};
use crate::project::{self, Passphrase, Project, ProjectEdit};
use crate::vision::{Face, NeutralReference, faces, likely_poses, neutral_gains};
use std::io::Write;
use std::path::Path;

/// A photo on a head, with the treatment: a project, whether one was given or not.
pub(super) struct TreatedPhoto {
    /// The photo, decoded and adjusted.
    pub photo: Photo,
    /// Its view.
    pub view: HeadView,
    /// The faces that were found in it, the largest first; none were sought where the view is known otherwise.
    pub faces: Vec<Face>,
    /// What the photo tells of its client; none where it wasn't looked at, or nobody knows where the head is.
    pub findings: Option<PhotoFindings>,
    /// The project that holds both; the photo and the variant asked for are the ones shown.
    pub project: Project,
    /// It was opened as a project.
    from_project: bool,
    /// What opens it, and protects a project that is saved of it.
    pub passphrase: Option<Passphrase>,
}

impl TreatedPhoto {
    /// What the engine draws.
    pub fn document(&self) -> Document {
        self.project.document(self.project.variant)
    }
}

/// Says a sentence on stderr unless told to be quiet.
pub(super) fn say(talk: &TalkOptions, sentence: &str) {
    if !talk.quiet {
        // Whoever closed standard error wants to hear nothing.
        let _ = writeln!(std::io::stderr(), "{sentence}");
    }
}

fn passphrase_of(args: &PhotoArgs) -> Result<Option<Passphrase>, CliError> {
    args.passphrase_file.as_deref().map(passphrase::read).transpose()
}

/// Reads the photo and solves its view, or takes both from a project; warnings go to stderr.
pub(super) fn subject(args: &PhotoArgs, talk: &TalkOptions) -> Result<TreatedPhoto, CliError> {
    let asked = ViewRequest::of(args)?;
    if args.number == Some(PhotoChoice::All) {
        return Err(CliError::Usage(
            "--photo all is for `render`; choose one photo by its number".into(),
        ));
    }
    let bytes = match &args.photo {
        Some(path) => files::read(path)?,
        None => DEMO_PHOTO.to_vec(),
    };
    let passphrase = passphrase_of(args)?;
    let bytes = passphrase::opened(bytes, passphrase.as_ref())?;
    let mut subject = match project::is_project(&bytes) {
        true => of_project(args, &bytes)?,
        false => of_photo(args, asked, bytes)?,
    };
    subject.passphrase = passphrase;
    if args.skin.is_some() {
        let set = subject.project.apply(ProjectEdit::Skin(args.skin));
        subject.project = set.map_err(|error| CliError::Usage(format!("--skin: {error}")))?;
    }
    for warning in subject.photo.warnings.iter().chain(&subject.view.warnings) {
        say(talk, &format!("note: {warning}"));
    }
    Ok(subject)
}

/// The same for what is drawn: dots never stand on a head that was only guessed, unless a guess is asked for.
pub(super) fn drawn_subject(args: &PhotoArgs, talk: &TalkOptions) -> Result<TreatedPhoto, CliError> {
    let subject = subject(args, talk)?;
    let shot = subject.project.shot();
    // In a project a person has seen the pose on the photo.
    let is_posed = shot.is_some_and(|shot| shot.given.named.is_some());
    match args.view.as_deref() {
        _ if subject.view.source != ViewSource::Guess => Ok(subject),
        Some(GUESS) => Ok(subject),
        Some(name) if !is_view_word(name) => Err(CliError::GuessedView(name.to_owned())),
        Some(_) => Err(CliError::NoEdge),
        None if is_posed => Ok(subject),
        None if subject.from_project => Err(CliError::NotFitted),
        None if args.no_auto => Err(CliError::NotSought),
        None => Err(CliError::NoHead {
            likely: likely_poses(&subject.photo).first().copied(),
        }),
    }
}

/// A project of which all photos are asked for.
pub(super) fn whole_project(args: &PhotoArgs) -> Result<TreatedPhoto, CliError> {
    let path = args.photo.as_deref().unwrap_or(Path::new("-"));
    let passphrase = passphrase_of(args)?;
    let bytes = passphrase::opened(files::read(path)?, passphrase.as_ref())?;
    match project::is_project(&bytes) {
        true => of_project(args, &bytes).map(|subject| TreatedPhoto {
            passphrase,
            ..subject
        }),
        false => Err(CliError::Usage(ONLY_OF_PROJECTS.into())),
    }
}

/// Said where options for projects meet a photo.
const ONLY_OF_PROJECTS: &str =
    "--photo and --variant choose from a project, and --refit takes all photos of one; this is a photo";

fn of_project(args: &PhotoArgs, bytes: &[u8]) -> Result<TreatedPhoto, CliError> {
    let measures = args.no_auto || args.neutral.is_some() || args.keep_spots;
    if solves(args) || args.view.is_some() || measures || args.face > 1 {
        return Err(CliError::Usage(
            "a project holds the views of its photos and what was measured; give no option for eyes, pose, view, scale, outline, colour or spots"
                .into(),
        ));
    }
    let mut project = project::read(bytes, &project::ArchiveLimits::default())?;
    if args.refit {
        project = project.apply(ProjectEdit::RefitAll)?;
    }
    if let Some(PhotoChoice::Number(number)) = args.number {
        project = project.apply(ProjectEdit::ShowPhoto(number as usize - 1))?;
    }
    if let Some(name) = &args.variant {
        let index = variant_named(&project, name)?;
        project = project.apply(ProjectEdit::ShowVariant(index))?;
    }
    let Some(shot) = project.shot() else {
        return Err(CliError::NoPhoto);
    };
    let photo = shot.adjust.applied(decode(&shot.bytes, &PhotoLimits::default())?);
    let view = shot.view.clone();
    Ok(TreatedPhoto {
        photo,
        view,
        faces: Vec::new(),
        findings: None,
        project,
        from_project: true,
        passphrase: None,
    })
}

fn variant_named(project: &Project, name: &str) -> Result<usize, CliError> {
    let found = project.variants.iter().position(|variant| variant.name == name);
    found.ok_or_else(|| {
        let names: Vec<&str> = project
            .variants
            .iter()
            .map(|variant| variant.name.as_str())
            .collect();
        CliError::Usage(format!(
            "the project has no variant '{name}'; it has: {}",
            names.join(", ")
        ))
    })
}

fn of_photo(args: &PhotoArgs, asked: ViewRequest, bytes: Vec<u8>) -> Result<TreatedPhoto, CliError> {
    if args.number.is_some() || args.variant.is_some() || args.refit {
        return Err(CliError::Usage(ONLY_OF_PROJECTS.into()));
    }
    let mut photo = decode(&bytes, &PhotoLimits::default())?;
    let faces = if seeks_face(args) {
        faces(&photo)
    } else {
        Vec::new()
    };
    let face = face_asked(&faces, args)?;
    let balance = asked
        .neutral
        .map(|neutral| balance(neutral, &photo, face))
        .transpose()?;
    if let Some(gains) = balance {
        photo = photo.balanced(gains);
    }
    let fit = head_fit(args, asked, &photo, face)?;
    let name = match args.photo.as_deref() {
        Some(path) if files::is_stream(path) => "photo".into(),
        Some(path) => path.file_name().unwrap_or_default().to_string_lossy(),
        None => "demo.jpg".into(),
    };
    let mut shot = fit.shot(&name, bytes.into(), photo_facts(&photo));
    shot.adjust.balance = balance;
    let mut project = Project {
        head: fit.head,
        photos: vec![shot],
        ..Project::default()
    };
    let looks = !args.no_auto && fit.view.source != ViewSource::Guess;
    let findings = looks.then(|| PhotoFindings::of(&photo, &project.head, &fit.view, face));
    if let Some(findings) = &findings {
        project = project.apply(ProjectEdit::Measured(Box::new(findings.measured(&fit.view))))?;
        for spot in findings.spots.iter().filter(|_| args.keep_spots) {
            project = project.apply(ProjectEdit::KeepFree(spot.keep_free()))?;
        }
    }
    let view = project.shot().map_or(fit.view, |shot| shot.view.clone());
    Ok(TreatedPhoto {
        photo,
        view,
        faces,
        findings,
        project,
        from_project: false,
        passphrase: None,
    })
}

/// Gains that make something grey: a point of the photo, or the white of the eyes.
fn balance(neutral: NeutralGrey, photo: &Photo, face: Option<&Face>) -> Result<[f64; 3], CliError> {
    let wrong = |sentence: &str| CliError::Usage(format!("--neutral: {sentence}"));
    let of = match neutral {
        NeutralGrey::Point(point_px) => NeutralReference::Patch(point_px),
        NeutralGrey::Eyes => NeutralReference::Eyes(
            face.ok_or_else(|| wrong("no face was found whose eyes could be taken; give a point"))?,
        ),
    };
    neutral_gains(photo, of).ok_or_else(|| {
        wrong("what is there is too dark, too bright or too colourful to be grey; choose another place")
    })
}

/// Whether the view is to come from a face: nothing else says where the head is.
fn seeks_face(args: &PhotoArgs) -> bool {
    let known = args.eyes.is_some() || args.view.is_some() || args.at.is_some();
    !(args.no_auto || known || (args.demo && !solves(args)))
}

/// The head on the photo: the demo's, a view file's, or solved.
fn head_fit(
    args: &PhotoArgs,
    asked: ViewRequest,
    photo: &Photo,
    face: Option<&Face>,
) -> Result<HeadFit, CliError> {
    let known = |(head, view)| HeadFit {
        head,
        view,
        given: FitInput::default(),
        edge_from_photo: false,
    };
    if args.demo && args.view.is_none() && !solves(args) {
        return Ok(known(demo_view()?));
    }
    if let Some((name, head, view)) = asked.file {
        let of = (view.camera.width_px, view.camera.height_px);
        if of != (photo.width_px, photo.height_px) {
            return Err(CliError::Usage(format!(
                "{name} is the view of a photo of {} × {} px, this one has {} × {} px; run `inspect --json` on this photo",
                of.0, of.1, photo.width_px, photo.height_px
            )));
        }
        return Ok(known((head, view)));
    }
    let solver = HeadSolver {
        facts: photo_facts(photo),
        settled: None,
    };
    if args.no_auto {
        return Ok(solver.solve(&asked.given)?);
    }
    let mut fit = solver.fit(photo, &asked.given, face)?;
    if fit.edge_from_photo {
        let seen = "The head's edge was taken from the photo; --no-auto leaves it out, --outline gives it.";
        fit.view.warnings.push(seen.to_owned());
    }
    Ok(fit)
}

/// The face that was asked for; none where there is none at all.
fn face_asked<'a>(faces: &'a [Face], args: &PhotoArgs) -> Result<Option<&'a Face>, CliError> {
    let face = faces.get(args.face as usize - 1);
    if face.is_none() && args.face > 1 {
        return Err(CliError::Usage(format!(
            "--face {}: the photo shows {}; omit the option, or mark the face with --eyes and --chin",
            args.face,
            match faces.len() {
                0 => "no face".to_owned(),
                1 => "one face".to_owned(),
                count => format!("{count} faces"),
            }
        )));
    }
    Ok(face)
}
