//! What is measured of a photo beside the face: blur, grain, skin, light.

use crate::heads::{demo, marked, shared};
use glam::{DVec2, DVec3};
use shadowline::head::{CaptureFacts, Head, HeadView};
use shadowline::photo::{Channels, FileFacts, Photo, PhotoColour, PhotoSamples};
use shadowline::vision::capture;

/// Places of the photo where the head is seen, spread evenly over it.
fn places(photo: &Photo, head: &Head, view: &HeadView) -> Vec<DVec2> {
    let size = DVec2::new(f64::from(photo.width_px), f64::from(photo.height_px));
    let place = |i: usize| {
        let y = 1.0 - (i as f64 + 0.5) / 500.0;
        let (turn, round) = (i as f64 * 2.399_96, (1.0 - y * y).sqrt());
        let direction = DVec3::new(round * turn.cos(), y, round * turn.sin());
        let at = view.photo_from_direction(head, direction)?;
        let seen = view.facing(head, direction) > 0.2 && at.cmpgt(DVec2::ZERO).all() && at.cmplt(size).all();
        seen.then_some(at)
    };
    (0..1000).filter_map(place).collect()
}

/// The light of a photo as grey, linear.
fn light_of(photo: &Photo) -> Vec<f32> {
    let count = photo.channels.count();
    let PhotoSamples::U8(samples) = &photo.samples else {
        panic!("8 bits")
    };
    let light = |pixel: &[u8]| {
        let decode = &photo.colour.decode;
        let of = |channel: usize| decode[channel][pixel[channel] as usize];
        0.2126 * of(0) + 0.7152 * of(1) + 0.0722 * of(2)
    };
    samples.chunks_exact(count).map(light).collect()
}

/// A grey photo of 16 bits.
fn grey(photo: &Photo, light: &[f32]) -> Photo {
    let code = |v: f32| match v.clamp(0.0, 1.0) {
        v if v <= 0.003_130_8 => 12.92 * v,
        v => 1.055 * v.powf(1.0 / 2.4) - 0.055,
    };
    Photo {
        channels: Channels::Grey,
        samples: PhotoSamples::U16(light.iter().map(|v| (code(*v) * 65_535.0 + 0.5) as u16).collect()),
        colour: PhotoColour::srgb("grey", 16),
        facts: FileFacts {
            bits: 16,
            ..photo.facts
        },
        warnings: Vec::new(),
        ..*photo
    }
}

/// A Gaussian blur; the border repeats.
fn blurred(light: &[f32], width: usize, sigma_px: f64) -> Vec<f32> {
    let reach = (4.0 * sigma_px).ceil() as i64;
    let mut kernel: Vec<f32> = (-reach..=reach)
        .map(|i| (-0.5 * (i as f64 / sigma_px).powi(2)).exp() as f32)
        .collect();
    let whole: f32 = kernel.iter().sum();
    kernel.iter_mut().for_each(|weight| *weight /= whole);
    let height = light.len() / width;
    let pass = |from: &[f32], step: usize, count: usize, start: usize, to: &mut [f32]| {
        for at in 0..count as i64 {
            let value = |i: i64| from[start + (at + i).clamp(0, count as i64 - 1) as usize * step];
            to[start + at as usize * step] = (-reach..=reach)
                .zip(&kernel)
                .map(|(i, weight)| weight * value(i))
                .sum();
        }
    };
    let (mut across, mut out) = (vec![0.0; light.len()], vec![0.0; light.len()]);
    (0..height).for_each(|y| pass(light, 1, width, y * width, &mut across));
    (0..width).for_each(|x| pass(&across, width, height, x, &mut out));
    out
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// What was added to the photo's own blur over the blur that was added, median over the head.
fn told_over_added((photo, head, view): &(Photo, Head, HeadView), added_px: &[f64]) -> Vec<f64> {
    let light = light_of(photo);
    let measured = |light: &[f32]| capture(&grey(photo, light), head, view);
    let own = measured(&light);
    let places = places(photo, head, view);
    let told = |added: &f64| {
        let now = measured(&blurred(&light, photo.width_px as usize, *added));
        let gained = |at: &DVec2| now.sharpness.at(*at).powi(2) - own.sharpness.at(*at).powi(2);
        median(
            places
                .iter()
                .map(|at| gained(at).max(0.0).sqrt() / added)
                .collect(),
        )
    };
    added_px.iter().map(told).collect()
}

#[test]
fn sharpening_is_told_by_the_rim_along_the_head() {
    let (photo, head, view) = demo();
    let light = light_of(&photo);
    let soft = blurred(&light, photo.width_px as usize, 2.5);
    let crisp = |amount: f32| {
        let sharpened: Vec<f32> = light
            .iter()
            .zip(&soft)
            .map(|(own, soft)| own + amount * (own - soft))
            .collect();
        capture(&grey(&photo, &sharpened), &head, &view).crisp
    };
    let told = [0.0, 0.4, 0.8].map(crisp);
    println!("crisp {told:.2?}");
    assert!(
        told[0] < 1.05 && told[1] > told[0] + 0.05 && told[2] > told[1] + 0.05,
        "{told:?}"
    );
}

#[test]
fn a_known_blur_is_told_from_the_photo_s_own() {
    let within = |what: &str, told: Vec<f64>| {
        println!("{what}: told over added {told:.2?}");
        assert!(
            told.iter().all(|share| (0.85..=1.15).contains(share)),
            "{what}: {told:.2?}"
        );
    };
    within("demo", told_over_added(&demo(), &[1.5, 2.0, 3.0, 4.0]));
    if let Some(folder) = shared() {
        let phone = marked(&folder, "balding_front_fair_glasses_9mpx_37.jpg");
        within(
            "phone, 9 Mpx",
            told_over_added(&phone, &[1.0, 1.5, 2.0, 3.0, 4.0]),
        );
        let small = marked(&folder, "shaved_front_fair_longbeard_outdoor_43.jpg");
        within("1 Mpx", told_over_added(&small, &[1.0, 1.5, 2.0, 3.0]));
    }
}

#[test]
fn a_photo_blurred_above_is_sharp_below() {
    let (photo, head, view) = demo();
    let light = light_of(&photo);
    let width = photo.width_px as usize;
    let soft = blurred(&light, width, 4.0);
    let border = light.len() / width * 38 / 100;
    let half: Vec<f32> = (0..light.len())
        .map(|i| if i / width < border { soft[i] } else { light[i] })
        .collect();
    let found = capture(&grey(&photo, &half), &head, &view).sharpness;
    let marks = head.landmarks();
    let at = |direction| found.at(view.photo_from_direction(&head, direction).expect("seen"));
    let (crown, eyes) = (at(marks.vertex), at(marks.sellion));
    assert!(crown > 2.8 && eyes < 1.3, "crown {crown:.2}, eyes {eyes:.2}");
}

#[test]
fn added_grain_is_told_from_the_photo_s_own() {
    let Some(folder) = shared() else { return };
    let fitted = marked(&folder, "receding_front_fair_44.jpg");
    let (photo, head, view) = &fitted;
    let light = light_of(photo);
    let own = capture(&grey(photo, &light), head, view);
    let mut state = 1_u64;
    let mut unit = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 40) as f32 / (1_u64 << 24) as f32
    };
    for added in [0.03_f32, 0.06] {
        // Twelve even numbers make a normal one, nearly.
        let noisy: Vec<f32> = light
            .iter()
            .map(|v| v * (1.0 + added * ((0..12).map(|_| unit()).sum::<f32>() - 6.0)))
            .collect();
        let now = capture(&grey(photo, &noisy), head, view);
        let told = (now.grain.powi(2) - own.grain.powi(2)).sqrt() / f64::from(added);
        println!(
            "grain {added}: told over added {told:.2}, reach {:.2} px",
            now.grain_sigma_px
        );
        assert!((0.85..=1.15).contains(&told), "{told}");
        assert!(
            now.grain_sigma_px < 0.6,
            "white grain has no reach: {}",
            now.grain_sigma_px
        );
    }
}

#[test]
fn skins_stand_in_their_order_and_the_doubt_covers_them() {
    let Some(folder) = shared() else { return };
    let measured = |name: &str| -> CaptureFacts {
        let (photo, head, view) = marked(&folder, name);
        capture(&photo, &head, &view)
    };
    let fair = measured("bald_front_fair_darksides_17.jpg");
    let brown = measured("bald_front_brownskin_10.jpg");
    let dark = measured("bald_front_darkskin_11.jpg");
    let order = [fair.ita_deg[0], brown.ita_deg[0], dark.ita_deg[0]];
    assert!(order[0] > order[1] + 20.0 && order[1] > order[2], "{order:?}");
    assert!(fair.melanosomes < brown.melanosomes && brown.melanosomes < dark.melanosomes);
    assert!(
        order[0] + fair.ita_deg[1] > 41.0 && order[2] - 2.0 * dark.ita_deg[1] < -30.0,
        "{order:?}"
    );
}

#[test]
fn a_lamp_at_the_side_is_seen_there() {
    let Some(folder) = shared() else { return };
    let (photo, head, view) = marked(&folder, "bald_front_fair_fringe_05.jpg");
    let found = capture(&photo, &head, &view);
    assert!(
        found.light_from[0] < -0.4 && found.light_share > 0.2,
        "{:?} {}",
        found.light_from,
        found.light_share
    );
}
