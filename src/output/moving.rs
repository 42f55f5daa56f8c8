//! Moving pictures: GIF and WebP (lossless), from pictures of one size.

use super::EncodeError;
use image::codecs::gif::{GifEncoder, Repeat};
use image::codecs::webp::WebPEncoder;
use image::{Delay, ExtendedColorType, Frame, ImageError, RgbImage};

/// Speed of the palette's search: 1 is best, 30 fastest.
const GIF_SPEED: i32 = 10;
/// Longest side of a WebP, px (its header holds 14 bits).
const WEBP_SIDE_PX: u32 = 16_383;

/// A GIF that repeats for ever; 256 colours a picture. `delays_ms` says how long each picture stands.
///
/// # Errors
/// The pictures can't be encoded.
pub fn gif(frames: &[RgbImage], delays_ms: &[u32]) -> Result<Vec<u8>, EncodeError> {
    let mut bytes = Vec::new();
    {
        let mut encoder = GifEncoder::new_with_speed(&mut bytes, GIF_SPEED);
        encoder.set_repeat(Repeat::Infinite).map_err(wrong)?;
        for (frame, delay_ms) in frames.iter().zip(delays_ms) {
            let rgba = image::DynamicImage::ImageRgb8(frame.clone()).into_rgba8();
            let delay = Delay::from_numer_denom_ms(*delay_ms, 1);
            encoder
                .encode_frame(Frame::from_parts(rgba, 0, 0, delay))
                .map_err(wrong)?;
        }
    }
    Ok(bytes)
}

/// A lossless WebP that repeats for ever.
///
/// # Errors
/// There is no picture, they differ in size, one is larger than WebP can hold, or encoding fails.
pub fn webp(frames: &[RgbImage], delays_ms: &[u32]) -> Result<Vec<u8>, EncodeError> {
    let size = frames.first().map_or((0, 0), RgbImage::dimensions);
    let alike = frames.iter().all(|frame| frame.dimensions() == size);
    if !alike || size.0.min(size.1) == 0 || size.0.max(size.1) > WEBP_SIDE_PX {
        return Err(EncodeError::TooLarge {
            format: "WebP",
            most: WEBP_SIDE_PX,
            width_px: size.0,
            height_px: size.1,
            advice: "choose one smaller size for all pictures, not empty",
        });
    }
    let three = |value: u32| value.to_le_bytes()[..3].to_vec();
    let canvas = [three(size.0 - 1), three(size.1 - 1)].concat();
    let mut chunks = Vec::new();
    // Flags: animation. Then 24 reserved bits.
    chunk(&mut chunks, b"VP8X", &[&[0b10, 0, 0, 0], &*canvas].concat());
    // Background of no colour; repeats for ever.
    chunk(&mut chunks, b"ANIM", &[0; 6]);
    for (frame, delay_ms) in frames.iter().zip(delays_ms) {
        let mut alone = Vec::new();
        WebPEncoder::new_lossless(&mut alone)
            .encode(frame, size.0, size.1, ExtendedColorType::Rgb8)
            .map_err(wrong)?;
        // Behind 'RIFF', its length and 'WEBP' stands the picture's one chunk.
        let picture = alone.get(12..).unwrap_or_default();
        // At the corner, for so long; do not blend, do not dispose.
        let head = [vec![0; 6], canvas.clone(), three(*delay_ms), vec![0b10]].concat();
        chunk(&mut chunks, b"ANMF", &[&*head, picture].concat());
    }
    let mut bytes = Vec::new();
    chunk(&mut bytes, b"RIFF", &[b"WEBP", &*chunks].concat());
    Ok(bytes)
}

/// Appends a chunk: name, length, content, even.
fn chunk(out: &mut Vec<u8>, name: &[u8; 4], content: &[u8]) {
    out.extend(name);
    out.extend((content.len() as u32).to_le_bytes());
    out.extend(content);
    if content.len() % 2 == 1 {
        out.push(0);
    }
}

fn wrong(error: ImageError) -> EncodeError {
    EncodeError::Write {
        format: "moving picture",
        detail: error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::codecs::gif::GifDecoder;
    use image::codecs::webp::WebPDecoder;
    use image::{AnimationDecoder, Rgb};
    use std::io::Cursor;

    const DELAYS_MS: [u32; 3] = [500, 100, 2000];

    fn frames() -> Vec<RgbImage> {
        let tone =
            |n: u32| RgbImage::from_fn(31, 17, |x, y| Rgb([(60 * n + 2 * x) as u8, (9 * y) as u8, 90]));
        (0..3).map(tone).collect()
    }

    fn check<'a>(decoder: impl AnimationDecoder<'a>, most_error: u8) {
        let decoded = decoder.into_frames().collect_frames().unwrap();
        assert_eq!(decoded.len(), 3);
        for ((frame, wanted), delay_ms) in decoded.iter().zip(frames()).zip(DELAYS_MS) {
            let (numerator, denominator) = frame.delay().numer_denom_ms();
            assert_eq!(numerator / denominator, delay_ms);
            assert_eq!(frame.buffer().dimensions(), wanted.dimensions());
            for (got, wanted) in frame.buffer().pixels().zip(wanted.pixels()) {
                let near = |c: usize| got.0[c].abs_diff(wanted.0[c]) <= most_error;
                assert!((0..3).all(near), "{got:?} {wanted:?}");
            }
        }
    }

    #[test]
    fn moving_pictures_come_back_with_their_times() {
        let gif = gif(&frames(), &DELAYS_MS).unwrap();
        check(GifDecoder::new(Cursor::new(gif)).unwrap(), 40);
        let webp = webp(&frames(), &DELAYS_MS).unwrap();
        check(WebPDecoder::new(Cursor::new(webp)).unwrap(), 0);
    }

    #[test]
    fn nothing_and_pictures_of_two_sizes_make_no_webp() {
        assert!(webp(&[], &[]).is_err());
        let two = [RgbImage::new(8, 8), RgbImage::new(9, 8)];
        assert!(webp(&two, &[100, 100]).is_err());
    }
}
