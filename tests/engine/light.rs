//! The light that dots take away, measured from rendered pixels: the same at every zoom, what the optics predict, and in
//! the order that pigment has.

use crate::fixtures::{bare, close_up, engine, flat16, linear, on_mean_head, rect, whole};
use shadowline::design::{Design, Document, Fill, Knob};
use shadowline::engine::Frame;
use shadowline::head::{CloseUpPlace, HeadView};
use shadowline::photo::{Photo, PhotoSamples};
use shadowline::plan::dots::client_traits::ClientTraits;
use shadowline::plan::dots::settled_dots::SettledDots;
use shadowline::plan::picture::tiles::HALO_SIGMA_MM;
use std::sync::Arc;

/// Skin in codes, far from where shine begins. Not grey: a black and white photo takes no colour from ink.
const SKIN: [u16; 3] = [36_000, 27_000, 23_500];

/// Absorbed share of the light of every pixel, three channels.
fn absorbed(frame: &Frame) -> Vec<[f64; 3]> {
    let PhotoSamples::U16(codes) = &frame.rgb else {
        panic!("16 bits stay 16 bits")
    };
    let blank = SKIN.map(|code| linear(f64::from(code)));
    codes
        .chunks_exact(3)
        .map(|rgb| [0, 1, 2].map(|channel| 1.0 - linear(f64::from(rgb[channel])) / blank[channel]))
        .collect()
}

fn mean(absorbed: &[[f64; 3]]) -> [f64; 3] {
    [0, 1, 2].map(|channel| absorbed.iter().map(|pixel| pixel[channel]).sum::<f64>() / absorbed.len() as f64)
}

/// A patch of the vertex, square on, with a photo of one colour behind it.
struct Patch {
    photo: Arc<Photo>,
    view: HeadView,
}

impl Patch {
    fn new(side_px: u32, mm_per_px: f64) -> Self {
        Patch {
            photo: Arc::new(flat16(side_px, side_px, SKIN)),
            view: close_up([side_px; 2], mm_per_px, CloseUpPlace::Vertex),
        }
    }

    fn render(&self, document: &Document, zoom: f64) -> Frame {
        let side = (f64::from(self.photo.width_px) * zoom).round() as u32;
        let frame = engine().render(document, &self.photo, &self.view, whole(&self.photo), [side; 2]);
        frame.expect("a frame")
    }

    fn mean(&self, document: &Document, zoom: f64) -> [f64; 3] {
        mean(&absorbed(&self.render(document, zoom)))
    }
}

#[test]
fn absorbed_light_is_the_same_at_every_zoom_and_density() {
    let patch = Patch::new(400, 0.1);
    let ordinary = [20, 80, 150, 300].map(|per_cm2| (per_cm2, bare(&[&format!("density={per_cm2}")])));
    // Shallow, undiluted and large: where a wrong way of joining dots would show first.
    let bold = bare(&["density=80", "shade=2.6", "dot-diameter=0.3", "depth=0.06"]);
    for (per_cm2, design) in ordinary.into_iter().chain([(80, bold)]) {
        let document = on_mean_head(design);
        let at_one = patch.mean(&document, 1.0);
        assert!(at_one[0] > 0.0005 * f64::from(per_cm2), "{per_cm2}: {at_one:?}");
        for zoom in [3.0, 0.5, 0.25, 0.125] {
            let here = patch.mean(&document, zoom);
            for channel in 0..3 {
                let ratio = here[channel] / at_one[channel];
                assert!(
                    (ratio - 1.0).abs() < 0.01,
                    "{per_cm2} dots/cm², zoom {zoom}, channel {channel}: {ratio}"
                );
            }
        }
    }
}

#[test]
fn absorbed_light_rises_with_density_and_less_than_in_proportion() {
    let patch = Patch::new(300, 0.1);
    let red = [20.0, 80.0, 150.0, 300.0].map(|per_cm2| {
        (
            per_cm2,
            patch.mean(&on_mean_head(bare(&[&format!("density={per_cm2}")])), 1.0)[0],
        )
    });
    for pair in red.windows(2) {
        let (thin, thick) = (pair[0], pair[1]);
        assert!(thick.1 > thin.1);
        assert!(
            thick.1 / thin.1 < thick.0 / thin.0,
            "overlap takes nothing away: {red:?}"
        );
    }
}

/// Share of a bell of deviation `sigma` at `at` that lies between 0 and `end`.
fn within(at: f64, sigma: f64, end: f64) -> f64 {
    let below = |x: f64| 0.5 * (1.0 + libm::erf((x - at) / (sigma * std::f64::consts::SQRT_2)));
    below(end) - below(0.0)
}

/// Absorbed share of the photo's light as the sum over the very dots that are drawn.
fn predicted(document: &Document, view: &HeadView) -> [f64; 3] {
    let fills: Vec<&Fill> = document.design.acting_fills().map(|(_, fill)| fill).collect();
    let (width, height) = (f64::from(view.camera.width_px), f64::from(view.camera.height_px));
    let mut settled = SettledDots::new(&document.design, ClientTraits::default());
    let mut sum = [0.0; 3];
    for slot in engine().slots(document, view) {
        let Some(word) = slot.decoded().filter(|_| slot.visible() > 0.0) else {
            continue;
        };
        let dot = settled.dot(fills[word.row], &word).expect("a dot of pigment");
        let (sigma, core, halo) = (dot.core_sigma_mm, dot.core_area_mm2, dot.halo_area_mm2);
        let [x, y] = slot.photo_px();
        let (x_px, y_px) = (f64::from(slot.metric[0]).sqrt(), f64::from(slot.metric[2]).sqrt());
        let inside = |sigma_mm: f64| within(x, sigma_mm * x_px, width) * within(y, sigma_mm * y_px, height);
        let (in_core, in_halo) = (inside(sigma), inside(HALO_SIGMA_MM));
        for channel in 0..3 {
            sum[channel] += (core[channel] * in_core + halo[channel] * in_halo) * f64::from(slot.metric[3]);
        }
    }
    sum.map(|area_px| area_px / (width * height))
}

#[test]
fn faint_dots_keep_their_ink() {
    // The faintest: small amplitudes that rounding could swallow. 20 per cm², so that little overlaps.
    let patch = Patch::new(500, 0.1);
    let faint = [
        bare(&["density=20", "shade=0.05"]),
        bare(&["density=20", "shade=0.05", "dot-diameter=0.10", "depth=0.3"]),
        bare(&["density=20", "shade=0.05", "dot-diameter=0.45", "depth=0.08"]),
    ];
    for (case, design) in faint.into_iter().enumerate() {
        let document = on_mean_head(design);
        let wanted = predicted(&document, &patch.view).map(|sum| 1.0 - (-sum).exp());
        for zoom in [3.0, 1.0, 0.25] {
            let found = patch.mean(&document, zoom);
            for channel in 0..3 {
                // Of blue cores take about what halos give back: held to a share of green.
                let off = (found[channel] - wanted[channel]) / wanted[channel].max(wanted[1]);
                // 2 · 10⁻⁵ of the light is a unit or so of the accumulator's unit in each of a halo's cells.
                assert!(
                    off.abs() < 0.01 || (found[channel] - wanted[channel]).abs() < 2e-5,
                    "case {case}, zoom {zoom}, channel {channel}: {off} of {}",
                    wanted[channel]
                );
            }
        }
    }
}

#[test]
fn strong_dots_take_what_the_optics_say() {
    // Here overlap counts: compared as densities of light, 1 − exp(−sum), to within a few per cent.
    let patch = Patch::new(300, 0.1);
    let document = on_mean_head(bare(&["density=60"]));
    let wanted = predicted(&document, &patch.view).map(|sum| 1.0 - (-sum).exp());
    let found = patch.mean(&document, 1.0);
    for channel in 0..3 {
        let off = (found[channel] - wanted[channel]) / wanted[channel].max(wanted[1]);
        assert!(off.abs() < 0.04, "channel {channel}: {off}");
    }
}

/// Darkest pixel and width at half of it (mm) of the dot that stands most alone near the patch's middle, red channel.
fn one_dot(design: Design) -> (f64, f64, f64) {
    const ZOOM: f64 = 8.0;
    let patch = Patch::new(100, 0.1);
    let document = on_mean_head(design);
    let slots = engine().slots(&document, &patch.view);
    let seen: Vec<[f64; 2]> = slots
        .iter()
        .filter(|slot| slot.word != 0 && slot.visible() > 0.0)
        .map(|slot| slot.photo_px())
        .filter(|at| at.iter().all(|c| (-20.0..120.0).contains(c)))
        .collect();
    let apart = |a: &[f64; 2], b: &[f64; 2]| (a[0] - b[0]).hypot(a[1] - b[1]);
    let alone = |at: &[f64; 2]| {
        let nearest = seen.iter().map(|other| apart(at, other)).filter(|d| *d > 0.0);
        nearest.fold(f64::INFINITY, f64::min)
    };
    let inner = seen
        .iter()
        .filter(|at| at.iter().all(|c| (20.0..80.0).contains(c)));
    let dot = inner.max_by(|a, b| alone(a).total_cmp(&alone(b))).expect("a dot");
    let frame = patch.render(&document, ZOOM);
    let light = absorbed(&frame);
    let side = frame.width_px as usize;
    let (mut peak, mut near) = (0.0f64, Vec::new());
    for (index, pixel) in light.iter().enumerate() {
        let at = [index % side, index / side].map(|c| (c as f64 + 0.5) / ZOOM);
        if apart(dot, &at) < 0.5 * alone(dot) {
            peak = peak.max(pixel[0]);
            near.push((apart(dot, &at), pixel[0]));
        }
    }
    // The skin between the dots is dimmed by halos: the dot stands on that.
    let floor = near.iter().map(|(_, a)| *a).fold(f64::INFINITY, f64::min);
    let half = floor + 0.5 * (peak - floor);
    let inside = near.iter().filter(|(_, a)| *a > half).count() as f64;
    let width_mm = 2.0 * (inside / std::f64::consts::PI).sqrt() * 0.1 / ZOOM;
    let apparent_mm = engine().dots(&document, &patch.view)[0].apparent_mm;
    (peak - floor, width_mm, apparent_mm)
}

const EVEN: [&str; 3] = ["density=12", "dot-spread=0", "tone-spread=0"];

fn even(setting: &str) -> Design {
    let mut design = bare(&EVEN);
    design.apply_setting(setting).expect(setting);
    design
}

#[test]
fn deeper_dots_are_paler_and_wider_and_as_wide_as_said() {
    let dots = ["depth=0.05", "depth=0.12", "depth=0.25", "depth=0.45"].map(|depth| one_dot(even(depth)));
    for pair in dots.windows(2) {
        assert!(pair[1].0 < pair[0].0, "deeper is not paler: {dots:?}");
        assert!(pair[1].1 > pair[0].1, "deeper is not wider: {dots:?}");
    }
    // From a quarter of a millimetre down the halo begins to widen what is seen; what is told is the core.
    for ((_, width_mm, apparent_mm), tolerance) in dots.iter().zip([0.12, 0.12, 0.20]) {
        assert!(
            (width_mm / apparent_mm - 1.0).abs() < tolerance,
            "half width {width_mm}, said {apparent_mm}"
        );
    }
}

#[test]
fn larger_dots_are_wider_and_take_more_light() {
    let dots =
        ["dot-diameter=0.10", "dot-diameter=0.18", "dot-diameter=0.45"].map(|size| one_dot(even(size)));
    for pair in dots.windows(2) {
        assert!(pair[1].0 > pair[0].0 && pair[1].1 > pair[0].1, "{dots:?}");
    }
}

#[test]
fn a_stronger_shade_is_darker_and_saturates() {
    let patch = Patch::new(200, 0.1);
    let red = [0.1, 0.5, 0.9, 1.3, 1.7, 2.1, 2.5].map(|shade| {
        (
            shade,
            patch.mean(&on_mean_head(even(&format!("shade={shade}"))), 1.0)[0],
        )
    });
    let gains: Vec<f64> = red
        .windows(2)
        .map(|pair| (pair[1].1 - pair[0].1) / (pair[1].0 - pair[0].0))
        .collect();
    assert!(gains.iter().all(|gain| *gain > 0.0), "not darker: {red:?}");
    assert!(
        gains.windows(2).all(|pair| pair[1] < pair[0]),
        "no saturation: {red:?}"
    );
}

#[test]
fn foreshortening_keeps_the_light_of_a_patch_of_skin() {
    // Seen at a slant a cm² is smaller, and so is what its dots take away: the share stays.
    let document = on_mean_head(bare(&["density=80"]));
    let square_on = Patch::new(300, 0.1).mean(&document, 1.0);
    let mut slanted = close_up([300, 300], 0.1, CloseUpPlace::Vertex);
    let vertex = document.head.point_mm(document.head.landmarks().vertex);
    slanted.camera = shadowline::head::Camera::from_pose(
        [300, 300],
        50_000.0,
        [0.0, 40.0, 0.0],
        vertex,
        glam::DVec2::splat(150.0),
        5000.0,
    );
    let photo = Arc::new(flat16(300, 300, SKIN));
    // A strip round the aim: the scalp curves away above and below it.
    let strip = rect(0, 120, 300, 60);
    let frame = engine()
        .render(&document, &photo, &slanted, strip, [300, 60])
        .expect("a frame");
    let found = mean(&absorbed(&frame));
    for channel in 0..3 {
        let ratio = found[channel] / square_on[channel];
        // Twenty dots more or less in a strip of 2 cm²: counts alone differ by some per cent.
        assert!((ratio - 1.0).abs() < 0.08, "channel {channel}: {ratio}");
    }
}

#[test]
fn no_dots_no_ink() {
    let patch = Patch::new(64, 0.1);
    let document = on_mean_head(bare(&["density=0"]));
    assert_eq!(patch.mean(&document, 1.0), [0.0; 3]);
    assert_eq!(document.design.get(Knob::Density), 0.0);
}
