//! Words of what the photo tells.

#![allow(missing_docs, reason = "every sentence is its own description")]

use crate::vision::{HairColour, ShadeProposal};
use crate::words::catalogue::{decimal, said};
use crate::words::rooms::shown;

said! {
    /// Sections and buttons.
    seen = "found-seen";
    show_seen = "found-show-seen";
    tint = "found-tint";
    no_mask = "found-no-mask";
    measure_again = "found-measure-again";
    advice = "found-advice";
    own_hair = "found-own-hair";
    hair_of_this = "found-hair-of-this";
    spots = "found-spots";
    colour = "found-colour";
    eye_white = "found-eye-white";
    click_grey = "found-click-grey";
    as_taken = "found-as-taken";
    corrected = "found-corrected";
    proposal = "found-proposal";
    skin = "found-skin";
    skin_help = "found-skin-help";
    use_proposal = "found-use-proposal";
    match_sides = "found-match-sides";
    choose_hair = "found-choose-hair";
    /// In the list of zones to add.
    add_stubble = "found-add-stubble";
}

/// What is proposed, with the skin in words alone: its angle, in the first brackets, is shown where it is asked for.
pub fn without_angle(note: &str) -> String {
    let note_shown = shown(note);
    match (note_shown.find(" ("), note_shown.find(')')) {
        (Some(from), Some(to)) if from < to => {
            let angle = &note_shown[from..to];
            let set = angle
                .rsplit_once(", ")
                .filter(|_| note.contains(", as set)"))
                .map_or(String::new(), |(_, set)| format!(" ({set})"));
            format!("{}{set}{}", &note_shown[..from], &note_shown[to + 1..])
        }
        _ => note_shown,
    }
}

/// Hair and stubble of a zone.
pub fn cover(hair: f64, stubble: f64) -> String {
    told!(
        "found-cover",
        hair = decimal(100.0 * hair, 0),
        stubble = decimal(100.0 * stubble, 0)
    )
}

/// Keeps a spot free, by its place in the list.
pub fn keep(index: usize, diameter_mm: f64) -> String {
    told!(
        "found-keep",
        number = index + 1,
        diameter_mm = decimal(diameter_mm, 0)
    )
}

/// Takes an offer away.
pub fn dismiss(index: usize) -> String {
    told!("found-dismiss", number = index + 1)
}

/// A place that is kept free.
pub fn kept(index: usize, diameter_mm: f64) -> String {
    told!(
        "found-kept",
        number = index + 1,
        diameter_mm = decimal(diameter_mm, 0)
    )
}

/// Gives a place back.
pub fn free_again(index: usize) -> String {
    told!("found-free-again", number = index + 1)
}

/// A colour of hair.
pub fn hair_colour(colour: HairColour) -> &'static str {
    match colour {
        HairColour::Black => said("found-hair-colour-black"),
        HairColour::Brown => said("found-hair-colour-brown"),
        HairColour::Red => said("found-hair-colour-red"),
        HairColour::Fair => said("found-hair-colour-fair"),
        HairColour::Grey => said("found-hair-colour-grey"),
    }
}

/// What the proposal is.
pub fn shade(shade: &ShadeProposal) -> String {
    told!(
        "found-shade",
        pigment = super::treatment::pigment(shade.pigment.name()),
        shade_od = decimal(shade.shade_od, 2),
        dot_diameter_mm = decimal(shade.dot_diameter_mm, 2),
        density_per_cm2 = decimal(shade.density_per_cm2, 0)
    )
}

said! {
    /// Patches and scars that are offered to be filled.
    patches = "found-patches";
    fill_all = "found-fill-all";
    patches_help = "found-patches-help";
}

/// Fills a patch or a line, by its place in the list.
pub fn fill_patch(index: usize, is_line: bool, [length_mm, width_mm]: [f64; 2]) -> String {
    let (number, length, width) = (index + 1, decimal(length_mm, 0), decimal(width_mm, 0));
    match is_line {
        true => told!("found-fill-line", number, length, width),
        false => told!("found-fill-patch", number, length, width),
    }
}

/// Takes that offer away.
pub fn dismiss_patch(index: usize, is_line: bool) -> String {
    match is_line {
        true => told!("found-dismiss-line", number = index + 1),
        false => told!("found-dismiss-patch", number = index + 1),
    }
}
