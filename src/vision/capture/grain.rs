//! The grain of a photo, from smooth skin.
//!
//! Second differences at one, two and three pixels are blind to even shading; how they grow with the distance tells how
//! far the grain reaches. A compressed photo has even blocks without any: the median block speaks, not the median pixel.

use crate::vision::linear_plate::LinearLight;
use crate::vision::median::median;
use glam::DVec2;

/// Side of a block, px, and blocks looked at at most.
const BLOCK_PX: i64 = 16;
const MOST_BLOCKS: usize = 600;
/// Share of the blocks that are smooth enough to be asked.
const SMOOTH_SHARE: f64 = 0.5;
/// Fewest blocks that make a measure.
const LEAST_BLOCKS: usize = 8;
/// Grain of a photo that shows too little skin (assumption: an ordinary phone in daylight).
const USUAL: [f64; 2] = [0.01, 0.7];
/// Distances of the second differences, px.
const DISTANCES: [i64; 3] = [1, 2, 3];
/// Reaches that are tried: 0 to this many tenths of a pixel.
const MOST_TENTHS: u32 = 40;

/// One block: its unevenness on the large, and the variance of its second differences, over its light squared.
struct GrainBlock {
    uneven: f32,
    variances: [f32; 3],
}

/// Standard deviation of the grain over the light, and its reach, px. `skin_px` are places of bare skin, `side_px` apart.
pub(super) fn grain(light: &LinearLight<'_>, skin_px: &[DVec2], side_px: f64) -> [f64; 2] {
    let mut blocks = Vec::new();
    // Small cells: not every one has room for a block of its own.
    let apart = (BLOCK_PX as f64 / side_px).ceil().max(1.0) as usize;
    let stride = (skin_px.len() / MOST_BLOCKS).max(apart * apart / 2).max(1);
    for at in skin_px.iter().step_by(stride) {
        blocks.extend(block(light, (*at - 0.5 * BLOCK_PX as f64).floor()));
    }
    if blocks.len() < LEAST_BLOCKS {
        return USUAL;
    }
    blocks.sort_by(|a, b| a.uneven.total_cmp(&b.uneven));
    let smooth = &blocks[..(blocks.len() as f64 * SMOOTH_SHARE) as usize];
    solved([0, 1, 2].map(|k| {
        let mut values: Vec<f32> = smooth.iter().map(|block| block.variances[k]).collect();
        f64::from(median(&mut values)).max(1e-12)
    }))
}

fn block(light: &LinearLight<'_>, corner: DVec2) -> Option<GrainBlock> {
    let [left, top] = corner.to_array().map(|c| c as i64);
    let side = BLOCK_PX + 6;
    let mut values = Vec::with_capacity((side * side) as usize);
    for y in 0..side {
        values.extend((0..side).map(|x| light.luminance(left - 3 + x, top - 3 + y)));
    }
    let at = |x: i64, y: i64| values[((y + 3) * side + x + 3) as usize];
    let mean = values.iter().sum::<f32>() / values.len() as f32;
    if mean < 0.004 || values.iter().any(|value| *value > 0.97) {
        return None;
    }
    let variances = DISTANCES.map(|d| {
        let mut sum = 0.0;
        for y in 0..BLOCK_PX {
            for x in 0..BLOCK_PX {
                let across = at(x - d, y) - 2.0 * at(x, y) + at(x + d, y);
                let down = at(x, y - d) - 2.0 * at(x, y) + at(x, y + d);
                sum += 0.5 * (across * across + down * down);
            }
        }
        sum / (BLOCK_PX * BLOCK_PX) as f32 / (mean * mean)
    });
    // Quarters against each other: what is left of a shading that is even is a plane, and that doesn't count.
    let quarter = |x0: i64, y0: i64| {
        let half = BLOCK_PX / 2;
        let places = (0..half * half).map(|i| at(x0 * half + i % half, y0 * half + i / half));
        places.sum::<f32>() / (half * half) as f32
    };
    let (a, b, c, d) = (quarter(0, 0), quarter(1, 0), quarter(0, 1), quarter(1, 1));
    let steep = (a - d).abs().max((b - c).abs());
    Some(GrainBlock {
        uneven: ((a + d - b - c).abs() + 0.3 * steep) / mean,
        variances,
    })
}

/// Spread and reach of white noise under a Gaussian blur whose second differences have these variances.
fn solved(variances: [f64; 3]) -> [f64; 2] {
    let try_reach = |tenths: u32| {
        let reach = 0.1 * f64::from(tenths).max(0.5);
        let alike = |distance: f64| (-distance * distance / (4.0 * reach * reach)).exp();
        let logs = [0, 1, 2].map(|k| {
            let distance = DISTANCES[k] as f64;
            let unit = 6.0 - 8.0 * alike(distance) + 2.0 * alike(2.0 * distance);
            (variances[k] / unit.max(1e-9)).ln()
        });
        let mean = logs.iter().sum::<f64>() / 3.0;
        let error: f64 = logs.iter().map(|log| (log - mean).powi(2)).sum();
        (error, (0.5 * mean).exp(), reach)
    };
    let best = (0..=MOST_TENTHS)
        .map(try_reach)
        .min_by(|a, b| a.0.total_cmp(&b.0));
    best.map_or(USUAL, |(_, spread, reach)| {
        [spread.min(1.0), if reach < 0.2 { 0.0 } else { reach }]
    })
}
