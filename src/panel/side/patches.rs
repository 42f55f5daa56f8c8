//! Bare patches and scars that were found within stubble, offered to be filled.

use super::super::theme::BUTTON;
use super::super::widgets::{self, control};
use crate::design::Design;
use crate::editor::{Actions, EditorAction, EditorState};
use crate::intake::{PhotoFindings, begun_for_found, with_found};
use crate::plan::dots::client_traits::ClientTraits;
use crate::project::{Edit, Project, TreatmentEdit};
use crate::vision::FoundPatch;
use crate::words::panel::findings as words;
use egui::{Ui, vec2};
use egui_material_icons::icons::*;

/// Shows the offers; nothing where there are none.
pub fn show(ui: &mut Ui, state: &EditorState, project: &Project, out: &mut Actions) {
    let offered = state.patches_offered();
    let Some(findings) = state.findings.as_ref().filter(|_| !offered.is_empty()) else {
        return;
    };
    control(ui, words::patches(), |ui| {
        for (index, patch) in &offered {
            ui.push_id(("patch", index), |ui| {
                row(ui, project, findings, (*index, patch), out);
            });
        }
        if offered.len() > 1 {
            let size = vec2(ui.available_width(), BUTTON);
            if widgets::sized_action(ui, ICON_ADD_CIRCLE, words::fill_all(), false, size).clicked() {
                let is_offered = |index: usize| offered.iter().any(|(own, _)| *own == index);
                fill(project, findings, words::fill_all(), is_offered, out);
            }
        }
        widgets::hint(ui, words::patches_help());
    });
}

fn row(
    ui: &mut Ui,
    project: &Project,
    findings: &PhotoFindings,
    (index, patch): (usize, &FoundPatch),
    out: &mut Actions,
) {
    ui.horizontal(|ui| {
        let label = words::fill_patch(index, patch.is_line(), patch.size_mm);
        let size = vec2(ui.available_width() - 40.0, BUTTON);
        if widgets::sized_action(ui, ICON_ADD_CIRCLE, &label, false, size).clicked() {
            fill(project, findings, &label, |own| own == index, out);
        }
        let dismiss = words::dismiss_patch(index, patch.is_line());
        if widgets::icon_button(ui, ICON_CLOSE, &dismiss, true, false).clicked() {
            out.push(EditorAction::DismissPatch(index));
        }
    });
}

/// The edit that fills some of what was found, as one step.
fn fill(
    project: &Project,
    findings: &PhotoFindings,
    label: &str,
    chosen: impl Fn(usize) -> bool,
    out: &mut Actions,
) {
    let document = project.document(project.variant);
    let client = ClientTraits {
        capture: project.shot().and_then(|shot| shot.view.capture.as_ref()),
        hair_over_skin: document.own.hair_over_skin,
        skin_deg: document.own.skin_deg,
        ..ClientTraits::default()
    };
    let filled = begun_for_found(project.design(), &findings.patches).and_then(|begun| {
        with_found(
            &begun,
            client,
            document.own.hair.as_ref(),
            &findings.patches,
            chosen,
        )
    });
    out.extend(filled.ok().map(|design: Design| {
        let edit = TreatmentEdit::Design(Box::new(design));
        EditorAction::Edit(Edit::Many(label.to_owned(), vec![edit.into()]))
    }));
}
