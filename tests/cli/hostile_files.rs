//! Every hostile file of the shared folder through every command that reads one, with a bound on memory: drawn, or refused with a
//! sentence. (Time isn't tested; `docs/safety.md` has what was measured.)

use crate::program::{folder, portrait, text};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

/// Most memory, kB: 500 MB.
const MOST_KB: u32 = 500_000;
/// What may be reserved at all, kB, so that a memory bomb harms nobody: threads and the software driver reserve much more than
/// they use.
const RESERVED_KB: u32 = 3_000_000;

fn files(beginning: &str, ending: &str) -> Vec<PathBuf> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/hostile");
    let entries = std::fs::read_dir(shared).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    files.retain(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with(beginning) && name.ends_with(ending)
    });
    files.sort();
    files
}

/// The program under a bound on what it may reserve, kB.
fn bounded(most_kb: u32, arguments: &[&str]) -> Command {
    let mut command = Command::new("sh");
    command
        .args(["-c", "ulimit -d \"$0\" && exec \"$@\"", &most_kb.to_string()])
        .arg(env!("CARGO_BIN_EXE_shadowline"))
        .args(arguments)
        .env("XDG_RUNTIME_DIR", std::env::temp_dir());
    command
}

/// The most memory that a running program has used so far, kB; none where the system doesn't tell, or it has ended.
fn peak_kb(pid: u32) -> Option<u32> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse().ok()
}

// Linux alone bounds by `ulimit -d` all that a program may reserve.
#[cfg(target_os = "linux")]
#[test]
fn a_photo_for_which_there_is_no_memory_is_refused_with_a_sentence() {
    // A GIF of 10,000 × 10,000 px that is all one block of zeros: 400 MB of samples, twice.
    let path = folder("no-memory").join("large.gif");
    let mut gif = b"GIF89a".to_vec();
    gif.extend([0x10, 0x27, 0x10, 0x27, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]);
    gif.extend([0x2c, 0, 0, 0, 0, 0x10, 0x27, 0x10, 0x27, 0, 2, 1, 0x44, 0, 0x3b]);
    std::fs::write(&path, gif).expect("a file");
    let file = path.to_str().expect("UTF-8");
    let output = bounded(MOST_KB, &["inspect", file])
        .output()
        .expect("the program starts");
    let said = text(&output.stderr);
    assert!(
        output.status.code() == Some(1) && said.contains("free memory"),
        "{said}"
    );
}

/// Whether it was done; a sentence otherwise, and nothing left behind.
fn done_or_refused(arguments: &[&str], out: &Path) -> bool {
    let _ = std::fs::remove_file(out);
    // A file takes whatever is said; a full pipe that nobody reads would hold the program for ever.
    let words = out.with_file_name("words.txt");
    let mut child = bounded(RESERVED_KB, arguments)
        .stdout(Stdio::null())
        .stderr(std::fs::File::create(&words).expect("a file"))
        .spawn()
        .expect("the program starts");
    let mut peak = 0;
    let status = loop {
        if let Some(status) = child.try_wait().expect("it can be asked") {
            break status;
        }
        peak = peak.max(peak_kb(child.id()).unwrap_or(0));
        std::thread::sleep(Duration::from_millis(2));
    };
    assert!(peak < MOST_KB, "{arguments:?} took {peak} kB");
    let said = text(&std::fs::read(&words).expect("what was said"));
    let lines = said.lines().count();
    assert!(
        said.len() < 2000 && !said.contains("panicked"),
        "{arguments:?}: {} bytes in {lines} lines: {}",
        said.len(),
        said.chars().take(300).collect::<String>()
    );
    match status.code() {
        Some(0) => assert!(out.exists(), "{arguments:?}: nothing was written"),
        Some(1 | 2) => assert!(said.len() > 25 && !out.exists(), "{arguments:?}: {said}"),
        other => panic!("{arguments:?} ended with {other:?}: {said}"),
    }
    status.success()
}

#[test]
fn hostile_projects_and_views_are_drawn_or_refused_in_little_memory() {
    let folder = folder("hostile-files");
    let place = |name: &str| folder.join(name).to_string_lossy().into_owned();
    let (picture, table, project) = (place("o.png"), place("o.csv"), place("o.shadowline"));
    // So that the bound is not what refuses.
    assert!(done_or_refused(
        &["render", "--demo", "-o", &picture],
        Path::new(&picture)
    ));
    let mut drawn = Vec::new();
    let projects = files("", ".shadowline");
    for path in &projects {
        let file = path.to_str().expect("UTF-8");
        let outcomes = [
            done_or_refused(&["render", file, "-o", &picture], Path::new(&picture)),
            done_or_refused(&["dots", file, "-o", &table], Path::new(&table)),
        ];
        assert_eq!(
            outcomes[0], outcomes[1],
            "{file}: one command draws it, the other one doesn't"
        );
        drawn.extend(outcomes[0].then(|| path.file_name().unwrap_or_default().to_os_string()));
    }
    let views = files("view_", ".json");
    for path in &views {
        let file = path.to_str().expect("UTF-8");
        let save = [
            "render",
            portrait(),
            "--view",
            file,
            "--save-project",
            &project,
            "-o",
            &picture,
        ];
        assert!(
            !done_or_refused(&save, Path::new(&picture)),
            "{file} was taken for a view"
        );
        assert!(!Path::new(&project).exists(), "{file}");
        assert!(!done_or_refused(
            &["dots", portrait(), "--view", file, "-o", &table],
            Path::new(&table)
        ));
    }
    println!(
        "{} projects ({drawn:?} drawn), {} views; skipped where 0",
        projects.len(),
        views.len()
    );
}
