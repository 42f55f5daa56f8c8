//! How a head without a face is likely seen: from the person's shape, and from which side of it is redder.
//!
//! From behind the ears stand out on both sides, from behind and above higher up; from the side nothing does, and the face is
//! redder than the back of the head; from above there is no neck. All limits were set on the photos that `docs/photo.md` counts.

use super::person_mask::{PersonMask, whole_mask};
use super::pose_outline::{BORDER_CELLS, PersonRun, upper_runs, widest};
use crate::head::NamedPose;
use crate::photo::Photo;
use crate::vision::median::median;
use crate::vision::network_input::PhotoPatch;
use glam::DVec2;

/// Ears stand out where a row between these heights (in breadths of the head under its top) is wider than the head by this.
const EARS_AT: [f64; 2] = [0.60, 0.95];
const EARS: f64 = 1.06;
/// Under ears seen from behind the head is still as broad as this at this height; seen from above, too, it has become neck.
const BELOW_EARS: (f64, f64) = (1.0, 0.875);
/// How far the neck may lie beside the middle of a head that is seen from behind, in breadths.
const LEANS: f64 = 0.06;
/// A face is redder than the back of its head by this (ln red over green, the median of both sides of the photo's codes).
const REDDER: f64 = 0.03;
/// Sides of the head: from the edge of a row, as shares of half of it, and at these heights.
const SIDE: [f64; 2] = [0.08, 0.32];
const SIDE_AT: [f64; 2] = [0.42, 0.60];
/// A head from above ends within this height, or goes on to the photo's lower edge as broad as it is.
const ENDS_BY: f64 = 0.95;
const STAYS_BROAD: f64 = 0.9;
/// A head is as broad as this share of the photo at least; smaller ones are somebody in the background.
const LEAST_BREADTH: f64 = 0.06;
/// Where the neck is looked for, and where the head's own middle is told, in breadths.
const NECK_AT: [f64; 2] = [0.90, 1.20];
const HEAD_AT: [f64; 2] = [0.20, 0.60];

/// The poses, likeliest first; none where no person is seen whose head could be told.
pub fn likely_poses(photo: &Photo) -> Vec<NamedPose> {
    let shape = whole_mask(photo).and_then(|mask| {
        let shape = HeadShape::of(&mask)?;
        Some(shape.ranked(left_redder(photo, &mask, &shape)))
    });
    let likely = shape.map(<[NamedPose]>::to_vec).unwrap_or_default();
    let others = NamedPose::ALL.into_iter().filter(|pose| !likely.contains(pose));
    match likely.is_empty() {
        true => likely,
        false => likely.iter().copied().chain(others).collect(),
    }
}

/// The person whose head is the photo's highest, row by row from the top down.
struct HeadShape {
    top: usize,
    runs: Vec<PersonRun>,
    /// Breadth of the upper head, cells, and how many rows are as high as that.
    breadth: f64,
    rows_a_breadth: f64,
    /// The photo's lower edge cuts it.
    reaches_bottom: bool,
}

impl HeadShape {
    fn of(mask: &PersonMask) -> Option<Self> {
        let (top, mut runs) = upper_runs(mask)?;
        let breadth = runs.iter().map(|run| run[1] - run[0]).max()? as f64;
        if breadth < LEAST_BREADTH * mask.width as f64 {
            return None;
        }
        while top + runs.len() < mask.height
            && let Some(run) = widest(mask, top + runs.len(), *runs.last()?)
        {
            runs.push(run);
        }
        Some(HeadShape {
            reaches_bottom: top + runs.len() + BORDER_CELLS >= mask.height,
            top,
            runs,
            breadth,
            rows_a_breadth: breadth * mask.cell_px.x / mask.cell_px.y,
        })
    }

    /// Rows between two heights, in breadths under the top, as far as the person goes.
    fn rows(&self, [from, to]: [f64; 2]) -> &[PersonRun] {
        let row = |height: f64| ((height * self.rows_a_breadth) as usize).min(self.runs.len());
        // Of a small head one row at least.
        let first = row(from);
        &self.runs[first..row(to).max(first + 1).min(self.runs.len())]
    }

    /// Breadth of the broadest row between two heights over the head's; 0 below the person.
    fn broadest(&self, heights: [f64; 2]) -> f64 {
        let widest = self.rows(heights).iter().map(|run| run[1] - run[0]).max();
        widest.unwrap_or(0) as f64 / self.breadth
    }

    /// The middle of the rows between two heights, in breadths from the photo's left; none below the person.
    fn middle(&self, heights: [f64; 2]) -> Option<f64> {
        let rows = self.rows(heights);
        let sum: f64 = rows.iter().map(|run| 0.5 * (run[0] + run[1]) as f64).sum();
        (!rows.is_empty()).then(|| sum / rows.len() as f64 / self.breadth)
    }

    /// The likeliest poses of a head whose left side is so much redder than its right one.
    fn ranked(&self, left_redder: f64) -> &'static [NamedPose] {
        use NamedPose::{Back, CloseUp, Crown, Left, Right, Top};
        let neck = self.middle(NECK_AT).zip(self.middle(HEAD_AT));
        let leans = neck.map_or(0.0, |(neck, head)| neck - head);
        let (height, broad) = BELOW_EARS;
        if leans.abs() < LEANS && self.broadest(EARS_AT) > EARS {
            return match self.broadest([height, height + 0.02]) >= broad {
                true => &[Back, Crown],
                false => &[Crown, Back],
            };
        }
        let ends = self.runs.len() as f64 <= ENDS_BY * self.rows_a_breadth;
        let no_neck = self.reaches_bottom
            && self
                .rows(NECK_AT)
                .iter()
                .all(|run| (run[1] - run[0]) as f64 >= STAYS_BROAD * self.breadth);
        if left_redder.abs() < REDDER && leans.abs() < LEANS && (ends || no_neck) {
            return &[Top, CloseUp, Crown];
        }
        // The neck lies under the back of the head.
        let faces_left = match left_redder.abs() < REDDER {
            true => leans > 0.0,
            false => left_redder > 0.0,
        };
        if faces_left {
            &[Left, Right]
        } else {
            &[Right, Left]
        }
    }
}

/// By how much the left side of the head is redder than the right one (ln red over green); 0 where either isn't seen.
fn left_redder(photo: &Photo, mask: &PersonMask, shape: &HeadShape) -> f64 {
    let size = DVec2::new(f64::from(photo.width_px), f64::from(photo.height_px));
    let patch = PhotoPatch::of(photo, DVec2::ZERO, size, mask.cell_px.max_element());
    let first = (SIDE_AT[0] * shape.rows_a_breadth) as usize;
    let redness = |is_left: bool| {
        let mut list = Vec::new();
        for (row, run) in shape.rows(SIDE_AT).iter().enumerate() {
            let half = 0.5 * (run[1] - run[0]) as f64;
            let [from, to] = SIDE.map(|share| share * half);
            for step in from as usize..to as usize {
                let column = if is_left { run[0] + step } else { run[1] - 1 - step };
                let cell = DVec2::new(column as f64, (shape.top + first + row) as f64) + 0.5;
                let [red, green, _] = patch.at(mask.corner_px + cell * mask.cell_px);
                list.push((red.max(0.01) / green.max(0.01)).ln());
            }
        }
        (!list.is_empty()).then(|| f64::from(median(&mut list)))
    };
    redness(true)
        .zip(redness(false))
        .map_or(0.0, |(left, right)| left - right)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A mask of 100 × 130 cells.
    fn drawn(is_person: impl Fn(f64, f64) -> bool) -> HeadShape {
        let (width, height) = (100, 130);
        let person = (0..width * height).map(|at| {
            let (x, y) = ((at % width) as f64 + 0.5, (at / width) as f64 + 0.5);
            f32::from(u8::from(is_person(x, y)))
        });
        HeadShape::of(&PersonMask {
            corner_px: DVec2::ZERO,
            cell_px: DVec2::splat(3.0),
            width,
            height,
            person: person.collect(),
        })
        .expect("a head")
    }

    fn skull(x: f64, y: f64) -> bool {
        libm::hypot((x - 50.0) / 20.0, (y - 40.0) / 26.0) < 1.0
    }

    #[test]
    fn ears_on_both_sides_are_a_back_and_no_neck_is_a_top() {
        // Ears begin 0.61 breadths under the top of a head, and stand out by a tenth of its breadth.
        let ears = |middle: f64, half: f64| {
            move |x: f64, y: f64| libm::hypot((x - 50.0).abs() - 20.0, 4.0 * (y - middle) / half) < 4.0
        };
        let neck = |x: f64, y: f64| y > 50.0 && (x - 50.0).abs() < 14.0;
        let back = drawn(|x, y| skull(x, y) || ears(49.0, 8.8)(x, y) || neck(x, y));
        assert_eq!(back.ranked(0.0)[0], NamedPose::Back);
        let crown = drawn(|x, y| skull(x, y) || ears(46.5, 6.4)(x, y) || neck(x, y));
        assert_eq!(crown.ranked(0.0)[0], NamedPose::Crown);
        let top = drawn(|x, y| libm::hypot(x - 50.0, (y - 30.0) * 1.2) < 22.0);
        assert_eq!(top.ranked(0.0)[0], NamedPose::Top);
    }

    #[test]
    fn a_profile_faces_the_side_that_is_redder_or_else_away_from_its_neck() {
        let profile = |neck_x: f64| drawn(move |x, y| skull(x, y) || (y > 50.0 && (x - neck_x).abs() < 11.0));
        assert_eq!(profile(58.0).ranked(0.1)[0], NamedPose::Left);
        assert_eq!(profile(42.0).ranked(-0.1)[0], NamedPose::Right);
        assert_eq!(profile(58.0).ranked(0.0)[0], NamedPose::Left);
        assert_eq!(profile(42.0).ranked(0.0)[0], NamedPose::Right);
    }
}
