//! Fits of a head to points measured in 3D: its unknowns, and how far they may stray.

use super::harmonics::for_each;
use super::least_squares::least_squares;
use super::measures::{
    CORRECTION_COUNT, CORRECTION_DEGREE, CORRECTION_MAX_MM, HeadMeasures, MEASURE_COUNT, MEASURES,
    ShapeCorrection,
};
use super::template::{Head, direction_from_centre};
use glam::DVec3;

/// Which of a head's unknowns a fit may move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FitFreedom {
    /// The measures alone.
    Measures,
    /// The measures and the correction.
    MeasuresAndCorrection,
}

/// How far each measure (sd) and each correction coefficient may stray before a fit holds it back, mm (assumption).
const SHAPE_SD_MM: f64 = 4.0;
const CORRECTION_SD_MM: f64 = 1.5;
/// The same for the coefficients that make left and right differ: one outline can't tell them from a turn (assumption).
const ASYMMETRY_SD_MM: f64 = 0.5;
/// Error of one measured point, mm (assumption).
const POINT_SD_MM: f64 = 1.5;

/// A head's unknowns as a list: measures, then the correction.
pub(crate) fn unknowns(head: &Head, freedom: FitFreedom) -> Vec<f64> {
    let mut list = head.measures.to_array().to_vec();
    if freedom == FitFreedom::MeasuresAndCorrection {
        list.extend(head.correction.coefficients_mm);
    }
    list
}

/// The head with its unknowns replaced, each brought into its range.
pub(crate) fn with_unknowns(head: &Head, list: &[f64]) -> Head {
    let mut values = [0.0; MEASURE_COUNT];
    values.copy_from_slice(&list[..MEASURE_COUNT]);
    let mut correction = head.correction.clone();
    if list.len() == MEASURE_COUNT + CORRECTION_COUNT {
        correction.coefficients_mm.copy_from_slice(&list[MEASURE_COUNT..]);
    }
    Head {
        measures: HeadMeasures::from_array(values).clamped(),
        correction: ShapeCorrection::clamped(correction),
    }
}

/// Standard deviation that holds each unknown near the population (the first four from their ranges).
pub(crate) fn unknown_sd(freedom: FitFreedom) -> Vec<f64> {
    let mut list: Vec<f64> = MEASURES
        .iter()
        .enumerate()
        .map(|(i, m)| if i < 4 { (m.max - m.min) / 8.0 } else { SHAPE_SD_MM })
        .collect();
    if freedom == FitFreedom::MeasuresAndCorrection {
        for_each([0.0, 1.0, 0.0], CORRECTION_DEGREE, |_, order, _, _| {
            list.push(CORRECTION_SD_MM);
            if order > 0 {
                list.push(ASYMMETRY_SD_MM);
            }
        });
    }
    list
}

/// The head that lies nearest to `points_mm` (head frame, on the scalp and forehead), near the population where they do
/// not say. Points should be spread over the surface, 20 or more.
pub fn fit_to_points(points_mm: &[DVec3], freedom: FitFreedom) -> Head {
    let mean = Head::default();
    let places: Vec<PointBesideHead> = points_mm
        .iter()
        .map(|point| PointBesideHead::of(*point))
        .collect();
    refine(&mean, &mean, freedom, POINT_SD_MM, |_| places.clone())
}

/// A point beside a head: its direction from the centre, and how far from it the point lies, mm.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PointBesideHead {
    direction: DVec3,
    distance_mm: f64,
}

impl PointBesideHead {
    /// The place of a point, head frame, mm.
    pub(crate) fn of(point_mm: DVec3) -> Self {
        PointBesideHead {
            direction: direction_from_centre(point_mm),
            distance_mm: point_mm.distance(Head::CENTRE_MM),
        }
    }

    /// Signed distance from a head's surface, mm, positive outside; and the direction of the nearest surface point.
    pub(crate) fn clearance_mm(&self, head: &Head) -> (f64, DVec3) {
        let d = self.direction;
        let height_mm = self.distance_mm - head.radius_mm(d);
        (height_mm * head.normal(d).dot(d), d)
    }
}

/// Step of the numeric derivatives, mm.
const NUDGE_MM: f64 = 0.1;
/// Rounds of Gauss and Newton's way; it settles in three or four, when the cost falls by less than this share.
const ROUNDS: usize = 10;
const SETTLED: f64 = 1e-4;

/// The head near `start` with the least clearances (each over `residual_sd_mm`) and departure from `population`. `places` says for
/// a head which points are to lie on it: those of a ray where it comes nearest. So near its least a clearance doesn't change with
/// the place, and derivatives are taken with the places held, which spares the search for them.
pub(crate) fn refine(
    start: &Head,
    population: &Head,
    freedom: FitFreedom,
    residual_sd_mm: f64,
    places: impl Fn(&Head) -> Vec<PointBesideHead>,
) -> Head {
    let mean = unknowns(population, freedom);
    let sd = unknown_sd(freedom);
    let cost = |head: &Head, places: &[PointBesideHead]| {
        let misses: f64 = clearances_mm(head, places)
            .iter()
            .map(|r| (r / residual_sd_mm).powi(2))
            .sum();
        let list = unknowns(head, freedom);
        misses
            + list
                .iter()
                .zip(&mean)
                .zip(&sd)
                .map(|((u, m), s)| ((u - m) / s).powi(2))
                .sum::<f64>()
    };
    let mut head = start.clone();
    let mut here = places(&head);
    let mut best = cost(&head, &here);
    for _ in 0..ROUNDS {
        let now = unknowns(&head, freedom);
        let rows = rows(&head, &now, residual_sd_mm, &here, &mean, &sd);
        let Some(change) = change_within_bounds(rows, &now) else {
            break;
        };
        let tried = [1.0, 0.5, 0.2, 0.05].into_iter().find_map(|share| {
            let list: Vec<f64> = now.iter().zip(&change).map(|(a, b)| a + share * b).collect();
            let next = with_unknowns(&head, &list);
            let there = places(&next);
            let next_cost = cost(&next, &there);
            (next_cost < best).then_some((next, there, next_cost))
        });
        let Some((next, there, next_cost)) = tried else {
            break;
        };
        let settled = best - next_cost < SETTLED * best;
        (head, here, best) = (next, there, next_cost);
        if settled {
            break;
        }
    }
    head
}

fn clearances_mm(head: &Head, places: &[PointBesideHead]) -> Vec<f64> {
    places.iter().map(|place| place.clearance_mm(head).0).collect()
}

/// The least-squares change of the unknowns that keeps each in its range: those that would leave it are put on its end
/// and the others solved again.
fn change_within_bounds(mut rows: Vec<(Vec<f64>, f64)>, now: &[f64]) -> Option<Vec<f64>> {
    let mut fixed: Vec<Option<f64>> = vec![None; now.len()];
    loop {
        let change = least_squares(&rows, &vec![1e-9; now.len()])?;
        let mut more = false;
        for k in 0..now.len() {
            let (low, high) = range_of(k);
            let kept = (now[k] + change[k]).clamp(low, high) - now[k];
            if fixed[k].is_none() && kept != change[k] {
                fixed[k] = Some(kept);
                more = true;
                for (row, value) in &mut rows {
                    *value -= row[k] * kept;
                    row[k] = 0.0;
                }
            }
        }
        if !more {
            return Some(change.iter().zip(&fixed).map(|(c, f)| f.unwrap_or(*c)).collect());
        }
    }
}

/// Range of unknown `k`, mm.
fn range_of(k: usize) -> (f64, f64) {
    MEASURES
        .get(k)
        .map_or((-CORRECTION_MAX_MM, CORRECTION_MAX_MM), |m| (m.min, m.max))
}

/// One row per residual and per unknown's pull to its mean: derivatives and the change wanted, in standard deviations.
fn rows(
    head: &Head,
    now: &[f64],
    residual_sd_mm: f64,
    places: &[PointBesideHead],
    mean: &[f64],
    sd: &[f64],
) -> Vec<(Vec<f64>, f64)> {
    let here = clearances_mm(head, places);
    let mut rows: Vec<(Vec<f64>, f64)> = here
        .iter()
        .map(|r| (vec![0.0; now.len()], -r / residual_sd_mm))
        .collect();
    for k in 0..now.len() {
        // towards the mean, so that an unknown at the end of its range still has a derivative
        let nudge = if now[k] > mean[k] { -NUDGE_MM } else { NUDGE_MM };
        let mut list = now.to_vec();
        list[k] += nudge;
        let there = clearances_mm(&with_unknowns(head, &list), places);
        for (row, (a, b)) in rows.iter_mut().zip(here.iter().zip(&there)) {
            row.0[k] = (b - a) / nudge / residual_sd_mm;
        }
    }
    for k in 0..now.len() {
        let mut row = vec![0.0; now.len()];
        row[k] = 1.0 / sd[k];
        rows.push((row, (mean[k] - now[k]) / sd[k]));
    }
    rows
}
