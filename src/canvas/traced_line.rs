//! From a line traced on the head to the edits that bring the hairline onto it.

use crate::design::{Design, ExtraPoint, HairlineOutline, PointName};
use crate::head::Head;
use crate::project::{Edit, TreatmentEdit};
use glam::DVec3;

/// Farthest that the hairline may be off the traced line before points are put between, mm.
const OFF_MM: f64 = 1.0;
/// Most points that a trace puts between the named ones.
const MOST_EXTRA: usize = 40;
/// Fineness of the traced line, mm.
const PIECE_MM: f64 = 1.0;

/// A line on the head that knows how far each place of it is from its beginning.
struct TracedPath {
    points_mm: Vec<DVec3>,
    along_mm: Vec<f64>,
}

impl TracedPath {
    fn new(points_mm: Vec<DVec3>) -> Self {
        let mut along_mm = vec![0.0];
        for pair in points_mm.windows(2) {
            let last = along_mm[along_mm.len() - 1];
            along_mm.push(last + pair[0].distance(pair[1]));
        }
        TracedPath { points_mm, along_mm }
    }

    fn length_mm(&self) -> f64 {
        self.along_mm.last().copied().unwrap_or(0.0)
    }

    fn at(&self, along_mm: f64) -> DVec3 {
        let after = self.along_mm.partition_point(|length| *length < along_mm);
        let Some(before) = after.checked_sub(1) else {
            return self.points_mm[0];
        };
        let Some(to) = self.points_mm.get(after) else {
            return self.points_mm[self.points_mm.len() - 1];
        };
        let piece = self.along_mm[after] - self.along_mm[before];
        let share = (along_mm - self.along_mm[before]) / piece.max(1e-9);
        self.points_mm[before].lerp(*to, share)
    }

    /// Distance of a place from the line, and how far along it the nearest place is, mm.
    fn nearest(&self, point_mm: DVec3) -> (f64, f64) {
        let mut best = (f64::INFINITY, 0.0);
        for (index, pair) in self.points_mm.windows(2).enumerate() {
            let way = pair[1] - pair[0];
            let share = ((point_mm - pair[0]).dot(way) / way.length_squared().max(1e-12)).clamp(0.0, 1.0);
            let off = point_mm.distance(pair[0] + way * share);
            if off < best.0 {
                best = (off, self.along_mm[index] + share * way.length());
            }
        }
        best
    }
}

/// The clicked points as a smooth open curve on the head, finely cut. The clicks themselves lie on it.
fn smooth(head: &Head, trace: &[DVec3]) -> TracedPath {
    let mut points = Vec::new();
    for (index, pair) in trace.windows(2).enumerate() {
        let (from, to) = (head.point_mm(pair[0]), head.point_mm(pair[1]));
        // A neighbour beyond the end is the end mirrored.
        let before = match index.checked_sub(1) {
            Some(last) => head.point_mm(trace[last]),
            None => from * 2.0 - to,
        };
        let after = match trace.get(index + 2) {
            Some(next) => head.point_mm(*next),
            None => to * 2.0 - from,
        };
        let pieces = (from.distance(to) / PIECE_MM).ceil().clamp(1.0, 400.0);
        for piece in 0..pieces as u32 {
            let along = f64::from(piece) / pieces;
            let place = crate::design::spline::centripetal([before, from, to, after], along);
            points.push(head.point_mm(head.direction_of(place)));
        }
    }
    points.extend(trace.last().map(|end| head.point_mm(*end)));
    TracedPath::new(points)
}

/// The edits that bring the hairline onto a traced line, whichever end was clicked first. The named points between those
/// nearest the line's ends are spread along it as they lie along the present line, and points are put between where
/// the curve would still be more than a millimetre off. Empty for a design without a hairline or a line without length.
pub fn hairline_from_trace(head: &Head, design: &Design, trace: &[DVec3]) -> Vec<Edit> {
    let Some(outline) = HairlineOutline::evaluate(head, design).filter(|_| trace.len() >= 2) else {
        return Vec::new();
    };
    let path = smooth(head, trace);
    if path.length_mm() < 5.0 {
        return Vec::new();
    }
    let names: Vec<PointName> = PointName::all().collect();
    let Some((path, reached)) = reached(head, &outline, path, trace, &names) else {
        return Vec::new();
    };
    let mut trial = design.clone();
    let gone: Vec<usize> = (0..design.extra.len())
        .rev()
        .filter(|index| reached[..reached.len() - 1].contains(&design.extra[*index].after))
        .collect();
    let mut edits: Vec<Edit> = gone
        .iter()
        .map(|index| TreatmentEdit::RemoveExtra(*index).into())
        .collect();
    for index in gone {
        trial.extra.remove(index);
    }
    for (name, direction) in spread(head, &outline, &path, &reached) {
        if trial.place_point(name, direction).is_ok() {
            edits.push(TreatmentEdit::Point(name, direction).into());
        }
    }
    edits.extend(between(head, &mut trial, &path, &reached));
    edits
}

/// The named points that the trace reaches from end to end, and the line in the outline's own direction.
fn reached(
    head: &Head,
    outline: &HairlineOutline,
    path: TracedPath,
    trace: &[DVec3],
    names: &[PointName],
) -> Option<(TracedPath, Vec<PointName>)> {
    let named: Vec<DVec3> = outline
        .control
        .iter()
        .filter(|point| point.extra.is_none())
        .map(|point| head.point_mm(point.direction))
        .collect();
    let nearest = |direction: DVec3| {
        let place = head.point_mm(direction);
        (0..named.len()).min_by(|a, b| named[*a].distance(place).total_cmp(&named[*b].distance(place)))
    };
    let (first, last) = (nearest(*trace.first()?)?, nearest(*trace.last()?)?);
    let count = names.len();
    // Of the two ways round the head, the one that the traced line takes: its middle lies nearer.
    let middle = path.at(0.5 * path.length_mm());
    let way = |from: usize, to: usize| -> Vec<usize> {
        (0..=(to + count - from) % count)
            .map(|step| (from + step) % count)
            .collect()
    };
    let off = |way: &[usize]| {
        let near = way.iter().map(|index| named[*index].distance(middle));
        near.fold(f64::INFINITY, f64::min)
    };
    let (forth, back) = (way(first, last), way(last, first));
    let is_forth = match first == last {
        true => true,
        false => (off(&forth), forth.len()) <= (off(&back), back.len()),
    };
    let chosen = if is_forth { forth } else { back };
    let path = match is_forth {
        true => path,
        false => TracedPath::new(path.points_mm.into_iter().rev().collect()),
    };
    let reached: Vec<PointName> = chosen.into_iter().map(|index| names[index]).collect();
    (reached.len() >= 2).then_some((path, reached))
}

/// The reached points along the traced line, in the proportions of the present line.
fn spread(
    head: &Head,
    outline: &HairlineOutline,
    path: &TracedPath,
    reached: &[PointName],
) -> Vec<(PointName, DVec3)> {
    let place = |name: PointName| {
        let control = outline.control.iter().find(|point| point.name == name);
        control.map_or(DVec3::ZERO, |point| head.point_mm(point.direction))
    };
    let present = TracedPath::new(reached.iter().map(|name| place(*name)).collect());
    let whole = present.length_mm().max(1e-9);
    let spread = reached.iter().zip(&present.along_mm).map(|(name, along)| {
        let point = path.at(along / whole * path.length_mm());
        (*name, head.direction_of(point))
    });
    spread.collect()
}

/// Points to put between, one after the other where the curve is farthest off.
fn between(head: &Head, trial: &mut Design, path: &TracedPath, reached: &[PointName]) -> Vec<Edit> {
    let mut edits = Vec::new();
    while edits.len() < MOST_EXTRA {
        let Some(point) = worst(head, trial, path, reached) else {
            break;
        };
        if trial.add_extra(point).is_err() {
            break;
        }
        edits.push(TreatmentEdit::InsertPoint(point).into());
    }
    edits
}

/// The place of the traced line that the curve misses most, if it misses it by more than it may.
fn worst(head: &Head, trial: &Design, path: &TracedPath, reached: &[PointName]) -> Option<ExtraPoint> {
    let outline = HairlineOutline::evaluate(head, trial)?;
    let ends: Vec<f64> = reached
        .iter()
        .filter_map(|name| outline.control.iter().find(|point| point.name == *name))
        .map(|point| path.nearest(head.point_mm(point.direction)).1)
        .collect();
    let on_way = |span: usize| reached[..reached.len() - 1].contains(&outline.control[span].name);
    let curve: Vec<DVec3> = outline
        .curve
        .iter()
        .filter(|point| on_way(point.span))
        .map(|point| point.point_mm)
        .collect();
    let curve = TracedPath::new(curve);
    let (off, at) = path
        .points_mm
        .iter()
        .map(|place| curve.nearest(*place).0)
        .zip(&path.along_mm)
        .max_by(|a, b| a.0.total_cmp(&b.0))?;
    if off <= 0.9 * OFF_MM {
        return None;
    }
    let span = ends
        .windows(2)
        .position(|pair| (pair[0]..=pair[1]).contains(at))?;
    let share = (at - ends[span]) / (ends[span + 1] - ends[span]).max(1e-9);
    Some(ExtraPoint {
        after: reached[span],
        share,
        direction: head.direction_of(path.at(*at)).to_array(),
    })
}
