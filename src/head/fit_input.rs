//! What is known of a photo before its view is solved: from its file, a person or a detector.

use super::error::HeadError;
use super::handles::FitHandles;
use super::solve::KNOWN_SCALE_ERROR;
use glam::{DVec2, DVec3};
use serde::{Deserialize, Serialize};

/// What the file says of a photo.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PhotoFacts {
    /// Width of the upright photo, px.
    pub width_px: u32,
    /// Height of the upright photo, px.
    pub height_px: u32,
    /// EXIF focal length as for 35 mm film, mm; only where the pixel size shows that nothing was cropped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub focal_35mm_equivalent_mm: Option<f64>,
}

/// A pose without eyes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NamedPose {
    /// Face to the camera.
    Front,
    /// The client's left side.
    Left,
    /// The client's right side.
    Right,
    /// The back of the head.
    Back,
    /// From above, the face at the lower edge.
    Top,
    /// The whorl, from behind and above.
    Crown,
    /// A piece of scalp, square on.
    CloseUp,
}

impl NamedPose {
    /// All poses in the order in which they are offered.
    pub const ALL: [NamedPose; 7] = [
        NamedPose::Front,
        NamedPose::Left,
        NamedPose::Right,
        NamedPose::Back,
        NamedPose::Top,
        NamedPose::Crown,
        NamedPose::CloseUp,
    ];

    /// Its name in files and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            NamedPose::Front => "front",
            NamedPose::Left => "left",
            NamedPose::Right => "right",
            NamedPose::Back => "back",
            NamedPose::Top => "top",
            NamedPose::Crown => "crown",
            NamedPose::CloseUp => "close-up",
        }
    }

    /// The pose of that name.
    pub fn named(name: &str) -> Option<NamedPose> {
        NamedPose::ALL.into_iter().find(|pose| pose.name() == name)
    }
}

/// The place that a close-up shows.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CloseUpPlace {
    /// Topmost point.
    Vertex,
    /// Hair whorl.
    Crown,
    /// Middle of the usual hairline.
    Front,
    /// Over the client's left ear.
    Left,
    /// Over the client's right ear.
    Right,
    /// Middle of the nape line.
    Nape,
    /// The surface point nearest the ray from the centre to this point, head frame, mm.
    Point(DVec3),
}

/// What stands behind eyes that a detector found.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct FoundFace {
    /// Standard deviation of the pupil distance that was told, as a share of it.
    pub scale_error: f64,
    /// By how much the eyes given are too far apart for pupils: a factor, 1 for open eyes seen from the front.
    pub pupils_too_wide: f64,
    /// The eyes are closed: the pupils are where they would be.
    #[serde(default)]
    pub eyes_closed: bool,
}

/// What a person or a detector gives; everything is optional.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct FitInput {
    /// Pupils, px, the eye at the picture's left first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub eyes: Option<[DVec2; 2]>,
    /// Lowest point of the chin, px.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chin: Option<DVec2>,
    /// Yaw of a view with eyes, degrees.
    pub yaw_deg: f64,
    /// Pitch of a view with eyes, degrees.
    pub pitch_deg: f64,
    /// Pupil distance, mm (63 unless given).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pupil_distance_mm: Option<f64>,
    /// Scale at the pupils (at the aimed point without eyes), mm/px; overrides the pupil distance.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mm_per_px: Option<f64>,
    /// Focal length, px; overrides what the file says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub focal_px: Option<f64>,
    /// Points on the scalp's edge, px, in any order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub outline: Vec<DVec2>,
    /// The outline was found in the photo: it is believed as far as the head stays a head, one from a person's hand is met.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub outline_from_photo: bool,
    /// The pose where no eyes are seen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub named: Option<NamedPose>,
    /// The place of a close-up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<CloseUpPlace>,
    /// The camera as a person has put it by hand; wins over eyes and named pose, and over their scale.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handles: Option<FitHandles>,
    /// Eyes, chin, yaw and pitch were found in the photo, and the pupil distance was told from it unless it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found: Option<FoundFace>,
}

impl FitInput {
    /// Whether the head's edge is to be looked for in the photo: eyes or a pose say about where it is, and nobody has said it better.
    /// From straight above the shoulders stand beside the head and are taken for it (the scan's: 1.8 times too large).
    pub fn seeks_edge(&self) -> bool {
        let seen_apart = |pose| !matches!(pose, NamedPose::CloseUp | NamedPose::Top);
        let posed = self.named.is_some_and(seen_apart);
        (self.eyes.is_some() || posed) && self.handles.is_none() && self.outline.is_empty()
    }

    /// Whether the outline was found, by itself or with a face.
    pub(super) fn found_outline(&self) -> bool {
        self.outline_from_photo || self.found.is_some()
    }

    /// Whether a piece of scalp is shown and no face.
    pub(super) fn is_close_up(&self) -> bool {
        self.eyes.is_none() && self.named == Some(NamedPose::CloseUp)
    }

    /// Whether the scale is known and not taken from an average pupil distance.
    pub(super) fn knows_scale(&self) -> bool {
        let measured = self
            .found
            .is_none_or(|found| found.scale_error <= KNOWN_SCALE_ERROR);
        self.mm_per_px.is_some() || (measured && self.pupil_distance_mm.is_some())
    }
}

pub(super) fn check(facts: &PhotoFacts, given: &FitInput) -> Result<(), HeadError> {
    if facts.width_px == 0 || facts.height_px == 0 {
        return Err(HeadError::EmptyPhoto);
    }
    let points = given
        .eyes
        .iter()
        .flatten()
        .chain(&given.chin)
        .chain(&given.outline);
    let limit = 10.0 * f64::from(facts.width_px.max(facts.height_px));
    for p in points {
        if !(p.is_finite() && p.abs().max_element() < limit) {
            return Err(HeadError::PointOutside { x: p.x, y: p.y });
        }
    }
    for (name, value) in [
        ("pupil distance", given.pupil_distance_mm),
        ("mm per px", given.mm_per_px),
        ("focal length", given.focal_px),
        ("error of the scale", given.found.map(|found| found.scale_error)),
        (
            "width of the pupils",
            given.found.map(|found| found.pupils_too_wide),
        ),
    ] {
        if let Some(value) = value
            && !(value.is_finite() && value > 0.0)
        {
            return Err(HeadError::NotPositive { name, value });
        }
    }
    if let Some(CloseUpPlace::Point(p)) = given.at
        && !p.is_finite()
    {
        return Err(HeadError::NotANumber {
            name: "place of the close-up",
            value: p.x + p.y + p.z,
        });
    }
    for (name, value) in [("yaw", given.yaw_deg), ("pitch", given.pitch_deg)] {
        if !value.is_finite() {
            return Err(HeadError::NotANumber { name, value });
        }
    }
    given.handles.map_or(Ok(()), |handles| handles.check(limit))
}
