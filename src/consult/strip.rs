//! The hairline laid flat: a strip of paper as long as the line, which bends along the skin again.
//!
//! The line is developed: each piece keeps its length, and each turn its angle in the skin (its geodesic curvature). A strip that is
//! cut along it lies on the head without folding; only what is far off the line is stretched.

use super::card::{ClientSide, MarkingPlace};
use super::flat_map::flat_error;
use crate::design::HairlineOutline;
use crate::head::Head;
use glam::{DVec2, DVec3};

/// Half the width of a strip whose stretch is told, mm (assumption: what is cut out with scissors).
pub const STRIP_HALF_MM: f64 = 10.0;
/// Distance between the places whose anchor distances are listed, mm along the line.
const LISTED_EVERY_MM: f64 = 20.0;
/// Listed places lie at least so far from the line's own points, mm.
const LEAST_GAP_MM: f64 = 5.0;

/// A point of the flattened line. The sheet's x runs to the client's left, as the practitioner before the client sees it, y down;
/// the origin is the middle of the front.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StripPoint {
    /// Place on the sheet, mm.
    pub sheet_mm: DVec2,
    /// Place on the head, template direction.
    pub direction: DVec3,
    /// Length of the line from the middle, mm; the client's right is negative.
    pub along_mm: f64,
}

/// Distances along the skin from a place of the line to what can be found on a face, mm.
#[derive(Clone, Debug, PartialEq)]
pub struct StripAnchor {
    /// The place.
    pub point: StripPoint,
    /// What it is where the line has a name for it.
    pub named: Option<MarkingPlace>,
    /// From the glabella.
    pub glabella_mm: f64,
    /// From the outer eye corner of its side.
    pub eye_corner_mm: f64,
    /// From the ear's upper root of its side.
    pub ear_mm: f64,
    /// The side; the middle counts as the left.
    pub side: ClientSide,
}

/// The front and the temples of a hairline, flattened.
#[derive(Clone, Debug, PartialEq)]
pub struct HairlineStrip {
    /// From the right temporal peak over the middle to the left one.
    pub line: Vec<StripPoint>,
    /// The midline from the middle of the front down to the glabella, mm on the sheet: both ends.
    pub midline_mm: [DVec2; 2],
    /// Places of the line with their distances, from the client's right to the left.
    pub anchors: Vec<StripAnchor>,
    /// Largest difference between the distance of two named places on the flat sheet and along the skin, mm, and that distance.
    pub flat_error_mm: [f64; 2],
    /// Stretch of the edges of a strip of twice [`STRIP_HALF_MM`] when it is laid on the skin, share: the larger of both edges.
    pub edge_stretch: f64,
}

impl HairlineStrip {
    /// Flattens the line of an outline on its head.
    pub fn new(head: &Head, outline: &HairlineOutline) -> Self {
        let (directions, middle) = front_of(head, outline);
        let sheet = developed(head, &directions, middle);
        let along = lengths(head, &directions, middle);
        let line: Vec<StripPoint> = directions
            .iter()
            .zip(&sheet)
            .zip(&along)
            .map(|((direction, sheet_mm), along_mm)| StripPoint {
                sheet_mm: *sheet_mm,
                direction: *direction,
                along_mm: *along_mm,
            })
            .collect();
        let glabella = head.landmarks().glabella;
        let height_mm = head.skin_distance_mm(directions[middle], glabella);
        let anchors = anchors(head, outline, &line);
        let named: Vec<(DVec3, DVec2)> = anchors
            .iter()
            .filter(|anchor| anchor.named.is_some())
            .map(|anchor| (anchor.point.direction, anchor.point.sheet_mm))
            .collect();
        HairlineStrip {
            midline_mm: [DVec2::ZERO, DVec2::new(0.0, height_mm)],
            flat_error_mm: flat_error(head, &named),
            edge_stretch: edge_stretch(head, &line),
            anchors,
            line,
        }
    }

    /// Smallest box round line and midline on the sheet, mm: least and most.
    pub fn bounds_mm(&self) -> [DVec2; 2] {
        let all = self
            .line
            .iter()
            .map(|point| point.sheet_mm)
            .chain(self.midline_mm);
        all.fold([DVec2::MAX, DVec2::MIN], |[low, high], point| {
            [low.min(point), high.max(point)]
        })
    }
}

/// The curve from the right temporal peak over the middle to the left one, and the index of the middle.
fn front_of(head: &Head, outline: &HairlineOutline) -> (Vec<DVec3>, usize) {
    let curve = &outline.curve;
    let nearest = |place: MarkingPlace| {
        let at = head.point_mm(place.direction(head, outline));
        let distances = curve.iter().map(|point| point.point_mm.distance_squared(at));
        distances
            .enumerate()
            .min_by(|a, b| a.1.total_cmp(&b.1))
            .map_or(0, |(index, _)| index)
    };
    let left = nearest(MarkingPlace::TemplePeak(ClientSide::Left));
    let right = nearest(MarkingPlace::TemplePeak(ClientSide::Right));
    // The outline begins at the middle, goes to the client's left and comes back from the right.
    let before = curve[right.max(left + 1).min(curve.len() - 1)..].iter();
    let directions: Vec<DVec3> = before
        .chain(&curve[..=left])
        .map(|point| point.direction)
        .collect();
    let middle = directions.len() - 1 - left;
    (directions, middle)
}

/// The line in the plane: lengths and turns are those on the skin. The middle is the origin, and up the skin there is up.
fn developed(head: &Head, directions: &[DVec3], middle: usize) -> Vec<DVec2> {
    let points: Vec<DVec3> = directions
        .iter()
        .map(|direction| head.point_mm(*direction))
        .collect();
    let mut flat = vec![DVec2::ZERO];
    // Seen from outside with the client's left at the right, turns keep their sign; y is turned at the end.
    let mut heading: f64 = 0.0;
    let mut headings = Vec::new();
    for index in 0..points.len().saturating_sub(1) {
        let ahead = points[index + 1] - points[index];
        if index > 0 {
            let normal = head.normal(directions[index]);
            let (came, goes) = (points[index] - points[index - 1], ahead);
            heading += libm::atan2(
                normal.dot(came.cross(goes)),
                tangent(came, normal).dot(tangent(goes, normal)),
            );
        }
        headings.push(heading);
        let (sin, cos) = libm::sincos(heading);
        flat.push(flat[index] + DVec2::new(cos, sin) * ahead.length());
    }
    // The angle between the line and the skin's upward direction at the middle turns the sheet upright.
    let normal = head.normal(directions[middle]);
    let up = tangent(DVec3::Y, normal).normalize_or_zero();
    let across = up.cross(normal);
    let next = points[(middle + 1).min(points.len() - 1)] - points[middle];
    let on_skin = libm::atan2(next.dot(up), next.dot(across));
    let turn = DVec2::from_angle(on_skin - headings.get(middle).copied().unwrap_or(heading));
    let origin = flat[middle];
    flat.iter()
        .map(|point| {
            let turned = turn.rotate(*point - origin);
            DVec2::new(turned.x, -turned.y)
        })
        .collect()
}

fn tangent(vector: DVec3, normal: DVec3) -> DVec3 {
    vector - normal * vector.dot(normal)
}

/// Length of the line from the middle to each point, mm; before it negative.
fn lengths(head: &Head, directions: &[DVec3], middle: usize) -> Vec<f64> {
    let mut along = vec![0.0];
    for pair in directions.windows(2) {
        let last = along.last().copied().unwrap_or(0.0);
        along.push(last + head.point_mm(pair[0]).distance(head.point_mm(pair[1])));
    }
    let zero = along[middle];
    along.iter().map(|length| length - zero).collect()
}

/// The place of the line at a length from its middle, between its points.
fn at_length(line: &[StripPoint], along_mm: f64) -> Option<StripPoint> {
    let pair = line.windows(2).find(|pair| pair[1].along_mm >= along_mm)?;
    let share = (along_mm - pair[0].along_mm) / (pair[1].along_mm - pair[0].along_mm).max(1e-9);
    Some(StripPoint {
        sheet_mm: pair[0].sheet_mm.lerp(pair[1].sheet_mm, share),
        direction: pair[0].direction.lerp(pair[1].direction, share).normalize(),
        along_mm,
    })
}

/// The listed places: the line's own points, and one every 20 mm between them.
fn anchors(head: &Head, outline: &HairlineOutline, line: &[StripPoint]) -> Vec<StripAnchor> {
    let [left, right] = ClientSide::BOTH;
    let places = [
        MarkingPlace::TemplePeak(right),
        MarkingPlace::Corner(right),
        MarkingPlace::Middle,
        MarkingPlace::Corner(left),
        MarkingPlace::TemplePeak(left),
    ];
    let mut listed: Vec<(StripPoint, Option<MarkingPlace>)> = Vec::new();
    for place in places {
        let at = head.point_mm(place.direction(head, outline));
        let gap = |point: &StripPoint| head.point_mm(point.direction).distance_squared(at);
        listed.extend(
            line.iter()
                .min_by(|a, b| gap(a).total_cmp(&gap(b)))
                .map(|point| (*point, Some(place))),
        );
    }
    let named: Vec<f64> = listed.iter().map(|(point, _)| point.along_mm).collect();
    let ends = [line.first(), line.last()].map(|end| end.map_or(0.0, |point| point.along_mm));
    let first = (ends[0] / LISTED_EVERY_MM).ceil() as i32;
    for step in first..=(ends[1] / LISTED_EVERY_MM).floor() as i32 {
        let wanted = f64::from(step) * LISTED_EVERY_MM;
        if named.iter().any(|along| (along - wanted).abs() < LEAST_GAP_MM) {
            continue;
        }
        listed.extend(at_length(line, wanted).map(|point| (point, None)));
    }
    listed.sort_by(|a, b| a.0.along_mm.total_cmp(&b.0.along_mm));
    let marks = head.landmarks();
    listed
        .into_iter()
        .map(|(point, named)| {
            let side = if point.along_mm < 0.0 {
                ClientSide::Right
            } else {
                ClientSide::Left
            };
            let from = |direction: DVec3| head.skin_distance_mm(direction, point.direction);
            StripAnchor {
                point,
                named,
                glabella_mm: from(marks.glabella),
                eye_corner_mm: from(marks.outer_canthus[side as usize]),
                ear_mm: from(marks.otobasion_superius[side as usize]),
                side,
            }
        })
        .collect()
}

/// How much the edges of the strip differ in length from the same edges on the skin, share.
fn edge_stretch(head: &Head, line: &[StripPoint]) -> f64 {
    // Every third point: the line's pieces are 1.5 mm, and corners would fold an edge.
    let points: Vec<&StripPoint> = line.iter().step_by(3).collect();
    let edge = |side: f64| {
        let mut lengths = [0.0, 0.0];
        let mut before: Option<(DVec2, DVec3)> = None;
        for pair in points.windows(2) {
            let along = pair[1].sheet_mm - pair[0].sheet_mm;
            let flat = pair[0].sheet_mm + along.perp().normalize_or_zero() * (side * STRIP_HALF_MM);
            let ahead = head.point_mm(pair[1].direction) - head.point_mm(pair[0].direction);
            let out = ahead.cross(head.normal(pair[0].direction)) * side;
            let on_skin = head.point_mm(head.walk(pair[0].direction, ahead, out, STRIP_HALF_MM));
            if let Some((flat_before, skin_before)) = before {
                lengths[0] += flat.distance(flat_before);
                lengths[1] += on_skin.distance(skin_before);
            }
            before = Some((flat, on_skin));
        }
        (lengths[1] / lengths[0].max(1e-9) - 1.0).abs()
    };
    edge(1.0).max(edge(-1.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::{Design, Knob};

    fn strip(set: &[(Knob, f64)]) -> (Head, HairlineOutline, HairlineStrip) {
        let head = Head::default();
        let mut design = Design::default();
        for (knob, value) in set {
            design.set(*knob, *value).unwrap();
        }
        let outline = HairlineOutline::evaluate(&head, &design).unwrap();
        let strip = HairlineStrip::new(&head, &outline);
        (head, outline, strip)
    }

    #[test]
    fn the_flat_line_is_as_long_as_the_line_on_the_skin() {
        let (head, outline, strip) = strip(&[]);
        let flat: f64 = strip
            .line
            .windows(2)
            .map(|pair| pair[0].sheet_mm.distance(pair[1].sheet_mm))
            .sum();
        let ends = [strip.line[0], strip.line[strip.line.len() - 1]];
        assert!((flat - (ends[1].along_mm - ends[0].along_mm)).abs() < 1e-6);
        // From the middle to the corner along the curve itself.
        let corner = strip
            .anchors
            .iter()
            .find(|anchor| anchor.named == Some(MarkingPlace::Corner(ClientSide::Left)))
            .unwrap();
        let to = outline
            .curve
            .iter()
            .position(|point| point.direction == corner.point.direction)
            .unwrap();
        let curve: Vec<DVec3> = outline.curve[..=to].iter().map(|point| point.direction).collect();
        let skin = head.path_length_mm(&curve);
        assert!(
            (corner.point.along_mm - skin).abs() < 0.05,
            "{} {skin}",
            corner.point.along_mm
        );
    }

    #[test]
    fn the_sheet_is_upright_and_its_right_is_the_clients_left() {
        let (head, _, strip) = strip(&[(Knob::Asymmetry, 0.0), (Knob::CornerBack, 15.0)]);
        let named = |place: MarkingPlace| {
            strip
                .anchors
                .iter()
                .find(|anchor| anchor.named == Some(place))
                .unwrap()
                .point
        };
        let [left, right] = ClientSide::BOTH.map(|side| named(MarkingPlace::Corner(side)));
        assert!(
            left.sheet_mm.x > 40.0 && (left.sheet_mm.x + right.sheet_mm.x).abs() < 0.5,
            "{left:?} {right:?}"
        );
        assert!((left.sheet_mm.y - right.sheet_mm.y).abs() < 0.5);
        // Corners that lie higher on the head lie higher on the sheet, peaks lower.
        assert!(left.sheet_mm.y < -3.0, "{left:?}");
        assert!(named(MarkingPlace::TemplePeak(ClientSide::Left)).sheet_mm.y > left.sheet_mm.y + 10.0);
        let height = strip.midline_mm[1].y;
        let skin = head.skin_distance_mm(head.landmarks().glabella, named(MarkingPlace::Middle).direction);
        assert!((height - skin).abs() < 0.01);
    }

    #[test]
    fn what_flattening_does_is_told_from_the_head() {
        let (head, _, strip) = strip(&[]);
        let [error, apart] = strip.flat_error_mm;
        assert!(error > 0.1 && error < 0.2 * apart, "{error} over {apart}");
        // A strip of 20 mm on a head of about 85 mm radius: about 0.7 %.
        assert!(
            (0.001..0.03).contains(&strip.edge_stretch),
            "{}",
            strip.edge_stretch
        );
        let peaks: Vec<&StripAnchor> = strip
            .anchors
            .iter()
            .filter(|anchor| anchor.named.is_some())
            .collect();
        for pair in peaks.windows(2) {
            let skin = head.skin_distance_mm(pair[0].point.direction, pair[1].point.direction);
            let flat = pair[0].point.sheet_mm.distance(pair[1].point.sheet_mm);
            assert!((skin - flat).abs() <= error + 1e-9);
        }
    }
}
