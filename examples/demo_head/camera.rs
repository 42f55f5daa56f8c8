//! The pinhole camera of the picture, in the conventions of the head frame (x right, y down, z forward).

use glam::{Mat3, Vec2, Vec3};

pub struct Camera {
    pub width_px: usize,
    pub height_px: usize,
    pub focal_px: f32,
    pub principal_px: Vec2,
    pub camera_from_head: Mat3,
    pub translation_mm: Vec3,
}

impl Camera {
    /// A three-quarter view from 1.1 m at about 95 mm equivalent, `scale` = 1 for 3000 × 4000.
    pub fn new(scale: f32, yaw_deg: f32, pitch_deg: f32) -> Self {
        let (yaw, pitch) = (yaw_deg.to_radians(), pitch_deg.to_radians());
        let right = Vec3::new(yaw.cos(), 0.0, yaw.sin());
        let (down, forward) = (Vec3::new(0.0, -1.0, 0.0), Vec3::new(yaw.sin(), 0.0, -yaw.cos()));
        let rows = [
            right,
            down * pitch.cos() - forward * pitch.sin(),
            down * pitch.sin() + forward * pitch.cos(),
        ];
        let camera_from_head = Mat3::from_cols(rows[0], rows[1], rows[2]).transpose();
        let (width, height) = (3000.0 * scale, 4000.0 * scale);
        let (focal_px, distance_mm) = (11_400.0 * scale, 1100.0);
        // What stands in the middle of the picture.
        let aim_mm = Vec3::new(0.0, -26.0, -72.0);
        Camera {
            width_px: width.round() as usize,
            height_px: height.round() as usize,
            focal_px,
            principal_px: Vec2::new(width, height) / 2.0,
            camera_from_head,
            translation_mm: Vec3::new(0.0, 0.0, distance_mm) - camera_from_head * aim_mm,
        }
    }

    pub fn eye_mm(&self) -> Vec3 {
        self.camera_from_head.transpose() * -self.translation_mm
    }

    /// Direction in the head frame of the ray through a point of the picture.
    pub fn ray(&self, photo: Vec2) -> Vec3 {
        let flat = (photo - self.principal_px) / self.focal_px;
        (self.camera_from_head.transpose() * flat.extend(1.0)).normalize()
    }

    pub fn project(&self, head_mm: Vec3) -> Vec2 {
        let q = self.camera_from_head * head_mm + self.translation_mm;
        q.truncate() / q.z * self.focal_px + self.principal_px
    }
}
