//! Dark spots of more than 2 mm on bare scalp, offered to be kept free. What they are is not for a program to say.

use crate::head::{HeadView, KeepFree};
use crate::vision::guided_filter::box_mean;
use crate::vision::hair::coverage::scalp_cells;
use crate::vision::linear_plate::luminance;
use crate::vision::median::median;
use crate::vision::regions::HeadRegions;
use glam::{DVec2, DVec3};

/// What stands beside every list of spots.
pub const ASK_A_DOCTOR: &str = "Not sure? Ask a doctor before treatment.";

/// A place that may be kept free.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BareSpot {
    /// Template direction of its middle.
    pub at: DVec3,
    /// Its middle in the photo, px.
    pub at_px: DVec2,
    /// Diameter, mm.
    pub diameter_mm: f64,
}

impl BareSpot {
    /// The place as a head keeps it free.
    pub fn keep_free(&self) -> KeepFree {
        KeepFree {
            direction: self.at.to_array().map(|c| (c * 1e6).round() / 1e6),
            diameter_mm: self.diameter_mm,
        }
    }
}

/// Radii that are tried, mm: freckles under 2 mm across stay as they are, larger than the last is shadow.
const RADII_MM: [f64; 4] = [1.5, 2.0, 2.8, 4.0];
/// A photo with coarser cells shows no spot of 2 mm.
const COARSEST_MM: f64 = 1.3;
/// Least contrast to the ring around (logarithm), and in spreads of the scalp's own mottling.
const LEAST_CONTRAST: f64 = 0.20;
const SPREADS: f64 = 6.0;
/// Every side of the ring must be lighter by this share of the contrast: folds and hairs aren't round.
const ROUND: f64 = 0.6;
/// All of the disc must be darker than the ring by this share: a freckle in its middle is no spot of its size.
const FULL: f64 = 0.4;
/// Nearer to hair, stubble or the edge than this, a dark place is none, mm.
const CLEAR_MM: f64 = 12.0;
/// Share of the places around that may be covered: the spot itself may look like hair.
const MOST_COVERED: f32 = 0.4;
const LEAST_FACING: f64 = 0.35;
/// Most spots that are offered: on a scalp with more, only the strongest help.
const MOST: usize = 12;
/// Places on a ring.
const RING: usize = 12;

/// Finds spots; few and sure rather than many.
pub fn spots(regions: &HeadRegions, view: &HeadView) -> Vec<BareSpot> {
    if regions.mm_per_cell > COARSEST_MM.max(1.1 * view.mm_per_px) || !regions.learnt {
        return Vec::new();
    }
    let light: Vec<f64> = regions
        .plate
        .iter()
        .map(|rgb| f64::from(luminance(*rgb).max(1e-3).ln()))
        .collect();
    let clear = clear(regions);
    let cells: Vec<usize> = scalp_cells(regions).filter(|cell| clear[*cell]).collect();
    let mut found: Vec<(f64, usize, f64)> = Vec::new();
    for radius_mm in RADII_MM {
        let radius = radius_mm / regions.mm_per_cell;
        let contrasts: Vec<(f64, usize)> = cells
            .iter()
            .filter_map(|cell| Some((contrast(regions, &light, *cell, radius)?, *cell)))
            .collect();
        if contrasts.len() < 200 {
            continue;
        }
        let mut sizes: Vec<f64> = contrasts.iter().map(|(value, _)| value.abs()).collect();
        let least = (SPREADS * 1.48 * median(&mut sizes)).max(LEAST_CONTRAST);
        found.extend(
            contrasts
                .iter()
                .filter(|(value, _)| *value > least)
                .map(|(value, cell)| (*value, *cell, radius_mm)),
        );
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut out: Vec<BareSpot> = Vec::new();
    for (_, cell, radius_mm) in found {
        let at_px = regions.middle_px(cell);
        let px_per_mm = regions.surface.grid.cell_px / regions.mm_per_cell;
        let apart = |spot: &BareSpot| {
            spot.at_px.distance(at_px) > (0.5 * spot.diameter_mm + radius_mm + 1.0) * px_per_mm
        };
        let (Some(at), true) = (regions.direction(cell), out.iter().all(apart)) else {
            continue;
        };
        out.push(BareSpot {
            at,
            at_px,
            diameter_mm: 2.0 * radius_mm,
        });
        if out.len() == MOST {
            break;
        }
    }
    out
}

/// Cells well inside bare scalp.
fn clear(regions: &HeadRegions) -> Vec<bool> {
    let size = regions.size();
    let radius = (CLEAR_MM / regions.mm_per_cell).round().max(1.0) as usize;
    let covered: Vec<f32> = (0..regions.seen.len())
        .map(|cell| {
            let bare = regions.hair[cell] < 0.5 && regions.stubble[cell] < 0.3;
            let bare = bare && regions.in_front[cell] < 0.5 && regions.person[cell] > 0.9;
            let facing = regions.surface.spots[cell].is_some_and(|spot| spot.facing > LEAST_FACING);
            f32::from(u8::from(!(bare && facing)))
        })
        .collect();
    box_mean(&covered, size, radius)
        .iter()
        .map(|share| *share < MOST_COVERED)
        .collect()
}

/// How much darker a disc is than each side of the ring around it (logarithm); `None` at the grid's border.
fn contrast(regions: &HeadRegions, light: &[f64], cell: usize, radius: f64) -> Option<f64> {
    let [width, height] = regions.size();
    let middle = DVec2::new((cell % width) as f64, (cell / width) as f64);
    let at = |offset: DVec2| {
        let place = (middle + offset).round();
        let inside = place.cmpge(DVec2::ZERO).all() && place.x < width as f64 && place.y < height as f64;
        inside.then(|| light[place.y as usize * width + place.x as usize])
    };
    let reach = radius.floor() as i32;
    let (mut disc, mut count, mut lightest) = (0.0, 0.0, f64::NEG_INFINITY);
    for y in -reach..=reach {
        for x in -reach..=reach {
            let offset = DVec2::new(f64::from(x), f64::from(y));
            if offset.length() <= radius * 0.8 {
                let here = at(offset)?;
                disc += here;
                lightest = lightest.max(here);
                count += 1.0;
            }
        }
    }
    let disc = disc / f64::max(count, 1.0);
    let ring: Option<Vec<f64>> = (0..RING)
        .map(|i| {
            let way = DVec2::from_angle(std::f64::consts::TAU * i as f64 / RING as f64);
            Some(0.5 * (at(way * radius * 1.7)? + at(way * (radius * 1.7 + 1.0))?))
        })
        .collect();
    let ring = ring?;
    let mean = ring.iter().sum::<f64>() / RING as f64;
    let contrast = mean - disc;
    let full = mean - lightest > FULL * contrast;
    let round = full && ring.iter().all(|side| side - disc > ROUND * contrast);
    Some(if contrast > 0.0 && !round { 0.0 } else { contrast })
}
