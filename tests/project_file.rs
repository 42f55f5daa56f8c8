//! The project file and the recovery log: what goes in comes out, and what is wrong is refused with a sentence.

#[path = "support/projects.rs"]
mod projects;

use glam::{DVec2, DVec3};
use projects::{archive, bytes_of, full, texts_of};
use proptest::prelude::*;
use shadowline::design::{Knob, PointName};
use shadowline::head::{At, Given, HairMap, KeepFree, OwnScalp, ResidualWarp, ViewSource};
use shadowline::project::{
    Adjust, Edit, Limits, Project, ProjectError, RecoveryLog, is_project, read, write,
};
use std::io::{Cursor, Write};

fn sentence(bytes: &[u8]) -> String {
    let error = read(bytes, &Limits::default()).expect_err("refused");
    let sentence = error.to_string();
    assert!(sentence.len() > 40, "{sentence}");
    sentence
}

#[test]
fn everything_comes_back_as_it_was() {
    for project in [Project::default(), full()] {
        let bytes = bytes_of(&project);
        assert!(is_project(&bytes));
        let found = read(&bytes, &Limits::default()).expect("our own file");
        assert!(found == project);
        for (a, b) in found.photos.iter().zip(&project.photos) {
            assert!(a.bytes == b.bytes, "the photo's bytes are untouched");
        }
        assert!(bytes_of(&found) == bytes, "equal projects are equal files");
    }
}

#[test]
fn the_archive_is_readable_by_other_programs() {
    let project = full();
    let mut bytes = Cursor::new(Vec::new());
    write(&project, Some(b"a small picture"), &mut bytes).expect("written");
    let texts = texts_of(bytes.get_ref());
    let names: Vec<&str> = texts.keys().map(String::as_str).collect();
    for name in [
        "project.toml",
        "designs/A.toml",
        "designs/B-not-agreed.toml",
        "designs/snapshot-before-lunch.toml",
        "photos/front.jpg",
        "photos/front-2.jpg",
        "photos/etc-passwd",
        "thumbnail.jpg",
    ] {
        assert!(names.contains(&name), "no {name} in {names:?}");
    }
    assert!(texts["photos/front.jpg"] == project.photos[0].bytes.as_ref());
    let text = String::from_utf8(texts["project.toml"].clone()).expect("UTF-8");
    for line in [
        "format = 1",
        "client = \"M. K.\"",
        "shown-variant = 2",
        "breadth_mm = ",
    ] {
        assert!(text.contains(line), "{line} in\n{text}");
    }
    let design = String::from_utf8(texts["designs/A.toml"].clone()).expect("UTF-8");
    for knob in Knob::all() {
        assert!(
            design.contains(&format!("{} = ", knob.row().name)),
            "{} is not written",
            knob.row().name
        );
    }
    assert_eq!(
        shadowline::project::thumbnail(bytes.get_ref()).as_deref(),
        Some(&b"a small picture"[..])
    );
}

#[test]
fn solved_views_keep_every_digit() {
    let mut project = full();
    let shot = &mut project.photos[1];
    shot.view.warp = ResidualWarp {
        reach_px: 31.7,
        anchors_px: vec![DVec2::new(0.1, 1.0 / 3.0)],
        weights_px: vec![DVec2::new(-1e-17, 2.5e9)],
    };
    shot.view.source = ViewSource::Handles;
    shot.given = Given {
        eyes: Some([DVec2::new(1.1, 2.2), DVec2::new(std::f64::consts::PI, 4.0)]),
        at: Some(At::Point(DVec3::new(1.0, -2.5, 0.1))),
        focal_px: Some(1_234.567_890_123_4),
        ..Given::default()
    };
    shot.adjust = Adjust {
        quarter_turns: 3,
        straighten_deg: -2.25,
        crop: Some([0.1, 0.0, 0.9, 1.0]),
        balance: Some([1.12, 1.0, 0.913]),
    };
    assert!(read(&bytes_of(&project), &Limits::default()).expect("our own file") == project);
}

#[test]
fn what_the_client_s_scalp_carries_is_kept_and_nonsense_in_it_refused() {
    let mut project = full();
    let samples = (0..9_000).map(|i| {
        let turn = f64::from(i) * 0.7;
        let direction = DVec3::new(turn.cos(), f64::from(i) / 4_500.0 - 1.0, turn.sin()).normalize();
        (direction, f64::from(i % 7) / 6.0, 1.0)
    });
    project.own = OwnScalp {
        hair: Some(HairMap::of(samples)),
        hair_over_skin: Some([0.1, 0.12, 0.2]),
        skin_deg: Some(-12.0),
        keep_free: vec![KeepFree {
            direction: [0.0, 1.0, 0.0],
            diameter_mm: 4.0,
        }],
    };
    let bytes = bytes_of(&project);
    assert!(read(&bytes, &Limits::default()).expect("our own file") == project);
    let mut texts = texts_of(&bytes);
    let text = String::from_utf8(texts["project.toml"].clone()).expect("UTF-8");
    texts.insert(
        "project.toml".into(),
        text.replace("diameter-mm = 4.0", "diameter-mm = -4.0").into(),
    );
    let said = sentence(&archive(&texts));
    assert!(said.contains("place 1 to keep free"), "{said}");
    let wrong = text.replace("skin-deg = -12.0", "skin-deg = 120.0");
    assert_ne!(wrong, text);
    texts.insert("project.toml".into(), wrong.into());
    let said = sentence(&archive(&texts));
    assert!(said.contains("skin-deg"), "{said}");
}

#[test]
fn a_recipe_that_gives_another_line_leaves_the_stored_one() {
    let project = full();
    let mut texts = texts_of(&bytes_of(&project));
    let text = String::from_utf8(texts["project.toml"].clone()).expect("UTF-8");
    // As a version whose recipe put the middle elsewhere would have written it.
    let line = text
        .lines()
        .find(|line| line.starts_with("front-middle = "))
        .expect("the middle");
    texts.insert(
        "project.toml".into(),
        text.replacen(line, "front-middle = [0.0, 0.6, 0.8]", 1).into(),
    );
    let found = read(&archive(&texts), &Limits::default()).expect("a project");
    let points = &found.variants[0].design.points;
    assert_eq!(
        points[&PointName::named("front-middle").expect("a point")],
        [0.0, 0.6, 0.8]
    );
    let same = found.variants[0].design.points.len() - project.variants[0].design.points.len();
    assert!(same <= 1, "{points:?}");
}

#[test]
fn what_is_no_project_is_called_so() {
    for bytes in [&b""[..], b"hello", b"\xff\xd8\xff\xe0 a photo"] {
        assert!(!is_project(bytes));
        assert!(sentence(bytes).contains("no Shadowline project"));
    }
    let other = archive(&[("letter.txt".to_owned(), b"Dear".to_vec())].into());
    assert!(!is_project(&other));
    assert!(sentence(&other).contains("project.toml"));
}

#[test]
fn a_newer_file_is_called_newer() {
    let mut texts = texts_of(&bytes_of(&full()));
    texts.insert("project.toml".into(), b"format = 2\nholograms = true\n".to_vec());
    let said = sentence(&archive(&texts));
    assert!(
        said.contains("newer version") && said.contains("update the program"),
        "{said}"
    );
}

#[test]
fn unknown_keys_are_named_with_file_and_line() {
    let whole = texts_of(&bytes_of(&full()));
    for file in ["project.toml", "designs/A.toml"] {
        let mut texts = whole.clone();
        let text = String::from_utf8(texts[file].clone()).expect("UTF-8");
        texts.insert(file.into(), text.replacen('\n', "\ncolour = \"red\"\n", 1).into());
        let said = sentence(&archive(&texts));
        assert!(
            said.contains(file) && said.contains("line 2") && said.contains("colour"),
            "{said}"
        );
    }
    for (from, to) in [
        ("focal_px = ", "focal_px = nan # "),
        ("breadth_mm = ", "breadth_mm = 1e300 # "),
    ] {
        let mut texts = whole.clone();
        let text = String::from_utf8(texts["project.toml"].clone()).expect("UTF-8");
        texts.insert("project.toml".into(), text.replacen(from, to, 1).into());
        sentence(&archive(&texts));
    }
}

#[test]
fn what_is_missing_or_changed_is_named() {
    let whole = texts_of(&bytes_of(&full()));
    for file in ["photos/front-2.jpg", "designs/B-not-agreed.toml"] {
        let mut texts = whole.clone();
        texts.remove(file);
        let said = sentence(&archive(&texts));
        assert!(said.contains("lacks") && said.contains(file), "{said}");
    }
    let mut texts = whole.clone();
    texts.get_mut("photos/front.jpg").expect("a photo")[7] ^= 1;
    let said = sentence(&archive(&texts));
    assert!(
        said.contains("photos/front.jpg") && said.contains("changed"),
        "{said}"
    );
}

#[test]
fn hostile_archives_are_refused() {
    let whole = texts_of(&bytes_of(&full()));
    for name in [
        "../evil.toml",
        "/etc/passwd",
        "a/../../b",
        "c:\\x",
        "photos//x",
        "./x",
    ] {
        let mut texts = whole.clone();
        texts.insert(name.to_owned(), b"x".to_vec());
        assert!(sentence(&archive(&texts)).contains("for safety"), "{name}");
    }
    let mut many = whole.clone();
    many.extend((0..2000).map(|n| (format!("masks/{n}"), Vec::new())));
    assert!(sentence(&archive(&many)).contains("files"));
    // 100 MB of blanks in 100 kB.
    let mut bomb = whole.clone();
    bomb.insert("designs/A.toml".into(), vec![b' '; 100 << 20]);
    assert!(sentence(&archive(&bomb)).contains("unpacks"));
    let limits = Limits {
        total_bytes: 2000,
        ..Limits::default()
    };
    assert!(matches!(
        read(&bytes_of(&full()), &limits),
        Err(ProjectError::Unsafe { .. })
    ));
    let twice = projects::with_a_name_twice(&whole);
    sentence(&twice);
}

#[test]
fn cut_and_flipped_files_are_errors_and_never_panics() {
    let project = full();
    let bytes = bytes_of(&project);
    for end in (0..bytes.len()).step_by(37).chain(bytes.len() - 60..bytes.len()) {
        assert!(read(&bytes[..end], &Limits::default()).is_err(), "cut at {end}");
    }
    for at in (0..bytes.len()).step_by(53) {
        let mut flipped = bytes.clone();
        flipped[at] ^= 0x55;
        if let Ok(found) = read(&flipped, &Limits::default()) {
            // Only what nobody reads may have changed: times, rights, the archive's hints.
            assert!(found == project, "a flip at {at} went unseen");
        }
    }
}

fn states() -> Vec<Project> {
    let mut project = full();
    let mut states = vec![project.clone()];
    for value in [40.0, 70.0, 110.0] {
        let set = Edit::Set {
            knob: Knob::Density,
            value,
            fill: None,
        };
        project = project.apply(set).expect("in range");
        states.push(project.clone());
    }
    states
}

fn log(states: &[Project]) -> (Vec<u8>, Vec<usize>) {
    let mut bytes = RecoveryLog::header();
    let mut ends = Vec::new();
    for state in states {
        bytes.extend(RecoveryLog::record(state).expect("a record"));
        ends.push(bytes.len());
    }
    (bytes, ends)
}

fn photo_of(project: &Project) -> impl Fn(&str) -> Option<Vec<u8>> {
    move |hash| {
        let shot = project.photos.iter().find(|shot| shot.hash == hash)?;
        Some(shot.bytes.to_vec())
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn a_log_cut_anywhere_gives_its_last_whole_record(share in 0.0..1.0f64, garbage in prop::collection::vec(any::<u8>(), 0..40)) {
        let states = states();
        let (bytes, ends) = log(&states);
        let cut = (share * (bytes.len() + 1) as f64) as usize;
        let mut torn = bytes[..cut].to_vec();
        let whole = ends.iter().filter(|end| **end <= cut).count();
        let found = RecoveryLog::read(&torn, photo_of(&states[0])).expect("no error");
        prop_assert_eq!(found.as_ref().map(|(_, steps)| *steps).unwrap_or(0), whole);
        prop_assert!(found.map(|(project, _)| project) == whole.checked_sub(1).map(|last| states[last].clone()));
        // What a disk may leave behind the end.
        torn.truncate(whole.checked_sub(1).map_or(0, |last| ends[last]));
        torn.write_all(&garbage).expect("memory");
        let steps = RecoveryLog::read(&torn, photo_of(&states[0])).expect("no error").map_or(0, |(_, steps)| steps);
        prop_assert!(steps == whole);
    }
}

#[test]
fn a_log_without_its_photos_says_so() {
    let (bytes, _) = log(&states());
    let said = RecoveryLog::read(&bytes, |_| None)
        .expect_err("no photo")
        .to_string();
    assert!(said.contains("front.jpg"), "{said}");
    let said = RecoveryLog::read(&bytes, |_| Some(b"another".to_vec()))
        .expect_err("changed")
        .to_string();
    assert!(said.contains("front.jpg"), "{said}");
    let photo = full().photos[0].bytes.clone();
    assert!(
        !bytes.windows(20).any(|part| part == &photo[..20]),
        "photos are not in the log"
    );
}
