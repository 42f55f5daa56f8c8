//! A person edits and looks, edits and looks: what comes of many small changes is, to the bit, what a fresh start makes of the
//! last document, whether the picture stays where it was or is looked at elsewhere in between. A test holds one engine through:
//! what is looked at is what that engine has kept.

use crate::fixtures::{TestEngine, codes, design, engine, on_mean_head, portrait, rect, skin_photo, whole};
use glam::DVec3;
use shadowline::design::{
    BrushKind, BrushStroke, Design, Fill, FillCombination, FillRegion, HairlineOutline, Knob,
};
use shadowline::engine::{Engine, PixelRect};
use shadowline::gpu::block_on;
use shadowline::head::sites::SiteGrower;
use shadowline::head::{Head, HeadView};
use shadowline::photo::{Channels, Photo};
use std::sync::{Arc, Mutex};

const SIZE: [u32; 2] = [400, 500];

/// Edits of the kind that a hand makes, one after the other.
fn edited(design: &mut Design, step: usize) {
    let head = Head::default();
    let outline = HairlineOutline::evaluate(&head, design).expect("a hairline");
    match step % 7 {
        0 | 1 | 4 => {
            let front = outline.control[2 + step % 3];
            let way = DVec3::Y * if step.is_multiple_of(2) { 0.012 } else { -0.007 };
            design
                .place_point(front.name, (front.direction + way).normalize())
                .expect("a direction");
        }
        2 => design
            .set(Knob::Density, 80.0 + 9.0 * step as f64)
            .expect("in range"),
        3 | 5 => design.strokes.push(Arc::new(BrushStroke {
            brush: if step % 7 == 3 {
                BrushKind::Add
            } else {
                BrushKind::Remove
            },
            radius_mm: 9.0,
            softness: 0.3,
            strength: 0.9,
            path: vec![
                (head.landmarks().trichion + DVec3::X * 0.1 * (step % 4) as f64)
                    .normalize()
                    .to_array(),
            ],
        })),
        _ => design.set(Knob::Sentinels, 0.02 * step as f64).expect("in range"),
    }
}

fn frame(
    engine: &mut TestEngine,
    design: &Design,
    photo: &Arc<Photo>,
    view: &HeadView,
    part: PixelRect,
) -> Vec<u32> {
    let frame = engine
        .render(&on_mean_head(design.clone()), photo, view, part, SIZE)
        .expect("renders");
    codes(&frame.rgb)
}

/// An engine that has never seen anything.
fn fresh_engine() -> TestEngine {
    // A test engine holds a lock for as long as the test lives.
    let engine = block_on(None, Engine::open()).expect("a graphics device");
    let engine: &'static Mutex<Engine> = Box::leak(Box::new(Mutex::new(engine)));
    TestEngine(engine.lock().expect("no other holds it"))
}

/// A frame of such an engine.
fn fresh(design: &Design, photo: &Arc<Photo>, view: &HeadView, part: PixelRect) -> Vec<u32> {
    frame(&mut fresh_engine(), design, photo, view, part)
}

#[test]
fn many_small_changes_make_what_a_fresh_start_makes() {
    let photo = Arc::new(skin_photo(SIZE[0], SIZE[1], Channels::Rgb, 8));
    let view = portrait(SIZE, 0.6, [0.0, 12.0, 0.0]);
    let all = whole(&photo);
    let mut design = design("natural", &["density=90"]);
    let mut drawing = engine();
    let mut before = frame(&mut drawing, &design, &photo, &view, all);
    for step in 0..21 {
        edited(&mut design, step);
        let now = frame(&mut drawing, &design, &photo, &view, all);
        assert_ne!(now, before, "edit {step} is not seen");
        if step % 5 == 4 {
            assert!(now == fresh(&design, &photo, &view, all), "after edit {step}");
        }
        before = now;
    }
}

#[test]
fn looking_elsewhere_between_changes_loses_nothing() {
    let photo = Arc::new(skin_photo(SIZE[0], SIZE[1], Channels::Rgb, 8));
    let view = portrait(SIZE, 0.6, [0.0; 3]);
    let part = rect(90, 20, 160, 200);
    let all = whole(&photo);
    let mut design = design("natural", &["density=120", "sentinels=0"]);
    let mut drawing = engine();
    frame(&mut drawing, &design, &photo, &view, all);
    for step in 0..6 {
        edited(&mut design, step);
        // The edit is seen in a part first, then two edits later in the whole; in between the photo's other view is looked at.
        let near = frame(&mut drawing, &design, &photo, &view, part);
        assert!(
            near == fresh(&design, &photo, &view, part),
            "part after edit {step}"
        );
        edited(&mut design, step + 7);
        if step == 3 {
            let turned = portrait(SIZE, 0.6, [20.0, 0.0, 0.0]);
            frame(&mut drawing, &design, &photo, &turned, all);
        }
        let now = frame(&mut drawing, &design, &photo, &view, all);
        assert!(
            now == fresh(&design, &photo, &view, all),
            "whole after edit {step}"
        );
        let mut aged = design.clone();
        aged.set(Knob::Years, 3.0 + step as f64).expect("in range");
        let old = frame(&mut drawing, &aged, &photo, &view, all);
        assert!(old == fresh(&aged, &photo, &view, all), "aged after edit {step}");
    }
}

#[test]
fn shaved_hair_follows_changes_too() {
    let photo = Arc::new(skin_photo(SIZE[0], SIZE[1], Channels::Rgb, 8));
    let view = portrait(SIZE, 0.6, [0.0; 3]);
    let all = whole(&photo);
    // Hair stands between the dots of the front: where the line moves, sites of hair turn into dots, which have another shape.
    let mut design = design("natural", &["density=90"]);
    let mut hair = Fill::new("hair", FillRegion::Front, FillCombination::Add);
    hair.knobs.extend([(Knob::Stubble, 3.0), (Knob::Density, 120.0)]);
    design.fills.push(hair);
    let mut drawing = engine();
    frame(&mut drawing, &design, &photo, &view, all);
    for step in [0, 1, 4] {
        edited(&mut design, step);
        let now = frame(&mut drawing, &design, &photo, &view, all);
        assert!(now == fresh(&design, &photo, &view, all), "after edit {step}");
    }
}

#[test]
fn another_pattern_is_drawn_anew() {
    let photo = Arc::new(skin_photo(SIZE[0], SIZE[1], Channels::Rgb, 8));
    let view = portrait(SIZE, 0.6, [0.0; 3]);
    // All of it can hold ink, whatever the sites.
    let part = rect(150, 60, 80, 100);
    let sites = Arc::new(SiteGrower::new(7).finish());
    let mut design = design("natural", &["density=90"]);
    // Both pictures are the first that are made of their sites.
    let mut used = fresh_engine();
    let first = frame(&mut used, &design, &photo, &view, part);
    design.seed = 7;
    used.0.use_sites(Arc::clone(&sites));
    let second = frame(&mut used, &design, &photo, &view, part);
    let mut other = fresh_engine();
    other.0.use_sites(sites);
    assert_ne!(first, second);
    assert!(second == frame(&mut other, &design, &photo, &view, part));
}
