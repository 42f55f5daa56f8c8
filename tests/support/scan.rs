//! The five pictures of the scan that show its face, with the cameras that they were rendered with.

use glam::DVec3;
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

/// The scan's triangles, head frame, mm.
pub fn triangles(path: &Path) -> Vec<[DVec3; 3]> {
    let text = std::fs::read_to_string(path).expect("the scan");
    let (header, body) = text.split_once("end_header\n").expect("a header");
    let count: usize = header
        .lines()
        .find_map(|line| line.strip_prefix("element vertex "))
        .and_then(|count| count.parse().ok())
        .expect("a count");
    let numbers = |line: &str| -> Vec<f64> { line.split_whitespace().flat_map(str::parse).collect() };
    let points: Vec<DVec3> = body
        .lines()
        .take(count)
        .map(|line| DVec3::from_slice(&numbers(line)[..3]))
        .collect();
    let face = |line: &str| {
        let corners = numbers(line);
        [1, 2, 3].map(|corner| points[corners[corner] as usize])
    };
    body.lines()
        .skip(count)
        .filter(|line| line.starts_with("3 "))
        .map(face)
        .collect()
}
