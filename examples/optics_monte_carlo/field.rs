//! Whole fields of dots: the light that they take away, at points that the table doesn't hold.

use crate::deposits::{BATCHES, HEIGHT_MM, mean, standard_error};
use crate::positions::positions;
use crate::skin::{self, Band, Path, Piece, Random};

/// Density per cm², diameter and depth in mm, optical density over 0.2 mm, melanosome fraction.
pub type Point = [f64; 5];

/// Held-out fields: their diameters, depths, inks and melanin lie between the table's nodes, and nothing was fitted to them
/// (the crowding of `plan/dots/optics.rs` was fitted to 32 others).
pub const POINTS: [Point; 31] = [
    [30.0, 0.16, 0.09, 1.6, 0.025],
    [45.0, 0.24, 0.13, 2.4, 0.02],
    [50.0, 0.13, 0.07, 0.7, 0.04],
    [70.0, 0.17, 0.11, 2.0, 0.08],
    [70.0, 0.34, 0.26, 1.2, 0.02],
    [80.0, 0.18, 0.09, 2.0, 0.16],
    [80.0, 0.20, 0.15, 0.3, 0.05],
    [100.0, 0.18, 0.10, 3.0, 0.02],
    [100.0, 0.42, 0.17, 1.8, 0.02],
    [100.0, 0.17, 0.45, 1.4, 0.05],
    [110.0, 0.22, 0.34, 2.2, 0.02],
    [120.0, 0.19, 0.14, 0.15, 0.02],
    [120.0, 0.26, 0.10, 0.9, 0.10],
    [130.0, 0.18, 0.09, 2.0, 0.03],
    [130.0, 0.18, 0.09, 2.0, 0.09],
    [130.0, 0.18, 0.09, 2.0, 0.30],
    [130.0, 0.25, 0.13, 1.4, 0.03],
    [140.0, 0.16, 0.58, 2.2, 0.02],
    [150.0, 0.12, 0.13, 0.45, 0.15],
    [160.0, 0.21, 0.18, 1.3, 0.05],
    [160.0, 0.32, 0.22, 2.4, 0.04],
    [180.0, 0.18, 0.09, 2.0, 0.03],
    [180.0, 0.15, 0.27, 1.8, 0.02],
    [200.0, 0.13, 0.09, 0.6, 0.02],
    [200.0, 0.23, 0.11, 2.6, 0.20],
    [220.0, 0.11, 0.07, 1.8, 0.04],
    [220.0, 0.17, 0.40, 0.8, 0.02],
    [240.0, 0.40, 0.14, 1.0, 0.02],
    [260.0, 0.19, 0.14, 1.9, 0.07],
    [280.0, 0.16, 0.10, 2.2, 0.02],
    [300.0, 0.29, 0.20, 1.6, 0.03],
];

/// Columns of a needle's track, 0.24 mm across, 110 a cm², under 4 % melanosomes: top and length in mm, optical density over
/// 0.2 mm. Practitioners put the needle 0.5 to 1.5 mm deep; most of the ink is lost on the way, so deep columns are dilute.
pub const COLUMNS: [[f64; 3]; 10] = [
    [0.09, 0.2, 2.0],
    [0.09, 0.4, 1.0],
    [0.09, 0.8, 1.0],
    [0.09, 1.4, 1.0],
    [0.09, 0.8, 0.3],
    [0.09, 1.4, 0.3],
    [0.30, 0.4, 1.0],
    [0.30, 0.8, 1.0],
    [0.30, 1.2, 1.0],
    [0.60, 0.9, 1.0],
];
const COLUMN_FIELD: [f64; 3] = [110.0, 0.24, 0.04];

const BUCKET_MM: f64 = 0.5;
/// Longest piece that is looked up at once, mm.
const PIECE_MM: f64 = 0.5;

struct Field {
    buckets: Vec<Vec<[f64; 2]>>,
    count: [usize; 2],
    size: [f64; 2],
    tile: [f64; 2],
    point: Point,
    length_mm: f64,
}

impl Field {
    fn new(point: Point, length_mm: f64) -> Self {
        let (dots, tile) = positions(point[0], 1);
        let count = tile.map(|side| (side / BUCKET_MM).ceil() as usize);
        let size = [tile[0] / count[0] as f64, tile[1] / count[1] as f64];
        let reach = 0.5 * point[1] + 0.5 * PIECE_MM;
        let mut buckets = vec![Vec::new(); count[0] * count[1]];
        for dot in dots {
            let span = [0, 1].map(|axis: usize| {
                let low = ((dot[axis] - reach) / size[axis]).floor() as i64;
                let high = ((dot[axis] + reach) / size[axis]).floor() as i64;
                low..=high
            });
            for y in span[1].clone() {
                for x in span[0].clone() {
                    let cell = [x.rem_euclid(count[0] as i64), y.rem_euclid(count[1] as i64)];
                    // The dot as it stands beside this bucket, over the tile's edge if need be.
                    let shift = [cell[0] - x, cell[1] - y];
                    let copy = [0, 1].map(|axis: usize| dot[axis] + shift[axis] as f64 * size[axis]);
                    buckets[cell[1] as usize * count[0] + cell[0] as usize].push(copy);
                }
            }
        }
        Self {
            buckets,
            count,
            size,
            tile,
            point,
            length_mm,
        }
    }

    /// Length of a path, launched at `origin`, inside the field's ink, mm.
    fn chord(&self, path: &Path, origin: [f64; 2]) -> f64 {
        path.pieces
            .iter()
            .map(|piece| self.piece_chord(piece, origin))
            .sum()
    }

    fn piece_chord(&self, piece: &Piece, origin: [f64; 2]) -> f64 {
        let (top, bottom) = (self.point[2], self.point[2] + self.length_mm);
        let (z, dz) = (piece.start[2], piece.along[2]);
        let (mut from, mut to) = (0.0, piece.length);
        if dz.abs() > 1e-12 {
            let (a, b) = ((top - z) / dz, (bottom - z) / dz);
            (from, to) = (a.min(b).max(from), a.max(b).min(to));
        } else if z < top || z > bottom {
            return 0.0;
        }
        let mut sum = 0.0;
        while to > from {
            let length = (to - from).min(PIECE_MM);
            let middle = [0, 1].map(|axis: usize| {
                (piece.start[axis] + piece.along[axis] * (from + 0.5 * length) + origin[axis])
                    .rem_euclid(self.tile[axis])
            });
            let cell = [0, 1]
                .map(|axis: usize| ((middle[axis] / self.size[axis]) as usize).min(self.count[axis] - 1));
            let start = [
                middle[0] - 0.5 * length * piece.along[0],
                middle[1] - 0.5 * length * piece.along[1],
                0.0,
            ];
            let part = Piece {
                start,
                along: piece.along,
                length,
            };
            for dot in &self.buckets[cell[1] * self.count[0] + cell[0]] {
                let inside = skin::inside(&part, dot[0], dot[1], 0.25 * self.point[1].powi(2));
                sum += inside.map_or(0.0, |(a, b)| b - a);
            }
            from += length;
        }
        sum
    }
}

/// Absorbed light (1 − R of the field over R of bare skin) and its standard error, for every point.
pub fn run(band: &Band, paths: usize, seed: u64) -> Vec<(f64, f64)> {
    let fields = POINTS.into_iter().map(|point| Field::new(point, HEIGHT_MM));
    absorbed(band, paths, seed, &fields.collect::<Vec<_>>())
}

/// The same for every one of [`COLUMNS`].
pub fn columns(band: &Band, paths: usize, seed: u64) -> Vec<(f64, f64)> {
    let [density, diameter, melanosomes] = COLUMN_FIELD;
    let fields = COLUMNS
        .into_iter()
        .map(|[top, length, od]| Field::new([density, diameter, top, od, melanosomes], length));
    absorbed(band, paths, seed, &fields.collect::<Vec<_>>())
}

fn absorbed(band: &Band, paths: usize, seed: u64, fields: &[Field]) -> Vec<(f64, f64)> {
    let mut absorbed = vec![[0.0; BATCHES]; fields.len()];
    for batch in 0..BATCHES {
        let mut random = Random::new(seed * 1000 + 500 + batch as u64);
        let mut path = Path::default();
        let mut light = vec![[0.0; 2]; fields.len()];
        for _ in 0..paths / BATCHES {
            if !skin::trace(band, &mut random, &mut path) {
                continue;
            }
            let place = [random.unit(), random.unit()];
            for (field, light) in fields.iter().zip(&mut light) {
                let origin = [place[0] * field.tile[0], place[1] * field.tile[1]];
                let ink = field.point[3] * std::f64::consts::LN_10 / 0.2;
                let share = -(-ink * field.chord(&path, origin)).exp_m1();
                let weight = path.weight * (-field.point[4] * band.melanosome * path.epidermis).exp();
                light[0] += weight;
                light[1] += weight * share;
            }
        }
        for (absorbed, light) in absorbed.iter_mut().zip(light) {
            absorbed[batch] = light[1] / light[0];
        }
    }
    absorbed
        .iter()
        .map(|values| (mean(values), standard_error(values)))
        .collect()
}
