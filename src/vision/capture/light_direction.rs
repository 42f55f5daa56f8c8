//! Where the light comes from, by how the skin's light follows the head's normals.

use glam::{DMat4, DVec3, DVec4};

/// Rounds of reweighting.
const ROUNDS: usize = 8;
/// Pull towards even light, as a share of the cells, so that skin of one direction gives no wild direction.
const RIDGE: f64 = 0.01;

/// Unit vector towards the main light and its share, from normals and luminances of skin; straight ahead and 0 where the
/// skin tells nothing. `ahead` is the way to the camera.
pub(super) fn light_direction(skin: &[(DVec3, f64)], ahead: DVec3) -> ([f64; 3], f64) {
    let mean = skin.iter().map(|(_, light)| light).sum::<f64>() / skin.len().max(1) as f64;
    if skin.len() < 20 || mean <= 0.0 {
        return (ahead.to_array(), 0.0);
    }
    let mut fit = DVec4::new(0.0, 0.0, 0.0, mean);
    let mut spread = mean;
    for _ in 0..ROUNDS {
        let mut matrix = DMat4::from_diagonal(DVec4::new(1.0, 1.0, 1.0, 0.0) * RIDGE * skin.len() as f64);
        let mut right = DVec4::ZERO;
        let mut away = 0.0;
        for (normal, light) in skin {
            let row = normal.extend(1.0);
            let miss = light - fit.dot(row);
            // Shine is bright, shadows of nose and brow are dark: both count less the farther they are off.
            let weight = 1.0 / (1.0 + (miss / (1.5 * spread)).powi(2));
            for k in 0..4 {
                *matrix.col_mut(k) += row * (row[k] * weight);
            }
            right += row * (light * weight);
            away += miss.abs();
        }
        if matrix.determinant().abs() < 1e-12 {
            return (ahead.to_array(), 0.0);
        }
        fit = matrix.inverse() * right;
        spread = (away / skin.len() as f64).max(0.01 * mean);
    }
    let slope = fit.truncate();
    let strength = slope.length();
    if !strength.is_finite() || strength < 1e-6 {
        return (ahead.to_array(), 0.0);
    }
    let share = strength / (strength + fit.w.max(0.25 * strength));
    ((slope / strength).to_array(), share.clamp(0.0, 1.0))
}
