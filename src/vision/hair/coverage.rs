//! How much hair already covers each part of the scalp that is seen.

use crate::design::FillRegion;
use crate::head::{HairMap, Head};
use crate::vision::median::median;
use crate::vision::regions::HeadRegions;

/// Hair on one zone of the scalp.
#[derive(Clone, Debug, PartialEq)]
pub struct HairCoverage {
    /// Front, mid-scalp, vertex, sides or nape.
    pub zone: FillRegion,
    /// Share of the zone's visible scalp that long hair covers, 0 to 1.
    pub hair: f64,
    /// Share that stubble under 3 mm stands on, 0 to 1.
    pub stubble: f64,
    /// Scalp of the zone that is seen well enough to be judged, cm².
    pub visible_cm2: f64,
}

/// The zones in the order of the report.
const ZONES: [FillRegion; 5] = [
    FillRegion::Front,
    FillRegion::MidScalp,
    FillRegion::Vertex,
    FillRegion::Sides,
    FillRegion::Nape,
];
/// Turned further away, a place isn't judged.
const LEAST_FACING: f64 = 0.2;
/// Less than this is not worth a number, cm².
const LEAST_CM2: f64 = 2.0;
/// Lowest places that are scalp, head frame, mm: in front (about the lowest hairline), beside the face, behind the ears.
const LOWEST_MM: [f64; 3] = [62.0, 5.0, -60.0];

/// Hair by zone; a zone that isn't seen is left out.
pub fn coverage(head: &Head, regions: &HeadRegions) -> Vec<HairCoverage> {
    let whorl = head.landmarks().crown_whorl;
    let mut sums = [[0.0_f64; 3]; 5];
    for cell in scalp_cells(regions) {
        let Some(spot) = regions.surface.spots[cell] else {
            continue;
        };
        let zone = zone(spot.direction, whorl);
        // Seen at a slant, a cell stands for more skin.
        let area = regions.mm_per_cell.powi(2) / 100.0 / spot.facing.max(LEAST_FACING);
        sums[zone][0] += area;
        sums[zone][1] += area * f64::from(regions.hair[cell]);
        sums[zone][2] += area * f64::from(regions.stubble[cell]);
    }
    let of = |(zone, sums): (FillRegion, [f64; 3])| {
        (sums[0] >= LEAST_CM2).then(|| HairCoverage {
            zone,
            hair: sums[1] / sums[0],
            stubble: sums[2] / sums[0],
            visible_cm2: sums[0],
        })
    };
    ZONES.into_iter().zip(sums).filter_map(of).collect()
}

/// Stubble counts as cover as far as it darkens the skin: own stumps that take this logarithm of light leave no room for dots, so
/// that both together make one even field (what natural work takes on fair to medium skin, docs/look.md).
const FULL_STUBBLE: f32 = 0.28;
/// The client's own full stubble stands for it where it is seen, between these.
const OWN_FULL: [f32; 2] = [0.12, 0.40];
/// The horseshoe of hair that seldom falls out, directions: the sides, and the back under the crown (assumption). Cells of it that
/// tell, how surely they are stubble, and what is no gloss.
const SIDE: f64 = 0.55;
const BACK: [f64; 2] = [-0.35, 0.45];
const LEAST_CELLS: usize = 60;
const SURE: f32 = 0.4;
const NO_GLOSS: f32 = 0.02;
/// Less cover is none: faint shade on bare scalp must not thin the dots.
const LEAST_COVER: f64 = 0.15;
/// Round stubble its own fringe is read too, where it stands so thinly that it is no sure sign, mm (assumption: half the width over
/// which a fringe fades).
const FRINGE_MM: f64 = 8.0;
/// Stubble that begins to have a fringe, and that surely has one (assumption).
const FRINGED: [f32; 2] = [0.4, 0.7];
/// Lowest own hair that leaves dots out, head frame, mm: of the sideburn (the ear's lobe), and of the nape behind the second
/// (assumptions).
const SIDEBURN_MM: [f64; 2] = [-35.0, -110.0];
const NAPE_MM: f64 = -80.0;

/// How much of the scalp the client's own hair covers, for the head; places that aren't seen count as bare.
pub fn hair_map(regions: &HeadRegions) -> HairMap {
    let mut taken: Vec<f32> = horseshoe_cells(regions)
        .iter()
        .map(|cell| regions.taken[*cell])
        .collect();
    let full = match taken.len() < LEAST_CELLS {
        true => FULL_STUBBLE,
        false => median(&mut taken).clamp(OWN_FULL[0], OWN_FULL[1]),
    };
    let fringed = |stubble: &f32| ((stubble - FRINGED[0]) / (FRINGED[1] - FRINGED[0])).clamp(0.0, 1.0);
    let near = regions.spread(
        &regions.stubble.iter().map(fringed).collect::<Vec<f32>>(),
        FRINGE_MM,
    );
    let sample = |cell: usize| {
        let spot = regions.surface.spots[cell].filter(|spot| {
            let is_head = regions.person[cell] > 0.5 && regions.in_front[cell] < 0.5;
            let lowest = if spot.point_mm.z > SIDEBURN_MM[1] {
                SIDEBURN_MM[0]
            } else {
                NAPE_MM
            };
            is_head && spot.facing > LEAST_FACING && spot.point_mm.y > lowest
        })?;
        let stubble = near[cell].max(regions.stubble[cell]) * (regions.taken[cell] / full).clamp(0.0, 1.0);
        let cover = f64::from(regions.inner_hair[cell]) + f64::from(stubble);
        let cover = ((cover - LEAST_COVER) / (1.0 - LEAST_COVER)).clamp(0.0, 1.0);
        Some((spot.direction, cover, spot.facing))
    };
    HairMap::of((0..near.len()).filter_map(sample))
}

/// Cells of the horseshoe that surely show stubble; none where most of its hair is long, for the edge of long hair is no stubble.
pub(in crate::vision) fn horseshoe_cells(regions: &HeadRegions) -> Vec<usize> {
    let is_horseshoe = |cell: &usize| {
        regions.surface.spots[*cell].is_some_and(|spot| {
            let d = spot.direction;
            d.x.abs() > SIDE || (d.z < BACK[0] && d.y < BACK[1])
        })
    };
    let horseshoe: Vec<usize> = scalp_cells(regions).filter(is_horseshoe).collect();
    let whole = |of: &[f32]| horseshoe.iter().map(|cell| of[*cell]).sum::<f32>();
    if whole(&regions.hair) > whole(&regions.stubble) {
        return Vec::new();
    }
    horseshoe
        .into_iter()
        .filter(|cell| regions.stubble[*cell] > SURE && regions.darker[*cell] > NO_GLOSS)
        .collect()
}

/// Cells that show scalp (with or without hair), well enough to be judged.
pub(in crate::vision) fn scalp_cells(regions: &HeadRegions) -> impl Iterator<Item = usize> + '_ {
    (0..regions.seen.len()).filter(|cell| {
        let Some(spot) = regions.surface.spots[*cell] else {
            return false;
        };
        let (p, is_front) = (spot.point_mm, regions.in_front[*cell] > 0.5);
        let lowest = match p {
            p if p.z > -45.0 => LOWEST_MM[0] - 30.0 * (p.x.abs() / 60.0).min(1.0),
            p if p.z > -110.0 => LOWEST_MM[1],
            _ => LOWEST_MM[2],
        };
        regions.person[*cell] > 0.5 && spot.facing > LEAST_FACING && !is_front && p.y > lowest
    })
}

/// Borders in the middle of the soft ones that the densities use.
fn zone(direction: glam::DVec3, whorl: glam::DVec3) -> usize {
    match direction {
        d if d.x.abs() > 0.70 => 3,
        d if d.z < -0.35 && d.y < 0.30 => 4,
        d if d.dot(whorl) > 0.855 => 2,
        d if d.z > 0.45 => 0,
        _ => 1,
    }
}
