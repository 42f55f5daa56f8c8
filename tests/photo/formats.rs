//! Every file of the photo collection's `formats` folder, with what must become of it.
//!
//! The collection lies where `SHADOWLINE_PHOTOS` says, else beside the repository in `../shared/photos`; where there is
//! none and the variable is not set, the tests say that they skip.

use std::path::PathBuf;

use shadowline::photo::{Channels, Photo, PhotoError, PhotoLimits, PhotoSamples, decode};

/// Files that open, with their upright size. `HEIC` ones are refused by name in a build without that feature.
const OPENS: &[(&str, u32, u32)] = &[
    ("exif_60kB_description.jpg", 675, 825),
    ("exif_gps_privacy.jpg", 675, 825),
    ("extreme_tall_24x3000.jpg", 24, 3000),
    ("head.heic", 675, 825),
    ("head_411.jpg", 675, 825),
    ("head_444.jpg", 675, 825),
    ("head_alpha.webp", 338, 413),
    ("head_animated.webp", 225, 275),
    ("head_bilevel_1bit.png", 675, 825),
    ("head_blurred.jpg", 675, 825),
    ("head_cmyk_noprofile.jpg", 675, 825),
    ("head_dark_orientation_6.jpg", 675, 825),
    ("head_gamma10_linear16.png", 300, 367),
    ("head_grey_alpha_LA.png", 675, 825),
    ("head_icc_adobergb.jpg", 675, 825),
    ("head_icc_garbage.jpg", 675, 825),
    ("head_lossy.webp", 675, 825),
    ("head_mpo_named.jpg", 675, 825),
    ("head_orientation_1.jpg", 675, 825),
    ("head_orientation_2.jpg", 675, 825),
    ("head_orientation_3.jpg", 675, 825),
    ("head_orientation_4.jpg", 675, 825),
    ("head_orientation_5.jpg", 675, 825),
    ("head_orientation_6.jpg", 675, 825),
    ("head_orientation_6.png", 450, 550),
    ("head_orientation_6.webp", 675, 825),
    ("head_orientation_7.jpg", 675, 825),
    ("head_orientation_8.jpg", 675, 825),
    ("head_orientation_invalid_0.jpg", 675, 825),
    ("head_orientation_invalid_65535.jpg", 675, 825),
    ("head_orientation_invalid_9.jpg", 675, 825),
    ("head_palette64.png", 675, 825),
    ("head_quality5_blocky.jpg", 675, 825),
    ("head_restart_markers.jpg", 675, 825),
    ("head_rgb_colourspace.jpg", 675, 825),
    ("head_rgba_transparent_bg.png", 450, 550),
    ("head_small.bmp", 225, 275),
    ("head_two_frames.mpo", 675, 825),
    ("head_underexposed_noisy.jpg", 675, 825),
    ("head_upscaled_56mpx.jpg", 6750, 8250),
    ("heic_named.jpg", 675, 825),
    ("jpeg_named.png", 675, 825),
    ("leading_junk.jpg", 675, 825),
    ("missing_eoi.jpg", 675, 825),
    ("name with spaces, ümlaut 'quote' & emoji 🙂.JPG", 675, 825),
    ("no_extension", 675, 825),
    ("orig_exif_portrait_0.jpg", 1200, 1800),
    ("orig_exif_portrait_5.jpg", 1200, 1800),
    ("orig_exif_portrait_6.jpg", 1200, 1800),
    ("orig_exif_portrait_7.jpg", 1200, 1800),
    ("orig_exif_portrait_8.jpg", 1200, 1800),
    ("orig_heif_10bit.heif", 128, 128),
    ("orig_heif_iphone_arrow_up.heic", 3024, 4032),
    ("orig_imagers_progressive.jpg", 320, 240),
    ("orig_iphone_IMG_5195.HEIC", 2566, 3313),
    ("orig_pillow_16bit.tif", 64, 64),
    ("orig_pillow_animated.webp", 245, 245),
    ("orig_pillow_camera.mpo", 640, 480),
    ("orig_pillow_cmyk.jpg", 100, 100),
    ("orig_pillow_decompression_bomb_extents.gif", 100, 100),
    ("orig_pillow_icc_big.jpg", 425, 250),
    ("orig_pillow_invalid_exif.jpg", 200, 200),
    ("orig_pillow_junk_jpeg_header.jpg", 1024, 768),
    ("orig_pillow_orientation_6.webp", 128, 128),
    ("orig_pillow_png_text_dos.png", 1, 1),
    ("orig_pngsuite_basn2c16.png", 32, 32),
    ("orig_sharp_16bit_grey_alpha.png", 109, 96),
    ("orig_sharp_cmyk_icc.jpg", 500, 333),
    ("orig_sharp_gainmap_hdr.jpg", 3840, 2160),
    ("orig_sharp_p3.png", 8, 8),
    ("orig_sharp_prophoto.png", 1, 1),
    ("png_named.jpg", 675, 825),
    ("tiny_16px.jpg", 16, 20),
    ("tiny_1px.jpg", 1, 1),
    ("tiny_33px.jpg", 33, 40),
    ("tiny_64px.jpg", 64, 78),
    ("trailing_junk_motionphoto.jpg", 675, 825),
];

/// Files that are refused, with words that the sentence must hold. `orig_pillow_bad_exif.jpg` is damaged in its picture
/// data too (libjpeg reports it row by row and shows stripes), so it is refused rather than shown as noise.
const REFUSED: &[(&str, &str)] = &[
    ("bad_crc.png", "damaged"),
    ("bitrot_60bytes.jpg", "damaged"),
    ("bomb_16000x16000_rgb.png", "too large"),
    ("bomb_30000x30000_1bit.png", "too large"),
    ("bomb_header_2147483647.png", "too large"),
    ("bomb_jpeg_header_65500.jpg", "too large"),
    ("head.jp2", "JPEG 2000"),
    ("head_alpha.avif", "AVIF"),
    ("html_named.jpg", "web page"),
    ("orig_avif_10bit_420.avif", "AVIF"),
    ("orig_avif_12bit_mono_oddwidth.avif", "AVIF"),
    ("orig_avif_kimono_rotate90.avif", "AVIF"),
    ("orig_bmp_reallybig_bad.bmp", "too large"),
    ("orig_heif_corrupted.heic", "HEIC"),
    ("orig_heif_truncated.heic", "HEIC"),
    ("orig_libheif_example.avif", "AVIF"),
    ("orig_pillow_bad_exif.jpg", "damaged"),
    ("orig_pillow_broken_data_stream.png", "damaged"),
    ("orig_pillow_decompression_bomb.gif", "GIF"),
    ("orig_pillow_lab.tif", "CIELab"),
    ("orig_sharp_65536x65536.png", "too large"),
    ("orig_sharp_corrupt_header.jpg", "too early"),
    ("orig_sharp_giant_20000x14000.jpg", "too large"),
    ("orig_sharp_pitm.avif", "AVIF"),
    ("orig_sharp_truncated.jpg", "too early"),
    ("orig_sharp_truncated.png", "too early"),
    ("pdf_named.jpg", "PDF"),
    ("random_bytes.png", "not a picture"),
    ("svg_script.svg", "SVG"),
    ("text_named.jpg", "text file"),
    ("truncated_50pct.jpg", "too early"),
    ("truncated_50pct.png", "too early"),
    ("truncated_50pct.webp", "too early"),
    ("truncated_60pct.avif", "AVIF"),
    ("truncated_60pct.heic", "HEIC"),
    ("truncated_90pct.jpg", "too early"),
    ("zero_bytes.jpg", "empty"),
    ("zero_width.png", "no pixels"),
    ("zeroed_middle.jpg", "damaged"),
];

/// Files after public bug reports that open: upright size, and words of the note that must be there (none: no note at all).
const REPORTS_OPEN: &[(&str, u32, u32, &str)] = &[
    ("ex_corrupted.jpg", 3648, 2736, "damaged in places"),
    ("made_app14_2.jpg", 675, 825, ""),
    ("made_baseline_cb_cr_first.jpg", 675, 825, ""),
    ("made_cut.png", 675, 825, ""),
    ("made_dnl_height0.jpg", 675, 825, ""),
    ("made_focal_cropped.jpg", 2016, 2016, "cropped"),
    ("made_focal_full.jpg", 3024, 3024, "cropped"),
    ("made_ni_2x2.jpg", 675, 825, ""),
    ("made_noninterleaved_420.jpg", 675, 825, ""),
    ("made_off_0.33_r.png", 1500, 900, ""),
    (
        "made_saved_selection_extrasamples0.tif",
        675,
        825,
        "saved selection",
    ),
    ("made_saved_selection_extrasamples2.tif", 675, 825, ""),
    ("made_semi_a.tif", 675, 825, ""),
    ("made_tf_tile_0.tif", 340, 412, "saved selection"),
    ("made_tq_small.tif", 4, 4, "saved selection"),
    ("made_webcam_no_dht.jpg", 675, 825, ""),
    ("made_x_61.jpg", 825, 675, ""),
    ("made_y_61.jpg", 825, 675, ""),
    ("tm_exif-jfif-app13-app14ycck-3channel.jpg", 310, 384, ""),
    ("tm_scan-lzw-8bit-colormap.tiff", 2550, 3300, "palette"),
];

/// Files after public bug reports that are refused, with words of the sentence.
const REPORTS_REFUSED: &[(&str, &str)] = &[
    ("made_appledouble_._IMG_0001.jpg", "AppleDouble"),
    ("made_pq_on_tiles.hif", "HDR"),
];

/// A file of another folder of the collection; none where there is no collection.
fn beside(folder: &str, name: &str) -> Option<Result<Photo, PhotoError>> {
    let path = formats()?.with_file_name(folder).join(name);
    let bytes = std::fs::read(&path).unwrap_or_else(|err| panic!("{}: {err}", path.display()));
    Some(decode(&bytes, &PhotoLimits::default()))
}

#[test]
fn every_reported_file_has_its_outcome() {
    if formats().is_none() {
        return;
    }
    let mut wrong = Vec::new();
    for &(name, width, height, words) in REPORTS_OPEN {
        match beside("reports", name).expect("the folder is there") {
            Ok(photo) => {
                let said = match words {
                    "" => photo.warnings.is_empty(),
                    _ => photo.warnings.iter().filter(|note| note.contains(words)).count() == 1,
                };
                if (photo.width_px, photo.height_px) != (width, height) || !said {
                    wrong.push(format!(
                        "{name}: {} × {}, {:?}",
                        photo.width_px, photo.height_px, photo.warnings
                    ));
                }
            }
            Err(err) => wrong.push(format!("{name}: {err}")),
        }
    }
    for &(name, words) in REPORTS_REFUSED {
        match beside("reports", name).expect("the folder is there") {
            Ok(_) => wrong.push(format!("{name}: opens")),
            Err(PhotoError::Unsupported { .. }) if name.ends_with(".hif") && !cfg!(feature = "heic") => {}
            Err(err) if err.to_string().contains(words) => {}
            Err(err) => wrong.push(format!("{name}: without \"{words}\": {err}")),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The folder of format files, or none where there is no collection and none was asked for.
fn formats() -> Option<PathBuf> {
    let asked = std::env::var_os("SHADOWLINE_PHOTOS").map(PathBuf::from);
    let was_asked = asked.is_some();
    let photos = asked.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/photos"));
    let formats = photos.join("formats");
    if formats.is_dir() {
        return Some(formats);
    }
    assert!(
        !was_asked,
        "SHADOWLINE_PHOTOS is set, but {} is no folder",
        formats.display()
    );
    let all = OPENS.len() + REFUSED.len();
    println!("skipped {all} of {all}: there is no {}", formats.display());
    None
}

fn open(name: &str) -> Option<Result<Photo, PhotoError>> {
    let path = formats()?.join(name);
    let bytes = std::fs::read(&path).unwrap_or_else(|err| panic!("{}: {err}", path.display()));
    Some(decode(&bytes, &PhotoLimits::default()))
}

fn opened(name: &str) -> Option<Photo> {
    open(name).map(|outcome| outcome.unwrap_or_else(|err| panic!("{name}: {err}")))
}

fn eight_bit(photo: &Photo) -> &[u8] {
    match &photo.samples {
        PhotoSamples::U8(samples) => samples,
        PhotoSamples::U16(_) => panic!("8 bits expected"),
    }
}

fn mean_difference(one: &Photo, other: &Photo) -> f64 {
    let (one, other) = (eight_bit(one), eight_bit(other));
    assert_eq!(one.len(), other.len());
    one.iter()
        .zip(other)
        .map(|(a, b)| f64::from(a.abs_diff(*b)))
        .sum::<f64>()
        / one.len() as f64
}

/// The heads that the files were made from: the same picture, whatever the file does with its colours, scans and samples.
#[test]
fn reported_files_show_the_heads_they_were_made_from() {
    if formats().is_none() {
        return;
    }
    let made_from = [
        ("made_noninterleaved_420.jpg", "bald_front_fair_older_02.jpg"),
        ("made_baseline_cb_cr_first.jpg", "bald_front_fair_older_02.jpg"),
        ("made_webcam_no_dht.jpg", "bald_front_fair_older_02.jpg"),
        ("made_dnl_height0.jpg", "bald_front_fair_older_02.jpg"),
        (
            "made_saved_selection_extrasamples0.tif",
            "bald_front_fair_older_02.jpg",
        ),
        ("made_ni_2x2.jpg", "shaved_front_medium_beard_21.jpg"),
        ("made_app14_2.jpg", "shaved_front_medium_beard_21.jpg"),
        ("made_semi_a.tif", "shaved_front_medium_beard_21.jpg"),
        ("made_tf_tile_0.tif", "shaved_front_medium_beard_21.jpg"),
    ];
    for (name, head) in made_from {
        let photo = beside("reports", name).expect("there").expect("opens");
        let base = beside("heads", head).expect("there").expect("opens");
        let difference = thumbnail_difference(&photo, &base);
        assert!(difference < 4.0, "{name}: {difference}");
    }
}

/// Mean difference of means over a grid of 30 × 36 cells, codes: for pictures of one shape and different sizes.
fn thumbnail_difference(one: &Photo, other: &Photo) -> f64 {
    let cells = |photo: &Photo| {
        let (width, height, count) = (
            photo.width_px as usize,
            photo.height_px as usize,
            photo.channels.count(),
        );
        let mut sums = vec![(0.0, 0.0); 30 * 36 * 3];
        for pixel in 0..width * height {
            let cell = pixel / width * 36 / height * 30 + pixel % width * 30 / width;
            for channel in 0..3 {
                let sum = &mut sums[cell * 3 + channel];
                *sum = (
                    sum.0 + 255.0 * photo.samples.code(pixel * count + channel),
                    sum.1 + 1.0,
                );
            }
        }
        sums.into_iter()
            .map(|(sum, count)| sum / count)
            .collect::<Vec<f64>>()
    };
    let (one, other) = (cells(one), cells(other));
    let sum: f64 = one.iter().zip(&other).map(|(a, b)| (a - b).abs()).sum();
    sum / one.len() as f64
}

fn is_heic(name: &str) -> bool {
    name.to_lowercase().contains(".hei") || name.starts_with("heic")
}

#[test]
fn every_file_has_its_outcome() {
    let Some(folder) = formats() else { return };
    let mut wrong = Vec::new();
    for &(name, width, height) in OPENS {
        match open(name).expect("the folder is there") {
            Ok(photo) if (photo.width_px, photo.height_px) == (width, height) => {}
            Err(PhotoError::Unsupported { kind, .. }) if is_heic(name) && !cfg!(feature = "heic") => {
                assert!(kind.contains("HEIC"));
            }
            Ok(photo) => wrong.push(format!(
                "{name}: opens with {} × {}",
                photo.width_px, photo.height_px
            )),
            Err(err) => wrong.push(format!("{name}: {err}")),
        }
    }
    for &(name, words) in REFUSED {
        match open(name).expect("the folder is there") {
            Ok(_) => wrong.push(format!("{name}: opens")),
            Err(err) if err.to_string().contains(words) => {}
            Err(err) => wrong.push(format!("{name}: without \"{words}\": {err}")),
        }
    }
    for entry in std::fs::read_dir(folder).expect("the folder can be read") {
        let name = entry
            .expect("an entry")
            .file_name()
            .to_string_lossy()
            .into_owned();
        if !OPENS.iter().any(|row| row.0 == name) && !REFUSED.iter().any(|row| row.0 == name) {
            wrong.push(format!("{name}: no outcome is written down for it"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    println!("skipped 0 of {}", OPENS.len() + REFUSED.len());
}

#[test]
fn all_orientations_are_one_upright_picture() {
    let Some(upright) = opened("head_orientation_1.jpg") else {
        return;
    };
    let others = (2..=8).map(|n| format!("head_orientation_{n}.jpg"));
    let invalid = ["invalid_0", "invalid_9", "invalid_65535"].map(|n| format!("head_orientation_{n}.jpg"));
    let webp = "head_orientation_6.webp".to_owned();
    for name in others.chain(invalid).chain([webp]) {
        let photo = opened(&name).expect("opens");
        let difference = mean_difference(&photo, &upright);
        assert!(difference < 2.0, "{name}: {difference}");
        assert_eq!(
            photo.warnings.len(),
            usize::from(name.contains("invalid")),
            "{name}: {:?}",
            photo.warnings
        );
    }
}

#[test]
fn variants_show_the_picture_they_were_made_from() {
    let Some(base) = opened("head_444.jpg") else {
        return;
    };
    let same = [
        "head_restart_markers.jpg",
        "head_rgb_colourspace.jpg",
        "no_extension",
        "jpeg_named.png",
    ];
    let near = [
        "head_411.jpg",
        "head_lossy.webp",
        "head_two_frames.mpo",
        "head_mpo_named.jpg",
        "missing_eoi.jpg",
    ];
    let junk = [
        "trailing_junk_motionphoto.jpg",
        "leading_junk.jpg",
        "exif_60kB_description.jpg",
    ];
    for name in same.into_iter().chain(near).chain(junk) {
        let difference = mean_difference(&opened(name).expect("opens"), &base);
        assert!(difference < 3.0, "{name}: {difference}");
    }
    let cmyk = mean_difference(&opened("head_cmyk_noprofile.jpg").expect("opens"), &base);
    assert!(cmyk < 12.0, "colours roughly right, not inverted: {cmyk}");
}

#[test]
fn colours_are_what_the_file_says() {
    let Some(p3) = opened("orig_sharp_p3.png") else {
        return;
    };
    assert!(p3.colour.name.contains("P3") && p3.colour.icc.is_some());
    let adobe = opened("head_icc_adobergb.jpg").expect("opens");
    assert!((adobe.colour.decode[1][128] - (128.0_f32 / 255.0).powf(2.199_22)).abs() < 1e-3);
    let linear = opened("head_gamma10_linear16.png").expect("opens");
    assert_eq!(linear.facts.bits, 16);
    assert!(
        (linear.colour.decode[0][32_768] - 0.5).abs() < 1e-3,
        "gAMA 1.0 is linear"
    );
    let garbage = opened("head_icc_garbage.jpg").expect("opens");
    assert!(garbage.colour.icc.is_none() && garbage.warnings[0].contains("profile"));
    let cmyk = opened("orig_sharp_cmyk_icc.jpg").expect("opens");
    assert!(cmyk.warnings[0].contains("SWOP") && cmyk.channels == Channels::Rgb);
    let grey = opened("orig_sharp_16bit_grey_alpha.png").expect("opens");
    assert_eq!((grey.channels, grey.facts.bits), (Channels::GreyAlpha, 16));
}

/// The linear 16-bit file and its base show the same light.
#[test]
fn gamma_brings_the_same_light_as_the_base() {
    let (Some(linear), Some(base)) = (opened("head_gamma10_linear16.png"), opened("head_444.jpg")) else {
        return;
    };
    let PhotoSamples::U16(codes) = &linear.samples else {
        panic!("16 bits expected")
    };
    let mean = |sum: f64, count: usize| sum / count as f64;
    let light = codes
        .iter()
        .map(|&c| f64::from(linear.colour.decode[0][usize::from(c)]))
        .sum();
    let base_light = eight_bit(&base)
        .iter()
        .map(|&c| f64::from(base.colour.decode[0][usize::from(c)]))
        .sum();
    let (got, want) = (mean(light, codes.len()), mean(base_light, base.samples.len()));
    assert!((got / want - 1.0).abs() < 0.03, "{got} against {want}");
}

#[cfg(feature = "heic")]
#[test]
fn phone_files_keep_profile_and_focal_length() {
    let Some(arrow) = opened("orig_heif_iphone_arrow_up.heic") else {
        return;
    };
    assert_eq!(
        (arrow.facts.format, arrow.facts.orientation),
        (shadowline::photo::SourceFormat::Heic, 1)
    );
    assert_eq!(arrow.facts.focal_35mm_equivalent_mm, Some(28.0));
    assert!(arrow.colour.name.contains("P3"));
    let cropped = opened("orig_iphone_IMG_5195.HEIC").expect("opens");
    assert_eq!(
        cropped.facts.focal_35mm_equivalent_mm, None,
        "its pixel size is not EXIF's"
    );
}
