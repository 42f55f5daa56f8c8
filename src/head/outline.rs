//! The head's edge in a photo: where it is, and how far a given point lies from it.

use super::camera::Camera;
use super::error::HeadError;
use super::shape_fit::{FitFreedom, PointBesideHead, refine, unknowns, with_unknowns};
use super::template::Head;
use super::warp::ResidualWarp;
use crate::parallel;
use glam::{DVec2, DVec3};

/// How near a ray comes to the head: signed, mm, positive outside; and the direction of the nearest surface point.
pub fn clearance_mm(head: &Head, camera: &Camera, photo_px: DVec2) -> (f64, DVec3) {
    nearest(head, camera, photo_px).clearance_mm(head)
}

/// Where a ray comes nearest to the head.
pub(super) fn nearest(head: &Head, camera: &Camera, photo_px: DVec2) -> PointBesideHead {
    PointBesideHead::of(camera.position_mm() + camera.ray(photo_px) * nearest_mm(head, camera, photo_px))
}

/// How far along a ray it comes nearest to the head, mm from the eye.
pub(super) fn nearest_mm(head: &Head, camera: &Camera, photo_px: DVec2) -> f64 {
    let eye = camera.position_mm();
    let ray = camera.ray(photo_px);
    let middle = (Head::CENTRE_MM - eye).dot(ray);
    let height = |t: f64| {
        let point = eye + ray * t;
        let d = head.direction_of(point);
        point.distance(Head::CENTRE_MM) - head.radius_mm(d)
    };
    // the lowest of a coarse row of samples, then thirds
    let samples = 40;
    let half = 160.0;
    let (mut low, mut high) = (middle - half, middle + half);
    let at = |i: i32| middle - half + 2.0 * half * f64::from(i) / f64::from(samples);
    let best = (0..=samples)
        .map(|sample| (sample, height(at(sample))))
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .map_or(0, |(sample, _)| sample);
    (low, high) = (at(best - 1).max(low), at(best + 1).min(high));
    // To hundredths of a millimetre along the ray: at its least the height follows by their square over the head's radius.
    for _ in 0..16 {
        let (a, b) = (low + (high - low) / 3.0, high - (high - low) / 3.0);
        if height(a) < height(b) { high = b } else { low = a }
    }
    0.5 * (low + high)
}

/// Where the straight way from `inside_px` (on the head) along `way` leaves the head, px; None if it starts outside.
pub fn edge_px(head: &Head, camera: &Camera, inside_px: DVec2, way: DVec2) -> Option<DVec2> {
    let way = way.try_normalize()?;
    if clearance_mm(head, camera, inside_px).0 > 0.0 {
        return None;
    }
    let far = 400.0 / camera.mm_per_px_at(Head::CENTRE_MM);
    let (mut low, mut high) = (0.0, far);
    for _ in 0..26 {
        let t = 0.5 * (low + high);
        if clearance_mm(head, camera, inside_px + way * t).0 > 0.0 {
            high = t
        } else {
            low = t
        }
    }
    Some(inside_px + way * low)
}

/// The head's edge in the photo: `count` points round the projected centre, clockwise from the right.
pub fn silhouette_px(head: &Head, camera: &Camera, count: usize) -> Vec<DVec2> {
    let Some(centre) = camera.photo_from_head(Head::CENTRE_MM) else {
        return Vec::new();
    };
    let way = |k: usize| DVec2::from_angle(k as f64 / count as f64 * std::f64::consts::TAU);
    let edges = parallel::collect(count, |k| edge_px(head, camera, centre, way(k)));
    edges.into_iter().flatten().collect()
}

/// Largest move of the edge by an outline point, over head breadth (assumption).
const MOVE_LIMIT: f64 = 0.15;
/// The same for an edge that was found in the photo: no slip of the hand, but a head far from the average.
const FOUND_MOVE_LIMIT: f64 = 0.30;
/// Largest residual move in projection, over head breadth (assumption).
const WARP_LIMIT: f64 = 0.03;
/// Strain or density error above which the fit warns (assumption).
const STRAIN_LIMIT: f64 = 0.15;
/// Error of points of an edge that was found, mm, how many of them are enough, and the change of area up to which a head may
/// follow them (assumptions).
const FOUND_SD_MM: f64 = 1.0;
const FOUND_POINTS: usize = 32;
const FOUND_AREA_LIMIT: f64 = 0.30;
/// Smoothing of the warp: through the points, and more and more beside them; the strain that a found edge's may have.
const EXACT: f64 = 1e-3;
const SMOOTHER: [f64; 6] = [0.01, 0.1, 0.5, 2.0, 8.0, 30.0];
const FOUND_STRAIN_LIMIT: f64 = 0.25;
/// Error of a given outline point, mm (assumption: it also says how closely the head follows).
const OUTLINE_SD_MM: f64 = 0.5;

/// The head corrected so that its edge meets the outline points, and the warp that takes up what is left.
///
/// # Errors
/// A point that would move the edge by more than 15 % of the head's breadth, or 30 % where the edge was `found`.
pub(crate) fn correct_head(
    head: &Head,
    camera: &Camera,
    outline_px: &[DVec2],
    found: bool,
    warnings: &mut Vec<String>,
) -> Result<(Head, ResidualWarp), HeadError> {
    worst_miss(
        head,
        camera,
        outline_px,
        if found { FOUND_MOVE_LIMIT } else { MOVE_LIMIT },
    )?;
    let breadth_mm = head.measures.breadth_mm;
    let met = |freedom: FitFreedom, sd_mm: f64, points_px: &[DVec2]| {
        refine(head, head, freedom, sd_mm, |h| {
            points_px.iter().map(|p| nearest(h, camera, *p)).collect()
        })
    };
    // What a person has given is met; an edge that was found is believed as far as measures of people go, and beyond only as
    // far as the head stays a head.
    let (from, fitted) = match found {
        false => {
            let fitted = met(FitFreedom::MeasuresAndCorrection, OUTLINE_SD_MM, outline_px);
            (head.clone(), fitted)
        }
        true => {
            let points_px = sparse(outline_px);
            let measured = met(FitFreedom::Measures, FOUND_SD_MM, &points_px);
            let followed = met(FitFreedom::MeasuresAndCorrection, FOUND_SD_MM, &points_px);
            let fitted = held_back(&measured, &followed);
            (measured, fitted)
        }
    };
    let breadth_px = breadth_mm / camera.mm_per_px_at(Head::CENTRE_MM);
    let warp = remaining_warp(&fitted, camera, outline_px, breadth_px, found);
    let [strain, density] = warp.strain_and_density_error();
    let stretch = density.max(area_change(&from, &fitted));
    // An edge that was found is held back already, in area always and in strain as far as smoothing goes.
    let too_much = match found {
        true => strain > FOUND_STRAIN_LIMIT,
        false => strain.max(stretch) > STRAIN_LIMIT,
    };
    if too_much {
        warnings.push(format!(
            "Meeting the outline strains the view by up to {:.0} % and the head's area by up to {:.0} %. Check the \
             outline, and eyes and chin where they are given.",
            strain * 100.0,
            stretch * 100.0
        ));
    }
    Ok((fitted, warp))
}

/// Largest distance of an outline point from the head's edge, over the head's breadth.
///
/// # Errors
/// It is over the limit.
fn worst_miss(head: &Head, camera: &Camera, outline_px: &[DVec2], limit: f64) -> Result<f64, HeadError> {
    let mut worst = 0.0;
    for (index, p) in outline_px.iter().enumerate() {
        let share = clearance_mm(head, camera, *p).0.abs() / head.measures.breadth_mm;
        if share > limit {
            return Err(HeadError::OutlineTooFar {
                number: index + 1,
                move_percent: share * 100.0,
            });
        }
        worst = share.max(worst);
    }
    Ok(worst)
}

/// The warp that brings the edge of a head that stays as it is to the outline points, as far as a warp may.
///
/// # Errors
/// A point that would move the edge by more than 15 % of the head's breadth.
pub(super) fn warp_only(
    head: &Head,
    camera: &Camera,
    outline_px: &[DVec2],
    found: bool,
    warnings: &mut Vec<String>,
) -> Result<ResidualWarp, HeadError> {
    let worst = worst_miss(head, camera, outline_px, MOVE_LIMIT)?;
    if worst > WARP_LIMIT {
        warnings.push(format!(
            "The outline lies up to {:.1} % of the head's breadth from the edge of this head; {:.0} % are taken up, the \
             rest stays. Check the outline and how the head is turned, or refit the head to this photo too.",
            worst * 100.0,
            WARP_LIMIT * 100.0
        ));
    }
    let breadth_px = head.measures.breadth_mm / camera.mm_per_px_at(Head::CENTRE_MM);
    let warp = remaining_warp(head, camera, outline_px, breadth_px, found);
    let [strain, density] = warp.strain_and_density_error();
    if strain > STRAIN_LIMIT || density > STRAIN_LIMIT {
        warnings.push(format!(
            "Meeting the outline strains the view by up to {:.0} %. Check the outline.",
            strain.max(density) * 100.0
        ));
    }
    Ok(warp)
}

/// Every so many points of a dense edge: as many as a smooth head can follow.
fn sparse(points_px: &[DVec2]) -> Vec<DVec2> {
    let step = points_px.len().div_ceil(FOUND_POINTS).max(1);
    points_px.iter().copied().step_by(step).collect()
}

/// A fitted head, brought back towards the one that it was fitted from as far as its area changes more than it may.
fn held_back(from: &Head, fitted: &Head) -> Head {
    let change = area_change(from, fitted);
    if change <= FOUND_AREA_LIMIT {
        return fitted.clone();
    }
    let (a, b) = (
        unknowns(from, FitFreedom::MeasuresAndCorrection),
        unknowns(fitted, FitFreedom::MeasuresAndCorrection),
    );
    let share = FOUND_AREA_LIMIT / change;
    let mixed: Vec<f64> = a.iter().zip(b).map(|(a, b)| a + (b - a) * share).collect();
    with_unknowns(fitted, &mixed)
}

/// The warp from the fitted head's edge to the points. Points of an edge that was `found` stray: their
/// warp is made smoother until it strains the view no more than it may.
fn remaining_warp(
    head: &Head,
    camera: &Camera,
    outline_px: &[DVec2],
    breadth_px: f64,
    found: bool,
) -> ResidualWarp {
    let (mut anchors, mut moves) = (Vec::new(), Vec::new());
    for p in outline_px {
        let (gap_mm, d) = clearance_mm(head, camera, *p);
        let point = head.point_mm(d);
        let (Some(here), Some(out)) = (
            camera.photo_from_head(point),
            camera.photo_from_head(point + head.normal(d)),
        ) else {
            continue;
        };
        let gap_px = gap_mm / camera.mm_per_px_at(point);
        moves.push(
            (out - here).normalize_or_zero()
                * gap_px.clamp(-WARP_LIMIT * breadth_px, WARP_LIMIT * breadth_px),
        );
        anchors.push(here);
    }
    if !found {
        return ResidualWarp::through(&anchors, &moves, breadth_px, EXACT);
    }
    let smoother = SMOOTHER
        .iter()
        .map(|smooth| ResidualWarp::through(&anchors, &moves, breadth_px, *smooth));
    let mut last = ResidualWarp::default();
    for tried in smoother {
        last = tried;
        if last.strain_and_density_error()[0] <= FOUND_STRAIN_LIMIT {
            break;
        }
    }
    last
}

/// Largest change of local area between two heads over the upper half (share of the first).
fn area_change(before: &Head, after: &Head) -> f64 {
    let ratio = |i: u32| {
        let y = f64::from(i) / 200.0;
        let s = (1.0 - y * y).sqrt();
        let (sin, cos) = (f64::from(i) * 2.399_963).sin_cos();
        let d = DVec3::new(s * sin, y, s * cos);
        (after.area_mm2_per_sr(d) / before.area_mm2_per_sr(d) - 1.0).abs()
    };
    (0..200).map(ratio).fold(0.0, f64::max)
}
