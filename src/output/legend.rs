//! The legend under a picture: what was simulated, a scale bar, and that it is no promise.

use super::letters;
use crate::design::{Design, Knob};
use crate::photo::{Channels, Photo, PhotoSamples};
use ab_glyph::FontRef;

/// The sentence that stands under every legend.
pub const NO_PROMISE: &str = "Simulation, not a promise.";
/// Widest share of the picture that the scale bar takes.
const BAR_SHARE: f64 = 0.25;

/// What stands under the picture: plain words, which a client may read.
pub fn plain_line(design: &Design) -> String {
    let pigment = design.pigment.strip_prefix("carbon-").unwrap_or(&design.pigment);
    format!(
        "{NO_PROMISE} {} · dots {} mm, {:.0} per cm², {}",
        stage(design),
        design.get(Knob::DotDiameter),
        design.get(Knob::Density),
        pigment.replace('-', " ")
    )
}

/// The line of settings, for the artist: it stands in the file's description.
pub fn settings_line(design: &Design) -> String {
    let value = |knob: Knob| {
        let row = knob.row();
        format!("{} {} {}", row.name, design.get(knob), row.unit)
            .trim_end()
            .to_owned()
    };
    let knobs = [Knob::Density, Knob::DotDiameter, Knob::Shade]
        .map(value)
        .join(" · ");
    format!(
        "{NO_PROMISE} {} · style {} · {knobs} · pigment {} · seed {}",
        stage(design),
        design.style,
        design.pigment,
        design.seed
    )
}

/// The moment as the legend says it.
fn stage(design: &Design) -> String {
    let words = design.stage_words();
    if words == HEALED {
        return "Healed, after the last session".to_owned();
    }
    let mut letters = words.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

/// The moment that is shown unless something else is asked for.
const HEALED: &str = "healed";

/// Adds a strip of white with the legend under the photo. `mm_per_px` is the scale at the client's pupils.
pub fn append(photo: &mut Photo, line: &str, mm_per_px: f64) {
    append_sized(photo, line, mm_per_px, (photo.width_px as f32 / 62.0).max(9.0));
}

/// The same with letters of a height, px.
pub(super) fn append_sized(photo: &mut Photo, line: &str, mm_per_px: f64, size_px: f32) {
    let width = photo.width_px as usize;
    let Some(font) = letters::font() else {
        return;
    };
    let lines = wrapped(&font, size_px, line, photo.width_px as f32 - 2.0 * size_px);
    let bar_mm = bar_length_mm(BAR_SHARE * f64::from(photo.width_px) * mm_per_px);
    let row_px = (size_px * 1.35).ceil() as usize;
    let height = row_px * (lines.len() + 1) + size_px as usize;
    let mut strip = vec![255u8; width * height];
    let mut pen = LegendPen {
        strip: &mut strip,
        width,
    };
    for (index, text) in lines.iter().enumerate() {
        pen.text(&font, size_px, size_px, (index + 1) as f32 * row_px as f32, text);
    }
    let base = (lines.len() + 1) as f32 * row_px as f32;
    let bar_px = (bar_mm / mm_per_px).round() as usize;
    pen.bar(
        size_px as usize,
        base as usize - row_px / 3,
        bar_px,
        (size_px / 6.0).ceil() as usize,
    );
    let beside = size_px * 1.5 + bar_px as f32;
    pen.text(&font, size_px, beside, base, &format!("{bar_mm} mm"));
    extend(photo, &strip);
    photo.height_px += height as u32;
}

/// The longest of 1, 2, 5 × 10ⁿ mm that fits.
fn bar_length_mm(most_mm: f64) -> f64 {
    let steps = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0];
    steps
        .into_iter()
        .rev()
        .find(|step| *step <= most_mm)
        .unwrap_or(1.0)
}

/// Breaks a line at spaces so that each piece is at most `most_px` wide.
pub(super) fn wrapped(font: &FontRef<'_>, size_px: f32, line: &str, most_px: f32) -> Vec<String> {
    let width = |text: &str| letters::width_px(font, size_px, text);
    let mut lines: Vec<String> = Vec::new();
    for word in letters::said(line).split(' ') {
        match lines.last_mut() {
            Some(last) if width(last) + width(" ") + width(word) <= most_px => {
                last.push(' ');
                last.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Draws black on a white strip.
pub(super) struct LegendPen<'a> {
    pub strip: &'a mut [u8],
    pub width: usize,
}

impl LegendPen<'_> {
    fn darken(&mut self, x: i64, y: i64, coverage: f32) {
        let inside = (0..self.width as i64).contains(&x) && y >= 0;
        if let Some(pixel) = self
            .strip
            .get_mut(y.max(0) as usize * self.width + x.max(0) as usize)
            .filter(|_| inside)
        {
            *pixel = (f32::from(*pixel) * (1.0 - coverage.clamp(0.0, 1.0))) as u8;
        }
    }

    pub fn text(&mut self, font: &FontRef<'_>, size_px: f32, x: f32, baseline: f32, text: &str) {
        letters::draw(font, size_px, [x, baseline], text, |x, y, coverage| {
            self.darken(x, y, coverage)
        });
    }

    fn bar(&mut self, x: usize, y: usize, length: usize, thickness: usize) {
        for row in 0..thickness {
            for column in 0..length {
                self.darken((x + column) as i64, (y + row) as i64, 1.0);
            }
        }
    }
}

/// Appends a grey strip in the photo's own kind of samples. Black and white are the same in every profile.
pub(super) fn extend(photo: &mut Photo, strip: &[u8]) {
    fn put<T: Copy>(samples: &mut Vec<T>, strip: &[u8], channels: Channels, full: T, code: impl Fn(u8) -> T) {
        let colours = if channels.is_grey() { 1 } else { 3 };
        for &grey in strip {
            samples.extend(std::iter::repeat_n(code(grey), colours));
            samples.extend(channels.has_alpha().then_some(full));
        }
    }
    match &mut photo.samples {
        PhotoSamples::U8(samples) => put(samples, strip, photo.channels, u8::MAX, |code| code),
        PhotoSamples::U16(samples) => put(samples, strip, photo.channels, u16::MAX, |code| {
            u16::from(code) * 257
        }),
    }
}
