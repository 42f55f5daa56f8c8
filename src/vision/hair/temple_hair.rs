//! How far behind a place of the temple the client's own hair begins.

use crate::head::{Head, HeadView};
use crate::vision::regions::HeadRegions;
use glam::DVec3;

/// Step along the skin, and how far hair is looked for, mm.
const STEP_MM: f64 = 1.0;
const FARTHEST_MM: f64 = 44.0;
/// Seen flatter than this, skin and hair aren't told apart.
const LEAST_FACING: f64 = 0.15;
/// Cover that is bare skin, and cover that is hair, over this many steps (assumptions, by eye).
const BARE: f32 = 0.35;
const HAIR: f32 = 0.5;
const STEPS: usize = 3;

/// Bare skin from a place backwards to the hair, mm along the skin; 0 where the place is under hair already, `None` where no
/// hair is seen behind it.
pub fn bare_before_hair_mm(
    regions: &HeadRegions,
    head: &Head,
    view: &HeadView,
    direction: DVec3,
) -> Option<f64> {
    let cover = |step: usize| {
        let at = head.walk(direction, DVec3::Y, -DVec3::Z, step as f64 * STEP_MM);
        let px = view.photo_from_direction(head, at)?;
        let cell = regions.cell_at(px)?;
        let seen = view.facing(head, at) > LEAST_FACING
            && regions.person[cell] > 0.5
            && regions.in_front[cell] < 0.5;
        seen.then(|| regions.standing[cell])
    };
    // Only what is seen without a gap tells that skin ends and hair begins.
    let covers: Vec<f32> = (0..(FARTHEST_MM / STEP_MM) as usize).map_while(cover).collect();
    let means = covers
        .windows(STEPS)
        .map(|near| near.iter().sum::<f32>() / STEPS as f32);
    let means: Vec<f32> = means.collect();
    let begins = means.iter().position(|mean| *mean >= HAIR)?;
    (begins == 0 || means[0] < BARE).then_some(begins as f64 * STEP_MM)
}
