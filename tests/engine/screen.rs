//! The picture for the screen is the rendered one, within the rounding of a code, and stays on the device.

use crate::fixtures::{codes, design, engine, on_mean_head, portrait, rect, skin_photo, whole};
use shadowline::design::{Design, Document};
use shadowline::engine::PixelRect;
use shadowline::head::HeadView;
use shadowline::photo::{Channels, Photo, PhotoLimits, decode};
use std::sync::Arc;
use std::time::Instant;

/// The screen's picture as RGBA.
fn shown(
    document: Option<&Document>,
    photo: &Arc<Photo>,
    view: &HeadView,
    rect: PixelRect,
    size: [u32; 2],
) -> Vec<u8> {
    let mut drawing = engine();
    let texture = drawing
        .0
        .render_texture(document, photo, view, rect, size)
        .expect("a texture");
    assert_eq!(texture.format(), wgpu::TextureFormat::Rgba8Unorm);
    let gpu = drawing.0.gpu();
    let row = (size[0] * 4).next_multiple_of(256);
    let buffer = gpu.device.create_buffer(&wgpu::BufferDescriptor {
        label: None,
        size: u64::from(row * size[1]),
        usage: wgpu::BufferUsages::MAP_READ | wgpu::BufferUsages::COPY_DST,
        mapped_at_creation: false,
    });
    let mut encoder = gpu
        .device
        .create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
    let layout = wgpu::TexelCopyBufferLayout {
        offset: 0,
        bytes_per_row: Some(row),
        rows_per_image: None,
    };
    let target = wgpu::TexelCopyBufferInfo {
        buffer: &buffer,
        layout,
    };
    encoder.copy_texture_to_buffer(texture.as_image_copy(), target, texture.size());
    gpu.queue.submit([encoder.finish()]);
    buffer.map_async(wgpu::MapMode::Read, .., |outcome| outcome.expect("mapped"));
    gpu.device
        .poll(wgpu::PollType::wait_indefinitely())
        .expect("the device works");
    let bytes = buffer.slice(..).get_mapped_range().expect("mapped");
    bytes
        .chunks_exact(row as usize)
        .flat_map(|line| &line[..size[0] as usize * 4])
        .copied()
        .collect()
}

/// Largest difference of a code between RGBA for the screen and rendered RGB; alpha is full.
fn apart(screen: &[u8], rgb: &[u32]) -> u32 {
    assert_eq!(screen.len() / 4, rgb.len() / 3);
    assert!(screen.iter().skip(3).step_by(4).all(|&alpha| alpha == 255));
    let pixels = screen.chunks_exact(4).zip(rgb.chunks_exact(3));
    pixels
        .flat_map(|(a, b)| (0..3).map(|i| u32::from(a[i]).abs_diff(b[i])))
        .max()
        .unwrap_or(0)
}

fn demo() -> (Arc<Photo>, HeadView) {
    let bytes = include_bytes!("../../assets/demo/head.jpg");
    let photo = decode(bytes, &PhotoLimits::default()).expect("the demo photo opens");
    let view = serde_json::from_str(include_str!("../../assets/demo/head.view.json")).expect("a view");
    (Arc::new(photo), view)
}

#[test]
fn the_screen_shows_what_is_rendered() {
    let (photo, view) = demo();
    let document = on_mean_head(Design::default());
    let all = whole(&photo);
    for (part, size) in [
        (all, [800, 800 * all.height / all.width]),
        (rect(900, 300, 700, 500), [700, 500]),
    ] {
        let frame = engine()
            .render(&document, &photo, &view, part, size)
            .expect("a frame");
        let with = shown(Some(&document), &photo, &view, part, size);
        assert!(apart(&with, &codes(&frame.rgb)) <= 1, "{size:?}");
        let bare = shown(None, &photo, &view, part, size);
        assert!(apart(&with, &bare_codes(&bare)) > 20, "the dots are drawn");
        // A picture without dots between two with them leaves nothing behind.
        assert!(with == shown(Some(&document), &photo, &view, part, size));
    }
}

fn bare_codes(rgba: &[u8]) -> Vec<u32> {
    rgba.chunks_exact(4)
        .flat_map(|pixel| &pixel[..3])
        .map(|&code| u32::from(code))
        .collect()
}

#[test]
fn without_a_document_the_screen_shows_the_photo() {
    // 3100 px wide and 3000 high: more than one tile.
    let photo = Arc::new(skin_photo(3100, 3000, Channels::Rgb, 8));
    let view = portrait([3100, 3000], 0.1, [0.0; 3]);
    let screen = shown(None, &photo, &view, whole(&photo), [3100, 3000]);
    assert_eq!(apart(&screen, &codes(&photo.samples)), 0);
}

#[test]
fn several_tiles_with_dots_join_without_seams() {
    let photo = Arc::new(skin_photo(3100, 3000, Channels::Rgb, 8));
    let view = portrait([3100, 3000], 0.08, [15.0, 8.0, 2.0]);
    let document = on_mean_head(design("natural", &[]));
    let all = whole(&photo);
    let screen = shown(Some(&document), &photo, &view, all, [3100, 3000]);
    let frame = engine()
        .render(&document, &photo, &view, all, [3100, 3000])
        .expect("a frame");
    assert!(apart(&screen, &codes(&frame.rgb)) <= 1);
}

#[test]
fn a_rectangle_outside_is_refused() {
    let photo = Arc::new(skin_photo(100, 80, Channels::Grey, 16));
    let view = portrait([100, 80], 3.0, [0.0; 3]);
    let refused = engine()
        .0
        .render_texture(None, &photo, &view, rect(50, 0, 51, 80), [10, 10]);
    assert!(refused.is_err());
}

/// What this thread has computed so far, ms: others share the machine.
fn computed_ms() -> f64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds: Option<f64> = text.split(' ').next().and_then(|word| word.parse().ok());
    nanoseconds.unwrap_or(f64::NAN) / 1e6
}

/// Figures for a person: `cargo test --test engine screen -- --ignored --nocapture`.
#[test]
#[ignore = "prints times"]
fn print_times() {
    let (photo, view) = demo();
    let height = photo.width_px * 1000 / 1600;
    let part = rect(0, 0, photo.width_px, height);
    let mut design = Design::default();
    for step in 0..8 {
        let (name, direction) = {
            let document = on_mean_head(design.clone());
            let front = document.outline.as_ref().expect("a line").control[2];
            (front.name, front.direction)
        };
        design
            .place_point(name, direction + glam::DVec3::new(0.0, 0.004, 0.0))
            .expect("a direction");
        let (from, computed) = (Instant::now(), computed_ms());
        let document = on_mean_head(design.clone());
        let evaluated = computed_ms() - computed;
        let mut drawing = engine();
        let texture = drawing
            .0
            .render_texture(Some(&document), &photo, &view, part, [1600, 1000]);
        let submitted = computed_ms() - computed;
        texture.expect("a texture");
        let gpu = drawing.0.gpu();
        gpu.device
            .poll(wgpu::PollType::wait_indefinitely())
            .expect("the device works");
        println!(
            "step {step}: outline {evaluated:.1} ms, submitted {submitted:.1} ms computed here; drawn after {:?}",
            from.elapsed()
        );
    }
}
