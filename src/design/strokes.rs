//! Brush strokes on the head: where a person adds, removes, thins or protects dots by hand. They lie on the head, so they
//! hold in every view.

use super::DesignError;
use glam::DVec3;
use serde::{Deserialize, Serialize};

/// Radius of a brush, mm on the head.
pub const RADIUS_RANGE_MM: [f64; 2] = [0.5, 60.0];
/// Most strokes of a design (assumption: a day's painting).
pub const MAX_STROKES: usize = 5_000;
/// Most points of all their paths together (assumption).
pub const MAX_PATH_POINTS: usize = 200_000;

/// What a stroke does to the density under it. Later strokes act on what earlier ones left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BrushKind {
    /// Dots at the scalp fill's density, outside the hairline too.
    Add,
    /// No dots.
    Remove,
    /// Fewer dots: half of them at full strength.
    Thin,
    /// Keep free: ears, glasses' places, real hair, moles. Wins over everything else.
    Protect,
    /// Takes all brush work back.
    Restore,
}

impl BrushKind {
    /// All brushes in the order of the panel.
    pub const ALL: [BrushKind; 5] = [
        BrushKind::Add,
        BrushKind::Remove,
        BrushKind::Thin,
        BrushKind::Protect,
        BrushKind::Restore,
    ];
}

/// One stroke of a brush.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct BrushStroke {
    /// What it does.
    pub brush: BrushKind,
    /// Radius, mm on the head, 0.5–60.
    pub radius_mm: f64,
    /// Share of the radius over which it fades out, 0 (hard) to 1.
    pub softness: f64,
    /// Strength in its middle, 0–1.
    pub strength: f64,
    /// Its way: template directions (unit vectors from the template's centre, six decimals), at least one.
    pub path: Vec<[f64; 3]>,
}

impl BrushStroke {
    /// Checks a stroke; `number` is its place in the list, from 1.
    fn check(&self, number: usize) -> Result<(), DesignError> {
        let [low, high] = RADIUS_RANGE_MM;
        for (name, value, low, high) in [
            ("radius-mm", self.radius_mm, low, high),
            ("softness", self.softness, 0.0, 1.0),
            ("strength", self.strength, 0.0, 1.0),
        ] {
            if !(low..=high).contains(&value) {
                return Err(DesignError::StrokeRange {
                    number,
                    name,
                    value,
                    low,
                    high,
                });
            }
        }
        // Six decimals leave a unit vector this near to 1.
        let unit = |direction: &[f64; 3]| (DVec3::from(*direction).length() - 1.0).abs() < 1e-4;
        match self.path.iter().position(|direction| !unit(direction)) {
            _ if self.path.is_empty() => Err(DesignError::StrokeEmpty { number }),
            Some(point) => Err(DesignError::StrokePoint {
                number,
                point: point + 1,
            }),
            None => Ok(()),
        }
    }
}

/// Checks the strokes of a design.
pub(crate) fn check<'a>(
    strokes: impl ExactSizeIterator<Item = &'a BrushStroke> + Clone,
) -> Result<(), DesignError> {
    let points: usize = strokes.clone().map(|stroke| stroke.path.len()).sum();
    for (what, found, limit) in [
        ("brush strokes", strokes.len(), MAX_STROKES),
        ("points of brush strokes", points, MAX_PATH_POINTS),
    ] {
        if found > limit {
            return Err(DesignError::TooManyStrokes { what, limit, found });
        }
    }
    strokes
        .zip(1..)
        .try_for_each(|(stroke, number)| stroke.check(number))
}
