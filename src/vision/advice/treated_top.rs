//! What the top of a head shows beside its forehead, bare, simulated and treated alike: light, marks, and where the line is seen.

use super::marks::{PatchMarks, marks_of};
use crate::head::{Head, HeadView};
use crate::photo::Photo;
use crate::vision::hair::coverage::scalp_cells;
use crate::vision::linear_plate::{LinearLight, luminance};
use crate::vision::median::median;
use crate::vision::regions::HeadRegions;
use glam::DVec3;

/// What the top of a head shows.
#[derive(Clone, Debug, PartialEq)]
pub struct TreatedTop {
    /// Light of the top over that of the forehead in red, green and blue.
    pub over_forehead: [f64; 3],
    /// Its marks; `None` where pixels are too coarse or no patch fits.
    pub marks: Option<PatchMarks>,
    /// Light along the midline: height over the glabella along the skin, mm, and its logarithm over the forehead's.
    pub midline: Vec<(f64, f64)>,
}

/// How far behind the line the top begins, radians of the head as seen from its middle (about 11 mm), and how much further at the
/// sides, where the line draws back (assumptions).
const BEHIND_LINE: f64 = 0.12;
const BEHIND_AT_SIDES: f64 = 0.35;
/// Where the top ends behind the vertex, radians from the front, and its half breadth (a direction's x).
const BACK: f64 = 2.2;
const HALF_BREADTH: f64 = 0.45;
/// The part of the forehead that is bare under every line, mm over the glabella along the midline (assumption).
const FOREHEAD_MM: [f64; 2] = [16.0, 36.0];
/// Cells that are enough, and cover of long hair that hides the work.
const LEAST_CELLS: usize = 60;
const LONG_HAIR: f32 = 0.3;
/// The midline's way on which the line is looked for, mm over the glabella, and its step.
const WAY_MM: [f64; 2] = [24.0, 120.0];
const STEP_MM: f64 = 1.0;
/// Half breadth over which the midline's light is averaged (a direction's x; about 12 mm), and samples across.
const ACROSS: f64 = 0.13;
const SAMPLES: i32 = 4;
/// The least darkness of a top whose line can be told, logarithm of light.
const LEAST_DARK: f64 = 0.06;
/// Steps of the way that are averaged.
const SMOOTH: usize = 5;

impl TreatedTop {
    /// Light that the work on this top takes over a bare one in the same light, by channel, logarithms.
    pub fn taken(&self, bare: &TreatedTop) -> [f64; 3] {
        std::array::from_fn(|channel| {
            (bare.over_forehead[channel].max(1e-3) / self.over_forehead[channel].max(1e-3)).ln()
        })
    }

    /// Height over the glabella, along the skin, at which the midline takes half of what the top takes, mm; `None` where the work is
    /// too faint or the line isn't seen.
    pub fn line_mm(&self, bare: &TreatedTop) -> Option<f64> {
        let full = self.taken(bare)[1];
        if full < LEAST_DARK {
            return None;
        }
        let taken: Vec<(f64, f64)> = self
            .midline
            .iter()
            .filter_map(|(height_mm, light)| Some((*height_mm, bare.light_at(*height_mm)? - light)))
            .collect();
        let averaged = taken.windows(SMOOTH).map(|window| {
            let mean = window.iter().map(|(_, taken)| taken).sum::<f64>() / SMOOTH as f64;
            (window[SMOOTH / 2].0, mean)
        });
        averaged
            .into_iter()
            .find(|(_, taken)| *taken > 0.5 * full)
            .map(|(height_mm, _)| height_mm)
    }

    /// The midline's light nearest to a height.
    fn light_at(&self, height_mm: f64) -> Option<f64> {
        let near = self
            .midline
            .iter()
            .min_by(|a, b| (a.0 - height_mm).abs().total_cmp(&(b.0 - height_mm).abs()))?;
        ((near.0 - height_mm).abs() < 2.0 * STEP_MM).then_some(near.1)
    }
}

/// Measures the top behind a line whose middle is given as a direction.
///
/// # Errors
/// A sentence says why nothing can be measured.
pub fn treated_top(
    photo: &Photo,
    head: &Head,
    view: &HeadView,
    regions: &HeadRegions,
    line_middle: DVec3,
) -> Result<TreatedTop, String> {
    let from = rise(line_middle) + BEHIND_LINE;
    let is_top = |cell: &usize| {
        regions.direction(*cell).is_some_and(|direction| {
            let side = direction.x.abs();
            let begins = from + BEHIND_AT_SIDES * side;
            side < HALF_BREADTH
                && (begins..BACK).contains(&rise(direction))
                && regions.hair[*cell] < LONG_HAIR
        })
    };
    let cells: Vec<usize> = scalp_cells(regions).filter(is_top).collect();
    if cells.len() < LEAST_CELLS {
        return Err(
            "The top isn't seen well enough: take the photo from the front and a little above.".into(),
        );
    }
    let forehead = forehead_cells(head, regions);
    if forehead.len() < LEAST_CELLS {
        return Err(
            "The forehead isn't seen well enough: take the photo from the front and a little above.".into(),
        );
    }
    let light = |cells: &[usize], channel: usize| {
        let mut values: Vec<f32> = cells.iter().map(|cell| regions.plate[*cell][channel]).collect();
        f64::from(median(&mut values)).max(1e-4)
    };
    Ok(TreatedTop {
        over_forehead: [0, 1, 2].map(|channel| light(&cells, channel) / light(&forehead, channel)),
        marks: marks_of(&LinearLight::of(photo), view, regions, &cells),
        midline: midline(head, view, regions, light(&forehead, 1)),
    })
}

/// Cells of the forehead that are bare under every line.
fn forehead_cells(head: &Head, regions: &HeadRegions) -> Vec<usize> {
    let glabella = head.landmarks().glabella;
    let of_mm = |mm: f64| rise(glabella) + mm / head.point_mm(glabella).length().max(60.0);
    let band = of_mm(FOREHEAD_MM[0])..of_mm(FOREHEAD_MM[1]);
    let is_forehead = |cell: &usize| {
        regions.direction(*cell).is_some_and(|direction| {
            direction.x.abs() < HALF_BREADTH && band.contains(&rise(direction)) && regions.person[*cell] > 0.5
        })
    };
    (0..regions.plate.len()).filter(is_forehead).collect()
}

/// How far a direction lies from the front over the top to the back, radians.
fn rise(direction: DVec3) -> f64 {
    libm::atan2(direction.y, direction.z)
}

/// Light along the midline: height over the glabella along the skin, mm, and its logarithm over the forehead's; what isn't seen is
/// left out.
fn midline(head: &Head, view: &HeadView, regions: &HeadRegions, forehead: f64) -> Vec<(f64, f64)> {
    let glabella = head.landmarks().glabella;
    let begin = rise(glabella);
    let at = |angle: f64, x: f64| DVec3::new(x, libm::sin(angle), libm::cos(angle)).normalize();
    // A degree is about 1.6 mm; the angle is advanced by the length that the last step had.
    let (mut angle, mut height_mm, mut before) = (begin, 0.0, head.point_mm(at(begin, 0.0)));
    let mut way = Vec::new();
    while height_mm < WAY_MM[1] && angle < BACK {
        angle += STEP_MM / before.length().max(60.0);
        let point = head.point_mm(at(angle, 0.0));
        height_mm += point.distance(before);
        before = point;
        if height_mm < WAY_MM[0] {
            continue;
        }
        let mut seen: Vec<f64> = (-SAMPLES..=SAMPLES)
            .filter_map(|sample| {
                let x = ACROSS * f64::from(sample) / f64::from(SAMPLES);
                let px = view.photo_from_direction(head, at(angle, x))?;
                let cell = regions.cell_at(px)?;
                let is_skin = regions.in_front[cell] < 0.5 && regions.person[cell] > 0.5;
                (is_skin && regions.direction(cell).is_some())
                    .then(|| f64::from(luminance(regions.plate[cell]).max(1e-4)) / forehead)
            })
            .collect();
        if seen.len() > SAMPLES as usize {
            way.push((height_mm, median(&mut seen).ln()));
        }
    }
    way
}
