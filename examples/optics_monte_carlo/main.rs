//! The Monte Carlo behind `assets/optics-v2.bin` and `docs/optics.md`: `nice cargo run --release --example optics_monte_carlo --
//! 1000000`. Uses nothing but the standard library, so `rustc --edition 2024 -O examples/optics_monte_carlo/main.rs` builds it too.
//! Writes `optics-v2.bin` (the asset), `optics-fields.txt` (the tests' fields) and `deposits.bin` (raw results) into the folder given as
//! second argument; with `fields` as third argument only the fields, with `columns` it only prints what long columns of
//! ink take (docs/look.md).

mod deposits;
mod field;
mod fit;
mod positions;
mod skin;

use std::io::Write;

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let paths = arguments
        .next()
        .and_then(|text| text.parse().ok())
        .unwrap_or(100_000);
    let folder = std::path::PathBuf::from(arguments.next().unwrap_or_else(|| ".".to_owned()));
    let bands: Vec<skin::Band> = skin::BANDS.into_iter().map(skin::Band::new).collect();
    let only = arguments.next();
    if only.as_deref() == Some("columns") {
        columns(&bands, paths);
        return Ok(());
    }
    let fields: Vec<Vec<(f64, f64)>> = bands
        .iter()
        .enumerate()
        .map(|(band, skin)| field::run(skin, paths / 2, band as u64))
        .collect();
    let mut text = std::fs::File::create(folder.join("optics-fields.txt"))?;
    writeln!(
        text,
        "# density/cm2 diameter/mm depth/mm OD melanosomes, then absorbed light and standard error: R, G, B"
    )?;
    for (index, point) in field::POINTS.iter().enumerate() {
        let [density, diameter, depth, od, melanosomes] = point;
        write!(text, "{density} {diameter} {depth} {od} {melanosomes}")?;
        for band in &fields {
            write!(text, " {:.5} {:.5}", band[index].0, band[index].1)?;
        }
        writeln!(text)?;
    }
    eprintln!("fields done");
    if only.as_deref() == Some("fields") {
        return Ok(());
    }
    let mut raw = Vec::new();
    for (band, skin) in bands.iter().enumerate() {
        let found = deposits::run(skin, paths, band as u64);
        eprintln!("band {band}: R = {:?}", found.reflectance);
        for values in [
            &found.area,
            &found.area_error,
            &found.centre_error,
            &found.profile,
        ] {
            raw.extend(values.iter().flat_map(|value| (*value as f32).to_le_bytes()));
        }
    }
    std::fs::write(folder.join("optics-v2.bin"), fit::asset(&fit::Raw::read(&raw)))?;
    std::fs::write(folder.join("deposits.bin"), raw)
}

/// Prints what fields of long columns take: natural optical density in red, green and blue, and green and blue over red.
fn columns(bands: &[skin::Band], paths: usize) {
    let found: Vec<Vec<(f64, f64)>> = bands
        .iter()
        .enumerate()
        .map(|(band, skin)| field::columns(skin, paths, band as u64))
        .collect();
    println!("top mm, length mm, OD over 0.2 mm: -ln(1 - absorbed) R G B, G/R, B/R");
    for (index, [top, length, od]) in field::COLUMNS.into_iter().enumerate() {
        let [r, g, b] = [0, 1, 2].map(|band| -(1.0 - found[band][index].0).ln());
        println!(
            "{top} {length} {od}: {r:.3} {g:.3} {b:.3}, {:.2} {:.2}",
            g / r,
            b / r
        );
    }
}
