//! Texts and files that nobody would write, twisted from good ones, and handed in behind the checksums: whatever stands in
//! them, there is a value that can be written and read again, or a sentence. A panic fails, and names its case.

use crate::program::hostile::{Source, p3};
use crate::projects;
use sha2::Digest;
use shadowline::design::{Design, Knob, Stage};
use shadowline::nets::{FACE_DETECTOR, Net};
use shadowline::photo::{Limits as PhotoLimits, Photo, decode};
use shadowline::project::{Limits, Project, RecoveryLog, read};
use shadowline::store::{ProgramFolders, load_preferences, load_recent, remember_recent, save_preferences};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

/// SplitMix64 (Steele, Lea, Flood 2014): the same cases at each run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }
}

/// What is put in place of numbers and words.
const ODD: [&str; 24] = [
    "nan",
    "-nan",
    "inf",
    "-inf",
    "0",
    "-0.0",
    "-1",
    "1e308",
    "-1e308",
    "1e-320",
    "9223372036854775807",
    "4294967296",
    "65536",
    "0.5",
    "\"\"",
    "[]",
    "[[]]",
    "{}",
    "true",
    "\"\\u0000\"",
    "\"../../x\"",
    "'",
    "=",
    "\n[photo]\n",
];

/// A text with one to four changes: numbers and words replaced, lines doubled, dropped and swapped, letters changed.
fn twisted(text: &str, random: &mut Random) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for _ in 0..=random.below(4) {
        if lines.is_empty() {
            lines.push(String::new());
        }
        let at = random.below(lines.len());
        let odd = ODD[random.below(ODD.len())];
        match random.below(8) {
            0..=2 => lines[at] = with_odd_value(&lines[at], odd, random),
            3 => lines.insert(at, lines[random.below(lines.len())].clone()),
            4 => drop(lines.remove(at)),
            5 => {
                let other = random.below(lines.len());
                lines.swap(at, other);
            }
            6 => lines[at].insert_str(0, odd),
            _ => {
                let letters: Vec<char> = lines[at].chars().collect();
                let place = random.below(letters.len());
                lines[at] = letters
                    .iter()
                    .enumerate()
                    .map(|(index, c)| {
                        if index == place {
                            char::from(32 + random.below(95) as u8)
                        } else {
                            *c
                        }
                    })
                    .collect();
            }
        }
    }
    lines.join("\n") + "\n"
}

/// One number or word of a line becomes another.
fn with_odd_value(line: &str, odd: &str, random: &mut Random) -> String {
    let is_part = |c: char| c.is_alphanumeric() || "+-._".contains(c);
    let starts: Vec<usize> = line
        .char_indices()
        .filter(|(at, c)| is_part(*c) && !line[..*at].ends_with(is_part))
        .map(|(at, _)| at)
        .collect();
    match starts.get(random.below(starts.len())) {
        Some(&start) => {
            let end = line[start..]
                .find(|c| !is_part(c))
                .map_or(line.len(), |length| start + length);
            format!("{}{odd}{}", &line[..start], &line[end..])
        }
        None => odd.to_owned(),
    }
}

/// Bytes with one to eight changes.
fn bent(bytes: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=random.below(8) {
        let at = random.below(bytes.len());
        match random.below(5) {
            0 => bytes[at] ^= 1 << random.below(8),
            1 => bytes[at] = [0, 1, 0x7f, 0x80, 0xff][random.below(5)],
            2 => bytes[at] = random.next() as u8,
            3 => bytes.truncate(at.max(1)),
            _ => {
                let from = random.below(bytes.len());
                let length = random.below(16).min(bytes.len() - from.max(at));
                bytes.copy_within(from..from + length, at);
            }
        }
    }
    bytes
}

/// Runs cases; the number that were understood, so that a run over refusals alone is seen.
fn run(what: &str, cases: u64, mut case: impl FnMut(&mut Random) -> bool) {
    let times: u64 = std::env::var("SHADOWLINE_FUZZ").map_or(1, |times| times.parse().expect("a number"));
    let mut understood = 0;
    for seed in 0..cases * times {
        let mut random = Random(seed);
        match catch_unwind(AssertUnwindSafe(|| case(&mut random))) {
            Ok(good) => understood += u64::from(good),
            Err(_) => panic!("{what}: case {seed} fell"),
        }
    }
    println!("{what}: {} cases, {understood} understood", cases * times);
    assert!(
        understood * 50 > cases * times,
        "{what}: only {understood} of {} reach anything",
        cases * times
    );
}

/// Not understood; then there is a sentence.
fn refused(error: &impl std::fmt::Display) -> bool {
    assert!(!error.to_string().is_empty(), "refused without a word");
    false
}

/// What opens can be saved and opened again, the same; and its photos can be turned and cut as it says.
fn check(project: &Project, photo: &Photo) {
    let bytes = projects::bytes_of(project);
    let again = read(&bytes, &Limits::default()).expect("what was saved opens");
    assert!(again == *project, "it came back as another");
    for shot in &project.photos {
        let adjust = shot.adjust;
        let cut = photo.adjusted(adjust.quarter_turns, adjust.straighten_deg, adjust.crop);
        assert!(cut.width_px > 0 && cut.height_px > 0, "{adjust:?}");
        let middle = shot.view.photo_from_head(glam::DVec3::new(0.0, 60.0, 60.0));
        assert!(
            middle.is_none_or(|middle| middle.is_finite()),
            "{:?}",
            shot.view.camera
        );
    }
}

fn small_photo() -> Photo {
    let jpeg = Source::synthetic(24, 32).jpeg(None, None, false);
    decode(&jpeg, &PhotoLimits::default()).expect("a photo")
}

fn tight() -> Limits {
    Limits {
        total_bytes: 64 << 20,
        text_bytes: 8 << 20,
        ..Limits::default()
    }
}

#[test]
fn whatever_stands_in_a_project_it_opens_or_says_why_not() {
    let files = projects::texts_of(&projects::bytes_of(&projects::full()));
    let texts: Vec<&String> = files.keys().filter(|name| name.ends_with(".toml")).collect();
    assert!(texts.len() >= 3, "{texts:?}");
    let photo = small_photo();
    run("projects", 400, |random| {
        let mut files = files.clone();
        // Mostly the project's own text: head, views, variants.
        let name = if random.below(3) > 0 {
            "project.toml"
        } else {
            texts[random.below(texts.len())]
        };
        let text = String::from_utf8(files[name].clone()).expect("a text");
        files.insert(name.to_owned(), twisted(&text, random).into_bytes());
        match read(&projects::archive(&files), &tight()) {
            Ok(project) => {
                check(&project, &photo);
                true
            }
            Err(error) => refused(&error),
        }
    });
}

#[test]
fn whatever_stands_in_a_design_it_is_applied_or_refused() {
    let text = projects::full().design().to_toml();
    run("designs", 1500, |random| {
        match Design::from_toml(&twisted(&text, random)) {
            Ok(design) => {
                let again = Design::from_toml(&design.to_toml()).expect("what was written is read");
                assert!(again == design);
                true
            }
            Err(error) => refused(&error),
        }
    });
}

#[test]
fn whatever_stands_in_a_view_it_projects_or_is_refused() {
    let text = include_str!("../../assets/demo/head.view.json").replace(',', ",\n");
    run("views", 1500, |random| {
        match serde_json::from_str::<shadowline::head::View>(&twisted(&text, random)) {
            Ok(view) => {
                let _ = view.photo_from_head(glam::DVec3::new(0.0, 60.0, 60.0));
                true
            }
            Err(error) => refused(&error),
        }
    });
}

#[test]
fn whatever_stands_in_a_recovery_log_its_records_are_offered_or_refused() {
    let project = projects::full();
    let record = RecoveryLog::record(&project).expect("a record");
    let text = String::from_utf8(record[16..].to_vec()).expect("a text");
    let photo = small_photo();
    run("recovery logs", 400, |random| {
        let text = twisted(&text, random);
        let digest = sha2::Sha256::digest(text.as_bytes());
        let framed = [
            &(text.len() as u64).to_le_bytes()[..],
            &digest[..8],
            text.as_bytes(),
        ]
        .concat();
        let mut log = RecoveryLog::header();
        if random.below(4) == 0 {
            let end = random.below(log.len());
            log.truncate(end);
        }
        if random.below(4) == 0 {
            log.extend(&record[..random.below(record.len())]);
        }
        log.extend(framed);
        let photos = |hash: &str| {
            let shot = project.photos.iter().find(|shot| shot.hash == hash)?;
            Some(shot.bytes.to_vec())
        };
        match RecoveryLog::read(&log, photos) {
            Ok(Some(found)) => {
                check(&found.project, &photo);
                true
            }
            Ok(None) => panic!("a record was taken for none"),
            Err(error) => refused(&error),
        }
    });
}

/// Settings in a folder of this run.
fn settings(name: &str, file: &str) -> (ProgramFolders, PathBuf) {
    let root = std::env::temp_dir().join(format!("shadowline-twisted-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&root).expect("a folder");
    let folders = ProgramFolders {
        config: root.clone(),
        recovery: root.join("recovery"),
        notes: root.join("notes"),
    };
    (folders, root.join(file))
}

#[test]
fn whatever_stands_in_the_preferences_the_window_has_usable_ones() {
    let text = "theme = \"light\"\nfine = true\nclinic = \"Clinic\"\nui-scale = 1.25\nscreen-width-mm = 530.0\n\
                watch = \"/photos\"\nlanguage = \"de\"\n[printer]\nname = \"A4\"\n";
    let (folders, path) = settings("prefs", "preferences.toml");
    run("preferences", 500, |random| {
        std::fs::write(&path, twisted(text, random)).expect("a file");
        let (prefs, said) = load_preferences(&folders);
        assert!(prefs.ui_scale.is_none_or(f32::is_finite));
        assert!(
            prefs
                .screen_width_mm
                .is_none_or(|width| width.is_finite() && width > 0.0)
        );
        save_preferences(&prefs, &folders).expect("it can be kept");
        let again = load_preferences(&folders).0;
        assert_eq!(again.ui_scale, prefs.ui_scale);
        assert_eq!(
            (again.clinic, again.theme, again.fine),
            (prefs.clinic, prefs.theme, prefs.fine)
        );
        said.is_none()
    });
}

#[test]
fn whatever_stands_in_the_list_of_projects_it_is_read_as_far_as_it_can_be() {
    let text = "[[project]]\npath = \"/a.shadowline\"\nday = \"2026-11-20 +01:00\"\nclient = \"A\"\n\
                [[project]]\npath = \"/b.shadowline\"\nday = \"2026-11-19\"\nclient = \"B\"\n";
    let (folders, path) = settings("recent", "recent.toml");
    run("recent projects", 500, |random| {
        std::fs::write(&path, twisted(text, random)).expect("a file");
        let (mut list, _) = load_recent(&folders);
        let understood = !list.is_empty();
        if let Some(first) = list.first().cloned() {
            remember_recent(first, &mut list, &folders).expect("it can be kept");
            assert_eq!(load_recent(&folders), (list, None));
        }
        understood
    });
}

#[test]
fn whatever_is_typed_as_setting_moment_or_pigment_it_holds_or_is_refused() {
    let settings = [
        "density=140",
        "scalp.shade=1.7",
        "session1.day=4",
        "scalp.session2.dot-diameter=0.2",
        "light=3",
    ];
    run("settings", 4000, |random| {
        let text = twisted(settings[random.below(settings.len())], random);
        let mut design = projects::full().design().clone();
        match design.apply_setting(text.trim_end()) {
            Ok(()) => {
                assert!(Knob::all().all(|knob| design.get(knob).is_finite()), "{text}");
                true
            }
            Err(error) => refused(&error),
        }
    });
    let moments = [
        "fresh",
        "day:7",
        "healed",
        "year:5",
        "session:1",
        "session:2+day:4",
        "session:3+fresh",
    ];
    run("moments", 4000, |random| {
        match Stage::parse(twisted(moments[random.below(7)], random).trim_end()) {
            Ok(stage) => {
                assert!(stage.day.is_finite() && stage.years.is_finite() && !stage.words(3).is_empty());
                true
            }
            Err(error) => refused(&error),
        }
    });
    let pigments = [
        "carbon-neutral",
        "carbon-warm@1:20",
        "carbon-cool@1:8",
        "carbon-warm@1:2",
    ];
    run("pigments", 2000, |random| {
        let mut design = Design::default();
        let choice = pigments[random.below(pigments.len())];
        let text = if random.below(4) == 0 {
            choice.to_owned()
        } else {
            twisted(choice, random)
        };
        match design.set_pigment(text.trim_end()) {
            Ok(()) => {
                let again = Design::from_toml(&design.to_toml()).expect("what was written is read");
                assert!(again == design, "{text}");
                true
            }
            Err(error) => refused(&error),
        }
    });
}

#[test]
fn whatever_stands_in_a_colour_profile_the_photo_opens_or_is_refused() {
    let (source, profile) = (Source::synthetic(8, 8), p3());
    run("colour profiles", 1000, |random| {
        let jpeg = source.jpeg(None, Some(&bent(&profile, random)), false);
        match decode(&jpeg, &PhotoLimits::default()) {
            Ok(photo) => {
                for table in &photo.colour.decode {
                    assert!(
                        table.windows(2).all(|pair| pair[0] < pair[1]),
                        "a curve that can't be turned round"
                    );
                }
                true
            }
            Err(error) => refused(&error),
        }
    });
}

#[test]
fn whatever_stands_in_a_network_it_is_read_or_refused() {
    run("networks", 60, |random| {
        Net::read(&bent(FACE_DETECTOR, random)).is_ok()
    });
}
