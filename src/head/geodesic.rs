//! Measuring along the surface: walks of a given length in a plane, and lengths of arcs. Only + − × ÷ and square roots.

use super::template::Head;
use glam::DVec3;

/// Longest step of a walk, mm (a step's error is of its third power; at 0.5 mm it is below 1 µm on a head).
const STEP_MM: f64 = 0.5;
/// Pieces into which an arc between two directions is cut.
const ARC_PIECES: u32 = 256;
/// Pieces of a shortest path, doubled from three; and how often its points are pulled straight at each number (on a head the
/// length then stands to 0.01 mm over 150 mm).
const PATH_DOUBLINGS: u32 = 3;
const PATH_PULLS: u32 = 24;

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

    /// The shortest way over the surface between two directions that are less than half a head apart, as a tape lies that is
    /// pulled tight: 25 directions, both ends among them.
    pub fn shortest_path(&self, from: DVec3, to: DVec3) -> Vec<DVec3> {
        let between = |a: DVec3, b: DVec3, share: f64| (a + (b - a) * share).try_normalize().unwrap_or(b);
        let mut path: Vec<DVec3> = (0..=3).map(|k| between(from, to, f64::from(k) / 3.0)).collect();
        self.pull_straight(&mut path);
        for _ in 0..PATH_DOUBLINGS {
            let halves = path
                .windows(2)
                .flat_map(|pair| [pair[0], between(pair[0], pair[1], 0.5)]);
            path = halves.chain([to]).collect();
            self.pull_straight(&mut path);
        }
        path
    }

    /// Moves each inner point of a path along the surface to the middle of its neighbours, several times over.
    fn pull_straight(&self, path: &mut [DVec3]) {
        let mut points: Vec<DVec3> = path.iter().map(|direction| self.point_mm(*direction)).collect();
        for _ in 0..PATH_PULLS {
            for index in 1..path.len().saturating_sub(1) {
                let to_middle = 0.5 * (points[index - 1] + points[index + 1]) - points[index];
                let normal = self.normal(path[index]);
                let along = to_middle - normal * normal.dot(to_middle);
                path[index] = self.direction_of(points[index] + along);
                points[index] = self.point_mm(path[index]);
            }
        }
    }

    /// Length of the shortest way over the surface between two directions, mm.
    pub fn skin_distance_mm(&self, from: DVec3, to: DVec3) -> f64 {
        let path = self.shortest_path(from, to);
        let chords = path
            .windows(2)
            .map(|pair| self.point_mm(pair[0]).distance(self.point_mm(pair[1])));
        // What chords of this number of pieces lack of a circle's arc is a 24th of their squared angle.
        let (length, turn) = (
            chords.sum::<f64>(),
            self.normal(from).angle_between(self.normal(to)),
        );
        let piece_rad = turn / (path.len() - 1) as f64;
        length * (1.0 + piece_rad * piece_rad / 24.0)
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
    fn the_shortest_way_is_no_longer_than_any_other_and_straight_on_the_skin() {
        let head = Head::default();
        let marks = head.landmarks();
        for (from, to) in [
            (marks.glabella, marks.trichion),
            (marks.outer_canthus[0], marks.otobasion_superius[0]),
            (marks.trichion, marks.temple[1]),
            (marks.temple[0], marks.crown_whorl),
        ] {
            let length = head.skin_distance_mm(from, to);
            let arc = head.arc_length_mm(from, to);
            let chord = head.point_mm(from).distance(head.point_mm(to));
            assert!(length <= arc + 0.02 && length > chord, "{length} {arc} {chord}");
            // A detour to either side is longer: the tape lies tight.
            let path = head.shortest_path(from, to);
            let points: Vec<DVec3> = path.iter().map(|direction| head.point_mm(*direction)).collect();
            for index in 1..path.len() - 1 {
                let (before, after) = (points[index - 1], points[index + 1]);
                let by = |point: DVec3| before.distance(point) + point.distance(after);
                let sideways = head.normal(path[index]).cross(after - before).normalize();
                for shift_mm in [-1.0, 1.0] {
                    let beside = head.point_mm(head.direction_of(points[index] + sideways * shift_mm));
                    assert!(
                        by(beside) > by(points[index]),
                        "{index} of the way of {length} mm"
                    );
                }
            }
            let same = head.path_length_mm(&path);
            assert!((length - same).abs() < 0.05, "{length} {same}");
        }
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
