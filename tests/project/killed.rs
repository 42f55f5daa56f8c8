//! Kill −9 in the middle of work, and a count of what was lost. The work is done by this test program itself in a process
//! of its own, through the doors that the window uses; exports by the built program.

use crate::kept::{folders, kept_in};
use crate::program::{portrait, shadowline};
use crate::projects;
use shadowline::app::watch_for_falls;
use shadowline::project::{ArchiveLimits, Project, read};
use shadowline::store::{KnownFile, RecoveryWriter, WriteOutcome, WriteTarget, save_project};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

/// What a child is to do, and where: `save /folder`.
const ROLE: &str = "SHADOWLINE_KILL_ROLE";
/// Kills in the gate; `SHADOWLINE_KILLS` asks for more.
const FEW: u64 = 10;
/// States that wait to be kept when the child falls: a disk takes longer than the hand.
const STATES: u64 = 30;
/// Time between two gestures of the child: a quick hand's, so that a slow disk isn't taken for a loss.
const GESTURE: Duration = Duration::from_millis(100);

fn kills() -> u64 {
    std::env::var("SHADOWLINE_KILLS").map_or(FEW, |count| count.parse().expect("a number of kills"))
}

fn folder(name: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("shadowline-killed-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(&path).expect("a folder");
    path
}

/// A project whose client is a number.
fn numbered(number: u64) -> Project {
    Project {
        client: number.to_string(),
        ..projects::full()
    }
}

fn number_of(project: &Project) -> u64 {
    project.client.parse().expect("a number")
}

/// The child's whole life: it works until it is killed, and says each number that it has come to.
#[test]
fn work_until_killed() {
    let Ok(role) = std::env::var(ROLE) else {
        return;
    };
    let (role, folder) = role.split_once(' ').expect("a role and a folder");
    let folder = Path::new(folder);
    let say = |number: u64| {
        let mut out = std::io::stdout().lock();
        writeln!(out, "did {number}")
            .and_then(|()| out.flush())
            .expect("somebody listens");
    };
    match role {
        "save" => {
            let path = folder.join("client.shadowline");
            let mut own: Vec<KnownFile> = KnownFile::opened(&path).into_iter().collect();
            for number in 1.. {
                let project = numbered(number);
                let target = WriteTarget::new(path.clone(), false, &own, &project);
                match save_project(&project, None, &target, None).expect("it can be written") {
                    WriteOutcome::Written(written) => written.remember(&mut own),
                    WriteOutcome::Taken => panic!("its own file"),
                }
                say(number);
            }
        }
        "fall" => {
            let recovery = RecoveryWriter::start(&folders(folder), |_| {}).expect("a folder");
            watch_for_falls();
            for number in 1..=STATES {
                recovery.record(Arc::new(numbered(number)), "Step", None);
            }
            // Nothing but what watches for the fall may write now.
            std::mem::forget(recovery);
            let _ = std::panic::catch_unwind(|| panic!("a mistake"));
            std::process::abort();
        }
        _ => {
            let recovery =
                RecoveryWriter::start(&folders(folder), |why| panic!("{why:?}")).expect("a folder");
            for number in 1.. {
                recovery.record(Arc::new(numbered(number)), "Step", None);
                say(number);
                std::thread::sleep(GESTURE);
            }
        }
    }
}

/// This test program as a child with a role.
fn child(role: &str, folder: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    command
        .args([
            "--exact",
            "killed::work_until_killed",
            "--nocapture",
            "--test-threads=1",
        ])
        .env(ROLE, format!("{role} {}", folder.display()));
    command
}

/// Lets a child work for a while and kills it; the last number that it has said.
fn killed(role: &str, folder: &Path, while_it: Duration) -> u64 {
    let mut child = child(role, folder)
        .stdout(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut said = BufReader::new(child.stdout.take().expect("its output"));
    let mut last = 0;
    // The clock starts with the first thing done, so that it is killed at work and not at its start.
    let mut line = String::new();
    while said.read_line(&mut line).expect("its words") > 0 {
        if let Some(number) = number_in(&line) {
            last = number;
            break;
        }
        line.clear();
    }
    std::thread::sleep(while_it);
    kill(&mut child);
    for line in said.lines().map_while(Result::ok) {
        last = number_in(&line).unwrap_or(last);
    }
    assert!(last > 0, "the child did nothing");
    last
}

fn number_in(line: &str) -> Option<u64> {
    // The test program's own words may stand before it on the line.
    let (_, number) = line.trim().rsplit_once("did ")?;
    number.parse().ok()
}

fn kill(child: &mut Child) {
    child.kill().expect("it lives");
    child.wait().expect("it ends");
}

fn a_while(kill: u64, longest_ms: u64) -> Duration {
    // Spread over the whole stretch, and the same at each run.
    Duration::from_millis((kill * 7919) % longest_ms)
}

fn open(path: &Path) -> Result<Project, String> {
    let bytes = std::fs::read(path).map_err(|error| error.to_string())?;
    read(&bytes, &ArchiveLimits::default()).map_err(|error| error.to_string())
}

#[test]
fn saving_that_is_killed_tears_no_file() {
    let folder = folder("save");
    let path = folder.join("client.shadowline");
    std::fs::write(&path, projects::bytes_of(&numbered(0))).expect("yesterday's");
    let former = folder.join("client.former.shadowline");
    let mut newer = 0;
    for kill in 0..kills() {
        std::fs::write(&path, projects::bytes_of(&numbered(0))).expect("yesterday's");
        let said = killed("save", &folder, a_while(kill, 97));
        let there = number_of(&open(&path).expect("the file opens"));
        // What was said to be saved is there; one more may be, that nobody heard of.
        assert!(there == said || there == said + 1, "saved {said}, found {there}");
        newer += there - said;
        assert_eq!(number_of(&open(&former).expect("the former version opens")), 0);
    }
    let left = std::fs::read_dir(&folder).expect("a folder").count() - 2;
    println!(
        "saving: {} kills, 0 torn files, 0 savings lost, {newer} finished unheard, {left} unfinished files beside",
        kills()
    );
    assert!(left as u64 <= kills(), "at most one unfinished file a kill");
    std::fs::remove_dir_all(&folder).expect("it goes");
}

/// The number of the state that the next start would offer, 0 where the first one was not kept yet.
fn kept_number(folder: &Path) -> u64 {
    kept_in(&folders(folder)).map_or(0, |project| number_of(&project))
}

#[test]
fn work_that_is_killed_loses_its_last_gestures_at_most() {
    let mut lost_gestures: BTreeMap<u64, u64> = BTreeMap::new();
    for kill in 0..kills() {
        let folder = folder("work");
        let said = killed("work", &folder, a_while(kill, 997));
        *lost_gestures
            .entry(said.saturating_sub(kept_number(&folder)))
            .or_default() += 1;
        std::fs::remove_dir_all(&folder).expect("it goes");
    }
    println!(
        "work: {} kills, gestures lost → how often: {lost_gestures:?}",
        kills()
    );
    // A gesture that was said while the last one's record was under way may go with it (one in 200 kills, docs/safety.md).
    assert!(lost_gestures.keys().all(|lost| *lost <= 2), "{lost_gestures:?}");
}

#[test]
fn a_program_that_falls_keeps_the_last_state_first() {
    let folder = folder("fall");
    let status = child("fall", &folder)
        .stderr(Stdio::null())
        .status()
        .expect("it starts");
    assert!(!status.success());
    assert_eq!(kept_number(&folder), STATES);
    std::fs::remove_dir_all(&folder).expect("it goes");
}

#[test]
fn an_export_that_is_killed_leaves_the_old_picture_or_the_new_one() {
    let folder = folder("export");
    let out = folder.join("picture.png");
    let place = out.to_string_lossy().into_owned();
    let arguments = ["render", portrait(), "--view", "guess", "-o", &place, "--quiet"];
    let start = std::time::Instant::now();
    let done = shadowline(&arguments);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let whole_ms = u64::try_from(start.elapsed().as_millis()).expect("a short time");
    let new = std::fs::read(&out).expect("a picture");
    let (mut old_ones, mut new_ones) = (0, 0);
    // Each is a start of the program with its graphics: fewer in the gate.
    let count = if kills() > FEW { kills() } else { 3 };
    for kill in 0..count {
        std::fs::write(&out, b"the old picture").expect("a file");
        let mut child = Command::new(env!("CARGO_BIN_EXE_shadowline"))
            .args(arguments)
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        std::thread::sleep(a_while(kill + 1, whole_ms + whole_ms / 5));
        let _ = child.kill();
        child.wait().expect("it ends");
        let there = std::fs::read(&out).expect("a picture");
        assert!(there == new || there == b"the old picture", "a torn picture");
        *(if there == new {
            &mut new_ones
        } else {
            &mut old_ones
        }) += 1;
    }
    let left = std::fs::read_dir(&folder).expect("a folder").count() - 1;
    println!(
        "exporting: {count} kills, 0 torn pictures, {old_ones} old, {new_ones} new, {left} unfinished files beside"
    );
    std::fs::remove_dir_all(&folder).expect("it goes");
}
