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
    let mut rest = coefficients;
    by_order(direction, degree, |order, height, even, _| {
        let (here, later) = rest.split_at(degree + 1 - order);
        rest = later;
        height.polynomial(order, here.iter()) * even
    })
}

/// Sum of all terms: per harmonic its even coefficient, then (for orders above 0) its odd one.
pub(crate) fn full_sum<S: Scalar>(coefficients: &[f64], direction: [S; 3], degree: usize) -> S {
    let mut rest = coefficients;
    by_order(direction, degree, |order, height, even, odd| {
        let each = if order > 0 { 2 } else { 1 };
        let (here, later) = rest.split_at(each * (degree + 1 - order));
        rest = later;
        let of_even = height.polynomial(order, here.iter().step_by(each)) * even;
        match order {
            0 => of_even,
            _ => of_even + height.polynomial(order, here.iter().skip(1).step_by(each)) * odd,
        }
    })
}

/// Sum over the orders of what `term(order, y, even, odd)` gives: `even` is Re (z + ix)^order, `odd` Im (z + ix)^order.
fn by_order<S: Scalar>(
    [x, y, z]: [S; 3],
    degree: usize,
    mut term: impl FnMut(usize, Height<S>, S, S) -> S,
) -> S {
    let (mut even, mut odd) = (S::constant(1.0), S::constant(0.0));
    let mut sum = S::constant(0.0);
    for order in 0..=degree {
        sum = sum + term(order, Height(y), even, odd);
        (even, odd) = (even * z - odd * x, even * x + odd * z);
    }
    sum
}

/// The y of a direction.
struct Height<S>(S);

impl<S: Scalar> Height<S> {
    /// Σ coefficient · P(y) over the degrees from `order` up: worked out in plain numbers with its slope, which costs a third of
    /// carrying the gradient through the recurrence.
    fn polynomial<'a>(&self, order: usize, coefficients: impl Iterator<Item = &'a f64>) -> S {
        let y = self.0.plain();
        let (mut before, mut now) = ([0.0; 2], [1.0, 0.0]);
        let mut sum = [0.0; 2];
        for (coefficient, [up, down]) in coefficients.zip(&STEPS[order][order..]) {
            sum = [sum[0] + coefficient * now[0], sum[1] + coefficient * now[1]];
            let next = [
                up * y * now[0] - down * before[0],
                up * (now[0] + y * now[1]) - down * before[1],
            ];
            (before, now) = (now, next);
        }
        self.0.through(sum)
    }
}
