//! Words of the panels: steps, groups, buttons. Dialogs and knobs have files of their own below.

#![allow(missing_docs, reason = "every constant's text is its own description")]

pub use super::knobs;

use crate::editor::PictureTimings;

pub mod check;
pub mod dialogs;
pub mod findings;
pub mod names;
pub mod start;
pub mod treatment;

/// Buttons of the bar at the top.
pub const UNDO: &str = "Undo";
pub const REDO: &str = "Redo";
pub const BEFORE: &str = "Before";
pub const BEFORE_HELP: &str = "Hold to see the photo as it is";
pub const CLIENT_WINDOW: &str = "Client window";
pub const EXPORT: &str = "Export";
pub const MENU: &str = "Menu";
pub const SAVE: &str = "Save";
pub const SAVE_UNSAVED: &str = "Save: there are changes that aren't saved";
/// Goes on to a step, by its name.
pub fn next(step: &str) -> String {
    format!("Next: {step}")
}
pub const NEXT_NEEDS_FIT: &str = "Say what the photo shows first.";
pub const SAVE_AS: &str = "Save as…";
pub const COPY_PICTURE: &str = "Copy the picture";
pub const ADD_PHOTO: &str = "Add photo…";
pub const HISTORY: &str = "History…";
pub const PREFERENCES: &str = "Preferences…";
pub const SHORTCUTS: &str = "Keys…";
pub const TAKE_PHOTO: &str = "How to take the photo…";
pub const HIDE_PANELS: &str = "Photo only";
pub const NEW_CLIENT: &str = "New client";
pub const OPEN: &str = "Open…";
pub const OPEN_RECENT: &str = "Open recent";
pub const OVERLAY: &str = "Show timings";

/// Side panel.
pub const SEARCH: &str = "Search all numbers";
pub const SEARCH_CLEAR: &str = "Clear the search";
pub const FINE: &str = "Fine";
pub const FINE_OPEN: &str = "Show all numbers of this step";
pub const FINE_CLOSE: &str = "Show less";
pub const RESET: &str = "Reset";

/// What a search that finds nothing says.
pub fn nothing_found(search: &str) -> String {
    format!("No number is called “{search}”.")
}

/// What was typed is no number.
pub fn no_number(text: &str) -> String {
    format!("“{text}” is no number.")
}

/// What was typed lies out of range.
pub fn out_of_range(text: &str, [low, high]: [f64; 2], unit: &str) -> String {
    format!("“{text}” is out of range: {low} to {high} {unit}")
        .trim_end()
        .to_owned()
        + "."
}

/// Reset of one knob.
pub fn reset_knob(label: &str) -> String {
    format!("Reset {label}")
}

/// Photo.
pub const PHOTOS: &str = "Photos";
pub const ADD_A_PHOTO: &str = "Add a photo";
pub const POSE: &str = "It shows";
pub const POSE_UNKNOWN: &str = "Not known yet";
pub const POSE_ASK: &str = "What does the photo show?";
pub const LOOKING: &str = "Looking for the face …";
pub const CLOSE_UP_NEEDS_RULER: &str =
    "A close-up needs a known length: drag the ruler along it, say its millimetres, then choose Close-up.";
pub const TURN: &str = "Turn";
pub const TURN_LEFT: &str = "Turn left";
pub const TURN_RIGHT: &str = "Turn right";
pub const STRAIGHTEN: &str = "Straighten";
pub const CROP: &str = "Crop";
pub const CROP_BEGIN: &str = "Draw a frame";
pub const CROP_RESET: &str = "Whole photo";
pub const FACTS: &str = "Facts";
pub const SIZE: &str = "Size";
pub const FOCAL: &str = "Focal length";
pub const FILE: &str = "File";
pub const NOT_FITTED: &str = "The head has not been fitted in this photo yet.";
pub const REMOVE_PHOTO: &str = "Remove this photo";

/// Fit.
pub const SCALE: &str = "Scale";
pub const THREE_CLICKS: &str = "Three clicks";
pub const THREE_CLICKS_HELP: &str = "Click one pupil, the other pupil, then the lowest point of the chin";
pub const CLICK_EYE: &str = "One pupil";
pub const CLICK_OTHER: &str = "The other";
pub const CLICK_CHIN: &str = "Chin";
pub const FACE: &str = "Face";
pub const FIND_FACE: &str = "Fit to the face in the photo";
/// A face by its number, from 1 for the largest.
pub fn face(number: usize) -> String {
    format!("Face {number}")
}
pub const BY_HAND: &str = "By hand";
pub const OUTLINE: &str = "Outline of the head";
pub const MOVE_TURN: &str = "Move and turn";
pub const RULER: &str = "Ruler";
pub const REFIT_ALL: &str = "Refit from all photos";
pub const REFIT_ALL_HELP: &str = "Finds the one head that all fitted photos show, and every camera with it";
pub const RULER_HELP: &str = "Drag along a known length in the photo and type its millimetres";
pub const PUPILS: &str = "Pupil distance";
pub const PUPILS_HELP: &str = "Measured from pupil to pupil, mm. Most adults: 54–72, mean 63.";
pub const YAW: &str = "Turned";
pub const PITCH: &str = "Nodded";
pub const NEEDS_EYES: &str = "Click the eyes first; then these numbers can be changed.";

/// The line that says the scale: mm per px and its standard deviation.
pub fn scale_line(mm_per_px: f64, error: f64) -> String {
    let percent = 100.0 * error / mm_per_px.max(1e-9);
    format!("{mm_per_px:.3} mm per pixel ± {percent:.0} %")
}

/// How good a scale is: the sentence below the line.
pub fn scale_quality(relative_error: f64) -> &'static str {
    match relative_error {
        e if e <= 0.025 => "Very good: measured.",
        e if e <= 0.07 => "Good: fine for a consultation.",
        e if e <= 0.12 => "Fair: enter the pupil distance or use the ruler for more.",
        _ => "Rough: three clicks or the ruler make it better.",
    }
}

/// What for?
pub const LATER: &str = "If loss goes on to";
pub const LATER_HELP: &str =
    "Yellow borders on the photo: where hair would be gone. Own hair in the photo stays as it is.";

/// What a plan leaves at a later stage: skin lost and skin without dots, cm², with the standard error of areas as a share.
pub fn later_loss(stage: &str, lost_cm2: f64, bare_cm2: f64, error: f64) -> String {
    let sure = match (100.0 * error).round() {
        percent if percent >= 1.0 => format!(" (± {percent:.0} %)"),
        _ => String::new(),
    };
    match bare_cm2 {
        little if little < 3.0 => {
            format!("At {stage} this plan covers all {lost_cm2:.0} cm²{sure} that are lost.")
        }
        _ => format!(
            "At {stage} {bare_cm2:.0} of {lost_cm2:.0} cm²{sure} would be bare round these dots: an island, unless more is treated."
        ),
    }
}

/// The SALT score of what is treated, with its class (docs/domain.md 4).
pub fn salt(score: f64) -> String {
    let class = match score {
        little if little < 20.5 => "limited",
        some if some < 49.5 => "moderate",
        much if much < 94.5 => "severe",
        _ => "very severe",
    };
    format!("Treated as drawn: SALT {score:.0} of 100, {class}. A measure of the plan, no diagnosis.")
}

pub const PURPOSE_HELP: &str = "Sets zones and defaults. Everything can be changed later.";

/// The button to a step.
pub fn go_on(step: &str) -> String {
    format!("Go on: {step}")
}

/// Hairline.
pub const STYLE: &str = "Style";
pub const OWN_STYLES: &str = "Your own styles";
pub const KEEP_STYLE: &str = "Keep this design as a style";
pub const KEEP_STYLE_HINT: &str = "name";
pub const KEEP_STYLE_HELP: &str = "Line, dots and pigment without what belongs to the client; its picture is the demo head's. A library (.zip) is taken in by opening it.";
pub const EXPORT_STYLES: &str = "Save all as a library";
/// Takes an own style away.
pub fn remove_style(name: &str) -> String {
    format!("Remove style {name}")
}
pub const MIDDLE: &str = "Middle above the brows";
pub const EDGE: &str = "Edge";
pub const ON_THE_PHOTO: &str = "On the photo";
pub const DRAG_POINTS: &str = "Drag points";
pub const TRACE: &str = "Trace";
pub const TRACE_HELP: &str = "Click or draw along a line drawn on the skin; it becomes the hairline";
pub const SYMMETRIC: &str = "Both sides alike";
pub const ALL_POINTS: &str = "All points of the line";
pub const GUIDES: &str = "Midline and thirds";
pub const POINTS_BACK: &str = "Points back to the style";
pub const REFERENCE: &str = "Reference picture";
pub const REFERENCE_PIN: &str = "Pin a picture…";
pub const REFERENCE_CLEAR: &str = "Take it away";
pub const NO_LINE: &str = "This style draws no hairline.";

/// Fill.
pub const HOW_DENSE: &str = "How dense";
pub const HOW_DARK: &str = "How dark";
pub const ZONES: &str = "Zones";
pub const ALL_ZONES: &str = "All zones";
pub const ADD_ZONE: &str = "Add zone";
pub const SHOW_ZONE: &str = "Show zone";
pub const HIDE_ZONE: &str = "Hide zone";
pub const SHAPES: &str = "Shapes of the zone";
pub const MOVE_SHAPES: &str = "Move";
pub const COPY_SHAPES: &str = "To other side";
pub const ELLIPSE: &str = "Ellipse";
pub const LINE: &str = "Line";
pub const FREE_SHAPE: &str = "Free";
pub const SOFT_BORDER: &str = "Soft border";
pub const LINE_WIDTH: &str = "Line width";
pub const SHAPES_HELP: &str = "White knobs move a shape, blue ones its points and axes. Double-click a border for another point; Delete takes one out.";
pub const REMOVE_ZONE: &str = "Remove zone";
pub const BRUSH: &str = "Brush";
pub const BRUSH_SIZE: &str = "Size";
pub const BRUSH_SOFTNESS: &str = "Softness";
pub const BRUSH_STRENGTH: &str = "Strength";
pub const BRUSH_FRONT: &str = "In front (this photo only)";
pub const BRUSH_FRONT_HELP: &str = "Paints what lies in front of the head here: glasses, a hand, a cape";
pub const BRUSH_CLEAR: &str = "Clear brush work";
pub const HAIR_TYPE: &str = "Hair type";
pub const OTHER_PATTERN: &str = "Other pattern";
pub const OTHER_PATTERN_HELP: &str = "The same numbers, other places for the dots";

/// Compare.
pub const VIEW: &str = "View";
pub const VARIANTS: &str = "Variants";
pub const NEW_VARIANT: &str = "New variant";
pub const STYLE_BOARD: &str = "Style board";
pub const STYLE_BOARD_HELP: &str = "Three more variants of this client, an elegant, a slightly receding and a mature line, beside this one; keep what is liked, remove the others";
pub const RENAME: &str = "Name of the variant shown";
pub const REMOVE_VARIANT: &str = "Remove variant";
pub const AGREED: &str = "agreed";
pub const HOLD_BEFORE: &str = "Hold for before";
pub const CLIENT_OPEN: &str = "Open client window";
pub const CLIENT_CLOSE: &str = "Close client window";
pub const CLIENT_FREEZE: &str = "Freeze its picture";
pub const CLIENT_BLANK: &str = "Blank";
pub const CLIENT_MIRROR: &str = "Mirrored, as in a mirror";
pub const CLIENT_SPLIT: &str = "Follows the split";
pub const CLIENT_LIFE: &str = "Life size";

/// Agree.
pub const SUMMARY: &str = "Summary";
pub const VARIANT: &str = "Variant";
pub const STAGE: &str = "Stage";
pub const DOTS: &str = "Dots";
pub const AREA: &str = "Area";
pub const ASSUMED: &str = "Assumed";
pub const INITIALS: &str = "Client's initials";
pub const PRACTITIONER: &str = "Practitioner";
pub const AGREE: &str = "Agree";
pub const AGREE_HELP: &str =
    "Keeps this variant as it is, with today's date. A simulation shows an intention, not a promised result.";
pub const AGREE_EXPORT: &str = "Save the picture right afterwards";
/// What is still missing for an agreement.
pub fn agree_missing(no_client: bool, no_practitioner: bool) -> Option<&'static str> {
    match (no_client, no_practitioner) {
        (true, true) => Some("Enter the client's initials and the practitioner first."),
        (true, false) => Some("Enter the client's initials first."),
        (false, true) => Some("Enter the practitioner first."),
        (false, false) => None,
    }
}
pub const AGREED_ON: &str = "Agreed on";
pub const AGREED_HELP: &str =
    "This variant is kept as it is. A later change makes a new one, marked “not agreed”.";
pub const SAVE_PICTURE: &str = "Save the picture";

/// Strip and status line.
/// A photo of which nobody knows what it shows, by its number.
pub fn photo(number: usize) -> String {
    format!("Photo {number}")
}
pub const STRIP_PHOTOS: &str = "Photos";
pub const STRIP_VARIANTS: &str = "Variants";
/// What is shown: the simulation at its moment.
pub fn simulation(stage: &str) -> String {
    format!("Simulation · {stage}")
}
pub const WORKING: &str = "working…";
pub const CANCEL_JOB: &str = "Stop";
pub const CLOSE_NOTE: &str = "Close note";
pub const COUNTING: &str = "counting dots…";

/// Dots on so much skin, cm²; `error` is the area's standard error as a share of it.
pub fn dots_on_skin(count: usize, area_cm2: f64, error: f64) -> String {
    let area = match area_cm2 {
        small if small < 9.95 => format!("{small:.1}"),
        large => format!("{large:.0}"),
    };
    let sure = match (100.0 * error).round() {
        percent if percent >= 1.0 => format!(" ± {percent:.0} %"),
        _ => String::new(),
    };
    format!("{} dots on {area} cm²{sure}", dots(count))
}

/// Dots of the plan.
pub fn dots(count: usize) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}

/// Lines of the timings.
pub fn timings(timings: &PictureTimings) -> [String; 4] {
    [
        format!("{:.0} pictures a second", timings.pictures_per_s),
        format!("placing {:.1} ms", timings.placing_ms),
        format!("drawing {:.1} ms", timings.drawing_ms),
        format!("frame {:.1} ms", timings.frame_ms),
    ]
}

/// A new file of the watched folder that can join the project.
pub fn add_new(name: &str) -> String {
    format!("Add {name}")
}

/// Free hand and stencils, in the list of shapes.
pub const LASSO: &str = "Draw round an area";
pub const STENCIL: &str = "Stencil…";
