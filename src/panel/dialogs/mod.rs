//! Dialogs over the window: Esc closes, Enter confirms, the first field has the focus.

mod card;
mod delete;
mod export;
mod files;
mod history;
mod keys;
mod lost;
mod passphrase;
mod plain;
mod preferences;
mod shortcuts;
mod whose;

use super::theme::{self, BUTTON};
use super::widgets;
use crate::editor::{Action, Actions, Dialog, EditorAction, EditorState};
use crate::words::panel::dialogs as words;
use egui::{Align, Button, Frame, Id, Key, Layout, Margin, Modal, Response, ScrollArea, TextEdit, Ui, vec2};

/// What a dialog's content wants.
#[derive(Default)]
pub struct DialogAnswer {
    /// Close it.
    pub close: bool,
    /// What else is to be done.
    pub actions: Actions,
}

impl DialogAnswer {
    /// An action that also closes.
    fn done(&mut self, action: impl Into<Action>) {
        self.close = true;
        self.actions.push(action);
    }
}

/// Shows the dialog that is open.
pub fn show(ui: &mut Ui, state: &mut EditorState, out: &mut Actions) {
    let id = Id::unique("dialog");
    let Some(mut dialog) = state.dialog.take() else {
        ui.data_mut(|data| data.remove::<DialogKind>(id));
        return;
    };
    let which = DialogKind(std::mem::discriminant(&dialog));
    let fresh = ui.data(|data| data.get_temp::<DialogKind>(id)) != Some(which);
    ui.data_mut(|data| data.insert_temp(id, which));

    let frame = Frame::new()
        .fill(ui.visuals().window_fill)
        .stroke(ui.visuals().window_stroke)
        .shadow(ui.visuals().window_shadow)
        .corner_radius(12)
        .inner_margin(Margin::same(24));
    let width = width(&dialog).min(ui.ctx().content_rect().width() - 80.0);
    let modal = Modal::new(id.with(which.0)).frame(frame);
    let shown = modal
        .backdrop_color(egui::Color32::from_black_alpha(140))
        .show(ui.ctx(), |ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
            let mut answer = DialogAnswer::default();
            content(ui, state, &mut dialog, fresh, &mut answer);
            answer
        });
    let closed = shown.should_close() || shown.inner.close;
    let answer = shown.inner;
    if closed {
        out.push(EditorAction::CloseDialog);
    } else if state.dialog.is_none() {
        // A content may have put another dialog in its place.
        state.dialog = Some(dialog);
    }
    out.extend(answer.actions);
}

/// Which dialog was shown last: a new one gets the focus.
#[derive(Clone, Copy, PartialEq)]
struct DialogKind(std::mem::Discriminant<Dialog>);

fn width(dialog: &Dialog) -> f32 {
    match dialog {
        Dialog::Shortcuts => 640.0,
        Dialog::Export(_)
        | Dialog::MarkingCard(_)
        | Dialog::WhosePhoto { .. }
        | Dialog::Preferences
        | Dialog::Keys(_)
        | Dialog::History
        | Dialog::DeleteClient(_)
        | Dialog::Recovery => 520.0,
        Dialog::SaveAs { .. }
        | Dialog::OpenPath { .. }
        | Dialog::WatchPath { .. }
        | Dialog::Unsaved(_)
        | Dialog::Passphrase(_)
        | Dialog::Protect(_)
        | Dialog::Unprotect
        | Dialog::Replace { .. }
        | Dialog::TakePhoto
        | Dialog::Message { .. } => 440.0,
    }
}

fn content(ui: &mut Ui, state: &EditorState, dialog: &mut Dialog, fresh: bool, answer: &mut DialogAnswer) {
    match dialog {
        Dialog::SaveAs { path } => files::save_as(ui, path, fresh, answer),
        Dialog::OpenPath { path, target } => files::open(ui, path, *target, fresh, answer),
        Dialog::WhosePhoto { count } => whose::show(ui, state, *count, fresh, answer),
        Dialog::WatchPath { path } => files::watch(ui, path, fresh, answer),
        Dialog::Export(form) => export::show(ui, state, form, fresh, answer),
        Dialog::Unsaved(after) => plain::unsaved(ui, after, fresh, answer),
        Dialog::Replace { path, what } => files::replace(ui, path, what, fresh, answer),
        Dialog::DeleteClient(form) => delete::show(ui, form, fresh, answer),
        Dialog::Passphrase(form) => passphrase::ask(ui, form, fresh, answer),
        Dialog::Protect(form) => passphrase::protect(ui, form, fresh, answer),
        Dialog::Unprotect => passphrase::unprotect(ui, fresh, answer),
        Dialog::Recovery => lost::show(ui, state, fresh, answer),
        Dialog::Shortcuts => shortcuts::show(ui, state, fresh, answer),
        Dialog::Keys(form) => keys::show(ui, state, form, fresh, answer),
        Dialog::History => history::show(ui, state, fresh, answer),
        Dialog::Preferences => preferences::show(ui, state, fresh, answer),
        Dialog::TakePhoto => plain::take_photo(ui, fresh, answer),
        Dialog::MarkingCard(lines) => card::show(ui, lines, fresh, answer),
        Dialog::Message { title, text } => plain::message(ui, title, text, fresh, answer),
    }
}

/// A title and, if there is one, a quiet sentence.
fn title(ui: &mut Ui, title: &str, line: &str) {
    ui.heading(title);
    if !line.is_empty() {
        let quiet = theme::palette(ui).quiet;
        ui.add(egui::Label::new(egui::RichText::new(line).color(quiet)).wrap());
    }
    ui.add_space(8.0);
}

/// A field with its label at the left, in a column; `fresh` gives it the focus.
fn field(ui: &mut Ui, label: &str, hint: &str, text: &mut String, fresh: bool, right: f32) -> Response {
    labelled(ui, label, |ui| {
        let width = ui.available_width() - right;
        let edit = TextEdit::singleline(text)
            .hint_text(hint)
            .desired_width(width)
            .margin(Margin::symmetric(8, 6));
        let response = ui.add(edit);
        super::side::name_field(&response, label, text);
        if fresh {
            response.request_focus();
        }
        response
    })
}

/// Width of the labels' column, ui points.
const LABELS: f32 = 148.0;

/// A row with a label in the left column.
fn labelled<R>(ui: &mut Ui, label: &str, content: impl FnOnce(&mut Ui) -> R) -> R {
    let quiet = theme::palette(ui).quiet;
    ui.horizontal(|ui| {
        ui.set_min_height(BUTTON);
        ui.allocate_ui_with_layout(vec2(LABELS, BUTTON), Layout::left_to_right(Align::Center), |ui| {
            ui.set_width(LABELS);
            ui.label(egui::RichText::new(label).color(quiet));
        });
        content(ui)
    })
    .inner
}

/// Buttons at the lower right: the main one, then others from right to left. Says which was pressed: 0 is the main one,
/// by Enter too.
fn buttons(ui: &mut Ui, main: &str, enabled: bool, others: &[&str], focus: bool) -> Option<usize> {
    let mut pressed = None;
    ui.add_space(16.0);
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.add_enabled_ui(enabled, |ui| {
            let response = widgets::primary(ui, None, main, vec2(104.0, 36.0));
            if focus {
                response.request_focus();
            }
            if response.clicked() {
                pressed = Some(0);
            }
        });
        for (index, label) in others.iter().enumerate() {
            let button = Button::new(*label).min_size(vec2(88.0, 36.0));
            if ui.add(button).clicked() {
                pressed = Some(index + 1);
            }
        }
    });
    let unfocused = ui.memory(|memory| memory.focused().is_none());
    let enter = unfocused && ui.input(|input| input.key_pressed(Key::Enter));
    pressed.or((enter && enabled).then_some(0))
}

/// A list that scrolls when the window is low.
fn scrolling(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    let height = (ui.ctx().content_rect().height() - 260.0).max(120.0);
    ScrollArea::vertical()
        .max_height(height)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            Frame::new()
                .inner_margin(Margin {
                    right: 12,
                    ..Margin::ZERO
                })
                .show(ui, content);
        });
}

/// The button that only closes.
fn close_button(ui: &mut Ui, fresh: bool, answer: &mut DialogAnswer) {
    answer.close |= buttons(ui, words::close(), true, &[], fresh).is_some();
}
