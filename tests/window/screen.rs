//! The built program's real window on a virtual screen, used as a practitioner would.

use crate::virtual_screen::{Running, VirtualScreen, WINDOW_PX, missing, wait_for};
use glam::DVec2;
use shadowline::design::{HairlineOutline, Knob};
use shadowline::project::{self, Project};
use std::path::Path;
use std::process::Command;

pub const DEMO: &[u8] = include_bytes!("../../assets/demo/head.jpg");
const DEMO_VIEW: &str = include_str!("../../assets/demo/head.view.json");

/// Where a photo point lies on the screen while the panels are hidden and the whole photo is shown.
pub fn on_screen(photo_px: DVec2, size_px: [u32; 2]) -> DVec2 {
    let window = DVec2::new(f64::from(WINDOW_PX[0]), f64::from(WINDOW_PX[1]));
    let size = DVec2::new(f64::from(size_px[0]), f64::from(size_px[1]));
    let zoom = (window / size).min_element();
    window / 2.0 + (photo_px - size / 2.0) * zoom
}

pub fn demo_view() -> shadowline::head::HeadView {
    serde_json::from_str(DEMO_VIEW).expect("the demo's view")
}

pub fn saved(path: &Path) -> Project {
    wait_for("the project file", || path.exists());
    let bytes = std::fs::read(path).expect("the file");
    project::read(&bytes, &project::ArchiveLimits::default()).expect("a project")
}

fn pixels_that_differ(a: &image::RgbImage, b: &image::RgbImage) -> usize {
    a.pixels().zip(b.pixels()).filter(|(a, b)| a != b).count()
}

/// Pixels of the colour of skin.
pub fn skin(shot: &image::RgbImage) -> usize {
    let warm = |pixel: &&image::Rgb<u8>| u16::from(pixel[0]) > u16::from(pixel[2]) + 30;
    shot.pixels().filter(warm).count()
}

/// Saves under the name that the project has; waits until the file is newer.
fn save_again(window: &Running, path: &Path) -> Project {
    let before = std::fs::metadata(path)
        .and_then(|facts| facts.modified())
        .expect("the file");
    window.keys(&["ctrl+s"]);
    wait_for("the saving", || {
        std::fs::metadata(path)
            .and_then(|facts| facts.modified())
            .is_ok_and(|time| time > before)
    });
    saved(path)
}

#[test]
fn a_consultation_from_photo_to_export_survives_a_crash() {
    if let Some(why) = missing() {
        println!("{why}");
        return;
    }
    let screen = VirtualScreen::new("consultation");
    let photo = screen.folder.join("client.jpg");
    std::fs::write(&photo, DEMO).expect("a photo");
    let file = screen.folder.join("client.shadowline");
    let window = screen.open(&[&photo]);
    wait_for("the photo", || {
        let shot = window.look("1-opened");
        skin(&shot) > 20_000
    });

    // The head is fitted to the face by itself. Without panels the photo fills the window.
    window.keys(&["Tab"]);
    let before = window.holding("backslash", |window| window.look("2-before"));
    wait_for("the fit to the face", || {
        pixels_that_differ(&before, &window.look("2-by-itself")) > 5_000
    });

    let view = demo_view();
    let size = [view.camera.width_px, view.camera.height_px];

    // Save under a typed name.
    window.keys(&["ctrl+s"]);
    window.write(&file.to_string_lossy());
    window.keys(&["Return"]);
    let start = saved(&file);
    assert!(start.photos[0].fitted && start.photos[0].given.eyes.is_some());

    // Drag the middle of the hairline down.
    window.keys(&["4"]);
    let document = start.document(0);
    let outline = document.outline.as_ref().expect("a hairline");
    let middle = start.photos[0]
        .view
        .photo_from_direction(&start.head, outline.control[0].direction)
        .expect("seen");
    let from = on_screen(middle, size);
    window.drag(from, from + DVec2::new(0.0, 24.0));
    window.look("4-dragged");
    let dragged = save_again(&window, &file);
    let height_mm = |project: &Project| {
        let outline = HairlineOutline::evaluate(&project.head, project.design()).expect("a hairline");
        outline.middle_height_mm(&project.head)
    };
    assert!(
        height_mm(&dragged) < height_mm(&start) - 3.0,
        "{} → {} mm",
        height_mm(&start),
        height_mm(&dragged)
    );

    // Another density by the keyboard alone.
    window.keys(&["Tab", "5", "ctrl+f"]);
    window.write("density dots per cm");
    // The search's cross, what puts the group and the density back, then its number.
    window.keys(&["Tab", "Tab", "Tab", "Tab", "Tab"]);
    window.write("140");
    window.keys(&["Return"]);
    window.look("5-denser");
    let denser = save_again(&window, &file);
    assert_eq!(denser.design().get(Knob::Density), 140.0);

    // Before and simulation.
    window.keys(&["Escape", "Tab", "6"]);
    let split = window.look("6-compare");
    let before = window.holding("backslash", |window| window.look("7-before"));
    assert!(
        pixels_that_differ(&split, &before) > 2_000,
        "the key shows no before"
    );

    // Undo takes the density back, and the drag; the fit stays.
    window.keys(&["4", "ctrl+z", "ctrl+z"]);
    let undone = save_again(&window, &file);
    assert_eq!(undone.design(), start.design());
    assert_eq!(undone.photos, start.photos);

    // A crash in the middle of work.
    window.drag(from, from + DVec2::new(0.0, 30.0));
    window.kill();
    let window = screen.open(&[]);
    window.look("8-recovery");
    window.keys(&["Return"]);
    wait_for("the recovered project", || {
        let shot = window.look("9-recovered");
        skin(&shot) > 20_000
    });
    let rescued = screen.folder.join("rescued.shadowline");
    window.keys(&["ctrl+s"]);
    window.write(&rescued.to_string_lossy());
    window.keys(&["Return"]);
    let rescued_project = saved(&rescued);
    assert!(
        height_mm(&rescued_project) < height_mm(&start) - 3.0,
        "the last drag is lost"
    );

    // What is exported is what the command line draws from the saved project, byte for byte.
    let picture = screen.folder.join("picture.png");
    window.keys(&["ctrl+e"]);
    window.write(&picture.to_string_lossy());
    window.look("10-export");
    window.keys(&["Return"]);
    wait_for("the picture", || picture.exists());
    window.look("11-exported");
    let drawn = screen.folder.join("drawn.png");
    let done = screen
        .command()
        .args(["render", "--legend", "--quiet", "-o"])
        .args([&drawn, &rescued])
        .status();
    assert!(done.is_ok_and(|status| status.success()));
    assert!(
        std::fs::read(&picture).unwrap() == std::fs::read(&drawn).unwrap(),
        "window and command line draw different pictures"
    );
}

#[test]
fn the_course_plays_by_itself_until_it_is_stopped() {
    if let Some(why) = missing() {
        println!("{why}");
        return;
    }
    let screen = VirtualScreen::new("course");
    let photo = screen.folder.join("client.jpg");
    std::fs::write(&photo, DEMO).expect("a photo");
    let window = screen.open(&[&photo]);
    wait_for("the photo", || skin(&window.look("course-1-opened")) > 20_000);
    window.keys(&["Tab"]);
    // The word how the panels come back goes by itself.
    std::thread::sleep(std::time::Duration::from_secs(5));
    let before = window.holding("backslash", |window| window.look("course-2-before"));
    wait_for("the fit to the face", || {
        pixels_that_differ(&before, &window.look("course-3-fitted")) > 5_000
    });
    let healed = window.look("course-4-healed");

    // Nothing is touched while other moments come.
    window.press("p");
    let mut seen = vec![healed.clone()];
    for moment in ["first", "second", "third"] {
        let mut shot = healed.clone();
        wait_for(&format!("the {moment} moment"), || {
            shot = window.look("course-5-playing");
            seen.iter().all(|other| pixels_that_differ(other, &shot) > 2_000)
        });
        seen.push(shot);
    }

    // The same key stops it, and the healed result stands there as before.
    window.press("p");
    for _ in 0..2 {
        wait_for("the healed result", || {
            pixels_that_differ(&healed, &window.look("course-6-stopped")) < 200
        });
        std::thread::sleep(std::time::Duration::from_secs(1));
    }
}

#[test]
fn a_file_that_is_no_photo_is_said_and_the_window_stays() {
    if let Some(why) = missing() {
        println!("{why}");
        return;
    }
    let screen = VirtualScreen::new("no-photo");
    let broken = screen.folder.join("broken.jpg");
    std::fs::write(&broken, &DEMO[..2000]).expect("a file");
    let mut window = screen.open(&[&broken]);
    let said = window.look("20-unreadable");
    window.keys(&["Escape"]);
    let closed = window.look("21-closed");
    assert!(pixels_that_differ(&said, &closed) > 5_000, "no message was shown");
    assert!(window.lives());
}

#[test]
fn without_a_screen_or_a_device_the_program_says_so_and_fails() {
    let run = |command: &mut Command| {
        let output = command.output().expect("the program starts");
        (
            output.status.code(),
            String::from_utf8_lossy(&output.stderr).into_owned(),
        )
    };
    let mut blind = Command::new(env!("CARGO_BIN_EXE_shadowline"));
    let (code, said) = run(blind.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY"));
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("command line"), "{said}");
    if let Some(why) = missing() {
        println!("{why}");
        return;
    }
    let screen = VirtualScreen::new("no-device");
    // Started from a menu nobody reads standard error: what would show a box writes down what it was to show.
    let (tools, box_says) = (screen.folder.join("tools"), screen.folder.join("box.txt"));
    std::fs::create_dir_all(&tools).expect("a folder");
    let zenity = tools.join("zenity");
    std::fs::write(
        &zenity,
        format!("#!/bin/sh\necho \"$@\" > '{}'\n", box_says.display()),
    )
    .expect("a tool");
    std::fs::set_permissions(&zenity, std::os::unix::fs::PermissionsExt::from_mode(0o755))
        .expect("it can be run");
    let path = format!(
        "{}:{}",
        tools.display(),
        std::env::var("PATH").unwrap_or_default()
    );
    let (code, said) = run(screen
        .command()
        .env("PATH", path)
        .env("VK_ICD_FILENAMES", "/dev/null")
        .env("VK_DRIVER_FILES", "/dev/null"));
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("Vulkan driver"), "{said}");
    let shown = std::fs::read_to_string(&box_says).expect("a box was shown");
    assert!(
        shown.contains("--error") && shown.contains("Vulkan driver"),
        "{shown}"
    );
    // And the run has noted it.
    let notes = std::fs::read_dir(screen.folder.join("data/shadowline/notes")).expect("notes");
    let noted: String = notes
        .flatten()
        .map(|note| std::fs::read_to_string(note.path()).expect("a note"))
        .collect();
    assert!(noted.contains("Vulkan driver"), "{noted}");
}

/// The button *Replace* of the question, px of the test's screen.
const REPLACE: DVec2 = DVec2::new(774.0, 506.0);

#[test]
fn a_second_clients_project_does_not_replace_the_first_ones_without_a_word() {
    if let Some(why) = missing() {
        println!("{why}");
        return;
    }
    let screen = VirtualScreen::new("replace");
    let photo = screen.folder.join("second.jpg");
    std::fs::write(&photo, DEMO).expect("a photo");
    let file = screen.folder.join("client.shadowline");
    std::fs::write(&file, b"the first client's work").expect("a file");
    let window = screen.open(&[&photo]);
    wait_for("the photo", || skin(&window.look("replace-1-opened")) > 20_000);
    window.keys(&["ctrl+s"]);
    window.write(&file.to_string_lossy());
    window.keys(&["Return"]);
    window.look("replace-2-asked");
    // Enter leads to another name, which is free; Enter again saves there.
    window.keys(&["Return"]);
    window.look("replace-3-another-name");
    window.keys(&["Return"]);
    saved(&screen.folder.join("client-2.shadowline"));
    assert_eq!(std::fs::read(&file).expect("a file"), b"the first client's work");

    // On purpose it is replaced, and kept beside.
    window.keys(&["ctrl+shift+s"]);
    window.write(&file.to_string_lossy());
    window.keys(&["Return"]);
    window.look("replace-4-asked-again");
    window.click(REPLACE);
    window.look("replace-5-replaced");
    wait_for("the second client's project", || {
        std::fs::read(&file).is_ok_and(|bytes| project::is_project(&bytes))
    });
    let kept = std::fs::read(screen.folder.join("client.replaced.shadowline")).expect("the first client's");
    assert_eq!(kept, b"the first client's work");

    // Not even on purpose is the photo itself.
    window.keys(&["ctrl+e"]);
    window.write(&photo.to_string_lossy());
    window.keys(&["Return"]);
    window.look("replace-6-refused");
    window.keys(&["Return"]);
    assert!(std::fs::read(&photo).expect("the photo") == DEMO);
}
