//! Heads without a face, put to the edge of the person by their pose alone: the scan's pictures from behind, above and the sides.

use crate::{heads, scan};
use shadowline::head::{FitInput, Head, NamedPose, ViewSource};
use shadowline::intake::{HeadSolver, photo_facts};
use shadowline::photo::{PhotoLimits, decode};
use shadowline::vision::likely_poses;

/// How far the scale may be off as a share, and the head's middle in mm: a head of average size stands for one whose size nobody knows.
const SCALE: f64 = 0.08;
const MIDDLE_MM: f64 = 16.0;

#[test]
fn backs_crowns_and_profiles_are_put_to_the_edge_of_the_person() {
    let Some(folder) = heads::shared() else {
        return;
    };
    let poses = [
        ("back", NamedPose::Back),
        ("crown", NamedPose::Crown),
        ("front", NamedPose::Front),
        ("profile_a", NamedPose::Left),
        ("profile_b", NamedPose::Right),
    ];
    for (name, pose) in poses {
        let picture = scan::picture(&folder.join("scan3d"), name);
        let solver = HeadSolver {
            facts: photo_facts(&picture.photo),
            settled: None,
        };
        let given = FitInput {
            named: Some(pose),
            ..FitInput::default()
        };
        let fit = solver.fit(&picture.photo, &given, None).expect("a fit");
        let (found, truth) = (&fit.view.camera, &picture.truth.camera);
        let true_mm = truth.mm_per_px_at(Head::CENTRE_MM);
        let scale = found.mm_per_px_at(Head::CENTRE_MM) / true_mm - 1.0;
        let middle =
            |camera: &shadowline::head::Camera| camera.photo_from_head(Head::CENTRE_MM).expect("in front");
        let off_mm = middle(found).distance(middle(truth)) * true_mm;
        println!("{name}: scale {:+.1} %, middle {off_mm:.1} mm off", 100.0 * scale);
        assert_eq!(fit.view.source, ViewSource::Outline, "{name}");
        assert!(fit.edge_from_photo, "{name}");
        assert!(scale.abs() < SCALE, "{name}: {scale:+.3}");
        assert!(off_mm < MIDDLE_MM, "{name}: {off_mm:.1} mm");
        let strained = fit
            .view
            .warnings
            .iter()
            .find(|warning| warning.contains("strains"));
        assert!(strained.is_none(), "{name}: {strained:?}");
    }
}

#[test]
fn from_above_over_shoulders_no_edge_is_made_up() {
    let Some(folder) = heads::shared() else {
        return;
    };
    // Bare shoulders look like a head that is too broad; with the edge of a head of that size dots would cover them.
    let picture = scan::picture(&folder.join("scan3d"), "top");
    let solver = HeadSolver {
        facts: photo_facts(&picture.photo),
        settled: None,
    };
    let given = FitInput {
        named: Some(NamedPose::Top),
        ..FitInput::default()
    };
    let fit = solver.fit(&picture.photo, &given, None).expect("a fit");
    assert_eq!((fit.view.source, fit.edge_from_photo), (ViewSource::Guess, false));
}

/// Photos without a face and how they are seen, as a person says.
const SEEN: [(&str, NamedPose); 7] = [
    ("scan3d/scan_back.jpg", NamedPose::Back),
    ("scan3d/scan_crown.jpg", NamedPose::Crown),
    ("scan3d/scan_profile_a.jpg", NamedPose::Left),
    ("scan3d/scan_profile_b.jpg", NamedPose::Right),
    ("scan3d/scan_top.jpg", NamedPose::Top),
    ("scalp/crown_back_buzzed_thinning_04.jpg", NamedPose::Back),
    ("scalp/profile_bald_speaker_webp_05.webp", NamedPose::Right),
];
/// Real clients, where they are.
const REAL: [(&str, NamedPose); 4] = [
    ("areata_back_l_before.jpg", NamedPose::Back),
    ("areata_side_m_before.jpg", NamedPose::Left),
    ("parting_woman_o_before.jpg", NamedPose::Top),
    ("scar_strip_back_q_before.jpg", NamedPose::Back),
];

#[test]
fn heads_without_a_face_are_proposed_as_they_are_seen() {
    let Some(folder) = heads::shared() else {
        return;
    };
    let real = folder.join("../real/pairs");
    let real = REAL
        .iter()
        .filter(|_| real.is_dir())
        .map(|(name, pose)| (real.join(name), *pose));
    let all = SEEN
        .iter()
        .map(|(name, pose)| (folder.join(name), *pose))
        .chain(real);
    let (mut right, mut count) = (0, 0);
    for (path, pose) in all {
        let photo = decode(&std::fs::read(&path).expect("a file"), &PhotoLimits::default()).expect("a photo");
        let likely = likely_poses(&photo);
        println!("{}: {:?}, is {pose:?}", path.display(), likely.first());
        assert!(likely.is_empty() || likely.len() == NamedPose::ALL.len());
        right += usize::from(likely.first() == Some(&pose));
        count += 1;
    }
    println!("{right} of {count} are right");
    assert!(10 * right >= 7 * count, "{right} of {count}");
}
