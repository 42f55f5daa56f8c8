//! A radius for every direction, on a square: azimuthal equidistant about the middle of the face.

use crate::mesh::Mesh;
use crate::rows::fill_rows;
use glam::{Vec2, Vec3};
use std::f32::consts::PI;

pub struct SphereMap {
    pub texels: Vec<f32>,
    size: usize,
    /// Axis of the projection and the map's x and y.
    axes: [Vec3; 3],
}

impl SphereMap {
    pub fn new(size: usize) -> Self {
        let axis = Vec3::new(0.0, -0.5, 0.866);
        let right = Vec3::X;
        SphereMap {
            texels: vec![0.0; size * size],
            size,
            axes: [axis, right, axis.cross(right)],
        }
    }

    fn texel(&self, d: Vec3) -> Vec2 {
        let [axis, right, up] = self.axes;
        let flat = Vec2::new(d.dot(right), d.dot(up));
        let sine = flat.length();
        let angle = sine.atan2(d.dot(axis));
        let scale = if sine > 1e-6 { angle / sine } else { 1.0 };
        (flat * scale / PI * 0.5 + 0.5) * (self.size - 1) as f32
    }

    pub fn direction(&self, index: usize) -> Vec3 {
        let [axis, right, up] = self.axes;
        let at = Vec2::new((index % self.size) as f32, (index / self.size) as f32);
        let flat = (at / (self.size - 1) as f32 - 0.5) * 2.0 * PI;
        let angle = flat.length().min(PI);
        let toward = flat.normalize_or_zero();
        axis * angle.cos() + (right * toward.x + up * toward.y) * angle.sin()
    }

    /// Fills the map from a function of the direction.
    pub fn set(&mut self, radius: impl Fn(Vec3) -> f32 + Sync) {
        let (size, frame) = (
            self.size,
            SphereMap {
                texels: vec![],
                size: self.size,
                axes: self.axes,
            },
        );
        fill_rows(&mut self.texels, size, |y, row| {
            for (x, texel) in row.iter_mut().enumerate() {
                *texel = radius(frame.direction(y * size + x));
            }
        });
    }

    fn at(&self, x: isize, y: isize) -> f32 {
        let last = self.size as isize - 1;
        self.texels[(y.clamp(0, last) * self.size as isize + x.clamp(0, last)) as usize]
    }

    /// Bilinear: for steps far from the surface.
    pub fn near(&self, d: Vec3) -> f32 {
        let p = self.texel(d);
        let base = p.floor();
        let f = p - base;
        let (x, y) = (base.x as isize, base.y as isize);
        let a = self.at(x, y) * (1.0 - f.x) + self.at(x + 1, y) * f.x;
        let b = self.at(x, y + 1) * (1.0 - f.x) + self.at(x + 1, y + 1) * f.x;
        a * (1.0 - f.y) + b * f.y
    }

    /// Cubic B-spline: normals have no facets.
    pub fn smooth(&self, d: Vec3) -> f32 {
        let p = self.texel(d);
        let base = p.floor();
        let f = p - base;
        let weights = |t: f32| {
            let s = 1.0 - t;
            [
                s * s * s / 6.0,
                (3.0 * t * t * t - 6.0 * t * t + 4.0) / 6.0,
                (3.0 * s * s * s - 6.0 * s * s + 4.0) / 6.0,
                t * t * t / 6.0,
            ]
        };
        let (wx, wy) = (weights(f.x), weights(f.y));
        let (x, y) = (base.x as isize - 1, base.y as isize - 1);
        let mut sum = 0.0;
        for (j, wy) in wy.iter().enumerate() {
            let row: f32 = wx
                .iter()
                .enumerate()
                .map(|(i, w)| w * self.at(x + i as isize, y + j as isize))
                .sum();
            sum += wy * row;
        }
        sum
    }

    /// Writes a mesh's radii; returns where it lies.
    pub fn draw(&mut self, mesh: &Mesh, centre: Vec3) -> Vec<bool> {
        let mut covered = vec![false; self.texels.len()];
        for t in &mesh.triangles {
            let corner = t.map(|i| {
                let v = mesh.vertices[i] - centre;
                (self.texel(v.normalize()), v.length())
            });
            let [a, b, c] = corner.map(|(p, _)| p);
            let area = (b - a).perp_dot(c - a);
            let (low, high) = (a.min(b).min(c).floor(), a.max(b).max(c).ceil());
            for y in low.y as usize..=high.y as usize {
                for x in low.x as usize..=high.x as usize {
                    let p = Vec2::new(x as f32, y as f32);
                    let (u, v) = ((p - a).perp_dot(c - a) / area, (b - a).perp_dot(p - a) / area);
                    if u >= -1e-4 && v >= -1e-4 && u + v <= 1.0 + 2e-4 {
                        let r = corner[0].1 * (1.0 - u - v) + corner[1].1 * u + corner[2].1 * v;
                        let cell = y * self.size + x;
                        self.texels[cell] = if covered[cell] {
                            self.texels[cell].max(r)
                        } else {
                            r
                        };
                        covered[cell] = true;
                    }
                }
            }
        }
        covered
    }

    /// Angle (radians, at most `reach`) from the rim of the covered part inwards: two chamfer sweeps.
    pub fn distance_inside(&self, covered: &[bool], reach: f32) -> Vec<f32> {
        let n = self.size;
        let step = 2.0 * PI / (n - 1) as f32;
        let mut d: Vec<f32> = covered.iter().map(|&c| if c { reach } else { 0.0 }).collect();
        let near = [
            (-1isize, 0isize, 1f32),
            (0, -1, 1.0),
            (-1, -1, 1.414),
            (1, -1, 1.414),
        ];
        for forward in [true, false] {
            for k in 1..(n - 1) * (n - 1) {
                let (x, y) = (k % (n - 1), k / (n - 1));
                if x == 0 || y == 0 {
                    continue;
                }
                let i = if forward {
                    y * n + x
                } else {
                    (n - 1 - y) * n + n - 1 - x
                };
                for (dx, dy, far) in near {
                    let o = dy * n as isize + dx;
                    let j = if forward { i as isize + o } else { i as isize - o } as usize;
                    d[i] = d[i].min(d[j] + far * step);
                }
            }
        }
        d
    }

    /// Fills what has little weight from its surroundings, coarse to fine, and relaxes it.
    pub fn fill(&mut self, weight: &[f32]) {
        let n = self.size;
        if n > 40 {
            let half = n / 2;
            let mut coarse = SphereMap {
                texels: vec![0.0; half * half],
                size: half,
                axes: self.axes,
            };
            let mut coarse_weight = vec![0f32; half * half];
            for y in 0..half {
                for x in 0..half {
                    let (mut sum, mut total) = (0.0, 0.0);
                    for (dx, dy) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
                        let i = (2 * y + dy) * n + 2 * x + dx;
                        sum += self.texels[i] * weight[i];
                        total += weight[i];
                    }
                    coarse.texels[y * half + x] = if total > 0.0 { sum / total } else { 100.0 };
                    coarse_weight[y * half + x] = total / 4.0;
                }
            }
            coarse.fill(&coarse_weight);
            for (i, &w) in weight.iter().enumerate().filter(|(_, w)| **w < 1.0) {
                let up = coarse.near(self.direction(i));
                self.texels[i] = up + (self.texels[i] - up) * w;
            }
        }
        let sweeps = if n > 700 { 24 } else { 60 };
        let free: Vec<usize> = (0..n * n)
            .filter(|i| weight[*i] < 1.0 && i % n > 0 && i % n < n - 1 && i / n > 0 && i / n < n - 1)
            .collect();
        for _ in 0..sweeps {
            for &i in &free {
                let mean =
                    (self.texels[i - 1] + self.texels[i + 1] + self.texels[i - n] + self.texels[i + n]) / 4.0;
                self.texels[i] += (mean - self.texels[i]) * (1.0 - weight[i]);
            }
        }
    }

    /// Smooths the texels by the share (0–1) that `wanted` gives, `passes` times over about a millimetre.
    pub fn blur(&mut self, passes: usize, wanted: impl Fn(Vec3, f32) -> f32) {
        let n = self.size as isize;
        let cells: Vec<(usize, f32)> = (0..self.texels.len())
            .map(|i| (i, wanted(self.direction(i), self.texels[i])))
            .filter(|cell| cell.1 > 0.0)
            .collect();
        let reach = 3;
        for _ in 0..passes {
            let means: Vec<f32> = cells
                .iter()
                .map(|&(i, _)| {
                    let (x, y) = (i as isize % n, i as isize / n);
                    let sum: f32 = (-reach..=reach)
                        .flat_map(|dy| (-reach..=reach).map(move |dx| (dx, dy)))
                        .map(|(dx, dy)| self.at(x + dx, y + dy))
                        .sum();
                    sum / ((2 * reach + 1) * (2 * reach + 1)) as f32
                })
                .collect();
            for (&(i, share), mean) in cells.iter().zip(means) {
                self.texels[i] += (mean - self.texels[i]) * share;
            }
        }
    }
}
