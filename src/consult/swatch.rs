//! Patches of dots at true size, to be laid beside skin.

use super::flat_map::LocalMap;
use crate::head::Head;
use crate::head::sites::FollicleSites;
use glam::DVec2;

/// Side of a swatch, mm.
pub const SWATCH_MM: f64 = 36.0;

/// A square of skin with its dots.
#[derive(Clone, Debug, PartialEq)]
pub struct DensitySwatch {
    /// Dots per cm².
    pub density_per_cm2: f64,
    /// Diameter of the dots, mm.
    pub diameter_mm: f64,
    /// Places from the upper left corner, mm.
    pub dots_mm: Vec<DVec2>,
}

impl DensitySwatch {
    /// Swatches of these densities, dots per cm², in the pattern of the program: more density adds dots and moves none.
    pub fn ladder(densities: &[f64], diameter_mm: f64) -> Vec<Self> {
        let head = Head::default();
        let middle = head.landmarks().vertex;
        let map = LocalMap::new(&head, middle);
        let sites = FollicleSites::shipped();
        // Nothing farther off than the square's corner lies in it.
        let least = (SWATCH_MM / head.radius_mm(middle)).cos();
        let square = (0..sites.len())
            .map(|rank| sites.direction(rank))
            .filter(|direction| direction.dot(middle) > least)
            .filter_map(|direction| Some(map.sheet_mm(direction)? + DVec2::splat(0.5 * SWATCH_MM)))
            .filter(|place| place.min_element() >= 0.0 && place.max_element() < SWATCH_MM);
        let ranked: Vec<DVec2> = square.collect();
        let area_cm2 = SWATCH_MM * SWATCH_MM / 100.0;
        densities
            .iter()
            .map(|density| DensitySwatch {
                density_per_cm2: *density,
                diameter_mm,
                dots_mm: ranked
                    .iter()
                    .take((density * area_cm2).round() as usize)
                    .copied()
                    .collect(),
            })
            .collect()
    }
}
