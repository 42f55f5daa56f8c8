//! Kill −9 while somebody paints in the real window, and a count of the strokes that were lost.
//!
//! `SHADOWLINE_KILLS=200 SHADOWLINE_WINDOW_TESTS=1 cargo test --test window killed -- --nocapture` is the long run.

use crate::kept::{folders, kept_in};
use crate::screen::{DEMO, demo_view, on_screen, saved, skin};
use crate::virtual_screen::{VirtualScreen, missing, wait_for};
use glam::{DVec2, DVec3};
use image::RgbImage;
use shadowline::head::{FitInput, Head, PhotoFacts};
use shadowline::project::{Project, Shot, write};
use std::collections::BTreeMap;
use std::io::Cursor;
use std::time::Duration;

/// Kills in the gate, with a saving between strokes in the last; `SHADOWLINE_KILLS` asks for more.
const FEW: u64 = 4;
/// Most strokes before the kill.
const MOST_STROKES: u64 = 5;
/// From one stroke to the next: a quick hand.
const PAUSE: Duration = Duration::from_millis(150);
/// Changed pixels from which a stroke counts as seen: half a millimetre of width along it.
const SEEN_PX: usize = 100;
/// Longest time from the last stroke to the kill, ms.
const LAST_MS: u64 = 400;

/// The demo head with its exact camera, and no stroke.
fn bare() -> Vec<u8> {
    let view = demo_view();
    let facts = PhotoFacts {
        width_px: view.camera.width_px,
        height_px: view.camera.height_px,
        focal_35mm_equivalent_mm: None,
    };
    let mut shot = Shot::new("demo.jpg", DEMO.into(), facts, FitInput::default(), view);
    shot.fitted = true;
    let project = Project {
        head: Head::default(),
        photos: vec![shot],
        ..Project::default()
    };
    let mut bytes = Cursor::new(Vec::new());
    write(&project, None, &mut bytes).expect("written");
    bytes.into_inner()
}

/// Pixels that differ in the box round a stroke.
fn changed(before: &RgbImage, now: &RgbImage, from: DVec2, to: DVec2) -> usize {
    let (low, high) = (from.min(to) - DVec2::splat(6.0), from.max(to) + DVec2::splat(6.0));
    let rows = low.y.max(0.0) as u32..(high.y as u32).min(now.height());
    let places =
        rows.flat_map(|y| (low.x.max(0.0) as u32..(high.x as u32).min(now.width())).map(move |x| (x, y)));
    places
        .filter(|(x, y)| before.get_pixel(*x, *y) != now.get_pixel(*x, *y))
        .count()
}

fn strokes(project: &Project) -> u64 {
    project.design().strokes.len() as u64
}

#[test]
fn work_in_the_window_that_is_killed_loses_its_last_gestures_at_most() {
    if let Some(why) = missing() {
        println!("{why}");
        return;
    }
    let kills =
        std::env::var("SHADOWLINE_KILLS").map_or(FEW, |count| count.parse().expect("a number of kills"));
    let screen = VirtualScreen::new("killed");
    let (file, data) = (
        screen.folder.join("client.shadowline"),
        screen.folder.join("data"),
    );
    let view = demo_view();
    let size = [view.camera.width_px, view.camera.height_px];
    let at = |x_mm: f64, y_mm: f64| {
        let place = view.photo_from_head(DVec3::new(x_mm, y_mm, 60.0));
        on_screen(place.expect("in front of the camera"), size)
    };
    let (mut lost_strokes, mut done_in_all) = (BTreeMap::new(), 0);
    for kill in 0..kills {
        let _ = std::fs::remove_dir_all(&data);
        std::fs::write(&file, bare()).expect("a project");
        let window = screen.open(&[&file]);
        wait_for("the photo", || skin(&window.look("30-killed")) > 20_000);
        window.keys(&["Tab", "b"]);
        let done = 1 + kill % MOST_STROKES;
        for number in 0..done {
            let y_mm = 75.0 + 4.0 * number as f64;
            let (from, to) = (at(-30.0, y_mm), at(30.0, y_mm));
            let before = window.look("31-stroke");
            window.stroke(from, to, true);
            std::thread::sleep(PAUSE);
            // A slow machine takes the hand's moves late; what the window hasn't shown yet nobody has done. The last one isn't waited for.
            if number + 1 < done {
                wait_for("the stroke on the screen", || {
                    changed(&before, &window.look("31-stroke"), from, to) > SEEN_PX
                });
            }
            // Saving forgets what was kept against a crash: what is kept then is the file.
            if number == 1 && kill % 3 == 0 {
                window.press("ctrl+s");
                std::thread::sleep(PAUSE);
            }
        }
        // Every other time in the middle of one more.
        if kill % 2 == 1 {
            window.stroke(at(-30.0, 60.0), at(10.0, 60.0), false);
        }
        std::thread::sleep(Duration::from_millis(kill * 7919 % LAST_MS));
        window.kill();
        let kept = kept_in(&folders(&data.join("shadowline"))).map_or(0, |project| strokes(&project));
        let kept = kept.max(strokes(&saved(&file)));
        assert!(kept <= done + 1, "{done} strokes done, {kept} kept");
        println!("kill {}: {done} strokes done, {kept} kept", kill + 1);
        *lost_strokes.entry(done.saturating_sub(kept)).or_insert(0) += 1;
        done_in_all += done;
    }
    println!(
        "in the window: {kills} kills over {done_in_all} strokes, strokes lost → how often: {lost_strokes:?}"
    );
    // The bound of tests/project/killed.rs, whose writer this is too (the last record may be under way), until the long run is made.
    assert!(lost_strokes.keys().all(|lost| *lost <= 2), "{lost_strokes:?}");
}
