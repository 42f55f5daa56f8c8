//! The guided filter (He, Sun and Tang 2010): a rough mask takes over the edges of the photo.

/// Smooths a mask such that it is, in each window, a straight function of the guide's colour: its edges become the
/// photo's. `size` is width and height, `radius` half a window, in cells; `edge` is the variance of colour (squared
/// codes) below which a window counts as flat.
pub(super) fn guided(
    guide: &[[f32; 3]],
    mask: &[f32],
    size: [usize; 2],
    radius: usize,
    edge: f32,
) -> Vec<f32> {
    let mean = |values: Vec<f32>| box_mean(&values, size, radius);
    let channel = |k: usize| guide.iter().map(|colour| colour[k]).collect::<Vec<f32>>();
    let guides = [0, 1, 2].map(|k| mean(channel(k)));
    let masks = mean(mask.to_vec());
    let product = |k: usize, l: usize| mean(guide.iter().map(|colour| colour[k] * colour[l]).collect());
    let pairs = [(0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2)].map(|(k, l)| product(k, l));
    let along = [0, 1, 2].map(|k| mean(guide.iter().zip(mask).map(|(colour, m)| colour[k] * m).collect()));
    let (mut slopes, mut offsets) = ([vec![], vec![], vec![]], Vec::with_capacity(mask.len()));
    for i in 0..mask.len() {
        let g = [0, 1, 2].map(|k| guides[k][i]);
        let [rr, rg, rb, gg, gb, bb] = [0, 1, 2, 3, 4, 5].map(|pair| pairs[pair][i]);
        let variance = [
            rr - g[0] * g[0] + edge,
            rg - g[0] * g[1],
            rb - g[0] * g[2],
            gg - g[1] * g[1] + edge,
            gb - g[1] * g[2],
            bb - g[2] * g[2] + edge,
        ];
        let covariance = [0, 1, 2].map(|k| along[k][i] - g[k] * masks[i]);
        let slope = solved(variance, covariance);
        (0..3).for_each(|k| slopes[k].push(slope[k]));
        offsets.push(masks[i] - slope[0] * g[0] - slope[1] * g[1] - slope[2] * g[2]);
    }
    let [a, b, c] = slopes.map(mean);
    let offsets = mean(offsets);
    let value = |i: usize| a[i] * guide[i][0] + b[i] * guide[i][1] + c[i] * guide[i][2] + offsets[i];
    (0..mask.len()).map(|i| value(i).clamp(0.0, 1.0)).collect()
}

/// A symmetric 3 × 3 system (upper triangle, row by row) by Cramer's rule.
fn solved([a, b, c, d, e, f]: [f32; 6], [x, y, z]: [f32; 3]) -> [f32; 3] {
    let (p, q, r) = (d * f - e * e, c * e - b * f, b * e - c * d);
    let (s, t, u) = (a * f - c * c, b * c - a * e, a * d - b * b);
    let determinant = a * p + b * q + c * r;
    if determinant.abs() < f32::MIN_POSITIVE {
        return [0.0; 3];
    }
    [
        (p * x + q * y + r * z) / determinant,
        (q * x + s * y + t * z) / determinant,
        (r * x + t * y + u * z) / determinant,
    ]
}

/// Mean over a window of the cells that count.
pub(super) fn weighted(values: &[f32], weights: &[f32], size: [usize; 2], radius: usize) -> Vec<f32> {
    let products: Vec<f32> = values
        .iter()
        .zip(weights)
        .map(|(value, weight)| value * weight)
        .collect();
    let (sums, wholes) = (box_mean(&products, size, radius), box_mean(weights, size, radius));
    sums.iter()
        .zip(&wholes)
        .zip(values)
        .map(|((sum, whole), value)| if *whole > 1e-4 { sum / whole } else { *value })
        .collect()
}

/// Mean over a square window, cut at the border.
pub(super) fn box_mean(values: &[f32], [width, height]: [usize; 2], radius: usize) -> Vec<f32> {
    let mut across = vec![0.0; values.len()];
    for (row, out) in values.chunks_exact(width).zip(across.chunks_exact_mut(width)) {
        running_mean(width, radius, |x| row[x], |x, mean| out[x] = mean);
    }
    let mut out = vec![0.0; values.len()];
    for x in 0..width {
        running_mean(
            height,
            radius,
            |y| across[y * width + x],
            |y, mean| out[y * width + x] = mean,
        );
    }
    out
}

/// Means of all windows of a row; summed in 64 bits, so that taking away what was added leaves nothing behind.
fn running_mean(count: usize, radius: usize, value: impl Fn(usize) -> f32, mut put: impl FnMut(usize, f32)) {
    let mut sum: f64 = (0..radius.min(count)).map(|i| f64::from(value(i))).sum();
    for i in 0..count {
        if i + radius < count {
            sum += f64::from(value(i + radius));
        }
        if i > radius {
            sum -= f64::from(value(i - radius - 1));
        }
        let window = (i + radius).min(count - 1) - i.saturating_sub(radius) + 1;
        put(i, (sum / window as f64) as f32);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mask_that_misses_an_edge_by_three_cells_is_brought_to_it() {
        let size = [60, 40];
        let light = |x: usize| if x < 30 { 0.2 } else { 0.8 };
        let guide: Vec<[f32; 3]> = (0..2400).map(|i| [light(i % 60), 0.5, 0.4]).collect();
        let rough: Vec<f32> = (0..2400).map(|i| f32::from(u8::from(i % 60 >= 33))).collect();
        let fine = guided(&guide, &rough, size, 6, 1e-4);
        let row = &fine[20 * 60..21 * 60];
        assert!(row[29] < 0.05 && row[30] > 0.4, "{:?}", &row[26..36]);
        assert!(row[5] < 0.01 && row[55] > 0.99);
    }
}
