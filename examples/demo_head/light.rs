//! Studio light: soft boxes and a room, their soft shadows, and the spread of light under the skin.

use crate::camera::Camera;
use crate::noise::{mix, unit};
use crate::rows::fill_rows;
use crate::shape::{Bust, Material};
use glam::{Vec2, Vec3};

/// A square soft box that faces the head.
pub struct SoftBox {
    centre: Vec3,
    sides: [Vec3; 2],
    pub colour: Vec3,
}

impl SoftBox {
    /// `toward` in camera axes (x right, y down, z away from the camera).
    fn new(camera: &Camera, toward: Vec3, half_mm: f32, colour: Vec3) -> Self {
        let out = camera.camera_from_head.transpose() * toward.normalize();
        let side = out.cross(Vec3::Y).normalize();
        let middle = Vec3::new(0.0, 10.0, -70.0);
        SoftBox {
            centre: middle + out * 1200.0,
            sides: [side * half_mm, side.cross(out) * half_mm],
            colour,
        }
    }

    /// Point of the box for u, v in −1..1.
    pub fn point(&self, u: f32, v: f32) -> Vec3 {
        self.centre + self.sides[0] * u + self.sides[1] * v
    }

    /// Where a ray meets the box's plane, as u and v; far off if it doesn't.
    pub fn meets(&self, from: Vec3, ray: Vec3) -> [f32; 2] {
        let out = self.sides[0].cross(self.sides[1]).normalize();
        let t = (self.centre - from).dot(out) / ray.dot(out);
        let hit = from + ray * t - self.centre;
        if t > 0.0 {
            self.sides.map(|side| hit.dot(side) / side.length_squared())
        } else {
            [9.0, 9.0]
        }
    }
}

pub const BOXES: usize = 3;

pub fn studio(camera: &Camera) -> [SoftBox; BOXES] {
    let key = SoftBox::new(
        camera,
        Vec3::new(-0.68, -0.66, -0.60),
        330.0,
        Vec3::new(2.42, 2.35, 2.24),
    );
    let fill = SoftBox::new(
        camera,
        Vec3::new(0.85, -0.10, -0.70),
        450.0,
        Vec3::new(0.34, 0.37, 0.41),
    );
    let rim = SoftBox::new(
        camera,
        Vec3::new(0.85, -0.50, 0.62),
        260.0,
        Vec3::new(1.25, 1.32, 1.45),
    );
    [key, fill, rim]
}

/// Light of the room from a direction (head frame).
pub fn room(direction: Vec3) -> Vec3 {
    let up = direction.y * 0.5 + 0.5;
    Vec3::new(0.10, 0.098, 0.095).lerp(Vec3::new(0.33, 0.345, 0.36), up)
}

/// One point of the coarse picture: where it is and the light that falls on it.
#[derive(Clone, Copy)]
pub struct Lit {
    pub p: Vec3,
    pub depth: f32,
    pub light: Vec3,
    pub seen: [f32; BOXES],
    pub open: f32,
    pub skin: bool,
}

const NOTHING: Lit = Lit {
    p: Vec3::ZERO,
    depth: f32::MAX,
    light: Vec3::ZERO,
    seen: [0.0; BOXES],
    open: 0.0,
    skin: false,
};
/// Nearest depth of anything (mm from the camera) and the room behind it.
pub const NEAR_MM: f32 = 700.0;
pub const REACH_MM: f32 = 900.0;

pub struct LightMap {
    pub cells: Vec<Lit>,
    pub width: usize,
    pub height: usize,
    pub step: usize,
}

impl LightMap {
    /// The light on what the camera sees, one cell for `step` × `step` pixels.
    pub fn new(bust: &Bust, camera: &Camera, boxes: &[SoftBox; BOXES], step: usize) -> Self {
        let (width, height) = (camera.width_px.div_ceil(step), camera.height_px.div_ceil(step));
        let mut cells = vec![NOTHING; width * height];
        fill_rows(&mut cells, width, |y, row| {
            for (x, cell) in row.iter_mut().enumerate() {
                let photo = Vec2::new(x as f32 + 0.5, y as f32 + 0.5) * step as f32;
                let ray = camera.ray(photo);
                if let Some(t) = bust.trace(camera.eye_mm() + ray * NEAR_MM, ray, REACH_MM) {
                    let key = mix((y * width + x) as u32);
                    *cell = lit(
                        bust,
                        boxes,
                        camera.eye_mm() + ray * (NEAR_MM + t),
                        NEAR_MM + t,
                        key,
                    );
                }
            }
        });
        let mut map = LightMap {
            cells,
            width,
            height,
            step,
        };
        map.spread();
        map
    }

    /// Light wanders under the skin, red the farthest: a Gaussian by distance on the surface, for each colour.
    fn spread(&mut self) {
        let sigma_mm = Vec3::new(1.4, 0.85, 0.6);
        let inverse = -0.5 / (sigma_mm * sigma_mm);
        let source = self.cells.clone();
        let (width, height) = (self.width as isize, self.height as isize);
        fill_rows(&mut self.cells, width as usize, |y, row| {
            for (x, cell) in row.iter_mut().enumerate() {
                if cell.depth == f32::MAX {
                    continue;
                }
                let (mut light, mut total) = (Vec3::ZERO, Vec3::ZERO);
                let (mut seen, mut open) = ([0.0; BOXES], 0.0);
                for (dy, dx) in (-7..=7).flat_map(|dy| (-7..=7).map(move |dx| (dy, dx))) {
                    let (u, v) = (x as isize + dx, y as isize + dy);
                    if u < 0 || v < 0 || u >= width || v >= height {
                        continue;
                    }
                    let other = &source[(v * width + u) as usize];
                    if other.depth == f32::MAX || other.skin != cell.skin {
                        continue;
                    }
                    let far = (other.p - cell.p).length_squared();
                    let w = Vec3::new(
                        (far * inverse.x).exp(),
                        (far * inverse.y).exp(),
                        (far * inverse.z).exp(),
                    );
                    light += other.light * w;
                    for (sum, s) in seen.iter_mut().zip(other.seen) {
                        *sum += s * w.y;
                    }
                    open += other.open * w.y;
                    total += w;
                }
                cell.light = light / total;
                cell.seen = seen.map(|s| s / total.y);
                cell.open = open / total.y;
            }
        });
    }

    /// The four cells round a pixel, weighted by nearness on the surface too.
    pub fn at(&self, photo: Vec2, p: Vec3) -> Lit {
        let c = photo / self.step as f32 - 0.5;
        let base = c.floor();
        let mut sum = Lit {
            p,
            depth: 1.0,
            skin: true,
            ..NOTHING
        };
        let mut total = 0.0;
        for (dx, dy) in (-1..3).flat_map(|dy| (-1..3).map(move |dx| (dx, dy))) {
            let (x, y) = (base.x as isize + dx, base.y as isize + dy);
            if x < 0 || y < 0 || x >= self.width as isize || y >= self.height as isize {
                continue;
            }
            let cell = &self.cells[y as usize * self.width + x as usize];
            if cell.depth == f32::MAX {
                continue;
            }
            let off = Vec2::new(base.x + dx as f32, base.y + dy as f32) - c;
            let w =
                (-off.length_squared() * 0.9).exp() * (-(cell.p - p).length_squared() * 0.6).exp() + 1e-12;
            sum.light += cell.light * w;
            sum.open += cell.open * w;
            for k in 0..BOXES {
                sum.seen[k] += cell.seen[k] * w;
            }
            total += w;
        }
        if total > 0.0 {
            sum.light /= total;
            sum.open /= total;
            sum.seen = sum.seen.map(|s| s / total);
        }
        sum
    }

    /// Least depth near a pixel, if everything round it was hit: a ray may start there.
    pub fn start_mm(&self, photo: Vec2) -> f32 {
        let c = (photo / self.step as f32).floor();
        let mut least = f32::MAX;
        for (dx, dy) in (-1..2).flat_map(|dy| (-1..2).map(move |dx| (dx, dy))) {
            let x = (c.x as isize + dx).clamp(0, self.width as isize - 1) as usize;
            let y = (c.y as isize + dy).clamp(0, self.height as isize - 1) as usize;
            least = least.min(self.cells[y * self.width + x].depth);
            if self.cells[y * self.width + x].depth == f32::MAX {
                return NEAR_MM;
            }
        }
        (least - 4.0).max(NEAR_MM)
    }
}

fn lit(bust: &Bust, boxes: &[SoftBox; BOXES], p: Vec3, depth: f32, key: u32) -> Lit {
    let n = bust.normal(p, 0.35);
    let from = p + n * 0.4;
    let mut cell = Lit {
        p,
        depth,
        skin: bust.distance(p).1 == Material::Skin,
        ..NOTHING
    };
    for (k, lamp) in boxes.iter().enumerate() {
        let side = [4, 3, 3][k];
        let (mut fall, mut seen) = (0.0, 0.0);
        for s in 0..side * side {
            let jitter = |axis: u32| unit(key ^ axis, (k * 64 + s) as u32);
            let u = ((s % side) as f32 + jitter(11)) / side as f32 * 2.0 - 1.0;
            let v = ((s / side) as f32 + jitter(12)) / side as f32 * 2.0 - 1.0;
            let to = (lamp.point(u, v) - from).normalize();
            let cosine = n.dot(to);
            if cosine > -0.1 && !bust.blocked(from, to, 260.0) {
                fall += cosine.max(0.0);
                seen += 1.0;
            }
        }
        let count = (side * side) as f32;
        cell.seen[k] = seen / count;
        cell.light += lamp.colour * fall / count;
    }
    const ROOM_RAYS: usize = 24;
    let side = if n.x.abs() > 0.7 { Vec3::Y } else { Vec3::X };
    let (a, turn) = (n.cross(side).normalize(), unit(key, 99));
    let b = n.cross(a);
    for s in 0..ROOM_RAYS {
        // Cosine-weighted directions on a turned golden spiral.
        let r = ((s as f32 + 0.5) / ROOM_RAYS as f32).sqrt();
        let angle = (s as f32 * 0.618_034 + turn) * std::f32::consts::TAU;
        let to = a * (r * angle.cos()) + b * (r * angle.sin()) + n * (1.0 - r * r).sqrt();
        if bust.blocked(from, to, 140.0) {
            // Skin lights skin: warm light from what stands in the way.
            cell.light += Vec3::new(0.17, 0.08, 0.05) / ROOM_RAYS as f32;
        } else {
            cell.light += room(to) / ROOM_RAYS as f32;
            cell.open += 1.0 / ROOM_RAYS as f32;
        }
    }
    cell
}
