//! One head over the scan's ten pictures: the same place of the real head lies in the same place of the fitted one in each.

use crate::{heads, scan};
use glam::{DVec2, DVec3};
use shadowline::head::{FitInput, Head, NamedPose, PhotoClaim, solve_jointly};
use shadowline::intake::{HeadFit, HeadSolver, photo_facts};
use shadowline::vision::faces;
use std::path::Path;

/// The pictures and how each is seen: by its face, or in a named pose.
const PICTURES: [(&str, Option<NamedPose>); 10] = [
    ("front", None),
    ("three_quarter_right", None),
    ("three_quarter_left", None),
    ("front_high", None),
    ("selfie_close", None),
    ("profile_a", Some(NamedPose::Left)),
    ("profile_b", Some(NamedPose::Right)),
    ("top", Some(NamedPose::Top)),
    ("crown", Some(NamedPose::Crown)),
    ("back", Some(NamedPose::Back)),
];

/// One place of the real scalp in the pictures that show it well.
fn seen(truth: &[scan::Picture], normal: DVec3, point_mm: DVec3) -> Vec<Option<DVec2>> {
    let at = |picture: &scan::Picture| {
        let camera = &picture.truth.camera;
        let facing = normal.dot((camera.position_mm() - point_mm).normalize());
        camera.photo_from_head(point_mm).filter(|_| facing > 0.5)
    };
    truth.iter().map(at).collect()
}

/// How far places put in one picture fall from where they are in the others, mm on the scalp seen square on.
fn misses_mm(
    truth: &[scan::Picture],
    fits: &[(Head, shadowline::head::HeadView)],
    scalp: &[(DVec3, DVec3)],
) -> Vec<f64> {
    let mut misses = Vec::new();
    for (normal, point_mm) in scalp {
        let places = seen(truth, *normal, *point_mm);
        for (from, put) in places.iter().enumerate() {
            let Some(put) = put else { continue };
            let (head, view) = &fits[from];
            let Some(direction) = view.direction_from_photo(head, *put) else {
                continue;
            };
            for (to, there) in places.iter().enumerate().filter(|(to, _)| *to != from) {
                let Some(there) = there else { continue };
                let (head, view) = &fits[to];
                let Some(shown) = view.photo_from_direction(head, direction) else {
                    continue;
                };
                misses.push(shown.distance(*there) * truth[to].truth.camera.mm_per_px_at(*point_mm));
            }
        }
    }
    misses.sort_by(f64::total_cmp);
    misses
}

fn at_share(sorted: &[f64], share: f64) -> f64 {
    sorted[((sorted.len() - 1) as f64 * share) as usize]
}

/// Normals and places of the real scalp, about every centimetre.
fn scalp(scan: &Path) -> Vec<(DVec3, DVec3)> {
    let triangles = scan::triangles(&scan.join("scan_head_mm.ply"));
    let on_scalp = |p: DVec3| {
        let floor = if p.z > -25.0 {
            45.0
        } else if p.z > -118.0 {
            30.0
        } else {
            -40.0
        };
        p.y > floor
    };
    let middles = triangles
        .iter()
        .map(|[a, b, c]| ((*b - *a).cross(*c - *a).normalize(), (*a + *b + *c) / 3.0));
    let all: Vec<_> = middles.filter(|(_, p)| on_scalp(*p)).collect();
    all.into_iter().step_by(12).collect()
}

#[test]
fn a_place_put_in_one_picture_of_the_scan_lies_there_in_the_others() {
    let Some(folder) = heads::shared().map(|folder| folder.join("scan3d")) else {
        return;
    };
    let pictures: Vec<_> = PICTURES
        .iter()
        .map(|(name, _)| scan::picture(&folder, name))
        .collect();
    let mut first: Option<Head> = None;
    let fits: Vec<HeadFit> = pictures
        .iter()
        .zip(PICTURES)
        .map(|(picture, (name, named))| {
            let solver = HeadSolver {
                facts: photo_facts(&picture.photo),
                settled: first.clone(),
            };
            let face = named
                .is_none()
                .then(|| faces(&picture.photo))
                .into_iter()
                .flatten()
                .next();
            let given = FitInput {
                named,
                focal_px: Some(picture.truth.camera.focal_px),
                ..FitInput::default()
            };
            let fit = solver.fit(&picture.photo, &given, face.as_ref()).expect("a fit");
            println!("{name}: {} points of the edge", fit.given.outline.len());
            first.get_or_insert_with(|| fit.head.clone());
            fit
        })
        .collect();
    let facts: Vec<_> = pictures
        .iter()
        .map(|picture| photo_facts(&picture.photo))
        .collect();
    // Where no edge was found (from above, with the shoulders round the head) a picture says nothing.
    let (claims, pictures): (Vec<PhotoClaim<'_>>, Vec<scan::Picture>) = fits
        .iter()
        .zip(&facts)
        .map(|(fit, facts)| PhotoClaim {
            facts,
            given: &fit.given,
            view: &fit.view,
        })
        .zip(pictures)
        .filter(|(claim, _)| claim.tells_head())
        .unzip();
    assert!(
        claims.len() >= 9,
        "only {} pictures tell of the head",
        claims.len()
    );
    let joint = solve_jointly(&claims, &fits[0].head).expect("one head");
    let scalp = scalp(&folder);
    let apart: Vec<_> = claims
        .iter()
        .map(|claim| (fits[0].head.clone(), claim.view.clone()))
        .collect();
    let together: Vec<_> = joint
        .views
        .iter()
        .map(|view| (joint.head.clone(), view.clone()))
        .collect();
    let (before, after) = (
        misses_mm(&pictures, &apart, &scalp),
        misses_mm(&pictures, &together, &scalp),
    );
    for (name, list) in [("one after the other", &before), ("from all photos", &after)] {
        println!(
            "{name}: {} pairs, median {:.2} mm, 90 % {:.2} mm",
            list.len(),
            at_share(list, 0.5),
            at_share(list, 0.9)
        );
    }
    for (picture, view) in pictures.iter().zip(&joint.views) {
        let [found, truth] = [&view.camera, &picture.truth.camera].map(|camera| camera.yaw_pitch_roll_deg());
        let scale = view.mm_per_px / picture.truth.camera.mm_per_px_at(DVec3::ZERO) - 1.0;
        let off: Vec<String> = found
            .iter()
            .zip(truth)
            .map(|(a, b)| format!("{:+.1}", (a - b + 540.0).rem_euclid(360.0) - 180.0))
            .collect();
        println!(
            "{}: pose off by {} °, scale {:+.1} %",
            picture.name,
            off.join(", "),
            100.0 * scale
        );
    }
    assert!(
        at_share(&after, 0.5) < 0.8 * at_share(&before, 0.5),
        "no better than one after the other"
    );
}
