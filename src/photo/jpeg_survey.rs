//! A walk over the markers of a JPEG (ITU-T T.81 annex B): size, scans and where the picture really ends, before and
//! beside the decoder, which is content with a file that stops half way.

/// What the components of a JPEG mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum JpegColours {
    /// Brightness alone.
    Grey,
    /// Brightness and two colour differences.
    Ycc,
    /// Red, green, blue.
    Rgb,
    /// Four inks.
    Cmyk,
    /// Four inks, the first three as brightness and differences.
    Ycck,
}

/// What the markers say.
#[derive(Debug, Default, Clone, PartialEq)]
pub(super) struct JpegSurvey {
    /// Frame kind: the SOF marker, 0xC0–0xCF; none when no frame was found.
    pub frame: Option<u8>,
    /// Bits a sample.
    pub precision: u8,
    /// Width, px.
    pub width_px: u16,
    /// Height, px.
    pub height_px: u16,
    /// Number of components.
    pub components: u8,
    /// Identifiers of the components.
    pub ids: Vec<u8>,
    /// Sampling factors of the components: horizontal in the upper four bits, vertical in the lower.
    pub sampling: Vec<u8>,
    /// Offset of the frame's body, where its precision stands.
    pub frame_at: usize,
    /// Whether the height stands behind the first scan (DNL, T.81 B.2.5); it is taken from there where the header has none.
    pub has_late_height: bool,
    /// Colour transform of the Adobe marker and where it stands, where there is one.
    pub adobe_transform: Option<(u8, usize)>,
    /// Whether it is marked as JFIF, whose colours are brightness and two differences.
    pub is_jfif: bool,
    /// Whether it has Huffman tables; motion JPEG of webcams omits the standard ones.
    pub has_tables: bool,
    /// Number of scans.
    pub scans: usize,
    /// Units between restart markers, as the last marker said; 0: none.
    pub restart_interval: u16,
    /// Offset just before the end marker, or the length of the file.
    pub end: usize,
    /// Whether the end marker was found.
    pub has_end_marker: bool,
    /// Progressive only: whether the scans seen bring every coefficient of every component to full precision.
    pub scans_complete: bool,
    /// Steps to which the coefficients of brightness are rounded; none where no table was found.
    pub luma_steps: Option<[u8; 64]>,
}

/// Rounding steps from which a faint texture is lost: a field of healed dots has about 4 levels of deviation at each
/// frequency, its peaks twice that (assumption); a coefficient under half a step becomes nothing.
const LOSING_STEP: u8 = 16;
/// A Gaussian blur of this many pixels halves the frequency of 1 cycle a pixel; divided by a frequency.
const HALVING: f64 = 0.1874;

impl JpegSurvey {
    /// What the rounding has done to faint detail, as the standard deviation of a blur, px: the share of coefficients that
    /// are kept tells how far up the frequencies reach.
    pub(super) fn compression_px(&self) -> f64 {
        let Some(steps) = self.luma_steps else {
            return 0.0;
        };
        let kept = steps.iter().filter(|step| **step < LOSING_STEP).count().max(1);
        let reach = 0.5 * (kept as f64 / 64.0).sqrt();
        ((HALVING / reach).powi(2) - (HALVING / 0.5).powi(2))
            .max(0.0)
            .sqrt()
    }

    /// Whether the frame is progressive.
    pub(super) fn is_progressive(&self) -> bool {
        matches!(self.frame, Some(0xc2))
    }

    /// What the components mean, by libjpeg's rules: JFIF before Adobe's marker before the components' names.
    pub(super) fn model(&self) -> Option<JpegColours> {
        let adobe = self.adobe_transform.map(|(transform, _)| transform);
        Some(match (self.components, adobe) {
            (1, _) => JpegColours::Grey,
            (3, _) if self.is_jfif => JpegColours::Ycc,
            (3, Some(0)) => JpegColours::Rgb,
            (3, Some(_)) => JpegColours::Ycc,
            (3, None) if self.ids == *b"RGB" => JpegColours::Rgb,
            (3, None) => JpegColours::Ycc,
            (4, None | Some(0)) => JpegColours::Cmyk,
            (4, Some(_)) => JpegColours::Ycck,
            _ => return None,
        })
    }
}

/// Bits of precision that each coefficient of a component still lacks; 255: never sent.
struct SentBits {
    id: u8,
    missing_bits: [u8; 64],
}

/// Walks the markers from the start-of-image to the first end-of-image outside the entropy-coded data.
pub(super) fn survey(bytes: &[u8]) -> JpegSurvey {
    let mut found = JpegSurvey {
        end: bytes.len(),
        ..JpegSurvey::default()
    };
    let mut progress: Vec<SentBits> = Vec::new();
    let mut at = 2;
    while let Some((marker, after)) = next_marker(bytes, at) {
        at = after;
        match marker {
            0xd9 => {
                found.end = after - 2;
                found.has_end_marker = true;
                break;
            }
            0x01 | 0xd0..=0xd8 => continue,
            _ => {}
        }
        let Some(length) = bytes
            .get(at..at + 2)
            .map(|b| usize::from(u16::from_be_bytes([b[0], b[1]])))
        else {
            break;
        };
        let body = bytes
            .get(at + 2..(at + length.max(2)).min(bytes.len()))
            .unwrap_or_default();
        match marker {
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf if found.frame.is_none() => {
                found.frame_at = at + 2;
                frame(body, marker, &mut found, &mut progress);
            }
            0xda => {
                found.scans += 1;
                scan(body, &mut progress);
            }
            0xc4 => found.has_tables = true,
            0xdd => found.restart_interval = body.first_chunk().map_or(0, |two| u16::from_be_bytes(*two)),
            0xdc => {
                found.has_late_height = true;
                if found.height_px == 0 {
                    found.height_px = body.first_chunk().map_or(0, |two| u16::from_be_bytes(*two));
                }
            }
            0xe0 if body.starts_with(b"JFIF\0") => found.is_jfif = true,
            0xdb if found.luma_steps.is_none() => found.luma_steps = luma_steps(body),
            0xee if body.starts_with(b"Adobe") => {
                found.adobe_transform = body.get(11).map(|&transform| (transform, at + 2 + 11));
            }
            _ => {}
        }
        at += length.max(2);
    }
    found.scans_complete =
        !progress.is_empty() && progress.iter().all(|p| p.missing_bits.iter().all(|&m| m == 0));
    found
}

/// The next marker at or after `at`, with the offset behind it; stuffed zeros, restarts, fill bytes and the reserved markers, which
/// only damage writes, are passed over.
fn next_marker(bytes: &[u8], mut at: usize) -> Option<(u8, usize)> {
    loop {
        at += bytes.get(at..)?.iter().position(|&byte| byte == 0xff)? + 1;
        match *bytes.get(at)? {
            0xff => {}
            0 | 0x02..=0xbf | 0xd0..=0xd7 => at += 1,
            marker => return Some((marker, at + 1)),
        }
    }
}

/// Table 0 of a segment of quantisation tables, which every encoder uses for brightness; values over 255 as 255.
fn luma_steps(mut body: &[u8]) -> Option<[u8; 64]> {
    while let Some((&kind, rest)) = body.split_first() {
        let bytes = if kind >> 4 == 0 { 64 } else { 128 };
        let (table, after) = rest.split_at_checked(bytes)?;
        if kind & 15 == 0 {
            let wide = bytes == 128;
            return Some(std::array::from_fn(|at| match wide {
                true if table[2 * at] > 0 => 255,
                true => table[2 * at + 1],
                false => table[at],
            }));
        }
        body = after;
    }
    None
}

fn frame(body: &[u8], marker: u8, found: &mut JpegSurvey, progress: &mut Vec<SentBits>) {
    let [precision, h1, h0, w1, w0, components, rest @ ..] = body else {
        return;
    };
    found.frame = Some(marker);
    found.precision = *precision;
    found.height_px = u16::from_be_bytes([*h1, *h0]);
    found.width_px = u16::from_be_bytes([*w1, *w0]);
    found.components = *components;
    for [id, sampling, _] in rest.as_chunks::<3>().0.iter().take(usize::from(*components)) {
        found.ids.push(*id);
        found.sampling.push(*sampling);
        progress.push(SentBits {
            id: *id,
            missing_bits: [255; 64],
        });
    }
}

fn scan(body: &[u8], progress: &mut [SentBits]) {
    let Some((&count, rest)) = body.split_first() else {
        return;
    };
    let count = usize::from(count);
    let Some(&[first, last, approximation]) = rest.get(count * 2..count * 2 + 3) else {
        return;
    };
    let low = approximation & 15;
    for selector in rest[..count * 2].as_chunks::<2>().0 {
        for component in progress
            .iter_mut()
            .filter(|component| component.id == selector[0])
        {
            let (first, last) = (usize::from(first.min(63)), usize::from(last.min(63)));
            if first <= last {
                component.missing_bits[first..=last]
                    .iter_mut()
                    .for_each(|m| *m = (*m).min(low));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn toy(scans: &[[u8; 3]], entropy: &[u8], end: &[u8]) -> Vec<u8> {
        let mut bytes = vec![0xff, 0xd8, 0xff, 0xc2, 0, 11, 8, 0, 20, 0, 10, 1, 1, 0x11, 0];
        for [first, last, low] in scans {
            bytes.extend([0xff, 0xda, 0, 8, 1, 1, 0, *first, *last, *low]);
            bytes.extend(entropy);
        }
        bytes.extend(end);
        bytes
    }

    #[test]
    fn scans_are_counted_to_the_last_bit() {
        let part = survey(&toy(&[[0, 0, 0], [1, 63, 1]], &[1, 0xff, 0, 2], &[0xff, 0xd9]));
        assert_eq!(
            (part.width_px, part.height_px, part.has_end_marker),
            (10, 20, true)
        );
        assert!(!part.scans_complete);
        assert!(survey(&toy(&[[0, 0, 0], [1, 63, 1], [1, 63, 0x10]], &[1], &[0xff, 0xd9])).scans_complete);
    }

    #[test]
    fn stuffing_restarts_and_fill_bytes_are_no_end() {
        let bytes = toy(
            &[[0, 63, 0]],
            &[0xff, 0, 0xd9, 0xff, 0xd0, 7],
            &[0xff, 0xff, 0xd9, 1, 2, 3],
        );
        let found = survey(&bytes);
        assert!(found.has_end_marker);
        assert_eq!(found.end, bytes.len() - 5);
        assert!(!survey(&bytes[..bytes.len() - 5]).has_end_marker);
    }
}
