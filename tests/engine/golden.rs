//! A small picture against its reference. Set SHADOWLINE_UPDATE_GOLDEN=1 to write it anew; that run fails all the same,
//! so that nobody passes by rewriting.

use crate::fixtures::{close_up, codes, design, engine, on_mean_head, skin_photo, whole};
use glam::DVec3;
use shadowline::head::CloseUpPlace;
use shadowline::photo::{Channels, PhotoLimits, PhotoSamples, decode};
use std::path::Path;

const SIDE: u32 = 200;
/// Between adapters: at most one level, on at most 0.1 % of the inked pixels more.
const MOST_LEVELS: u32 = 1;
const MOST_OUTLIERS: f64 = 0.001;

#[test]
fn a_patch_of_skin_looks_as_it_did() {
    let document = on_mean_head(design("natural", &["density=90"]));
    // The front edge: transition zone, sentinels and bare forehead in one picture.
    let view = close_up([SIDE; 2], 0.1, CloseUpPlace::Point(DVec3::new(0.0, 79.0, -9.0)));
    let before = skin_photo(SIDE, SIDE, Channels::Rgb, 8);
    let mut after = before.clone();
    engine()
        .ink(&document, &mut after, &view, whole(&before))
        .expect("ink");
    let PhotoSamples::U8(found) = &after.samples else {
        panic!("8 bits stay 8 bits")
    };
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/front-edge.png");
    if std::env::var_os("SHADOWLINE_UPDATE_GOLDEN").is_some() {
        image::save_buffer(&path, found, SIDE, SIDE, image::ColorType::Rgb8).expect("a golden folder");
        panic!(
            "{} was written anew: look at it, then run without SHADOWLINE_UPDATE_GOLDEN",
            path.display()
        );
    }
    let reference = std::fs::read(&path)
        .unwrap_or_else(|error| panic!("the reference {} is missing ({error})", path.display()));
    let reference = decode(&reference, &PhotoLimits::default()).expect("a PNG");
    assert_eq!((reference.width_px, reference.height_px), (SIDE, SIDE));
    let (wanted, bare) = (codes(&reference.samples), codes(&before.samples));
    let (mut inked, mut outliers) = (0, 0);
    for ((wanted, found), bare) in wanted
        .chunks_exact(3)
        .zip(found.chunks_exact(3))
        .zip(bare.chunks_exact(3))
    {
        inked += usize::from(wanted != bare);
        let apart = wanted
            .iter()
            .zip(found)
            .map(|(a, b)| a.abs_diff(u32::from(*b)))
            .max();
        outliers += usize::from(apart > Some(MOST_LEVELS));
    }
    assert!(inked > 3_000, "the reference has ink on {inked} pixels only");
    let share = outliers as f64 / inked as f64;
    assert!(
        share <= MOST_OUTLIERS,
        "{outliers} of {inked} inked pixels differ by more than {MOST_LEVELS} level"
    );
}
