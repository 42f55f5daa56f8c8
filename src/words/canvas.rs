//! Words on the canvas: handles, guides, readings.

use crate::design::PointName;
use crate::editor::{ConsultationStep, KeyChord, KeyCommand, Tool};
use egui::Key;

/// Name of the picture without simulation.
pub const BEFORE: &str = "Before";
/// A dot between two parts of a line.
pub const BETWEEN: &str = " · ";
/// The split line's knob.
pub const SPLIT: &str = "Split between before and simulation";
/// Guides.
pub const GLABELLA: &str = "glabella";
/// Guides.
pub const THIRD: &str = "a third";
/// Takes the chosen point away.
pub const REMOVE_POINT: &str = "Remove point";
/// On the button that takes a point away.
pub const TIMES: &str = "×";
/// Finishes a trace.
pub const DONE: &str = "Done";
/// What to do with the tracing tool.
pub const TRACE_HINT: &str =
    "Click or draw along the line on the skin, from one side to the other; double-click ends it";
/// Name of the trace in the history.
pub const TRACE: &str = "Trace a line";
/// The three clicks.
pub const CLICK_FIRST_EYE: &str = "Click the pupil at the left of the picture";
/// The three clicks.
pub const CLICK_SECOND_EYE: &str = "Now the pupil at the right of the picture";
/// The three clicks.
pub const CLICK_CHIN: &str = "Now the lowest point of the chin";
/// The outline tool.
pub const OUTLINE_HINT: &str = "Drag the points onto the edge of the scalp; click the edge to add one";
/// Clicking something grey.
pub const NEUTRAL_HINT: &str =
    "Click something that is neutral grey or white in reality: a wall, paper, a grey card";
/// The ruler.
pub const RULER_HINT: &str = "Drag along something whose length you know: a ruler, a 10 mm sticker";
/// The ruler's question.
pub const RULER_ASK: &str = "How long is it really?";
/// The ruler's explanation.
pub const RULER_WHY: &str = "Sets the scale at the eyes' distance; measure near the face, not far behind it.";
/// Takes the ruler's length.
pub const RULER_SET: &str = "Set the scale";
/// A handle of the fit.
pub const MOVE_HEAD: &str = "Move the head";
/// A handle of the fit.
pub const TURN_HEAD: &str = "Turn and tilt the head";
/// A handle of the fit.
pub const ROLL_HEAD: &str = "Roll the head";
/// A handle of the fit.
pub const SCALE_HEAD: &str = "Size of the head";
/// A handle of the fit.
pub const DEPTH: &str = "Distance of the camera";
/// A handle of the fit.
pub const CHIN: &str = "Chin";
/// A handle of the fit.
pub const BROW: &str = "Brow: tilts the head";
/// A handle of the fit.
pub const VERTEX: &str = "Top of the head";
/// Eyes of the fit.
pub const EYES: [&str; 2] = ["Pupil at the left", "Pupil at the right"];
/// Corners of the crop, clockwise from the upper left.
pub const CORNERS: [&str; 4] = [
    "Crop: upper left",
    "Crop: upper right",
    "Crop: lower right",
    "Crop: lower left",
];
/// Ends of the ruler.
pub const RULER_ENDS: [&str; 2] = ["Ruler's beginning", "Ruler's end"];
/// Between two keys that do the same.
pub const OR: &str = " or ";
/// The control key, before another key.
pub const CTRL: &str = if cfg!(target_os = "macos") { "⌘" } else { "Ctrl+" };
/// The shift key, before another key.
pub const SHIFT: &str = "Shift+";
/// Groups of the keyboard map.
pub const GROUPS: [&str; 4] = ["Project", "View", "Tools", "Brush and points"];

/// Label of the simulation: the word, and the stage that it shows.
pub fn simulation(variant: Option<&str>, stage: &str) -> String {
    match variant {
        Some(name) => format!("Simulation {name}{BETWEEN}{stage}"),
        None => format!("Simulation{BETWEEN}{stage}"),
    }
}

/// The magnification; told from 2× on.
pub fn magnification(zoom: f64) -> Option<String> {
    (zoom >= 1.995).then(|| format!("{:.0}×", zoom))
}

/// Zoom as photo tools write it.
pub fn percent(zoom: f64) -> String {
    let percent = 100.0 * zoom;
    match percent < 9.95 {
        true => format!("{percent:.1} %"),
        false => format!("{percent:.0} %"),
    }
}

/// A length.
pub fn mm(length_mm: f64) -> String {
    match length_mm < 10.0 {
        true => format!("{length_mm:.1} mm"),
        false => format!("{length_mm:.0} mm"),
    }
}

/// A round length on a scale bar.
pub fn bar(length_mm: f64) -> String {
    format!("{length_mm} mm")
}

/// What a hairline handle is called by screen readers.
pub fn point(name: PointName) -> String {
    format!("Hairline point {}", plain(name))
}

/// Where no zone has a shape yet.
pub const NO_SHAPES: &str = "Add an ellipse, a line or a free shape in the panel";

/// A whole shape, counted from 1.
pub fn shape(number: usize) -> String {
    format!("Shape {number}")
}

/// A point of a shape's border or path, both counted from 1.
pub fn shape_point(number: usize, point: usize) -> String {
    format!("Shape {number}, point {point}")
}

/// The end of an ellipse's half axis from front to back or sideways.
pub fn shape_axis(number: usize, sideways: bool) -> String {
    let axis = if sideways { "width" } else { "length" };
    format!("Shape {number}, {axis}")
}

/// What an inserted hairline point is called.
pub fn extra_point(after: PointName, number: usize) -> String {
    format!("Inserted point {} after {}", number + 1, plain(after))
}

/// A point's name in words.
pub fn plain(name: PointName) -> String {
    name.name().replace('-', " ")
}

/// Name of a move of both sides in the history.
pub fn both_sides(name: PointName) -> String {
    let plain = plain(name);
    let place = plain.trim_end_matches(" left").trim_end_matches(" right");
    format!("Move {place}, both sides")
}

/// Name of an insertion in the history.
pub const INSERT_BOTH: &str = "Insert point, both sides";
/// Name of a removal in the history.
pub const REMOVE_BOTH: &str = "Remove point, both sides";
/// Name of a move of an inserted point in the history.
pub const MOVE_BOTH: &str = "Move inserted point, both sides";

/// What a dragged hairline point says of itself.
pub fn heights(above_mm: f64, aside_mm: f64) -> String {
    let above = match above_mm < 0.0 {
        true => format!("{:.0} mm below the glabella", -above_mm),
        false => format!("{above_mm:.0} mm above the glabella"),
    };
    match aside_mm < 0.5 {
        true => above,
        false => format!("{above}{BETWEEN}{aside_mm:.0} mm from the midline"),
    }
}

/// A height of the guides.
pub fn tick(height_mm: f64) -> String {
    format!("{height_mm:.0}")
}

/// What the ruler measures.
pub fn measured(length_mm: f64, length_px: f64) -> String {
    format!("{length_mm:.1} mm now{BETWEEN}{length_px:.0} px")
}

/// Chooses a face by its number.
pub fn choose_face(number: usize) -> String {
    format!("Fit the head to face {number}")
}

/// An outline point's name.
pub fn edge(number: usize) -> String {
    format!("Edge of the head, point {}", number + 1)
}

/// Points of a trace so far.
pub fn traced(count: usize) -> String {
    match count {
        1 => "1 point".to_owned(),
        count => format!("{count} points"),
    }
}

/// What the fit's handles say while they are dragged.
pub fn angles(yaw_deg: f64, pitch_deg: f64, roll_deg: f64) -> String {
    format!("turned {yaw_deg:.0}°{BETWEEN}tilted {pitch_deg:.0}°{BETWEEN}rolled {roll_deg:.0}°")
}

/// What the depth handle says.
pub fn distance(distance_mm: f64) -> String {
    format!("camera {:.2} m away", distance_mm / 1000.0)
}

/// Keys that do the same, as they are written: `Ctrl+Z`.
pub fn keys(chords: &[KeyChord]) -> String {
    let shown: Vec<String> = chords.iter().map(chord).collect();
    shown.join(OR)
}

fn chord(chord: &KeyChord) -> String {
    let key = match chord.key {
        Key::ArrowRight => "Right",
        Key::ArrowUp => "Up",
        Key::ArrowLeft => "Left",
        Key::ArrowDown => "Down",
        key => key.symbol_or_name(),
    };
    let command = if chord.command { CTRL } else { "" };
    let shift = match chord.shift {
        Some(true) => SHIFT,
        Some(false) | None => "",
    };
    format!("{command}{shift}{key}")
}

/// What a key does, for the list of shortcuts.
pub fn command(command: KeyCommand) -> &'static str {
    match command {
        KeyCommand::Open => "Open a photo or project",
        KeyCommand::Save => "Save",
        KeyCommand::SaveAs => "Save under another name",
        KeyCommand::Paste => "Paste a picture",
        KeyCommand::Export => "Export",
        KeyCommand::Undo => "Undo",
        KeyCommand::Redo => "Redo",
        KeyCommand::Search => "Search all numbers",
        KeyCommand::Quit => "Quit",
        KeyCommand::Shortcuts => "This list",
        KeyCommand::Cancel => "Give up what is under way",
        KeyCommand::Step(step) => match step {
            ConsultationStep::Photo => "Step: Photo",
            ConsultationStep::Fit => "Step: Fit",
            ConsultationStep::Purpose => "Step: What for?",
            ConsultationStep::Hairline => "Step: Hairline",
            ConsultationStep::Fill => "Step: Fill",
            ConsultationStep::Treatment => "Step: Treatment",
            ConsultationStep::Compare => "Step: Compare",
            ConsultationStep::Agree => "Step: Agree",
        },
        KeyCommand::ZoomFit => "Whole photo",
        KeyCommand::ZoomActual => "100 %",
        KeyCommand::ZoomIn => "Zoom in",
        KeyCommand::ZoomOut => "Zoom out",
        KeyCommand::Before => "Before, while held",
        KeyCommand::Compare => "Split before and simulation",
        KeyCommand::Mirror => "Mirror the picture",
        KeyCommand::HidePanels => "Hide everything but the photo",
        KeyCommand::ClientWindow => "Client window",
        KeyCommand::ClientBlank => "Blank the client window",
        KeyCommand::Play => "Play fresh to 10 years, or stop",
        KeyCommand::Pan => "Move the photo, while held",
        KeyCommand::Tool(tool) => match tool {
            Tool::Hand => "Hand",
            Tool::Hairline => "Hairline points",
            Tool::Trace => "Trace a drawn line",
            Tool::Brush => "Brush",
            Tool::Shapes => "Shapes of a zone",
            Tool::Lasso => "Draw round an area",
            Tool::Ruler => "Ruler",
            Tool::Fit => "Fit the head",
            Tool::ThreeClicks => "Eyes and chin by three clicks",
            Tool::Outline => "Edge of the head",
            Tool::Crop => "Crop",
            Tool::Neutral => "Correct the colour by a neutral grey",
        },
        KeyCommand::BrushSmaller => "Smaller brush",
        KeyCommand::BrushLarger => "Larger brush",
        KeyCommand::BrushHarder => "Harder brush",
        KeyCommand::BrushSofter => "Softer brush",
        KeyCommand::Remove => "Remove the chosen point",
        KeyCommand::RemoveLast => "Take back the last click of a trace",
        KeyCommand::Finish => "Finish the trace",
        KeyCommand::Nudge(_) => "Move the chosen point by 0.5 mm (Shift: 2 mm)",
    }
}

/// What to do with the lasso.
pub const LASSO_HINT: &str =
    "Draw round the area, or click its corners; a click on the first corner or a double-click ends it";
