//! Words on the canvas: handles, guides, readings.

use super::catalogue::{decimal, found, number, plain_number, said};
use super::rooms::shown;
use crate::design::PointName;
use crate::editor::{ConsultationStep, KeyChanges, KeyChord, KeyCommand, Tool};
use egui::Key;

said! {
    /// Name of the picture without simulation.
    before = "canvas-before";
}
/// A dot between two parts of a line.
pub const BETWEEN: &str = " · ";
said! {
    /// The split line's knob.
    split = "canvas-split";
    /// Guides.
    glabella = "canvas-glabella";
    /// Guides.
    third = "canvas-third";
    /// Takes the chosen point away.
    remove_point = "canvas-remove-point";
}
/// On the button that takes a point away.
pub const TIMES: &str = "×";
said! {
    /// Finishes a trace.
    done = "canvas-done";
    /// What to do with the tracing tool.
    trace_hint = "canvas-trace-hint";
    /// Name of the trace in the history.
    trace = "canvas-trace";
    /// The three clicks.
    click_first_eye = "canvas-click-first-eye";
    /// The three clicks.
    click_second_eye = "canvas-click-second-eye";
    /// The three clicks.
    click_chin = "canvas-click-chin";
    /// The outline tool.
    outline_hint = "canvas-outline-hint";
    /// Clicking something grey.
    neutral_hint = "canvas-neutral-hint";
    /// The ruler.
    ruler_hint = "canvas-ruler-hint";
    /// The ruler's question.
    ruler_ask = "canvas-ruler-ask";
    /// The ruler's explanation.
    ruler_why = "canvas-ruler-why";
    /// Takes the ruler's length.
    ruler_set = "canvas-ruler-set";
    /// A handle of the fit.
    move_head = "canvas-move-head";
    /// A handle of the fit.
    turn_head = "canvas-turn-head";
    /// A handle of the fit.
    roll_head = "canvas-roll-head";
    /// A handle of the fit.
    scale_head = "canvas-scale-head";
    /// A handle of the fit.
    depth = "canvas-depth";
    /// A handle of the fit.
    chin = "canvas-chin";
    /// A handle of the fit.
    brow = "canvas-brow";
    /// A handle of the fit.
    vertex = "canvas-vertex";
}
/// Eyes of the fit.
pub fn eyes() -> [&'static str; 2] {
    ["canvas-eyes-left", "canvas-eyes-right"].map(said)
}
/// Corners of the crop, clockwise from the upper left.
pub fn corners() -> [&'static str; 4] {
    [
        "canvas-corners-upper-left",
        "canvas-corners-upper-right",
        "canvas-corners-lower-right",
        "canvas-corners-lower-left",
    ]
    .map(said)
}
/// Ends of the ruler.
pub fn ruler_ends() -> [&'static str; 2] {
    ["canvas-ruler-ends-first", "canvas-ruler-ends-second"].map(said)
}
said! {
    /// Between two keys that do the same.
    or = "canvas-or";
}
/// The control key, before another key.
pub const CTRL: &str = if cfg!(target_os = "macos") { "⌘" } else { "Ctrl+" };
said! {
    /// The shift key, before another key.
    shift_key = "canvas-shift-key";
}
/// Groups of the keyboard map.
pub fn groups() -> [&'static str; 4] {
    [
        "canvas-groups-project",
        "canvas-groups-view",
        "canvas-groups-tools",
        "canvas-groups-brush",
    ]
    .map(said)
}

/// Label of the simulation: the word, and the stage that it shows.
pub fn simulation(variant: Option<&str>, stage: &str) -> String {
    match variant {
        Some(name) => told!("canvas-simulation-variant", name, stage = shown(stage)),
        None => told!("canvas-simulation", stage = shown(stage)),
    }
}

/// The magnification; told from 2× on.
pub fn magnification(zoom: f64) -> Option<String> {
    (zoom >= 1.995).then(|| format!("{}×", number(zoom, 0)))
}

/// Zoom as photo tools write it.
pub fn percent(zoom: f64) -> String {
    let percent = 100.0 * zoom;
    let digits = if percent < 9.95 { 1 } else { 0 };
    told!("canvas-percent", percent = decimal(percent, digits))
}

/// A length.
pub fn mm(length_mm: f64) -> String {
    let digits = if length_mm < 10.0 { 1 } else { 0 };
    format!("{} mm", number(length_mm, digits))
}

/// A round length on a scale bar.
pub fn bar(length_mm: f64) -> String {
    format!("{} mm", plain_number(length_mm))
}

/// What a hairline handle is called by screen readers.
pub fn point(name: PointName) -> String {
    told!("canvas-point", point = plain(name))
}

said! {
    /// Where no zone has a shape yet.
    no_shapes = "canvas-no-shapes";
}

/// A whole shape, counted from 1.
pub fn shape(number: usize) -> String {
    told!("canvas-shape", number)
}

/// A point of a shape's border or path, both counted from 1.
pub fn shape_point(number: usize, point: usize) -> String {
    told!("canvas-shape-point", number, point)
}

/// The end of an ellipse's half axis from front to back or sideways.
pub fn shape_axis(number: usize, sideways: bool) -> String {
    match sideways {
        true => told!("canvas-shape-width", number),
        false => told!("canvas-shape-length", number),
    }
}

/// What an inserted hairline point is called.
pub fn extra_point(after: PointName, number: usize) -> String {
    told!("canvas-extra-point", number = number + 1, point = plain(after))
}

/// A point's name in words.
pub fn plain(name: PointName) -> String {
    let (place, side) = place_and_side(name);
    match side {
        Some(true) => told!("canvas-point-left", place),
        Some(false) => told!("canvas-point-right", place),
        None => place.to_owned(),
    }
}

/// What a point's place is called, and whether it is the left one where there are two.
fn place_and_side(name: PointName) -> (&'static str, Option<bool>) {
    let name = name.name();
    let (place, side) = match (name.strip_suffix("-left"), name.strip_suffix("-right")) {
        (Some(place), _) => (place, Some(true)),
        (_, Some(place)) => (place, Some(false)),
        _ => (name, None),
    };
    (found(&format!("point-{place}")).unwrap_or(place), side)
}

/// Name of a move of both sides in the history.
pub fn both_sides(name: PointName) -> String {
    let (place, _) = place_and_side(name);
    told!("canvas-both-sides", place)
}

said! {
    /// Name of an insertion in the history.
    insert_both = "canvas-insert-both";
    /// Name of a removal in the history.
    remove_both = "canvas-remove-both";
    /// Name of a move of an inserted point in the history.
    move_both = "canvas-move-both";
}

/// What a dragged hairline point says of itself.
pub fn heights(above_mm: f64, aside_mm: f64) -> String {
    let above = match above_mm < 0.0 {
        true => told!("canvas-heights-below", below_mm = decimal(-above_mm, 0)),
        false => told!("canvas-heights-above", above_mm = decimal(above_mm, 0)),
    };
    match aside_mm < 0.5 {
        true => above,
        false => told!("canvas-heights-aside", above, aside_mm = decimal(aside_mm, 0)),
    }
}

/// A height of the guides.
pub fn tick(height_mm: f64) -> String {
    number(height_mm, 0)
}

/// What the ruler measures.
pub fn measured(length_mm: f64, length_px: f64) -> String {
    told!(
        "canvas-measured",
        length_mm = decimal(length_mm, 1),
        length_px = decimal(length_px, 0)
    )
}

/// Chooses a face by its number.
pub fn choose_face(number: usize) -> String {
    told!("canvas-choose-face", number)
}

/// An outline point's name.
pub fn edge(number: usize) -> String {
    told!("canvas-edge", number = number + 1)
}

/// Points of a trace so far.
pub fn traced(count: usize) -> String {
    told!("canvas-traced", count)
}

/// What the fit's handles say while they are dragged.
pub fn angles(yaw_deg: f64, pitch_deg: f64, roll_deg: f64) -> String {
    told!(
        "canvas-angles",
        yaw_deg = decimal(yaw_deg, 0),
        pitch_deg = decimal(pitch_deg, 0),
        roll_deg = decimal(roll_deg, 0)
    )
}

/// What the depth handle says.
pub fn distance(distance_mm: f64) -> String {
    told!("canvas-distance", distance_mm = decimal(distance_mm / 1000.0, 2))
}

/// Keys that do the same, as they are written: `Ctrl+Z`.
pub fn keys(chords: &[KeyChord]) -> String {
    let shown: Vec<String> = chords.iter().map(chord).collect();
    shown.join(&format!(" {} ", or()))
}

/// The first key of a command, as a menu shows it; empty where it has none.
pub fn first_key(keys: &KeyChanges, command: KeyCommand) -> String {
    let chords = keys.chords(command);
    chords.first().map(chord).unwrap_or_default()
}

fn chord(chord: &KeyChord) -> String {
    let key = match chord.key {
        Key::ArrowRight => said("canvas-chord-arrow-right"),
        Key::ArrowUp => said("canvas-chord-arrow-up"),
        Key::ArrowLeft => said("canvas-chord-arrow-left"),
        Key::ArrowDown => said("canvas-chord-arrow-down"),
        key => key.symbol_or_name(),
    };
    let command = if chord.command { CTRL } else { "" };
    let shift = match chord.shift {
        Some(true) => shift_key(),
        Some(false) | None => "",
    };
    format!("{command}{shift}{key}")
}

/// What a key does, for the list of shortcuts.
pub fn command(command: KeyCommand) -> &'static str {
    match command {
        KeyCommand::Open => said("canvas-command-open"),
        KeyCommand::Save => said("canvas-command-save"),
        KeyCommand::SaveAs => said("canvas-command-save-as"),
        KeyCommand::Paste => said("canvas-command-paste"),
        KeyCommand::Export => said("canvas-command-export"),
        KeyCommand::Undo => said("canvas-command-undo"),
        KeyCommand::Redo => said("canvas-command-redo"),
        KeyCommand::Search => said("canvas-command-search"),
        KeyCommand::Quit => said("canvas-command-quit"),
        KeyCommand::Shortcuts => said("canvas-command-shortcuts"),
        KeyCommand::Cancel => said("canvas-command-cancel"),
        KeyCommand::Step(step) => match step {
            ConsultationStep::Photo => said("canvas-command-photo"),
            ConsultationStep::Fit => said("canvas-command-fit"),
            ConsultationStep::Purpose => said("canvas-command-purpose"),
            ConsultationStep::Hairline => said("canvas-command-hairline"),
            ConsultationStep::Fill => said("canvas-command-fill"),
            ConsultationStep::Treatment => said("canvas-command-treatment"),
            ConsultationStep::Compare => said("canvas-command-compare"),
            ConsultationStep::Agree => said("canvas-command-agree"),
        },
        KeyCommand::ZoomFit => said("canvas-command-zoom-fit"),
        KeyCommand::ZoomActual => said("canvas-command-zoom-actual"),
        KeyCommand::ZoomIn => said("canvas-command-zoom-in"),
        KeyCommand::ZoomOut => said("canvas-command-zoom-out"),
        KeyCommand::Before => said("canvas-command-before"),
        KeyCommand::Compare => said("canvas-command-split"),
        KeyCommand::Mirror => said("canvas-command-mirror"),
        KeyCommand::HidePanels => said("canvas-command-hide-panels"),
        KeyCommand::ClientWindow => said("canvas-command-client-window"),
        KeyCommand::ClientBlank => said("canvas-command-client-blank"),
        KeyCommand::Play => said("canvas-command-play"),
        KeyCommand::Pan => said("canvas-command-pan"),
        KeyCommand::Tool(tool) => match tool {
            Tool::Hand => said("canvas-command-hand"),
            Tool::Hairline => said("canvas-command-points"),
            Tool::Trace => said("canvas-command-trace"),
            Tool::Brush => said("canvas-command-brush"),
            Tool::Shapes => said("canvas-command-shapes"),
            Tool::Lasso => said("canvas-command-lasso"),
            Tool::Ruler => said("canvas-command-ruler"),
            Tool::Fit => said("canvas-command-fit-head"),
            Tool::ThreeClicks => said("canvas-command-three-clicks"),
            Tool::Outline => said("canvas-command-outline"),
            Tool::Crop => said("canvas-command-crop"),
            Tool::Neutral => said("canvas-command-neutral"),
        },
        KeyCommand::BrushSmaller => said("canvas-command-brush-smaller"),
        KeyCommand::BrushLarger => said("canvas-command-brush-larger"),
        KeyCommand::BrushHarder => said("canvas-command-brush-harder"),
        KeyCommand::BrushSofter => said("canvas-command-brush-softer"),
        KeyCommand::Remove => said("canvas-command-remove"),
        KeyCommand::RemoveLast => said("canvas-command-remove-last"),
        KeyCommand::Finish => said("canvas-command-finish"),
        KeyCommand::Nudge(_) => said("canvas-command-nudge"),
    }
}

said! {
    /// What to do with the lasso.
    lasso_hint = "canvas-lasso-hint";
}
