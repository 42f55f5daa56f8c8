//! What is minimised when one head meets several photos: the unknowns, what each photo misses of them, and the derivatives.

use super::camera::Camera;
use super::chin::chin_mm;
use super::handles::{FitHandles, camera_by_handles};
use super::outline::nearest_mm;
use super::photo_claim::{PhotoClaim, known_pupils};
use super::shape_fit::{FitFreedom, PointBesideHead, unknown_sd, unknowns, with_unknowns};
use super::solve::{KNOWN_SCALE_ERROR, PUPIL_DISTANCE_MM};
use super::template::Head;
use glam::{DVec2, DVec3};

/// Outline points farther away than this many errors count as if they lay there: an edge that was found strays (assumption).
const STRAY: f64 = 2.0;
/// Errors of pupils and chin, mm (assumption: pupils against the scan's true ones, and what the chin is taken for in one photo).
const PUPIL_SD_MM: f64 = 2.0;
const CHIN_SD_MM: f64 = 4.0;
/// What a fit over photos may move of a head.
const FREEDOM: FitFreedom = FitFreedom::MeasuresAndCorrection;
/// Steps of the differences: mm of a head's unknown, the logarithm of the pupil distance, and of a camera's unknowns (degrees, mm across
/// the photo, logarithm of the scale).
const NUDGE_MM: f64 = 0.1;
const PUPIL_NUDGE: f64 = 1e-4;
const CAMERA_NUDGE: [f64; CAMERA] = [0.02, 0.02, 0.02, 0.1, 0.1, 1e-4];
/// The same for what holds the unknowns: they are held in proportion, so that any step tells the derivative.
const HELD_NUDGE: f64 = 1e-3;
/// Unknowns of a camera: yaw, pitch, roll, place across and down, logarithm of the scale.
const CAMERA: usize = 6;

/// A row of least squares: derivatives by each unknown, and the change that is wanted.
type MissRow = (Vec<f64>, f64);

/// A head with its cameras, and how badly they fit.
pub(super) struct JointState {
    /// Head's unknowns, logarithm of the pupil distance over the mean, then each camera's.
    pub(super) values: Vec<f64>,
    pub(super) head: Head,
    pub(super) cameras: Vec<Camera>,
    /// Where the rays of each photo's outline come nearest to the head.
    places_mm: Vec<Vec<f64>>,
    pub(super) cost: f64,
}

/// The photos, what each of them is compared with, and what holds the unknowns.
pub(super) struct JointProblem<'a> {
    photos: &'a [PhotoClaim<'a>],
    begins: Vec<FitHandles>,
    outlines_px: Vec<Vec<DVec2>>,
    /// What is known of the pupil distance: logarithms over the mean, and their errors.
    pupils: Vec<[f64; 2]>,
    population: Vec<f64>,
    shape_sd: Vec<f64>,
}

impl<'a> JointProblem<'a> {
    pub(super) fn of(photos: &'a [PhotoClaim<'a>]) -> Self {
        JointProblem {
            photos,
            begins: photos.iter().map(PhotoClaim::handles).collect(),
            outlines_px: photos.iter().map(PhotoClaim::outline_px).collect(),
            pupils: known_pupils(photos),
            population: unknowns(&Head::default(), FREEDOM),
            shape_sd: unknown_sd(FREEDOM),
        }
    }

    /// A head, the likeliest pupil distance, and the cameras where they begin.
    pub(super) fn start(&self, head: &Head) -> JointState {
        let mut values = unknowns(head, FREEDOM);
        let told: f64 = self.pupils.iter().map(|[log, sd]| log * sd.powi(-2)).sum();
        values.push(told / self.pupil_weight());
        values.resize(values.len() + CAMERA * self.photos.len(), 0.0);
        self.state(values)
    }

    fn pupil_weight(&self) -> f64 {
        self.pupils.iter().map(|[_, sd]| sd.powi(-2)).sum()
    }

    /// Standard deviation of the pupil distance that all photos together know, as a share of it.
    pub(super) fn pupil_error(&self) -> f64 {
        self.pupil_weight().sqrt().recip()
    }

    /// Number of the first unknown that is no shape: the pupil distance.
    fn shape_count(&self) -> usize {
        self.shape_sd.len()
    }

    /// The head and the cameras whose unknowns have these values.
    pub(super) fn state(&self, values: Vec<f64>) -> JointState {
        let shape = self.shape_count();
        let head = with_unknowns(&Head::default(), &values[..shape]);
        let photos = 0..self.photos.len();
        let cameras: Vec<Camera> = photos
            .clone()
            .map(|photo| self.camera(photo, self.camera_values(photo, &values), &head))
            .collect();
        let places_mm: Vec<Vec<f64>> = photos
            .clone()
            .map(|photo| self.places_mm(photo, &head, &cameras[photo]))
            .collect();
        let misses = photos
            .flat_map(|photo| self.misses(photo, values[shape], &cameras[photo], &head, &places_mm[photo]));
        let cost: f64 = misses.chain(self.held(&values)).map(|miss| miss * miss).sum();
        JointState {
            values,
            head,
            cameras,
            places_mm,
            cost,
        }
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

    /// Where the rays of an outline come nearest to the head: how far along each. So near its least a clearance doesn't change with the
    /// place, and derivatives hold it.
    fn places_mm(&self, photo: usize, head: &Head, camera: &Camera) -> Vec<f64> {
        let outline_px = self.outlines_px[photo].iter();
        outline_px.map(|point| nearest_mm(head, camera, *point)).collect()
    }

    /// What a photo misses, in errors of what it gives; `pupils` is the logarithm of the pupil distance over the mean.
    fn misses(&self, photo: usize, pupils: f64, camera: &Camera, head: &Head, places_mm: &[f64]) -> Vec<f64> {
        let given = self.photos[photo].given;
        let sd_mm = self.photos[photo].outline_sd_mm();
        let eye = camera.position_mm();
        let mut list: Vec<f64> = self.outlines_px[photo]
            .iter()
            .zip(places_mm)
            .map(|(point, along_mm)| {
                let place = PointBesideHead::of(eye + camera.ray(*point) * *along_mm);
                stray(place.clearance_mm(head).0 / sd_mm)
            })
            .collect();
        if given.handles.is_some() {
            return list;
        }
        if let Some(eyes) = given.eyes {
            let too_wide = given.found.map_or(1.0, |found| found.pupils_too_wide);
            let half_mm = 0.5 * too_wide * PUPIL_DISTANCE_MM * pupils.exp();
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
        if let Some(mm_per_px) = given.mm_per_px {
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

    /// The rows of all misses.
    pub(super) fn rows(&self, state: &JointState) -> Vec<MissRow> {
        let photos = 0..self.photos.len();
        let mut rows: Vec<MissRow> = photos.flat_map(|photo| self.photo_rows(photo, state)).collect();
        rows.extend(self.held_rows(&state.values));
        rows
    }

    /// The rows of what one photo misses.
    fn photo_rows(&self, photo: usize, state: &JointState) -> Vec<MissRow> {
        let (head, camera, places_mm) = (&state.head, &state.cameras[photo], &state.places_mm[photo]);
        let shape = self.shape_count();
        let pupils = state.values[shape];
        let here = self.misses(photo, pupils, camera, head, places_mm);
        let mut rows = unknown_rows(&here, state.values.len());
        let mut derive = |k: usize, nudge: f64, there: Vec<f64>| {
            for ((row, _), (a, b)) in rows.iter_mut().zip(here.iter().zip(there)) {
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
            let moved = with_unknowns(head, &nudged(&state.values[..shape], k, nudge));
            derive(k, nudge, self.misses(photo, pupils, camera, &moved, places_mm));
        }
        let wider = self.misses(photo, pupils + PUPIL_NUDGE, camera, head, places_mm);
        derive(shape, PUPIL_NUDGE, wider);
        for (k, nudge) in CAMERA_NUDGE.into_iter().enumerate() {
            let at = shape + 1 + CAMERA * photo + k;
            let values = nudged(&state.values, at, nudge);
            let moved = self.camera(photo, self.camera_values(photo, &values), head);
            derive(at, nudge, self.misses(photo, pupils, &moved, head, places_mm));
        }
        rows
    }

    /// The rows of what holds the unknowns.
    fn held_rows(&self, values: &[f64]) -> Vec<MissRow> {
        let held = self.held(values);
        let mut rows = unknown_rows(&held, values.len());
        for k in 0..values.len() {
            let there = self.held(&nudged(values, k, HELD_NUDGE));
            for ((row, _), (a, b)) in rows.iter_mut().zip(held.iter().zip(there)) {
                row[k] = (b - a) / HELD_NUDGE;
            }
        }
        rows
    }
}

/// A row for each miss, with no derivative yet by any of so many unknowns.
fn unknown_rows(misses: &[f64], count: usize) -> Vec<MissRow> {
    misses.iter().map(|miss| (vec![0.0; count], -miss)).collect()
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
