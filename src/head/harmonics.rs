//! Polynomials on the sphere (spherical harmonics about the vertical axis), by recurrences without trigonometry.

use super::scalar::Scalar;

/// Number of terms that are even in x (cosine terms) up to `degree`.
#[cfg(test)]
pub(crate) const fn even_count(degree: usize) -> usize {
    (degree + 1) * (degree + 2) / 2
}

/// Number of all terms, even and odd in x, up to `degree`.
pub(crate) const fn full_count(degree: usize) -> usize {
    (degree + 1) * (degree + 1)
}

/// Highest degree that anyone uses.
const MAX_DEGREE: usize = 12;

/// Factors of the recurrence over the degree l at each order m: (2l + 1) / (l + 1 − m) and (l + m) / (l + 1 − m).
const STEPS: [[[f64; 2]; MAX_DEGREE + 1]; MAX_DEGREE + 1] = {
    let mut steps = [[[0.0; 2]; MAX_DEGREE + 1]; MAX_DEGREE + 1];
    let mut order = 0;
    while order <= MAX_DEGREE {
        let mut l = order;
        while l <= MAX_DEGREE {
            let rest = (l + 1 - order) as f64;
            steps[order][l] = [(2 * l + 1) as f64 / rest, (l + order) as f64 / rest];
            l += 1;
        }
        order += 1;
    }
    steps
};

/// Calls `term(degree, order, even, odd)` for every harmonic up to `degree`, order by order, at the unit `direction`.
///
/// `even` is P(y)·Re (z + ix)^order, `odd` P(y)·Im (z + ix)^order, with P scaled so that P of degree = order is 1.
pub(crate) fn for_each<S: Scalar>(
    direction: [S; 3],
    degree: usize,
    mut term: impl FnMut(usize, usize, S, S),
) {
    let [x, y, z] = direction;
    let (mut even, mut odd) = (S::constant(1.0), S::constant(0.0));
    for (order, steps) in STEPS.iter().enumerate().take(degree + 1) {
        let (mut before, mut now) = (S::constant(0.0), S::constant(1.0));
        for (l, step) in steps.iter().enumerate().take(degree + 1).skip(order) {
            term(l, order, now * even, now * odd);
            let [up, down] = step.map(S::constant);
            (before, now) = (now, up * y * now - down * before);
        }
        (even, odd) = (even * z - odd * x, even * x + odd * z);
    }
}

/// Sum of the even terms with `coefficients` in the order of [`for_each`].
pub(crate) fn even_sum<S: Scalar>(coefficients: &[f64], direction: [S; 3], degree: usize) -> S {
    let mut sum = S::constant(0.0);
    let mut index = 0;
    for_each(direction, degree, |_, _, even, _| {
        sum = sum + S::constant(coefficients[index]) * even;
        index += 1;
    });
    sum
}

/// Sum of all terms: per harmonic its even coefficient, then (for orders above 0) its odd one.
pub(crate) fn full_sum<S: Scalar>(coefficients: &[f64], direction: [S; 3], degree: usize) -> S {
    let mut sum = S::constant(0.0);
    let mut index = 0;
    for_each(direction, degree, |_, order, even, odd| {
        sum = sum + S::constant(coefficients[index]) * even;
        index += 1;
        if order > 0 {
            sum = sum + S::constant(coefficients[index]) * odd;
            index += 1;
        }
    });
    sum
}
