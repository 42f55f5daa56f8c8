use super::super::lost_work::{lost_history, lost_key, read_lost};
use super::*;
use crate::head::{FitInput, Head, PhotoFacts, solve};
use crate::project::{Passphrase, ProjectError, Shot};
use std::path::Path;
use std::time::SystemTime;

fn folders(name: &str) -> ProgramFolders {
    let root = std::env::temp_dir().join(format!("shadowline-recovery-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&root);
    std::fs::create_dir_all(root.join("recovery")).expect("a folder");
    ProgramFolders {
        config: root.join("config"),
        recovery: root.join("recovery"),
        notes: root.join("notes"),
    }
}

fn project(client: &str) -> Project {
    let facts = PhotoFacts {
        width_px: 600,
        height_px: 800,
        focal_35mm_equivalent_mm: None,
    };
    let (_, view) = solve(&facts, &FitInput::default(), &Head::default()).expect("a guess");
    let bytes = b"a photo".as_slice().into();
    Project {
        client: client.to_owned(),
        photos: vec![Shot::new("a.jpg", bytes, facts, FitInput::default(), view)],
        ..Project::default()
    }
}

/// A run that ended in the middle of its work.
fn lose(folders: &ProgramFolders, client: &str) {
    let recovery = RecoveryWriter::start(folders, |_| {}).expect("a folder");
    recovery.record(Arc::new(project(client)), "Step", None);
    recovery.finish();
}

fn entries(folder: &Path) -> usize {
    std::fs::read_dir(folder).expect("a folder").count()
}

#[test]
fn a_window_that_has_to_close_leaves_its_work_and_one_that_is_done_leaves_nothing() {
    let folders = folders("close");
    lose(&folders, "A. B.");
    assert_eq!(entries(&folders.recovery), 1);
    let done = RecoveryWriter::start(&folders, |_| {}).expect("a folder");
    done.record(Arc::new(project("C. D.")), "Step", None);
    done.forget();
    drop(done);
    assert_eq!(entries(&folders.recovery), 1);
}

#[test]
fn all_lost_work_is_listed_and_what_cannot_be_read_is_kept_and_said() {
    let folders = folders("listed");
    lose(&folders, "A. B.");
    lose(&folders, "C. D.");
    // A newer program's log, a torn one, one that lacks its photo, one without lock and step.
    for (name, log) in [
        (
            "newer",
            &b"Shadowline recovery 9, written by version 3.0.0\n????"[..],
        ),
        ("torn", &RecoveryLog::header()[..20]),
    ] {
        let folder = folders.recovery.join(name);
        std::fs::create_dir(&folder).expect("a folder");
        std::fs::write(folder.join(LOCK), "").expect("a file");
        std::fs::write(folder.join(LOG), log).expect("a file");
    }
    let photos = folders.recovery.join("photos");
    std::fs::create_dir(&photos).expect("a folder");
    std::fs::write(photos.join("0123"), "a photo").expect("a file");
    let lacks = folders.recovery.join("lacks");
    std::fs::create_dir(&lacks).expect("a folder");
    let record = RecoveryLog::record(&project("E. F.")).expect("a record");
    std::fs::write(lacks.join(LOG), [RecoveryLog::header(), record].concat()).expect("a file");
    // Nothing was ever kept here, and a run that lives.
    let empty = folders.recovery.join("empty");
    std::fs::create_dir(&empty).expect("a folder");
    std::fs::write(empty.join(LOG), RecoveryLog::header()).expect("a file");
    let living = RecoveryWriter::start(&folders, |_| {}).expect("a folder");
    living.record(Arc::new(project("G. H.")), "Step", None);
    living.finish();

    let soon = SystemTime::now() + Duration::from_secs(120);
    let lost = lost_work(&folders, soon);
    let mut seen: Vec<(&str, usize, bool)> = lost
        .iter()
        .map(|lost| (lost.client.as_str(), lost.steps, lost.trouble.is_some()))
        .collect();
    seen.sort();
    assert_eq!(
        seen,
        [
            ("", 0, true),
            ("", 0, true),
            ("", 0, true),
            ("A. B.", 1, false),
            ("C. D.", 1, false),
            ("E. F.", 1, true)
        ]
    );
    let said: String = lost.iter().filter_map(|lost| lost.trouble.clone()).collect();
    for part in [
        "newer version",
        "whole step can be read",
        "only photos",
        "One photo could not be found",
    ] {
        assert!(said.contains(part), "{said}");
    }
    assert!(!empty.exists(), "where nothing was kept, nothing is lost");
    assert_eq!(entries(&folders.recovery), 7);
    assert!(
        lost.iter()
            .all(|lost| !lost.old && lost.when.len() == "2026-11-23 18:40 -05:00".len())
    );
    let month = SystemTime::now() + Duration::from_secs(31 * 86_400);
    assert!(lost_work(&folders, month).iter().all(|lost| lost.old));
    assert_eq!(
        entries(&folders.recovery),
        7,
        "what is old is asked for, not deleted"
    );
}

#[test]
fn after_a_full_disk_the_log_is_begun_anew_with_its_header() {
    let folders = folders("full");
    let folder = folders.recovery.join("run");
    let mut writer = LogWriter {
        folder: folder.clone(),
        log: None,
        key: None,
        holds: false,
    };
    let states = ["A", "B", "C", "D"].map(project);
    writer.record(&states[0], "Step", None).expect("room");
    // The disk is full in the middle of a record: a file that can only be read takes nothing.
    let log = folder.join(LOG);
    let record = RecoveryLog::record(&states[1]).expect("a record");
    std::fs::write(
        &log,
        [std::fs::read(&log).expect("a log"), record[..60].to_vec()].concat(),
    )
    .expect("a file");
    writer.log = Some(File::open(&log).expect("a log"));
    assert!(writer.record(&states[1], "Step", None).is_err());
    let read = || {
        let bytes = std::fs::read(&log).expect("a log");
        assert!(bytes.starts_with(&RecoveryLog::header()));
        RecoveryLog::read(&bytes, |hash| std::fs::read(folder.join(hash)).ok())
    };
    let client = |found: Result<Option<crate::project::RecoveredWork>, ProjectError>| {
        found.expect("readable").expect("a record").project.client
    };
    assert_eq!(client(read()), "A", "what was kept before is still there");
    writer.record(&states[2], "Step", None).expect("room again");
    assert_eq!(client(read()), "C");
    writer.record(&states[3], "Step", None).expect("room");
    assert_eq!(client(read()), "D");
}

#[test]
fn the_window_hears_when_work_is_not_kept_and_when_it_is_again() {
    let folders = folders("told");
    let (sender, told) = channel();
    let recovery = RecoveryWriter::start(&folders, move |why| drop(sender.send(why))).expect("a folder");
    let folder = std::fs::read_dir(&folders.recovery)
        .expect("a folder")
        .next()
        .expect("the run's")
        .expect("an entry")
        .path();
    recovery.record(Arc::new(project("A")), "Step", None);
    recovery.finish();
    assert!(told.try_recv().is_err(), "nothing is wrong yet");
    std::fs::remove_dir_all(&folder).expect("it goes");
    std::fs::write(&folder, "no folder").expect("a file in its place");
    recovery.record(Arc::new(project("B")), "Step", None);
    recovery.finish();
    let why = told.try_recv().expect("something is said").expect("a reason");
    assert!(why.contains("not being kept"), "{why}");
    std::fs::remove_file(&folder).expect("it goes");
    recovery.record(Arc::new(project("C")), "Step", None);
    recovery.finish();
    let all: Vec<_> = told.try_iter().collect();
    assert_eq!(all.last(), Some(&None), "{all:?}");
    drop(recovery);
    let lost = lost_work(&folders, SystemTime::now());
    assert_eq!((lost.len(), lost[0].client.as_str()), (1, "C"));
}

#[test]
fn of_two_windows_one_alone_takes_lost_work_up() {
    let folders = folders("claimed");
    lose(&folders, "A. B.");
    // Both have it in their lists.
    let folder = lost_work(&folders, SystemTime::now())[0].folder.clone();
    let first = WorkClaim::on(&folder).expect("nobody has it yet");
    assert!(WorkClaim::on(&folder).is_none(), "the other window is too late");
    assert!(
        lost_work(&folders, SystemTime::now()).is_empty(),
        "no third one is offered it"
    );
    // A window that could not keep it gives it back.
    drop(first);
    let again = WorkClaim::on(&folder).expect("it is free again");
    let this_run = RecoveryWriter::start(&folders, |_| {}).expect("a folder");
    this_run.record(Arc::new(project("A. B.")), "Step", None);
    this_run.remove_then(again);
    this_run.finish();
    assert!(!folder.exists());
    assert!(
        WorkClaim::on(&folder).is_none() && !folder.exists(),
        "nothing is made anew"
    );
}

#[cfg(unix)]
#[test]
fn nobody_else_may_look_at_what_is_kept() {
    use std::os::unix::fs::PermissionsExt;
    let folders = folders("modes");
    lose(&folders, "A. B.");
    let mode = |path: &Path| std::fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
    assert_eq!(mode(&folders.recovery), 0o700);
    let lost = lost_work(&folders, SystemTime::now());
    assert_eq!(mode(&lost[0].folder), 0o700);
    let files: Vec<_> = std::fs::read_dir(&lost[0].folder).expect("a folder").collect();
    assert_eq!(files.len(), 3, "lock, log and photo");
    for file in files {
        let path = file.expect("an entry").path();
        assert_eq!(mode(&path), 0o600, "{}", path.display());
    }
}

#[test]
fn what_full_disks_have_left_is_offered() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/hostile");
    let examples = ["torn_recovery", "headless_recovery"].map(|name| shared.join(name));
    let there: Vec<_> = examples.iter().filter(|path| path.exists()).collect();
    println!("skipped {} of 2", 2 - there.len());
    for example in there {
        let folders = folders("examples");
        for run in std::fs::read_dir(example).expect("a folder").flatten() {
            let copy = folders.recovery.join(run.file_name());
            std::fs::create_dir(&copy).expect("a folder");
            for file in std::fs::read_dir(run.path()).expect("a folder").flatten() {
                std::fs::copy(file.path(), copy.join(file.file_name())).expect("a copy");
            }
        }
        let lost = lost_work(&folders, SystemTime::now());
        assert_eq!(lost.len(), 1, "{}", example.display());
        assert!(lost[0].is_readable() && lost[0].trouble.is_none(), "{lost:?}");
    }
}

/// All bytes of a folder's files, and their names.
fn everything(folder: &Path) -> Vec<u8> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        all.extend(entry.file_name().to_string_lossy().as_bytes());
        all.extend(std::fs::read(entry.path()).expect("a file"));
    }
    all
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|place| place == part)
}

#[test]
fn lost_work_of_a_protected_project_tells_nothing_without_its_passphrase() {
    let folders = folders("protected");
    let passphrase = |text: &str| Passphrase::new(text.to_owned());
    let key = Arc::new(ProjectKey::new(passphrase("four small quiet words")));
    let this_run = RecoveryWriter::start(&folders, |why| assert_eq!(why, None)).expect("a folder");
    let hash = project("Q. Zx.").photos[0].hash.clone();
    // It lay open until the project was protected.
    this_run.record(Arc::new(project("Q. Zx.")), "Open", None);
    this_run.finish();
    // Other tests of this process have runs of their own.
    let folder = std::fs::read_dir(&folders.recovery)
        .expect("a folder")
        .flatten()
        .map(|entry| entry.path())
        .find(|path| path.is_dir())
        .expect("this run's folder");
    assert!(holds(&everything(&folder), b"Q. Zx."));
    for step in ["Density", "Shade"] {
        this_run.record(Arc::new(project("Q. Zx.")), step, Some(Arc::clone(&key)));
        this_run.finish();
        let all = everything(&folder);
        for told in [&b"Q. Zx."[..], b"a photo", b"Density", hash.as_bytes()] {
            assert!(!holds(&all, told), "{}", String::from_utf8_lossy(told));
        }
    }
    drop(this_run);
    let list = lost_work(&folders, SystemTime::now());
    let [lost] = &list[..] else {
        panic!("{list:?}");
    };
    assert!(
        lost.protected && lost.is_readable() && lost.client.is_empty(),
        "{lost:?}"
    );
    assert_eq!(lost.steps, 2);
    assert_eq!(
        lost_key(&folder, passphrase("another one entirely")).err(),
        Some(ProjectError::WrongPassphrase)
    );
    assert!(read_lost(&folder, None).is_err());
    let key = lost_key(&folder, passphrase("four small quiet words")).expect("the key");
    let found = read_lost(&folder, Some(&key)).expect("the work");
    assert_eq!((found.project.client.as_str(), found.lost_photos), ("Q. Zx.", 0));
    let history = lost_history(&folder, Some(&key)).expect("its steps");
    assert_eq!(history.label(), "Shade");
    std::fs::remove_dir_all(&folders.recovery).expect("removed");
}
