//! Linear light of a photo, pixel by pixel and as a reduced plate.

use crate::photo::{LUMINANCE_WEIGHTS, Photo, PhotoSamples};
use glam::{DVec2, Vec3};

/// Samples to each side of a plate's cell at most: enough to calm noise.
const SAMPLES: usize = 4;

/// Reads a photo's pixels as linear light, sRGB primaries.
pub(super) struct LinearLight<'a> {
    photo: &'a Photo,
    matrix: [[f32; 3]; 3],
    width: usize,
    height: usize,
}

impl<'a> LinearLight<'a> {
    pub(super) fn of(photo: &'a Photo) -> Self {
        let matrix = photo.colour.linear_srgb_from_linear_profile;
        LinearLight {
            photo,
            matrix: matrix.map(|row| row.map(|value| value as f32)),
            width: photo.width_px as usize,
            height: photo.height_px as usize,
        }
    }

    /// The light of the pixel (clamped to the photo), each channel at least 0; 1 is the photo's white.
    pub(super) fn rgb(&self, x: i64, y: i64) -> Vec3 {
        let own = self.own(x, y);
        if self.photo.channels.is_grey() {
            return own;
        }
        let row = |k: usize| Vec3::from(self.matrix[k]).dot(own).max(0.0);
        Vec3::new(row(0), row(1), row(2))
    }

    /// The same in the photo's own primaries.
    pub(super) fn own(&self, x: i64, y: i64) -> Vec3 {
        let x = x.clamp(0, self.width as i64 - 1) as usize;
        let y = y.clamp(0, self.height as i64 - 1) as usize;
        let start = (y * self.width + x) * self.photo.channels.count();
        let decode = &self.photo.colour.decode;
        let code = |channel: usize| match &self.photo.samples {
            PhotoSamples::U8(samples) => decode[channel][samples[start + channel] as usize],
            PhotoSamples::U16(samples) => decode[channel][samples[start + channel] as usize],
        };
        if self.photo.channels.is_grey() {
            return Vec3::splat(code(0));
        }
        Vec3::new(code(0), code(1), code(2))
    }

    /// Luminance of the pixel.
    pub(super) fn luminance(&self, x: i64, y: i64) -> f32 {
        luminance(self.rgb(x, y))
    }
}

/// Luminance of linear sRGB light.
pub(super) fn luminance(rgb: Vec3) -> f32 {
    rgb.dot(Vec3::from(LUMINANCE_WEIGHTS.map(|weight| weight as f32)))
}

/// A grid of square cells over a part of a photo.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct CellGrid {
    /// Upper left corner, px.
    pub(super) corner_px: DVec2,
    /// Side of a cell, px.
    pub(super) cell_px: f64,
    pub(super) width: usize,
    pub(super) height: usize,
}

impl CellGrid {
    /// Cells of `cell_px` that cover the part from `low` to `high`.
    pub(super) fn over(low: DVec2, high: DVec2, cell_px: f64) -> Self {
        let cells = ((high - low) / cell_px).ceil().max(DVec2::ONE);
        CellGrid {
            corner_px: low,
            cell_px,
            width: cells.x as usize,
            height: cells.y as usize,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.width * self.height
    }

    /// Middle of a cell, px.
    pub(super) fn middle_px(&self, index: usize) -> DVec2 {
        let cell = DVec2::new((index % self.width) as f64, (index / self.width) as f64);
        self.corner_px + (cell + 0.5) * self.cell_px
    }

    /// The cell that holds a point of the photo.
    pub(super) fn cell_of(&self, photo_px: DVec2) -> Option<usize> {
        let cell = (photo_px - self.corner_px) / self.cell_px;
        let size = DVec2::new(self.width as f64, self.height as f64);
        let inside = cell.cmpge(DVec2::ZERO).all() && cell.cmplt(size).all();
        inside.then(|| cell.y as usize * self.width + cell.x as usize)
    }
}

/// Mean light of each cell of a grid; cells beyond the photo repeat its border.
pub(super) fn linear_plate(light: &LinearLight<'_>, grid: &CellGrid) -> Vec<Vec3> {
    let count = (grid.cell_px.ceil() as usize).clamp(1, SAMPLES);
    let step = grid.cell_px / count as f64;
    let mean = |index: usize| {
        let corner = grid.middle_px(index) - 0.5 * grid.cell_px;
        let mut sum = Vec3::ZERO;
        for y in 0..count {
            for x in 0..count {
                let at = corner + (DVec2::new(x as f64, y as f64) + 0.5) * step;
                sum += light.rgb(at.x.floor() as i64, at.y.floor() as i64);
            }
        }
        sum / (count * count) as f32
    };
    (0..grid.len()).map(mean).collect()
}
