//! A place on the head in degrees: the same on every head, and its mirror image is exact.

use glam::DVec3;
use serde::{Deserialize, Serialize};

/// [`HeadPlace::round_deg`] of a place, degrees: once round and more, so that no shape is cut at the back.
pub const ROUND_RANGE_DEG: [f64; 2] = [-180.0, 360.0];
/// [`HeadPlace::side_deg`] of a place, degrees: from ear to ear.
pub const SIDE_RANGE_DEG: [f64; 2] = [-90.0, 90.0];

/// A place on the head, degrees seen from the template's centre.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "[f64; 2]", into = "[f64; 2]")]
pub struct HeadPlace {
    /// Round the axis from ear to ear: 0 level to the front, 90 up, 180 level to the back, 270 down; −180 to 360.
    pub round_deg: f64,
    /// Out of the middle plane: 90 over the client's left ear, −90 over the right one.
    pub side_deg: f64,
}

impl From<[f64; 2]> for HeadPlace {
    fn from([round_deg, side_deg]: [f64; 2]) -> Self {
        HeadPlace { round_deg, side_deg }
    }
}

impl From<HeadPlace> for [f64; 2] {
    fn from(place: HeadPlace) -> Self {
        [place.round_deg, place.side_deg]
    }
}

impl HeadPlace {
    /// The place of a template direction, to a hundredth of a degree (0.02 mm on the head).
    pub fn of(direction: DVec3) -> Self {
        let hundredths = |deg: f64| (100.0 * deg).round() / 100.0;
        let round_deg = libm::atan2(direction.y, direction.z).to_degrees();
        HeadPlace {
            // The back is 180, without a jump behind it.
            round_deg: hundredths(if round_deg < -90.0 {
                round_deg + 360.0
            } else {
                round_deg
            }),
            side_deg: hundredths(libm::asin(direction.x.clamp(-1.0, 1.0)).to_degrees()),
        }
    }

    /// Its template direction.
    pub fn direction(self) -> DVec3 {
        let (round, side) = (self.round_deg.to_radians(), self.side_deg.to_radians());
        let flat = libm::cos(side);
        DVec3::new(libm::sin(side), flat * libm::sin(round), flat * libm::cos(round))
    }

    /// The same place on the other side.
    #[must_use]
    pub fn mirrored(self) -> Self {
        HeadPlace {
            side_deg: -self.side_deg,
            ..self
        }
    }

    pub(super) fn is_on_head(self) -> bool {
        is_within(self.round_deg, ROUND_RANGE_DEG) && is_within(self.side_deg, SIDE_RANGE_DEG)
    }
}

/// Whether a value lies in a range; NaN lies in none.
pub(super) fn is_within(value: f64, [low, high]: [f64; 2]) -> bool {
    (low..=high).contains(&value)
}
