//! The window's state under a person's wishes, without a window.

use crate::window_state::{opened, portrait};
use egui::{Rect, pos2};
use glam::DVec2;
use proptest::prelude::*;
use shadowline::design::Knob;
use shadowline::editor::{CompareMode, ConsultationStep, EditorAction, EditorState, Tool, UserPreferences};
use shadowline::head::{FitInput, NamedPose};
use shadowline::project::{Edit, ProjectEdit, Shot, TreatmentEdit};

/// A state with one photo; `fitted` says whether somebody has found the head.
fn state(fitted: bool) -> EditorState {
    let mut state = EditorState::new(UserPreferences::default());
    state.begin(opened(Shot { fitted, ..portrait() }));
    state.canvas = Rect::from_min_max(pos2(0.0, 50.0), pos2(1000.0, 750.0));
    state.pixels_per_point = 1.5;
    state.lens.centre_px = DVec2::new(600.0, 800.0);
    state.lens.zoom = 0.4;
    state.lens.fitted = false;
    state
}

#[test]
fn dots_are_shown_only_where_the_head_has_been_found() {
    assert_eq!(state(false).panes()[0].variant, None);
    let mut found = state(true);
    assert_eq!(found.panes()[0].variant, Some(0));
    found.perform(EditorAction::HoldBefore(true));
    assert_eq!(found.panes()[0].variant, None);
}

#[test]
fn a_step_takes_its_tool_into_the_hand_and_the_comparison_ends_with_its_step() {
    let mut state = state(true);
    state.perform(EditorAction::Step(ConsultationStep::Hairline));
    assert_eq!(state.tool, Tool::Hairline);
    state.perform(EditorAction::Step(ConsultationStep::Compare));
    assert!(matches!(state.compare, CompareMode::Split { vertical: true, .. }));
    let panes = state.panes();
    assert_eq!((panes[0].variant, panes[1].variant), (None, Some(0)));
    assert_eq!(panes[0].rect, panes[1].rect, "both halves show the same place");
    state.perform(EditorAction::Step(ConsultationStep::Fill));
    assert_eq!(state.compare, CompareMode::Off);
}

#[test]
fn a_tick_means_done_and_not_looked_at() {
    let mut state = state(false);
    let done = |state: &EditorState| -> Vec<ConsultationStep> {
        ConsultationStep::ALL
            .into_iter()
            .filter(|step| state.is_done(*step))
            .collect()
    };
    for step in ConsultationStep::ALL {
        state.perform(EditorAction::Step(step));
    }
    assert_eq!(
        done(&state),
        [ConsultationStep::Photo],
        "a photo is there, and nothing else"
    );
    state.perform(EditorAction::Step(ConsultationStep::Fill));
    state.perform(EditorAction::Edit(Edit::set(Knob::Density, 120.0, None)));
    state.perform(EditorAction::Step(ConsultationStep::Compare));
    state.perform(EditorAction::Next(ConsultationStep::Agree));
    assert_eq!(
        done(&state),
        [
            ConsultationStep::Photo,
            ConsultationStep::Fill,
            ConsultationStep::Compare
        ]
    );
}

#[test]
fn undo_does_not_go_behind_what_the_program_found_by_itself() {
    let mut state = state(false);
    let given = portrait().given;
    let open = state.open.as_mut().expect("open");
    let fit = Edit::Project(ProjectEdit::Fit(Box::new(given)));
    assert!(open.amend_where(&fit, |project| project.shot().is_some_and(|shot| !shot.fitted)));
    assert!(state.is_fitted());
    let open = state.open.as_ref().expect("open");
    assert!(!open.history.can_undo(), "a person has done nothing yet");
    state.perform(EditorAction::Edit(Edit::Treatment(TreatmentEdit::Case(
        "strip-scar".to_owned(),
    ))));
    state.perform(EditorAction::Undo);
    state.perform(EditorAction::Undo);
    assert!(state.is_fitted());
}

#[test]
fn a_pose_that_is_a_guess_shows_no_dots_until_the_edge_is_seen() {
    let mut state = state(false);
    let back = FitInput {
        named: Some(NamedPose::Back),
        ..FitInput::default()
    };
    state.perform(EditorAction::Edit(
        ProjectEdit::Fit(Box::new(back.clone())).into(),
    ));
    assert_eq!(state.panes()[0].variant, None, "a guess");
    let ring = (0..24).map(|index| {
        let angle = f64::from(index) / 24.0 * std::f64::consts::TAU;
        DVec2::new(600.0, 700.0) + DVec2::new(300.0, 330.0) * DVec2::from_angle(angle)
    });
    let edge = FitInput {
        outline: ring.filter(|px| px.y < 800.0).collect(),
        ..back
    };
    let open = state.open.as_mut().expect("open");
    assert!(open.amend(ProjectEdit::Fit(Box::new(edge))));
    assert_eq!(state.panes()[0].variant, Some(0));
}

#[test]
fn hidden_panels_leave_a_word_how_they_come_back() {
    let mut state = state(true);
    state.perform(EditorAction::HidePanels);
    assert!(state.toasts.iter().any(|toast| toast.text.contains("Tab")));
}

#[test]
fn variants_stand_beside_each_other_without_gaps_in_the_photo() {
    let mut state = state(true);
    if let Some(open) = &mut state.open {
        open.history.apply(ProjectEdit::AddVariant).expect("a variant");
        open.history.apply(ProjectEdit::AddVariant).expect("a variant");
    }
    state.perform(EditorAction::Compare(CompareMode::Variants));
    let panes = state.panes();
    assert_eq!(panes.len(), 3);
    let shown: Vec<_> = panes.iter().map(|pane| pane.variant).collect();
    assert_eq!(shown, [Some(0), Some(1), Some(2)]);
    // The same photo point lies at the same place of each pane.
    let places: Vec<_> = panes
        .iter()
        .map(|pane| state.ui_from_photo(pane.rect, DVec2::new(500.0, 700.0)) - pane.rect.min)
        .collect();
    assert!((places[0] - places[2]).length() < 1e-3);
}

proptest! {
    #[test]
    fn zooming_keeps_the_point_under_the_hand(
        x in 100.0..900.0_f32, y in 100.0..700.0_f32, factor in 0.5..3.0_f64, mirrored: bool,
    ) {
        let mut state = state(true);
        state.lens.mirrored = mirrored;
        let pane = state.panes()[0].rect;
        let hand = pos2(x, y);
        let under = state.photo_from_ui(pane, hand);
        state.perform(EditorAction::Zoom(factor, Some(under)));
        let after = state.ui_from_photo(pane, under);
        prop_assert!((after - hand).length() < 0.05, "{after:?} {hand:?}");
    }

    #[test]
    fn photo_and_screen_are_each_others_inverse(px in 0.0..1200.0_f64, py in 0.0..1600.0_f64, mirrored: bool) {
        let mut state = state(true);
        state.lens.mirrored = mirrored;
        let pane = state.panes()[0].rect;
        let point = DVec2::new(px, py);
        let back = state.photo_from_ui(pane, state.ui_from_photo(pane, point));
        prop_assert!(back.distance(point) < 0.01, "{back} {point}");
    }

    #[test]
    fn the_visible_part_lies_in_the_photo(zoom in 0.02..32.0_f64, x in -500.0..1700.0_f64, y in -500.0..2100.0_f64) {
        let mut state = state(true);
        state.lens.zoom = zoom;
        state.lens.centre_px = DVec2::new(x, y);
        if let Some(rect) = state.visible_rect(state.canvas, [1200, 1600]) {
            prop_assert!(rect.width >= 1 && rect.height >= 1);
            prop_assert!(rect.x + rect.width <= 1200 && rect.y + rect.height <= 1600);
        }
    }
}
