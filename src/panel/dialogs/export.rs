//! The export dialog. The word 'Simulation' has no switch.

use super::super::widgets;
use super::{DialogAnswer, buttons, field, files, labelled, title};
use crate::editor::{AppAction, EditorState, ExportForm, ExportWhat, UserPreferences};
use crate::output::ImageFormat;
use crate::output::framing::ShareShape;
use crate::output::share::{FaceCover, ShareForm, ShareRequest};
use crate::words::panel::dialogs as words;
use crate::words::panel::names;
use egui::Ui;

const PICTURES: [ExportWhat; 5] = [
    ExportWhat::Picture,
    ExportWhat::Pair,
    ExportWhat::Variants,
    ExportWhat::Board,
    ExportWhat::Share {
        request: ShareRequest::USUAL,
        consented: false,
    },
];
const DOCUMENTS: [ExportWhat; 3] = [ExportWhat::Report, ExportWhat::Guide, ExportWhat::Plan];
/// Name of a copy to share: that of the project may tell the client.
const SHARED_NAME: &str = "simulation-to-share.jpg";
/// Longest sides that are offered, px; 0 is the photo's own.
const SIDES: [u32; 4] = [0, 4096, 2048, 1080];

/// Shows the dialog.
pub fn show(ui: &mut Ui, state: &EditorState, form: &mut ExportForm, fresh: bool, answer: &mut DialogAnswer) {
    title(ui, words::export(), "");
    kinds(ui, words::export_what(), &PICTURES, form);
    kinds(ui, words::export_document(), &DOCUMENTS, form);
    let may_leave = share(ui, form);
    let endings = match form.what.document_ending() {
        Some(ending) => format!(".{ending}"),
        None => ImageFormat::endings_in_words("."),
    };
    field(
        ui,
        words::path(),
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
        words::export(),
        may_leave && !form.path.trim().is_empty(),
        &[words::cancel()],
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

/// Kinds of export to choose from.
fn kinds(ui: &mut Ui, label: &str, kinds: &[ExportWhat], form: &mut ExportForm) {
    labelled(ui, label, |ui| {
        let kind = std::mem::discriminant(&form.what);
        let chosen = kinds.iter().position(|what| std::mem::discriminant(what) == kind);
        let names: Vec<&str> = kinds.iter().map(|what| names::export_what(*what)).collect();
        if let Some(index) = widgets::segments(ui, &names, chosen)
            && Some(index) != chosen
        {
            form.what = kinds[index];
            form.path = form.what.fitting_path(&form.path);
            if let ExportWhat::Share { .. } = form.what {
                let path = std::path::Path::new(&form.path).with_file_name(SHARED_NAME);
                form.path = path.to_string_lossy().into_owned();
            }
        }
    });
}

/// What only a picture asks.
fn of_picture(ui: &mut Ui, state: &EditorState, form: &mut ExportForm) {
    labelled(ui, words::max_side(), |ui| {
        let labels = SIDES.map(|side| match side {
            0 => words::full_size().to_owned(),
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
        words::clinic(),
        words::clinic_hint(),
        &mut form.clinic,
        false,
        0.0,
    );
    if !state.prefs.clinic_asked {
        labelled(ui, "", |ui| widgets::hint(ui, words::clinic_first()));
    }
    field(
        ui,
        words::watermark(),
        words::watermark_hint(),
        &mut form.watermark,
        false,
        0.0,
    );
    labelled(ui, "", |ui| {
        form.legend = widgets::toggle(ui, words::legend(), form.legend).unwrap_or(form.legend);
    });
    labelled(ui, "", |ui| widgets::hint(ui, words::legend_help()));
}

/// What only a document asks.
fn of_document(ui: &mut Ui, form: &mut ExportForm) {
    if form.what != ExportWhat::Plan {
        labelled(ui, words::paper(), |ui| {
            let chosen = Some(usize::from(form.letter));
            if let Some(index) = widgets::segments(ui, &words::papers(), chosen) {
                form.letter = index == 1;
            }
        });
    }
    labelled(ui, "", |ui| widgets::hint(ui, words::document_help()));
}

/// What a copy to share shows and hides; whether it may be written.
fn share(ui: &mut Ui, form: &mut ExportForm) -> bool {
    let ExportWhat::Share { request, consented } = &mut form.what else {
        return true;
    };
    labelled(ui, words::share_form(), |ui| {
        let chosen = ShareForm::ALL
            .iter()
            .position(|(_, value)| *value == request.form);
        if let Some(index) = widgets::segments(ui, &words::share_forms(), chosen) {
            request.form = ShareForm::ALL[index].1;
        }
    });
    labelled(ui, words::share_shape(), |ui| {
        let chosen = ShareShape::ALL
            .iter()
            .position(|(_, value)| *value == request.shape);
        if let Some(index) = widgets::segments(ui, &words::share_shapes(), chosen) {
            request.shape = ShareShape::ALL[index].1;
        }
    });
    labelled(ui, words::share_hide(), |ui| {
        let chosen = FaceCover::ALL
            .iter()
            .position(|(_, value)| *value == request.cover);
        if let Some(index) = widgets::segments(ui, &words::share_hides(), chosen) {
            request.cover = FaceCover::ALL[index].1;
        }
    });
    labelled(ui, "", |ui| {
        *consented = widgets::toggle(ui, words::share_consent(), *consented).unwrap_or(*consented);
    });
    labelled(ui, "", |ui| widgets::hint(ui, words::share_help()));
    *consented
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
