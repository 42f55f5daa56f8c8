//! Passphrases in the window, deleting a client, and the ghost of an earlier photo.

use crate::window_state::{click, open_state, panels, portrait};
use egui::Role;
use egui_kittest::kittest::Queryable;
use shadowline::editor::{
    Action, AppAction, ClientTraces, ConsultationStep, DeleteForm, Dialog, LockedWork, PassphraseForm,
    ProtectForm,
};
use shadowline::project::{Passphrase, ProjectEdit, Shot};
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

#[test]
fn a_client_is_deleted_only_after_a_tick() {
    let mut state = open_state();
    let traces = ClientTraces {
        files: vec![PathBuf::from("/clients/x.shadowline")],
        ..ClientTraces::default()
    };
    let form = DeleteForm {
        traces: traces.clone(),
        is_understood: false,
    };
    state.dialog = Some(Dialog::DeleteClient(Box::new(form)));
    let mut harness = panels(state, 900.0);
    harness.get_by_label_contains("/clients/x.shadowline");
    harness.get_by_label_contains("can't be undone");
    harness.get_by_role_and_label(Role::Button, "Delete").click();
    harness.run_steps(3);
    assert!(harness.state().asked.is_empty(), "{:?}", harness.state().asked);
    harness.get_by_label_contains("I understand").click();
    harness.run_steps(3);
    click(&mut harness, "Delete");
    let asked = &harness.state().asked;
    assert!(
        asked
            .iter()
            .any(|action| matches!(action, Action::App(AppAction::DeleteClient(all)) if *all == traces)),
        "{asked:?}"
    );
}

#[test]
fn an_earlier_photo_of_the_same_pose_can_be_laid_over_the_one_that_is_fitted() {
    let alone = panels(
        {
            let mut state = open_state();
            state.step = ConsultationStep::Fit;
            state
        },
        1400.0,
    );
    assert_eq!(alone.query_all_by_label("Lay it over this one").count(), 0);
    let mut state = open_state();
    let later = Shot {
        name: "later.jpg".to_owned(),
        hash: "another".to_owned(),
        ..portrait()
    };
    let open = state.open.as_mut().expect("open");
    let added = open.history.apply(ProjectEdit::AddPhoto(Box::new(later)));
    added.expect("a second photo");
    state.step = ConsultationStep::Fit;
    let mut harness = panels(state, 1400.0);
    harness.get_by_label("Lay it over this one").click();
    harness.run_steps(3);
    let state = &harness.state().state;
    let project = state.project().expect("open").clone();
    let (index, ghost) = state.ghost_drawn(&project).expect("a ghost");
    assert_eq!((index, project.photo), (0, 1));
    // The same view: it lies where it is.
    let px = glam::DVec2::new(500.0, 850.0);
    assert!(ghost.of(px).distance(px) < 1e-6);
    harness.get_by_label("How much of the earlier photo is seen");
}

#[test]
fn healed_work_is_learned_from_a_second_photo() {
    let asked = |with_second: bool| {
        let mut state = open_state();
        if with_second {
            let healed = Shot {
                name: "healed.jpg".to_owned(),
                hash: "another".to_owned(),
                ..portrait()
            };
            let open = state.open.as_mut().expect("open");
            let added = open.history.apply(ProjectEdit::AddPhoto(Box::new(healed)));
            added.expect("a second photo");
        }
        let mut harness = panels(state, 1400.0);
        harness.get_by_label("Menu").click();
        harness.run_steps(5);
        harness.get_by_label("Learn from this photo").click();
        harness.run_steps(5);
        let asked = &harness.state().asked;
        asked
            .iter()
            .any(|action| matches!(action, Action::App(AppAction::LearnFromPhoto)))
    };
    assert!(!asked(false), "there is nothing to compare with");
    assert!(asked(true));
}
