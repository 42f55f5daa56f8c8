//! Where the mean head comes from: anthropometric points and the smoothest surface through them.
//!
//! The points are those of an average adult (men and women in equal parts), from the measures of `docs/domain.md` §8 and,
//! where it has none, from judgement (assumption). No scan was used. The test derives the table anew.

use super::harmonics::{even_count, for_each};
use super::template::direction_from_centre;
use super::template_table::{MEAN_DEGREE, MEAN_RADIUS_MM};
use glam::DVec3;

/// Points of one half of the mean head, mm, head frame (x ≥ 0).
#[rustfmt::skip]
const POINTS_MM: &[[f64; 3]] = &[
    // profile: chin, mouth, sellion, glabella, metopion, trichion, bregma, vertex, crown, lambda, opisthocranion, inion
    [0.0, -111.0, 0.0], [0.0, -98.0, 5.0], [0.0, -70.0, 8.0], [0.0, -42.0, 9.0], [0.0, -15.0, 8.0], [0.0, 6.0, 8.0], [0.0, 17.0, 11.0],
    [0.0, 32.0, 10.5], [0.0, 44.0, 9.0], [0.0, 56.5, 5.0], [0.0, 67.5, -1.0], [0.0, 80.0, -12.0], [0.0, 91.0, -27.0], [0.0, 100.5, -47.0],
    [0.0, 107.0, -68.0], [0.0, 111.0, -95.0], [0.0, 108.0, -122.0], [0.0, 99.5, -145.0], [0.0, 84.5, -164.0],
    [0.0, 66.0, -177.0], [0.0, 44.0, -183.5], [0.0, 25.0, -184.0], [0.0, 5.0, -180.5], [0.0, -15.0, -172.0],
    // nape and neck; throat; the neck is closed below
    [0.0, -35.0, -160.0], [0.0, -55.0, -149.0], [0.0, -75.0, -142.0], [0.0, -95.0, -140.0], [0.0, -115.0, -142.0],
    [0.0, -150.0, -100.0], [0.0, -143.0, -60.0], [0.0, -117.0, -20.0],
    // horizontal contour at the widest level: a superellipse of exponent 2.3 (docs/domain.md 8.3), narrower in front
    [26.0, 40.5, 5.0], [44.0, 39.5, -6.0], [56.0, 39.5, -20.0], [65.0, 39.5, -40.0], [71.5, 39.5, -65.0], [75.0, 39.5, -90.0],
    [75.5, 39.5, -105.0], [72.5, 39.5, -128.0], [63.0, 39.5, -150.0], [48.0, 39.5, -167.0], [26.0, 39.5, -180.0],
    // through the glabella and over the ears
    [28.0, 17.0, 7.0], [45.0, 17.0, -4.0], [55.0, 15.0, -16.0], [63.0, 12.0, -38.0], [69.0, 10.0, -62.0], [73.0, 10.0, -88.0],
    [73.5, 8.0, -108.0], [67.0, 5.0, -135.0], [50.0, 2.0, -160.0], [27.0, 4.0, -176.0],
    // upper forehead and top
    [25.0, 67.5, -6.0], [45.0, 64.0, -19.0], [58.0, 66.0, -42.0], [66.0, 69.5, -70.0], [69.5, 69.5, -100.0], [65.0, 69.5, -130.0],
    [50.0, 67.5, -156.0], [26.0, 67.5, -172.0],
    [25.0, 89.5, -32.0], [42.0, 86.5, -44.0], [52.0, 91.0, -70.0], [54.0, 94.0, -98.0], [48.0, 90.5, -130.0], [26.0, 88.5, -156.0],
    [24.0, 105.5, -72.0], [27.0, 108.0, -97.0], [24.0, 104.5, -125.0],
    // face, jaw, ear level, neck
    [32.0, 0.0, 2.0], [46.0, 0.0, -9.0], [60.0, -5.0, -28.0], [67.0, -22.0, -48.0], [69.0, -15.0, -82.0], [70.0, -12.0, -105.0],
    [45.0, -40.0, -8.0], [25.0, -45.0, 4.0], [58.0, -50.0, -38.0], [62.0, -50.0, -65.0], [64.0, -40.0, -100.0], [57.0, -35.0, -130.0], [30.0, -33.0, -154.0],
    [27.0, -80.0, 0.0], [45.0, -80.0, -22.0], [54.0, -78.0, -52.0], [56.0, -78.0, -85.0], [54.0, -75.0, -112.0], [34.0, -74.0, -134.0],
    [20.0, -105.0, -4.0], [36.0, -105.0, -22.0], [44.0, -108.0, -45.0], [53.0, -112.0, -85.0], [54.0, -112.0, -105.0], [34.0, -114.0, -134.0],
    [35.0, -145.0, -80.0], [30.0, -140.0, -50.0],
];

/// Weight of bending against missing a point (judgement: the sections through the top are convex without waves).
const STIFFNESS: f64 = 3e-8;
/// Highest degree of the harmonics.
const DEGREE: usize = 10;

/// How much a point pulls (judgement): scalp and forehead fully, the midline of the face half as much again for the
/// chin's sake, the rest of the face less, and the neck's closed end hardly, so that it raises no waves on the scalp.
fn weight(x: f64, y: f64, z: f64) -> f64 {
    if y < -113.0 || (y < -100.0 && z < -30.0) {
        0.1
    } else if x == 0.0 && y < -20.0 && z > -10.0 {
        1.5
    } else if y < -30.0 && z < -100.0 {
        1.0
    } else if y < -20.0 {
        0.6
    } else if x == 0.0 {
        0.5
    } else {
        1.0
    }
}

/// Coefficients of the smoothest surface (least bending, degrees up to `degree`) through the points.
fn design(degree: usize) -> Vec<f64> {
    let count = even_count(degree);
    let mut matrix = vec![vec![0.0; count + 1]; count];
    for &[x, y, z] in POINTS_MM {
        let offset = DVec3::new(x, y, z) - super::Head::CENTRE_MM;
        let d = direction_from_centre(DVec3::new(x, y, z));
        let mut row = Vec::with_capacity(count);
        for_each([d.x, d.y, d.z], degree, |_, _, even, _| row.push(even));
        add_row(&mut matrix, &row, offset.length(), weight(x, y, z));
    }
    let norms = mean_squares(degree);
    let mut index = 0;
    for_each([0.0, 1.0, 0.0], degree, |l, _, _, _| {
        let curvature = ((l * l + l) * (l * l + l)) as f64;
        matrix[index][index] += STIFFNESS * curvature * curvature * norms[index] * POINTS_MM.len() as f64;
        index += 1;
    });
    solve(matrix)
}

fn add_row(matrix: &mut [Vec<f64>], row: &[f64], value: f64, weight: f64) {
    let count = row.len();
    for i in 0..count {
        for j in 0..count {
            matrix[i][j] += weight * row[i] * row[j];
        }
        matrix[i][count] += weight * row[i] * value;
    }
}

/// Mean square of each even harmonic over the sphere, by a product rule over y and the turn about it.
fn mean_squares(degree: usize) -> Vec<f64> {
    let mut sums = vec![0.0; even_count(degree)];
    let (rings, turns) = (400, 64);
    for ring in 0..rings {
        let y = (f64::from(ring) + 0.5) / f64::from(rings) * 2.0 - 1.0;
        for turn in 0..turns {
            let angle = f64::from(turn) / f64::from(turns) * std::f64::consts::TAU;
            let s = (1.0 - y * y).sqrt();
            let mut index = 0;
            for_each([s * angle.sin(), y, s * angle.cos()], degree, |_, _, even, _| {
                sums[index] += even * even / f64::from(rings * turns);
                index += 1;
            });
        }
    }
    sums
}

/// Gauss's elimination with pivots; the last column holds the right side.
fn solve(mut m: Vec<Vec<f64>>) -> Vec<f64> {
    let n = m.len();
    for k in 0..n {
        let pivot = (k..n)
            .max_by(|&a, &b| m[a][k].abs().total_cmp(&m[b][k].abs()))
            .unwrap();
        m.swap(k, pivot);
        for i in k + 1..n {
            let factor = m[i][k] / m[k][k];
            let (upper, lower) = m.split_at_mut(i);
            for (a, b) in lower[0][k..].iter_mut().zip(&upper[k][k..]) {
                *a -= factor * b;
            }
        }
    }
    let mut x = vec![0.0; n];
    for i in (0..n).rev() {
        let known: f64 = (i + 1..n).map(|j| m[i][j] * x[j]).sum();
        x[i] = (m[i][n] - known) / m[i][i];
    }
    x
}

/// Run with `--ignored --nocapture` to print the table after a change of the points.
#[test]
#[ignore = "prints the table"]
fn print_table() {
    let degree = DEGREE;
    println!(
        "//! The mean head, as `template_design.rs` derives it from anthropometric points. Frozen: sites are grown on it.\n"
    );
    println!(
        "/// Highest degree of the mean head's harmonics.\npub(crate) const MEAN_DEGREE: usize = {degree};\n"
    );
    println!(
        "/// Radius of the mean head: coefficients of the even harmonics, mm, in the order of `harmonics::for_each`."
    );
    println!(
        "#[rustfmt::skip]\npub(crate) const MEAN_RADIUS_MM: [f64; {}] = [",
        even_count(degree)
    );
    for line in design(degree).chunks(8) {
        println!(
            "    {}",
            line.iter()
                .map(|c| format!("{c:.4},"))
                .collect::<Vec<_>>()
                .join(" ")
        );
    }
    println!("];");
}

#[test]
fn table_is_the_smoothest_surface_through_the_points() {
    for (fresh, stored) in design(MEAN_DEGREE).iter().zip(&MEAN_RADIUS_MM) {
        assert!((fresh - stored).abs() < 1e-3, "{fresh} is stored as {stored}");
    }
}

#[test]
fn mean_head_passes_near_every_point() {
    let head = super::Head::default();
    let of_the_scalp = POINTS_MM.iter().filter(|[_, y, _]| *y > -20.0).count() as f64;
    let mut sum = 0.0;
    for &[x, y, z] in POINTS_MM {
        let point = DVec3::new(x, y, z);
        let d = direction_from_centre(point);
        let miss = (head.point_mm(d) - point).dot(head.normal(d));
        // below the chin and at the neck's end the surface rounds the edges off: no dot is there
        let limit = match y {
            y if y > -20.0 => 1.5,
            y if y > -100.0 => 4.5,
            _ => 17.0,
        };
        assert!(miss.abs() < limit, "{point} is missed by {miss} mm");
        if y > -20.0 {
            sum += miss * miss / of_the_scalp;
        }
    }
    assert!(sum.sqrt() < 0.6, "rms {} mm", sum.sqrt());
}

#[test]
fn sections_through_the_top_are_convex_without_lumps() {
    let head = super::Head::default();
    // Coronal sections (upright, leaning forwards, leaning back): turning of the tangent a millimetre, × 95 mm.
    for lean in [-0.6, 0.0, 0.6] {
        let axis = DVec3::new(0.0, 1.0, lean).normalize();
        let at = |degrees: i32| {
            let angle = f64::from(degrees).to_radians();
            head.point_mm(DVec3::X * angle.sin() + axis * angle.cos())
        };
        for degrees in (-70..=70).step_by(2) {
            let (before, here, after) = (at(degrees - 4), at(degrees), at(degrees + 4));
            let (a, b) = (here - before, after - here);
            let turn = (a.normalize().dot(b.normalize())).acos() / (0.5 * (a.length() + b.length())) * 95.0;
            let outwards = (a - b).dot(here - super::Head::CENTRE_MM) > 0.0;
            assert!(
                outwards && (0.4..2.0).contains(&turn),
                "lean {lean}, {degrees}°: {turn}"
            );
        }
    }
}
