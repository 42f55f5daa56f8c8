//! The pinhole camera of a view, in the conventions of `photos/scan3d/views.json`.
//!
//! Camera axes: x right, y down, z forward. Pixel coordinates of the upright photo, pixel centres at +0.5.

use glam::{DMat3, DVec2, DVec3};
use serde::{Deserialize, Serialize};

/// A head is never photographed from farther away, mm (assumption: a kilometre).
const FARTHEST_MM: f64 = 1e6;
/// No focal length and no middle of a picture is larger, px (assumption: 100 times the largest photo's side).
const LARGEST_PX: f64 = 1e7;

/// A pinhole camera: pixel = focal · (x/z, y/z) + principal point, in camera coordinates.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "CameraFile", into = "CameraFile")]
pub struct Camera {
    /// Width of the upright photo, px.
    pub width_px: u32,
    /// Height of the upright photo, px.
    pub height_px: u32,
    /// Focal length, px.
    pub focal_px: f64,
    /// Where the optical axis meets the photo, px.
    pub principal_point_px: DVec2,
    /// Rotation from the head frame to camera axes.
    pub rotation_camera_from_head: DMat3,
    /// Place of the head frame's origin in camera axes, mm.
    pub translation_camera_from_head_mm: DVec3,
}

/// The camera as it stands in files.
#[derive(Clone, Serialize, Deserialize)]
struct CameraFile {
    width_px: u32,
    height_px: u32,
    focal_px: f64,
    principal_point_px: [f64; 2],
    rotation_camera_from_head: [[f64; 3]; 3],
    translation_camera_from_head_mm: [f64; 3],
}

impl From<Camera> for CameraFile {
    fn from(camera: Camera) -> Self {
        let rows = camera.rotation_camera_from_head.transpose();
        Self {
            width_px: camera.width_px,
            height_px: camera.height_px,
            focal_px: camera.focal_px,
            principal_point_px: camera.principal_point_px.to_array(),
            rotation_camera_from_head: rows.to_cols_array_2d(),
            translation_camera_from_head_mm: camera.translation_camera_from_head_mm.to_array(),
        }
    }
}

impl TryFrom<CameraFile> for Camera {
    type Error = String;
    fn try_from(file: CameraFile) -> Result<Self, String> {
        let rotation = DMat3::from_cols_array_2d(&file.rotation_camera_from_head).transpose();
        let off = rotation * rotation.transpose() - DMat3::IDENTITY;
        let rigid =
            off.to_cols_array().iter().all(|e| e.abs() < 1e-3) && (rotation.determinant() - 1.0).abs() < 1e-3;
        if !rigid {
            return Err(
                "the view's rotation_camera_from_head is no rotation: write three perpendicular rows of \
                 length 1"
                    .into(),
            );
        }
        if !(file.focal_px.is_finite() && file.focal_px > 0.0) || file.width_px == 0 || file.height_px == 0 {
            return Err(
                "the view's focal_px, width_px and height_px must be above zero: correct them".into(),
            );
        }
        let translation = DVec3::from_array(file.translation_camera_from_head_mm);
        let principal = DVec2::from_array(file.principal_point_px);
        if !translation.is_finite() || !principal.is_finite() || translation.z <= 0.0 {
            return Err("the view puts the head behind the camera: the third number of \
                 translation_camera_from_head_mm must be above zero"
                .into());
        }
        let farthest = translation.abs().max_element();
        if farthest > FARTHEST_MM || principal.abs().max_element().max(file.focal_px) > LARGEST_PX {
            return Err("the view's camera is farther away or larger than any: correct \
                 translation_camera_from_head_mm (at most a kilometre), focal_px and principal_point_px"
                .into());
        }
        Ok(Self {
            width_px: file.width_px,
            height_px: file.height_px,
            focal_px: file.focal_px,
            principal_point_px: principal,
            rotation_camera_from_head: rotation,
            translation_camera_from_head_mm: translation,
        })
    }
}

/// Rotation from the head frame to camera axes for angles in degrees: yaw turns the nose to the picture's right, pitch
/// nose down, roll counter-clockwise in the picture; camera = roll · pitch · yaw.
pub fn rotation_from_angles(yaw_deg: f64, pitch_deg: f64, roll_deg: f64) -> DMat3 {
    let flip = DMat3::from_diagonal(DVec3::new(1.0, -1.0, -1.0));
    flip * DMat3::from_rotation_z(roll_deg.to_radians())
        * DMat3::from_rotation_x(pitch_deg.to_radians())
        * DMat3::from_rotation_y(yaw_deg.to_radians())
}

/// Yaw, pitch and roll in degrees of a rotation from the head frame to camera axes, as [`rotation_from_angles`] takes them.
pub fn angles_from_rotation(rotation_camera_from_head: &DMat3) -> [f64; 3] {
    let rows = rotation_camera_from_head.transpose();
    let (right, up, near) = (rows.x_axis, -rows.y_axis, -rows.z_axis);
    let pitch = near.y.clamp(-1.0, 1.0).asin();
    let yaw = (-near.x).atan2(near.z);
    let roll = (-right.y).atan2(up.y);
    [yaw, pitch, roll].map(f64::to_degrees)
}

impl Camera {
    /// A camera with its optical axis in the photo's middle that sees `aim_mm` (head frame) at `aim_px`, `distance_mm`
    /// ahead along the axis, at the angles of [`rotation_from_angles`].
    pub fn from_pose(
        size_px: [u32; 2],
        focal_px: f64,
        angles_deg: [f64; 3],
        aim_mm: DVec3,
        aim_px: DVec2,
        distance_mm: f64,
    ) -> Self {
        let rotation = rotation_from_angles(angles_deg[0], angles_deg[1], angles_deg[2]);
        let principal = DVec2::new(f64::from(size_px[0]), f64::from(size_px[1])) / 2.0;
        let aim = ((aim_px - principal) / focal_px * distance_mm).extend(distance_mm);
        Self {
            width_px: size_px[0],
            height_px: size_px[1],
            focal_px,
            principal_point_px: principal,
            rotation_camera_from_head: rotation,
            translation_camera_from_head_mm: aim - rotation * aim_mm,
        }
    }

    /// Yaw, pitch and roll in degrees, as [`rotation_from_angles`] takes them.
    pub fn yaw_pitch_roll_deg(&self) -> [f64; 3] {
        angles_from_rotation(&self.rotation_camera_from_head)
    }

    /// Camera axes' coordinates of a point of the head frame, mm.
    pub fn camera_from_head(&self, point_mm: DVec3) -> DVec3 {
        self.rotation_camera_from_head * point_mm + self.translation_camera_from_head_mm
    }

    /// Where a point of the head frame (mm) falls in the photo, px; None for a point nearer than 1 mm or behind.
    pub fn photo_from_head(&self, point_mm: DVec3) -> Option<DVec2> {
        let p = self.camera_from_head(point_mm);
        (p.z > 1.0).then(|| p.truncate() / p.z * self.focal_px + self.principal_point_px)
    }

    /// The eye's place in the head frame, mm.
    pub fn position_mm(&self) -> DVec3 {
        -(self.rotation_camera_from_head.transpose() * self.translation_camera_from_head_mm)
    }

    /// Unit vector of the ray through a photo point, head frame.
    pub fn ray(&self, photo_px: DVec2) -> DVec3 {
        let ray = ((photo_px - self.principal_point_px) / self.focal_px).extend(1.0);
        (self.rotation_camera_from_head.transpose() * ray).normalize()
    }

    /// Millimetres a pixel, across the line of sight, at a point of the head frame.
    pub fn mm_per_px_at(&self, point_mm: DVec3) -> f64 {
        self.camera_from_head(point_mm).z / self.focal_px
    }
}
