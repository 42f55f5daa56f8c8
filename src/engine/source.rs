//! Samples between the photo and the device: rectangles out of it, codes back into it.

use super::{EngineError, PixelRect};
use crate::photo::{Photo, PhotoSamples, off_white, on_white};
use crate::plan::picture::tiles::{PictureTile, PictureTiling};

/// Refuses rectangles that don't lie in the photo, and empty pictures.
pub(super) fn check_rect(photo: &Photo, rect: PixelRect, output_size: [u32; 2]) -> Result<(), EngineError> {
    let inside =
        |at: u32, size: u32, limit: u32| size > 0 && at.checked_add(size).is_some_and(|end| end <= limit);
    let fits = inside(rect.x, rect.width, photo.width_px) && inside(rect.y, rect.height, photo.height_px);
    if fits && output_size[0] > 0 && output_size[1] > 0 {
        return Ok(());
    }
    Err(EngineError::Rect {
        x: rect.x,
        y: rect.y,
        width: rect.width,
        height: rect.height,
        photo_width: photo.width_px,
        photo_height: photo.height_px,
    })
}

/// Samples of the photo's kind, all zero.
pub(super) fn blank(photo: &Photo, count: usize) -> PhotoSamples {
    match photo.samples {
        PhotoSamples::U8(_) => PhotoSamples::U8(vec![0; count]),
        PhotoSamples::U16(_) => PhotoSamples::U16(vec![0; count]),
    }
}

/// The samples of a rectangle as four codes a pixel: grey is repeated; where the photo has alpha it lies on white.
pub(super) fn four_codes<T>(photo: &Photo, samples: &[T], rect: PixelRect) -> Vec<T>
where
    T: Copy + Default + Into<u32> + TryFrom<u32>,
{
    let full = match photo.samples {
        PhotoSamples::U8(_) => u8::MAX.into(),
        PhotoSamples::U16(_) => u16::MAX.into(),
    };
    // What is laid on white stays a code of the same kind.
    let laid = |code: T, alpha: T| T::try_from(on_white(code.into(), alpha.into(), full)).unwrap_or(code);
    let has_alpha = photo.channels.has_alpha();
    let channels = photo.channels.count();
    let grey = photo.channels.is_grey();
    let mut codes = Vec::with_capacity(rect.width as usize * rect.height as usize * 4);
    for y in rect.y..rect.y + rect.height {
        let start = (y as usize * photo.width_px as usize + rect.x as usize) * channels;
        for pixel in samples[start..start + rect.width as usize * channels].chunks_exact(channels) {
            let mut colours = if grey {
                [pixel[0]; 3]
            } else {
                [pixel[0], pixel[1], pixel[2]]
            };
            if has_alpha {
                colours = colours.map(|code| laid(code, pixel[channels - 1]));
            }
            let [red, green, blue] = colours;
            codes.extend([red, green, blue, T::default()]);
        }
    }
    codes
}

/// What the present pass says of a pixel: three codes and whether there is ink.
fn unpack(words: [u32; 2]) -> ([u16; 3], bool) {
    (
        [words[0] as u16, (words[0] >> 16) as u16, words[1] as u16],
        words[1] >> 16 != 0,
    )
}

/// Puts a tile into a picture of three samples a pixel.
pub(super) fn put_tile(rgb: &mut PhotoSamples, width_px: u32, output: &PixelRect, codes: &[[u32; 2]]) {
    fn put<T: Copy>(
        rgb: &mut [T],
        stride: usize,
        output: &PixelRect,
        codes: &[[u32; 2]],
        sample: impl Fn(u16) -> T,
    ) {
        for (row, words) in codes.chunks_exact(output.width as usize).enumerate() {
            let start = (output.y as usize + row) * stride + output.x as usize * 3;
            let line = &mut rgb[start..start + words.len() * 3];
            for (pixel, &words) in line.chunks_exact_mut(3).zip(words) {
                pixel.copy_from_slice(&unpack(words).0.map(&sample));
            }
        }
    }
    let stride = width_px as usize * 3;
    match rgb {
        PhotoSamples::U8(samples) => put(samples, stride, output, codes, |code| code as u8),
        PhotoSamples::U16(samples) => put(samples, stride, output, codes, |code| code),
    }
}

/// Overwrites the pixels of the photo that have ink; all others, and alpha, stay as they are. The codes come from the photo on
/// white, so pixels with alpha are taken off it again.
pub(super) fn put_ink(photo: &mut Photo, tiling: &PictureTiling, tile: &PictureTile, codes: &[[u32; 2]]) {
    let channels = photo.channels.count();
    let colours = if photo.channels.is_grey() { 1 } else { 3 };
    for (row, words) in codes.chunks_exact(tile.output.width as usize).enumerate() {
        let y = (tiling.rect.y + tile.output.y) as usize + row;
        let x = (tiling.rect.x + tile.output.x) as usize;
        let start = (y * photo.width_px as usize + x) * channels;
        for (pixel, &words) in words.iter().enumerate() {
            let (codes, ink) = unpack(words);
            if !ink {
                continue;
            }
            let at = start + pixel * channels;
            match &mut photo.samples {
                PhotoSamples::U8(samples) => {
                    put_pixel(&mut samples[at..at + channels], &codes[..colours], u8::MAX)
                }
                PhotoSamples::U16(samples) => {
                    put_pixel(&mut samples[at..at + channels], &codes[..colours], u16::MAX)
                }
            }
        }
    }
}

/// Writes the colours of one pixel; `full` is its largest code.
fn put_pixel<T: Copy + Into<u32> + TryFrom<u32>>(pixel: &mut [T], codes: &[u16], full: T) {
    let (colours, alpha) = pixel.split_at_mut(codes.len());
    let alpha = alpha.first().map_or(full.into(), |alpha| (*alpha).into());
    for (sample, code) in colours.iter_mut().zip(codes) {
        *sample = T::try_from(off_white(u32::from(*code), alpha, full.into())).unwrap_or(full);
    }
}
