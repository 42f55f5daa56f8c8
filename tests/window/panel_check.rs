//! The realism check, the style board and own styles in the panels.

use crate::window_state::{World, click, open_state, panels};
use egui::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use shadowline::design::{Design, Knob};
use shadowline::editor::{
    Action, AppAction, CompareMode, ConsultationStep, Dialog, EditorState, ExportForm, ExportWhat, KeptStyle,
    UserPreferences,
};
use shadowline::output::share::FaceCover;
use shadowline::project::{Edit, Project};

fn with(knobs: &[(Knob, f64)], step: ConsultationStep) -> EditorState {
    let mut state = open_state();
    for (knob, value) in knobs {
        state.edit(Edit::set(*knob, *value, None));
    }
    state.step = step;
    state
}

fn project(harness: &Harness<World>) -> Project {
    (**harness.state().state.project().expect("a project")).clone()
}

#[test]
fn a_low_hard_line_is_told_where_it_is_set_and_a_click_mends_it() {
    let state = with(
        &[(Knob::HeightRatio, 0.38), (Knob::EdgeWidth, 1.0)],
        ConsultationStep::Hairline,
    );
    let mut harness = panels(state, 2600.0);
    harness.get_by_label_contains("Reads as fake: The middle lies 48 mm");
    harness.get_by_role_and_label(Role::Button, "Realism: 2 to mend");
    click(&mut harness, "Raise the line to 60 mm");
    assert!(harness.query_by_label_contains("Reads as fake").is_none());
    let height = project(&harness).design().get(Knob::HeightRatio);
    assert!((0.47..0.49).contains(&height), "{height}");
    click(&mut harness, "Soften the edge");
    assert!(harness.query_by_label_contains("Look again").is_none());
    // Each is one step that can be undone.
    let open = harness.state().state.open.as_ref().expect("a project");
    assert_eq!(
        open.history
            .labels()
            .0
            .iter()
            .filter(|label| **label == "Soften the edge")
            .count(),
        1
    );
    harness.get_by_role_and_label(Role::Button, "Realism: fine");
    // What concerns dots is told in the step of the fill, and all of it before an agreement.
    let state = with(&[(Knob::Density, 300.0)], ConsultationStep::Fill);
    panels(state, 1400.0).get_by_label_contains("Reads as fake: 300 dots");
    let state = with(&[(Knob::Density, 300.0)], ConsultationStep::Hairline);
    assert!(
        panels(state, 1400.0)
            .query_by_label_contains("300 dots")
            .is_none()
    );
    let state = with(&[(Knob::Density, 300.0)], ConsultationStep::Agree);
    panels(state, 1400.0).get_by_label_contains("other checks are fine");
    let harness = panels(with(&[], ConsultationStep::Agree), 1400.0);
    harness.get_by_label_contains("Fine: Nothing in it reads as fake.");
}

#[test]
fn a_style_board_adds_three_variants_in_one_step_and_names_what_differs() {
    let mut harness = panels(with(&[], ConsultationStep::Compare), 1400.0);
    click(&mut harness, "Style board");
    let now = project(&harness);
    let names: Vec<&str> = now.variants.iter().map(|variant| variant.name.as_str()).collect();
    assert_eq!(
        (names, now.variant),
        (vec!["A", "Elegant", "Slightly back", "Mature"], 0)
    );
    assert!(harness.state().state.compare == CompareMode::Variants);
    harness.get_by_label_contains("6 mm higher");
    click(&mut harness, "Remove variant Elegant");
    assert_eq!(project(&harness).variants.len(), 3);
    let open = harness.state().state.open.as_ref().expect("a project");
    assert_eq!(open.history.labels().0.len(), 3);
}

#[test]
fn a_copy_to_share_needs_the_consent_and_a_name_that_tells_nobody() {
    let mut state = open_state();
    state.dialog = Some(Dialog::Export(Box::new(ExportForm {
        what: ExportWhat::Picture,
        path: "/clients/jane-miller-simulation.png".to_owned(),
        legend: false,
        watermark: String::new(),
        clinic: String::new(),
        max_side: None,
        letter: false,
    })));
    let mut harness = panels(state, 1400.0);
    click(&mut harness, "To share");
    let export = |harness: &mut Harness<World>| {
        let buttons = harness.get_all_by_role_and_label(Role::Button, "Export");
        buttons.last().expect("a button").click();
        harness.run_steps(3);
    };
    export(&mut harness);
    assert!(harness.state().asked.is_empty(), "{:?}", harness.state().asked);
    click(&mut harness, "Below the brows");
    let consent = "The client agrees that it is shown, and where";
    harness.get_by_role_and_label(Role::CheckBox, consent).click();
    harness.run_steps(3);
    export(&mut harness);
    let exported = harness.state().asked.iter().find_map(|action| match action {
        Action::App(AppAction::Export(form)) => Some((**form).clone()),
        _ => None,
    });
    let form = exported.expect("an export");
    let ExportWhat::Share { request, consented } = form.what else {
        panic!("{form:?}")
    };
    assert!(consented && request.cover == FaceCover::BelowBrows);
    assert_eq!(form.path, "/clients/simulation-to-share.jpg");
}

#[test]
fn own_styles_are_used_kept_and_given_away() {
    let mut state = with(&[], ConsultationStep::Hairline);
    state.prefs = UserPreferences {
        fine: true,
        ..state.prefs.clone()
    };
    state.own_styles.push(KeptStyle {
        name: "Soft 72".to_owned(),
        text: "format = 1\n[knobs]\ndensity = 72\n".to_owned(),
    });
    let mut harness = panels(state, 3000.0);
    click(&mut harness, "Soft 72");
    assert_eq!(project(&harness).design().get(Knob::Density), 72.0);
    assert_eq!(project(&harness).design().style, Design::default().style);
    harness
        .get_by_role_and_label(Role::TextInput, "Keep this design as a style")
        .focus();
    harness.run_steps(2);
    let field = harness.get_by_role_and_label(Role::TextInput, "Keep this design as a style");
    field.type_text("Mine");
    harness.run_steps(2);
    harness.key_press(egui::Key::Enter);
    harness.run_steps(3);
    click(&mut harness, "Save all as a library");
    let asked = &harness.state().asked;
    let kept = |action: &&Action| matches!(action, Action::App(AppAction::KeepStyle(name)) if name == "Mine");
    assert_eq!(asked.iter().filter(kept).count(), 1, "{asked:?}");
    assert!(matches!(asked.last(), Some(Action::App(AppAction::ExportStyles))));
}
