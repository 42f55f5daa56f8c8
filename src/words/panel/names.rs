//! Names of steps, poses, styles, zones, brushes and other lists.

pub use crate::words::trade::style;

use crate::design::{BrushKind, FillRegion, HairType};
use crate::editor::{CompareMode, ConsultationStep, ExportWhat};
use crate::head::{NamedPose, ViewSource};
use crate::project::Purpose;

/// A step of the bar.
pub fn step(step: ConsultationStep) -> &'static str {
    match step {
        ConsultationStep::Photo => "Photo",
        ConsultationStep::Fit => "Fit",
        ConsultationStep::Purpose => "What for?",
        ConsultationStep::Hairline => "Hairline",
        ConsultationStep::Fill => "Fill",
        ConsultationStep::Treatment => "Treatment",
        ConsultationStep::Compare => "Compare",
        ConsultationStep::Agree => "Agree",
    }
}

/// What a step is for, under its name in the side panel.
pub fn step_line(step: ConsultationStep) -> &'static str {
    match step {
        ConsultationStep::Photo => "Upright, straight, the whole head in it.",
        ConsultationStep::Fit => "Where the head is, and how large.",
        ConsultationStep::Purpose => "What the client comes for.",
        ConsultationStep::Hairline => "Choose a line, then drag its points on the photo.",
        ConsultationStep::Fill => "How many dots, how large, how dark.",
        ConsultationStep::Treatment => "Pigment and needle, session by session, healed, years on.",
        ConsultationStep::Compare => "Before and simulation, variants, the client's screen.",
        ConsultationStep::Agree => "Keep one variant with the client.",
    }
}

/// All poses with their names.
pub const POSES: [(NamedPose, &str); 7] = [
    (NamedPose::Front, "Front or three-quarter"),
    (NamedPose::Left, "Left side"),
    (NamedPose::Right, "Right side"),
    (NamedPose::Back, "Back"),
    (NamedPose::Top, "Top"),
    (NamedPose::Crown, "Crown"),
    (NamedPose::CloseUp, "Close-up"),
];

/// A pose, short.
pub fn pose(pose: NamedPose) -> &'static str {
    match pose {
        NamedPose::Front => "Front",
        NamedPose::Left => "Left",
        NamedPose::Right => "Right",
        NamedPose::Back => "Back",
        NamedPose::Top => "Top",
        NamedPose::Crown => "Crown",
        NamedPose::CloseUp => "Close-up",
    }
}

/// What a view was solved from.
pub fn source(source: ViewSource) -> &'static str {
    match source {
        ViewSource::Eyes => "Solved from the eyes.",
        ViewSource::Landmarks => "Solved from the face.",
        ViewSource::Outline => "Solved from the outline of the head.",
        ViewSource::Ruler => "From a measured length.",
        ViewSource::Handles => "Set by hand.",
        ViewSource::File => "From a file.",
        ViewSource::Closeup => "A close-up.",
        ViewSource::Guess => "A guess for a plain portrait.",
        ViewSource::Drawn => "Drawn, without a photo.",
    }
}

/// The five purposes: name and line.
pub fn purpose(purpose: Purpose) -> (&'static str, &'static str) {
    match purpose {
        Purpose::Shaved => ("Shaved look", "A hairline and an even, short-shaved head"),
        Purpose::BetweenHair => ("Density between hair", "Less skin showing through longer hair"),
        Purpose::Scar => ("Scar", "A strip, dot or accident scar made less visible"),
        Purpose::Patches => (
            "Patches and medical loss",
            "Alopecia areata, burns, after treatment",
        ),
        Purpose::Correction => ("Correction", "Earlier work that is too low, dark or sharp"),
    }
}

/// A region of the head.
pub fn region(region: FillRegion) -> &'static str {
    match region {
        FillRegion::Scalp => "Whole scalp",
        FillRegion::Front => "Front",
        FillRegion::MidScalp => "Mid-scalp",
        FillRegion::Vertex => "Vertex",
        FillRegion::Sides => "Sides",
        FillRegion::Nape => "Nape",
        FillRegion::Painted => "Only where painted",
    }
}

/// A brush: name and what it does.
pub fn brush(brush: BrushKind) -> (&'static str, &'static str) {
    match brush {
        BrushKind::Add => ("Add", "Dots where you paint, outside the line too"),
        BrushKind::Remove => ("Remove", "No dots where you paint"),
        BrushKind::Thin => ("Thin", "Half as many dots"),
        BrushKind::Protect => ("Protect", "Keep free: ears, real hair, moles"),
        BrushKind::Restore => ("Restore", "Takes brush work back"),
    }
}

/// A hair type.
pub fn hair_type(hair_type: HairType) -> &'static str {
    match hair_type {
        HairType::Straight => "Straight",
        HairType::Wavy => "Wavy",
        HairType::Curly => "Curly",
        HairType::Coily => "Coily",
    }
}

/// A way to compare: name.
pub fn compare(compare: CompareMode) -> &'static str {
    match compare {
        CompareMode::Off => "Simulation alone",
        CompareMode::Split { vertical: true, .. } => "Split, left and right",
        CompareMode::Split { vertical: false, .. } => "Split, top and bottom",
        CompareMode::SideBySide => "Side by side",
        CompareMode::Variants => "All variants",
    }
}

/// What is exported.
pub fn export_what(what: ExportWhat) -> &'static str {
    match what {
        ExportWhat::Picture => "Simulation",
        ExportWhat::Pair => "Before and simulation",
        ExportWhat::Variants => "All variants",
    }
}

/// A warning of a view as the window says it: without what is meant for the command line.
pub fn warning(text: &str) -> String {
    let sentences = text.split_inclusive(['.', ';', ':']);
    let said: String = sentences.filter(|part| !part.contains("--")).collect();
    said.trim().trim_end_matches([';', ':']).to_owned()
}
