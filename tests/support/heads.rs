//! Photos with fitted heads: the demo, and those of the shared folder by their marked pupils and chin.

use glam::DVec2;
use shadowline::head::{FitInput, Head, HeadView, PhotoFacts, solve};
use shadowline::photo::{Photo, PhotoLimits, decode};
use std::path::{Path, PathBuf};

/// The shared photos, where they are.
pub fn shared() -> Option<PathBuf> {
    let set = std::env::var_os("SHADOWLINE_PHOTOS").map(PathBuf::from);
    let place = set.clone().unwrap_or_else(|| PathBuf::from("../shared/photos"));
    assert!(
        set.is_none() || place.is_dir(),
        "{} is not there",
        place.display()
    );
    if !place.is_dir() {
        println!("skipped: {} is not there", place.display());
    }
    place.is_dir().then_some(place)
}

/// The demo head with its exact view.
pub fn demo() -> (Photo, Head, HeadView) {
    let bytes = std::fs::read("assets/demo/head.jpg").expect("the demo");
    let text = std::fs::read_to_string("assets/demo/head.view.json").expect("its view");
    let view = serde_json::from_str(&text).expect("a view");
    (
        decode(&bytes, &PhotoLimits::default()).expect("a photo"),
        Head::default(),
        view,
    )
}

/// A photo of the shared heads with the head fitted to its marked pupils and chin.
pub fn marked(folder: &Path, name: &str) -> (Photo, Head, HeadView) {
    let table = std::fs::read_to_string(folder.join("landmarks.csv")).expect("the table");
    let mut lines = table.lines();
    let names: Vec<&str> = lines.next().expect("a header").split(',').collect();
    let file = format!("heads/{name}");
    let row: Vec<&str> = lines
        .map(|line| line.split(',').collect::<Vec<_>>())
        .find(|row| row[0] == file)
        .expect("the photo's row");
    let number = |name: &str| {
        let at = names.iter().position(|n| *n == name).expect("a column");
        row[at].parse::<f64>().expect("a number")
    };
    let point = |name: &str| DVec2::new(number(&format!("{name}_x")), number(&format!("{name}_y")));
    let photo = decode(
        &std::fs::read(folder.join(&file)).expect("the photo"),
        &PhotoLimits::default(),
    )
    .expect("decodes");
    let facts = PhotoFacts {
        width_px: photo.width_px,
        height_px: photo.height_px,
        focal_35mm_equivalent_mm: None,
    };
    let given = FitInput {
        eyes: Some([point("client_right_iris"), point("client_left_iris")]),
        chin: Some(point("chin")),
        yaw_deg: number("yaw_deg"),
        pitch_deg: number("pitch_deg"),
        ..FitInput::default()
    };
    let (head, view) = solve(&facts, &given, &Head::default()).expect("solved");
    (photo, head, view)
}
