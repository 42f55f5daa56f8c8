//! JPEG decoding held against libjpeg-turbo's `djpeg`, over variants that `cjpeg` and `jpegtran` make of one picture: sampling,
//! scans, restart markers, progressive, odd sizes. They come with Debian's `libjpeg-turbo-progs` (`scripts/setup --window`);
//! without them the tests say that they skip, unless the gate asked for everything.

use shadowline::photo::{Channels, Photo, PhotoLimits, PhotoSamples, decode};
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Largest mean and single difference from `djpeg`, codes. zune-jpeg rounds otherwise in its transform and where it halves colours;
/// a block or a colour that is wrong is off by tens.
const MOST_MEAN: f64 = 0.75;
const MOST_ONE: u8 = 12;

/// Sizes: single pixels, whole units, and ones that end within blocks and units.
const SIZES: [[u32; 2]; 8] = [
    [1, 1],
    [7, 9],
    [16, 16],
    [17, 33],
    [33, 17],
    [65, 40],
    [100, 75],
    [88, 88],
];

/// Sampling factors of brightness (and colours), as `cjpeg -sample` takes them.
const SAMPLINGS: [&str; 11] = [
    "1x1",
    "2x1",
    "1x2",
    "2x2",
    "4x1",
    "1x4",
    "4x2",
    "3x1",
    "2x2,2x1,2x1",
    "2x1,1x1,2x1",
    "1x1,2x2,2x2",
];

/// Scan scripts: colours of their own, in reverse, two together, and two progressive ones with scans of single colours.
const SCANS: [(&str, &str); 5] = [
    ("own", "0;\n1;\n2;\n"),
    ("reversed", "1;\n2;\n0;\n"),
    ("pair", "0;\n1 2;\n"),
    (
        "progressive",
        "0 1 2: 0-0, 0, 0;\n0: 1-63, 0, 0;\n1: 1-63, 0, 0;\n2: 1-63, 0, 0;\n",
    ),
    (
        "progressive-own",
        "0: 0-0, 0, 1;\n1: 0-0, 0, 1;\n2: 0-0, 0, 1;\n0: 1-5, 0, 2;\n2: 1-63, 0, 1;\n1: 1-63, 0, 1;\n0: 6-63, 0, 2;\n\
         0: 1-63, 2, 1;\n0: 0-0, 1, 0;\n1: 0-0, 1, 0;\n2: 0-0, 1, 0;\n2: 1-63, 1, 0;\n1: 1-63, 1, 0;\n0: 1-63, 1, 0;\n",
    ),
];

/// Whether the three programs are there; says that it skips otherwise.
fn has_tools() -> bool {
    let missing = ["cjpeg", "djpeg", "jpegtran"].into_iter().find(|tool| {
        Command::new(tool)
            .arg("-version")
            .stdin(Stdio::null())
            .output()
            .is_err()
    });
    let Some(missing) = missing else { return true };
    assert!(
        std::env::var_os("SHADOWLINE_WINDOW_TESTS").is_none(),
        "{missing} is missing: scripts/setup --window installs it"
    );
    println!("skipped: there is no {missing}; Debian's libjpeg-turbo-progs has it");
    false
}

/// What a program makes of its input; none where it refuses.
fn piped(program: &str, options: &[&str], input: &[u8]) -> Option<Vec<u8>> {
    let mut child = Command::new(program)
        .args(options)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let input = input.to_owned();
    // The program may close its input early; what it says of that is its exit.
    let writer = std::thread::spawn(move || stdin.write_all(&input).is_ok());
    let output = child.wait_with_output().expect("the program ends");
    writer.join().expect("the writer ends");
    output.status.success().then_some(output.stdout)
}

/// A picture as PPM: slopes of brightness and colour with texture, and edges of colour alone.
fn ppm(width: u32, height: u32) -> Vec<u8> {
    let mut file = format!("P6\n{width} {height}\n255\n").into_bytes();
    for y in 0..height {
        for x in 0..width {
            let texture = (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)) >> 3 & 15;
            let patch = if (x / 11 + y / 7) % 3 == 0 { 60 } else { 0 };
            let slope = |from: u32, over: u32, side: u32, at: u32| from + at * over / side;
            file.push((slope(40, 120, width, x) + patch + texture) as u8);
            file.push((slope(60, 130, height, y) + texture) as u8);
            file.push((slope(150, 60, width + height, x + y) - patch + texture) as u8);
        }
    }
    file
}

/// Size and samples of a PNM file as `djpeg` writes it.
fn samples_of_pnm(file: &[u8]) -> ([u32; 2], &[u8]) {
    let mut rest = file;
    let mut words = Vec::new();
    while words.len() < 4 {
        let end = rest.iter().position(u8::is_ascii_whitespace).expect("a header");
        words.push(String::from_utf8_lossy(&rest[..end]).into_owned());
        rest = &rest[end + 1..];
    }
    let number = |at: usize| words[at].parse().expect("a number");
    ([number(1), number(2)], rest)
}

/// What is wrong with our picture of a JPEG, compared with djpeg's.
fn fault(jpeg: &[u8]) -> Option<String> {
    let Some(reference) = piped("djpeg", &["-pnm"], jpeg) else {
        return Some("djpeg refuses it".into());
    };
    let photo = match decode(jpeg, &PhotoLimits::default()) {
        Ok(photo) => photo,
        Err(error) => return Some(error.to_string()),
    };
    difference(&photo, &reference)
}

fn difference(photo: &Photo, reference: &[u8]) -> Option<String> {
    let (size, want) = samples_of_pnm(reference);
    let PhotoSamples::U8(got) = &photo.samples else {
        return Some("not 8 bits".into());
    };
    if [photo.width_px, photo.height_px] != size || got.len() != want.len() {
        return Some(format!(
            "{} × {} px, {size:?} are right",
            photo.width_px, photo.height_px
        ));
    }
    let apart: Vec<u8> = got.iter().zip(want).map(|(a, b)| a.abs_diff(*b)).collect();
    let most = apart.iter().copied().max().unwrap_or(0);
    let mean = apart.iter().map(|&codes| f64::from(codes)).sum::<f64>() / apart.len() as f64;
    (mean > MOST_MEAN || most > MOST_ONE).then(|| format!("{mean:.2} codes off on average, {most} at most"))
}

/// The scan scripts as files, for `cjpeg` takes them in no other way.
fn script(name: &str, text: &str) -> PathBuf {
    let path =
        PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("scans-{name}-{}.txt", std::process::id()));
    std::fs::write(&path, text).expect("written");
    path
}

#[test]
fn every_variant_of_cjpeg_is_the_picture_that_djpeg_sees() {
    if !has_tools() {
        return;
    }
    let scripts = SCANS.map(|(name, text)| script(name, text));
    let mut modes: Vec<Vec<&str>> = vec![vec![], vec!["-optimize"], vec!["-progressive"], vec!["-rgb"]];
    modes.extend(
        scripts
            .iter()
            .map(|path| vec!["-scans", path.to_str().expect("plain text")]),
    );
    let (mut wrong, mut count) = (Vec::new(), 0);
    for [width, height] in SIZES {
        let picture = ppm(width, height);
        for sampling in SAMPLINGS {
            for (number, mode) in modes.iter().enumerate() {
                // Qualities and restart markers take turns: all meet each other over sizes and sampling.
                let quality = ["30", "75", "95"][(number + width as usize) % 3];
                let restart: &[&str] =
                    [&[][..], &["-restart", "1"], &["-restart", "3B"]][(number + height as usize) % 3];
                let options = [&["-quality", quality, "-sample", sampling], &mode[..], restart].concat();
                // A few scripts don't fit a few samplings.
                let Some(jpeg) = piped("cjpeg", &options, &picture) else {
                    continue;
                };
                count += 1;
                let refusable = mode.iter().any(|word| word.contains("progressive"))
                    && ["3x1", "1x1,2x2,2x2"].contains(&sampling);
                match fault(&jpeg) {
                    Some(sentence) if refusable && sentence.contains("unusual sampling") => {}
                    Some(sentence) => wrong.push(format!("{width} × {height}, {options:?}: {sentence}")),
                    None => {}
                }
            }
        }
    }
    scripts
        .iter()
        .for_each(|path| std::fs::remove_file(path).expect("removed"));
    none_wrong(&wrong, count, 500);
}

#[test]
fn every_variant_of_jpegtran_is_the_picture_that_djpeg_sees() {
    if !has_tools() {
        return;
    }
    let picture = ppm(125, 83);
    let (mut wrong, mut count) = (Vec::new(), 0);
    for sampling in ["1x1", "2x1", "2x2"] {
        let base = piped("cjpeg", &["-quality", "85", "-sample", sampling], &picture).expect("a JPEG");
        let turns: [&[&str]; 8] = [
            &["-rotate", "90"],
            &["-rotate", "180", "-trim"],
            &["-flip", "horizontal"],
            &["-flip", "vertical"],
            &["-transpose"],
            &["-transverse"],
            &["-crop", "61x44+16+16"],
            &["-grayscale"],
        ];
        for turn in turns {
            for kind in [
                &["-optimize"][..],
                &["-progressive"],
                &["-progressive", "-restart", "2"],
                &["-restart", "1B"],
            ] {
                let options = [turn, kind].concat();
                let jpeg = piped("jpegtran", &options, &base).expect("a JPEG");
                count += 1;
                if let Some(sentence) = fault(&jpeg) {
                    wrong.push(format!("{sampling} {options:?}: {sentence}"));
                }
            }
        }
    }
    none_wrong(&wrong, count, 90);
}

fn none_wrong(wrong: &[String], count: usize, least: usize) {
    assert!(count > least, "only {count} variants were made");
    let sentences = wrong.join("\n");
    assert!(wrong.is_empty(), "{} of {count}\n{sentences}", wrong.len());
}

#[test]
fn what_no_photo_viewer_reads_is_refused_by_name() {
    if !has_tools() {
        return;
    }
    let picture = ppm(64, 48);
    let refusal = |jpeg: &[u8]| {
        decode(jpeg, &PhotoLimits::default())
            .expect_err("refused")
            .to_string()
    };
    let arithmetic = piped("cjpeg", &["-arithmetic"], &picture).expect("a JPEG");
    assert!(refusal(&arithmetic).contains("arithmetic"));
    let mut deep = piped("cjpeg", &["-quality", "90"], &picture).expect("a JPEG");
    let frame = deep
        .windows(2)
        .position(|two| two == [0xff, 0xc0])
        .expect("a frame");
    // Extended frames alone may have 12 bits (T.81 table B.2).
    deep[frame + 1] = 0xc1;
    deep[frame + 4] = 12;
    assert!(refusal(&deep).contains("12 bits"), "{}", refusal(&deep));
}

/// The comparison itself can fail: a colour is taken out, two rows are swapped.
#[test]
fn a_wrong_picture_is_noticed() {
    if !has_tools() {
        return;
    }
    let jpeg = piped("cjpeg", &["-quality", "90"], &ppm(64, 48)).expect("a JPEG");
    let reference = piped("djpeg", &["-pnm"], &jpeg).expect("a picture");
    let photo = decode(&jpeg, &PhotoLimits::default()).expect("opens");
    assert_eq!(
        (photo.channels, difference(&photo, &reference)),
        (Channels::Rgb, None)
    );
    let PhotoSamples::U8(codes) = &photo.samples else {
        panic!("8 bits")
    };
    let mut green = codes.clone();
    green
        .as_chunks_mut::<3>()
        .0
        .iter_mut()
        .for_each(|pixel| pixel[0] = 0);
    let mut block = codes.clone();
    block[3 * 64 * 40..3 * 64 * 40 + 24].fill(128);
    for wrong in [green, block] {
        let photo = Photo {
            samples: PhotoSamples::U8(wrong),
            ..photo.clone()
        };
        assert!(difference(&photo, &reference).is_some());
    }
}

/// What becomes of JPEGs with one changed bit.
#[derive(Debug, Default)]
struct Outcomes {
    /// Refused, or shown with a note.
    said: u32,
    /// Shown without a word: nothing to see, a little, or a wrong picture.
    same: u32,
    slightly: u32,
    wrong: u32,
}

/// Changes one bit of a file's picture data after the other, evenly spread.
fn changed_bits(jpeg: &[u8], count: usize) -> Outcomes {
    /// Share of the samples, and codes by which they are off, from which a picture counts as wrong: some blocks.
    const WRONG: (f64, u8) = (0.01, 16);
    let whole = decode(jpeg, &PhotoLimits::default()).expect("opens");
    let start = jpeg
        .windows(2)
        .position(|two| two == [0xff, 0xda])
        .expect("a scan")
        + 14;
    let mut outcomes = Outcomes::default();
    for number in 0..count {
        let at = start + number * (jpeg.len() - 2 - start) / count;
        let mut hurt = jpeg.to_vec();
        hurt[at] ^= 1 << (number * 5 % 8);
        let (PhotoSamples::U8(want), Ok(photo)) = (&whole.samples, decode(&hurt, &PhotoLimits::default()))
        else {
            outcomes.said += 1;
            continue;
        };
        let PhotoSamples::U8(got) = &photo.samples else {
            panic!("8 bits")
        };
        let far = got.iter().zip(want).filter(|(a, b)| a.abs_diff(**b) > WRONG.1);
        *match far.count() as f64 / want.len() as f64 {
            _ if photo.warnings != whole.warnings => &mut outcomes.said,
            _ if got == want => &mut outcomes.same,
            share if share <= WRONG.0 => &mut outcomes.slightly,
            _ => &mut outcomes.wrong,
        } += 1;
    }
    outcomes
}

#[test]
fn changed_bits_seldom_give_a_wrong_picture_without_a_word() {
    if !has_tools() {
        return;
    }
    let picture = ppm(400, 300);
    for (name, options) in [
        ("progressive", &["-progressive"][..]),
        ("baseline", &[][..]),
        ("baseline with restart markers", &["-restart", "1"][..]),
    ] {
        let jpeg = piped("cjpeg", &[&["-quality", "85"][..], options].concat(), &picture).expect("a JPEG");
        let outcomes = changed_bits(&jpeg, 400);
        println!("{name}: {outcomes:?}");
        assert!(outcomes.said > outcomes.wrong, "{name}: {outcomes:?}");
    }
}
