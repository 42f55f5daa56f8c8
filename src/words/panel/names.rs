//! Names of steps, poses, styles, zones, brushes and other lists.

pub use crate::words::trade::style;

use crate::design::{BrushKind, FillRegion, HairType};
use crate::editor::{CompareMode, ConsultationStep, ExportWhat};
use crate::head::{NamedPose, ViewSource};

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

pub use crate::words::trade::pose;

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
        FillRegion::Anywhere => "Whole head, outside the line too",
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
        ExportWhat::Report => "Report to sign",
        ExportWhat::Guide => "Marking guide",
        ExportWhat::Plan => "Session plan",
        ExportWhat::Board => "Style board",
        ExportWhat::Share { .. } => "To share",
    }
}

/// A day without its offset from UTC: `2026-11-23`, the day that people write on paper.
pub fn day(day: &str) -> &str {
    day.split(' ').next().unwrap_or(day)
}

/// A moment without its offset from UTC: `2026-11-23 18:40`.
pub fn moment(moment: &str) -> &str {
    moment.rsplit_once(' ').map_or(moment, |(local, _)| local)
}

/// A warning of a view as the window says it: without what is meant for the command line.
pub fn warning(text: &str) -> String {
    let sentences = text.split_inclusive(['.', ';', ':']);
    let said: String = sentences.filter(|part| !part.contains("--")).collect();
    said.trim().trim_end_matches([';', ':']).to_owned()
}
