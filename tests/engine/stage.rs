//! What time, pigment, camera and light make of a picture, measured from its pixels.

use crate::fixtures::{
    bare, close_up, codes, engine, flat16, linear, on_mean_head, portrait, skin_photo, whole,
};
use shadowline::design::{Design, Document, Fill, FillCombination, FillRegion, Knob, TreatmentStage};
use shadowline::engine::Frame;
use shadowline::head::{BlurGrid, CaptureFacts, CloseUpPlace, HeadView};
use shadowline::photo::{Channels, Photo, PhotoSamples};
use std::sync::Arc;

/// Skin in codes; not grey, for a black and white photo takes no colour from ink.
const SKIN: [u16; 3] = [32_000, 30_000, 28_000];

/// A forehead as photos show it, in codes (linear 0.60, 0.30, 0.22).
const FOREHEAD: [u16; 3] = [52_100, 38_200, 33_100];

/// Share of the light that is left, every pixel, three channels.
fn left(frame: &Frame, code: [u16; 3]) -> Vec<[f64; 3]> {
    let PhotoSamples::U16(samples) = &frame.rgb else {
        panic!("16 bits stay 16 bits")
    };
    let light = |code: u16| linear(f64::from(code));
    let pixels = samples.chunks_exact(3);
    pixels
        .map(|rgb| [0, 1, 2].map(|c| light(rgb[c]) / light(code[c])))
        .collect()
}

fn mean(values: &[[f64; 3]]) -> [f64; 3] {
    [0, 1, 2].map(|c| values.iter().map(|pixel| pixel[c]).sum::<f64>() / values.len() as f64)
}

/// A close-up of the vertex, 0.1 mm a pixel, rendered on skin of one colour.
fn patch(design: Design, view: &HeadView, code: [u16; 3]) -> Vec<[f64; 3]> {
    let photo = Arc::new(flat16(view.camera.width_px, view.camera.height_px, code));
    let size = [photo.width_px, photo.height_px];
    let frame = engine().render(&on_mean_head(design), &photo, view, whole(&photo), size);
    left(&frame.expect("a frame"), code)
}

fn vertex() -> HeadView {
    close_up([300, 300], 0.1, CloseUpPlace::Vertex)
}

fn at(stage: &str, settings: &[&str]) -> Vec<[f64; 3]> {
    let mut design = bare(settings);
    design.show(TreatmentStage::parse(stage).expect(stage));
    patch(design, &vertex(), SKIN)
}

/// Strongest contrast of a dot against the mean round it.
fn contrast(left: &[[f64; 3]]) -> f64 {
    let darkest = left
        .iter()
        .fold(f64::INFINITY, |least, pixel| least.min(pixel[1]));
    mean(left)[1] - darkest
}

#[test]
fn fresh_is_darker_and_redder_and_five_years_are_lighter_and_softer() {
    let settings = ["density=100"];
    let [fresh, week, healed, later] =
        ["fresh", "day:8", "healed", "year:5"].map(|stage| at(stage, &settings));
    let [f, w, h, l] = [&fresh, &week, &healed, &later].map(|left| mean(left));
    assert!(
        f[1] < h[1] && f[1] < w[1],
        "fresh {f:?}, week {w:?}, healed {h:?}"
    );
    assert!(
        f[0] / f[1] > 1.06 * h[0] / h[1],
        "fresh skin is red: {f:?}, {h:?}"
    );
    assert!(w[1] > h[1], "the phantom fade: {w:?}, {h:?}");
    assert!(l[1] > h[1], "faded: {l:?}, {h:?}");
    // Softer, not only fainter: contrast falls more than the tone.
    let tone = (1.0 - l[1]) / (1.0 - h[1]);
    let dots = contrast(&later) / contrast(&healed);
    assert!(dots < 0.92 * tone, "contrast {dots}, tone {tone}");
}

#[test]
fn a_black_and_white_photo_stays_so_however_it_is_stored() {
    let code = [30_000; 3];
    let fresh = |code| {
        let mut design = bare(&["density=150"]);
        design.show(TreatmentStage::parse("fresh").expect("a moment"));
        mean(&patch(design, &vertex(), code))
    };
    let [r, g, b] = fresh(code);
    assert!(
        g < 0.9 && (r - g).abs() < 1e-4 && (b - g).abs() < 1e-4,
        "{r} {g} {b}"
    );
    let [r, g, _] = fresh(SKIN);
    assert!(r > 1.05 * g, "redness is seen on a photo with colours");
}

#[test]
fn healed_work_takes_red_most_and_blue_hardly_and_its_dots_are_browner_than_the_grey_between() {
    // Fair, medium and dark skin: light over bare skin as in photos of real work (docs/look.md), and its tolerance there.
    let table = [
        (0.03, [0.66, 0.84, 0.92], 0.06),
        (0.13, [0.55, 0.69, 0.78], 0.06),
        (0.30, [0.50, 0.55, 0.66], 0.06),
    ];
    for (melanosomes, wanted, tolerance) in table {
        let mut view = vertex();
        view.capture = Some(CaptureFacts {
            melanosomes,
            ..capture(FOREHEAD, 0.0)
        });
        let field = patch(bare(&[]), &view, FOREHEAD);
        let all = mean(&field);
        println!("{melanosomes}: {all:.3?}");
        for channel in 0..3 {
            assert!(
                (all[channel] - wanted[channel]).abs() < tolerance,
                "{melanosomes}: {all:?}"
            );
        }
        assert!(all[2] / all[1] > 1.04, "{melanosomes}: {all:?}");
        let mut order: Vec<&[f64; 3]> = field.iter().collect();
        order.sort_by(|a, b| a[1].total_cmp(&b[1]));
        let of = |part: &[&[f64; 3]]| mean(&part.iter().map(|pixel| **pixel).collect::<Vec<_>>());
        let (dots, between) = (of(&order[..order.len() / 50]), of(&order[order.len() / 2..]));
        let taken = [0, 1, 2].map(|c| -(dots[c] / between[c]).ln());
        assert!(
            taken[0] < taken[1] && taken[1] < taken[2],
            "dots over grey: {taken:?}"
        );
    }
}

#[test]
fn pale_and_glossy_skin_turns_grey_and_never_green() {
    for code in [
        [60_000, 55_000, 51_000],
        [56_000, 49_000, 45_000],
        [45_000, 41_000, 38_000],
    ] {
        let mut view = vertex();
        view.capture = Some(capture(code, 0.0));
        let over = mean(&patch(bare(&[]), &view, code));
        let light = [0, 1, 2].map(|c| over[c] * linear(f64::from(code[c])));
        // CIE a*, for the light of the patch.
        let root = |row: [f64; 3], white: f64| {
            (row.iter()
                .zip(light)
                .map(|(factor, light)| factor * light)
                .sum::<f64>()
                / white)
                .cbrt()
        };
        let a = 500.0 * (root([0.4124, 0.3576, 0.1805], 0.95047) - root([0.2126, 0.7152, 0.0722], 1.0));
        assert!(a > 1.0, "{code:?}: a* {a}, {light:?}");
        assert!(over[1] < 0.95, "{code:?}: it is seen: {over:?}");
    }
}

#[test]
fn sharpening_deepens_marks_and_keeps_the_tone_of_the_field() {
    let field = |crisp: f64| {
        let mut view = vertex();
        view.capture = Some(CaptureFacts {
            crisp,
            ..capture(SKIN, 0.6)
        });
        patch(bare(&["hand=0"]), &view, SKIN)
    };
    let (plain, crisp) = (field(1.0), field(1.3));
    let off = mean(&crisp)[1] / mean(&plain)[1] - 1.0;
    assert!(off.abs() < 0.01, "the field's tone changes by {off}");
    assert!(contrast(&crisp) > 1.1 * contrast(&plain));
}

#[test]
fn sessions_add_up_and_the_first_stays_behind_the_line() {
    let tone = |stage: &str| 1.0 - mean(&at(stage, &["density=100"]))[1];
    let [first, second, third] = ["session:1", "session:2", "healed"].map(tone);
    assert!(0.1 * third < first && first < 0.45 * third, "{first} of {third}");
    assert!(first < second && second < third);
    let view = portrait([500, 600], 0.5, [0.0; 3]);
    let dots = engine().dots(&Document::new(Default::default(), Design::default()), &view);
    let front = |session: u32| {
        let of = dots
            .iter()
            .filter(|dot| dot.session == session && dot.head_mm.x.abs() < 8.0);
        of.map(|dot| dot.head_mm.z).fold(f64::NEG_INFINITY, f64::max)
    };
    assert!(
        front(1) < front(3) - 2.0,
        "session 1 at {}, 3 at {}",
        front(1),
        front(3)
    );
}

#[test]
fn a_pigment_never_makes_skin_lighter_and_colours_differ() {
    let dark_skin = [14_000, 9_000, 7_000];
    let fair_skin = [58_000, 50_000, 46_000];
    let with = |pigment: &str, code: [u16; 3]| {
        let mut design = bare(&["density=120"]);
        design.set_pigment(pigment).expect(pigment);
        let mut view = vertex();
        view.capture = Some(capture(code, 0.0));
        patch(design, &view, code)
    };
    for pigment in ["fair", "grey", "auburn", "carbon-neutral"] {
        for [red, green, blue] in with(pigment, dark_skin) {
            assert!(
                red < 1.002 && green < 1.002 && blue < 1.08,
                "{pigment}: {red} {green} {blue}"
            );
        }
    }
    let [neutral, brown, fair] = ["carbon-neutral", "brown", "fair"].map(|name| mean(&with(name, fair_skin)));
    assert!(
        brown[0] / brown[2] > 1.02 * neutral[0] / neutral[2],
        "brown is warmer: {brown:?} {neutral:?}"
    );
    assert!(
        fair[1] > neutral[1],
        "a fair line is lighter: {fair:?} {neutral:?}"
    );
}

/// A photo of that skin with one blur everywhere.
fn capture(code: [u16; 3], sigma_px: f64) -> CaptureFacts {
    CaptureFacts {
        sharpness: BlurGrid {
            columns: 2,
            cell_px: 150.0,
            sigma_px: vec![sigma_px; 4],
        },
        grain: 0.0,
        grain_sigma_px: 0.5,
        skin_rgb: code.map(|code| linear(f64::from(code))),
        ita_deg: [40.0, 10.0],
        melanosomes: 0.03,
        light_from: [0.0, 0.6, 0.8],
        light_share: 0.3,
        crisp: 1.0,
    }
}

/// Width of the darkest dot where its shadow is half as deep, as the deviation of a bell of that width; in pixels of `left`.
fn spread_px(left: &[[f64; 3]], side: usize) -> f64 {
    let darkest = (0..left.len())
        .min_by(|a, b| left[*a][1].total_cmp(&left[*b][1]))
        .expect("pixels");
    let (cx, cy) = ((darkest % side) as f64, (darkest / side) as f64);
    let reach = side as f64 / 6.0;
    let near: Vec<f64> = (0..left.len())
        .filter(|i| ((i % side) as f64 - cx).hypot((i / side) as f64 - cy) < reach)
        .map(|i| 1.0 - left[i][1])
        .collect();
    // The halo stands under it as a floor.
    let floor = near.iter().copied().fold(f64::INFINITY, f64::min);
    let half = 0.5 * (floor + near.iter().copied().fold(0.0, f64::max));
    let inside = near.iter().filter(|share| **share > half).count() as f64;
    2.0 * (inside / std::f64::consts::PI).sqrt() / 2.3548
}

#[test]
fn dots_take_the_photos_own_blur() {
    let settings = [
        "density=8",
        "dot-spread=0",
        "tone-spread=0",
        "depth-spread=0",
        // Without halos, so that the core stands alone.
        "layers=1",
    ];
    const ZOOM: u32 = 6;
    let spread = |sigma_px: f64| {
        let mut view = close_up([120, 120], 0.1, CloseUpPlace::Vertex);
        view.capture = Some(capture(SKIN, sigma_px));
        let photo = Arc::new(flat16(120, 120, SKIN));
        let document = on_mean_head(bare(&settings));
        let frame = engine().render(&document, &photo, &view, whole(&photo), [ZOOM * 120; 2]);
        spread_px(&left(&frame.expect("a frame"), SKIN), 720) / f64::from(ZOOM)
    };
    let sharp = spread(0.0);
    for sigma_px in [1.5, 2.0, 3.0] {
        let added = (spread(sigma_px).powi(2) - sharp * sharp).sqrt();
        assert!(
            (added / sigma_px - 1.0).abs() < 0.15,
            "blur {sigma_px} px, added {added}"
        );
    }
}

#[test]
fn grain_comes_back_where_ink_took_it() {
    let noise = |grain: f64| {
        let mut view = vertex();
        view.capture = Some(CaptureFacts {
            grain,
            ..capture(SKIN, 2.0)
        });
        patch(bare(&["density=150", "dot-diameter=0.3"]), &view, SKIN)
    };
    let (plain, grainy) = (noise(0.0), noise(0.05));
    let apart: Vec<f64> = plain.iter().zip(&grainy).map(|(a, b)| b[1] - a[1]).collect();
    let shift = apart.iter().sum::<f64>() / apart.len() as f64;
    let sd = (apart.iter().map(|d| (d - shift).powi(2)).sum::<f64>() / apart.len() as f64).sqrt();
    assert!(shift.abs() < 0.002, "grain changes the tone by {shift}");
    assert!((0.005..0.05).contains(&sd), "grain of {sd}");
}

#[test]
fn another_light_changes_the_head_and_nothing_far_from_it() {
    let photo = Arc::new(skin_photo(400, 500, Channels::Rgb, 16));
    let view = portrait([400, 500], 0.8, [0.0; 3]);
    let render = |setting: &str| {
        let mut design = bare(&["density=0"]);
        design.apply_setting(setting).expect(setting);
        let frame = engine().render(&on_mean_head(design), &photo, &view, whole(&photo), [400, 500]);
        codes(&frame.expect("a frame").rgb)
    };
    let same = render("light=0");
    let plain = codes(&photo.samples);
    assert_eq!(same, plain, "the photo's own light leaves every code as it is");
    for setting in ["light=2", "light=4", "shine=1"] {
        let changed = render(setting);
        assert_eq!(
            changed[..30],
            plain[..30],
            "{setting}: a corner of the background"
        );
        let middle = (250 * 400 + 200) * 3;
        assert_ne!(
            changed[middle..middle + 3],
            plain[middle..middle + 3],
            "{setting}: the head"
        );
    }
}

#[test]
fn the_eye_blurs_the_whole_picture_alike_in_tiles_and_whole() {
    let mut design = bare(&["density=120"]);
    design.set(Knob::Distance, 3.0).expect("in range");
    let view = close_up([240, 240], 0.1, CloseUpPlace::Vertex);
    let photo = skin_photo(240, 240, Channels::Rgb, 16);
    let document = on_mean_head(design);
    let shared = Arc::new(photo.clone());
    let frame = engine()
        .render(&document, &shared, &view, whole(&shared), [240, 240])
        .expect("a frame");
    let mut inked: Photo = photo.clone();
    engine()
        .ink(&document, &mut inked, &view, whole(&photo))
        .expect("ink");
    assert_eq!(codes(&inked.samples), codes(&frame.rgb));
    let rough = |codes: &[u32]| {
        codes
            .windows(4)
            .map(|w| f64::from(w[0].abs_diff(w[3])))
            .sum::<f64>()
    };
    assert!(rough(&codes(&frame.rgb)) < 0.3 * rough(&codes(&photo.samples)));
}

#[test]
fn own_stubble_is_drawn_as_hairs_and_counted_as_none() {
    let view = vertex();
    let hairs = |length: f64, grey: f64| {
        let mut design = bare(&["density=0"]);
        let knobs = [
            (Knob::Density, 60.0),
            (Knob::Stubble, length),
            (Knob::StubbleGrey, grey),
        ];
        design.fills = vec![Fill {
            knobs: knobs.into(),
            ..Fill::new("own", FillRegion::Scalp, FillCombination::Replace)
        }];
        assert!(engine().dots(&on_mean_head(design.clone()), &view).is_empty());
        1.0 - mean(&patch(design, &view, SKIN))[1]
    };
    let [short, long, grey] = [hairs(0.3, 0.0), hairs(1.5, 0.0), hairs(1.5, 1.0)];
    assert!(short > 0.003 && long > 1.5 * short, "{short} {long}");
    assert!(grey < 0.3 * long, "white hairs are hardly seen: {grey} of {long}");
}
