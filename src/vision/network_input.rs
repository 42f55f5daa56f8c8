//! Squares of a photo as the networks want them: small, sRGB codes from 0 to 1, turned as asked.

use crate::photo::Photo;
use glam::{DMat3, DVec2, DVec3};
use std::cell::OnceCell;
use std::sync::LazyLock;

/// Samples along each side of a cell: enough to calm noise and avoid moiré, whatever the photo's size.
const SAMPLES_A_SIDE: usize = 5;
/// Steps of the table from linear light to sRGB codes (over the square root of light).
const ENCODE_STEPS: usize = 2048;

/// A square on the photo.
#[derive(Clone, Copy, Debug)]
pub(super) struct PhotoSquare {
    pub(super) centre_px: DVec2,
    /// Length of a side, px.
    pub(super) side_px: f64,
    /// How far the square is turned clockwise against the photo, radians.
    pub(super) turn_rad: f64,
}

impl PhotoSquare {
    /// The place in the photo of a place in the square, 0 to 1 across and down.
    pub(super) fn photo_from_unit(&self, unit: DVec2) -> DVec2 {
        self.centre_px + DVec2::from_angle(self.turn_rad).rotate((unit - 0.5) * self.side_px)
    }
}

/// What stands beyond the photo's border.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BorderFill {
    Black,
    Replicated,
}

/// The square as `count` × `count` pixels, red, green and blue of each, 0 to 1.
pub(super) fn square(photo: &Photo, square: &PhotoSquare, count: usize, beyond: BorderFill) -> Vec<f32> {
    let place = |x: usize, y: usize| {
        let unit = (DVec2::new(x as f64, y as f64) + 0.5) / count as f64;
        square.photo_from_unit(unit)
    };
    let step_px = square.side_px / count as f64;
    let corners = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)];
    let corners = corners.map(|(x, y)| square.photo_from_unit(DVec2::new(x, y)));
    let low = corners.into_iter().fold(DVec2::INFINITY, DVec2::min);
    let high = corners.into_iter().fold(DVec2::NEG_INFINITY, DVec2::max);
    let patch = PhotoPatch::of(photo, low, high, step_px);
    let size = DVec2::new(f64::from(photo.width_px), f64::from(photo.height_px));
    let mut out = Vec::with_capacity(3 * count * count);
    for y in 0..count {
        for x in 0..count {
            let at = place(x, y);
            let outside = at.cmplt(DVec2::ZERO).any() || at.cmpge(size).any();
            match outside && beyond == BorderFill::Black {
                true => out.extend([0.0; 3]),
                false => out.extend(patch.at(at)),
            }
        }
    }
    out
}

/// A part of the photo, reduced by a whole number: cells of mean sRGB colour.
pub(super) struct PhotoPatch {
    corner_px: DVec2,
    cell_px: f64,
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) cells: Vec<[f32; 3]>,
}

impl PhotoPatch {
    /// The part between two corners as far as the photo goes, in cells of about `step_px` (1 px at least).
    pub(super) fn of(photo: &Photo, low_px: DVec2, high_px: DVec2, step_px: f64) -> Self {
        let size = [photo.width_px as usize, photo.height_px as usize];
        // One cell more on each side, for the interpolation.
        let cell = (step_px.round() as usize).max(1);
        let first = |low: f64, size: usize| ((low.max(0.0) as usize).min(size - 1)).saturating_sub(cell);
        let last = |high: f64, size: usize| ((high.max(0.0).ceil() as usize).saturating_add(cell)).min(size);
        let (x, y) = (first(low_px.x, size[0]), first(low_px.y, size[1]));
        let across = last(high_px.x, size[0]).max(x + 1) - x;
        let down = last(high_px.y, size[1]).max(y + 1) - y;
        let (width, height) = (across.div_ceil(cell), down.div_ceil(cell));
        let reader = PatchReader::new(photo);
        let mut cells = Vec::with_capacity(width * height);
        for row in 0..height {
            for column in 0..width {
                let (left, top) = (x + column * cell, y + row * cell);
                let room = [cell.min(size[0] - left), cell.min(size[1] - top)];
                cells.push(reader.mean(left, top, room));
            }
        }
        let corner_px = DVec2::new(x as f64, y as f64);
        PhotoPatch {
            corner_px,
            cell_px: cell as f64,
            width,
            height,
            cells,
        }
    }

    /// The colour at a place of the photo, between the middles of cells; beyond the border the border's.
    pub(super) fn at(&self, photo_px: DVec2) -> [f32; 3] {
        let most = DVec2::new((self.width - 1) as f64, (self.height - 1) as f64);
        let cell = ((photo_px - self.corner_px) / self.cell_px - 0.5).clamp(DVec2::ZERO, most);
        let (x, y) = (cell.x as usize, cell.y as usize);
        let (right, below) = ((x + 1).min(self.width - 1), (y + 1).min(self.height - 1));
        let (across, down) = ((cell.x - x as f64) as f32, (cell.y - y as f64) as f32);
        let [a, b] = [x, right].map(|x| self.cells[y * self.width + x]);
        let [c, d] = [x, right].map(|x| self.cells[below * self.width + x]);
        std::array::from_fn(|i| {
            let upper = a[i] + (b[i] - a[i]) * across;
            let lower = c[i] + (d[i] - c[i]) * across;
            upper + (lower - upper) * down
        })
    }
}

/// Reads mean colours from a photo of any kind.
struct PatchReader<'a> {
    photo: &'a Photo,
    /// Whether the photo's codes are sRGB's.
    is_srgb: bool,
    /// Codes that stand where the photo is cut out: its background goes on there.
    beyond_cut: OnceCell<[f32; 3]>,
}

/// From the square root of linear light to sRGB codes, in even steps.
static ENCODE: LazyLock<Vec<f32>> = LazyLock::new(|| {
    let code = |step: usize| srgb_code((step as f64 / ENCODE_STEPS as f64).powi(2)) as f32;
    (0..=ENCODE_STEPS).map(code).collect()
});

/// Alpha from which a pixel shows something.
pub(super) const OPAQUE: f32 = 0.5;
/// Rows and pixels in a row that are looked at for the border of a cut-out.
const CUT_STEPS: usize = 512;

impl<'a> PatchReader<'a> {
    fn new(photo: &'a Photo) -> Self {
        let matrix = photo.colour.linear_srgb_from_linear_profile;
        let plain = DMat3::from_cols_array_2d(&matrix).abs_diff_eq(DMat3::IDENTITY, 1e-3);
        let middle = photo.colour.decode[1].get(photo.colour.decode[1].len() / 2);
        // sRGB's code 128 is 0.2159 of full light.
        let is_srgb = plain && middle.is_some_and(|light| (light - 0.2159).abs() < 0.01);
        PatchReader {
            photo,
            is_srgb,
            beyond_cut: OnceCell::new(),
        }
    }

    /// Mean codes just inside the border of a cut-out, over the upper half, where heads stand before a background.
    fn border_of_cut(&self) -> Option<[f32; 3]> {
        let [width, height] = [self.photo.width_px, self.photo.height_px].map(|side| side as usize);
        let (across, down) = (width.div_ceil(CUT_STEPS), height.div_ceil(CUT_STEPS));
        let (mut sum, mut count) = ([0.0; 3], 0.0);
        for y in (0..height / 2).step_by(down) {
            let row: Vec<Option<[f32; 3]>> = (0..width).step_by(across).map(|x| self.seen(x, y)).collect();
            let inside = row.windows(2).filter_map(|pair| match pair {
                [Some(codes), None] | [None, Some(codes)] => Some(codes),
                _ => None,
            });
            for codes in inside {
                (0..3).for_each(|k| sum[k] += codes[k]);
                count += 1.0;
            }
        }
        (count > 0.0).then(|| sum.map(|sum| sum / count))
    }

    /// The mean of a block of pixels.
    fn mean(&self, left: usize, top: usize, size: [usize; 2]) -> [f32; 3] {
        let [across, down] = size.map(|side| side.min(SAMPLES_A_SIDE));
        let mut sum = [0.0_f32; 3];
        for j in 0..down {
            let y = top + (2 * j + 1) * size[1] / (2 * down);
            for i in 0..across {
                let x = left + (2 * i + 1) * size[0] / (2 * across);
                let codes = self.codes(x, y);
                (0..3).for_each(|k| sum[k] += codes[k]);
            }
        }
        let count = (across * down) as f32;
        self.srgb(sum.map(|sum| sum / count))
    }

    fn codes(&self, x: usize, y: usize) -> [f32; 3] {
        let beyond_cut = || self.border_of_cut().unwrap_or([0.5; 3]);
        self.seen(x, y)
            .unwrap_or_else(|| *self.beyond_cut.get_or_init(beyond_cut))
    }

    /// Codes of a pixel; none where it is transparent.
    fn seen(&self, x: usize, y: usize) -> Option<[f32; 3]> {
        let channels = self.photo.channels;
        let start = (y * self.photo.width_px as usize + x) * channels.count();
        let code = |channel: usize| self.photo.samples.code(start + channel) as f32;
        if channels.has_alpha() && code(channels.count() - 1) < OPAQUE {
            return None;
        }
        Some(match channels.is_grey() {
            true => [code(0); 3],
            false => [code(0), code(1), code(2)],
        })
    }

    fn srgb(&self, codes: [f32; 3]) -> [f32; 3] {
        if self.is_srgb {
            return codes;
        }
        let colour = &self.photo.colour;
        let light: [f64; 3] = std::array::from_fn(|i| {
            let table = &colour.decode[i];
            let index = (codes[i] * table.len().saturating_sub(1) as f32).round() as usize;
            f64::from(table.get(index).copied().unwrap_or(codes[i]))
        });
        colour.linear_srgb_from_linear_profile.map(|row| {
            let linear = DVec3::from(row).dot(DVec3::from(light)).clamp(0.0, 1.0);
            ENCODE[(linear.sqrt() * ENCODE_STEPS as f64).round() as usize]
        })
    }
}

/// IEC 61966-2-1.
fn srgb_code(linear: f64) -> f64 {
    match linear <= 0.003_130_8 {
        true => 12.92 * linear,
        false => 1.055 * libm::pow(linear, 1.0 / 2.4) - 0.055,
    }
}
