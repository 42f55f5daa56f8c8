//! A Gaussian blur of a plate of light, row by row.

/// What is taken for the light beyond the border.
#[derive(Clone, Copy)]
pub(in crate::vision) enum Border {
    /// The outermost pixel again and again.
    Repeated,
    /// The plate seen in a mirror; the outermost pixel stands once.
    Mirrored,
}

impl Border {
    /// The place among `count` that stands for `at`.
    fn within(self, at: i64, count: usize) -> usize {
        let last = count as i64 - 1;
        match self {
            Border::Repeated => at.clamp(0, last) as usize,
            Border::Mirrored => {
                let folded = at.rem_euclid(2 * last.max(1));
                (if folded > last { 2 * last - folded } else { folded }).clamp(0, last) as usize
            }
        }
    }
}

/// The values (`width` a row) blurred by a Gaussian of `sigma_px`, cut at `cut` deviations.
///
/// Each value is a sum over the taps in one order, so that it is the same wherever it is worked out.
pub(in crate::vision) fn blurred(
    values: &[f32],
    width: usize,
    sigma_px: f64,
    cut: f64,
    border: Border,
) -> Vec<f32> {
    let reach = (cut * sigma_px).ceil().max(1.0) as i64;
    let weight = |i: i64| (-0.5 * (i as f64 / sigma_px.max(1e-3)).powi(2)).exp() as f32;
    let mut kernel: Vec<f32> = (-reach..=reach).map(weight).collect();
    let whole: f32 = kernel.iter().sum();
    kernel.iter_mut().for_each(|weight| *weight /= whole);
    let height = values.len() / width.max(1);
    let columns: Vec<usize> = (-reach..width as i64 + reach)
        .map(|x| border.within(x, width))
        .collect();
    let mut across = vec![0.0; values.len()];
    let mut padded = vec![0.0; columns.len()];
    for (row, out) in values.chunks_exact(width).zip(across.chunks_exact_mut(width)) {
        for (value, column) in padded.iter_mut().zip(&columns) {
            *value = row[*column];
        }
        for (tap, weight) in kernel.iter().enumerate() {
            add(out, *weight, &padded[tap..tap + width]);
        }
    }
    let mut out = vec![0.0; values.len()];
    for (y, row) in out.chunks_exact_mut(width).enumerate() {
        for (weight, i) in kernel.iter().zip(-reach..) {
            let from = border.within(y as i64 + i, height) * width;
            add(row, *weight, &across[from..from + width]);
        }
    }
    out
}

/// Adds a row's values by their weight.
fn add(out: &mut [f32], weight: f32, row: &[f32]) {
    for (out, value) in out.iter_mut().zip(row) {
        *out += weight * value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blur_keeps_even_light_and_spreads_a_point_by_its_deviation() {
        for border in [Border::Repeated, Border::Mirrored] {
            let even = blurred(&[0.4; 20 * 10], 20, 1.5, 4.0, border);
            assert!(even.iter().all(|value| (value - 0.4).abs() < 1e-5), "{even:?}");
        }
        let mut point = vec![0.0; 41 * 41];
        point[20 * 41 + 20] = 1.0;
        let spread = blurred(&point, 41, 2.0, 4.0, Border::Repeated);
        let variance: f32 = spread
            .iter()
            .enumerate()
            .map(|(at, value)| value * (at % 41) as f32 * (at % 41) as f32)
            .sum::<f32>()
            - 20.0 * 20.0;
        assert!((variance - 4.0).abs() < 0.02, "{variance}");
    }

    #[test]
    fn borders_repeat_or_mirror() {
        let places = |border: Border| [-2, -1, 0, 3, 4, 5].map(|at| border.within(at, 4));
        assert_eq!(places(Border::Repeated), [0, 0, 0, 3, 3, 3]);
        assert_eq!(places(Border::Mirrored), [2, 1, 0, 3, 2, 1]);
        assert_eq!(
            Border::Mirrored.within(-7, 1),
            0,
            "one pixel is its own mirror picture"
        );
    }
}
