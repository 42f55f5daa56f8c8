//! The photo room against files that are made here, so that it is tested even where no photo collection lies.

use crate::hostile::{self, Source, Wanted};
use crate::odd_files::{self, Value};
use jpeg_encoder::SamplingFactor;
use shadowline::photo::{Channels, Photo, PhotoError, PhotoLimits, PhotoSamples, decode};

/// Mean difference to the source in 8-bit codes.
fn mean_difference(photo: &Photo, source: &Source) -> f64 {
    assert_eq!((photo.width_px, photo.height_px), (source.width, source.height));
    let eight: Vec<f64> = match &photo.samples {
        PhotoSamples::U8(samples) => samples.iter().map(|&code| f64::from(code)).collect(),
        PhotoSamples::U16(samples) => samples.iter().map(|&code| f64::from(code) / 257.0).collect(),
    };
    assert_eq!(eight.len(), source.rgb.len());
    let sum: f64 = eight
        .iter()
        .zip(&source.rgb)
        .map(|(got, &want)| (got - f64::from(want)).abs())
        .sum();
    sum / eight.len() as f64
}

#[test]
fn every_made_file_opens_upright_or_is_refused() {
    let source = Source::synthetic(160, 120);
    let mut wrong = Vec::new();
    for case in source.cases() {
        let outcome = decode(&case.bytes, &PhotoLimits::default());
        let fine = match (&outcome, case.wanted) {
            (Err(PhotoError::DecoderFailed { .. }), _) => false,
            (Ok(photo), Wanted::SameWithin(codes)) => mean_difference(photo, &source) <= codes,
            (Ok(_), Wanted::Opens) | (Err(_), Wanted::Refused) => true,
            _ => false,
        };
        if !fine {
            let got =
                outcome.map(|photo| (photo.width_px, photo.height_px, photo.channels, photo.colour.name));
            wrong.push(format!("{}: wanted {:?}, got {got:?}", case.name, case.wanted));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn bombs_are_refused_by_their_size() {
    for case in Source::synthetic(64, 48)
        .cases()
        .into_iter()
        .filter(|case| case.name.contains("bomb"))
    {
        let refusal = decode(&case.bytes, &PhotoLimits::default()).expect_err("refused");
        let by_size = matches!(refusal, PhotoError::TooLarge { .. } | PhotoError::NoPixels { .. });
        assert!(by_size, "{}: {refusal}", case.name);
    }
}

#[test]
fn the_profile_is_kept_byte_for_byte_and_grey_stays_grey() {
    let cases = Source::synthetic(64, 48).cases();
    let named = |name: &str| {
        let case = cases
            .iter()
            .find(|case| case.name == name)
            .expect("a case of that name");
        decode(&case.bytes, &PhotoLimits::default()).expect("opens")
    };
    let p3 = hostile::p3();
    assert_eq!(named("display p3 png").colour.icc.as_deref(), Some(&p3[..]));
    assert_eq!(named("display p3 jpeg").colour.icc.as_deref(), Some(&p3[..]));
    let grey = named("grey profile");
    assert!(grey.channels.is_grey() && grey.colour.icc.is_some());
    assert!((grey.colour.decode[0][128] - (128.0_f32 / 255.0).powf(2.2)).abs() < 1e-3);
    let broken = named("unreadable profile");
    assert!(
        broken.warnings.iter().any(|warning| warning.contains("profile")),
        "{:?}",
        broken.warnings
    );
    assert_eq!(named("16-bit png").facts.bits, 16);
}

#[test]
fn limits_can_be_tightened() {
    let jpeg = Source::synthetic(160, 120).jpeg(None, None, false);
    let limits = PhotoLimits {
        max_pixels: 160 * 120 - 1,
        ..PhotoLimits::default()
    };
    assert!(matches!(decode(&jpeg, &limits), Err(PhotoError::TooLarge { .. })));
}

#[test]
fn mutants_never_panic() {
    // `decode` turns a panic into this error, so that it is seen here.
    for (number, bytes) in Source::synthetic(48, 32).mutants(600).iter().enumerate() {
        if let Err(PhotoError::DecoderFailed { format, detail }) = decode(bytes, &PhotoLimits::default()) {
            eprintln!("mutant {number}: the {format} decoder panicked and was caught: {detail}");
        }
    }
}

/// A grey-brown patch with fine texture, as a JPEG of a quality.
fn patch_jpeg(quality: u8) -> Vec<u8> {
    let side = 64;
    let rgb: Vec<u8> = (0..side * side)
        .flat_map(|i: u32| {
            let texture = (i.wrapping_mul(2_654_435_761) >> 28) as u8;
            [150 + texture, 110 + texture, 90 + texture]
        })
        .collect();
    let mut file = Vec::new();
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut file, quality)
        .encode(&rgb, side, side, image::ExtendedColorType::Rgb8)
        .expect("a JPEG");
    file
}

#[test]
fn a_jpeg_says_how_fine_a_faint_mark_can_be_in_it() {
    let blur = |quality: u8| {
        let photo = decode(&patch_jpeg(quality), &PhotoLimits::default()).expect("a photo");
        photo.facts.compression_px
    };
    assert_eq!(blur(97), 0.0, "a camera's best keeps all");
    let (good, middling, poor) = (blur(85), blur(50), blur(10));
    assert!(good > 0.2 && good < 0.7, "{good}");
    assert!(
        good < middling && middling < poor && poor < 4.0,
        "{good} {middling} {poor}"
    );
}

#[test]
fn a_balance_takes_a_known_cast_back_and_leaves_white_white() {
    let photo = decode(&patch_jpeg(97), &PhotoLimits::default()).expect("a photo");
    let there = photo.clone().balanced([0.8, 1.0, 1.25]);
    let back = there.clone().balanced([1.25, 1.0, 0.8]);
    let codes = |photo: &Photo| match &photo.samples {
        PhotoSamples::U8(codes) => codes.clone(),
        PhotoSamples::U16(_) => panic!("8 bits"),
    };
    let (before, cast, after) = (codes(&photo), codes(&there), codes(&back));
    assert!(there.is_balanced && !photo.is_balanced);
    let red = |codes: &[u8]| codes.iter().step_by(3).map(|code| f64::from(*code)).sum::<f64>();
    assert!(red(&cast) < 0.95 * red(&before));
    assert!(before.iter().zip(&after).all(|(a, b)| a.abs_diff(*b) <= 1));
    let green = |codes: &[u8]| codes.iter().skip(1).step_by(3).copied().collect::<Vec<_>>();
    assert_eq!(green(&before), green(&cast));
}

fn opened(bytes: &[u8]) -> Photo {
    decode(bytes, &PhotoLimits::default()).expect("opens")
}

fn refusal(bytes: &[u8]) -> String {
    decode(bytes, &PhotoLimits::default())
        .expect_err("refused")
        .to_string()
}

/// A head's colours: smooth, with an edge of colour.
fn smooth() -> Source {
    let (width, height) = (75, 60);
    let mut rgb = Vec::new();
    for y in 0..height {
        for x in 0..width {
            let patch = if x > 40 && y > 24 { 50 } else { 0 };
            rgb.extend([(90 + x) as u8, (70 + y + patch) as u8, (160 - x - patch) as u8]);
        }
    }
    Source { width, height, rgb }
}

#[test]
fn colours_in_scans_of_their_own_are_the_right_colours() {
    let source = smooth();
    let size = [source.width, source.height];
    for sampling in [
        SamplingFactor::R_4_4_4,
        SamplingFactor::R_4_2_0,
        SamplingFactor::R_4_2_2,
        SamplingFactor::R_4_4_0,
        SamplingFactor::R_4_1_1,
    ] {
        let file = odd_files::jpeg(&source.rgb, size, sampling, true, 0);
        let scans = file.windows(2).filter(|two| *two == [0xff, 0xda]).count();
        assert_eq!(scans, 3, "{sampling:?}: the file is of the kind");
        let photo = opened(&file);
        let difference = mean_difference(&photo, &source);
        assert!(difference < 4.0, "{sampling:?}: {difference}");
        assert!(photo.warnings.is_empty(), "{:?}", photo.warnings);
    }
}

#[test]
fn headers_that_every_viewer_forgives_are_forgiven() {
    let source = smooth();
    let size = [source.width, source.height];
    let file = odd_files::jpeg(&source.rgb, size, SamplingFactor::R_4_2_0, false, 0);
    let whole = opened(&file);
    let adobe = |transform: u8| [&b"Adobe\0\x64\0\0\0\0"[..], &[transform]].concat();
    let bare = odd_files::without(&file, 0xe0);
    let kinds = [
        ("no Huffman tables", odd_files::without(&file, 0xc4)),
        ("height behind the data", odd_files::with_late_height(&file)),
        (
            "transform 2 with three colours",
            odd_files::with_segment(&bare, 0xee, &adobe(2)),
        ),
        (
            "transform 0 over JFIF",
            odd_files::with_segment(&file, 0xee, &adobe(0)),
        ),
    ];
    for (name, kind) in kinds {
        assert_ne!(kind, file, "{name}");
        assert_eq!(opened(&kind).samples, whole.samples, "{name}");
    }
    // Without JFIF the same mark says that the colours are red, green and blue.
    assert_ne!(
        opened(&odd_files::with_segment(&bare, 0xee, &adobe(0))).samples,
        whole.samples
    );
    let lost = odd_files::with_late_height(&file);
    let without_height = [&lost[..lost.len() - 8], &[0xff, 0xd9]].concat();
    assert!(refusal(&without_height).contains("no pixels"));
}

#[test]
fn damage_between_restart_markers_stays_there_and_is_said() {
    let source = smooth();
    let size = [source.width, source.height];
    let file = odd_files::jpeg(&source.rgb, size, SamplingFactor::R_4_4_4, false, 1);
    let whole = opened(&file);
    let start = file
        .windows(2)
        .position(|two| two == [0xff, 0xda])
        .expect("a scan")
        + 14;
    let marker = file[start + file.len() / 3..]
        .windows(2)
        .position(|two| two[0] == 0xff && two[1] & 0xf8 == 0xd0);
    let at = start + file.len() / 3 + marker.expect("a restart marker") + 2;
    let mut hurt = file.clone();
    hurt[at..at + 6].copy_from_slice(&[0xff, 0x9f, 0xff, 0, 0xff, 0]);
    let photo = opened(&hurt);
    assert!(
        photo
            .warnings
            .iter()
            .any(|note| note.contains("damaged in places")),
        "{:?}",
        photo.warnings
    );
    let (PhotoSamples::U8(got), PhotoSamples::U8(want)) = (&photo.samples, &whole.samples) else {
        panic!("8 bits")
    };
    let differ = got.iter().zip(want).filter(|(a, b)| a != b).count();
    assert!(
        differ > 0 && differ <= 3 * 64,
        "one block of 80 at most: {differ}"
    );
    // A whole run of stretches lost: too much to show.
    let mut torn = file.clone();
    let end = file.len() - 2;
    torn.drain(start + (end - start) / 4..start + (end - start) / 2);
    assert!(refusal(&torn).contains("can't be read"), "{}", refusal(&torn));
    // Without restart markers nothing behind the damage can be trusted.
    let mut hurt = odd_files::jpeg(&source.rgb, size, SamplingFactor::R_4_4_4, false, 0);
    let at = hurt.len() / 2;
    hurt[at..at + 6].copy_from_slice(&[0xff, 0x9f, 0xff, 0, 0xff, 0]);
    assert!(refusal(&hurt).contains("damaged"));
}

#[test]
fn what_no_encoder_writes_is_refused_in_a_progressive_jpeg() {
    let file = smooth().jpeg(None, None, true);
    opened(&file);
    let starts = |marker: u8| {
        let found = file.windows(2).enumerate();
        found
            .filter(move |(_, two)| *two == [0xff, marker])
            .map(|(at, _)| at)
    };
    // Behind the data of each scan stands a table, the next scan or the end.
    let mut scans = 0;
    for start in starts(0xda) {
        let ends = [0xc4, 0xda, 0xd9].map(|marker| starts(marker).find(|at| *at > start));
        let end = ends.into_iter().flatten().min().expect("an end");
        let longer = [&file[..end], &[0x55; 8], &file[end..]].concat();
        assert!(
            refusal(&longer).contains("damaged"),
            "scan {scans}: {}",
            refusal(&longer)
        );
        let shorter = [&file[..end - (end - start) / 4], &file[end..]].concat();
        assert!(
            refusal(&shorter).contains("damaged"),
            "scan {scans}: {}",
            refusal(&shorter)
        );
        scans += 1;
    }
    assert!(scans > 3, "{scans}");
}

#[test]
fn a_segment_that_claims_to_be_longer_than_the_file_is_damage() {
    for progressive in [false, true] {
        let mut file = smooth().jpeg(None, None, progressive);
        let scan = file
            .windows(2)
            .position(|two| two == [0xff, 0xda])
            .expect("a scan");
        file[scan + 2] = 0x80;
        let error = decode(&file, &PhotoLimits::default()).expect_err("refused");
        assert!(!matches!(error, PhotoError::DecoderFailed { .. }), "{error}");
    }
}

#[test]
fn of_two_exif_blocks_the_first_wins() {
    let source = Source::synthetic(64, 48);
    let block = |orientation: u16| [&b"Exif\0\0"[..], &hostile::orientation_exif(orientation)].concat();
    let second = odd_files::with_segment(&source.jpeg(None, None, false), 0xe1, &block(1));
    let both = odd_files::with_segment(&second, 0xe1, &block(6));
    assert_eq!(
        (opened(&second).facts.orientation, opened(&both).facts.orientation),
        (1, 6)
    );
}

fn bits(count: usize, bits: u16) -> Vec<u16> {
    vec![bits; count]
}

#[test]
fn a_fourth_sample_of_a_tiff_cuts_nothing_out_and_tears_nothing() {
    let source = Source::synthetic(64, 48);
    let size = [source.width, source.height];
    // A selection of the left half, as a fourth sample.
    let four: Vec<u8> = source
        .rgb
        .chunks(3)
        .enumerate()
        .flat_map(|(at, rgb)| [rgb[0], rgb[1], rgb[2], if at % 64 < 32 { 255 } else { 0 }])
        .collect();
    let mut predicted = four.clone();
    for row in predicted.chunks_exact_mut(64 * 4) {
        for at in (4..row.len()).rev() {
            row[at] = row[at].wrapping_sub(row[at - 4]);
        }
    }
    let file = |extra: &[u16], predictor: u16, data: &[u8]| {
        let mut fields = vec![
            (258, Value::Short(&[8, 8, 8, 8])),
            (259, Value::Short(&[1])),
            (262, Value::Short(&[2])),
            (277, Value::Short(&[4])),
        ];
        let predictor = [predictor];
        if !extra.is_empty() {
            fields.push((338, Value::Short(extra)));
        }
        fields.push((317, Value::Short(&predictor)));
        opened(&odd_files::tiff(size, &fields, data))
    };
    for extra in [&[0_u16][..], &[]] {
        for (predictor, data) in [(1, &four), (2, &predicted)] {
            let photo = file(extra, predictor, data);
            assert_eq!(
                (photo.channels, mean_difference(&photo, &source)),
                (Channels::Rgb, 0.0),
                "{extra:?} {predictor}"
            );
            assert!(photo.warnings.iter().any(|note| note.contains("saved selection")));
        }
    }
    let straight = file(&[2], 2, &predicted);
    let PhotoSamples::U8(codes) = &straight.samples else {
        panic!("8 bits")
    };
    assert_eq!(straight.channels, Channels::Rgba);
    assert_eq!(codes[..4], four[..4]);
    assert_eq!(
        codes[4 * 63..4 * 64],
        [255, 255, 255, 0],
        "what is cut out is forgotten"
    );
}

#[test]
fn premultiplied_colours_of_a_tiff_are_brought_back() {
    let fields = [
        (258, Value::Short(&[8, 8, 8, 8])),
        (259, Value::Short(&[1])),
        (262, Value::Short(&[2])),
        (277, Value::Short(&[4])),
        (338, Value::Short(&[1])),
    ];
    let photo = opened(&odd_files::tiff(
        [2, 1],
        &fields,
        &[100, 50, 25, 128, 9, 9, 9, 255],
    ));
    assert_eq!(
        photo.samples,
        PhotoSamples::U8(vec![199, 100, 50, 128, 9, 9, 9, 255])
    );
}

#[test]
fn palettes_and_jpegs_in_a_tiff_are_opened_and_odd_compressions_named() {
    let source = smooth();
    let size = [source.width, source.height];
    let map: Vec<u16> = (0..3 * 256_u32)
        .map(|at| ((at % 256) * 257 / (at / 256 + 1)) as u16)
        .collect();
    let numbers: Vec<u8> = source.rgb.chunks(3).map(|rgb| rgb[0]).collect();
    let fields = |compression: &'static [u16], photometric: &'static [u16], samples: &'static [u16]| {
        vec![
            (259, Value::Short(compression)),
            (262, Value::Short(photometric)),
            (277, Value::Short(samples)),
        ]
    };
    let mut palette = fields(&[1], &[3], &[1]);
    palette.extend([(258, Value::Short(&[8])), (320, Value::Short(&map))]);
    let photo = opened(&odd_files::tiff(size, &palette, &numbers));
    let want: Vec<u8> = numbers.iter().flat_map(|&n| [n, n / 2, n / 3]).collect();
    let PhotoSamples::U8(codes) = &photo.samples else {
        panic!("8 bits")
    };
    assert!(codes.iter().zip(&want).all(|(a, b)| a.abs_diff(*b) <= 1));
    assert!(photo.warnings.iter().any(|note| note.contains("palette")));

    let three = bits(3, 8);
    for sampling in [SamplingFactor::R_4_4_4, SamplingFactor::R_4_2_0] {
        let inside = odd_files::without(&odd_files::jpeg(&source.rgb, size, sampling, false, 0), 0xe0);
        let mut ycc = fields(&[7], &[6], &[3]);
        ycc.push((258, Value::Short(&three)));
        let difference = mean_difference(&opened(&odd_files::tiff(size, &ycc, &inside)), &source);
        assert!(difference < 4.0, "{sampling:?}: {difference}");
    }
    for (compression, name) in [(&[50_000_u16], "ZSTD"), (&[2], "fax"), (&[34_925], "LZMA")] {
        let mut odd = fields(compression, &[2], &[3]);
        odd.push((258, Value::Short(&three)));
        let sentence = refusal(&odd_files::tiff(size, &odd, &source.rgb));
        assert!(
            sentence.contains(name) && !sentence.contains("damaged"),
            "{sentence}"
        );
        assert!(!sentence.contains("export it as JPEG, PNG or TIFF"), "{sentence}");
    }
}

#[test]
fn the_picture_inside_a_raw_file_is_shown_and_said() {
    let (width, height) = (1200, 900);
    let rgb: Vec<u8> = (0..width * height)
        .flat_map(|at| [(at % 200) as u8, 90, 60])
        .collect();
    let inside = odd_files::jpeg(&rgb, [width, height], SamplingFactor::R_4_4_4, false, 0);
    let fields = |jpeg: usize| {
        vec![
            (254, Value::Long(1)),
            (258, Value::Short(&[8, 8, 8][..])),
            (259, Value::Short(&[7])),
            (262, Value::Short(&[6])),
            (274, Value::Short(&[6])),
            (277, Value::Short(&[3])),
            (
                50_706,
                Value::Bytes(if jpeg > 0 { &[1, 4, 0, 0] } else { &[1, 1, 0, 0] }),
            ),
        ]
    };
    let photo = opened(&odd_files::tiff([width, height], &fields(1), &inside));
    assert_eq!(
        (photo.width_px, photo.height_px, photo.facts.orientation),
        (height, width, 6)
    );
    assert!(
        photo.warnings.iter().any(|note| note.contains("camera raw")),
        "{:?}",
        photo.warnings
    );
    let thumbnail = odd_files::jpeg(
        &rgb[..160 * 120 * 3],
        [160, 120],
        SamplingFactor::R_4_4_4,
        false,
        0,
    );
    let sentence = refusal(&odd_files::tiff([160, 120], &fields(1), &thumbnail));
    assert!(
        sentence.contains("camera raw") && sentence.contains("develop"),
        "{sentence}"
    );
}

#[test]
fn what_was_cut_out_of_a_picture_is_forgotten_when_it_is_opened() {
    let secret = [200, 10, 190];
    let mut eight = Vec::new();
    for at in 0..64 * 48 {
        let alpha = [0, 1, 128, 255][at % 4];
        eight.extend([secret[0], secret[1], secret[2], alpha]);
    }
    let png = |samples: &[u8], depth: png::BitDepth| {
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, 64, 48);
        encoder.set_color(png::ColorType::Rgba);
        encoder.set_depth(depth);
        let mut writer = encoder.write_header().expect("written");
        writer.write_image_data(samples).expect("written");
        writer.finish().expect("written");
        file
    };
    let wide: Vec<u8> = eight.iter().flat_map(|&code| [code, code]).collect();
    for (file, full) in [
        (png(&eight, png::BitDepth::Eight), 255.0),
        (png(&wide, png::BitDepth::Sixteen), 65_535.0),
    ] {
        let photo = opened(&file);
        for pixel in 0..64 * 48 {
            let codes = [0, 1, 2, 3].map(|channel| (photo.samples.code(pixel * 4 + channel) * full).round());
            let shown = codes[3] > 0.0;
            assert_eq!(codes[..3] == [full; 3], !shown, "{codes:?}");
        }
    }
}

#[test]
fn a_gain_map_that_is_left_out_is_said_once() {
    let xmp = b"http://ns.adobe.com/xap/1.0/\0<rdf:Description hdrgm:Version=\"1.0\"/>";
    let plain = Source::synthetic(64, 48).jpeg(None, None, false);
    let notes = |bytes: &[u8]| {
        opened(bytes)
            .warnings
            .iter()
            .filter(|note| note.contains("gain map"))
            .count()
    };
    let main = odd_files::with_segment(&plain, 0xe1, xmp);
    let second = odd_files::with_segment(&plain, 0xe1, xmp);
    assert_eq!((notes(&plain), notes(&[main, second.clone()].concat())), (0, 1));
    assert_eq!(notes(&[plain, second].concat()), 1, "named by the map alone");
}
