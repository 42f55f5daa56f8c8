//! The export dialog. The word 'Simulation' has no switch.

use super::super::widgets;
use super::{DialogAnswer, buttons, field, files, labelled, title};
use crate::editor::{AppAction, EditorState, ExportForm, ExportWhat, UserPreferences};
use crate::output::ImageFormat;
use crate::words::panel::dialogs as words;
use crate::words::panel::names;
use egui::Ui;

const PICTURES: [ExportWhat; 3] = [ExportWhat::Picture, ExportWhat::Pair, ExportWhat::Variants];
const DOCUMENTS: [ExportWhat; 3] = [ExportWhat::Report, ExportWhat::Guide, ExportWhat::Plan];
/// Longest sides that are offered, px; 0 is the photo's own.
const SIDES: [u32; 4] = [0, 4096, 2048, 1080];

/// Shows the dialog.
pub fn show(ui: &mut Ui, state: &EditorState, form: &mut ExportForm, fresh: bool, answer: &mut DialogAnswer) {
    title(ui, words::EXPORT, "");
    for (label, kinds) in [
        (words::EXPORT_WHAT, PICTURES),
        (words::EXPORT_DOCUMENT, DOCUMENTS),
    ] {
        labelled(ui, label, |ui| {
            let chosen = kinds.iter().position(|what| *what == form.what);
            if let Some(index) = widgets::segments(ui, &kinds.map(names::export_what), chosen) {
                form.what = kinds[index];
                form.path = form.what.fitting_path(&form.path);
            }
        });
    }
    let endings = match form.what.document_ending() {
        Some(ending) => format!(".{ending}"),
        None => ImageFormat::endings_in_words("."),
    };
    field(
        ui,
        words::PATH,
        &words::formats(&endings),
        &mut form.path,
        fresh,
        0.0,
    );
    files::browse(ui, answer);
    match form.what.document_ending() {
        Some(_) => of_document(ui, form),
        None => of_picture(ui, state, form),
    }
    match buttons(
        ui,
        words::EXPORT,
        !form.path.trim().is_empty(),
        &[words::CANCEL],
        false,
    ) {
        Some(0) => {
            remember_clinic(state, form, answer);
            answer.done(AppAction::Export(Box::new(form.clone())));
        }
        Some(_) => answer.close = true,
        None => {}
    }
}

/// What only a picture asks.
fn of_picture(ui: &mut Ui, state: &EditorState, form: &mut ExportForm) {
    labelled(ui, words::MAX_SIDE, |ui| {
        let labels = SIDES.map(|side| match side {
            0 => words::FULL_SIZE.to_owned(),
            side => format!("{side} px"),
        });
        let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
        let now = form.max_side.unwrap_or(0);
        let chosen = SIDES.iter().position(|side| *side == now);
        if let Some(index) = widgets::segments(ui, &labels, chosen) {
            form.max_side = (SIDES[index] > 0).then_some(SIDES[index]);
        }
    });
    field(
        ui,
        words::CLINIC,
        words::CLINIC_HINT,
        &mut form.clinic,
        false,
        0.0,
    );
    if !state.prefs.clinic_asked {
        labelled(ui, "", |ui| widgets::hint(ui, words::CLINIC_FIRST));
    }
    field(
        ui,
        words::WATERMARK,
        words::WATERMARK_HINT,
        &mut form.watermark,
        false,
        0.0,
    );
    labelled(ui, "", |ui| {
        form.legend = widgets::toggle(ui, words::LEGEND, form.legend).unwrap_or(form.legend);
    });
    labelled(ui, "", |ui| widgets::hint(ui, words::LEGEND_HELP));
}

/// What only a document asks.
fn of_document(ui: &mut Ui, form: &mut ExportForm) {
    if form.what != ExportWhat::Plan {
        labelled(ui, words::PAPER, |ui| {
            let chosen = Some(usize::from(form.letter));
            if let Some(index) = widgets::segments(ui, &words::PAPERS, chosen) {
                form.letter = index == 1;
            }
        });
    }
    labelled(ui, "", |ui| widgets::hint(ui, words::DOCUMENT_HELP));
}

fn remember_clinic(state: &EditorState, form: &ExportForm, answer: &mut DialogAnswer) {
    let prefs = UserPreferences {
        clinic: form.clinic.trim().to_owned(),
        clinic_asked: true,
        ..state.prefs.clone()
    };
    if prefs != state.prefs {
        answer.actions.push(AppAction::SetPreferences(Box::new(prefs)));
    }
}
