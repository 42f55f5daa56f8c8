//! Words drawn into a picture: white with a soft dark rim, readable on skin and on black alike.

use crate::letters::{LinePiece, OWN_FONT, pieces};
use crate::photo::{Photo, PhotoSamples};
use ab_glyph::{Font, FontRef, Glyph, GlyphId, PxScale, ScaleFont};
use std::sync::OnceLock;

/// Height of a label's letters over the picture's height, and the least, px (assumption: read at arm's length, not in the way).
const LABEL_SHARE: f32 = 0.016;
const LABEL_LEAST_PX: f32 = 12.0;
/// How strongly the rim darkens.
const RIM: f32 = 0.65;
/// How strongly a watermark's letters and rim show.
const WATERMARK: [f32; 2] = [0.32, 0.22];
/// Share of the diagonal that a watermark takes, and its letters' largest share of the shorter side.
const WATERMARK_LENGTH: f32 = 0.7;
const WATERMARK_SIZE: f32 = 0.14;

/// How what is drawn is said; as it is written until something else is set.
static SAID: OnceLock<fn(&str) -> String> = OnceLock::new();

/// The letters of the program.
pub(super) fn font() -> Option<FontRef<'static>> {
    FontRef::try_from_slice(OWN_FONT).ok()
}

/// A line in pieces of one font each, from left to right. What the program's own font has comes out as one piece of it.
fn line(font: &FontRef<'_>, text: &str) -> Vec<LinePiece> {
    pieces(text, |letter| font.glyph_id(letter).0 != 0)
}

/// Width of a text, px.
pub(super) fn width_px(font: &FontRef<'_>, size_px: f32, text: &str) -> f32 {
    let widths = line(font, text).into_iter().map(|piece| match piece.font {
        None => own_width_px(font, size_px, &piece.text),
        Some(_) => piece.shaped().1 * em_px(font, size_px),
    });
    widths.sum()
}

fn own_width_px(font: &FontRef<'_>, size_px: f32, text: &str) -> f32 {
    let scaled = font.as_scaled(PxScale::from(size_px));
    text.chars().map(|c| scaled.h_advance(font.glyph_id(c))).sum()
}

/// Em of letters of that size, px: a size is a font's height here, which differs between fonts of the same em.
fn em_px(font: &impl Font, size_px: f32) -> f32 {
    size_px * font.units_per_em().unwrap_or(1000.0) / font.height_unscaled()
}

/// Hears each pixel that a text covers: column, row, share. The text begins at `x` on the line `baseline`.
pub(super) fn draw(
    font: &FontRef<'_>,
    size_px: f32,
    [x, baseline]: [f32; 2],
    text: &str,
    mut cover: impl FnMut(i64, i64, f32),
) {
    let scaled = font.as_scaled(PxScale::from(size_px));
    let mut at = x;
    for piece in line(font, text) {
        let Some(other) = &piece.font else {
            for c in piece.text.chars() {
                let id = font.glyph_id(c);
                let glyph = id.with_scale_and_position(size_px, ab_glyph::point(at, baseline));
                at += scaled.h_advance(id);
                draw_glyph(font, glyph, &mut cover);
            }
            continue;
        };
        let outlines = other.outlines();
        let em_px = em_px(font, size_px);
        let height_px = em_px * outlines.height_unscaled() / outlines.units_per_em().unwrap_or(1000.0);
        let (glyphs, width_em) = piece.shaped();
        for placed in glyphs {
            let [right, up] = placed.at_em.map(|em| em * em_px);
            let place = ab_glyph::point(at + right, baseline - up);
            let glyph = GlyphId(placed.glyph).with_scale_and_position(height_px, place);
            draw_glyph(outlines, glyph, &mut cover);
        }
        at += width_em * em_px;
    }
}

fn draw_glyph(font: &impl Font, glyph: Glyph, cover: &mut impl FnMut(i64, i64, f32)) {
    if let Some(outlined) = font.outline_glyph(glyph) {
        let corner = outlined.px_bounds().min;
        outlined.draw(|dx, dy, coverage| {
            cover(
                corner.x as i64 + i64::from(dx),
                corner.y as i64 + i64::from(dy),
                coverage,
            );
        });
    }
}

/// A grey picture of a text, 0–1.
struct TextMask {
    width: usize,
    height: usize,
    values: Vec<f32>,
}

impl TextMask {
    /// The text with room for its rim on all sides.
    fn of(text: &str, size_px: f32, room_px: usize) -> Option<Self> {
        let font = font()?;
        let scaled = font.as_scaled(PxScale::from(size_px));
        let width = width_px(&font, size_px, text).ceil() as usize + 2 * room_px;
        let height = scaled.height().ceil() as usize + 2 * room_px;
        let mut values = vec![0.0; width * height];
        let baseline = room_px as f32 + scaled.ascent();
        draw(
            &font,
            size_px,
            [room_px as f32, baseline],
            text,
            |x, y, coverage| {
                let inside = (0..width as i64).contains(&x) && (0..height as i64).contains(&y);
                if inside {
                    let value: &mut f32 = &mut values[y as usize * width + x as usize];
                    *value = value.max(coverage.min(1.0));
                }
            },
        );
        Some(TextMask {
            width,
            height,
            values,
        })
    }

    /// Blurred twice by a box, so that it is soft, and strengthened: the rim.
    fn rim(&self, radius_px: usize) -> TextMask {
        let mut values = self.values.clone();
        for _ in 0..2 {
            let rows = (0..self.height).map(|y| (y * self.width, 1, self.width));
            let columns = (0..self.width).map(|x| (x, self.width, self.height));
            for (start, step, count) in rows.chain(columns) {
                blur_line(&mut values, start, step, count, radius_px);
            }
        }
        values
            .iter_mut()
            .for_each(|value| *value = (2.5 * *value).min(1.0));
        TextMask { values, ..*self }
    }

    /// Value at a place, between pixels linearly; 0 outside.
    fn at(&self, x: f32, y: f32) -> f32 {
        let (x, y) = (x - 0.5, y - 0.5);
        let value = |column: f32, row: f32| {
            let inside =
                column >= 0.0 && row >= 0.0 && (column as usize) < self.width && (row as usize) < self.height;
            if inside {
                self.values[row as usize * self.width + column as usize]
            } else {
                0.0
            }
        };
        let (left, top) = (x.floor(), y.floor());
        let (right, low) = (x - left, y - top);
        (1.0 - low) * ((1.0 - right) * value(left, top) + right * value(left + 1.0, top))
            + low * ((1.0 - right) * value(left, top + 1.0) + right * value(left + 1.0, top + 1.0))
    }
}

/// Mean over `radius` neighbours on either side, along one row or column.
fn blur_line(values: &mut [f32], start: usize, step: usize, count: usize, radius: usize) {
    let line: Vec<f32> = (0..count).map(|i| values[start + i * step]).collect();
    let mut sum: f32 = line.iter().take(radius).sum();
    for i in 0..count {
        sum += line.get(i + radius).copied().unwrap_or(0.0);
        values[start + i * step] = sum / (2 * radius + 1) as f32;
        sum -= if i >= radius { line[i - radius] } else { 0.0 };
    }
}

/// Says what is drawn from now on in a person's language. What a file says of itself never passes it and stays as it is.
pub fn say_by(said: fn(&str) -> String) {
    // Asked for once, as the program starts.
    let _ = SAID.set(said);
}

/// A text as it is drawn.
pub(super) fn said(text: &str) -> String {
    SAID.get().map_or_else(|| text.to_owned(), |said| said(text))
}

/// Writes a text into the lower left corner.
pub(super) fn label(photo: &mut Photo, text: &str) {
    let text = &said(text);
    let (width, height) = (photo.width_px as f32, photo.height_px as f32);
    let Some(font) = font() else {
        return;
    };
    let wanted = (LABEL_SHARE * height).max(LABEL_LEAST_PX).min(0.6 * height);
    // Narrow pictures get smaller letters rather than half a word.
    let fits = 0.9 * width / (width_px(&font, 1000.0, text) / 1000.0).max(0.1);
    let size_px = wanted.min(fits);
    let rim_px = ((size_px / 9.0).round() as usize).max(1);
    let room = 2 * rim_px;
    let Some(letters) = TextMask::of(text, size_px, room) else {
        return;
    };
    let rim = letters.rim(rim_px);
    let margin = (0.5 * size_px) as i64;
    let left = margin - room as i64;
    let top = i64::from(photo.height_px) - margin / 2 - letters.height as i64 + room as i64 / 2;
    let columns = left.max(0)..(left + letters.width as i64).min(i64::from(photo.width_px));
    let rows = top.max(0)..(top + letters.height as i64).min(i64::from(photo.height_px));
    paint(photo, columns, rows, |x, y| {
        let at = (y - top) as usize * letters.width + (x - left) as usize;
        // The light cut of the font is strengthened, so that it reads at small sizes.
        [(1.7 * letters.values[at]).min(1.0), RIM * rim.values[at]]
    });
}

/// Lays a text over the whole picture, from the lower left to the upper right, translucent.
pub(super) fn watermark(photo: &mut Photo, text: &str) {
    let (width, height) = (photo.width_px as f32, photo.height_px as f32);
    let Some(font) = font() else {
        return;
    };
    let by_length =
        WATERMARK_LENGTH * libm::hypotf(width, height) / (width_px(&font, 1000.0, text) / 1000.0).max(0.1);
    let size_px = by_length.min(WATERMARK_SIZE * width.min(height)).max(4.0);
    let rim_px = ((size_px / 14.0).round() as usize).max(1);
    let Some(letters) = TextMask::of(text, size_px, 2 * rim_px) else {
        return;
    };
    let rim = letters.rim(rim_px);
    let (sin, cos) = height.atan2(width).sin_cos();
    let place = move |x: i64, y: i64| {
        let (dx, dy) = (x as f32 + 0.5 - 0.5 * width, y as f32 + 0.5 - 0.5 * height);
        [dx * cos - dy * sin, dx * sin + dy * cos]
    };
    let (columns, rows) = (0..i64::from(photo.width_px), 0..i64::from(photo.height_px));
    let [light, dark] = WATERMARK;
    let half = [0.5 * letters.width as f32, 0.5 * letters.height as f32];
    paint(photo, columns, rows, |x, y| {
        let [along, across] = place(x, y);
        if along.abs() > half[0] || across.abs() > half[1] {
            return [0.0; 2];
        }
        let at = [along + half[0], across + half[1]];
        [light * letters.at(at[0], at[1]), dark * rim.at(at[0], at[1])]
    });
}

/// Darkens and then lightens pixels by the shares that `ink` says, in the codes of the photo: white and black are the same in
/// every profile. Where there is ink, the picture is no longer transparent.
fn paint(
    photo: &mut Photo,
    columns: std::ops::Range<i64>,
    rows: std::ops::Range<i64>,
    ink: impl Fn(i64, i64) -> [f32; 2],
) {
    let channels = photo.channels.count();
    let colours = if photo.channels.is_grey() { 1 } else { 3 };
    let width = photo.width_px as usize;
    for y in rows {
        for x in columns.clone() {
            let [light, dark] = ink(x, y);
            if light <= 0.0 && dark <= 0.004 {
                continue;
            }
            let at = (y as usize * width + x as usize) * channels;
            let mixed = |code: f32, full: f32| {
                let darker = code * (1.0 - dark);
                (darker + (full - darker) * light).round()
            };
            let opaque = |code: f32, full: f32| (code + (full - code) * light.max(dark)).round();
            let put = |index: usize, code: f32, full: f32| match index < colours {
                true => mixed(code, full),
                false => opaque(code, full),
            };
            match &mut photo.samples {
                PhotoSamples::U8(codes) => {
                    for (index, code) in codes[at..at + channels].iter_mut().enumerate() {
                        *code = put(index, f32::from(*code), 255.0) as u8;
                    }
                }
                PhotoSamples::U16(codes) => {
                    for (index, code) in codes[at..at + channels].iter_mut().enumerate() {
                        *code = put(index, f32::from(*code), 65_535.0) as u16;
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::photo::{Channels, FileFacts, PhotoColour, SourceFormat};

    fn photo(width_px: u32, height_px: u32, channels: Channels, bits: u8) -> Photo {
        let count = width_px as usize * height_px as usize * channels.count();
        Photo {
            width_px,
            height_px,
            channels,
            samples: match bits {
                16 => PhotoSamples::U16(vec![30_000; count]),
                _ => PhotoSamples::U8(vec![120; count]),
            },
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

    #[test]
    fn pictures_of_any_size_and_kind_take_letters() {
        for [width, height] in [[1, 1], [3, 200], [200, 3], [16, 16], [640, 480]] {
            for channels in [Channels::Grey, Channels::GreyAlpha, Channels::Rgb, Channels::Rgba] {
                for bits in [8, 16] {
                    let before = photo(width, height, channels, bits);
                    let mut after = before.clone();
                    label(&mut after, "Simulation · healed");
                    let labelled = after.clone();
                    watermark(&mut after, "Draft");
                    assert_eq!(after.samples.len(), before.samples.len());
                    assert!(width < 100 || height < 100 || before != labelled, "no label");
                    assert!(width < 100 || height < 100 || labelled != after, "no watermark");
                }
            }
        }
    }

    /// How many pixels two texts are drawn on differently.
    fn difference(one: &str, other: &str) -> usize {
        let [one, other] = [one, other].map(|text| {
            let mut photo = photo(900, 300, Channels::Grey, 8);
            label(&mut photo, text);
            match photo.samples {
                PhotoSamples::U8(codes) => codes,
                PhotoSamples::U16(_) => panic!("8 bits stay 8 bits"),
            }
        });
        one.iter().zip(&other).filter(|(a, b)| a != b).count()
    }

    #[test]
    fn a_clinic_is_written_in_its_own_script_or_its_letters_are_said_to_be_missing() {
        for clinic in ["عيادة النور", "מרפאה", "診所", "क्लिनिक", "คลินิก", "클리닉"]
        {
            let boxes: String = clinic
                .chars()
                .map(|c| if c == ' ' { c } else { '\u{10fffd}' })
                .collect();
            let is_missing = clinic
                .chars()
                .any(|letter| letter != ' ' && crate::letters::font_for(letter).is_none());
            if is_missing {
                println!("skipped 1 of 6: no font of this computer has {clinic}");
                assert!(clinic.chars().any(|c| crate::letters::missing().contains(c)));
                continue;
            }
            assert!(difference(clinic, &boxes) > 30, "{clinic} is drawn as boxes");
        }
    }

    #[test]
    fn a_label_keeps_to_its_corner_and_its_size() {
        let before = photo(3000, 2000, Channels::Grey, 8);
        let mut after = before.clone();
        label(&mut after, "Simulation · healed");
        let (PhotoSamples::U8(before), PhotoSamples::U8(after)) = (&before.samples, &after.samples) else {
            panic!("8 bits stay 8 bits")
        };
        let changed: Vec<[usize; 2]> = (0..before.len())
            .filter(|at| before[*at] != after[*at])
            .map(|at| [at % 3000, at / 3000])
            .collect();
        // 1.6 % of 2000 px are 32 px.
        assert!(
            changed.iter().all(|[x, y]| *x < 400 && *y > 2000 - 70),
            "the label is too large"
        );
        assert!(changed.iter().any(|[x, _]| *x > 200), "the label is too small");
        let white = changed.iter().filter(|[x, y]| after[y * 3000 + x] > 240).count();
        assert!(white > 500, "{white} white pixels");
    }
}
