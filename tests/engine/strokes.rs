//! What a person sees of the brush: dots where it adds, none where it removes or protects, and nothing elsewhere.

use crate::fixtures::{design, engine, on_mean_head, portrait};
use glam::DVec3;
use shadowline::design::{BrushKind, BrushStroke, Design};
use shadowline::engine::DrawnDot;
use shadowline::head::{Head, HeadView};
use std::collections::BTreeSet;
use std::sync::Arc;

const RADIUS_MM: f64 = 12.0;

fn view() -> HeadView {
    portrait([400, 500], 0.6, [0.0; 3])
}

/// On the bare forehead, well below the hairline.
fn forehead() -> DVec3 {
    let marks = Head::default().landmarks();
    (0.6 * marks.brow + 0.4 * marks.trichion).normalize()
}

fn top() -> DVec3 {
    Head::default().landmarks().vertex
}

fn stroke(brush: BrushKind, at: DVec3) -> Arc<BrushStroke> {
    Arc::new(BrushStroke {
        brush,
        radius_mm: RADIUS_MM,
        softness: 0.2,
        strength: 1.0,
        path: vec![at.to_array()],
    })
}

fn painted(strokes: &[(BrushKind, DVec3)]) -> Vec<DrawnDot> {
    let mut painted: Design = design("natural", &["density=90", "sentinels=0"]);
    painted.strokes = strokes.iter().map(|&(brush, at)| stroke(brush, at)).collect();
    engine().dots(&on_mean_head(painted), &view())
}

fn within(dots: &[DrawnDot], at: DVec3, radius_mm: f64) -> usize {
    let centre_mm = Head::default().point_mm(at);
    dots.iter()
        .filter(|dot| dot.head_mm.distance(centre_mm) < radius_mm)
        .count()
}

/// Dots per cm² in a disc of the skin.
fn density(dots: &[DrawnDot], at: DVec3, radius_mm: f64) -> f64 {
    within(dots, at, radius_mm) as f64 / (std::f64::consts::PI * radius_mm * radius_mm / 100.0)
}

fn sites(dots: &[DrawnDot]) -> BTreeSet<(u32, usize, u32, u32)> {
    let what = |dot: &DrawnDot| (dot.site, dot.fill, dot.session, dot.tone_class);
    dots.iter().map(what).collect()
}

#[test]
fn add_gives_the_wanted_density_inside_and_nothing_beyond() {
    let (before, after) = (painted(&[]), painted(&[(BrushKind::Add, forehead())]));
    assert_eq!(within(&before, forehead(), 2.0 * RADIUS_MM), 0, "a bare forehead");
    let inside = density(&after, forehead(), 0.75 * RADIUS_MM);
    assert!((inside / 90.0 - 1.0).abs() < 0.15, "{inside} dots/cm²");
    let all = within(&after, forehead(), 2.0 * RADIUS_MM);
    assert_eq!(all, within(&after, forehead(), RADIUS_MM), "outside the brush");
    assert_eq!(after.len() - before.len(), all);
    assert!(
        sites(&before).is_subset(&sites(&after)),
        "dots elsewhere have changed"
    );
    // As large as those inside the line.
    let added = after
        .iter()
        .filter(|dot| dot.head_mm.z > 0.0 && dot.head_mm.y < 60.0);
    let largest = added.map(|dot| dot.diameter_mm).fold(0.0, f64::max);
    assert!(largest > 0.18, "{largest} mm");
}

#[test]
fn remove_empties_and_thin_halves() {
    let before = painted(&[]);
    let removed = painted(&[(BrushKind::Remove, top())]);
    assert!(within(&before, top(), 0.75 * RADIUS_MM) > 100);
    assert_eq!(within(&removed, top(), 0.75 * RADIUS_MM), 0);
    // Where the brush fades out a dot may come in an earlier session; none is new.
    let places = |dots: &[DrawnDot]| -> BTreeSet<u32> { dots.iter().map(|dot| dot.site).collect() };
    assert!(places(&removed).is_subset(&places(&before)));
    let thinned = painted(&[(BrushKind::Thin, top())]);
    let share = density(&thinned, top(), 0.75 * RADIUS_MM) / density(&before, top(), 0.75 * RADIUS_MM);
    assert!((share - 0.5).abs() < 0.08, "{share}");
}

#[test]
fn protect_wins_over_a_later_add() {
    let at = forehead();
    for order in [
        [BrushKind::Protect, BrushKind::Add],
        [BrushKind::Add, BrushKind::Protect],
    ] {
        let dots = painted(&order.map(|brush| (brush, at)));
        assert_eq!(within(&dots, at, 0.75 * RADIUS_MM), 0, "{order:?}");
    }
    assert_eq!(
        within(&painted(&[(BrushKind::Protect, top())]), top(), 0.75 * RADIUS_MM),
        0
    );
}

#[test]
fn restore_brings_back_exactly_the_first_dots() {
    let before = sites(&painted(&[]));
    let work = [
        BrushKind::Remove,
        BrushKind::Add,
        BrushKind::Protect,
        BrushKind::Thin,
    ];
    let spots = [(top(), "top"), (forehead(), "forehead")];
    for (at, name) in spots {
        let mut strokes: Vec<(BrushKind, DVec3)> = work.map(|brush| (brush, at)).to_vec();
        assert_ne!(before, sites(&painted(&strokes)), "{name}");
        // The soft border too, so with a wider hard brush than the work's.
        strokes.push((BrushKind::Restore, at));
        let mut restored = design("natural", &["density=90", "sentinels=0"]);
        restored.strokes = strokes.iter().map(|&(brush, at)| stroke(brush, at)).collect();
        let wide = restored.strokes.last_mut().expect("the last one");
        Arc::make_mut(wide).radius_mm = 2.0 * RADIUS_MM;
        let dots = engine().dots(&on_mean_head(restored), &view());
        assert!(before == sites(&dots), "{name}");
    }
}

#[test]
fn strokes_on_a_head_without_fills_draw_nothing() {
    let mut bare = design("none", &[]);
    bare.strokes = vec![stroke(BrushKind::Add, top())];
    assert!(engine().dots(&on_mean_head(bare), &view()).is_empty());
}
