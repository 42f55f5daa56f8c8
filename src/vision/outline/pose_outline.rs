//! The edge of a head that shows no face: the upper part of the person in the whole photo.

use super::person_mask::{PersonMask, whole_mask};
use crate::photo::Photo;
use glam::DVec2;

/// What counts as person.
const PERSON: f64 = 0.5;
/// The head goes down from its top for this share of its width before ears, face or neck join its edge (assumption: on the
/// template ears begin 95 mm under the vertex, of 155 mm of breadth).
const UPPER_SHARE: f64 = 0.58;
/// At its lower end it is still as broad as this share of its breadth: what narrows sooner is no head (shoulders seen from above; assumption).
const LEAST_KEPT: f64 = 0.75;
/// A row belongs to the head from this share of the mask's width on; narrower ones are stray hair or noise.
const LEAST_SHARE: f64 = 0.03;
/// Cells from the border of the photo within which the head is cut off, not ended.
pub(super) const BORDER_CELLS: usize = 3;
/// Points at least and at most: fewer tell no head, more say the same again.
const POINTS: [usize; 2] = [12, 120];

/// Points on the edge of the upper head, px, of the person whose head is the photo's highest; none where no person is seen.
pub fn pose_outline(photo: &Photo) -> Vec<DVec2> {
    whole_mask(photo)
        .map(|mask| upper_edge(&mask))
        .unwrap_or_default()
}

/// The person in one row of the mask: first cell and the one behind the last.
pub(super) type PersonRun = [usize; 2];

fn upper_edge(mask: &PersonMask) -> Vec<DVec2> {
    let Some((top, runs)) = upper_runs(mask).filter(|(_, runs)| !narrows(runs)) else {
        return Vec::new();
    };
    let mut cells: Vec<DVec2> = Vec::new();
    for (row, [left, right]) in (top..).zip(&runs) {
        for (column, is_left) in [(*left, true), (*right, false)] {
            if (BORDER_CELLS..mask.width.saturating_sub(BORDER_CELLS)).contains(&column)
                && row >= BORDER_CELLS
            {
                let across = crossing(mask, column, row, is_left);
                cells.push(DVec2::new(across, row as f64 + 0.5));
            }
        }
    }
    // Rows miss the flat top; columns see it.
    let (low, high) = runs.iter().fold((mask.width, 0), |(low, high), run| {
        (low.min(run[0]), high.max(run[1]))
    });
    for column in low.max(BORDER_CELLS)..high.min(mask.width.saturating_sub(BORDER_CELLS)) {
        let first = (top..top + runs.len()).find(|row| value(mask, column, *row) > PERSON);
        if let Some(row) = first.filter(|row| *row >= BORDER_CELLS) {
            cells.push(DVec2::new(column as f64 + 0.5, row as f64));
        }
    }
    if cells.len() < POINTS[0] {
        return Vec::new();
    }
    let stride = cells.len().div_ceil(POINTS[1]);
    let point = |cell: &DVec2| mask.corner_px + *cell * mask.cell_px;
    cells.iter().step_by(stride).map(point).collect()
}

/// Whether what was taken for an upper head is narrow again at its lower end.
fn narrows(runs: &[PersonRun]) -> bool {
    let breadths = || runs.iter().map(|run| (run[1] - run[0]) as f64);
    breadths().next_back().unwrap_or(0.0) < LEAST_KEPT * breadths().fold(0.0, f64::max)
}

/// The rows of the upper head from its top down, and the number of the first.
pub(super) fn upper_runs(mask: &PersonMask) -> Option<(usize, Vec<PersonRun>)> {
    let least = (LEAST_SHARE * mask.width as f64).ceil() as usize;
    let (top, first) = (0..mask.height).find_map(|row| {
        let run = widest(mask, row, [0, mask.width])?;
        (run[1] - run[0] >= least).then_some((row, run))
    })?;
    let aspect = mask.cell_px.y / mask.cell_px.x;
    let (mut runs, mut wide) = (vec![first], first[1] - first[0]);
    for row in top + 1..mask.height {
        let Some(run) = widest(mask, row, runs[runs.len() - 1]) else {
            break;
        };
        wide = wide.max(run[1] - run[0]);
        if (row - top) as f64 * aspect > UPPER_SHARE * wide as f64 {
            return Some((top, runs));
        }
        runs.push(run);
    }
    None
}

/// The widest stretch of the person in a row that meets the stretch above.
pub(super) fn widest(mask: &PersonMask, row: usize, above: PersonRun) -> Option<PersonRun> {
    let mut best: Option<PersonRun> = None;
    let mut start = None;
    for column in 0..=mask.width {
        let is_person = column < mask.width && value(mask, column, row) > PERSON;
        match (is_person, start) {
            (true, None) => start = Some(column),
            (false, Some(from)) => {
                start = None;
                let meets = from < above[1] && column > above[0];
                if meets && best.is_none_or(|best| column - from > best[1] - best[0]) {
                    best = Some([from, column]);
                }
            }
            _ => {}
        }
    }
    best
}

fn value(mask: &PersonMask, column: usize, row: usize) -> f64 {
    f64::from(mask.person[row * mask.width + column])
}

/// Where the mask crosses from background to person between two cells, in cells.
fn crossing(mask: &PersonMask, column: usize, row: usize, is_left: bool) -> f64 {
    let (outside, inside) = match is_left {
        true => (column - 1, column),
        false => (column, column - 1),
    };
    let (out, within) = (value(mask, outside, row), value(mask, inside, row));
    let share = ((PERSON - out) / (within - out).max(1e-6)).clamp(0.0, 1.0);
    outside as f64 + 0.5 + share * (inside as f64 - outside as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A round head of 40 cells on a neck and shoulders.
    fn drawn() -> PersonMask {
        let (width, height) = (100, 120);
        let is_person = |x: f64, y: f64| {
            let head = libm::hypot(x - 50.0, y - 40.0) < 20.0;
            let neck = (y > 50.0 && (x - 50.0).abs() < 9.0) || (y > 80.0 && (x - 50.0).abs() < 40.0);
            head || neck
        };
        PersonMask {
            corner_px: DVec2::new(10.0, 20.0),
            cell_px: DVec2::splat(2.0),
            width,
            height,
            person: (0..width * height)
                .map(|at| {
                    let (x, y) = ((at % width) as f64 + 0.5, (at / width) as f64 + 0.5);
                    f32::from(u8::from(is_person(x, y)))
                })
                .collect(),
        }
    }

    #[test]
    fn the_upper_edge_of_a_drawn_head_lies_on_it_and_leaves_neck_and_shoulders_out() {
        let points = upper_edge(&drawn());
        assert!(points.len() > 40, "{}", points.len());
        let middle = DVec2::new(10.0, 20.0) + DVec2::new(50.0, 40.0) * 2.0;
        for point in points {
            let off = (point.distance(middle) - 40.0).abs();
            assert!(off < 2.0, "{point} is {off:.1} px off the head");
        }
    }

    #[test]
    fn without_a_person_there_is_no_edge() {
        let mut empty = drawn();
        empty.person.fill(0.0);
        assert!(upper_edge(&empty).is_empty());
    }
}
