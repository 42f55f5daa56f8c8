//! What the engine's tests share: one engine a file, made photos, views and designs.
#![allow(dead_code, reason = "each test file uses its own part")]

use glam::{DVec2, DVec3};
use shadowline::design::{Design, Document, Fill, styles};
use shadowline::engine::{DrawnDot, Engine, EngineError, Frame, PixelRect};
use shadowline::gpu::block_on;
use shadowline::head::{
    Camera, CloseUpPlace, FitInput, Head, HeadView, NamedPose, PhotoFacts, ViewSource, solve,
};
use shadowline::passes::shared::DotSlot;
use shadowline::photo::{Channels, FileFacts, Photo, PhotoColour, PhotoSamples, SourceFormat};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError, TryLockError};

/// Two, so that one test draws or computes while another does: much of a test is arithmetic of one thread.
static ENGINES: [LazyLock<Mutex<Engine>>; 2] = [const { LazyLock::new(opened) }; 2];

fn opened() -> Mutex<Engine> {
    Mutex::new(block_on(None, Engine::open()).expect("a graphics device, also a software one"))
}

/// A free engine of this test program, or one in its turn.
pub fn engine() -> TestEngine {
    static TURN: AtomicUsize = AtomicUsize::new(0);
    let free = ENGINES.iter().find_map(|engine| match engine.try_lock() {
        Ok(engine) => Some(engine),
        Err(TryLockError::Poisoned(engine)) => Some(engine.into_inner()),
        Err(TryLockError::WouldBlock) => None,
    });
    TestEngine(free.unwrap_or_else(|| {
        let next = TURN.fetch_add(1, Ordering::Relaxed) % ENGINES.len();
        ENGINES[next].lock().unwrap_or_else(PoisonError::into_inner)
    }))
}

/// The engine with its calls made blocking.
pub struct TestEngine(pub MutexGuard<'static, Engine>);

impl TestEngine {
    pub fn dots(&mut self, document: &Document, view: &HeadView) -> Vec<DrawnDot> {
        let device = self.0.gpu().device.clone();
        block_on(Some(&device), self.0.dots(document, view)).expect("dots")
    }

    pub fn slots(&mut self, document: &Document, view: &HeadView) -> Vec<DotSlot> {
        let device = self.0.gpu().device.clone();
        block_on(Some(&device), self.0.slots(document, view)).expect("slots")
    }

    pub fn render(
        &mut self,
        document: &Document,
        photo: &Arc<Photo>,
        view: &HeadView,
        rect: PixelRect,
        size: [u32; 2],
    ) -> Result<Frame, EngineError> {
        let device = self.0.gpu().device.clone();
        block_on(Some(&device), self.0.render(document, photo, view, rect, size))
    }

    pub fn ink(
        &mut self,
        document: &Document,
        photo: &mut Photo,
        view: &HeadView,
        rect: PixelRect,
    ) -> Result<(), EngineError> {
        self.ink_until(document, photo, view, rect, |_| true)
    }

    pub fn ink_until(
        &mut self,
        document: &Document,
        photo: &mut Photo,
        view: &HeadView,
        rect: PixelRect,
        progress: impl FnMut(f64) -> bool,
    ) -> Result<(), EngineError> {
        let device = self.0.gpu().device.clone();
        block_on(Some(&device), self.0.ink(document, photo, view, rect, progress))
    }
}

/// The whole of a photo.
pub fn whole(photo: &Photo) -> PixelRect {
    rect(0, 0, photo.width_px, photo.height_px)
}

pub fn rect(x: u32, y: u32, width: u32, height: u32) -> PixelRect {
    PixelRect { x, y, width, height }
}

/// A photo of samples as they are.
pub fn photo(width_px: u32, height_px: u32, channels: Channels, samples: PhotoSamples) -> Photo {
    let bits = samples.bits();
    assert_eq!(samples.len(), (width_px * height_px) as usize * channels.count());
    Photo {
        width_px,
        height_px,
        channels,
        samples,
        colour: PhotoColour::srgb("sRGB", bits),
        facts: FileFacts {
            format: SourceFormat::Png,
            stored_width_px: width_px,
            stored_height_px: height_px,
            orientation: 1,
            focal_35mm_equivalent_mm: None,
            bits,
            compression_px: 0.0,
        },
        is_balanced: false,
        warnings: Vec::new(),
    }
}

/// A 16-bit RGB photo of one code.
pub fn flat16(width_px: u32, height_px: u32, code: [u16; 3]) -> Photo {
    let samples = code.repeat((width_px * height_px) as usize);
    photo(width_px, height_px, Channels::Rgb, PhotoSamples::U16(samples))
}

/// Skin tones with slow gradients and a fine texture, 0 to 1, as a function of the pixel: no two neighbours are alike.
pub fn skin(x: u32, y: u32, width: u32, height: u32) -> [f64; 3] {
    let (u, v) = (f64::from(x) / f64::from(width), f64::from(y) / f64::from(height));
    let texture =
        f64::from((x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(2_246_822_519)) >> 13 & 15) / 255.0;
    let light = 0.85 + 0.15 * u - 0.1 * v * v;
    [0.76, 0.58, 0.47].map(|tone| tone * light + 0.5 * texture)
}

/// Skin of 8 or 16 bits; alpha, where there is one, differs from pixel to pixel.
pub fn skin_photo(width: u32, height: u32, channels: Channels, bits: u8) -> Photo {
    let mut values = Vec::new();
    for y in 0..height {
        for x in 0..width {
            let rgb = skin(x, y, width, height);
            match channels.is_grey() {
                true => values.push(rgb[1]),
                false => values.extend(rgb),
            }
            if channels.has_alpha() {
                values.push(f64::from((x * 7 + y * 13) % 251) / 250.0);
            }
        }
    }
    let samples = match bits {
        8 => PhotoSamples::U8(values.iter().map(|v| (v * 255.0).round() as u8).collect()),
        _ => PhotoSamples::U16(values.iter().map(|v| (v * 65_535.0).round() as u16).collect()),
    };
    photo(width, height, channels, samples)
}

/// Light of a 16-bit code, 0 to 1: sRGB (IEC 61966-2-1).
pub fn linear(code: f64) -> f64 {
    let v = code / 65_535.0;
    if v <= 0.04045 {
        v / 12.92
    } else {
        ((v + 0.055) / 1.055).powf(2.4)
    }
}

/// The samples as numbers.
pub fn codes(samples: &PhotoSamples) -> Vec<u32> {
    match samples {
        PhotoSamples::U8(samples) => samples.iter().map(|&code| u32::from(code)).collect(),
        PhotoSamples::U16(samples) => samples.iter().map(|&code| u32::from(code)).collect(),
    }
}

/// The camera of a view as it stands.
pub fn view_of(camera: Camera) -> HeadView {
    HeadView {
        camera,
        source: ViewSource::Handles,
        mm_per_px: camera.mm_per_px_at(DVec3::ZERO),
        mm_per_px_error: 0.0,
        warp: Default::default(),
        occlusion: Vec::new(),
        capture: None,
        seen: None,
        warnings: Vec::new(),
    }
}

/// The head from 1 m away in the middle of a photo, `mm_per_px` at its centre.
pub fn portrait(size_px: [u32; 2], mm_per_px: f64, angles_deg: [f64; 3]) -> HeadView {
    let middle = DVec2::new(f64::from(size_px[0]), f64::from(size_px[1])) / 2.0;
    view_of(Camera::from_pose(
        size_px,
        1000.0 / mm_per_px,
        angles_deg,
        Head::CENTRE_MM,
        middle,
        1000.0,
    ))
}

/// A piece of the mean head's scalp, square on.
pub fn close_up(size_px: [u32; 2], mm_per_px: f64, at: CloseUpPlace) -> HeadView {
    let facts = PhotoFacts {
        width_px: size_px[0],
        height_px: size_px[1],
        focal_35mm_equivalent_mm: None,
    };
    let given = FitInput {
        named: Some(NamedPose::CloseUp),
        at: Some(at),
        mm_per_px: Some(mm_per_px),
        // A long lens, so that the scale is even over the patch.
        focal_px: Some(5000.0 / mm_per_px),
        ..FitInput::default()
    };
    solve(&facts, &given, &Head::default()).expect("a close-up").1
}

/// A design with `--set` settings on a style.
pub fn design(style: &str, settings: &[&str]) -> Design {
    let mut design = Design::default();
    styles::find(style).expect("a style").apply(&mut design);
    for setting in settings {
        design.apply_setting(setting).expect(setting);
    }
    design
}

/// The whole head filled evenly, without a hairline.
pub fn bare(settings: &[&str]) -> Design {
    let mut design = design("none", &[]);
    design.fills = vec![Fill::scalp()];
    for setting in settings {
        design.apply_setting(setting).expect(setting);
    }
    design
}

/// A design on the mean head.
pub fn on_mean_head(design: Design) -> Document {
    Document::new(Head::default(), design)
}
