//! What the program says of a photo, and what it takes from it: on the demo head, from outside.

use crate::program::{done, folder, open, refused, shadowline, text};
use serde_json::Value;
use shadowline::photo::PhotoSamples;

#[test]
fn inspect_tells_hair_proposal_sides_and_advice() {
    let told: Value = serde_json::from_str(&done(&["inspect", "--demo", "--json"])).expect("JSON");
    assert!(told["ita_deg"].is_f64() && told["ita_deg_error"].is_f64());
    assert!(told["hair_coverage"]["sides"]["hair"].is_f64());
    let proposal = &told["proposal"];
    assert!(proposal["pigment"].is_string() && proposal["shade"].as_f64() > Some(0.3));
    assert!(proposal["note"].as_str().is_some_and(|note| note.contains('±')));
    assert!(told["sides"]["note"].as_str().is_some_and(|note| note.len() > 30));
    assert!(told["advice"].is_array() && told["spots"].is_array() && told["patches"].is_array());
}

#[test]
fn the_skin_is_a_person_s_to_set() {
    let told = done(&["inspect", "--demo", "--skin", "-40"]);
    assert!(told.contains("skin dark (typology angle -40°, as set)"), "{told}");
    let said = refused(&["inspect", "--demo", "--skin", "200"], 2);
    assert!(said.contains("-60") && said.contains("75"), "{said}");
}

/// Mean code of each channel over the upper rows.
fn means(path: &std::path::Path) -> [f64; 3] {
    let photo = open(path);
    let PhotoSamples::U8(codes) = &photo.samples else {
        panic!("8 bits")
    };
    let part = &codes[..codes.len() / 12 / 3 * 3];
    [0, 1, 2].map(|c| {
        part.iter()
            .skip(c)
            .step_by(3)
            .map(|code| f64::from(*code))
            .sum::<f64>()
            / (part.len() / 3) as f64
    })
}

#[test]
fn a_grey_thing_takes_the_cast_out_of_the_whole_picture() {
    let folder = folder("neutral");
    let path = |name: &str| folder.join(name).to_string_lossy().into_owned();
    let side = ["--max-side", "300", "-q"];
    done(&[&["render", "--demo", "-o", &path("as-taken.png")], &side[..]].concat());
    // The demo's wall is a bluish grey.
    done(
        &[
            &[
                "render",
                "--demo",
                "-o",
                &path("balanced.png"),
                "--neutral",
                "200,150",
            ],
            &side[..],
        ]
        .concat(),
    );
    let spread = |[r, g, b]: [f64; 3]| r.max(g).max(b) - r.min(g).min(b);
    let (before, after) = (
        means(&folder.join("as-taken.png")),
        means(&folder.join("balanced.png")),
    );
    assert!(spread(after) < 0.5 * spread(before), "{before:?} {after:?}");
    let said = refused(
        &["render", "--demo", "-o", &path("no.png"), "--neutral", "grey"],
        2,
    );
    assert!(said.contains("x,y"), "{said}");
    // The skin is no grey thing, and there is no face to take eyes from where the view is known.
    let said = refused(
        &["render", "--demo", "-o", &path("no.png"), "--neutral", "eyes"],
        2,
    );
    assert!(said.contains("give a point"), "{said}");
}

#[test]
fn hair_colour_and_matching_are_taken_or_the_reason_is_said() {
    let folder = folder("match");
    let path = folder.join("matched.png").to_string_lossy().into_owned();
    let said = refused(&["render", "--demo", "-o", &path, "--hair-colour", "purple"], 2);
    assert!(said.contains("black, brown, red, fair or grey"), "{said}");
    let output = shadowline(&[
        "render",
        "--demo",
        "-o",
        &path,
        "--max-side",
        "200",
        "--match-sides",
        "--hair-colour",
        "fair",
    ]);
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(
        said.contains("Sides matched by") || said.contains("the sides are not matched"),
        "{said}"
    );
}

#[test]
fn a_stencil_fills_what_is_dark_in_a_picture_and_is_kept_in_the_project() {
    let folder = folder("stencil");
    let path = |name: &str| folder.join(name).to_string_lossy().into_owned();
    // Dark in its upper half.
    let picture = image::GrayImage::from_fn(60, 60, |_, y| image::Luma([if y < 30 { 0 } else { 255 }]));
    picture.save(folder.join("half.png")).expect("saved");
    let laid = [
        "--demo",
        "--style",
        "none",
        "--stencil",
        &path("half.png"),
        "--stencil-at",
        "1850,1250",
        "--stencil-mm",
        "40",
        "--set",
        "density=100",
    ];
    let rows = done(&[&["dots"], &laid[..]].concat());
    let count = rows.lines().count() - 1;
    // Half of 40 × 40 mm, at 100 dots a cm².
    assert!((600..1000).contains(&count), "{count}");
    let project = path("laid.shadowline");
    let kept = [
        "-o",
        &path("laid.png"),
        "--save-project",
        &project,
        "--max-side",
        "200",
        "-q",
    ];
    done(&[&["render"], &laid[..], &kept[..]].concat());
    let again = done(&["dots", &project]);
    assert_eq!(again.lines().count() - 1, count);
    let said = refused(
        &[
            "dots",
            "--demo",
            "--stencil",
            &path("half.png"),
            "--stencil-at",
            "1,1",
        ],
        2,
    );
    assert!(said.contains("no head"), "{said}");
    let said = refused(&["dots", "--demo", "--stencil", &path("half.png")], 2);
    assert!(said.contains("--stencil-at"), "{said}");
}
