//! The bust as a signed distance in the head frame (mm): the scalp template, the face blended into it, ears, neck, shirt.

use crate::body::{neck, shirt};
use crate::ear::{BakedEar, join};
use crate::mesh;
use crate::noise::smoothstep;
use crate::sphere_map::SphereMap;
use glam::{Vec2, Vec3};
use shadowline::head::Head;

#[derive(Clone, Copy, PartialEq)]
pub enum Material {
    Skin,
    Shirt,
}

pub struct Bust {
    pub centre_mm: Vec3,
    radius: SphereMap,
    ear: BakedEar,
    /// The face model's 468 landmarks, in the head frame.
    pub landmarks: Vec<Vec3>,
    pub eye_outline: Vec<Vec2>,
    lip_outline: Vec<Vec2>,
}

/// Landmarks round the opening of the right eye and round the lips.
const EYE_RING: [usize; 16] = [
    33, 7, 163, 144, 145, 153, 154, 155, 133, 173, 157, 158, 159, 160, 161, 246,
];
const LIP_RING: [usize; 20] = [
    61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 409, 270, 269, 267, 0, 37, 39, 40, 185,
];

/// A smooth closed curve through landmarks in the frontal plane, scaled about the x axis's eye line.
fn outline(landmarks: &[Vec3], ring: &[usize], scale: Vec2) -> Vec<Vec2> {
    let n = ring.len();
    let at = |i: usize| landmarks[ring[i % n]].truncate() * scale;
    let mut points = vec![];
    for i in 0..n {
        let (a, b, c, d) = (at(i + n - 1), at(i), at(i + 1), at(i + 2));
        for k in 0..4 {
            let t = k as f32 / 4.0;
            points.push(
                (a * (1.0 - t).powi(3)
                    + b * (3.0 * t * t * t - 6.0 * t * t + 4.0)
                    + c * (1.0 + 3.0 * t + 3.0 * t * t - 3.0 * t * t * t)
                    + d * t.powi(3))
                    / 6.0,
            );
        }
    }
    points
}

/// Signed distance to a polygon, < 0 inside.
pub fn polygon_mm(points: &[Vec2], p: Vec2) -> f32 {
    let (mut nearest, mut sign) = (f32::MAX, 1.0);
    for (i, &a) in points.iter().enumerate() {
        let b = points[(i + 1) % points.len()];
        let along = ((p - a).dot(b - a) / (b - a).length_squared()).clamp(0.0, 1.0);
        nearest = nearest.min((p - a.lerp(b, along)).length_squared());
        if (a.y > p.y) != (b.y > p.y) && p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x) {
            sign = -sign;
        }
    }
    sign * nearest.sqrt()
}

/// Below this line of the head (front, ears, nape) the template gives way to face and neck.
fn scalp_line_mm(p: Vec3) -> f32 {
    let back = smoothstep(-20.0, -85.0, p.z);
    34.0 - 34.0 * back - 30.0 * smoothstep(-110.0, -170.0, p.z)
}

/// The scalp template with the face model blended into it from the brows down; what neither knows (under the jaw) is
/// filled smoothly.
fn blended_radius(map_size: usize, centre_mm: Vec3) -> SphereMap {
    let head = Head::default();
    let mut template_map = SphereMap::new(600);
    template_map.set(|d| head.radius_mm(d.as_dvec3()) as f32);
    let mut radius = SphereMap::new(map_size);
    let covered = radius.draw(&mesh::face(4), centre_mm);
    let inside_mm = radius.distance_inside(&covered, 30.0 / 115.0);
    let mut weight = vec![0f32; map_size * map_size];
    for (i, weight) in weight.iter_mut().enumerate() {
        let d = radius.direction(i);
        let template = template_map.smooth(d);
        let on_template = centre_mm + d * template;
        let above = on_template.y - scalp_line_mm(on_template);
        let mut scalp = smoothstep(-24.0, 0.0, above).max(1e-4 * smoothstep(-400.0, 0.0, above));
        let (mut face, mut jaw) = (0.0, false);
        if covered[i] {
            // Sides of the face fade into the template; its lower rim is the jaw and stays sharp.
            let fade = smoothstep(-45.0, -20.0, centre_mm.y + d.y * radius.texels[i]);
            let edge = 1.0 - fade + fade * smoothstep(0.0, 1.0, inside_mm[i] * 115.0 / 28.0);
            face = edge * smoothstep(12.0, -18.0, above);
            scalp = scalp.max(1.0 - edge);
            jaw = edge > 0.99;
        }
        let known = face + scalp;
        if known > 0.0 {
            let face_mm = if covered[i] { radius.texels[i] } else { template };
            radius.texels[i] = template + (face_mm - template) * face / known;
        }
        *weight = if above > -2.0 || jaw {
            1.0
        } else {
            known.min(1.0) * 0.02
        };
    }
    radius.fill(&weight);
    radius
}

impl Bust {
    pub fn new(map_size: usize) -> Self {
        let centre_mm = Head::CENTRE_MM.as_vec3();
        let mut radius = blended_radius(map_size, centre_mm);
        // The lips' fold can't be a radius map: it is smoothed away here and carved anew.
        radius.blur(7, |d, r| {
            let p = centre_mm + d * r;
            let front = smoothstep(-12.0, -4.0, p.z) * smoothstep(32.0, 24.0, p.x.abs());
            front * smoothstep(-55.0, -60.0, p.y) * smoothstep(-78.0, -70.0, p.y)
        });
        let landmarks = mesh::face(0).vertices;
        let eye_outline = outline(&landmarks, &EYE_RING, Vec2::new(1.0, 1.34));
        let lip_outline = outline(&landmarks, &LIP_RING, Vec2::ONE);
        let mut bust = Bust {
            centre_mm,
            radius,
            ear: BakedEar::new(EAR_MM),
            landmarks,
            eye_outline,
            lip_outline,
        };
        bust.carve();
        bust
    }

    /// Eyeballs between the lids, the line between the lips, nostrils: small shapes of the radius map.
    fn carve(&mut self) {
        for i in 0..self.radius.texels.len() {
            let d = self.radius.direction(i);
            if d.z < 0.3 {
                continue;
            }
            let mut r = self.radius.texels[i];
            let p = self.centre_mm + d * r;
            let q = Vec3::new(-p.x.abs(), p.y, p.z);
            if (q - EYE_MM).length() < 30.0 {
                r = self.with_eyeball(d, r, q);
            }
            if p.y < -50.0 && p.y > -82.0 && p.x.abs() < 34.0 && p.z > -20.0 {
                r -= self.mouth_groove_mm(q);
            }
            let nostril = (q - NOSTRIL_MM) / Vec3::new(3.3, 2.6, 4.6);
            r -= 4.5 * (-nostril.length_squared().powi(2)).exp();
            r -= wing_groove_mm(q);
            self.radius.texels[i] = r;
        }
    }

    /// The eyeball shows inside the lids' outline; the lids lie over it, a little thicker at the rim.
    fn with_eyeball(&self, d: Vec3, r: f32, mirrored: Vec3) -> f32 {
        let eye = Vec3::new(EYE_MM.x.abs() * d.x.signum(), EYE_MM.y, EYE_MM.z) - self.centre_mm;
        let along = eye.dot(d);
        let miss = eye.length_squared() - along * along;
        let ball = |radius: f32| along + (radius * radius - miss).max(0.0).sqrt();
        let rim = self.eye_rim_mm(mirrored);
        let open = smoothstep(0.25, -0.25, rim);
        let cover = if miss < LID_RADIUS_MM * LID_RADIUS_MM {
            ball(LID_RADIUS_MM)
        } else {
            0.0
        };
        let edge = 0.35 * (-((rim - 0.8) / 0.7).powi(2)).exp();
        let lid = -join(-r, -cover, 1.2) + edge;
        let white = if miss < EYEBALL_RADIUS_MM * EYEBALL_RADIUS_MM {
            ball(EYEBALL_RADIUS_MM)
        } else {
            0.0
        };
        // In the corners, beside the ball, the pink caruncle closes the opening.
        let filled = -join(-white, 1.3 - lid, 1.0);
        lid + (filled.min(lid - 0.3) - lid) * open
    }

    /// Distance to the opening of the (client's right) eye in the frontal plane: < 0 between the lids.
    pub fn eye_rim_mm(&self, p: Vec3) -> f32 {
        polygon_mm(&self.eye_outline, Vec2::new(p.x, p.y))
    }

    /// Distance to the outline of the lips in the frontal plane.
    pub fn lip_rim_mm(&self, p: Vec3) -> f32 {
        polygon_mm(&self.lip_outline, Vec2::new(p.x, p.y))
    }

    fn mouth_groove_mm(&self, p: Vec3) -> f32 {
        let line = self.mouth_line_y_mm(p.x.abs());
        let corner = 1.0 - smoothstep(21.0, 28.0, p.x.abs());
        let off = p.y - line;
        corner * (0.9 * (-(off / 0.8).powi(2)).exp() + 0.9 * (-(off / 3.0).powi(2)).exp())
    }

    /// Height of the line between the lips at a distance from the middle.
    pub fn mouth_line_y_mm(&self, x: f32) -> f32 {
        let upper = [13, 82, 81, 80, 191, 78, 61];
        for pair in upper.windows(2) {
            let (a, b) = (self.landmarks[pair[0]], self.landmarks[pair[1]]);
            if x <= -b.x {
                return 1.5 + a.y + (b.y - a.y) * ((x + a.x) / (a.x - b.x)).clamp(0.0, 1.0);
            }
        }
        self.landmarks[61].y
    }

    /// Signed distance (a lower bound of it outside) and what is there.
    pub fn distance(&self, p: Vec3) -> (f32, Material) {
        let mirrored = Vec3::new(-p.x.abs(), p.y, p.z);
        let mut d = f32::MAX;
        if p.y > -190.0 {
            let from_centre = p - self.centre_mm;
            let length = from_centre.length();
            let direction = from_centre / length;
            let rough = length - self.radius.near(direction);
            d = 0.85
                * if rough.abs() < 3.0 {
                    length - self.radius.smooth(direction)
                } else {
                    rough
                };
        }
        // The scalp stays the template: the neck's blend ends below the ears.
        if p.y < 0.0 {
            let neck = neck(mirrored);
            let whole = join(d, neck, 22.0);
            let shirt = shirt(neck, p);
            d = if p.y > -30.0 {
                d + (whole - d) * smoothstep(0.0, -30.0, p.y)
            } else {
                whole
            };
            if shirt < d {
                return (shirt, Material::Shirt);
            }
        }
        let (ear, hollow) = self.ear.distance(mirrored);
        (-join(-join(d, ear, 3.0), hollow, 2.0), Material::Skin)
    }

    pub fn normal(&self, p: Vec3, step_mm: f32) -> Vec3 {
        // A tetrahedron of differences: four samples, no preferred axis.
        let corners = [
            Vec3::new(1.0, -1.0, -1.0),
            Vec3::new(-1.0, -1.0, 1.0),
            Vec3::new(-1.0, 1.0, -1.0),
            Vec3::new(1.0, 1.0, 1.0),
        ];
        corners
            .iter()
            .map(|&c| c * self.distance(p + c * step_mm).0)
            .sum::<Vec3>()
            .normalize()
    }

    /// Distance along a ray to the bust.
    pub fn trace(&self, from: Vec3, direction: Vec3, reach_mm: f32) -> Option<f32> {
        let mut t = 0.0;
        let mut last = 0.0;
        for _ in 0..260 {
            let d = self.distance(from + direction * t).0;
            if d < 0.02 {
                return Some(self.meet(from, direction, last, t));
            }
            last = t;
            t += (d * 0.7).max(0.06);
            if t > reach_mm {
                break;
            }
        }
        None
    }

    /// The surface between a point outside and one inside of it: steep places are overstepped.
    fn meet(&self, from: Vec3, direction: Vec3, mut outside: f32, mut inside: f32) -> f32 {
        for _ in 0..10 {
            let middle = 0.5 * (outside + inside);
            if self.distance(from + direction * middle).0 < 0.02 {
                inside = middle;
            } else {
                outside = middle;
            }
        }
        inside
    }

    /// Whether anything stands in the way of a ray: coarser and faster than `trace`.
    pub fn blocked(&self, from: Vec3, direction: Vec3, reach_mm: f32) -> bool {
        let mut t = 0.6;
        for _ in 0..60 {
            let d = self.distance(from + direction * t).0;
            if d < 0.05 {
                return true;
            }
            t += (d * 0.85).max(0.15);
            if t > reach_mm {
                return false;
            }
        }
        false
    }

    /// A point of the skull's surface in a direction from the centre.
    pub fn surface(&self, direction: Vec3) -> Vec3 {
        self.centre_mm + direction * self.radius.smooth(direction)
    }

    /// The point of the middle line that stands out most between two heights (mm).
    pub fn foremost(&self, from_y: f32, to_y: f32) -> Vec3 {
        self.middle_line()
            .filter(|p| p.y > from_y && p.y < to_y)
            .fold(Vec3::NEG_INFINITY, |a, b| if b.z > a.z { b } else { a })
    }

    /// Menton: the lowest point of the chin's middle line.
    pub fn lowest_of_chin(&self) -> Vec3 {
        self.middle_line()
            .filter(|p| p.z > -15.0)
            .fold(Vec3::INFINITY, |a, b| if b.y < a.y { b } else { a })
    }

    fn middle_line(&self) -> impl Iterator<Item = Vec3> {
        (0..1600).map(|k| {
            let angle = (k as f32 / 1600.0) * 1.8 - 1.6;
            self.surface(Vec3::new(0.0, angle.sin(), angle.cos()))
        })
    }

    /// How deep in the ear's outline a point lies: < 0 on the ear.
    pub fn ear_distance(&self, p: Vec3) -> f32 {
        self.ear.distance(Vec3::new(-p.x.abs(), p.y, p.z)).0
    }
}

/// Tragion of the client's right ear; centre and radius of the right eyeball (its pupil is at −31.5, 0, 0).
const EAR_MM: Vec3 = Vec3::new(-70.5, -14.0, -86.0);
pub const EYE_MM: Vec3 = Vec3::new(-31.5, 0.0, -12.4);
pub const EYEBALL_RADIUS_MM: f32 = 12.2;
const LID_RADIUS_MM: f32 = 13.5;
const NOSTRIL_MM: Vec3 = Vec3::new(-6.8, -42.0, 24.0);

/// The furrow round the wing of the nose (client's right), less the wing itself.
fn wing_groove_mm(p: Vec3) -> f32 {
    let q = Vec2::new(p.x + 10.5, p.y + 35.0);
    if q.length() > 16.0 || p.z < 0.0 {
        return 0.0;
    }
    let turn = q.y.atan2(-q.x);
    let here = smoothstep(-1.0, -0.3, turn) * smoothstep(1.9, 1.1, turn);
    let wing = ((p - Vec3::new(-12.5, -37.5, 14.0)) / Vec3::new(5.0, 4.5, 9.0)).length_squared();
    0.8 * here * (-((q.length() - 8.0) / 1.5).powi(2)).exp() - 1.3 * (-wing).exp()
}
