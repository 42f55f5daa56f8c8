//! The edge of the head against a plain background, by colour alone.
//!
//! Along rays from the middle of the fitted head, from outside inwards, the photo is compared with the background of that
//! ray. Where the background is busy, is the same colour as the head, or is cut off by the photo's border, the ray says
//! nothing; when few rays speak, nothing is returned and the head stays as it was. No person is judged to have hair or
//! none: hair that stands off the scalp lies outside the head, so the edge is believed outwards only a little.

use crate::head::{Camera, Head, outline::edge_px};
use crate::photo::Photo;
use crate::vision::median::median;
use crate::vision::network_input::OPAQUE;
use glam::{DVec2, DVec3};

/// Rays to each side of the head's upward axis, and the angle that they span to each side, degrees. Below it are ears.
const RAYS_EACH_SIDE: i32 = 36;
const SPAN_DEG: f64 = 72.0;
/// Where along a ray the background is learnt, as multiples of the template's edge (assumption: 1.3 is beyond every head).
const BACKGROUND: [f64; 2] = [1.28, 1.65];
/// Length of background that is enough to learn it, mm.
const BACKGROUND_MM: f64 = 8.0;
/// Where the edge is looked for.
const SEARCH: [f64; 2] = [0.70, 1.28];
/// Distance of samples along a ray, and side of the square that each averages, mm.
pub(super) const STEP_MM: f64 = 0.7;
/// A background whose spread is larger than this (of full scale, encoded) is busy.
const BUSY: f64 = 0.04;
/// A sample differs when it is this many spreads (and this share of full scale) away from the background.
const SPREADS: f64 = 5.0;
const LEAST_DIFFERENCE: f64 = 0.10;
/// What differs must go on inwards for this long, mm, in this share of the samples.
const SOLID_MM: f64 = 9.0;
const SOLID_SHARE: f64 = 0.9;
/// The edge is believed this far outside the template's, as a share of its radius; more is hair.
pub(super) const OUTWARDS: f64 = 0.03;
/// Rays that must speak, and how far one may stray from its neighbours.
const SPEAKING: f64 = 0.5;
const STRAY: f64 = 0.03;

/// Rays over the upper part of a head as it is seen, from side to side.
pub(super) fn rays(head: &Head, camera: &Camera) -> Vec<OutlineRay> {
    rays_at(
        head,
        camera,
        (-RAYS_EACH_SIDE..=RAYS_EACH_SIDE)
            .map(|index| SPAN_DEG * f64::from(index) / f64::from(RAYS_EACH_SIDE)),
    )
}

/// Rays at angles from the head's upward axis, degrees.
pub(super) fn rays_at(
    head: &Head,
    camera: &Camera,
    angles_deg: impl Iterator<Item = f64>,
) -> Vec<OutlineRay> {
    let (Some(middle), Some(above)) = (
        camera.photo_from_head(Head::CENTRE_MM),
        camera.photo_from_head(Head::CENTRE_MM + DVec3::Y * 60.0),
    ) else {
        return Vec::new();
    };
    let up = (above - middle).normalize_or_zero();
    let ray = |angle_deg: f64| {
        let way = DVec2::from_angle(angle_deg.to_radians()).rotate(up);
        let edge = edge_px(head, camera, middle, way)?;
        Some(OutlineRay {
            middle,
            way,
            template_px: edge.distance(middle),
        })
    };
    angles_deg.filter_map(ray).collect()
}

/// Points on the edge of the head, px, where a plain background shows them; empty when the photo doesn't.
pub fn head_edge_px(photo: &Photo, head: &Head, camera: &Camera) -> Vec<DVec2> {
    let rays = rays(head, camera);
    let found = by_colour(photo, &rays, camera.mm_per_px_at(Head::CENTRE_MM));
    points(&rays, &found, 1.0 + OUTWARDS)
}

/// Where each ray leaves the head by the colour of the background, as a multiple of the template's edge.
pub(super) fn by_colour(photo: &Photo, rays: &[OutlineRay], mm_per_px: f64) -> Vec<Option<f64>> {
    let backgrounds: Vec<Option<RayBackground>> =
        rays.iter().map(|ray| ray.background(photo, mm_per_px)).collect();
    (0..rays.len())
        .map(|index| rays[index].edge(photo, mm_per_px, &nearest(&backgrounds, index)?))
        .collect()
}

/// The points that rays agree on, believed to a limit outwards; none where too few speak.
pub(super) fn points(rays: &[OutlineRay], found: &[Option<f64>], most: f64) -> Vec<DVec2> {
    let steady = steady(found);
    if (steady.iter().flatten().count() as f64) < SPEAKING * rays.len() as f64 {
        return Vec::new();
    }
    let point = |(ray, share): (&OutlineRay, Option<f64>)| Some(ray.at(share?.min(most)));
    rays.iter().zip(steady).filter_map(point).collect()
}

/// The rays whose answer agrees with their neighbours', smoothed by the median of seven.
pub(super) fn steady(found: &[Option<f64>]) -> Vec<Option<f64>> {
    let median_near = |index: usize| {
        let near = &found[index.saturating_sub(3)..(index + 4).min(found.len())];
        let mut near: Vec<f64> = near.iter().flatten().copied().collect();
        (near.len() >= 4).then(|| median(&mut near))
    };
    let agreed = |(index, share): (usize, &Option<f64>)| {
        let (share, median) = ((*share)?, median_near(index)?);
        ((share - median).abs() <= STRAY).then_some(median)
    };
    found.iter().enumerate().map(agreed).collect()
}

/// A ray from the middle of the head through the template's edge.
pub(super) struct OutlineRay {
    middle: DVec2,
    way: DVec2,
    /// Length from the middle to the template's edge, px.
    pub(super) template_px: f64,
}

impl OutlineRay {
    /// The place at a multiple of the template's edge, px.
    pub(super) fn at(&self, share: f64) -> DVec2 {
        self.middle + self.way * (self.template_px * share)
    }

    /// The colour beyond the head; `None` where it is busy or the photo ends.
    fn background(&self, photo: &Photo, mm_per_px: f64) -> Option<RayBackground> {
        let colours: Vec<DVec3> = self
            .samples(photo, mm_per_px, BACKGROUND)
            .map(|(_, colour)| colour)
            .collect();
        let count = colours.len() as f64;
        let colour = colours.iter().sum::<DVec3>() / count.max(1.0);
        let variance = colours.iter().map(|c| c.distance_squared(colour)).sum::<f64>() / count.max(1.0);
        let spread = variance.sqrt();
        (count * STEP_MM >= BACKGROUND_MM && spread <= BUSY).then_some(RayBackground { colour, spread })
    }

    /// Places (shares of the template's edge, from outside inwards) and colours in a range, as far as the photo goes.
    fn samples(&self, photo: &Photo, mm_per_px: f64, range: [f64; 2]) -> impl Iterator<Item = (f64, DVec3)> {
        let step = STEP_MM / mm_per_px / self.template_px;
        let side_px = (STEP_MM / mm_per_px).max(1.0);
        let count = ((range[1] - range[0]) / step) as usize;
        (0..count).filter_map(move |index| {
            let share = range[1] - index as f64 * step;
            Some((share, mean_colour(photo, self.at(share), side_px)?))
        })
    }

    /// Where the head ends, as a share of the template's edge.
    fn edge(&self, photo: &Photo, mm_per_px: f64, background: &RayBackground) -> Option<f64> {
        let least = (SPREADS * background.spread).max(LEAST_DIFFERENCE);
        let differs = |colour: DVec3| colour.distance(background.colour) > least;
        let row: Vec<(f64, bool)> = self
            .samples(photo, mm_per_px, SEARCH)
            .map(|(share, colour)| (share, differs(colour)))
            .collect();
        // The search must begin on the background.
        if row.first()?.1 {
            return None;
        }
        let solid = (SOLID_MM / STEP_MM) as usize;
        let is_head = |run: &&[(f64, bool)]| {
            let head = run.iter().filter(|(_, differs)| *differs).count();
            run[0].1 && run[1].1 && head as f64 >= SOLID_SHARE * solid as f64
        };
        row.windows(solid).find(is_head).map(|run| run[0].0)
    }
}

/// What lies beyond the head on a ray.
#[derive(Clone, Copy)]
struct RayBackground {
    colour: DVec3,
    spread: f64,
}

/// The background of a ray: its own, or between those of the nearest rays on both sides (the photo may end at the head).
fn nearest(backgrounds: &[Option<RayBackground>], index: usize) -> Option<RayBackground> {
    let below = backgrounds[..=index].iter().rev().flatten().next();
    let above = backgrounds[index..].iter().flatten().next();
    match (below, above) {
        (Some(below), Some(above)) => Some(RayBackground {
            colour: 0.5 * (below.colour + above.colour),
            spread: below
                .spread
                .max(above.spread)
                .max(0.25 * below.colour.distance(above.colour)),
        }),
        (one, other) => one.or(other).copied(),
    }
}

/// Mean of the encoded colour over a square, each channel 0 to 1; `None` outside the photo and where it is transparent.
pub(super) fn mean_colour(photo: &Photo, centre: DVec2, side_px: f64) -> Option<DVec3> {
    let corner = centre - 0.5 * side_px;
    let size = DVec2::new(f64::from(photo.width_px), f64::from(photo.height_px));
    if corner.cmplt(DVec2::ZERO).any() || (corner + side_px).cmpgt(size).any() {
        return None;
    }
    // At most 4 × 4 samples: enough to calm noise.
    let count = side_px.ceil().clamp(1.0, 4.0) as u32;
    let mut sum = DVec3::ZERO;
    for y in 0..count {
        for x in 0..count {
            let at = corner + (DVec2::new(f64::from(x), f64::from(y)) + 0.5) * (side_px / f64::from(count));
            sum += colour(photo, at.x as usize, at.y as usize)?;
        }
    }
    Some(sum / f64::from(count * count))
}

fn colour(photo: &Photo, x: usize, y: usize) -> Option<DVec3> {
    let channels = photo.channels.count();
    let start = (y * photo.width_px as usize + x) * channels;
    let code = |channel: usize| photo.samples.code(start + channel);
    if photo.channels.has_alpha() && code(channels - 1) < f64::from(OPAQUE) {
        return None;
    }
    Some(match photo.channels.is_grey() {
        true => DVec3::splat(code(0)),
        false => DVec3::new(code(0), code(1), code(2)),
    })
}
