//! Whole fields of dots as they are drawn, against the Monte Carlo that traced light through the same fields.

use crate::fixtures::{bare, close_up, engine, flat16, linear, on_mean_head, whole};
use shadowline::design::Session;
use shadowline::head::{BlurGrid, CaptureFacts, CloseUpPlace, HeadView};
use shadowline::photo::{Photo, PhotoSamples};
use std::sync::Arc;

/// Fields with the Monte Carlo's absorbed light: `examples/optics_monte_carlo`. Nothing was fitted to them.
const FIELDS: &str = include_str!("../golden/optics-fields.txt");

/// Skin in codes, far from where shine begins. Not grey: a black and white photo takes no colour from ink.
const SKIN: [u16; 3] = [32_000, 30_000, 28_000];
/// A patch of the vertex: small enough to be flat.
const SIDE_PX: u32 = 240;
const MM_PER_PX: f64 = 0.1;

/// The patch on skin with a share of melanosomes.
fn on_skin(melanosomes: f64) -> HeadView {
    HeadView {
        capture: Some(CaptureFacts {
            sharpness: BlurGrid {
                columns: 1,
                cell_px: f64::from(SIDE_PX),
                sigma_px: vec![0.0],
            },
            grain: 0.0,
            grain_sigma_px: 0.0,
            skin_rgb: [0.4; 3],
            ita_deg: [20.0, 10.0],
            melanosomes,
            light_from: [0.0, 1.0, 0.0],
            light_share: 0.0,
            crisp: 1.0,
        }),
        ..close_up([SIDE_PX; 2], MM_PER_PX, CloseUpPlace::Vertex)
    }
}

/// Light that a drawn field takes away, red, green, blue.
fn drawn([density, diameter, depth, od, melanosomes]: [f64; 5], photo: &Arc<Photo>) -> [f64; 3] {
    let settings = [
        format!("density={density}"),
        format!("dot-diameter={diameter}"),
        format!("depth={depth}"),
        format!("shade={od}"),
        "dot-spread=0".to_owned(),
        "tone-spread=0".to_owned(),
        "depth-spread=0".to_owned(),
        "softness=0".to_owned(),
        "hand=0".to_owned(),
        "clustering=0".to_owned(),
        // The model of light in skin alone.
        "photo-look=0".to_owned(),
    ];
    let mut design = bare(&settings.each_ref().map(String::as_str));
    // Ink that is as black in every channel, as in the Monte Carlo.
    design.set_pigment("carbon-neutral").expect("a pigment");
    design.sessions = Session::shares(&[1.0]);
    let frame = engine()
        .render(
            &on_mean_head(design),
            photo,
            &on_skin(melanosomes),
            whole(photo),
            [SIDE_PX; 2],
        )
        .expect("a frame");
    let PhotoSamples::U16(codes) = &frame.rgb else {
        panic!("16 bits stay 16 bits")
    };
    let blank = SKIN.map(|code| linear(f64::from(code)));
    let pixels = f64::from(SIDE_PX * SIDE_PX);
    [0, 1, 2].map(|channel| {
        let light: f64 = codes
            .chunks_exact(3)
            .map(|rgb| linear(f64::from(rgb[channel])))
            .sum();
        1.0 - light / pixels / blank[channel]
    })
}

#[test]
fn drawn_fields_take_the_light_that_the_monte_carlo_says() {
    let photo = Arc::new(flat16(SIDE_PX, SIDE_PX, SKIN));
    let mut all = Vec::new();
    let mut far = Vec::new();
    for line in FIELDS.lines().filter(|line| !line.starts_with('#')) {
        let row: Vec<f64> = line
            .split(' ')
            .map(|word| word.parse().expect("a number"))
            .collect();
        let [density, diameter, depth, od, melanosomes] = row[..5] else {
            panic!("{line}")
        };
        let found = drawn([density, diameter, depth, od, melanosomes], &photo);
        let off = [0, 1, 2].map(|channel| found[channel] / row[5 + 2 * channel] - 1.0);
        println!("{line} : {:+.4} {:+.4} {:+.4}", off[0], off[1], off[2]);
        for off in off {
            all.push(off.abs());
            if off.abs() > 0.05 {
                far.push(line.to_owned());
            }
        }
    }
    assert!(all.len() >= 3 * 30, "{} points", all.len());
    all.sort_by(f64::total_cmp);
    println!(
        "median {:.3}, largest {:.3}",
        all[all.len() / 2],
        all[all.len() - 1]
    );
    assert!(far.is_empty(), "more than 5 % off: {far:#?}");
}
