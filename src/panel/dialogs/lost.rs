//! Lost work: all of it with day and time; each is taken up again or thrown away, and nothing goes unasked.

use super::super::theme;
use super::{DialogAnswer, buttons, scrolling, title};
use crate::editor::{AppAction, EditorState, LostWork};
use crate::words::panel::{dialogs as words, names};
use crate::words::recovery as said;
use egui::{Button, RichText, Role, Ui, WidgetInfo, vec2};

/// Shows the dialog; it stays open until everything is decided or it is put off.
pub fn show(ui: &mut Ui, state: &EditorState, fresh: bool, answer: &mut DialogAnswer) {
    title(ui, words::recovery(), words::recovery_help());
    let first = state.lost.iter().position(LostWork::is_readable);
    scrolling(ui, |ui| {
        for (index, lost) in state.lost.iter().enumerate() {
            ui.push_id(index, |ui| row(ui, lost, fresh && first == Some(index), answer));
            ui.separator();
        }
    });
    let old: Vec<_> = state.lost.iter().filter(|lost| lost.old).collect();
    let others: &[&str] = if old.is_empty() {
        &[]
    } else {
        &[said::throw_old_away()]
    };
    match buttons(ui, words::later(), true, others, false) {
        Some(0) => answer.close = true,
        Some(_) => {
            let folders = old.iter().map(|lost| lost.folder.clone()).collect();
            answer.actions.push(AppAction::DiscardLost(folders));
        }
        None => {}
    }
}

fn row(ui: &mut Ui, lost: &LostWork, focus: bool, answer: &mut DialogAnswer) {
    let quiet = theme::palette(ui).quiet;
    let line = said::lost_line(&names::moment(&lost.when), &lost.client, lost.steps);
    ui.label(RichText::new(&line).strong());
    for text in lost
        .trouble
        .as_deref()
        .into_iter()
        .chain(lost.protected.then(said::protected))
        .chain(lost.old.then(said::old))
    {
        ui.add(egui::Label::new(RichText::new(text).color(quiet)).wrap());
    }
    ui.horizontal(|ui| {
        if lost.is_readable() {
            let response = button(ui, said::take_up(), &line);
            if focus {
                response.request_focus();
            }
            if response.clicked() {
                answer.done(AppAction::Recover(lost.folder.clone()));
            }
        }
        if button(ui, said::throw_away(), &line).clicked() {
            answer
                .actions
                .push(AppAction::DiscardLost(vec![lost.folder.clone()]));
        }
    });
}

/// A button that is told from its like in other rows by the row's line.
fn button(ui: &mut Ui, label: &str, line: &str) -> egui::Response {
    let response = ui.add(Button::new(label).min_size(vec2(120.0, theme::BUTTON)));
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, format!("{label}: {line}")));
    response
}
