//! Measures the follicle sites and prints the tables of `docs/placement.md`; writes the plot beside it.
//!
//! `cargo run --release -p benches --example placement [FOLDER]` (default folder: `docs/placement`).

mod planes;
mod spectrum;
mod stats;

use glam::DVec3;
use planes::Plane;
use shadowline::head::Head;
use shadowline::head::hand::{DEFAULT_HAND, density_factor, direction_with_hand, offset_mm};
use shadowline::head::sites::{FollicleSites, contains, contains_expanded, direction_from_code};
use spectrum::{Spectrum, flatten, patch_mm};
use stats::{Placed, Spacing, direction_order, ideal_spacing_mm, place, prefix_spacing, spacing, spacing_on};
use std::error::Error;

const DENSITIES: [f64; 6] = [20.0, 50.0, 80.0, 120.0, 200.0, 300.0];

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args()
        .nth(1)
        .unwrap_or_else(|| "docs/placement".to_owned());
    let sites = FollicleSites::shipped();
    let placed = place(&sites);
    println!(
        "{} sites on {:.1} cm², seed {}\n",
        sites.len(),
        sites.template_area_cm2(),
        sites.seed()
    );
    let spectra = base_table(&sites, &placed);
    peers_table();
    prefix_table(&sites, &placed);
    band_table(&sites, &placed);
    gradient_table(&sites, &placed);
    stretch_table(&sites, &placed);
    hand_table(&sites, &placed);
    std::fs::create_dir_all(&folder)?;
    let path = format!("{folder}/spectrum.svg");
    let mut curves: Vec<_> = [(0, "#1b6ca8"), (2, "#2a9d4b"), (5, "#c8553d")]
        .map(|(i, colour)| {
            (
                format!("sites, {} per cm²", DENSITIES[i]),
                colour,
                spectra[i].radial(),
            )
        })
        .to_vec();
    for (plane, colour) in [(Plane::FastPoisson, "#8a5fbf"), (Plane::White, "#999999")] {
        curves.push((
            format!("{}, 80 per cm²", plane.name()),
            colour,
            planes::spectrum(plane, 80.0).radial(),
        ));
    }
    std::fs::write(
        &path,
        spectrum::svg("Radial power spectrum of the follicle sites (hand 0)", &curves),
    )?;
    println!("plot: {path}");
    Ok(())
}

/// Middles of the patches for spectra: vertex, crown, both sides above the ear, upper occiput.
fn patches() -> Vec<DVec3> {
    let head = Head::default();
    let marks = head.landmarks();
    let side = |x: f64| head.direction_of(DVec3::new(x, 75.0, -90.0));
    vec![
        marks.vertex,
        marks.crown_whorl,
        side(60.0),
        side(-60.0),
        head.direction_of(DVec3::new(0.0, 50.0, -180.0)),
    ]
}

fn head_spectrum(directions: &[DVec3], per_cm2: f64) -> Spectrum {
    let head = Head::default();
    let mut spectrum = Spectrum::default();
    for middle in patches() {
        let (centre, axis) = (head.point_mm(middle), head.normal(middle));
        let near = directions
            .iter()
            .filter(|d| d.dot(middle) > 0.7)
            .map(|d| (head.point_mm(*d), head.normal(*d)));
        spectrum.add(&flatten(near, centre, axis, patch_mm(per_cm2)), per_cm2);
    }
    spectrum
}

/// The columns that the tables of a set's evenness share, from `NN CV` to `anisotropy dB`.
fn evenness(spacing: &Spacing, spectrum: &Spectrum) -> String {
    format!(
        "{:.3} | {:.3} | {:.3} | {:.3} | {:.3} | {:+.2}",
        spacing.cv,
        spacing.mean,
        spacing.minimum,
        spacing.percentile1,
        spectrum.low_power(),
        spectrum.anisotropy_db()
    )
}

fn base_table(sites: &FollicleSites, placed: &Placed) -> Vec<Spectrum> {
    println!("## The base pattern (hand 0), interior sites, 3D distances on the mean template\n");
    println!(
        "| dots/cm² | NN CV | mean / L | minimum / L | 1st percentile / L | low power | anisotropy dB | direction 2, 4, 6 |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    let mut spectra = Vec::new();
    for per_cm2 in DENSITIES {
        let s = prefix_spacing(placed, sites, per_cm2);
        let spectrum = head_spectrum(&placed.directions[..sites.prefix_len(per_cm2)], per_cm2);
        let orders = [2, 4, 6].map(|order| format!("{:.3}", direction_order(placed, sites, per_cm2, order)));
        println!(
            "| {per_cm2} | {} | {} |",
            evenness(&s, &spectrum),
            orders.join(", ")
        );
        spectra.push(spectrum);
    }
    println!();
    spectra
}

fn peers_table() {
    println!("## Peers and white noise at the same density, on a plane of 100 × 100 mm, in the same run\n");
    println!(
        "| set | dots/cm² asked | got | NN CV | mean / L | minimum / L | 1st percentile / L | low power | anisotropy dB | lost at +1 % |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|");
    for plane in [Plane::FastPoisson, Plane::FasterPoisson, Plane::White] {
        for per_cm2 in DENSITIES {
            let points = plane.points(per_cm2);
            let got = points.len() as f64 / 100.0;
            let inner = |p: DVec3| p.x.abs().max(p.y.abs()) < 50.0 - stats::EDGE_MM;
            let s = spacing(&points, |i| inner(points[i]), got);
            let spectrum = planes::spectrum(plane, per_cm2);
            println!(
                "| {} | {per_cm2} | {got:.1} | {} | {:.1} % |",
                plane.name(),
                evenness(&s, &spectrum),
                100.0 * plane.lost_when_denser(per_cm2)
            );
        }
    }
    println!();
}

fn prefix_table(sites: &FollicleSites, placed: &Placed) {
    let mut worst = (f64::INFINITY, 0, f64::INFINITY, 0);
    for percent in (2..=98).step_by(3).chain([99, 100]) {
        let s = prefix_spacing(placed, sites, f64::from(percent) * 4.0);
        if s.minimum < worst.0 {
            (worst.0, worst.1) = (s.minimum, percent);
        }
        if s.percentile1 < worst.2 {
            (worst.2, worst.3) = (s.percentile1, percent);
        }
    }
    println!(
        "Prefixes of 2 to 100 % in steps of 3 %: worst minimum {:.3} L (at {} %), worst 1st percentile {:.3} L (at {} %)\n",
        worst.0, worst.1, worst.2, worst.3
    );
}

/// A fine lattice of directions of the domain with the area that each stands for, cm².
fn lattice() -> Vec<(DVec3, f64)> {
    const SIDE: usize = 1024;
    let head = Head::default();
    let code = |i: usize| (i * 64 + 32) as u16;
    (0..SIDE * SIDE)
        .map(|i| direction_from_code([code(i % SIDE), code(i / SIDE)]))
        .filter(|d| contains(*d))
        .map(|d| {
            // Solid angle of a square of the unfolded octahedron: side² × (|x| + |y| + |z|)³.
            let sum = d.x.abs() + d.y.abs() + d.z.abs();
            (
                d,
                sum * sum * sum * (2.0 / SIDE as f64).powi(2) * head.area_mm2_per_sr(d) / 100.0,
            )
        })
        .collect()
}

fn band_table(sites: &FollicleSites, placed: &Placed) {
    println!(
        "## Density error by band (12 bands of 15 mm in height, from y = -65 to 115), and near the edge\n"
    );
    println!("| dots/cm² | rms error | largest error | error of the first spacing along the edge |");
    println!("|---|---|---|---|");
    let head = Head::default();
    let lattice: Vec<(DVec3, DVec3, f64)> = lattice()
        .into_iter()
        .map(|(d, a)| (d, head.point_mm(d), a))
        .collect();
    println!(
        "<!-- area by lattice {:.2} cm², by sites {:.2} -->",
        lattice.iter().map(|l| l.2).sum::<f64>(),
        sites.template_area_cm2()
    );
    for per_cm2 in DENSITIES {
        let count = sites.prefix_len(per_cm2);
        let errors = errors_by_band(
            &lattice,
            &placed.points[..count],
            |p| (p.y + 65.0) / 15.0,
            |_| per_cm2,
            12,
        );
        let edge = |d: DVec3| !contains_expanded(d, -ideal_spacing_mm(per_cm2));
        let wanted: f64 = lattice
            .iter()
            .filter(|(d, _, _)| edge(*d))
            .map(|l| l.2 * per_cm2)
            .sum();
        let got = placed.directions[..count].iter().filter(|d| edge(**d)).count() as f64;
        println!(
            "| {per_cm2} | {:.2} % | {:.2} % | {:+.1} % |",
            100.0 * rms(&errors),
            100.0 * largest(&errors),
            100.0 * (got / wanted - 1.0)
        );
    }
    println!();
}

fn errors_by_band(
    lattice: &[(DVec3, DVec3, f64)],
    dots: &[DVec3],
    band: impl Fn(DVec3) -> f64,
    density: impl Fn(DVec3) -> f64,
    bands: usize,
) -> Vec<f64> {
    let (mut wanted, mut got) = (vec![0.0; bands], vec![0.0; bands]);
    let index = |p: DVec3| {
        Some(band(p))
            .filter(|b| *b >= 0.0 && (*b as usize) < bands)
            .map(|b| b as usize)
    };
    for (_, p, area) in lattice {
        if let Some(b) = index(*p) {
            wanted[b] += area * density(*p);
        }
    }
    for p in dots {
        if let Some(b) = index(*p) {
            got[b] += 1.0;
        }
    }
    wanted.iter().zip(&got).map(|(w, g)| g / w - 1.0).collect()
}

fn rms(errors: &[f64]) -> f64 {
    (errors.iter().map(|e| e * e).sum::<f64>() / errors.len() as f64).sqrt()
}

fn largest(errors: &[f64]) -> f64 {
    errors.iter().fold(0.0, |most, e| e.abs().max(most))
}

fn gradient_table(sites: &FollicleSites, placed: &Placed) {
    println!(
        "## Across a linear density gradient (0 at the client's right side to the top density at the left)\n"
    );
    println!(
        "| top dots/cm² | column error rms (12 columns) | largest | 1st percentile of distance / local L | lost when all rises by 1 %, hand 0 / {DEFAULT_HAND} |"
    );
    println!("|---|---|---|---|---|");
    let head = Head::default();
    let lattice: Vec<(DVec3, DVec3, f64)> = lattice()
        .into_iter()
        .map(|(d, a)| (d, head.point_mm(d), a))
        .collect();
    for top in [80.0, 300.0, 400.0] {
        let density = |p: DVec3| ((p.x + 78.0) / 156.0).clamp(0.0, 1.0) * top;
        let area = sites.template_area_cm2();
        let chosen = |factor: f64, hand: f64| -> Vec<usize> {
            (0..sites.len())
                .filter(|&rank| {
                    let wave = if hand > 0.0 {
                        density_factor(sites.seed(), placed.directions[rank], hand)
                    } else {
                        1.0
                    };
                    (rank as f64) < density(placed.points[rank]) * factor * wave * area
                })
                .collect()
        };
        let lost = |hand: f64| {
            let more = chosen(1.01, hand);
            chosen(1.0, hand)
                .iter()
                .filter(|rank| more.binary_search(rank).is_err())
                .count()
        };
        let dots = chosen(1.0, 0.0);
        let points: Vec<DVec3> = dots.iter().map(|&rank| placed.points[rank]).collect();
        let errors = errors_by_band(&lattice, &points, |p| (p.x + 60.0) / 10.0, density, 12);
        let inner = |i: usize| placed.inner[dots[i]] && density(points[i]) > 0.1 * top;
        let mut local: Vec<f64> = stats::nearest(&points, inner, 2.0 * ideal_spacing_mm(0.1 * top))
            .iter()
            .map(|(i, _, d)| d / ideal_spacing_mm(density(points[*i])))
            .collect();
        local.sort_unstable_by(f64::total_cmp);
        println!(
            "| {top} | {:.2} % | {:.2} % | {:.3} | {} / {} |",
            100.0 * rms(&errors),
            100.0 * largest(&errors),
            local[local.len() / 100],
            lost(0.0),
            lost(DEFAULT_HAND)
        );
    }
    println!();
}

fn stretch_table(sites: &FollicleSites, placed: &Placed) {
    println!("## After the fit's stretching (measures by ± 1.5 sd; rank scaled by the local area ratio)\n");
    println!("| head | dots/cm² | minimum / L | 1st percentile / L |");
    println!("|---|---|---|---|");
    // sd of ANSUR II, men and women together: a quarter of the measures' half range (head/measures.rs).
    for (name, [breadth, length, vertex]) in [
        ("narrow, long", [-9.2, 12.7, 0.0]),
        ("broad, short", [9.2, -12.7, 0.0]),
        ("narrow, high", [-9.2, 0.0, 9.7]),
        ("broad, low", [9.2, 0.0, -9.7]),
    ] {
        let mut head = Head::default();
        head.measures.breadth_mm += breadth;
        head.measures.length_mm += length;
        head.measures.vertex_mm += vertex;
        for per_cm2 in [20.0, 80.0, 200.0] {
            let s = spacing_on(&head, placed, sites, per_cm2);
            println!("| {name} | {per_cm2} | {:.3} | {:.3} |", s.minimum, s.percentile1);
        }
    }
    for per_cm2 in [20.0, 80.0, 200.0, 400.0] {
        let stretched: Vec<DVec3> = placed.points[..sites.prefix_len(per_cm2)]
            .iter()
            .map(|p| *p * DVec3::new(0.9, 1.08, 1.0))
            .collect();
        // Volume-like stretch 0.9 · 1.08: the mean area stays, so the density is the template's within 2 %.
        let s = spacing(&stretched, |i| placed.inner[i], per_cm2);
        println!(
            "| all × 0.9 / 1.08 / 1.0, ranks as they are | {per_cm2} | {:.3} | {:.3} |",
            s.minimum, s.percentile1
        );
    }
    println!();
}

fn hand_table(sites: &FollicleSites, placed: &Placed) {
    println!("## The hand: nearest-neighbour CV (offsets and waves), and first percentile / L at 80\n");
    let densities = [30.0, 60.0, 80.0, 100.0, 130.0, 200.0, 300.0];
    println!(
        "| hand | {} | 1st percentile at 80 | count at 80 against hand 0 |",
        densities.map(|d| d.to_string()).join(" | ")
    );
    println!("|---|{}---|---|", "---|".repeat(densities.len()));
    let head = Head::default();
    let area = sites.template_area_cm2();
    for step in 0..=10 {
        let hand = f64::from(step) / 10.0;
        let moved: Vec<(DVec3, f64)> = (0..sites.prefix_len(345.0))
            .map(|rank| {
                let direction = placed.directions[rank];
                let offset = offset_mm(sites.seed(), rank as u32, hand);
                let point = head.point_mm(direction_with_hand(&head, direction, offset));
                (point, density_factor(sites.seed(), direction, hand))
            })
            .collect();
        let at = |per_cm2: f64| {
            let chosen: Vec<usize> = (0..moved.len())
                .filter(|&rank| (rank as f64) < per_cm2 * moved[rank].1 * area)
                .collect();
            let points: Vec<DVec3> = chosen.iter().map(|&rank| moved[rank].0).collect();
            (
                spacing(&points, |i| placed.inner[chosen[i]], per_cm2),
                chosen.len() as f64,
            )
        };
        let cvs = densities.map(|d| format!("{:.3}", at(d).0.cv));
        let (s, count) = at(80.0);
        println!(
            "| {hand:.1} | {} | {:.3} | {:+.2} % |",
            cvs.join(" | "),
            s.percentile1,
            100.0 * (count / sites.prefix_len(80.0) as f64 - 1.0)
        );
    }
    println!();
}
