//! The photo room against files that are made here, so that it is tested even where no photo collection lies.

#[path = "support/hostile.rs"]
mod hostile;

use hostile::{Source, Wanted};
use shadowline::photo::{Limits, Photo, PhotoError, Samples, decode};

/// Mean difference to the source in 8-bit codes.
fn mean_difference(photo: &Photo, source: &Source) -> f64 {
    assert_eq!((photo.width_px, photo.height_px), (source.width, source.height));
    let eight: Vec<f64> = match &photo.samples {
        Samples::U8(samples) => samples.iter().map(|&code| f64::from(code)).collect(),
        Samples::U16(samples) => samples.iter().map(|&code| f64::from(code) / 257.0).collect(),
    };
    assert_eq!(eight.len(), source.rgb.len());
    let sum: f64 = eight
        .iter()
        .zip(&source.rgb)
        .map(|(got, &want)| (got - f64::from(want)).abs())
        .sum();
    sum / eight.len() as f64
}

#[test]
fn every_made_file_opens_upright_or_is_refused() {
    let source = Source::synthetic(160, 120);
    let mut wrong = Vec::new();
    for case in source.cases() {
        let outcome = decode(&case.bytes, &Limits::default());
        let fine = match (&outcome, case.wanted) {
            (Err(PhotoError::DecoderFailed { .. }), _) => false,
            (Ok(photo), Wanted::SameWithin(codes)) => mean_difference(photo, &source) <= codes,
            (Ok(_), Wanted::Opens) | (Err(_), Wanted::Refused) => true,
            _ => false,
        };
        if !fine {
            let got =
                outcome.map(|photo| (photo.width_px, photo.height_px, photo.channels, photo.colour.name));
            wrong.push(format!("{}: wanted {:?}, got {got:?}", case.name, case.wanted));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn bombs_are_refused_by_their_size() {
    for case in Source::synthetic(64, 48)
        .cases()
        .into_iter()
        .filter(|case| case.name.contains("bomb"))
    {
        let refusal = decode(&case.bytes, &Limits::default()).expect_err("refused");
        let by_size = matches!(refusal, PhotoError::TooLarge { .. } | PhotoError::NoPixels { .. });
        assert!(by_size, "{}: {refusal}", case.name);
    }
}

#[test]
fn the_profile_is_kept_byte_for_byte_and_grey_stays_grey() {
    let cases = Source::synthetic(64, 48).cases();
    let named = |name: &str| {
        let case = cases
            .iter()
            .find(|case| case.name == name)
            .expect("a case of that name");
        decode(&case.bytes, &Limits::default()).expect("opens")
    };
    let p3 = hostile::p3();
    assert_eq!(named("display p3 png").colour.icc.as_deref(), Some(&p3[..]));
    assert_eq!(named("display p3 jpeg").colour.icc.as_deref(), Some(&p3[..]));
    let grey = named("grey profile");
    assert!(grey.channels.is_grey() && grey.colour.icc.is_some());
    assert!((grey.colour.decode[0][128] - (128.0_f32 / 255.0).powf(2.2)).abs() < 1e-3);
    let broken = named("unreadable profile");
    assert!(
        broken.warnings.iter().any(|warning| warning.contains("profile")),
        "{:?}",
        broken.warnings
    );
    assert_eq!(named("16-bit png").facts.bits, 16);
}

#[test]
fn limits_can_be_tightened() {
    let jpeg = Source::synthetic(160, 120).jpeg(None, None, false);
    let limits = Limits {
        max_pixels: 160 * 120 - 1,
        ..Limits::default()
    };
    assert!(matches!(decode(&jpeg, &limits), Err(PhotoError::TooLarge { .. })));
}

#[test]
fn mutants_never_panic() {
    // `decode` turns a panic into this error, so that it is seen here.
    for (number, bytes) in Source::synthetic(48, 32).mutants(600).iter().enumerate() {
        if let Err(PhotoError::DecoderFailed { format, detail }) = decode(bytes, &Limits::default()) {
            eprintln!("mutant {number}: the {format} decoder panicked and was caught: {detail}");
        }
    }
}

/// A grey-brown patch with fine texture, as a JPEG of a quality.
fn patch_jpeg(quality: u8) -> Vec<u8> {
    let side = 64;
    let rgb: Vec<u8> = (0..side * side)
        .flat_map(|i: u32| {
            let texture = (i.wrapping_mul(2_654_435_761) >> 28) as u8;
            [150 + texture, 110 + texture, 90 + texture]
        })
        .collect();
    let mut file = Vec::new();
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut file, quality)
        .encode(&rgb, side, side, image::ExtendedColorType::Rgb8)
        .expect("a JPEG");
    file
}

#[test]
fn a_jpeg_says_how_fine_a_faint_mark_can_be_in_it() {
    let blur = |quality: u8| {
        let photo = decode(&patch_jpeg(quality), &Limits::default()).expect("a photo");
        photo.facts.compression_px
    };
    assert_eq!(blur(97), 0.0, "a camera's best keeps all");
    let (good, middling, poor) = (blur(85), blur(50), blur(10));
    assert!(good > 0.2 && good < 0.7, "{good}");
    assert!(
        good < middling && middling < poor && poor < 4.0,
        "{good} {middling} {poor}"
    );
}

#[test]
fn a_balance_takes_a_known_cast_back_and_leaves_white_white() {
    let photo = decode(&patch_jpeg(97), &Limits::default()).expect("a photo");
    let there = photo.clone().balanced([0.8, 1.0, 1.25]);
    let back = there.clone().balanced([1.25, 1.0, 0.8]);
    let codes = |photo: &Photo| match &photo.samples {
        Samples::U8(codes) => codes.clone(),
        Samples::U16(_) => panic!("8 bits"),
    };
    let (before, cast, after) = (codes(&photo), codes(&there), codes(&back));
    assert!(there.is_balanced && !photo.is_balanced);
    let red = |codes: &[u8]| codes.iter().step_by(3).map(|code| f64::from(*code)).sum::<f64>();
    assert!(red(&cast) < 0.95 * red(&before));
    assert!(before.iter().zip(&after).all(|(a, b)| a.abs_diff(*b) <= 1));
    let green = |codes: &[u8]| codes.iter().skip(1).step_by(3).copied().collect::<Vec<_>>();
    assert_eq!(green(&before), green(&cast));
}
