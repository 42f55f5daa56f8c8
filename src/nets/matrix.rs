//! Rows of numbers times a matrix of weights: the inner loop of everything.

/// Columns that are summed together, and rows: 4 × 8 sums stay in the registers of every 64-bit processor.
const COLUMNS: usize = 8;
const ROWS: usize = 4;

/// Weights, `depth` rows of `columns` numbers, laid out in strips of eight columns.
pub(super) struct Matrix {
    depth: usize,
    columns: usize,
    strips: Vec<[f32; COLUMNS]>,
    bias: Vec<[f32; COLUMNS]>,
}

impl Matrix {
    /// From one list of `depth` weights a column; `None` where the lengths don't fit.
    pub(super) fn new(by_column: &[f32], bias: &[f32], depth: usize) -> Option<Self> {
        let columns = bias.len();
        if columns == 0 || depth == 0 || by_column.len() != depth.checked_mul(columns)? {
            return None;
        }
        let mut strips = vec![[0.0; COLUMNS]; depth * columns.div_ceil(COLUMNS)];
        for (column, weights) in by_column.chunks_exact(depth).enumerate() {
            let first = column / COLUMNS * depth;
            for (strip, weight) in strips[first..].iter_mut().zip(weights) {
                strip[column % COLUMNS] = *weight;
            }
        }
        let bias = bias.chunks(COLUMNS).map(|part| {
            let mut strip = [0.0; COLUMNS];
            strip[..part.len()].copy_from_slice(part);
            strip
        });
        Some(Matrix {
            depth,
            columns,
            strips,
            bias: bias.collect(),
        })
    }

    pub(super) fn depth(&self) -> usize {
        self.depth
    }

    pub(super) fn columns(&self) -> usize {
        self.columns
    }

    /// Each row of `rows` (`depth` numbers) times the matrix, plus the bias, into a row of `out` (`columns` numbers).
    pub(super) fn times(&self, rows: &[f32], out: &mut [f32]) {
        let many_rows = rows.chunks(ROWS * self.depth);
        for (rows, out) in many_rows.zip(out.chunks_mut(ROWS * self.columns)) {
            let strips = self.strips.chunks_exact(self.depth).zip(&self.bias);
            for (index, (strip, bias)) in strips.enumerate() {
                let first = index * COLUMNS;
                let width = COLUMNS.min(self.columns - first);
                let mut put = |row: usize, sums: &[f32; COLUMNS]| {
                    let start = row * self.columns + first;
                    out[start..start + width].copy_from_slice(&sums[..width]);
                };
                if rows.len() == ROWS * self.depth {
                    let sums = four(rows, self.depth, strip, bias);
                    sums.iter().enumerate().for_each(|(row, sums)| put(row, sums));
                } else {
                    for (row, numbers) in rows.chunks_exact(self.depth).enumerate() {
                        put(row, &one(numbers, strip, bias));
                    }
                }
            }
        }
    }
}

fn four(
    rows: &[f32],
    depth: usize,
    strip: &[[f32; COLUMNS]],
    bias: &[f32; COLUMNS],
) -> [[f32; COLUMNS]; ROWS] {
    let (a, rest) = rows.split_at(depth);
    let (b, rest) = rest.split_at(depth);
    let (c, d) = rest.split_at(depth);
    let [mut s, mut t, mut u, mut v] = [*bias; ROWS];
    for ((((weights, a), b), c), d) in strip.iter().zip(a).zip(b).zip(c).zip(d) {
        for column in 0..COLUMNS {
            s[column] += a * weights[column];
            t[column] += b * weights[column];
            u[column] += c * weights[column];
            v[column] += d * weights[column];
        }
    }
    [s, t, u, v]
}

fn one(row: &[f32], strip: &[[f32; COLUMNS]], bias: &[f32; COLUMNS]) -> [f32; COLUMNS] {
    let mut sums = *bias;
    for (weights, number) in strip.iter().zip(row) {
        for column in 0..COLUMNS {
            sums[column] += number * weights[column];
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::Matrix;

    #[test]
    fn odd_numbers_of_rows_and_columns_are_multiplied_as_on_paper() {
        let (depth, columns, rows) = (5, 11, 7);
        let weights: Vec<f32> = (0..depth * columns).map(|i| (i % 13) as f32 - 6.0).collect();
        let bias: Vec<f32> = (0..columns).map(|i| i as f32 * 0.5).collect();
        let input: Vec<f32> = (0..rows * depth).map(|i| (i % 7) as f32 - 3.0).collect();
        let matrix = Matrix::new(&weights, &bias, depth).expect("lengths fit");
        let mut out = vec![0.0; rows * columns];
        matrix.times(&input, &mut out);
        for row in 0..rows {
            for column in 0..columns {
                let products = (0..depth).map(|k| input[row * depth + k] * weights[column * depth + k]);
                let wanted = bias[column] + products.sum::<f32>();
                assert_eq!(out[row * columns + column], wanted, "row {row}, column {column}");
            }
        }
        assert!(Matrix::new(&weights, &bias, depth + 1).is_none());
    }
}
