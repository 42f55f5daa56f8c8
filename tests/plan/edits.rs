//! What is kept between edits equals what is made from nothing, to the bit; and a stroke costs little while it grows.

use glam::DVec3;
use proptest::prelude::*;
use shadowline::design::{BrushKind, BrushStroke, Design, HairlineOutline, PointName, styles};
use shadowline::head::Head;
use shadowline::head::sites::FollicleSites;
use shadowline::plan::sites::hairline_edge::{EdgeFinish, edge_weights};
use shadowline::plan::sites::hairline_edge_cache::HairlineEdgeCache;
use shadowline::plan::sites::scalp::ScalpSites;
use shadowline::plan::sites::site_cells::{SiteCell, site_cells};
use shadowline::plan::sites::strokes::{StrokeWords, UNTOUCHED};
use std::sync::{Arc, LazyLock};
use std::time::Instant;

static GROUND: LazyLock<(ScalpSites, Vec<SiteCell>)> = LazyLock::new(|| {
    let scalp = ScalpSites::new(&FollicleSites::shipped(), &Head::default(), 0.9);
    let cells = site_cells(&scalp);
    (scalp, cells)
});

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

fn line(design: &Design) -> Option<HairlineOutline> {
    HairlineOutline::evaluate(&Head::default(), design)
}

fn moved(design: &mut Design, point: PointName, by: DVec3) {
    let outline = line(design).expect("a line");
    let at = outline.control.iter().find(|control| control.name == point);
    let direction = at.expect("a point").direction + by;
    design.place_point(point, direction).expect("a direction");
}

#[derive(Clone, Debug)]
enum Move {
    Point(usize, [f64; 3]),
    Free,
    Set(&'static str),
    Style(&'static str),
}

fn any_move() -> impl Strategy<Value = Move> {
    // Mostly small moves as of a drag, some as far as across the head.
    let point = |far: f64| {
        (0..28usize, prop::array::uniform3(-far..far)).prop_map(|(point, by)| Move::Point(point, by))
    };
    prop_oneof![
        6 => point(0.03),
        3 => point(0.25),
        1 => point(1.2),
        1 => Just(Move::Free),
        2 => prop::sample::select(vec!["micro=3", "edge-width=3", "corner-back=30", "side-profile=0", "macro=0"])
            .prop_map(Move::Set),
        1 => prop::sample::select(vec!["none", "natural", "clean-cut"]).prop_map(Move::Style),
    ]
}

proptest! {
    #![proptest_config(config(6))]

    #[test]
    fn kept_edge_weights_equal_fresh_ones(moves in prop::collection::vec(any_move(), 4..8)) {
        let (scalp, cells) = &*GROUND;
        let mut design = Design::default();
        let mut edges = HairlineEdgeCache::new(line(&design).as_ref(), &EdgeFinish::of(&design), scalp, cells);
        for step in moves {
            match &step {
                Move::Point(point, by) if line(&design).is_some() => {
                    let name = PointName::all().nth(*point).expect("28 points");
                    moved(&mut design, name, DVec3::from(*by));
                }
                Move::Point(..) | Move::Free => design.points.clear(),
                Move::Set(setting) => design.apply_setting(setting).expect("a setting"),
                Move::Style(style) => styles::find(style).expect("a style").apply(&mut design),
            }
            let (outline, finish) = (line(&design), EdgeFinish::of(&design));
            edges.update(outline.as_ref(), &finish, scalp, cells);
            let fresh = edge_weights(outline.as_ref(), &finish, scalp);
            let different = (0..fresh.len()).filter(|&i| fresh[i] != edges.weights[i]).count();
            prop_assert_eq!(different, 0, "sites after {:?}", step);
        }
    }
}

#[test]
fn every_site_lies_in_one_cell_and_in_its_ball() {
    let (scalp, cells) = &*GROUND;
    let mut seen = vec![0; scalp.points_mm.len()];
    for cell in cells {
        for &site in &cell.sites {
            seen[site as usize] += 1;
            assert!(scalp.points_mm[site as usize].distance(cell.centre_mm) <= cell.radius_mm);
        }
    }
    assert!(seen.iter().all(|&count| count == 1));
}

fn stroke(brush: BrushKind, path: &[[f64; 3]]) -> BrushStroke {
    BrushStroke {
        brush,
        radius_mm: 10.0,
        softness: 0.5,
        strength: 1.0,
        path: path.to_vec(),
    }
}

fn any_stroke() -> impl Strategy<Value = BrushStroke> {
    let point = (-0.9..0.9f64, 0.2..1.0f64, -0.9..0.9f64).prop_map(|(x, y, z)| [x, y, z]);
    (
        prop::sample::select(BrushKind::ALL.to_vec()),
        0.5..30.0f64,
        0.0..=1.0f64,
        0.0..=1.0f64,
        prop::collection::vec(point, 1..6),
    )
        .prop_map(|(brush, radius_mm, softness, strength, path)| BrushStroke {
            brush,
            radius_mm,
            softness,
            strength,
            path,
        })
}

fn fresh(list: &[Arc<BrushStroke>]) -> Vec<u32> {
    let (scalp, cells) = &*GROUND;
    let mut strokes = StrokeWords::new(vec![UNTOUCHED; scalp.onsets.len()]);
    strokes.update(list, &Head::default(), scalp, cells);
    strokes.words
}

proptest! {
    #![proptest_config(config(12))]

    #[test]
    fn kept_strokes_equal_fresh_ones(
        all in prop::collection::vec(any_stroke(), 1..7),
        edits in prop::collection::vec((0..5u8, 0.0..1.0f64), 1..10),
    ) {
        let (scalp, cells) = &*GROUND;
        let head = Head::default();
        let all: Vec<Arc<BrushStroke>> = all.into_iter().map(Arc::new).collect();
        let mut list: Vec<Arc<BrushStroke>> = Vec::new();
        let mut kept = StrokeWords::new(vec![UNTOUCHED; scalp.onsets.len()]);
        for (edit, share) in edits {
            let pick = (share * all.len() as f64) as usize;
            match edit {
                0 | 1 => list.push(Arc::clone(&all[pick])),
                2 => list.truncate((share * (list.len() + 1) as f64) as usize),
                // A stroke that grows point by point.
                3 => {
                    let whole = &all[pick];
                    list.push(Arc::clone(whole));
                    for end in 1..=whole.path.len() {
                        let mut part = (**whole).clone();
                        part.path.truncate(end);
                        *list.last_mut().expect("just pushed") = Arc::new(part);
                        kept.update(&list, &head, scalp, cells);
                    }
                }
                _ => list.extend(all.iter().cloned()),
            }
            kept.update(&list, &head, scalp, cells);
            prop_assert!(kept.words == fresh(&list), "{} strokes", list.len());
        }
    }
}

#[test]
fn a_stroke_does_not_build_up_on_itself_and_two_do() {
    let mut weak = stroke(BrushKind::Remove, &[[0.0, 1.0, 0.0]]);
    weak.strength = 0.5;
    let mut again = weak.clone();
    again.path = vec![[0.0, 1.0, 0.0]; 5];
    let (weak, again) = (Arc::new(weak), Arc::new(again));
    let once = fresh(&[Arc::clone(&weak)]);
    assert!(once == fresh(&[again]));
    let twice = fresh(&[Arc::clone(&weak), weak]);
    let least = |words: &[u32]| words.iter().map(|word| word >> 8 & 255).min();
    assert_eq!((least(&once), least(&twice)), (Some(127), Some(63)));
    assert!(once.iter().filter(|&&word| word != UNTOUCHED).count() > 500);
}

/// Figures for a person: `cargo test --test plan edits -- --ignored --nocapture`.
#[test]
#[ignore = "prints times"]
fn print_times() {
    let (scalp, cells) = &*GROUND;
    let head = Head::default();
    let mut design = Design::default();
    let finish = EdgeFinish::of(&design);
    let from = Instant::now();
    let mut edges = HairlineEdgeCache::new(line(&design).as_ref(), &finish, scalp, cells);
    println!("{} cells; all edge weights {:?}", cells.len(), from.elapsed());
    let from = Instant::now();
    edge_weights(line(&design).as_ref(), &finish, scalp);
    println!("one by one {:?}", from.elapsed());
    for _ in 0..6 {
        let front = PointName::named("front-left").expect("a point");
        moved(&mut design, front, DVec3::new(0.0, 0.008, 0.0));
        let from = Instant::now();
        let outline = line(&design);
        let evaluated = from.elapsed();
        edges.update(outline.as_ref(), &finish, scalp, cells);
        println!(
            "front point dragged: outline {evaluated:?}, weights {:?}",
            from.elapsed() - evaluated
        );
    }
    let mut strokes = StrokeWords::new(vec![UNTOUCHED; scalp.onsets.len()]);
    let path: Vec<[f64; 3]> = (0..60).map(|i| [f64::from(i) * 0.01 - 0.3, 0.9, 0.3]).collect();
    let one = Arc::new(stroke(BrushKind::Remove, &path));
    let mut list: Vec<_> = (0..20).map(|_| Arc::clone(&one)).collect();
    let from = Instant::now();
    strokes.update(&list, &head, scalp, cells);
    println!("20 strokes of 60 points {:?}", from.elapsed());
    for radius_mm in [10.0, 60.0] {
        list.push(Arc::new(stroke(BrushKind::Add, &path[..1])));
        for end in 1..=path.len() {
            let mut part = stroke(BrushKind::Add, &path[..end]);
            part.radius_mm = radius_mm;
            *list.last_mut().expect("just pushed") = Arc::new(part);
            let from = Instant::now();
            strokes.update(&list, &head, scalp, cells);
            if end % 20 == 0 {
                println!(
                    "stroke of {radius_mm} mm grows to {end} points: {:?}",
                    from.elapsed()
                );
            }
        }
    }
}
