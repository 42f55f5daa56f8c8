//! Names of steps, poses, styles, zones, brushes and other lists.

pub use crate::words::trade::style;

use crate::design::{BrushKind, FillRegion, HairType};
use crate::editor::{CompareMode, ConsultationStep, ExportWhat};
use crate::head::{NamedPose, ViewSource};
use crate::words::catalogue::said;
use crate::words::{Language, shown};

/// A step of the bar.
pub fn step(step: ConsultationStep) -> &'static str {
    match step {
        ConsultationStep::Photo => said("name-step-photo"),
        ConsultationStep::Fit => said("name-step-fit"),
        ConsultationStep::Purpose => said("name-step-purpose"),
        ConsultationStep::Hairline => said("name-step-hairline"),
        ConsultationStep::Fill => said("name-step-fill"),
        ConsultationStep::Treatment => said("name-step-treatment"),
        ConsultationStep::Compare => said("name-step-compare"),
        ConsultationStep::Agree => said("name-step-agree"),
    }
}

/// What a step is for, under its name in the side panel.
pub fn step_line(step: ConsultationStep) -> &'static str {
    match step {
        ConsultationStep::Photo => said("name-step-line-photo"),
        ConsultationStep::Fit => said("name-step-line-fit"),
        ConsultationStep::Purpose => said("name-step-line-purpose"),
        ConsultationStep::Hairline => said("name-step-line-hairline"),
        ConsultationStep::Fill => said("name-step-line-fill"),
        ConsultationStep::Treatment => said("name-step-line-treatment"),
        ConsultationStep::Compare => said("name-step-line-compare"),
        ConsultationStep::Agree => said("name-step-line-agree"),
    }
}

/// All poses with their names.
pub fn poses() -> [(NamedPose, &'static str); 7] {
    [
        (NamedPose::Front, said("name-poses-front")),
        (NamedPose::Left, said("name-poses-left")),
        (NamedPose::Right, said("name-poses-right")),
        (NamedPose::Back, said("name-poses-back")),
        (NamedPose::Top, said("name-poses-top")),
        (NamedPose::Crown, said("name-poses-crown")),
        (NamedPose::CloseUp, said("name-poses-close-up")),
    ]
}

pub use crate::words::trade::pose;

/// What a view was solved from.
pub fn source(source: ViewSource) -> &'static str {
    match source {
        ViewSource::Eyes => said("name-source-eyes"),
        ViewSource::Landmarks => said("name-source-landmarks"),
        ViewSource::Outline => said("name-source-outline"),
        ViewSource::Ruler => said("name-source-ruler"),
        ViewSource::Handles => said("name-source-handles"),
        ViewSource::File => said("name-source-file"),
        ViewSource::Closeup => said("name-source-closeup"),
        ViewSource::Guess => said("name-source-guess"),
        ViewSource::Drawn => said("name-source-drawn"),
    }
}

/// A region of the head.
pub fn region(region: FillRegion) -> &'static str {
    match region {
        FillRegion::Scalp => said("name-region-scalp"),
        FillRegion::Front => said("name-region-front"),
        FillRegion::MidScalp => said("name-region-mid-scalp"),
        FillRegion::Vertex => said("name-region-vertex"),
        FillRegion::Sides => said("name-region-sides"),
        FillRegion::Nape => said("name-region-nape"),
        FillRegion::Painted => said("name-region-painted"),
        FillRegion::Anywhere => said("name-region-anywhere"),
    }
}

/// A brush: name and what it does.
pub fn brush(brush: BrushKind) -> (&'static str, &'static str) {
    match brush {
        BrushKind::Add => (said("name-brush-add"), said("name-brush-add-help")),
        BrushKind::Remove => (said("name-brush-remove"), said("name-brush-remove-help")),
        BrushKind::Thin => (said("name-brush-thin"), said("name-brush-thin-help")),
        BrushKind::Protect => (said("name-brush-protect"), said("name-brush-protect-help")),
        BrushKind::Restore => (said("name-brush-restore"), said("name-brush-restore-help")),
    }
}

/// A hair type.
pub fn hair_type(hair_type: HairType) -> &'static str {
    match hair_type {
        HairType::Straight => said("name-hair-type-straight"),
        HairType::Wavy => said("name-hair-type-wavy"),
        HairType::Curly => said("name-hair-type-curly"),
        HairType::Coily => said("name-hair-type-coily"),
    }
}

/// A way to compare: name.
pub fn compare(compare: CompareMode) -> &'static str {
    match compare {
        CompareMode::Off => said("name-compare-off"),
        CompareMode::Split { vertical: true, .. } => said("name-compare-split-sides"),
        CompareMode::Split { vertical: false, .. } => said("name-compare-split-rows"),
        CompareMode::SideBySide => said("name-compare-side-by-side"),
        CompareMode::Variants => said("name-compare-variants"),
    }
}

/// What is exported.
pub fn export_what(what: ExportWhat) -> &'static str {
    match what {
        ExportWhat::Picture => said("name-export-what-picture"),
        ExportWhat::Pair => said("name-export-what-pair"),
        ExportWhat::Variants => said("name-export-what-variants"),
        ExportWhat::Report => said("name-export-what-report"),
        ExportWhat::Guide => said("name-export-what-guide"),
        ExportWhat::Plan => said("name-export-what-plan"),
        ExportWhat::Board => said("name-export-what-board"),
        ExportWhat::Share { .. } => said("name-export-what-share"),
    }
}

/// A day without its offset from UTC, as people write it on paper: `2026-11-23`, `23.11.2026`.
pub fn day(day: &str) -> String {
    local(day.split(' ').next().unwrap_or(day))
}

/// `2026-11-23` in the order of the language.
fn local(day: &str) -> String {
    let parts: Vec<&str> = day.split('-').collect();
    match (Language::current().row().date_mark, parts.as_slice()) {
        (Some(mark), [year, month, day]) => format!("{day}{mark}{month}{mark}{year}"),
        _ => day.to_owned(),
    }
}

/// A moment without its offset from UTC: `2026-11-23 18:40`.
pub fn moment(moment: &str) -> String {
    let here = moment.rsplit_once(' ').map_or(moment, |(here, _)| here);
    match here.split_once(' ') {
        Some((day, time)) => format!("{} {time}", local(day)),
        None => here.to_owned(),
    }
}

/// A warning of a view as the window says it: without what is meant for the command line.
pub fn warning(text: &str) -> String {
    let text = shown(text);
    let sentences = text.split_inclusive(['.', ';', ':']);
    let said: String = sentences.filter(|part| !part.contains("--")).collect();
    said.trim().trim_end_matches([';', ':']).to_owned()
}
