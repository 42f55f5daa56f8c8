//! The design: its file goes round, mistakes are named, later ones win.

use glam::DVec3;
use proptest::prelude::*;
use shadowline::design::pigment::PALETTE;
use shadowline::design::stencil::{SharedStencil, StencilImage};
use shadowline::design::{
    BrushKind, BrushStroke, Design, DesignError, Fill, FillCombination, FillRegion, FillShape, HairType,
    HeadPlace, Knob, Pigment, PointName, Session, styles,
};
use std::sync::Arc;

fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 128,
        rng_seed: proptest::test_runner::RngSeed::Fixed(20_262),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

fn in_range(knob: Knob) -> impl Strategy<Value = f64> {
    let [low, high] = knob.row().range;
    (low..=high).prop_map(move |value| if knob.is_whole() { value.round() } else { value })
}

fn any_place() -> impl Strategy<Value = HeadPlace> {
    (-180.0..=360.0f64, -90.0..=90.0f64).prop_map(|(round_deg, side_deg)| HeadPlace { round_deg, side_deg })
}

fn any_shape() -> impl Strategy<Value = FillShape> {
    let soft = 0.0..=60.0f64;
    prop_oneof![
        (prop::collection::vec(any_place(), 3..6), soft.clone())
            .prop_map(|(points, soft_mm)| FillShape::Area { points, soft_mm }),
        (
            prop::collection::vec(any_place(), 2..5),
            0.3..=80.0f64,
            soft.clone()
        )
            .prop_map(|(points, width_mm, soft_mm)| FillShape::Line {
                points,
                width_mm,
                soft_mm
            }),
        (
            any_place(),
            prop::array::uniform2(1.0..=150.0f64),
            -360.0..=360.0f64,
            soft
        )
            .prop_map(|(centre, half_mm, turn_deg, soft_mm)| FillShape::Ellipse {
                centre,
                half_mm,
                turn_deg,
                soft_mm
            }),
        (
            any_place(),
            2.0..=400.0f64,
            -360.0..=360.0f64,
            prop::collection::vec(any::<u8>(), 12..=12)
        )
            .prop_map(|(centre, width_mm, turn_deg, dark)| FillShape::Stencil {
                centre,
                width_mm,
                turn_deg,
                image: SharedStencil(Arc::new(StencilImage::new(4, dark).expect("three rows"))),
            }),
    ]
}

prop_compose! {
    fn any_fill()(
        name in "[ -~äß✂\t\n]{1,12}",
        region in prop::sample::select(FillRegion::ALL.map(|(_, region)| region).to_vec()),
        combine in prop::sample::select(vec![FillCombination::Replace, FillCombination::Add, FillCombination::Limit, FillCombination::Exclude]),
        density in prop::option::of(in_range(Knob::Density)),
        depth in prop::option::of(in_range(Knob::Depth)),
        own in prop::collection::vec(prop::option::of(in_range(Knob::Retention)), 0..=6),
        share in prop::option::of(in_range(Knob::Share)),
        shapes in prop::collection::vec(any_shape(), 0..3),
    ) -> Fill {
        let given = |own: &[(Knob, Option<f64>)]| own.iter().filter_map(|(knob, value)| Some((*knob, (*value)?))).collect();
        let session = |retention| Session { knobs: given(&[(Knob::Retention, retention), (Knob::Share, share)]) };
        Fill {
            shapes,
            knobs: given(&[(Knob::Density, density), (Knob::Depth, depth)]),
            sessions: own.into_iter().map(session).collect(),
            ..Fill::new(&name, region, combine)
        }
    }
}

fn any_sessions() -> impl Strategy<Value = Vec<f64>> {
    prop::collection::btree_set(1u32..999, 0..=5).prop_map(|shares| {
        let rising = shares.into_iter().map(|share| f64::from(share) / 1000.0);
        rising.chain([1.0]).collect()
    })
}

prop_compose! {
    fn any_stroke()(
        brush in prop::sample::select(BrushKind::ALL.to_vec()),
        radius_mm in 0.5..=60.0f64,
        softness in 0.0..=1.0f64,
        strength in 0.0..=1.0f64,
        path in prop::collection::vec(prop::array::uniform3(0.01..1.0f64), 1..5),
    ) -> BrushStroke {
        let unit = |direction| (DVec3::from(direction).normalize() * 1e6).round() / 1e6;
        let path = path.into_iter().map(|direction| unit(direction).to_array()).collect();
        BrushStroke { brush, radius_mm, softness, strength, path }
    }
}

prop_compose! {
    fn any_design()(
        style in prop::sample::select(styles::all().iter().map(|style| style.name).collect::<Vec<_>>()),
        hair_type in prop::sample::select(HairType::ALL.map(|(_, hair_type)| hair_type).to_vec()),
        seed in any::<u32>(),
        values in Knob::all().map(in_range).collect::<Vec<_>>(),
        fills in prop::collection::vec(any_fill(), 0..=6),
        points in prop::collection::vec(
            (prop::sample::select(PointName::all().collect::<Vec<_>>()), prop::array::uniform3(0.01..1.0f64)),
            0..4,
        ),
        sessions in any_sessions(),
        setback in in_range(Knob::Setback),
        strokes in prop::collection::vec(any_stroke(), 0..4),
    ) -> Design {
        let mut design = Design::default();
        styles::find(style).expect("a style").apply(&mut design);
        design.set_hair_type(hair_type);
        design.seed = seed;
        for (knob, value) in Knob::all().zip(values) {
            design.set(knob, value).expect("in range");
        }
        design.fills = fills;
        design.fills.sort_by(|a, b| a.name.cmp(&b.name));
        design.fills.dedup_by(|a, b| a.name == b.name);
        for (name, direction) in points {
            design.place_point(name, DVec3::from(direction)).expect("a direction");
        }
        design.sessions = Session::shares(&sessions);
        design.sessions[0].knobs.extend([(Knob::Setback, setback), (Knob::Retention, 0.8)]);
        let absorption = [0.5, 1.0, setback / 10.0];
        let own = Pigment { name: "my own".into(), about: "".into(), absorption, ..PALETTE[4].clone() };
        design.pigments = vec![own];
        design.pigment = if setback > 7.0 { "my own".into() } else { "ash".into() };
        design.strokes = strokes.into_iter().map(Arc::new).collect();
        design
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_design_comes_back_from_its_file(design in any_design()) {
        let text = design.to_toml();
        let back = Design::from_toml(&text);
        prop_assert!(back.as_ref() == Ok(&design), "{:?}\n{}", back, text);
        prop_assert_eq!(back.expect("checked").to_toml(), text);
    }

    #[test]
    fn a_file_wins_over_whatever_stood_before(first in any_design(), second in any_design()) {
        let mut design = first;
        design.apply_toml(&second.to_toml()).expect("a design file");
        prop_assert!(design == second);
    }

    #[test]
    fn any_text_is_refused_with_a_sentence_or_read(text in "[ -~\n=\\[\\]\"]{0,120}") {
        if let Err(error) = Design::from_toml(&format!("format = 1\n{text}")) {
            prop_assert!(error.to_string().len() > 20);
        }
    }

    #[test]
    fn a_cut_file_never_panics(design in any_design(), share in 0.0..1.0f64) {
        let text = design.to_toml();
        let end = (0..=(text.len() as f64 * share) as usize).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0);
        let _ = Design::from_toml(&text[..end]);
    }
}

#[test]
fn every_knob_is_written_out() {
    let text = Design::default().to_toml();
    for knob in Knob::all() {
        assert!(
            text.contains(&format!("\n{} = ", knob.row().name)),
            "{} in\n{text}",
            knob.row().name
        );
    }
    for key in [
        "format = 1",
        "optics = 3",
        "sites = 1",
        "seed = 1",
        "style = \"natural\"",
    ] {
        assert!(text.contains(key), "{key} in\n{text}");
    }
}

fn sentence(text: &str) -> String {
    Design::from_toml(text).expect_err(text).to_string()
}

#[test]
fn unknown_keys_are_named_with_their_line() {
    for (text, line, key) in [
        ("format = 1\nseed = 3\ncolour = 4\n", "line 3", "colour"),
        (
            "format = 1\n\n[knobs]\ndensity = 90\ndensitty = 80\n",
            "line 5",
            "densitty",
        ),
        (
            "format = 1\n[points]\nnose-left = [1, 0, 0]\n",
            "line 3",
            "nose-left",
        ),
        (
            "format = 1\n[[fill]]\nname = \"a\"\nregion = \"scalp\"\ncombine = \"add\"\nweight = 2\n",
            "line 6",
            "weight",
        ),
        (
            "format = 1\n[[fill]]\nname = \"a\"\nregion = \"scalp\"\ncombine = \"mix\"\n",
            "line 5",
            "mix",
        ),
    ] {
        let said = sentence(text);
        assert!(said.contains(line) && said.contains(key), "{said}");
    }
}

#[test]
fn newer_files_are_called_newer() {
    assert!(matches!(
        Design::from_toml("format = 2\nsomething-new = true\n"),
        Err(DesignError::Newer { found: 2, known: 1 })
    ));
    for key in ["optics", "sites"] {
        let text = format!("format = 1\n{key} = 9\n");
        assert!(matches!(
            Design::from_toml(&text),
            Err(DesignError::Newer { found: 9, .. })
        ));
    }
    assert!(sentence("format = 7\n").contains("install a newer Shadowline"));
    assert!(
        sentence("seed = 1\n").contains("format"),
        "a file without a format"
    );
}

#[test]
fn values_out_of_range_are_refused_and_say_the_range() {
    for knob in Knob::all() {
        let row = knob.row();
        for value in [row.range[0] - 0.5, row.range[1] + 0.5, f64::NAN, f64::INFINITY] {
            let text = format!("format = 1\n[knobs]\n{} = {value:?}\n", row.name).replace("NaN", "nan");
            let said = sentence(&text);
            let range = format!("from {} to {}", row.range[0], row.range[1]);
            assert!(said.contains(row.name) && said.contains(&range), "{said}");
        }
    }
    let of_fill = |knob: &str| {
        format!(
            "format = 1\n[[fill]]\nname = \"a\"\nregion = \"scalp\"\ncombine = \"add\"\n[fill.knobs]\n{knob}\n"
        )
    };
    assert!(sentence(&of_fill("density = 301")).contains("density"));
    assert!(sentence(&of_fill("hand = 0.5")).contains("whole design"));
    assert!(Design::from_toml(&of_fill("density = 300")).is_ok());
    for sessions in [
        "[]",
        "[0.5]",
        "[0.7, 0.3, 1.0]",
        "[0.0, 1.0]",
        "[0.5, 0.5, 1.0]",
        "[0.1,0.2,0.3,0.4,0.5,0.6,1.0]",
    ] {
        let said = sentence(&format!("format = 1\nsessions = {sessions}\n"));
        assert!(said.contains("1 to 6 shares"), "{sessions}: {said}");
    }
    let own = |sessions: &str| {
        format!(
            "{}sessions = {sessions}\n",
            of_fill("").replace("[fill.knobs]\n", "")
        )
    };
    assert!(sentence(&own("[0.7, 0.3]")).contains("rise"));
    assert!(sentence(&own("[{ knobs = { weeks = 1 } }]")).contains("weeks belongs to the whole design"));
    assert!(sentence(&own("[{ knobs = { depth = 0.1 } }]")).contains("not a knob of a session"));
    for point in ["[0, 0, 0]", "[nan, 0, 1]", "[inf, 0, 1]"] {
        let said = sentence(&format!("format = 1\n[points]\ncorner-left = {point}\n"));
        assert!(said.contains("corner-left"), "{said}");
    }
    assert!(sentence("format = 1\nstyle = \"mullet\"\n").contains("mullet"));
    let two = "[[fill]]\nname = \"a\"\nregion = \"scalp\"\ncombine = \"add\"\n".repeat(2);
    assert!(sentence(&format!("format = 1\n{two}")).contains("two fills"));
    let many: String = (0..17)
        .map(|i| format!("[[fill]]\nname = \"f{i}\"\nregion = \"scalp\"\ncombine = \"add\"\n"))
        .collect();
    assert!(sentence(&format!("format = 1\n{many}")).contains("at most 16"));
}

#[test]
fn a_partial_file_keeps_the_rest() {
    let mut design = Design::default();
    styles::find("mature").expect("a style").apply(&mut design);
    design.apply_setting("shade=0.7").expect("a setting");
    let mut wanted = design.clone();
    design
        .apply_toml("format = 1\nseed = 9\n[knobs]\ndensity = 42\n")
        .expect("a file");
    wanted.seed = 9;
    wanted.knobs.insert(Knob::Density, 42.0);
    assert_eq!(design, wanted);
    let kept = design.clone();
    design.apply_toml("format = 1\n").expect("a file");
    assert_eq!(design, kept);
}

#[test]
fn later_ones_win_defaults_style_file_settings() {
    let default = Design::default();
    let mut design = default.clone();
    let edge = |design: &Design| design.get(Knob::EdgeWidth);
    styles::find("clean-cut").expect("a style").apply(&mut design);
    let of_style = edge(&design);
    assert_ne!(of_style, edge(&default));
    design
        .apply_toml("format = 1\n[knobs]\nedge-width = 5.5\ndensity = 70\n")
        .expect("a file");
    assert_eq!((edge(&design), design.get(Knob::Density)), (5.5, 70.0));
    design.apply_setting("edge-width=6.5").expect("a setting");
    design.apply_setting("edge-width=7.5").expect("a setting");
    assert_eq!((edge(&design), design.get(Knob::Density)), (7.5, 70.0));
    // A style that the file names comes before the file's own numbers.
    design
        .apply_toml("format = 1\nstyle = \"clean-cut\"\n[knobs]\ndensity = 71\n")
        .expect("a file");
    assert_eq!((edge(&design), design.get(Knob::Density)), (of_style, 71.0));
}

#[test]
fn settings_reach_all_fills_or_one() {
    let mut design = Design::default();
    let knobs = [(Knob::Density, 30.0)].into();
    let crown = Fill::new("crown", FillRegion::Vertex, FillCombination::Add);
    design.fills.push(Fill { knobs, ..crown });
    let of = |design: &Design, fill: usize| design.of_fill(&design.fills[fill], Knob::Density);
    assert_eq!((of(&design, 0), of(&design, 1)), (95.0, 30.0));
    design.apply_setting("crown.density=50").expect("a setting");
    assert_eq!((of(&design, 0), of(&design, 1)), (95.0, 50.0));
    design.apply_setting("density=65").expect("a setting");
    assert_eq!((of(&design, 0), of(&design, 1)), (65.0, 65.0));
    for (setting, part) in [
        ("density", "KNOB=NUMBER"),
        ("density=many", "KNOB=NUMBER"),
        ("densty=5", "did you mean 'density'"),
        ("beard.density=5", "crown"),
        ("crown.hand=0.5", "whole design"),
        ("density=301", "0 to 300"),
        ("density=NaN", "0 to 300"),
    ] {
        let said = design.apply_setting(setting).expect_err(setting).to_string();
        assert!(said.contains(part), "{setting}: {said}");
    }
}

#[test]
fn a_session_is_set_for_all_fills_or_one() {
    let mut design = Design::default();
    design
        .fills
        .push(Fill::new("scar", FillRegion::Painted, FillCombination::Add));
    let of = |design: &Design, fill: usize, session, knob| {
        design.of_fill_session(&design.fills[fill], session, knob)
    };
    for setting in ["scar.session2.retention=0.6", "scar.session1.share=0.8"] {
        design.apply_setting(setting).expect("a setting");
    }
    let retention = |design: &Design, session| [0, 1].map(|fill| of(design, fill, session, Knob::Retention));
    assert_eq!(
        [retention(&design, 0), retention(&design, 1)],
        [[1.0, 1.0], [1.0, 0.6]]
    );
    let shares = |fill| [0, 1, 2].map(|session| of(&design, fill, session, Knob::Share));
    assert_eq!(shares(0), [0.3, 0.7, 1.0]);
    assert_eq!(
        shares(1),
        [0.8, 0.8, 1.0],
        "a share never falls, the last completes"
    );
    let older = "format = 1\n[[fill]]\nname = \"a\"\nregion = \"scalp\"\ncombine = \"add\"\nshares = [0.0, 0.4, 1.0]\n";
    let older = Design::from_toml(older).expect("a file of shares alone");
    assert_eq!(of(&older, 0, 0, Knob::Share), 0.0);
    assert_eq!(of(&older, 0, 1, Knob::Share), 0.4);
    design.apply_setting("session2.retention=0.9").expect("a setting");
    assert_eq!(retention(&design, 1), [0.9, 0.9], "all means all");
    for (setting, part) in [
        ("scar.session1.weeks=3", "whole design"),
        ("scar.session4.retention=1", "plans 3"),
        ("scar.session1.share=0.9", ""),
        ("beard.session1.retention=1", "scar"),
        ("scar.retention=0.8", "KNOB=NUMBER"),
    ] {
        match design.apply_setting(setting) {
            Ok(()) => assert!(part.is_empty(), "{setting}"),
            Err(said) => assert!(
                !part.is_empty() && said.to_string().contains(part),
                "{setting}: {said}"
            ),
        }
    }
}

#[test]
fn points_go_round_at_six_decimals() {
    let mut design = Design::default();
    for (index, name) in PointName::all().enumerate() {
        let angle = index as f64;
        let direction = DVec3::new(angle.sin(), 0.3 + angle.cos(), 0.7);
        design.place_point(name, direction * 5.0).expect("a direction");
        let kept = DVec3::from(design.points[&name]);
        assert!(kept.distance(direction.normalize()) < 1e-6);
        assert!(
            kept.to_array()
                .iter()
                .all(|c| (c * 1e6 - (c * 1e6).round()).abs() < 1e-9)
        );
    }
    let text = design.to_toml();
    let back = Design::from_toml(&text).expect("a design file");
    assert_eq!(back.points, design.points);
    assert_eq!(PointName::all().count(), 28);
}

#[test]
fn strokes_that_make_no_sense_are_refused_by_number() {
    let file = |radius: &str, softness: &str, strength: &str, path: &str| {
        format!(
            "format = 1\n[[stroke]]\nbrush = \"add\"\nradius-mm = 5.0\nsoftness = 0.5\nstrength = 1.0\n\
             path = [[0.0, 1.0, 0.0]]\n[[stroke]]\nbrush = \"protect\"\nradius-mm = {radius}\n\
             softness = {softness}\nstrength = {strength}\npath = {path}\n"
        )
    };
    let up = "[[0.0, 1.0, 0.0]]";
    let good = Design::from_toml(&file("8.0", "0.25", "1.0", up)).expect("two strokes");
    assert_eq!(good.strokes.len(), 2);
    assert_eq!(good.strokes[1].brush, BrushKind::Protect);
    for (text, part) in [
        (file("0.2", "0.5", "1.0", up), "radius-mm = 0.2"),
        (file("61.0", "0.5", "1.0", up), "0.5 to 60"),
        (file("nan", "0.5", "1.0", up), "radius-mm = NaN"),
        (file("8.0", "1.5", "1.0", up), "softness = 1.5"),
        (file("8.0", "0.5", "-0.1", up), "strength = -0.1"),
        (file("8.0", "0.5", "1.0", "[]"), "empty path"),
        (
            file("8.0", "0.5", "1.0", "[[0.0, 1.0, 0.0], [0.0, inf, 0.0]]"),
            "point 2",
        ),
        (file("8.0", "0.5", "1.0", "[[0.0, 3.0, 0.0]]"), "length 1"),
    ] {
        let said = sentence(&text);
        assert!(said.contains("brush stroke 2") && said.contains(part), "{said}");
    }
    let said = sentence(&file("8.0", "0.5", "1.0", up).replace("softness", "softnes"));
    assert!(said.contains("softnes"), "{said}");
    let many = "[[0.0, 1.0, 0.0], ".to_owned() + &"[0.0, 1.0, 0.0],".repeat(200_000) + "]";
    let said = sentence(&file("8.0", "0.5", "1.0", &many));
    assert!(said.contains("200000"), "{said}");
}
