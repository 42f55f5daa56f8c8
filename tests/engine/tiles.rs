//! Pictures in pieces: tiles and crops give the whole's pixels, pixels without ink are the photo's, and every kind of
//! sample keeps its kind.

use crate::fixtures::{
    bare, codes, design, engine, flat16, on_mean_head, photo, portrait, rect, skin_photo, whole,
};
use glam::DMat3;
use shadowline::design::Document;
use shadowline::engine::EngineError;
use shadowline::head::{Head, HeadView};
use shadowline::photo::{Channels, Photo, PhotoSamples};
use std::sync::Arc;

const KINDS: [(Channels, u8); 6] = [
    (Channels::Rgb, 8),
    (Channels::Rgb, 16),
    (Channels::Rgba, 8),
    (Channels::Grey, 8),
    (Channels::GreyAlpha, 16),
    (Channels::Rgba, 16),
];

fn scene() -> (Document, HeadView) {
    (
        on_mean_head(design("natural", &["density=110"])),
        portrait([420, 520], 0.55, [25.0, 10.0, -4.0]),
    )
}

fn inked(document: &Document, view: &HeadView, photo: &Photo) -> Photo {
    let mut photo = photo.clone();
    let all = whole(&photo);
    engine().ink(document, &mut photo, view, all).expect("ink");
    photo
}

#[test]
fn a_crop_is_the_crop_of_the_whole_for_every_kind_of_photo() {
    let (document, view) = scene();
    for (channels, bits) in KINDS {
        let before = skin_photo(420, 520, channels, bits);
        let all = inked(&document, &view, &before);
        assert_ne!(all.samples, before.samples);
        for [x, y, width, height] in [
            [0, 0, 420, 520],
            [131, 57, 170, 203],
            [301, 400, 119, 120],
            [200, 150, 1, 1],
        ] {
            let mut part = before.clone();
            engine()
                .ink(&document, &mut part, &view, rect(x, y, width, height))
                .expect("ink");
            part.cut(x, y, width, height);
            let mut same = all.clone();
            same.cut(x, y, width, height);
            assert!(
                part == same,
                "{channels:?} {bits} bits, crop {x},{y},{width},{height}"
            );
        }
        let mut outside = before.clone();
        engine()
            .ink(&document, &mut outside, &view, rect(131, 57, 170, 203))
            .expect("ink");
        let changed_outside = changed_pixels(&before, &outside)
            .into_iter()
            .filter(|&index| {
                let (x, y) = (index % 420, index / 420);
                !((131..301).contains(&x) && (57..260).contains(&y))
            })
            .count();
        assert_eq!(
            changed_outside, 0,
            "{channels:?} {bits}: pixels outside the rectangle changed"
        );
    }
}

fn changed_pixels(before: &Photo, after: &Photo) -> Vec<usize> {
    let count = before.channels.count();
    let (a, b) = (codes(&before.samples), codes(&after.samples));
    (0..a.len() / count)
        .filter(|pixel| a[pixel * count..(pixel + 1) * count] != b[pixel * count..(pixel + 1) * count])
        .collect()
}

#[test]
fn only_pixels_near_dots_change_and_alpha_never() {
    let (document, view) = scene();
    let dots = engine().dots(&document, &view);
    // The reach of the halo, three deviations, with its cell and the pixel: 5.2 mm and some.
    let reach_px = 6.0 / 0.55;
    let mut near = vec![false; 420 * 520];
    for at in dots
        .iter()
        .filter(|dot| dot.visible > 0.0)
        .filter_map(|dot| dot.photo_px)
    {
        for y in (at.y - reach_px).max(0.0) as usize..=((at.y + reach_px).max(0.0) as usize).min(519) {
            for x in (at.x - reach_px).max(0.0) as usize..=((at.x + reach_px).max(0.0) as usize).min(419) {
                near[y * 420 + x] = true;
            }
        }
    }
    assert!(near.iter().filter(|near| !**near).count() > 50_000);
    for (channels, bits) in KINDS {
        let before = skin_photo(420, 520, channels, bits);
        let after = inked(&document, &view, &before);
        assert_eq!(
            (after.channels, after.samples.bits(), &after.colour),
            (channels, bits, &before.colour)
        );
        let changed = changed_pixels(&before, &after);
        assert!(
            changed.len() > 5_000,
            "{channels:?} {bits}: {} changed",
            changed.len()
        );
        assert!(
            changed.iter().all(|&index| near[index]),
            "{channels:?} {bits}: ink without a dot"
        );
        let count = channels.count();
        let (a, b) = (codes(&before.samples), codes(&after.samples));
        // Grey between dots gives a little blue back; nothing gets lighter. Where the photo lets much white through, codes are
        // rounded coarsely.
        let full = if bits == 8 { 255 } else { 65_535 };
        let light = |pixel: &[u32]| match pixel {
            [_, alpha] | [_, _, _, alpha] if *alpha < full / 2 => 0,
            [r, g, b] | [r, g, b, _] => 2 * r + 7 * g + b,
            _ => pixel[0],
        };
        let rounding = if channels.has_alpha() { 20 } else { 0 };
        let pairs = a.chunks_exact(count).zip(b.chunks_exact(count));
        assert!(
            { pairs }.all(|(a, b)| light(b) <= light(a) + rounding),
            "{channels:?} {bits}: ink made something lighter"
        );
        if channels.has_alpha() {
            let alpha = |codes: &[u32]| {
                codes
                    .iter()
                    .skip(count - 1)
                    .step_by(count)
                    .copied()
                    .collect::<Vec<_>>()
            };
            assert!(alpha(&a) == alpha(&b), "{channels:?} {bits}: alpha changed");
        }
        // Every dot that is seen on its own skin darkens its pixel, up to rounding of faint ones.
        let darker = |at: glam::DVec2| {
            let index = at.y as usize * 420 + at.x as usize;
            b[index * count] < a[index * count]
        };
        let seen: Vec<_> = dots
            .iter()
            .filter(|dot| dot.visible > 0.0)
            .filter_map(|dot| dot.photo_px)
            .filter(|at| (0.0..420.0).contains(&at.x) && (0.0..520.0).contains(&at.y))
            .collect();
        let share = seen.iter().filter(|at| darker(**at)).count() as f64 / seen.len() as f64;
        assert!(
            share > 0.97,
            "{channels:?} {bits}: only {share} of the dots are drawn"
        );
    }
}

#[test]
fn rendering_at_full_size_equals_inking() {
    let (document, view) = scene();
    for (channels, bits) in [(Channels::Rgb, 8), (Channels::Rgb, 16), (Channels::Grey, 8)] {
        let before = skin_photo(420, 520, channels, bits);
        let wanted = inked(&document, &view, &before);
        let all = whole(&before);
        let frame = engine()
            .render(&document, &Arc::new(before), &view, all, [420, 520])
            .expect("a frame");
        assert_eq!(frame.rgb.bits(), bits);
        let wanted: Vec<u32> = codes(&wanted.samples)
            .chunks_exact(channels.count())
            .flat_map(|pixel| {
                if channels.is_grey() {
                    [pixel[0]; 3]
                } else {
                    [pixel[0], pixel[1], pixel[2]]
                }
            })
            .collect();
        assert!(codes(&frame.rgb) == wanted, "{channels:?} {bits} bits");
    }
}

#[test]
fn a_photo_of_several_tiles_is_stitched_without_seams() {
    // 3000 × 2500 px are two or more tiles each way.
    let view = portrait([3000, 2500], 0.085, [-20.0, 12.0, 5.0]);
    let document = on_mean_head(design("natural", &["density=90"]));
    let before = skin_photo(3000, 2500, Channels::Rgb, 8);
    let all = inked(&document, &view, &before);
    assert!(changed_pixels(&before, &all).len() > 1_000_000);
    let mut halves = before.clone();
    for half in [rect(0, 0, 1391, 2500), rect(1391, 0, 1609, 2500)] {
        engine().ink(&document, &mut halves, &view, half).expect("ink");
    }
    assert!(halves == all, "inked in halves");
    let shared = Arc::new(before);
    let frames = [rect(0, 0, 3000, 1217), rect(0, 1217, 3000, 1283)].map(|half| {
        let size = [half.width, half.height];
        engine()
            .render(&document, &shared, &view, half, size)
            .expect("a frame")
    });
    let stitched: Vec<u32> = frames.iter().flat_map(|frame| codes(&frame.rgb)).collect();
    assert!(stitched == codes(&all.samples), "rendered in halves");
}

#[test]
fn a_smaller_picture_of_several_tiles_equals_its_parts() {
    // At half size, where tiles are cut in output pixels.
    let view = portrait([3400, 400], 0.1, [0.0; 3]);
    let document = on_mean_head(bare(&["density=90"]));
    let photo = Arc::new(skin_photo(3400, 400, Channels::Rgb, 8));
    let all = engine()
        .render(&document, &photo, &view, whole(&photo), [1700, 200])
        .expect("a frame");
    let all = codes(&all.rgb);
    for (x, width) in [(0, 1600), (1600, 1800)] {
        let part = engine()
            .render(&document, &photo, &view, rect(x, 0, width, 400), [width / 2, 200])
            .expect("a frame");
        for (row, line) in codes(&part.rgb).chunks_exact(width as usize / 2 * 3).enumerate() {
            let start = (row * 1700 + x as usize / 2) * 3;
            assert!(line == &all[start..start + line.len()], "row {row} from {x}");
        }
    }
}

/// Linear Display P3 to linear sRGB (CSS Color 4, sample code; both D65).
const SRGB_FROM_P3: [[f64; 3]; 3] = [
    [1.224_940_176_3, -0.224_940_176_3, 0.0],
    [-0.042_056_954_7, 1.042_056_954_7, 0.0],
    [-0.019_637_554_6, -0.078_636_045_6, 1.098_273_600_2],
];

fn light(code: u32) -> f64 {
    let v = f64::from(code) / 65_535.0;
    if v <= 0.04045 {
        v / 12.92
    } else {
        ((v + 0.055) / 1.055).powf(2.4)
    }
}

fn code(light: f64) -> u16 {
    let v = if light <= 0.003_130_8 {
        12.92 * light
    } else {
        1.055 * light.powf(1.0 / 2.4) - 0.055
    };
    (v.clamp(0.0, 1.0) * 65_535.0).round() as u16
}

#[test]
fn a_display_p3_photo_gets_the_same_light_as_an_srgb_one() {
    let (document, view) = scene();
    let mut wide = skin_photo(420, 520, Channels::Rgb, 16);
    wide.colour.linear_srgb_from_linear_profile = SRGB_FROM_P3;
    wide.colour.name = "Display P3".to_owned();
    let to_srgb = DMat3::from_cols_array_2d(&SRGB_FROM_P3).transpose();
    let in_srgb = |photo: &Photo| -> Vec<[f64; 3]> {
        codes(&photo.samples)
            .chunks_exact(3)
            .map(|p| (to_srgb * glam::DVec3::new(light(p[0]), light(p[1]), light(p[2]))).to_array())
            .collect()
    };
    let same: Vec<u16> = in_srgb(&wide).into_iter().flatten().map(code).collect();
    let plain = photo(420, 520, Channels::Rgb, PhotoSamples::U16(same));
    let from_wide = in_srgb(&inked(&document, &view, &wide));
    let from_plain: Vec<f64> = codes(&inked(&document, &view, &plain).samples)
        .into_iter()
        .map(light)
        .collect();
    let worst = from_wide
        .iter()
        .flatten()
        .zip(&from_plain)
        .map(|(a, b)| (a - b).abs())
        .fold(0.0, f64::max);
    assert!(worst < 1e-4, "{worst} apart in linear light");
    assert!(inked(&document, &view, &wide) != wide);
}

#[test]
fn a_saturated_p3_colour_outside_srgb_is_not_clipped() {
    let view = portrait([100, 100], 1.0, [0.0; 3]);
    let document = on_mean_head(bare(&["density=100"]));
    let mut wide = flat16(100, 100, [60_000, 5_000, 5_000]);
    wide.colour.linear_srgb_from_linear_profile = SRGB_FROM_P3;
    let after = inked(&document, &view, &wide);
    let light_codes = codes(&after.samples);
    // Green of this red is negative in sRGB: ink brings it nearer to zero there, and the picture stays this red.
    let inked = light_codes
        .chunks_exact(3)
        .filter(|p| p[0] < 60_000)
        .collect::<Vec<_>>();
    assert!(inked.len() > 3_000);
    assert!(inked.iter().all(|p| p[0] > 4 * p[1]), "the red was clipped");
}

#[test]
fn rectangles_outside_the_photo_are_refused_with_a_sentence() {
    let (document, view) = scene();
    let mut photo = skin_photo(420, 520, Channels::Rgb, 8);
    let before = photo.clone();
    for bad in [
        rect(0, 0, 421, 520),
        rect(0, 1, 420, 520),
        rect(420, 0, 1, 1),
        rect(u32::MAX, 0, 2, 1),
        rect(5, 5, 0, 4),
        rect(0, 0, u32::MAX, u32::MAX),
    ] {
        let refused = engine().ink(&document, &mut photo, &view, bad);
        let sentence = match refused {
            Err(error @ EngineError::Rect { .. }) => error.to_string(),
            other => panic!("{bad:?}: {other:?}"),
        };
        assert!(
            sentence.contains("420 × 520") && sentence.contains("choose"),
            "{sentence}"
        );
    }
    let shared = Arc::new(photo.clone());
    let empty = engine().render(&document, &shared, &view, whole(&photo), [0, 100]);
    assert!(matches!(empty, Err(EngineError::Rect { .. })), "an empty picture");
    assert!(photo == before);
}

#[test]
fn work_stops_when_it_is_told_to() {
    let (document, view) = scene();
    let mut photo = skin_photo(420, 520, Channels::Rgb, 8);
    let all = whole(&photo);
    let mut heard = Vec::new();
    // The engine that was stopped draws again.
    let mut drawing = engine();
    let stopped = drawing.ink_until(&document, &mut photo, &view, all, |share| {
        heard.push(share);
        false
    });
    assert!(matches!(stopped, Err(EngineError::Cancelled)), "{stopped:?}");
    assert_eq!(heard.len(), 1);
    let mut heard = Vec::new();
    drawing
        .ink_until(&document, &mut photo, &view, all, |share| {
            heard.push(share);
            true
        })
        .expect("ink");
    assert_eq!(heard.last(), Some(&1.0));
}

#[test]
fn a_view_of_no_scalp_changes_nothing() {
    let document = on_mean_head(design("natural", &[]));
    let before = skin_photo(64, 64, Channels::Rgb, 8);
    // The camera looks past the head.
    let mut view = portrait([64, 64], 0.5, [0.0; 3]);
    view.camera.translation_camera_from_head_mm.x += 2000.0;
    assert!(inked(&document, &view, &before) == before);
    let frame = engine().render(
        &document,
        &Arc::new(before.clone()),
        &view,
        whole(&before),
        [64, 64],
    );
    assert!(codes(&frame.expect("a frame").rgb) == codes(&before.samples));
    // And a design without a dot.
    let nothing = Document::new(Head::default(), design("none", &[]));
    let front = portrait([64, 64], 4.0, [0.0; 3]);
    assert!(inked(&nothing, &front, &before) == before);
}
