//! Bare patches and scars within shaved hair, offered to be filled. What they come from is not for a program to say.

use super::bare_cells::{BareCells, BareLevel, neighbours};
use super::patch_shape::{MeasuredShape, cell_mm2, shape_of};
use crate::design::FillShape;
use crate::head::{Head, HeadView};
use crate::vision::median::median;
use crate::vision::regions::HeadRegions;
use glam::{DVec2, DVec3, Vec3};

/// A patch or a line of bare skin within stubble.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundPatch {
    /// Where it lies: an ellipse, a line or a free area.
    pub shape: FillShape,
    /// Template direction of its middle.
    pub at: DVec3,
    /// Its middle in the photo, px.
    pub at_px: DVec2,
    /// Length and width on the skin, mm.
    pub size_mm: [f64; 2],
    /// Its skin, cm².
    pub area_cm2: f64,
    /// Its light over that of the stubble around, red, green, blue, linear; of a line that of its flanks.
    pub over_around: [f64; 3],
    /// The same of the middle half of a line's width, where a scar itself lies; none of another shape.
    pub core_over_around: Option<[f64; 3]>,
    /// Template directions of the stubble around, so many that they stand for all of it.
    pub around: Vec<DVec3>,
    /// How sure it is, 0 to 1.
    pub confidence: f64,
}

impl FoundPatch {
    /// Whether it is long and thin, as a scar is.
    pub fn is_line(&self) -> bool {
        matches!(self.shape, FillShape::Line { .. })
    }
}

/// Coarser cells show no single patch, mm.
const COARSEST_MM: f64 = 2.0;
/// Skin of a patch, cm²: from 7 mm across to a third of the scalp.
const AREA_CM2: [f64; 2] = [0.4, 150.0];
/// What is around a patch lies so far from its border, mm: the stubble that is nearest, without the border itself.
const AROUND_MM: [f64; 2] = [2.0, 9.0];
/// Most directions that stand for what is around a patch.
const AROUND_DIRECTIONS: usize = 60;
/// Depth within the border from which a patch shows its own skin, mm.
const INSIDE_MM: f64 = 1.0;
/// From the first of each nothing speaks for a patch, at the second everything does: excess of light and redness (logarithm), share
/// of the border that scalp lies beyond, stubble around it, and share of that excess that the border has within 3 mm of each side. By
/// eye on photos of real patches and scars.
const OVER: [f64; 2] = [0.12, 0.34];
const ENCLOSED: [f64; 2] = [0.80, 0.97];
const STUBBLE: [f64; 2] = [0.10, 0.45];
const SHARP: [f64; 2] = [0.30, 0.65];
const SHARP_MM: f64 = 3.0;
/// Width of what counts as lying just beyond the border, mm.
const RIM_MM: f64 = 2.0;
/// Share of an area that surer ones may have taken already.
const MOST_SHARED: f64 = 0.2;
/// Of lines that lie over each other the longer wins: its confidence counts once more for each of these lengths (mm), up to so often. No
/// such line comes about by chance, and the brightest part of a scar is always the surest.
const LINE_MM: f64 = 100.0;
const MOST_LINES: f64 = 3.0;
/// Least confidence of what is offered, and most that are.
const LEAST_CONFIDENCE: f64 = 0.35;
const MOST: usize = 24;

/// An area as one window and border show it.
struct PatchCandidate {
    cells: Vec<usize>,
    /// Cells well inside, and stubble around.
    inside: Vec<usize>,
    around: Vec<usize>,
    rings: AreaRings,
    confidence: f64,
    measured: MeasuredShape,
}

impl PatchCandidate {
    /// What decides between areas that lie over each other.
    fn rank(&self) -> f64 {
        match self.measured.shape {
            FillShape::Line { .. } => {
                self.confidence * (self.measured.size_mm[0] / LINE_MM).clamp(1.0, MOST_LINES)
            }
            FillShape::Area { .. } | FillShape::Ellipse { .. } | FillShape::Stencil { .. } => self.confidence,
        }
    }
}

/// Finds patches and lines, the surest first; few and sure rather than many. Of areas that lie over each other the surest stands for all.
pub fn found_patches(head: &Head, regions: &HeadRegions, view: &HeadView) -> Vec<FoundPatch> {
    if !regions.learnt || regions.covered || regions.mm_per_cell > COARSEST_MM.max(1.1 * view.mm_per_px) {
        return Vec::new();
    }
    let cells = BareCells::of(regions);
    let mut candidates: Vec<PatchCandidate> = Vec::new();
    for level in cells.levels(regions) {
        let areas = level.areas(regions.size()).into_iter();
        candidates.extend(areas.filter_map(|area| candidate(head, regions, &cells, &level, area)));
    }
    candidates.sort_by(|a, b| b.rank().total_cmp(&a.rank()));
    let mut taken = vec![false; regions.seen.len()];
    let mut found = Vec::new();
    for candidate in candidates {
        let shared = candidate.cells.iter().filter(|cell| taken[**cell]).count();
        if shared as f64 > MOST_SHARED * candidate.cells.len() as f64 {
            continue;
        }
        candidate.cells.iter().for_each(|cell| taken[*cell] = true);
        found.extend(patch(regions, candidate));
        if found.len() == MOST {
            break;
        }
    }
    found
}

/// What speaks for an area; `None` where it is too small, too large, or hardly a patch.
fn candidate(
    head: &Head,
    regions: &HeadRegions,
    cells: &BareCells,
    level: &BareLevel,
    area: Vec<usize>,
) -> Option<PatchCandidate> {
    let skin_cm2: f64 = area.iter().map(|cell| cell_mm2(regions, *cell)).sum::<f64>() / 100.0;
    if !(AREA_CM2[0]..AREA_CM2[1]).contains(&skin_cm2) {
        return None;
    }
    let rings = AreaRings::of(regions, &area);
    let is_scalp = |cell: &usize| cells.judged[*cell];
    let around: Vec<usize> = rings
        .beyond(AROUND_MM)
        .filter(|cell| is_scalp(cell) && !level.bare[*cell])
        .collect();
    let mut inside: Vec<usize> = rings.within([INSIDE_MM, f64::INFINITY]).collect();
    if inside.is_empty() {
        inside.clone_from(&area);
    }
    let tone = |of: &[usize]| {
        let mut tones: Vec<f32> = of.iter().map(|cell| cells.tone[*cell]).collect();
        (!tones.is_empty()).then(|| f64::from(median(&mut tones)))
    };
    let over = tone(&inside)? - tone(&around)?;
    let rim: Vec<usize> = rings.beyond([0.0, RIM_MM]).collect();
    let enclosed = rim.iter().filter(|cell| is_scalp(cell)).count() as f64 / rim.len().max(1) as f64;
    let stubble: f32 = around.iter().map(|cell| regions.stubble[*cell]).sum();
    let stubble = f64::from(stubble) / around.len() as f64;
    let outer: Vec<usize> = rings.beyond([0.0, SHARP_MM]).filter(is_scalp).collect();
    let inner: Vec<usize> = rings.within([0.0, SHARP_MM]).collect();
    let sharp = (tone(&inner)? - tone(&outer)?) / over.max(1e-3);
    let sure = |value: f64, [none, whole]: [f64; 2]| ((value - none) / (whole - none)).clamp(0.0, 1.0);
    let confidence =
        sure(over, OVER) * sure(enclosed, ENCLOSED) * sure(stubble, STUBBLE) * sure(sharp, SHARP);
    if confidence < LEAST_CONFIDENCE {
        return None;
    }
    Some(PatchCandidate {
        measured: shape_of(head, regions, &area)?,
        cells: area,
        inside,
        around,
        rings,
        confidence,
    })
}

/// The patch that an area shows, with shape and light.
fn patch(regions: &HeadRegions, area: PatchCandidate) -> Option<FoundPatch> {
    let measured = area.measured;
    let mean = |of: &[usize]| of.iter().map(|cell| regions.plate[*cell]).sum::<Vec3>() / of.len() as f32;
    let around_rgb = mean(&area.around).max(Vec3::splat(1e-4));
    let over = |of: &[usize]| (mean(of) / around_rgb).as_dvec3().to_array();
    let (mut over_around, mut core_over_around) = (over(&area.inside), None);
    if let FillShape::Line { width_mm, .. } = &measured.shape {
        let quarter_mm = 0.25 * width_mm;
        let core: Vec<usize> = area.rings.within([quarter_mm, f64::INFINITY]).collect();
        let flanks: Vec<usize> = area.rings.within([0.0, quarter_mm]).collect();
        if !(core.is_empty() || flanks.is_empty()) {
            (over_around, core_over_around) = (over(&flanks), Some(over(&core)));
        }
    }
    let middle = nearest(regions, &area.cells, measured.middle)?;
    Some(FoundPatch {
        shape: measured.shape,
        at: measured.middle,
        at_px: regions.middle_px(middle),
        size_mm: measured.size_mm.map(|mm| (mm * 10.0).round() / 10.0),
        area_cm2: measured.area_cm2,
        over_around,
        core_over_around,
        around: area
            .around
            .iter()
            .step_by(area.around.len().div_ceil(AROUND_DIRECTIONS))
            .filter_map(|cell| regions.direction(*cell))
            .collect(),
        confidence: area.confidence,
    })
}

/// The cell of an area that lies nearest to a direction.
fn nearest(regions: &HeadRegions, cells: &[usize], to: DVec3) -> Option<usize> {
    let near = |cell: &usize| {
        regions
            .direction(*cell)
            .map_or(-1.0, |direction| direction.dot(to))
    };
    cells.iter().copied().max_by(|a, b| near(a).total_cmp(&near(b)))
}

/// How far cells lie from the border of an area, on both sides of it.
struct AreaRings {
    /// Cells and their distances beyond the border, mm, the nearest first.
    outside: Vec<(usize, f64)>,
    /// Cells of the area and their depths, mm.
    inside: Vec<(usize, f64)>,
}

impl AreaRings {
    fn of(regions: &HeadRegions, area: &[usize]) -> Self {
        let [width, _] = regions.size();
        let count = regions.seen.len();
        let mut is_in = vec![false; count];
        area.iter().for_each(|cell| is_in[*cell] = true);
        let steps = |mm: f64| (mm / regions.mm_per_cell).ceil() as usize;
        let meets =
            |cell: &usize, side: bool| neighbours(*cell, width, count).any(|near| is_in[near] == side);
        let spread = |mut front: Vec<usize>, side: bool, most: usize| {
            let mut taken = vec![false; count];
            front.iter().for_each(|cell| taken[*cell] = true);
            let mut out = Vec::new();
            for step in 0..most {
                if front.is_empty() {
                    break;
                }
                let mm = (step as f64 + 0.5) * regions.mm_per_cell;
                out.extend(front.iter().map(|cell| (*cell, mm)));
                let mut next = Vec::new();
                for cell in &front {
                    for near in neighbours(*cell, width, count) {
                        if is_in[near] == side && !taken[near] {
                            taken[near] = true;
                            next.push(near);
                        }
                    }
                }
                front = next;
            }
            out
        };
        let rim = area.iter().copied().filter(|cell| meets(cell, false));
        let mut beyond: Vec<usize> = area
            .iter()
            .flat_map(|cell| neighbours(*cell, width, count))
            .filter(|cell| !is_in[*cell])
            .collect();
        beyond.sort_unstable();
        beyond.dedup();
        AreaRings {
            outside: spread(beyond, false, steps(AROUND_MM[1]) + 1),
            inside: spread(rim.collect(), true, area.len()),
        }
    }

    fn beyond(&self, [from_mm, to_mm]: [f64; 2]) -> impl Iterator<Item = usize> {
        let near = self
            .outside
            .iter()
            .filter(move |(_, mm)| (from_mm..to_mm).contains(mm));
        near.map(|(cell, _)| *cell)
    }

    fn within(&self, [from_mm, to_mm]: [f64; 2]) -> impl Iterator<Item = usize> {
        let near = self
            .inside
            .iter()
            .filter(move |(_, mm)| (from_mm..to_mm).contains(mm));
        near.map(|(cell, _)| *cell)
    }
}
