//! Good texts and files, twisted, and sent through every door behind the checksums. A case that falls is named by its number.

use crate::doors::{DOORS, Door, door};
use crate::twist::{Random, bent, twisted};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Sends cases through a door; how many are understood is looked at, so that a run over refusals alone is seen.
fn run(name: &str, cases: u64) {
    let times: u64 = std::env::var("SHADOWLINE_FUZZ").map_or(1, |times| times.parse().expect("a number"));
    let Door {
        is_text,
        seeds,
        enter,
        ..
    } = door(name).expect("a door");
    let seeds = seeds();
    let mut understood = 0;
    for number in 0..cases * times {
        let mut random = Random(number);
        let seed = &seeds[random.below(seeds.len())];
        let case = match is_text {
            true => twisted(&String::from_utf8_lossy(seed), &mut random).into_bytes(),
            false => bent(seed, &mut random),
        };
        match catch_unwind(AssertUnwindSafe(|| enter(&case))) {
            Ok(good) => understood += u64::from(good),
            Err(_) => panic!("{name}: case {number} fell"),
        }
    }
    println!("{name}: {} cases, {understood} understood", cases * times);
    assert!(
        understood * 50 > cases * times,
        "{name}: only {understood} of {} reach anything",
        cases * times
    );
}

#[test]
fn every_door_lets_its_good_ones_in() {
    for door in &DOORS {
        let seeds = (door.seeds)();
        let understood = seeds.iter().filter(|seed| (door.enter)(seed)).count();
        // Among the photos are those that have to be refused.
        let wanted = match door.name {
            "photo" => 20,
            _ => seeds.len(),
        };
        assert!(
            understood >= wanted,
            "{}: {understood} of {}",
            door.name,
            seeds.len()
        );
    }
}

#[test]
fn whatever_stands_in_a_project_it_opens_or_says_why_not() {
    run("project", 400);
    run("archive", 400);
}

#[test]
fn whatever_stands_in_the_design_of_a_variant_its_project_opens_or_says_why_not() {
    run("variant", 400);
}

#[test]
fn whatever_stands_in_a_design_it_is_applied_or_refused() {
    run("design", 1500);
}

#[test]
fn whatever_stands_in_a_view_it_projects_or_is_refused() {
    run("view", 1500);
}

#[test]
fn whatever_stands_in_a_recovery_log_its_records_are_offered_or_refused() {
    run("recovery", 400);
}

#[test]
fn whatever_stands_in_the_preferences_the_window_has_usable_ones() {
    run("preferences", 500);
}

#[test]
fn whatever_stands_in_the_list_of_projects_it_is_read_as_far_as_it_can_be() {
    run("recent", 500);
}

#[test]
fn whatever_stands_in_learned_work_it_is_averaged_or_refused() {
    run("learned", 1000);
}

#[test]
fn whatever_is_bent_in_a_file_under_a_passphrase_only_what_was_closed_opens() {
    // Hardly any bent file opens, so how many do is not looked at.
    let door = door("protected").expect("a door");
    let seed = &(door.seeds)()[0];
    for number in 0..1000 {
        (door.enter)(&bent(seed, &mut Random(number)));
    }
}

#[test]
fn whatever_is_typed_as_setting_moment_or_pigment_it_holds_or_is_refused() {
    run("setting", 4000);
    run("moment", 4000);
    run("pigment", 2000);
}

#[test]
fn whatever_numbers_turn_and_cut_a_photo_there_is_a_picture() {
    run("adjust", 2000);
}

#[test]
fn whatever_stands_in_a_colour_profile_the_photo_opens_or_is_refused() {
    run("profile", 1000);
}

#[test]
fn whatever_stands_in_a_photo_it_opens_or_is_refused() {
    run("photo", 2000);
}

#[test]
fn whatever_stands_in_a_network_it_is_read_or_refused() {
    run("network", 60);
}

#[test]
fn whatever_is_taken_in_as_a_style_or_as_limits_is_one_or_is_refused() {
    run("style", 400);
    run("limits", 1000);
}
