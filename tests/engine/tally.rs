//! What a design comes to, and what lies in front of it in one photo.

use crate::fixtures::{bare, design, engine, on_mean_head, portrait};
use glam::DVec3;
use shadowline::design::{Document, cases};
use shadowline::engine::DotTally;
use shadowline::gpu::block_on;
use shadowline::head::{Head, HeadView, InFront};

fn view() -> HeadView {
    portrait([400, 500], 0.6, [0.0; 3])
}

fn tally(document: &Document) -> DotTally {
    let mut drawing = engine();
    let device = drawing.0.gpu().device.clone();
    block_on(Some(&device), drawing.0.tally(document, &view())).expect("a tally")
}

#[test]
fn a_tally_counts_the_dots_and_the_skin_under_them() {
    let document = on_mean_head(design("natural", &["density=80"]));
    let dots = engine().dots(&document, &view());
    let found = tally(&document);
    assert_eq!(found.dots, dots.len());
    // Inside the line the density is the wanted one, at its edge less.
    let mean = found.dots as f64 / found.area_cm2;
    assert!(
        (55.0..82.0).contains(&mean),
        "{mean} dots/cm² over {} cm²",
        found.area_cm2
    );
    let nothing = tally(&on_mean_head(design("natural", &["density=0", "sentinels=0"])));
    assert_eq!((nothing.dots, nothing.area_cm2), (0, 0.0));
}

#[test]
fn each_zone_is_counted_by_itself_and_a_hidden_one_is_left_out() {
    let mut scar = bare(&["hand=0"]);
    cases::find("burn-scar")
        .and_then(|case| case.apply(&mut scar))
        .expect("a case");
    let found = tally(&on_mean_head(scar.clone()));
    let dots: usize = found.fills.iter().map(|fill| fill.dots).sum();
    assert_eq!((found.fills.len(), dots), (2, found.dots));
    let [round, inside] = [&found.fills[0], &found.fills[1]];
    assert!(inside.area_cm2 > 5.0 && round.area_cm2 > 5.0, "{:?}", found.fills);
    // What scar and rim fill, each at its density, is less than all skin under dots: borders are soft.
    let filled = inside.area_cm2 + round.area_cm2;
    assert!(
        filled > 0.5 * found.area_cm2 && filled < found.area_cm2,
        "{filled} cm²"
    );
    scar.fills[1].hidden = true;
    let found = tally(&on_mean_head(scar));
    assert!(found.fills[1].dots == 0 && found.fills[0].dots > round.dots);
}

#[test]
fn the_density_under_the_pointer_is_the_one_there() {
    let marks = Head::default().landmarks();
    let even = tally(&on_mean_head(bare(&["density=80", "hand=0"])));
    for place in [marks.vertex, marks.occiput, marks.crown_whorl, marks.trichion] {
        let here = even.density_at(place * 3.0).expect("scalp");
        assert!((here / 80.0 - 1.0).abs() < 0.1, "{place}: {here}");
    }
    assert_eq!(even.density_at(marks.menton), None);
    assert_eq!(even.density_at(DVec3::ZERO), None);
    let lined = tally(&on_mean_head(design("natural", &["density=80"])));
    let forehead = (0.7 * marks.brow + 0.3 * marks.trichion).normalize();
    assert_eq!(lined.density_at(forehead), Some(0.0));
    // On a head as large the same density, on more skin more dots.
    let mut head = Head::default();
    head.measures.breadth_mm += 10.0;
    let wide = tally(&Document::new(head, bare(&["density=80", "hand=0"])));
    assert!(wide.area_cm2 > 1.02 * even.area_cm2);
    let ratio = wide.dots as f64 / even.dots as f64 / (wide.area_cm2 / even.area_cm2);
    assert!((ratio - 1.0).abs() < 0.01, "{ratio}");
}

#[test]
fn what_lies_in_front_hides_ink_and_changes_no_count() {
    let document = on_mean_head(design("natural", &["density=60"]));
    let open = view();
    let mut hidden = open.clone();
    hidden.occlusion = vec![InFront {
        path_px: vec![[0.0, 150.0], [400.0, 150.0]],
        radius_px: 40.0,
        softness: 0.5,
        erase: false,
    }];
    // One engine: what it has kept of the view before is what could mislead it.
    let mut drawing = engine();
    let before = drawing.dots(&document, &open);
    let after = drawing.dots(&document, &hidden);
    assert_eq!(before.len(), after.len());
    let (mut covered, mut half, mut free) = (0, 0, 0);
    for (before, after) in before.iter().zip(&after) {
        assert_eq!(
            (before.site, before.fill, before.session),
            (after.site, after.fill, after.session)
        );
        let Some(px) = before.photo_px.filter(|_| before.visible > 0.0) else {
            continue;
        };
        let apart = (px.y - 150.0).abs();
        if apart < 18.0 {
            assert_eq!(after.visible, 0.0);
            covered += 1;
        } else if apart > 42.0 {
            assert_eq!(after.visible, before.visible);
            free += 1;
        } else if (28.0..32.0).contains(&apart) {
            assert!((0.3..0.7).contains(&after.visible), "{}", after.visible);
            half += 1;
        }
    }
    assert!(
        covered > 100 && half > 30 && free > 100,
        "{covered} {half} {free}"
    );
    // And back again.
    assert!(drawing.dots(&document, &open) == before);
}
