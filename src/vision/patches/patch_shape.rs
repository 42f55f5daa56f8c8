//! The shape of an area of cells on the head: an ellipse where one fits, a line where it is long and thin, else a free border.

use crate::design::shapes::{HALF_RANGE_MM, WIDTH_RANGE_MM};
use crate::design::{FillShape, HeadPlace};
use crate::head::Head;
use crate::vision::regions::HeadRegions;
use glam::{DVec2, DVec3};

/// An ellipse stands for an area where they share so much of what both cover (assumption, by eye).
const ELLIPSE_SHARE: f64 = 0.76;
/// A line is at least so many times as long as wide, at least so long and at most so wide, mm (docs/domain.md 4: wide strip scars are
/// 5 to 15 mm, the skin beside them included).
const LINE_RATIO: f64 = 4.0;
const LINE_MM: [f64; 2] = [30.0, 22.0];
/// Across its path a line's cells reach no farther than so many of its widths: what is bent back on itself is no line.
const LINE_REACH: f64 = 2.4;
/// Way from one point of a line's path to the next, and of a free border, mm; most points of a border.
const LINE_STEP_MM: f64 = 12.0;
const BORDER_STEP_MM: f64 = 6.0;
const BORDER_POINTS: usize = 60;
/// Width of the soft border of what is found, mm: hair thins out over about so much round a patch (assumption), less on a line.
const SOFT_MM: f64 = 4.0;
const LINE_SOFT: f64 = 0.35;
/// Cells seen at a slant stand for more skin, up to this.
const LEAST_FACING: f64 = 0.25;

/// A shape with its length, width (mm) and area (cm²).
pub(super) struct MeasuredShape {
    pub(super) shape: FillShape,
    pub(super) size_mm: [f64; 2],
    pub(super) area_cm2: f64,
    /// Template direction of its middle.
    pub(super) middle: DVec3,
}

/// A cell laid out flat round the middle of its area: to the front and to the client's left, mm, and its skin, mm².
struct FlatCell {
    at_mm: DVec2,
    area_mm2: f64,
    direction: DVec3,
}

/// Skin of a cell, mm².
pub(super) fn cell_mm2(regions: &HeadRegions, cell: usize) -> f64 {
    let facing = regions.surface.spots[cell].map_or(1.0, |spot| spot.facing);
    regions.mm_per_cell.powi(2) / facing.max(LEAST_FACING)
}

/// The shape of an area; `None` where it has no extent.
pub(super) fn shape_of(head: &Head, regions: &HeadRegions, cells: &[usize]) -> Option<MeasuredShape> {
    let middle = cells
        .iter()
        .filter_map(|cell| Some(regions.direction(*cell)? * cell_mm2(regions, *cell)))
        .sum::<DVec3>()
        .try_normalize()?;
    let side = (DVec3::X - middle * middle.x).try_normalize().unwrap_or(DVec3::Z);
    let front = side.cross(middle);
    let radius_mm = head.radius_mm(middle);
    let flat = |cell: &usize| {
        let direction = regions.direction(*cell)?;
        let way = direction - middle * direction.dot(middle);
        let angle = libm::acos(direction.dot(middle).clamp(-1.0, 1.0));
        let at = DVec2::new(way.dot(front), way.dot(side)).normalize_or_zero();
        Some(FlatCell {
            at_mm: at * angle * radius_mm,
            area_mm2: cell_mm2(regions, *cell),
            direction,
        })
    };
    let flat: Vec<FlatCell> = cells.iter().filter_map(flat).collect();
    let area_mm2: f64 = flat.iter().map(|cell| cell.area_mm2).sum();
    let (axis, half_mm) = axes(&flat, area_mm2)?;
    let measured = |shape, size_mm| MeasuredShape {
        shape,
        size_mm,
        area_cm2: area_mm2 / 100.0,
        middle,
    };
    if ellipse_fits(&flat, axis, half_mm, area_mm2) {
        let shape = FillShape::Ellipse {
            centre: HeadPlace::of(middle),
            half_mm: half_mm.map(|mm| rounded(mm, HALF_RANGE_MM)),
            turn_deg: libm::atan2(axis.y, axis.x).to_degrees().round(),
            soft_mm: SOFT_MM,
        };
        return Some(measured(shape, half_mm.map(|mm| 2.0 * mm)));
    }
    if let Some((points, size_mm)) = line(head, &flat, axis, area_mm2) {
        let width_mm = rounded(size_mm[1], WIDTH_RANGE_MM);
        let shape = FillShape::Line {
            points,
            width_mm,
            soft_mm: (LINE_SOFT * width_mm * 10.0).round() / 10.0,
        };
        return Some(measured(shape, size_mm));
    }
    let points = border(head, regions, cells);
    let shape = FillShape::Area {
        points,
        soft_mm: SOFT_MM,
    };
    Some(measured(shape, half_mm.map(|mm| 2.0 * mm))).filter(|found| has_points(&found.shape))
}

fn has_points(shape: &FillShape) -> bool {
    match shape {
        FillShape::Area { points, .. } => points.len() >= shape.least_points(),
        FillShape::Ellipse { .. } | FillShape::Line { .. } | FillShape::Stencil { .. } => true,
    }
}

fn rounded(mm: f64, [least, most]: [f64; 2]) -> f64 {
    (mm * 10.0).round().clamp(10.0 * least, 10.0 * most) / 10.0
}

/// The longer axis of the ellipse that has the area's second moments, and its half axes, the longer first, mm.
fn axes(flat: &[FlatCell], area_mm2: f64) -> Option<(DVec2, [f64; 2])> {
    let middle: DVec2 = flat.iter().map(|cell| cell.at_mm * cell.area_mm2).sum::<DVec2>() / area_mm2;
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for cell in flat {
        let (off, share) = (cell.at_mm - middle, cell.area_mm2 / area_mm2);
        xx += share * off.x * off.x;
        xy += share * off.x * off.y;
        yy += share * off.y * off.y;
    }
    let (half, away) = (0.5 * (xx + yy), libm::hypot(0.5 * (xx - yy), xy));
    let turn = 0.5 * libm::atan2(2.0 * xy, xx - yy);
    // A filled ellipse of half axis a has the variance a²/4 along it.
    let half_mm = [half + away, (half - away).max(0.0)].map(|variance| 2.0 * variance.sqrt());
    (half_mm[1] > 0.0 && area_mm2 > 0.0).then(|| (DVec2::from_angle(turn), half_mm))
}

fn ellipse_fits(flat: &[FlatCell], axis: DVec2, half_mm: [f64; 2], area_mm2: f64) -> bool {
    let inside = |cell: &&FlatCell| {
        let along = DVec2::new(cell.at_mm.dot(axis), cell.at_mm.perp_dot(axis));
        (along / DVec2::from(half_mm)).length() <= 1.0
    };
    let shared: f64 = flat.iter().filter(inside).map(|cell| cell.area_mm2).sum();
    let whole = std::f64::consts::PI * half_mm[0] * half_mm[1];
    shared > ELLIPSE_SHARE * (area_mm2 + whole - shared) && half_mm[0] < LINE_RATIO * half_mm[1]
}

/// The path of a long and thin area with its length and width, mm; `None` where it is none.
fn line(head: &Head, flat: &[FlatCell], axis: DVec2, area_mm2: f64) -> Option<(Vec<HeadPlace>, [f64; 2])> {
    let along = |cell: &FlatCell| cell.at_mm.dot(axis);
    let low = flat.iter().map(along).fold(f64::INFINITY, f64::min);
    let high = flat.iter().map(along).fold(f64::NEG_INFINITY, f64::max);
    let count = ((high - low) / LINE_STEP_MM).round().max(2.0) as usize;
    let mut bins: Vec<Vec<&FlatCell>> = vec![Vec::new(); count];
    for cell in flat {
        let bin = (along(cell) - low) / (high - low).max(1e-6) * count as f64;
        bins[(bin as usize).min(count - 1)].push(cell);
    }
    let mut path: Vec<DVec3> = Vec::new();
    let mut reaches_mm: Vec<f64> = Vec::new();
    for bin in bins.iter().filter(|bin| !bin.is_empty()) {
        let mean: DVec3 = bin.iter().map(|cell| cell.direction * cell.area_mm2).sum();
        path.push(mean.try_normalize()?);
        let across = bin.iter().map(|cell| cell.at_mm.perp_dot(axis));
        let (least, most) = across.fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), at| {
            (f64::min(least, at), f64::max(most, at))
        });
        reaches_mm.push(most - least);
    }
    reaches_mm.sort_by(f64::total_cmp);
    let reach_mm = reaches_mm.get(reaches_mm.len() / 2).copied()?;
    // The first and the last bin end half a step beyond their means.
    let whole: f64 = path
        .windows(2)
        .map(|pair| head.arc_length_mm(pair[0], pair[1]))
        .sum();
    let length_mm = whole * count as f64 / (count as f64 - 1.0).max(1.0);
    let width_mm = area_mm2 / length_mm.max(1e-6);
    let is_line = length_mm > LINE_MM[0].max(LINE_RATIO * width_mm)
        && width_mm < LINE_MM[1]
        && reach_mm < LINE_REACH * width_mm;
    is_line.then(|| (ends_drawn_out(&path), [length_mm, width_mm]))
}

/// A path through the middles of its pieces, drawn out by half a piece at both ends.
fn ends_drawn_out(path: &[DVec3]) -> Vec<HeadPlace> {
    let out = |end: DVec3, before: DVec3| (end + 0.5 * (end - before)).normalize_or_zero();
    let mut all = Vec::with_capacity(path.len() + 2);
    if let [first, second, ..] = path {
        all.push(out(*first, *second));
    }
    all.extend_from_slice(path);
    if let [.., before, last] = path {
        all.push(out(*last, *before));
    }
    all.into_iter().map(HeadPlace::of).collect()
}

/// Points along the outer border of an area.
fn border(head: &Head, regions: &HeadRegions, cells: &[usize]) -> Vec<HeadPlace> {
    let rim: Vec<DVec3> = outer_rim(regions.size(), cells)
        .into_iter()
        .filter_map(|cell| regions.direction(cell))
        .collect();
    let points_mm: Vec<DVec3> = rim.iter().map(|direction| head.point_mm(*direction)).collect();
    let next = points_mm.iter().cycle().skip(1);
    let steps: Vec<f64> = points_mm.iter().zip(next).map(|(a, b)| a.distance(*b)).collect();
    let whole: f64 = steps.iter().sum();
    let step_mm = BORDER_STEP_MM.max(whole / BORDER_POINTS as f64);
    let mut points = Vec::new();
    let (mut way_mm, mut wanted_mm) = (0.0, 0.0);
    for (direction, step) in rim.iter().zip(steps) {
        if way_mm >= wanted_mm && whole - way_mm > 0.5 * step_mm {
            points.push(HeadPlace::of(*direction));
            wanted_mm += step_mm;
        }
        way_mm += step;
    }
    points
}

/// The eight cells round one, in turn: east, south-east, south and so on.
const ROUND: [(i64, i64); 8] = [
    (1, 0),
    (1, 1),
    (0, 1),
    (-1, 1),
    (-1, 0),
    (-1, -1),
    (0, -1),
    (1, -1),
];

/// The cells of the outer border in order (Moore's neighbour tracing).
fn outer_rim([width, height]: [usize; 2], cells: &[usize]) -> Vec<usize> {
    let mut is_in = vec![false; width * height];
    cells.iter().for_each(|cell| is_in[*cell] = true);
    let at = |x: i64, y: i64| {
        let inside = (0..width as i64).contains(&x) && (0..height as i64).contains(&y);
        inside
            .then(|| y as usize * width + x as usize)
            .filter(|cell| is_in[*cell])
    };
    let Some(&start) = cells.iter().min() else {
        return Vec::new();
    };
    let mut rim = vec![start];
    let (mut cell, mut from) = (start, 4);
    // No border is longer than each cell from every side.
    for _ in 0..8 * cells.len() {
        let (x, y) = ((cell % width) as i64, (cell / width) as i64);
        // The last neighbour that was outside comes first; the search goes on from there.
        let found = (1..=8).find_map(|step| {
            let turn = (from + step) % 8;
            let (dx, dy) = ROUND[turn];
            at(x + dx, y + dy).map(|next| (next, turn))
        });
        let Some((next, turn)) = found else {
            break;
        };
        if next == start && rim.len() > 2 {
            break;
        }
        rim.push(next);
        // Seen from the new cell: the neighbour before the one that was met.
        from = (turn + 5) % 8;
        cell = next;
    }
    rim
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rim_goes_once_round() {
        // A square of 4 × 4 in a grid of 8 × 8.
        let square: Vec<usize> = (0..16).map(|at| (2 + at / 4) * 8 + 2 + at % 4).collect();
        let rim = outer_rim([8, 8], &square);
        assert_eq!(rim.len(), 12, "{rim:?}");
        assert!(rim.iter().all(|cell| ![27, 28, 35, 36].contains(cell)));
        assert_eq!(outer_rim([8, 8], &[9]), [9]);
    }
}
