//! Adjusted photos: nothing lost, points where their pixels are.

use super::{
    Channels, FileFacts, Photo, PhotoColour, PhotoSamples, SourceFormat, adjusted_from_stored, adjusted_size,
    stored_from_adjusted,
};
use glam::DVec2;

fn photo(size: [u32; 2], channels: Channels, bits: u8, value: impl Fn(u32, u32, usize) -> f64) -> Photo {
    let mut codes = Vec::new();
    for y in 0..size[1] {
        for x in 0..size[0] {
            codes.extend((0..channels.count()).map(|channel| value(x, y, channel)));
        }
    }
    let samples = match bits {
        8 => PhotoSamples::U8(codes.iter().map(|v| (v * 255.0).round() as u8).collect()),
        _ => PhotoSamples::U16(codes.iter().map(|v| (v * 65_535.0).round() as u16).collect()),
    };
    Photo {
        width_px: size[0],
        height_px: size[1],
        channels,
        samples,
        colour: PhotoColour::srgb("sRGB", bits),
        facts: FileFacts {
            format: SourceFormat::Png,
            stored_width_px: size[0],
            stored_height_px: size[1],
            orientation: 1,
            focal_35mm_equivalent_mm: Some(50.0),
            bits,
            compression_px: 0.0,
        },
        is_balanced: false,
        warnings: vec!["kept".into()],
    }
}

fn noisy(x: u32, y: u32, channel: usize) -> f64 {
    let word = x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503) ^ (channel as u32 * 77_777);
    f64::from(word % 251) / 250.0
}

const KINDS: [(Channels, u8); 5] = [
    (Channels::Grey, 8),
    (Channels::GreyAlpha, 16),
    (Channels::Rgb, 8),
    (Channels::Rgb, 16),
    (Channels::Rgba, 8),
];

#[test]
fn nothing_changes_nothing_and_four_quarters_come_back() {
    for (channels, bits) in KINDS {
        let photo = photo([31, 17], channels, bits, noisy);
        assert!(photo.adjusted(0, 0.0, None) == photo);
        assert!(photo.adjusted(4, -0.0, Some([0.0, 0.0, 1.0, 1.0])) == photo);
        let once = photo.adjusted(1, 0.0, None);
        assert_eq!((once.width_px, once.height_px), (17, 31));
        let round = once.adjusted(1, 0.0, None).adjusted(2, 0.0, None);
        assert!(round == photo, "{channels:?} {bits}");
    }
}

fn at(photo: &Photo, point: DVec2) -> Vec<f64> {
    let n = photo.channels.count();
    let index = (point.y.floor() as usize * photo.width_px as usize + point.x.floor() as usize) * n;
    match &photo.samples {
        PhotoSamples::U8(codes) => codes[index..index + n].iter().map(|&c| f64::from(c)).collect(),
        PhotoSamples::U16(codes) => codes[index..index + n].iter().map(|&c| f64::from(c)).collect(),
    }
}

#[test]
fn points_follow_their_pixels() {
    for (channels, bits) in KINDS {
        let stored = photo([40, 23], channels, bits, noisy);
        for quarters in 0..4 {
            for crop in [None, Some([0.1, 0.2, 0.6, 0.5])] {
                let adjusted = stored.adjusted(quarters, 0.0, crop);
                let size = [adjusted.width_px, adjusted.height_px];
                assert_eq!(size, adjusted_size([40, 23], quarters, 0.0, crop));
                for (x, y) in (0..size[0]).flat_map(|x| (0..size[1]).map(move |y| (x, y))) {
                    let here = DVec2::new(f64::from(x) + 0.5, f64::from(y) + 0.5);
                    let there = stored_from_adjusted([40, 23], quarters, 0.0, crop, here);
                    assert_eq!(
                        at(&adjusted, here),
                        at(&stored, there),
                        "{quarters} {crop:?} {here}"
                    );
                    let back = adjusted_from_stored([40, 23], quarters, 0.0, crop, there);
                    assert!(back.distance(here) < 1e-9);
                }
            }
        }
    }
}

#[test]
fn a_slanting_line_is_straightened() {
    // The horizon falls by 7° to the right; turned back it is level.
    let slope = 7f64.to_radians().tan();
    let light = |x: u32, y: u32, _| {
        let under = f64::from(y) - 200.0 - slope * (f64::from(x) - 300.0);
        (0.5 + 0.25 * under).clamp(0.1, 0.9)
    };
    for (channels, bits) in KINDS {
        let slanting = photo([600, 400], channels, bits, light);
        let level = slanting.adjusted(0, -7.0, None);
        let [width, height] = [level.width_px, level.height_px];
        assert!(
            (f64::from(width) / f64::from(height) - 1.5).abs() < 0.01,
            "the same shape"
        );
        assert!(width > 480 && width < 600, "{width}");
        let half = if bits == 8 { 127.5 } else { 32_767.5 };
        let crossing = |x: u32| {
            let level_at = |y: u32| at(&level, DVec2::new(f64::from(x), f64::from(y)))[0];
            let y = (0..height).find(|&y| level_at(y) > half).expect("a horizon");
            f64::from(y) - (level_at(y) - half) / (level_at(y) - level_at(y - 1))
        };
        let rows: Vec<f64> = (0..width).step_by(7).map(crossing).collect();
        let (low, high) = rows
            .iter()
            .fold((f64::MAX, f64::MIN), |(l, h), &y| (l.min(y), h.max(y)));
        assert!(high - low < 0.2, "{channels:?} {bits}: rows {low} to {high}");
        let stored = DVec2::new(300.0, 200.0);
        let found = adjusted_from_stored([600, 400], 0, -7.0, None, stored);
        assert!(found.distance(DVec2::new(f64::from(width), f64::from(height)) / 2.0) < 1e-9);
    }
}

#[test]
fn straightening_uses_no_pixel_from_outside_and_points_map_back() {
    // A border of one colour would show if anything from beyond it were needed.
    for (quarters, degrees) in [(0, 15.0), (1, -3.3), (2, 0.7), (3, -15.0)] {
        let crop = Some([0.25, 0.0, 0.5, 1.0]);
        let [width, height] = adjusted_size([801, 300], quarters, degrees, crop);
        for corner in [[0, 0], [width, 0], [0, height], [width, height]] {
            let corner = DVec2::new(f64::from(corner[0]), f64::from(corner[1]));
            let stored = stored_from_adjusted([801, 300], quarters, degrees, crop, corner);
            assert!(stored.cmpge(DVec2::splat(-1e-6)).all(), "{stored}");
            assert!(stored.cmple(DVec2::new(801.0, 300.0) + 1e-6).all(), "{stored}");
            let back = adjusted_from_stored([801, 300], quarters, degrees, crop, stored);
            assert!(back.distance(corner) < 1e-6);
        }
    }
}

#[test]
fn a_crop_keeps_the_focal_length_in_pixels_and_mad_numbers_do_no_harm() {
    let stored = photo([40, 20], Channels::Rgb, 8, noisy);
    let half = stored.adjusted(0, 0.0, Some([0.5, 0.0, 0.5, 1.0]));
    assert_eq!((half.width_px, half.height_px), (20, 20));
    assert_eq!(half.facts.focal_35mm_equivalent_mm, Some(100.0));
    for crop in [
        [2.0, -1.0, 5.0, 0.0],
        [f64::NAN, 0.0, 1.0, 1.0],
        [1.0, 1.0, 1.0, 1.0],
    ] {
        for degrees in [f64::NAN, 1e9, -0.4] {
            let photo = stored.adjusted(255, degrees, Some(crop));
            let count = photo.width_px as usize * photo.height_px as usize * 3;
            assert!(count > 0 && photo.samples.len() == count);
        }
    }
}
