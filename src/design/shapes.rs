//! Shapes on the head in which a fill lies: areas, ellipses and lines. Their places are degrees, so that one shape fits every
//! head and its mirror image is exact.

use super::DesignError;
use super::head_place::{HeadPlace, ROUND_RANGE_DEG, SIDE_RANGE_DEG, is_within};
use super::spline::sample_closed;
use super::stencil::{LaidStencil, MAX_STENCIL_SIDE, STENCIL_RANGE_MM, SharedStencil};
use crate::head::Head;
use glam::DVec3;
use serde::{Deserialize, Serialize};

/// Most shapes of one fill (assumption: a head with alopecia areata has fewer patches).
pub const MAX_SHAPES: usize = 40;
/// Most points of one shape (assumption: a free hand round the whole head, a point each 2 mm).
pub const MAX_SHAPE_POINTS: usize = 400;
/// Half axes of an ellipse, mm on the skin: from the scar of a graft to the whole top (assumption).
pub const HALF_RANGE_MM: [f64; 2] = [1.0, 150.0];
/// Width of a line, mm on the skin: from a fine scar to a wide band (assumption).
pub const WIDTH_RANGE_MM: [f64; 2] = [0.3, 80.0];
/// Width of a soft border, mm on the skin: up to the fade of a whole side (assumption).
pub const SOFT_RANGE_MM: [f64; 2] = [0.0, 60.0];
/// Turns of an ellipse, degrees: once round either way.
const TURN_RANGE_DEG: [f64; 2] = [-360.0, 360.0];
/// Farthest from its middle that the border of an ellipse is drawn, radians: short of the other side of the head.
pub(super) const FARTHEST_RAD: f64 = 2.5;
/// Pieces in which the way to the border of an ellipse is measured: within a thousandth.
const WAY_PIECES: usize = 8;
/// Corners of the polygon that stands for an ellipse: at 100 mm its chords lie within 0.15 mm of it.
const ELLIPSE_POINTS: usize = 60;

/// One shape; a fill lies in all of its shapes together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", deny_unknown_fields, rename_all = "kebab-case")]
pub enum FillShape {
    /// What a closed smooth curve encloses.
    #[serde(rename_all = "kebab-case")]
    Area {
        /// Points of the curve in order, at least three.
        points: Vec<HeadPlace>,
        /// Width of its soft border, half of it outside, mm.
        #[serde(default)]
        soft_mm: f64,
    },
    /// An ellipse.
    #[serde(rename_all = "kebab-case")]
    Ellipse {
        /// Its middle.
        centre: HeadPlace,
        /// Half axes, mm on the skin: from front to back, and sideways.
        half_mm: [f64; 2],
        /// Turned by this, degrees: its front to the client's left.
        #[serde(default)]
        turn_deg: f64,
        /// As of an area.
        #[serde(default)]
        soft_mm: f64,
    },
    /// A band along a path.
    #[serde(rename_all = "kebab-case")]
    Line {
        /// Points of the path in order, at least two; straight between them.
        points: Vec<HeadPlace>,
        /// Its width, mm on the skin.
        width_mm: f64,
        /// As of an area.
        #[serde(default)]
        soft_mm: f64,
    },
    /// The dark parts of an image.
    #[serde(rename_all = "kebab-case")]
    Stencil {
        /// Its middle.
        centre: HeadPlace,
        /// Its width, mm on the skin.
        width_mm: f64,
        /// Turned by this, degrees; 0 has its upper edge to the front of the head.
        #[serde(default)]
        turn_deg: f64,
        /// What is dark.
        image: SharedStencil,
    },
}

impl FillShape {
    /// Width of the soft border, mm.
    pub fn soft_mm(&self) -> f64 {
        match self {
            FillShape::Area { soft_mm, .. }
            | FillShape::Ellipse { soft_mm, .. }
            | FillShape::Line { soft_mm, .. } => *soft_mm,
            FillShape::Stencil { .. } => 0.0,
        }
    }

    /// Width of a line, mm; none of another shape.
    pub fn width_mm(&self) -> Option<f64> {
        match self {
            FillShape::Line { width_mm, .. } => Some(*width_mm),
            FillShape::Area { .. } | FillShape::Ellipse { .. } | FillShape::Stencil { .. } => None,
        }
    }

    /// Template direction of its middle; none where its points lie all round the head.
    pub fn middle(&self) -> Option<DVec3> {
        match self {
            FillShape::Area { points, .. } | FillShape::Line { points, .. } => {
                let sum: DVec3 = points.iter().map(|place| place.direction()).sum();
                sum.try_normalize()
            }
            FillShape::Ellipse { centre, .. } | FillShape::Stencil { centre, .. } => Some(centre.direction()),
        }
    }

    /// Fewest points that it can have; the middle of an ellipse or a stencil counts as one.
    pub fn least_points(&self) -> usize {
        match self {
            FillShape::Area { .. } => 3,
            FillShape::Ellipse { .. } | FillShape::Stencil { .. } => 1,
            FillShape::Line { .. } => 2,
        }
    }

    /// The same shape with a soft border of that width, mm; a stencil has only that of its image.
    #[must_use]
    pub fn softened(&self, new_mm: f64) -> Self {
        let mut shape = self.clone();
        match &mut shape {
            FillShape::Area { soft_mm, .. }
            | FillShape::Ellipse { soft_mm, .. }
            | FillShape::Line { soft_mm, .. } => *soft_mm = new_mm,
            FillShape::Stencil { .. } => {}
        }
        shape
    }

    /// The same line with that width, mm; another shape as it is.
    #[must_use]
    pub fn widened(&self, new_mm: f64) -> Self {
        let mut shape = self.clone();
        match &mut shape {
            FillShape::Line { width_mm, .. } => *width_mm = new_mm,
            FillShape::Area { .. } | FillShape::Ellipse { .. } | FillShape::Stencil { .. } => {}
        }
        shape
    }

    /// The same shape on the other side of the head.
    #[must_use]
    pub fn mirrored(&self) -> Self {
        let all = |points: &[HeadPlace]| points.iter().map(|place| place.mirrored()).collect();
        match self {
            FillShape::Area { points, soft_mm } => FillShape::Area {
                points: all(points),
                soft_mm: *soft_mm,
            },
            FillShape::Ellipse {
                centre,
                half_mm,
                turn_deg,
                soft_mm,
            } => FillShape::Ellipse {
                centre: centre.mirrored(),
                half_mm: *half_mm,
                turn_deg: -turn_deg,
                soft_mm: *soft_mm,
            },
            FillShape::Line {
                points,
                width_mm,
                soft_mm,
            } => FillShape::Line {
                points: all(points),
                width_mm: *width_mm,
                soft_mm: *soft_mm,
            },
            FillShape::Stencil {
                centre,
                width_mm,
                turn_deg,
                image,
            } => FillShape::Stencil {
                centre: centre.mirrored(),
                width_mm: *width_mm,
                turn_deg: -turn_deg,
                image: image.mirrored(),
            },
        }
    }

    /// The border of an area or ellipse, or the frame of a stencil, as a closed row of template directions, or the path of a line.
    pub fn drawn(&self, head: &Head) -> Vec<DVec3> {
        match self {
            FillShape::Area { points, .. } => {
                let directions: Vec<DVec3> = points.iter().map(|place| place.direction()).collect();
                let curve = sample_closed(head, &directions);
                curve.into_iter().map(|point| point.direction).collect()
            }
            FillShape::Ellipse {
                centre,
                half_mm,
                turn_deg,
                ..
            } => ellipse(head, centre.direction(), *half_mm, *turn_deg),
            FillShape::Line { points, .. } => points.iter().map(|place| place.direction()).collect(),
            FillShape::Stencil {
                centre,
                width_mm,
                turn_deg,
                image,
            } => LaidStencil::new(head, &image.0, *centre, *width_mm, *turn_deg).frame(),
        }
    }

    /// Checks a shape of the fill of that name.
    fn check(&self, fill: &str) -> Result<(), DesignError> {
        let held = |key: &str, values: &[f64], range: [f64; 2]| {
            if values.iter().all(|value| is_within(*value, range)) {
                return Ok(());
            }
            let [low, high] = range;
            Err(wrong(fill, format!("its {key} has to be {low} to {high}")))
        };
        held("soft-mm", &[self.soft_mm()], SOFT_RANGE_MM)?;
        let points: &[HeadPlace] = match self {
            FillShape::Area { points, .. } => points,
            FillShape::Ellipse {
                centre,
                half_mm,
                turn_deg,
                ..
            } => {
                held("half-mm", half_mm, HALF_RANGE_MM)?;
                held("turn-deg", &[*turn_deg], TURN_RANGE_DEG)?;
                std::slice::from_ref(centre)
            }
            FillShape::Line { points, width_mm, .. } => {
                held("width-mm", &[*width_mm], WIDTH_RANGE_MM)?;
                points
            }
            FillShape::Stencil {
                centre,
                width_mm,
                turn_deg,
                image,
            } => {
                held("width-mm", &[*width_mm], STENCIL_RANGE_MM)?;
                held("turn-deg", &[*turn_deg], TURN_RANGE_DEG)?;
                if !image.0.is_whole() {
                    let sentence = format!(
                        "the cells of its image have to make whole rows, at most {MAX_STENCIL_SIDE} of them and as many across"
                    );
                    return Err(wrong(fill, sentence));
                }
                std::slice::from_ref(centre)
            }
        };
        let least = self.least_points();
        if !(least..=MAX_SHAPE_POINTS).contains(&points.len()) {
            let found = points.len();
            let sentence = format!("it has {found} points; give it {least} to {MAX_SHAPE_POINTS}");
            return Err(wrong(fill, sentence));
        }
        if !points.iter().all(|place| place.is_on_head()) {
            let ([round_low, round_high], [side_low, side_high]) = (ROUND_RANGE_DEG, SIDE_RANGE_DEG);
            let sentence = format!(
                "a place is [degrees round, degrees sideways], {round_low} to {round_high} and {side_low} to {side_high}"
            );
            return Err(wrong(fill, sentence));
        }
        Ok(())
    }
}

fn wrong(fill: &str, what: String) -> DesignError {
    DesignError::Shape {
        fill: fill.to_owned(),
        what,
    }
}

/// Checks the shapes of the fill of that name.
pub(crate) fn check(fill: &str, shapes: &[FillShape]) -> Result<(), DesignError> {
    if shapes.len() > MAX_SHAPES {
        let sentence = format!("a fill has at most {MAX_SHAPES} shapes; put the others into another fill");
        return Err(wrong(fill, sentence));
    }
    shapes.iter().try_for_each(|shape| shape.check(fill))
}

/// The border of an ellipse round a direction.
fn ellipse(head: &Head, centre: DVec3, [front_mm, side_mm]: [f64; 2], turn_deg: f64) -> Vec<DVec3> {
    let [front, side] = axes_at(centre);
    let (sin, cos) = libm::sincos(turn_deg.to_radians());
    let (front, side) = (front * cos + side * sin, side * cos - front * sin);
    let point = |index: usize| {
        let turn = std::f64::consts::TAU * index as f64 / ELLIPSE_POINTS as f64;
        let (sin, cos) = libm::sincos(turn);
        at_way(head, centre, front * (front_mm * cos) + side * (side_mm * sin))
    };
    (0..ELLIPSE_POINTS).map(point).collect()
}

/// To the front and to the client's left on the sphere at a direction; over an ear, where neither has a way, any will do.
pub(super) fn axes_at(centre: DVec3) -> [DVec3; 2] {
    let side = (DVec3::X - centre * centre.x).try_normalize().unwrap_or(DVec3::Z);
    [side.cross(centre), side]
}

/// The direction that a way over the head (mm, at right angles to `centre`) leads to.
pub(super) fn at_way(head: &Head, centre: DVec3, way_mm: DVec3) -> DVec3 {
    let (length_mm, way) = (way_mm.length(), way_mm.normalize_or_zero());
    let at = |angle: f64| centre * libm::cos(angle) + way * libm::sin(angle);
    // Twice is enough: a head's radius changes little over an ellipse.
    let mut angle = length_mm / head.radius_mm(centre);
    for _ in 0..2 {
        angle = (angle * length_mm / along_mm(head, &at, angle).max(1e-6)).min(FARTHEST_RAD);
    }
    at(angle)
}

/// Length of the way over the head up to an angle, mm.
pub(super) fn along_mm(head: &Head, at: &impl Fn(f64) -> DVec3, angle: f64) -> f64 {
    let point = |piece: usize| head.point_mm(at(angle * piece as f64 / WAY_PIECES as f64));
    let points: [DVec3; WAY_PIECES + 1] = std::array::from_fn(point);
    points.windows(2).map(|pair| pair[0].distance(pair[1])).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_found_again_and_its_mirror_image_is_exact() {
        for place in [
            [25.0, 0.0],
            [42.0, 29.0],
            [132.5, -12.25],
            [239.5, 3.0],
            [-60.0, 70.0],
        ] {
            let place = HeadPlace::from(place);
            assert_eq!(HeadPlace::of(place.direction()), place);
            let mirrored = place.direction() * DVec3::new(-1.0, 1.0, 1.0);
            assert_eq!(place.mirrored().direction(), mirrored);
        }
    }

    #[test]
    fn an_ellipse_has_the_axes_that_were_asked_on_the_skin() {
        let head = Head::default();
        let centre = HeadPlace::from([120.0, 20.0]);
        let shape = FillShape::Ellipse {
            centre,
            half_mm: [40.0, 15.0],
            turn_deg: 0.0,
            soft_mm: 0.0,
        };
        let lengths = shape
            .drawn(&head)
            .into_iter()
            .map(|at| head.arc_length_mm(centre.direction(), at));
        let (least, most) = lengths.fold((f64::MAX, 0.0), |(least, most), mm| {
            (least.min(mm), f64::max(most, mm))
        });
        assert!(
            (least - 15.0).abs() < 0.5 && (most - 40.0).abs() < 0.5,
            "{least} {most}"
        );
        let FillShape::Ellipse { turn_deg, .. } = (FillShape::Ellipse {
            centre,
            half_mm: [40.0, 15.0],
            turn_deg: 30.0,
            soft_mm: 2.0,
        })
        .mirrored() else {
            unreachable!("an ellipse stays one")
        };
        assert_eq!(turn_deg, -30.0);
    }
}
