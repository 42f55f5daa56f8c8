//! Solved views and outline corrections against the scan's pictures, whose cameras are known exactly.

use super::outline::{clearance_mm, nearest};
use super::scan_test::{ScanMesh, misses, photos, scalp_points, scan};
use super::shape_fit::{FitFreedom, refine};
use super::view_test::FACTS;
use super::*;
use glam::{DVec2, DVec3, dvec2};

/// A picture of the scan: its file, its true view and the entry it stands in.
type ScanView = (String, HeadView, serde_json::Value);

/// The scan's pictures with their true cameras and marked points.
fn scan_views() -> Option<(f64, Vec<ScanView>)> {
    let text = std::fs::read_to_string(photos()?.join("scan3d/views.json")).unwrap();
    let file: serde_json::Value = serde_json::from_str(&text).unwrap();
    let views = file["views"].as_array().unwrap().iter().map(|v| {
        let view = serde_json::from_value(v.clone()).unwrap();
        (v["file"].as_str().unwrap().to_owned(), view, v.clone())
    });
    Some((file["pupil_distance_mm"].as_f64().unwrap(), views.collect()))
}

fn marked(value: &serde_json::Value, name: &str) -> DVec2 {
    let p = &value["points_px"][name];
    dvec2(p["x"].as_f64().unwrap(), p["y"].as_f64().unwrap())
}

#[test]
fn views_of_the_scan_are_solved_from_their_eyes() {
    let Some((pupil_distance_mm, views)) = scan_views() else {
        return;
    };
    let mut errors = Vec::new();
    for (file, truth, value) in &views {
        let angles = truth.camera.yaw_pitch_roll_deg();
        let names = ["yaw_deg", "pitch_deg", "roll_deg"];
        for (angle, name) in angles.iter().zip(names) {
            let said = value[name].as_f64().unwrap();
            assert!((angle - said).abs() < 0.05, "{file}: {name} {angle}, not {said}");
        }
        if angles[0].abs() > 60.0 || angles[1] > 60.0 {
            continue;
        }
        let eyes = ["client_right_pupil", "client_left_pupil"].map(|n| marked(value, n));
        let given = FitInput {
            eyes: Some(eyes),
            chin: Some(marked(value, "chin")),
            yaw_deg: angles[0],
            pitch_deg: angles[1],
            pupil_distance_mm: Some(pupil_distance_mm),
            focal_px: Some(truth.camera.focal_px),
            ..FitInput::default()
        };
        let facts = PhotoFacts {
            width_px: truth.camera.width_px,
            height_px: truth.camera.height_px,
            ..FACTS
        };
        let (head, view) = solve(&facts, &given, &Head::default()).unwrap();
        for (eye, side) in eyes.iter().zip([-0.5, 0.5]) {
            let p = view
                .camera
                .photo_from_head(DVec3::X * side * pupil_distance_mm)
                .unwrap();
            assert!(p.distance(*eye) < 1.0, "{file}: pupil {p}, not {eye}");
        }
        let glabella = view
            .photo_from_direction(&head, head.landmarks().glabella)
            .unwrap();
        errors.push(glabella.distance(marked(value, "glabella")) * view.mm_per_px);
        println!(
            "{file}: glabella off by {:.1} mm, scale {:.4}",
            errors[errors.len() - 1],
            view.mm_per_px / truth.camera.mm_per_px_at(DVec3::ZERO)
        );
    }
    errors.sort_by(f64::total_cmp);
    assert!(errors[errors.len() / 2] < 8.0, "{errors:?}");
}

/// Points of the scan's own edge above `lowest_y_mm`, every few degrees round the skull.
fn scan_outline(mesh: &ScanMesh, camera: &Camera, lowest_y_mm: f64) -> Vec<DVec2> {
    let centre = camera.photo_from_head(Head::CENTRE_MM).unwrap();
    let mut best: Vec<Option<(f64, DVec2, f64)>> = vec![None; 60];
    let edges = mesh
        .triangles
        .iter()
        .flat_map(|t| [(t[0], t[1]), (t[1], t[2]), (t[2], t[0])]);
    let along = edges.flat_map(|(a, b)| (0..8).map(move |k| (a, b, f64::from(k) / 8.0)));
    for (a, b, share) in along {
        let p = mesh.points[a].lerp(mesh.points[b], share);
        let Some(at) = camera.photo_from_head(p) else {
            continue;
        };
        let way = at - centre;
        let slot = ((way.y.atan2(way.x) / std::f64::consts::TAU + 0.5) * 59.999) as usize;
        if best[slot].is_none_or(|(r, ..)| way.length() > r) {
            best[slot] = Some((way.length(), at, p.y));
        }
    }
    best.into_iter()
        .flatten()
        .filter(|(_, _, y)| *y > lowest_y_mm)
        .map(|(_, at, _)| at)
        .collect()
}

#[test]
fn the_corrected_head_meets_the_scans_outline() {
    let (Some(mesh), Some((_, views))) = (scan(), scan_views()) else {
        return;
    };
    for (file, truth, _) in &views {
        let outline = scan_outline(&mesh, &truth.camera, 35.0);
        if outline.len() < 8 || file.contains("top") {
            continue;
        }
        let mut warnings = Vec::new();
        let (head, warp) =
            super::outline::correct_head(&Head::default(), &truth.camera, &outline, false, &mut warnings)
                .unwrap();
        let breadth_px = 156.0 / truth.camera.mm_per_px_at(Head::CENTRE_MM);
        let mut worst = 0.0f64;
        for p in &outline {
            worst = worst.max(clearance_mm(&head, &truth.camera, *p).0.abs() / 156.0);
        }
        println!(
            "{file}: {} points, worst miss of the head {:.2} %",
            outline.len(),
            worst * 100.0
        );
        assert!(worst < 0.01, "{file}");
        let (gap, d) = clearance_mm(&head, &truth.camera, outline[0]);
        let here = truth.camera.photo_from_head(head.point_mm(d)).unwrap();
        let left = (warp.warped(here).distance(here)
            - gap.abs() / truth.camera.mm_per_px_at(head.point_mm(d)))
        .abs();
        assert!(left < 0.01 * breadth_px, "{file}: the warp leaves {left} px");
    }
}

#[test]
fn front_and_profile_outlines_give_the_scans_head() {
    let (Some(mesh), Some((_, views))) = (scan(), scan_views()) else {
        return;
    };
    let points = scalp_points(&mesh);
    let wanted = ["scan_front.jpg", "scan_profile_a.jpg"];
    let seen: Vec<(Camera, Vec<DVec2>)> = views
        .iter()
        .filter(|(file, ..)| wanted.contains(&file.as_str()))
        .map(|(_, view, _)| (view.camera, scan_outline(&mesh, &view.camera, 30.0)))
        .collect();
    assert_eq!(seen.len(), 2);
    let mean = Head::default();
    for freedom in [FitFreedom::Measures, FitFreedom::MeasuresAndCorrection] {
        let head = refine(&mean, &mean, freedom, 1.0, |h| {
            seen.iter()
                .flat_map(|(c, list)| list.iter().map(|p| nearest(h, c, *p)))
                .collect()
        });
        let (rms, p95) = misses(&head, &points);
        println!("front and profile outlines, {freedom:?}: {rms:.2} mm, 95th percentile {p95:.2}");
        assert!(rms < 5.0, "{freedom:?}: {rms}");
    }
}
