//! A camera put by hand: the head turned, moved and scaled over the photo.

use super::camera::{Camera, rotation_from_angles};
use super::error::HeadError;
use super::fit_input::{CloseUpPlace, FitInput, PhotoFacts};
use super::named_view::aimed;
use super::solve::{DISTANCE_RANGE_MM, assumed_distance_mm, known_focal, note_focal, size};
use super::template::Head;
use super::view::HeadView;
use glam::{DVec2, DVec3};
use serde::{Deserialize, Serialize};

/// The head as a person has put it over the photo. The focal length is the one that is given, else the file's, else
/// the one that puts the camera 1 m away.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct FitHandles {
    /// Yaw, degrees; positive turns the nose to the picture's right.
    pub yaw_deg: f64,
    /// Pitch, degrees; positive is nose down.
    pub pitch_deg: f64,
    /// Roll, degrees; positive is counter-clockwise in the picture.
    pub roll_deg: f64,
    /// Where the template's centre ([`Head::CENTRE_MM`]) falls in the photo, px.
    pub centre_px: DVec2,
    /// Scale there, mm/px.
    pub mm_per_px: f64,
}

impl FitHandles {
    /// The handles that a view would have; its residual warp is left out. A centre behind the camera is put into the
    /// photo's middle.
    pub fn of(view: &HeadView) -> Self {
        let camera = &view.camera;
        let [yaw_deg, pitch_deg, roll_deg] = camera.yaw_pitch_roll_deg();
        FitHandles {
            yaw_deg,
            pitch_deg,
            roll_deg,
            centre_px: camera
                .photo_from_head(Head::CENTRE_MM)
                .unwrap_or(camera.principal_point_px),
            mm_per_px: camera.mm_per_px_at(Head::CENTRE_MM),
        }
    }

    pub(super) fn check(&self, limit_px: f64) -> Result<(), HeadError> {
        let angles = [
            ("yaw", self.yaw_deg),
            ("pitch", self.pitch_deg),
            ("roll", self.roll_deg),
        ];
        for (name, value) in angles {
            if !value.is_finite() {
                return Err(HeadError::NotANumber { name, value });
            }
        }
        let DVec2 { x, y } = self.centre_px;
        if !(self.centre_px.is_finite() && self.centre_px.abs().max_element() < limit_px) {
            return Err(HeadError::PointOutside { x, y });
        }
        let value = self.mm_per_px;
        match value.is_finite() && value > 0.0 {
            true => Ok(()),
            false => Err(HeadError::NotPositive {
                name: "mm per px",
                value,
            }),
        }
    }
}

/// The camera that the handles describe.
pub(super) fn camera_by_handles(
    facts: &PhotoFacts,
    given: &FitInput,
    handles: &FitHandles,
    head: &Head,
    warnings: &mut Vec<String>,
) -> Camera {
    // The camera's distance is told from the place that it would be told from without handles: so taking hold of a view
    // does not change it.
    let anchor_mm = match (given.eyes, given.named) {
        (None, Some(_)) if given.is_close_up() => aimed(head, given.at.unwrap_or(CloseUpPlace::Vertex)),
        (None, Some(_)) => Head::CENTRE_MM,
        _ => DVec3::ZERO,
    };
    let angles = [handles.yaw_deg, handles.pitch_deg, handles.roll_deg];
    let beyond_mm = (rotation_from_angles(angles[0], angles[1], angles[2]) * (Head::CENTRE_MM - anchor_mm)).z;
    let known = known_focal(facts, given);
    let distance_mm = match known {
        Some(focal_px) => {
            (focal_px * handles.mm_per_px - beyond_mm).clamp(DISTANCE_RANGE_MM[0], DISTANCE_RANGE_MM[1])
        }
        None => assumed_distance_mm(facts, handles.mm_per_px, beyond_mm),
    };
    let depth_mm = distance_mm + beyond_mm;
    let focal_px = depth_mm / handles.mm_per_px;
    note_focal(known, focal_px, warnings);
    Camera::from_pose(
        size(facts),
        focal_px,
        angles,
        Head::CENTRE_MM,
        handles.centre_px,
        depth_mm,
    )
}

#[cfg(test)]
mod tests {
    use super::super::fit_input::NamedPose;
    use super::super::solve::solve;
    use super::*;

    const FACTS: PhotoFacts = PhotoFacts {
        width_px: 3000,
        height_px: 4000,
        focal_35mm_equivalent_mm: None,
    };

    fn eyes() -> FitInput {
        FitInput {
            eyes: Some([DVec2::new(1300.0, 1700.0), DVec2::new(1700.0, 1660.0)]),
            yaw_deg: 12.0,
            pitch_deg: -7.0,
            ..FitInput::default()
        }
    }

    fn named(pose: NamedPose) -> FitInput {
        FitInput {
            named: Some(pose),
            mm_per_px: Some(0.08),
            at: Some(CloseUpPlace::Crown),
            ..FitInput::default()
        }
    }

    #[test]
    fn taking_hold_of_a_view_does_not_move_it() {
        let from_film = PhotoFacts {
            focal_35mm_equivalent_mm: Some(52.0),
            ..FACTS
        };
        let head = Head::default();
        for facts in [FACTS, from_film] {
            for given in [
                eyes(),
                named(NamedPose::Back),
                named(NamedPose::Left),
                named(NamedPose::Top),
                named(NamedPose::CloseUp),
                FitInput::default(),
            ] {
                let (_, view) = solve(&facts, &given, &head).expect("solves");
                let held = FitInput {
                    handles: Some(FitHandles::of(&view)),
                    ..given.clone()
                };
                let (_, again) = solve(&facts, &held, &head).expect("solves by handles");
                assert_eq!(again.source, crate::head::ViewSource::Handles);
                for k in 0..200u32 {
                    let y = f64::from(k) / 100.0 - 0.995;
                    let side = DVec2::from_angle(f64::from(k) * 2.4) * (1.0 - y * y).sqrt();
                    let point_mm = head.point_mm(DVec3::new(side.x, y, side.y));
                    let px = |view: &HeadView| view.photo_from_head(point_mm).expect("in front");
                    let apart = px(&view).distance(px(&again));
                    assert!(apart <= 0.01, "{given:?}: {apart} px");
                }
            }
        }
    }

    #[test]
    fn handles_win_over_eyes_and_follow_the_hand() {
        let handles = FitHandles {
            yaw_deg: -20.0,
            pitch_deg: 5.0,
            roll_deg: 3.0,
            centre_px: DVec2::new(1400.0, 1800.0),
            mm_per_px: 0.12,
        };
        let given = FitInput {
            handles: Some(handles),
            ..eyes()
        };
        let (_, view) = solve(&FACTS, &given, &Head::default()).expect("solves");
        let found = FitHandles::of(&view);
        assert!(found.centre_px.distance(handles.centre_px) < 1e-6);
        assert!((found.mm_per_px - 0.12).abs() < 1e-9 && (found.yaw_deg + 20.0).abs() < 1e-9);
        let bad = FitInput {
            handles: Some(FitHandles {
                mm_per_px: 0.0,
                ..handles
            }),
            ..eyes()
        };
        let said = solve(&FACTS, &bad, &Head::default())
            .expect_err("no scale")
            .to_string();
        assert!(said.contains("mm per px"), "{said}");
    }

    #[test]
    fn what_was_given_goes_through_a_file() {
        let given = FitInput {
            handles: Some(FitHandles::of(
                &solve(&FACTS, &eyes(), &Head::default()).expect("solves").1,
            )),
            chin: Some(DVec2::new(1500.0, 2400.0)),
            outline: vec![DVec2::new(1500.0, 700.0)],
            at: Some(CloseUpPlace::Point(DVec3::new(1.0, 2.0, 3.0))),
            named: Some(NamedPose::CloseUp),
            ..eyes()
        };
        let text = toml::to_string(&given).expect("TOML");
        assert!(text.contains("yaw-deg") && text.contains("close-up"), "{text}");
        assert_eq!(toml::from_str::<FitInput>(&text).expect("reads"), given);
        assert_eq!(
            toml::from_str::<FitInput>("").expect("empty"),
            FitInput::default()
        );
        assert!(toml::from_str::<FitInput>("eye = 3").is_err());
    }
}
