//! The dots: integer decisions equal to the Rust twin, places equal to the camera, counts equal to what was asked, and
//! nothing moves when the density changes.

use crate::fixtures::{bare, design, engine, on_mean_head, portrait, view_of};
use glam::{DVec2, DVec3};
use shadowline::design::stencil::{SharedStencil, StencilImage};
use shadowline::design::{
    BrushKind, BrushStroke, Design, Document, Fill, FillCombination, FillRegion, FillShape, HairType,
    HeadPlace, Knob, Session,
};
use shadowline::engine::{DrawnDot, EngineError};
use shadowline::gpu::block_on;
use shadowline::head::sites::{FollicleSites, SiteGrower};
use shadowline::head::{Camera, Head, HeadView, ResidualWarp};
use shadowline::passes::shared::{DensityParams, SiteInput};
use shadowline::plan::dots::fills::{brush_row, fill_rows};
use shadowline::plan::picture::site_projection::place_params;
use shadowline::plan::sites::density_twin::{SiteEdits, decide, wanted};
use shadowline::plan::sites::fill_masks::FillMasks;
use shadowline::plan::sites::hairline_edge::{EdgeField, EdgeFinish, edge_weights};
use shadowline::plan::sites::scalp::ScalpSites;
use shadowline::plan::sites::site_cells::site_cells;
use shadowline::plan::sites::strokes::{StrokeWords, UNTOUCHED};
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

static SITES: LazyLock<FollicleSites> = LazyLock::new(FollicleSites::shipped);

fn fill(name: &str, region: FillRegion, combine: FillCombination, density: f64) -> Fill {
    Fill {
        knobs: [(Knob::Density, density)].into(),
        ..Fill::new(name, region, combine)
    }
}

/// A soft stroke over the forehead and the top; strokes of neighbouring turns cross.
fn stroke(brush: BrushKind, turn: f64, strength: f64) -> BrushStroke {
    let (sin, cos) = (1.1 * turn + strength).sin_cos();
    BrushStroke {
        brush,
        radius_mm: 14.0,
        softness: 0.6,
        strength,
        path: [-0.5, 0.0, 0.5]
            .map(|along| [along * cos, 0.8 + 0.1 * sin, 0.35 + along * sin])
            .to_vec(),
    }
}

/// Designs that reach every branch of the density and place passes.
fn designs() -> Vec<(&'static str, Design)> {
    use FillCombination::{Add, Exclude, Limit, Replace};
    let mut zones = design("natural", &["density=70"]);
    zones.fills.extend([
        fill("crown", FillRegion::Vertex, Add, 80.0),
        fill("frontal", FillRegion::Front, Replace, 150.0),
        fill("thin", FillRegion::MidScalp, Limit, 40.0),
        fill("neck", FillRegion::Nape, Exclude, 0.0),
        fill("temples", FillRegion::Sides, Replace, 20.0),
    ]);
    let mut staged = zones.clone();
    for setting in [
        "crown.session1.share=0",
        "frontal.session1.setback=12",
        "frontal.session2.setback=3",
        "temples.session2.share=0.95",
    ] {
        staged.apply_setting(setting).expect("a setting");
    }
    let mut capped = bare(&["density=300"]);
    capped.fills.extend([
        fill("more", FillRegion::Scalp, Add, 250.0),
        fill("gap", FillRegion::Front, Exclude, 0.0),
    ]);
    capped.sessions = Session::shares(&[1.0]);
    let mut many = bare(&["density=10"]);
    for row in 1..16u32 {
        let (_, region) = FillRegion::ALL[row as usize % 6];
        let combine = [Add, Replace, Add, Limit][row as usize % 4];
        many.fills
            .push(fill(&format!("f{row}"), region, combine, f64::from(row) * 9.0));
    }
    many.sessions = Session::shares(&[0.1, 0.2, 0.35, 0.5, 0.8, 1.0]);
    let mut coily = design("afro-line-up", &["hand=1", "sentinels=9", "micro=3"]);
    coily.set_hair_type(HairType::Coily);
    coily.sessions = Session::shares(&[0.4, 1.0]);
    let mut painted = zones.clone();
    painted.strokes = [
        BrushKind::Add,
        BrushKind::Remove,
        BrushKind::Thin,
        BrushKind::Protect,
        BrushKind::Restore,
    ]
    .into_iter()
    .zip(0..)
    .flat_map(|(brush, turn)| [0.4, 1.0].map(|strength| stroke(brush, f64::from(turn), strength)))
    .map(Arc::new)
    .collect();
    let mut shaped = painted.clone();
    shaped.fills[0].shapes = vec![area(
        &[[10.0, 0.0], [40.0, 50.0], [150.0, 30.0], [150.0, -40.0]],
        25.0,
    )];
    shaped.fills.extend([
        Fill {
            shapes: vec![
                FillShape::Ellipse {
                    centre: HeadPlace::from([120.0, 20.0]),
                    half_mm: [30.0, 12.0],
                    turn_deg: 40.0,
                    soft_mm: 6.0,
                },
                FillShape::Line {
                    points: [[60.0, -40.0], [90.0, -20.0], [120.0, -40.0]]
                        .map(HeadPlace::from)
                        .to_vec(),
                    width_mm: 5.0,
                    soft_mm: 0.0,
                },
            ],
            ..fill("patches", FillRegion::Anywhere, Replace, 120.0)
        },
        Fill {
            shapes: vec![FillShape::Stencil {
                centre: HeadPlace::from([100.0, -30.0]),
                width_mm: 45.0,
                turn_deg: 20.0,
                image: SharedStencil(Arc::new(
                    StencilImage::new(4, (0..16).map(|at| at * 17).collect()).expect("four rows"),
                )),
            }],
            ..fill("stencil", FillRegion::Anywhere, Add, 70.0)
        },
        Fill {
            shapes: vec![area(&[[70.0, 10.0], [90.0, 30.0], [80.0, -5.0]], 4.0)],
            ..fill("free", FillRegion::Anywhere, Exclude, 0.0)
        },
    ]);
    vec![
        ("shaped", shaped),
        ("painted", painted),
        ("default", Design::default()),
        // The same line under another hand: what is kept between the two must not be stale.
        ("steady", design("natural", &["hand=0"])),
        ("unsteady", design("natural", &["hand=1"])),
        ("zones", zones),
        ("staged", staged),
        ("capped", capped),
        ("many", many),
        ("coily", coily),
        ("nothing", design("mature", &["density=0"])),
        ("even", design("none", &[])),
    ]
}

fn area(points: &[[f64; 2]], soft_mm: f64) -> FillShape {
    FillShape::Area {
        points: points.iter().copied().map(HeadPlace::from).collect(),
        soft_mm,
    }
}

fn twin_words(document: &Document, view: &HeadView, scalp: &ScalpSites) -> Vec<u32> {
    let design = &document.design;
    let rows = fill_rows(design);
    let params = DensityParams {
        site_count: scalp.onsets.len() as u32,
        fill_count: rows.len() as u32,
        seed: design.seed,
        cap: 400 * 1024,
        brush_row: brush_row(design),
        ..DensityParams::default()
    };
    let edges = edge_weights(document.outline.as_ref(), &EdgeFinish::of(design), scalp);
    let factors = scalp.factors(design);
    let mut brushed = StrokeWords::new(vec![UNTOUCHED; scalp.onsets.len()]);
    let cells = site_cells(scalp);
    brushed.update(&design.strokes, &document.head, scalp, &cells);
    let mut masks = FillMasks::default();
    masks.update(design, &document.head, scalp, &cells);
    let place = place_params(&document.head, design, view, None);
    (0..scalp.onsets.len())
        .map(|index| {
            let [zones_0, zones_1, zones_2] = scalp.zones[index];
            let site = SiteInput {
                onset: scalp.onsets[index],
                factor: factors[index],
                zones_0,
                zones_1,
                zones_2,
            };
            let edited = SiteEdits {
                edge: edges[index],
                brush: brushed.words[index],
            };
            let mask = |number| masks.at(number, index);
            let wanted = wanted(&params, &rows, index as u32, &site, edited, mask);
            decide(&place, &rows, index as u32, &site, edited, wanted)
        })
        .collect()
}

#[test]
fn the_device_decides_as_the_rust_twin_at_every_site() {
    let head = Head::default();
    let view = portrait([400, 500], 0.6, [10.0, 5.0, 0.0]);
    let mut scalps: BTreeMap<u64, ScalpSites> = BTreeMap::new();
    for (name, design) in designs() {
        let hand = design.get(Knob::Hand);
        let scalp = scalps
            .entry(hand.to_bits())
            .or_insert_with(|| ScalpSites::new(&SITES, &head, hand));
        let document = on_mean_head(design);
        let ours = twin_words(&document, &view, scalp);
        let theirs: Vec<u32> = engine()
            .slots(&document, &view)
            .iter()
            .map(|slot| slot.word)
            .collect();
        let different = (0..ours.len()).filter(|&i| ours[i] != theirs[i]).count();
        assert_eq!((theirs.len(), different), (ours.len(), 0), "{name}");
        let dots = ours.iter().filter(|&&word| word != 0).count();
        let expected_none = matches!(name, "nothing" | "even");
        assert_eq!(dots == 0, expected_none, "{name} has {dots} dots");
    }
}

#[test]
fn several_fills_and_sessions_are_all_in_use() {
    // Otherwise the comparison above would run over one branch only.
    let view = portrait([400, 500], 0.6, [0.0; 3]);
    for (name, fills, sessions) in [("zones", 4, 3), ("many", 10, 6), ("capped", 2, 1)] {
        let (_, design) = designs().into_iter().find(|(n, _)| *n == name).unwrap();
        let dots = engine().dots(&on_mean_head(design), &view);
        let mut seen_fills: Vec<usize> = dots.iter().map(|dot| dot.fill).collect();
        let mut seen_sessions: Vec<u32> = dots.iter().map(|dot| dot.session).collect();
        seen_fills.sort_unstable();
        seen_fills.dedup();
        seen_sessions.sort_unstable();
        seen_sessions.dedup();
        assert!(seen_fills.len() >= fills, "{name}: fills {seen_fills:?}");
        assert_eq!(seen_sessions, (1..=sessions).collect::<Vec<u32>>(), "{name}");
    }
}

fn in_photo(px: DVec2, size_px: [u32; 2]) -> bool {
    px.cmpge(DVec2::ZERO).all() && px.x < f64::from(size_px[0]) && px.y < f64::from(size_px[1])
}

#[test]
fn dots_fall_where_the_camera_in_double_precision_puts_them() {
    const WIDE: [u32; 2] = [8064, 6048];
    let near = Camera::from_pose(
        WIDE,
        6000.0,
        [-20.0, 15.0, 7.0],
        DVec3::ZERO,
        DVec2::new(6800.0, 4100.0),
        310.0,
    );
    let mut warped = portrait(WIDE, 0.05, [30.0, 0.0, 0.0]);
    warped.warp = ResidualWarp::through(
        &[DVec2::new(4000.0, 1500.0), DVec2::new(5500.0, 2500.0)],
        &[DVec2::new(30.0, -40.0), DVec2::new(-25.0, 60.0)],
        3200.0,
        1e-3,
    );
    let views = [
        ("front", portrait(WIDE, 0.05, [0.0; 3])),
        ("left", portrait(WIDE, 0.04, [-90.0, 0.0, 3.0])),
        ("crown", portrait(WIDE, 0.06, [180.0, 40.0, -10.0])),
        ("near", view_of(near)),
        ("warped", warped),
    ];
    let document = on_mean_head(bare(&["density=200"]));
    for (name, view) in views {
        let mut drawing = engine();
        let slots = drawing.slots(&document, &view);
        let (mut seen, mut worst) = (0, 0.0f64);
        for dot in drawing.dots(&document, &view) {
            let slot = &slots[dot.site as usize];
            let drawn = slot.visible() > 0.0 && dot.photo_px.is_some_and(|px| in_photo(px, WIDE));
            assert_eq!(dot.visible > 0.0, drawn, "{name}: {dot:?}");
            if slot.visible() > 0.0 {
                seen += 1;
                let wanted = view.photo_from_head(dot.head_mm).expect("before the camera");
                assert_eq!(dot.photo_px, Some(wanted), "{name}: the list says another place");
                worst = worst.max(wanted.distance(DVec2::from(slot.photo_px())));
            }
        }
        assert!(seen > 20_000, "{name}: {seen} seen");
        assert!(worst <= 1.0 / 64.0, "{name}: {worst} px apart");
    }
}

#[test]
fn what_is_drawn_faces_the_camera() {
    let document = on_mean_head(bare(&["density=50"]));
    let view = portrait([800, 800], 0.3, [40.0, 10.0, 0.0]);
    let ears = document.head.ears();
    let eye = view.camera.position_mm();
    let dots = engine().dots(&document, &view);
    for dot in &dots {
        let faces = dot.normal.dot(eye - dot.head_mm) > 0.0;
        let inside = dot.photo_px.is_some_and(|px| in_photo(px, [800, 800]));
        let behind_ear = ears.iter().any(|ear| ear.blocks(dot.head_mm, eye));
        // Exactly at the rim single precision may decide either way.
        let rim = dot.normal.dot((eye - dot.head_mm).normalize()).abs() < 1e-5;
        if !rim {
            assert_eq!(dot.visible > 0.0, faces && inside && !behind_ear, "{dot:?}");
        }
    }
    assert!(dots.iter().any(|dot| dot.visible == 0.0) && dots.iter().any(|dot| dot.visible == 1.0));
}

/// Dots per cm² where the hairline is at least 25 mm away, counted on the head's own surface.
fn measured_density(document: &Document, scalp: &ScalpSites) -> f64 {
    let outline = document.outline.as_ref().expect("a hairline");
    let field = EdgeField::new(outline, 40.0);
    let (head, mean) = (&document.head, Head::default());
    let inside: Vec<bool> = scalp
        .directions
        .iter()
        .zip(&scalp.points_mm)
        .map(|(direction, point)| field.at(*direction, *point).inside_mm >= 25.0)
        .collect();
    let inside: Vec<bool> = inside.iter().zip(&scalp.keep).map(|(a, b)| *a && *b).collect();
    let area_cm2: f64 = (0..inside.len())
        .filter(|&site| inside[site])
        .map(|site| {
            let direction = scalp.directions[site];
            head.area_mm2_per_sr(direction) / mean.area_mm2_per_sr(direction) / 400.0
        })
        .sum();
    let view = portrait([400, 500], 0.6, [0.0; 3]);
    let dots = engine().dots(document, &view);
    let count = dots.iter().filter(|dot| inside[dot.site as usize]).count();
    assert!(area_cm2 > 150.0, "only {area_cm2} cm² inside");
    count as f64 / area_cm2
}

#[test]
fn measured_density_is_the_one_asked_for() {
    let mut large = Head::default();
    large.measures.breadth_mm += 9.0;
    large.measures.length_mm += 14.0;
    for head in [Head::default(), large] {
        let scalp = ScalpSites::new(&SITES, &head, Knob::Hand.row().default);
        for per_cm2 in [60.0, 90.0, 130.0, 200.0] {
            let design = design("natural", &[&format!("density={per_cm2}")]);
            let found = measured_density(&Document::new(head.clone(), design), &scalp);
            assert!(
                (found / per_cm2 - 1.0).abs() < 0.03,
                "asked {per_cm2}, found {found}"
            );
        }
    }
}

#[test]
fn measured_density_holds_with_clusters_too() {
    let scalp = ScalpSites::new(&SITES, &Head::default(), Knob::Hand.row().default);
    let mut design = design("natural", &["density=90"]);
    design.set_hair_type(HairType::Coily);
    let found = measured_density(&on_mean_head(design), &scalp);
    assert!((found / 90.0 - 1.0).abs() < 0.03, "asked 90, found {found}");
}

fn places(dots: &[DrawnDot]) -> BTreeMap<u32, (DVec3, Option<DVec2>)> {
    dots.iter()
        .map(|dot| (dot.site, (dot.head_mm, dot.photo_px)))
        .collect()
}

#[test]
fn a_change_of_density_moves_no_dot() {
    let view = portrait([800, 1000], 0.3, [15.0, 0.0, 0.0]);
    for style in ["natural", "broken"] {
        for per_cm2 in [30.0, 90.0, 250.0] {
            let at = |per_cm2: f64| {
                let design = design(style, &[&format!("density={per_cm2}")]);
                places(&engine().dots(&on_mean_head(design), &view))
            };
            let (less, here, more) = (at(per_cm2 / 1.01), at(per_cm2), at(per_cm2 * 1.01));
            assert!(less.len() < here.len() && here.len() < more.len());
            for (few, many) in [(&less, &here), (&here, &more)] {
                let kept = few.iter().all(|(site, place)| many.get(site) == Some(place));
                assert!(kept, "{style} {per_cm2}: a dot was lost or moved");
            }
        }
    }
}

#[test]
fn the_hand_does_not_change_what_a_step_of_density_does() {
    let view = portrait([400, 500], 0.6, [0.0; 3]);
    for hand in ["hand=0", "hand=1"] {
        let at = |density| places(&engine().dots(&on_mean_head(bare(&[hand, density])), &view));
        let (few, many) = (at("density=90"), at("density=95"));
        assert!(
            few.iter().all(|(site, place)| many.get(site) == Some(place)),
            "{hand}"
        );
        assert!(few.len() < many.len());
    }
}

#[test]
fn sessions_are_prefixes_of_each_other() {
    let view = portrait([400, 500], 0.6, [0.0; 3]);
    let sites_until = |sessions: &[f64], last: u32| -> Vec<u32> {
        let mut design = bare(&["density=120"]);
        design.sessions = Session::shares(sessions);
        let dots = engine().dots(&on_mean_head(design), &view);
        dots.iter()
            .filter(|dot| dot.session <= last)
            .map(|dot| dot.site)
            .collect()
    };
    let shares = [0.3, 0.7, 1.0];
    let all = sites_until(&shares, 3);
    let mut before: Vec<u32> = Vec::new();
    for (session, share) in (1..).zip(shares) {
        let now = sites_until(&shares, session);
        assert!(
            before.iter().all(|site| now.binary_search(site).is_ok()),
            "a dot was lost"
        );
        let found = now.len() as f64 / all.len() as f64;
        assert!(
            (found - share).abs() < 0.01,
            "session {session}: {found} of the dots"
        );
        // The same share in another plan of sessions gives the same dots.
        let other_plan = [share * 0.5, share, 1.0];
        let length = if share < 1.0 { 3 } else { 2 };
        assert_eq!(sites_until(&other_plan[..length], 2), now);
        before = now;
    }
}

#[test]
fn a_zone_has_sessions_of_its_own() {
    let view = portrait([400, 500], 0.6, [0.0; 3]);
    let mut design = bare(&["density=120"]);
    design.fills.push(fill(
        "frontal",
        FillRegion::Front,
        FillCombination::Replace,
        120.0,
    ));
    let plain = engine().dots(&on_mean_head(design.clone()), &view);
    for setting in [
        "frontal.session1.share=0",
        "frontal.session2.share=0.5",
        "frontal.session3.session-dot=1.5",
    ] {
        design.apply_setting(setting).expect("a setting");
    }
    let own = engine().dots(&on_mean_head(design), &view);
    let share = |dots: &[DrawnDot], fill: usize, session: u32| {
        let of_fill = dots.iter().filter(|dot| dot.fill == fill);
        of_fill.clone().filter(|dot| dot.session == session).count() as f64 / of_fill.count() as f64
    };
    for (session, wanted) in [(1, 0.0), (2, 0.5), (3, 0.5)] {
        let found = share(&own, 1, session);
        assert!(
            (found - wanted).abs() < 0.02,
            "session {session}: {found} of the zone"
        );
        assert_eq!(
            share(&own, 0, session),
            share(&plain, 0, session),
            "the other zone follows the plan"
        );
    }
    for (own, plain) in own.iter().zip(&plain) {
        assert_eq!(
            (own.site, own.head_mm),
            (plain.site, plain.head_mm),
            "no dot moves"
        );
        let larger = own.diameter_mm / plain.diameter_mm;
        let wanted = if (own.fill, own.session) == (1, 3) {
            1.5
        } else {
            1.0
        };
        assert!((larger - wanted).abs() < 0.01, "{larger} times as wide");
    }
}

#[test]
fn the_same_seed_gives_the_same_dots_and_another_seed_others() {
    let view = portrait([400, 500], 0.6, [0.0; 3]);
    let mut seeded = design("natural", &["density=80"]);
    let mut drawing = engine();
    let first = drawing.dots(&on_mean_head(seeded.clone()), &view);
    seeded.seed = 5;
    let other_document = on_mean_head(seeded.clone());
    assert!(!drawing.0.has_sites(5));
    let device = drawing.0.gpu().device.clone();
    let refused = block_on(Some(&device), drawing.0.dots(&other_document, &view));
    assert!(matches!(refused, Err(EngineError::NoSites { seed: 5 })));
    drawing.0.use_sites(Arc::new(SiteGrower::new(5).finish()));
    assert!(drawing.0.has_sites(5) && drawing.0.has_sites(1));
    let other = drawing.dots(&other_document, &view);
    assert_eq!(drawing.dots(&other_document, &view), other);
    let ratio = other.len() as f64 / first.len() as f64;
    assert!((ratio - 1.0).abs() < 0.02, "{ratio} times as many dots");
    let same_place = first
        .iter()
        .zip(&other)
        .filter(|(a, b)| a.head_mm.distance(b.head_mm) < 0.01)
        .count();
    assert!(same_place < 5, "{same_place} dots in the same place");
    seeded.seed = 1;
    assert_eq!(
        drawing.dots(&on_mean_head(seeded), &view),
        first,
        "after another seed"
    );
}
