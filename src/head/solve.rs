//! Solving a view from what is known of a photo.

use super::camera::{Camera, rotation_from_angles};
use super::chin::fit_face;
use super::error::HeadError;
use super::fit_input::{CloseUpPlace, FitInput, NamedPose, PhotoFacts, check};
use super::handles::camera_by_handles;
use super::least_squares::least_squares;
use super::named_view::{aimed, close_up, guess, named_view};
use super::outline::correct_head;
use super::template::Head;
use super::view::{HeadView, ViewSource};
use super::warp::ResidualWarp;
use glam::{DVec2, DVec3};

/// Mean adult pupil distance, mm (Dodgson, docs/domain.md 8.2).
pub const PUPIL_DISTANCE_MM: f64 = 63.0;
/// Spread of the pupil distance over its mean (ANSUR II, docs/domain.md 8.2).
pub const PUPIL_DISTANCE_SPREAD: f64 = 0.055;
/// Error of a pupil distance or a scale that a person has measured, as a share (assumption).
pub const KNOWN_SCALE_ERROR: f64 = 0.02;
/// Distance of a camera whose focal length is unknown, mm (assumption).
pub(super) const DISTANCE_MM: f64 = 1000.0;
/// Shortest focal length that is assumed, mm as for 35 mm film: the picture is as wide as it is far away, between a phone's whole
/// picture (24–26 mm) and what most photos without EXIF are, cropped ones (assumption). A small head is farther away than a metre,
/// not seen through a wider lens: far off the middle that would turn it by tens of degrees.
const LEAST_FILM_MM: f64 = 36.0;
/// Distances taken for real, mm (assumption).
pub(super) const DISTANCE_RANGE_MM: [f64; 2] = [300.0, 5000.0];
/// Yaw beyond which the foreshortened pupils tell the scale badly, degrees (judgement: one of four such test photos was
/// off by 15 % of the breadth).
const TURNED_DEG: f64 = 25.0;

/// The head refitted to the photo (face length, outline correction) and the photo's view.
///
/// # Errors
/// Numbers that are not finite, eyes that coincide, a close-up without scale or place, an outline point that would move
/// the edge by more than 15 % of the head's breadth.
pub fn solve(facts: &PhotoFacts, given: &FitInput, head: &Head) -> Result<(Head, HeadView), HeadError> {
    check(facts, given)?;
    let mut warnings = Vec::new();
    let mut head = head.clone();
    let seen = first_camera(facts, given, &head, &mut warnings)?;
    let with_face = matches!(
        seen.source,
        ViewSource::Eyes | ViewSource::Landmarks | ViewSource::Handles
    );
    if let Some(chin) = given.chin.filter(|_| with_face) {
        fit_face(&mut head, &seen.camera, chin, &mut warnings);
    }
    let mut warp = ResidualWarp::default();
    if !given.outline.is_empty() && !given.is_close_up() {
        (head, warp) = correct_head(
            &head,
            &seen.camera,
            &given.outline,
            given.found_outline(),
            &mut warnings,
        )?;
    }
    let view = seen.view(given, &head, warp, warnings);
    Ok((head, view))
}

/// A camera, what it was made from, and the standard deviation of its scale (share).
pub(super) struct SolvedCamera {
    pub(super) camera: Camera,
    pub(super) source: ViewSource,
    pub(super) error: f64,
}

impl SolvedCamera {
    pub(super) fn view(
        self,
        given: &FitInput,
        head: &Head,
        warp: ResidualWarp,
        warnings: Vec<String>,
    ) -> HeadView {
        let aim = match given.is_close_up() {
            true => aimed(head, given.at.unwrap_or(CloseUpPlace::Vertex)),
            false => DVec3::ZERO,
        };
        let mm_per_px = self.camera.mm_per_px_at(aim);
        HeadView {
            camera: self.camera,
            source: self.source,
            mm_per_px,
            mm_per_px_error: self.error * mm_per_px,
            warp,
            occlusion: Vec::new(),
            capture: None,
            seen: None,
            warnings,
        }
    }
}

/// The camera by handles, eyes, named pose or guess, in this order; the head stays as it is.
pub(super) fn first_camera(
    facts: &PhotoFacts,
    given: &FitInput,
    head: &Head,
    warnings: &mut Vec<String>,
) -> Result<SolvedCamera, HeadError> {
    let spread = match given.found {
        _ if given.knows_scale() => KNOWN_SCALE_ERROR,
        Some(found) => found.scale_error,
        None => PUPIL_DISTANCE_SPREAD,
    };
    if let Some(handles) = &given.handles {
        return Ok(SolvedCamera {
            camera: camera_by_handles(facts, given, handles, head, warnings),
            source: ViewSource::Handles,
            error: spread,
        });
    }
    let (camera, source, error) = match (given.eyes, given.named) {
        (Some(eyes), _) => {
            let camera = from_eyes(facts, given, eyes, warnings)?;
            if given.yaw_deg.abs() > TURNED_DEG {
                warnings.push(format!(
                    "The head is turned by {:.0}°: a few degrees more or less move the crown and the scale by a tenth. \
                     Look at the head's edge; where it is missed, change --yaw or give --outline.",
                    given.yaw_deg.abs()
                ));
            }
            let apart = eyes[0].distance(eyes[1]);
            let error = (spread * spread + apart.powi(-2)).sqrt();
            if given.found.is_some_and(|found| found.eyes_closed) {
                warnings.push(
                    "The eyes are closed: the scale comes from an average pupil distance alone. Give --pupil-distance, or \
                     take the photo with open eyes."
                        .into(),
                );
            }
            note_swapped(given, eyes, warnings);
            let source = given.found.map_or(ViewSource::Eyes, |_| ViewSource::Landmarks);
            (camera, source, error)
        }
        (None, Some(NamedPose::CloseUp)) => {
            (close_up(facts, given, head, warnings)?, ViewSource::Closeup, 0.03)
        }
        (None, Some(pose)) => named_view(facts, given, pose, head, warnings),
        (None, None) => {
            warnings.push(
                "No face was found and no eyes were given: the view is a guess for a plain portrait (face in the middle, head about half \
                 of the picture's height). Give --eyes and --chin, or --view."
                    .into(),
            );
            (guess(facts, given, head, warnings), ViewSource::Guess, 0.3)
        }
    };
    Ok(SolvedCamera {
        camera,
        source,
        error,
    })
}

/// A face that was found in the photo may well hang down; eyes given by hand are more often swapped.
fn note_swapped(given: &FitInput, eyes: [DVec2; 2], warnings: &mut Vec<String>) {
    if given.found.is_none() && eyes[0].x > eyes[1].x {
        warnings.push(
            "By the order of the eyes the head is upside down in the photo: the first eye is the one at the picture's left. Swap the \
             two, or turn the photo."
                .into(),
        );
    }
}

/// Distance of a camera whose focal length is unknown, mm, to what it sees at a scale; `beyond_mm` farther lies the plane that
/// the scale is of.
pub(super) fn assumed_distance_mm(facts: &PhotoFacts, mm_per_px: f64, beyond_mm: f64) -> f64 {
    DISTANCE_MM.max(film_px(facts, LEAST_FILM_MM) * mm_per_px - beyond_mm)
}

/// Focal length, px, of a lens that is `mm` as for 35 mm film, which is 36 mm along its longer side.
fn film_px(facts: &PhotoFacts, mm: f64) -> f64 {
    mm / 36.0 * f64::from(facts.width_px.max(facts.height_px))
}

/// Focal length that was given or that the file tells, px.
pub(super) fn known_focal(facts: &PhotoFacts, given: &FitInput) -> Option<f64> {
    let film = facts
        .focal_35mm_equivalent_mm
        .filter(|mm| mm.is_finite() && *mm > 1.0)
        .map(|mm| film_px(facts, mm));
    given.focal_px.or(film)
}

pub(super) fn size(facts: &PhotoFacts) -> [u32; 2] {
    [facts.width_px, facts.height_px]
}

/// The camera that sees the pupils where they are given.
pub(super) fn from_eyes(
    facts: &PhotoFacts,
    given: &FitInput,
    eyes: [DVec2; 2],
    warnings: &mut Vec<String>,
) -> Result<Camera, HeadError> {
    if eyes[0].distance(eyes[1]) < 3.0 {
        return Err(HeadError::EyesTooClose);
    }
    let too_wide = given.found.map_or(1.0, |found| found.pupils_too_wide);
    let mut ipd_mm = given.pupil_distance_mm.unwrap_or(PUPIL_DISTANCE_MM) * too_wide;
    let known = known_focal(facts, given);
    let mut focal = known.unwrap_or(f64::from(facts.width_px.max(facts.height_px)));
    let mut camera = through_pupils(facts, given, eyes, focal, ipd_mm)?;
    // Focal length, distance and scale hang together (the assumed distance asks the scale at the pupils, which asks the distance), so
    // each round moves all three by their ratio to what is wanted. 40 rounds are a bound, not a tuned number.
    for _ in 0..40 {
        let distance = camera.translation_camera_from_head_mm.z;
        let scale = given
            .mm_per_px
            .map_or(1.0, |wanted| wanted / camera.mm_per_px_at(DVec3::ZERO));
        let wanted = match known {
            Some(_) => (distance * scale).clamp(DISTANCE_RANGE_MM[0], DISTANCE_RANGE_MM[1]),
            None => assumed_distance_mm(facts, camera.mm_per_px_at(DVec3::ZERO) * scale, 0.0),
        };
        ipd_mm *= scale;
        focal *= wanted / (distance * scale);
        camera = through_pupils(facts, given, eyes, focal, ipd_mm)?;
    }
    note_focal(known, focal, warnings);
    Ok(camera)
}

pub(super) fn note_focal(known: Option<f64>, focal_px: f64, warnings: &mut Vec<String>) {
    match known {
        None => warnings.push(
            "The focal length is unknown: the camera is taken to be 1.0 m away, or farther where the head is small \
             (an assumption). Give --focal-px."
                .into(),
        ),
        Some(given) if (focal_px / given - 1.0).abs() > 0.01 => warnings.push(format!(
            "The focal length of {given:.0} px would put the camera nearer than 0.3 m or farther than 5 m: \
             {focal_px:.0} px is used. Check the focal length and the eyes."
        )),
        Some(_) => {}
    }
}

/// Roll and place such that both pupils project to `eyes`: four unknowns, four numbers, Newton's way.
fn through_pupils(
    facts: &PhotoFacts,
    given: &FitInput,
    eyes: [DVec2; 2],
    focal_px: f64,
    ipd_mm: f64,
) -> Result<Camera, HeadError> {
    let turned = rotation_from_angles(given.yaw_deg, given.pitch_deg, 0.0);
    let axis = turned * DVec3::X;
    let seen = axis.truncate().length();
    // Below a fifth the eyes lie one behind the other.
    if seen < 0.2 || axis.x <= 0.0 {
        return Err(HeadError::EyesHidden {
            yaw_deg: given.yaw_deg,
        });
    }
    let span = eyes[1] - eyes[0];
    // Start: the pupils' way, foreshortened by the turn, as long as it is seen (weak perspective).
    let distance = focal_px * ipd_mm * seen / span.length();
    let roll = (axis.y.atan2(axis.x) - span.y.atan2(span.x)).to_degrees();
    let middle = 0.5 * (eyes[0] + eyes[1]);
    let camera_of = |v: &[f64]| {
        let aim = DVec2::new(v[1], v[2]);
        let angles = [given.yaw_deg, given.pitch_deg, v[0]];
        Camera::from_pose(size(facts), focal_px, angles, DVec3::ZERO, aim, v[3])
    };
    let pupils = [-0.5, 0.5].map(|s| DVec3::X * (s * ipd_mm));
    let misses = |v: &[f64]| -> Option<Vec<f64>> {
        let camera = camera_of(v);
        let a = camera.photo_from_head(pupils[0])? - eyes[0];
        let b = camera.photo_from_head(pupils[1])? - eyes[1];
        Some(vec![a.x, a.y, b.x, b.y])
    };
    let mut v = vec![roll, middle.x, middle.y, distance.max(2.0 * ipd_mm)];
    // Near the answer Newton's way doubles the digits in each round; 12 are a bound, not a tuned number.
    for _ in 0..12 {
        let here = misses(&v).ok_or(HeadError::EyesHidden {
            yaw_deg: given.yaw_deg,
        })?;
        // Steps of the differences: degrees, px, px, and a hundred-thousandth of the distance. Each moves the pupils by a
        // ten-thousandth to a thousandth of a pixel, well over the rounding and well under the curve.
        let nudges = [1e-4, 1e-3, 1e-3, 1e-3 * v[3].abs() * 1e-2];
        let mut rows: Vec<(Vec<f64>, f64)> = here.iter().map(|m| (vec![0.0; 4], -m)).collect();
        for k in 0..4 {
            let mut moved = v.clone();
            moved[k] += nudges[k];
            let there = misses(&moved).ok_or(HeadError::EyesHidden {
                yaw_deg: given.yaw_deg,
            })?;
            for (row, (a, b)) in rows.iter_mut().zip(here.iter().zip(&there)) {
                row.0[k] = (b - a) / nudges[k];
            }
        }
        // Four equations for four unknowns; the ridge only keeps the matrix positive where they hardly differ.
        let Some(step) = least_squares(&rows, &[1e-12; 4]) else {
            break;
        };
        for (value, change) in v.iter_mut().zip(&step) {
            *value += change;
        }
        // A camera within two pupil distances would be inside the face.
        v[3] = v[3].max(2.0 * ipd_mm);
    }
    Ok(camera_of(&v))
}
