//! What the place pass knows of a view: the camera, the ears in the way, and the sites where the view sees them.

use super::occlusion::OcclusionMask;
use crate::design::{Design, Knob};
use crate::head::{Ear, Head, HeadView};
use crate::passes::shared::{PlaceParams, SiteGeometry};
use crate::plan::sites::scalp::ScalpSites;
use glam::DVec3;

/// Uniforms of the place pass. `mask` is that of the view.
pub fn place_params(
    head: &Head,
    design: &Design,
    view: &HeadView,
    mask: Option<&OcclusionMask>,
) -> PlaceParams {
    let camera = &view.camera;
    let rotation = camera.rotation_camera_from_head;
    let translation = camera.translation_camera_from_head_mm;
    let centre_mm = -(rotation.transpose() * translation);
    let four = |v: DVec3, w: f64| [v.x as f32, v.y as f32, v.z as f32, w as f32];
    let whorl_mm = head.point_mm(head.landmarks().crown_whorl);
    let mask_scale = |size: fn(&OcclusionMask) -> u32, photo: u32| {
        mask.map_or(0.0, |mask| (f64::from(size(mask)) / f64::from(photo)) as f32)
    };
    let [left, right] = head.ears().map(|ear| ear_rows(&ear));
    PlaceParams {
        rotation_0: four(rotation.row(0), 0.0),
        rotation_1: four(rotation.row(1), 0.0),
        rotation_2: four(rotation.row(2), 0.0),
        translation: four(translation, 0.0),
        camera_centre: four(centre_mm, 0.0),
        principal: camera.principal_point_px.as_vec2().to_array(),
        focal: camera.focal_px as f32,
        whorl: four(whorl_mm, 0.0),
        ear_left_0: left[0],
        ear_left_1: left[1],
        ear_left_2: left[2],
        ear_right_0: right[0],
        ear_right_1: right[1],
        ear_right_2: right[2],
        seed: design.seed,
        sessions: design.sessions.len() as u32,
        mask_scale_x: mask_scale(|mask| mask.width, camera.width_px),
        mask_scale_y: mask_scale(|mask| mask.height, camera.height_px),
        sharpness_scale: view
            .capture
            .as_ref()
            .map_or(0.0, |capture| (1.0 / capture.sharpness.cell_px) as f32),
        camera_match: design.get(Knob::CameraMatch) as f32,
        ..PlaceParams::default()
    }
}

/// Rows of the map from the head frame to the ball of radius 1 that stands for an ear.
fn ear_rows(ear: &Ear) -> [[f32; 4]; 3] {
    std::array::from_fn(|axis| {
        let row = ear.solid_axes[axis] / ear.solid_half_mm[axis];
        let shift = -row.dot(ear.solid_mm);
        [row.x as f32, row.y as f32, row.z as f32, shift as f32]
    })
}

/// The sites for the place pass, moved so that a pinhole camera sees them where the view's residual warp puts them.
pub fn site_geometry(scalp: &ScalpSites, view: &HeadView) -> Vec<SiteGeometry> {
    let warped = |point_mm: DVec3| -> DVec3 {
        let camera = &view.camera;
        let (Some(true_px), Some(plain_px)) =
            (view.photo_from_head(point_mm), camera.photo_from_head(point_mm))
        else {
            return point_mm;
        };
        let depth_mm =
            (camera.rotation_camera_from_head * point_mm + camera.translation_camera_from_head_mm).z;
        let shift_mm = (true_px - plain_px) * (depth_mm / camera.focal_px);
        point_mm + camera.rotation_camera_from_head.transpose() * shift_mm.extend(0.0)
    };
    let unwarped = view.warp.is_none();
    let four = |v: DVec3| [v.x as f32, v.y as f32, v.z as f32, 0.0];
    let geometry = |(&point_mm, &normal): (&DVec3, &DVec3)| SiteGeometry {
        position: four(if unwarped { point_mm } else { warped(point_mm) }),
        normal: four(normal),
    };
    scalp.points_mm.iter().zip(&scalp.normals).map(geometry).collect()
}

/// Box of the photo (x0, y0, x1, y1, px) in which this view can show ink: the seen sites and `margin_mm` round them.
/// `None` when no site is seen.
pub fn ink_box_px(scalp: &ScalpSites, view: &HeadView, margin_mm: f64) -> Option<[f64; 4]> {
    let camera = &view.camera;
    let centre_mm = -(camera.rotation_camera_from_head.transpose() * camera.translation_camera_from_head_mm);
    let mut found = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    // Every eighth rank is an even sample at 50 per cm²: 2 mm apart at most, inside the margin.
    for (point_mm, normal) in scalp.points_mm.iter().zip(&scalp.normals).step_by(8) {
        if normal.dot(centre_mm - *point_mm) <= 0.0 {
            continue;
        }
        if let Some(px) = view.photo_from_head(*point_mm) {
            let margin_px = margin_mm / camera.mm_per_px_at(*point_mm);
            found[0] = found[0].min(px.x - margin_px);
            found[1] = found[1].min(px.y - margin_px);
            found[2] = found[2].max(px.x + margin_px);
            found[3] = found[3].max(px.y + margin_px);
        }
    }
    (found[0] < found[2]).then_some(found)
}
