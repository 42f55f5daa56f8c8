//! What each part of a photo of a head is: bare scalp, stubble, hair, something in front, background.

use super::face::faces::Face;
use super::guided_filter::{guided, weighted};
use super::hair::cell_signs::CellFacts;
use super::hair::hair_signs::hair;
use super::hair::own_stubble::{is_shaved, shortness};
use super::head_surface::{SeenSurface, ViewMesh};
use super::linear_plate::{CellGrid, LinearLight, linear_plate};
use super::outline::person_mask::PersonMask;
use crate::head::{Head, HeadView, SeenMask};
use crate::photo::Photo;
use glam::{DVec2, DVec3, Vec3};

/// Cells along the longer side of the head, and the margin around it as a share of that side.
const CELLS: f64 = 240.0;
const MARGIN: f64 = 0.02;
/// The person's soft edge: background up to the first, person from the second.
const PERSON: [f32; 2] = [0.3, 0.7];
/// Upper border of the brows where no mesh tells it, head frame, mm, and the room above them.
const BROW_MM: f64 = 24.0;
const BROW_ROOM_MM: f64 = 3.0;
/// Where below the brows is face and no scalp: half breadth and depth, head frame, mm (assumption).
const FACE_MM: [f64; 2] = [56.0, -45.0];
/// Jaw, beard and throat: below the first and in front of the second, head frame, mm (assumption: under the ears).
const JAW_MM: [f64; 2] = [-40.0, -95.0];
/// The mesh's points along the upper border of both brows.
const BROWS: [usize; 10] = [70, 63, 105, 66, 107, 336, 296, 334, 293, 300];
/// Share of the head that must be a person before the network's person is believed, and how much of it is asked.
const LEAST_PERSON: f32 = 0.6;
const LEAST_FACING: f64 = 0.5;
/// Hair stands alone where its share around, over a window of this half side (mm), is below the first; from the second
/// on it counts whole (assumption).
const ISLAND_MM: f64 = 10.0;
const ISLAND: [f32; 2] = [0.18, 0.34];
/// Share of hair from which it hides the skin, and hides it wholly (assumption, by eye).
const LIES_OVER: [f32; 2] = [0.40, 0.90];
/// Dots go this far under the edge of long hair: seen through it they are dark on dark, and bare skin beside it would show.
const HAIR_EDGE_MM: f64 = 1.2;
/// The guided filter that brings hair to the photo's edges.
const GUIDE_RADIUS: usize = 2;
const GUIDE_EDGE: f32 = 1e-3;

/// Soft regions on a grid over the head.
pub struct HeadRegions {
    pub(super) surface: SeenSurface,
    pub(super) plate: Vec<Vec3>,
    /// Millimetres of a cell at the pupils.
    pub mm_per_cell: f64,
    /// Share of each cell that is the person, 0 to 1.
    pub person: Vec<f32>,
    /// How surely long hair covers the head, 0 to 1; 0 beside the head.
    pub hair: Vec<f32>,
    /// The same without the edge of the hair, under which dots go on.
    pub(super) inner_hair: Vec<f32>,
    /// How surely stubble under 3 mm stands there, 0 to 1.
    pub stubble: Vec<f32>,
    /// How surely hair of any length begins there, 0 to 1: on a shaved head its stubble, else hair without its pale fringe.
    pub(super) standing: Vec<f32>,
    /// Share of the scalp that is seen, 0 to 1: what ink is multiplied by.
    pub seen: Vec<f32>,
    /// Ears, and the face from the brows down: 1.
    pub(super) in_front: Vec<f32>,
    pub(super) darker: Vec<f32>,
    /// Share of the light that stubble takes there, logarithm.
    pub(super) taken: Vec<f32>,
    /// Bare skin in even light, linear, and whether it is the face's; `None` where nothing was learnt.
    pub(super) skin: Option<(Vec3, bool)>,
    pub(super) skin_light: Vec<f32>,
    /// Whether a hat or a scarf seems to cover the head.
    pub covered: bool,
    /// Whether bare skin was there to learn from; without it nothing is called hair.
    pub learnt: bool,
}

/// Tells the regions of a photo whose head is fitted; `None` where the head lies outside the photo.
pub fn regions(
    photo: &Photo,
    head: &Head,
    view: &HeadView,
    person: Option<&PersonMask>,
    face: Option<&Face>,
) -> Option<HeadRegions> {
    let light = LinearLight::of(photo);
    let mesh = ViewMesh::of(head, view)?;
    let size = DVec2::new(f64::from(photo.width_px), f64::from(photo.height_px));
    let margin = MARGIN * (mesh.high_px - mesh.low_px).max_element();
    let (low, high) = (
        (mesh.low_px - margin).max(DVec2::ZERO),
        (mesh.high_px + margin).min(size),
    );
    if !high.cmpgt(low + 8.0).all() {
        return None;
    }
    let cell_px = ((high - low).max_element() / CELLS).max(1.0);
    let surface = mesh.drawn(CellGrid::over(low, high, cell_px));
    let plate = linear_plate(&light, &surface.grid);
    let mm_per_cell = view.mm_per_px * cell_px;
    let own = |cell: usize| {
        person
            .and_then(|mask| mask.at(surface.grid.middle_px(cell)))
            .unwrap_or(1.0)
    };
    let person: Vec<f32> = (0..plate.len()).map(|cell| own(cell) as f32).collect();
    let person_is_seen = is_person(&surface, &person);
    let person = match person_is_seen {
        true => person,
        // The network knows no head without a face: the fitted one stands for it.
        false => surface
            .spots
            .iter()
            .map(|spot| if spot.is_some() { 1.0 } else { 0.0 })
            .collect(),
    };
    let front = in_front(head, view, face, &surface);
    let cells = CellFacts {
        surface: &surface,
        plate: &plate,
        person: &person,
        person_is_seen,
        in_front: &front,
        mm_per_cell,
    };
    let found = hair(&cells);
    let learnt = found.is_some();
    let none = || vec![0.0; plate.len()];
    let is_shaved = found.as_ref().is_some_and(|found| is_shaved(&cells, found));
    let short = found
        .as_ref()
        .map_or_else(none, |found| shortness(found, is_shaved));
    let skin = found.as_ref().map(|found| (found.skin_rgb, found.by_face));
    let is_covered = found.as_ref().is_some_and(|found| found.covered.contains(&true));
    let (raw, standing, darker, taken, skin_light) = match found {
        Some(found) => (
            found.hair,
            found.standing,
            found.darker,
            found.taken,
            found.skin_light,
        ),
        None => (none(), none(), none(), none(), none()),
    };
    let guide: Vec<[f32; 3]> = plate.iter().map(|rgb| rgb.powf(0.45).to_array()).collect();
    let size = [surface.grid.width, surface.grid.height];
    let [hair, standing] = [raw, standing].map(|raw| {
        let fine = guided(&guide, &raw, size, GUIDE_RADIUS, GUIDE_EDGE);
        without_islands(&cells, &fine)
    });
    let standing = if is_shaved { hair.clone() } else { standing };
    let stubble: Vec<f32> = hair
        .iter()
        .zip(&short)
        .map(|(hair, short)| hair * short)
        .collect();
    let hair: Vec<f32> = hair
        .iter()
        .zip(&stubble)
        .map(|(all, stubble)| all - stubble)
        .collect();
    let inner = eroded(&hair, size, cells.radius(HAIR_EDGE_MM));
    let seen = (0..plate.len())
        .map(|cell| {
            let own = ((person[cell] - PERSON[0]) / (PERSON[1] - PERSON[0])).clamp(0.0, 1.0);
            own * (1.0 - lies_over(inner[cell])) * (1.0 - front[cell])
        })
        .collect();
    Some(HeadRegions {
        surface,
        plate,
        mm_per_cell,
        person,
        hair,
        inner_hair: inner,
        stubble,
        standing,
        seen,
        in_front: front,
        darker,
        taken,
        skin,
        skin_light,
        covered: is_covered,
        learnt,
    })
}

/// The least value of each cell's neighbourhood.
fn eroded(values: &[f32], [width, height]: [usize; 2], radius: usize) -> Vec<f32> {
    let along = |values: &[f32], step: usize, count: usize, others: usize, next: usize| {
        let mut out = vec![0.0; values.len()];
        for line in 0..others {
            for at in 0..count {
                let (low, high) = (at.saturating_sub(radius), (at + radius).min(count - 1));
                let least = (low..=high).map(|near| values[line * next + near * step]);
                out[line * next + at * step] = least.fold(f32::INFINITY, f32::min);
            }
        }
        out
    };
    let across = along(values, 1, width, height, width);
    along(&across, width, height, width, 1)
}

/// How far hair hides what lies under it: thin hair leaves the dots between its shafts open, full hair lies over all.
fn lies_over(hair: f32) -> f32 {
    let t = ((hair - LIES_OVER[0]) / (LIES_OVER[1] - LIES_OVER[0])).clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}

/// Whether the person is where the head is.
fn is_person(surface: &SeenSurface, person: &[f32]) -> bool {
    let pairs = surface.spots.iter().zip(person);
    let faces = pairs.filter(|(spot, _)| spot.is_some_and(|spot| spot.facing > LEAST_FACING));
    let (mut sum, mut count) = (0.0, 0.0);
    for (_, person) in faces {
        sum += person;
        count += 1.0;
    }
    sum > LEAST_PERSON * count
}

/// Hair without what stands alone on bare scalp: a spot or a scar is no hair, and a person decides about it.
fn without_islands(cells: &CellFacts<'_>, hair: &[f32]) -> Vec<f32> {
    let size = [cells.surface.grid.width, cells.surface.grid.height];
    let on = cells.surface.spots.iter().zip(cells.person);
    let on: Vec<f32> = on
        .map(|(spot, person)| if spot.is_some() { *person } else { 0.0 })
        .collect();
    let around = weighted(hair, &on, size, cells.radius(ISLAND_MM));
    let kept = |around: f32| ((around - ISLAND[0]) / (ISLAND[1] - ISLAND[0])).clamp(0.0, 1.0);
    hair.iter()
        .zip(&around)
        .map(|(hair, around)| hair * kept(*around))
        .collect()
}

/// Ears, and the face from the brows down: 1 where they lie, whatever their colour.
fn in_front(head: &Head, view: &HeadView, face: Option<&Face>, surface: &SeenSurface) -> Vec<f32> {
    let ears = head.ears();
    let eye = view.camera.position_mm();
    let brows = face.and_then(|face| brow_line(face, view.mm_per_px));
    let of = |cell: usize| {
        let Some(spot) = surface.spots[cell] else {
            return 0.0;
        };
        let at = surface.grid.middle_px(cell);
        let ear = ears
            .iter()
            .any(|ear| ear.covers(spot.point_mm) || ear.blocks(spot.point_mm, eye));
        f32::from(u8::from(ear || below_brows(spot.point_mm, at, brows.as_deref())))
    };
    (0..surface.spots.len()).map(of).collect()
}

/// The upper border of the brows from left to right in the photo, px, with some room above.
fn brow_line(face: &Face, mm_per_px: f64) -> Option<Vec<DVec2>> {
    let points: Option<Vec<DVec2>> = BROWS.iter().map(|at| face.points_px.get(*at).copied()).collect();
    let up = (face.glabella_px - face.chin_px).normalize_or_zero();
    points.map(|points| {
        points
            .iter()
            .map(|point| *point + up * (BROW_ROOM_MM / mm_per_px))
            .collect()
    })
}

fn below_brows(point_mm: DVec3, at_px: DVec2, brows: Option<&[DVec2]>) -> bool {
    if point_mm.y < JAW_MM[0] && point_mm.z > JAW_MM[1] {
        return true;
    }
    if point_mm.x.abs() > FACE_MM[0] || point_mm.z < FACE_MM[1] {
        return false;
    }
    let between = |pair: &[DVec2]| {
        let (a, b) = (pair[0], pair[1]);
        let share = (at_px.x - a.x) / (b.x - a.x);
        (0.0..=1.0).contains(&share).then_some(a.y + share * (b.y - a.y))
    };
    match brows.and_then(|line| line.windows(2).find_map(between)) {
        Some(border) => at_px.y > border,
        None => point_mm.y < BROW_MM + BROW_ROOM_MM,
    }
}

impl HeadRegions {
    /// Cells across and down.
    pub fn size(&self) -> [usize; 2] {
        [self.surface.grid.width, self.surface.grid.height]
    }

    /// The greatest value of each cell's neighbourhood, so far (mm); values from 0 to 1.
    pub(super) fn spread(&self, values: &[f32], mm: f64) -> Vec<f32> {
        let rest: Vec<f32> = values.iter().map(|value| 1.0 - value).collect();
        let radius = (mm / self.mm_per_cell).round().max(1.0) as usize;
        let least = eroded(&rest, self.size(), radius);
        least.iter().map(|rest| 1.0 - rest).collect()
    }

    /// Middle of a cell in the photo, px.
    pub fn middle_px(&self, cell: usize) -> DVec2 {
        self.surface.grid.middle_px(cell)
    }

    /// The cell that shows a point of the photo; `None` beside the grid.
    pub(super) fn cell_at(&self, photo_px: DVec2) -> Option<usize> {
        self.surface.grid.cell_of(photo_px)
    }

    /// Bare skin in even light, linear, where the head's own skin has taught it and no face.
    pub fn skin_without_face(&self) -> Option<Vec3> {
        self.skin
            .and_then(|(skin_rgb, by_face)| (!by_face).then_some(skin_rgb))
    }

    /// The template direction that a cell shows; `None` beside the head.
    pub fn direction(&self, cell: usize) -> Option<DVec3> {
        self.surface.spots[cell].map(|spot| spot.direction)
    }

    /// The mask that a view keeps.
    pub fn mask(&self) -> SeenMask {
        SeenMask {
            corner_px: self.surface.grid.corner_px.to_array(),
            columns: self.surface.grid.width as u32,
            cell_px: self.surface.grid.cell_px,
            values: self.seen.iter().map(|seen| (seen * 255.0 + 0.5) as u8).collect(),
        }
    }
}
