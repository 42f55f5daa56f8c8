//! Every hairline style on the demo head, on one sheet: `cargo run --release --example contact_sheet -- sheet.jpg`.

use ab_glyph::{Font, FontRef, PxScale, ScaleFont};
use shadowline::design::{Design, Document, styles};
use shadowline::engine::{Engine, PixelRect};
use shadowline::gpu::block_on;
use shadowline::head::{Head, HeadView};
use shadowline::output::{EncodeInput, ImageFormat, encode};
use shadowline::photo::{self, Channels, PhotoSamples};
use std::sync::Arc;

/// Cells in a row, and their size, px.
const COLUMNS: usize = 4;
const CELL: [usize; 2] = [480, 520];
/// Height of the name under a cell, px.
const NAME: usize = 36;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let output = std::env::args()
        .nth(1)
        .unwrap_or_else(|| "contact_sheet.jpg".to_owned());
    let photo = photo::decode(
        include_bytes!("../assets/demo/head.jpg"),
        &photo::PhotoLimits::default(),
    )?;
    let view: HeadView = serde_json::from_str(include_str!("../assets/demo/head.view.json"))?;
    let photo = Arc::new(photo);
    let mut engine = block_on(None, Engine::open())?;
    let device = engine.gpu().device.clone();
    let rect = head_rect(&view);
    let rows = styles::all().len().div_ceil(COLUMNS);
    let (width, height) = (COLUMNS * CELL[0], rows * (CELL[1] + NAME));
    let mut sheet = vec![255; width * height * 3];
    for (index, style) in styles::all().iter().enumerate() {
        let mut design = Design::default();
        style.apply(&mut design);
        let document = Document::new(Head::default(), design);
        let size = CELL.map(|px| px as u32);
        let frame = block_on(Some(&device), engine.render(&document, &photo, &view, rect, size))?;
        let corner = [index % COLUMNS * CELL[0], index / COLUMNS * (CELL[1] + NAME)];
        let PhotoSamples::U8(rgb) = frame.rgb else {
            return Err("the demo photo has 8 bits".into());
        };
        for (y, row) in rgb.chunks_exact(CELL[0] * 3).enumerate() {
            let at = ((corner[1] + y) * width + corner[0]) * 3;
            sheet[at..at + row.len()].copy_from_slice(row);
        }
        write_name(
            &mut sheet,
            width,
            [corner[0] + 12, corner[1] + CELL[1] + 26],
            style.name,
        )?;
    }
    let picture = EncodeInput {
        width_px: width as u32,
        height_px: height as u32,
        channels: Channels::Rgb,
        samples: &PhotoSamples::U8(sheet),
        icc: photo.colour.icc.as_deref(),
        paper_mm_per_px: None,
    };
    encode(
        picture,
        ImageFormat::Jpeg { quality: 90 },
        "every style",
        &mut std::fs::File::create(output)?,
    )?;
    Ok(())
}

/// The part of the photo that shows brows and scalp.
fn head_rect(view: &HeadView) -> PixelRect {
    let camera = &view.camera;
    let middle = camera
        .photo_from_head(glam::dvec3(0.0, 48.0, -40.0))
        .unwrap_or_default();
    let width = (190.0 / view.mm_per_px).min(f64::from(camera.width_px));
    let height = (width * CELL[1] as f64 / CELL[0] as f64).min(f64::from(camera.height_px));
    let corner =
        |middle: f64, size: f64, limit: u32| (middle - size / 2.0).clamp(0.0, f64::from(limit) - size) as u32;
    PixelRect {
        x: corner(middle.x, width, camera.width_px),
        y: corner(middle.y, height, camera.height_px),
        width: width as u32,
        height: height as u32,
    }
}

fn write_name(
    sheet: &mut [u8],
    width: usize,
    at: [usize; 2],
    name: &str,
) -> Result<(), ab_glyph::InvalidFont> {
    let font = FontRef::try_from_slice(epaint_default_fonts::UBUNTU_LIGHT)?;
    let scaled = font.as_scaled(PxScale::from(24.0));
    let mut x = at[0] as f32;
    for c in name.chars() {
        let glyph = font
            .glyph_id(c)
            .with_scale_and_position(24.0, ab_glyph::point(x, at[1] as f32));
        x += scaled.h_advance(font.glyph_id(c));
        if let Some(outlined) = font.outline_glyph(glyph) {
            let corner = outlined.px_bounds().min;
            outlined.draw(|dx, dy, coverage| {
                let pixel = (corner.y as usize + dy as usize) * width + corner.x as usize + dx as usize;
                for code in &mut sheet[pixel * 3..pixel * 3 + 3] {
                    *code = (f32::from(*code) * (1.0 - coverage)) as u8;
                }
            });
        }
    }
    Ok(())
}
