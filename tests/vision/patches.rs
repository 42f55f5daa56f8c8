//! Bare patches and scars within stubble: found on real heads, where the shared photos are.

use crate::heads;
use shadowline::head::{FitInput, NamedPose};
use shadowline::intake::{HeadSolver, PhotoFindings, photo_facts};
use shadowline::photo::{PhotoLimits, decode};
use shadowline::vision::FoundPatch;

/// The shared photo of real work in a named pose.
fn real(name: &str, pose: NamedPose) -> Option<Vec<FoundPatch>> {
    let path = heads::shared()?.join(format!("../real/pairs/{name}.jpg"));
    let photo = decode(&std::fs::read(path).ok()?, &PhotoLimits::default()).expect("a photo");
    let solver = HeadSolver {
        facts: photo_facts(&photo),
        settled: None,
    };
    let given = FitInput {
        named: Some(pose),
        ..FitInput::default()
    };
    let fit = solver.fit(&photo, &given, None).expect("a fit");
    let found = PhotoFindings::of(&photo, &fit.head, &fit.view, None).patches;
    for patch in &found {
        println!(
            "{name}: {:.2} {:?} at {:.0}",
            patch.confidence, patch.size_mm, patch.at_px
        );
    }
    Some(found)
}

#[test]
fn a_real_strip_scar_is_found_as_one_line() {
    let Some(found) = real("scar_strip_back_q_before", NamedPose::Back) else {
        return;
    };
    let scar = found.iter().find(|patch| patch.is_line()).expect("a line");
    let [length_mm, width_mm] = scar.size_mm;
    // From ear to ear by eye: about 190 mm, with its flanks 10 to 20 mm wide; its faint ends may be missed.
    assert!((130.0..260.0).contains(&length_mm), "{length_mm}");
    assert!((8.0..22.0).contains(&width_mm), "{width_mm}");
    assert!(found.len() <= 3, "{}", found.len());
}

#[test]
fn real_patches_within_stubble_are_found() {
    let Some(found) = real("areata_back_l_before", NamedPose::Back) else {
        return;
    };
    // By eye about 15, some of which run together.
    assert!((7..=20).contains(&found.len()), "{}", found.len());
    let cm2: f64 = found.iter().map(|patch| patch.area_cm2).sum();
    assert!((50.0..180.0).contains(&cm2), "{cm2}");
    assert!(found.iter().all(|patch| !patch.is_line()));
}
