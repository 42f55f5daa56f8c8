//! What the brush has left at each site: integers, a pure function of the strokes, their head and the sites.

use super::scalp::ScalpSites;
use super::site_cells::{SiteCell, from_piece};
use crate::design::{BrushKind, BrushStroke};
use crate::head::Head;
use crate::plan::smooth;
use glam::DVec3;
use std::sync::Arc;

/// Full weight of the bytes.
const FULL: u32 = 255;
/// The word of a site that no stroke has touched, on a bare scalp: nothing added, all kept, nothing protected.
pub const UNTOUCHED: u32 = FULL << 8;

/// A touched site (upper 24 bits) and the stroke's weight there (lower 8).
type TouchedSite = u32;

/// The words of all sites, kept from one list of strokes to the next.
#[derive(Clone, Debug)]
pub struct StrokeWords {
    /// Per site: share added (bits 0–7), kept (8–15), protected (16–23), each of 255.
    pub words: Vec<u32>,
    /// Words before the first stroke: what the client's own scalp makes of them.
    base: Vec<u32>,
    /// Words before the last stroke.
    settled: Vec<u32>,
    list: Vec<(Arc<BrushStroke>, Arc<[TouchedSite]>)>,
    /// Weights of the stroke at hand, zero between strokes.
    scratch: Vec<u8>,
}

impl StrokeWords {
    /// A scalp without strokes; `base` has the words of its sites.
    pub fn new(base: Vec<u32>) -> Self {
        StrokeWords {
            words: base.clone(),
            settled: base.clone(),
            list: Vec::new(),
            scratch: vec![0; base.len()],
            base,
        }
    }

    /// Brings the words up to date for another list on the same scalp; says whether there was anything to do. Strokes that
    /// were there are not measured again, and one that grew only where it grew.
    pub fn update(
        &mut self,
        strokes: &[Arc<BrushStroke>],
        head: &Head,
        scalp: &ScalpSites,
        cells: &[SiteCell],
    ) -> bool {
        let same = self
            .list
            .iter()
            .zip(strokes)
            .take_while(|((known, _), stroke)| Arc::ptr_eq(known, stroke) || known == *stroke)
            .count();
        if same == strokes.len() && same == self.list.len() {
            return false;
        }
        let known = self.list.len();
        let grown = self.list.get(same).cloned();
        self.list.truncate(same);
        for stroke in &strokes[same..] {
            let before = grown.as_ref().filter(|_| self.list.len() == same);
            let touches = self.touches(stroke, before, head, scalp, cells);
            self.list.push((Arc::clone(stroke), touches));
        }
        // The state before the last stroke is kept: on with it where it is still right, else from the first stroke on.
        let last = self.list.len().saturating_sub(1);
        let settled = known.saturating_sub(1);
        let begin = if same >= settled && last >= settled {
            settled
        } else {
            self.settled.copy_from_slice(&self.base);
            0
        };
        for (stroke, touches) in &self.list[begin..last] {
            apply(stroke.brush, touches, &self.base, &mut self.settled);
        }
        self.words.copy_from_slice(&self.settled);
        if let Some((stroke, touches)) = self.list.last() {
            apply(stroke.brush, touches, &self.base, &mut self.words);
        }
        true
    }

    /// The sites under a stroke. `before` is the stroke that it may have grown from.
    fn touches(
        &mut self,
        stroke: &BrushStroke,
        before: Option<&(Arc<BrushStroke>, Arc<[TouchedSite]>)>,
        head: &Head,
        scalp: &ScalpSites,
        cells: &[SiteCell],
    ) -> Arc<[TouchedSite]> {
        let point = |direction: &[f64; 3]| head.point_mm(DVec3::from(*direction).normalize_or(DVec3::Y));
        let before = before.filter(|(known, _)| grew(known, stroke));
        let mut touched: Vec<u32> = Vec::new();
        for touch in before.iter().flat_map(|(_, touches)| touches.iter()) {
            self.scratch[(touch >> 8) as usize] = *touch as u8;
            touched.push(touch >> 8);
        }
        let done = before.map_or(0, |(known, _)| known.path.len());
        // A path begins with its first point, so that a longer one only adds pieces.
        let points: Vec<DVec3> = stroke.path[done.saturating_sub(1)..].iter().map(point).collect();
        let first = points.first().filter(|_| done == 0).map(|&first| (first, first));
        let pieces = points.windows(2).map(|pair| (pair[0], pair[1]));
        let mut pieces: Vec<(DVec3, DVec3)> = first.into_iter().chain(pieces).collect();
        // A brush that rests says the same again and again.
        pieces.dedup();
        for cell in near_cells(&points, stroke.radius_mm, cells) {
            let near = nearest_pieces(&pieces, cell, stroke.radius_mm);
            if near.is_empty() {
                continue;
            }
            for &site in &cell.sites {
                let point_mm = scalp.points_mm[site as usize];
                let distances = near.iter().map(|(a, b)| from_piece(*a, *b, point_mm).0);
                let weight = weight(stroke, distances.fold(f64::INFINITY, f64::min));
                let kept = &mut self.scratch[site as usize];
                if weight > *kept {
                    if *kept == 0 {
                        touched.push(site);
                    }
                    *kept = weight;
                }
            }
        }
        let take = |site: u32| site << 8 | u32::from(std::mem::take(&mut self.scratch[site as usize]));
        touched.into_iter().map(take).collect()
    }
}

/// Whether a stroke is another one with a longer path.
fn grew(known: &BrushStroke, stroke: &BrushStroke) -> bool {
    known.brush == stroke.brush
        && known.radius_mm == stroke.radius_mm
        && known.softness == stroke.softness
        && known.strength == stroke.strength
        && !known.path.is_empty()
        && stroke.path.starts_with(&known.path)
}

/// The pieces that reach a cell and are not farther from all of it than another one is.
fn nearest_pieces(pieces: &[(DVec3, DVec3)], cell: &SiteCell, radius_mm: f64) -> Vec<(DVec3, DVec3)> {
    let distance_mm = |(a, b): &(DVec3, DVec3)| from_piece(*a, *b, cell.centre_mm).0.sqrt();
    let distances_mm: Vec<f64> = pieces.iter().map(distance_mm).collect();
    let nearest_mm = distances_mm.iter().copied().fold(f64::INFINITY, f64::min);
    let limit_mm = (radius_mm + cell.radius_mm).min(nearest_mm + 2.0 * cell.radius_mm);
    let near = pieces.iter().zip(&distances_mm);
    near.filter(|(_, distance_mm)| **distance_mm <= limit_mm)
        .map(|(piece, _)| *piece)
        .collect()
}

fn near_cells<'a>(points: &[DVec3], radius_mm: f64, cells: &'a [SiteCell]) -> Vec<&'a SiteCell> {
    let (low, high) = points
        .iter()
        .fold((DVec3::INFINITY, DVec3::NEG_INFINITY), |(low, high), &point| {
            (low.min(point), high.max(point))
        });
    let meets = |cell: &&SiteCell| {
        let margin = DVec3::splat(radius_mm + cell.radius_mm);
        cell.centre_mm.cmpge(low - margin).all() && cell.centre_mm.cmple(high + margin).all()
    };
    cells.iter().filter(meets).collect()
}

/// Weight of a stroke, of 255, at the square of a distance from its path (mm²).
fn weight(stroke: &BrushStroke, distance_squared: f64) -> u8 {
    if distance_squared >= stroke.radius_mm * stroke.radius_mm {
        return 0;
    }
    let share = distance_squared.sqrt() / stroke.radius_mm;
    let hard = 1.0 - stroke.softness;
    let falloff = if share <= hard {
        1.0
    } else {
        1.0 - smooth((share - hard) / stroke.softness)
    };
    (stroke.strength * falloff * f64::from(FULL) + 0.5) as u8
}

/// Added, kept and protected of a word.
fn parts(word: u32) -> [u32; 3] {
    [word & FULL, word >> 8 & FULL, word >> 16 & FULL]
}

/// Lets a stroke act on the words; `base` is what they were before all strokes.
fn apply(brush: BrushKind, touches: &[TouchedSite], base: &[u32], words: &mut [u32]) {
    for touch in touches {
        let site = (touch >> 8) as usize;
        let word = &mut words[site];
        let w = touch & FULL;
        let [added, kept, guarded] = parts(*word);
        let [added, kept, guarded] = match brush {
            BrushKind::Add => [risen(added, w), risen(kept, w), guarded],
            BrushKind::Remove => [left(added, w), left(kept, w), guarded],
            BrushKind::Thin => [halved(added, w), halved(kept, w), guarded],
            BrushKind::Protect => [added, kept, guarded.max(w)],
            BrushKind::Restore => {
                let [_, own_kept, own_guarded] = parts(base[site]);
                [
                    left(added, w),
                    mixed(kept, own_kept, w),
                    mixed(guarded, own_guarded, w),
                ]
            }
        };
        *word = added | kept << 8 | guarded << 16;
    }
}

/// x · (1 − w)
fn left(x: u32, w: u32) -> u32 {
    (x * (FULL - w) + FULL / 2) / FULL
}

/// x + (1 − x) · w
fn risen(x: u32, w: u32) -> u32 {
    x + ((FULL - x) * w + FULL / 2) / FULL
}

/// x + (y − x) · w
fn mixed(x: u32, y: u32, w: u32) -> u32 {
    (x * (FULL - w) + y * w + FULL / 2) / FULL
}

/// x · (1 − w / 2)
fn halved(x: u32, w: u32) -> u32 {
    (x * (2 * FULL - w) + FULL) / (2 * FULL)
}
