//! What looking at a photo costs on one core. `cargo bench -p benches --bench faces`.

use criterion::{Criterion, criterion_group, criterion_main};
use shadowline::head::{FitInput, Head, PhotoFacts, solve};
use shadowline::photo::{PhotoLimits, decode};
use shadowline::vision::{faces, given_by_face, head_edge, person_mask};
use std::hint::black_box;

fn looking(criterion: &mut Criterion) {
    let bytes = include_bytes!("../assets/demo/head.jpg");
    let photo = decode(bytes, &PhotoLimits::default()).expect("the demo photo opens");
    let facts = PhotoFacts {
        width_px: photo.width_px,
        height_px: photo.height_px,
        focal_35mm_equivalent_mm: None,
    };
    let found = faces(&photo);
    let face = found.first().expect("the demo head has a face");
    let given = given_by_face(face, &facts, &FitInput::default());
    let (head, view) = solve(&facts, &given, &Head::default()).expect("solves");
    let met = FitInput {
        outline: head_edge(&photo, &head, &view, Some(face)),
        ..given.clone()
    };
    let without = photo.clone().adjusted(0, 0.0, Some([0.0, 0.85, 1.0, 0.15]));

    let mut group = criterion.benchmark_group("photo");
    group.sample_size(10);
    group.bench_function("faces, 12 Mpx", |bench| bench.iter(|| black_box(faces(&photo))));
    group.bench_function("faces, none there (all turns tried)", |bench| {
        bench.iter(|| black_box(faces(&without)));
    });
    group.bench_function("eyes, pose and scale from a face", |bench| {
        bench.iter(|| black_box(given_by_face(face, &facts, &FitInput::default())));
    });
    group.bench_function("person mask", |bench| {
        bench.iter(|| black_box(person_mask(&photo, &view)))
    });
    group.bench_function("edge of the head", |bench| {
        bench.iter(|| black_box(head_edge(&photo, &head, &view, Some(face))));
    });
    group.bench_function("head fitted to eyes, chin and edge", |bench| {
        bench.iter(|| black_box(solve(&facts, &met, &Head::default())));
    });
    group.finish();
}

criterion_group!(benches, looking);
criterion_main!(benches);
