//! Hairline points that a person puts: named ones by hand, and extra ones between them.

use super::hairline::{ControlPoint, PointName};
use super::{Design, DesignError};
use glam::DVec3;
use serde::{Deserialize, Serialize};

/// A hairline point that a person has put between two named ones.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ExtraPoint {
    /// The named point before it.
    pub after: PointName,
    /// Its place on the way to the next named point, 0–1: gives the order of several, and how much of each named point's
    /// finish it has.
    pub share: f64,
    /// Where it lies, a template direction.
    pub direction: [f64; 3],
}

impl ExtraPoint {
    /// The same point on the other side of the head.
    pub fn mirrored(self) -> ExtraPoint {
        let [x, y, z] = self.direction;
        ExtraPoint {
            after: self.after.next().mirrored(),
            share: 1.0 - self.share,
            direction: [-x, y, z],
        }
    }

    /// Whether it stands for the same place of the outline as another one.
    pub fn is_beside(&self, other: &ExtraPoint) -> bool {
        self.after == other.after && (self.share - other.share).abs() < 1e-6
    }
}

/// The named points with the extra ones between them, each span's in the order of their shares.
pub(super) fn with_inserted(named: &[ControlPoint], extra: &[ExtraPoint]) -> Vec<ControlPoint> {
    let mut control = Vec::with_capacity(named.len() + extra.len());
    for (place, from) in named.iter().enumerate() {
        control.push(*from);
        let to = &named[(place + 1) % named.len()];
        let mut between: Vec<(usize, &ExtraPoint)> = extra
            .iter()
            .enumerate()
            .filter(|(_, point)| point.after == from.name)
            .collect();
        between.sort_by(|a, b| a.1.share.total_cmp(&b.1.share));
        control.extend(between.into_iter().map(|(index, point)| ControlPoint {
            name: from.name,
            extra: Some(index),
            direction: DVec3::from(point.direction).normalize_or(from.direction),
            width_mm: from.width_mm + (to.width_mm - from.width_mm) * point.share,
            rough: from.rough + (to.rough - from.rough) * point.share,
        }));
    }
    control
}

/// A direction as it is kept: six decimals, 0.1 µm on the head, and the same text in every file. None for what is no
/// direction.
fn kept(direction: DVec3) -> Option<[f64; 3]> {
    // What was rounded to six decimals before is a unit vector but for that: it is kept to the digit.
    let unit = match (direction.length() - 1.0).abs() < 2e-6 {
        true => Some(direction),
        false => direction.try_normalize().filter(|unit| unit.is_finite()),
    };
    unit.map(|unit| unit.to_array().map(|c| (c * 1e6).round() / 1e6))
}

impl Design {
    /// Puts a hairline point by hand; it keeps its place when the recipe changes.
    ///
    /// # Errors
    /// The vector is no direction.
    pub fn place_point(&mut self, name: PointName, direction: DVec3) -> Result<(), DesignError> {
        let direction = kept(direction).ok_or(DesignError::Point { name: name.name() })?;
        self.points.insert(name, direction);
        Ok(())
    }

    /// Adds a hairline point between two named ones.
    ///
    /// # Errors
    /// The vector is no direction, or the share no number from 0 to 1.
    pub fn add_extra(&mut self, point: ExtraPoint) -> Result<(), DesignError> {
        let name = point.after.name();
        let wrong = DesignError::Point { name };
        if !(0.0..=1.0).contains(&point.share) {
            return Err(wrong);
        }
        let direction = kept(DVec3::from(point.direction)).ok_or(wrong)?;
        self.extra.push(ExtraPoint { direction, ..point });
        Ok(())
    }

    /// Moves an extra point; nothing happens where there is none of that number.
    ///
    /// # Errors
    /// The vector is no direction.
    pub fn move_extra(&mut self, index: usize, direction: DVec3) -> Result<(), DesignError> {
        if let Some(point) = self.extra.get_mut(index) {
            let name = point.after.name();
            point.direction = kept(direction).ok_or(DesignError::Point { name })?;
        }
        Ok(())
    }
}
