//! A colour cast taken out: each channel's light by its own gain, before and after alike.

use super::{Photo, PhotoSamples};

/// Gains beyond these are no cast but a mistake.
pub const BALANCE_RANGE: [f64; 2] = [0.4, 2.5];

impl Photo {
    /// The photo with the light of its own red, green and blue multiplied by gains (clamped to [`BALANCE_RANGE`]); light
    /// beyond white stays white. Grey photos have no cast and stay as they are.
    #[must_use]
    pub fn balanced(mut self, gains: [f64; 3]) -> Photo {
        if self.channels.is_grey() {
            return self;
        }
        let codes: [Vec<u16>; 3] = std::array::from_fn(|channel| {
            let gain = gains[channel].clamp(BALANCE_RANGE[0], BALANCE_RANGE[1]) as f32;
            let decode = &self.colour.decode[channel];
            decode.iter().map(|light| nearest(decode, light * gain)).collect()
        });
        let channels = self.channels.count();
        match &mut self.samples {
            PhotoSamples::U8(samples) => {
                for pixel in samples.chunks_exact_mut(channels) {
                    (0..3).for_each(|c| pixel[c] = codes[c][usize::from(pixel[c])] as u8);
                }
            }
            PhotoSamples::U16(samples) => {
                for pixel in samples.chunks_exact_mut(channels) {
                    (0..3).for_each(|c| pixel[c] = codes[c][usize::from(pixel[c])]);
                }
            }
        }
        self.is_balanced = true;
        self
    }
}

/// The code whose light is nearest.
fn nearest(decode: &[f32], light: f32) -> u16 {
    let above = decode
        .partition_point(|value| *value < light)
        .min(decode.len() - 1);
    let below = above.saturating_sub(1);
    let nearer_below = light - decode[below] < decode[above] - light;
    (if nearer_below { below } else { above }) as u16
}
