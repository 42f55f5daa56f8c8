//! Stability under the hand: an edit on the client's left leaves the right side as it is, a step of density moves no dot.

use crate::fixtures::{design, engine, on_mean_head, portrait};
use glam::DVec3;
use proptest::prelude::*;
use shadowline::design::{Document, HairlineOutline, Knob, PointName};
use shadowline::engine::DrawnDot;
use shadowline::head::Head;
use shadowline::head::sites::FollicleSites;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

/// Random cases; each is a render of all dots.
const CASES: u32 = 24;

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        // The seed of every run is the same, and nothing is written beside the tests.
        rng_seed: proptest::test_runner::RngSeed::Fixed(20_261),
        failure_persistence: None,
        max_shrink_iters: 12,
        ..ProptestConfig::default()
    }
}

fn dots(document: &Document) -> Vec<DrawnDot> {
    engine().dots(document, &portrait([400, 500], 0.6, [20.0, 10.0, 0.0]))
}

const STYLES: [&str; 3] = ["natural", "widows-peak", "afro-line-up"];

/// Dots of each style before any edit.
static BEFORE: LazyLock<[Vec<DrawnDot>; 3]> =
    LazyLock::new(|| STYLES.map(|style| dots(&on_mean_head(design(style, &["density=90"])))));

/// The dots at the client's right, whole: site, fill, session, place, diameter, tone.
fn at_right(dots: &[DrawnDot], beyond_mm: f64) -> Vec<DrawnDot> {
    dots.iter()
        .filter(|dot| dot.head_mm.x < -beyond_mm)
        .cloned()
        .collect()
}

fn left_points() -> Vec<PointName> {
    PointName::all()
        .filter(|point| point.name().ends_with("-left"))
        .collect()
}

/// How far right of the midline an edit of a left point may be felt, mm. Two spans on each side are redrawn: those of the
/// nape's corner end at the other corner, 40 mm beyond the midline, and its transition zone is 15 mm deep.
fn felt_to_mm(point: PointName) -> f64 {
    if point.name() == "nape-corner-left" {
        60.0
    } else {
        30.0
    }
}

proptest! {
    #![proptest_config(config(CASES))]

    #[test]
    fn a_point_moved_on_the_left_changes_nothing_on_the_right(
        style in 0..STYLES.len(),
        point in prop::sample::select(left_points()),
        moved_mm in prop::array::uniform3(-9.0..9.0f64),
    ) {
        let head = Head::default();
        let mut edited = design(STYLES[style], &["density=90"]);
        let outline = HairlineOutline::evaluate(&head, &edited).expect("a hairline");
        let from = outline.control.iter().find(|control| control.name == point).expect("a point").direction;
        let to = head.direction_of(head.point_mm(from) + DVec3::from(moved_mm));
        edited.place_point(point, to).expect("a direction");
        let after = dots(&on_mean_head(edited));
        let beyond_mm = felt_to_mm(point);
        let (before, after) = (at_right(&BEFORE[style], beyond_mm), at_right(&after, beyond_mm));
        prop_assert!(before.len() > 3_000);
        let different = before.iter().zip(&after).filter(|(a, b)| a != b).count();
        prop_assert_eq!((after.len(), different), (before.len(), 0), "{} moved", point.name());
    }
}

/// Knobs that say what a dot is like, not where it is.
const OF_THE_DOT: [Knob; 7] = [
    Knob::DotDiameter,
    Knob::DotSpread,
    Knob::Shade,
    Knob::ToneSpread,
    Knob::Depth,
    Knob::EdgeDotSize,
    Knob::EdgeShade,
];

/// Site to everything that a knob of the dot must leave alone.
fn decided(dots: &[DrawnDot]) -> BTreeMap<u32, (usize, u32, u32, DVec3)> {
    dots.iter()
        .map(|dot| (dot.site, (dot.fill, dot.session, dot.tone_class, dot.head_mm)))
        .collect()
}

proptest! {
    #![proptest_config(config(CASES))]

    #[test]
    fn what_a_dot_is_like_does_not_change_where_it_is(
        style in 0..STYLES.len(),
        knob in prop::sample::select(OF_THE_DOT.to_vec()),
        share in 0.0..=1.0f64,
    ) {
        let mut edited = design(STYLES[style], &["density=90"]);
        let [low, high] = knob.row().range;
        edited.set(knob, low + (high - low) * share).expect("in range");
        let after = dots(&on_mean_head(edited));
        prop_assert!(decided(&after) == decided(&BEFORE[style]), "{} changed the pattern", knob.row().name);
    }

    #[test]
    fn a_step_of_density_moves_no_dot(
        style in 0..STYLES.len(),
        from in 1.0..290.0f64,
        step in 0.01..10.0f64,
    ) {
        let at = |per_cm2: f64| {
            let dots = dots(&on_mean_head(design(STYLES[style], &[&format!("density={per_cm2}")])));
            dots.into_iter().map(|dot| (dot.site, (dot.head_mm, dot.photo_px, dot.tone_class))).collect::<BTreeMap<_, _>>()
        };
        let (few, many) = (at(from), at(from + step));
        prop_assert!(few.len() <= many.len());
        for (site, dot) in &few {
            prop_assert_eq!(many.get(site), Some(dot), "site {} is gone or moved", site);
        }
    }
}

#[test]
fn an_edit_does_change_its_own_side() {
    // Otherwise the first property would hold over nothing.
    let head = Head::default();
    for point in left_points() {
        let mut edited = design("natural", &["density=90"]);
        let outline = HairlineOutline::evaluate(&head, &edited).expect("a hairline");
        let from = outline
            .control
            .iter()
            .find(|control| control.name == point)
            .expect("a point")
            .direction;
        let to = head.direction_of(head.point_mm(from) + DVec3::new(0.0, 6.0, 6.0));
        edited.place_point(point, to).expect("a direction");
        let after = HairlineOutline::evaluate(&head, &edited).expect("a hairline");
        let changed: Vec<f64> = outline
            .control
            .iter()
            .zip(&after.control)
            .filter(|(a, b)| a != b)
            .map(|(a, _)| head.point_mm(a.direction).x)
            .collect();
        assert!(!changed.is_empty(), "{} moved nothing", point.name());
        assert!(
            changed.iter().all(|x| *x > 0.0),
            "{} moved points at the right: {changed:?}",
            point.name()
        );
    }
}

#[test]
fn what_is_kept_between_calls_is_never_stale() {
    let view = portrait([400, 500], 0.6, [20.0, 10.0, 0.0]);
    let turned = portrait([400, 500], 0.6, [-20.0, 10.0, 0.0]);
    let sites = Arc::new(FollicleSites::shipped());
    let mut wide = on_mean_head(design("natural", &[]));
    wide.head.measures.breadth_mm += 6.0;
    let wide = Document::new(wide.head, wide.design);
    let edits = [
        "hand=0.2",
        "clustering=0.5",
        "micro=2",
        "edge-width=3",
        "edge-density=0.8",
        "sentinels=0",
        "density=40",
    ];
    let documents = edits
        .map(|edit| on_mean_head(design("natural", &[edit])))
        .into_iter()
        .chain([wide]);
    for (index, document) in documents.enumerate() {
        let mut drawing = engine();
        // Handing sites over gives up everything that is kept.
        drawing.0.use_sites(Arc::clone(&sites));
        let fresh = drawing.dots(&document, &view);
        drawing.0.use_sites(Arc::clone(&sites));
        let before = drawing.dots(&on_mean_head(design("natural", &[])), &turned);
        let after = drawing.dots(&document, &view);
        assert_ne!(before, after, "edit {index} changed nothing");
        let different = fresh.iter().zip(&after).filter(|(a, b)| a != b).count();
        let lengths = (fresh.len(), after.len());
        assert!(
            fresh == after,
            "edit {index}: {different} dots are stale, {lengths:?}"
        );
    }
}
