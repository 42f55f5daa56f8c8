//! `shadowline board` from outside.

use crate::program::{done, folder, names, open, refused, with_eyes};
use shadowline::photo::PhotoSamples;

#[test]
fn a_board_shows_each_style_with_what_differs_and_saves_its_variants() {
    let folder = folder("board");
    let path = |name: &str| folder.join(name).to_str().expect("UTF-8").to_owned();
    let (sheet, project) = (path("board.png"), path("board.shadowline"));
    let styles = "natural,mature:density=60,clean-cut";
    let size = ["--max-side", "600"];
    let ask = [
        &["-q", "--styles", styles, "-o", &sheet, "--save-project", &project],
        &size[..],
    ]
    .concat();
    done(&with_eyes("board", &ask));
    let photo = open(sheet.as_ref());
    assert!(
        photo.width_px <= 600 && photo.width_px > 500,
        "{}",
        photo.width_px
    );
    let bytes = std::fs::read(&sheet).expect("a file");
    let says = |text: &str| bytes.windows(text.len()).any(|part| part == text.as_bytes());
    assert!(
        says("Simulation") && says("6 mm higher") && says("Clean cut"),
        "the file doesn't name the differences"
    );
    // The three pictures differ: their own thirds are no copies.
    let PhotoSamples::U8(codes) = &photo.samples else {
        panic!("8 bits")
    };
    let third = |index: usize| -> Vec<u8> {
        let width = photo.width_px as usize;
        let rows = 20..photo.height_px as usize / 2;
        rows.flat_map(|row| codes[3 * (row * width + index * width / 3 + 10)..][..300].to_vec())
            .collect()
    };
    assert!(third(0) != third(1) && third(1) != third(2));

    // The project has them as variants; its own board is the same file.
    let again = path("again.png");
    done(&[&["board", &project, "-q", "-o", &again], &size[..]].concat());
    assert!(std::fs::read(&again).expect("a file") == bytes);
    assert_eq!(names(&folder), ["again.png", "board.png", "board.shadowline"]);
}

#[test]
fn what_is_no_board_is_refused_before_any_photo_is_read() {
    let out = folder("no-board").join("b.png");
    let out = out.to_str().expect("UTF-8");
    let said = |styles: &str| refused(&["board", "missing.jpg", "--styles", styles, "-o", out], 2);
    assert!(said("natural").contains("2 to 6"));
    assert!(said("natural,natral").contains("natural"));
    assert!(said("natural,mature:densty=3").contains("density"));
    assert!(said("natural,mature:density=9000").contains("300"));
    assert!(refused(&with_eyes("board", &["-o", out]), 2).contains("--styles"));
}
