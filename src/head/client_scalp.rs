//! What a client's own scalp carries: hair that stands, and places to keep free. It belongs to the head, so it changes
//! density and counts in every view.

use super::packed;
use glam::{DVec2, DVec3};
use serde::{Deserialize, Serialize};

/// Hair and places to keep free; empty for a head of which nothing is known.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct ClientScalp {
    /// How much of each place the client's own hair covers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hair: Option<HairMap>,
    /// Light of that hair over the light of the client's even skin, red, green, blue: what dots should not fall below.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hair_over_skin: Option<[f64; 3]>,
    /// Typology angle of the client's skin as a person has set it, degrees; it wins over what photos tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub skin_deg: Option<f64>,
    /// Places without dots, as a person has confirmed them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub keep_free: Vec<KeepFree>,
}

/// A round place without dots: a mole, a wart, anything that no needle should meet.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct KeepFree {
    /// Its middle, a template direction.
    pub direction: [f64; 3],
    /// Diameter on the skin, mm, 0.5–60.
    pub diameter_mm: f64,
}

/// Skin round a place that stays free too, mm (assumption: the hand's own spread).
pub const KEEP_FREE_MARGIN_MM: f64 = 0.5;
/// Typology angles of human skin, degrees, from very dark to very light (Chardon's classes, docs/domain.md 5.1, and room).
pub const SKIN_DEG: [f64; 2] = [-60.0, 75.0];
/// Most places (assumption) and their sizes, mm.
const MAX_PLACES: usize = 1000;
const DIAMETERS_MM: [f64; 2] = [0.5, 60.0];

/// Cover by the client's own hair over the whole head: a square of [`HairMap::SIDE`]² cells, the head's directions laid out as an
/// octahedron whose folded corners meet at the neck. A cell is about 3 mm.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct HairMap {
    /// Row by row: 0 bare or not known, 255 covered.
    #[serde(with = "packed")]
    pub cover: Vec<u8>,
}

impl HairMap {
    /// Cells along a side.
    pub const SIDE: usize = 96;

    /// A map from samples: a template direction, the cover there (0–1) and how much the sample counts.
    pub fn of(samples: impl Iterator<Item = (DVec3, f64, f64)>) -> Self {
        let mut sums = vec![[0.0_f64; 2]; Self::SIDE * Self::SIDE];
        for (direction, cover, counts) in samples {
            for (cell, share) in corners(direction) {
                sums[cell][0] += share * counts * cover;
                sums[cell][1] += share * counts;
            }
        }
        let mut cover: Vec<u8> = sums
            .iter()
            .map(|[sum, counted]| if *counted > 0.0 { sum / counted } else { 0.0 })
            .map(|cover| (cover.clamp(0.0, 1.0) * 255.0 + 0.5) as u8)
            .collect();
        packed::stepped(&mut cover);
        HairMap { cover }
    }

    /// Cover at a template direction, 0–1, bilinear between the cells' middles.
    pub fn at(&self, direction: DVec3) -> f64 {
        corners(direction)
            .into_iter()
            .map(|(cell, share)| share * f64::from(self.cover.get(cell).copied().unwrap_or(0)) / 255.0)
            .sum()
    }
}

/// The four cells round a direction with their shares.
fn corners(direction: DVec3) -> [(usize, f64); 4] {
    let most = (HairMap::SIDE - 1) as f64;
    let at = ((unfolded(direction) * 0.5 + 0.5) * HairMap::SIDE as f64 - 0.5)
        .clamp(DVec2::ZERO, DVec2::splat(most));
    let low = at.floor().min(DVec2::splat(most - 1.0));
    let part = at - low;
    let (x, y) = (low.x as usize, low.y as usize);
    [(0, 0), (1, 0), (0, 1), (1, 1)].map(|(right, down)| {
        let across = if right == 1 { part.x } else { 1.0 - part.x };
        let along = if down == 1 { part.y } else { 1.0 - part.y };
        ((y + down) * HairMap::SIDE + x + right, across * along)
    })
}

/// Octahedral map of a direction onto −1 to 1, the vertex in the middle and the neck in the corners.
fn unfolded(direction: DVec3) -> DVec2 {
    let sum = direction.abs().element_sum().max(1e-12);
    let flat = DVec2::new(direction.x, direction.z) / sum;
    match direction.y >= 0.0 {
        true => flat,
        false => DVec2::new(
            (1.0 - flat.y.abs()).copysign(flat.x),
            (1.0 - flat.x.abs()).copysign(flat.y),
        ),
    }
}

/// Refuses what makes no sense.
///
/// # Errors
/// The sentence names the place.
pub fn check(own: &ClientScalp) -> Result<(), String> {
    if own
        .hair
        .as_ref()
        .is_some_and(|map| map.cover.len() != HairMap::SIDE * HairMap::SIDE)
    {
        return Err("the map of own hair has another size than 96 × 96; leave it out".into());
    }
    if own
        .hair_over_skin
        .is_some_and(|light| light.iter().any(|c| !(0.0..=1.0).contains(c)))
    {
        return Err("hair-over-skin is outside 0 to 1; correct it or leave it out".into());
    }
    let [low, high] = SKIN_DEG;
    if own.skin_deg.is_some_and(|deg| !(low..=high).contains(&deg)) {
        return Err(format!(
            "the skin's typology angle (skin-deg) is outside {low} (very dark) to {high} (very light) degrees; correct it or leave it out"
        ));
    }
    if own.keep_free.len() > MAX_PLACES {
        return Err(format!(
            "{} places to keep free, at most {MAX_PLACES} are read: take some out",
            own.keep_free.len()
        ));
    }
    for (place, number) in own.keep_free.iter().zip(1..) {
        let unit = (DVec3::from(place.direction).length() - 1.0).abs() < 1e-4;
        let [low, high] = DIAMETERS_MM;
        if !unit || !(low..=high).contains(&place.diameter_mm) {
            return Err(format!(
                "place {number} to keep free needs a unit vector as its direction and a diameter from {low} to {high} mm"
            ));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_gives_back_what_was_put_in_on_the_whole_head() {
        // Hair at the sides and the nape, none on top, as in pattern baldness.
        let cover = |way: DVec3| if way.y < 0.5 { 1.0 } else { 0.0 };
        let steps = |count: usize| (0..count).map(move |i| (i as f64 + 0.5) / count as f64);
        let ways = || {
            steps(400).flat_map(move |polar| {
                steps(800).map(move |turn| {
                    let (up, around) = (1.0 - 2.0 * polar, turn * std::f64::consts::TAU);
                    let flat = (1.0 - up * up).sqrt();
                    DVec3::new(flat * around.cos(), up, flat * around.sin())
                })
            })
        };
        let map = HairMap::of(ways().map(|way| (way, cover(way), 1.0)));
        for way in ways().filter(|way| (way.y - 0.5).abs() > 0.09) {
            assert!((map.at(way) - cover(way)).abs() < 0.01, "{way}");
        }
        let text = serde_json::to_string(&map).unwrap();
        assert!(text.len() < 12_000, "{}", text.len());
        assert_eq!(serde_json::from_str::<HairMap>(&text).unwrap(), map);
    }

    #[test]
    fn nonsense_is_refused_in_words() {
        let place = KeepFree {
            direction: [0.0, 1.0, 0.0],
            diameter_mm: 3.0,
        };
        let own = |place: KeepFree| ClientScalp {
            keep_free: vec![place],
            ..ClientScalp::default()
        };
        assert_eq!(check(&own(place)), Ok(()));
        let far = KeepFree {
            direction: [0.0, 2.0, 0.0],
            ..place
        };
        assert!(check(&own(far)).unwrap_err().contains("place 1"));
        let short = ClientScalp {
            hair: Some(HairMap { cover: vec![0; 7] }),
            ..ClientScalp::default()
        };
        assert!(check(&short).unwrap_err().contains("96"));
    }
}
