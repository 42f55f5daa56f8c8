//! The realism check, live: what is amber or red where it is set, all of it before an agreement.

use super::super::theme::{self, BUTTON};
use super::super::widgets::{self, control};
use crate::check::{CheckFinding, CheckKind, CheckLight, CheckLimits, check, worst};
use crate::editor::{Actions, ConsultationStep, EditorAction, EditorState};
use crate::project::Project;
use crate::words::panel::check as words;
use crate::words::shown;
use egui::{Color32, Id, RichText, Ui, vec2};
use egui_material_icons::MaterialIcon;
use egui_material_icons::icons::*;
use std::sync::Arc;

/// What is looked at in the step of the hairline.
pub const OF_LINE: [CheckKind; 6] = [
    CheckKind::Height,
    CheckKind::Straightness,
    CheckKind::Symmetry,
    CheckKind::Edge,
    CheckKind::Corners,
    CheckKind::Age,
];
/// What is looked at in the step of the fill.
pub const OF_FILL: [CheckKind; 5] = [
    CheckKind::DotSize,
    CheckKind::Darkness,
    CheckKind::Density,
    CheckKind::Pattern,
    CheckKind::Halo,
];

/// Findings of some kinds that are amber or red, with what mends them; nothing where all is well.
pub fn warnings(ui: &mut Ui, state: &EditorState, kinds: &[CheckKind], out: &mut Actions) {
    let findings = findings(ui, state);
    let bad = |finding: &&CheckFinding| kinds.contains(&finding.kind) && finding.light > CheckLight::Note;
    for finding in findings.iter().filter(bad) {
        row(ui, finding, out);
    }
}

/// The worst light with what it stands for, for the line at the bottom; a click goes to the report.
pub fn light(ui: &mut Ui, state: &EditorState, out: &mut Actions) {
    let findings = findings(ui, state);
    let worst = worst(&findings);
    let bad: Vec<&CheckFinding> = findings
        .iter()
        .filter(|finding| finding.light > CheckLight::Note)
        .collect();
    let (icon, colour) = match bad.is_empty() {
        true => look(ui, CheckLight::Green),
        false => look(ui, worst),
    };
    let said = words::counted(worst, bad.len());
    let words = (
        icon.rich_text().size(14.0).color(colour),
        RichText::new(&said).small(),
    );
    let response = ui.add(
        egui::Button::new(words)
            .frame_when_inactive(false)
            .min_size(vec2(0.0, 22.0)),
    );
    widgets::name(ui, &response, egui::Role::Button, &said);
    let sentences: Vec<String> = bad.iter().map(|finding| shown(&finding.sentence)).collect();
    let response = match sentences.is_empty() {
        true => response,
        false => response.on_hover_text(sentences.join("\n")),
    };
    if response.clicked() {
        out.push(EditorAction::Step(ConsultationStep::Agree));
    }
}

/// The whole report, the worst first.
pub fn report(ui: &mut Ui, state: &EditorState, out: &mut Actions) {
    let findings = findings(ui, state);
    control(ui, words::title(), |ui| {
        let mut sorted: Vec<&CheckFinding> = findings.iter().collect();
        sorted.sort_by_key(|finding| std::cmp::Reverse(finding.light));
        let fine = sorted
            .iter()
            .filter(|finding| finding.light == CheckLight::Green)
            .count();
        for finding in sorted.iter().filter(|finding| finding.light > CheckLight::Green) {
            row(ui, finding, out);
        }
        if fine == sorted.len() {
            line(ui, CheckLight::Green, words::all_fine());
        } else {
            line(ui, CheckLight::Green, &words::others_fine(fine));
        }
    });
}

fn row(ui: &mut Ui, finding: &CheckFinding, out: &mut Actions) {
    ui.push_id(finding.kind.name(), |ui| {
        line(ui, finding.light, &shown(&finding.sentence));
        if let Some(mend) = &finding.mend {
            let size = vec2(ui.available_width(), BUTTON);
            let response = widgets::sized_action(ui, ICON_AUTO_FIX_HIGH, &shown(&mend.label), false, size);
            let response = match mend.frees_points {
                true => response.on_hover_text(words::points_go()),
                false => response,
            };
            if response.clicked() {
                out.edit(mend.edit());
            }
        }
        ui.add_space(4.0);
    });
}

/// A light and a sentence; the light has a name for those who don't see its colour.
fn line(ui: &mut Ui, light: CheckLight, sentence: &str) {
    let (icon, colour) = look(ui, light);
    ui.horizontal_top(|ui| {
        let lamp = ui.label(icon.rich_text().size(16.0).color(colour));
        lamp.on_hover_text(words::light(light));
        let label = egui::Label::new(RichText::new(sentence).small()).wrap();
        let response = ui.add(label);
        let said = format!("{}: {sentence}", words::light(light));
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &said));
    });
}

fn look(ui: &Ui, light: CheckLight) -> (MaterialIcon, Color32) {
    match light {
        CheckLight::Green => (ICON_CHECK_CIRCLE, theme::palette(ui).accent),
        CheckLight::Note => (ICON_INFO, theme::palette(ui).quiet),
        CheckLight::Amber => (ICON_WARNING_AMBER, ui.visuals().warn_fg_color),
        CheckLight::Red => (ICON_ERROR, ui.visuals().error_fg_color),
    }
}

/// The findings of the project's state; made once for each state, and not while something is dragged.
fn findings(ui: &Ui, state: &EditorState) -> Arc<Vec<CheckFinding>> {
    type KeptFindings = (Arc<Project>, Arc<Vec<CheckFinding>>);
    let Some(project) = state.project() else {
        return Arc::default();
    };
    let id = Id::unique("realism-check");
    let kept: Option<KeptFindings> = ui.data(|data| data.get_temp(id));
    let dragging = ui.input(|input| input.pointer.any_down());
    if let Some((of, findings)) = kept
        && (Arc::ptr_eq(&of, project) || dragging)
    {
        return findings;
    }
    let capture = project.shot().and_then(|shot| shot.view.capture.as_ref());
    let document = project.document(project.variant);
    let findings = Arc::new(check(&document, capture, &CheckLimits::default()));
    ui.data_mut(|data| data.insert_temp::<KeptFindings>(id, (project.clone(), findings.clone())));
    findings
}
