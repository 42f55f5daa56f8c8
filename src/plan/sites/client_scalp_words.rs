//! What the client's own scalp makes of each site before any brush: fewer dots where hair grows, none on places to keep
//! free. The words are those of the brush (`plan/sites/strokes.rs`).

use super::fill_masks::FillMasks;
use super::scalp::ScalpSites;
use super::site_cells::SiteCell;
use super::strokes::UNTOUCHED;
use crate::design::FillShape;
use crate::head::client_scalp::KEEP_FREE_MARGIN_MM;
use crate::head::{ClientScalp, Head};
use glam::DVec3;

/// Words of all sites; `own_hair` is the knob of that name. What lies inside the `toned` shapes is not thinned for hair: their ink was
/// measured with the hair that stands there.
pub fn client_scalp_words(
    client: &ClientScalp,
    own_hair: f64,
    (masks, toned): (&FillMasks, &[Vec<FillShape>]),
    head: &Head,
    scalp: &ScalpSites,
    cells: &[SiteCell],
) -> Vec<u32> {
    let mut words = vec![UNTOUCHED; scalp.onsets.len()];
    if let Some(hair) = client.hair.as_ref().filter(|_| own_hair > 0.0) {
        let inside = masks.inside(toned);
        for (site, (word, direction)) in words.iter_mut().zip(&scalp.directions).enumerate() {
            let kept = 1.0 - own_hair * hair.at(*direction) * (1.0 - inside(site));
            *word = ((kept.clamp(0.0, 1.0) * 255.0 + 0.5) as u32) << 8;
        }
    }
    for place in &client.keep_free {
        let middle_mm = head.point_mm(DVec3::from(place.direction).normalize_or(DVec3::Y));
        let radius_mm = 0.5 * place.diameter_mm + KEEP_FREE_MARGIN_MM;
        let near = |cell: &&SiteCell| cell.centre_mm.distance(middle_mm) < radius_mm + cell.radius_mm;
        for &site in cells.iter().filter(near).flat_map(|cell| &cell.sites) {
            if scalp.points_mm[site as usize].distance(middle_mm) < radius_mm {
                words[site as usize] |= 255 << 16;
            }
        }
    }
    words
}
