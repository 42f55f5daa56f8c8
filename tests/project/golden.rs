//! A project that version 1 of the format wrote: it opens in every later version and gives the same dots for ever. Each
//! version of the format gets such a file; none is ever written anew. `SHADOWLINE_UPDATE_GOLDEN=1` writes a missing one.

use crate::projects::{agreement, bytes_of};
use glam::{DVec2, DVec3};
use jpeg_encoder::{ColorType, Encoder};
use sha2::{Digest, Sha256};
use shadowline::design::{Fill, FillCombination, FillRegion, Knob, PointName};
use shadowline::engine::Engine;
use shadowline::gpu::block_on;
use shadowline::head::{FitInput, Head, PhotoFacts, solve};
use shadowline::photo::{PhotoLimits, decode};
use shadowline::project::{ArchiveLimits, Edit, Project, ProjectEdit, Shot, TreatmentEdit, read};
use std::fmt::Write;
use std::path::Path;

const FILE: &str = "tests/golden/project-v1.shadowline";
/// Variants of the file with the number and the SHA-256 of their dots (site, fill, session, class of tone). Frozen.
const DOTS: [(&str, usize, &str); 2] = [
    (
        "A",
        58_733,
        "efa918858b72ec2bdc50a3603bda1552e0ab9218514e2a1fdfec4f5c4cbb70b0",
    ),
    (
        "B (not agreed)",
        70_947,
        "12ad364b105f67163539acc3b682b035966a52ece012b7190e2d3574eeeb7951",
    ),
];

/// A made portrait of skin colours on grey, 120 × 160 px.
fn jpeg() -> Vec<u8> {
    let (width, height) = (120u16, 160u16);
    let pixel = |x: u16, y: u16| {
        let (dx, dy) = ((f64::from(x) - 60.0) / 40.0, (f64::from(y) - 85.0) / 62.0);
        let near = 1.0 - dx.hypot(dy);
        let codes = if near > 0.0 {
            [150.0 + 60.0 * near, 115.0 + 50.0 * near, 95.0 + 45.0 * near]
        } else {
            [120.0; 3]
        };
        codes.map(|code| code as u8)
    };
    let rgb: Vec<u8> = (0..height)
        .flat_map(|y| (0..width).flat_map(move |x| pixel(x, y)))
        .collect();
    let mut bytes = Vec::new();
    Encoder::new(&mut bytes, 70)
        .encode(&rgb, width, height, ColorType::Rgb)
        .expect("a JPEG");
    bytes
}

/// What was put into the file, for the day on which it is written.
fn made() -> Project {
    let facts = PhotoFacts {
        width_px: 120,
        height_px: 160,
        focal_35mm_equivalent_mm: None,
    };
    let given = FitInput {
        eyes: Some([DVec2::new(42.0, 82.0), DVec2::new(78.0, 82.5)]),
        chin: Some(DVec2::new(60.0, 146.0)),
        outline: vec![
            DVec2::new(31.0, 50.0),
            DVec2::new(60.0, 19.0),
            DVec2::new(89.0, 49.0),
        ],
        ..FitInput::default()
    };
    let (_, view) = solve(&facts, &given, &Head::default()).expect("a view");
    let shot = Shot::new("front.jpg", jpeg().into(), facts, given, view);
    let patch = Fill {
        knobs: [(Knob::Density, 35.0)].into(),
        ..Fill::new("crown", FillRegion::Vertex, FillCombination::Add)
    };
    let corner = PointName::named("corner-left").expect("a point");
    let edits = [
        ProjectEdit::AddPhoto(Box::new(shot)).into(),
        TreatmentEdit::Case("shaved-look".to_owned()).into(),
        ProjectEdit::Client("M. K.".into()).into(),
        TreatmentEdit::Style("mature".into()).into(),
        TreatmentEdit::AddFill(patch).into(),
        TreatmentEdit::Point(corner, DVec3::new(0.42, 0.61, 0.67)).into(),
        ProjectEdit::Snapshot("first".into()).into(),
        ProjectEdit::Agree(Box::new(agreement())).into(),
        Edit::set(Knob::Density, 110.0, Some("scalp".into())),
    ];
    edits.into_iter().fold(Project::default(), |project, edit| {
        project.apply(edit).expect("an edit")
    })
}

#[test]
fn the_project_of_version_1_opens_and_gives_its_dots() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(FILE);
    if std::env::var_os("SHADOWLINE_UPDATE_GOLDEN").is_some() && !path.exists() {
        std::fs::write(&path, bytes_of(&made())).expect("a golden folder");
    }
    let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{FILE} is missing ({error})"));
    let project = read(&bytes, &ArchiveLimits::default()).expect("version 1 opens for ever");
    assert!(project == read(&bytes_of(&project), &ArchiveLimits::default()).expect("saved again"));
    assert_eq!(
        (project.client.as_str(), project.design().case.as_deref()),
        ("M. K.", Some("shaved-look"))
    );
    assert_eq!((project.photos.len(), project.snapshots.len()), (1, 1));
    assert_eq!(project.variants[0].agreed, Some(agreement()));
    let shot = project.shot().expect("a photo");
    let photo = decode(&shot.bytes, &PhotoLimits::default()).expect("its photo opens");
    assert_eq!(
        (photo.width_px, photo.height_px),
        (shot.facts.width_px, shot.facts.height_px)
    );
    let mut engine = block_on(None, Engine::open()).expect("a device");
    let gpu = engine.gpu().device.clone();
    let found: Vec<(String, usize, String)> = (0..project.variants.len())
        .map(|index| {
            let dots = block_on(Some(&gpu), engine.dots(&project.document(index), &shot.view)).expect("dots");
            let mut text = String::new();
            for dot in &dots {
                writeln!(
                    text,
                    "{} {} {} {}",
                    dot.site, dot.fill, dot.session, dot.tone_class
                )
                .expect("memory");
            }
            let digest = Sha256::digest(text.as_bytes());
            let hash = digest.iter().map(|byte| format!("{byte:02x}")).collect();
            (project.variants[index].name.clone(), dots.len(), hash)
        })
        .collect();
    let wanted = DOTS.map(|(name, count, hash)| (name.to_owned(), count, hash.to_owned()));
    assert_eq!(found, wanted);
}
