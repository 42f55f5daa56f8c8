//! Projects on the command line: saved, rendered again to the same bytes, chosen from, refused.

use crate::program::{
    HEIGHT, WIDTH, done, folder, names, open, portrait, refused, shadowline, text, with_eyes,
};
use crate::projects;
use shadowline::design::Knob;
use shadowline::engine::{Engine, PixelRect};
use shadowline::gpu::block_on;
use shadowline::output::ImageFormat;
use shadowline::output::picture::{PhotoPart, PictureRequest, picture};
use shadowline::photo::{PhotoLimits, PhotoSamples, decode};
use shadowline::project::{self, Project, ProjectEdit, TreatmentEdit};
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::sync::Arc;

fn utf8(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

/// A project of the portrait in a folder of its own, and the picture that was rendered with it.
fn saved(name: &str, more: &[&str]) -> (PathBuf, PathBuf, PathBuf) {
    let folder = folder(name);
    let (picture, client) = (folder.join("first.png"), folder.join("client.shadowline"));
    let files = ["-q", "-o", utf8(&picture), "--save-project", utf8(&client)];
    done(&with_eyes("render", &[&files, more].concat()));
    (folder, picture, client)
}

fn read(path: &Path) -> Project {
    project::read(
        &std::fs::read(path).expect("a file"),
        &project::ArchiveLimits::default(),
    )
    .expect("a project")
}

fn write(project: &Project, path: &Path) {
    let mut bytes = Cursor::new(Vec::new());
    project::write(project, None, &mut bytes).expect("written");
    std::fs::write(path, bytes.into_inner()).expect("a file");
}

#[test]
fn a_saved_project_renders_to_the_same_bytes() {
    let settings = [
        "--style",
        "mature",
        "--set",
        "density=77",
        "--outline",
        "85,110,150,62,214,108",
    ];
    let (folder, first, client) = saved("project-same", &settings);
    let second = folder.join("second.png");
    done(&["render", utf8(&client), "-q", "-o", utf8(&second)]);
    assert!(std::fs::read(&first).expect("a file") == std::fs::read(&second).expect("a file"));
    let wanted = done(&with_eyes("dots", &[&settings[..], &["-q"]].concat()));
    assert!(done(&["dots", utf8(&client), "-q"]) == wanted);
    let report = done(&["inspect", utf8(&client), "--json"]);
    // A project holds what was measured; the photo alone also tells what was understood of it.
    let parsed = |text: &str| serde_json::from_str::<serde_json::Value>(text).expect("JSON");
    let of_photo = parsed(&done(&with_eyes(
        "inspect",
        &["--json", settings[4], settings[5]],
    )));
    let of_project = parsed(&report);
    assert!(report.contains("\"eyes\""));
    for (key, value) in of_project.as_object().expect("an object") {
        assert_eq!(Some(value), of_photo.get(key), "{key}");
    }
    // The options of the treatment lie on top of the project's.
    let denser = done(&["dots", utf8(&client), "-q", "--set", "density=120"]);
    assert!(denser.lines().count() > wanted.lines().count() * 13 / 10);
    assert_eq!(
        read(&client).photos[0].bytes.as_ref(),
        std::fs::read(portrait()).expect("a file")
    );
}

#[test]
fn what_the_library_exports_is_what_the_command_line_renders() {
    let (folder, _, client) = saved("project-export", &["--no-auto"]);
    let project = read(&client);
    let shot = project.shot().expect("a photo");
    let photo = Arc::new(decode(&shot.bytes, &PhotoLimits::default()).expect("a photo"));
    let mut engine = block_on(None, Engine::open()).expect("a device");
    let gpu = engine.gpu().device.clone();
    for (legend, max_side, ending) in [(false, None, "png"), (true, Some(200), "jpg")] {
        let request = PictureRequest {
            legend,
            watermark: "Draft",
            clinic: "Studio Ana",
            max_side,
        };
        let source = PhotoPart {
            photo: Arc::clone(&photo),
            view: &shot.view,
            rect: PixelRect {
                x: 0,
                y: 0,
                width: WIDTH,
                height: HEIGHT,
            },
        };
        let document = project.document(project.variant);
        let progress = &mut |_| true;
        let drawn = picture(&mut engine, &document, source, &request, progress);
        let drawn = block_on(Some(&gpu), drawn).expect("drawn");
        let mut bytes = Cursor::new(Vec::new());
        let format = ImageFormat::from_ending(ending).expect("a format");
        drawn.encode(format, &mut bytes).expect("written");
        let path = folder.join(format!("cli.{ending}"));
        let mut arguments = vec![
            "render",
            utf8(&client),
            "-q",
            "-o",
            utf8(&path),
            "--watermark",
            "Draft",
        ];
        arguments.extend(["--clinic", "Studio Ana"]);
        if legend {
            arguments.extend(["--legend", "--max-side", "200"]);
        }
        done(&arguments);
        assert!(
            std::fs::read(&path).expect("a file") == bytes.into_inner(),
            "{ending}"
        );
    }
}

#[test]
fn photos_and_variants_are_chosen_from_a_project() {
    let (folder, _, client) = saved("project-choose", &[]);
    let mut project = read(&client);
    let mut second = project.photos[0].clone();
    second.name = "side.png".into();
    project = project
        .apply(ProjectEdit::AddPhoto(Box::new(second)))
        .expect("added");
    project = project.apply(ProjectEdit::AddVariant).expect("added");
    project = project
        .apply(TreatmentEdit::Style("afro-line-up".into()))
        .expect("a style");
    project = project.apply(ProjectEdit::ShowVariant(0)).expect("shown");
    write(&project, &client);
    let path = utf8(&client);
    let (a, b) = (
        done(&["dots", path, "-q"]),
        done(&["dots", path, "-q", "--variant", "B"]),
    );
    assert!(a != b && a == done(&["dots", path, "-q", "--variant", "A", "--photo", "1"]));
    assert!(refused(&["dots", path, "--variant", "C"], 2).contains("A, B"));
    assert!(refused(&["dots", path, "--photo", "3"], 1).contains("the project has 2"));
    refused(&["dots", path, "--photo", "0"], 2);
    refused(&["dots", portrait(), "--photo", "1"], 2);
    for option in [
        &["--eyes", "1,2,30,4"][..],
        &["--yaw", "5"],
        &["--view", "left"],
        &["--no-auto"],
    ] {
        let said = refused(&[&["inspect", path][..], option].concat(), 2);
        assert!(said.contains("holds the views"), "{said}");
    }
    let sheet = folder.join("sheet.png");
    done(&["render", path, "-q", "--variants", "-o", utf8(&sheet)]);
    let sheet = open(&sheet);
    assert_eq!((sheet.width_px, sheet.height_px), (2 * WIDTH + 4, HEIGHT));
}

#[test]
fn a_sheet_of_variants_shows_one_moment_agreed_or_not() {
    let (folder, _, client) = saved("project-stage", &["--no-auto"]);
    let mut project = read(&client);
    project = project
        .apply(ProjectEdit::Agree(Box::new(projects::agreement())))
        .expect("agreed");
    project = project.apply(ProjectEdit::AddVariant).expect("added");
    assert_eq!(project.design(), &project.variants[0].design);
    write(&project, &client);
    let cells = |name: &str, more: &[&str]| {
        let path = folder.join(name);
        let arguments = ["render", utf8(&client), "-q", "--variants", "-o", utf8(&path)];
        done(&[&arguments[..], more].concat());
        let sheet = open(&path);
        // No copy of the agreed variant has come to it.
        assert_eq!(
            (sheet.width_px, sheet.height_px),
            (2 * WIDTH + 4, HEIGHT),
            "{name}"
        );
        [0, WIDTH + 4].map(|x| {
            let mut cell = sheet.clone();
            // Above the label, which names the variant.
            cell.cut(x, 0, WIDTH, HEIGHT - 32);
            cell.samples
        })
    };
    let [a, b] = cells("healed.png", &[]);
    assert!(a == b);
    let [later, other] = cells("later.png", &["--stage", "year:8"]);
    assert!(later == other, "two moments on one sheet");
    assert!(later != a, "nothing has faded");
    // The same by a knob, and shown from the agreed variant.
    let [by_knob, other] = cells("knob.png", &["--set", "years=8", "--variant", "A"]);
    assert!(by_knob == later && other == later);
    // What is treated makes a copy of the agreed variant, as in the window.
    let path = folder.join("treated.shadowline");
    let picture = folder.join("treated.png");
    let options = ["--variant", "A", "--set", "density=50", "--stage", "fresh"];
    let files = [
        "render",
        utf8(&client),
        "-q",
        "-o",
        utf8(&picture),
        "--save-project",
        utf8(&path),
    ];
    done(&[&files[..], &options].concat());
    let treated = read(&path);
    assert_eq!(treated.variants.len(), 3);
    assert!(
        treated
            .variants
            .iter()
            .all(|variant| variant.design.stage().day == 0.0)
    );
    assert_eq!(
        treated.variants[0].design.get(Knob::Density),
        project.design().get(Knob::Density)
    );
}

#[test]
fn a_pair_shows_the_photo_itself_beside_the_simulation() {
    let folder = folder("pair");
    let (pair, single) = (folder.join("pair.png"), folder.join("single.png"));
    done(&with_eyes("render", &["-q", "--pair", "-o", utf8(&pair)]));
    done(&with_eyes("render", &["-q", "-o", utf8(&single)]));
    let (mut before, mut after, single) = (open(&pair), open(&pair), open(&single));
    assert_eq!((before.width_px, before.height_px), (2 * WIDTH + 4, HEIGHT));
    after.cut(WIDTH + 4, 0, WIDTH, HEIGHT);
    assert!(
        after.samples == single.samples,
        "the right half is the picture with its label"
    );
    before.cut(0, 0, WIDTH, HEIGHT - 32);
    let mut photo = open(Path::new(portrait()));
    photo.cut(0, 0, WIDTH, HEIGHT - 32);
    assert!(before.samples == photo.samples, "the left half is the photo");
    let small = folder.join("small.jpg");
    done(&with_eyes(
        "render",
        &[
            "-q",
            "--pair",
            "--legend",
            "--max-side",
            "300",
            "-o",
            utf8(&small),
        ],
    ));
    let small = open(&small);
    assert!((290..=300).contains(&small.width_px), "{}", small.width_px);
}

#[test]
fn a_watermark_lies_over_the_whole_picture() {
    let folder = folder("watermark");
    let codes = |name: &str, more: &[&str]| {
        let path = folder.join(name);
        done(&with_eyes("render", &[&["-q", "-o", utf8(&path)], more].concat()));
        match open(&path).samples {
            PhotoSamples::U8(codes) => codes,
            PhotoSamples::U16(_) => panic!("8 bits stay 8 bits"),
        }
    };
    let plain = codes("plain.png", &[]);
    let marked = codes("marked.png", &["--watermark", "Draft for M. K."]);
    let changed: Vec<usize> = (0..plain.len()).filter(|at| plain[*at] != marked[*at]).collect();
    let share = changed.len() as f64 / plain.len() as f64;
    assert!((0.01..0.4).contains(&share), "{share}");
    let rows = [changed[0], changed[changed.len() - 1]].map(|at| at / (WIDTH as usize * 3));
    assert!(rows[0] < 120 && rows[1] > 280, "{rows:?}");
    // Translucent: nothing is painted over.
    assert!(changed.iter().all(|at| plain[*at].abs_diff(marked[*at]) < 110));
    assert!(codes("clinic.png", &["--clinic", "Studio Ana"]) != plain);
}

#[test]
fn bad_projects_and_outputs_are_refused() {
    let (folder, _, client) = saved("project-bad", &[]);
    let bytes = std::fs::read(&client).expect("a file");
    let torn = folder.join("torn.shadowline");
    std::fs::write(&torn, &bytes[..bytes.len() - 30]).expect("a file");
    assert!(refused(&["dots", utf8(&torn)], 1).contains("damaged"));
    refused(
        &[
            "render",
            utf8(&client),
            "-o",
            "x.png",
            "--save-project",
            utf8(&client),
        ],
        2,
    );
    let same = folder.join("same.png");
    refused(
        &with_eyes("render", &["-o", utf8(&same), "--save-project", utf8(&same)]),
        2,
    );
    assert_eq!(
        names(&folder),
        ["client.shadowline", "first.png", "torn.shadowline"]
    );
    assert!(std::fs::read(&client).expect("a file") == bytes);
}

/// The saved project with the same portrait once more, as another photo.
fn with_two_photos(name: &str) -> (PathBuf, PathBuf) {
    let (folder, _, client) = saved(name, &["--no-auto", "--outline", "85,110,150,62,214,108"]);
    let project = read(&client);
    let mut second = project.photos[0].clone();
    second.name = "again.png".into();
    let project = project.apply(ProjectEdit::AddPhoto(Box::new(second)));
    write(&project.expect("added"), &client);
    (folder, client)
}

#[test]
fn all_photos_of_a_project_stand_in_one_strip_and_each_dot_is_counted_once() {
    let (folder, client) = with_two_photos("project-all");
    let (client, strip) = (utf8(&client), folder.join("strip.png"));
    let all = ["render", client, "--photo", "all", "-o"];
    let output = shadowline(&[&all[..], &[utf8(&strip)]].concat());
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{said}");
    let strip = open(&strip);
    assert_eq!((strip.width_px, strip.height_px), (2 * WIDTH + 4, HEIGHT));
    let plan = done(&["dots", client, "-q"]).lines().count() - 1;
    assert!(
        said.contains(&format!("{plan} dots in the plan")) && said.contains("2 photos"),
        "{said}"
    );
    let small = folder.join("small.png");
    done(&[&all[..], &[utf8(&small), "-q", "--max-side", "200"]].concat());
    assert!(open(&small).width_px <= 200);
    for option in ["--pair", "--legend"] {
        let said = refused(&[&all[..], &["x.png", option]].concat(), 2);
        assert!(said.contains(option), "{said}");
    }
    assert!(refused(&["dots", client, "--photo", "all"], 2).contains("render"));
    assert!(refused(&["render", portrait(), "--photo", "all", "-o", "x.png"], 2).contains("this is a photo"));
}

#[test]
fn head_and_cameras_are_solved_from_all_photos_where_that_is_asked_for() {
    let (_, client) = with_two_photos("project-refit");
    let before = read(&client);
    let refitted = done(&["inspect", utf8(&client), "--refit", "--json"]);
    assert!(refitted != done(&["inspect", utf8(&client), "--json"]));
    assert_eq!(read(&client), before, "inspect has changed the project");
    let (_, _, single) = saved("project-refit-one", &["--no-auto"]);
    let said = refused(&["inspect", utf8(&single), "--refit"], 1);
    assert!(said.contains("two fitted photos"), "{said}");
    assert!(refused(&["inspect", portrait(), "--refit"], 2).contains("this is a photo"));
}
