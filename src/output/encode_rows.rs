//! One row of a picture in the form that an encoder wants.

use std::borrow::Cow;

use super::encode::EncodeInput;
use crate::photo::{self, Channels, PhotoSamples};

/// A row as PNG stores it: 8 bits as they are, 16 bits big-endian (in `scratch`).
pub(super) fn png_row<'a>(input: &EncodeInput<'a>, y: usize, scratch: &'a mut Vec<u8>) -> &'a [u8] {
    let stride = input.width_px as usize * input.channels.count();
    match input.samples {
        PhotoSamples::U8(samples) => &samples[y * stride..][..stride],
        PhotoSamples::U16(samples) => {
            scratch.clear();
            scratch.extend(
                samples[y * stride..][..stride]
                    .iter()
                    .flat_map(|code| code.to_be_bytes()),
            );
            scratch
        }
    }
}

/// All samples at 8 bits: borrowed where they are so already.
pub(super) fn eight_bit_rows<'a>(input: &EncodeInput<'a>) -> Cow<'a, [u8]> {
    match input.samples {
        PhotoSamples::U8(samples) => Cow::Borrowed(samples),
        PhotoSamples::U16(samples) => {
            Cow::Owned(samples.iter().map(|&code| eight_from_sixteen(code)).collect())
        }
    }
}

/// Rounds to the nearest of the 256 codes (65535 / 255 = 257).
fn eight_from_sixteen(code: u16) -> u8 {
    ((u32::from(code) + 128) / 257) as u8
}

/// Rows for the JPEG encoder, which asks for them one by one: alpha is laid on white, in the codes of the profile.
pub(super) struct JpegRows<'a>(pub EncodeInput<'a>);

impl jpeg_encoder::ImageBuffer for JpegRows<'_> {
    fn get_jpeg_color_type(&self) -> jpeg_encoder::JpegColorType {
        if self.0.channels.is_grey() {
            jpeg_encoder::JpegColorType::Luma
        } else {
            jpeg_encoder::JpegColorType::Ycbcr
        }
    }

    fn width(&self) -> u16 {
        self.0.width_px as u16
    }

    fn height(&self) -> u16 {
        self.0.height_px as u16
    }

    fn fill_buffers(&self, y: u16, buffers: &mut [Vec<u8>; 4]) {
        let stride = self.0.width_px as usize * self.0.channels.count();
        let start = usize::from(y) * stride;
        match self.0.samples {
            PhotoSamples::U8(samples) => fill(&samples[start..][..stride], self.0.channels, buffers),
            PhotoSamples::U16(samples) => {
                let row: Vec<u8> = samples[start..][..stride]
                    .iter()
                    .map(|&code| eight_from_sixteen(code))
                    .collect();
                fill(&row, self.0.channels, buffers);
            }
        }
    }
}

fn fill(row: &[u8], channels: Channels, buffers: &mut [Vec<u8>; 4]) {
    match channels {
        Channels::Grey => buffers[0].extend_from_slice(row),
        Channels::GreyAlpha => {
            buffers[0].extend(
                row.as_chunks::<2>()
                    .0
                    .iter()
                    .map(|&[grey, alpha]| on_white(grey, alpha)),
            );
        }
        Channels::Rgb => fill_ycbcr(row.as_chunks::<3>().0.iter().copied(), buffers),
        Channels::Rgba => fill_ycbcr(
            row.as_chunks::<4>()
                .0
                .iter()
                .map(|&[r, g, b, a]| [on_white(r, a), on_white(g, a), on_white(b, a)]),
            buffers,
        ),
    }
}

fn fill_ycbcr(row: impl ExactSizeIterator<Item = [u8; 3]>, buffers: &mut [Vec<u8>; 4]) {
    let [luma, blue, red, _] = buffers;
    let (start, count) = (luma.len(), row.len());
    for plane in [&mut *luma, &mut *blue, &mut *red] {
        plane.resize(start + count, 0);
    }
    // Slices of one length let the compiler work on many pixels at once; pushing one by one does not.
    let planes = luma[start..]
        .iter_mut()
        .zip(&mut blue[start..])
        .zip(&mut red[start..]);
    for (((luma, blue), red), [r, g, b]) in planes.zip(row) {
        (*luma, *blue, *red) = jpeg_encoder::rgb_to_ycbcr(r, g, b);
    }
}

fn on_white(code: u8, alpha: u8) -> u8 {
    photo::on_white(code.into(), alpha.into(), u8::MAX.into()) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alpha_lies_on_white() {
        assert_eq!(
            [on_white(10, 0), on_white(10, 255), on_white(0, 128)],
            [255, 10, 127]
        );
    }

    #[test]
    fn sixteen_bits_round_to_the_nearest_code() {
        for code in 0..=u16::MAX {
            let want = (f64::from(code) / 257.0).round() as u8;
            assert_eq!(eight_from_sixteen(code), want);
        }
    }
}
