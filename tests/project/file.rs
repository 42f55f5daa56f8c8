//! The project file and the recovery log: what goes in comes out, and what is wrong is refused with a sentence.

use crate::projects::{self, archive, bytes_of, full, texts_of};
use glam::{DVec2, DVec3};
use proptest::prelude::*;
use shadowline::design::{Knob, PointName};
use shadowline::head::{ClientScalp, CloseUpPlace, FitInput, HairMap, KeepFree, ResidualWarp, ViewSource};
use shadowline::project::{
    ArchiveLimits, Edit, PhotoAdjust, Project, ProjectEdit, ProjectError, RecoveryLog, is_project, read,
    write,
};
use std::io::{Cursor, Write};
use std::sync::Arc;

fn sentence(bytes: &[u8]) -> String {
    let error = read(bytes, &ArchiveLimits::default()).expect_err("refused");
    let sentence = error.to_string();
    assert!(sentence.len() > 40, "{sentence}");
    sentence
}

#[test]
fn everything_comes_back_as_it_was() {
    for project in [Project::default(), full()] {
        let bytes = bytes_of(&project);
        assert!(is_project(&bytes));
        let found = read(&bytes, &ArchiveLimits::default()).expect("our own file");
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
        weights_px: vec![DVec2::new(-1e-17, 2.5e5)],
    };
    shot.view.source = ViewSource::Handles;
    shot.given = FitInput {
        eyes: Some([DVec2::new(1.1, 2.2), DVec2::new(std::f64::consts::PI, 4.0)]),
        at: Some(CloseUpPlace::Point(DVec3::new(1.0, -2.5, 0.1))),
        focal_px: Some(1_234.567_890_123_4),
        ..FitInput::default()
    };
    shot.adjust = PhotoAdjust {
        quarter_turns: 3,
        straighten_deg: -2.25,
        crop: Some([0.1, 0.0, 0.9, 1.0]),
        balance: Some([1.12, 1.0, 0.913]),
    };
    assert!(read(&bytes_of(&project), &ArchiveLimits::default()).expect("our own file") == project);
}

#[test]
fn what_the_client_s_scalp_carries_is_kept_and_nonsense_in_it_refused() {
    let mut project = full();
    let samples = (0..9_000).map(|i| {
        let turn = f64::from(i) * 0.7;
        let direction = DVec3::new(turn.cos(), f64::from(i) / 4_500.0 - 1.0, turn.sin()).normalize();
        (direction, f64::from(i % 7) / 6.0, 1.0)
    });
    project.own = ClientScalp {
        hair: Some(HairMap::of(samples)),
        hair_over_skin: Some([0.1, 0.12, 0.2]),
        skin_deg: Some(-12.0),
        keep_free: vec![KeepFree {
            direction: [0.0, 1.0, 0.0],
            diameter_mm: 4.0,
        }],
    };
    let bytes = bytes_of(&project);
    assert!(read(&bytes, &ArchiveLimits::default()).expect("our own file") == project);
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
    let found = read(&archive(&texts), &ArchiveLimits::default()).expect("a project");
    let points = &found.variants[0].design.points;
    assert_eq!(
        points[&PointName::named("front-middle").expect("a point")],
        [0.0, 0.6, 0.8]
    );
    let same = found.variants[0].design.points.len() - project.variants[0].design.points.len();
    assert!(same <= 1, "{points:?}");
}

#[test]
fn a_project_that_another_program_packed_anew_is_the_same() {
    let project = full();
    let texts = texts_of(&bytes_of(&project));
    let packed = |name: &dyn Fn(&str) -> String, marked: bool| {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default();
        for (file, bytes) in &texts {
            archive.start_file(name(file), options).expect("a member");
            if marked && file.ends_with(".toml") {
                archive.write_all("\u{feff}".as_bytes()).expect("written");
            }
            archive.write_all(bytes).expect("written");
        }
        for note in [
            "designs/._A.toml",
            "._project.toml",
            "__MACOSX/designs/B.toml",
            ".DS_Store",
        ] {
            archive.start_file(name(note), options).expect("a member");
            archive.write_all(b"\0\x05\x16\x07\0\x02").expect("written");
        }
        archive.finish().expect("written").into_inner()
    };
    type Naming<'a> = &'a dyn Fn(&str) -> String;
    let ways: [(&str, Naming<'_>); 4] = [
        ("as it was", &str::to_owned),
        ("dots in front", &|name| format!("./{name}")),
        ("backslashes", &|name| name.replace('/', "\\")),
        ("a folder round it", &|name| format!("M. K./{name}")),
    ];
    for (way, name) in ways {
        for marked in [false, true] {
            let found = read(&packed(name, marked), &ArchiveLimits::default())
                .unwrap_or_else(|error| panic!("{way}: {error}"));
            assert!(found == project, "{way}");
        }
    }
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
        "..\\x",
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
    let limits = ArchiveLimits {
        total_bytes: 2000,
        ..ArchiveLimits::default()
    };
    assert!(matches!(
        read(&bytes_of(&full()), &limits),
        Err(ProjectError::Unsafe { .. })
    ));
    let twice = projects::with_a_name_twice(&whole);
    sentence(&twice);
}

/// A project's files with a change to `project.toml`.
fn changed(change: impl FnOnce(String) -> String) -> Vec<u8> {
    let mut files = texts_of(&bytes_of(&full()));
    let text = String::from_utf8(files["project.toml"].clone()).expect("UTF-8");
    files.insert("project.toml".into(), change(text).into_bytes());
    archive(&files)
}

/// A million letters that don't pack well.
fn letters() -> String {
    let letter = |number: u32| char::from(b'a' + (number.wrapping_mul(2_654_435_761) >> 24) as u8 % 26);
    (0..1 << 20).map(letter).collect()
}

#[test]
fn more_than_a_project_holds_is_refused_before_it_is_read() {
    let variant = "\n[[variant]]\nname = \"more\"\ndesign = \"designs/none.toml\"\n";
    for (count, part) in [(63, "lacks designs/none.toml"), (3000, "at most 64")] {
        let said = sentence(&changed(|text| text + &variant.repeat(count - 1)));
        assert!(said.contains(part), "{count}: {said}");
    }
    let snapshot = "\n[[snapshot]]\nname = \"more\"\ndesign = \"designs/none.toml\"\n";
    let said = sentence(&changed(|text| text + &snapshot.repeat(600)));
    assert!(said.contains("at most 500"), "{said}");
    let said = sentence(&changed(|text| {
        format!("client = \"{}\"\n", letters()) + &text.replacen("client = \"M. K.\"\n", "", 1)
    }));
    assert!(said.contains("longer than") && said.len() < 1500, "{said}");
    let said = sentence(&changed(|text| {
        let many: Vec<String> = (0..1_100_000_u32)
            .map(|number| (number.wrapping_mul(2_654_435_761) >> 20).to_string())
            .collect();
        text + &format!("odd = [{}]", many.join(","))
    }));
    assert!(said.contains("values"), "{said}");
    let said = sentence(&changed(|text| text + &format!("{} = 1", letters())));
    assert!(said.len() < 1500, "a sentence of {} bytes", said.len());
    // The same by hand.
    let mut project = full();
    while project.variants.len() < 64 {
        project = project.apply(ProjectEdit::AddVariant).expect("room");
    }
    let full = project.apply(ProjectEdit::AddVariant).expect_err("refused");
    assert!(
        matches!(full, ProjectError::Full { what: "variants", .. }),
        "{full}"
    );
    assert!(bytes_of(&project).len() > 1000);
}

#[test]
fn what_nothing_names_is_not_unpacked_and_what_many_name_is_unpacked_once() {
    let mut files = texts_of(&bytes_of(&full()));
    // No text and too long, either of which is refused where it is read.
    files.insert("designs/unnamed.toml".into(), vec![0xff; 20 << 20]);
    let found = read(&archive(&files), &ArchiveLimits::default()).expect("it opens");
    assert!(found == full());
    let text = String::from_utf8(files["project.toml"].clone()).expect("UTF-8");
    let hash = |at: usize| format!("sha256 = \"{}\"", found.photos[at].hash);
    let text = text
        .replace("photos/front-2.jpg", "photos/front.jpg")
        .replace(&hash(1), &hash(0));
    files.insert("project.toml".into(), text.into_bytes());
    let shared = read(&archive(&files), &ArchiveLimits::default()).expect("it opens");
    assert!(Arc::ptr_eq(&shared.photos[0].bytes, &shared.photos[1].bytes));
    // A photo that was packed to a hundredth is a bomb.
    files.insert("photos/front.jpg".into(), vec![0; 30 << 20]);
    let said = sentence(&archive(&files));
    assert!(said.contains("photos/front.jpg unpacks to more than"), "{said}");
}

#[test]
fn what_could_not_be_opened_again_is_not_written() {
    type Break = fn(&mut Project);
    let breaks: [(&str, Break); 5] = [
        ("mm-per-px", |project| project.photos[0].view.mm_per_px = f64::NAN),
        ("mm-per-px-error", |project| {
            project.photos[0].view.mm_per_px_error = -1.0
        }),
        ("weights_px", |project| {
            project.photos[0].view.warp.reach_px = 10.0;
            project.photos[0].view.warp.anchors_px = vec![DVec2::ONE];
        }),
        ("breadth_mm", |project| project.head.measures.breadth_mm = 10.0),
        ("at most 64", |project| {
            let variant = project.variants[0].clone();
            project.variants.resize(65, variant);
        }),
    ];
    for (part, damage) in breaks {
        let mut project = full();
        damage(&mut project);
        let mut bytes = Cursor::new(Vec::new());
        let error = write(&project, None, &mut bytes).expect_err(part).to_string();
        assert!(
            error.contains(part) && error.contains("was not saved"),
            "{part}: {error}"
        );
        assert!(bytes.get_ref().is_empty(), "{part}: something was written");
    }
}

#[test]
fn cut_and_flipped_files_are_errors_and_never_panics() {
    let project = full();
    let bytes = bytes_of(&project);
    for end in (0..bytes.len()).step_by(37).chain(bytes.len() - 60..bytes.len()) {
        assert!(
            read(&bytes[..end], &ArchiveLimits::default()).is_err(),
            "cut at {end}"
        );
    }
    for at in (0..bytes.len()).step_by(53) {
        let mut flipped = bytes.clone();
        flipped[at] ^= 0x55;
        if let Ok(found) = read(&flipped, &ArchiveLimits::default()) {
            // Only what nobody reads may have changed: times, rights, the archive's hints.
            assert!(found == project, "a flip at {at} went unseen");
        }
    }
}

fn states() -> Vec<Project> {
    let mut project = full();
    let mut states = vec![project.clone()];
    for value in [40.0, 70.0, 110.0] {
        let set = Edit::set(Knob::Density, value, None);
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
        let read = |bytes: &[u8]| RecoveryLog::read(bytes, photo_of(&states[0])).ok().flatten();
        let found = read(&torn);
        prop_assert_eq!(found.as_ref().map_or(0, |found| found.steps), whole);
        prop_assert!(found.map(|found| found.project) == whole.checked_sub(1).map(|last| states[last].clone()));
        // What a disk may leave behind the end.
        torn.truncate(whole.checked_sub(1).map_or(0, |last| ends[last]));
        torn.write_all(&garbage).expect("memory");
        prop_assert_eq!(read(&torn).map_or(0, |found| found.steps), whole);
    }

    #[test]
    fn a_torn_record_and_a_lost_header_hide_no_whole_record(share in 0.0..1.0f64, headless: bool) {
        let states = states();
        let (bytes, ends) = log(&states);
        let start = RecoveryLog::header().len();
        // The first record stops anywhere, as on a full disk; the program goes on appending behind it.
        let cut = start + (share * (ends[0] - start) as f64) as usize;
        let begin = if headless { start } else { 0 };
        let torn = [&bytes[begin..cut], &bytes[ends[0]..]].concat();
        let found = RecoveryLog::read(&torn, photo_of(&states[0])).expect("readable").expect("records");
        prop_assert_eq!(found.steps, states.len() - 1);
        prop_assert!(&found.project == states.last().expect("states"));
    }
}

#[test]
fn a_log_gives_its_steps_back_as_a_history_that_can_be_undone() {
    let named = |client: &str| Project {
        client: client.to_owned(),
        ..Project::default()
    };
    let mut bytes = RecoveryLog::header();
    for (step, client) in [
        ("Opened", "A"),
        // What was measured belongs to the step before.
        ("", "A measured"),
        ("One", "B"),
        ("Two", "C"),
        // Undone, and another step made.
        ("One", "B"),
        ("Three", "D"),
    ] {
        bytes.extend(RecoveryLog::step(&named(client), step).expect("a record"));
    }
    let mut history = RecoveryLog::history(&bytes, |_| None).expect("steps");
    assert_eq!(history.labels(), (vec!["Opened", "One", "Three"], 2));
    assert_eq!(history.now().client, "D");
    assert!(history.undo() && history.undo() && !history.undo());
    assert_eq!(history.now().client, "A measured");
}

#[test]
fn a_log_of_which_nothing_can_be_read_is_told_from_an_empty_one() {
    let (bytes, ends) = log(&states());
    let header = RecoveryLog::header();
    assert_eq!(RecoveryLog::read(&[], |_| None), Ok(None));
    assert_eq!(RecoveryLog::read(&header, |_| None), Ok(None));
    let torn = &bytes[..ends[0] - 1];
    assert_eq!(RecoveryLog::read(torn, |_| None), Err(ProjectError::TornLog));
    let newer = b"Shadowline recovery 7, written by version 9\n{}";
    let said = RecoveryLog::read(newer, |_| None).expect_err("newer").to_string();
    assert!(said.contains("newer version"), "{said}");
}

#[test]
fn a_log_gives_the_work_without_the_photos_that_are_lost() {
    let states = states();
    let (bytes, _) = log(&states);
    let last = states.last().expect("states");
    for photo in [None, Some(b"another".to_vec())] {
        let found = RecoveryLog::read(&bytes, |_| photo.clone())
            .expect("readable")
            .expect("records");
        assert_eq!(found.lost_photos, last.photos.len());
        assert!(found.project.photos.is_empty() && found.project.variants == last.variants);
    }
    let first = &last.photos[0];
    let found = RecoveryLog::read(&bytes, |hash| {
        (hash != first.hash).then(|| photo_of(last)(hash)).flatten()
    });
    let found = found.expect("readable").expect("records");
    assert_eq!(
        found.lost_photos,
        last.photos.iter().filter(|shot| shot.hash == first.hash).count()
    );
    assert!(found.project.photos.iter().all(|shot| shot.hash != first.hash));
    let photo = full().photos[0].bytes.clone();
    assert!(
        !bytes.windows(20).any(|part| part == &photo[..20]),
        "photos are not in the log"
    );
}
