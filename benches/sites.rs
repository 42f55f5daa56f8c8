//! Sites grown per second beside fast_poisson and faster_poisson; loading the shipped set; a new dot set after a change
//! of density; a stroke on 1,000 others, and shapes. `cargo bench -p benches --bench sites`.

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use shadowline::design::{BrushKind, BrushStroke, Design, FillShape, HeadPlace, cases};
use shadowline::head::Head;
use shadowline::head::sites::{FollicleSites, SiteGrower};
use shadowline::plan::sites::fill_masks::FillMasks;
use shadowline::plan::sites::scalp::ScalpSites;
use shadowline::plan::sites::site_cells::site_cells;
use shadowline::plan::sites::strokes::{StrokeWords, UNTOUCHED};
use std::hint::black_box;
use std::sync::Arc;

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

/// A head with 1,000 brush strokes on it, one more; the shapes of a case, and one of them moved.
fn edits(criterion: &mut Criterion) {
    let sites = FollicleSites::shipped();
    let head = Head::default();
    let scalp = ScalpSites::new(&sites, &head, 0.9);
    let cells = site_cells(&scalp);
    let stroke = |number: usize| {
        let place = |step: usize| {
            let turn = 0.37 * number as f64 + 0.08 * step as f64;
            HeadPlace::from([90.0 + 70.0 * turn.sin(), 40.0 * (1.7 * turn).cos()])
                .direction()
                .to_array()
        };
        Arc::new(BrushStroke {
            brush: BrushKind::ALL[number % BrushKind::ALL.len()],
            radius_mm: 6.0,
            softness: 0.5,
            strength: 0.8,
            path: (0..12).map(place).collect(),
        })
    };
    let strokes: Vec<Arc<BrushStroke>> = (0..1001).map(stroke).collect();
    let mut painted = StrokeWords::new(vec![UNTOUCHED; sites.len()]);
    painted.update(&strokes[..1000], &head, &scalp, &cells);
    let mut group = criterion.benchmark_group("edits");
    group.sample_size(20);
    group.bench_function("one stroke on 1,000", |b| {
        b.iter_batched_ref(
            || painted.clone(),
            |painted| painted.update(&strokes, &head, &scalp, &cells),
            BatchSize::LargeInput,
        );
    });
    let mut design = Design::default();
    cases::find("norwood-5")
        .and_then(|case| case.apply(&mut design))
        .expect("a shipped case");
    group.bench_function("the shapes of Norwood V", |b| {
        b.iter(|| FillMasks::default().update(&design, &head, &scalp, &cells));
    });
    let mut masks = FillMasks::default();
    masks.update(&design, &head, &scalp, &cells);
    if let Some(FillShape::Area { points, .. }) = design.fills[0].shapes.first_mut() {
        points[0].round_deg += 1.0;
    }
    group.bench_function("a point of one shape moved", |b| {
        b.iter_batched_ref(
            || masks.clone(),
            |masks| masks.update(&design, &head, &scalp, &cells),
            BatchSize::LargeInput,
        );
    });
    group.finish();
}

criterion_group!(benches, grow, load, density_step, edits);
criterion_main!(benches);
