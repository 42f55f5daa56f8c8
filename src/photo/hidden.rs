//! What was cut out of a photo: many programs only set its alpha to nothing and leave the colours in the file. They go when the
//! photo is opened, so that nothing can show or write them; where alpha is left out, the photo lies on white.

use super::{Channels, PhotoSamples};

/// Overwrites the colours of pixels without any alpha with white.
pub(super) fn forget(channels: Channels, samples: &mut PhotoSamples) {
    fn white<T: Copy + PartialEq>(samples: &mut [T], count: usize, [none, full]: [T; 2]) {
        for pixel in samples.chunks_exact_mut(count) {
            if let [colours @ .., alpha] = pixel
                && *alpha == none
            {
                colours.fill(full);
            }
        }
    }
    if channels.has_alpha() {
        match samples {
            PhotoSamples::U8(codes) => white(codes, channels.count(), [0, u8::MAX]),
            PhotoSamples::U16(codes) => white(codes, channels.count(), [0, u16::MAX]),
        }
    }
}

/// A code with its alpha laid on white; all three up to `full`.
pub fn on_white(code: u32, alpha: u32, full: u32) -> u32 {
    // Two codes of 16 bits need 33 bits together.
    let [code, alpha, full] = [code, alpha, full].map(u64::from);
    ((code * alpha + full * (full - alpha) + full / 2) / full) as u32
}

/// The code that laid on white gives `laid`; white where alpha is nothing.
pub fn off_white(laid: u32, alpha: u32, full: u32) -> u32 {
    let [laid, alpha, full] = [laid, alpha, full].map(i64::from);
    let share = (laid * full - full * (full - alpha) + alpha / 2).checked_div(alpha);
    share.map_or(full, |code| code.clamp(0, full)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn laying_on_white_can_be_undone_within_what_alpha_leaves() {
        for full in [255, 65_535] {
            for alpha in [full, full / 2, full / 5] {
                for code in [0, full / 3, full] {
                    let back = off_white(on_white(code, alpha, full), alpha, full);
                    assert!(back.abs_diff(code) <= full / alpha, "{code} at {alpha}: {back}");
                }
            }
            assert_eq!(on_white(7, full, full), 7);
            assert_eq!((on_white(7, 0, full), off_white(full, 0, full)), (full, full));
        }
    }
}
