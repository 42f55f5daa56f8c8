//! A head drawn with shaved hair at its sides, through a drawn camera: blur, sharpening, noise and JPEG.

use glam::{DVec2, DVec3};
use shadowline::head::{Head, HeadView};
use shadowline::photo::{Photo, PhotoLimits, decode};

/// Skin in even light, linear; the light's direction and its share.
const SKIN: [f64; 3] = [0.52, 0.31, 0.22];
const LIGHT: DVec3 = DVec3::new(-0.45, 0.75, 0.5);
const LIT: f64 = 0.45;
const BACKGROUND: f64 = 0.24;
/// Shaved hairs a cm², and what a field of them takes (natural logarithm of light; red, green, blue): as marks and as the grey between
/// them. Together what own stubble takes at the temple (docs/look.md).
const HAIRS_PER_CM2: f64 = 90.0;
const MARKS: [f64; 3] = [0.115, 0.115, 0.100];
const VEIL: [f64; 3] = [0.315, 0.095, 0.010];
const MARK_SIGMA_MM: f64 = 0.15;
/// The camera: blur (px), how much of what a wider blur takes is given back, grain (codes), quality of the JPEG.
const BLUR_PX: f64 = 0.8;
const SHARPEN: (f64, f64) = (0.5, 1.6);
const GRAIN: f64 = 1.2;
const QUALITY: u8 = 92;
/// Places are worked out on a grid of this many pixels, and are straight between.
const STEP_PX: usize = 10;

/// Share of shaved hair at a template direction: the sides and the back down to the nape, as in pattern baldness.
pub fn shaved(direction: DVec3) -> f64 {
    let rise = |from: f64, to: f64, at: f64| {
        let t = ((at - from) / (to - from)).clamp(0.0, 1.0);
        t * t * (3.0 - 2.0 * t)
    };
    rise(0.64, 0.54, direction.y) * rise(0.42, 0.30, direction.z) * rise(-0.70, -0.60, direction.y)
}

/// A photo of the head in a view, with so much shaved hair (0 to 1) at a template direction.
pub fn drawn_head(head: &Head, view: &HeadView, cover: &dyn Fn(DVec3) -> f64) -> Photo {
    let size = [view.camera.width_px as usize, view.camera.height_px as usize];
    let mut light = skin(head, view, size, cover);
    hairs(head, view, size, cover, &mut light);
    camera(&mut light, size);
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let codes: Vec<u8> = light
        .iter()
        .map(|light| {
            let v = light.clamp(0.0, 1.0);
            let code = match v <= 0.003_130_8 {
                true => 12.92 * v,
                false => 1.055 * v.powf(1.0 / 2.4) - 0.055,
            };
            (255.0 * code + GRAIN * normal(&mut state))
                .round()
                .clamp(0.0, 255.0) as u8
        })
        .collect();
    let mut file = Vec::new();
    jpeg_encoder::Encoder::new(&mut file, QUALITY)
        .encode(
            &codes,
            size[0] as u16,
            size[1] as u16,
            jpeg_encoder::ColorType::Rgb,
        )
        .expect("a JPEG");
    decode(&file, &PhotoLimits::default()).expect("a photo")
}

/// Lit skin before a grey wall, under the grey of shaved hair.
fn skin(head: &Head, view: &HeadView, [width, height]: [usize; 2], cover: &dyn Fn(DVec3) -> f64) -> Vec<f64> {
    let columns = width.div_ceil(STEP_PX) + 1;
    let rows = height.div_ceil(STEP_PX) + 1;
    let at = |index: usize| {
        let px = DVec2::new((index % columns) as f64, (index / columns) as f64) * STEP_PX as f64;
        let direction = view.direction_from_photo(head, px)?;
        let shade = 1.0 - LIT + LIT * head.normal(direction).dot(LIGHT.normalize()).max(0.0);
        let share = cover(direction);
        Some([0, 1, 2].map(|c| (SKIN[c] * shade).ln() - VEIL[c] * share))
    };
    let corners: Vec<Option<[f64; 3]>> = (0..columns * rows).map(at).collect();
    let mut light = Vec::with_capacity(3 * width * height);
    for y in 0..height {
        for x in 0..width {
            let (left, top) = (x / STEP_PX, y / STEP_PX);
            let [u, v] = [x, y].map(|c| (c % STEP_PX) as f64 / STEP_PX as f64);
            let four = [(0, 0), (1, 0), (0, 1), (1, 1)]
                .map(|(right, down)| corners[(top + down) * columns + left + right]);
            let weights = [(1.0 - u) * (1.0 - v), u * (1.0 - v), (1.0 - u) * v, u * v];
            for channel in 0..3 {
                let sum: Option<f64> = four
                    .iter()
                    .zip(weights)
                    .map(|(log, weight)| log.map(|log| weight * log[channel]))
                    .sum();
                light.push(sum.map_or(BACKGROUND, f64::exp));
            }
        }
    }
    light
}

/// Darkens the light by single hairs, spread evenly with some jitter.
fn hairs(
    head: &Head,
    view: &HeadView,
    [width, height]: [usize; 2],
    cover: &dyn Fn(DVec3) -> f64,
    light: &mut [f64],
) {
    // A head of 95 mm in radius has 1134 cm².
    let count = (1134.0 * HAIRS_PER_CM2) as u32;
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    for i in 0..count {
        let up = 1.0 - 2.0 * (f64::from(i) + 0.5) / f64::from(count);
        let (turn, flat) = (f64::from(i) * 2.399_963_229_7, (1.0 - up * up).sqrt());
        let jitter = DVec3::new(normal(&mut state), normal(&mut state), normal(&mut state)) * 0.0022;
        let direction = (DVec3::new(flat * turn.cos(), up, flat * turn.sin()) + jitter).normalize();
        let strength = (1.0 + 0.25 * normal(&mut state)).clamp(0.3, 1.8) * cover(direction);
        let facing = view.facing(head, direction);
        let Some(px) = view
            .photo_from_direction(head, direction)
            .filter(|_| strength > 0.02 && facing > 0.15)
        else {
            continue;
        };
        let px_per_mm = 1.0 / view.camera.mm_per_px_at(head.point_mm(direction));
        let sigma = MARK_SIGMA_MM * px_per_mm;
        // Black that a hair is worth, px²: seen at a slant hairs stand closer, and each is narrower.
        let black = 100.0 / HAIRS_PER_CM2 * px_per_mm * px_per_mm * facing;
        let reach = (3.5 * sigma).ceil() as i64;
        for y in -reach..=reach {
            for x in -reach..=reach {
                let (column, row) = (px.x.floor() as i64 + x, px.y.floor() as i64 + y);
                if !(0..width as i64).contains(&column) || !(0..height as i64).contains(&row) {
                    continue;
                }
                let away = DVec2::new(column as f64 + 0.5, row as f64 + 0.5).distance_squared(px);
                let shape =
                    black * (-0.5 * away / (sigma * sigma)).exp() / (std::f64::consts::TAU * sigma * sigma);
                for (channel, mark) in MARKS.iter().enumerate() {
                    light[3 * (row as usize * width + column as usize) + channel] *=
                        (-mark * strength * shape).exp();
                }
            }
        }
    }
}

/// What a lens, a sensor's sharpening and its own blur make of light.
fn camera(light: &mut [f64], size: [usize; 2]) {
    for channel in 0..3 {
        let own: Vec<f64> = light.iter().skip(channel).step_by(3).copied().collect();
        let soft = blurred(&own, size, BLUR_PX);
        let wide = blurred(&soft, size, SHARPEN.1);
        for (at, (soft, wide)) in soft.iter().zip(&wide).enumerate() {
            light[3 * at + channel] = soft + SHARPEN.0 * (soft - wide);
        }
    }
}

fn blurred(values: &[f64], [width, height]: [usize; 2], sigma: f64) -> Vec<f64> {
    let reach = (3.0 * sigma).ceil() as i64;
    let taps: Vec<f64> = (-reach..=reach)
        .map(|i| (-0.5 * (i as f64 / sigma).powi(2)).exp())
        .collect();
    let whole: f64 = taps.iter().sum();
    let along = |values: &[f64], step: usize, others: usize, count: usize, next: usize| {
        let mut out = vec![0.0; values.len()];
        for line in 0..others {
            for at in 0..count {
                let near = |i: i64| (at as i64 + i).clamp(0, count as i64 - 1) as usize;
                let sum: f64 = taps
                    .iter()
                    .zip(-reach..)
                    .map(|(tap, i)| tap * values[line * next + near(i) * step])
                    .sum();
                out[line * next + at * step] = sum / whole;
            }
        }
        out
    };
    let across = along(values, 1, height, width, width);
    along(&across, width, width, height, 1)
}

/// A number of the normal distribution (Box and Muller), from a shifted register (Marsaglia).
fn normal(state: &mut u64) -> f64 {
    let mut unit = || {
        *state ^= *state << 13;
        *state ^= *state >> 7;
        *state ^= *state << 17;
        (*state >> 11) as f64 / (1_u64 << 53) as f64
    };
    let (a, b) = (unit().max(1e-12), unit());
    (-2.0 * a.ln()).sqrt() * (std::f64::consts::TAU * b).cos()
}
