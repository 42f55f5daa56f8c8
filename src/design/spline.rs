//! A closed curve through points on the head. Local: moving one point changes two spans on each side and no more.

use crate::head::Head;
use glam::DVec3;

/// Longest piece of the sampled curve, mm: its chord then lies within 0.01 mm of the skin.
const PIECE_MM: f64 = 1.5;

/// A point of the sampled curve: which span it lies on, and how far along it (0 to under 1).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CurvePoint {
    /// Template direction.
    pub direction: DVec3,
    /// On the fitted head, mm.
    pub point_mm: DVec3,
    /// Span from control point `span` to the next.
    pub span: usize,
    /// Place within the span.
    pub along: f64,
}

/// Samples a closed centripetal Catmull-Rom curve through `directions` on the head. Only + − × ÷ and square roots, so
/// that it is the same on every machine.
pub fn sample_closed(head: &Head, directions: &[DVec3]) -> Vec<CurvePoint> {
    let points: Vec<DVec3> = directions
        .iter()
        .map(|&direction| head.point_mm(direction))
        .collect();
    let count = points.len();
    let mut curve = Vec::new();
    for span in 0..count {
        let at = |offset: usize| points[(span + count - 1 + offset) % count];
        let four = [at(0), at(1), at(2), at(3)];
        let pieces = (four[1].distance(four[2]) / PIECE_MM).ceil().clamp(1.0, 400.0);
        for piece in 0..pieces as u32 {
            let along = f64::from(piece) / pieces;
            let direction = head.direction_of(centripetal(four, along));
            curve.push(CurvePoint {
                direction,
                point_mm: head.point_mm(direction),
                span,
                along,
            });
        }
    }
    curve
}

/// Point between `four[1]` and `four[2]` of the centripetal Catmull-Rom curve (Barry and Goldman's pyramid): without
/// loops or overshoot, however unevenly the points lie.
pub(crate) fn centripetal(four: [DVec3; 4], along: f64) -> DVec3 {
    let gap = |a: DVec3, b: DVec3| a.distance(b).sqrt().max(1e-6);
    let t0 = 0.0;
    let t1 = t0 + gap(four[0], four[1]);
    let t2 = t1 + gap(four[1], four[2]);
    let t3 = t2 + gap(four[2], four[3]);
    let t = t1 + (t2 - t1) * along;
    let between =
        |a: DVec3, b: DVec3, ta: f64, tb: f64| a * ((tb - t) / (tb - ta)) + b * ((t - ta) / (tb - ta));
    let a1 = between(four[0], four[1], t0, t1);
    let a2 = between(four[1], four[2], t1, t2);
    let a3 = between(four[2], four[3], t2, t3);
    let b1 = between(a1, a2, t0, t2);
    let b2 = between(a2, a3, t1, t3);
    between(b1, b2, t1, t2)
}
