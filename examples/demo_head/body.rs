//! Neck, shoulders and shirt as signed distances (head frame, mm).

use crate::ear::join;
use crate::noise::{fractal, noise};
use glam::{Vec2, Vec3};

fn capsule(p: Vec3, a: Vec3, b: Vec3, ra: f32, rb: f32) -> f32 {
    let along = ((p - a).dot(b - a) / (b - a).length_squared()).clamp(0.0, 1.0);
    (p - a.lerp(b, along)).length() - ra - (rb - ra) * along
}

/// Neck and shoulders of the client's right half.
pub fn neck(p: Vec3) -> f32 {
    let column = {
        let t = ((p.y + 60.0) / -140.0).clamp(0.0, 1.2);
        let centre = Vec2::new(0.0, -104.0 - 16.0 * t);
        let q = Vec2::new(p.x, p.z) - centre;
        let (rx, rz) = (57.0 + 4.0 * t, 58.0 + 3.0 * t);
        let k = (q / Vec2::new(rx, rz)).length();
        let d = (k - 1.0) * rx;
        d.max(p.y + 20.0).max(-p.y - 330.0)
    };
    let muscle = capsule(
        p,
        Vec3::new(-60.0, -50.0, -100.0),
        Vec3::new(-13.0, -205.0, -62.0),
        9.0,
        8.0,
    );
    let larynx = capsule(
        p,
        Vec3::new(0.0, -138.0, -60.0),
        Vec3::new(0.0, -158.0, -62.0),
        9.0,
        8.0,
    );
    let slope = capsule(
        p,
        Vec3::new(-22.0, -128.0, -142.0),
        Vec3::new(-165.0, -210.0, -132.0),
        24.0,
        33.0,
    );
    let arm = capsule(
        p,
        Vec3::new(-165.0, -225.0, -125.0),
        Vec3::new(-190.0, -420.0, -125.0),
        52.0,
        50.0,
    );
    let chest = {
        let q = (p - Vec3::new(0.0, -330.0, -115.0)) / Vec3::new(190.0, 140.0, 95.0);
        (q.length() - 1.0) * 95.0
    };
    let body = join(join(slope, arm, 30.0), chest, 45.0);
    let d = join(join(column, muscle, 12.0), larynx, 14.0);
    join(d, body, 30.0)
}

/// The shirt: the body a little thicker, with a round neck that falls to the front.
pub fn shirt(neck_mm: f32, p: Vec3) -> f32 {
    if p.y > -90.0 {
        return neck_mm.max(0.0) + 4.0;
    }
    if neck_mm > 12.0 {
        return neck_mm - 6.0;
    }
    let folds = 1.6 * fractal(p * Vec3::new(0.016, 0.010, 0.018), 77);
    let body = neck_mm - 3.4 - folds;
    // High at the nape and over the shoulders, low in front.
    let beside = p.x.abs() - 62.0;
    let shoulder = 0.5 * (beside + beside.hypot(12.0));
    let collar = 0.68 * (p.y + 124.0 + 0.5 * (p.z + 190.0) - 1.15 * shoulder) + 0.8 * noise(p * 0.02, 5);
    let cut = collar.max(body).max(-(body + 4.0));
    // The ribbed collar: a rounded band along the cut, and a seam below it.
    let band = (Vec2::new(body + 0.3, collar + 8.0).abs() - Vec2::new(0.3, 8.0))
        .max(Vec2::ZERO)
        .length()
        - 1.6;
    cut.min(band) * 0.8
}
