//! Every hairline style on the demo head, on one sheet: `cargo run --release --example contact_sheet -- sheet.jpg`.
//!
//! Every case, each from the side where it is seen best: `… --example contact_sheet -- sheet.jpg FOLDER`, where FOLDER holds the
//! demo head from four sides, `front`, `top`, `left` and `back`, as `--example demo_head -- FOLDER/back 0.3 180 25` writes them.

use ab_glyph::{Font, FontRef, PxScale, ScaleFont};
use shadowline::design::{CaseView, Design, Document, cases, styles};
use shadowline::engine::{Engine, PixelRect};
use shadowline::gpu::block_on;
use shadowline::head::{Head, HeadView};
use shadowline::output::{EncodeInput, ImageFormat, encode};
use shadowline::photo::{self, Channels, Photo, PhotoSamples};
use std::error::Error;
use std::path::Path;
use std::sync::Arc;

/// Height of the name under a cell, px.
const NAME: usize = 36;

/// A head to draw on.
struct DemoView {
    photo: Arc<Photo>,
    view: HeadView,
    rect: PixelRect,
}

/// A cell of the sheet.
struct SheetCell<'a> {
    name: &'a str,
    design: Design,
    on: &'a DemoView,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let output = arguments.next().unwrap_or_else(|| "contact_sheet.jpg".to_owned());
    match arguments.next() {
        Some(folder) => case_sheet(Path::new(&folder), &output),
        None => style_sheet(&output),
    }
}

fn style_sheet(output: &str) -> Result<(), Box<dyn Error>> {
    let size = [480, 520];
    let demo = DemoView::of(
        include_bytes!("../assets/demo/head.jpg"),
        include_str!("../assets/demo/head.view.json"),
        size,
        [0.0, 48.0, -40.0],
        190.0,
    )?;
    let cell = |style: &'static shadowline::design::HairlineStyle| {
        let mut design = Design::default();
        style.apply(&mut design);
        SheetCell {
            name: style.name,
            design,
            on: &demo,
        }
    };
    write_sheet(
        output,
        &styles::all().iter().map(cell).collect::<Vec<_>>(),
        4,
        size,
    )
}

fn case_sheet(folder: &Path, output: &str) -> Result<(), Box<dyn Error>> {
    let size = [400, 420];
    let from = |side: &str| -> Result<DemoView, Box<dyn Error>> {
        let file = |name: &str| folder.join(side).join(name);
        let photo = std::fs::read(file("head.jpg"))?;
        let view = std::fs::read_to_string(file("head.view.json"))?;
        DemoView::of(&photo, &view, size, [0.0, 30.0, -85.0], 250.0)
    };
    let [front, top, left, back] = [from("front")?, from("top")?, from("left")?, from("back")?];
    let cell = |case: &'static shadowline::design::ScalpCase| {
        let mut design = Design::default();
        case.apply(&mut design)?;
        let on = match case.seen_from {
            CaseView::Front => &front,
            CaseView::Top => &top,
            CaseView::Left => &left,
            CaseView::Back => &back,
        };
        Ok(SheetCell {
            name: &case.title,
            design,
            on,
        })
    };
    let cells: Result<Vec<_>, Box<dyn Error>> = cases::all().iter().map(cell).collect();
    write_sheet(output, &cells?, 6, size)
}

impl DemoView {
    /// A part of the photo so wide on the head (mm) round a place of the head frame (mm).
    fn of(
        photo: &[u8],
        view: &str,
        size: [usize; 2],
        middle_mm: [f64; 3],
        width_mm: f64,
    ) -> Result<Self, Box<dyn Error>> {
        let photo = Arc::new(photo::decode(photo, &photo::PhotoLimits::default())?);
        let view: HeadView = serde_json::from_str(view)?;
        let camera = &view.camera;
        let middle = camera
            .photo_from_head(glam::DVec3::from(middle_mm))
            .unwrap_or_default();
        let width = (width_mm / view.mm_per_px).min(f64::from(camera.width_px));
        let height = (width * size[1] as f64 / size[0] as f64).min(f64::from(camera.height_px));
        let corner = |middle: f64, size: f64, limit: u32| {
            (middle - size / 2.0).clamp(0.0, f64::from(limit) - size) as u32
        };
        let rect = PixelRect {
            x: corner(middle.x, width, camera.width_px),
            y: corner(middle.y, height, camera.height_px),
            width: width as u32,
            height: height as u32,
        };
        Ok(DemoView { photo, view, rect })
    }
}

fn write_sheet(
    output: &str,
    cells: &[SheetCell<'_>],
    columns: usize,
    size: [usize; 2],
) -> Result<(), Box<dyn Error>> {
    let mut engine = block_on(None, Engine::open())?;
    let device = engine.gpu().device.clone();
    let rows = cells.len().div_ceil(columns);
    let (width, height) = (columns * size[0], rows * (size[1] + NAME));
    let mut sheet = vec![255; width * height * 3];
    for (index, cell) in cells.iter().enumerate() {
        let document = Document::new(Head::default(), cell.design.clone());
        let px = size.map(|px| px as u32);
        let frame = engine.render(&document, &cell.on.photo, &cell.on.view, cell.on.rect, px);
        let frame = block_on(Some(&device), frame)?;
        let corner = [index % columns * size[0], index / columns * (size[1] + NAME)];
        let PhotoSamples::U8(rgb) = frame.rgb else {
            return Err("the demo photo has 8 bits".into());
        };
        for (y, row) in rgb.chunks_exact(size[0] * 3).enumerate() {
            let at = ((corner[1] + y) * width + corner[0]) * 3;
            sheet[at..at + row.len()].copy_from_slice(row);
        }
        write_name(
            &mut sheet,
            width,
            [corner[0] + 12, corner[1] + size[1] + 26],
            cell.name,
        )?;
    }
    let picture = EncodeInput {
        width_px: width as u32,
        height_px: height as u32,
        channels: Channels::Rgb,
        samples: &PhotoSamples::U8(sheet),
        icc: cells.first().and_then(|cell| cell.on.photo.colour.icc.as_deref()),
        paper_mm_per_px: None,
    };
    encode(
        picture,
        ImageFormat::Jpeg { quality: 90 },
        "contact sheet",
        &mut std::fs::File::create(output)?,
    )?;
    Ok(())
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
