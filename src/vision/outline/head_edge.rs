//! The edge of the head in a photo: by the colour of a plain background, and by the person mask where that is silent.

use super::complexion::{EdgeReach, FaceComplexion};
use super::person_mask::{PersonMask, person_mask};
use super::silhouette::{
    OUTWARDS, OutlineRay, STEP_MM, by_colour, mean_colour, points, rays, rays_at, steady,
};
use crate::head::{Head, HeadView};
use crate::photo::Photo;
use crate::vision::face::faces::Face;
use glam::DVec2;

/// Where the end of the person is looked for, as multiples of the template's edge.
const SEARCH: [f64; 2] = [0.60, 1.28];
/// The mask goes from background to person within this way, mm; where it takes longer it doesn't know.
const SHARP_MM: f64 = 8.0;
/// What counts as background and as person.
const BACKGROUND: f64 = 0.3;
const PERSON: f64 = 0.7;
/// The edge is believed this far outside the template's where skin reaches it, and at least this far where it may be shine or
/// white hair; where hair does, it says nothing there.
const BARE_OUTWARDS: f64 = 0.14;
const GLOSS_OUTWARDS: f64 = 0.07;
/// Shine beside skin goes on this far beyond the skin's own edge, as a share of the template's (assumption: 1.5 mm).
const GLOSS_BESIDE_SKIN: f64 = 0.02;

/// Angles from the head's upward axis between which the temples lie, above the ears, and the rays over them on each side.
const TEMPLES_DEG: [f64; 2] = [52.0, 92.0];
const TEMPLE_RAYS: u32 = 15;
/// Where skin is looked for beside them, as multiples of the template's edge.
const TEMPLE_SEARCH: [f64; 2] = [0.85, 1.12];

/// Points on the edge of the head, px, from side to side over its top; none where the photo shows none.
///
/// With the face known, hair is told from skin at the edge: an edge of hair never draws the head outwards.
pub fn head_edge(photo: &Photo, head: &Head, view: &HeadView, face: Option<&Face>) -> Vec<DVec2> {
    let rays = rays(head, &view.camera);
    let mm_per_px = view.camera.mm_per_px_at(Head::CENTRE_MM);
    let mut found = by_colour(photo, &rays, mm_per_px);
    let mask = person_mask(photo, view);
    if let Some(mask) = mask.as_ref().filter(|_| found.contains(&None)) {
        for (ray, found) in rays.iter().zip(&mut found) {
            *found = found.or_else(|| end(photo, ray, mask, mm_per_px));
        }
    }
    let complexion = face.and_then(|face| FaceComplexion::of(photo, face));
    if let Some(complexion) = &complexion {
        let reaches = |(ray, share): (&OutlineRay, &Option<f64>)| {
            share.map(|share| (share, complexion.reaches(photo, ray, share, mm_per_px)))
        };
        let reached: Vec<_> = rays.iter().zip(&found).map(reaches).collect();
        found = (0..reached.len())
            .map(|index| believed(&reached, index))
            .collect();
    }
    let most = 1.0 + complexion.as_ref().map_or(OUTWARDS, |_| BARE_OUTWARDS);
    let mut edge = points(&rays, &found, most);
    if let (Some(complexion), Some(mask), false) = (&complexion, &mask, edge.is_empty()) {
        edge.extend(bare_beyond(photo, head, view, complexion, mask));
    }
    edge
}

/// How far the edge is believed on a ray, as a multiple of the template's edge, with what lies inside each.
fn believed(reached: &[Option<(f64, EdgeReach)>], index: usize) -> Option<f64> {
    let (share, reaches) = reached[index]?;
    let most = match reaches {
        _ if share <= 1.0 => return Some(share),
        EdgeReach::Skin => BARE_OUTWARDS,
        EdgeReach::Gloss => {
            // Shine goes on where skin ends beside it, on both sides where there are two; white hair stands off.
            let before = beside_shine(reached[..index].iter().rev());
            let after = beside_shine(reached[index..].iter());
            let beside = before.into_iter().chain(after).reduce(f64::min).unwrap_or(0.0);
            (beside + GLOSS_BESIDE_SKIN).clamp(GLOSS_OUTWARDS, BARE_OUTWARDS)
        }
        EdgeReach::Else => return None,
    };
    Some(share.min(1.0 + most))
}

/// Where the skin ends to which the same shine leads, beyond the template's edge as a share of it.
fn beside_shine<'a>(mut rays: impl Iterator<Item = &'a Option<(f64, EdgeReach)>>) -> Option<f64> {
    let end = rays.find(|ray| !matches!(ray, Some((_, EdgeReach::Gloss))));
    match end {
        Some(Some((share, EdgeReach::Skin))) => Some(share - 1.0),
        _ => None,
    }
}

/// Points beside the temples where bare skin reaches beyond the template: the head is at least as wide as that, whatever
/// hair hides its very edge.
fn bare_beyond(
    photo: &Photo,
    head: &Head,
    view: &HeadView,
    complexion: &FaceComplexion,
    mask: &PersonMask,
) -> Vec<DVec2> {
    let mm_per_px = view.camera.mm_per_px_at(Head::CENTRE_MM);
    let is_person = |at: DVec2| mask.at(at).is_some_and(|person| person > PERSON);
    let mut edge = Vec::new();
    for side in [-1.0, 1.0] {
        let angles = (0..TEMPLE_RAYS).map(|index| {
            let share = f64::from(index) / f64::from(TEMPLE_RAYS - 1);
            side * (TEMPLES_DEG[0] + share * (TEMPLES_DEG[1] - TEMPLES_DEG[0]))
        });
        let rays = rays_at(head, &view.camera, angles);
        let found: Vec<Option<f64>> = rays
            .iter()
            .map(|ray| complexion.begins(photo, ray, TEMPLE_SEARCH, mm_per_px, is_person))
            .collect();
        let beyond = rays.iter().zip(steady(&found));
        edge.extend(beyond.filter_map(|(ray, share)| {
            let share = share.filter(|share| *share > 1.0)?;
            Some(ray.at(share.min(1.0 + BARE_OUTWARDS)))
        }));
    }
    edge
}

/// Where the person ends on a ray, as a multiple of the template's edge; `None` where the mask doesn't know and where the
/// photo is cut out.
fn end(photo: &Photo, ray: &OutlineRay, mask: &PersonMask, mm_per_px: f64) -> Option<f64> {
    let step = STEP_MM / mm_per_px / ray.template_px;
    let count = ((SEARCH[1] - SEARCH[0]) / step) as usize;
    let row: Vec<(f64, f64)> = (0..count)
        .map(|index| SEARCH[1] - index as f64 * step)
        .filter_map(|share| {
            let at = ray.at(share);
            mean_colour(photo, at, 1.0)?;
            Some((share, mask.at(at)?))
        })
        .collect();
    // The way in must begin on the background.
    if row.first()?.1 > BACKGROUND {
        return None;
    }
    let inside = row.iter().position(|(_, person)| *person > PERSON)?;
    let outside = row[..inside]
        .iter()
        .rposition(|(_, person)| *person < BACKGROUND)?;
    let way_mm = (row[outside].0 - row[inside].0) * ray.template_px * mm_per_px;
    let middle = row[outside..=inside].iter().find(|(_, person)| *person >= 0.5)?.0;
    (way_mm <= SHARP_MM).then_some(middle)
}
