//! Planes of samples, brought to the picture's size as libjpeg does (`jdsample`: triangle filter for halves), and its colours.

use crate::parallel;

/// Rows that one core brings to the picture's colours at a time.
const ROWS_AT_ONCE: usize = 32;

/// One component's samples.
pub(super) struct SamplePlane {
    size_px: [usize; 2],
    /// Its sampling factors across and down, and the largest of all components.
    factors: [usize; 2],
    most: [usize; 2],
    stride: usize,
    codes: Vec<u8>,
}

impl SamplePlane {
    /// Middle grey for a picture of a size, px, and some room up to the end of the last unit.
    pub fn grey(picture_px: [usize; 2], factors: [usize; 2], most: [usize; 2]) -> Self {
        let padded = [0, 1].map(|axis| picture_px[axis].div_ceil(8 * most[axis]) * factors[axis] * 8);
        Self {
            size_px: [0, 1].map(|axis| (picture_px[axis] * factors[axis]).div_ceil(most[axis])),
            factors,
            most,
            stride: padded[0],
            codes: vec![128; padded[0] * padded[1]],
        }
    }

    /// Size without padding, px.
    pub fn size_px(&self) -> [usize; 2] {
        self.size_px
    }

    /// Blocks that the plane needs.
    pub fn block_count(&self) -> usize {
        self.size_px[0].div_ceil(8) * self.size_px[1].div_ceil(8)
    }

    /// A row with its padding.
    pub fn row_mut(&mut self, y: usize) -> &mut [u8] {
        &mut self.codes[y * self.stride..(y + 1) * self.stride]
    }

    /// A row without its padding; above and below the picture stand its edges.
    pub fn row(&self, y: usize) -> &[u8] {
        let y = y.min(self.size_px[1] - 1);
        &self.codes[y * self.stride..][..self.size_px[0]]
    }
}

/// All planes at the picture's size, interleaved; three of them as red, green and blue where they are `ycc`.
pub(super) fn interleaved(planes: &[SamplePlane], [width, height]: [usize; 2], ycc: bool) -> Vec<u8> {
    let count = planes.len();
    let mut samples = vec![0; width * height * count];
    parallel::each_chunk(&mut samples, ROWS_AT_ONCE * width * count, |number, rows| {
        let mut lines = vec![Vec::new(); count];
        for (y, out) in (number * ROWS_AT_ONCE..).zip(rows.chunks_exact_mut(width * count)) {
            for (plane, line) in planes.iter().zip(&mut lines) {
                widened(plane, y, width, line);
            }
            interleave(&lines, ycc, out);
        }
    });
    samples
}

/// One row of the picture from one of each component.
fn interleave(lines: &[Vec<u8>], ycc: bool, out: &mut [u8]) {
    if let ([luma, cb, cr], true) = (lines, ycc) {
        let codes = luma.iter().zip(cb).zip(cr);
        for (pixel, ((&luma, &cb), &cr)) in out.as_chunks_mut::<3>().0.iter_mut().zip(codes) {
            *pixel = rgb_from_ycc([luma, cb, cr]);
        }
        return;
    }
    for (channel, line) in lines.iter().enumerate() {
        for (pixel, &code) in out.chunks_exact_mut(lines.len()).zip(line) {
            pixel[channel] = code;
        }
    }
}

/// Row `y` of the picture from a plane that may be smaller.
fn widened(plane: &SamplePlane, y: usize, width: usize, line: &mut Vec<u8>) {
    line.clear();
    let columns = plane.size_px[0];
    // How many samples of the picture one of the plane stands for; none where that is no whole number.
    let times = |axis: usize| match plane.most[axis] % plane.factors[axis] {
        0 => plane.most[axis] / plane.factors[axis],
        _ => 0,
    };
    match [times(0), times(1)] {
        [1, 1] => line.extend(plane.row(y)),
        // libjpeg omits the filter where there are two columns or fewer.
        [2, 1] if columns > 2 => half_across(plane.row(y), line),
        [1, 2] => {
            let ([near, far], bias) = (near_and_far(plane, y), [1, 2][y % 2]);
            line.extend(
                near.iter()
                    .zip(far)
                    .map(|(&a, &b)| ((3 * u16::from(a) + u16::from(b) + bias) >> 2) as u8),
            );
        }
        [2, 2] if columns > 2 => half_both(near_and_far(plane, y), line),
        _ => {
            let place = |at: usize, axis: usize| at * plane.factors[axis] / plane.most[axis];
            let row = plane.row(place(y, 1));
            line.extend((0..width).map(|x| row[place(x, 0)]));
        }
    }
    // The filters make an even number of columns.
    line.truncate(width);
}

/// The two rows of a plane of half height between which row `y` lies.
fn near_and_far(plane: &SamplePlane, y: usize) -> [&[u8]; 2] {
    let near = y / 2;
    let far = if y.is_multiple_of(2) {
        near.saturating_sub(1)
    } else {
        near + 1
    };
    [plane.row(near), plane.row(far)]
}

fn half_across(row: &[u8], line: &mut Vec<u8>) {
    line.push(row[0]);
    line.extend(row.array_windows().flat_map(|pair| {
        let [left, right] = pair.map(u16::from);
        [(3 * left + right + 2) >> 2, (3 * right + left + 1) >> 2].map(|code| code as u8)
    }));
    line.push(row[row.len() - 1]);
}

fn half_both([near, far]: [&[u8]; 2], line: &mut Vec<u8>) {
    let sum = |near: u8, far: u8| 3 * u16::from(near) + u16::from(far);
    let end = |x: usize, bias: u16| ((4 * sum(near[x], far[x]) + bias) >> 4) as u8;
    line.push(end(0, 8));
    line.extend(near.array_windows().zip(far.array_windows()).flat_map(
        |(&[near_left, near_right], &[far_left, far_right])| {
            let (left, right) = (sum(near_left, far_left), sum(near_right, far_right));
            [(3 * left + right + 7) >> 4, (3 * right + left + 8) >> 4].map(|code| code as u8)
        },
    ));
    line.push(end(near.len() - 1, 7));
}

/// BT.601 with full range (JFIF 1.02), in libjpeg's fixed point of 16 bits.
fn rgb_from_ycc(ycc: [u8; 3]) -> [u8; 3] {
    let [y, cb, cr] = ycc.map(i32::from);
    let (cb, cr, half) = (cb - 128, cr - 128, 1 << 15);
    [
        y + ((91_881 * cr + half) >> 16),
        y + ((-22_554 * cb - 46_802 * cr + half) >> 16),
        y + ((116_130 * cb + half) >> 16),
    ]
    .map(|light| light.clamp(0, 255) as u8)
}
