//! The built program from outside: what it prints, what it refuses, and with which exit code.

use crate::program::hostile::{Source, Wanted};
use crate::program::{done, folder, names, portrait, refused, shadowline, text, with_eyes};
use serde_json::Value;
use std::path::Path;

#[test]
fn json_is_json_and_nothing_else() {
    let knobs: Value = serde_json::from_str(&done(&["knobs", "--json"])).expect("JSON");
    assert_eq!(knobs["format"], 1);
    let knobs = &knobs["knobs"];
    for knob in knobs.as_array().expect("a list") {
        for key in ["name", "unit", "range", "default", "help"] {
            assert!(!knob[key].is_null(), "{knob} lacks {key}");
        }
    }
    assert!(
        knobs
            .as_array()
            .expect("a list")
            .iter()
            .any(|knob| knob["name"] == "dot-diameter")
    );
    let styles: Value = serde_json::from_str(&done(&["styles", "--json"])).expect("JSON");
    assert_eq!(styles["format"], 1);
    assert!(
        styles["styles"]
            .as_array()
            .expect("a list")
            .iter()
            .any(|style| style["name"] == "widows-peak")
    );
    let doctor: Value = serde_json::from_str(&done(&["doctor", "--json"])).expect("JSON");
    assert_eq!(doctor["format"], 1);
    let pigments: Value = serde_json::from_str(&done(&["pigments", "--json"])).expect("JSON");
    assert!(pigments["format"] == 1 && pigments["needles"].is_array());
    let chosen = doctor["adapters"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|a| a["chosen"] == true);
    assert_eq!(chosen.count(), 1, "{doctor}");
    assert!(doctor["missing"].is_null() && doctor["why"].as_str().is_some_and(|why| why.len() > 20));
    let inspect: Value = serde_json::from_str(&done(&with_eyes("inspect", &["--json"]))).expect("JSON");
    assert_eq!(
        (inspect["width_px"].as_u64(), inspect["height_px"].as_u64()),
        (Some(300), Some(400))
    );
    assert_eq!(
        (&inspect["orientation"], &inspect["format"]),
        (&1.into(), &1.into())
    );
    assert!(inspect["profile"].is_string() && inspect["warnings"].is_array());
    let view = &inspect["view"];
    assert_eq!(view["source"], "eyes");
    let scale = view["mm_per_px"].as_f64().expect("a number");
    assert!((scale - 63.0 / 84.0).abs() < 0.02, "{scale}");
    for key in [
        "yaw_deg",
        "pitch_deg",
        "roll_deg",
        "focal_px",
        "rotation_camera_from_head",
        "translation_camera_from_head_mm",
    ] {
        assert!(!view[key].is_null(), "the view lacks {key}: {view}");
    }
}

#[test]
fn a_case_fills_only_what_it_says_and_says_what_to_ask() {
    let cases: Value = serde_json::from_str(&done(&["cases", "--json"])).expect("JSON");
    let listed = cases["cases"].as_array().expect("a list");
    assert!(listed.len() > 40 && cases["format"] == 1);
    let told = done(&["cases"]);
    for case in shadowline::design::cases::all() {
        assert!(told.contains(case.name) && told.contains(&case.about));
    }
    let dots = |case: &str| {
        let output = shadowline(&with_eyes("dots", &["--case", case]));
        assert_eq!(output.status.code(), Some(0), "{case}");
        let rows = String::from_utf8_lossy(&output.stdout).lines().count() - 1;
        (rows, String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let ((temples, _), (top, _)) = (dots("norwood-2"), dots("NW 6"));
    assert!(temples > 500 && top > 6 * temples, "{temples} and {top} dots");
    let (_, said) = dots("strip-scar");
    assert!(
        said.contains("ask a doctor") && said.contains("round-the-scar:"),
        "{said}"
    );
    let output = shadowline(&with_eyes(
        "dots",
        &["--case", "norwood-3", "--later", "norwood-6"],
    ));
    let later = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        later.contains("Norwood VI: ") && later.contains("would have no dots"),
        "{later}"
    );
    let wrong = shadowline(&with_eyes("dots", &["--case", "norwod-5"]));
    assert_eq!(wrong.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("did you mean 'norwood-5'?"));
}

#[test]
fn tables_for_people_name_every_knob_and_style() {
    let (knobs, styles) = (done(&["knobs"]), done(&["styles"]));
    for knob in shadowline::design::Knob::all() {
        assert!(knobs.contains(knob.row().name));
    }
    for style in shadowline::design::styles::all() {
        assert!(styles.contains(style.name) && styles.contains(&style.about));
    }
    assert!(done(&["doctor"]).contains('→'));
    assert!(done(&with_eyes("inspect", &[])).contains("300 × 400 px"));
}

#[test]
fn exit_codes_tell_failure_from_wrong_usage() {
    assert_eq!(shadowline(&["--help"]).status.code(), Some(0));
    assert_eq!(shadowline(&["--version"]).status.code(), Some(0));
    // How much is said may stand before the command and behind it.
    assert_eq!(shadowline(&["-q", "styles"]).status.code(), Some(0));
    assert_eq!(shadowline(&["styles", "-q"]).status.code(), Some(0));
    let missing = folder("exit").join("missing.png");
    let missing = missing.to_str().expect("UTF-8");
    for arguments in [
        vec!["rendr"],
        vec!["render"],
        vec!["render", portrait()],
        vec!["render", portrait(), "-o", "picture.gif"],
        vec!["render", portrait(), "-o", "picture"],
        vec!["render", portrait(), "-o", "a.png", "--crop", "1,2,3"],
        vec!["render", portrait(), "-o", "a.png", "--crop", "1,2,x,4"],
        vec!["inspect", portrait(), "--eyes", "1,2,3"],
        vec!["inspect", portrait(), "--eyes", "a,b,c,d"],
        vec![
            "inspect",
            portrait(),
            "--view",
            "close-up",
            "--at",
            "elbow",
            "--mm-per-px",
            "0.1",
        ],
        vec!["inspect", portrait(), "--demo"],
        vec!["render", portrait(), "-o", "a.png", "--style", "mullet"],
        vec!["render", portrait(), "-o", "a.png", "--set", "density=900"],
        vec!["render", portrait(), "-o", "a.png", "--set", "densty=90"],
        vec!["knobs", "--jsn"],
        vec![portrait(), "knobs"],
    ] {
        refused(&arguments, 2);
    }
    for (arguments, part) in [
        (vec!["inspect", missing], "missing.png"),
        (vec!["render", missing, "-o", "a.png"], "missing.png"),
        (
            vec!["render", portrait(), "-o", "a.png", "--design", missing],
            "missing.png",
        ),
        (vec!["inspect", portrait(), "--eyes", "100,100,100,100"], "eyes"),
    ] {
        let said = refused(&arguments, 1);
        assert!(said.contains(part), "{arguments:?}: {said}");
    }
    assert!(!Path::new("a.png").exists());
}

#[test]
fn a_rectangle_outside_the_photo_fails_with_a_sentence() {
    let folder = folder("outside");
    let path = folder.join("a.png");
    let path = path.to_str().expect("UTF-8");
    let said = refused(
        &with_eyes("render", &["-q", "-o", path, "--crop", "200,0,101,400"]),
        2,
    );
    assert!(said.contains("beyond the photo of 300 × 400"), "{said}");
    assert!(names(&folder).is_empty());
}

#[test]
fn bad_files_fail_with_a_sentence() {
    let folder = folder("bad");
    let source = Source::synthetic(64, 48);
    let mut count = 0;
    for case in source
        .cases()
        .into_iter()
        .filter(|case| case.wanted == Wanted::Refused)
    {
        let path = folder.join(format!("{count}.bin"));
        std::fs::write(&path, &case.bytes).expect("a file");
        let said = refused(&["inspect", path.to_str().expect("UTF-8")], 1);
        assert!(said.contains("photo"), "{}: {said}", case.name);
        count += 1;
    }
    assert!(count > 30, "{count} bad files");
    let path = folder.join("0.bin");
    let output = folder.join("out.png");
    refused(
        &[
            "render",
            path.to_str().expect("UTF-8"),
            "-o",
            output.to_str().expect("UTF-8"),
        ],
        1,
    );
    assert!(!output.exists());
}

#[test]
fn negative_angles_are_numbers_and_not_options() {
    for arguments in [["--yaw", "-35"], ["--yaw=-35", "--quiet"]] {
        let report = done(&with_eyes("inspect", &[&arguments[..], &["--json"]].concat()));
        let report: Value = serde_json::from_str(&report).expect("JSON");
        let yaw = report["view"]["yaw_deg"].as_f64().expect("a number");
        assert!((yaw + 35.0).abs() < 3.0, "{yaw}");
    }
}

#[test]
fn completions_and_the_manual_are_printed() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = done(&["completions", shell]);
        assert!(
            script.contains("shadowline") && script.contains("render"),
            "{shell}"
        );
    }
    let manual = done(&["man"]);
    assert!(
        manual.contains(".TH shadowline") && manual.contains("render"),
        "{manual}"
    );
    assert!(done(&["man", "render"]).contains("\\-\\-crop"));
    assert!(refused(&["man", "rendr"], 2).contains("'render'"));
    let folder = folder("man");
    done(&["man", "--to", folder.to_str().expect("UTF-8")]);
    let pages = names(&folder);
    assert!(pages.len() > 10, "{pages:?}");
    for page in pages {
        let text = std::fs::read_to_string(folder.join(&page)).expect("a page");
        let name = page.strip_suffix(".1").expect("a manual page");
        assert!(
            text.contains(&format!(".TH {name}")) && text.contains(".SH SYNOPSIS"),
            "{page}: {text}"
        );
    }
}

#[test]
fn quiet_is_quiet_and_a_guess_is_drawn_only_where_it_is_asked_for() {
    let path = folder("quiet").join("a.png");
    let path = path.to_str().expect("UTF-8");
    let stopped = refused(&["render", portrait(), "-o", path], 1);
    assert!(
        stopped.contains("no face") && stopped.contains("--view"),
        "{stopped}"
    );
    assert!(!std::path::Path::new(path).exists(), "nothing is drawn");
    refused(&["dots", portrait()], 1);
    let posed = refused(&["render", portrait(), "--view", "back", "-o", path], 1);
    assert!(
        posed.contains("--outline") && posed.contains("--mm-per-px"),
        "{posed}"
    );
    let guess = ["render", portrait(), "--view", "guess", "-o", path];
    let quiet = shadowline(&[&guess[..], &["-q"]].concat());
    assert_eq!(
        (quiet.status.code(), quiet.stdout.len(), quiet.stderr.len()),
        (Some(0), 0, 0)
    );
    let report: Value = serde_json::from_str(&done(&["inspect", portrait(), "--json"])).expect("JSON");
    assert_eq!(report["view"]["source"], "guess");
    assert!(
        report["warnings"].to_string().contains("guess"),
        "{}",
        report["warnings"]
    );
    let said = text(&shadowline(&[&guess[..], &["-v"]].concat()).stderr);
    assert!(said.contains("guess") && said.contains("device"), "{said}");
    refused(&["render", portrait(), "-q", "-v", "-o", path], 2);
}
