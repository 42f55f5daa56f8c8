//! A view: the camera of one photo, how well its scale is known, and what the camera still misses.

use super::camera::Camera;
use super::capture::{self, CaptureFacts};
use super::in_front::{self, InFront};
use super::landmarks::Ear;
use super::seen_mask::{self, SeenMask};
use super::template::Head;
use super::warp::ResidualWarp;
use glam::{DVec2, DVec3};
use serde::{Deserialize, Serialize};

/// What a view was solved from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ViewSource {
    /// Given eyes (and chin).
    Eyes,
    /// Detected face points.
    Landmarks,
    /// The head's outline.
    Outline,
    /// A ruler or a given scale.
    Ruler,
    /// Handles dragged on the photo.
    Handles,
    /// A view file.
    File,
    /// A close-up with its scale and place.
    Closeup,
    /// The guess for a plain portrait.
    Guess,
    /// A drawn head; there is no photo.
    Drawn,
}

/// One photo's view of the head. As JSON: the camera in the form of `views.json`, and the fields below beside it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "ViewFile", into = "ViewFile")]
pub struct HeadView {
    /// The pinhole camera.
    pub camera: Camera,
    /// What it was solved from.
    pub source: ViewSource,
    /// Millimetres a pixel midway between the pupils (at the aimed point for close-ups).
    pub mm_per_px: f64,
    /// Standard deviation of `mm_per_px`.
    pub mm_per_px_error: f64,
    /// What the camera still misses.
    pub warp: ResidualWarp,
    /// What lies in front of the head in this photo, in the order in which it was painted.
    pub occlusion: Vec<InFront>,
    /// How the photo was taken; None where nothing was measured.
    pub capture: Option<CaptureFacts>,
    /// How much of the scalp is seen in each part of the photo; None where hair could not be told from skin.
    pub seen: Option<SeenMask>,
    /// What a person should know about this view, in sentences.
    pub warnings: Vec<String>,
}

fn from_file() -> ViewSource {
    ViewSource::File
}

#[derive(Clone, Serialize, Deserialize)]
struct ViewFile {
    #[serde(default = "from_file")]
    source: ViewSource,
    #[serde(default)]
    mm_per_px: Option<f64>,
    #[serde(default)]
    mm_per_px_error: Option<f64>,
    #[serde(default)]
    yaw_deg: f64,
    #[serde(default)]
    pitch_deg: f64,
    #[serde(default)]
    roll_deg: f64,
    #[serde(flatten)]
    camera: Camera,
    #[serde(default, skip_serializing_if = "ResidualWarp::is_none")]
    warp: ResidualWarp,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    occlusion: Vec<InFront>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    capture: Option<CaptureFacts>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    seen: Option<SeenMask>,
    #[serde(default)]
    warnings: Vec<String>,
}

impl From<HeadView> for ViewFile {
    fn from(view: HeadView) -> Self {
        let [yaw_deg, pitch_deg, roll_deg] = view.camera.yaw_pitch_roll_deg();
        Self {
            source: view.source,
            mm_per_px: Some(view.mm_per_px),
            mm_per_px_error: Some(view.mm_per_px_error),
            yaw_deg,
            pitch_deg,
            roll_deg,
            camera: view.camera,
            warp: view.warp,
            occlusion: view.occlusion,
            capture: view.capture,
            seen: view.seen,
            warnings: view.warnings,
        }
    }
}

impl TryFrom<ViewFile> for HeadView {
    type Error = String;
    fn try_from(file: ViewFile) -> Result<Self, String> {
        let scale = file
            .mm_per_px
            .unwrap_or_else(|| file.camera.mm_per_px_at(DVec3::ZERO));
        if !(scale.is_finite() && scale > 0.0) {
            return Err("the view's mm_per_px must be above zero: correct it or leave it out".into());
        }
        let error = file.mm_per_px_error.unwrap_or(0.0);
        if !(error.is_finite() && error >= 0.0) {
            return Err(format!(
                "the view's mm_per_px_error is {error}, a standard deviation is zero or more: correct it or leave it out"
            ));
        }
        check_warnings(&file.warnings)?;
        file.warp.check()?;
        in_front::check(&file.occlusion)?;
        file.capture.as_ref().map_or(Ok(()), capture::check)?;
        file.seen.as_ref().map_or(Ok(()), seen_mask::check)?;
        Ok(Self {
            mm_per_px: scale,
            mm_per_px_error: error,
            camera: file.camera,
            source: file.source,
            warp: file.warp,
            occlusion: file.occlusion,
            capture: file.capture,
            seen: file.seen,
            warnings: file.warnings,
        })
    }
}

/// Most warnings of a view, and most letters of one (assumptions: the program's own are a few sentences).
const MOST_WARNINGS: usize = 64;
const MOST_LETTERS: usize = 2000;

/// Refuses warnings that nobody would read.
///
/// # Errors
/// The sentence names the field.
pub fn check_warnings(warnings: &[String]) -> Result<(), String> {
    let long = warnings.iter().any(|warning| warning.len() > MOST_LETTERS);
    match long || warnings.len() > MOST_WARNINGS {
        true => Err(format!(
            "the view's warnings are more than {MOST_WARNINGS}, or one is longer than {MOST_LETTERS} letters: leave them out"
        )),
        false => Ok(()),
    }
}

impl HeadView {
    /// Standard error of an area on the head as a share of it: twice that of the scale.
    pub fn area_error(&self) -> f64 {
        2.0 * self.mm_per_px_error / self.mm_per_px.max(1e-9)
    }

    /// Where a point of the head frame (mm) is drawn in the photo, px, warp included; None behind the camera.
    pub fn photo_from_head(&self, point_mm: DVec3) -> Option<DVec2> {
        Some(self.warp.warped(self.camera.photo_from_head(point_mm)?))
    }

    /// Where a template direction of `head` is drawn in the photo, px; None behind the camera.
    pub fn photo_from_direction(&self, head: &Head, direction: DVec3) -> Option<DVec2> {
        self.photo_from_head(head.point_mm(direction))
    }

    /// The template direction drawn at a photo point, on the near side of the head; None where the head is not.
    pub fn direction_from_photo(&self, head: &Head, photo_px: DVec2) -> Option<DVec3> {
        let mut raw = photo_px;
        for _ in 0..20 {
            raw += photo_px - self.warp.warped(raw);
        }
        let (eye, ray) = (self.camera.position_mm(), self.camera.ray(raw));
        let height = |t: f64| {
            let point = eye + ray * t;
            point.distance(Head::CENTRE_MM) - head.radius_mm(head.direction_of(point))
        };
        let middle = (Head::CENTRE_MM - eye).dot(ray);
        // first crossing from outside to inside, by steps of 1 mm and halving
        let first = (-200..=200)
            .map(|i| middle + f64::from(i))
            .find(|t| height(*t) <= 0.0)?;
        let (mut outside, mut inside) = (first - 1.0, first);
        for _ in 0..30 {
            let t = 0.5 * (outside + inside);
            if height(t) <= 0.0 { inside = t } else { outside = t }
        }
        Some(head.direction_of(eye + ray * inside))
    }

    /// Cosine of the angle between the surface's normal and the way to the camera: 1 square on, 0 edge on, below 0 turned away.
    pub fn facing(&self, head: &Head, direction: DVec3) -> f64 {
        let point = head.point_mm(direction);
        head.normal(direction)
            .dot((self.camera.position_mm() - point).normalize_or_zero())
    }

    /// True when the surface point is turned to the camera and neither the head nor an ear of `ears` lies before it.
    pub fn visible(&self, head: &Head, ears: &[Ear], direction: DVec3) -> bool {
        if self.facing(head, direction) <= 0.0 {
            return false;
        }
        let point = head.point_mm(direction);
        let eye = self.camera.position_mm();
        if ears.iter().any(|ear| ear.blocks(point, eye)) {
            return false;
        }
        // the head is not convex at the nape: look along the line of sight for the head itself
        let way = (eye - point).normalize_or_zero();
        (1..=30).all(|i| {
            let p = point + way * (6.0 * f64::from(i));
            p.distance(Head::CENTRE_MM) > head.radius_mm(head.direction_of(p)) - 0.5
        })
    }
}
