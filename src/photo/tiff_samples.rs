//! What the samples of a TIFF mean: further channels left out, alpha made straight, palettes and BT.601 turned into colours.

use super::{Channels, PhotoError, PhotoSamples, RawChannels};

/// PhotometricInterpretation (TIFF 6.0 §8), as far as it is read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Photometric {
    WhiteIsZero,
    Grey,
    Rgb,
    Palette,
    Cmyk,
    Ycc,
}

impl Photometric {
    /// Samples that make the colour of a pixel.
    pub fn colours(self) -> usize {
        match self {
            Self::WhiteIsZero | Self::Grey | Self::Palette => 1,
            Self::Rgb | Self::Ycc => 3,
            Self::Cmyk => 4,
        }
    }
}

/// What ExtraSamples says of the first sample behind the colours (TIFF 6.0 §18).
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ExtraSample {
    /// None, or something that is not transparency, such as a saved selection.
    Other,
    /// Alpha, with the colours multiplied by it.
    Associated,
    /// Alpha beside the full colours.
    Straight,
}

/// A code of 8 or 16 bits.
pub(super) trait SampleCode: Copy + Into<u32> {
    const FULL: u32;
    fn from_wide(code: u32) -> Self;
}

impl SampleCode for u8 {
    const FULL: u32 = 255;
    fn from_wide(code: u32) -> Self {
        code.min(Self::FULL) as u8
    }
}

impl SampleCode for u16 {
    const FULL: u32 = 65_535;
    fn from_wide(code: u32) -> Self {
        code.min(Self::FULL) as u16
    }
}

/// Rows of 1, 2 or 4 bits a sample, each padded to whole bytes, as one code a sample, not scaled.
pub(super) fn unpacked(packed: &[u8], row_samples: usize, bits: usize) -> Vec<u8> {
    let row_bytes = (row_samples * bits).div_ceil(8).max(1);
    let mask = (1_u8 << bits) - 1;
    let sample = |row: &[u8], at: usize| row[at * bits / 8] >> (8 - bits - at * bits % 8) & mask;
    let rows = packed.chunks_exact(row_bytes);
    rows.flat_map(|row| (0..row_samples).map(move |at| sample(row, at)))
        .collect()
}

/// Samples of separate planes, interleaved.
pub(super) fn interleaved<T: Copy>(planes: &[T], count: usize) -> Vec<T> {
    let pixels = planes.len() / count;
    (0..pixels * count)
        .map(|at| planes[at % count * pixels + at / count])
        .collect()
}

/// Colours (and alpha) from `count` samples a pixel.
pub(super) fn meant<T: SampleCode>(
    mut samples: Vec<T>,
    count: usize,
    kind: Photometric,
    extra: ExtraSample,
) -> (RawChannels, Vec<T>) {
    let colours = kind.colours();
    let has_alpha = extra != ExtraSample::Other
        && matches!(
            kind,
            Photometric::WhiteIsZero | Photometric::Grey | Photometric::Rgb
        );
    let kept = colours + usize::from(has_alpha);
    keep_first(&mut samples, count, kept);
    for pixel in samples.chunks_exact_mut(kept) {
        if kind == Photometric::WhiteIsZero {
            pixel[0] = T::from_wide(T::FULL - pixel[0].into());
        }
        if has_alpha && extra == ExtraSample::Associated {
            let alpha: u32 = pixel[colours].into();
            for code in &mut pixel[..colours] {
                // Nothing is known of what has no weight.
                let straight = (u64::from((*code).into()) * u64::from(T::FULL) + u64::from(alpha / 2))
                    .checked_div(u64::from(alpha));
                *code = T::from_wide(straight.map_or(T::FULL, |code| code.min(u64::from(T::FULL)) as u32));
            }
        }
        if kind == Photometric::Ycc {
            rgb_from_ycc(pixel);
        }
    }
    let channels = match (kind, has_alpha) {
        (Photometric::Cmyk, _) => RawChannels::Cmyk { inverted: false },
        (Photometric::Rgb | Photometric::Ycc, false) => RawChannels::Plain(Channels::Rgb),
        (Photometric::Rgb | Photometric::Ycc, true) => RawChannels::Plain(Channels::Rgba),
        (_, false) => RawChannels::Plain(Channels::Grey),
        (_, true) => RawChannels::Plain(Channels::GreyAlpha),
    };
    (channels, samples)
}

/// Keeps the first `kept` of every `count` samples, in place.
fn keep_first<T: Copy>(samples: &mut Vec<T>, count: usize, kept: usize) {
    if count == kept {
        return;
    }
    let pixels = samples.len() / count;
    for pixel in 0..pixels {
        samples.copy_within(pixel * count..pixel * count + kept, pixel * kept);
    }
    samples.truncate(pixels * kept);
    samples.shrink_to_fit();
}

/// BT.601 with full range, as JPEG in TIFF has it.
fn rgb_from_ycc<T: SampleCode>(pixel: &mut [T]) {
    let half = f64::from(T::FULL.div_ceil(2));
    let [y, cb, cr] = [0, 1, 2].map(|at| f64::from(pixel[at].into()));
    let (cb, cr) = (cb - half, cr - half);
    let light = [
        y + 1.402 * cr,
        y - 0.344_136 * cb - 0.714_136 * cr,
        y + 1.772 * cb,
    ];
    for (code, light) in pixel.iter_mut().zip(light) {
        *code = T::from_wide(light.round().clamp(0.0, f64::from(T::FULL)) as u32);
    }
}

/// The colours of a palette: reds, greens, blues of 16 bits one after the other.
pub(super) fn coloured(numbers: &[u8], map: &[u16]) -> Result<PhotoSamples, PhotoError> {
    let size = map.len() / 3;
    // Old programs wrote codes of 8 bits (libtiff looks for them in the same way).
    let scale = if map.iter().all(|code| *code < 256) {
        1
    } else {
        257
    };
    let code = |at: usize| {
        map.get(at)
            .map(|code| ((u32::from(*code) + scale / 2) / scale).min(255) as u8)
    };
    let colour = |number: &u8| {
        let number = usize::from(*number);
        let rgb = [0, 1, 2].map(|channel| code(channel * size + number));
        (number < size)
            .then_some(rgb)
            .and_then(|[red, green, blue]| Some([red?, green?, blue?]))
    };
    let codes: Option<Vec<[u8; 3]>> = numbers.iter().map(colour).collect();
    codes
        .map(|codes| PhotoSamples::U8(codes.concat()))
        .ok_or_else(|| PhotoError::Damaged {
            format: "TIFF",
            detail: "a pixel has a colour that the palette lacks".into(),
        })
}
