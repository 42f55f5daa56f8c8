//! `shadowline batch` from outside.

use crate::program::{CHIN, EYES, done, folder, names, portrait, refused, shadowline, text};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A folder with a file of jobs: a good photo and a bad one, two designs.
fn jobs(name: &str) -> (PathBuf, String) {
    let home = folder(name);
    std::fs::copy(portrait(), home.join("a.png")).expect("a photo");
    std::fs::write(home.join("bad.jpg"), "this is no photo").expect("a file");
    let file = home.join("jobs.toml");
    let written = format!(
        "format = 1\nending = 'png'\noptions = ['--eyes', '{EYES}', '--chin', '{CHIN}', '--max-side', '160']\n\
         [[photo]]\nfile = 'bad.jpg'\n[[photo]]\nfile = 'a.png'\nname = 'portrait'\n\
         [[design]]\nname = 'natural'\n[[design]]\nname = 'mature'\noptions = ['--style', 'mature']\n"
    );
    std::fs::write(&file, written).expect("a file");
    (home, file.to_str().expect("UTF-8").to_owned())
}

fn lines(path: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.lines()
        .map(|line| serde_json::from_str(line).expect("a line of JSON"))
        .collect()
}

#[test]
fn one_bad_photo_stops_no_other_and_what_is_done_is_not_drawn_again() {
    let (home, file) = jobs("batch");
    let pictures = home.join("pictures");
    let said = refused(&["batch", &file, "--jobs", "2"], 1);
    assert!(said.contains("2 of 4"), "{said}");
    assert_eq!(
        names(&pictures),
        ["portrait-mature.png", "portrait-natural.png", "summary.jsonl"]
    );
    let first = lines(&pictures.join("summary.jsonl"));
    let done_now = first.iter().filter(|line| line["status"] == "done").count();
    assert_eq!((first.len(), done_now), (4, 2));
    let bad = first
        .iter()
        .find(|line| line["job"] == "bad-natural")
        .expect("a line");
    assert!(
        bad["format"] == 1 && bad["said"].as_str().is_some_and(|said| said.len() > 20),
        "{bad}"
    );

    // The picture is the one that `render` makes.
    let alone = home.join("alone.png");
    let alone_name = alone.to_str().expect("UTF-8");
    let photo = home.join("a.png");
    let options = [
        "--eyes",
        EYES,
        "--chin",
        CHIN,
        "--max-side",
        "160",
        "--style",
        "mature",
        "-q",
    ];
    done(
        &[
            &["render", photo.to_str().expect("UTF-8"), "-o", alone_name],
            &options[..],
        ]
        .concat(),
    );
    let made = |path: &Path| std::fs::read(path).expect("a picture");
    assert!(made(&alone) == made(&pictures.join("portrait-mature.png")));

    // Again: only what failed is tried; mended, all is done. A lost picture is drawn anew.
    std::fs::copy(portrait(), home.join("bad.jpg")).expect("a photo");
    std::fs::remove_file(pictures.join("portrait-natural.png")).expect("a picture");
    let output = shadowline(&["batch", &file]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert!(
        text(&output.stderr).contains("3 drawn, 1 done before, 0 failed"),
        "{}",
        text(&output.stderr)
    );
    assert_eq!(lines(&pictures.join("summary.jsonl")).len(), 7);
}

#[test]
fn parts_share_the_work_and_a_scheduler_can_spread_them() {
    let (home, file) = jobs("shards");
    std::fs::copy(portrait(), home.join("bad.jpg")).expect("a photo");
    let out = home.join("out");
    let out_name = out.to_str().expect("UTF-8");
    let parallel = Command::new("parallel").arg("--version").output();
    if parallel.is_ok_and(|output| text(&output.stdout).contains("GNU")) {
        // The example of docs/batch.md.
        let program = env!("CARGO_BIN_EXE_shadowline");
        let ended = Command::new("parallel")
            .args([
                "--will-cite",
                program,
                "batch",
                &file,
                "-o",
                out_name,
                "-q",
                "--shard",
                "{}/2",
                ":::",
                "1",
                "2",
            ])
            .env("XDG_RUNTIME_DIR", std::env::temp_dir())
            .output()
            .expect("parallel starts");
        assert!(ended.status.success(), "{}", text(&ended.stderr));
    } else {
        println!("skipped: GNU parallel isn't installed; the parts are drawn one after the other");
        for shard in ["1/2", "2/2"] {
            done(&["batch", &file, "-o", out_name, "-q", "--shard", shard]);
        }
    }
    let pictures = names(&out);
    assert_eq!(
        pictures.iter().filter(|name| name.ends_with(".png")).count(),
        4,
        "{pictures:?}"
    );
    let of_part = |part: u32| lines(&out.join(format!("summary-{part}-of-2.jsonl"))).len();
    assert_eq!((of_part(1), of_part(2)), (2, 2));
    // The whole, asked for afterwards, finds nothing to do.
    let output = shadowline(&["batch", &file, "-o", out_name]);
    assert!(
        text(&output.stderr).contains("0 drawn, 4 done before"),
        "{}",
        text(&output.stderr)
    );
}

#[test]
fn what_is_wrong_in_the_file_is_said_before_any_photo_is_read() {
    let home = folder("batch-wrong");
    let file = home.join("jobs.toml");
    let said = |text: &str| {
        std::fs::write(&file, text).expect("a file");
        refused(&["batch", file.to_str().expect("UTF-8")], 2)
    };
    assert!(said("format = 1\nphoto = []").contains("names no photo"));
    assert!(said("format = 7\nphoto = []").contains("format 7"));
    assert!(said("format = 1\n[[photo]]\nfile = 'x.jpg'\noptions = ['--colour']").contains("--colour"));
    assert!(said("format = 1\n[[photo]]\nfile = 'x.jpg'\noptions = ['-o', 'y']").contains("-o"));
    let two = "format = 1\n[[photo]]\nfile = 'a/x.jpg'\n[[photo]]\nfile = 'b/x.jpg'";
    assert!(said(two).contains("two pictures would be called 'x'"));
    assert!(said("format = 1\n[[photo]]\nfile = 'x.jpg'\nname = '../x'").contains("slash"));
    let shard = refused(&["batch", file.to_str().expect("UTF-8"), "--shard", "3/2"], 2);
    assert!(shard.contains("2/8"), "{shard}");
    assert_eq!(names(&home), ["jobs.toml"]);
}
