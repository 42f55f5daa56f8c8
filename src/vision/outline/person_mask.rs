//! The person in a photo: which pixels round the head are a person and which are background.

use crate::head::{Head, HeadView};
use crate::nets::{Net, PERSON};
use crate::photo::Photo;
use crate::vision::guided_filter::guided;
use crate::vision::network_input::PhotoPatch;
use glam::{DVec2, DVec3};
use std::sync::LazyLock;

/// How much each place round the head belongs to a person: a grid over a part of the photo, in its axes.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonMask {
    /// Upper left corner of the part, px.
    pub corner_px: DVec2,
    /// Size of a cell, px.
    pub cell_px: DVec2,
    /// Cells across.
    pub width: usize,
    /// Cells down.
    pub height: usize,
    /// Row after row, 0 background to 1 person.
    pub person: Vec<f32>,
}

/// Side of the square round the head that the network is shown, mm.
const SIDE_MM: f64 = 360.0;
/// Side of the network's input and of its answer, px.
const INPUT: usize = 256;
/// Cells along the longer side of the mask: twice the answer's, for edges taken from the photo.
const CELLS: f64 = 512.0;
/// The guided filter's radius, cells, and how much a colour must vary to be an edge (squared codes).
const RADIUS: usize = 6;
const EDGE: f32 = 1e-4;
/// Smallest part of the photo that is worth a look, px.
const LEAST_PX: f64 = 16.0;

static NET: LazyLock<Option<Net>> = LazyLock::new(|| Net::read(PERSON).ok());

/// The mask round the fitted head, 36 cm a side as far as the photo goes; `None` where the head lies outside the photo.
pub fn person_mask(photo: &Photo, view: &HeadView) -> Option<PersonMask> {
    let camera = &view.camera;
    // The middle of the head as it is seen: its centre, and a little towards the face, which belongs to it.
    let middle_px = camera.photo_from_head(Head::CENTRE_MM + DVec3::new(0.0, -20.0, 0.0))?;
    let half_px = 0.5 * SIDE_MM / camera.mm_per_px_at(Head::CENTRE_MM);
    let size = DVec2::new(f64::from(photo.width_px), f64::from(photo.height_px));
    let low = (middle_px - half_px).max(DVec2::ZERO);
    let high = (middle_px + half_px).min(size);
    let span = high - low;
    if !(span.is_finite() && span.min_element() >= LEAST_PX) {
        return None;
    }
    mask_of(photo, low, span)
}

/// The mask of the whole photo, where nobody knows yet where the head is.
pub(super) fn whole_mask(photo: &Photo) -> Option<PersonMask> {
    let size = DVec2::new(f64::from(photo.width_px), f64::from(photo.height_px));
    (size.min_element() >= LEAST_PX).then(|| mask_of(photo, DVec2::ZERO, size))?
}

/// The mask of a part of the photo, which is stretched to the network's square: so it was trained.
fn mask_of(photo: &Photo, low: DVec2, span: DVec2) -> Option<PersonMask> {
    let patch = PhotoPatch::of(photo, low, low + span, span.max_element() / CELLS);
    let at = |x: usize, y: usize, width: usize, height: usize| {
        let unit = (DVec2::new(x as f64, y as f64) + 0.5) / DVec2::new(width as f64, height as f64);
        patch.at(low + unit * span)
    };
    let coarse = PhotoPatch::of(photo, low, low + span, span.max_element() / INPUT as f64);
    let places = (0..INPUT * INPUT).map(|index| DVec2::new((index % INPUT) as f64, (index / INPUT) as f64));
    let input = places
        .flat_map(|place| coarse.at(low + (place + 0.5) / INPUT as f64 * span))
        .collect();
    let answer = NET.as_ref()?.run(input).ok()?.into_iter().next()?;
    let cells = (span / span.max_element() * CELLS.min(span.max_element()))
        .ceil()
        .max(DVec2::ONE);
    let (width, height) = (cells.x as usize, cells.y as usize);
    let (mut guide, mut rough) = (Vec::new(), Vec::new());
    for y in 0..height {
        for x in 0..width {
            guide.push(at(x, y, width, height));
            let unit = (DVec2::new(x as f64, y as f64) + 0.5) / cells;
            rough.push(between(&answer, unit * INPUT as f64 - 0.5));
        }
    }
    Some(PersonMask {
        corner_px: low,
        cell_px: span / cells,
        width,
        height,
        person: guided(&guide, &rough, [width, height], RADIUS, EDGE),
    })
}

/// The network's answer between the middles of its pixels.
fn between(answer: &[f32], place: DVec2) -> f32 {
    let place = place.clamp(DVec2::ZERO, DVec2::splat((INPUT - 1) as f64));
    let (x, y) = (place.x as usize, place.y as usize);
    let (right, below) = ((x + 1).min(INPUT - 1), (y + 1).min(INPUT - 1));
    let (across, down) = ((place.x - x as f64) as f32, (place.y - y as f64) as f32);
    let value = |x: usize, y: usize| answer.get(y * INPUT + x).copied().unwrap_or(0.0);
    let upper = value(x, y) + (value(right, y) - value(x, y)) * across;
    let lower = value(x, below) + (value(right, below) - value(x, below)) * across;
    upper + (lower - upper) * down
}

impl PersonMask {
    /// The mask at a place of the photo, px, between the middles of cells; `None` outside the part that it covers.
    pub fn at(&self, photo_px: DVec2) -> Option<f64> {
        let cell = (photo_px - self.corner_px) / self.cell_px;
        let size = DVec2::new(self.width as f64, self.height as f64);
        if !(cell.cmpge(DVec2::ZERO).all() && cell.cmple(size).all()) {
            return None;
        }
        let place = (cell - 0.5).clamp(DVec2::ZERO, size - 1.0);
        let (x, y) = (place.x as usize, place.y as usize);
        let (right, below) = ((x + 1).min(self.width - 1), (y + 1).min(self.height - 1));
        let value = |x: usize, y: usize| f64::from(self.person[y * self.width + x]);
        let (across, down) = (place.x - x as f64, place.y - y as f64);
        let upper = value(x, y) + (value(right, y) - value(x, y)) * across;
        let lower = value(x, below) + (value(right, below) - value(x, below)) * across;
        Some(upper + (lower - upper) * down)
    }
}
