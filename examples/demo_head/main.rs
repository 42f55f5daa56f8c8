//! Renders the demo head: a synthetic man with a shaved fringe and a bald top, on the project's own scalp template, and
//! writes the picture with the exact camera that took it.
//!
//! `cargo run --release --example demo_head [-- FOLDER [SCALE [YAW PITCH]]]`; the folder is `assets/demo` unless given, scale 1 is
//! 3000 × 4000 pixels, yaw and pitch are degrees. The same numbers on every run.

mod body;
mod camera;
mod ear;
mod light;
mod mesh;
mod noise;
mod photo;
mod rows;
mod shape;
mod skin;
mod sphere_map;
mod stubble;

use camera::Camera;
use glam::Vec3;
use serde_json::{Value, json};
use shape::Bust;
use std::error::Error;
use std::path::PathBuf;

/// Nose to the picture's right, chin down: the scalp shows well.
const YAW_DEG: f32 = 25.0;
const PITCH_DEG: f32 = 12.0;
const JPEG_QUALITY: u8 = 90;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().unwrap_or_else(|| "assets/demo".into()));
    let scale: f32 = arguments.next().map_or(Ok(1.0), |text| text.parse())?;
    let mut degrees = |usual| arguments.next().map_or(Ok(usual), |text| text.parse());
    let (yaw_deg, pitch_deg) = (degrees(YAW_DEG)?, degrees(PITCH_DEG)?);
    let camera = Camera::new(scale, yaw_deg, pitch_deg);
    let bust = Bust::new(2000);
    let picture = photo::take(&bust, &camera);
    std::fs::create_dir_all(&folder)?;
    let mut bytes = vec![];
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY).encode_image(&picture)?;
    std::fs::write(folder.join("head.jpg"), bytes)?;
    let view = serde_json::to_string_pretty(&view(&bust, &camera, [yaw_deg, pitch_deg]))?;
    std::fs::write(folder.join("head.view.json"), view + "\n")?;
    Ok(())
}

/// The camera and some points, in the form of a view file.
fn view(bust: &Bust, camera: &Camera, [yaw_deg, pitch_deg]: [f32; 2]) -> Value {
    let rounded = |v: f32| (v as f64 * 1e6).round() / 1e6;
    let rows = camera.camera_from_head.transpose();
    let row = |v: Vec3| json!([rounded(v.x), rounded(v.y), rounded(v.z)]);
    let point = |head_mm: Vec3| {
        let photo = camera.project(head_mm);
        json!({ "x": rounded(photo.x), "y": rounded(photo.y), "visible": true })
    };
    json!({
        "file": "head.jpg",
        "width_px": camera.width_px,
        "height_px": camera.height_px,
        "focal_px": rounded(camera.focal_px),
        "principal_point_px": [rounded(camera.principal_px.x), rounded(camera.principal_px.y)],
        "rotation_camera_from_head": [row(rows.x_axis), row(rows.y_axis), row(rows.z_axis)],
        "translation_camera_from_head_mm": row(camera.translation_mm),
        "yaw_deg": yaw_deg,
        "pitch_deg": pitch_deg,
        "roll_deg": 0.0,
        "pupil_distance_mm": 63.0,
        "points_px": {
            "client_right_pupil": point(Vec3::new(-31.5, 0.0, 0.0)),
            "client_left_pupil": point(Vec3::new(31.5, 0.0, 0.0)),
            "glabella": point(bust.foremost(14.0, 24.0)),
            "chin": point(bust.lowest_of_chin()),
        },
    })
}
