//! How photos, what was given on them and their solved views stand in `project.toml`. Structs beside those in memory,
//! where the file's keys or its strictness differ: they are the format and stay when the values in memory change.

use super::{PhotoAdjust, Shot};
use crate::head::{
    Camera, CaptureFacts, CloseUpPlace, FitHandles, FitInput, FoundFace, HeadView, InFront, NamedPose,
    PhotoFacts, ResidualWarp, SeenMask, ViewSource, check_warnings,
};
use crate::photo::BALANCE_RANGE;
use glam::{DVec2, DVec3};
use serde::{Deserialize, Serialize};

/// One photo.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct PhotoFile {
    pub name: String,
    /// Where it lies in the archive.
    pub file: String,
    pub sha256: String,
    fitted: bool,
    /// Size of the upright photo as stored.
    #[serde(default)]
    stored_px: [u32; 2],
    adjust: PhotoAdjust,
    facts: PhotoFacts,
    #[serde(default)]
    given: GivenFile,
    view: ViewFile,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct GivenFile {
    #[serde(skip_serializing_if = "Option::is_none")]
    eyes_px: Option<[DVec2; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    chin_px: Option<DVec2>,
    yaw_deg: f64,
    pitch_deg: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pupil_distance_mm: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mm_per_px: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    focal_px: Option<f64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    outline_px: Vec<DVec2>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    outline_from_photo: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pose: Option<NamedPose>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<AtFile>,
    #[serde(skip_serializing_if = "Option::is_none")]
    handles: Option<FitHandles>,
    #[serde(skip_serializing_if = "Option::is_none")]
    found: Option<FoundFace>,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum PlaceFile {
    Vertex,
    Crown,
    Front,
    Left,
    Right,
    Nape,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(untagged)]
enum AtFile {
    Place(PlaceFile),
    PointMm(DVec3),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct ViewFile {
    source: ViewSource,
    mm_per_px: f64,
    mm_per_px_error: f64,
    warnings: Vec<String>,
    camera: CameraFile,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    warp: Option<WarpFile>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    occlusion: Vec<InFront>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    capture: Option<CaptureFacts>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    seen: Option<SeenMask>,
}

/// The keys of the camera are those of the view file of the command line. That file holds them among its other keys and
/// so can't refuse unknown ones; a project does.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CameraFile {
    width_px: u32,
    height_px: u32,
    focal_px: f64,
    principal_point_px: [f64; 2],
    rotation_camera_from_head: [[f64; 3]; 3],
    translation_camera_from_head_mm: [f64; 3],
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct WarpFile {
    reach_px: f64,
    anchors_px: Vec<DVec2>,
    weights_px: Vec<DVec2>,
}

impl PhotoFile {
    /// A photo whose bytes lie in `file`.
    pub fn new(shot: &Shot, file: String) -> Self {
        PhotoFile {
            name: shot.name.clone(),
            file,
            sha256: shot.hash.clone(),
            fitted: shot.fitted,
            stored_px: shot.stored_px,
            adjust: shot.adjust,
            facts: shot.facts,
            given: (&shot.given).into(),
            view: (&shot.view).into(),
        }
    }

    /// The photo with its bytes, or what is wrong with it.
    pub fn shot(self, bytes: std::sync::Arc<[u8]>) -> Result<Shot, String> {
        let PhotoAdjust {
            quarter_turns,
            straighten_deg,
            crop,
            balance,
        } = self.adjust;
        let [x, y, width, height] = crop.unwrap_or([0.0, 0.0, 1.0, 1.0]);
        // A little room for shares that were rounded on their way.
        let inside = x >= 0.0 && y >= 0.0 && width > 0.0 && height > 0.0 && x.max(y) < 1.0;
        if quarter_turns > 3 || straighten_deg.abs() > 15.01 || !inside || width.max(height) > 1.001 {
            return Err(format!(
                "photo {} is turned or cut by numbers out of range",
                self.name
            ));
        }
        let [low, high] = BALANCE_RANGE;
        if balance.is_some_and(|gains| gains.iter().any(|gain| !(low..=high).contains(gain))) {
            return Err(format!(
                "photo {} has a balance outside {low} to {high}; correct it or leave it out",
                self.name
            ));
        }
        if self.facts.width_px == 0 || self.facts.height_px == 0 {
            return Err(format!("photo {} has no pixels", self.name));
        }
        let view = self
            .view
            .view()
            .map_err(|reason| format!("photo {}: {reason}", self.name))?;
        Ok(Shot {
            name: self.name,
            hash: self.sha256,
            bytes,
            stored_px: self.stored_px,
            adjust: self.adjust,
            facts: self.facts,
            given: self.given.into(),
            view,
            fitted: self.fitted,
        })
    }
}

impl ViewFile {
    fn view(self) -> Result<HeadView, String> {
        // The camera's own reader knows what a camera is.
        let camera: Camera = toml::Value::try_from(&self.camera)
            .and_then(|value| value.try_into().map_err(serde::ser::Error::custom))
            .map_err(|error| error.to_string())?;
        if !(self.mm_per_px > 0.0 && self.mm_per_px_error >= 0.0) {
            return Err("mm-per-px of its view is not above zero, or mm-per-px-error below it".into());
        }
        let warp = self.warp.map_or_else(ResidualWarp::default, |warp| ResidualWarp {
            reach_px: warp.reach_px,
            anchors_px: warp.anchors_px,
            weights_px: warp.weights_px,
        });
        warp.check()?;
        check_warnings(&self.warnings)?;
        crate::head::in_front::check(&self.occlusion)?;
        self.capture
            .as_ref()
            .map_or(Ok(()), crate::head::capture::check)?;
        self.seen.as_ref().map_or(Ok(()), crate::head::seen_mask::check)?;
        Ok(HeadView {
            camera,
            source: self.source,
            mm_per_px: self.mm_per_px,
            mm_per_px_error: self.mm_per_px_error,
            warp,
            warnings: self.warnings,
            occlusion: self.occlusion,
            capture: self.capture,
            seen: self.seen,
        })
    }
}

impl From<&HeadView> for ViewFile {
    fn from(view: &HeadView) -> Self {
        let camera = &view.camera;
        ViewFile {
            source: view.source,
            mm_per_px: view.mm_per_px,
            mm_per_px_error: view.mm_per_px_error,
            warnings: view.warnings.clone(),
            camera: CameraFile {
                width_px: camera.width_px,
                height_px: camera.height_px,
                focal_px: camera.focal_px,
                principal_point_px: camera.principal_point_px.to_array(),
                rotation_camera_from_head: camera.rotation_camera_from_head.transpose().to_cols_array_2d(),
                translation_camera_from_head_mm: camera.translation_camera_from_head_mm.to_array(),
            },
            occlusion: view.occlusion.clone(),
            capture: view.capture.clone(),
            seen: view.seen.clone(),
            warp: (view.warp != ResidualWarp::default()).then(|| WarpFile {
                reach_px: view.warp.reach_px,
                anchors_px: view.warp.anchors_px.clone(),
                weights_px: view.warp.weights_px.clone(),
            }),
        }
    }
}

impl From<&FitInput> for GivenFile {
    fn from(given: &FitInput) -> Self {
        GivenFile {
            eyes_px: given.eyes,
            chin_px: given.chin,
            yaw_deg: given.yaw_deg,
            pitch_deg: given.pitch_deg,
            pupil_distance_mm: given.pupil_distance_mm,
            mm_per_px: given.mm_per_px,
            focal_px: given.focal_px,
            outline_px: given.outline.clone(),
            outline_from_photo: given.outline_from_photo,
            pose: given.named,
            at: given.at.map(AtFile::from),
            handles: given.handles,
            found: given.found,
        }
    }
}

impl From<GivenFile> for FitInput {
    fn from(file: GivenFile) -> Self {
        FitInput {
            eyes: file.eyes_px,
            chin: file.chin_px,
            yaw_deg: file.yaw_deg,
            pitch_deg: file.pitch_deg,
            pupil_distance_mm: file.pupil_distance_mm,
            mm_per_px: file.mm_per_px,
            focal_px: file.focal_px,
            outline: file.outline_px,
            outline_from_photo: file.outline_from_photo,
            named: file.pose,
            at: file.at.map(CloseUpPlace::from),
            handles: file.handles,
            found: file.found,
        }
    }
}

impl From<CloseUpPlace> for AtFile {
    fn from(at: CloseUpPlace) -> Self {
        AtFile::Place(match at {
            CloseUpPlace::Vertex => PlaceFile::Vertex,
            CloseUpPlace::Crown => PlaceFile::Crown,
            CloseUpPlace::Front => PlaceFile::Front,
            CloseUpPlace::Left => PlaceFile::Left,
            CloseUpPlace::Right => PlaceFile::Right,
            CloseUpPlace::Nape => PlaceFile::Nape,
            CloseUpPlace::Point(point_mm) => return AtFile::PointMm(point_mm),
        })
    }
}

impl From<AtFile> for CloseUpPlace {
    fn from(at: AtFile) -> Self {
        match at {
            AtFile::Place(PlaceFile::Vertex) => CloseUpPlace::Vertex,
            AtFile::Place(PlaceFile::Crown) => CloseUpPlace::Crown,
            AtFile::Place(PlaceFile::Front) => CloseUpPlace::Front,
            AtFile::Place(PlaceFile::Left) => CloseUpPlace::Left,
            AtFile::Place(PlaceFile::Right) => CloseUpPlace::Right,
            AtFile::Place(PlaceFile::Nape) => CloseUpPlace::Nape,
            AtFile::PointMm(point_mm) => CloseUpPlace::Point(point_mm),
        }
    }
}
