//! Convolutions.

use super::matrix::Matrix;
use super::options::SlidingWindow;
use super::tensor::TensorShape;

/// Every output channel from every input channel.
pub(super) struct Convolution {
    pub(super) window: SlidingWindow,
    pub(super) matrix: Matrix,
}

impl Convolution {
    pub(super) fn run(&self, input: &[f32], shape: TensorShape, out: &mut [f32]) {
        let window = &self.window;
        if window.size == [1, 1] && window.stride == [1, 1] {
            self.matrix.times(input, out);
            return;
        }
        let (depth, across) = (self.matrix.depth(), window.places[1]);
        let mut rows = vec![0.0; across * depth];
        for (down, out) in out.chunks_exact_mut(across * self.matrix.columns()).enumerate() {
            for (place, row) in rows.chunks_exact_mut(depth).enumerate() {
                gather(window, [down, place], input, shape, row);
            }
            self.matrix.times(&rows, out);
        }
    }
}

/// What a window at a place covers, zero beyond the picture.
fn gather(window: &SlidingWindow, place: [usize; 2], input: &[f32], shape: TensorShape, row: &mut [f32]) {
    let (top, first_y, rows) = window.covered(0, place[0], shape.height);
    let (left, first_x, columns) = window.covered(1, place[1], shape.width);
    let wide = window.size[1] * shape.channels;
    if rows < window.size[0] || columns < window.size[1] {
        row.fill(0.0);
    }
    for line in 0..rows {
        let from = ((first_y + line) * shape.width + first_x) * shape.channels;
        let to = (top + line) * wide + left * shape.channels;
        let count = columns * shape.channels;
        row[to..to + count].copy_from_slice(&input[from..from + count]);
    }
}

/// Each channel by itself.
pub(super) struct DepthwiseConvolution {
    pub(super) window: SlidingWindow,
    /// Window rows, window columns, channels.
    pub(super) weights: Vec<f32>,
    pub(super) bias: Vec<f32>,
}

impl DepthwiseConvolution {
    pub(super) fn run(&self, input: &[f32], shape: TensorShape, out: &mut [f32]) {
        let (window, channels) = (&self.window, shape.channels);
        for (index, sums) in out.chunks_exact_mut(channels).enumerate() {
            let (down, across) = (index / window.places[1], index % window.places[1]);
            let (top, first_y, rows) = window.covered(0, down, shape.height);
            let (left, first_x, columns) = window.covered(1, across, shape.width);
            sums.copy_from_slice(&self.bias);
            for line in 0..rows {
                let from = ((first_y + line) * shape.width + first_x) * channels;
                let with = ((top + line) * window.size[1] + left) * channels;
                let input = input[from..].chunks_exact(channels).take(columns);
                for (pixel, weights) in input.zip(self.weights[with..].chunks_exact(channels)) {
                    for ((sum, value), weight) in sums.iter_mut().zip(pixel).zip(weights) {
                        *sum += value * weight;
                    }
                }
            }
        }
    }
}

/// Each pixel becomes a block of pixels (a transposed convolution whose windows don't overlap).
pub(super) struct EnlargingConvolution {
    /// Rows and columns of a block.
    pub(super) block: [usize; 2],
    /// One column for each output channel of each pixel of a block, channels outermost.
    pub(super) matrix: Matrix,
    pub(super) channels: usize,
}

impl EnlargingConvolution {
    pub(super) fn run(&self, input: &[f32], shape: TensorShape, out: &mut [f32]) {
        let [tall, wide] = self.block;
        let mut row = vec![0.0; shape.width * self.matrix.columns()];
        let line = shape.width * wide * self.channels;
        let lines = out.chunks_exact_mut(line * tall);
        for (input, out) in input.chunks_exact(shape.width * shape.channels).zip(lines) {
            self.matrix.times(input, &mut row);
            for (x, block) in row.chunks_exact(self.matrix.columns()).enumerate() {
                for (index, value) in block.iter().enumerate() {
                    let (channel, within) = (index / (tall * wide), index % (tall * wide));
                    let (dy, dx) = (within / wide, within % wide);
                    out[dy * line + (x * wide + dx) * self.channels + channel] = *value;
                }
            }
        }
    }
}
