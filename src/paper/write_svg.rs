//! A sheet as an SVG whose units are millimetres, for cutters and drawing programs.

use super::sheet::{PaperSheet, SheetColour, SheetMark, TextWeight};
use glam::DVec2;
use std::fmt::Write;

/// The sheet at its own size. Pictures are left out: drawings alone are cut and plotted.
pub fn svg(sheet: &PaperSheet, title: &str) -> String {
    let DVec2 { x: width, y: height } = sheet.size_mm;
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}mm\" height=\"{height}mm\" viewBox=\"0 0 {width} {height}\" \
         font-family=\"Ubuntu, 'Helvetica Neue', Arial, sans-serif\">\n<title>{}</title>\n",
        escaped(title)
    );
    for mark in &sheet.marks {
        // A string takes whatever is written.
        let _ = put(&mut text, mark);
    }
    text.push_str("</svg>\n");
    text
}

fn put(out: &mut String, mark: &SheetMark) -> std::fmt::Result {
    match mark {
        SheetMark::Line { points_mm, stroke } => {
            write!(
                out,
                "<polyline fill=\"none\" stroke=\"{}\" stroke-width=\"{}\" stroke-linecap=\"{}\" stroke-linejoin=\"round\"",
                hex(stroke.colour),
                short(stroke.width_mm),
                if stroke.dash_mm.is_some() { "butt" } else { "round" },
            )?;
            if let Some(mm) = stroke.dash_mm {
                write!(out, " stroke-dasharray=\"{}\"", short(mm))?;
            }
            writeln!(out, " points=\"{}\"/>", list(points_mm))
        }
        SheetMark::Area { points_mm, colour } => {
            writeln!(
                out,
                "<polygon fill=\"{}\" points=\"{}\"/>",
                hex(*colour),
                list(points_mm)
            )
        }
        SheetMark::Dots {
            places_mm,
            diameter_mm,
            colour,
        } => {
            writeln!(out, "<g fill=\"{}\">", hex(*colour))?;
            for place in places_mm {
                let [x, y, r] = [place.x, place.y, 0.5 * diameter_mm].map(short);
                writeln!(out, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\"/>")?;
            }
            writeln!(out, "</g>")
        }
        SheetMark::Text(text) => writeln!(
            out,
            "<text x=\"{}\" y=\"{}\" font-size=\"{}\" font-weight=\"{}\" fill=\"{}\">{}</text>",
            short(text.at_mm.x),
            short(text.at_mm.y),
            short(text.size_mm),
            match text.weight {
                TextWeight::Plain => "normal",
                TextWeight::Strong => "bold",
            },
            hex(text.colour),
            escaped(&text.text)
        ),
        SheetMark::Picture { .. } => Ok(()),
    }
}

/// Hundredths of a millimetre and better: thousandths.
fn short(mm: f64) -> String {
    let text = format!("{mm:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn list(points_mm: &[DVec2]) -> String {
    let points = points_mm
        .iter()
        .map(|point| format!("{},{}", short(point.x), short(point.y)));
    points.collect::<Vec<_>>().join(" ")
}

fn hex([red, green, blue]: SheetColour) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
