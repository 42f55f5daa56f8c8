//! What the surface is made of: colour, shine and fine relief of skin, lips, eyes and shirt, keyed by place on the head.

use crate::noise::{cell_key, fractal, noise, smoothstep, unit};
use crate::shape::{Bust, EYE_MM};
use crate::stubble::{beard, fringe};
use glam::{IVec3, Vec3};

/// A surface as the light meets it; colours are linear light.
pub struct Surface {
    pub albedo: Vec3,
    /// Weight of the mirror-like share; 1 = bare skin.
    pub shine: f32,
    pub roughness: f32,
    /// Depth of the fine relief; 0 = smooth.
    pub relief: f32,
    /// Share of light that wanders under the surface (0 = keeps its relief, 1 = skin).
    pub soft: f32,
}

fn srgb(r: f32, g: f32, b: f32) -> Vec3 {
    let linear = |v: f32| {
        if v <= 10.3 {
            v / 255.0 / 12.92
        } else {
            ((v / 255.0 + 0.055) / 1.055).powf(2.4)
        }
    };
    Vec3::new(linear(r), linear(g), linear(b))
}

/// Distance-like bump: 1 at `centre`, 0 beyond `radius` (mm).
fn blob(p: Vec3, centre: Vec3, radius: Vec3) -> f32 {
    (-((p - centre) / radius).length_squared()).exp()
}

pub fn skin(bust: &Bust, p: Vec3) -> Surface {
    let m = Vec3::new(-p.x.abs(), p.y, p.z);
    // Foreheads in photos: a* 13 to 23, hue 46 to 54° (docs/look.md).
    let mut albedo = srgb(214.0, 151.0, 132.0);
    let mut redness = 0.10 * fractal(p / 22.0, 1)
        + 0.10 * fractal(p / 5.5, 2)
        + 0.07 * noise(p / 1.7, 3)
        + 0.07 * noise(p / 0.7, 13);
    let mut melanin = 0.10 * fractal(p / 34.0, 4)
        + 0.08 * fractal(p / 7.0, 5)
        + 0.06 * noise(p / 2.3, 6)
        + 0.05 * noise(p / 0.45, 16)
        + 0.06 * pore(p);
    redness += 0.55 * blob(m, Vec3::new(-4.0, -32.0, 34.0), Vec3::new(18.0, 14.0, 20.0));
    redness += 0.34 * blob(m, Vec3::new(-42.0, -32.0, -4.0), Vec3::new(20.0, 17.0, 30.0));
    redness += 0.20 * blob(m, Vec3::new(0.0, -105.0, 8.0), Vec3::new(20.0, 12.0, 20.0));
    redness += 0.16 * smoothstep(60.0, 110.0, p.y) + 0.10 * smoothstep(-115.0, -150.0, p.y);
    let ear = smoothstep(3.0, -1.0, bust.ear_distance(p));
    redness += 0.42 * ear;
    let socket = blob(m, EYE_MM + Vec3::new(2.0, -4.0, 9.0), Vec3::new(17.0, 13.0, 14.0));
    redness += 0.18 * socket;
    melanin += 0.20 * socket + 0.10 * smoothstep(60.0, 100.0, p.y);
    melanin += spots(p);
    let hair = fringe(p);
    let chin = beard(bust, p);
    // Out of the sun the skin of the sides is no redder than the top.
    redness -= 0.20 * hair * (1.0 - ear);
    // Blood takes green and blue, melanin takes blue before green before red.
    albedo *= (Vec3::new(-0.10, -0.48, -0.42) * redness + Vec3::new(-0.42, -0.62, -0.85) * melanin).exp();
    let roots = (1.10 * hair * (1.0 - ear)).max(0.80 * chin);
    // Roots under the skin take red and little else, as in photos of shaved sides: warm grey beside pink skin (docs/look.md).
    albedo *= (Vec3::new(-0.58, -0.16, 0.0) * roots * (0.95 + 0.10 * noise(p / 3.0, 8))).exp();
    let mut surface = Surface {
        albedo,
        shine: 1.0,
        roughness: 0.43,
        relief: 1.0,
        soft: 1.0,
    };
    let oily = smoothstep(25.0, 90.0, p.y) + 0.5 * blob(m, Vec3::new(0.0, -30.0, 36.0), Vec3::splat(16.0));
    surface.roughness -= 0.02 * oily + 0.05 * fractal(p / 9.0, 7);
    surface.shine = (0.80 + 0.15 * oily) * (1.0 - 0.45 * hair) * (1.0 + 0.25 * fractal(p / 4.0, 9));
    lips(bust, p, m, &mut surface);
    eye_region(bust, p, m, &mut surface);
    surface
}

/// Freckles and sun spots: a few cells of a 7 mm grid carry one.
fn spots(p: Vec3) -> f32 {
    const CELL_MM: f32 = 7.0;
    let base = (p / CELL_MM).floor().as_ivec3();
    let mut dark = 0.0;
    for dx in -1..=1 {
        for dy in -1..=1 {
            for dz in -1..=1 {
                let cell = base + IVec3::new(dx, dy, dz);
                let key = cell_key(cell, 41);
                if unit(key, 1) > 0.30 {
                    continue;
                }
                let at = cell.as_vec3() + Vec3::new(unit(key, 2), unit(key, 3), unit(key, 4));
                let size = 0.5 + 1.3 * unit(key, 5) * unit(key, 6);
                let far = (p - at * CELL_MM).length() / size + 0.35 * noise(p / 0.8, 42);
                dark += (0.08 + 0.26 * unit(key, 7) * unit(key, 8)) * smoothstep(1.25, 0.5, far);
            }
        }
    }
    dark
}

fn lips(bust: &Bust, p: Vec3, m: Vec3, surface: &mut Surface) {
    if p.z < -5.0 || p.y > -45.0 || p.y < -90.0 || p.x.abs() > 34.0 {
        return;
    }
    let rim = bust.lip_rim_mm(p) + 0.5 * noise(p / 1.5, 21);
    let lip = smoothstep(1.5, -1.5, rim);
    if lip > 0.0 {
        let crease = noise(Vec3::new(p.x / 0.8, p.y / 5.0, 0.0), 22);
        let red = srgb(170.0, 106.0, 98.0) * (1.0 + 0.06 * crease + 0.05 * fractal(p / 3.0, 23));
        surface.albedo = surface.albedo.lerp(red, 0.58 * lip);
        surface.roughness -= 0.06 * lip;
        surface.relief += 0.3 * lip;
    }
    let off = (p.y - bust.mouth_line_y_mm(m.x.abs())) / 0.7;
    let line = (-off * off).exp() * (1.0 - smoothstep(22.0, 27.0, p.x.abs()));
    surface.albedo *= Vec3::ONE - Vec3::new(0.45, 0.6, 0.6) * line;
    surface.shine *= 1.0 - 0.8 * line;
}

fn eye_region(bust: &Bust, p: Vec3, m: Vec3, surface: &mut Surface) {
    if (m - EYE_MM).length() > 24.0 || p.z < -14.0 {
        return;
    }
    let rim = bust.eye_rim_mm(m);
    if rim < 0.0 {
        *surface = eyeball(p, m, rim);
        return;
    }
    // The wet pink rim of the lids, and the lashes' roots along the upper one.
    let upper = smoothstep(-1.5, 1.0, m.y);
    let wet = smoothstep(0.9, 0.2, rim);
    surface.albedo = surface
        .albedo
        .lerp(srgb(196.0, 134.0, 120.0), 0.6 * wet * (1.0 - 0.6 * upper));
    let roots = (-((rim - 0.75) / 0.5).powi(2)).exp() * (0.30 + 0.50 * upper);
    surface.albedo *= 1.0 - 0.75 * roots;
    surface.relief *= 1.0 - 0.7 * wet;
}

fn eyeball(p: Vec3, m: Vec3, rim: f32) -> Surface {
    let (dx, dy) = (m.x - EYE_MM.x, m.y - EYE_MM.y - 0.2);
    let r = dx.hypot(dy);
    let veins = smoothstep(0.45, 0.8, 1.0 - fractal(p / 2.6, 31).abs()) * smoothstep(6.5, 11.0, r);
    let white = srgb(192.0, 183.0, 177.0) * (Vec3::ONE - Vec3::new(0.01, 0.05, 0.05) * veins);
    let corner = smoothstep(9.5, 13.5, dx);
    let white = white.lerp(srgb(188.0, 122.0, 112.0), 0.75 * corner);
    let angle = dy.atan2(dx);
    let fibres = noise(Vec3::new(angle.cos() * 9.0, angle.sin() * 9.0, r * 0.5), 32);
    let ring = smoothstep(3.2, 2.2, r + 0.3 * fibres);
    let mut iris = srgb(88.0, 78.0, 60.0) * (1.0 + 0.35 * fibres);
    iris = iris.lerp(srgb(104.0, 76.0, 46.0), ring);
    iris *= 1.0 - 0.65 * smoothstep(4.9, 5.8, r);
    iris = iris.lerp(Vec3::splat(0.004), smoothstep(2.15, 1.75, r));
    let mut albedo = white.lerp(iris, smoothstep(6.15, 5.35, r));
    // The lids' own shadow: lashes and lid edge keep light from the ball's margin.
    albedo *= 1.0 - 0.55 * smoothstep(-2.6, 0.0, rim) * (0.55 + 0.45 * smoothstep(-2.0, 2.0, dy));
    Surface {
        albedo,
        shine: 0.9,
        roughness: 0.10,
        relief: 0.0,
        soft: 0.6,
    }
}

pub fn shirt(p: Vec3) -> Surface {
    let knit = (p.x * 5.2).sin() * (p.y * 4.1 + p.z * 3.0).sin();
    let albedo = srgb(52.0, 56.0, 63.0) * (1.0 + 0.10 * knit + 0.10 * fractal(p / 1.1, 51));
    Surface {
        albedo,
        shine: 0.25,
        roughness: 0.7,
        relief: 0.0,
        soft: 0.0,
    }
}

/// Another way to look at a place: the lattices of two noises don't line up.
fn turned(p: Vec3) -> Vec3 {
    Vec3::new(
        0.64 * p.x + 0.60 * p.y - 0.48 * p.z,
        -0.60 * p.x + 0.78 * p.y + 0.176 * p.z,
        0.48 * p.x + 0.176 * p.y + 0.86 * p.z,
    )
}

/// Mouths of pores, 0–1.
fn pore(p: Vec3) -> f32 {
    smoothstep(
        0.22,
        0.75,
        0.65 * (noise(turned(p) / 0.66, 63) + noise(p / 0.50, 68)),
    )
}

/// Height (mm) of pores, crossing lines and slow unevenness of skin; `scale` damps it.
pub fn relief_mm(p: Vec3) -> f32 {
    let t = turned(p);
    let lines = 1.0 - (noise(t / 1.05, 62) + noise(p / 0.86, 61)).abs();
    0.014 * lines - 0.023 * pore(p)
        + 0.010 * noise(t / 0.33, 64)
        + 0.005 * noise(p / 0.19, 65)
        + 0.035 * noise(p / 4.5, 66)
        + 0.14 * noise(p / 17.0, 67)
        + wrinkles_mm(p)
}

/// Forehead lines, crow's feet: shallow furrows (negative height).
fn wrinkles_mm(p: Vec3) -> f32 {
    if p.z < -25.0 || p.y < -20.0 || p.y > 75.0 {
        return 0.0;
    }
    let across = 1.0 - smoothstep(28.0, 50.0, p.x.abs());
    let wave = 1.6 * noise(Vec3::new(p.x / 19.0, p.y / 30.0, 0.0), 71) - 0.0016 * p.x * p.x;
    let mut sum = 0.0;
    for (k, (y, depth)) in [(34.0, 0.06), (42.5, 0.11), (52.0, 0.10), (60.5, 0.05)]
        .into_iter()
        .enumerate()
    {
        let here = depth * (0.75 + 0.6 * noise(Vec3::new(p.x / 13.0, y, 0.0), 72 + k as u32)).max(0.0);
        let off = p.y - y - wave - 0.5 * noise(Vec3::new(p.x / 6.0, y, 1.0), 73);
        sum -= here * ((-(off / 0.75).powi(2)).exp() + 0.6 * (-(off / 2.6).powi(2)).exp());
    }
    let crow = {
        let q = Vec3::new(p.x.abs() - 47.0, p.y + 0.5, 0.0);
        let angle = q.y.atan2(q.x.max(0.01));
        let fan = (angle * 6.0 + 0.4 * noise(p / 5.0, 75)).cos();
        let reach =
            smoothstep(0.0, 3.0, q.x) * smoothstep(15.0, 6.0, q.x) * smoothstep(1.0, 0.7, angle.abs());
        -0.11 * reach * smoothstep(0.55, 1.0, fan)
    };
    sum * across + crow
}
