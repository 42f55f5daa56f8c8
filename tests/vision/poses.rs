//! Heads without a face, put to the edge of the person by their pose alone: the scan's pictures from behind, above and the sides.

use crate::{heads, scan};
use shadowline::head::{FitInput, Head, NamedPose, ViewSource};
use shadowline::intake::{HeadSolver, photo_facts};

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
