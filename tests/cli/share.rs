//! `shadowline share` from outside.

use crate::program::{done, folder, names, open, refused, with_eyes};
use shadowline::photo::PhotoSamples;

fn codes(photo: &shadowline::photo::Photo) -> &[u8] {
    match &photo.samples {
        PhotoSamples::U8(codes) => codes,
        PhotoSamples::U16(_) => panic!("8 bits"),
    }
}

#[test]
fn without_consent_or_with_a_telling_name_nothing_is_written() {
    let home = folder("share-refused");
    let path = |name: &str| home.join(name).to_str().expect("UTF-8").to_owned();
    let said = refused(&with_eyes("share", &["-o", &path("a.png")]), 2);
    assert!(said.contains("--consented"), "{said}");
    let said = refused(
        &with_eyes("share", &["-o", &path("a.png"), "--consented", "--hide", "ears"]),
        2,
    );
    assert!(said.contains("below-brows"), "{said}");
    let photo = home.join("jane-miller.png");
    std::fs::copy(crate::program::portrait(), &photo).expect("a photo");
    let photo = photo.to_str().expect("UTF-8");
    let ask = [
        "share",
        photo,
        "--eyes",
        crate::program::EYES,
        "-o",
        &path("miller.png"),
        "--consented",
    ];
    assert!(refused(&ask, 2).contains("who the client is"));
    assert_eq!(names(&home), ["jane-miller.png"]);
}

#[test]
fn the_eyes_are_covered_for_good_and_a_split_shows_both() {
    let home = folder("share");
    let path = |name: &str| home.join(name).to_str().expect("UTF-8").to_owned();
    let make = |name: &str, more: &[&str]| {
        let out = path(name);
        let ask = [&["-q", "-o", &out, "--consented", "--shape", "whole"], more].concat();
        done(&with_eyes("share", &ask));
        open(out.as_ref())
    };
    let shown = make("shown.png", &["--form", "picture", "--hide", "nothing"]);
    let covered = make("covered.png", &["--form", "picture"]);
    let at = |photo: &shadowline::photo::Photo, x: usize, y: usize| {
        let from = 3 * (y * photo.width_px as usize + x);
        [0, 1, 2].map(|c| codes(photo)[from + c])
    };
    // Both pupils and what lies between them are one grey; the forehead is the simulation's own.
    for (x, y) in [(108, 200), (192, 200), (150, 196), (90, 205)] {
        assert_eq!(at(&covered, x, y), [40; 3], "{x} {y}");
    }
    assert_eq!(at(&covered, 150, 60), at(&shown, 150, 60));
    let above = make("above.png", &["--form", "picture", "--hide", "below-brows"]);
    assert!(
        above.height_px < 190 && above.width_px == 300,
        "{}",
        above.height_px
    );

    // Left the photo, right the simulation, to the pixel.
    let split = make("split.png", &["--hide", "nothing"]);
    let plain = open(crate::program::portrait().as_ref());
    for (x, y) in [(60, 40), (100, 80), (140, 120)] {
        assert_eq!(at(&split, x, y), at(&plain, x, y));
    }
    let differs = (160..290)
        .filter(|x| at(&split, *x, 80) != at(&plain, *x, 80))
        .count();
    assert!(differs > 5, "no dots at the right");
    for (x, y) in [(170, 60), (200, 90), (240, 120)] {
        assert_eq!(at(&split, x, y), at(&shown, x, y));
    }
    let bytes = std::fs::read(path("split.png")).expect("a file");
    let says = |text: &str| bytes.windows(text.len()).any(|part| part == text.as_bytes());
    assert!(says("Simulation") && !says("portrait") && !says("natural"));
}

#[test]
fn shapes_are_what_they_are_called() {
    let home = folder("shapes");
    for (form, shape, wanted) in [
        ("picture", "square", 1.0),
        ("pair", "square", 1.0),
        ("pair", "story", 9.0 / 16.0),
        ("split", "story", 9.0 / 16.0),
    ] {
        let out = home.join(format!("{form}-{shape}.png"));
        let out_name = out.to_str().expect("UTF-8");
        let ask = [
            "-q",
            "-o",
            out_name,
            "--consented",
            "--form",
            form,
            "--shape",
            shape,
            "--max-side",
            "240",
        ];
        done(&with_eyes("share", &ask));
        let photo = open(&out);
        let aspect = f64::from(photo.width_px) / f64::from(photo.height_px);
        assert!((aspect / wanted - 1.0).abs() < 0.03, "{form} {shape}: {aspect}");
    }
}
