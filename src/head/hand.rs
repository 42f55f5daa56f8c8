//! The hand: what makes an even pattern as uneven as a good artist's.
//!
//! Each site is set a little beside its place, by a fixed number of millimetres along the surface, and the density
//! rises and falls in slow waves that are fastened to the head. Neither depends on the density or on the neighbours: a
//! change of density moves no dot.

use super::hash::{hash, stream};
use super::{Head, SurfacePoint, direction_from_centre};
use glam::DVec3;

/// The hand unless asked otherwise: a nearest-neighbour CV of 0.15–0.25 from 60 to 130 dots/cm² (`docs/placement.md`).
pub const DEFAULT_HAND: f64 = 0.9;

/// Standard deviation of the offset along each of two directions of the surface at `hand` 1, mm (assumption).
pub const OFFSET_SD_MM: f64 = 0.13;

/// Largest change of density by the waves at `hand` 1 (assumption).
pub const WAVE: f64 = 0.15;

/// Lattice widths of the two octaves of waves, mm; a wave of gradient noise is 1–2 widths long: 3–10 mm together.
const WAVE_WIDTHS_MM: [f64; 2] = [5.5, 3.1];
/// Offset of the site along two directions of the surface, mm; `hand` 0–1 scales it.
///
/// Each is the sum of four even 16-bit numbers: a bell of standard deviation [`OFFSET_SD_MM`] that ends at 3.46 of it.
pub fn offset_mm(seed: u32, rank: u32, hand: f64) -> [f64; 2] {
    // Sum of four numbers 0…65535: mean 131,070, variance (65536² − 1) / 3.
    const SD: f64 = 37_837.2;
    let axis = |which: u32| {
        let words = [0, 2].map(|half| {
            hash(
                seed,
                stream::HAND_OFFSET + which,
                rank.wrapping_mul(4).wrapping_add(half),
            )
        });
        let sum: u32 = words.iter().map(|word| (word & 0xffff) + (word >> 16)).sum();
        (f64::from(sum) - 131_070.0) / SD * OFFSET_SD_MM * hand
    };
    [axis(0), axis(1)]
}

/// The direction of a site that is set `offset_mm` along the surface of `head` (the mean head, so that it is the same
/// for every client).
pub fn direction_with_hand(head: &Head, direction: DVec3, offset_mm: [f64; 2]) -> DVec3 {
    offset_from(&head.surface_at(direction), direction, offset_mm)
}

/// [`direction_with_hand`] where the surface at `direction` is known already.
pub fn offset_from(surface: &SurfacePoint, direction: DVec3, offset_mm: [f64; 2]) -> DVec3 {
    if offset_mm == [0.0, 0.0] {
        return direction;
    }
    let normal = surface.normal;
    // Any axis that is not along the normal will do: offsets have no preferred direction.
    let axis = if normal.y.abs() < 0.7 { DVec3::Y } else { DVec3::X };
    let first = axis.cross(normal).normalize();
    let second = normal.cross(first);
    direction_from_centre(surface.point_mm + first * offset_mm[0] + second * offset_mm[1])
}

/// Factor of the wanted density at a place of the mean head: 1 on average, within 1 ± 0.15 at `hand` 1.
pub fn density_factor(seed: u32, direction: DVec3, hand: f64) -> f64 {
    density_factor_at(seed, Head::default().point_mm(direction), hand)
}

/// [`density_factor`] at a point of the mean head, mm.
pub fn density_factor_at(seed: u32, point_mm: DVec3, hand: f64) -> f64 {
    let octaves = WAVE_WIDTHS_MM
        .iter()
        .zip([stream::HAND_WAVE, stream::HAND_WAVE + 1]);
    let sum: f64 = octaves
        .map(|(width, stream)| gradient_noise(seed, stream, point_mm / *width))
        .sum();
    1.0 + hand * WAVE * sum.clamp(-1.0, 1.0)
}

/// Smooth noise of mean 0: a random slope at each corner of the unit lattice, blended (Perlin 2002).
fn gradient_noise(seed: u32, stream: u32, place: DVec3) -> f64 {
    let base = place.floor();
    let inside = place - base;
    let corner = base.as_ivec3();
    let [u, v, w] = inside
        .to_array()
        .map(|t| t * t * t * (t * (t * 6.0 - 15.0) + 10.0));
    let slope = |dx: i32, dy: i32, dz: i32| {
        let cell = [corner.x + dx, corner.y + dy, corner.z + dz].map(|c| c as u32);
        let key = cell[0].wrapping_mul(0x8da6_b343)
            ^ cell[1].wrapping_mul(0xd816_3841)
            ^ cell[2].wrapping_mul(0xcb1a_b31f);
        let from = inside - DVec3::new(f64::from(dx), f64::from(dy), f64::from(dz));
        slope_of(hash(seed, stream, key)).dot(from)
    };
    let mix = |a: f64, b: f64, t: f64| a + (b - a) * t;
    let plane = |dz: i32| {
        mix(
            mix(slope(0, 0, dz), slope(1, 0, dz), u),
            mix(slope(0, 1, dz), slope(1, 1, dz), u),
            v,
        )
    };
    mix(plane(0), plane(1), w)
}

/// A slope with components −1…1 from ten bits each.
fn slope_of(word: u32) -> DVec3 {
    let part = |shift: u32| f64::from(word >> shift & 1023) / 511.5 - 1.0;
    DVec3::new(part(0), part(10), part(20))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_a_bell_of_the_stated_width_without_direction() {
        let (mut sum, mut squares, mut cross) = ([0.0; 2], [0.0; 2], 0.0);
        let count = 40_000;
        for rank in 0..count {
            let offset = offset_mm(3, rank, 1.0);
            for axis in 0..2 {
                assert!(offset[axis].abs() <= 3.47 * OFFSET_SD_MM);
                sum[axis] += offset[axis];
                squares[axis] += offset[axis] * offset[axis];
            }
            cross += offset[0] * offset[1];
        }
        let n = f64::from(count);
        for axis in 0..2 {
            assert!((sum[axis] / n).abs() < 0.003, "mean {}", sum[axis] / n);
            assert!(((squares[axis] / n).sqrt() / OFFSET_SD_MM - 1.0).abs() < 0.02);
        }
        assert!((cross / n).abs() < 0.02 * OFFSET_SD_MM * OFFSET_SD_MM);
        assert_eq!(offset_mm(3, 5, 0.0), [0.0, 0.0]);
    }

    #[test]
    fn a_set_site_is_as_far_away_as_its_offset() {
        let head = Head::default();
        for i in 0..200 {
            let direction = super::super::sites::direction_from_code([i * 300, 20_000 + i * 97]);
            let moved = direction_with_hand(&head, direction, [0.3, -0.4]);
            let distance = head.point_mm(moved).distance(head.point_mm(direction));
            assert!((distance - 0.5).abs() < 0.01, "{distance}");
        }
    }

    #[test]
    fn waves_have_mean_one_and_keep_their_limits() {
        let factors: Vec<f64> = (0..40_000u32)
            .map(|i| {
                super::super::sites::direction_from_code([(i % 200 * 327) as u16, (i / 200 * 327) as u16])
            })
            .map(|direction| density_factor(11, direction, 1.0))
            .collect();
        let mean = factors.iter().sum::<f64>() / factors.len() as f64;
        let sd = (factors.iter().map(|f| (f - mean) * (f - mean)).sum::<f64>() / factors.len() as f64).sqrt();
        assert!((mean - 1.0).abs() < 0.002, "mean {mean}");
        assert!((0.04..0.08).contains(&sd), "sd {sd}");
        assert!(factors.iter().all(|f| (f - 1.0).abs() <= WAVE + 1e-12));
        assert_eq!(density_factor(11, DVec3::Y, 0.0), 1.0);
    }
}
