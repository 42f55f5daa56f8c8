//! The agree step: what is kept, with whom, and the picture to take home.

use super::super::theme;
use super::super::widgets::{self, control};
use super::hairline::middle_height_mm;
use crate::design::Knob;
use crate::editor::{Actions, AgreeForm, AppAction, EditorState, UserPreferences};
use crate::project::{Agreement, Project, ProjectEdit};
use crate::words::agreement::AgreedTerms;
use crate::words::panel as words;
use egui::{RichText, Ui};
use egui_material_icons::icons::{ICON_CHECK, ICON_CHECK_CIRCLE, ICON_IOS_SHARE};

/// Most letters of a client's initials: a few with their full stops, never a name.
const INITIALS_LETTERS: usize = 8;
/// Most letters of a practitioner's name.
const NAME_LETTERS: usize = 80;

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
    match &agreed {
        Some(agreement) => kept(ui, agreement, out),
        None => form(ui, state, project, out),
    }
    summary(ui, state, project, &frozen);
    super::check::report(ui, state, out);
}

fn summary(ui: &mut Ui, state: &EditorState, project: &Project, frozen: &AgreedTerms) {
    widgets::header(ui, words::summary(), |_| ());
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
            (words::variant(), name),
            (words::stage(), &frozen.stage),
            (words::style(), &words::names::style(&design.style)),
            (words::middle(), &height),
            (words::knobs::label(Knob::Density), &density),
            (words::dots_title(), &dots),
            (words::area(), &area),
            (words::scale(), &scale),
        ] {
            widgets::fact(ui, label, value);
        }
    });
    ui.add_space(8.0);
    widgets::header(ui, words::assumed(), |_| ());
    for text in &frozen.assumptions {
        widgets::hint(ui, text);
    }
    ui.add_space(12.0);
}

fn form(ui: &mut Ui, state: &mut EditorState, project: &Project, out: &mut Actions) {
    let client = control(ui, words::initials(), |ui| {
        super::typed(ui, words::initials(), "A. B.", &project.client, INITIALS_LETTERS)
    });
    if client.is_new {
        out.edit(ProjectEdit::Client(client.text.trim().to_owned()));
    }
    let practitioner = control(ui, words::practitioner(), |ui| {
        let now = state.prefs.practitioner.clone();
        super::typed(ui, words::practitioner(), "", &now, NAME_LETTERS)
    });
    if practitioner.is_new {
        let prefs = UserPreferences {
            practitioner: practitioner.text.clone(),
            ..state.prefs.clone()
        };
        out.push(AppAction::SetPreferences(Box::new(prefs)));
    }
    control(ui, words::agree(), |ui| {
        let export = widgets::toggle(ui, words::agree_export(), !state.ui.agrees_without_picture);
        state.ui.agrees_without_picture = !export.unwrap_or(!state.ui.agrees_without_picture);
        let missing =
            words::agree_missing(client.text.trim().is_empty(), practitioner.text.trim().is_empty());
        ui.add_enabled_ui(missing.is_none(), |ui| {
            if widgets::wide_primary(ui, ICON_CHECK, words::agree()).clicked() {
                out.push(AppAction::Agree(AgreeForm {
                    client: client.text.clone(),
                    practitioner: practitioner.text.clone(),
                    export: !state.ui.agrees_without_picture,
                }));
            }
        });
        widgets::hint(ui, missing.unwrap_or(words::agree_help()));
    });
}

fn kept(ui: &mut Ui, agreement: &Agreement, out: &mut Actions) {
    let palette = theme::palette(ui);
    ui.horizontal(|ui| {
        ui.label(ICON_CHECK_CIRCLE.rich_text().size(20.0).color(palette.accent));
        ui.label(
            RichText::new(format!(
                "{} {}",
                words::agreed_on(),
                words::names::day(&agreement.date)
            ))
            .strong(),
        );
    });
    widgets::fact(ui, words::initials(), &agreement.client);
    widgets::fact(ui, words::practitioner(), &agreement.practitioner);
    widgets::hint(ui, words::agreed_help());
    ui.add_space(12.0);
    control(ui, words::save_picture(), |ui| {
        if widgets::wide_primary(ui, ICON_IOS_SHARE, words::save_picture()).clicked() {
            out.push(AppAction::ExportDialog);
        }
    });
}
