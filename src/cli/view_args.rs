//! From options to what is asked of the view; all that can be wrong with it alone is found before any photo is read.

use super::CliError;
use super::arg_values::NumberList;
use super::args::PhotoArgs;
use super::files;
use crate::design::nearest;
use crate::head::{CloseUpPlace, FitInput, Head, HeadView, NamedPose};
use crate::intake::view_file;
use crate::vision::HairColour;
use glam::{DVec2, DVec3};
use std::path::Path;

/// What the options ask of the view.
pub(super) struct ViewRequest {
    /// What is given to solve it.
    pub given: FitInput,
    /// The view file's head and view, where there is one, and its name.
    pub file: Option<(String, Head, HeadView)>,
    /// What is grey or white in the photo.
    pub neutral: Option<NeutralGrey>,
}

/// The word of `--view` that takes a plain portrait for granted.
pub(super) const GUESS: &str = "guess";

/// Whether `--view` takes this for a word and no file.
pub(super) fn is_view_word(name: &str) -> bool {
    name == GUESS || NamedPose::named(name).is_some()
}

/// What `--neutral` names.
#[derive(Clone, Copy)]
pub(super) enum NeutralGrey {
    /// The white of the eyes.
    Eyes,
    /// A point, px.
    Point(DVec2),
}

impl ViewRequest {
    /// Reads the options.
    ///
    /// # Errors
    /// A list of the wrong length, a name that isn't known, a view file that is none.
    pub fn of(args: &PhotoArgs) -> Result<Self, CliError> {
        let point = |numbers: &Option<NumberList>, option: &str, count| {
            let numbers = numbers.as_ref();
            numbers.map(|numbers| points(numbers, option, count)).transpose()
        };
        let named = args.view.as_deref().and_then(NamedPose::named);
        let file = args.view.as_deref().filter(|name| !is_view_word(name));
        if file.is_some() && solves(args) {
            return Err(CliError::Usage(
                "a view file holds the whole view; give no other option for eyes, pose, scale or outline"
                    .into(),
            ));
        }
        Ok(ViewRequest {
            given: FitInput {
                eyes: point(&args.eyes, "--eyes", Some(2))?.map(|p| [p[0], p[1]]),
                chin: point(&args.chin, "--chin", Some(1))?.map(|p| p[0]),
                yaw_deg: args.yaw,
                pitch_deg: args.pitch,
                pupil_distance_mm: args.pupil_distance,
                mm_per_px: args.mm_per_px,
                focal_px: args.focal_px,
                outline: point(&args.outline, "--outline", None)?.unwrap_or_default(),
                outline_from_photo: false,
                named,
                at: args.at.as_deref().map(place).transpose()?,
                handles: None,
                found: None,
            },
            file: file.map(view_of).transpose()?,
            neutral: args.neutral.as_deref().map(grey).transpose()?,
        })
    }
}

/// Whether any option says something of the view.
pub(super) fn solves(args: &PhotoArgs) -> bool {
    args.eyes.is_some()
        || args.chin.is_some()
        || args.outline.is_some()
        || args.at.is_some()
        || args.mm_per_px.is_some()
        || args.pupil_distance.is_some()
        || args.focal_px.is_some()
        || args.yaw != 0.0
        || args.pitch != 0.0
}

/// The view file of that name.
fn view_of(name: &str) -> Result<(String, Head, HeadView), CliError> {
    let path = Path::new(name);
    let is_a_word = path.extension().is_none() && !files::is_stream(path) && !path.exists();
    if is_a_word {
        let near = nearest(name, NamedPose::ALL.map(|pose| (pose.name(), pose.name())));
        let hint = near
            .map(|near| format!(", did you mean '{near}'?"))
            .unwrap_or_default();
        return Err(CliError::Usage(format!(
            "--view {name} is no pose and no file{hint}; choose {}, {GUESS}, or a view file",
            NamedPose::ALL.map(NamedPose::name).join(", ")
        )));
    }
    let file = view_file(&files::read_text(path)?, name);
    let (head, view) = file.map_err(|error| CliError::Usage(error.to_string()))?;
    Ok((name.to_owned(), head, view))
}

/// The colour of hair of that name.
pub(super) fn hair_colour(word: &str) -> Result<HairColour, CliError> {
    HairColour::named(word).ok_or_else(|| {
        CliError::Usage(format!(
            "--hair-colour {word} is none; choose black, brown, red, fair or grey"
        ))
    })
}

fn grey(neutral: &str) -> Result<NeutralGrey, CliError> {
    if neutral == "eyes" {
        return Ok(NeutralGrey::Eyes);
    }
    let numbers: Option<Vec<f64>> = neutral.split(',').map(|part| part.trim().parse().ok()).collect();
    match numbers.as_deref() {
        Some(&[x, y]) if x.is_finite() && y.is_finite() => Ok(NeutralGrey::Point(DVec2::new(x, y))),
        _ => Err(CliError::Usage(format!(
            "--neutral {neutral}: write x,y of something grey or white, or eyes"
        ))),
    }
}

fn place(name: &str) -> Result<CloseUpPlace, CliError> {
    let wrong = || {
        CliError::Usage(format!(
            "--at {name} is no place; choose vertex, crown, front, left, right, nape, or x,y,z in the head frame, mm"
        ))
    };
    Ok(match name {
        "vertex" => CloseUpPlace::Vertex,
        "crown" => CloseUpPlace::Crown,
        "front" => CloseUpPlace::Front,
        "left" => CloseUpPlace::Left,
        "right" => CloseUpPlace::Right,
        "nape" => CloseUpPlace::Nape,
        _ => {
            let numbers: Option<Vec<f64>> = name.split(',').map(|part| part.trim().parse().ok()).collect();
            let [x, y, z] = numbers.ok_or_else(wrong)?.try_into().map_err(|_| wrong())?;
            let point_mm = DVec3::new(x, y, z);
            point_mm
                .is_finite()
                .then_some(CloseUpPlace::Point(point_mm))
                .ok_or_else(wrong)?
        }
    })
}

fn points(numbers: &NumberList, option: &str, count: Option<usize>) -> Result<Vec<DVec2>, CliError> {
    let list = &numbers.0;
    let wanted = match count {
        Some(count) => list.len() == 2 * count,
        None => list.len() >= 2 && list.len().is_multiple_of(2),
    };
    if !wanted {
        let what = count.map_or("x and y of each point".to_owned(), |count| {
            format!("{} numbers", 2 * count)
        });
        return Err(CliError::Usage(format!(
            "{option} takes {what}, {} were given",
            list.len()
        )));
    }
    Ok(list.chunks_exact(2).map(|xy| DVec2::new(xy[0], xy[1])).collect())
}
