//! Sheets as a PDF: text that can be selected, fonts embedded, pictures as they are. Nothing in it says when or where it was made.

use super::PaperError;
use super::fonts::PaperFonts;
use super::pen::POINT_MM;
use super::sheet::{PaperSheet, SheetColour, SheetMark, SheetPicture, SheetStroke, SheetText, TextWeight};
use glam::DVec2;
use krilla::Document;
use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Point, Size, Transform};
use krilla::image::Image;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::paint::{Fill, LineCap, LineJoin, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::text::TextDirection;

/// Outline laid round the letters of the light font, ems: it reads on paper like a regular and a bold cut.
const PLAIN_STROKE_EM: f64 = 0.014;
const STRONG_STROKE_EM: f64 = 0.05;
/// Dots larger than this are drawn as discs, mm: bullets stand alone, and a single line without length isn't drawn by every reader of
/// PDFs. No dot of a treatment is as large.
const LARGEST_DOT_MM: f64 = 0.8;

/// A document of these sheets; the title is the one that a reader shows.
///
/// # Errors
/// The PDF can't be made: a fault of the program.
pub fn pdf(sheets: &[PaperSheet], fonts: &mut PaperFonts, title: &str) -> Result<Vec<u8>, PaperError> {
    written(Document::new(), sheets, fonts, title)
}

fn written(
    mut document: Document,
    sheets: &[PaperSheet],
    fonts: &mut PaperFonts,
    title: &str,
) -> Result<Vec<u8>, PaperError> {
    let metadata = Metadata::new()
        .title(title.to_owned())
        .creator(format!("Shadowline {}", env!("CARGO_PKG_VERSION")))
        .description(crate::output::legend::NO_PROMISE.to_owned())
        .language("en".to_owned());
    document.set_metadata(metadata);
    for sheet in sheets {
        let [width, height] = [points(sheet.size_mm.x), points(sheet.size_mm.y)];
        let settings = PageSettings::from_wh(width, height)
            .ok_or_else(|| PaperError::Pdf(format!("a page of {width} × {height} points")))?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        for mark in &sheet.marks {
            draw(&mut surface, fonts, mark)?;
        }
        surface.finish();
        page.finish();
    }
    document
        .finish()
        .map_err(|error| PaperError::Pdf(error.to_string()))
}

fn points(mm: f64) -> f32 {
    (mm / POINT_MM) as f32
}

fn place(mm: DVec2) -> Point {
    Point::from_xy(points(mm.x), points(mm.y))
}

fn fill(colour: SheetColour) -> Fill {
    Fill {
        paint: rgb_of(colour).into(),
        ..Fill::default()
    }
}

fn rgb_of([red, green, blue]: SheetColour) -> rgb::Color {
    rgb::Color::new(red, green, blue)
}

fn stroke(stroke: SheetStroke) -> Stroke {
    Stroke {
        paint: rgb_of(stroke.colour).into(),
        width: points(stroke.width_mm),
        line_cap: if stroke.dash_mm.is_some() {
            LineCap::Butt
        } else {
            LineCap::Round
        },
        line_join: LineJoin::Round,
        dash: stroke.dash_mm.map(|mm| StrokeDash {
            array: vec![points(mm), points(mm)],
            offset: 0.0,
        }),
        ..Stroke::default()
    }
}

fn draw(surface: &mut Surface<'_>, fonts: &mut PaperFonts, mark: &SheetMark) -> Result<(), PaperError> {
    match mark {
        SheetMark::Line {
            points_mm,
            stroke: how,
        } => {
            surface.set_fill(None);
            surface.set_stroke(Some(stroke(*how)));
            draw_path(surface, path(points_mm, false));
        }
        SheetMark::Area { points_mm, colour } => {
            surface.set_fill(Some(fill(*colour)));
            surface.set_stroke(None);
            draw_path(surface, path(points_mm, true));
        }
        SheetMark::Dots {
            places_mm,
            diameter_mm,
            colour,
        } if *diameter_mm > LARGEST_DOT_MM => {
            surface.set_fill(Some(fill(*colour)));
            surface.set_stroke(None);
            for place_mm in places_mm {
                draw_path(surface, disc(*place_mm, 0.5 * diameter_mm));
            }
        }
        SheetMark::Dots {
            places_mm,
            diameter_mm,
            colour,
        } => {
            surface.set_fill(None);
            surface.set_stroke(Some(stroke(SheetStroke {
                colour: *colour,
                width_mm: *diameter_mm,
                dash_mm: None,
            })));
            draw_path(surface, round_dots(places_mm));
        }
        SheetMark::Text(text) => draw_text(surface, fonts, text),
        SheetMark::Picture {
            at_mm,
            size_mm,
            picture,
        } => {
            let image = image(picture)?;
            let size = Size::from_wh(points(size_mm.x), points(size_mm.y));
            if let Some(size) = size {
                surface.push_transform(&Transform::from_translate(points(at_mm.x), points(at_mm.y)));
                surface.draw_image(image, size);
                surface.pop();
            }
        }
    }
    Ok(())
}

fn draw_path(surface: &mut Surface<'_>, path: Option<Path>) {
    if let Some(path) = path {
        surface.draw_path(&path);
    }
}

fn path(points_mm: &[DVec2], closed: bool) -> Option<Path> {
    let mut builder = PathBuilder::new();
    for (index, mm) in points_mm.iter().enumerate() {
        let Point { x, y } = place(*mm);
        match index {
            0 => builder.move_to(x, y),
            _ => builder.line_to(x, y),
        }
    }
    if closed {
        builder.close();
    }
    builder.finish()
}

/// A filled circle of four curves.
fn disc(middle_mm: DVec2, radius_mm: f64) -> Option<Path> {
    // How far a curve's handles reach for a quarter of a circle.
    let (r, k) = (radius_mm, 0.552_285 * radius_mm);
    let at = |x: f64, y: f64| place(middle_mm + DVec2::new(x, y));
    let mut builder = PathBuilder::new();
    let start = at(r, 0.0);
    builder.move_to(start.x, start.y);
    for [a, b, end] in [
        [at(r, k), at(k, r), at(0.0, r)],
        [at(-k, r), at(-r, k), at(-r, 0.0)],
        [at(-r, -k), at(-k, -r), at(0.0, -r)],
        [at(k, -r), at(r, -k), at(r, 0.0)],
    ] {
        builder.cubic_to(a.x, a.y, b.x, b.y, end.x, end.y);
    }
    builder.close();
    builder.finish()
}

/// Dots as the round ends of lines that go nowhere: a tenth of the size of circles.
fn round_dots(places_mm: &[DVec2]) -> Option<Path> {
    let mut builder = PathBuilder::new();
    for mm in places_mm {
        let Point { x, y } = place(*mm);
        builder.move_to(x, y);
        builder.line_to(x, y);
    }
    builder.finish()
}

fn draw_text(surface: &mut Surface<'_>, fonts: &mut PaperFonts, text: &SheetText) {
    let mut at_mm = text.at_mm;
    for run in fonts.runs(&text.text) {
        let font = fonts.embedded(&run);
        let em = match (text.weight, run.is_own()) {
            (TextWeight::Strong, _) => STRONG_STROKE_EM,
            (TextWeight::Plain, true) => PLAIN_STROKE_EM,
            (TextWeight::Plain, false) => 0.0,
        };
        surface.set_fill(Some(fill(text.colour)));
        surface.set_stroke((em > 0.0).then(|| {
            stroke(SheetStroke {
                colour: text.colour,
                width_mm: em * text.size_mm,
                dash_mm: None,
            })
        }));
        surface.draw_text(
            place(at_mm),
            font,
            points(text.size_mm),
            run.text(),
            false,
            match run.is_from_right() {
                true => TextDirection::RightToLeft,
                false => TextDirection::LeftToRight,
            },
        );
        at_mm.x += run.width_em * text.size_mm;
    }
}

fn image(picture: &SheetPicture) -> Result<Image, PaperError> {
    let data = krilla::Data::from(std::sync::Arc::clone(&picture.bytes));
    let image = match picture.is_png {
        true => Image::from_png(data, true),
        false => Image::from_jpeg(data, true),
    };
    image.map_err(PaperError::Pdf)
}

#[cfg(test)]
mod tests {
    use super::*;
    use krilla::SerializeSettings;

    /// Numbers before each operator of that name in the page's content.
    fn operands(content: &str, operator: &str, count: usize) -> Vec<Vec<f64>> {
        let words: Vec<&str> = content.split_whitespace().collect();
        let numbers = |end: usize| -> Option<Vec<f64>> {
            let own = words.get(end.checked_sub(count)?..end)?;
            own.iter().map(|word| word.parse().ok()).collect()
        };
        let ends = (0..words.len()).filter(|index| words[*index] == operator);
        ends.filter_map(numbers).collect()
    }

    #[test]
    fn a_millimetre_is_a_millimetre_in_the_pdf() {
        let stroke = SheetStroke {
            colour: [0; 3],
            width_mm: 0.4,
            dash_mm: None,
        };
        let bar = |length: f64| SheetMark::Line {
            points_mm: vec![DVec2::new(20.0, 30.0), DVec2::new(20.0 + length, 30.0)],
            stroke,
        };
        let sheet = PaperSheet {
            size_mm: DVec2::new(297.0, 210.0),
            marks: vec![bar(100.0)],
        };
        let settings = SerializeSettings {
            compress_content_streams: false,
            pretty: false,
            ..SerializeSettings::default()
        };
        let bytes = written(
            Document::new_with(settings),
            &[sheet],
            &mut PaperFonts::new(),
            "test",
        )
        .unwrap();
        let content = String::from_utf8_lossy(&bytes);
        let [from, to] = ["m", "l"].map(|operator| operands(&content, operator, 2)[0].clone());
        let length_mm = libm::hypot(to[0] - from[0], to[1] - from[1]) * 25.4 / 72.0;
        assert!((length_mm - 100.0).abs() < 0.01, "{length_mm}");
        // Nothing between the numbers and the page changes their size.
        for matrix in operands(&content, "cm", 6) {
            assert!(
                (matrix[0].abs() - 1.0).abs() < 1e-6 && (matrix[3].abs() - 1.0).abs() < 1e-6,
                "{matrix:?}"
            );
        }
        let width = 297.0 * 72.0 / 25.4;
        assert!(
            content.contains(&format!("{width:.4}")[..6]),
            "no page of {width} points"
        );
    }
}
