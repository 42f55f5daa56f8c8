//! The way through a consultation in the panels: whose photo, what it shows, what is done, what is next, what can't be taken.

use crate::window_state::{World, click, face, open_state, opened, panels, portrait};
use egui::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use glam::DVec2;
use shadowline::design::Knob;
use shadowline::editor::{
    Action, AppAction, ConsultationStep, Dialog, EditorAction, EditorState, PhotoOwner, RecentProject, Tool,
    UserPreferences,
};
use shadowline::head::{FitInput, NamedPose};
use shadowline::project::{Agreement, Edit, ProjectEdit, Shot};
use std::path::PathBuf;
use std::sync::Arc;

fn harness(state: EditorState) -> Harness<'static, World> {
    panels(state, 1400.0)
}

/// The window with a photo in which nobody has found the head.
fn unfitted() -> EditorState {
    let mut state = EditorState::new(UserPreferences::default());
    state.open = Some(opened(Shot {
        fitted: false,
        given: FitInput::default(),
        ..portrait()
    }));
    state.step = ConsultationStep::Fit;
    state
}

fn asked_app(harness: &Harness<World>) -> Vec<AppAction> {
    let asked = harness.state().asked.iter();
    asked
        .filter_map(|action| match action {
            Action::App(action) => Some(action.clone()),
            Action::Editor(_) => None,
        })
        .collect()
}

#[test]
fn whose_photo_it_is_is_asked_and_enter_mixes_no_clients() {
    for (label, owner) in [
        (None, PhotoOwner::NewClient),
        (Some("Another view of this client"), PhotoOwner::OpenClient),
    ] {
        let mut state = open_state();
        let open = state.open.as_mut().expect("open");
        open.history
            .apply(ProjectEdit::Client("J. D.".to_owned()))
            .expect("initials");
        let agreement = Agreement {
            date: "2026-11-23 -05:00".to_owned(),
            practitioner: "Kim".to_owned(),
            client: "J. D.".to_owned(),
            stage: "healed".to_owned(),
            assumptions: Vec::new(),
            program: "0.1.0".to_owned(),
        };
        let agreed = ProjectEdit::Agree(Box::new(agreement));
        open.history.apply(agreed).expect("an agreement");
        state.dialog = Some(Dialog::WhosePhoto { count: 1 });
        let mut harness = harness(state);
        harness.get_by_label_contains("A new client, or another view");
        harness.get_by_label_contains("J. D., and a variant of it is agreed");
        match label {
            Some(label) => {
                let last = harness.get_all_by_role_and_label(Role::Button, label).last();
                last.expect("a button").click();
            }
            None => harness.key_press(egui::Key::Enter),
        }
        harness.run_steps(3);
        let asked = asked_app(&harness);
        assert!(
            matches!(&asked[..], [AppAction::TakePhotos(taken)] if *taken == owner),
            "{asked:?}"
        );
    }
}

#[test]
fn the_menu_has_new_open_and_recent() {
    let mut state = open_state();
    state.recent.push(RecentProject {
        path: PathBuf::from("/clients/k.shadowline"),
        day: "2026-11-20 +01:00".to_owned(),
        client: "K. E.".to_owned(),
        away: false,
    });
    let mut harness = harness(state);
    for (label, wanted) in [
        ("New client", "CloseProject"),
        ("Open…", "OpenDialog"),
        ("Add photo…", "AddPhotoDialog"),
    ] {
        click(&mut harness, "Menu");
        click(&mut harness, label);
        let asked = format!("{:?}", harness.state().asked.last());
        assert!(asked.contains(wanted), "{label}: {asked}");
    }
    click(&mut harness, "Menu");
    harness.get_by_label("Open recent").click();
    harness.run_steps(5);
    click(&mut harness, "K. E. · 2026-11-20");
    assert!(matches!(asked_app(&harness).last(), Some(AppAction::Open(_))));
}

#[test]
fn while_a_face_is_looked_for_nothing_is_said_of_the_head() {
    let mut state = unfitted();
    state.is_looking = true;
    let harness = harness(state);
    harness.get_by_label_contains("Looking for the face");
    for untrue in ["±", "No face", "pupil"] {
        assert_eq!(harness.query_all_by_label_contains(untrue).count(), 0, "{untrue}");
    }
}

/// Labels of the pictured poses, in their order.
fn poses_offered(harness: &Harness<World>) -> Vec<String> {
    let all = ["Back", "Crown", "Top", "Left", "Right", "Front", "Close-up"];
    let poses: Vec<String> = harness
        .query_all_by_role(Role::Button)
        .filter_map(|node| node.accesskit_node().label())
        .filter(|label| all.contains(&label.as_str()))
        .collect();
    assert_eq!(poses.len(), all.len(), "{poses:?}");
    poses
}

#[test]
fn the_pose_that_the_photo_most_looks_like_is_offered_first() {
    let mut state = unfitted();
    state.likely_pose = Some(NamedPose::Left);
    assert_eq!(poses_offered(&harness(state))[..3], ["Left", "Back", "Crown"]);
}

#[test]
fn a_photo_without_a_face_asks_with_pictures_what_it_shows() {
    let mut harness = harness(unfitted());
    assert!(
        harness
            .query_all_by_label_contains("What does the photo show?")
            .count()
            > 0
    );
    assert_eq!(
        harness.query_all_by_label_contains("mm per pixel").count(),
        0,
        "a guess is no scale"
    );
    assert_eq!(poses_offered(&harness)[0], "Back", "the commonest first");
    click(&mut harness, "Back");
    let given = &harness.state().state.project().unwrap().shot().unwrap().given;
    assert_eq!(given.named, Some(NamedPose::Back));
    // A front can be said, too.
    click(&mut harness, "Front");
    let given = &harness.state().state.project().unwrap().shot().unwrap().given;
    assert_eq!(given.named, Some(NamedPose::Front));
    // A close-up has no scale of its own: the ruler comes first.
    click(&mut harness, "Close-up");
    assert_eq!(harness.state().state.tool, Tool::Ruler);
}

#[test]
fn many_faces_stay_within_the_panel() {
    let mut state = open_state();
    state.step = ConsultationStep::Fit;
    let faces = (0..9).map(|number| {
        let x = 100.0 * f64::from(number);
        face([DVec2::new(x, 300.0), DVec2::new(x + 40.0, 300.0)])
    });
    state.faces = Arc::new(faces.collect());
    let mut harness = harness(state);
    for number in 1..=9 {
        let label = format!("Face {number}");
        let button = harness.get_by_role_and_label(Role::Button, &label);
        assert!(button.rect().right() <= 1280.0, "face {number}");
    }
    click(&mut harness, "Face 7");
    assert!(matches!(asked_app(&harness)[..], [AppAction::UseFace(6)]));
}

#[test]
fn each_step_leads_on_to_the_next_that_is_of_use() {
    let mut state = open_state();
    state.step = ConsultationStep::Photo;
    let mut harness = harness(state);
    for step in [
        "Fit",
        "What for?",
        "Hairline",
        "Fill",
        "Treatment",
        "Compare",
        "Agree",
    ] {
        click(&mut harness, &format!("Next: {step}"));
    }
    assert_eq!(harness.state().state.step, ConsultationStep::Agree);
    assert_eq!(harness.query_all_by_label_contains("Next:").count(), 0);
    // Without a fit there is nothing to go on with.
    let mut waiting = self::harness(unfitted());
    click(&mut waiting, "Next: What for?");
    assert_eq!(waiting.state().state.step, ConsultationStep::Fit);
}

#[test]
fn the_stop_nearest_to_each_number_is_chosen() {
    for (step, label) in [
        (ConsultationStep::Fill, "Full"),
        (ConsultationStep::Fill, "Medium"),
        (ConsultationStep::Hairline, "Soft"),
    ] {
        let mut state = open_state();
        let open = state.open.as_mut().expect("open");
        for (knob, value) in [
            (Knob::Density, 131.0),
            (Knob::Shade, 1.7),
            (Knob::EdgeWidth, 18.3),
        ] {
            open.history.apply(Edit::set(knob, value, None)).expect("a knob");
        }
        state.step = step;
        let harness = harness(state);
        let is_chosen = harness
            .query_all_by_role_and_label(Role::Button, label)
            .any(|node| format!("{:?}", node.accesskit_node().toggled()) == "Some(True)");
        assert!(is_chosen, "{label}");
    }
}

#[test]
fn a_mark_shows_work_that_is_not_saved() {
    let mut state = open_state();
    let open = state.open.as_mut().expect("open");
    open.saved = Some(open.project().clone());
    let mut harness = harness(state);
    harness.get_by_role_and_label(Role::Button, "Save");
    let edit = ProjectEdit::Client("A. B.".to_owned());
    harness.state_mut().state.perform(EditorAction::Edit(edit.into()));
    harness.run_steps(3);
    harness.get_by_role_and_label(Role::Button, "Save: there are changes that aren't saved");
}

fn type_density(harness: &mut Harness<World>, text: &str) {
    harness.get_by_role_and_label(Role::SpinButton, "Density").focus();
    harness.run_steps(2);
    harness
        .get_by_role_and_label(Role::SpinButton, "Density")
        .type_text(text);
    harness.run_steps(2);
    harness.key_press(egui::Key::Enter);
    harness.run_steps(4);
}

fn density(harness: &Harness<World>) -> f64 {
    harness
        .state()
        .state
        .project()
        .expect("a project")
        .design()
        .get(Knob::Density)
}

#[test]
fn a_comma_is_a_decimal_mark_and_what_is_no_number_stays_and_says_so() {
    let mut state = open_state();
    state.step = ConsultationStep::Fill;
    let mut harness = harness(state);
    let before = density(&harness);
    for (text, said) in [
        ("NaN", "is no number"),
        ("inf", "is no number"),
        ("900", "out of range"),
    ] {
        type_density(&mut harness, text);
        assert_eq!(density(&harness), before, "{text}");
        harness.get_by_label_contains(said);
        let field = harness.get_by_role_and_label(Role::TextInput, "Density");
        assert_eq!(
            field.accesskit_node().value().as_deref(),
            Some(text),
            "it stays in the field"
        );
        harness.key_press(egui::Key::Escape);
        harness.run_steps(3);
        assert_eq!(harness.query_all_by_label_contains(said).count(), 0);
    }
    type_density(&mut harness, "120,5");
    assert_eq!(density(&harness), 120.5);
}

#[test]
fn the_window_says_nothing_of_errors_numbers_and_decoders() {
    use shadowline::words::app;
    let missing = std::io::Error::from_raw_os_error(2);
    let said = app::unreadable(std::path::Path::new("/a/photo.jpg"), &missing);
    assert!(said.contains("photo.jpg") && !said.contains("os error"), "{said}");
    assert_eq!(app::sentence("no room (os error 28)"), "No room.");
    let error = shadowline::photo::decode(&[0xff, 0xd8, 0xff, 0xe0, 0, 1, 2, 3], &Default::default())
        .expect_err("a torn file");
    let plain = error.plain();
    assert!(!plain.contains('(') && !plain.contains("decoder"), "{plain}");
}
