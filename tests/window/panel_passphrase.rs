//! Passphrases in the window.

use crate::window_state::{open_state, panels};
use egui::Role;
use egui_kittest::kittest::Queryable;
use shadowline::editor::{Action, AppAction, Dialog, LockedWork, PassphraseForm, ProtectForm};
use shadowline::project::Passphrase;
use std::path::PathBuf;

#[test]
fn a_passphrase_is_given_twice_and_what_is_lost_with_it_is_said() {
    let mut state = open_state();
    state.dialog = Some(Dialog::Protect(Box::<ProtectForm>::default()));
    let mut harness = panels(state, 800.0);
    harness.get_by_label_contains("lost passphrase is lost work");
    let mut type_into = |label: &str, text: &str| {
        harness.get_by_role_and_label(Role::TextInput, label).focus();
        harness.run_steps(2);
        harness.event(egui::Event::Text(text.to_owned()));
        harness.run_steps(2);
    };
    type_into("Passphrase", "four small");
    type_into("The same again", "four smal");
    harness.get_by_label_contains("The two differ");
    harness.event(egui::Event::Text("l".to_owned()));
    harness.run_steps(2);
    harness.get_by_label_contains("Fair");
    harness.get_by_role_and_label(Role::Button, "Protect").click();
    harness.run_steps(3);
    let asked = &harness.state().asked;
    let wanted = Passphrase::new("four small".to_owned());
    assert!(
        asked
            .iter()
            .any(|action| matches!(action, Action::App(AppAction::Protect(typed)) if *typed == wanted)),
        "{asked:?}"
    );
    assert!(
        !format!("{asked:?}").contains("four small"),
        "a passphrase is shown"
    );
}

#[test]
fn a_wrong_passphrase_is_said_and_asked_for_again() {
    let mut state = open_state();
    let what = LockedWork::Project(PathBuf::from("/clients/x.shadowline"));
    let form = PassphraseForm {
        was_wrong: true,
        ..PassphraseForm::of(what.clone())
    };
    state.dialog = Some(Dialog::Passphrase(Box::new(form)));
    let mut harness = panels(state, 800.0);
    harness.get_by_label_contains("Nothing is lost: try again");
    harness.event(egui::Event::Text("four small quiet".to_owned()));
    harness.run_steps(2);
    harness.get_by_role_and_label(Role::Button, "Open").click();
    harness.run_steps(3);
    let asked = harness.state().asked.clone();
    assert!(
        matches!(&asked[..], [Action::App(AppAction::TryPassphrase(there, _))] if *there == what),
        "{asked:?}"
    );
    // It stays while the passphrase is tried.
    let is_trying =
        |dialog: &Option<Dialog>| matches!(dialog, Some(Dialog::Passphrase(form)) if form.is_trying);
    assert!(is_trying(&harness.state().state.dialog));
}
