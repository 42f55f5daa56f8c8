//! One head over several photos of a made head whose measures and cameras are known.

use glam::{DVec2, DVec3};
use shadowline::head::outline::silhouette_px;
use shadowline::head::{
    Camera, FitInput, Head, HeadView, NamedPose, PhotoClaim, PhotoFacts, solve, solve_jointly, solve_on,
};

const FACTS: PhotoFacts = PhotoFacts {
    width_px: 1500,
    height_px: 2000,
    focal_35mm_equivalent_mm: Some(50.0),
};

fn made() -> Head {
    let mut head = Head::default();
    head.measures.breadth_mm += 9.0;
    head.measures.length_mm -= 11.0;
    head.measures.vertex_mm += 6.0;
    head.measures.occiput_mm += 4.0;
    head
}

/// A photo of the made head: its camera, and what is given of it. Nobody knows the turn to a degree or two; an outline hardly tells more.
fn photo(head: &Head, angles_deg: [f64; 3], named: Option<NamedPose>) -> (Camera, FitInput) {
    let focal_px = 50.0 / 36.0 * 2000.0;
    let aim = DVec2::new(750.0, 950.0);
    let camera = Camera::from_pose([1500, 2000], focal_px, angles_deg, Head::CENTRE_MM, aim, 1100.0);
    let px = |point: DVec3| camera.photo_from_head(point).expect("in front");
    let lowest = px(Head::CENTRE_MM).y;
    let outline = silhouette_px(head, &camera, 80);
    let seen = |y: f64| FitInput {
        outline: outline.iter().copied().filter(|point| point.y < y).collect(),
        outline_from_photo: true,
        ..FitInput::default()
    };
    let given = match named {
        Some(_) => FitInput {
            named,
            ..seen(lowest)
        },
        None => FitInput {
            eyes: Some([-31.5, 31.5].map(|x| px(DVec3::X * x))),
            yaw_deg: angles_deg[0] + 2.0,
            pitch_deg: angles_deg[1] - 2.0,
            ..seen(px(head.point_mm(head.landmarks().glabella)).y)
        },
    };
    (camera, given)
}

/// How far places of the scalp fall from where the made head shows them, when they are put in each photo and looked for in the others:
/// the median, mm.
fn median_miss_mm(made: &Head, cameras: &[Camera], head: &Head, views: &[HeadView]) -> f64 {
    let mut misses = Vec::new();
    for number in 0..400 {
        let up = 0.1 + 0.9 * f64::from(number) / 400.0;
        let (sin, cos) = (f64::from(number) * 2.399_963).sin_cos();
        let flat = (1.0 - up * up).sqrt();
        let direction = DVec3::new(flat * sin, up, flat * cos);
        let (point_mm, normal) = (made.point_mm(direction), made.normal(direction));
        let shows = |camera: &&Camera| normal.dot((camera.position_mm() - point_mm).normalize()) > 0.4;
        for (from, view) in views.iter().enumerate().filter(|(at, _)| shows(&&cameras[*at])) {
            let put = cameras[from].photo_from_head(point_mm).expect("in front");
            let Some(found) = view.direction_from_photo(head, put) else {
                continue;
            };
            for (to, view) in views
                .iter()
                .enumerate()
                .filter(|(at, _)| *at != from && shows(&&cameras[*at]))
            {
                let there = cameras[to].photo_from_head(point_mm).expect("in front");
                let shown = view.photo_from_direction(head, found).expect("in front");
                misses.push(shown.distance(there) * cameras[to].mm_per_px_at(point_mm));
            }
        }
    }
    misses.sort_by(f64::total_cmp);
    misses[misses.len() / 2]
}

#[test]
fn all_photos_together_know_head_and_cameras_better_than_the_first_alone() {
    let made = made();
    let photos = [
        ([3.0, 4.0, 1.0], None),
        ([-89.0, 2.0, -1.0], Some(NamedPose::Left)),
        ([90.0, -1.0, 0.0], Some(NamedPose::Right)),
        ([179.0, 2.0, 1.0], Some(NamedPose::Back)),
        ([180.0, 38.0, 0.0], Some(NamedPose::Crown)),
    ];
    let photos = photos.map(|(angles_deg, named)| photo(&made, angles_deg, named));
    let cameras = photos.clone().map(|(camera, _)| camera);
    let (first, front) = solve(&FACTS, &photos[0].1, &Head::default()).expect("solves");
    let mut views = vec![front];
    for (_, given) in &photos[1..] {
        views.push(solve_on(&FACTS, given, &first).expect("solves"));
    }
    let claims: Vec<PhotoClaim<'_>> = photos
        .iter()
        .zip(&views)
        .map(|((_, given), view)| PhotoClaim {
            facts: &FACTS,
            given,
            view,
        })
        .collect();
    let joint = solve_jointly(&claims, &first).expect("one head");
    let before = median_miss_mm(&made, &cameras, &first, &views);
    let after = median_miss_mm(&made, &cameras, &joint.head, &joint.views);
    println!("one after the other {before:.2} mm, together {after:.2} mm");
    assert!(after < 0.9 * before, "{before:.2} mm before, {after:.2} mm after");
}

#[test]
fn a_scale_that_was_measured_in_a_photo_stays_as_sure_as_it_was() {
    let made = made();
    let [(camera, mut front), (_, side)] = [
        photo(&made, [3.0, 4.0, 1.0], None),
        photo(&made, [-89.0, 2.0, -1.0], Some(NamedPose::Left)),
    ];
    front.mm_per_px = Some(camera.mm_per_px_at(DVec3::ZERO));
    let (first, view) = solve(&FACTS, &front, &Head::default()).expect("solves");
    let other = solve_on(&FACTS, &side, &first).expect("solves");
    let claims = [(&front, &view), (&side, &other)].map(|(given, view)| PhotoClaim {
        facts: &FACTS,
        given,
        view,
    });
    let joint = solve_jointly(&claims, &first).expect("one head");
    let errors = joint
        .views
        .iter()
        .map(|view| view.mm_per_px_error / view.mm_per_px);
    let [measured, told] = errors.collect::<Vec<f64>>()[..] else {
        panic!("two views")
    };
    assert!(measured < 0.021 && told > measured, "{measured:.3}, {told:.3}");
}

#[test]
fn close_ups_and_guesses_say_nothing_of_the_head() {
    let piece = FitInput {
        named: Some(NamedPose::CloseUp),
        at: Some(shadowline::head::CloseUpPlace::Vertex),
        mm_per_px: Some(0.05),
        ..FitInput::default()
    };
    for given in [piece, FitInput::default()] {
        let (_, view) = solve(&FACTS, &given, &Head::default()).expect("solves");
        let claim = PhotoClaim {
            facts: &FACTS,
            given: &given,
            view: &view,
        };
        assert!(!claim.tells_head());
    }
}
