//! Cameras and solved views, on made-up heads and on the shared photos.

use super::camera::rotation_from_angles;
use super::outline::silhouette_px;
use super::scan_test::photos;
use super::*;
use glam::{DVec2, DVec3, dvec2};

pub(super) const FACTS: PhotoFacts = PhotoFacts {
    width_px: 1600,
    height_px: 2000,
    focal_35mm_equivalent_mm: None,
};

fn portrait() -> FitInput {
    FitInput {
        eyes: Some([dvec2(640.0, 1050.0), dvec2(960.0, 1040.0)]),
        chin: Some(dvec2(805.0, 1620.0)),
        ..FitInput::default()
    }
}

#[test]
fn angles_survive_the_rotation() {
    for yaw in [-170.0, -90.0, -35.0, 0.0, 20.0, 90.0] {
        for pitch in [-60.0, 0.0, 5.0, 88.0] {
            for roll in [-40.0, 0.0, 12.0] {
                let mut camera = Camera::from_pose(
                    [10, 10],
                    10.0,
                    [yaw, pitch, roll],
                    DVec3::ZERO,
                    dvec2(5.0, 5.0),
                    500.0,
                );
                camera.rotation_camera_from_head = rotation_from_angles(yaw, pitch, roll);
                for (a, b) in camera.yaw_pitch_roll_deg().iter().zip([yaw, pitch, roll]) {
                    assert!((a - b).abs() < 1e-6, "{yaw} {pitch} {roll}");
                }
            }
        }
    }
}

#[test]
fn a_view_survives_json_and_maps_back() {
    let (head, view) = solve(&FACTS, &portrait(), &Head::default()).unwrap();
    let text = serde_json::to_string(&view).unwrap();
    let again: HeadView = serde_json::from_str(&text).unwrap();
    assert_eq!(again, view);
    let d = head.landmarks().trichion;
    let back = view
        .direction_from_photo(&head, view.photo_from_direction(&head, d).unwrap())
        .unwrap();
    assert!(head.point_mm(back).distance(head.point_mm(d)) < 0.01);
    assert!(view.visible(&head, &head.ears(), d));
    assert!(!view.visible(&head, &head.ears(), head.landmarks().occiput));
}

#[test]
fn eyes_and_scale_are_met() {
    for mm_per_px in [None, Some(0.25)] {
        for focal_px in [None, Some(4000.0)] {
            let given = FitInput {
                mm_per_px,
                focal_px,
                yaw_deg: 20.0,
                pitch_deg: 10.0,
                ..portrait()
            };
            let (_, view) = solve(&FACTS, &given, &Head::default()).unwrap();
            let span = given.eyes.unwrap();
            let half = mm_per_px.map_or(31.5, |wanted| {
                assert!((view.mm_per_px / wanted - 1.0).abs() < 1e-6);
                let axis = view.camera.rotation_camera_from_head.x_axis.truncate().length();
                0.5 * span[0].distance(span[1]) * wanted / axis
            });
            for (eye, side) in span.iter().zip([-1.0, 1.0]) {
                let p = view.camera.photo_from_head(DVec3::X * side * half).unwrap();
                assert!(p.distance(*eye) < 2.0, "{p} {eye}");
            }
            let distance = view.camera.translation_camera_from_head_mm.z;
            assert!(focal_px.is_some() || (distance - 1000.0).abs() < 1e-3);
        }
    }
}

#[test]
fn a_small_head_far_off_the_middle_is_no_wide_angle() {
    let facts = PhotoFacts {
        width_px: 1500,
        height_px: 900,
        focal_35mm_equivalent_mm: None,
    };
    let solved = |eyes: [DVec2; 2]| {
        let given = FitInput {
            eyes: Some(eyes),
            chin: None,
            ..portrait()
        };
        solve(&facts, &given, &Head::default()).unwrap().1.camera
    };
    let small = solved([dvec2(1380.0, 140.0), dvec2(1420.0, 140.0)]);
    assert!((small.focal_px - 1500.0).abs() < 1.0, "{}", small.focal_px);
    // A head that fills the picture is a metre away, as ever.
    let large = solved([dvec2(650.0, 400.0), dvec2(850.0, 400.0)]);
    assert!((large.translation_camera_from_head_mm.z - 1000.0).abs() < 1e-3);
}

#[test]
fn bad_input_is_refused_in_words() {
    let head = Head::default();
    let is_err = |given: FitInput| solve(&FACTS, &given, &head).unwrap_err();
    let nan = DVec2::splat(f64::NAN);
    assert!(matches!(
        is_err(FitInput {
            chin: Some(nan),
            ..portrait()
        }),
        HeadError::PointOutside { .. }
    ));
    assert_eq!(
        is_err(FitInput {
            eyes: Some([DVec2::ONE; 2]),
            ..portrait()
        }),
        HeadError::EyesTooClose
    );
    assert!(matches!(
        is_err(FitInput {
            yaw_deg: 90.0,
            ..portrait()
        }),
        HeadError::EyesHidden { .. }
    ));
    let close = FitInput {
        named: Some(NamedPose::CloseUp),
        ..FitInput::default()
    };
    assert_eq!(is_err(close.clone()), HeadError::NoScale);
    assert_eq!(
        is_err(FitInput {
            mm_per_px: Some(0.05),
            ..close
        }),
        HeadError::NoPlace
    );
}

#[test]
fn a_far_outline_point_is_refused_by_its_number() {
    let head = Head::default();
    let (fitted, view) = solve(&FACTS, &portrait(), &head).unwrap();
    let mut outline: Vec<DVec2> = silhouette_px(&fitted, &view.camera, 36)
        .into_iter()
        .filter(|p| p.y < 900.0)
        .collect();
    let far = 0.2 * 151.0 / view.mm_per_px;
    let outwards = (outline[2] - dvec2(800.0, 900.0)).normalize();
    outline[2] += outwards * far;
    let error = solve(
        &FACTS,
        &FitInput {
            outline,
            ..portrait()
        },
        &head,
    )
    .unwrap_err();
    assert!(
        matches!(error, HeadError::OutlineTooFar { number: 3, .. }),
        "{error}"
    );
}

#[test]
fn named_poses_and_close_ups_look_at_the_right_place() {
    let head = Head::default();
    let marks = head.landmarks();
    let ears = head.ears();
    let seen = |pose, at, d| {
        let given = FitInput {
            named: Some(pose),
            mm_per_px: Some(0.2),
            at,
            ..FitInput::default()
        };
        let (head, view) = solve(&FACTS, &given, &head).unwrap();
        (
            view.visible(&head, &ears, d),
            view.facing(&head, d),
            view.photo_from_direction(&head, d).unwrap(),
        )
    };
    assert!(
        seen(NamedPose::Left, None, marks.euryon[0]).0 && !seen(NamedPose::Left, None, marks.euryon[1]).0
    );
    assert!(
        seen(NamedPose::Back, None, marks.occiput).0 && seen(NamedPose::Crown, None, marks.crown_whorl).0
    );
    assert!(seen(NamedPose::Top, None, marks.vertex).0 && !seen(NamedPose::Top, None, marks.nape).0);
    for (at, d) in [
        (CloseUpPlace::Crown, marks.crown_whorl),
        (CloseUpPlace::Front, marks.trichion),
        (CloseUpPlace::Left, marks.euryon[0]),
    ] {
        let (_, facing, place) = seen(NamedPose::CloseUp, Some(at), d);
        assert!(
            facing > 0.999 && place.distance(dvec2(800.0, 1000.0)) < 0.1,
            "{at:?}"
        );
    }
    let (_, guess) = solve(&FACTS, &FitInput::default(), &head).unwrap();
    assert_eq!(guess.source, ViewSource::Guess);
    assert!(guess.warnings[0].contains("guess"));
}

#[test]
fn photos_with_landmarks_are_solved() {
    let Some(folder) = photos() else { return };
    let text = std::fs::read_to_string(folder.join("landmarks.csv")).unwrap();
    let mut lines = text.lines();
    let names: Vec<&str> = lines.next().unwrap().split(',').collect();
    let (mut errors, mut count) = (vec![Vec::new(); 4], 0);
    for line in lines {
        let cells: Vec<&str> = line.split(',').collect();
        let number = |name: &str| cells[names.iter().position(|n| *n == name).unwrap()].parse::<f64>();
        let point = |name: &str| {
            dvec2(
                number(&format!("{name}_x")).unwrap(),
                number(&format!("{name}_y")).unwrap(),
            )
        };
        if number("face") != Ok(1.0) || number("yaw_deg").unwrap().abs() > 60.0 {
            continue;
        }
        count += 1;
        let size = DVec2::new(number("width_px").unwrap(), number("height_px").unwrap());
        let facts = PhotoFacts {
            width_px: size.x as u32,
            height_px: size.y as u32,
            focal_35mm_equivalent_mm: None,
        };
        let eyes = [point("client_right_iris"), point("client_left_iris")];
        let given = FitInput {
            eyes: Some(eyes),
            chin: Some(point("chin")),
            yaw_deg: number("yaw_deg").unwrap(),
            pitch_deg: number("pitch_deg").unwrap(),
            ..FitInput::default()
        };
        let (head, view) = solve(&facts, &given, &Head::default()).unwrap();
        let marks = head.landmarks();
        for d in [marks.glabella, marks.sellion] {
            let p = view.photo_from_direction(&head, d).unwrap();
            assert!(
                p.cmpge(DVec2::ZERO).all() && p.cmple(size).all(),
                "{}: {p}",
                cells[0]
            );
        }
        let chin = DVec3::new(0.0, -head.measures.face_mm, 0.0);
        let seen = [
            (view.camera.photo_from_head(DVec3::X * -31.5).unwrap(), eyes[0]),
            (
                view.photo_from_direction(&head, marks.glabella).unwrap(),
                point("glabella"),
            ),
            (
                view.photo_from_direction(&head, marks.sellion).unwrap(),
                point("nasion"),
            ),
            (view.camera.photo_from_head(chin).unwrap(), point("chin")),
        ];
        for (list, (a, b)) in errors.iter_mut().zip(seen) {
            list.push(a.distance(b) * view.mm_per_px);
        }
    }
    assert!(count > 30);
    for (list, name) in errors.iter_mut().zip(["pupil", "glabella", "nasion", "chin"]) {
        list.sort_by(f64::total_cmp);
        println!(
            "{count} photos, {name}: median {:.1} mm, 90th percentile {:.1}",
            list[count / 2],
            list[count * 9 / 10]
        );
        assert!(list[count / 2] < 12.0, "{name}");
    }
}

#[test]
fn an_outline_gives_a_back_view_its_scale_and_place() {
    let head = Head::default();
    let truth = Camera::from_pose(
        [1600, 2000],
        4000.0,
        [180.0, 0.0, 0.0],
        Head::CENTRE_MM,
        dvec2(760.0, 900.0),
        900.0,
    );
    let outline: Vec<DVec2> = silhouette_px(&head, &truth, 40)
        .into_iter()
        .filter(|p| p.y < 1000.0)
        .collect();
    let given = FitInput {
        named: Some(NamedPose::Back),
        focal_px: Some(4000.0),
        outline,
        ..FitInput::default()
    };
    let (_, view) = solve(&FACTS, &given, &head).unwrap();
    assert_eq!(view.source, ViewSource::Outline);
    let [a, b] = [&truth, &view.camera].map(|c| c.photo_from_head(Head::CENTRE_MM).unwrap());
    assert!(a.distance(b) < 8.0, "{a} {b}");
    let ratio = view.camera.mm_per_px_at(Head::CENTRE_MM) / truth.mm_per_px_at(Head::CENTRE_MM);
    assert!((ratio - 1.0).abs() < 0.01, "{ratio}");
}
