//! Rust twin of `density.wgsl` and of the decision in `place.wgsl`: the oracle that the shaders are held against.

use super::hairline_edge::EdgeWord;
use super::hash_streams;
use crate::head::hash::hash;
use crate::passes::shared::{DensityParams, FillRow, PlaceParams, SiteInput};

const ONE: u32 = 4096;

/// What can change at a site from edit to edit.
#[derive(Clone, Copy, Debug)]
pub struct SiteEdits {
    /// Weights at the hairline, as [`super::hairline_edge::EdgeFinish::weights`] packs them.
    pub edge: u32,
    /// The brush's word, as in [`super::strokes::StrokeWords`].
    pub brush: u32,
}

/// Density and owner of a site, packed as the pass packs them; `mask` gives the weight of a fill's shapes at the site by the
/// number of their mask, as [`super::fill_masks::FillMasks::at`] does.
pub fn wanted(
    params: &DensityParams,
    fills: &[FillRow],
    index: u32,
    site: &SiteInput,
    edited: SiteEdits,
    mask: impl Fn(u32) -> u32,
) -> u32 {
    let (low, high) = (|word: u32| word & 0xffff, |word: u32| word >> 16);
    let part = |density: u32, weight: u32| (density * weight) >> 12;
    let (mut density, mut owner, mut free) = (0, 0, ONE);
    for (fill, row) in fills.iter().zip(0..) {
        let uneven = part(fill.density, low(site.factor).min(8191)).min(params.cap);
        let full = part(uneven, high(site.factor));
        let mask = mask(fill.mask);
        let tail = part(part(fill.sentinel, EdgeWord::outer(edited.edge)).min(full), mask);
        let edged = part(full, EdgeWord::inner(edited.edge)).max(tail);
        let whole = fill.region == 0;
        let edged = if whole || fill.region == 7 { full } else { edged };
        let zone = match fill.region {
            0 => EdgeWord::inner(edited.edge),
            1 => low(site.zones_0),
            2 => high(site.zones_0),
            3 => low(site.zones_1),
            4 => high(site.zones_1),
            5 => low(site.zones_2),
            6 => 0,
            _ => ONE,
        };
        let zone = part(zone, mask);
        let rest = part(density, ONE - zone);
        match fill.combine {
            0 => {
                if density == 0
                    || zone == ONE
                    || hash(params.seed, hash_streams::OWNER + row, index) >> 20 < zone
                {
                    owner = row + 1;
                }
                density = rest + part(edged, zone);
                if whole && tail > density {
                    density = tail;
                    owner = row + 1;
                }
            }
            1 => {
                let added = density + part(edged, zone);
                if site.onset >= density && site.onset < added {
                    owner = row + 1;
                }
                density = added;
            }
            2 => density = density.min(full + rest),
            _ => {
                density = rest;
                free = part(free, ONE - zone);
            }
        }
        density = density.min(params.cap);
    }
    let share = |density: u32, byte: u32| density * byte / 255;
    let [added, kept, guarded] = [0, 8, 16].map(|bits| edited.brush >> bits & 0xff);
    density = share(density, kept);
    if let Some(base) = fills.get(params.brush_row as usize).filter(|_| added > 0) {
        let uneven = part(base.density, low(site.factor).min(8191)).min(params.cap);
        let extra = part(share(part(uneven, high(site.factor)), added), free);
        if extra > density {
            density = extra;
            owner = params.brush_row + 1;
        }
    }
    share(density, 255 - guarded) | owner << 24
}

/// The dot's word, or 0.
pub fn decide(
    place: &PlaceParams,
    fills: &[FillRow],
    index: u32,
    site: &SiteInput,
    edited: SiteEdits,
    wanted: u32,
) -> u32 {
    let seed = place.seed;
    let (density, owner) = (wanted & 0xff_ffff, wanted >> 24);
    if owner == 0 || site.onset >= density {
        return 0;
    }
    let row = &fills[owner as usize - 1];
    let both = |first: [u32; 4], second: [u32; 4]| first.into_iter().chain(second);
    let inside = EdgeWord::inside(edited.edge);
    let session = both(row.shares_0, row.shares_1)
        .zip(both(row.setbacks_0, row.setbacks_1))
        .take(place.sessions as usize)
        .position(|(share, setback)| site.onset < (density * share) >> 12 && inside >= setback)
        .unwrap_or(place.sessions as usize - 1) as u32;
    let diameter = hash(seed, hash_streams::DIAMETER, index) >> 26;
    let tone = hash(seed, hash_streams::TONE, index) >> 26;
    let edge = (EdgeWord::inner(edited.edge) >> 4)
        .min(255)
        .max(edited.brush & 0xff);
    owner | session << 5 | diameter << 8 | tone << 14 | edge << 20 | (site.zones_2 >> 16) << 28
}
