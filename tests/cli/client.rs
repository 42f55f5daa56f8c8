//! `shadowline client` from outside.

use crate::program::{done, folder, names, with_eyes};
use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};

fn run(home: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_shadowline"))
        .args(arguments)
        .env("XDG_DATA_HOME", home.join("data"))
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env("XDG_RUNTIME_DIR", std::env::temp_dir())
        .output()
        .expect("the program starts")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn visits_are_listed_and_a_client_is_removed_whole_only_when_confirmed() {
    let home = folder("client");
    let client = home.join("jd");
    std::fs::create_dir_all(&client).expect("a folder");
    let path = |name: &str| client.join(name).to_str().expect("UTF-8").to_owned();
    let first = path("first.shadowline");
    let picture = home.join("p.png");
    let size = ["-o", picture.to_str().expect("UTF-8"), "--max-side", "60", "-q"];
    done(&with_eyes(
        "render",
        &[&["--save-project", &first], &size[..]].concat(),
    ));
    std::fs::copy(&first, path("second.shadowline")).expect("a copy");
    std::fs::copy(&first, path("second.former.shadowline")).expect("a copy");
    std::fs::write(path("notes.txt"), "not ours").expect("a file");
    std::fs::write(path("broken.shadowline"), "PK").expect("a file");
    // Another client's work, and this one's row in the list of recent projects.
    let config = home.join("config/shadowline");
    std::fs::create_dir_all(&config).expect("a folder");
    let recent = config.join("recent.toml");
    // One of its rows is of a project that is gone.
    let gone = path("gone.shadowline");
    let row = |path: &str| format!("[[project]]\npath = {path:?}\nday = \"2026-11-20\"\n");
    let rows = [first.as_str(), &gone, "/other"].map(row).concat();
    std::fs::write(&recent, rows).expect("a list");
    let folder_name = client.to_str().expect("UTF-8");

    let listed: Value =
        serde_json::from_str(&said(&run(&home, &["client", folder_name, "--json"]))).expect("JSON");
    let visits = listed["visits"].as_array().expect("visits");
    assert_eq!(visits.len(), 3, "{listed}");
    assert!(
        visits
            .iter()
            .any(|visit| visit["photos"] == 1 && visit["variants"][0] == "A")
    );
    assert!(visits.iter().any(|visit| visit["unreadable"].is_string()));

    let asked = run(&home, &["client", folder_name, "--delete"]);
    assert!(asked.status.success());
    let list = said(&asked);
    for name in [
        "first.shadowline",
        "second.former.shadowline",
        "broken.shadowline",
        "row of the recent projects",
    ] {
        assert!(list.contains(name), "{name} in {list}");
    }
    assert_eq!(names(&client).len(), 5, "nothing goes unconfirmed");

    let removed = run(&home, &["client", folder_name, "--delete", "--yes"]);
    assert!(
        removed.status.success(),
        "{}",
        String::from_utf8_lossy(&removed.stderr)
    );
    assert_eq!(names(&client), ["notes.txt"]);
    let left = std::fs::read_to_string(&recent).expect("a list");
    assert!(
        left.contains("/other") && !left.contains("first.shadowline") && !left.contains("gone.shadowline"),
        "{left}"
    );
    assert_eq!(
        run(&home, &["client", folder_name, "--delete"]).status.code(),
        Some(2)
    );
}
