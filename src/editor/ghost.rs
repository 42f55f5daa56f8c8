//! The ghost: an earlier photo of the same pose laid over the one that is being fitted, so that both heads are seen to agree. It
//! is drawn on the screen alone, in no picture that leaves the program.

use super::state::{ConsultationStep, EditorState};
use crate::head::{Head, HeadView};
use crate::photo::{Photo, PhotoSamples};
use crate::project::Project;
use glam::{DVec2, DVec3};

/// How opaque a ghost is when it is first shown (assumption: both heads are seen).
const FIRST_OPACITY: f32 = 0.5;
/// Range of its opacity: at the ends one of the two photos can't be seen.
pub const GHOST_OPACITY: [f32; 2] = [0.1, 0.9];
/// Longest side of a ghost's picture, px (assumption: as much as a window shows).
const MOST_PX: u32 = 1600;
/// Fewest places of the head that both photos show.
const LEAST_PLACES: usize = 4;
/// A place that is turned further away (cosine) is badly seen.
const LEAST_FACING: f64 = 0.25;

/// Whether the ghost is shown, and how.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GhostOverlay {
    /// It is shown in the step *Fit*.
    pub is_shown: bool,
    /// How much it covers the photo, 0 to 1.
    pub opacity: f32,
}

impl Default for GhostOverlay {
    fn default() -> Self {
        GhostOverlay {
            is_shown: false,
            opacity: FIRST_OPACITY,
        }
    }
}

/// A turn, a scale and a shift from one photo's pixels to another's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PhotoSimilarity {
    /// Scale and turn as a complex number: times x + iy.
    turn: DVec2,
    shift_px: DVec2,
}

impl PhotoSimilarity {
    /// The one that brings points nearest to others (least squares); none for points in one place.
    pub fn between(pairs: &[(DVec2, DVec2)]) -> Option<Self> {
        let count = pairs.len().max(1) as f64;
        let from = pairs.iter().map(|(from, _)| *from).sum::<DVec2>() / count;
        let to = pairs.iter().map(|(_, to)| *to).sum::<DVec2>() / count;
        let (mut turn, mut size) = (DVec2::ZERO, 0.0);
        for (a, b) in pairs {
            let (a, b) = (*a - from, *b - to);
            turn += DVec2::new(a.dot(b), a.perp_dot(b));
            size += a.length_squared();
        }
        if size < 1.0 {
            return None;
        }
        let turn = turn / size;
        Some(PhotoSimilarity {
            turn,
            shift_px: to - turned(turn, from),
        })
    }

    /// Where a point comes to lie, px.
    pub fn of(&self, px: DVec2) -> DVec2 {
        turned(self.turn, px) + self.shift_px
    }
}

fn turned(turn: DVec2, px: DVec2) -> DVec2 {
    DVec2::new(turn.x * px.x - turn.y * px.y, turn.y * px.x + turn.x * px.y)
}

/// Brings a photo of a head over another one by where both fits see its landmarks; none where they share too few.
pub fn ghost_similarity(head: &Head, earlier: &HeadView, shown: &HeadView) -> Option<PhotoSimilarity> {
    let seen = |view: &HeadView, direction: DVec3| {
        (view.facing(head, direction) > LEAST_FACING).then(|| view.photo_from_direction(head, direction))?
    };
    let pairs: Vec<(DVec2, DVec2)> = places(head)
        .into_iter()
        .filter_map(|direction| Some((seen(earlier, direction)?, seen(shown, direction)?)))
        .collect();
    if pairs.len() < LEAST_PLACES {
        return None;
    }
    PhotoSimilarity::between(&pairs)
}

/// Landmarks of the whole head, so that any two views of a pose share some.
fn places(head: &Head) -> Vec<DVec3> {
    let marks = head.landmarks();
    let middle = [
        marks.glabella,
        marks.sellion,
        marks.brow,
        marks.trichion,
        marks.vertex,
        marks.crown_whorl,
        marks.occiput,
        marks.nape,
        marks.menton,
    ];
    let sides = [
        marks.brow_end,
        marks.outer_canthus,
        marks.temple,
        marks.sideburn,
        marks.tragion,
        marks.mastoid,
        marks.nape_corner,
        marks.jaw_angle,
    ];
    middle.into_iter().chain(sides.into_iter().flatten()).collect()
}

impl EditorState {
    /// The photo whose ghost may lie over the one shown: the last fitted one of the same pose before it, else after it.
    pub fn ghost_photo(&self) -> Option<usize> {
        let project = self.project()?;
        let shown = project.shot()?;
        let fits = |index: &usize| {
            let other = &project.photos[*index];
            *index != project.photo && other.fitted && other.pose() == shown.pose()
        };
        let before = (0..project.photo).rev().find(fits);
        before.or_else(|| (project.photo..project.photos.len()).find(fits))
    }

    /// The ghost that is drawn now: its photo, and how its pixels come over those of the photo shown.
    pub fn ghost_drawn(&self, project: &Project) -> Option<(usize, PhotoSimilarity)> {
        if !self.ghost.is_shown || self.step != ConsultationStep::Fit || self.before_held {
            return None;
        }
        let index = self.ghost_photo()?;
        let (earlier, shown) = (project.photos.get(index)?, project.shot()?);
        Some((
            index,
            ghost_similarity(&project.head, &earlier.view, &shown.view)?,
        ))
    }

    /// The picture of a photo for its ghost, at most 1,600 px a side, with its size in px; none before it is decoded.
    pub fn ghost_picture(&self, index: usize) -> Option<(egui::ColorImage, DVec2)> {
        let photo = self.open.as_ref()?.photos.get(&index)?;
        let size = DVec2::new(f64::from(photo.width_px), f64::from(photo.height_px));
        Some((small(photo), size))
    }
}

/// A photo in sRGB codes as they are, smaller.
fn small(photo: &Photo) -> egui::ColorImage {
    let longest = photo.width_px.max(photo.height_px).max(1);
    let side =
        |px: u32| (u64::from(px) * u64::from(MOST_PX.min(longest)) / u64::from(longest)).max(1) as usize;
    let (width, height) = (side(photo.width_px), side(photo.height_px));
    let (channels, colours) = (
        photo.channels.count(),
        if photo.channels.is_grey() { 1 } else { 3 },
    );
    let code = |at: usize| match &photo.samples {
        PhotoSamples::U8(samples) => samples[at],
        PhotoSamples::U16(samples) => (samples[at] >> 8) as u8,
    };
    let mut rgb = Vec::with_capacity(3 * width * height);
    for y in 0..height {
        let row = y * photo.height_px as usize / height * photo.width_px as usize;
        for x in 0..width {
            let start = (row + x * photo.width_px as usize / width) * channels;
            rgb.extend([0, 1, 2].map(|channel| code(start + channel.min(colours - 1))));
        }
    }
    egui::ColorImage::from_rgb([width, height], &rgb)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::head::{FitInput, PhotoFacts, solve};

    #[test]
    fn a_similarity_is_found_again_from_its_points() {
        let way = |px: DVec2| DVec2::new(0.6 * px.x - 0.8 * px.y + 10.0, 0.8 * px.x + 0.6 * px.y - 4.0);
        let points = [(0.0, 0.0), (100.0, 5.0), (40.0, 90.0), (-20.0, 60.0)].map(|(x, y)| DVec2::new(x, y));
        let found = PhotoSimilarity::between(&points.map(|px| (px, way(px)))).expect("points apart");
        for px in points {
            assert!(found.of(px).distance(way(px)) < 1e-9);
        }
        assert_eq!(PhotoSimilarity::between(&[(DVec2::ONE, DVec2::ZERO); 4]), None);
    }

    #[test]
    fn an_earlier_photo_from_nearer_by_is_brought_over_the_shown_one() {
        let view = |eyes: [DVec2; 2], chin: DVec2| {
            let facts = PhotoFacts {
                width_px: 1200,
                height_px: 1600,
                focal_35mm_equivalent_mm: None,
            };
            let given = FitInput {
                eyes: Some(eyes),
                chin: Some(chin),
                ..FitInput::default()
            };
            solve(&facts, &given, &Head::default()).expect("a portrait").1
        };
        let shown = view(
            [DVec2::new(500.0, 850.0), DVec2::new(700.0, 850.0)],
            DVec2::new(600.0, 1202.0),
        );
        let earlier = view(
            [DVec2::new(440.0, 700.0), DVec2::new(740.0, 700.0)],
            DVec2::new(590.0, 1228.0),
        );
        let ghost = ghost_similarity(&Head::default(), &earlier, &shown).expect("both see the face");
        // A head from nearer by is seen in another perspective: a similarity meets it within a few millimetres.
        for (from, to) in [((440.0, 700.0), (500.0, 850.0)), ((740.0, 700.0), (700.0, 850.0))] {
            let found = ghost.of(DVec2::new(from.0, from.1));
            let off_mm = found.distance(DVec2::new(to.0, to.1)) * shown.mm_per_px;
            assert!(off_mm < 4.0, "{off_mm:.1} mm");
        }
    }
}
