//! Projects for tests, and archives taken apart and put together again.
#![allow(dead_code, reason = "each test file uses its own part")]

use glam::DVec2;
use shadowline::design::{BrushKind, BrushStroke, Knob, PointName};
use shadowline::head::{FitInput, Head, NamedPose, PhotoFacts, solve};
use shadowline::project::{Agreement, Edit, Project, ProjectEdit, Shot, TreatmentEdit, write};
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// A photo of 300 × 400 px whose bytes are no picture (a project never looks).
pub fn shot(name: &str, bytes: &[u8], given: FitInput) -> Shot {
    let facts = PhotoFacts {
        width_px: 300,
        height_px: 400,
        focal_35mm_equivalent_mm: Some(26.0),
    };
    let (_, view) = solve(&facts, &given, &Head::default()).expect("a view");
    Shot::new(name, bytes.into(), facts, given, view)
}

pub fn with_eyes() -> FitInput {
    FitInput {
        eyes: Some([DVec2::new(108.0, 200.0), DVec2::new(192.0, 200.5)]),
        chin: Some(DVec2::new(150.0, 352.0)),
        ..FitInput::default()
    }
}

pub fn agreement() -> Agreement {
    Agreement {
        date: "2026-11-23".into(),
        practitioner: "Ana".into(),
        client: "M. K.".into(),
        stage: "Healed".into(),
        assumptions: vec!["Scale from the mean pupil distance".into()],
        program: "0.1.0".into(),
    }
}

/// A project with something of everything.
pub fn full() -> Project {
    let named = FitInput {
        named: Some(NamedPose::Back),
        mm_per_px: Some(0.7),
        ..FitInput::default()
    };
    let stroke = BrushStroke {
        brush: BrushKind::Thin,
        radius_mm: 7.5,
        softness: 0.3,
        strength: 0.8,
        path: vec![[0.0, 0.6, 0.8], [0.0, 0.28, 0.96]],
    };
    let corner = PointName::named("corner-left").expect("a point");
    let set = |knob, value, fill: Option<&str>| Edit::set(knob, value, fill.map(str::to_owned));
    let edits = [
        ProjectEdit::AddPhoto(Box::new(shot(
            "front.jpg",
            b"the front, as the camera wrote it",
            with_eyes(),
        )))
        .into(),
        ProjectEdit::AddPhoto(Box::new(shot(
            "front.jpg",
            b"another one of the same name",
            with_eyes(),
        )))
        .into(),
        ProjectEdit::AddPhoto(Box::new(shot("../etc/passwd", b"an odd name", named))).into(),
        ProjectEdit::Fit(Box::new(FitInput {
            named: Some(NamedPose::Left),
            mm_per_px: Some(0.5),
            ..FitInput::default()
        }))
        .into(),
        TreatmentEdit::Case("tramline".to_owned()).into(),
        ProjectEdit::Client("M. K.".into()).into(),
        TreatmentEdit::Style("mature".into()).into(),
        set(Knob::Density, 83.3, None),
        set(Knob::Shade, 1.7, Some("scalp")),
        TreatmentEdit::Point(corner, glam::DVec3::new(0.4, 0.7, 0.59)).into(),
        TreatmentEdit::Stroke(stroke).into(),
        ProjectEdit::Snapshot("before lunch".into()).into(),
        ProjectEdit::Agree(Box::new(agreement())).into(),
        set(Knob::EdgeWidth, 4.25, None),
        ProjectEdit::ShowPhoto(1).into(),
    ];
    edits.into_iter().fold(Project::default(), |project, edit| {
        let label = edit.label();
        project
            .apply(edit)
            .unwrap_or_else(|error| panic!("{label}: {error}"))
    })
}

pub fn bytes_of(project: &Project) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    write(project, None, &mut bytes).expect("written");
    bytes.into_inner()
}

/// The files of an archive by name.
pub fn texts_of(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).expect("a zip archive");
    let mut files = BTreeMap::new();
    for index in 0..zip.len() {
        let mut entry = zip.by_index(index).expect("an entry");
        let mut content = Vec::new();
        entry.read_to_end(&mut content).expect("its bytes");
        files.insert(entry.name().expect("a name").into_owned(), content);
    }
    files
}

pub fn archive(files: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        zip.start_file(name.as_str(), SimpleFileOptions::default())
            .expect("an entry");
        zip.write_all(content).expect("its bytes");
    }
    zip.finish().expect("an archive").into_inner()
}

/// An archive with `designs/A.toml` twice: a name of the same length is written over.
pub fn with_a_name_twice(files: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let mut files = files.clone();
    files.insert("designs/Q.toml".into(), b"format = 1\n".to_vec());
    let mut bytes = archive(&files);
    let places: Vec<usize> = (0..bytes.len() - 14)
        .filter(|at| &bytes[*at..at + 14] == b"designs/Q.toml")
        .collect();
    assert!(places.len() >= 2);
    for at in places {
        bytes[at + 8] = b'A';
    }
    bytes
}
