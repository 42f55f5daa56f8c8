//! The ten measures of a head and the low-order correction of its shape.

use super::harmonics::full_count;
use serde::{Deserialize, Serialize};

/// What one measure is: its name, unit, population mean and range, and where the figures come from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MeasureInfo {
    /// Field name in [`HeadMeasures`] and in files.
    pub name: &'static str,
    /// Mean of men and women in equal parts, mm.
    pub mean: f64,
    /// Smallest value taken, mm.
    pub min: f64,
    /// Largest value taken, mm.
    pub max: f64,
    /// Source of mean and range.
    pub source: &'static str,
}

/// Number of measures.
pub const MEASURE_COUNT: usize = 10;

const ANSUR: &str = "ANSUR II, men and women in equal parts, range 4 sd either way (docs/domain.md 8.2)";
const VERTEX: &str = "ANSUR II tragion to top of head 129 (docs/domain.md 8.2) less 18 from tragion up to the pupils; \
    the 18, and the range of 3 sd: assumption";
const FACE: &str = "ANSUR II menton-sellion 118 (docs/domain.md 8.2) less 7 from sellion down to the pupils; \
    the 7, and the range of 4 sd: assumption";
const ASSUMED: &str = "assumption";

const fn info(name: &'static str, mean: f64, min: f64, max: f64, source: &'static str) -> MeasureInfo {
    MeasureInfo {
        name,
        mean,
        min,
        max,
        source,
    }
}

/// The measures in the order of [`HeadMeasures::to_array`].
pub const MEASURES: [MeasureInfo; MEASURE_COUNT] = [
    info("breadth_mm", 151.0, 127.0, 176.0, ANSUR),
    info("length_mm", 195.0, 160.0, 228.0, ANSUR),
    info("vertex_mm", 111.0, 92.0, 131.0, VERTEX),
    info("face_mm", 111.0, 86.0, 138.0, FACE),
    info("forehead_slope_mm", 0.0, -16.0, 16.0, ASSUMED),
    info("widest_back_mm", 0.0, -12.0, 12.0, ASSUMED),
    info("squareness_mm", 0.0, -10.0, 10.0, ASSUMED),
    info("frontal_mm", 0.0, -10.0, 10.0, ASSUMED),
    info("occiput_mm", 0.0, -16.0, 16.0, ASSUMED),
    info("nape_mm", 0.0, -18.0, 18.0, ASSUMED),
];

/// The measures of a head, mm. The first four are lengths; the others are departures from the mean template.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadMeasures {
    /// Greatest breadth over the ears.
    pub breadth_mm: f64,
    /// Glabella to the backmost point.
    pub length_mm: f64,
    /// Pupils to the highest point, upright.
    pub vertex_mm: f64,
    /// Pupils to the lowest point of the chin, upright.
    pub face_mm: f64,
    /// How much further back the upper forehead lies than the mean one.
    pub forehead_slope_mm: f64,
    /// Half the shift of breadth from the front half of the side of the head to its rear half.
    pub widest_back_mm: f64,
    /// Outward move of the shoulder between side and top.
    pub squareness_mm: f64,
    /// Outward move of each temple.
    pub frontal_mm: f64,
    /// Outward move of the sloping crown behind the vertex.
    pub occiput_mm: f64,
    /// Outward (backward) move of the nape.
    pub nape_mm: f64,
}

impl Default for HeadMeasures {
    fn default() -> Self {
        Self::from_array(MEASURES.map(|m| m.mean))
    }
}

impl HeadMeasures {
    /// The values in the order of [`MEASURES`].
    pub fn to_array(self) -> [f64; MEASURE_COUNT] {
        [
            self.breadth_mm,
            self.length_mm,
            self.vertex_mm,
            self.face_mm,
            self.forehead_slope_mm,
            self.widest_back_mm,
            self.squareness_mm,
            self.frontal_mm,
            self.occiput_mm,
            self.nape_mm,
        ]
    }

    /// Measures from values in the order of [`MEASURES`].
    pub fn from_array(v: [f64; MEASURE_COUNT]) -> Self {
        Self {
            breadth_mm: v[0],
            length_mm: v[1],
            vertex_mm: v[2],
            face_mm: v[3],
            forehead_slope_mm: v[4],
            widest_back_mm: v[5],
            squareness_mm: v[6],
            frontal_mm: v[7],
            occiput_mm: v[8],
            nape_mm: v[9],
        }
    }

    /// The same measures brought into their ranges; what is not a number becomes the mean.
    pub fn clamped(self) -> Self {
        let mut values = self.to_array();
        for (value, m) in values.iter_mut().zip(&MEASURES) {
            *value = if value.is_finite() {
                value.clamp(m.min, m.max)
            } else {
                m.mean
            };
        }
        Self::from_array(values)
    }
}

/// Highest degree of the correction.
pub const CORRECTION_DEGREE: usize = 4;
/// Number of its coefficients.
pub const CORRECTION_COUNT: usize = full_count(CORRECTION_DEGREE);
/// Largest coefficient, mm (assumption: beyond it the outline belongs to something else than a head).
pub const CORRECTION_MAX_MM: f64 = 15.0;

/// A smooth low-order correction of the radius: coefficients of the spherical harmonics up to degree 4, mm.
///
/// Order: by order, within it by degree; for orders above 0 the even one (in x) before the odd one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Vec<f64>", into = "Vec<f64>")]
pub struct ShapeCorrection {
    /// Coefficients, mm, each within ±[`CORRECTION_MAX_MM`].
    pub coefficients_mm: [f64; CORRECTION_COUNT],
}

impl Default for ShapeCorrection {
    fn default() -> Self {
        Self {
            coefficients_mm: [0.0; CORRECTION_COUNT],
        }
    }
}

impl ShapeCorrection {
    /// True when nothing is corrected.
    pub fn is_zero(&self) -> bool {
        self.coefficients_mm.iter().all(|&c| c == 0.0)
    }

    /// The same correction with every coefficient inside its bound.
    pub fn clamped(mut self) -> Self {
        for c in &mut self.coefficients_mm {
            *c = if c.is_finite() {
                c.clamp(-CORRECTION_MAX_MM, CORRECTION_MAX_MM)
            } else {
                0.0
            };
        }
        self
    }
}

impl From<ShapeCorrection> for Vec<f64> {
    fn from(correction: ShapeCorrection) -> Self {
        if correction.is_zero() {
            Self::new()
        } else {
            correction.coefficients_mm.to_vec()
        }
    }
}

impl TryFrom<Vec<f64>> for ShapeCorrection {
    type Error = String;
    fn try_from(list: Vec<f64>) -> Result<Self, String> {
        if list.is_empty() {
            return Ok(Self::default());
        }
        let count = list.len();
        let coefficients_mm = list.try_into().map_err(|_| {
            format!("a head correction has {CORRECTION_COUNT} coefficients, this one has {count}: restore the list")
        })?;
        Ok(Self { coefficients_mm }.clamped())
    }
}
