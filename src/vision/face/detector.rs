//! Where faces are: BlazeFace on the whole photo, with a margin, on overlapping tiles, and turned.

use crate::nets::{FACE_DETECTOR, Net};
use crate::photo::Photo;
use crate::vision::network_input::{BorderFill, PhotoSquare, square};
use glam::DVec2;
use std::sync::LazyLock;

/// A face that the detector has seen.
#[derive(Clone, Debug)]
pub(super) struct FaceDetection {
    /// 0 to 1.
    pub(super) score: f64,
    /// Middle of the box, px.
    pub(super) centre_px: DVec2,
    /// Longer side of the box, px.
    pub(super) side_px: f64,
    /// Both eyes, the client's right one first, px.
    pub(super) eyes_px: [DVec2; 2],
}

/// Side of the detector's input, px.
const INPUT: usize = 128;
/// Grids of boxes: cells a side, boxes a cell (BlazeFace, short range).
const GRIDS: [(usize, usize); 2] = [(16, 2), (8, 6)];
/// Boxes with a lower score aren't looked at.
const LEAST_SCORE: f64 = 0.5;
/// Boxes that share this much of their union are one face, and boxes of which the smaller lies this much in the larger.
const SAME_UNION: f64 = 0.3;
const SAME_WITHIN: f64 = 0.6;
/// The photo with a margin: its side over the photo's longer one.
const PADDED: f64 = 1.6;
/// Tiles a side, and how much larger a tile is than the distance between tiles.
const TILES: usize = 3;
const TILE: f64 = 0.5;
/// Turns that are tried when no face stands upright, degrees.
const TURNS_DEG: [f64; 5] = [30.0, -30.0, 90.0, -90.0, 180.0];

static DETECTOR: LazyLock<Option<Net>> = LazyLock::new(|| Net::read(FACE_DETECTOR).ok());

/// All faces with their scores, best first, each once.
pub(super) fn detections(photo: &Photo) -> Vec<FaceDetection> {
    let size = DVec2::new(f64::from(photo.width_px), f64::from(photo.height_px));
    let whole = PhotoSquare {
        centre_px: 0.5 * size,
        side_px: size.max_element(),
        turn_rad: 0.0,
    };
    let padded = PhotoSquare {
        side_px: PADDED * whole.side_px,
        ..whole
    };
    let mut found: Vec<FaceDetection> = [whole, padded]
        .into_iter()
        .chain(tiles(size))
        .flat_map(|square| in_square(photo, &square))
        .collect();
    if found.is_empty() {
        found = TURNS_DEG
            .into_iter()
            .flat_map(|turn| {
                in_square(
                    photo,
                    &PhotoSquare {
                        turn_rad: turn.to_radians(),
                        ..padded
                    },
                )
            })
            .collect();
    }
    merged(found)
}

/// Squares that overlap by half, over the whole photo.
fn tiles(size: DVec2) -> impl Iterator<Item = PhotoSquare> {
    let side_px = TILE * size.max_element();
    let place = move |index: usize, length: f64| {
        let free = (length - side_px).max(0.0);
        let half = 0.5 * side_px.min(length);
        half + free * index as f64 / (TILES - 1) as f64
    };
    (0..TILES * TILES).map(move |index| PhotoSquare {
        centre_px: DVec2::new(place(index % TILES, size.x), place(index / TILES, size.y)),
        side_px,
        turn_rad: 0.0,
    })
}

/// The detector's answer in a square.
fn in_square(photo: &Photo, at: &PhotoSquare) -> Vec<FaceDetection> {
    let input = square(photo, at, INPUT, BorderFill::Black);
    let input = input.into_iter().map(|code| 2.0 * code - 1.0).collect();
    let answer = DETECTOR.as_ref().and_then(|net| net.run(input).ok());
    let Some([boxes, scores]) = answer.and_then(|answer| <[Vec<f32>; 2]>::try_from(answer).ok()) else {
        return Vec::new();
    };
    let rows = anchors().zip(boxes.chunks_exact(16)).zip(&scores);
    let likely = rows.filter_map(|((anchor, numbers), score)| {
        let score = 1.0 / (1.0 + (-f64::from(*score)).exp());
        (score >= LEAST_SCORE).then(|| detection(anchor, numbers, score, at))
    });
    merged(likely.collect())
}

/// Middles of the boxes' cells, 0 to 1, in the order of the output.
fn anchors() -> impl Iterator<Item = DVec2> {
    GRIDS.into_iter().flat_map(|(side, boxes)| {
        (0..side * side * boxes).map(move |index| {
            let cell = index / boxes;
            (DVec2::new((cell % side) as f64, (cell / side) as f64) + 0.5) / side as f64
        })
    })
}

/// From the network's numbers (middle, size, then points, all in px of its input) to the photo.
fn detection(anchor: DVec2, numbers: &[f32], score: f64, at: &PhotoSquare) -> FaceDetection {
    let pair = |index: usize| {
        DVec2::new(f64::from(numbers[2 * index]), f64::from(numbers[2 * index + 1])) / INPUT as f64
    };
    let point = |index: usize| at.photo_from_unit(anchor + pair(index));
    FaceDetection {
        score,
        centre_px: point(0),
        side_px: pair(1).max_element() * at.side_px,
        eyes_px: [point(2), point(3)],
    }
}

/// One face for each heap of boxes: their mean, weighted by score; the best score.
fn merged(mut found: Vec<FaceDetection>) -> Vec<FaceDetection> {
    found.sort_by(|a, b| b.score.total_cmp(&a.score));
    let mut faces = Vec::new();
    while let Some(best) = found.first().cloned() {
        let (same, rest): (Vec<_>, Vec<_>) = found.into_iter().partition(|other| is_same(&best, other));
        // What lies within a larger box only is a part of the face: it is dropped and not averaged.
        let alike: Vec<&FaceDetection> = same
            .iter()
            .filter(|other| shares(&best, other)[0] > SAME_UNION)
            .collect();
        let total: f64 = alike.iter().map(|one| one.score).sum();
        let mean = |of: &dyn Fn(&FaceDetection) -> DVec2| {
            alike.iter().map(|one| of(one) * one.score).sum::<DVec2>() / total
        };
        faces.push(match alike.is_empty() {
            true => best,
            false => FaceDetection {
                score: best.score,
                centre_px: mean(&|one| one.centre_px),
                side_px: mean(&|one| DVec2::splat(one.side_px)).x,
                eyes_px: [mean(&|one| one.eyes_px[0]), mean(&|one| one.eyes_px[1])],
            },
        });
        found = rest;
    }
    faces
}

fn is_same(a: &FaceDetection, b: &FaceDetection) -> bool {
    let [union, within] = shares(a, b);
    union > SAME_UNION || within > SAME_WITHIN
}

/// Overlap of two boxes over their union, and over the smaller one.
fn shares(a: &FaceDetection, b: &FaceDetection) -> [f64; 2] {
    let apart = (a.centre_px - b.centre_px).abs();
    let reach = (0.5 * (a.side_px + b.side_px) - apart).min(DVec2::splat(a.side_px.min(b.side_px)));
    let overlap = reach.max(DVec2::ZERO).element_product();
    let (first, second) = (a.side_px * a.side_px, b.side_px * b.side_px);
    let share = |of: f64| if of > 0.0 { overlap / of } else { 1.0 };
    [share(first + second - overlap), share(first.min(second))]
}
