//! What would make the photo better, in words; nothing is ever refused.

use crate::design::FillRegion;
use crate::head::{CaptureFacts, Head, HeadView};
use crate::photo::Photo;
use crate::vision::hair::coverage::{coverage, scalp_cells};
use crate::vision::linear_plate::luminance;
use crate::vision::median::median;
use crate::vision::regions::HeadRegions;
use glam::DVec2;

/// One piece of advice.
#[derive(Clone, Debug, PartialEq)]
pub struct PhotoAdvice {
    /// What it is about: `blur`, `resolution`, `exposure`, `shine`, `angle`, `cover`, `hair-length`, `distance` or `grain`.
    pub id: &'static str,
    /// What was seen and what to do.
    pub sentence: String,
}

/// Blur beyond which dots can't be judged, mm and px (assumptions: a dot is about 0.3 mm).
const BLUR_MM: f64 = 0.4;
const BLUR_PX: f64 = 2.5;
/// Size of a pixel beyond which single dots don't show, mm.
const COARSE_MM: f64 = 0.25;
/// Shares of the scalp that may be clipped, or shine, and luminance of skin that is too dark to show anything.
const CLIPPED_SHARE: f64 = 0.04;
const SHINE_SHARE: f64 = 0.06;
const DARK_LIGHT: f64 = 0.03;
/// Light above which a cell is clipped, and above skin's own (logarithm) which it shines.
const CLIPPED: f32 = 0.97;
const SHINES: f32 = -0.35;
/// Angles beyond which lengths are measured badly, degrees.
const TURNED_DEG: f64 = 25.0;
/// From here on a head is shown from the side, or from behind, on purpose, degrees (assumption).
const PROFILE_DEG: f64 = 75.0;
/// Nearer, the camera draws the face large and the crown small, mm.
const NEAR_MM: f64 = 700.0;
/// Share of long hair on the sides beyond which they aren't clipped.
const LONG_SHARE: f64 = 0.3;
const GRAINY: f64 = 0.12;

/// Advice on a photo, most important first; empty for a good one.
pub fn advice(
    photo: &Photo,
    head: &Head,
    view: &HeadView,
    capture: &CaptureFacts,
    regions: Option<&HeadRegions>,
) -> Vec<PhotoAdvice> {
    let mut all = Vec::new();
    let mut say = |id, sentence: String| all.push(PhotoAdvice { id, sentence });
    let blur_px = blur_of_head(photo, head, view, capture);
    let mm = view.mm_per_px;
    if blur_px > BLUR_PX || (blur_px > 1.2 && blur_px * mm > BLUR_MM) {
        let sentence = "The photo is blurred: hold the camera still, tap the head on the screen to focus, and take it again.";
        say("blur", sentence.into());
    }
    if mm > COARSE_MM {
        say(
            "resolution",
            format!(
                "A pixel is {mm:.2} mm, too coarse to show single dots: use the camera's full resolution and fill the frame with the head."
            ),
        );
    }
    if let Some(regions) = regions {
        if regions.covered {
            let sentence =
                "Something seems to cover the head: take off hats and scarves, and take the photo again.";
            say("cover", sentence.into());
        }
        light_advice(regions, &mut say);
        let long = coverage(head, regions)
            .into_iter()
            .find(|zone| zone.zone == FillRegion::Sides);
        if !regions.covered && long.is_some_and(|sides| sides.hair > LONG_SHARE) {
            let sentence =
                "Sides not clipped: clip the sides to 0.5 mm and take the photo again for a true picture.";
            say("hair-length", sentence.into());
        }
    }
    let [yaw, pitch, _] = view.camera.yaw_pitch_roll_deg();
    // A back or a profile is meant as it is.
    let shows_face = yaw.abs() < PROFILE_DEG;
    if shows_face && (yaw.abs() > TURNED_DEG || pitch.abs() > TURNED_DEG) {
        let turned = yaw.abs().max(pitch.abs());
        say(
            "angle",
            format!(
                "The head is turned by {turned:.0}°: for lengths in millimetres take one more photo from straight ahead."
            ),
        );
    }
    if view.camera.position_mm().distance(glam::DVec3::ZERO) < NEAR_MM {
        say(
            "distance",
            "The camera is too near: stand back to 1.5 m and zoom in; turn off the flash.".into(),
        );
    }
    if capture.grain > GRAINY {
        say(
            "grain",
            "The photo is grainy: take it in brighter, even light.".into(),
        );
    }
    all
}

/// Median blur over the head, px.
fn blur_of_head(photo: &Photo, head: &Head, view: &HeadView, capture: &CaptureFacts) -> f64 {
    let size = DVec2::new(f64::from(photo.width_px), f64::from(photo.height_px));
    let marks = head.landmarks();
    let places = [
        marks.sellion,
        marks.glabella,
        marks.trichion,
        marks.vertex,
        marks.euryon[0],
        marks.euryon[1],
    ];
    let seen = |direction: &glam::DVec3| view.facing(head, *direction) > 0.1;
    let inside = |at: &DVec2| at.cmpge(DVec2::ZERO).all() && at.cmplt(size).all();
    let mut blurs: Vec<f64> = places
        .iter()
        .filter(|direction| seen(direction))
        .filter_map(|direction| view.photo_from_direction(head, *direction))
        .filter(inside)
        .map(|at| capture.sharpness.at(at))
        .collect();
    match blurs.is_empty() {
        true => capture.sharpness.at(0.5 * size),
        false => median(&mut blurs),
    }
}

fn light_advice(regions: &HeadRegions, say: &mut impl FnMut(&'static str, String)) {
    let cells: Vec<usize> = scalp_cells(regions)
        .filter(|cell| regions.hair[*cell] < 0.3)
        .collect();
    if cells.len() < 100 || !regions.learnt {
        return;
    }
    let share = |is: &dyn Fn(usize) -> bool| {
        cells.iter().filter(|cell| is(**cell)).count() as f64 / cells.len() as f64
    };
    let clipped = share(&|cell| regions.plate[cell].max_element() > CLIPPED);
    let shining = share(&|cell| regions.darker[cell] < SHINES);
    let mean: f64 = cells
        .iter()
        .map(|cell| f64::from(luminance(regions.plate[*cell])))
        .sum::<f64>()
        / cells.len() as f64;
    if clipped > CLIPPED_SHARE {
        say(
            "exposure",
            "The scalp is overexposed: tap on it so that the camera darkens the picture, and take it again."
                .into(),
        );
    } else if mean < DARK_LIGHT {
        say(
            "exposure",
            "The scalp is too dark: turn the client to a window, and take the photo again.".into(),
        );
    }
    if shining > SHINE_SHARE {
        say(
            "shine",
            "The scalp shines: dab it dry, stand back to 1.5 m and turn off the flash.".into(),
        );
    }
}
