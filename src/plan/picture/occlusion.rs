//! What lies in front in one photo, as a small mask over it.

use crate::head::HeadView;
use crate::plan::smooth;
use glam::DVec2;

/// Longest side of a mask, px.
const LONGEST_PX: u32 = 1024;

/// How much of the head is seen in each part of a photo.
#[derive(Clone, Debug, PartialEq)]
pub struct OcclusionMask {
    /// Width, px of the mask.
    pub width: u32,
    /// Height, px of the mask.
    pub height: u32,
    /// 255 where nothing lies in front, 0 where all is hidden; row after row from the top left.
    pub seen: Vec<u8>,
}

impl OcclusionMask {
    /// The mask of a view: what was told of the photo, and a person's strokes over it; `None` where all is seen.
    pub fn of(view: &HeadView) -> Option<Self> {
        if view.occlusion.is_empty() && view.seen.is_none() {
            return None;
        }
        let photo = [view.camera.width_px, view.camera.height_px];
        let scale = (f64::from(LONGEST_PX) / f64::from(photo[0].max(photo[1]))).min(1.0);
        let [width, height] = photo.map(|side| (f64::from(side) * scale).ceil().max(1.0) as u32);
        let mask_from_photo = DVec2::new(
            f64::from(width) / f64::from(photo[0]),
            f64::from(height) / f64::from(photo[1]),
        );
        let mut mask = OcclusionMask {
            width,
            height,
            seen: vec![255; width as usize * height as usize],
        };
        if let Some(seen) = &view.seen {
            for (index, value) in mask.seen.iter_mut().enumerate() {
                let (x, y) = (index as u32 % width, index as u32 / width);
                let at = DVec2::new(f64::from(x) + 0.5, f64::from(y) + 0.5) / mask_from_photo;
                *value = (seen.at(at) * 255.0 + 0.5) as u8;
            }
        }
        // Weights of one stroke, so that it doesn't build up on itself.
        let mut weights = vec![0; mask.seen.len()];
        for stroke in &view.occlusion {
            let path: Vec<DVec2> = stroke
                .path_px
                .iter()
                .map(|point| DVec2::from(*point) * mask_from_photo)
                .collect();
            let radius = stroke.radius_px * mask_from_photo.min_element();
            weights.fill(0);
            let first = path.first().map(|&point| (point, point));
            for (a, b) in first
                .into_iter()
                .chain(path.windows(2).map(|pair| (pair[0], pair[1])))
            {
                mask.cover(&mut weights, a, b, radius, stroke.softness);
            }
            for (seen, &weight) in mask.seen.iter_mut().zip(&weights) {
                *seen = match stroke.erase {
                    false => (*seen).min(255 - weight),
                    true => (*seen).max(weight),
                };
            }
        }
        Some(mask)
    }

    /// Raises the weights along a piece of a path, in pixels of the mask.
    fn cover(&self, weights: &mut [u8], a: DVec2, b: DVec2, radius: f64, softness: f64) {
        let (low, high) = (a.min(b) - radius, a.max(b) + radius);
        let range = |low: f64, high: f64, size: u32| {
            let limit = f64::from(size);
            (
                low.floor().clamp(0.0, limit) as u32,
                high.ceil().clamp(0.0, limit) as u32,
            )
        };
        let (left, right) = range(low.x, high.x, self.width);
        let (top, bottom) = range(low.y, high.y, self.height);
        let way = b - a;
        for y in top..bottom {
            for x in left..right {
                let at = DVec2::new(f64::from(x) + 0.5, f64::from(y) + 0.5);
                let along = ((at - a).dot(way) / way.length_squared().max(1e-12)).clamp(0.0, 1.0);
                let share = (a + way * along).distance(at) / radius.max(1e-9);
                let hard = 1.0 - softness;
                let weight = if share >= 1.0 {
                    0.0
                } else if share <= hard {
                    1.0
                } else {
                    1.0 - smooth((share - hard) / softness)
                };
                let kept = &mut weights[(y * self.width + x) as usize];
                *kept = (*kept).max((weight * 255.0 + 0.5) as u8);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::head::{FitInput, Head, InFront, PhotoFacts, solve};

    fn view(strokes: &[InFront]) -> HeadView {
        let facts = PhotoFacts {
            width_px: 4000,
            height_px: 2000,
            focal_35mm_equivalent_mm: None,
        };
        let (_, mut view) = solve(&facts, &FitInput::default(), &Head::default()).expect("a guess");
        view.occlusion = strokes.to_vec();
        view
    }

    fn stroke(path_px: &[[f64; 2]], erase: bool) -> InFront {
        InFront {
            path_px: path_px.to_vec(),
            radius_px: 200.0,
            softness: 0.5,
            erase,
        }
    }

    #[test]
    fn a_stroke_hides_its_place_fades_and_is_taken_back() {
        assert_eq!(OcclusionMask::of(&view(&[])), None);
        let line = [[1000.0, 1000.0], [2000.0, 1000.0]];
        let mask = OcclusionMask::of(&view(&[stroke(&line, false)])).expect("a mask");
        assert_eq!((mask.width, mask.height), (1024, 512));
        let at = |mask: &OcclusionMask, x: f64, y: f64| {
            let [x, y] = [x, y].map(|c| (c * 0.256) as usize);
            mask.seen[y * 1024 + x]
        };
        assert_eq!(at(&mask, 1500.0, 1050.0), 0);
        assert!((100..156).contains(&at(&mask, 1500.0, 1150.0)));
        assert_eq!((at(&mask, 1500.0, 1220.0), at(&mask, 3000.0, 1000.0)), (255, 255));
        let back = stroke(&[[1500.0, 1000.0]], true);
        let mask = OcclusionMask::of(&view(&[stroke(&line, false), back])).expect("a mask");
        assert_eq!((at(&mask, 1500.0, 1050.0), at(&mask, 1100.0, 1000.0)), (255, 0));
    }

    #[test]
    fn a_view_keeps_its_occlusion_and_refuses_nonsense() {
        let kept = view(&[stroke(&[[10.0, 20.0]], true)]);
        let text = serde_json::to_string(&kept).expect("JSON");
        let back: HeadView = serde_json::from_str(&text).expect("reads");
        assert_eq!(back.occlusion, kept.occlusion);
        assert!(
            !serde_json::to_string(&view(&[]))
                .expect("JSON")
                .contains("occlusion")
        );
        let mut bad = kept.clone();
        bad.occlusion[0].radius_px = -1.0;
        let text = serde_json::to_string(&bad).expect("JSON");
        let said = serde_json::from_str::<HeadView>(&text)
            .expect_err("refused")
            .to_string();
        assert!(
            said.contains("occlusion stroke 1") && said.contains("radius-px"),
            "{said}"
        );
        bad.occlusion[0].path_px.clear();
        let text = serde_json::to_string(&bad).expect("JSON");
        assert!(serde_json::from_str::<HeadView>(&text).is_err());
    }
}
