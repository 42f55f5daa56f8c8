//! Passphrases: asking for one, giving one to the open project, taking it away.

use super::super::theme;
use super::{DialogAnswer, buttons, labelled, title};
use crate::editor::{AppAction, LockedWork, PassphraseForm, ProtectForm};
use crate::project::{PassphraseStrength, TypedPassphrase};
use crate::words::panel::dialogs as words;
use egui::{Label, Margin, Response, RichText, TextEdit, Ui};

/// Asks for the passphrase of what is locked; the dialog stays until it is opened or given up.
pub fn ask(ui: &mut Ui, form: &mut PassphraseForm, fresh: bool, answer: &mut DialogAnswer) {
    let help = match form.what {
        LockedWork::Project(_) => words::passphrase_help(),
        LockedWork::Lost(_) => words::passphrase_lost_work_help(),
    };
    title(ui, words::passphrase_asked(), help);
    let is_typable = !form.is_trying;
    ui.add_enabled_ui(is_typable, |ui| {
        let response = hidden_field(ui, words::passphrase(), &mut form.typed);
        if fresh || (form.was_wrong && form.typed.is_empty()) {
            response.request_focus();
        }
    });
    let said = match (form.is_trying, form.was_wrong) {
        (true, _) => words::passphrase_trying(),
        (false, true) => words::passphrase_wrong(),
        (false, false) => "",
    };
    quiet(ui, said);
    let can_try = is_typable && !form.typed.is_empty();
    match buttons(ui, words::open(), can_try, &[words::cancel()], false) {
        Some(0) => {
            form.is_trying = true;
            let try_it = AppAction::TryPassphrase(form.what.clone(), form.typed.passphrase());
            answer.actions.push(try_it);
        }
        Some(_) => answer.close = true,
        None => {}
    }
}

/// A new passphrase for the open project, typed twice.
pub fn protect(ui: &mut Ui, form: &mut ProtectForm, fresh: bool, answer: &mut DialogAnswer) {
    title(ui, words::protect(), words::protect_help());
    ui.add(Label::new(RichText::new(words::protect_lost()).strong()).wrap());
    let response = hidden_field(ui, words::passphrase(), &mut form.typed);
    if fresh {
        response.request_focus();
    }
    hidden_field(ui, words::passphrase_again(), &mut form.again);
    let strength = form.typed.strength();
    let differs = form.typed != form.again;
    let said = match (form.typed.is_empty(), form.again.is_empty()) {
        (true, _) => String::new(),
        (false, false) if differs => words::passphrase_differs().to_owned(),
        (false, _) => words::strength(strength),
    };
    quiet(ui, &said);
    let can_protect = strength != PassphraseStrength::TooShort && !differs;
    match buttons(
        ui,
        words::protect_button(),
        can_protect,
        &[words::cancel()],
        false,
    ) {
        Some(0) => answer.done(AppAction::Protect(form.typed.passphrase())),
        Some(_) => answer.close = true,
        None => {}
    }
}

/// Asks before the passphrase is taken away; the safe answer is the one that Enter gives.
pub fn unprotect(ui: &mut Ui, fresh: bool, answer: &mut DialogAnswer) {
    title(ui, words::unprotect(), words::unprotect_help());
    match buttons(ui, words::cancel(), true, &[words::unprotect_button()], fresh) {
        Some(0) => answer.close = true,
        Some(_) => answer.done(AppAction::Unprotect),
        None => {}
    }
}

/// A field whose letters nobody sees. Screen readers hear its label alone.
fn hidden_field(ui: &mut Ui, label: &str, typed: &mut TypedPassphrase) -> Response {
    labelled(ui, label, |ui| {
        let edit = TextEdit::singleline(typed.text_mut())
            .password(true)
            .desired_width(ui.available_width())
            .margin(Margin::symmetric(8, 6));
        let response = ui.add(edit);
        super::super::side::name_field(&response, label, "");
        response
    })
}

fn quiet(ui: &mut Ui, text: &str) {
    let colour = theme::palette(ui).quiet;
    ui.add(Label::new(RichText::new(text).color(colour)).wrap());
}
