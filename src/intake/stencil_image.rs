//! From a picture to a stencil on the head.

use crate::design::stencil::{LaidStencil, MAX_STENCIL_SIDE, STENCIL_RANGE_MM, SharedStencil, StencilImage};
use crate::design::{FillShape, HeadPlace};
use crate::head::{Head, HeadView};
use crate::photo::Photo;
use glam::DVec2;
use std::sync::Arc;

/// Samples to each side of a cell at most.
const SAMPLES: u32 = 6;
/// Length by which the picture's upright is found on the head, radians: some millimetres.
const UP_RAD: f64 = 0.05;

/// What is dark in a picture, reduced to the cells of a stencil; what is transparent is light.
pub fn stencil_image(picture: &Photo) -> SharedStencil {
    let longer = picture.width_px.max(picture.height_px);
    let step = (f64::from(longer) / MAX_STENCIL_SIDE as f64).max(1.0);
    let cells = |px: u32| ((f64::from(px) / step).floor() as usize).clamp(1, MAX_STENCIL_SIDE);
    let [columns, rows] = [cells(picture.width_px), cells(picture.height_px)];
    let dark: Vec<u8> = (0..columns * rows)
        .map(|cell| {
            let corner = [(cell % columns) as f64, (cell / columns) as f64];
            (255.0 * cell_darkness(picture, corner, step)).round() as u8
        })
        .collect();
    // Rows and columns are within the limits by the step.
    let image = StencilImage::new(columns, dark).unwrap_or(StencilImage {
        columns: 1,
        dark: vec![0],
    });
    SharedStencil(Arc::new(image))
}

/// Mean darkness of a cell, 0 to 1.
fn cell_darkness(picture: &Photo, corner: [f64; 2], step: f64) -> f64 {
    let count = (step.ceil() as u32).clamp(1, SAMPLES);
    let at = |cell: f64, sample: u32, px: u32| {
        let place = (cell + (f64::from(sample) + 0.5) / f64::from(count)) * step;
        (place as u32).min(px - 1) as usize
    };
    let mut sum = 0.0;
    for row in 0..count {
        for column in 0..count {
            let x = at(corner[0], column, picture.width_px);
            let y = at(corner[1], row, picture.height_px);
            sum += darkness(picture, y * picture.width_px as usize + x);
        }
    }
    sum / f64::from(count * count)
}

fn darkness(picture: &Photo, pixel: usize) -> f64 {
    let channels = picture.channels.count();
    let code = |channel: usize| picture.samples.code(pixel * channels + channel);
    let colours = if picture.channels.is_grey() { 1 } else { 3 };
    let light = (0..colours).map(code).sum::<f64>() / f64::from(colours as u8);
    let solid = if picture.channels.has_alpha() {
        code(channels - 1)
    } else {
        1.0
    };
    (1.0 - light) * solid
}

/// A stencil so wide (mm) round a point of a photo (px), upright in that photo; `None` where no head is seen there.
pub fn stencil_at(
    image: SharedStencil,
    head: &Head,
    view: &HeadView,
    at_px: DVec2,
    width_mm: f64,
) -> Option<FillShape> {
    let direction = view.direction_from_photo(head, at_px)?;
    let centre = HeadPlace::of(direction);
    let [least, most] = STENCIL_RANGE_MM;
    let width_mm = width_mm.clamp(least, most);
    let laid = LaidStencil::new(head, &image.0, centre, width_mm, 0.0);
    let middle_px = view.photo_from_direction(head, laid.centre())?;
    let up_px =
        view.photo_from_direction(head, (laid.centre() + laid.up() * UP_RAD).normalize())? - middle_px;
    let turn_deg = libm::atan2(up_px.x, -up_px.y).to_degrees().round();
    Some(FillShape::Stencil {
        centre,
        width_mm,
        turn_deg,
        image,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::head::{FitInput, NamedPose, PhotoFacts, solve};
    use glam::DVec3;

    #[test]
    fn a_picture_lies_upright_in_the_photo_whichever_side_it_shows() {
        // Dark above, light below.
        let codes: Vec<u8> = (0..40 * 40)
            .flat_map(|at| [if at < 800 { 0 } else { 255 }; 3])
            .collect();
        let image = stencil_image(&Photo::from_srgb8([40, 40], codes));
        let facts = PhotoFacts {
            width_px: 1000,
            height_px: 1200,
            focal_35mm_equivalent_mm: None,
        };
        for (pose, direction) in [
            (NamedPose::Back, [0.0, 0.5, -0.9]),
            (NamedPose::Left, [0.9, 0.5, -0.1]),
            (NamedPose::Right, [-0.9, 0.5, -0.1]),
            (NamedPose::Front, [0.0, 0.7, 0.7]),
        ] {
            let given = FitInput {
                named: Some(pose),
                ..FitInput::default()
            };
            let (head, view) = solve(&facts, &given, &Head::default()).unwrap();
            let direction = DVec3::from(direction).normalize();
            let at_px = view.photo_from_direction(&head, direction).unwrap();
            let shape = stencil_at(image.clone(), &head, &view, at_px, 40.0).unwrap();
            let FillShape::Stencil {
                centre,
                width_mm,
                turn_deg,
                image,
            } = &shape
            else {
                unreachable!("a stencil")
            };
            let laid = LaidStencil::new(&head, &image.0, *centre, *width_mm, *turn_deg);
            // Little enough to stay on the image where the head turns away.
            let five_mm = DVec2::new(0.0, 5.0 / view.mm_per_px);
            let at = |px: DVec2| laid.at(view.direction_from_photo(&head, px).unwrap());
            assert!(
                at(at_px - five_mm) > 0.9 && at(at_px + five_mm) < 0.1,
                "{pose:?} {turn_deg}"
            );
        }
    }
}
