//! The built program from outside: the pictures and tables that it writes.

use crate::program::hostile::Source;
use crate::program::{
    CHIN, EYES, HEIGHT, WIDTH, done, folder, names, open, portrait, refused, shadowline, text, with_eyes,
};
use serde_json::Value;
use shadowline::output::ImageFormat;
use shadowline::photo::{Channels, PhotoSamples};
use std::path::Path;

/// Rows at the foot of a small picture that its label may touch.
const LABEL_ROWS: u32 = 32;

/// The usual ending of each format.
fn endings() -> impl Iterator<Item = &'static str> {
    ImageFormat::ALL.into_iter().map(|format| format.endings()[0])
}

#[test]
fn every_format_is_written_at_the_right_size_and_marked() {
    let folder = folder("formats");
    let mut first: Vec<u8> = Vec::new();
    for ending in endings() {
        let path = folder.join(format!("simulation.{ending}"));
        done(&with_eyes("render", &["-q", "-o", path.to_str().expect("UTF-8")]));
        let photo = open(&path);
        assert_eq!(
            (photo.width_px, photo.height_px, photo.channels),
            (WIDTH, HEIGHT, Channels::Rgb),
            "{ending}"
        );
        let bytes = std::fs::read(&path).expect("a file");
        assert!(
            bytes.windows(10).any(|part| part == b"Simulation"),
            "{ending} is not marked"
        );
        let PhotoSamples::U8(codes) = &photo.samples else {
            panic!("{ending}: 8 bits stay 8 bits")
        };
        let mean_apart = |other: &[u8]| {
            let sum: f64 = codes
                .iter()
                .zip(other)
                .map(|(a, b)| f64::from(a.abs_diff(*b)))
                .sum();
            sum / codes.len() as f64
        };
        let before = Source::synthetic(WIDTH, HEIGHT).rgb;
        if ending == "png" {
            first.clone_from(codes);
            let line = WIDTH as usize * 3;
            let label = (HEIGHT - LABEL_ROWS) as usize * line;
            let changed = codes.iter().zip(&before).filter(|(a, b)| a < b).count();
            assert!(changed > 5_000, "only {changed} samples have ink");
            // Grey between dots gives a little blue back; nothing gets lighter.
            let light = |rgb: &[u8]| 2 * i32::from(rgb[0]) + 7 * i32::from(rgb[1]) + i32::from(rgb[2]);
            assert!(
                codes[..label]
                    .chunks_exact(3)
                    .zip(before.chunks_exact(3))
                    .all(|(a, b)| light(a) <= light(b)),
                "ink made something lighter"
            );
            assert!(
                codes[330 * line..label] == before[330 * line..label],
                "ink on the chin"
            );
            // The word stands in the lower left corner, white in a dark rim, and nowhere else.
            let corner: Vec<(usize, bool, bool)> = (label..codes.len())
                .filter(|at| codes[*at] != before[*at])
                .map(|at| (at % line, codes[at] > 240, codes[at] < before[at]))
                .collect();
            assert!(
                corner.iter().filter(|(_, white, _)| *white).count() > 100,
                "no letters"
            );
            assert!(corner.iter().filter(|(_, _, dark)| *dark).count() > 100, "no rim");
            assert!(
                corner.iter().all(|(x, ..)| *x < line * 2 / 3),
                "the label is too long"
            );
        }
        let most = if ending == "jpg" { 2.0 } else { 0.0 };
        assert!(
            mean_apart(&first) <= most,
            "{ending} shows another picture: {}",
            mean_apart(&first)
        );
    }
    assert_eq!(names(&folder).len(), 4, "{:?}", names(&folder));
}

/// TIFF directory with a maker and a place, as a phone writes it.
fn gps_exif() -> Vec<u8> {
    let entry = |tag: u16, kind: u16, count: u32, value: u32| {
        [
            &tag.to_le_bytes()[..],
            &kind.to_le_bytes(),
            &count.to_le_bytes(),
            &value.to_le_bytes(),
        ]
        .concat()
    };
    let rational = |a: u32, b: u32| [a.to_le_bytes(), b.to_le_bytes()].concat();
    let mut block = b"II*\0\x08\0\0\0\x02\0".to_vec();
    block.extend(entry(0x010f, 2, 10, 38));
    block.extend(entry(0x8825, 4, 1, 48));
    block.extend([0; 4]);
    block.extend(b"SecretCam\0");
    block.extend(2u16.to_le_bytes());
    block.extend(entry(0x0001, 2, 2, u32::from(b'N')));
    block.extend(entry(0x0002, 5, 3, 78));
    block.extend([0; 4]);
    block.extend([rational(47, 1), rational(22, 1), rational(123_456, 1000)].concat());
    block
}

#[test]
fn place_and_camera_do_not_leave_with_the_picture() {
    let folder = folder("gps");
    let block = gps_exif();
    let read = exif::Reader::new()
        .read_raw(block.clone())
        .expect("our EXIF is valid");
    assert!(
        read.fields().any(|field| field.tag == exif::Tag::GPSLatitude),
        "the test's own place"
    );
    let source = Source::synthetic(WIDTH, HEIGHT);
    let mut jpeg = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut jpeg, 90);
    encoder.add_exif_metadata(&block).expect("fits");
    encoder
        .encode(
            &source.rgb,
            WIDTH as u16,
            HEIGHT as u16,
            jpeg_encoder::ColorType::Rgb,
        )
        .expect("encodes");
    let photo = folder.join("phone.jpg");
    std::fs::write(&photo, &jpeg).expect("a file");
    for ending in endings() {
        let path = folder.join(format!("out.{ending}"));
        let photo = photo.to_str().expect("UTF-8");
        done(&[
            "render",
            photo,
            "--eyes",
            EYES,
            "--chin",
            CHIN,
            "-q",
            "-o",
            path.to_str().expect("UTF-8"),
        ]);
        let bytes = std::fs::read(&path).expect("a file");
        assert!(
            !bytes.windows(9).any(|part| part == b"SecretCam"),
            "{ending} names the camera"
        );
        let read = exif::Reader::new().read_from_container(&mut std::io::Cursor::new(&bytes));
        if let Ok(found) = read {
            let places = found
                .fields()
                .filter(|field| field.tag.context() == exif::Context::Gps);
            assert_eq!(places.count(), 0, "{ending} has a place");
        }
    }
}

#[test]
fn a_crop_is_that_crop_of_the_whole() {
    let folder = folder("crop");
    // With the legend, the picture above the strip has no label; without it, the label lies at the foot.
    for (option, rows) in [("--legend", 133), ("-q", 133 - LABEL_ROWS)] {
        let (all, part) = (folder.join("all.png"), folder.join("part.png"));
        done(&with_eyes(
            "render",
            &[option, "-o", all.to_str().expect("UTF-8")],
        ));
        let crop = ["--crop", "77,41,150,133", "-o", part.to_str().expect("UTF-8")];
        done(&with_eyes("render", &[&[option][..], &crop].concat()));
        let (mut wanted, mut found) = (open(&all), open(&part));
        assert_eq!(found.width_px, 150);
        assert!(if option == "-q" {
            found.height_px == 133
        } else {
            found.height_px > 133
        });
        wanted.cut(77, 41, 150, rows);
        found.cut(0, 0, 150, rows);
        assert!(found.samples == wanted.samples, "{option}");
    }
}

#[test]
fn smaller_pictures_have_the_asked_side() {
    let path = folder("small").join("small.png");
    done(&with_eyes(
        "render",
        &["-q", "-o", path.to_str().expect("UTF-8"), "--max-side", "120"],
    ));
    let photo = open(&path);
    assert_eq!((photo.width_px, photo.height_px), (90, 120));
}

#[test]
fn the_list_of_dots_is_whole_and_agrees_with_what_is_said() {
    let path = folder("dots").join("dots.csv");
    let output = shadowline(&with_eyes(
        "dots",
        &["--set", "density=80", "-o", path.to_str().expect("UTF-8")],
    ));
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stdout.is_empty());
    let said = text(&output.stderr);
    let line = said
        .lines()
        .find(|line| line.contains("dots in the plan"))
        .expect(&said);
    let numbers: Vec<usize> = line
        .split([' ', ','])
        .filter_map(|word| word.parse().ok())
        .collect();
    let table = std::fs::read_to_string(&path).expect("a table");
    let header: Vec<&str> = table.lines().next().expect("a header").split(',').collect();
    for column in [
        "site",
        "rank",
        "fill",
        "session",
        "x_mm",
        "y_mm",
        "z_mm",
        "nx",
        "ny",
        "nz",
        "photo_x",
        "photo_y",
        "diameter_mm",
        "apparent_mm",
        "visible",
    ] {
        assert!(header.contains(&column), "no column {column} in {header:?}");
    }
    let at = |name: &str| header.iter().position(|column| *column == name).expect(name);
    let rows: Vec<Vec<&str>> = table
        .lines()
        .skip(1)
        .map(|row| row.split(',').collect())
        .collect();
    assert!(rows.iter().all(|row| row.len() == header.len()));
    let number = |row: &[&str], name: &str| row[at(name)].parse::<f64>().expect(name);
    let visible = rows.iter().filter(|row| number(row, "visible") > 0.0).count();
    assert_eq!(numbers, [rows.len(), visible], "{line}");
    assert!(rows.len() > 20_000 && visible > 3_000 && visible < rows.len());
    for row in &rows {
        let normal = ["nx", "ny", "nz"].map(|name| number(row, name));
        let length = normal.iter().map(|c| c * c).sum::<f64>().sqrt();
        assert!((length - 1.0).abs() < 1e-4);
        assert!((0.05..1.0).contains(&number(row, "diameter_mm")));
        assert!(number(row, "apparent_mm") > number(row, "diameter_mm"));
        assert!((1.0..=3.0).contains(&number(row, "session")));
        assert_eq!(row[at("fill")], "scalp");
    }
    let sites: Vec<f64> = rows.iter().map(|row| number(row, "site")).collect();
    assert!(
        sites.windows(2).all(|pair| pair[0] < pair[1]),
        "not in the order of ranks, or twice"
    );
    // The same table on standard output, and nothing else.
    let printed = done(&with_eyes("dots", &["--set", "density=80"]));
    assert!(printed == table);
}

#[test]
fn a_view_file_gives_the_dots_of_its_options() {
    let folder = folder("view");
    let more = [
        "--yaw",
        "12",
        "--pitch",
        "-6",
        "--outline",
        "85,110,150,62,214,108",
    ];
    let report = done(&with_eyes("inspect", &[&more[..], &["--json"]].concat()));
    let wanted = done(&with_eyes("dots", &[&more[..], &["-q"]].concat()));
    let file = folder.join("view.json");
    std::fs::write(&file, &report).expect("a file");
    let found = done(&["dots", portrait(), "--view", file.to_str().expect("UTF-8"), "-q"]);
    let different = wanted.lines().zip(found.lines()).filter(|(a, b)| a != b).count();
    assert_eq!((found.lines().count(), different), (wanted.lines().count(), 0));
    // The `view` of the report alone is a view file too.
    let view = serde_json::from_str::<Value>(&report).expect("JSON")["view"].to_string();
    std::fs::write(&file, view).expect("a file");
    assert!(done(&["dots", portrait(), "--view", file.to_str().expect("UTF-8"), "-q"]) == found);
    let both = refused(&with_eyes("dots", &["--view", file.to_str().expect("UTF-8")]), 2);
    assert!(both.contains("view file"), "{both}");
    std::fs::write(&file, "{\"focal_px\": 3}").expect("a file");
    refused(&["dots", portrait(), "--view", file.to_str().expect("UTF-8")], 2);
}

#[test]
fn designs_come_in_their_order_and_are_saved() {
    let folder = folder("design");
    let (design, saved, picture) = (
        folder.join("my.toml"),
        folder.join("saved.toml"),
        folder.join("a.png"),
    );
    std::fs::write(&design, "format = 1\n[knobs]\ndensity = 55\nedge-width = 4\n").expect("a file");
    let [design, saved_path, picture] = [&design, &saved, &picture].map(|path| path.to_str().expect("UTF-8"));
    let settings = [
        "--set",
        "density=66",
        "--set",
        "density=77",
        "--hair-type",
        "coily",
        "--style",
        "mature",
    ];
    let files = [
        "--design",
        design,
        "--save-design",
        saved_path,
        "-q",
        "-o",
        picture,
    ];
    done(&with_eyes("render", &[&settings[..], &files].concat()));
    let text = std::fs::read_to_string(&saved).expect("a design");
    for line in [
        "style = \"mature\"",
        "hair-type = \"coily\"",
        "density = 77.0",
        "edge-width = 4.0",
    ] {
        assert!(text.contains(line), "{line} in\n{text}");
    }
    // The saved design alone gives the same dots.
    let wanted = done(&with_eyes(
        "dots",
        &[&settings[..], &["--design", design, "-q"]].concat(),
    ));
    assert!(done(&with_eyes("dots", &["--design", saved_path, "-q"])) == wanted);
    std::fs::write(&saved, "format = 1\ncolour = 2\n").expect("a file");
    let said = refused(&with_eyes("dots", &["--design", saved_path]), 1);
    assert!(said.contains("line 2") && said.contains("colour"), "{said}");
}

#[test]
fn a_design_without_fills_leaves_the_photo_as_it_is() {
    let folder = folder("no-fill");
    let [design, picture] = ["none.toml", "a.png"].map(|name| folder.join(name));
    std::fs::write(&design, "format = 1\nfill = []\n").expect("a file");
    let [design, picture] = [&design, &picture].map(|path| path.to_str().expect("UTF-8"));
    // Above the label everything is the photo's.
    let top = ["--crop", "0,0,300,300", "--design", design, "-q", "-o", picture];
    done(&with_eyes("render", &top));
    let mut before = open(std::path::Path::new(portrait()));
    before.cut(0, 0, 300, 300);
    let after = open(std::path::Path::new(picture));
    let row = 300 * 3;
    let (PhotoSamples::U8(before), PhotoSamples::U8(after)) = (&before.samples, &after.samples) else {
        panic!("8 bits")
    };
    assert!(before[..200 * row] == after[..200 * row]);
    assert_eq!(
        done(&with_eyes("dots", &["--design", design, "-q"]))
            .lines()
            .count(),
        1
    );
}

#[test]
fn another_seed_is_grown_once_and_gives_other_dots() {
    let first = done(&with_eyes("dots", &["--seed", "3", "-q"]));
    let cache = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cache");
    assert!(
        done(&with_eyes("dots", &["--seed", "3", "-q"])) == first,
        "cached sites give other dots"
    );
    assert!(cfg!(not(target_os = "linux")) || cache.exists());
    assert!(done(&with_eyes("dots", &["-q"])) != first);
}

#[test]
fn the_legend_is_a_strip_under_the_same_picture() {
    let folder = folder("legend");
    let (plain, with) = (folder.join("plain.png"), folder.join("with.png"));
    done(&with_eyes(
        "render",
        &["-q", "-o", plain.to_str().expect("UTF-8")],
    ));
    done(&with_eyes(
        "render",
        &["-q", "-o", with.to_str().expect("UTF-8"), "--legend"],
    ));
    let (mut plain, mut with) = (open(&plain), open(&with));
    assert_eq!(with.width_px, plain.width_px);
    assert!((420..600).contains(&with.height_px), "{}", with.height_px);
    let PhotoSamples::U8(codes) = &with.samples else {
        panic!("8 bits stay 8 bits")
    };
    let strip = &codes[(WIDTH * HEIGHT * 3) as usize..];
    let dark = strip.iter().filter(|code| **code < 100).count();
    assert!(
        dark > 300 && dark < strip.len() / 2,
        "{dark} dark samples of {}",
        strip.len()
    );
    with.cut(0, 0, WIDTH, HEIGHT);
    assert!(with.samples != plain.samples, "one of them has the label");
    with.cut(0, 0, WIDTH, HEIGHT - LABEL_ROWS);
    plain.cut(0, 0, WIDTH, HEIGHT - LABEL_ROWS);
    assert!(with.samples == plain.samples);
}

#[test]
fn the_demo_needs_no_photo() {
    let path = folder("demo").join("simulation.png");
    done(&[
        "render",
        "--demo",
        "-q",
        "-o",
        path.to_str().expect("UTF-8"),
        "--max-side",
        "300",
    ]);
    let photo = open(&path);
    assert_eq!(photo.width_px.max(photo.height_px), 300);
    let report: Value = serde_json::from_str(&done(&["inspect", "--demo", "--json"])).expect("JSON");
    assert!(report["width_px"].as_u64() > Some(2000));
}

/// The colour that somebody cut out, and whether a picture shows a trace of it: it is far from all others.
const SECRET: [u8; 3] = [255, 0, 255];

fn has_secret(path: &Path) -> bool {
    // Not with our own decoder, which forgets what alpha hides.
    let picture = image::open(path).expect("a picture").to_rgba8();
    picture
        .pixels()
        .any(|pixel| pixel[1] < 60 && pixel[0] > 180 && pixel[2] > 180)
}

#[test]
fn what_was_cut_out_comes_back_in_no_picture() {
    let folder = folder("cut-out");
    let source = Source::synthetic(WIDTH, HEIGHT);
    let codes = source.rgb.chunks(3).zip(0..).flat_map(|(rgb, at)| {
        let (x, y) = (f64::from(at % WIDTH) - 150.0, f64::from(at / WIDTH) - 220.0);
        let kept = (x / 110.0).powi(2) + (y / 170.0).powi(2) < 1.0;
        let [red, green, blue] = if kept { [rgb[0], rgb[1], rgb[2]] } else { SECRET };
        [red, green, blue, if kept { 255 } else { 0 }]
    });
    let photo = folder.join("cut.png");
    let codes: Vec<u8> = codes.collect();
    image::save_buffer(&photo, &codes, WIDTH, HEIGHT, image::ColorType::Rgba8).expect("a PNG");
    assert!(has_secret(&photo), "the file is of the kind");
    let path = |name: &str| folder.join(name);
    let run = |command: &str, name: &str, more: &[&str]| {
        let (photo, output) = (photo.to_str().expect("UTF-8"), path(name));
        let start = [
            command,
            photo,
            "--eyes",
            EYES,
            "--chin",
            CHIN,
            "-q",
            "-o",
            output.to_str().expect("UTF-8"),
        ];
        done(&[&start[..], more].concat());
    };
    for ending in endings() {
        let (whole, small) = (format!("whole.{ending}"), format!("small.{ending}"));
        run("render", &whole, &[]);
        run("render", &small, &["--max-side", "200"]);
        assert!(
            !has_secret(&path(&whole)) && !has_secret(&path(&small)),
            "{ending}"
        );
    }
    let small = image::open(path("small.png")).expect("a picture").to_rgb8();
    assert_eq!(small.get_pixel(2, 2).0, [255; 3], "what was cut out is white");
    let whole = image::open(path("whole.png")).expect("a picture").to_rgba8();
    assert_eq!(
        whole.get_pixel(2, 2).0,
        [255, 255, 255, 0],
        "and stays cut out at full size"
    );
    run("timelapse", "course", &["--max-side", "120"]);
    let frames = names(&path("course"));
    assert!(frames.len() > 5);
    for name in frames {
        assert!(!has_secret(&path("course").join(&name)), "{name}");
    }
}

#[test]
fn a_view_file_may_have_a_mark_or_be_wide() {
    let folder = folder("wide-view");
    let report = done(&with_eyes("inspect", &["--json"]));
    let file = folder.join("view.json");
    let said = |bytes: &[u8]| {
        std::fs::write(&file, bytes).expect("a file");
        shadowline(&[
            "inspect",
            portrait(),
            "--view",
            file.to_str().expect("UTF-8"),
            "--json",
        ])
    };
    let plain = said(report.as_bytes());
    let marked = format!("\u{feff}{report}");
    let wide: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [marked.as_bytes(), &wide] {
        let output = said(bytes);
        assert_eq!(
            (output.status.code(), output.stdout),
            (Some(0), plain.stdout.clone())
        );
    }
    let broken = text(&said(b"\xff\xfe{").stderr);
    assert!(
        broken.contains("UTF-16") && !broken.contains("rights"),
        "{broken}"
    );
}

#[test]
fn swapped_eyes_are_noticed() {
    let right = done(&with_eyes("inspect", &[]));
    let swapped = done(&["inspect", portrait(), "--eyes", "192,200,108,200", "--chin", CHIN]);
    assert!(
        swapped.contains("Swap the two") && !right.contains("Swap the two"),
        "{swapped}"
    );
}
