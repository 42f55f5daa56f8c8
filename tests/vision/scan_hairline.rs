//! The height of the hairline as it is told, against the place on the true scan where the fitted head shows it.

use crate::{heads, scan};
use glam::{DVec2, DVec3};
use shadowline::design::{Design, HairlineOutline};
use shadowline::head::{FitInput, Head, HeadView, PhotoFacts, solve};
use shadowline::vision::{faces, given_by_face, head_edge};

/// Where a ray first meets the scan.
fn met(triangles: &[[DVec3; 3]], eye: DVec3, ray: DVec3) -> Option<DVec3> {
    let at = |[a, b, c]: &[DVec3; 3]| {
        let (u, v) = (*b - *a, *c - *a);
        let p = ray.cross(v);
        let inverse = 1.0 / u.dot(p);
        let s = (eye - *a).dot(p) * inverse;
        let q = (eye - *a).cross(u);
        let t = ray.dot(q) * inverse;
        let inside = s >= 0.0 && t >= 0.0 && s + t <= 1.0;
        inside.then(|| v.dot(q) * inverse).filter(|way| *way > 0.0)
    };
    let nearest = triangles.iter().filter_map(at).min_by(f64::total_cmp)?;
    Some(eye + ray * nearest)
}

/// Length over the scan's skin under a straight line of the picture, mm.
fn along_mm(triangles: &[[DVec3; 3]], truth: &HeadView, from: DVec2, to: DVec2) -> f64 {
    let eye = truth.camera.position_mm();
    let points: Vec<DVec3> = (0..=40)
        .filter_map(|step| {
            met(
                triangles,
                eye,
                truth.camera.ray(from.lerp(to, f64::from(step) / 40.0)),
            )
        })
        .collect();
    assert!(points.len() > 38, "the line leaves the head");
    points.windows(2).map(|pair| pair[0].distance(pair[1])).sum()
}

#[test]
fn the_hairline_stands_where_its_millimetres_say() {
    let Some(folder) = heads::shared().map(|folder| folder.join("scan3d")) else {
        return;
    };
    let triangles = scan::triangles(&folder.join("scan_head_mm.ply"));
    let (pictures, known_mm) = scan::pictures(&folder);
    let mut worst: [f64; 2] = [0.0; 2];
    for scan::Picture {
        name,
        photo,
        truth,
        row,
    } in pictures
    {
        let mark = &row["points_px"]["glabella"];
        let glabella = DVec2::new(mark["x"].as_f64().expect("x"), mark["y"].as_f64().expect("y"));
        let face = faces(&photo).swap_remove(0);
        let facts = PhotoFacts {
            width_px: photo.width_px,
            height_px: photo.height_px,
            focal_35mm_equivalent_mm: None,
        };
        let measured = FitInput {
            focal_px: Some(truth.camera.focal_px),
            pupil_distance_mm: Some(known_mm),
            ..FitInput::default()
        };
        for (known, worst) in [measured, FitInput::default()].into_iter().zip(&mut worst) {
            let given = given_by_face(&face, &facts, &known);
            let (head, view) = solve(&facts, &given, &Head::default()).expect("solves");
            let outline = head_edge(&photo, &head, &view, Some(&face));
            let met = FitInput { outline, ..given };
            let (head, view) = solve(&facts, &met, &Head::default()).expect("solves");
            let line = HairlineOutline::evaluate(&head, &Design::default()).expect("a line");
            let shown = view
                .photo_from_direction(&head, line.control[0].direction)
                .expect("seen");
            let (told, true_mm) = (
                line.middle_height_mm(&head),
                along_mm(&triangles, &truth, glabella, shown),
            );
            println!("{name}: {told:.1} mm told, {true_mm:.1} mm on the scan");
            *worst = worst.max((told - true_mm).abs());
        }
    }
    println!(
        "worst: {:.1} mm with pupil distance and focal length, {:.1} mm with nothing given",
        worst[0], worst[1]
    );
    // The worst are the picture from above, and the front taken for a head of average pupils (his are 11 % nearer).
    assert!(worst[0] <= 10.0 && worst[1] <= 11.0, "{worst:?}");
}
