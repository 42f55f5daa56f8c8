//! `shadowline library` from outside.

use crate::program::{done, folder, names, refused, with_eyes};
use std::process::Command;

#[test]
fn a_style_is_kept_used_given_away_and_taken_in() {
    let home = folder("library");
    let path = |name: &str| home.join(name).to_str().expect("UTF-8").to_owned();
    let [design, own, other] = ["soft.toml", "own", "other"].map(path);
    std::fs::write(
        &design,
        "format = 1\nstyle = 'mature'\n[knobs]\ndensity = 72\nage = 61\n",
    )
    .expect("a file");
    done(&[
        "library", "save", "Soft 72", "--design", &design, "--folder", &own, "-q",
    ]);
    assert_eq!(names(own.as_ref()), ["Soft 72.png", "Soft 72.toml"]);
    let kept = std::fs::read_to_string(home.join("own/Soft 72.toml")).expect("a style");
    assert!(kept.contains("density = 72") && !kept.contains("\nage"), "{kept}");
    let again = [
        "library", "save", "soft 72", "--design", &design, "--folder", &own,
    ];
    assert!(refused(&again, 1).contains("kept already"));

    let zip = path("styles.zip");
    done(&["library", "export", &zip, "--folder", &own, "-q"]);
    for _ in 0..2 {
        done(&["library", "import", &zip, "--folder", &other, "-q"]);
        assert_eq!(done(&["library", "list", "--folder", &other]), "Soft 72\n");
    }
    std::fs::write(&zip, "PK no zip").expect("a file");
    assert!(refused(&["library", "import", &zip, "--folder", &other], 1).contains("no library"));
    done(&["library", "remove", "SOFT 72", "--folder", &other]);
    assert_eq!(done(&["library", "list", "--folder", &other]), "");
    let empty = path("empty.zip");
    assert!(refused(&["library", "export", &empty, "--folder", &other], 2).contains("library save"));
    assert!(!home.join("empty.zip").exists());
    let said = refused(&["library", "remove", "Soft 72", "--folder", &other], 1);
    assert!(said.contains("none has been kept"), "{said}");
}

#[test]
fn an_own_style_is_found_by_name_when_something_is_drawn() {
    let home = folder("own-style");
    let data = home.join("data");
    let styles = data.join("shadowline/styles");
    std::fs::create_dir_all(&styles).expect("a folder");
    std::fs::write(styles.join("Thin.toml"), "format = 1\n[knobs]\ndensity = 41\n").expect("a style");
    let design = home.join("design.toml");
    let picture = home.join("p.png");
    let files = [
        "-o",
        picture.to_str().expect("UTF-8"),
        "--save-design",
        design.to_str().expect("UTF-8"),
        "-q",
    ];
    let asked = with_eyes("render", &[&["--own-style", "thin"], &files[..]].concat());
    let ended = Command::new(env!("CARGO_BIN_EXE_shadowline"))
        .args(asked)
        .env("XDG_DATA_HOME", &data)
        .env("XDG_RUNTIME_DIR", std::env::temp_dir())
        .output()
        .expect("the program starts");
    assert!(
        ended.status.success(),
        "{}",
        String::from_utf8_lossy(&ended.stderr)
    );
    assert!(
        std::fs::read_to_string(design)
            .expect("a design")
            .contains("density = 41")
    );
    let said = refused(
        &[
            "render",
            "missing.jpg",
            "-o",
            "x.png",
            "--own-style",
            "no such style",
        ],
        2,
    );
    assert!(said.contains("no own style"), "{said}");
}
