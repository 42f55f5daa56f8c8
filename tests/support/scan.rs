//! The five pictures of the scan that show its face, with the cameras that they were rendered with.

use serde_json::Value;
use shadowline::head::HeadView;
use shadowline::photo::{Photo, PhotoLimits, decode};
use std::path::Path;

/// One picture.
pub struct Picture {
    pub name: &'static str,
    pub photo: Photo,
    /// The true camera.
    pub truth: HeadView,
    /// Its row of `views.json`, marked points among it.
    pub row: Value,
}

/// The pictures and the true pupil distance, mm.
pub fn pictures(scan: &Path) -> (Vec<Picture>, f64) {
    let names = [
        "front",
        "front_high",
        "three_quarter_left",
        "three_quarter_right",
        "selfie_close",
    ];
    let known_mm = views(scan)["pupil_distance_mm"].as_f64().expect("a number");
    (names.map(|name| picture(scan, name)).into(), known_mm)
}

fn views(scan: &Path) -> Value {
    let text = std::fs::read_to_string(scan.join("views.json")).expect("views.json");
    serde_json::from_str(&text).expect("JSON")
}

/// The picture of that name.
pub fn picture(scan: &Path, name: &'static str) -> Picture {
    let file = format!("scan_{name}.jpg");
    let all = views(scan);
    let rows = all["views"].as_array().expect("views");
    let row = rows.iter().find(|view| view["file"] == file.as_str());
    let row = row.expect("a view").clone();
    let bytes = std::fs::read(scan.join(&file)).expect("a file");
    Picture {
        name,
        photo: decode(&bytes, &PhotoLimits::default()).expect("a photo"),
        truth: serde_json::from_value(row.clone()).expect("a camera"),
        row,
    }
}
