//! The built program from outside: which files it reads and writes, and that nothing is lost or left behind by it.

use crate::program::{CHIN, EYES, done, folder, names, portrait, refused, shadowline, text, with_eyes};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

fn utf8(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

/// Refused as wrong usage, and every file of the folder is as it was.
fn refused_without_a_trace(root: &Path, arguments: &[&str]) -> String {
    let state = || -> Vec<(String, Option<Vec<u8>>)> {
        let names = names(root).into_iter();
        names
            .map(|name| (name.clone(), std::fs::read(root.join(name)).ok()))
            .collect()
    };
    let before = state();
    let said = refused(arguments, 2);
    assert!(state() == before, "{arguments:?} changed something");
    said
}

/// A folder with a photo, a project (of which only the name counts), a view, a design and a folder of pictures.
fn stocked(name: &str) -> PathBuf {
    let root = folder(name);
    std::fs::create_dir(root.join("tl")).expect("a folder");
    for file in [
        "p.png",
        "p.gif",
        "c.shadowline",
        "v.json",
        "d.toml",
        "tl/01-fresh.png",
    ] {
        std::fs::write(root.join(file), "what is not to be lost").expect("a file");
    }
    root
}

#[test]
fn no_command_writes_over_what_it_reads() {
    let root = stocked("inputs");
    let of = |name: &str| root.join(name).to_str().expect("UTF-8").to_owned();
    let (photo, project) = (of("p.png"), of("c.shadowline"));
    let (view, design, picture, moving, moment) = (
        of("v.json"),
        of("d.toml"),
        of("new.png"),
        of("p.gif"),
        of("tl/01-fresh.png"),
    );
    let (folder, dotted, design_dotted) = (of("tl"), of("tl/../p.png"), of("./tl/../d.toml"));
    for arguments in [
        vec!["dots", &photo, "-o", &photo],
        vec!["dots", &photo, "-o", &dotted],
        vec!["dots", &project, "-o", &project],
        vec!["render", &photo, "-o", &photo],
        vec!["render", &photo, "-o", &picture, "--save-design", &photo],
        vec!["render", &photo, "-o", &picture, "--save-project", &photo],
        vec![
            "render",
            &photo,
            "--view",
            &view,
            "-o",
            &picture,
            "--save-project",
            &view,
        ],
        vec![
            "render",
            &photo,
            "--design",
            &design,
            "-o",
            &picture,
            "--save-design",
            &design_dotted,
        ],
        vec!["dots", &photo, "--design", &design, "-o", &design],
        vec!["timelapse", &moving, "-o", &moving],
        vec!["timelapse", &moment, "-o", &folder],
    ] {
        let said = refused_without_a_trace(&root, &arguments);
        assert!(
            said.contains("itself, which is never overwritten"),
            "{arguments:?}: {said}"
        );
    }
    assert_eq!(names(&root.join("tl")), ["01-fresh.png"]);
}

#[cfg(unix)]
#[test]
fn links_to_an_input_are_that_input() {
    let root = stocked("links");
    let of = |name: &str| root.join(name).to_str().expect("UTF-8").to_owned();
    std::os::unix::fs::symlink("p.png", root.join("link.png")).expect("a link");
    std::os::unix::fs::symlink(&root, root.join("tl/up")).expect("a link");
    std::fs::hard_link(root.join("p.png"), root.join("hard.png")).expect("a link");
    let photo = of("p.png");
    for (input, output) in [
        (photo.clone(), of("link.png")),
        (of("link.png"), photo.clone()),
        (photo.clone(), of("tl/up/p.png")),
        (photo, of("hard.png")),
    ] {
        let said = refused_without_a_trace(&root, &["render", &input, "-o", &output]);
        assert!(said.contains("never overwritten"), "{said}");
    }
}

#[test]
fn two_outputs_are_never_one_file() {
    let root = stocked("outputs");
    let of = |name: &str| root.join(name).to_str().expect("UTF-8").to_owned();
    let (photo, first) = (of("p.png"), of("a.png"));
    for second in ["a.png", "./a.png", "tl/../a.png", "A.png"] {
        let second = of(second);
        let arguments = ["render", &photo, "-o", &first, "--save-design", &second];
        let said = refused_without_a_trace(&root, &arguments);
        assert!(said.contains("twice"), "{second}: {said}");
    }
    refused_without_a_trace(&root, &["render", &photo, "-o", "-", "--save-design", "-"]);
    refused_without_a_trace(&root, &["render", "-", "--view", "-", "-o", &first]);
}

#[test]
fn an_original_photo_is_spared_wherever_it_lies() {
    let root = folder("originals");
    let [picture, project, original] =
        ["first.png", "client.shadowline", "original.png"].map(|name| root.join(name));
    std::fs::copy(portrait(), &original).expect("a copy");
    done(&with_eyes(
        "render",
        &[
            "-q",
            "--no-auto",
            "-o",
            utf8(&picture),
            "--save-project",
            utf8(&project),
        ],
    ));
    let [project, original] = [utf8(&project), utf8(&original)];
    for arguments in [
        vec!["render", project, "-o", original],
        vec!["render", project, "-o", "-", "--save-design", original],
        vec!["dots", project, "-o", original],
    ] {
        let said = refused_without_a_trace(&root, &arguments);
        assert!(said.contains("original photo"), "{said}");
    }
    // A picture that isn't an original is replaced as ever.
    done(&["render", project, "-q", "-o", utf8(&picture)]);
}

#[test]
fn no_clobber_keeps_what_is_there() {
    let root = stocked("clobber");
    let of = |name: &str| root.join(name).to_str().expect("UTF-8").to_owned();
    let (photo, table, folder) = (of("p.png"), of("d.toml"), of("tl"));
    for arguments in [
        vec!["dots", &photo, "--no-clobber", "-o", &table],
        vec![
            "render",
            &photo,
            "--no-clobber",
            "-o",
            "-",
            "--save-design",
            &table,
        ],
        vec!["timelapse", &photo, "--no-clobber", "-o", &folder],
    ] {
        let said = refused_without_a_trace(&root, &arguments);
        assert!(said.contains("there already"), "{said}");
    }
    let (fresh, again) = (root.join("fresh.csv"), root.join("fresh.csv"));
    done(&with_eyes("dots", &["-q", "--no-clobber", "-o", utf8(&fresh)]));
    refused(&with_eyes("dots", &["-q", "--no-clobber", "-o", utf8(&again)]), 2);
    done(&with_eyes("dots", &["-q", "-o", utf8(&again)]));
}

#[test]
fn what_is_wrong_with_the_options_is_said_before_any_photo_is_read() {
    let root = folder("first");
    let of = |name: &str| root.join(name).to_str().expect("UTF-8").to_owned();
    std::fs::write(root.join("file"), "").expect("a file");
    std::fs::create_dir(root.join("taken.png")).expect("a folder");
    // The photo isn't there: whoever looks for it first says so, with exit code 1.
    let (missing, picture) = (of("missing.png"), of("a.png"));
    for (options, part) in [
        (vec!["--set", "densty=90"], "did you mean 'density'"),
        (vec!["--set", "transition-zone=5"], "'edge-width'"),
        (vec!["--set", "density=900"], "0 to 300"),
        (vec!["--set", "density"], "KNOB=NUMBER"),
        (vec!["--set", "crown.density=9"], "no fill 'crown'"),
        (vec!["--style", "mullet"], "mullet"),
        (vec!["--style", "widow-peak"], "'widows-peak'"),
        (vec!["--style", "slightly back"], "'slightly-receding'"),
        (vec!["--pigment", "warm"], "'carbon-warm'"),
        (vec!["--pigment", "carbon-wram"], "did you mean 'carbon-warm'"),
        (vec!["--needle", "two-point"], "single"),
        (vec!["--school", "dust"], "dusty"),
        (vec!["--sessions", "six"], "three"),
        (vec!["--stage", "yaer:8"], "year:N"),
        (vec!["--hair-colour", "blue"], "black"),
        (vec!["--crop", "1,2,3"], "four whole numbers"),
        (vec!["--crop", "1,2,0,4"], "four whole numbers"),
        (vec!["--crop", "-1,2,3,4"], "four whole numbers"),
        (vec!["--eyes", "1,2,3"], "--eyes takes 4 numbers"),
        (vec!["--neutral", "white"], "--neutral"),
        (vec!["--view", "font"], "did you mean 'front'"),
        (vec!["--at", "elbow"], "--at elbow"),
        (vec!["--format", "jpg"], "contradict"),
    ] {
        let arguments = [&["render", &missing, "-o", &picture][..], &options].concat();
        let said = refused(&arguments, 2);
        assert!(said.contains(part), "{options:?}: {said}");
    }
    for (output, part) in [
        ("no/such/folder/a.png", "there is no folder"),
        ("file/a.png", "no folder"),
        ("taken.png", "this is a folder"),
    ] {
        let said = refused(&["render", &missing, "-o", &of(output)], 2);
        assert!(said.contains(part), "{output}: {said}");
    }
    let said = refused(&["timelapse", &missing, "-o", &of("no/tl")], 2);
    assert!(said.contains("there is no folder"), "{said}");
    refused(&["timelapse", &missing, "-o", &of("file")], 2);
    assert!(refused(&["render", &missing, "-o", &picture], 1).contains("missing.png"));
    assert_eq!(names(&root), ["file", "taken.png"]);
}

/// The program with a photo on standard input.
fn fed(arguments: &[&str], input: &[u8]) -> std::process::Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_shadowline"))
        .args(arguments)
        .env("XDG_RUNTIME_DIR", std::env::temp_dir())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    // A program that refuses doesn't read.
    let _ = stdin.write_all(input);
    drop(stdin);
    child.wait_with_output().expect("it ends")
}

#[test]
fn a_hyphen_is_standard_input_and_output() {
    let root = folder("streams");
    let photo = std::fs::read(portrait()).expect("a photo");
    for ending in ["png", "jpg"] {
        let path = root.join(format!("a.{ending}"));
        done(&with_eyes("render", &["-q", "-o", utf8(&path)]));
        let options = [
            "render", "-", "--eyes", EYES, "--chin", CHIN, "-q", "-o", "-", "--format", ending,
        ];
        let output = fed(&options, &photo);
        assert!(
            output.stdout == std::fs::read(&path).expect("a file"),
            "{}",
            text(&output.stderr)
        );
    }
    // PNG where nothing else is asked for.
    let options = [
        "render",
        "-",
        "--view",
        "guess",
        "-q",
        "-o",
        "-",
        "--max-side",
        "32",
    ];
    let output = fed(&options, &photo);
    assert!(output.stdout.starts_with(b"\x89PNG"));
    let output = fed(
        &["dots", "-", "--eyes", EYES, "--chin", CHIN, "-q", "-o", "-"],
        &photo,
    );
    assert!(text(&output.stdout) == done(&with_eyes("dots", &["-q"])));
    let design = b"format = 1\n[knobs]\ndensity = 55\n";
    let output = fed(&with_eyes("dots", &["-q", "--design", "-"]), design);
    assert!(text(&output.stdout) == done(&with_eyes("dots", &["-q", "--set", "density=55"])));
    assert!(names(&root) == ["a.jpg", "a.png"]);
}

#[test]
fn a_closed_pipe_is_no_fault() {
    for arguments in [
        &["completions", "bash"][..],
        &["man"],
        &["man", "render"],
        &["knobs", "--json"],
    ] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_shadowline"))
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("it ends");
        let said = text(&output.stderr);
        assert!(
            output.status.success() && said.is_empty(),
            "{arguments:?}: {said}"
        );
    }
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::process::ExitStatusExt;
    use std::process::Child;
    use std::time::Duration;

    /// Starts a long table over `out.csv` and stops the program while it is being written.
    fn stopped_while_writing(root: &Path) -> Child {
        let output = root.join("out.csv");
        let options = ["--no-auto", "-q", "--set", "density=300", "-o", utf8(&output)];
        let mut child = Command::new(env!("CARGO_BIN_EXE_shadowline"))
            .args(with_eyes("dots", &options))
            .env("XDG_RUNTIME_DIR", std::env::temp_dir())
            .spawn()
            .expect("the program starts");
        while parts(root).is_empty() {
            let ended = child.try_wait().expect("it can be asked");
            assert!(ended.is_none(), "it was faster than this test");
            std::thread::sleep(Duration::from_micros(200));
        }
        signal(&child, "STOP");
        child
    }

    fn signal(child: &Child, name: &str) {
        let pid = child.id().to_string();
        let status = Command::new("kill").args(["-s", name, &pid]).status();
        assert!(status.expect("kill is there").success());
    }

    fn parts(root: &Path) -> Vec<String> {
        names(root)
            .into_iter()
            .filter(|name| name.ends_with(".part"))
            .collect()
    }

    #[test]
    fn a_stopped_program_leaves_the_old_file_and_nothing_else() {
        for (name, number) in [("INT", 2), ("TERM", 15), ("HUP", 1)] {
            let root = folder(&format!("stopped-{name}"));
            std::fs::write(root.join("out.csv"), "old").expect("a file");
            let mut child = stopped_while_writing(&root);
            assert_eq!(parts(&root).len(), 1, "it was faster than this test");
            signal(&child, name);
            signal(&child, "CONT");
            let status = child.wait().expect("it ends");
            assert_eq!(status.signal(), Some(number), "{name}: {status}");
            assert_eq!(names(&root), ["out.csv"], "{name}");
            assert_eq!(std::fs::read(root.join("out.csv")).expect("a file"), b"old");
        }
    }

    #[test]
    fn what_a_killed_program_left_is_swept_at_the_next_save() {
        let root = folder("killed");
        let mut child = stopped_while_writing(&root);
        signal(&child, "KILL");
        child.wait().expect("it ends");
        assert_eq!(parts(&root).len(), 1);
        let next = root.join("next.csv");
        done(&with_eyes("dots", &["--no-auto", "-q", "-o", utf8(&next)]));
        assert_eq!(names(&root), ["next.csv"]);
    }

    #[test]
    fn a_full_disk_leaves_the_old_file_and_a_sentence() {
        let root = folder("full");
        let table = root.join("out.csv");
        std::fs::write(&table, "old").expect("a file");
        // No file may grow over a few blocks: the write fails as on a full disk.
        let output = Command::new("sh")
            .args([
                "-c",
                "ulimit -f 64; exec \"$0\" \"$@\"",
                env!("CARGO_BIN_EXE_shadowline"),
            ])
            .args(with_eyes("dots", &["--no-auto", "-q", "-o", utf8(&table)]))
            .env("XDG_RUNTIME_DIR", std::env::temp_dir())
            .output()
            .expect("sh is there");
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains("out.csv"), "{said}");
        assert_eq!(names(&root), ["out.csv"]);
        assert_eq!(std::fs::read(&table).expect("a file"), b"old");
    }

    #[test]
    fn devices_and_pipes_are_no_outputs() {
        let root = folder("devices");
        let said = refused(&["dots", portrait(), "-o", "/dev/full"], 2);
        assert!(said.contains("device"), "{said}");
        let pipe = root.join("pipe.csv");
        assert!(
            Command::new("mkfifo")
                .arg(&pipe)
                .status()
                .expect("mkfifo is there")
                .success()
        );
        refused(&["dots", portrait(), "-o", utf8(&pipe)], 2);
        assert_eq!(names(&root), ["pipe.csv"]);
    }
}

#[test]
fn slips_of_commands_are_told() {
    for (word, near) in [
        ("rendr", "render"),
        ("timelaps", "timelapse"),
        ("inspct", "inspect"),
    ] {
        let said = refused(&[word, "photo.jpg", "-o", "a.png"], 2);
        assert!(said.contains(&format!("`shadowline {near}`")), "{said}");
    }
    assert!(text(&shadowline(&["frobnicate"]).stderr).contains("no command and no file"));
}
