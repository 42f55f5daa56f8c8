//! What the top of a treated head shows, in a simulation and in a photo of the real work alike: tone, marks, where the line is seen.

use super::marks::{PatchMarks, marks_of};
use super::match_sides::colour;
use crate::head::{Head, HeadView};
use crate::photo::Photo;
use crate::vision::hair::coverage::scalp_cells;
use crate::vision::linear_plate::{LinearLight, luminance};
use crate::vision::median::median;
use crate::vision::regions::HeadRegions;
use glam::DVec3;

/// What a treated top shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TreatedTop {
    /// Light of the top over that of bare skin in red, green and blue, 0 to 1 and a little over.
    pub over_skin: [f64; 3],
    /// Its marks; `None` where pixels are too coarse or no patch fits.
    pub marks: Option<PatchMarks>,
    /// Height over the glabella, along the skin, at which the midline is half as dark as the top, mm; `None` where it isn't seen.
    pub line_mm: Option<f64>,
}

/// How far behind the line the top begins, radians of the head as seen from its middle (about 11 mm), and how much further at the
/// sides, where the line draws back (assumptions).
const BEHIND_LINE: f64 = 0.12;
const BEHIND_AT_SIDES: f64 = 0.35;
/// Where the top ends behind the vertex, radians from the front, and its half breadth (a direction's x).
const BACK: f64 = 2.2;
const HALF_BREADTH: f64 = 0.45;
/// Cells that are enough, and cover of long hair that hides the work.
const LEAST_CELLS: usize = 60;
const LONG_HAIR: f32 = 0.3;
/// The midline's way on which the line is looked for, mm over the glabella, its step, and the bare skin at its beginning.
const WAY_MM: [f64; 2] = [24.0, 120.0];
const STEP_MM: f64 = 1.0;
const BARE_MM: f64 = 8.0;
/// Half breadth over which the midline's darkness is averaged (a direction's x; about 12 mm), and samples across.
const ACROSS: f64 = 0.13;
const SAMPLES: i32 = 4;
/// The least darkness of a top whose line can be told, logarithm of light.
const LEAST_DARK: f64 = 0.06;
/// Steps of the way's darkness that are averaged.
const SMOOTH: usize = 3;

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
    if !regions.learnt {
        return Err(
            "Skin could not be told from hair in this photo: take it in even light, with the forehead in it."
                .into(),
        );
    }
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
    Ok(TreatedTop {
        over_skin: colour(regions, &cells),
        marks: marks_of(&LinearLight::of(photo), view, regions, &cells),
        line_mm: line_mm(head, view, regions, &cells),
    })
}

/// How far a direction lies from the front over the top to the back, radians.
fn rise(direction: DVec3) -> f64 {
    libm::atan2(direction.y, direction.z)
}

/// How much darker a cell is than bare skin would be there, logarithm.
fn dark(regions: &HeadRegions, cell: usize) -> f64 {
    let light = luminance(regions.plate[cell]).max(1e-4);
    f64::from((regions.skin_light[cell].max(1e-4) / light).ln())
}

fn line_mm(head: &Head, view: &HeadView, regions: &HeadRegions, top: &[usize]) -> Option<f64> {
    let mut of_top: Vec<f64> = top.iter().map(|cell| dark(regions, *cell)).collect();
    let full = median(&mut of_top);
    let way = midline(head, view, regions);
    let mut first: Vec<f64> = way
        .iter()
        .filter(|(height_mm, _)| *height_mm < WAY_MM[0] + BARE_MM)
        .map(|(_, dark)| *dark)
        .collect();
    if first.is_empty() || full - median(&mut first) < LEAST_DARK {
        return None;
    }
    let half = 0.5 * (full + median(&mut first));
    let averaged: Vec<(f64, f64)> = way
        .windows(SMOOTH)
        .map(|window| {
            let dark = window.iter().map(|(_, dark)| dark).sum::<f64>() / SMOOTH as f64;
            (window[SMOOTH / 2].0, dark)
        })
        .collect();
    averaged
        .iter()
        .find(|(_, dark)| *dark > half)
        .map(|(height_mm, _)| *height_mm)
}

/// Darkness along the midline: height over the glabella along the skin, mm, and logarithm; what isn't seen is left out.
fn midline(head: &Head, view: &HeadView, regions: &HeadRegions) -> Vec<(f64, f64)> {
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
                (is_skin && regions.direction(cell).is_some()).then(|| dark(regions, cell))
            })
            .collect();
        if seen.len() > SAMPLES as usize {
            way.push((height_mm, median(&mut seen)));
        }
    }
    way
}
