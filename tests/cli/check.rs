//! `shadowline check` from outside.

use crate::program::{done, folder, refused, with_eyes};
use serde_json::Value;

fn report(more: &[&str]) -> Value {
    let said = done(&with_eyes("check", &[&["--json", "-q"], more].concat()));
    serde_json::from_str(&said).expect("JSON")
}

fn light<'a>(report: &'a Value, check: &str) -> &'a Value {
    let findings = report["findings"].as_array().expect("findings");
    findings
        .iter()
        .find(|finding| finding["check"] == check)
        .expect("the check")
}

#[test]
fn a_bad_line_is_flagged_and_what_is_proposed_mends_it() {
    let bad = ["--set", "height-ratio=0.4", "--set", "edge-width=1"];
    let found = report(&bad);
    assert_eq!(found["format"], 1);
    assert_eq!(light(&found, "edge")["light"], "amber");
    let set = light(&found, "edge")["mend"]["set"]
        .as_array()
        .expect("settings")
        .clone();
    let mut more: Vec<&str> = bad.to_vec();
    for setting in &set {
        more.extend(["--set", setting.as_str().expect("a setting")]);
    }
    assert_eq!(light(&report(&more), "edge")["light"], "green");
    let lines = done(&with_eyes("check", &[&["-q"], &bad[..]].concat()));
    let first = lines.lines().next().expect("a line");
    assert!(first.starts_with("amber") || first.starts_with("red"), "{first}");
    assert!(lines.contains("--set height-ratio="));
}

#[test]
fn age_counts_where_it_is_given_and_limits_can_be_set() {
    let without = report(&[]);
    let findings = without["findings"].as_array().expect("findings");
    assert!(findings.iter().all(|finding| finding["check"] != "age"));
    assert_eq!(light(&report(&["--set", "age=60"]), "age")["light"], "amber");
    let folder = folder("limits");
    let limits = folder.join("limits.toml");
    std::fs::write(&limits, "format = 1\n[limits]\nage-from = 70\n").expect("a file");
    let limits = limits.to_str().expect("UTF-8");
    let found = report(&["--set", "age=60", "--limits", limits]);
    assert_eq!(light(&found, "age")["light"], "green");
    std::fs::write(limits, "format = 1\n[limits]\nage-form = 70\n").expect("a file");
    let said = refused(&with_eyes("check", &["--limits", limits]), 2);
    assert!(said.contains("age-from"), "{said}");
}

#[test]
fn the_spread_of_spacings_is_that_of_the_dots() {
    for (hand, clustering, limit) in [("0", "0", "even"), ("1", "0.5", "")] {
        let settings = [
            "--set",
            &format!("hand={hand}"),
            "--set",
            &format!("clustering={clustering}"),
        ];
        let table = done(&[&["dots", "--demo", "--no-auto", "-q"], &settings[..]].concat());
        let points: Vec<[f64; 3]> = table
            .lines()
            .skip(1)
            .map(|row| {
                let cells: Vec<&str> = row.split(',').collect();
                let number = |index: usize| cells[index].parse::<f64>().expect("a number");
                ([number(4), number(5), number(6)], number(8))
            })
            // The top alone: 40 mm round the middle is enough.
            .filter(|([x, _, z], up)| *up > 0.75 && x.abs() < 40.0 && (z + 85.0).abs() < 40.0)
            .map(|(point, _)| point)
            .collect();
        let apart = |a: &[f64; 3], b: &[f64; 3]| a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>();
        let nearest: Vec<f64> = points
            .iter()
            .map(|point| {
                let others = points.iter().filter(|other| *other != point);
                others
                    .map(|other| apart(point, other))
                    .fold(f64::INFINITY, f64::min)
                    .sqrt()
            })
            .collect();
        let count = nearest.len() as f64;
        let mean = nearest.iter().sum::<f64>() / count;
        let sd = (nearest.iter().map(|mm| (mm - mean).powi(2)).sum::<f64>() / count).sqrt();
        let found: Value = serde_json::from_str(&done(
            &[&["check", "--demo", "--no-auto", "-q", "--json"], &settings[..]].concat(),
        ))
        .expect("JSON");
        let said = light(&found, "pattern");
        let told = said["cues"]["spacing_spread"].as_f64().expect("a number");
        assert!(
            (told - sd / mean).abs() < 0.025,
            "{hand} {clustering}: {told}, measured {}",
            sd / mean
        );
        assert_eq!(said["light"] == "amber", limit == "even");
    }
}
