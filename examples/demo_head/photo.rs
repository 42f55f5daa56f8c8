//! Takes the picture: rays, shading, hairs, lens blur, tone curve, grain.

use crate::camera::Camera;
use crate::light::{BOXES, LightMap, NEAR_MM, REACH_MM, SoftBox, room, studio};
use crate::noise::{normal, smoothstep};
use crate::rows::fill_rows;
use crate::shape::{Bust, EYE_MM, Material};
use crate::skin::{Surface, relief_mm, shirt, skin};
use crate::stubble::Ink;
use glam::{Vec2, Vec3};

const HAIR: Vec3 = Vec3::new(0.030, 0.020, 0.014);

struct Scene<'a> {
    bust: &'a Bust,
    camera: &'a Camera,
    boxes: [SoftBox; BOXES],
    light: LightMap,
}

/// A sample of the picture: linear light and distance.
#[derive(Clone, Copy)]
struct Sample {
    colour: Vec3,
    depth: f32,
}

pub fn take(bust: &Bust, camera: &Camera) -> image::RgbImage {
    let (width, height) = (camera.width_px, camera.height_px);
    let boxes = studio(camera);
    let step = ((camera.focal_px / 2850.0).round() as usize).max(1);
    let light = LightMap::new(bust, camera, &boxes, step);
    let scene = Scene {
        bust,
        camera,
        boxes,
        light,
    };
    let mut samples = vec![
        Sample {
            colour: Vec3::ZERO,
            depth: 0.0
        };
        width * height
    ];
    fill_rows(&mut samples, width, |y, row| {
        for (x, sample) in row.iter_mut().enumerate() {
            *sample = scene.sample(Vec2::new(x as f32 + 0.5, y as f32 + 0.5));
        }
    });
    let depth: Vec<f32> = samples.iter().map(|s| s.depth).collect();
    let mut colours: Vec<Vec3> = samples.iter().map(|s| s.colour).collect();
    drop(samples);
    scene.smooth_edges(&mut colours, &depth);
    let mut ink = Ink::new(camera, &depth);
    ink.stubble(bust);
    ink.brows(bust);
    ink.lashes(bust);
    for (colour, density) in colours.iter_mut().zip(&ink.density) {
        *colour = HAIR.lerp(*colour, (-density).exp());
    }
    develop(&colours, width, height)
}

impl Scene<'_> {
    fn sample(&self, photo: Vec2) -> Sample {
        let ray = self.camera.ray(photo);
        let eye = self.camera.eye_mm();
        let start = self.light.start_mm(photo);
        match self
            .bust
            .trace(eye + ray * start, ray, NEAR_MM + REACH_MM - start)
        {
            None => Sample {
                colour: self.background(photo),
                depth: f32::MAX,
            },
            Some(t) => {
                let p = eye + ray * (start + t);
                Sample {
                    colour: self.shade(photo, p, -ray),
                    depth: start + t,
                }
            }
        }
    }

    /// A paper background, lit from the left, darker to the edges.
    fn background(&self, photo: Vec2) -> Vec3 {
        let size = Vec2::new(self.camera.width_px as f32, self.camera.height_px as f32);
        let q = photo / size.y - Vec2::new(0.30, 0.42);
        let glow = (-q.length_squared() * 2.2).exp();
        Vec3::new(0.150, 0.158, 0.168) * (0.52 + 0.95 * glow)
    }

    fn shade(&self, photo: Vec2, p: Vec3, to_eye: Vec3) -> Vec3 {
        let material = self.bust.distance(p).1;
        let surface = if material == Material::Shirt {
            shirt(p)
        } else {
            skin(self.bust, p)
        };
        let n = self.bust.normal(p, 0.3);
        let rough_n = relief_normal(p, n, surface.relief);
        let lit = self.light.at(photo, p);
        // Fine relief in the diffuse light: little of it in red, which wanders under it.
        let key = (self.boxes[0].point(0.0, 0.0) - p).normalize();
        let tilt = (rough_n.dot(key) - n.dot(key)) / n.dot(key).max(0.35);
        let keep = Vec3::ONE - Vec3::new(0.72, 0.5, 0.42) * surface.soft;
        let diffuse = lit.light * (Vec3::ONE + keep * tilt * lit.seen[0]).max(Vec3::splat(0.2));
        let mut colour = surface.albedo * diffuse;
        for (lamp, seen) in self.boxes.iter().zip(lit.seen) {
            if surface.roughness < 0.2 {
                colour += lamp.colour * mirrored(lamp, p, wet_normal(p, n), to_eye) * seen.sqrt();
            } else if seen > 0.0 {
                colour += lamp.colour * seen * gloss(&surface, lamp, p, rough_n, to_eye);
            }
        }
        // The room in the sheen: Fresnel at the mean angle, dimmed in hollows.
        let facing = rough_n.dot(to_eye).clamp(0.0, 1.0);
        let mirror = rough_n * (2.0 * rough_n.dot(to_eye)) - to_eye;
        let fresnel = 0.028 + 0.22 * (1.0 - facing).powi(5);
        colour + room(mirror) * surface.shine * fresnel * lit.open * lit.open
    }

    /// Outlines of one thing before another: more rays for those pixels.
    fn smooth_edges(&self, colours: &mut [Vec3], depth: &[f32]) {
        let (width, height) = (self.camera.width_px, self.camera.height_px);
        let once = colours.to_vec();
        let edge = |x: usize, y: usize| {
            let here = depth[y * width + x];
            let differs = |i: usize| (depth[i] - here).abs() > 1.0;
            (x > 0 && differs(y * width + x - 1))
                || (x + 1 < width && differs(y * width + x + 1))
                || (y > 0 && differs((y - 1) * width + x))
                || (y + 1 < height && differs((y + 1) * width + x))
        };
        fill_rows(colours, width, |y, row| {
            for (x, colour) in row.iter_mut().enumerate() {
                if !edge(x, y) {
                    continue;
                }
                let around: Vec3 = [(0.2, 0.1), (0.9, 0.3), (0.7, 0.9), (0.1, 0.7)]
                    .iter()
                    .map(|&(u, v)| self.sample(Vec2::new(x as f32 + u, y as f32 + v)).colour)
                    .sum();
                *colour = (once[y * width + x] + around) / 5.0;
            }
        });
    }
}

fn relief_normal(p: Vec3, n: Vec3, amount: f32) -> Vec3 {
    if amount <= 0.0 {
        return n;
    }
    const STEP_MM: f32 = 0.045;
    let corners = [
        Vec3::new(1.0, -1.0, -1.0),
        Vec3::new(-1.0, -1.0, 1.0),
        Vec3::new(-1.0, 1.0, -1.0),
        Vec3::ONE,
    ];
    let slope: Vec3 = corners
        .iter()
        .map(|&c| c * relief_mm(p + c * STEP_MM))
        .sum::<Vec3>()
        / (4.0 * STEP_MM);
    (n - (slope - n * slope.dot(n)) * amount).normalize()
}

/// Normal of the cornea over the iris, of the eyeball beside it.
fn wet_normal(p: Vec3, n: Vec3) -> Vec3 {
    let ball = Vec3::new(EYE_MM.x * -p.x.signum(), EYE_MM.y, EYE_MM.z);
    let off = (p - ball).truncate().length();
    let cornea = (p - ball - Vec3::Z * 5.2).normalize();
    n.lerp(cornea, smoothstep(7.0, 5.0, off)).normalize()
}

/// A soft box as a mirror shows it, with soft edges.
fn mirrored(lamp: &SoftBox, p: Vec3, n: Vec3, to_eye: Vec3) -> f32 {
    let facing = n.dot(to_eye).clamp(0.0, 1.0);
    let mirror = n * (2.0 * n.dot(to_eye)) - to_eye;
    let [u, v] = lamp.meets(p, mirror);
    let window = smoothstep(1.12, 0.88, u.abs()) * smoothstep(1.12, 0.88, v.abs());
    5.0 * window * (0.026 + 0.974 * (1.0 - facing).powi(5))
}

/// Two lobes of GGX from nine points of a soft box, per unit of its colour.
fn gloss(surface: &Surface, lamp: &SoftBox, p: Vec3, n: Vec3, to_eye: Vec3) -> f32 {
    let facing = n.dot(to_eye).max(0.05);
    let mut sum = 0.0;
    for k in 0..9 {
        let to = (lamp.point((k % 3) as f32 * 0.66 - 0.66, (k / 3) as f32 * 0.66 - 0.66) - p).normalize();
        let cosine = n.dot(to);
        if cosine <= 0.0 {
            continue;
        }
        let half = (to + to_eye).normalize();
        let fresnel = 0.028 + 0.972 * (1.0 - half.dot(to_eye)).powi(5);
        let lobe = |roughness: f32| {
            let a2 = roughness.powi(4);
            let d = n.dot(half).powi(2) * (a2 - 1.0) + 1.0;
            let k = (roughness + 1.0).powi(2) / 8.0;
            let hidden = 1.0 / ((facing * (1.0 - k) + k) * (cosine * (1.0 - k) + k));
            a2 / d.powi(2).max(1e-9) * hidden * 0.25
        };
        sum += fresnel
            * cosine
            * (0.72 * lobe(surface.roughness * 1.28) + 0.28 * lobe(surface.roughness * 0.72));
    }
    surface.shine * sum / 9.0
}

/// Lens blur, a gentle tone curve, grain, sRGB.
fn develop(colours: &[Vec3], width: usize, height: usize) -> image::RgbImage {
    const WEIGHTS: [f32; 5] = [0.0021, 0.1579, 0.68, 0.1579, 0.0021];
    let blur = |source: &[Vec3], stride: usize, along: usize, x_axis: bool| {
        let mut out = vec![Vec3::ZERO; source.len()];
        fill_rows(&mut out, width, |y, row| {
            for (x, value) in row.iter_mut().enumerate() {
                let at = if x_axis { x } else { y };
                let start = y * width + x - at * stride;
                *value = (0..5)
                    .map(|k| source[start + (at + k).saturating_sub(2).min(along - 1) * stride] * WEIGHTS[k])
                    .sum();
            }
        });
        out
    };
    let sharp = blur(&blur(colours, 1, width, true), width, height, false);
    let mut bytes = vec![[0u8; 3]; width * height];
    fill_rows(&mut bytes, width, |y, row| {
        for (x, pixel) in row.iter_mut().enumerate() {
            let key = (y * width + x) as u32;
            let value = sharp[y * width + x];
            let grey = 0.0035 * normal(key, 71);
            *pixel = std::array::from_fn(|c| {
                let grain = grey + 0.0025 * normal(key, 72 + c as u32);
                ((encode(tone(value[c])) + grain).clamp(0.0, 1.0) * 255.0).round() as u8
            });
        }
    });
    let flat = bytes.into_iter().flatten().collect();
    image::RgbImage::from_raw(width as u32, height as u32, flat).unwrap_or_default()
}

/// Straight up to the middle greys, then a soft shoulder to white.
fn tone(v: f32) -> f32 {
    const KNEE: f32 = 0.45;
    let v = v * 0.86;
    if v <= KNEE {
        return v;
    }
    let over = (v - KNEE) / (1.0 - KNEE);
    KNEE + (1.0 - KNEE) * (1.0 - (-over).exp()) * (1.0 - 0.02 * smoothstep(0.0, 3.0, over))
}

fn encode(v: f32) -> f32 {
    if v <= 0.003_130_8 {
        v * 12.92
    } else {
        1.055 * v.powf(1.0 / 2.4) - 0.055
    }
}
