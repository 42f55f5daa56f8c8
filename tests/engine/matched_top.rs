//! A head that is shaved where hair still grows: what a new design draws on its bare skin measures like the client's own stubble, in
//! the picture.

use crate::drawn_head::{drawn_head, shaved};
use crate::fixtures::{engine, portrait, rect};
use glam::DVec3;
use shadowline::design::{Design, Document};
use shadowline::engine::PixelRect;
use shadowline::head::{ClientScalp, Head, HeadView};
use shadowline::intake::{DesignProposal, PhotoFindings};
use shadowline::photo::{Photo, PhotoSamples};
use shadowline::vision::{PatchMarks, marks};
use std::sync::Arc;

/// Pixels of 0.13 mm, as a phone at arm's length has.
const SIZE_PX: [u32; 2] = [1400, 1400];
const MM_PER_PX: f64 = 0.13;
/// Side of the patches, mm.
const PATCH_MM: f64 = 15.0;

/// Mean light of a patch, red, green, blue, and its marks.
#[derive(Clone, Copy, Debug)]
struct Patch {
    light: [f64; 3],
    marks: PatchMarks,
}

fn patch(codes: &[u8], view: &HeadView, side: u32) -> Patch {
    let linear = |code: u8| crate::fixtures::linear(f64::from(code) * 257.0);
    let mean = |c: usize| {
        codes
            .iter()
            .skip(c)
            .step_by(3)
            .map(|code| linear(*code))
            .sum::<f64>()
            * 3.0
            / codes.len() as f64
    };
    let green: Vec<f32> = codes
        .iter()
        .skip(1)
        .step_by(3)
        .map(|code| linear(*code) as f32)
        .collect();
    Patch {
        light: [mean(0), mean(1), mean(2)],
        marks: marks(&green, side as usize, view.mm_per_px),
    }
}

/// The codes of a part of a photo.
fn cut(photo: &Photo, at: PixelRect) -> Vec<u8> {
    let PhotoSamples::U8(codes) = &photo.samples else {
        panic!("8 bits")
    };
    let row = |y: u32| {
        let start = 3 * (y * photo.width_px + at.x) as usize;
        codes[start..start + 3 * at.width as usize].iter().copied()
    };
    (at.y..at.y + at.height).flat_map(row).collect()
}

/// A head before and after a new design of its own is drawn on it.
struct TreatedHead {
    view: HeadView,
    bare: Photo,
    photo: Arc<Photo>,
    document: Document,
}

impl TreatedHead {
    /// A head in a pose with so much shaved hair at a direction, and what is proposed for it.
    fn of(angles_deg: [f64; 3], cover: &dyn Fn(DVec3) -> f64) -> Self {
        let head = Head::default();
        let mut view = portrait(SIZE_PX, MM_PER_PX, angles_deg);
        let photo = drawn_head(&head, &view, cover);
        let bare = drawn_head(&head, &view, &|_| 0.0);
        let findings = PhotoFindings::of(&photo, &head, &view, None);
        findings.keep_in(&mut view);
        let own = ClientScalp {
            hair: findings.hair_map.clone(),
            hair_over_skin: findings.hair_over_skin,
            ..ClientScalp::default()
        };
        let design = Design::default();
        let proposal = DesignProposal::of(&findings, &photo, &head, &view, &design, &own);
        let sides = proposal.sides.as_ref().expect("the sides are seen");
        println!("{}", sides.sentence());
        TreatedHead {
            document: Document {
                own,
                ..Document::new(head, proposal.first_dots(&design).expect("in range"))
            },
            view,
            bare,
            photo: Arc::new(photo),
        }
    }

    /// Light over bare skin and marks of a patch, before and after.
    fn before_and_after(&self, middle: DVec3) -> [Patch; 2] {
        let view = &self.view;
        let px = view
            .photo_from_direction(&self.document.head, middle.normalize())
            .expect("seen");
        let side = (PATCH_MM / view.mm_per_px).round();
        let at = rect(
            (px.x - 0.5 * side) as u32,
            (px.y - 0.5 * side) as u32,
            side as u32,
            side as u32,
        );
        let frame = engine().render(&self.document, &self.photo, view, at, [at.width, at.height]);
        let PhotoSamples::U8(after) = frame.expect("a frame").rgb else {
            panic!("8 bits stay 8 bits")
        };
        let skin = patch(&cut(&self.bare, at), view, at.width);
        [cut(&self.photo, at), after].map(|codes| {
            let own = patch(&codes, view, at.width);
            Patch {
                light: [0, 1, 2].map(|c| own.light[c] / skin.light[c]),
                ..own
            }
        })
    }
}

fn near(a: f64, b: f64, most: f64, what: &str) {
    assert!((a / b - 1.0).abs() < most, "{what}: {a:.3} for {b:.3}");
}

const CHANNELS: [&str; 3] = ["red", "green", "blue"];

#[test]
fn the_top_of_a_new_design_measures_like_the_shaved_sides() {
    // From the front, the right and above: forehead, temple, side and top are seen.
    let treated = TreatedHead::of([42.0, 24.0, 0.0], &shaved);
    let [_, top] = treated.before_and_after(DVec3::new(-0.30, 0.88, 0.22));
    let [before, after] = treated.before_and_after(DVec3::new(-0.86, 0.42, 0.02));
    println!("top {top:.3?}\nsides {after:.3?}\nbefore {before:.3?}");
    for (c, channel) in CHANNELS.into_iter().enumerate() {
        near(top.light[c], before.light[c], 0.15, channel);
        near(
            after.light[c],
            before.light[c],
            0.08,
            "own stubble stays as it is",
        );
    }
    // Dots are rounder and narrower than shaved hair: at equal tone their marks are less deep.
    near(top.marks.depth, before.marks.depth, 0.30, "depth of marks");
    near(
        top.marks.count_per_cm2,
        before.marks.count_per_cm2,
        0.15,
        "marks a cm²",
    );
}

#[test]
fn a_bare_patch_at_the_back_goes_into_an_even_field() {
    let patch = DVec3::new(0.15, 0.0, -1.0).normalize();
    let cover = |direction: DVec3| {
        let away = (direction.dot(patch).acos() - 0.17) / 0.03;
        shaved(direction) * away.clamp(0.0, 1.0)
    };
    let treated = TreatedHead::of([180.0, 0.0, 0.0], &cover);
    let [bare, filled] = treated.before_and_after(patch);
    let [around, beside] = treated.before_and_after(DVec3::new(-0.25, 0.05, -1.0));
    println!("patch {bare:.3?} {filled:.3?}\naround {around:.3?} {beside:.3?}");
    for (c, channel) in CHANNELS.into_iter().enumerate() {
        near(filled.light[c], beside.light[c], 0.10, channel);
        near(
            beside.light[c],
            around.light[c],
            0.08,
            "own stubble stays as it is",
        );
    }
    assert!(around.light[0] < 0.8 * bare.light[0], "the patch was seen before");
}
