//! Words of what the photo tells.

#![allow(missing_docs, reason = "every constant's text is its own description")]

use crate::vision::{HairColour, ShadeProposal};

/// Sections and buttons.
pub const SEEN: &str = "Seen in the photo";
pub const SHOW_SEEN: &str = "Show what was found";
pub const TINT: &str = "Tinted: no dots are drawn there in this photo. The brush corrects it (In front).";
pub const NO_MASK: &str = "Hair could not be told from skin here: paint what lies in front with the brush.";
pub const MEASURE_AGAIN: &str = "Look again";
pub const ADVICE: &str = "For a better photo";
pub const OWN_HAIR: &str = "Own hair, an estimate";
pub const HAIR_OF_THIS: &str = "Count the hair of this photo";
pub const SPOTS: &str = "Spots: keep free?";
pub const COLOUR: &str = "Colour";
pub const EYE_WHITE: &str = "By the eyes";
pub const CLICK_GREY: &str = "Pick a neutral grey";
pub const AS_TAKEN: &str = "Colours as taken";
pub const CORRECTED: &str = "The colour cast is corrected, before and after alike.";
pub const PROPOSAL: &str = "For this client";
pub const SKIN: &str = "Skin, dark to light";
pub const SKIN_HELP: &str = "Typology angle of the client's skin: very light over 55°, light from 41°, intermediate from 28°, tan from 10°, brown from −30°, dark below. Set it where the photo's light misleads; a double click goes back to the photo.";
pub const USE_PROPOSAL: &str = "Use the proposal";
pub const MATCH_SIDES: &str = "Match my sides";
pub const CHOOSE_HAIR: &str = "No own hair is seen. Colour to imitate:";
/// In the list of zones to add.
pub const ADD_STUBBLE: &str = "Own stubble at the sides";

/// What is proposed, with the skin in words alone; its angle is shown where it is asked for.
pub fn without_angle(note: &str) -> String {
    match (note.find(" (typology angle"), note.find(')')) {
        (Some(from), Some(to)) if from < to => {
            let set = if note[from..to].ends_with("as set") {
                " (as set)"
            } else {
                ""
            };
            format!("{}{set}{}", &note[..from], &note[to + 1..])
        }
        _ => note.to_owned(),
    }
}

/// Hair and stubble of a zone.
pub fn cover(hair: f64, stubble: f64) -> String {
    format!("hair {:.0} % · stubble {:.0} %", 100.0 * hair, 100.0 * stubble)
}

/// Keeps a spot free, by its place in the list.
pub fn keep(index: usize, diameter_mm: f64) -> String {
    format!("Keep spot {} free ({diameter_mm:.0} mm)", index + 1)
}

/// Takes an offer away.
pub fn dismiss(index: usize) -> String {
    format!("Not spot {}", index + 1)
}

/// A place that is kept free.
pub fn kept(index: usize, diameter_mm: f64) -> String {
    format!("Place {} kept free ({diameter_mm:.0} mm)", index + 1)
}

/// Gives a place back.
pub fn free_again(index: usize) -> String {
    format!("No longer keep place {} free", index + 1)
}

/// A colour of hair.
pub fn hair_colour(colour: HairColour) -> &'static str {
    match colour {
        HairColour::Black => "Black hair",
        HairColour::Brown => "Brown hair",
        HairColour::Red => "Red hair",
        HairColour::Fair => "Fair hair",
        HairColour::Grey => "Grey hair",
    }
}

/// What the proposal is.
pub fn shade(shade: &ShadeProposal) -> String {
    format!(
        "{}, shade {:.2}, dots of {:.2} mm, {:.0} a cm²",
        super::treatment::pigment(shade.pigment.name()),
        shade.shade_od,
        shade.dot_diameter_mm,
        shade.density_per_cm2
    )
}

/// Patches and scars that are offered to be filled.
pub const PATCHES: &str = "Bare within stubble: fill?";
pub const FILL_ALL: &str = "Fill all of them";
pub const PATCHES_HELP: &str =
    "Filled in the colour of the stubble around. Not sure what it is? Ask a doctor before treatment.";

/// Fills a patch or a line, by its place in the list.
pub fn fill_patch(index: usize, is_line: bool, [length_mm, width_mm]: [f64; 2]) -> String {
    let what = if is_line { "line" } else { "patch" };
    format!("Fill {what} {} ({length_mm:.0} × {width_mm:.0} mm)", index + 1)
}

/// Takes that offer away.
pub fn dismiss_patch(index: usize, is_line: bool) -> String {
    let what = if is_line { "line" } else { "patch" };
    format!("Not {what} {}", index + 1)
}
