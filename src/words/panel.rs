//! Words of the panels: steps, groups, buttons. Dialogs and knobs have files of their own below.

#![allow(missing_docs, reason = "every sentence is its own description")]

pub use super::knobs;

use super::catalogue::{decimal, number, said};
use super::rooms::shown;
use crate::editor::PictureTimings;

pub mod check;
pub mod dialogs;
pub mod findings;
pub mod names;
pub mod purpose;
pub mod start;
pub mod treatment;

said! {
    /// Buttons of the bar at the top.
    undo = "panel-undo";
    redo = "panel-redo";
    before = "panel-before";
    before_help = "panel-before-help";
    client_window = "panel-client-window";
    export = "panel-export";
    menu = "panel-menu";
    save = "panel-save";
    save_unsaved = "panel-save-unsaved";
}
/// Goes on to a step, by its name.
pub fn next(step: &str) -> String {
    told!("panel-next", step)
}

said! {
    next_needs_fit = "panel-next-needs-fit";
    save_as = "panel-save-as";
    copy_picture = "panel-copy-picture";
    add_photo = "panel-add-photo";
    /// Compares the photo of real healed work with its simulation.
    learn_from_photo = "panel-learn-from-photo";
    /// What that does.
    learn_from_photo_hint = "panel-learn-from-photo-hint";
    history = "panel-history";
    preferences = "panel-preferences";
    shortcuts = "panel-shortcuts";
    take_photo = "panel-take-photo";
    hide_panels = "panel-hide-panels";
    new_client = "panel-new-client";
    open = "panel-open";
    open_recent = "panel-open-recent";
    overlay = "panel-overlay";

    /// Side panel.
    search = "panel-search";
    search_clear = "panel-search-clear";
    fine = "panel-fine";
    fine_open = "panel-fine-open";
    fine_close = "panel-fine-close";
    reset = "panel-reset";
}

/// What a search that finds nothing says.
pub fn nothing_found(search: &str) -> String {
    told!("panel-nothing-found", search)
}

/// What was typed is no number.
pub fn no_number(text: &str) -> String {
    told!("panel-no-number", text)
}

/// What was typed lies out of range.
pub fn out_of_range(text: &str, [low, high]: [f64; 2], unit: &str) -> String {
    match unit {
        "" => told!("panel-out-of-range", text, low, high),
        unit => told!("panel-out-of-range-unit", text, low, high, unit),
    }
}

/// Reset of one knob.
pub fn reset_knob(label: &str) -> String {
    told!("panel-reset-knob", label)
}

said! {
    /// Photo.
    photos = "panel-photos";
    add_a_photo = "panel-add-a-photo";
    pose = "panel-pose";
    pose_unknown = "panel-pose-unknown";
    pose_ask = "panel-pose-ask";
    looking = "panel-looking";
    close_up_needs_ruler = "panel-close-up-needs-ruler";
    turn = "panel-turn";
    turn_left = "panel-turn-left";
    turn_right = "panel-turn-right";
    straighten = "panel-straighten";
    crop = "panel-crop";
    crop_begin = "panel-crop-begin";
    crop_reset = "panel-crop-reset";
    facts = "panel-facts";
    size = "panel-size";
    focal = "panel-focal";
    file = "panel-file";
    not_fitted = "panel-not-fitted";
    remove_photo = "panel-remove-photo";

    /// Fit.
    scale = "panel-scale";
    three_clicks = "panel-three-clicks";
    three_clicks_help = "panel-three-clicks-help";
    click_eye = "panel-click-eye";
    click_other = "panel-click-other";
    click_chin = "panel-click-chin";
    face_title = "panel-face";
    find_face = "panel-find-face";
}
/// A face by its number, from 1 for the largest.
pub fn face(number: usize) -> String {
    told!("panel-face-number", number)
}

said! {
    by_hand = "panel-by-hand";
    outline = "panel-outline";
    move_turn = "panel-move-turn";
    ruler = "panel-ruler";
    refit_all = "panel-refit-all";
    refit_all_help = "panel-refit-all-help";
    ruler_help = "panel-ruler-help";
    pupils = "panel-pupils";
    pupils_help = "panel-pupils-help";
    yaw = "panel-yaw";
    pitch = "panel-pitch";
    needs_eyes = "panel-needs-eyes";
}

/// The line that says the scale: mm per px and its standard deviation.
pub fn scale_line(mm_per_px: f64, error: f64) -> String {
    let percent = 100.0 * error / mm_per_px.max(1e-9);
    told!(
        "panel-scale-line",
        mm_per_px = decimal(mm_per_px, 3),
        percent = decimal(percent, 0)
    )
}

/// How good a scale is: the sentence below the line.
pub fn scale_quality(relative_error: f64) -> &'static str {
    match relative_error {
        e if e <= 0.025 => said("panel-scale-very-good"),
        e if e <= 0.07 => said("panel-scale-good"),
        e if e <= 0.12 => said("panel-scale-fair"),
        _ => said("panel-scale-rough"),
    }
}

/// The button to a step.
pub fn go_on(step: &str) -> String {
    told!("panel-go-on", step)
}

said! {
    /// Hairline.
    style = "panel-style";
    own_styles = "panel-own-styles";
    keep_style = "panel-keep-style";
    keep_style_hint = "panel-keep-style-hint";
    keep_style_help = "panel-keep-style-help";
    export_styles = "panel-export-styles";
}
/// Takes an own style away.
pub fn remove_style(name: &str) -> String {
    told!("panel-remove-style", name)
}

said! {
    middle = "panel-middle";
    edge = "panel-edge";
    on_the_photo = "panel-on-the-photo";
    drag_points = "panel-drag-points";
    trace = "panel-trace";
    trace_help = "panel-trace-help";
    symmetric = "panel-symmetric";
    all_points = "panel-all-points";
    guides = "panel-guides";
    points_back = "panel-points-back";
    reference = "panel-reference";
    reference_pin = "panel-reference-pin";
    reference_clear = "panel-reference-clear";
    no_line = "panel-no-line";

    /// Fill.
    how_dense = "panel-how-dense";
    how_dark = "panel-how-dark";
    zones = "panel-zones";
    all_zones = "panel-all-zones";
    add_zone = "panel-add-zone";
    show_zone = "panel-show-zone";
    hide_zone = "panel-hide-zone";
    shapes = "panel-shapes";
    move_shapes = "panel-move-shapes";
    copy_shapes = "panel-copy-shapes";
    ellipse = "panel-ellipse";
    line = "panel-line";
    free_shape = "panel-free-shape";
    soft_border = "panel-soft-border";
    line_width = "panel-line-width";
    shapes_help = "panel-shapes-help";
    remove_zone = "panel-remove-zone";
    brush = "panel-brush";
    brush_size = "panel-brush-size";
    brush_softness = "panel-brush-softness";
    brush_strength = "panel-brush-strength";
    brush_front = "panel-brush-front";
    brush_front_help = "panel-brush-front-help";
    brush_clear = "panel-brush-clear";
    hair_type = "panel-hair-type";
    other_pattern = "panel-other-pattern";
    other_pattern_help = "panel-other-pattern-help";

    /// Compare.
    view = "panel-view";
    variants = "panel-variants";
    new_variant = "panel-new-variant";
    style_board = "panel-style-board";
    style_board_help = "panel-style-board-help";
    rename = "panel-rename";
    remove_variant = "panel-remove-variant";
    agreed = "panel-agreed";
    hold_before = "panel-hold-before";
    client_open = "panel-client-open";
    client_close = "panel-client-close";
    client_freeze = "panel-client-freeze";
    client_blank = "panel-client-blank";
    client_mirror = "panel-client-mirror";
    client_split = "panel-client-split";
    client_life = "panel-client-life";

    /// Agree.
    summary = "panel-summary";
    variant = "panel-variant";
    stage = "panel-stage";
    dots_title = "panel-dots";
    area = "panel-area";
    assumed = "panel-assumed";
    initials = "panel-initials";
    practitioner = "panel-practitioner";
    agree = "panel-agree";
    agree_help = "panel-agree-help";
    agree_export = "panel-agree-export";
}
/// What is still missing for an agreement.
pub fn agree_missing(no_client: bool, no_practitioner: bool) -> Option<&'static str> {
    match (no_client, no_practitioner) {
        (true, true) => Some(said("panel-agree-missing-both")),
        (true, false) => Some(said("panel-agree-missing-client")),
        (false, true) => Some(said("panel-agree-missing-practitioner")),
        (false, false) => None,
    }
}

said! {
    agreed_on = "panel-agreed-on";
    agreed_help = "panel-agreed-help";
    save_picture = "panel-save-picture";
}

/// Strip and status line.
/// A photo of which nobody knows what it shows, by its number.
pub fn photo(number: usize) -> String {
    told!("panel-photo", number)
}

said! {
    strip_photos = "panel-strip-photos";
    strip_variants = "panel-strip-variants";
}
/// What is shown: the simulation at its moment.
pub fn simulation(stage: &str) -> String {
    told!("canvas-simulation", stage = shown(stage))
}

said! {
    working = "panel-working";
    cancel_job = "panel-cancel-job";
    close_note = "panel-close-note";
    counting = "panel-counting";
}

/// Dots on so much skin, cm²; `error` is the area's standard error as a share of it.
pub fn dots_on_skin(count: usize, area_cm2: f64, error: f64) -> String {
    let area = match area_cm2 {
        small if small < 9.95 => number(small, 1),
        large => number(large, 0),
    };
    let sure = match (100.0 * error).round() {
        percent if percent >= 1.0 => format!(" ± {}", told!("canvas-percent", percent = decimal(percent, 0))),
        _ => String::new(),
    };
    told!("panel-dots-on-skin", dots = dots(count), area, sure)
}

/// Dots of the plan, with the word.
pub fn dots_shown(count: usize) -> String {
    told!("panel-dots-shown", dots = dots(count))
}

/// Density under the pointer.
pub fn density_here(density_per_cm2: f64) -> String {
    told!("panel-density-here", density = decimal(density_per_cm2, 0))
}

/// A focal length as on film.
pub fn focal_length(focal_mm: f64) -> String {
    told!("panel-focal-length", focal_mm = decimal(focal_mm, 0))
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
        told!(
            "panel-timings-pictures",
            pictures_per_s = decimal(timings.pictures_per_s, 0)
        ),
        told!(
            "panel-timings-placing",
            placing_ms = decimal(timings.placing_ms, 1)
        ),
        told!(
            "panel-timings-drawing",
            drawing_ms = decimal(timings.drawing_ms, 1)
        ),
        told!("panel-timings-frame", frame_ms = decimal(timings.frame_ms, 1)),
    ]
}

/// A new file of the watched folder that can join the project.
pub fn add_new(name: &str) -> String {
    told!("panel-add-new", name)
}

said! {
    /// Entry of the menu: the open project gets a passphrase.
    protect = "panel-protect";
    /// Entry of the menu: the open project loses its passphrase.
    unprotect = "panel-unprotect";
    /// Entry of the menu: all that is kept of the client goes.
    delete_client = "panel-delete-client";
    /// Group of the step *Fit*: an earlier photo over this one.
    ghost = "panel-ghost";
    /// Shows it.
    ghost_show = "panel-ghost-show";
    /// Its slider, for screen readers.
    ghost_opacity = "panel-ghost-opacity";
    /// What it is for.
    ghost_help = "panel-ghost-help";
    /// Free hand and stencils, in the list of shapes.
    lasso = "panel-lasso";
    stencil = "panel-stencil";
}
