//! Small linear systems: least squares with a ridge, and the symmetric positive system under it.

/// Solves A·x = b for a symmetric positive matrix given as rows (Cholesky); None when it is not positive.
pub(crate) fn solve_symmetric(mut a: Vec<Vec<f64>>, mut b: Vec<f64>) -> Option<Vec<f64>> {
    let n = b.len();
    for i in 0..n {
        for j in 0..=i {
            let known: f64 = (0..j).map(|k| a[i][k] * a[j][k]).sum();
            let rest = a[i][j] - known;
            if i == j {
                if rest.is_nan() || rest <= 0.0 {
                    return None;
                }
                a[i][i] = rest.sqrt();
            } else {
                a[i][j] = rest / a[j][j];
            }
        }
        let known: f64 = (0..i).map(|k| a[i][k] * b[k]).sum();
        b[i] = (b[i] - known) / a[i][i];
    }
    for i in (0..n).rev() {
        let known: f64 = (i + 1..n).map(|k| a[k][i] * b[k]).sum();
        b[i] = (b[i] - known) / a[i][i];
    }
    Some(b)
}

/// Least squares of rows (Jacobian, wanted change) with a ridge per unknown; None when nothing can be told.
pub(crate) fn least_squares(rows: &[(Vec<f64>, f64)], ridge: &[f64]) -> Option<Vec<f64>> {
    let n = ridge.len();
    let mut a = vec![vec![0.0; n]; n];
    let mut b = vec![0.0; n];
    for (row, value) in rows {
        for i in 0..n {
            b[i] += row[i] * value;
            for j in 0..=i {
                a[i][j] += row[i] * row[j];
            }
        }
    }
    for i in 0..n {
        a[i][i] += ridge[i];
    }
    solve_symmetric(a, b)
}
