//! Grows the shipped follicle sites and writes `assets/sites-v1.bin`: `cargo run --release --example grow_sites`.
//!
//! `sites v1` are frozen: the file is written once, and `tests/head/sites.rs` holds its golden hash.

use shadowline::head::sites::{SHIPPED_SEED, SiteGrower};
use std::error::Error;
use std::time::Instant;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args()
        .nth(1)
        .unwrap_or_else(|| "assets/sites-v1.bin".to_owned());
    let start = Instant::now();
    let sites = SiteGrower::new(SHIPPED_SEED).finish();
    println!(
        "{} sites on {:.2} cm² in {:.2} s, golden hash {:#018x}",
        sites.len(),
        sites.template_area_cm2(),
        start.elapsed().as_secs_f64(),
        sites.golden_hash()
    );
    std::fs::write(&path, sites.to_bytes())?;
    Ok(())
}
