//! The ways into the program for what others wrote: files, texts and words that are typed. Each door takes any bytes and builds
//! round them whatever has to be right (archive, checksum, picture), so that what is behind is reached. Whatever comes, there is
//! a value that holds, or a sentence; a panic is a fault. `project/twisted.rs` sends twisted texts through them, `fuzz.rs` libFuzzer's.
#![allow(dead_code, reason = "each test file uses its own part")]

use super::hostile::{Source, p3};
use super::projects;
use glam::{DVec2, DVec3};
use sha2::Digest;
use shadowline::check::{CheckLimit, CheckLimits};
use shadowline::consult::LearnedWork;
use shadowline::design::{Design, Knob, TreatmentStage};
use shadowline::head::HeadView;
use shadowline::nets::{FACE_DETECTOR, Net, NetError};
use shadowline::photo::{Photo, PhotoError, PhotoLimits, adjusted_from_stored, decode, stored_from_adjusted};
use shadowline::project::{
    ArchiveLimits, Passphrase, PhotoAdjust, Project, RecoveryLog, is_protected, read, unprotected,
};
use shadowline::store::own_styles::{OwnStyle, read_library, write_library};
use shadowline::store::{ProgramFolders, load_preferences, load_recent, remember_recent, save_preferences};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// One way in.
pub struct Door {
    pub name: &'static str,
    /// Whether it takes texts; bytes otherwise.
    pub is_text: bool,
    /// Good ones to begin with.
    pub seeds: fn() -> Vec<Vec<u8>>,
    /// Whether it was understood; a panic where there is neither a value that holds nor a sentence.
    pub enter: fn(&[u8]) -> bool,
}

const fn text(name: &'static str, seeds: fn() -> Vec<Vec<u8>>, enter: fn(&[u8]) -> bool) -> Door {
    let is_text = true;
    Door {
        name,
        is_text,
        seeds,
        enter,
    }
}

const fn bytes(name: &'static str, seeds: fn() -> Vec<Vec<u8>>, enter: fn(&[u8]) -> bool) -> Door {
    let is_text = false;
    Door {
        name,
        is_text,
        seeds,
        enter,
    }
}

pub const DOORS: [Door; 19] = [
    text("project", || vec![TEXTS[PROJECT].clone()], project),
    text("variant", designs, variant),
    text("design", designs, design),
    text("style", designs, style),
    text("limits", || vec![LIMITS.into()], limits),
    text("learned", || vec![LEARNED.into()], learned),
    text("view", views, view),
    text("recovery", || vec![RECORD[FRAME..].to_vec()], record),
    text("preferences", || vec![PREFERENCES.into()], preferences),
    text("recent", || vec![RECENT.into()], recent),
    text("setting", || all(&SETTINGS), setting),
    text("moment", || all(&MOMENTS), moment),
    text("pigment", || all(&PIGMENTS), pigment),
    text("adjust", || all(&ADJUSTMENTS), adjust),
    bytes("profile", || vec![p3()], profile),
    bytes("network", || vec![FACE_DETECTOR.to_vec()], network),
    bytes("photo", photos, photo),
    bytes("protected", || vec![PROTECTED.to_vec()], protected),
    bytes("archive", || vec![ARCHIVE.clone(), RECORD_LOG.clone()], archive),
];

/// The door of that name.
pub fn door(name: &str) -> Option<&'static Door> {
    static ALL: &[Door] = &DOORS;
    ALL.iter().find(|door| door.name == name)
}

const PROJECT: &str = "project.toml";
/// Length and checksum before the text of a record.
const FRAME: usize = 16;
const PREFERENCES: &str = "theme = \"light\"\nfine = true\nclinic = \"Clinic\"\nui-scale = 1.25\nscreen-width-mm = 530.0\n\
    watch = \"/photos\"\nlanguage = \"de\"\n[printer]\nname = \"A4\"\n";
const RECENT: &str = "[[project]]\npath = \"/a.shadowline\"\nday = \"2026-11-20 +01:00\"\nclient = \"A\"\n\
    [[project]]\npath = \"/b.shadowline\"\nday = \"2026-11-19\"\nclient = \"B\"\n";
const LIMITS: &str =
    "format = 1\n[limits]\nheight-amber = 62\nedge = 4.5\ncover-red = 20\npattern-even = 0.1\n";
const LEARNED: &str = "format = 1\n[[visit]]\nday = \"2026-11-20\"\ndensity = 95.0\ndot-diameter = 0.28\nshade = 1.0\n\
    height-ratio = 0.5\ntone = [1.1, 1.0, 0.9]\nmarks = [1.0, 1.2, 0.9]\nline-mm = [62.0, 60.5]\n\
    [[visit]]\nday = \"2026-11-21\"\ndensity = 90.0\ndot-diameter = 0.3\nshade = 1.2\nheight-ratio = 0.48\n\
    tone = [0.9, 1.2, 1.0]\n\
    [[visit]]\nday = \"2026-11-22\"\ndensity = 110.0\ndot-diameter = 0.25\nshade = 0.9\nheight-ratio = 0.5\n\
    tone = [1.0, 1.0, 1.0]\n";
/// What stands behind [`PASSPHRASE`] in a file that takes little work.
const PROTECTED: &[u8] = include_bytes!("../golden/protected.age");
const PASSPHRASE: &str = "a wax pencil";
const UNDER_IT: &[u8] = b"a project";
const SETTINGS: [&str; 5] = [
    "density=140",
    "scalp.shade=1.7",
    "session1.retention=0.9",
    "scalp.session2.retention=0.8",
    "light=3",
];
const MOMENTS: [&str; 7] = [
    "fresh",
    "day:7",
    "healed",
    "year:5",
    "session:1",
    "session:2+day:4",
    "session:3+fresh",
];
const PIGMENTS: [&str; 4] = [
    "carbon-neutral",
    "carbon-warm@1:20",
    "carbon-cool@1:8",
    "carbon-warm@1:40",
];
const ADJUSTMENTS: [&str; 3] = [
    "quarter-turns = 1\nstraighten-deg = -7.5\ncrop = [0.1, 0.2, 0.5, 0.6]\nbalance = [1.1, 1.0, 0.9]\n",
    "straighten-deg = 15.0\n",
    "quarter-turns = 3\ncrop = [0.0, 0.0, 1.0, 1.0]\n",
];
/// Photos of the shared folder are seeds up to this size, bytes.
const SMALL: u64 = 16 << 10;

static FULL: LazyLock<Project> = LazyLock::new(projects::full);
static ARCHIVE: LazyLock<Vec<u8>> = LazyLock::new(|| projects::bytes_of(&FULL));
static TEXTS: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(|| projects::texts_of(&ARCHIVE));
static RECORD: LazyLock<Vec<u8>> = LazyLock::new(|| RecoveryLog::record(&FULL).expect("a record"));
static RECORD_LOG: LazyLock<Vec<u8>> =
    LazyLock::new(|| [&RecoveryLog::header()[..], &RECORD, &RECORD[..400], &RECORD].concat());
static PHOTO: LazyLock<Photo> = LazyLock::new(|| {
    let jpeg = Source::synthetic(24, 32).jpeg(None, None, false);
    decode(&jpeg, &PhotoLimits::default()).expect("a photo")
});
/// Too small for any face, large enough for a picture.
static TINY: LazyLock<Source> = LazyLock::new(|| Source::synthetic(8, 8));

fn all(texts: &[&str]) -> Vec<Vec<u8>> {
    texts.iter().map(|text| text.as_bytes().to_vec()).collect()
}

fn utf8(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok()
}

/// Not understood; then there is a sentence.
fn refused(error: &impl std::fmt::Display) -> bool {
    assert!(!error.to_string().is_empty(), "refused without a word");
    false
}

/// So much that no fault of a limit goes unseen.
fn tight() -> ArchiveLimits {
    ArchiveLimits {
        total_bytes: 64 << 20,
        text_bytes: 8 << 20,
        ..ArchiveLimits::default()
    }
}

/// What opens can be saved and opened again, the same; and its photos can be turned and cut as it says.
fn check(project: &Project) {
    let bytes = projects::bytes_of(project);
    let again = read(&bytes, &ArchiveLimits::default()).expect("what was saved opens");
    assert!(again == *project, "it came back as another");
    for shot in &project.photos {
        check_adjusted(shot.adjust);
        check_view(&shot.view);
    }
}

fn check_view(view: &HeadView) {
    let place = view.photo_from_head(DVec3::new(0.0, 60.0, 60.0));
    assert!(place.is_none_or(|place| place.is_finite()), "{:?}", view.camera);
}

fn check_adjusted(adjust: PhotoAdjust) {
    let photo = adjust.applied(PHOTO.clone());
    assert!(photo.width_px > 0 && photo.height_px > 0, "{adjust:?}");
    let samples = photo.width_px as usize * photo.height_px as usize * photo.channels.count();
    assert_eq!(photo.samples.len(), samples, "{adjust:?}");
}

/// The text of a project among its other files.
fn project(text: &[u8]) -> bool {
    in_place_of(PROJECT, text)
}

/// The design of a variant or snapshot among a project's other files, each in its turn by the text's length: the line is held
/// against what `project.toml` keeps of it.
fn variant(text: &[u8]) -> bool {
    let names: Vec<&String> = TEXTS.keys().filter(|name| is_design(name)).collect();
    in_place_of(names[text.len() % names.len()], text)
}

fn in_place_of(name: &str, text: &[u8]) -> bool {
    let mut files = TEXTS.clone();
    files.insert(name.to_owned(), text.to_vec());
    archive(&projects::archive(&files))
}

/// A text as the style of a library.
fn style(text: &[u8]) -> bool {
    let text = String::from_utf8_lossy(text).into_owned();
    let written = |styles: &[OwnStyle]| {
        let mut out = std::io::Cursor::new(Vec::new());
        write_library(styles, &mut out).expect("memory takes it");
        out.into_inner()
    };
    let given = OwnStyle {
        name: "Mine".to_owned(),
        text,
        picture: None,
    };
    match read_library(&written(&[given])) {
        Ok(styles) => {
            assert_eq!(read_library(&written(&styles)).ok(), Some(styles));
            true
        }
        Err(error) => refused(&error),
    }
}

fn limits(text: &[u8]) -> bool {
    match CheckLimits::from_toml(&String::from_utf8_lossy(text)) {
        Ok(limits) => {
            let values = CheckLimit::all().map(|limit| limits.get(limit));
            assert!(values.into_iter().all(|value| (0.0..=1000.0).contains(&value)));
            true
        }
        Err(error) => refused(&error),
    }
}

/// Whatever was learned, averages and a style are made of it or not, and it is kept as it is.
fn learned(text: &[u8]) -> bool {
    match LearnedWork::read(&String::from_utf8_lossy(text)) {
        Ok(work) => {
            let again = LearnedWork::read(&work.text()).expect("what was written is read");
            assert!(again == work, "it came back as another");
            assert!(
                work.averages()
                    .iter()
                    .all(|(_, _, mean)| mean.is_none_or(|mean| mean.mean.is_finite()))
            );
            assert!(work.house_style().is_none_or(|style| style.is_ok()));
            true
        }
        Err(error) => refused(&error),
    }
}

/// A file under a passphrase: what opens is what was closed, and nothing else ever opens.
fn protected(file: &[u8]) -> bool {
    /// Most work of trying the passphrase, as a power of two: a file may ask for seconds, which is no news here.
    const QUICK: u32 = 10;
    let stanza = file.split(|&byte| byte == b'\n').nth(1).unwrap_or_default();
    let work = stanza.rsplit(|&byte| byte == b' ').next().and_then(utf8);
    if !is_protected(file)
        || work
            .and_then(|work| work.parse().ok())
            .is_some_and(|work: u32| work > QUICK)
    {
        return false;
    }
    match unprotected(file, &Passphrase::new(PASSPHRASE.to_owned())) {
        Ok(bytes) => {
            assert_eq!(bytes, UNDER_IT, "what nobody has closed was opened");
            true
        }
        Err(error) => refused(&error),
    }
}

/// A whole file, as a project and as a recovery log.
fn archive(file: &[u8]) -> bool {
    let opened = match read(file, &tight()) {
        Ok(project) => {
            check(&project);
            true
        }
        Err(error) => refused(&error),
    };
    log(file) == Some(true) || opened
}

/// Whether a log's last record was understood; `None` where the log holds nothing.
fn log(log: &[u8]) -> Option<bool> {
    let photos = |hash: &str| {
        let shot = FULL.photos.iter().find(|shot| shot.hash == hash)?;
        Some(shot.bytes.to_vec())
    };
    match RecoveryLog::read(log, photos) {
        Ok(found) => found.map(|found| {
            check(&found.project);
            true
        }),
        Err(error) => Some(refused(&error)),
    }
}

/// The text of a record with its length and checksum; by the length without a header every other time, and behind a torn record
/// every third.
fn record(text: &[u8]) -> bool {
    let digest = sha2::Sha256::digest(text);
    let length = (text.len() as u64).to_le_bytes();
    let header = match text.len() % 2 {
        0 => Vec::new(),
        _ => RecoveryLog::header(),
    };
    let torn: &[u8] = match text.len() % 3 {
        0 => &RECORD[..RECORD.len() / 3],
        _ => &[],
    };
    let log_file = [&header[..], torn, &length, &digest[..8], text].concat();
    log(&log_file).expect("a record was taken for none")
}

fn is_design(name: &str) -> bool {
    name.starts_with("designs/")
}

fn designs() -> Vec<Vec<u8>> {
    let texts = TEXTS.iter().filter(|(name, _)| is_design(name));
    texts.map(|(_, text)| text.clone()).collect()
}

fn design(text: &[u8]) -> bool {
    let Some(text) = utf8(text) else {
        return false;
    };
    match Design::from_toml(text) {
        Ok(design) => {
            let again = Design::from_toml(&design.to_toml()).expect("what was written is read");
            assert!(again == design);
            true
        }
        Err(error) => refused(&error),
    }
}

fn views() -> Vec<Vec<u8>> {
    let view = include_str!("../../assets/demo/head.view.json");
    vec![view.replace(',', ",\n").into_bytes()]
}

fn view(text: &[u8]) -> bool {
    match serde_json::from_slice::<HeadView>(text) {
        Ok(view) => {
            check_view(&view);
            let text = serde_json::to_string(&view).expect("it can be written");
            // The last digit of a number may differ: serde_json reads numbers quickly, not exactly.
            serde_json::from_str::<HeadView>(&text).expect("what was written is read");
            true
        }
        Err(error) => refused(&error),
    }
}

/// Settings in a folder of their own, which goes with them.
struct Settings(ProgramFolders);

impl Drop for Settings {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0.config);
    }
}

/// Settings in a folder of this thread (tests run beside each other), in memory where the system has such a folder: each case is
/// flushed.
fn settings(file: &str, text: &[u8]) -> Settings {
    let memory = Path::new("/dev/shm");
    let root = match memory.is_dir() {
        true => memory.to_owned(),
        false => std::env::temp_dir(),
    };
    let (process, thread) = (std::process::id(), std::thread::current().id());
    let root: PathBuf = root.join(format!("shadowline-doors-{file}-{process}-{thread:?}"));
    std::fs::create_dir_all(&root).expect("a folder");
    std::fs::write(root.join(file), text).expect("a file");
    Settings(ProgramFolders {
        recovery: root.join("recovery"),
        notes: root.join("notes"),
        config: root,
    })
}

fn preferences(text: &[u8]) -> bool {
    let settings = settings("preferences.toml", text);
    let folders = &settings.0;
    let (prefs, said) = load_preferences(folders);
    assert!(prefs.ui_scale.is_none_or(f32::is_finite));
    let is_width = |width_mm: f64| width_mm.is_finite() && width_mm > 0.0;
    assert!(prefs.screen_width_mm.is_none_or(is_width));
    save_preferences(&prefs, folders).expect("it can be kept");
    let again = load_preferences(folders).0;
    assert_eq!(again.ui_scale, prefs.ui_scale);
    assert_eq!(
        (again.clinic, again.theme, again.fine),
        (prefs.clinic, prefs.theme, prefs.fine)
    );
    said.is_none()
}

fn recent(text: &[u8]) -> bool {
    let settings = settings("recent.toml", text);
    let folders = &settings.0;
    let (mut list, _) = load_recent(folders);
    let Some(first) = list.first().cloned() else {
        return false;
    };
    remember_recent(first, &mut list, folders).expect("it can be kept");
    assert_eq!(load_recent(folders), (list, None));
    true
}

fn setting(text: &[u8]) -> bool {
    let Some(text) = utf8(text) else {
        return false;
    };
    let mut design = FULL.design().clone();
    match design.apply_setting(text.trim_end()) {
        Ok(()) => {
            assert!(Knob::all().all(|knob| design.get(knob).is_finite()), "{text}");
            let again = Design::from_toml(&design.to_toml()).expect("what was written is read");
            assert!(again == design, "{text}");
            true
        }
        Err(error) => refused(&error),
    }
}

fn moment(text: &[u8]) -> bool {
    let Some(text) = utf8(text) else {
        return false;
    };
    match TreatmentStage::parse(text.trim_end()) {
        Ok(stage) => {
            assert!(stage.day.is_finite() && stage.years.is_finite() && !stage.words(3).is_empty());
            true
        }
        Err(error) => refused(&error),
    }
}

fn pigment(text: &[u8]) -> bool {
    let Some(text) = utf8(text) else {
        return false;
    };
    let mut design = Design::default();
    match design.set_pigment(text.trim_end()) {
        Ok(()) => {
            let again = Design::from_toml(&design.to_toml()).expect("what was written is read");
            assert!(again == design, "{text}");
            true
        }
        Err(error) => refused(&error),
    }
}

/// Numbers that no project's reader has looked at.
fn adjust(text: &[u8]) -> bool {
    let Some(Ok(adjust)) = utf8(text).map(toml::from_str::<PhotoAdjust>) else {
        return false;
    };
    check_adjusted(adjust);
    let PhotoAdjust {
        quarter_turns,
        straighten_deg,
        crop,
        ..
    } = adjust;
    let (size, place) = ([24, 32], DVec2::new(7.0, 11.0));
    let moved = adjusted_from_stored(size, quarter_turns, straighten_deg, crop, place);
    let back = stored_from_adjusted(size, quarter_turns, straighten_deg, crop, moved);
    assert!(
        back.distance(place) < 1e-6,
        "{adjust:?}: {place} → {moved} → {back}"
    );
    true
}

/// A colour profile in a small photo.
fn profile(icc: &[u8]) -> bool {
    photo(&TINY.jpeg(None, Some(icc), false))
}

fn network(file: &[u8]) -> bool {
    /// Inputs up to this length are run, numbers: a network of a few operators.
    const SHORT: usize = 4096;
    match Net::read(file) {
        Ok(net) => {
            if let Err(NetError::Input { wanted, .. }) = net.run(Vec::new())
                && wanted <= SHORT
            {
                net.run(vec![0.5; wanted]).expect("an input of its size");
            }
            true
        }
        Err(error) => refused(&error),
    }
}

fn photos() -> Vec<Vec<u8>> {
    let source = Source::synthetic(24, 16);
    let mut files: Vec<Vec<u8>> = source.cases().into_iter().map(|case| case.bytes).collect();
    for folder in ["formats", "reports"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../shared/photos")
            .join(folder);
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let small = entries.filter(|entry| entry.metadata().is_ok_and(|facts| facts.len() <= SMALL));
        files.extend(small.filter_map(|entry| std::fs::read(entry.path()).ok()));
    }
    files
}

fn photo(file: &[u8]) -> bool {
    let limits = PhotoLimits {
        max_pixels: 4_000_000,
        max_alloc_bytes: 64 << 20,
        ..PhotoLimits::default()
    };
    match decode(file, &limits) {
        Ok(photo) => {
            let samples = photo.width_px as usize * photo.height_px as usize * photo.channels.count();
            assert_eq!(photo.samples.len(), samples);
            for table in &photo.colour.decode {
                assert!(
                    table.windows(2).all(|pair| pair[0] < pair[1]),
                    "a curve that can't be turned round"
                );
            }
            true
        }
        Err(PhotoError::DecoderFailed { format, detail }) => panic!("{format}: {detail}"),
        Err(error) => refused(&error),
    }
}
