//! One head over several photos: its measures and all cameras at once, from what each photo gives.
//!
//! A single photo knows its head by one edge and, with a face, by the pupils; what it doesn't show stays the average head's. Here all
//! edges are met by one head, and all faces share one pupil distance. Least squares, by Gauss and Newton's way.

use super::camera::Camera;
use super::chin::chin_mm;
use super::error::HeadError;
use super::fit_input::{FitInput, PhotoFacts, check};
use super::handles::{FitHandles, camera_by_handles};
use super::least_squares::least_squares;
use super::outline::{nearest_mm, warp_only};
use super::shape_fit::{FitFreedom, PointBesideHead, unknown_sd, unknowns, with_unknowns};
use super::solve::{KNOWN_SCALE_ERROR, PUPIL_DISTANCE_MM, PUPIL_DISTANCE_SPREAD, known_focal, note_focal};
use super::template::Head;
use super::view::{HeadView, ViewSource};
use super::warp::ResidualWarp;
use glam::{DVec2, DVec3};

/// Error of an outline point that was found, and of one that a person has given, mm (assumption: neighbours stray together, so each
/// counts less than it would alone).
const FOUND_SD_MM: f64 = 3.5;
const GIVEN_SD_MM: f64 = 1.0;
/// Outline points farther away than this many errors count as if they lay there: an edge that was found strays (assumption).
const STRAY: f64 = 2.0;
/// Points of an outline that are taken: more say the same again.
const OUTLINE_POINTS: usize = 32;
/// Errors of pupils and chin, mm (assumption: pupils against the scan's true ones, and what the chin is taken for in one photo).
const PUPIL_SD_MM: f64 = 2.0;
const CHIN_SD_MM: f64 = 4.0;
/// Errors of yaw, pitch and roll, degrees: of a face (docs/photo.md: 1.3° on renders, 2.4° on the scan's pictures), of a pose that is
/// only named, and of what a person has set by hand (assumptions). The pupils tell a face's roll.
const FACE_SD_DEG: [f64; 3] = [3.0, 3.0, 20.0];
const POSE_SD_DEG: [f64; 3] = [8.0, 6.0, 5.0];
const HAND_SD_DEG: [f64; 3] = [0.5, 0.5, 0.5];
/// How far the head's place (mm) and the logarithm of its scale may stray from where a hand has put them; elsewhere photos decide.
const HAND_SD: [f64; 2] = [1.0, 0.01];
const FREE_SD: [f64; 2] = [200.0, 1.0];
/// Rounds at most, and the share of the cost by which it has to fall for another.
const ROUNDS: usize = 20;
const SETTLED: f64 = 1e-4;
/// Steps of the differences: mm of a head's unknown, degrees, mm across the photo, logarithms.
const NUDGE_MM: f64 = 0.1;
const NUDGE: [f64; 6] = [0.02, 0.02, 0.02, 0.1, 0.1, 1e-4];
/// What is said of an outline that lies far from the head of all photos.
const FAR_OUTLINE: &str = "The outline in this photo lies far from the head that the other photos show: it was left out. Check the \
    outline and the pose, or fit this photo anew.";
/// Unknowns of a camera: yaw, pitch, roll, place across and down, logarithm of the scale.
const CAMERA: usize = NUDGE.len();

/// What one photo gives, and the view that it has.
#[derive(Clone, Copy, Debug)]
pub struct PhotoClaim<'a> {
    /// What its file says.
    pub facts: &'a PhotoFacts,
    /// What a person or a detector gives.
    pub given: &'a FitInput,
    /// Its view until now.
    pub view: &'a HeadView,
}

impl PhotoClaim<'_> {
    /// Whether the photo says something of the whole head: not a close-up, and no guess.
    pub fn tells_head(&self) -> bool {
        !self.given.is_close_up()
            && self.view.source != ViewSource::Guess
            && (self.given.eyes.is_some() || !self.given.outline.is_empty() || self.given.handles.is_some())
    }

    /// Where the camera begins.
    fn handles(&self) -> FitHandles {
        FitHandles::of(self.view)
    }

    fn errors(&self) -> ([f64; 3], [f64; 2]) {
        match (self.given.handles, self.given.eyes) {
            (Some(_), _) => (HAND_SD_DEG, HAND_SD),
            (None, Some(_)) => (FACE_SD_DEG, FREE_SD),
            (None, None) => (POSE_SD_DEG, FREE_SD),
        }
    }
}

/// The head that all photos show, and their views in the order of the photos.
#[derive(Clone, Debug)]
pub struct JointFit {
    /// The head.
    pub head: Head,
    /// The views.
    pub views: Vec<HeadView>,
}

/// Solves head and cameras of photos that all tell of the head ([`PhotoClaim::tells_head`]), beginning with `start` and the views that
/// they have. What lies in front and how a photo was taken stays in its view.
///
/// # Errors
/// What is given is out of range.
pub fn solve_jointly(photos: &[PhotoClaim<'_>], start: &Head) -> Result<JointFit, HeadError> {
    photos
        .iter()
        .try_for_each(|photo| check(photo.facts, photo.given))?;
    let problem = JointProblem::of(photos);
    let mut state = problem.start(start);
    for _ in 0..ROUNDS {
        let Some(next) = problem.improved(&state) else {
            break;
        };
        let settled = state.cost - next.cost < SETTLED * state.cost;
        state = next;
        if settled {
            break;
        }
    }
    let views = photos.iter().zip(&state.cameras);
    let views = views.map(|(photo, camera)| problem.view(photo, &state.head, *camera));
    Ok(JointFit {
        views: views.collect(),
        head: state.head,
    })
}

/// A head with its cameras, and how badly they fit.
struct JointState {
    /// Head's unknowns, logarithm of the pupil distance over the mean, then each camera's.
    values: Vec<f64>,
    head: Head,
    cameras: Vec<Camera>,
    cost: f64,
}

struct JointProblem<'a> {
    photos: &'a [PhotoClaim<'a>],
    begins: Vec<FitHandles>,
    outlines: Vec<Vec<DVec2>>,
    /// What is known of the pupil distance: logarithms over the mean, and their errors.
    pupils: Vec<[f64; 2]>,
    freedom: FitFreedom,
    population: Vec<f64>,
    shape_sd: Vec<f64>,
}

impl<'a> JointProblem<'a> {
    fn of(photos: &'a [PhotoClaim<'a>]) -> Self {
        let freedom = FitFreedom::MeasuresAndCorrection;
        let outline = |photo: &PhotoClaim<'_>| {
            let points = &photo.given.outline;
            let step = points.len().div_ceil(OUTLINE_POINTS).max(1);
            points.iter().copied().step_by(step).collect()
        };
        JointProblem {
            photos,
            begins: photos.iter().map(PhotoClaim::handles).collect(),
            outlines: photos.iter().map(outline).collect(),
            pupils: known_pupils(photos),
            freedom,
            population: unknowns(&Head::default(), freedom),
            shape_sd: unknown_sd(freedom),
        }
    }

    fn start(&self, head: &Head) -> JointState {
        let mut values = unknowns(head, self.freedom);
        let weight: f64 = self.pupils.iter().map(|[_, sd]| sd.powi(-2)).sum();
        values.push(self.pupils.iter().map(|[log, sd]| log * sd.powi(-2)).sum::<f64>() / weight);
        values.resize(values.len() + CAMERA * self.photos.len(), 0.0);
        self.state(values)
    }

    /// Number of the first unknown that is no shape: the pupil distance.
    fn shape_count(&self) -> usize {
        self.shape_sd.len()
    }

    fn state(&self, values: Vec<f64>) -> JointState {
        let head = with_unknowns(&Head::default(), &values[..self.shape_count()]);
        let cameras: Vec<Camera> = (0..self.photos.len())
            .map(|photo| self.camera(photo, self.camera_values(photo, &values), &head))
            .collect();
        let mut state = JointState {
            values,
            head,
            cameras,
            cost: 0.0,
        };
        let misses = (0..self.photos.len()).flat_map(|photo| {
            let places = self.places(photo, &state.head, &state.cameras[photo]);
            self.misses(photo, &state, &state.cameras[photo], &state.head, &places)
        });
        state.cost = misses
            .chain(self.held(&state.values))
            .map(|miss| miss * miss)
            .sum();
        state
    }

    fn camera_values<'v>(&self, photo: usize, values: &'v [f64]) -> &'v [f64] {
        let first = self.shape_count() + 1 + CAMERA * photo;
        &values[first..first + CAMERA]
    }

    /// The camera whose unknowns have these values: departures from where it began.
    fn camera(&self, photo: usize, values: &[f64], head: &Head) -> Camera {
        let begin = &self.begins[photo];
        let moved = FitHandles {
            yaw_deg: begin.yaw_deg + values[0],
            pitch_deg: begin.pitch_deg + values[1],
            roll_deg: begin.roll_deg + values[2],
            centre_px: begin.centre_px + DVec2::new(values[3], values[4]) / begin.mm_per_px,
            mm_per_px: begin.mm_per_px * values[5].exp(),
        };
        let PhotoClaim { facts, given, .. } = &self.photos[photo];
        camera_by_handles(facts, given, &moved, head, &mut Vec::new())
    }

    /// Where the rays of an outline come nearest to the head: how far along each, mm. So near its least a clearance doesn't change
    /// with the place, and derivatives hold it.
    fn places(&self, photo: usize, head: &Head, camera: &Camera) -> Vec<f64> {
        let outline = self.outlines[photo].iter();
        outline.map(|point| nearest_mm(head, camera, *point)).collect()
    }

    /// What a photo misses, in errors of what it gives.
    fn misses(
        &self,
        photo: usize,
        state: &JointState,
        camera: &Camera,
        head: &Head,
        places_mm: &[f64],
    ) -> Vec<f64> {
        let given = self.photos[photo].given;
        let sd_mm = if given.found_outline() {
            FOUND_SD_MM
        } else {
            GIVEN_SD_MM
        };
        let eye = camera.position_mm();
        let mut list: Vec<f64> = self.outlines[photo]
            .iter()
            .zip(places_mm)
            .map(|(point, along_mm)| {
                let place = PointBesideHead::of(eye + camera.ray(*point) * *along_mm);
                stray(place.clearance_mm(head).0 / sd_mm)
            })
            .collect();
        if let Some(eyes) = given.eyes.filter(|_| given.handles.is_none()) {
            let too_wide = given.found.map_or(1.0, |found| found.pupils_too_wide);
            let half_mm = 0.5 * too_wide * PUPIL_DISTANCE_MM * state.values[self.shape_count()].exp();
            for (eye, side) in eyes.iter().zip([-1.0, 1.0]) {
                list.extend(miss_mm(camera, DVec3::X * side * half_mm, *eye).map(|mm| mm / PUPIL_SD_MM));
            }
            if let Some(chin) = given.chin {
                let place_mm = chin_mm(head.measures.face_mm);
                let [across, down] = miss_mm(camera, place_mm, chin);
                // Only along the face: a beard or a turn shifts the chin sideways.
                let down_way = camera.rotation_camera_from_head * -DVec3::Y;
                let way = down_way.truncate().normalize_or_zero();
                list.push(DVec2::new(across, down).dot(way) / CHIN_SD_MM);
            }
        }
        if let Some(mm_per_px) = given.mm_per_px.filter(|_| given.handles.is_none()) {
            let at_mm = if given.eyes.is_some() {
                DVec3::ZERO
            } else {
                Head::CENTRE_MM
            };
            list.push((camera.mm_per_px_at(at_mm) / mm_per_px).ln() / KNOWN_SCALE_ERROR);
        }
        list
    }

    /// How far the unknowns are from what holds them, in errors: shape, pupil distance, poses.
    fn held(&self, values: &[f64]) -> Vec<f64> {
        let shape = values.iter().zip(&self.population).zip(&self.shape_sd);
        let mut list: Vec<f64> = shape.map(|((value, mean), sd)| (value - mean) / sd).collect();
        let pupils = values[self.shape_count()];
        list.extend(self.pupils.iter().map(|[log, sd]| (pupils - log) / sd));
        for photo in 0..self.photos.len() {
            let camera = self.camera_values(photo, values);
            let (angles, [place, scale]) = self.photos[photo].errors();
            let sd = angles.into_iter().chain([place, place, scale]);
            list.extend(camera.iter().zip(sd).map(|(value, sd)| value / sd));
        }
        list
    }

    /// The rows of all misses: derivatives by each unknown, and the change that is wanted.
    fn rows(&self, state: &JointState) -> Vec<(Vec<f64>, f64)> {
        let (count, shape) = (state.values.len(), self.shape_count());
        let mut rows: Vec<(Vec<f64>, f64)> = Vec::new();
        for photo in 0..self.photos.len() {
            let camera = &state.cameras[photo];
            let places = self.places(photo, &state.head, camera);
            let here = self.misses(photo, state, camera, &state.head, &places);
            let first = rows.len();
            rows.extend(here.iter().map(|miss| (vec![0.0; count], -miss)));
            let mut derive = |k: usize, nudge: f64, there: Vec<f64>| {
                for ((row, _), (a, b)) in rows[first..].iter_mut().zip(here.iter().zip(there)) {
                    row[k] = (b - a) / nudge;
                }
            };
            for k in 0..shape {
                // Towards the mean, so that an unknown at the end of its range still has a derivative.
                let nudge = if state.values[k] > self.population[k] {
                    -NUDGE_MM
                } else {
                    NUDGE_MM
                };
                let mut list = state.values[..shape].to_vec();
                list[k] += nudge;
                let head = with_unknowns(&state.head, &list);
                derive(k, nudge, self.misses(photo, state, camera, &head, &places));
            }
            let wider = JointState {
                values: nudged(&state.values, shape, NUDGE[5]),
                head: state.head.clone(),
                cameras: Vec::new(),
                cost: 0.0,
            };
            derive(
                shape,
                NUDGE[5],
                self.misses(photo, &wider, camera, &state.head, &places),
            );
            for (k, nudge) in NUDGE.into_iter().enumerate() {
                let at = shape + 1 + CAMERA * photo + k;
                let values = nudged(&state.values, at, nudge);
                let moved = self.camera(photo, self.camera_values(photo, &values), &state.head);
                derive(at, nudge, self.misses(photo, state, &moved, &state.head, &places));
            }
        }
        let held = self.held(&state.values);
        let first = rows.len();
        rows.extend(held.iter().map(|miss| (vec![0.0; count], -miss)));
        for k in 0..count {
            let there = self.held(&nudged(&state.values, k, 1e-3));
            for ((row, _), (a, b)) in rows[first..].iter_mut().zip(held.iter().zip(there)) {
                row[k] = (b - a) / 1e-3;
            }
        }
        rows
    }

    /// A better state; none where no step of the way helps.
    fn improved(&self, state: &JointState) -> Option<JointState> {
        let step = least_squares(&self.rows(state), &vec![1e-9; state.values.len()])?;
        [1.0, 0.5, 0.25, 0.1, 0.03].into_iter().find_map(|share| {
            let values = state
                .values
                .iter()
                .zip(&step)
                .map(|(value, change)| value + share * change);
            let next = self.state(values.collect());
            (next.cost < state.cost).then_some(next)
        })
    }

    /// The view of a photo: the camera, and what the head still misses of the outline. An outline that no head over all photos meets
    /// is said and left out.
    fn view(&self, photo: &PhotoClaim<'_>, head: &Head, camera: Camera) -> HeadView {
        let mut warnings = Vec::new();
        note_focal(
            known_focal(photo.facts, photo.given),
            camera.focal_px,
            &mut warnings,
        );
        let outline = &photo.given.outline;
        let found = photo.given.found_outline();
        let warp = match outline.is_empty() {
            true => ResidualWarp::default(),
            false => warp_only(head, &camera, outline, found, &mut warnings).unwrap_or_else(|_| {
                warnings.push(FAR_OUTLINE.to_owned());
                ResidualWarp::default()
            }),
        };
        let weight: f64 = self.pupils.iter().map(|[_, sd]| sd.powi(-2)).sum();
        let mm_per_px = camera.mm_per_px_at(DVec3::ZERO);
        HeadView {
            camera,
            mm_per_px,
            mm_per_px_error: mm_per_px * weight.sqrt().recip(),
            warp,
            warnings,
            ..photo.view.clone()
        }
    }
}

/// A miss that grows slower from [`STRAY`] on: its square is Huber's loss.
fn stray(miss: f64) -> f64 {
    let far = miss.abs();
    match far <= STRAY {
        true => miss,
        false => (STRAY * (2.0 * far - STRAY)).sqrt().copysign(miss),
    }
}

fn nudged(values: &[f64], at: usize, nudge: f64) -> Vec<f64> {
    let mut moved = values.to_vec();
    moved[at] += nudge;
    moved
}

/// How far a point of the head falls from where it is seen, mm across and down the photo; nothing behind the camera.
fn miss_mm(camera: &Camera, point_mm: DVec3, seen_px: DVec2) -> [f64; 2] {
    camera.photo_from_head(point_mm).map_or([0.0; 2], |px| {
        ((px - seen_px) * camera.mm_per_px_at(point_mm)).to_array()
    })
}

/// What the photos know of the pupil distance: the population's mean, and what each face tells. Several faces of one client share the
/// average that they were told by, so together they count as one.
fn known_pupils(photos: &[PhotoClaim<'_>]) -> Vec<[f64; 2]> {
    let told: Vec<[f64; 2]> = photos
        .iter()
        .filter(|photo| photo.given.eyes.is_some() && photo.given.mm_per_px.is_none())
        .filter_map(|photo| {
            let log = (photo.given.pupil_distance_mm? / PUPIL_DISTANCE_MM).ln();
            let found = photo.given.found.map(|found| found.scale_error);
            Some([log, found.unwrap_or(KNOWN_SCALE_ERROR)])
        })
        .collect();
    let together = (told.len() as f64).sqrt();
    let told = told.into_iter().map(|[log, sd]| [log, sd * together]);
    std::iter::once([0.0, PUPIL_DISTANCE_SPREAD])
        .chain(told)
        .collect()
}
