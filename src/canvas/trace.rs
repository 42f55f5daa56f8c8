//! Tracing: points clicked along a line that is drawn on the skin become the hairline.

use super::desk::Desk;
use super::handles::{self, HELP};
use crate::editor::{EditorAction, KeyCommand};
use crate::design::{Design, ExtraPoint, Outline, PointName, styles};
use crate::head::Head;
use crate::project::{Edit, TreatmentEdit};
use crate::words;
use egui::{Color32, Pos2, Stroke};
use glam::DVec3;

/// Farthest that the hairline may be off the traced line before points are put between, mm.
const OFF_MM: f64 = 1.0;
/// Most points that a trace puts between the named ones.
const MOST_EXTRA: usize = 40;
/// Fineness of the traced line, mm.
const PIECE_MM: f64 = 1.0;

/// The tracing tool at work.
pub fn work(desk: &mut Desk) {
    if let Some(at) = desk.hand.clicked
        && desk.hand.double_clicked.is_none()
        && desk.scene.direction(at).is_some()
    {
        let px = desk.scene.px(at);
        desk.memory.clicks_px.push(px);
    }
    if desk.key(KeyCommand::RemoveLast) {
        desk.memory.clicks_px.pop();
    }
    let places: Vec<Pos2> = desk
        .memory
        .clicks_px
        .iter()
        .map(|px| desk.scene.ui(*px))
        .collect();
    let mut line = places.clone();
    line.extend(desk.hand.at.filter(|_| !places.is_empty()));
    if line.len() > 1 {
        handles::line(&desk.painter, line, HELP, 1.2);
    }
    for place in &places {
        desk.painter
            .circle(*place, 3.0, HELP, Stroke::new(1.0, Color32::BLACK));
    }
    let enough = places.len() >= 2;
    let mut done = enough && (desk.key(KeyCommand::Finish) || desk.hand.double_clicked.is_some());
    match places.last() {
        None => desk.hint(words::canvas::TRACE_HINT),
        Some(last) => {
            desk.hint(&words::canvas::traced(places.len()));
            if enough {
                let at = *last + egui::vec2(16.0, 14.0);
                done |= desk.chip("done", at, words::canvas::DONE, words::canvas::DONE);
            }
        }
    }
    if done {
        finish(desk);
    }
}

fn finish(desk: &mut Desk) {
    let scene = desk.scene;
    let clicks = std::mem::take(&mut desk.memory.clicks_px);
    let trace: Vec<DVec3> = clicks
        .iter()
        .filter_map(|px| scene.view().direction_from_photo(scene.head(), *px))
        .collect();
    // On a treatment without a hairline a trace begins one.
    let mut design = scene.project.design().clone();
    let mut edits = Vec::new();
    if desk.line.outline.is_none() {
        let style = styles::default_style();
        style.apply(&mut design);
        edits.push(TreatmentEdit::Style(style.name.to_owned()).into());
    }
    let traced = hairline_from_trace(scene.head(), &design, &trace);
    if !traced.is_empty() {
        edits.extend(traced);
        desk.out
            .edit(Edit::Many(words::canvas::TRACE.to_owned(), edits));
    }
}

/// A line on the head that knows how far each place of it is from its beginning.
struct Path {
    points_mm: Vec<DVec3>,
    along_mm: Vec<f64>,
}

impl Path {
    fn new(points_mm: Vec<DVec3>) -> Self {
        let mut along_mm = vec![0.0];
        for pair in points_mm.windows(2) {
            let last = along_mm[along_mm.len() - 1];
            along_mm.push(last + pair[0].distance(pair[1]));
        }
        Path { points_mm, along_mm }
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
fn smooth(head: &Head, trace: &[DVec3]) -> Path {
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
    Path::new(points)
}

/// The edits that bring the hairline onto a traced line, whichever end was clicked first. The named points between those
/// nearest the line's ends are spread along it as they lie along the present line, and points are put between where
/// the curve would still be more than a millimetre off. Empty for a design without a hairline or a line without length.
pub fn hairline_from_trace(head: &Head, design: &Design, trace: &[DVec3]) -> Vec<Edit> {
    let Some(outline) = Outline::evaluate(head, design).filter(|_| trace.len() >= 2) else {
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
    let mut edits: Vec<Edit> = gone.iter().map(|index| TreatmentEdit::RemoveExtra(*index).into()).collect();
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
    outline: &Outline,
    path: Path,
    trace: &[DVec3],
    names: &[PointName],
) -> Option<(Path, Vec<PointName>)> {
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
        false => Path::new(path.points_mm.into_iter().rev().collect()),
    };
    let reached: Vec<PointName> = chosen.into_iter().map(|index| names[index]).collect();
    (reached.len() >= 2).then_some((path, reached))
}

/// The reached points along the traced line, in the proportions of the present line.
fn spread(head: &Head, outline: &Outline, path: &Path, reached: &[PointName]) -> Vec<(PointName, DVec3)> {
    let place = |name: PointName| {
        let control = outline.control.iter().find(|point| point.name == name);
        control.map_or(DVec3::ZERO, |point| head.point_mm(point.direction))
    };
    let present = Path::new(reached.iter().map(|name| place(*name)).collect());
    let whole = present.length_mm().max(1e-9);
    let spread = reached.iter().zip(&present.along_mm).map(|(name, along)| {
        let point = path.at(along / whole * path.length_mm());
        (*name, head.direction_of(point))
    });
    spread.collect()
}

/// Points to put between, one after the other where the curve is farthest off.
fn between(head: &Head, trial: &mut Design, path: &Path, reached: &[PointName]) -> Vec<Edit> {
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
fn worst(head: &Head, trial: &Design, path: &Path, reached: &[PointName]) -> Option<ExtraPoint> {
    let outline = Outline::evaluate(head, trial)?;
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
    let curve = Path::new(curve);
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
