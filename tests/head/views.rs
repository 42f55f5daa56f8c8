//! What a person is told when a view is doubtful.

use glam::DVec2;
use shadowline::head::{FitInput, Head, HeadView, PhotoFacts, solve};

/// A photo of 1000 × 1200 px with the eyes 160 px apart.
fn view(given: FitInput) -> HeadView {
    let facts = PhotoFacts {
        width_px: 1000,
        height_px: 1200,
        focal_35mm_equivalent_mm: None,
    };
    let eyes = Some([DVec2::new(420.0, 600.0), DVec2::new(580.0, 600.0)]);
    solve(&facts, &FitInput { eyes, ..given }, &Head::default())
        .expect("a view")
        .1
}

fn says(view: &HeadView, word: &str) -> bool {
    view.warnings.iter().any(|warning| warning.contains(word))
}

#[test]
fn a_turned_head_is_said_to_need_a_look() {
    assert!(says(
        &view(FitInput {
            yaw_deg: 35.0,
            ..FitInput::default()
        }),
        "turned by 35°"
    ));
    assert!(!says(
        &view(FitInput {
            yaw_deg: -20.0,
            ..FitInput::default()
        }),
        "turned by"
    ));
}

#[test]
fn a_chin_that_no_face_reaches_is_reported_and_a_plausible_one_is_not() {
    let chin = |y: f64| {
        view(FitInput {
            chin: Some(DVec2::new(500.0, y)),
            ..FitInput::default()
        })
    };
    let plausible = chin(600.0 + 111.0 / 63.0 * 160.0);
    let far = chin(1100.0);
    assert!(
        far.warnings.len() > plausible.warnings.len(),
        "{:?}",
        far.warnings
    );
}

#[test]
fn a_focal_length_that_puts_the_camera_out_of_reach_is_corrected_and_said() {
    let wide = view(FitInput {
        focal_px: Some(200.0),
        ..FitInput::default()
    });
    assert!(says(&wide, "nearer than 0.3 m"), "{:?}", wide.warnings);
    assert!(wide.camera.translation_camera_from_head_mm.z >= 299.0);
    let plain = view(FitInput {
        focal_px: Some(2500.0),
        ..FitInput::default()
    });
    assert!(!says(&plain, "nearer than 0.3 m"), "{:?}", plain.warnings);
}

#[test]
fn a_view_file_with_a_wrong_number_is_refused_by_the_field() {
    let good = serde_json::to_value(view(FitInput::default())).expect("JSON");
    let read = |value: &serde_json::Value| serde_json::from_value::<HeadView>(value.clone());
    assert!(read(&good).is_ok());
    let warp = |reach: f64, weights: usize| {
        serde_json::json!({
            "reach_px": reach,
            "anchors_px": [[10.0, 10.0], [30.0, 10.0]],
            "weights_px": vec![[1.0, 1.0]; weights],
        })
    };
    let many = serde_json::json!({
        "reach_px": 10.0,
        "anchors_px": vec![[1.0, 1.0]; 5000],
        "weights_px": vec![[1.0, 1.0]; 5000],
    });
    for (key, wrong, part) in [
        ("mm_per_px", serde_json::json!(0.0), "mm_per_px"),
        ("mm_per_px_error", serde_json::json!(-1.0), "mm_per_px_error"),
        ("warp", warp(-1.0, 2), "reach_px"),
        ("warp", warp(10.0, 0), "weights_px"),
        ("warp", many, "anchors_px"),
        ("warnings", serde_json::json!(["long ".repeat(1000)]), "warnings"),
    ] {
        let mut value = good.clone();
        value[key] = wrong;
        let said = read(&value).expect_err(part).to_string();
        assert!(said.contains(part), "{part}: {said}");
    }
    let mut value = good;
    value["warp"] = warp(10.0, 2);
    assert!(read(&value).is_ok());
}
