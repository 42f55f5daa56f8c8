//! Hairs: the horseshoe of shaved stubble, a faint beard, brows and lashes, drawn as coverage finer than a pixel.

use crate::camera::Camera;
use crate::noise::{fractal, mix, normal, smoothstep, unit};
use crate::shape::Bust;
use glam::{Vec2, Vec3};

/// Share (0–1) of the shaved fringe at a place: sides and back, none on the top, fading over about 15 mm.
pub fn fringe(p: Vec3) -> f32 {
    let wander = 3.5 * fractal(p / 13.0, 81);
    // Height of the fringe: low at the temple, highest above and behind the ear.
    let top = 36.0 + 36.0 * smoothstep(-48.0, -105.0, p.z) - 8.0 * smoothstep(-130.0, -180.0, p.z);
    let above = smoothstep(top + 9.0, top - 9.0, p.y + wander);
    // Its front: the sideburn, leaning back with height.
    let front = -45.0 - 0.30 * (p.y - 16.0).max(0.0);
    let behind = smoothstep(front + 6.0, front - 10.0, p.z + 0.7 * wander);
    let sideburn_end = smoothstep(-32.0, -24.0, p.y + wander);
    let nape = smoothstep(-85.0, -110.0, p.z) * smoothstep(-85.0, -55.0, p.y);
    above * behind * sideburn_end.max(nape)
}

/// Share (0–1) of shaved beard.
pub fn beard(bust: &Bust, p: Vec3) -> f32 {
    if p.y > -6.0 || p.y < -135.0 || p.z < -94.0 {
        return 0.0;
    }
    let wander = 3.0 * fractal(p / 11.0, 82);
    let x = p.x.abs();
    // From the sideburn to the corner of the mouth; the upper lip; the under-lip is bare at its sides.
    let cheek = -22.0 - 58.0 * smoothstep(72.0, 30.0, x) + 24.0 * smoothstep(32.0, 14.0, x);
    let jaw = smoothstep(cheek + 12.0, cheek - 20.0, p.y + 1.5 * wander);
    let under = smoothstep(-132.0, -118.0, p.y + wander) * smoothstep(-92.0, -62.0, p.z);
    let lip = smoothstep(1.0, 3.0, bust.lip_rim_mm(p));
    let nose = smoothstep(-42.0, -46.5, p.y + 0.08 * x).max(smoothstep(20.0, 30.0, x));
    jaw * under * lip * nose
}

/// The ink of hairs over the picture: optical density a pixel.
pub struct Ink<'a> {
    pub density: Vec<f32>,
    camera: &'a Camera,
    depth: &'a [f32],
}

impl<'a> Ink<'a> {
    pub fn new(camera: &'a Camera, depth: &'a [f32]) -> Self {
        Ink {
            density: vec![0.0; depth.len()],
            camera,
            depth,
        }
    }

    fn seen(&self, p: Vec3, slack_mm: f32) -> bool {
        let photo = self.camera.project(p);
        let (x, y) = (photo.x.floor(), photo.y.floor());
        if x < 0.0 || y < 0.0 || x >= self.camera.width_px as f32 || y >= self.camera.height_px as f32 {
            return false;
        }
        let at = y as usize * self.camera.width_px + x as usize;
        (p - self.camera.eye_mm()).length() < self.depth[at] + slack_mm
    }

    /// A hair through points of the head, `width_mm` thick at its root and thinner at its tip.
    fn hair(&mut self, points: &[Vec3], width_mm: f32, tip: f32, dark: f32) {
        let px_per_mm = self.camera.focal_px / (points[0] - self.camera.eye_mm()).length();
        let count = (points.len() - 1) as f32;
        for (k, pair) in points.windows(2).enumerate() {
            let share = 1.0 - (1.0 - tip) * (k as f32 + 0.5) / count;
            let (a, b) = (self.camera.project(pair[0]), self.camera.project(pair[1]));
            self.stroke(a, b, width_mm * share * px_per_mm, dark);
        }
    }

    /// Adds a line of a width in pixels as pixel coverage: a soft profile that keeps its area at every width.
    fn stroke(&mut self, a: Vec2, b: Vec2, width_px: f32, dark: f32) {
        let sigma = 0.45f32.max(width_px * 0.4);
        let reach = 3.0 * sigma;
        let (low, high) = (a.min(b) - reach, a.max(b) + reach);
        let (width, height) = (self.camera.width_px as isize, self.camera.height_px as isize);
        let length = (b - a).length().max(1e-4);
        let along = (b - a) / length;
        let peak = dark * width_px / (sigma * 2.507);
        for y in (low.y.floor() as isize).max(0)..=(high.y.ceil() as isize).min(height - 1) {
            for x in (low.x.floor() as isize).max(0)..=(high.x.ceil() as isize).min(width - 1) {
                let q = Vec2::new(x as f32 + 0.5, y as f32 + 0.5) - a;
                let (s, d) = (q.dot(along), q.perp_dot(along));
                // The line's ends, blurred like its sides.
                let ends = step_blurred(s / sigma) - step_blurred((s - length) / sigma);
                let cover = peak * (-0.5 * (d / sigma).powi(2)).exp() * ends;
                self.density[(y * width + x) as usize] += cover;
            }
        }
    }

    /// Shaved hairs of fringe, beard and the faint down of the top.
    pub fn stubble(&mut self, bust: &Bust) {
        // About 110 follicular units a cm² where hair is full, each with one hair or two.
        const TRIES: u32 = 180_000;
        let golden = 2.399_963_2_f32 as f64;
        for i in 0..TRIES {
            let key = mix(i ^ 0x5f3a);
            let height = 1.0 - 2.0 * (i as f64 + 0.5) / TRIES as f64;
            let turn = (i as f64 * golden) % std::f64::consts::TAU;
            let flat = (1.0 - height * height).sqrt();
            let even = Vec3::new(
                (flat * turn.cos()) as f32,
                height as f32,
                (flat * turn.sin()) as f32,
            );
            let jitter = Vec3::new(normal(key, 1), normal(key, 2), normal(key, 3)) * 0.0030;
            let direction = (even + jitter).normalize();
            let root = bust.surface(direction);
            if !self.seen(root, 1.0) || bust.ear_distance(root) < 2.5 {
                continue;
            }
            // Candidates are even over directions; hairs are even over skin.
            let area = (root - bust.centre_mm).length_squared() / 12_100.0;
            let (hair, chin) = (fringe(root), beard(bust, root));
            let wanted = (0.95 * hair).max(0.85 * chin) * area.min(1.25);
            let vellus = unit(key, 9) < 0.05 && root.y > 30.0;
            if unit(key, 4) > wanted && !vellus {
                continue;
            }
            let normal_out = bust.normal(root, 1.0);
            let facing = normal_out.dot((self.camera.eye_mm() - root).normalize());
            let shown = smoothstep(0.06, 0.34, facing);
            let lies = comb(root) + 0.35 * Vec3::new(normal(key, 5), normal(key, 6), normal(key, 7));
            let along = (lies - normal_out * lies.dot(normal_out)).normalize_or_zero();
            let lean = (along * 0.8 + normal_out * 0.6).normalize();
            let (length, width, dark) = if unit(key, 4) > wanted {
                (0.35, 0.025, 0.3)
            } else if chin > hair {
                (0.06 + 0.22 * unit(key, 8), 0.065, 0.45 + 0.65 * unit(key, 10))
            } else {
                (
                    0.07 + 0.25 * unit(key, 8),
                    0.075 + 0.035 * unit(key, 11),
                    (0.70 + 1.30 * unit(key, 10)) * (0.5 + 0.5 * hair),
                )
            };
            let hairs = if unit(key, 12) < 0.55 { 2 } else { 1 };
            for h in 0..hairs {
                let beside = normal_out.cross(along) * (h as f32 * 0.22);
                self.hair(
                    &[root + beside, root + beside + lean * length],
                    width,
                    0.9,
                    dark * shown,
                );
            }
        }
    }

    pub fn brows(&mut self, bust: &Bust) {
        for side in [-1.0, 1.0] {
            for i in 0..780u32 {
                let key = mix(i * 2 + u32::from(side > 0.0) + 9000);
                let s = unit(key, 1);
                let across = (unit(key, 2) + unit(key, 3) - 1.0) * 1.15;
                let (x, y) = brow_line(s);
                let half = 4.6 * smoothstep(-0.10, 0.14, s) * (1.0 - 0.72 * smoothstep(0.45, 1.0, s));
                let root = on_skin(bust, side * x, y + across * half, 20.0);
                if !self.seen(root, 1.5) {
                    continue;
                }
                // Inner hairs rise, outer ones lie outwards and down; both edges lean to the middle.
                let rise = 1.0 - 2.0 * smoothstep(0.0, 0.35, s) - 0.45 * s - 0.35 * across;
                let rise = rise.max(-0.75) + 0.22 * normal(key, 4);
                let length = (5.0 + 3.5 * unit(key, 5)) * (1.0 - 0.45 * s);
                let outward = 1.0 - 0.55 * smoothstep(0.16, 0.0, s);
                let step = Vec2::new(side * outward, rise).normalize() * length / 4.0;
                let mut points = vec![root];
                for k in 1..=4 {
                    let bend = -0.10 * (k * k) as f32;
                    let (px, py) = (root.x + step.x * k as f32, root.y + step.y * k as f32 + bend);
                    points.push(on_skin(bust, px, py, 20.0) + Vec3::Z * (0.15 * k as f32));
                }
                self.hair(&points, 0.075, 0.25, 0.65 + 0.5 * unit(key, 6));
            }
        }
    }

    pub fn lashes(&mut self, bust: &Bust) {
        let n = bust.eye_outline.len();
        for side in [-1.0, 1.0] {
            for i in 0..190u32 {
                let key = mix(i * 2 + u32::from(side > 0.0) + 12_000);
                let at = unit(key, 1) * n as f32;
                let (a, b) = (
                    bust.eye_outline[at as usize % n],
                    bust.eye_outline[(at as usize + 1) % n],
                );
                let q = a.lerp(b, at.fract());
                let upper = q.y > 0.4;
                let t = (q.x + 31.5) / 14.0;
                if t > 0.75 || (!upper && unit(key, 2) < 0.45) {
                    continue;
                }
                let mut p = on_skin(
                    bust,
                    -side * (q.x - 0.1),
                    q.y + if upper { 0.5 } else { -0.7 },
                    10.0,
                );
                if !self.seen(p, 1.5) {
                    continue;
                }
                let length = if upper { 7.0 } else { 3.6 } * (0.75 + 0.4 * unit(key, 3));
                let fan = -t * 0.55 + 0.12 * normal(key, 4);
                let mut points = vec![p];
                for k in 0..5 {
                    let lift = if upper {
                        0.15 + 0.30 * k as f32
                    } else {
                        -0.45 - 0.05 * k as f32
                    };
                    p += Vec3::new(side * fan, lift, 0.8).normalize() * length / 5.0;
                    points.push(p);
                }
                self.hair(&points, 0.07, 0.2, if upper { 0.9 } else { 0.5 });
            }
        }
    }
}

/// Way that hair lies on the head: down and a little back at the sides, forward on the top.
fn comb(p: Vec3) -> Vec3 {
    Vec3::new(0.0, -1.0, 0.2 - 0.5 * smoothstep(-70.0, -130.0, p.z))
}

/// Middle of the brow: `s` = 0 near the nose, 1 at the temple.
fn brow_line(s: f32) -> (f32, f32) {
    let arch = 1.0 - ((s - 0.62) / 0.62).powi(2);
    (12.5 + 45.0 * s - 3.0 * s * s, 18.6 + 3.0 * arch - 2.0 * s * s)
}

/// The skin behind a place of the frontal plane.
fn on_skin(bust: &Bust, x: f32, y: f32, z_guess: f32) -> Vec3 {
    let mut z = z_guess;
    for _ in 0..12 {
        let d = (Vec3::new(x, y, z) - bust.centre_mm).normalize();
        z += (bust.surface(d).z - z) * 0.9;
    }
    Vec3::new(x, y, z)
}

fn step_blurred(x: f32) -> f32 {
    1.0 / (1.0 + (-1.702 * x).exp())
}
