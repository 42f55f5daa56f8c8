//! Matching a client's sides, measured from rendered pixels: a field of dots stands for the shaved sides, what is matched to
//! it is rendered, and tone and texture of both are compared.

use crate::fixtures::{bare, close_up, engine, flat16, linear, on_mean_head, whole};
use shadowline::design::{Design, Knob, Session};
use shadowline::head::{CloseUpPlace, HeadView};
use shadowline::photo::{Photo, PhotoSamples};
use shadowline::plan::dots::client_traits::ClientTraits;
use shadowline::plan::dots::dot_table::{field_dot, luminance};
use shadowline::plan::picture::tiles::HALO_SIGMA_MM;
use shadowline::vision::{DotLight, SCALES_MM, SideMatch, match_tone};
use std::sync::Arc;

const GREY: u16 = 30_000;
const SIDE_PX: u32 = 480;
const MM_PER_PX: f64 = 0.1;

/// Luminance of a rendered field over the bare patch, row by row.
fn drawn(design: &Design, photo: &Arc<Photo>, view: &HeadView) -> Vec<f64> {
    let size = [SIDE_PX; 2];
    let frame = engine().render(&on_mean_head(design.clone()), photo, view, whole(photo), size);
    let PhotoSamples::U16(codes) = frame.expect("a frame").rgb else {
        panic!("16 bits stay 16 bits")
    };
    let blank = linear(f64::from(GREY));
    let light = |rgb: &[u16]| luminance([0, 1, 2].map(|c| linear(f64::from(rgb[c])) / blank));
    codes.chunks_exact(3).map(light).collect()
}

fn tone(light: &[f64]) -> f64 {
    light.iter().sum::<f64>() / light.len() as f64
}

/// Spread of the logarithm of window means, by second differences of neighbouring windows.
fn contrast(light: &[f64], scale_mm: f64) -> f64 {
    let window = (scale_mm / MM_PER_PX).round() as usize;
    let side = SIDE_PX as usize;
    let count = side / window;
    let mean = |column: usize, row: usize| {
        let mut sum = 0.0;
        for y in row * window..(row + 1) * window {
            sum += light[y * side + column * window..y * side + (column + 1) * window]
                .iter()
                .sum::<f64>();
        }
        (sum / (window * window) as f64).ln()
    };
    let (mut sum, mut number) = (0.0, 0.0);
    for row in 1..count - 1 {
        for column in 1..count - 1 {
            let across = mean(column - 1, row) - 2.0 * mean(column, row) + mean(column + 1, row);
            let down = mean(column, row - 1) - 2.0 * mean(column, row) + mean(column, row + 1);
            sum += across * across + down * down;
            number += 2.0;
        }
    }
    (sum / number / 6.0_f64).sqrt()
}

fn field(density: f64, diameter_mm: f64, shade_od: f64) -> Design {
    let mut design = bare(&[
        &format!("density={density}"),
        &format!("dot-diameter={diameter_mm}"),
        &format!("shade={shade_od}"),
    ]);
    design.sessions = Session::shares(&[1.0]);
    design
}

fn matched(tone: f64, contrasts: [Option<f64>; 3]) -> Result<SideMatch, String> {
    let design = field(150.0, 0.2, 2.0);
    let dot = |density: f64, diameter: f64, shade: f64| {
        let (dot, spread) = field_dot(&design, ClientTraits::default(), [density, diameter, shade]);
        DotLight {
            core_mm2: luminance(dot.core_area_mm2),
            core_sigma_mm: dot.core_sigma_mm,
            halo_mm2: luminance(dot.halo_area_mm2),
            halo_sigma_mm: HALO_SIGMA_MM,
            spread,
        }
    };
    match_tone(tone, contrasts, 0.0, &dot)
}

#[test]
fn matched_sides_equal_the_sides_in_tone_and_at_three_scales() {
    let photo = Arc::new(flat16(SIDE_PX, SIDE_PX, [GREY; 3]));
    let view = close_up([SIDE_PX; 2], MM_PER_PX, CloseUpPlace::Vertex);
    for (density, diameter, shade) in [(180.0, 0.22, 1.6), (110.0, 0.26, 2.2), (190.0, 0.19, 1.1)] {
        let sides = drawn(&field(density, diameter, shade), &photo, &view);
        let seen = SCALES_MM.map(|scale| contrast(&sides, scale));
        let found = matched(tone(&sides), seen.map(Some)).expect("a match");
        let smp = drawn(
            &field(found.density_per_cm2, found.dot_diameter_mm, found.shade_od),
            &photo,
            &view,
        );
        let off_tone = tone(&smp) / tone(&sides) - 1.0;
        let off: Vec<f64> = SCALES_MM
            .iter()
            .zip(seen)
            .map(|(scale, seen)| contrast(&smp, *scale) / seen - 1.0)
            .collect();
        println!(
            "{density} {diameter} {shade} -> {:.0} {:.3} {:.1}: tone {off_tone:+.3}, contrast {off:+.3?}",
            found.density_per_cm2, found.dot_diameter_mm, found.shade_od
        );
        assert!(off_tone.abs() < 0.05, "tone {off_tone:+.3}");
        assert!(off.iter().all(|off| off.abs() < 0.20), "contrast {off:+.3?}");
        assert!(found.apart().is_empty(), "{}", found.sentence());
    }
}

#[test]
fn what_dots_cannot_reach_is_said() {
    let dark = matched(0.3, [None; 3]);
    assert!(dark.is_err_and(|why| why.contains("clip them shorter")));
    // Clumps of hair, far coarser than dots can be.
    let coarse = matched(0.8, [Some(0.02), Some(0.15), Some(0.25)]).expect("the tone is met");
    assert!((coarse.tone[1] / coarse.tone[0] - 1.0).abs() < 0.02);
    assert!(!coarse.apart().is_empty() && coarse.sentence().contains("uneven"));
    assert!(coarse.sentence().contains('%'), "{}", coarse.sentence());
    // Without texture the tone alone is met.
    let far = matched(0.85, [None; 3]).expect("a match");
    assert!(far.sentence().contains("too coarse"), "{}", far.sentence());
    assert!((Knob::Density.row().range[0]..=300.0).contains(&far.density_per_cm2));
}
