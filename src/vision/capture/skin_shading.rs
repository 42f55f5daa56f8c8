//! A smooth function of the head's normals that skin's light follows: nine spherical waves, fitted robustly.

use crate::vision::median::median;
use glam::DVec3;

/// Terms of the second order; the first four are those of the first.
pub(in crate::vision) const TERMS: usize = 9;
/// Pull of the terms of first and second order towards zero, as shares of the weights.
const RIDGE: [f64; 2] = [0.002, 0.008];
/// Rounds of reweighting, and the least spread of a logarithm of light that is taken for real.
const ROUNDS: usize = 5;
const LEAST_SPREAD: f64 = 0.08;

/// The waves at a normal.
pub(in crate::vision) fn waves(normal: DVec3) -> [f64; TERMS] {
    let DVec3 { x, y, z } = normal;
    [
        1.0,
        x,
        y,
        z,
        x * y,
        y * z,
        x * z,
        x * x - y * y,
        3.0 * z * z - 1.0,
    ]
}

/// The fitted function at the waves of a normal.
pub(in crate::vision) fn at(fit: &[f64; TERMS], waves: &[f64; TERMS]) -> f64 {
    fit.iter().zip(waves).map(|(factor, wave)| factor * wave).sum()
}

/// Fits values (logarithms of light) over waves with weights, with so many terms; `None` where they tell nothing.
pub(in crate::vision) fn fitted(rows: &[([f64; TERMS], f64, f64)], terms: usize) -> Option<[f64; TERMS]> {
    let mut fit: Option<[f64; TERMS]> = None;
    for _ in 0..ROUNDS {
        let spread = fit.map(|fit| {
            let mut away: Vec<f64> = rows
                .iter()
                .map(|(w, value, _)| (value - at(&fit, w)).abs())
                .collect();
            (1.48 * median(&mut away)).max(LEAST_SPREAD)
        });
        let mut matrix = [[0.0; TERMS + 1]; TERMS];
        let mut whole = 0.0;
        for (waves, value, weight) in rows {
            let calm = match (fit, spread) {
                (Some(fit), Some(spread)) => {
                    1.0 / (1.0 + ((value - at(&fit, waves)) / (2.0 * spread)).powi(2))
                }
                _ => 1.0,
            };
            let weight = weight * calm;
            whole += weight;
            for i in 0..terms {
                for j in 0..terms {
                    matrix[i][j] += weight * waves[i] * waves[j];
                }
                matrix[i][TERMS] += weight * waves[i] * value;
            }
        }
        if whole <= 0.0 {
            return None;
        }
        for (i, row) in matrix.iter_mut().enumerate().take(terms) {
            row[i] += whole * if i == 0 { 0.0 } else { RIDGE[usize::from(i > 3)] };
        }
        fit = Some(solved(matrix, terms)?);
    }
    fit
}

/// Gauss's elimination with the largest pivot.
fn solved(mut matrix: [[f64; TERMS + 1]; TERMS], terms: usize) -> Option<[f64; TERMS]> {
    for column in 0..terms {
        let pivot =
            (column..terms).max_by(|a, b| matrix[*a][column].abs().total_cmp(&matrix[*b][column].abs()))?;
        if matrix[pivot][column].abs() < 1e-12 {
            return None;
        }
        matrix.swap(column, pivot);
        let own = matrix[column];
        for row in matrix.iter_mut().take(terms).skip(column + 1) {
            let factor = row[column] / own[column];
            row.iter_mut()
                .zip(&own)
                .for_each(|(value, other)| *value -= factor * other);
        }
    }
    let mut out = [0.0; TERMS];
    for row in (0..terms).rev() {
        let known: f64 = (row + 1..terms).map(|k| matrix[row][k] * out[k]).sum();
        out[row] = (matrix[row][TERMS] - known) / matrix[row][row];
    }
    Some(out)
}
