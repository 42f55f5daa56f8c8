//! Sites grown per second beside fast_poisson and faster_poisson; loading the shipped set; a new dot set after a change
//! of density. `cargo bench -p benches --bench sites`.

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use shadowline::head::sites::{FollicleSites, SiteGrower};
use std::hint::black_box;

/// Radius at which both peers fill a unit square with about `count` points (measured: 0.627 / radius²).
fn radius(count: f64) -> f64 {
    (0.627 / count).sqrt()
}

fn grow(criterion: &mut Criterion) {
    let count = FollicleSites::shipped().len() as u64;
    let mut group = criterion.benchmark_group("grow");
    group.sample_size(10).throughput(Throughput::Elements(count));
    group.bench_function("sites, ranked, on the head", |b| {
        b.iter(|| SiteGrower::new(black_box(5)).finish().len())
    });
    let radius = radius(count as f64);
    group.bench_function("fast_poisson, plane", |b| {
        b.iter(|| {
            fast_poisson::Poisson2D::new()
                .with_dimensions([1.0, 1.0], radius)
                .with_seed(5)
                .iter()
                .count()
        });
    });
    group.bench_function("faster_poisson dart, plane", |b| {
        b.iter(|| {
            faster_poisson::PoissonDart2D::new()
                .radius(radius)
                .seed(Some(5))
                .run()
                .len()
        });
    });
    group.finish();
}

fn load(criterion: &mut Criterion) {
    criterion.bench_function("load shipped", |b| b.iter(FollicleSites::shipped));
}

/// From 80 to 81 dots/cm² all over the head: the whole new set of dots.
fn density_step(criterion: &mut Criterion) {
    let sites = FollicleSites::shipped();
    let area = sites.template_area_cm2();
    // A density at each site, as fills and masks leave it: dots per cm² in 1/64.
    let wanted = vec![81 * 64u32; sites.len()];
    let scale = (area / 64.0 * 65_536.0) as u64;
    let mut group = criterion.benchmark_group("density step");
    group.throughput(Throughput::Elements(sites.prefix_len(81.0) as u64));
    group.bench_function("sites, all compared", |b| {
        b.iter_batched_ref(
            || Vec::with_capacity(sites.len()),
            |dots: &mut Vec<u32>| {
                let has_dot = |(rank, w): (usize, &u32)| ((rank as u64) << 16) < u64::from(*w) * scale;
                dots.extend(
                    wanted
                        .iter()
                        .enumerate()
                        .filter(|dot| has_dot(*dot))
                        .map(|(rank, _)| rank as u32),
                );
            },
            BatchSize::LargeInput,
        );
    });
    let radius = radius(sites.prefix_len(81.0) as f64);
    group
        .sample_size(20)
        .bench_function("faster_poisson dart, grown anew", |b| {
            b.iter(|| {
                faster_poisson::PoissonDart2D::new()
                    .radius(radius)
                    .seed(Some(5))
                    .run()
                    .len()
            });
        });
    group.finish();
}

criterion_group!(benches, grow, load, density_step);
criterion_main!(benches);
