//! Any photo as plain sRGB of 8 bits, for formats that hold nothing else.

use crate::photo::{Photo, PhotoSamples, on_white};
use image::{Rgb, RgbImage};

/// The photo's colours in sRGB, what lies outside cut off; where it has alpha it lies on white.
pub fn srgb8(photo: &Photo) -> RgbImage {
    let channels = photo.channels.count();
    let grey = photo.channels.is_grey();
    let matrix = photo.colour.linear_srgb_from_linear_profile;
    let stored = |index: usize| match &photo.samples {
        PhotoSamples::U8(samples) => (u32::from(samples[index]), u32::from(u8::MAX)),
        PhotoSamples::U16(samples) => (u32::from(samples[index]), u32::from(u16::MAX)),
    };
    let has_alpha = photo.channels.has_alpha();
    let code = |first: usize, index: usize| {
        let (code, full) = stored(index);
        let laid = match has_alpha {
            true => on_white(code, stored(first + channels - 1).0, full),
            false => code,
        };
        laid as usize
    };
    RgbImage::from_fn(photo.width_px, photo.height_px, |x, y| {
        let first = (y as usize * photo.width_px as usize + x as usize) * channels;
        let own: [f64; 3] = std::array::from_fn(|c| {
            let index = if grey { first } else { first + c };
            f64::from(photo.colour.decode[c][code(first, index)])
        });
        Rgb(matrix.map(|row| encoded(row.iter().zip(own).map(|(a, b)| a * b).sum())))
    })
}

/// sRGB's curve (IEC 61966-2-1), 8 bits.
fn encoded(light: f64) -> u8 {
    let light = light.clamp(0.0, 1.0);
    let value = if light <= 0.003_130_8 {
        12.92 * light
    } else {
        1.055 * light.powf(1.0 / 2.4) - 0.055
    };
    (value * 255.0 + 0.5) as u8
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::photo::{PhotoLimits, decode};

    #[test]
    fn an_srgb_photo_keeps_its_codes() {
        let picture = RgbImage::from_fn(64, 4, |x, y| Rgb([(x * 4) as u8, (y * 60) as u8, 200]));
        let mut bytes = std::io::Cursor::new(Vec::new());
        picture.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
        let photo = decode(bytes.get_ref(), &PhotoLimits::default()).unwrap();
        assert_eq!(srgb8(&photo), picture);
    }
}
