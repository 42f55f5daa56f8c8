//! The library in twenty lines: a photo in, the picture with dots and their number out.
//!
//! `cargo run --release --example library_use -- photo.jpg 1246,990,1731,976 simulation.png`

use shadowline::design::{Design, Document};
use shadowline::engine::{Engine, PixelRect};
use shadowline::head::{FitInput, Head, PhotoFacts, solve};
use shadowline::output::{EncodeInput, ImageFormat, encode};
use shadowline::{gpu::block_on, photo};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let [path, eyes, output] = [1, 2, 3].map(|n| std::env::args().nth(n).unwrap_or_default());
    let eyes: Vec<f64> = eyes.split(',').map(str::parse).collect::<Result<_, _>>()?;
    let [x1, y1, x2, y2] = eyes.try_into().map_err(|_| "eyes: x1,y1,x2,y2")?;
    let mut photo = photo::decode(&std::fs::read(path)?, &photo::PhotoLimits::default())?;
    let (width_px, height_px) = (photo.width_px, photo.height_px);
    let facts = PhotoFacts {
        width_px,
        height_px,
        focal_35mm_equivalent_mm: photo.facts.focal_35mm_equivalent_mm,
    };
    let given = FitInput {
        eyes: Some([glam::dvec2(x1, y1), glam::dvec2(x2, y2)]),
        ..FitInput::default()
    };
    let (head, view) = solve(&facts, &given, &Head::default())?;
    let document = Document::new(
        head,
        Design::from_toml("format = 1\nstyle = \"natural\"\nknobs.density = 110")?,
    );
    let mut engine = block_on(None, Engine::open())?;
    let device = engine.gpu().device.clone();
    let whole = PixelRect {
        x: 0,
        y: 0,
        width: width_px,
        height: height_px,
    };
    block_on(
        Some(&device),
        engine.ink(&document, &mut photo, &view, whole, |_| true),
    )?;
    println!(
        "{} dots",
        block_on(Some(&device), engine.dots(&document, &view))?.len()
    );
    let (channels, samples, icc) = (photo.channels, &photo.samples, photo.colour.icc.as_deref());
    let picture = EncodeInput {
        width_px,
        height_px,
        channels,
        samples,
        icc,
        paper_mm_per_px: None,
    };
    encode(
        picture,
        ImageFormat::Png,
        "natural",
        &mut std::fs::File::create(output)?,
    )?;
    Ok(())
}
