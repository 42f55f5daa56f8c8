//! Every format is read back: pixels, profile, and the word "Simulation".

use std::io::Cursor;

use super::ImageFormat;
use super::encode::{EncodeError, EncodeInput, encode};
use crate::photo::{Channels, Photo, PhotoLimits, PhotoSamples, SourceFormat, decode};

const W: u32 = 61;
const H: u32 = 43;
const CHANNELS: [Channels; 4] = [Channels::Grey, Channels::GreyAlpha, Channels::Rgb, Channels::Rgba];

/// A smooth picture with some grain, so that JPEG stays near and lossless formats have something to lose.
fn picture(channels: Channels, sixteen: bool) -> PhotoSamples {
    let count = channels.count();
    let codes = (0..W as usize * H as usize * count).map(|i| {
        let (pixel, channel) = (i / count, i % count);
        let (x, y) = (pixel % W as usize, pixel / W as usize);
        (3000 + x * 700 + y * 240 + channel * 1400 + (x * y * 37) % 300) as u16
    });
    if sixteen {
        PhotoSamples::U16(codes.collect())
    } else {
        PhotoSamples::U8(codes.map(|code| (code >> 8) as u8).collect())
    }
}

fn written(
    channels: Channels,
    samples: &PhotoSamples,
    icc: Option<&[u8]>,
    format: ImageFormat,
) -> (Vec<u8>, Vec<String>) {
    let input = EncodeInput {
        width_px: W,
        height_px: H,
        channels,
        samples,
        icc,
        paper_mm_per_px: Some(0.0847),
    };
    let mut file = Cursor::new(Vec::new());
    let notes = encode(input, format, "80 dots per cm²", &mut file).expect("written");
    (file.into_inner(), notes)
}

fn read(bytes: &[u8]) -> Photo {
    decode(bytes, &PhotoLimits::default()).expect("reads back")
}

fn contains(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

fn codes(samples: &PhotoSamples) -> Vec<i32> {
    match samples {
        PhotoSamples::U8(samples) => samples.iter().map(|&code| i32::from(code)).collect(),
        PhotoSamples::U16(samples) => samples.iter().map(|&code| i32::from(code)).collect(),
    }
}

#[test]
fn lossless_formats_give_every_sample_back() {
    for format in [ImageFormat::Png, ImageFormat::Tiff, ImageFormat::WebP] {
        for channels in CHANNELS {
            for sixteen in [false, true] {
                if sixteen && format == ImageFormat::WebP {
                    continue;
                }
                let samples = picture(channels, sixteen);
                let (file, notes) = written(channels, &samples, None, format);
                let back = read(&file);
                assert!(notes.is_empty(), "{notes:?}");
                // WebP itself has no grey: it comes back as three equal channels.
                if format == ImageFormat::WebP && channels.is_grey() {
                    let (n, back_n) = (channels.count(), back.channels.count());
                    let (codes, back) = (codes(&samples), codes(&back.samples));
                    for pixel in 0..(W * H) as usize {
                        let want = codes[pixel * n];
                        assert_eq!(back[pixel * back_n..pixel * back_n + 3], [want; 3]);
                    }
                } else {
                    assert_eq!(
                        (back.channels, &back.samples),
                        (channels, &samples),
                        "{format:?} {channels:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn jpeg_stays_within_a_few_codes_and_thins_no_colour() {
    let samples = picture(Channels::Rgb, false);
    let (file, _) = written(Channels::Rgb, &samples, None, ImageFormat::Jpeg { quality: 95 });
    let back = read(&file);
    let (want, got) = (codes(&samples), codes(&back.samples));
    let worst = want.iter().zip(&got).map(|(a, b)| (a - b).abs()).max();
    assert!(worst <= Some(8), "{worst:?}");
    // Frame header: three components, each with sampling 1 × 1.
    let frame = file
        .windows(2)
        .position(|two| two == [0xff, 0xc0])
        .expect("a baseline frame");
    let factors: Vec<u8> = (0..3).map(|component| file[frame + 11 + component * 3]).collect();
    assert_eq!(factors, [0x11; 3]);
}

#[test]
fn every_file_says_simulation_and_nothing_private() {
    for format in ImageFormat::ALL {
        let (file, _) = written(Channels::Rgb, &picture(Channels::Rgb, false), None, format);
        assert!(contains(&file, "Simulation: 80 dots per cm"), "{format:?}");
        assert!(contains(&file, "Shadowline"), "{format:?}");
        assert_eq!(read(&file).facts.focal_35mm_equivalent_mm, None);
    }
}

#[test]
fn what_a_format_cannot_hold_is_said() {
    let deep = picture(Channels::Rgba, true);
    for format in ImageFormat::ALL {
        let (_, notes) = written(Channels::Rgba, &deep, None, format);
        let limits = format.limits();
        let lost = usize::from(!limits.is_deep) + usize::from(!limits.has_alpha);
        assert_eq!(notes.len(), lost, "{format:?} {notes:?}");
    }
    let (file, notes) = written(Channels::Rgba, &deep, None, ImageFormat::Jpeg { quality: 95 });
    assert_eq!(notes.len(), 2, "{notes:?}");
    assert_eq!(read(&file).channels, Channels::Rgb);
    let (file, notes) = written(Channels::Rgba, &deep, None, ImageFormat::WebP);
    assert!(notes.len() == 1 && notes[0].contains("8 bits"));
    let rounded: Vec<i32> = codes(&deep).iter().map(|code| (code + 128) / 257).collect();
    assert_eq!(codes(&read(&file).samples), rounded);
}

#[test]
fn profiles_come_back_byte_for_byte() {
    let p3 = moxcms::ColorProfile::new_display_p3()
        .encode()
        .expect("a profile");
    for format in ImageFormat::ALL {
        let (file, _) = written(Channels::Rgb, &picture(Channels::Rgb, false), Some(&p3), format);
        let back = read(&file);
        assert_eq!(back.colour.icc.as_deref(), Some(&p3[..]), "{format:?}");
        assert!(back.colour.name.contains("P3"));
    }
}

#[test]
fn srgb_is_said_in_every_format() {
    for format in ImageFormat::ALL {
        for channels in [Channels::Grey, Channels::Rgb] {
            let (file, _) = written(channels, &picture(channels, false), None, format);
            let back = read(&file);
            assert!(
                back.colour.name.contains("sRGB") && !back.colour.name.contains("taken"),
                "{:?}",
                back.colour.name
            );
            assert!(
                back.warnings.is_empty(),
                "{format:?} {channels:?} {:?}",
                back.warnings
            );
        }
    }
}

#[test]
fn impossible_sizes_are_refused() {
    let samples = PhotoSamples::U8(vec![0; 20_000]);
    let input = |width_px| EncodeInput {
        width_px,
        height_px: 1,
        channels: Channels::Grey,
        samples: &samples,
        icc: None,
        paper_mm_per_px: None,
    };
    let mut file = Cursor::new(Vec::new());
    let too_large = encode(input(20_000), ImageFormat::WebP, "", &mut file).expect_err("too wide for WebP");
    assert!(too_large.to_string().contains("16383"));
    let wrong = encode(input(19_999), ImageFormat::Png, "", &mut file).expect_err("sizes disagree");
    assert!(matches!(wrong, EncodeError::Size { .. }));
}

#[test]
fn endings_name_formats() {
    assert_eq!(
        ImageFormat::from_ending("JPG"),
        Some(ImageFormat::Jpeg { quality: 95 })
    );
    assert_eq!(ImageFormat::from_ending("tif"), Some(ImageFormat::Tiff));
    assert_eq!(ImageFormat::from_ending("exe"), None);
    assert_eq!(SourceFormat::Png.name(), ImageFormat::Png.name());
}
