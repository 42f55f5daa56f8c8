//! A photo turned by quarters, straightened and cropped; where its points go. The decoded photo itself stays as it is.
//!
//! Steps in this order: `quarter_turns` clockwise; `straighten_deg` clockwise (−15 to 15), cut to the largest upright
//! rectangle of the same shape in the middle; `crop` (left, top, width, height as shares, 0 to 1), rounded to whole pixels.

use super::{Photo, PhotoSamples, orient};
use glam::DVec2;

/// Largest turn to straighten a photo, degrees either way.
pub const STRAIGHTEN_LIMIT_DEG: f64 = 15.0;

/// The three steps worked out for a photo of one size.
#[derive(Clone, Copy, Debug, PartialEq)]
struct AdjustSteps {
    /// Quarter turns clockwise, 0–3.
    quarters: u8,
    /// Size after the quarter turns, px.
    turned: DVec2,
    /// Cosine and sine of the straightening turn.
    way: DVec2,
    /// Size after straightening, px.
    straight: [u32; 2],
    /// Left, top, width, height of the crop, px.
    crop: [u32; 4],
}

impl AdjustSteps {
    fn new(size_px: [u32; 2], quarter_turns: u8, straighten_deg: f64, crop: Option<[f64; 4]>) -> Self {
        let quarters = quarter_turns % 4;
        let [width, height] = match quarters % 2 {
            0 => size_px,
            _ => [size_px[1], size_px[0]],
        };
        let degrees = match straighten_deg.is_finite() {
            true => straighten_deg.clamp(-STRAIGHTEN_LIMIT_DEG, STRAIGHTEN_LIMIT_DEG),
            false => 0.0,
        };
        let turned = DVec2::new(f64::from(width), f64::from(height));
        let way = DVec2::from_angle(degrees.to_radians());
        let straight = if degrees == 0.0 {
            [width, height]
        } else {
            let (cos, sin) = (way.x, way.y.abs());
            let around = DVec2::new(turned.x * cos + turned.y * sin, turned.x * sin + turned.y * cos);
            let kept = turned * (turned / around).min_element();
            [kept.x as u32, kept.y as u32].map(|side| side.max(1))
        };
        AdjustSteps {
            quarters,
            turned,
            way,
            straight,
            crop: whole_pixels(straight, crop),
        }
    }

    fn is_straight(&self) -> bool {
        self.way.y == 0.0
    }

    /// Point of the turned photo for a point of the straightened one, px.
    fn turned_from_straight(&self, point: DVec2) -> DVec2 {
        let back = DVec2::new(self.way.x, -self.way.y);
        0.5 * self.turned + back.rotate(point - self.middle())
    }

    fn middle(&self) -> DVec2 {
        0.5 * DVec2::new(f64::from(self.straight[0]), f64::from(self.straight[1]))
    }

    fn corner(&self) -> DVec2 {
        DVec2::new(f64::from(self.crop[0]), f64::from(self.crop[1]))
    }
}

/// The crop in whole pixels, at least one, inside the picture; numbers that are none are left out.
fn whole_pixels(size: [u32; 2], crop: Option<[f64; 4]>) -> [u32; 4] {
    let Some([left, top, width, height]) = crop.filter(|shares| shares.iter().all(|share| share.is_finite()))
    else {
        return [0, 0, size[0], size[1]];
    };
    let along = |from: f64, share: f64, side: u32| {
        let first = (from.clamp(0.0, 1.0) * f64::from(side))
            .round()
            .min(f64::from(side - 1));
        let count = (share.clamp(0.0, 1.0) * f64::from(side)).round();
        (first as u32, count.clamp(1.0, f64::from(side) - first) as u32)
    };
    let ((x, width), (y, height)) = (along(left, width, size[0]), along(top, height, size[1]));
    [x, y, width, height]
}

/// Size of the adjusted photo, px, for a photo of `size_px`.
pub fn adjusted_size(
    size_px: [u32; 2],
    quarter_turns: u8,
    straighten_deg: f64,
    crop: Option<[f64; 4]>,
) -> [u32; 2] {
    let steps = AdjustSteps::new(size_px, quarter_turns, straighten_deg, crop);
    [steps.crop[2], steps.crop[3]]
}

/// Where a point of the photo (px) lies in the adjusted one; it may lie outside.
pub fn adjusted_from_stored(
    size_px: [u32; 2],
    quarter_turns: u8,
    straighten_deg: f64,
    crop: Option<[f64; 4]>,
    point_px: DVec2,
) -> DVec2 {
    let steps = AdjustSteps::new(size_px, quarter_turns, straighten_deg, crop);
    let DVec2 { x, y } = point_px;
    let turned = match steps.quarters {
        0 => point_px,
        1 => DVec2::new(steps.turned.x - y, x),
        2 => steps.turned - point_px,
        _ => DVec2::new(y, steps.turned.y - x),
    };
    let straight = match steps.is_straight() {
        true => turned,
        false => steps.middle() + steps.way.rotate(turned - 0.5 * steps.turned),
    };
    straight - steps.corner()
}

/// Where a point of the adjusted photo (px) lies in the photo itself.
pub fn stored_from_adjusted(
    size_px: [u32; 2],
    quarter_turns: u8,
    straighten_deg: f64,
    crop: Option<[f64; 4]>,
    point_px: DVec2,
) -> DVec2 {
    let steps = AdjustSteps::new(size_px, quarter_turns, straighten_deg, crop);
    let straight = point_px + steps.corner();
    let turned = match steps.is_straight() {
        true => straight,
        false => steps.turned_from_straight(straight),
    };
    let DVec2 { x, y } = turned;
    match steps.quarters {
        0 => turned,
        1 => DVec2::new(y, steps.turned.x - x),
        2 => steps.turned - turned,
        _ => DVec2::new(steps.turned.y - y, x),
    }
}

impl Photo {
    /// The photo turned, straightened and cropped. Without any of them it is the same, to the bit; quarter turns and crop
    /// move pixels and change none. The 35 mm equivalent focal length follows, so that the focal length in px stays.
    pub fn adjusted(&self, quarter_turns: u8, straighten_deg: f64, crop: Option<[f64; 4]>) -> Photo {
        let size_px = [self.width_px, self.height_px];
        let steps = AdjustSteps::new(size_px, quarter_turns, straighten_deg, crop);
        let samples = match &self.samples {
            PhotoSamples::U8(samples) => PhotoSamples::U8(adjusted(self, samples, &steps, |code| code as u8)),
            PhotoSamples::U16(samples) => {
                PhotoSamples::U16(adjusted(self, samples, &steps, |code| code as u16))
            }
        };
        let mut photo = Photo {
            samples,
            ..self.without_samples()
        };
        let [x, y, width, height] = steps.crop;
        if steps.is_straight() {
            [photo.width_px, photo.height_px] = steps.straight;
            photo.cut(x, y, width, height);
        } else {
            [photo.width_px, photo.height_px] = [width, height];
        }
        let longer = |width: u32, height: u32| f64::from(width.max(height));
        let zoom = longer(self.width_px, self.height_px) / longer(width, height);
        photo.facts.focal_35mm_equivalent_mm = self.facts.focal_35mm_equivalent_mm.map(|mm| mm * zoom);
        photo
    }
}

/// Turned samples; straightened and cropped ones where the photo is straightened.
fn adjusted<T>(photo: &Photo, samples: &[T], steps: &AdjustSteps, code: impl Fn(f64) -> T) -> Vec<T>
where
    T: Copy + Default + Into<f64>,
{
    // A quarter turn clockwise is what EXIF's 6 asks for, two are its 3, three its 8.
    let orientation = [1, 6, 3, 8][steps.quarters as usize];
    let channels = photo.channels.count();
    let (width, height) = (photo.width_px as usize, photo.height_px as usize);
    let (turned, width, height) = orient::upright(samples.to_vec(), width, height, channels, orientation);
    if steps.is_straight() {
        return turned;
    }
    let source = UprightSource {
        samples: &turned,
        width,
        height,
    };
    match channels {
        1 => source.straightened::<1>(steps, code),
        2 => source.straightened::<2>(steps, code),
        3 => source.straightened::<3>(steps, code),
        _ => source.straightened::<4>(steps, code),
    }
}

struct UprightSource<'a, T> {
    samples: &'a [T],
    width: usize,
    height: usize,
}

impl<T: Copy + Into<f64>> UprightSource<'_, T> {
    /// The crop of the straightened picture, by Catmull-Rom's bicubic kernel in the file's own codes.
    fn straightened<const N: usize>(&self, steps: &AdjustSteps, code: impl Fn(f64) -> T) -> Vec<T> {
        let [left, top, width, height] = steps.crop;
        let most = if size_of::<T>() == 1 { 255.0 } else { 65_535.0 };
        let mut out = Vec::with_capacity(width as usize * height as usize * N);
        for y in top..top + height {
            for x in left..left + width {
                let at = DVec2::new(f64::from(x) + 0.5, f64::from(y) + 0.5);
                let mixed = self.mixed::<N>(steps.turned_from_straight(at) - 0.5);
                out.extend(mixed.map(|value| code((value + 0.5).clamp(0.0, most))));
            }
        }
        out
    }

    /// The samples between pixels; `at` counts from the middle of the first pixel. Outside, the border is repeated.
    fn mixed<const N: usize>(&self, at: DVec2) -> [f64; N] {
        let pixels = self.samples.as_chunks::<N>().0;
        let (base, part) = (at.floor(), at.fract_gl());
        let (across, down) = (cubic(part.x), cubic(part.y));
        let inside = |at: f64, step: usize, size: usize| {
            (at as i64 + step as i64 - 1).clamp(0, size as i64 - 1) as usize
        };
        let columns: [usize; 4] = std::array::from_fn(|step| inside(base.x, step, self.width));
        let mut sum = [0.0; N];
        for (step, down) in down.into_iter().enumerate() {
            let row = inside(base.y, step, self.height) * self.width;
            for (column, across) in columns.iter().zip(across) {
                let weight = down * across;
                for (sum, sample) in sum.iter_mut().zip(pixels[row + column]) {
                    *sum += weight * sample.into();
                }
            }
        }
        sum
    }
}

/// Weights of four neighbours for a place `t` (0–1) between the middle two.
fn cubic(t: f64) -> [f64; 4] {
    let (t2, t3) = (t * t, t * t * t);
    [
        0.5 * (-t + 2.0 * t2 - t3),
        0.5 * (2.0 - 5.0 * t2 + 3.0 * t3),
        0.5 * (t + 4.0 * t2 - 3.0 * t3),
        0.5 * (t3 - t2),
    ]
}
