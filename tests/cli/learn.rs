//! `shadowline learn` on the demo head: the real work is another simulation, so what is measured is known.

use crate::program::{folder, text};
use std::path::Path;
use std::process::{Command, Output};

fn run(home: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_shadowline"))
        .args(arguments)
        .env("XDG_DATA_HOME", home.join("data"))
        .env("XDG_RUNTIME_DIR", std::env::temp_dir())
        .output()
        .expect("the program starts")
}

fn done(home: &Path, arguments: &[&str]) -> String {
    let output = run(home, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", text(&output.stderr));
    text(&output.stdout)
}

/// The demo photo's own camera.
const VIEW: &str = "assets/demo/head.view.json";

#[test]
fn three_photos_of_darker_work_make_a_darker_house_style() {
    let home = folder("learn");
    let at = |name: &str| home.join(name).to_str().expect("UTF-8").to_owned();
    let (picture, project) = (at("p.png"), at("client.shadowline"));
    done(
        &home,
        &[
            "render",
            "--demo",
            "-q",
            "--set",
            "density=80",
            "-o",
            &picture,
            "--save-project",
            &project,
        ],
    );
    let early = run(&home, &["library", "house", "Mine"]);
    assert_eq!(early.status.code(), Some(2), "{}", text(&early.stderr));
    for density in ["density=130", "density=140", "density=150"] {
        let after = at(&format!("{density}.png"));
        done(&home, &["render", "--demo", "-q", "-o", &after, "--set", density]);
        let said = done(&home, &["learn", &project, &after, "-q", "--view", VIEW]);
        assert!(said.contains("stronger"), "{said}");
    }
    // The same photo counts once, and a trial not at all.
    done(
        &home,
        &["learn", &project, &at("density=130.png"), "-q", "--view", VIEW],
    );
    let same = done(
        &home,
        &["learn", &project, &picture, "-q", "--view", VIEW, "--dry-run"],
    );
    assert!(
        same.contains("tone: the real work is 0 %") && same.contains("line: +0 mm"),
        "{same}"
    );
    let learned = done(&home, &["library", "learned"]);
    assert!(
        learned.contains("3 photos are learned") && learned.contains("sure to ±"),
        "{learned}"
    );
    let kept = std::fs::read_to_string(home.join("data/shadowline/learned.toml")).expect("a file");
    assert!(!kept.contains("client") && !kept.contains(".png"), "{kept}");
    done(&home, &["library", "house", "Mine", "-q"]);
    let style = std::fs::read_to_string(home.join("data/shadowline/styles/Mine.toml")).expect("a style");
    println!("{learned}{style}");
    done(&home, &["library", "forget"]);
    assert!(!home.join("data/shadowline/learned.toml").exists());
}
