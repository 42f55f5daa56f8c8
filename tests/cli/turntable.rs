//! The head without a photo.

use crate::program::{done, folder, names, open, refused};
use shadowline::photo::{Photo, PhotoSamples};

fn turned(name: &str, more: &[&str]) -> Vec<Photo> {
    let folder = folder(name);
    let path = folder.to_str().expect("UTF-8");
    let all = [
        "turntable",
        "--demo",
        "-q",
        "-o",
        path,
        "--steps",
        "3",
        "--max-side",
        "200",
    ];
    done(&[&all[..], more].concat());
    let files = names(&folder);
    assert_eq!(files, ["01-turn-000.png", "02-turn-120.png", "03-turn-240.png"]);
    files.iter().map(|file| open(&folder.join(file))).collect()
}

/// How many samples above the label differ by more than a little.
fn apart(a: &Photo, b: &Photo) -> usize {
    let (PhotoSamples::U8(a), PhotoSamples::U8(b)) = (&a.samples, &b.samples) else {
        panic!("8 bits")
    };
    let above = 160 * 3 * 180;
    a[..above]
        .iter()
        .zip(&b[..above])
        .filter(|(a, b)| a.abs_diff(**b) > 4)
        .count()
}

#[test]
fn the_head_is_turned_with_its_dots_and_its_plan() {
    let dots = turned("turntable-dots", &[]);
    let bare = turned("turntable-bare", &["--set", "density=0"]);
    let plan = turned("turntable-plan", &["--plan"]);
    for step in 0..3 {
        assert_eq!((dots[step].width_px, dots[step].height_px), (160, 200));
        assert!(
            apart(&dots[step], &bare[step]) > 1_000,
            "picture {step} has no dots"
        );
        assert!(
            apart(&dots[step], &plan[step]) > 1_000,
            "picture {step} has no plan"
        );
        assert!(
            apart(&dots[step], &dots[(step + 1) % 3]) > 5_000,
            "picture {step} isn't turned"
        );
    }
}

#[test]
fn angles_that_no_eye_has_are_refused() {
    let said = refused(&["turntable", "--demo", "-o", "x.gif", "--tilt", "120"], 2);
    assert!(said.contains("degrees from -30 to 90"), "{said}");
}
