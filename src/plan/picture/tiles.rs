//! Sizes: which tiles a picture is drawn in, how finely dots are accumulated, and the halo grid.

use crate::passes::shared::SplatParams;
use crate::photo::Photo;

/// A rectangle of the upright photo, px.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PixelRect {
    /// Left edge.
    pub x: u32,
    /// Upper edge.
    pub y: u32,
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
}

impl PixelRect {
    /// The whole of a photo.
    ///
    /// ```
    /// use shadowline::engine::PixelRect;
    /// use shadowline::photo::{PhotoLimits, decode};
    /// let bytes = std::fs::read("assets/demo/head.jpg").unwrap();
    /// let photo = decode(&bytes, &PhotoLimits::default()).unwrap();
    /// assert_eq!(PixelRect::whole(&photo), PixelRect { x: 0, y: 0, width: 3000, height: 4000 });
    /// ```
    pub fn whole(photo: &Photo) -> Self {
        PixelRect {
            x: 0,
            y: 0,
            width: photo.width_px,
            height: photo.height_px,
        }
    }
}

/// Accumulator pixels are never larger than this on the head, mm.
pub const MAX_ACCUMULATOR_MM: f64 = 0.3;
/// Standard deviation of a dot's halo, mm: wide enough that the grey between dots is even, as photos show it (docs/look.md); the
/// Monte Carlo of a short deposit alone says 0.5 in blue to 0.8 in red (docs/optics.md).
pub const HALO_SIGMA_MM: f64 = 1.2;
/// Largest cell of the halo grid, mm: 1.3 deviations of the halo, so that the field between cells is still smooth.
const MAX_HALO_CELL_MM: f64 = 1.6;
/// Ink can reach this far from its dot, mm: three deviations of the halo, and a cell.
pub const INK_REACH_MM: f64 = 3.0 * HALO_SIGMA_MM + 2.0;
/// Most accumulator pixels of one tile: three words each stay under the 128 MiB that every device can bind.
const MAX_ACCUMULATOR_PX: u32 = 8 << 20;
/// Most output pixels of one tile.
const MAX_TILE_PX: u32 = 2 << 20;
/// The same for the screen: a 4K picture is one tile, so that its light stays on the device from frame to frame. Its linear
/// light is just under what every device can bind.
const MAX_SCREEN_TILE_PX: u32 = 8 << 20;
/// Widest tile, px: keeps tiles of wide pictures from becoming slivers.
const MAX_TILE_WIDTH_PX: u32 = 4096;
/// Longest side of the source of one tile, px: the texture that every device can hold.
const MAX_SOURCE_PX: u32 = 8192;

/// Accumulator pixels per output pixel, each way: a power of two up to 32.
pub fn supersample(mm_per_output_px: f64) -> u32 {
    let mut factor = 1;
    while factor < 32 && mm_per_output_px / f64::from(factor) > MAX_ACCUMULATOR_MM {
        factor *= 2;
    }
    factor
}

/// The grid on which halos are accumulated: photo pixels in blocks, anchored to the photo's corner so that every tile and
/// every crop reads the same cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HaloGrid {
    /// Photo pixels per cell, each way.
    pub cell_px: u32,
    /// First cell, may lie outside the photo.
    pub first: [i32; 2],
    /// Cells each way.
    pub size: [u32; 2],
}

impl HaloGrid {
    /// The grid over a box of the photo (px).
    pub fn over(ink_box_px: [f64; 4], mm_per_px: f64) -> Self {
        let mut cell_px = 1;
        while cell_px < 1024 && mm_per_px * f64::from(cell_px * 2) <= MAX_HALO_CELL_MM {
            cell_px *= 2;
        }
        let cell = |px: f64| px / f64::from(cell_px);
        let first = [
            cell(ink_box_px[0]).floor() as i32 - 1,
            cell(ink_box_px[1]).floor() as i32 - 1,
        ];
        let last = [
            cell(ink_box_px[2]).ceil() as i32 + 1,
            cell(ink_box_px[3]).ceil() as i32 + 1,
        ];
        let size = [0, 1].map(|axis| last[axis].saturating_sub(first[axis]).clamp(1, 2800) as u32);
        HaloGrid { cell_px, first, size }
    }

    /// Words of its accumulator.
    pub fn words(&self) -> u64 {
        3 * u64::from(self.size[0]) * u64::from(self.size[1])
    }

    /// Uniforms of its splat pass.
    pub fn splat_params(&self) -> SplatParams {
        let scale = 1.0 / self.cell_px as f32;
        SplatParams {
            offset_x: self.first[0].cast_unsigned(),
            offset_y: self.first[1].cast_unsigned(),
            grid_width: self.size[0],
            grid_height: self.size[1],
            kind: 1,
            scale_x: scale,
            scale_y: scale,
            halo_sigma_mm: HALO_SIGMA_MM as f32,
            ..SplatParams::default()
        }
    }
}

/// One tile of an output picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PictureTile {
    /// Where it lies in the output, px.
    pub output: PixelRect,
    /// Part of the photo that it is made from, px.
    pub source: PixelRect,
    /// Position of its first pixel in the photo, px.
    pub photo_corner: [f64; 2],
    /// Part of the tile that can hold ink, output px from the tile's corner.
    pub ink: PixelRect,
}

/// How an output picture is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct PictureTiling {
    /// Part of the photo that is shown.
    pub rect: PixelRect,
    /// Photo pixels per output pixel.
    pub step: [f64; 2],
    /// Accumulator pixels per output pixel.
    pub supersample: u32,
    /// The tiles, row by row.
    pub tiles: Vec<PictureTile>,
    /// Blur of the eye, photo px; 0 is none.
    pub eye_sigma_px: f64,
}

impl PictureTiling {
    /// Cuts `rect` of the photo, shown at `output_size`, into tiles. With `only_ink` tiles without ink are left out and
    /// the others cut down to it.
    pub fn new(
        rect: PixelRect,
        output_size: [u32; 2],
        mm_per_px: f64,
        ink_box_px: Option<[f64; 4]>,
        only_ink: bool,
    ) -> Self {
        Self::cut(rect, output_size, mm_per_px, ink_box_px, only_ink, MAX_TILE_PX)
    }

    /// The same for the screen, in as few tiles as a device can hold; the whole photo is taken to be on the device.
    pub fn for_screen(
        rect: PixelRect,
        output_size: [u32; 2],
        mm_per_px: f64,
        ink_box_px: Option<[f64; 4]>,
    ) -> Self {
        Self::cut(
            rect,
            output_size,
            mm_per_px,
            ink_box_px,
            false,
            MAX_SCREEN_TILE_PX,
        )
    }

    fn cut(
        rect: PixelRect,
        output_size: [u32; 2],
        mm_per_px: f64,
        ink_box_px: Option<[f64; 4]>,
        only_ink: bool,
        most_px: u32,
    ) -> Self {
        let step = [
            f64::from(rect.width) / f64::from(output_size[0].max(1)),
            f64::from(rect.height) / f64::from(output_size[1].max(1)),
        ];
        let supersample = supersample(mm_per_px * step[0].max(step[1]));
        let ink = ink_output_box(rect, output_size, step, ink_box_px);
        let area = if only_ink {
            ink
        } else {
            PixelRect {
                x: 0,
                y: 0,
                width: output_size[0],
                height: output_size[1],
            }
        };
        let [across, down] = tile_size(area, step, supersample, most_px);
        let mut tiles = Vec::new();
        for y in (area.y..area.y + area.height).step_by(down as usize) {
            for x in (area.x..area.x + area.width).step_by(across as usize) {
                let width = across.min(area.x + area.width - x);
                let height = down.min(area.y + area.height - y);
                tiles.push(tile(rect, step, PixelRect { x, y, width, height }, ink));
            }
        }
        PictureTiling {
            rect,
            step,
            supersample,
            tiles,
            eye_sigma_px: 0.0,
        }
    }

    /// Widens what each tile is made from by the reach of the eye's blur.
    pub fn seen_from(mut self, eye_sigma_px: f64, photo_size: [u32; 2]) -> Self {
        if eye_sigma_px <= 0.0 {
            return self;
        }
        let reach = (3.0 * eye_sigma_px).ceil() as u32 + 1;
        for tile in &mut self.tiles {
            let source = &mut tile.source;
            let right = (source.x + source.width + reach).min(photo_size[0]);
            let bottom = (source.y + source.height + reach).min(photo_size[1]);
            source.x = source.x.saturating_sub(reach);
            source.y = source.y.saturating_sub(reach);
            source.width = right - source.x;
            source.height = bottom - source.y;
        }
        self.eye_sigma_px = eye_sigma_px;
        self
    }

    /// Uniforms of a tile's splat pass.
    pub fn splat_params(&self, tile: &PictureTile) -> SplatParams {
        let fixed = |px: u32| ((px as i32) * 256).cast_unsigned();
        let scale = self.step.map(|step| (f64::from(self.supersample) / step) as f32);
        SplatParams {
            origin_x: fixed(self.rect.x),
            origin_y: fixed(self.rect.y),
            offset_x: (tile.output.x + tile.ink.x) * self.supersample,
            offset_y: (tile.output.y + tile.ink.y) * self.supersample,
            grid_width: tile.ink.width * self.supersample,
            grid_height: tile.ink.height * self.supersample,
            kind: 0,
            scale_x: scale[0],
            scale_y: scale[1],
            ..SplatParams::default()
        }
    }
}

/// Size of the largest tile, px: as wide as the area where that is possible.
fn tile_size(area: PixelRect, step: [f64; 2], supersample: u32, most_px: u32) -> [u32; 2] {
    let most_px = most_px.min(MAX_ACCUMULATOR_PX / (supersample * supersample));
    let by_source = |step: f64| (f64::from(MAX_SOURCE_PX - 8) / step) as u32;
    let width = area.width.min(by_source(step[0])).clamp(1, MAX_TILE_WIDTH_PX);
    [width, (most_px / width).min(by_source(step[1])).max(1)]
}

/// The ink's box in output pixels, cut to the output.
fn ink_output_box(
    rect: PixelRect,
    output_size: [u32; 2],
    step: [f64; 2],
    ink_box_px: Option<[f64; 4]>,
) -> PixelRect {
    let Some(ink) = ink_box_px else {
        return PixelRect {
            x: 0,
            y: 0,
            width: 0,
            height: 0,
        };
    };
    let cut = |px: f64, corner: u32, step: f64, size: u32| {
        ((px - f64::from(corner)) / step).clamp(0.0, f64::from(size))
    };
    let x0 = cut(ink[0], rect.x, step[0], output_size[0]).floor() as u32;
    let y0 = cut(ink[1], rect.y, step[1], output_size[1]).floor() as u32;
    let x1 = cut(ink[2], rect.x, step[0], output_size[0]).ceil() as u32;
    let y1 = cut(ink[3], rect.y, step[1], output_size[1]).ceil() as u32;
    if x1 <= x0 || y1 <= y0 {
        return PixelRect {
            x: 0,
            y: 0,
            width: 0,
            height: 0,
        };
    }
    PixelRect {
        x: x0,
        y: y0,
        width: x1 - x0,
        height: y1 - y0,
    }
}

fn tile(rect: PixelRect, step: [f64; 2], output: PixelRect, ink: PixelRect) -> PictureTile {
    let corner = |at: u32, origin: u32, step: f64| f64::from(origin) + f64::from(at) * step;
    let photo_corner = [
        corner(output.x, rect.x, step[0]),
        corner(output.y, rect.y, step[1]),
    ];
    // One source pixel more on each side for bilinear enlarging.
    let span = |first: f64, count: u32, step: f64, low: u32, size: u32| {
        let from = (first.floor() as u32).saturating_sub(1).max(low);
        let to = ((first + f64::from(count) * step).ceil() as u32 + 1).min(low + size);
        (from, to.saturating_sub(from).max(1))
    };
    let (x, width) = span(photo_corner[0], output.width, step[0], rect.x, rect.width);
    let (y, height) = span(photo_corner[1], output.height, step[1], rect.y, rect.height);
    let cut = |ink_at: u32, ink_size: u32, at: u32, size: u32| {
        let from = ink_at.max(at);
        let to = (ink_at + ink_size).min(at + size);
        if to > from { (from - at, to - from) } else { (0, 0) }
    };
    let (ink_x, ink_width) = cut(ink.x, ink.width, output.x, output.width);
    let (ink_y, ink_height) = cut(ink.y, ink.height, output.y, output.height);
    PictureTile {
        output,
        source: PixelRect { x, y, width, height },
        photo_corner,
        ink: PixelRect {
            x: ink_x,
            y: ink_y,
            width: ink_width,
            height: ink_height,
        },
    }
}
