//! Operators that take one number at a time.

use super::tensor::TensorShape;

/// Below zero, each channel has a slope of its own.
pub(super) fn prelu(slopes: &[f32], input: &[f32], out: &mut [f32]) {
    let pixels = input
        .chunks_exact(slopes.len())
        .zip(out.chunks_exact_mut(slopes.len()));
    for (pixel, out) in pixels {
        for ((value, slope), out) in pixel.iter().zip(slopes).zip(out) {
            *out = value.max(0.0) + slope * value.min(0.0);
        }
    }
}

/// 1 / (1 + e^−x). The exponential is `libm`'s: the same bits on every system.
pub(super) fn logistic(value: f32) -> f32 {
    1.0 / (1.0 + libm::expf(-value))
}

/// x · min(max(x + 3, 0), 6) / 6.
pub(super) fn hard_swish(value: f32) -> f32 {
    value * (value + 3.0).clamp(0.0, 6.0) / 6.0
}

/// Two tensors, number by number; the second is repeated where it is shorter.
pub(super) fn pairwise(operation: fn(f32, f32) -> f32, long: &[f32], short: &[f32], out: &mut [f32]) {
    for (part, out) in long
        .chunks_exact(short.len())
        .zip(out.chunks_exact_mut(short.len()))
    {
        for ((a, b), out) in part.iter().zip(short).zip(out) {
            *out = operation(*a, *b);
        }
    }
}

/// Copies into a larger tensor of zeros, `before` numbers of rows, columns and channels from its corner.
pub(super) fn pad(before: [usize; 3], input: &[f32], from: TensorShape, to: TensorShape, out: &mut [f32]) {
    out.fill(0.0);
    for (index, pixel) in input.chunks_exact(from.channels).enumerate() {
        let (y, x) = (index / from.width + before[0], index % from.width + before[1]);
        let start = (y * to.width + x) * to.channels + before[2];
        out[start..start + from.channels].copy_from_slice(pixel);
    }
}
