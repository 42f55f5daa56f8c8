//! Measuring along the surface: walks of a given length in a plane, and lengths of arcs. Only + − × ÷ and square roots.

use super::template::Head;
use glam::DVec3;

/// Longest step of a walk, mm (a step's error is of its third power; at 0.5 mm it is below 1 µm on a head).
const STEP_MM: f64 = 0.5;
/// Pieces into which an arc between two directions is cut.
const ARC_PIECES: u32 = 256;

impl Head {
    /// The direction reached after `length_mm` along the surface from `start`, in the plane through `start`'s surface
    /// point with normal `plane_normal` (head frame), setting out on the side of `towards` (a vector, not a point).
    ///
    /// A negative length walks the other way. When the plane is tangent to the surface, or nothing points along
    /// `towards`, the start is returned.
    pub fn walk(&self, start: DVec3, plane_normal: DVec3, towards: DVec3, length_mm: f64) -> DVec3 {
        let Some(plane_normal) = plane_normal.try_normalize() else {
            return start;
        };
        let plane = plane_normal.dot(self.point_mm(start));
        let first = self.normal(start).cross(plane_normal);
        let side = if first.dot(towards) < 0.0 { -1.0 } else { 1.0 };
        let side = if length_mm < 0.0 { -side } else { side };
        let steps = (length_mm.abs() / STEP_MM).ceil().min(20_000.0);
        if first.length_squared() < 1e-12 || towards == DVec3::ZERO || steps.is_nan() || steps < 1.0 {
            return start;
        }
        let step_mm = length_mm.abs() / steps * side;
        let mut direction = start;
        for _ in 0..steps as u32 {
            direction = self.stride(direction, plane_normal, plane, step_mm);
        }
        direction
    }

    /// One step of the mid-point rule, pulled back into the plane.
    fn stride(&self, direction: DVec3, plane_normal: DVec3, plane: f64, step_mm: f64) -> DVec3 {
        let along = |d: DVec3| self.normal(d).cross(plane_normal).normalize_or_zero();
        let point = self.point_mm(direction);
        let middle = self.direction_of(point + along(direction) * (0.5 * step_mm));
        let tangent = along(middle);
        let ahead = self.direction_of(point + tangent * step_mm);
        let off = plane_normal.dot(self.point_mm(ahead)) - plane;
        let sideways = tangent.cross(self.normal(ahead));
        let rate = sideways.dot(plane_normal);
        if rate.abs() < 1e-3 {
            return ahead;
        }
        self.direction_of(self.point_mm(ahead) - sideways * (off / rate))
    }

    /// Length of the surface between two directions, mm, in the plane through both and the centre (the shorter way).
    pub fn arc_length_mm(&self, from: DVec3, to: DVec3) -> f64 {
        let mut last = self.point_mm(from);
        let mut length = 0.0;
        for piece in 1..=ARC_PIECES {
            let t = f64::from(piece) / f64::from(ARC_PIECES);
            let next = self.point_mm((from + (to - from) * t).try_normalize().unwrap_or(to));
            length += next.distance(last);
            last = next;
        }
        length
    }

    /// Length of the surface along a list of directions, mm.
    pub fn path_length_mm(&self, path: &[DVec3]) -> f64 {
        path.windows(2)
            .map(|pair| self.arc_length_mm(pair[0], pair[1]))
            .sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn walk_has_the_length_asked_and_stays_in_its_plane() {
        let head = Head::default();
        let start = head.direction_of(DVec3::new(45.0, 40.0, -5.0));
        let x = head.point_mm(start).x;
        let mut path = vec![start];
        for k in 1..=20 {
            path.push(head.walk(start, DVec3::X, DVec3::Y, 5.0 * f64::from(k)));
        }
        for d in &path {
            assert!((head.point_mm(*d).x - x).abs() < 1e-3);
        }
        let length = head.path_length_mm(&path);
        assert!((length - 100.0).abs() < 0.1, "{length}");
        assert!(head.point_mm(path[20]).y > head.point_mm(start).y + 30.0);
        let back = head.walk(path[20], DVec3::X, DVec3::Y, -100.0);
        // after the turn over the top `towards` may point either way; the walk must still be reversible
        let forth = head.walk(path[20], DVec3::X, DVec3::Y, 100.0);
        let miss = head.point_mm(back).distance(head.point_mm(start));
        let other = head.point_mm(forth).distance(head.point_mm(start));
        assert!(miss.min(other) < 0.05, "{miss} {other}");
    }

    #[test]
    fn arc_is_longer_than_the_chord() {
        let head = Head::default();
        let (a, b) = (DVec3::Z, DVec3::Y);
        let arc = head.arc_length_mm(a, b);
        let chord = head.point_mm(a).distance(head.point_mm(b));
        assert!(arc > chord * 1.05 && arc < chord * 1.3, "{arc} {chord}");
    }
}
