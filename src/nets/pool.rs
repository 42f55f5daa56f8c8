//! Pooling and enlarging by interpolation.

use super::options::SlidingWindow;
use super::tensor::TensorShape;

/// What a window makes of what it covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pooling {
    Largest,
    Mean,
}

impl Pooling {
    pub(super) fn run(self, window: &SlidingWindow, input: &[f32], shape: TensorShape, out: &mut [f32]) {
        let channels = shape.channels;
        for (index, sums) in out.chunks_exact_mut(channels).enumerate() {
            let (down, across) = (index / window.places[1], index % window.places[1]);
            let (_, first_y, rows) = window.covered(0, down, shape.height);
            let (_, first_x, columns) = window.covered(1, across, shape.width);
            sums.fill(match self {
                Self::Largest => f32::NEG_INFINITY,
                Self::Mean => 0.0,
            });
            for line in first_y..first_y + rows {
                let from = (line * shape.width + first_x) * channels;
                for pixel in input[from..].chunks_exact(channels).take(columns) {
                    for (sum, value) in sums.iter_mut().zip(pixel) {
                        *sum = match self {
                            Self::Largest => sum.max(*value),
                            Self::Mean => *sum + value,
                        };
                    }
                }
            }
            if self == Self::Mean {
                let count = (rows * columns).max(1) as f32;
                sums.iter_mut().for_each(|sum| *sum /= count);
            }
        }
    }
}

/// How pixels of the larger picture lie on the smaller one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PixelAlignment {
    /// Corner on corner.
    Corners,
    /// The middles of pixels keep their share of the side.
    HalfPixels,
    /// The first pixels lie on each other.
    First,
}

/// Bilinear interpolation to another size.
pub(super) fn resize(
    align: PixelAlignment,
    input: &[f32],
    from: TensorShape,
    to: TensorShape,
    out: &mut [f32],
) {
    let channels = from.channels;
    let columns: Vec<_> = (0..to.width)
        .map(|x| between(align, x, from.width, to.width))
        .collect();
    for (y, line) in out.chunks_exact_mut(to.width * channels).enumerate() {
        let (above, below, down) = between(align, y, from.height, to.height);
        for ((left, right, across), pixel) in columns.iter().zip(line.chunks_exact_mut(channels)) {
            let start = |y: usize, x: &usize| (y * from.width + x) * channels;
            let corners = [
                start(above, left),
                start(above, right),
                start(below, left),
                start(below, right),
            ];
            let [a, b, c, d] = corners.map(|at| &input[at..at + channels]);
            for (index, value) in pixel.iter_mut().enumerate() {
                let upper = a[index] + (b[index] - a[index]) * across;
                let lower = c[index] + (d[index] - c[index]) * across;
                *value = upper + (lower - upper) * down;
            }
        }
    }
}

/// The two old places between which a new one lies, and its share of the way.
fn between(align: PixelAlignment, index: usize, old: usize, new: usize) -> (usize, usize, f32) {
    let (old_f, new_f, index_f) = (old as f32, new as f32, index as f32);
    let place = match align {
        PixelAlignment::Corners if new > 1 => index_f * (old_f - 1.0) / (new_f - 1.0),
        PixelAlignment::HalfPixels => (index_f + 0.5) * (old_f / new_f) - 0.5,
        PixelAlignment::Corners | PixelAlignment::First => index_f * (old_f / new_f),
    };
    let place = place.clamp(0.0, old_f - 1.0);
    let first = place as usize;
    (first, (first + 1).min(old - 1), place - first as f32)
}
