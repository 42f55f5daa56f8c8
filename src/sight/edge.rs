//! The edge of the head in a photo: by the colour of a plain background, and by the person mask where that is silent.

use super::complexion::Complexion;
use super::face::Face;
use super::person::{PersonMask, person_mask};
use super::silhouette::{OUTWARDS, Ray, STEP_MM, by_colour, points, rays};
use crate::head::{Head, View};
use crate::photo::Photo;
use glam::DVec2;

/// Where the end of the person is looked for, as multiples of the template's edge.
const SEARCH: [f64; 2] = [0.60, 1.28];
/// The mask goes from background to person within this way, mm; where it takes longer it doesn't know.
const SHARP_MM: f64 = 8.0;
/// What counts as background and as person.
const BACKGROUND: f64 = 0.3;
const PERSON: f64 = 0.7;
/// The edge is believed this far outside the template's where skin reaches it; where hair does, it says nothing there.
const BARE_OUTWARDS: f64 = 0.06;

/// Points on the edge of the head, px, from side to side over its top; none where the photo shows none.
///
/// With the face known, hair is told from skin at the edge: an edge of hair never draws the head outwards.
pub fn head_edge(photo: &Photo, head: &Head, view: &View, face: Option<&Face>) -> Vec<DVec2> {
    let rays = rays(head, &view.camera);
    let mm_per_px = view.camera.mm_per_px_at(Head::CENTRE_MM);
    let mut found = by_colour(photo, &rays, mm_per_px);
    if found.contains(&None)
        && let Some(mask) = person_mask(photo, view)
    {
        for (ray, found) in rays.iter().zip(&mut found) {
            *found = found.or_else(|| end(ray, &mask, mm_per_px));
        }
    }
    let complexion = face.and_then(|face| Complexion::of(photo, face));
    if let Some(complexion) = &complexion {
        for (ray, found) in rays.iter().zip(&mut found) {
            let is_hair = |share: &f64| *share > 1.0 && !complexion.reaches(photo, ray, *share, mm_per_px);
            *found = found.filter(|share| !is_hair(share));
        }
    }
    let most = 1.0 + complexion.map_or(OUTWARDS, |_| BARE_OUTWARDS);
    points(&rays, &found, most)
}

/// Where the person ends on a ray, as a multiple of the template's edge; `None` where the mask doesn't know.
fn end(ray: &Ray, mask: &PersonMask, mm_per_px: f64) -> Option<f64> {
    let step = STEP_MM / mm_per_px / ray.template_px;
    let count = ((SEARCH[1] - SEARCH[0]) / step) as usize;
    let row: Vec<(f64, f64)> = (0..count)
        .map(|index| SEARCH[1] - index as f64 * step)
        .filter_map(|share| Some((share, mask.at(ray.at(share))?)))
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
