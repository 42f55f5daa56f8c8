//! A frame and an export, beside what they can't be faster than (decode + encode) and beside two peers that draw the same
//! dots as anti-aliased circles. `cargo bench -p benches --bench engine`.

use criterion::{Criterion, criterion_group, criterion_main};
use glam::DVec3;
use shadowline::design::{Design, Document, HairlineOutline, Knob};
use shadowline::engine::{DrawnDot, Engine, PixelRect};
use shadowline::gpu::block_on;
use shadowline::head::{Head, HeadView};
use shadowline::intake::PhotoFindings;
use shadowline::output::{EncodeInput, ImageFormat, encode};
use shadowline::photo::{Photo, PhotoLimits, decode};
use std::hint::black_box;
use std::io::Cursor;
use std::sync::Arc;

const DEMO: &[u8] = include_bytes!("../assets/demo/head.jpg");
const PREVIEW: [u32; 2] = [1600, 1000];

/// The demo photo and its view, measured as the program does it: sharpness, grain, skin, mask.
fn demo() -> (Photo, HeadView) {
    let photo = decode(DEMO, &PhotoLimits::default()).expect("the demo photo opens");
    let mut view: HeadView =
        serde_json::from_str(include_str!("../assets/demo/head.view.json")).expect("the demo view is valid");
    PhotoFindings::of(&photo, &Head::default(), &view, None).keep_in(&mut view);
    (photo, view)
}

/// The part of the photo that a window of the preview's shape shows.
fn preview_rect(photo: &Photo) -> PixelRect {
    let height = photo.width_px * PREVIEW[1] / PREVIEW[0];
    PixelRect {
        x: 0,
        y: 0,
        width: photo.width_px,
        height,
    }
}

fn save(photo: &Photo) -> usize {
    let input = EncodeInput {
        width_px: photo.width_px,
        height_px: photo.height_px,
        channels: photo.channels,
        samples: &photo.samples,
        icc: photo.colour.icc.as_deref(),
        paper_mm_per_px: None,
    };
    let mut file = Cursor::new(Vec::new());
    encode(input, ImageFormat::Jpeg { quality: 95 }, "bench", &mut file).expect("memory can be written");
    file.into_inner().len()
}

fn frames(criterion: &mut Criterion) {
    let (photo, view) = demo();
    let photo = Arc::new(photo);
    let mut engine = block_on(None, Engine::open()).expect("a device");
    let device = engine.gpu().device.clone();
    println!(
        "device: {} ({:?})",
        engine.gpu().info.name,
        engine.gpu().info.device_type
    );
    let rect = preview_rect(&photo);
    let mut document = Document::new(Head::default(), Design::default());
    let mut group = criterion.benchmark_group("frame 1600 × 1000");
    group.sample_size(20);
    let mut flip = 0.0;
    group.bench_function("after a density step", |bencher| {
        bencher.iter(|| {
            flip = 1.0 - flip;
            document.design.set(Knob::Density, 90.0 + flip).expect("in range");
            block_on(
                Some(&device),
                engine.render(&document, &photo, &view, rect, PREVIEW),
            )
            .expect("renders")
        });
    });
    group.bench_function("after a hairline edit", |bencher| {
        bencher.iter(|| {
            flip = 1.0 - flip;
            document
                .design
                .set(Knob::CornerBack, 8.0 + flip)
                .expect("in range");
            let document = Document::new(document.head.clone(), document.design.clone());
            block_on(
                Some(&device),
                engine.render(&document, &photo, &view, rect, PREVIEW),
            )
            .expect("renders")
        });
    });
    group.bench_function("nothing changed", |bencher| {
        bencher.iter(|| {
            block_on(
                Some(&device),
                engine.render(&document, &photo, &view, rect, PREVIEW),
            )
            .expect("renders")
        });
    });
    let dots = block_on(Some(&device), engine.dots(&document, &view)).expect("dots");
    let scale = f64::from(PREVIEW[0]) / f64::from(rect.width);
    peers(&mut group, &dots, &view, scale);
    group.finish();
}

/// What the window does: pictures that stay on the device, while a point of the hairline is dragged.
fn window(criterion: &mut Criterion) {
    let (photo, view) = demo();
    let photo = Arc::new(photo);
    let mut engine = block_on(None, Engine::open()).expect("a device");
    let device = engine.gpu().device.clone();
    let rect = preview_rect(&photo);
    let head = Head::default();
    let mut design = Design::default();
    let outline = HairlineOutline::evaluate(&head, &design).expect("a hairline");
    let front = outline.control[2];
    let mut group = criterion.benchmark_group("window 1600 × 1000");
    group.sample_size(20);
    let mut frame = |document: Option<&Document>, size: [u32; 2]| {
        let texture = engine.render_texture(document, &photo, &view, rect, size);
        device
            .poll(wgpu::PollType::wait_indefinitely())
            .expect("the device works");
        texture.expect("draws")
    };
    let mut step = 0;
    let mut dragged = || {
        step += 1;
        let way = 0.002 * f64::from(step % 40);
        let direction = (front.direction + DVec3::Y * way).normalize();
        design.place_point(front.name, direction).expect("a direction");
        Document::new(head.clone(), design.clone())
    };
    group.bench_function("a hairline point dragged", |bencher| {
        bencher.iter(|| frame(Some(&dragged()), PREVIEW));
    });
    group.bench_function("a hairline point dragged, drawn at half the size", |bencher| {
        bencher.iter(|| frame(Some(&dragged()), PREVIEW.map(|px| px / 2)));
    });
    let document = dragged();
    group.bench_function("nothing changed", |bencher| {
        bencher.iter(|| frame(Some(&document), PREVIEW));
    });
    let mut lit = document.clone();
    for (knob, value) in [(Knob::Day, 4.0), (Knob::Light, 3.0), (Knob::Shine, 1.0)] {
        lit.design.set(knob, value).expect("in range");
    }
    group.bench_function("nothing changed, day 4, noon sun, oily", |bencher| {
        bencher.iter(|| frame(Some(&lit), PREVIEW));
    });
    let mut step = 0.0;
    group.bench_function("another moment: years", |bencher| {
        bencher.iter(|| {
            step = (step + 0.1) % 10.0;
            lit.design.set(Knob::Years, step).expect("in range");
            frame(Some(&lit), PREVIEW)
        });
    });
    group.bench_function("limit: the photo alone", |bencher| {
        bencher.iter(|| frame(None, PREVIEW));
    });
    group.finish();
}

/// Circles in the preview: centre and radius, px.
fn circles(dots: &[DrawnDot], view: &HeadView, scale: f64) -> Vec<[f64; 3]> {
    let circle = |dot: &DrawnDot| {
        let px = dot.photo_px.filter(|_| dot.visible > 0.0)?;
        Some([
            px.x * scale,
            px.y * scale,
            0.5 * dot.apparent_mm / view.mm_per_px * scale,
        ])
    };
    dots.iter().filter_map(circle).collect()
}

fn peers(
    group: &mut criterion::BenchmarkGroup<'_, criterion::measurement::WallTime>,
    dots: &[DrawnDot],
    view: &HeadView,
    scale: f64,
) {
    let circles = circles(dots, view, scale);
    group.bench_function("peer: tiny-skia circles alone", |bencher| {
        let mut paint = tiny_skia::Paint::default();
        paint.set_color_rgba8(30, 30, 35, 120);
        bencher.iter(|| {
            let mut pixmap = tiny_skia::Pixmap::new(PREVIEW[0], PREVIEW[1]).expect("a size");
            for &[x, y, r] in &circles {
                if let Some(path) = tiny_skia::PathBuilder::from_circle(x as f32, y as f32, r as f32) {
                    let identity = tiny_skia::Transform::identity();
                    pixmap.fill_path(&path, &paint, tiny_skia::FillRule::Winding, identity, None);
                }
            }
            black_box(pixmap.data()[0])
        });
    });
    group.bench_function("peer: vello_cpu circles alone", |bencher| {
        use vello_cpu::kurbo::{Circle, Shape};
        let mut resources = vello_cpu::Resources::default();
        bencher.iter(|| {
            let mut context = vello_cpu::RenderContext::new(PREVIEW[0] as u16, PREVIEW[1] as u16);
            context.set_paint(vello_cpu::color::AlphaColor::from_rgba8(30, 30, 35, 120));
            for &[x, y, r] in &circles {
                context.fill_path(&Circle::new((x, y), r).to_path(0.1));
            }
            context.flush();
            let mut pixmap = vello_cpu::Pixmap::new(PREVIEW[0] as u16, PREVIEW[1] as u16);
            context.render(&mut pixmap, &mut resources);
            black_box(pixmap.data().len())
        });
    });
}

fn exports(criterion: &mut Criterion) {
    let (photo, view) = demo();
    let mut engine = block_on(None, Engine::open()).expect("a device");
    let device = engine.gpu().device.clone();
    let document = Document::new(Head::default(), Design::default());
    let whole = PixelRect {
        x: 0,
        y: 0,
        width: photo.width_px,
        height: photo.height_px,
    };
    let mut group = criterion.benchmark_group("export 12 Mpx");
    group.sample_size(10);
    group.bench_function("limit: decode + encode alone", |bencher| {
        bencher.iter(|| save(&decode(DEMO, &PhotoLimits::default()).expect("opens")));
    });
    group.bench_function("decode + ink + encode", |bencher| {
        bencher.iter(|| {
            let mut photo = decode(DEMO, &PhotoLimits::default()).expect("opens");
            block_on(
                Some(&device),
                engine.ink(&document, &mut photo, &view, whole, |_| true),
            )
            .expect("draws");
            save(&photo)
        });
    });
    group.finish();
}

criterion_group!(benches, window, frames, exports);
criterion_main!(benches);
