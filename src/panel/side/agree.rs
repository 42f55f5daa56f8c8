//! The agree step: what is kept, with whom, and the picture to take home.

use super::super::theme;
use super::super::widgets::{self, control};
use super::hairline::middle_height_mm;
use crate::design::Knob;
use crate::editor::{Actions, AgreeForm, AppAction, Dialog, EditorState, UserPreferences};
use crate::project::{Agreement, Project, ProjectEdit};
use crate::words::agreement::AgreedTerms;
use crate::words::panel as words;
use egui::{RichText, Ui};
use egui_material_icons::icons::{ICON_CHECK, ICON_CHECK_CIRCLE, ICON_IOS_SHARE};

/// Shows the step.
pub fn show(ui: &mut Ui, state: &mut EditorState, project: &Project, out: &mut Actions) {
    let agreed = project
        .variants
        .get(project.variant)
        .and_then(|variant| variant.agreed.clone());
    let frozen = match &agreed {
        Some(agreement) => AgreedTerms {
            stage: agreement.stage.clone(),
            assumptions: agreement.assumptions.clone(),
        },
        None => AgreedTerms::of(project),
    };
    summary(ui, state, project, &frozen);
    super::check::report(ui, state, out);
    match &agreed {
        Some(agreement) => kept(ui, agreement),
        None => form(ui, state, project, out),
    }
    control(ui, words::SAVE_PICTURE, |ui| {
        if widgets::action(ui, ICON_IOS_SHARE, words::SAVE_PICTURE, false).clicked() {
            out.push(AppAction::ExportDialog);
        }
    });
}

fn summary(ui: &mut Ui, state: &EditorState, project: &Project, frozen: &AgreedTerms) {
    widgets::header(ui, words::SUMMARY, |_| ());
    let design = project.design();
    let name = project
        .variants
        .get(project.variant)
        .map_or("", |variant| &variant.name);
    let density = format!("{:.0} /cm²", design.get(Knob::Density));
    let dots = state.counts.dots.map_or_else(|| "–".to_owned(), words::dots);
    let area = state
        .counts
        .area_cm2
        .map_or_else(|| "–".to_owned(), |area| format!("{area:.0} cm²"));
    let height = middle_height_mm(ui, state).map_or_else(|| "–".to_owned(), |mm| format!("{mm:.0} mm"));
    let scale = project.shot().map_or_else(
        || "–".to_owned(),
        |shot| {
            format!(
                "± {:.0} %",
                100.0 * shot.view.mm_per_px_error / shot.view.mm_per_px
            )
        },
    );
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for (label, value) in [
            (words::VARIANT, name),
            (words::STAGE, &frozen.stage),
            (words::STYLE, &words::names::style(&design.style)),
            (words::MIDDLE, &height),
            (words::knobs::label(Knob::Density), &density),
            (words::DOTS, &dots),
            (words::AREA, &area),
            (words::SCALE, &scale),
        ] {
            widgets::fact(ui, label, value);
        }
    });
    ui.add_space(8.0);
    widgets::header(ui, words::ASSUMED, |_| ());
    for text in &frozen.assumptions {
        widgets::hint(ui, text);
    }
    ui.add_space(12.0);
}

fn form(ui: &mut Ui, state: &mut EditorState, project: &Project, out: &mut Actions) {
    let width = ui.available_width();
    control(ui, words::INITIALS, |ui| {
        if let Some(text) = super::typed(ui, words::INITIALS, "A. B.", &project.client, width) {
            out.edit(ProjectEdit::Client(text.trim().to_owned()));
        }
    });
    control(ui, words::PRACTITIONER, |ui| {
        let now = state.prefs.practitioner.clone();
        if let Some(practitioner) = super::typed(ui, words::PRACTITIONER, "", &now, width) {
            let prefs = UserPreferences {
                practitioner,
                ..state.prefs.clone()
            };
            out.push(AppAction::SetPreferences(Box::new(prefs)));
        }
    });
    control(ui, words::AGREE, |ui| {
        if widgets::wide_primary(ui, ICON_CHECK, words::AGREE).clicked() {
            state.dialog = Some(Dialog::Agree(AgreeForm {
                client: project.client.clone(),
                practitioner: state.prefs.practitioner.clone(),
                export: true,
            }));
        }
    });
}

fn kept(ui: &mut Ui, agreement: &Agreement) {
    let palette = theme::palette(ui);
    ui.horizontal(|ui| {
        ui.label(ICON_CHECK_CIRCLE.rich_text().size(20.0).color(palette.accent));
        ui.label(RichText::new(format!("{} {}", words::AGREED_ON, agreement.date)).strong());
    });
    widgets::fact(ui, words::INITIALS, &agreement.client);
    widgets::fact(ui, words::PRACTITIONER, &agreement.practitioner);
    widgets::hint(ui, words::AGREED_HELP);
    ui.add_space(12.0);
}
