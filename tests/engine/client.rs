//! What belongs to the client's own scalp: hair that leaves dots out, places that are kept free, and hair that the work is
//! never darker than.

use crate::fixtures::{bare, close_up, engine, flat16, on_mean_head, whole};
use glam::DVec3;
use shadowline::design::{
    BrushKind, BrushStroke, Document, Fill, FillCombination, FillRegion, FillShape, HeadPlace, Knob,
};
use shadowline::engine::DrawnDot;
use shadowline::head::{
    BlurGrid, CaptureFacts, ClientScalp, CloseUpPlace, HairMap, Head, HeadView, KeepFree,
};
use shadowline::photo::{Photo, PhotoSamples};
use shadowline::vision::{HairColour, HairSource, shade};
use std::collections::BTreeMap;
use std::sync::Arc;

fn dots(document: &Document) -> BTreeMap<u32, DrawnDot> {
    let view = close_up([64, 64], 0.2, CloseUpPlace::Vertex);
    let dots = engine().dots(document, &view);
    dots.into_iter().map(|dot| (dot.site, dot)).collect()
}

/// Directions all over the head.
fn directions() -> impl Iterator<Item = DVec3> {
    (0..160_000).map(|i| {
        let (up, turn) = (
            1.0 - 2.0 * (f64::from(i) + 0.5) / 160_000.0,
            f64::from(i) * 2.399_963,
        );
        let flat = (1.0 - up * up).sqrt();
        DVec3::new(flat * turn.cos(), up, flat * turn.sin())
    })
}

fn with_hair(cover: impl Fn(DVec3) -> f64) -> Document {
    Document {
        own: ClientScalp {
            hair: Some(HairMap::of(
                directions().map(|direction| (direction, cover(direction), 1.0)),
            )),
            ..ClientScalp::default()
        },
        ..on_mean_head(bare(&["density=120"]))
    }
}

#[test]
fn full_hair_takes_no_dots_thin_hair_fewer_and_bare_scalp_stays() {
    let head = Head::default();
    let side = |dot: &DrawnDot| head.direction_of(dot.head_mm).x.abs();
    let plain = dots(&on_mean_head(bare(&["density=120"])));
    let horseshoe = dots(&with_hair(
        |direction| if direction.x.abs() > 0.6 { 1.0 } else { 0.0 },
    ));
    let thin = dots(&with_hair(|_| 0.4));
    // Between full hair and none lie 3 mm of the map.
    let (mut top, mut under) = (0, 0);
    for (site, dot) in &plain {
        match side(dot) {
            side if side < 0.52 => {
                top += 1;
                assert_eq!(horseshoe.get(site), Some(dot), "bare scalp keeps its dots");
            }
            side if side > 0.68 => {
                under += 1;
                assert!(!horseshoe.contains_key(site), "no dot under full hair");
            }
            _ => {}
        }
    }
    assert!(top > 10_000 && under > 10_000, "{top} {under}");
    let share = thin.len() as f64 / plain.len() as f64;
    assert!((share - 0.6).abs() < 0.02, "dots go between thin hair: {share}");
    assert!(thin.keys().all(|site| plain.contains_key(site)), "none moves");
    // As if it were shaved off.
    let mut shaved = with_hair(|_| 0.4);
    shaved.design.set(Knob::OwnHair, 0.0).expect("in range");
    assert_eq!(dots(&shaved), plain);
}

#[test]
fn what_is_toned_to_the_stubble_round_it_keeps_its_dots_under_a_coarse_map_of_hair() {
    let middle = DVec3::new(0.1, 0.95, 0.3).normalize();
    let mut document = with_hair(|_| 0.5);
    let patch = FillShape::Ellipse {
        centre: HeadPlace::of(middle),
        half_mm: [12.0, 12.0],
        turn_deg: 0.0,
        soft_mm: 0.0,
    };
    document.design.fills.push(Fill {
        shapes: vec![patch],
        ..Fill::new("patches", FillRegion::Anywhere, FillCombination::Replace)
    });
    let head = Head::default();
    let counts = |document: &Document| {
        let away_mm = |dot: &DrawnDot| dot.head_mm.distance(head.point_mm(middle));
        let dots = dots(document);
        let inside = dots.values().filter(|dot| away_mm(dot) < 11.0).count();
        let beside = dots.values().filter(|dot| (13.5..30.0).contains(&away_mm(dot)));
        (inside, beside.count())
    };
    let (thinned, beside) = counts(&document);
    let toned = document.design.set_fill_tone("patches", 120.0, [1.0; 3]);
    toned.expect("the fill is there");
    let (inside, as_before) = counts(&document);
    assert_eq!(as_before, beside, "only what is toned is left as it is");
    let share = thinned as f64 / inside as f64;
    assert!((share - 0.5).abs() < 0.1, "{thinned} of {inside} dots");
}

#[test]
fn a_place_that_is_kept_free_gets_no_dot_even_from_the_brush_and_nothing_else_changes() {
    let head = Head::default();
    let middle = DVec3::new(0.1, 0.95, 0.3).normalize();
    let mut document = on_mean_head(bare(&["density=150"]));
    let stroke = |brush| {
        Arc::new(BrushStroke {
            brush,
            radius_mm: 20.0,
            softness: 0.0,
            strength: 1.0,
            path: vec![middle.to_array()],
        })
    };
    document.design.strokes.push(stroke(BrushKind::Add));
    let before = dots(&document);
    document.own.keep_free.push(KeepFree {
        direction: middle.to_array(),
        diameter_mm: 6.0,
    });
    let after = dots(&document);
    let away_mm = |dot: &DrawnDot| dot.head_mm.distance(head.point_mm(middle));
    assert!(before.values().any(|dot| away_mm(dot) < 2.0));
    assert!(after.values().all(|dot| away_mm(dot) > 3.0));
    for (site, dot) in before.iter().filter(|(_, dot)| away_mm(dot) > 4.0) {
        assert_eq!(after.get(site), Some(dot));
    }
    // Taking brush work back gives back no place that is kept free.
    document.design.strokes.push(stroke(BrushKind::Restore));
    assert!(dots(&document).values().all(|dot| away_mm(dot) > 3.0));
}

/// Skin of the six Fitzpatrick types: linear light, typology angle, melanosomes (docs/domain.md 5.1; Jacques' ranges).
const FITZPATRICK: [([f64; 3], f64, f64); 6] = [
    ([0.62, 0.44, 0.36], 60.0, 0.018),
    ([0.55, 0.36, 0.27], 48.0, 0.03),
    ([0.46, 0.28, 0.19], 34.0, 0.07),
    ([0.36, 0.20, 0.12], 18.0, 0.12),
    ([0.22, 0.11, 0.06], -10.0, 0.22),
    ([0.10, 0.05, 0.03], -45.0, 0.38),
];

const SIDE_PX: u32 = 200;

fn skin(rgb: [f64; 3], ita_deg: f64, melanosomes: f64) -> (Arc<Photo>, HeadView) {
    let code = |light: f64| {
        let v = if light <= 0.003_130_8 {
            12.92 * light
        } else {
            1.055 * light.powf(1.0 / 2.4) - 0.055
        };
        (v * 65_535.0).round() as u16
    };
    let view = HeadView {
        capture: Some(CaptureFacts {
            sharpness: BlurGrid {
                columns: 1,
                cell_px: f64::from(SIDE_PX),
                sigma_px: vec![0.0],
            },
            grain: 0.0,
            grain_sigma_px: 0.0,
            skin_rgb: rgb,
            ita_deg: [ita_deg, 10.0],
            melanosomes,
            light_from: [0.0, 1.0, 0.0],
            light_share: 0.0,
            crisp: 1.0,
        }),
        ..close_up([SIDE_PX; 2], 0.1, CloseUpPlace::Vertex)
    };
    (Arc::new(flat16(SIDE_PX, SIDE_PX, rgb.map(code))), view)
}

/// Mean light of the treated skin over the bare one, and the brightest code of each channel over the skin's.
fn treated(document: &Document, photo: &Arc<Photo>, view: &HeadView) -> ([f64; 3], [i32; 3]) {
    let frame = engine().render(document, photo, view, whole(photo), [SIDE_PX; 2]);
    let (PhotoSamples::U16(codes), PhotoSamples::U16(skin)) = (frame.expect("a frame").rgb, &photo.samples)
    else {
        panic!("16 bits stay 16 bits")
    };
    let linear = |code: u16| {
        let v = f64::from(code) / 65_535.0;
        if v <= 0.04045 {
            v / 12.92
        } else {
            ((v + 0.055) / 1.055).powf(2.4)
        }
    };
    let mean = |c: usize| codes.chunks_exact(3).map(|rgb| linear(rgb[c])).sum::<f64>();
    let pixels = f64::from(SIDE_PX * SIDE_PX);
    let over = [0, 1, 2].map(|c| mean(c) / pixels / linear(skin[c]));
    let brightest = [0, 1, 2].map(|c| {
        let most = codes.chunks_exact(3).map(|rgb| rgb[c]).max().unwrap_or(0);
        i32::from(most) - i32::from(skin[c])
    });
    (over, brightest)
}

fn luminance([r, g, b]: [f64; 3]) -> f64 {
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

#[test]
fn the_skin_that_a_person_has_set_wins_over_the_photo_s() {
    let (rgb, ita_deg, melanosomes) = FITZPATRICK[1];
    let (photo, view) = skin(rgb, ita_deg, melanosomes);
    let taken = |skin_deg: Option<f64>| {
        let mut document = on_mean_head(bare(&["hair-limit=0"]));
        document.own.skin_deg = skin_deg;
        1.0 - luminance(treated(&document, &photo, &view).0)
    };
    let (read, dark, again) = (taken(None), taken(Some(-40.0)), taken(Some(ita_deg)));
    assert!(
        dark > 1.3 * read,
        "work on dark skin is darker: {dark} for {read}"
    );
    assert!((again - read).abs() < 0.02 * read, "{again} for {read}");
}

#[test]
fn on_every_skin_and_hair_dots_never_lighten_and_on_fair_skin_stay_below_the_hair() {
    // Black, brown, fair, red, grey, and white hair, which is grey of another light.
    let white = [0.58, 0.6, 0.6];
    let hairs = [
        HairColour::Black,
        HairColour::Brown,
        HairColour::Fair,
        HairColour::Red,
        HairColour::Grey,
    ]
    .map(|colour| (colour, colour.usual_over_skin()))
    .into_iter()
    .chain([(HairColour::Grey, white)]);
    for (colour, over_skin) in hairs {
        for (rank, (rgb, ita_deg, melanosomes)) in FITZPATRICK.into_iter().enumerate() {
            let (photo, view) = skin(rgb, ita_deg, melanosomes);
            let proposed = shade(
                view.capture.as_ref().expect("skin"),
                Some((colour, HairSource::Hair)),
            );
            let mut document = on_mean_head(bare(&[]));
            document.own.hair_over_skin = Some(over_skin);
            document
                .design
                .propose(
                    proposed.pigment.name(),
                    proposed.density_per_cm2,
                    proposed.dot_diameter_mm,
                    proposed.shade_od,
                )
                .expect("a pigment of the palette");
            let (light, brightest) = treated(&document, &photo, &view);
            let what = format!("{colour:?} on type {}: {light:.3?}", rank + 1);
            println!("{what}");
            // Grey between dots gives a little blue back; red and green are only taken.
            assert!(
                brightest[0] <= 1 && brightest[1] <= 1 && brightest[2] < 1500,
                "{what}: {brightest:?} lighter than skin"
            );
            assert!(luminance(light) < 0.97, "{what} is not seen");
            if rank < 2 {
                assert!(
                    luminance(light) > luminance(over_skin) - 0.02,
                    "{what} darker than hair {over_skin:?}"
                );
            }
        }
    }
}

#[test]
fn work_darker_than_fair_hair_has_to_be_asked_for() {
    let (rgb, ita_deg, melanosomes) = FITZPATRICK[0];
    let (photo, view) = skin(rgb, ita_deg, melanosomes);
    let mut document = on_mean_head(bare(&["density=300", "dot-diameter=0.3", "shade=3", "setback=0"]));
    document.own.hair_over_skin = Some([0.6, 0.6, 0.5]);
    let held = luminance(treated(&document, &photo, &view).0);
    document.design.set(Knob::HairLimit, 0.0).expect("in range");
    let asked = luminance(treated(&document, &photo, &view).0);
    // Pale skin keeps some of its red, and is a little lighter than the hair for it.
    assert!((-0.03..0.06).contains(&(held - 0.593)), "{held}");
    assert!(asked < 0.55, "{asked}");
}
