//! Photos turned and cut as the project says, and what lies on them carried along.

use super::{PhotoAdjust, Shot};
use crate::head::{FitHandles, PhotoFacts};
use crate::photo::adjust::{adjusted_from_stored, adjusted_size, stored_from_adjusted};
use crate::photo::{BALANCE_RANGE, Photo};
use glam::DVec2;

impl PhotoAdjust {
    /// The photo, turned, cut and balanced.
    pub fn applied(&self, photo: Photo) -> Photo {
        let as_stored = PhotoAdjust {
            balance: self.balance,
            ..PhotoAdjust::default()
        };
        let photo = match *self == as_stored {
            true => photo,
            false => photo.adjusted(self.quarter_turns, self.straighten_deg, self.crop),
        };
        match self.balance {
            Some(gains) => photo.balanced(gains),
            None => photo,
        }
    }

    /// The same with more gains on the balance that it has, kept within what a balance may be.
    #[must_use]
    pub fn balanced_further(self, gains: [f64; 3]) -> Self {
        let before = self.balance.unwrap_or([1.0; 3]);
        let [low, high] = BALANCE_RANGE;
        let gain = |c: usize| ((before[c] * gains[c] * 1e4).round() / 1e4).clamp(low, high);
        PhotoAdjust {
            balance: Some([0, 1, 2].map(gain)),
            ..self
        }
    }

    /// Degrees by which the photo is turned clockwise in all.
    fn turn_deg(&self) -> f64 {
        90.0 * f64::from(self.quarter_turns) + self.straighten_deg
    }
}

impl Shot {
    /// Turns or cuts the photo; what was given on it moves along, and a view that was found otherwise is held by handles.
    pub(super) fn adjust(&mut self, adjust: PhotoAdjust) {
        let (old, size) = (self.adjust, self.stored_px);
        let moved = |point_px: DVec2| {
            let stored =
                stored_from_adjusted(size, old.quarter_turns, old.straighten_deg, old.crop, point_px);
            adjusted_from_stored(
                size,
                adjust.quarter_turns,
                adjust.straighten_deg,
                adjust.crop,
                stored,
            )
        };
        let given = &mut self.given;
        if self.fitted && given.eyes.is_none() && given.handles.is_none() {
            given.handles = Some(FitHandles::of(&self.view));
            given.focal_px = Some(self.view.camera.focal_px);
        }
        if let Some(handles) = &mut given.handles {
            handles.centre_px = moved(handles.centre_px);
            handles.roll_deg -= adjust.turn_deg() - old.turn_deg();
        }
        given.eyes = given.eyes.map(|eyes| eyes.map(moved));
        given.chin = given.chin.map(moved);
        given.outline.iter_mut().for_each(|point| *point = moved(*point));
        for stroke in &mut self.view.occlusion {
            for point in &mut stroke.path_px {
                *point = moved(DVec2::from(*point)).to_array();
            }
        }
        // Measured on other pixels.
        self.view.capture = None;
        self.view.seen = None;
        self.facts = self.adjusted_facts(&adjust);
        self.adjust = adjust;
    }

    /// Size and focal length of the photo under another adjustment; the focal length in px stays.
    fn adjusted_facts(&self, adjust: &PhotoAdjust) -> PhotoFacts {
        let [width_px, height_px] = adjusted_size(
            self.stored_px,
            adjust.quarter_turns,
            adjust.straighten_deg,
            adjust.crop,
        );
        let longer = f64::from(self.facts.width_px.max(self.facts.height_px));
        let zoom = longer / f64::from(width_px.max(height_px));
        PhotoFacts {
            width_px,
            height_px,
            focal_35mm_equivalent_mm: self.facts.focal_35mm_equivalent_mm.map(|mm| mm * zoom),
        }
    }
}
