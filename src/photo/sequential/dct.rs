//! The inverse transform, in libjpeg's integers (`jidctint`: Loeffler, Ligtenberg and Moschytz 1989, 13 fraction bits).

use super::planes::SamplePlane;

/// Fraction bits of the constants, and those kept between the passes.
const FRACTION: u32 = 13;
const BETWEEN: u32 = 2;

/// Place of each coefficient of the zigzag order in rows of 8 (T.81 figure A.6).
pub(super) const ZIGZAG: [usize; 64] = [
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7,
    14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39,
    46, 53, 60, 61, 54, 47, 55, 62, 63,
];

/// Eight values along one axis; the results carry [`FRACTION`] more fraction bits.
#[inline]
fn eight(v: [i64; 8]) -> [i64; 8] {
    let even = (v[2] + v[6]) * 4433;
    let (low, high) = (even - v[6] * 15_137, even + v[2] * 6270);
    let (sum, difference) = ((v[0] + v[4]) << FRACTION, (v[0] - v[4]) << FRACTION);
    let evens = [sum + high, difference + low, difference - low, sum - high];
    let all = (v[7] + v[3] + v[5] + v[1]) * 9633;
    let a = all - (v[7] + v[3]) * 16_069;
    let b = all - (v[5] + v[1]) * 3196;
    let c = (v[7] + v[1]) * 7373;
    let d = (v[5] + v[3]) * 20_995;
    let odds = [
        v[1] * 12_299 - c + b,
        v[3] * 25_172 - d + a,
        v[5] * 16_819 - d + b,
        v[7] * 2446 - c + a,
    ];
    std::array::from_fn(|at| match at {
        0..4 => evens[at] + odds[at],
        _ => evens[7 - at] - odds[7 - at],
    })
}

fn rounded(value: i64, bits: u32) -> i64 {
    (value + (1 << (bits - 1))) >> bits
}

/// Writes the block at (column, row) of the plane, in blocks, from its coefficients in rows of 8.
pub(super) fn put_block(plane: &mut SamplePlane, [column, row]: [usize; 2], coefficients: &[i32; 64]) {
    let rows = coefficients.as_chunks::<8>().0;
    // Most blocks are smooth: a column or row of its first value alone comes out as that value.
    let below = rows[1..]
        .iter()
        .fold([0; 8], |any, row| std::array::from_fn(|x| any[x] | row[x]));
    let mut half = [rows[0].map(|value| i64::from(value) << BETWEEN); 8];
    for x in (0..8).filter(|&x| below[x] != 0) {
        let column = eight(std::array::from_fn(|y| i64::from(rows[y][x])));
        for (line, value) in half.iter_mut().zip(column) {
            line[x] = rounded(value, FRACTION - BETWEEN);
        }
    }
    // Three bits more: the two passes together are eight times too large.
    let code = |value: i64| (rounded(value, FRACTION + BETWEEN + 3) + 128).clamp(0, 255) as u8;
    for (y, line) in half.iter().enumerate() {
        let codes = match line[1..].iter().fold(0, |any, value| any | value) {
            0 => [code(line[0] << FRACTION); 8],
            _ => eight(*line).map(code),
        };
        plane.row_mut(row * 8 + y)[column * 8..column * 8 + 8].copy_from_slice(&codes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_transform_is_the_cosine_sum_within_a_code() {
        let mut coefficients = [0; 64];
        for (at, value) in [(0, 240), (1, -130), (8, 77), (9, 45), (20, -60), (63, 31)] {
            coefficients[at] = value;
        }
        let mut plane = SamplePlane::grey([8, 8], [1, 1], [1, 1]);
        put_block(&mut plane, [0, 0], &coefficients);
        let share = |k: usize| if k == 0 { 0.5_f64.sqrt() } else { 1.0 };
        for y in 0..8 {
            for x in 0..8 {
                let wave = |k: usize, at: usize| {
                    share(k) * ((2 * at + 1) as f64 * k as f64 * std::f64::consts::PI / 16.0).cos()
                };
                let sum: f64 = (0..64)
                    .map(|i| f64::from(coefficients[i]) * wave(i % 8, x) * wave(i / 8, y))
                    .sum();
                let want = (sum / 4.0 + 128.0).clamp(0.0, 255.0);
                assert!((f64::from(plane.row(y)[x]) - want).abs() <= 1.0, "({x}, {y})");
            }
        }
    }
}
