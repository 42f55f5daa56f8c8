//! Faces: found where they are, measured against a reference, and never seen where there is none.

use crate::scan;
use glam::DVec2;
use shadowline::head::outline::silhouette_px;
use shadowline::head::{FitInput, Head, HeadView, PhotoFacts, ViewSource, solve};
use shadowline::photo::{Photo, PhotoLimits, decode};
use shadowline::vision::{Face, faces, given_by_face, head_edge, person_mask};
use std::path::{Path, PathBuf};

/// The shared photos; `None`, said aloud, where they are not on this machine.
fn shared(folder: &str) -> Option<PathBuf> {
    let set = std::env::var_os("SHADOWLINE_PHOTOS");
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/photos");
    let root = set.clone().map_or_else(beside, PathBuf::from);
    let path = root.join(folder);
    assert!(set.is_none() || path.is_dir(), "{} is not there", path.display());
    if !path.is_dir() {
        eprintln!("skipped: {} is not there", path.display());
    }
    path.is_dir().then_some(path)
}

fn open(path: &Path) -> Photo {
    let bytes = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    decode(&bytes, &PhotoLimits::default()).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn facts(photo: &Photo) -> PhotoFacts {
    PhotoFacts {
        width_px: photo.width_px,
        height_px: photo.height_px,
        focal_35mm_equivalent_mm: photo.facts.focal_35mm_equivalent_mm,
    }
}

/// A number of a sorted list, by its share of the way.
fn quantile(list: &mut [f64], share: f64) -> f64 {
    list.sort_by(f64::total_cmp);
    list[((list.len() - 1) as f64 * share).round() as usize]
}

/// The demo head and the view that it was rendered with.
fn demo() -> (Photo, HeadView) {
    let bytes = include_bytes!("../../assets/demo/head.jpg");
    let view: serde_json::Value =
        serde_json::from_str(include_str!("../../assets/demo/head.view.json")).expect("JSON");
    let view = view.get("view").cloned().unwrap_or(view);
    (
        decode(bytes, &PhotoLimits::default()).expect("decodes"),
        serde_json::from_value(view).expect("a view"),
    )
}

#[test]
fn the_demo_head_is_a_face_where_it_was_rendered() {
    let (photo, view) = demo();
    let found = faces(&photo);
    assert_eq!(found.len(), 1);
    let face = &found[0];
    assert!(face.score >= 0.7 && face.residual_mm <= 6.0 && !face.eyes_closed());
    // 31.5 mm: half of the demo's pupil distance.
    for (pupil, x_mm) in face.pupils_px.into_iter().zip([-31.5, 31.5]) {
        let truth = view
            .photo_from_head(glam::DVec3::X * x_mm)
            .expect("before the camera");
        assert!(
            pupil.distance(truth) * view.mm_per_px < 6.0,
            "{pupil} for {truth}"
        );
    }
    let focal = FitInput {
        focal_px: Some(view.camera.focal_px),
        ..FitInput::default()
    };
    let given = given_by_face(face, &facts(&photo), &focal);
    let (_, fitted) = solve(&facts(&photo), &given, &Head::default()).expect("solves");
    assert_eq!(fitted.source, ViewSource::Landmarks);
    let off = fitted.mm_per_px / view.mm_per_px - 1.0;
    assert!(
        off.abs() < 2.0 * fitted.mm_per_px_error / fitted.mm_per_px,
        "{off}"
    );
    // The same photo gives the same bits.
    assert_eq!(faces(&photo), found);
}

#[test]
fn a_photo_without_a_face_has_none() {
    let (photo, _) = demo();
    let below = photo.adjusted(0, 0.0, Some([0.0, 0.85, 1.0, 0.15]));
    assert!(faces(&below).is_empty());
}

#[test]
fn what_a_person_gives_wins_over_what_is_seen() {
    let (photo, _) = demo();
    let face = &faces(&photo)[0];
    let by_hand = FitInput {
        chin: Some(DVec2::new(1400.0, 3000.0)),
        yaw_deg: 12.0,
        pupil_distance_mm: Some(60.0),
        ..FitInput::default()
    };
    let given = given_by_face(face, &facts(&photo), &by_hand);
    assert_eq!(
        (given.chin, given.yaw_deg, given.pupil_distance_mm),
        (by_hand.chin, 12.0, Some(60.0))
    );
    assert!(given.pitch_deg != 0.0 && given.eyes == Some(face.pupils_px));
    let known = given.found.expect("found").scale_error;
    assert!(
        known
            < given_by_face(face, &facts(&photo), &FitInput::default())
                .found
                .expect("found")
                .scale_error
    );
}

#[test]
fn the_person_is_told_from_the_background() {
    let (photo, view) = demo();
    let mask = person_mask(&photo, &view).expect("the head is in the photo");
    let at = |point_mm: glam::DVec3| mask.at(view.photo_from_head(point_mm)?);
    assert!(at(glam::DVec3::new(0.0, 50.0, 0.0)).expect("inside") > 0.9);
    assert!(at(glam::DVec3::new(0.0, 150.0, -80.0)).is_none_or(|person| person < 0.1));
}

/// One row of landmarks.csv: file, and where the points are.
struct Row {
    file: String,
    /// Pupils (client's right first), glabella, chin.
    points_px: [DVec2; 4],
    pupil_distance_px: f64,
}

fn rows(root: &Path) -> Vec<Row> {
    let text = std::fs::read_to_string(root.join("landmarks.csv")).expect("landmarks.csv");
    let row = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        let point = |at: usize| {
            Some(DVec2::new(
                cells.get(at)?.parse().ok()?,
                cells.get(at + 1)?.parse().ok()?,
            ))
        };
        (cells[0].starts_with("heads/") && cells[3] == "1").then_some(())?;
        Some(Row {
            file: cells[0].to_owned(),
            points_px: [point(4)?, point(6)?, point(12)?, point(18)?],
            pupil_distance_px: cells.get(28)?.parse().ok()?,
        })
    };
    text.lines().filter_map(row).collect()
}

#[test]
fn every_head_of_the_shared_photos_is_found_where_the_reference_has_it() {
    let Some(heads) = shared("heads") else { return };
    let root = heads.parent().expect("a parent");
    let rows = rows(root);
    assert!(rows.len() >= 40, "{} rows", rows.len());
    let mut errors: [Vec<f64>; 4] = Default::default();
    for row in &rows {
        let found = faces(&open(&root.join(&row.file)));
        let face: &Face = found
            .first()
            .unwrap_or_else(|| panic!("{}: no face found", row.file));
        let [right, left] = face.pupils_px;
        let points = [right, left, face.glabella_px, face.chin_px];
        for ((errors, point), truth) in errors.iter_mut().zip(points).zip(row.points_px) {
            errors.push(100.0 * point.distance(truth) / row.pupil_distance_px);
        }
    }
    // In % of the pupil distance: median, 95th percentile.
    let limits = [[1.5, 4.0], [1.5, 4.0], [2.0, 5.0], [3.0, 7.0]];
    let names = ["client's right pupil", "client's left pupil", "glabella", "chin"];
    for ((errors, limit), name) in errors.iter_mut().zip(limits).zip(names) {
        let found = [quantile(errors, 0.5), quantile(errors, 0.95)];
        eprintln!(
            "{name}: median {:.1} %, 95th percentile {:.1} % of {}",
            found[0],
            found[1],
            errors.len()
        );
        assert!(found[0] <= limit[0] && found[1] <= limit[1], "{name}: {found:?}");
    }
}

#[test]
fn backs_crowns_and_profiles_are_never_faces() {
    let Some(scan) = shared("scan3d") else { return };
    for file in ["back", "crown", "profile_a", "profile_b", "top"] {
        let found = faces(&open(&scan.join(format!("scan_{file}.jpg"))));
        assert!(found.is_empty(), "{file}: {found:?}");
    }
}

#[test]
fn the_scans_cameras_are_found() {
    let Some(folder) = shared("scan3d") else { return };
    let (pictures, known_mm) = scan::pictures(&folder);
    for scan::Picture {
        name, photo, truth, ..
    } in pictures
    {
        let found = faces(&photo);
        assert_eq!(found.len(), 1, "{name}");
        let focal = FitInput {
            focal_px: Some(truth.camera.focal_px),
            ..FitInput::default()
        };
        let measured = FitInput {
            pupil_distance_mm: Some(known_mm),
            ..focal.clone()
        };
        let fitted = |given: &FitInput| {
            let given = given_by_face(&found[0], &facts(&photo), given);
            solve(&facts(&photo), &given, &Head::default()).expect("solves").1
        };
        let (view, blind) = (fitted(&measured), fitted(&focal));
        let (seen, wanted) = (
            view.camera.yaw_pitch_roll_deg(),
            truth.camera.yaw_pitch_roll_deg(),
        );
        let scale = view.mm_per_px / truth.mm_per_px - 1.0;
        eprintln!(
            "{name}: {seen:.1?} for {wanted:.1?}, scale {:+.1} %",
            100.0 * scale
        );
        assert!(
            seen.iter().zip(wanted).all(|(a, b)| (a - b).abs() <= 3.0),
            "{name}: {seen:?} for {wanted:?}"
        );
        assert!(scale.abs() <= 0.03, "{name}: {scale}");
        // His eyes are closed, and his pupils nearer than those of most people: the error says so.
        assert!(
            (blind.mm_per_px - truth.mm_per_px).abs() <= blind.mm_per_px_error,
            "{name}"
        );
        assert!(blind.mm_per_px_error <= 0.15 * blind.mm_per_px, "{name}");
        assert!(
            blind
                .warnings
                .iter()
                .any(|warning| warning.contains("eyes are closed")),
            "{name}"
        );
    }
}

/// A large shine at the back of a head, and its edge there as marked by eye, px.
const SHINING: (&str, [[f64; 2]; 4]) = (
    "bald_3qprofile_fair_beard_56.jpg",
    [[207.5, 154.5], [225.5, 133.5], [239.5, 122.0], [257.5, 115.0]],
);
/// Heads far from the average, shine, white hair, a backdrop with hair beside it, and a round cut-out.
const EDGES: [&str; 7] = [
    SHINING.0,
    "bald_front_fair_older_02.jpg",
    "bald_front_darkskin_11.jpg",
    "bald_front_fair_veryold_glasses_19.jpg",
    "shaved_front_medium_beard_21.jpg",
    "balding_front_olive_buzz_39.jpg",
    "shaved_front_darkskin_palettepng_51.png",
];

#[test]
fn the_fitted_head_ends_where_the_photo_shows_its_edge() {
    let Some(folder) = shared("heads") else { return };
    for name in EDGES {
        let photo = open(&folder.join(name));
        let face = faces(&photo).swap_remove(0);
        let given = given_by_face(&face, &facts(&photo), &FitInput::default());
        let (head, view) = solve(&facts(&photo), &given, &Head::default()).expect("solves");
        let outline = head_edge(&photo, &head, &view, Some(&face));
        assert!(outline.len() > 50, "{name}: only {} points", outline.len());
        let met = FitInput {
            outline: outline.clone(),
            ..given
        };
        let (head, view) = solve(&facts(&photo), &met, &Head::default()).expect("solves");
        let drawn: Vec<DVec2> = silhouette_px(&head, &view.camera, 360)
            .into_iter()
            .map(|px| view.warp.warped(px))
            .collect();
        let breadth_px = head.measures.breadth_mm / view.mm_per_px;
        let miss = |point: &DVec2| {
            let nearest = drawn.iter().map(|px| px.distance(*point));
            100.0 * nearest.fold(f64::INFINITY, f64::min) / breadth_px
        };
        let mut missed: Vec<f64> = outline.iter().map(miss).collect();
        let (median, most) = (quantile(&mut missed, 0.5), quantile(&mut missed, 0.95));
        println!("{name}: {median:.1} / {most:.1} %");
        assert!(median <= 1.0 && most <= 2.0, "{name}: {median:.2} / {most:.2} %");
        if name == SHINING.0 {
            let missed = SHINING.1.map(|px| miss(&DVec2::from(px)));
            println!("marked by eye: {missed:.1?} %");
            assert!(missed.iter().all(|miss| *miss < 1.5), "{name}: {missed:.1?} %");
        }
    }
}
