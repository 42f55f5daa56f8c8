//! The panels by what a person reads and does: start page, steps, knobs, search, dialogs.

use crate::window_state::{World, click, open_state, panels};
use egui::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use shadowline::design::{BrushKind, Design, Knob};
use shadowline::editor::{
    Action, AfterSave, AppAction, ConsultationStep, Dialog, EditorAction, EditorState, ExportForm,
    ExportWhat, KeysForm, LostWork, RecentProject, ReplaceTarget, Tool, UserPreferences,
};
use shadowline::project::{Edit, TreatmentEdit};
use shadowline::words::agreement::AgreedTerms;
use std::path::PathBuf;

fn harness(state: EditorState) -> Harness<'static, World> {
    panels(state, 1400.0)
}

fn at_step(step: ConsultationStep) -> Harness<'static, World> {
    let mut state = open_state();
    state.step = step;
    harness(state)
}

fn edits(harness: &Harness<World>) -> Vec<Edit> {
    let asked = harness.state().asked.iter();
    asked
        .filter_map(|action| match action {
            Action::Editor(EditorAction::Edit(edit)) => Some(edit.clone()),
            _ => None,
        })
        .collect()
}

fn count(harness: &Harness<World>, role: Role) -> usize {
    harness.query_all_by_role(role).count()
}

#[test]
fn the_start_page_offers_its_buttons_and_shows_no_client() {
    let mut state = EditorState::new(UserPreferences::default());
    state.recent.push(RecentProject {
        path: PathBuf::from("/clients/Jane Doe/jane.shadowline"),
        day: "2026-11-20".to_owned(),
        client: "J. D.".to_owned(),
        away: false,
    });
    let mut harness = harness(state);
    for label in ["Open photo", "Try the demo head", "Watch a folder", "Paste"] {
        harness.get_by_role_and_label(Role::Button, label);
    }
    harness.get_by_label_contains("J. D. 2026-11-20");
    let names = harness.root().children_recursive();
    let all: Vec<String> = names.filter_map(|node| node.accesskit_node().label()).collect();
    assert!(
        !all.iter()
            .any(|label| label.contains("Jane") || label.contains("jane"))
    );
    click(&mut harness, "Try the demo head");
    assert!(matches!(
        harness.state().asked[..],
        [Action::App(AppAction::OpenDemo)]
    ));
}

#[test]
fn every_step_has_at_most_six_basic_controls_and_fine_opens_the_rest() {
    for step in ConsultationStep::ALL {
        let harness = at_step(step);
        let groups = count(&harness, Role::Group);
        assert!((1..=6).contains(&groups), "{step:?} shows {groups}");
    }
    let mut harness = at_step(ConsultationStep::Fill);
    let before = count(&harness, Role::Slider);
    harness
        .get_by_role_and_label(Role::DisclosureTriangle, "Fine")
        .click();
    harness.run_steps(3);
    assert!(harness.state().state.prefs.fine);
    assert!(count(&harness, Role::Slider) > before + 8);
}

#[test]
fn every_knob_is_found_on_a_panel() {
    for knob in Knob::all() {
        let label = shadowline::words::panel::knobs::label(knob);
        let mut state = open_state();
        state.ui.search = knob.row().name.replace('-', " ");
        let by_name = harness(state);
        let found = by_name.query_all_by_role_and_label(Role::Slider, label).count();
        let mut state = open_state();
        state.ui.search = label.to_owned();
        let by_label = harness(state);
        let also = by_label.query_all_by_role_and_label(Role::Slider, label).count();
        assert!(found + also >= 1 && also == 1, "{label}");
    }
}

#[test]
fn a_density_stop_is_one_edit() {
    let mut harness = at_step(ConsultationStep::Fill);
    click(&mut harness, "Full");
    let edits = edits(&harness);
    let Some(Edit::Treatment(TreatmentEdit::Set { knob, value, fill })) = edits.first() else {
        panic!("{edits:?}");
    };
    assert_eq!(
        (edits.len(), *knob, *value, fill),
        (1, Knob::Density, 150.0, &None)
    );
}

#[test]
fn dragging_a_slider_previews_and_commits_once() {
    let mut harness = at_step(ConsultationStep::Fill);
    let slider = harness.get_by_role_and_label(Role::Slider, "Density").rect();
    let at = |share: f32| egui::pos2(slider.left() + share * slider.width(), slider.center().y);
    harness.drag_at(at(0.3));
    harness.step();
    for share in [0.4, 0.5, 0.6] {
        harness.hover_at(at(share));
        harness.step();
    }
    harness.drop_at(at(0.6));
    harness.run_steps(3);
    let asked = &harness.state().asked;
    let previews = asked
        .iter()
        .filter(|action| matches!(action, Action::Editor(EditorAction::Preview(_))))
        .count();
    let commits = asked
        .iter()
        .filter(|action| matches!(action, Action::Editor(EditorAction::Commit)))
        .count();
    assert!(previews >= 3, "{asked:?}");
    assert_eq!(commits, 1);
    let open = harness.state().state.open.as_ref().unwrap();
    assert!((open.project().design().get(Knob::Density) - 180.0).abs() < 12.0);
    assert_eq!(open.history.labels().0.len(), 2);
}

#[test]
fn numbers_are_typed_nudged_and_reset() {
    let mut harness = at_step(ConsultationStep::Fill);
    harness
        .get_by_role_and_label(Role::SpinButton, "Dot size")
        .focus();
    harness.run_steps(2);
    let field = harness.get_by_role_and_label(Role::SpinButton, "Dot size");
    field.type_text("0.25");
    harness.run_steps(2);
    harness.key_press(egui::Key::Enter);
    harness.run_steps(3);
    let value = |harness: &Harness<World>, knob| {
        let open = harness.state().state.open.as_ref().unwrap();
        open.project().design().get(knob)
    };
    assert_eq!(value(&harness, Knob::DotDiameter), 0.25);

    harness.get_by_role_and_label(Role::Slider, "Dot size").focus();
    harness.run_steps(2);
    harness.key_press(egui::Key::ArrowRight);
    harness.run_steps(3);
    let nudged = value(&harness, Knob::DotDiameter);
    assert!(nudged > 0.25 && nudged < 0.27, "{nudged}");

    click(&mut harness, "Reset Dot size");
    assert_eq!(
        value(&harness, Knob::DotDiameter),
        Design::default().get(Knob::DotDiameter)
    );
    assert!(
        harness
            .query_by_role_and_label(Role::Button, "Reset Dot size")
            .is_none()
    );
}

#[test]
fn a_zone_takes_the_numbers_of_its_own() {
    let mut harness = at_step(ConsultationStep::Fill);
    click(&mut harness, "Whole scalp");
    click(&mut harness, "Full");
    let edits = edits(&harness);
    let Edit::Treatment(TreatmentEdit::Set { knob, fill, .. }) = &edits[0] else {
        panic!("{edits:?}");
    };
    assert_eq!((*knob, fill.as_deref()), (Knob::Density, Some("scalp")));
}

#[test]
fn a_session_takes_the_numbers_of_the_zone_chosen() {
    let mut state = open_state();
    state.step = ConsultationStep::Treatment;
    state.prefs.fine = true;
    state.ui.fill = Some("scalp".to_owned());
    let mut harness = harness(state);
    let label = shadowline::words::panel::knobs::label(Knob::Retention);
    let sliders: Vec<_> = harness.query_all_by_role_and_label(Role::Slider, label).collect();
    sliders[1].focus();
    harness.run();
    harness.key_press(egui::Key::ArrowLeft);
    harness.run();
    let edits = edits(&harness);
    let Some(Edit::Treatment(TreatmentEdit::SetSession { number, fill, .. })) = edits.first() else {
        panic!("{edits:?}");
    };
    assert_eq!((*number, fill.as_deref()), (2, Some("scalp")));
}

#[test]
fn search_finds_sentinels_from_any_step() {
    let mut state = open_state();
    state.step = ConsultationStep::Photo;
    state.ui.search = "sentinels".to_owned();
    let mut harness = harness(state);
    harness.get_by_role_and_label(Role::Slider, "Sentinels");
    assert!(
        harness
            .query_by_role_and_label(Role::Button, "Turn left")
            .is_none()
    );
    click(&mut harness, "Clear the search");
    harness.get_by_role_and_label(Role::Button, "Turn left");
}

#[test]
fn a_brush_is_taken_with_its_settings() {
    let mut harness = at_step(ConsultationStep::Fill);
    click(&mut harness, "Protect");
    assert_eq!(harness.state().state.tool, Tool::Brush);
    assert_eq!(harness.state().state.brush.brush, BrushKind::Protect);
    harness.get_by_role_and_label(Role::Slider, "Softness");
    harness.get_by_role_and_label(Role::CheckBox, "In front (this photo only)");
}

#[test]
fn a_case_is_two_clicks_away_and_a_scar_needs_no_hairline_step() {
    let mut harness = at_step(ConsultationStep::Purpose);
    harness.get_by_role_and_label(Role::Button, "Hairline");
    click(&mut harness, "Scars");
    click(&mut harness, "Strip scar");
    let edits = edits(&harness);
    assert!(
        matches!(&edits[..], [Edit::Treatment(TreatmentEdit::Case(name))] if name == "strip-scar"),
        "{edits:?}"
    );
    assert!(
        harness
            .query_by_role_and_label(Role::Button, "Hairline")
            .is_none()
    );
    // What has to be asked first stands below the pictures.
    harness.get_by_label_contains("ask a doctor first where a scar is raised");
}

fn form() -> ExportForm {
    ExportForm {
        what: ExportWhat::Picture,
        path: "picture.png".to_owned(),
        legend: true,
        watermark: String::new(),
        clinic: String::new(),
        max_side: None,
        letter: false,
    }
}

#[test]
fn the_export_dialog_has_no_switch_for_the_word_simulation() {
    let mut state = open_state();
    state.dialog = Some(Dialog::Export(Box::new(form())));
    let mut harness = harness(state);
    let switches: Vec<String> = harness
        .query_all_by_role(Role::CheckBox)
        .filter_map(|node| node.accesskit_node().label())
        .collect();
    assert!(
        !switches.iter().any(|label| label.contains("Simulation")),
        "{switches:?}"
    );
    harness.get_by_label_contains("always stays in the picture");
    harness
        .get_by_role_and_label(Role::CheckBox, "Legend under the picture")
        .click();
    harness.run_steps(3);
    harness
        .get_all_by_role_and_label(Role::Button, "Export")
        .last()
        .unwrap()
        .click();
    harness.run_steps(3);
    let asked = &harness.state().asked;
    let exported = asked.iter().find_map(|action| match action {
        Action::App(AppAction::Export(form)) => Some(form.legend),
        _ => None,
    });
    assert_eq!(exported, Some(false));
    assert!(harness.state().state.prefs.clinic_asked);
    assert!(harness.state().state.dialog.is_none());
}

#[test]
fn unsaved_work_has_three_ways_and_escape_stays() {
    for (label, wanted) in [
        ("Save", "SaveThen"),
        ("Don't save", "DiscardThen"),
        ("Cancel", "CloseDialog"),
    ] {
        let mut state = open_state();
        state.dialog = Some(Dialog::Unsaved(AfterSave::Quit));
        let mut harness = harness(state);
        click(&mut harness, label);
        let asked = format!("{:?}", harness.state().asked);
        assert!(asked.contains(wanted), "{label}: {asked}");
        assert!(harness.state().state.dialog.is_none());
    }
    let mut state = open_state();
    state.dialog = Some(Dialog::Unsaved(AfterSave::Quit));
    let mut harness = harness(state);
    harness.key_press(egui::Key::Escape);
    harness.run_steps(3);
    assert!(matches!(
        harness.state().asked[..],
        [Action::Editor(EditorAction::CloseDialog)]
    ));
}

#[test]
fn a_path_is_typed_and_confirmed_by_enter() {
    let mut state = open_state();
    state.dialog = Some(Dialog::SaveAs { path: String::new() });
    let mut harness = harness(state);
    let field = harness.get_by_role_and_label(Role::TextInput, "File");
    assert!(field.is_focused());
    field.type_text("/tmp/a.shadowline");
    harness.run_steps(2);
    harness.key_press(egui::Key::Enter);
    harness.run_steps(3);
    let asked = &harness.state().asked;
    assert!(
        asked
            .iter()
            .any(|action| matches!(action, Action::App(AppAction::SaveAs(path)) if path.as_os_str() == "/tmp/a.shadowline"))
    );
}

#[test]
fn agreeing_takes_the_initials_just_typed_and_says_what_is_missing() {
    let mut harness = at_step(ConsultationStep::Agree);
    let agree = |harness: &mut Harness<World>| {
        // The step's own name is 'Agree' too; the button comes after it.
        let last = harness.get_all_by_role_and_label(Role::Button, "Agree").last();
        last.unwrap().click();
        harness.run_steps(3);
    };
    let agreed = |harness: &Harness<World>| {
        let asked = harness.state().asked.iter();
        let forms = asked.filter_map(|action| match action {
            Action::App(AppAction::Agree(form)) => Some(form.clone()),
            _ => None,
        });
        forms.collect::<Vec<_>>()
    };
    harness.get_by_label("Enter the client's initials and the practitioner first.");
    agree(&mut harness);
    assert!(agreed(&harness).is_empty());
    let write = |harness: &mut Harness<World>, label: &str, text: &str| {
        harness.get_by_role_and_label(Role::TextInput, label).focus();
        harness.run_steps(2);
        harness
            .get_by_role_and_label(Role::TextInput, label)
            .type_text(text);
        harness.run_steps(2);
    };
    write(&mut harness, "Client's initials", "Jane Doe, Springfield");
    harness.get_by_label("Enter the practitioner first.");
    write(&mut harness, "Practitioner", "Kim");
    agree(&mut harness);
    let [form] = &agreed(&harness)[..] else {
        panic!("{:?}", harness.state().asked);
    };
    assert_eq!(
        (form.client.as_str(), form.practitioner.as_str(), form.export),
        ("Jane Doe", "Kim", true)
    );
}

fn lost(name: &str, steps: usize) -> LostWork {
    LostWork {
        protected: false,
        folder: PathBuf::from(format!("/recovery/{name}")),
        when: format!("2026-11-2{steps} 18:40 -05:00"),
        client: format!("Client {name}"),
        steps,
        trouble: (steps == 0).then(|| "Written by a newer version.".to_owned()),
        old: false,
    }
}

#[test]
fn the_agreement_shows_what_it_freezes() {
    let mut state = open_state();
    let open = state.open.as_mut().unwrap();
    for (knob, value) in [(Knob::Years, 5.0), (Knob::Light, 3.0)] {
        let fill = None;
        open.history.apply(Edit::set(knob, value, fill)).unwrap();
    }
    let frozen = AgreedTerms::of(open.project());
    assert_eq!(frozen.stage, "Simulation · 5 years on, noon sun");
    state.step = ConsultationStep::Agree;
    let harness = harness(state);
    // Beside the button that freezes it.
    for text in std::iter::once(&frozen.stage).chain(&frozen.assumptions) {
        assert!(harness.query_all_by_label(text).count() >= 1, "{text}");
    }
    for untrue in ["healed", "Light as in the photo"] {
        assert_eq!(harness.query_all_by_label_contains(untrue).count(), 0, "{untrue}");
    }
}

#[test]
fn what_stands_at_the_place_to_save_is_replaced_only_on_purpose() {
    let path = PathBuf::from("/clients/client.shadowline");
    let asked = |key: Option<egui::Key>| {
        let mut state = open_state();
        let (path, what) = (path.clone(), ReplaceTarget::Project);
        state.dialog = Some(Dialog::Replace { path, what });
        let mut harness = harness(state);
        harness.get_by_label_contains("client.shadowline is there already");
        match key {
            Some(key) => harness.key_press(key),
            None => harness.get_by_role_and_label(Role::Button, "Replace").click(),
        }
        harness.run_steps(3);
        harness.state().asked.clone()
    };
    let by_enter = asked(Some(egui::Key::Enter));
    assert!(
        matches!(&by_enter[..], [Action::Editor(EditorAction::CloseDialog), Action::App(AppAction::AnotherName(there, ReplaceTarget::Project))] if *there == path),
        "{by_enter:?}"
    );
    assert!(matches!(
        asked(Some(egui::Key::Escape))[..],
        [Action::Editor(EditorAction::CloseDialog)]
    ));
    let on_purpose = asked(None);
    assert!(
        matches!(&on_purpose[..], [Action::Editor(EditorAction::CloseDialog), Action::App(AppAction::Replace(there, ReplaceTarget::Project))] if *there == path),
        "{on_purpose:?}"
    );
}

#[test]
fn exports_and_first_savings_leave_the_name_to_the_window() {
    let mut harness = at_step(ConsultationStep::Fill);
    click(&mut harness, "Export");
    let asked = &harness.state().asked;
    assert!(
        matches!(asked[..], [Action::App(AppAction::ExportDialog)]),
        "{asked:?}"
    );
}

#[test]
fn all_lost_work_is_offered_and_nothing_goes_unasked() {
    let mut state = EditorState::new(UserPreferences::default());
    let mut old = lost("c", 3);
    old.old = true;
    state.lost = vec![lost("a", 0), lost("b", 7), old];
    state.dialog = Some(Dialog::Recovery);
    let mut by_enter = harness(state);
    for line in [
        "2026-11-20 18:40 · Client a · nothing readable",
        "2026-11-27 18:40 · Client b · 7 steps",
        "2026-11-23 18:40 · Client c · 3 steps",
        "Written by a newer version.",
    ] {
        by_enter.get_by_label(line);
    }
    // What can't be read can't be taken up, and stays until a person throws it away.
    let buttons = |word: &str, harness: &Harness<World>| harness.query_all_by_label_contains(word).count();
    assert_eq!(
        (buttons("Restore:", &by_enter), buttons("Discard:", &by_enter)),
        (2, 3)
    );
    by_enter.key_press(egui::Key::Enter);
    by_enter.run_steps(3);
    let asked = &by_enter.state().asked;
    assert!(
        matches!(&asked[..], [Action::Editor(EditorAction::CloseDialog), Action::App(AppAction::Recover(folder))] if folder.ends_with("b")),
        "{asked:?}"
    );

    let mut state = EditorState::new(UserPreferences::default());
    let mut old = lost("c", 3);
    old.old = true;
    state.lost = vec![lost("b", 7), old];
    let mut later = harness(state);
    // Put off, it is found again on the start page.
    later.get_by_label_contains("Unsaved work was found").click();
    later.run_steps(3);
    assert!(matches!(
        later.state().asked[..],
        [Action::Editor(EditorAction::Dialog(Dialog::Recovery))]
    ));
    later.state_mut().state.dialog = Some(Dialog::Recovery);
    later.run_steps(3);
    click(&mut later, "Discard all older than 30 days");
    let asked = later.state().asked.last();
    assert!(
        matches!(asked, Some(Action::App(AppAction::DiscardLost(folders))) if folders.len() == 1 && folders[0].ends_with("c")),
        "{asked:?}"
    );
}

#[test]
fn a_project_on_an_unplugged_drive_stays_on_the_start_page_and_is_marked() {
    let mut state = EditorState::new(UserPreferences::default());
    for (client, away) in [("J. D.", true), ("K. E.", false)] {
        state.recent.push(RecentProject {
            path: PathBuf::from("/far/a.shadowline"),
            day: "2026-11-20 +01:00".to_owned(),
            client: client.to_owned(),
            away,
        });
    }
    let mut harness = harness(state);
    harness.get_by_label("K. E. 2026-11-20");
    // It can be tried all the same.
    harness
        .get_by_label("J. D. 2026-11-20 · not found now (drive unplugged?)")
        .click();
    harness.run_steps(3);
    assert!(matches!(
        harness.state().asked[..],
        [Action::App(AppAction::Open(_))]
    ));
}

#[test]
fn work_that_is_not_kept_is_said_for_as_long_as_that_is_true() {
    let mut state = open_state();
    state.unguarded = Some("Your work is not being kept against a crash (disk full).".to_owned());
    state.panels_hidden = true;
    let mut harness = harness(state);
    harness.input_mut().time = Some(3600.0);
    harness.run_steps(3);
    harness.get_by_label_contains("not being kept");
    harness.state_mut().state.unguarded = None;
    harness.run_steps(3);
    assert_eq!(harness.query_all_by_label_contains("not being kept").count(), 0);
}

#[test]
fn notes_go_by_themselves() {
    let mut state = open_state();
    state.tell("Saved.");
    let mut harness = harness(state);
    harness.get_by_label("Saved.");
    harness.input_mut().time = Some(60.0);
    harness.run_steps(3);
    assert!(harness.state().state.toasts.is_empty());
}

#[test]
fn nothing_but_the_photo_shows_when_panels_are_hidden() {
    let mut state = open_state();
    state.panels_hidden = true;
    let harness = harness(state);
    assert_eq!(count(&harness, Role::Button), 0);
}

#[test]
fn everything_that_can_be_used_has_a_name() {
    let mut all = vec![harness(EditorState::new(UserPreferences::default()))];
    for step in ConsultationStep::ALL {
        let mut state = open_state();
        state.step = step;
        state.prefs.fine = true;
        state.tool = Tool::Brush;
        all.push(harness(state));
    }
    let dialogs = [
        Dialog::SaveAs { path: String::new() },
        Dialog::Export(Box::new(form())),
        Dialog::WhosePhoto { count: 1 },
        Dialog::Unsaved(AfterSave::Close),
        Dialog::Recovery,
        Dialog::Replace {
            path: PathBuf::from("/a/client.shadowline"),
            what: ReplaceTarget::Project,
        },
        Dialog::Shortcuts,
        Dialog::Keys(KeysForm::default()),
        Dialog::History,
        Dialog::Preferences,
        Dialog::TakePhoto,
    ];
    for dialog in dialogs {
        let mut state = open_state();
        state.dialog = Some(dialog);
        state.lost = vec![lost("a", 12), lost("b", 0)];
        all.push(harness(state));
    }
    for harness in all {
        assert_eq!(harness.unnamed_widgets(), Vec::<String>::new());
        let icons = harness.root().children_recursive();
        let private = icons
            .filter(|node| node.accesskit_node().role() == Role::Button)
            .filter_map(|node| node.accesskit_node().label())
            .filter(|label| label.chars().any(|c| ('\u{e000}'..='\u{f8ff}').contains(&c)));
        assert_eq!(private.collect::<Vec<_>>(), Vec::<String>::new());
    }
}
