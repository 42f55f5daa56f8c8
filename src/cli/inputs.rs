//! From arguments to the values that the engine takes: photo, head and view, design.

use super::CliError;
use super::args::{DesignArgs, HairTypeArg, Numbers, PhotoArgs, Talk};
use crate::design::{Design, HairType, styles};
use crate::head::{At, Given, Head, NamedPose, PhotoFacts, View, solve};
use crate::photo::{Limits, Photo, decode};
use crate::sight::head_edge_px;
use glam::{DVec2, DVec3};

/// The demo head that ships, and its exact camera.
const DEMO_PHOTO: &[u8] = include_bytes!("../../assets/demo/head.jpg");
const DEMO_VIEW: &str = include_str!("../../assets/demo/head.view.json");

/// A photo on a head.
pub(super) struct Subject {
    /// The photo.
    pub photo: Photo,
    /// The head fitted to it.
    pub head: Head,
    /// Its view.
    pub view: View,
}

/// Says a sentence on stderr unless told to be quiet.
pub(super) fn say(talk: &Talk, sentence: &str) {
    if !talk.quiet {
        eprintln!("{sentence}");
    }
}

/// Reads the photo and solves its view; warnings go to stderr.
pub(super) fn subject(args: &PhotoArgs, talk: &Talk) -> Result<Subject, CliError> {
    let bytes;
    let bytes = match &args.photo {
        Some(path) => {
            bytes = std::fs::read(path).map_err(CliError::io(path))?;
            bytes.as_slice()
        }
        None => DEMO_PHOTO,
    };
    let photo = decode(bytes, &Limits::default())?;
    let (head, view) = head_and_view(args, &photo)?;
    for warning in photo.warnings.iter().chain(&view.warnings) {
        say(talk, &format!("note: {warning}"));
    }
    Ok(Subject { photo, head, view })
}

fn head_and_view(args: &PhotoArgs, photo: &Photo) -> Result<(Head, View), CliError> {
    let solving = args.eyes.is_some()
        || args.chin.is_some()
        || args.outline.is_some()
        || args.at.is_some()
        || args.mm_per_px.is_some()
        || args.pupil_distance.is_some()
        || args.focal_px.is_some()
        || args.yaw != 0.0
        || args.pitch != 0.0;
    if args.demo && args.view.is_none() && !solving {
        return view_file(DEMO_VIEW, "the demo's view");
    }
    let named = args.view.as_deref().map(|name| (name, pose(name)));
    if let Some((file, None)) = named {
        if solving {
            return Err(CliError::Usage(
                "a view file holds the whole view; leave the other options for eyes, pose, scale and outline away".into(),
            ));
        }
        let text = std::fs::read_to_string(file).map_err(CliError::io(file))?;
        let (head, view) = view_file(&text, file)?;
        let of = (view.camera.width_px, view.camera.height_px);
        if of != (photo.width_px, photo.height_px) {
            return Err(CliError::Usage(format!(
                "{file} is the view of a photo of {} × {} px, this one has {} × {} px; run `inspect --json` on this photo",
                of.0, of.1, photo.width_px, photo.height_px
            )));
        }
        return Ok((head, view));
    }
    let facts = PhotoFacts {
        width_px: photo.width_px,
        height_px: photo.height_px,
        focal_35mm_equivalent_mm: photo.facts.focal_35mm_equivalent_mm,
    };
    let given = Given {
        eyes: args
            .eyes
            .as_ref()
            .map(|eyes| points(eyes, "--eyes", Some(2)))
            .transpose()?
            .map(|p| [p[0], p[1]]),
        chin: args
            .chin
            .as_ref()
            .map(|chin| points(chin, "--chin", Some(1)))
            .transpose()?
            .map(|p| p[0]),
        yaw_deg: args.yaw,
        pitch_deg: args.pitch,
        pupil_distance_mm: args.pupil_distance,
        mm_per_px: args.mm_per_px,
        focal_px: args.focal_px,
        outline: args
            .outline
            .as_ref()
            .map(|p| points(p, "--outline", None))
            .transpose()?
            .unwrap_or_default(),
        named: named.and_then(|(_, pose)| pose),
        at: args.at.as_deref().map(place).transpose()?,
    };
    let (head, view) = solve(&facts, &given, &Head::default())?;
    if args.no_auto || given.eyes.is_none() || !given.outline.is_empty() {
        return Ok((head, view));
    }
    Ok(met_edge(photo, &facts, given, &head, &view).unwrap_or((head, view)))
}

/// The head corrected to the edge that the photo shows; `None` where it shows none that fits.
fn met_edge(
    photo: &Photo,
    facts: &PhotoFacts,
    mut given: Given,
    head: &Head,
    view: &View,
) -> Option<(Head, View)> {
    given.outline = head_edge_px(photo, head, &view.camera);
    if given.outline.is_empty() {
        return None;
    }
    let (head, mut view) = solve(facts, &given, &Head::default()).ok()?;
    let seen =
        "The head's edge was taken from the photo's background; --no-auto leaves it out, --outline gives it.";
    view.warnings.push(seen.to_owned());
    Some((head, view))
}

/// A view file: what `inspect --json` prints, or its `view` alone.
fn view_file(text: &str, name: &str) -> Result<(Head, View), CliError> {
    let invalid = |error: serde_json::Error| CliError::Usage(format!("{name} is no view file: {error}"));
    let mut value: serde_json::Value = serde_json::from_str(text).map_err(invalid)?;
    if let Some(view) = value.get_mut("view") {
        value = view.take();
    }
    let head = value
        .get("head")
        .cloned()
        .map(serde_json::from_value)
        .transpose()
        .map_err(invalid)?;
    let view = serde_json::from_value(value).map_err(invalid)?;
    Ok((head.unwrap_or_default(), view))
}

fn pose(name: &str) -> Option<NamedPose> {
    Some(match name {
        "front" => NamedPose::Front,
        "left" => NamedPose::Left,
        "right" => NamedPose::Right,
        "back" => NamedPose::Back,
        "top" => NamedPose::Top,
        "crown" => NamedPose::Crown,
        "close-up" => NamedPose::CloseUp,
        _ => return None,
    })
}

fn place(name: &str) -> Result<At, CliError> {
    let wrong = || {
        CliError::Usage(format!(
            "--at {name} is no place; choose vertex, crown, front, left, right, nape, or x,y,z in the head frame, mm"
        ))
    };
    Ok(match name {
        "vertex" => At::Vertex,
        "crown" => At::Crown,
        "front" => At::Front,
        "left" => At::Left,
        "right" => At::Right,
        "nape" => At::Nape,
        _ => {
            let numbers: Option<Vec<f64>> = name.split(',').map(|part| part.trim().parse().ok()).collect();
            let [x, y, z] = numbers.ok_or_else(wrong)?.try_into().map_err(|_| wrong())?;
            At::Point(DVec3::new(x, y, z))
        }
    })
}

fn points(numbers: &Numbers, option: &str, count: Option<usize>) -> Result<Vec<DVec2>, CliError> {
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

/// The design that the arguments describe.
pub(super) fn design(args: &DesignArgs, talk: &Talk) -> Result<Design, CliError> {
    let mut design = Design::default();
    if let Some(style) = &args.style {
        styles::find(style)?.apply(&mut design);
    }
    if let Some(hair_type) = args.hair_type {
        design.set_hair_type(match hair_type {
            HairTypeArg::Straight => HairType::Straight,
            HairTypeArg::Wavy => HairType::Wavy,
            HairTypeArg::Curly => HairType::Curly,
            HairTypeArg::Coily => HairType::Coily,
        });
    }
    if let Some(path) = &args.design {
        let text = std::fs::read_to_string(path).map_err(CliError::io(path))?;
        design.apply_toml(&text)?;
    }
    if let Some(seed) = args.seed {
        design.seed = seed;
    }
    if args.reshuffle {
        design.seed = rand::random();
        say(talk, &format!("note: the pattern's seed is {}", design.seed));
    }
    for setting in &args.set {
        design.apply_setting(setting)?;
    }
    Ok(design)
}
