//! An ear as a signed distance: tubes along curves (helix, antihelix), a thin shell with a bowl, tragus and lobe.

use crate::rows::fill_rows;
use glam::{Mat3, Vec2, Vec3};

/// Ear coordinates in mm: x to the back of the head, y up, z away from the head; the origin is the tragion.
const HELIX: [(f32, f32, f32, f32); 15] = [
    (13.0, -1.0, -1.0, 2.0),
    (8.0, 2.5, 1.0, 2.2),
    (2.5, 8.0, 3.0, 2.4),
    (0.5, 16.0, 4.5, 2.6),
    (4.0, 25.0, 6.5, 2.8),
    (12.0, 30.5, 9.0, 3.0),
    (21.0, 30.0, 11.0, 3.0),
    (28.5, 24.0, 12.5, 2.9),
    (31.5, 14.0, 13.0, 2.7),
    (31.0, 3.0, 12.5, 2.5),
    (28.0, -8.0, 11.0, 2.3),
    (23.0, -17.0, 9.0, 2.3),
    (16.0, -25.0, 7.0, 3.0),
    (8.5, -28.5, 5.0, 3.4),
    (2.5, -24.0, 2.0, 3.0),
];
const ANTIHELIX: [(f32, f32, f32, f32); 7] = [
    (9.0, -15.0, 5.5, 2.6),
    (15.5, -14.0, 7.0, 2.6),
    (20.5, -8.0, 9.0, 2.8),
    (22.5, 1.0, 10.5, 3.0),
    (21.5, 10.0, 10.5, 3.0),
    (18.0, 18.0, 9.0, 2.8),
    (14.0, 24.5, 7.0, 2.2),
];
const LOWER_CRUS: [(f32, f32, f32, f32); 3] = [
    (21.5, 9.0, 9.8, 2.6),
    (14.5, 13.0, 6.5, 2.3),
    (6.5, 15.0, 3.5, 1.8),
];
const TRAGUS: [(f32, f32, f32, f32); 3] = [
    (-1.0, 5.0, 1.5, 2.6),
    (1.5, -1.5, 3.6, 3.0),
    (0.5, -8.0, 2.5, 2.8),
];

/// Points of a smooth curve with a radius at each.
struct Tube(Vec<(Vec3, f32)>);

impl Tube {
    fn new(knots: &[(f32, f32, f32, f32)]) -> Self {
        let at = |i: isize| {
            let (x, y, z, r) = knots[i.clamp(0, knots.len() as isize - 1) as usize];
            glam::Vec4::new(x, y, z, r)
        };
        let mut points = vec![];
        for i in 0..knots.len() as isize - 1 {
            let (a, b, c, d) = (at(i - 1), at(i), at(i + 1), at(i + 2));
            for k in 0..4 {
                let t = k as f32 / 4.0;
                let p = 0.5
                    * (2.0 * b
                        + (c - a) * t
                        + (2.0 * a - 5.0 * b + 4.0 * c - d) * t * t
                        + (3.0 * b - a - 3.0 * c + d) * t * t * t);
                points.push((p.truncate(), p.w));
            }
        }
        let end = at(knots.len() as isize - 1);
        points.push((end.truncate(), end.w));
        Tube(points)
    }

    fn distance(&self, p: Vec3) -> f32 {
        let mut nearest = f32::MAX;
        for pair in self.0.windows(2) {
            let ((a, ra), (b, rb)) = (pair[0], pair[1]);
            let along = ((p - a).dot(b - a) / (b - a).length_squared()).clamp(0.0, 1.0);
            nearest = nearest.min((p - a.lerp(b, along)).length() - ra - (rb - ra) * along);
        }
        nearest
    }
}

struct Ear {
    ear_from_head: Mat3,
    place_mm: Vec3,
    helix: Tube,
    folds: [Tube; 3],
    outline: Vec<Vec2>,
}

/// Smooth minimum over `k` mm.
pub fn join(a: f32, b: f32, k: f32) -> f32 {
    let h = (k - (a - b).abs()).max(0.0) / k;
    a.min(b) - h * h * h * k / 6.0
}

impl Ear {
    /// The client's right ear (the left one is its mirror image), its tragion at `place_mm`.
    fn new(place_mm: Vec3) -> Self {
        // Stands off the head by 15°, leans back by 10°.
        let (off, lean) = (15f32.to_radians(), 10f32.to_radians());
        let to_back = Vec3::new(-off.sin(), -lean.sin() * off.cos(), -off.cos() * lean.cos()).normalize();
        let up = (Vec3::new(0.0, lean.cos(), -lean.sin()) - 0.0).normalize();
        let up = (up - to_back * up.dot(to_back)).normalize();
        let out = to_back.cross(up);
        let out = if out.x > 0.0 { -out } else { out };
        let helix = Tube::new(&HELIX);
        let outline = helix.0.iter().skip(8).map(|(p, _)| p.truncate()).collect();
        Ear {
            ear_from_head: Mat3::from_cols(to_back, up, out).transpose(),
            place_mm,
            helix,
            folds: [Tube::new(&ANTIHELIX), Tube::new(&LOWER_CRUS), Tube::new(&TRAGUS)],
            outline,
        }
    }

    /// Where `p` (client's right half of the head) lies in ear coordinates.
    fn local(&self, p: Vec3) -> Vec3 {
        self.ear_from_head * (p - self.place_mm) / SIZE
    }

    /// Signed distance in ear coordinates.
    fn local_distance(&self, q: Vec3) -> f32 {
        let bowl = (q.truncate() - Vec2::new(10.5, -4.0)) / Vec2::new(8.5, 11.0);
        let cymba = (q.truncate() - Vec2::new(11.0, 7.0)) / Vec2::new(8.0, 5.0);
        let dip =
            9.0 * (-bowl.length_squared().powf(1.6)).exp() + 4.0 * (-cymba.length_squared().powf(1.6)).exp();
        let sheet = 1.0 + 0.34 * q.x - 0.00003 * q.x * q.y * q.y - dip - 0.7;
        let shell = join_max(
            self.inside_outline(q.truncate()) + 0.5,
            (q.z - sheet).abs() * 0.8 - 1.5,
            1.5,
        );
        let mut d = join(shell, self.helix.distance(q), 1.6);
        for (fold, k) in self.folds.iter().zip([3.5, 3.5, 2.5]) {
            d = join(d, fold.distance(q), k);
        }
        // The root of the ear: fills the space behind the bowl, down to the skull.
        let root = ((q - Vec3::new(9.0, 2.0, -7.0)) / Vec3::new(8.0, 18.0, 7.0)).length() * 7.0 - 7.0;
        let canal = (q - Vec3::new(4.5, -2.5, -4.0)).length() - 3.4;
        join_max(join(d, root, 3.0), -canal, 2.0)
    }

    fn inside_outline(&self, p: Vec2) -> f32 {
        let (mut nearest, mut sign) = (f32::MAX, 1.0);
        let n = self.outline.len();
        for i in 0..n {
            let (a, b) = (self.outline[i], self.outline[(i + 1) % n]);
            let along = ((p - a).dot(b - a) / (b - a).length_squared()).clamp(0.0, 1.0);
            nearest = nearest.min((p - a.lerp(b, along)).length_squared());
            if (a.y > p.y) != (b.y > p.y) && p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x) {
                sign = -sign;
            }
        }
        sign * nearest.sqrt()
    }
}

/// The bowl: centre and half axes.
const BOWL: (Vec3, Vec3) = (Vec3::new(10.0, -4.0, 0.5), Vec3::new(5.5, 8.5, 6.5));
/// The ear above is 59 mm high; a man's is 62–65.
const SIZE: f32 = 1.04;

/// The ear with its distances on a grid: exact near the surface, from the grid elsewhere.
pub struct BakedEar {
    ear: Ear,
    grid: Vec<f32>,
}

const GRID_MM: f32 = 1.5;
const GRID: [usize; 3] = [48, 66, 52];
/// Lowest corner of the grid in ear coordinates.
const GRID_FROM: Vec3 = Vec3::new(-20.0, -46.0, -30.0);

impl BakedEar {
    pub fn new(place_mm: Vec3) -> Self {
        let ear = Ear::new(place_mm);
        let mut grid = vec![0f32; GRID.iter().product()];
        fill_rows(&mut grid, GRID[0], |row, cells| {
            let (y, z) = (row % GRID[1], row / GRID[1]);
            for (x, cell) in cells.iter_mut().enumerate() {
                *cell = ear.local_distance(GRID_FROM + Vec3::new(x as f32, y as f32, z as f32) * GRID_MM);
            }
        });
        BakedEar { ear, grid }
    }

    /// Signed distances in mm, lower bounds far away: of the ear, and of the bowl that it hollows out of the head.
    pub fn distance(&self, p: Vec3) -> (f32, f32) {
        let q = self.ear.local(p);
        let reach = (q - Vec3::new(15.0, 1.0, 5.0)).length() - 36.0;
        if reach > 5.0 {
            return (reach * SIZE, f32::MAX);
        }
        let at = (q - GRID_FROM) / GRID_MM;
        let last = Vec3::new((GRID[0] - 2) as f32, (GRID[1] - 2) as f32, (GRID[2] - 2) as f32);
        let base = at.floor().clamp(Vec3::ZERO, last);
        let f = (at - base).clamp(Vec3::ZERO, Vec3::ONE);
        let first = (base.z as usize * GRID[1] + base.y as usize) * GRID[0] + base.x as usize;
        let edge = |i: usize| self.grid[i] + (self.grid[i + 1] - self.grid[i]) * f.x;
        let face = |i: usize| edge(i) + (edge(i + GRID[0]) - edge(i)) * f.y;
        let next = GRID[0] * GRID[1];
        let d = face(first) + (face(first + next) - face(first)) * f.z;
        let bowl = (((q - BOWL.0) / BOWL.1).length() - 1.0) * BOWL.1.x * SIZE;
        let d = if d.abs() < 2.2 {
            self.ear.local_distance(q) * SIZE
        } else {
            (d - 0.3) * SIZE
        };
        (d, bowl)
    }
}

fn join_max(a: f32, b: f32, k: f32) -> f32 {
    -join(-a, -b, k)
}
