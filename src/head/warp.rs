//! The residual warp of a view: what a photo's outline still misses after the head was fitted, moved in projection only.

use glam::{DMat2, DVec2};
use serde::{Deserialize, Serialize};

/// A smooth displacement in the photo that meets given moves at given points and fades away from them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ResidualWarp {
    /// Radius within which a point still moves, px.
    pub reach_px: f64,
    /// Where the moves are anchored, px.
    pub anchors_px: Vec<DVec2>,
    /// Weight of each anchor, px.
    pub weights_px: Vec<DVec2>,
}

/// Reach of an anchor over head breadth (assumption: the warp has faded out midway to the head's centre line).
const REACH_PER_BREADTH: f64 = 0.3;
/// Most anchors that are read (assumption: an outline that is found has about a hundred; every dot asks all of them).
const MOST_ANCHORS: usize = 500;
/// Lengths and places from here on are none, px (a photo has at most 65,535 a side).
const MOST_PX: f64 = 1e6;

impl ResidualWarp {
    /// The warp that moves each anchor by its move; `breadth_px` is the head's breadth in the photo. Points nearer than
    /// a hundredth of the breadth to an earlier one are left out. `smooth` is 0 for a warp through all moves; the larger, the
    /// more it goes between them.
    pub fn through(anchors_px: &[DVec2], moves_px: &[DVec2], breadth_px: f64, smooth: f64) -> Self {
        let reach_px = REACH_PER_BREADTH * breadth_px;
        let mut kept: Vec<(DVec2, DVec2)> = Vec::new();
        for (a, m) in anchors_px.iter().zip(moves_px) {
            if kept.iter().all(|(k, _)| k.distance(*a) > 0.01 * breadth_px) {
                kept.push((*a, *m));
            }
        }
        let row = |i: usize| -> Vec<f64> {
            let on_diagonal = |j| if i == j { smooth } else { 0.0 };
            (0..kept.len())
                .map(|j| kernel(kept[i].0.distance(kept[j].0) / reach_px) + on_diagonal(j))
                .collect()
        };
        let matrix: Vec<Vec<f64>> = (0..kept.len()).map(row).collect();
        let column = |pick: fn(DVec2) -> f64| {
            super::least_squares::solve_symmetric(matrix.clone(), kept.iter().map(|k| pick(k.1)).collect())
        };
        let (Some(x), Some(y)) = (column(|m| m.x), column(|m| m.y)) else {
            return Self::default();
        };
        Self {
            reach_px,
            anchors_px: kept.iter().map(|k| k.0).collect(),
            weights_px: x.into_iter().zip(y).map(|(x, y)| DVec2::new(x, y)).collect(),
        }
    }

    /// Refuses a warp that makes no sense.
    ///
    /// # Errors
    /// The sentence names the field.
    pub fn check(&self) -> Result<(), String> {
        let (anchors, weights) = (self.anchors_px.len(), self.weights_px.len());
        let is_place = |place: &DVec2| place.is_finite() && place.abs().max_element() < MOST_PX;
        let wrong = if anchors == 0 && weights == 0 {
            return Ok(());
        } else if anchors > MOST_ANCHORS {
            format!("anchors_px has {anchors} points, at most {MOST_ANCHORS} are read")
        } else if anchors != weights {
            format!("weights_px has {weights} weights for {anchors} anchors_px; each needs one")
        } else if !(self.reach_px > 0.0 && self.reach_px < MOST_PX) {
            format!("reach_px is {}, which is no length above zero", self.reach_px)
        } else if !self.anchors_px.iter().all(is_place) {
            "anchors_px has a point that is no pixel".to_owned()
        } else if !self.weights_px.iter().all(is_place) {
            "weights_px has a weight that is no number of pixels".to_owned()
        } else {
            return Ok(());
        };
        Err(format!(
            "the view's warp is wrong: {wrong}; correct it or leave the warp out"
        ))
    }

    /// True when nothing moves.
    pub fn is_none(&self) -> bool {
        self.anchors_px.is_empty()
    }

    /// Where a projected point is drawn, px.
    pub fn warped(&self, photo_px: DVec2) -> DVec2 {
        let moves = self.anchors_px.iter().zip(&self.weights_px);
        photo_px
            + moves
                .map(|(a, w)| *w * kernel(photo_px.distance(*a) / self.reach_px))
                .sum::<DVec2>()
    }

    /// Largest strain (change of length, share) and density error (change of area, share) near the anchors.
    pub fn strain_and_density_error(&self) -> [f64; 2] {
        let h = 0.01 * self.reach_px;
        let mut worst = [0.0f64; 2];
        for a in &self.anchors_px {
            for k in 0..24 {
                let p = *a + DVec2::from_angle(f64::from(k) * 0.8) * self.reach_px * f64::from(k / 6) / 4.0;
                let slope = |e: DVec2| (self.warped(p + e * h) - self.warped(p - e * h)) / (2.0 * h);
                let jacobian = DMat2::from_cols(slope(DVec2::X), slope(DVec2::Y));
                let off = jacobian - DMat2::IDENTITY;
                let strain = (off.x_axis.length_squared() + off.y_axis.length_squared()).sqrt();
                worst[0] = worst[0].max(strain);
                worst[1] = worst[1].max((1.0 / jacobian.determinant().max(0.05) - 1.0).abs());
            }
        }
        worst
    }
}

/// Wendland's compact kernel (C2): 1 at 0, 0 from 1 on.
fn kernel(t: f64) -> f64 {
    let rest = (1.0 - t).max(0.0);
    let squared = rest * rest;
    squared * squared * (4.0 * t + 1.0)
}
