//! What the photo tells, on the panels: each thing can be taken, refused and taken back.

use crate::window_state::{PHOTO_PX, World, click, open_state, opened, panels, portrait};
use egui::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use glam::{DVec2, DVec3};
use shadowline::design::{FillRegion, FillShape, Knob};
use shadowline::editor::{Action, ConsultationStep, EditorAction, Tool};
use shadowline::head::{BlurGrid, CaptureFacts};
use shadowline::intake::{DesignProposal, PhotoFindings};
use shadowline::project::{Edit, Project, ViewingEdit};
use shadowline::vision::{
    BareSpot, FoundPatch, HairColour, HairCoverage, HairSource, PhotoAdvice, SideMatch, shade,
};
use std::sync::Arc;

fn capture() -> CaptureFacts {
    CaptureFacts {
        sharpness: BlurGrid {
            columns: 1,
            cell_px: f64::from(PHOTO_PX[0]),
            sigma_px: vec![0.5, 0.5],
        },
        grain: 0.01,
        grain_sigma_px: 0.3,
        skin_rgb: [0.5, 0.33, 0.25],
        ita_deg: [45.0, 5.0],
        melanosomes: 0.04,
        light_from: [0.0, 1.0, 0.0],
        light_share: 0.3,
        crisp: 1.0,
    }
}

fn found(hair: Option<HairColour>, sides: Result<SideMatch, String>) -> (PhotoFindings, DesignProposal) {
    let spot = |x: f64, diameter_mm: f64| BareSpot {
        at: DVec3::new(x, 0.9, 0.3).normalize(),
        at_px: DVec2::new(300.0, 150.0),
        diameter_mm,
    };
    let findings = PhotoFindings {
        capture: capture(),
        seen: None,
        advice: vec![PhotoAdvice {
            id: "shine",
            sentence: "The scalp shines: dab it dry.".to_owned(),
        }],
        coverage: vec![HairCoverage {
            zone: FillRegion::Sides,
            hair: 0.62,
            stubble: 0.11,
            visible_cm2: 30.0,
        }],
        spots: vec![spot(0.1, 3.0), spot(-0.3, 4.0)],
        patches: Vec::new(),
        eye_white: Some([1.1, 1.0, 0.9]),
        hair_map: None,
        hair_over_skin: None,
        regions: None,
    };
    let proposal = DesignProposal {
        shade: shade(&capture(), hair.map(|colour| (colour, HairSource::Hair))),
        temples: Vec::new(),
        sides,
    };
    (findings, proposal)
}

fn at_step(
    step: ConsultationStep,
    (findings, proposal): (PhotoFindings, DesignProposal),
) -> Harness<'static, World> {
    let mut shot = portrait();
    shot.view.capture = Some(capture());
    let mut state = open_state();
    state.open = Some(opened(shot));
    state.step = step;
    state.findings = Some(Arc::new(findings));
    state.proposal = Some(Arc::new(proposal));
    panels(state, 1800.0)
}

fn project<'a>(harness: &'a Harness<World>) -> &'a Project {
    harness.state().state.project().expect("a project")
}

fn no_sides() -> Result<SideMatch, String> {
    Err("No shaved sides are seen well enough.".to_owned())
}

#[test]
fn spots_are_offered_kept_free_given_back_and_dismissed() {
    let mut harness = at_step(ConsultationStep::Fit, found(None, no_sides()));
    harness.get_by_label_contains("dab it dry");
    harness.get_by_label_contains("hair 62 %");
    harness.get_by_label_contains("Ask a doctor");
    click(&mut harness, "Keep spot 1 free (3 mm)");
    assert_eq!(project(&harness).own.keep_free.len(), 1);
    assert!(
        harness.query_by_label_contains("Keep spot 1 free").is_none(),
        "offered once"
    );
    click(&mut harness, "Not spot 2");
    assert!(harness.query_by_label_contains("Keep spot 2 free").is_none());
    click(&mut harness, "No longer keep place 1 free");
    assert!(project(&harness).own.keep_free.is_empty());
    harness.get_by_label_contains("Keep spot 1 free");
}

#[test]
fn a_proposal_is_used_in_one_step_and_says_its_doubt() {
    let mut harness = at_step(
        ConsultationStep::Treatment,
        found(Some(HairColour::Grey), no_sides()),
    );
    // The skin is said in words; its angle is for whoever asks.
    harness.get_by_label_contains("skin intermediate to light;");
    assert_eq!(harness.query_all_by_label_contains("typology angle").count(), 0);
    click(&mut harness, "Use the proposal");
    let design = project(&harness).design();
    assert_eq!(design.pigment, "grey");
    let steps = harness.state().asked.iter();
    assert_eq!(
        steps
            .filter(|action| matches!(action, Action::Editor(EditorAction::Edit(_))))
            .count(),
        1
    );
    harness.get_by_label_contains("No shaved sides");
}

#[test]
fn the_skin_is_set_where_the_photo_misleads_and_given_back() {
    let mut harness = at_step(
        ConsultationStep::Treatment,
        found(Some(HairColour::Black), no_sides()),
    );
    let slider = harness.get_by_role_and_label(Role::Slider, "Skin, dark to light");
    slider.focus();
    harness.run();
    for _ in 0..3 {
        harness.key_press(egui::Key::ArrowLeft);
        harness.run();
    }
    let set = project(&harness).own.skin_deg.expect("set");
    assert!(set < 45.0, "{set}");
    harness.get_by_label_contains("as set");
    click(&mut harness, "Reset Skin, dark to light");
    assert_eq!(project(&harness).own.skin_deg, None);
    harness.get_by_label_contains("skin intermediate to light;");
}

#[test]
fn a_client_without_hair_chooses_from_three() {
    let mut harness = at_step(ConsultationStep::Treatment, found(None, no_sides()));
    assert!(
        harness
            .query_by_role_and_label(Role::Button, "Use the proposal")
            .is_none()
    );
    for label in ["Black hair", "Brown hair", "Fair hair"] {
        harness.get_by_role_and_label(Role::Button, label);
    }
    click(&mut harness, "Black hair");
    let fair_before = project(&harness).own.hair_over_skin;
    click(&mut harness, "Fair hair");
    assert_eq!(project(&harness).design().pigment, "fair");
    assert!(project(&harness).own.hair_over_skin > fair_before);
}

#[test]
fn sides_are_matched_and_what_can_not_be_is_said() {
    let sides = SideMatch {
        density_per_cm2: 187.0,
        dot_diameter_mm: 0.213,
        shade_od: 1.1,
        sides_over_skin: [0.6, 0.8, 0.9],
        absorption: None,
        marks: None,
        tone: [0.8, 0.8],
        contrast: [None, Some(0.1), Some(0.05)],
        matched: [None, Some(0.1), Some(0.03)],
    };
    let mut harness = at_step(
        ConsultationStep::Treatment,
        found(Some(HairColour::Black), Ok(sides)),
    );
    harness.get_by_label_contains("at 2 mm dots are 40 % less uneven");
    click(&mut harness, "Match my sides");
    let design = project(&harness).design();
    let of = [Knob::Density, Knob::DotDiameter, Knob::Shade].map(|knob| design.get(knob));
    assert_eq!(of, [187.0, 0.213, 1.1]);
}

#[test]
fn the_colour_is_corrected_by_the_eyes_or_something_grey() {
    let mut harness = at_step(ConsultationStep::Photo, found(None, no_sides()));
    click(&mut harness, "By the eyes");
    click(&mut harness, "Pick a neutral grey");
    assert_eq!(harness.state().state.tool, Tool::Neutral);
    let asked = &harness.state().asked;
    let balanced = asked.iter().find_map(|action| match action {
        Action::Editor(EditorAction::AdjustPhoto(adjust)) => adjust.balance,
        _ => None,
    });
    assert_eq!(balanced, Some([1.1, 1.0, 0.9]));
}

#[test]
fn own_stubble_is_one_click_and_a_zone_of_its_own() {
    let mut harness = at_step(ConsultationStep::Fill, found(None, no_sides()));
    click(&mut harness, "Add zone");
    click(&mut harness, "Own stubble at the sides");
    let design = project(&harness).design();
    let fill = design.fills.last().expect("a zone");
    assert_eq!(
        (fill.region, design.of_fill(fill, Knob::Stubble)),
        (FillRegion::Sides, 0.5)
    );
}

#[test]
fn the_course_is_played_and_stopped_without_a_step_of_the_history() {
    let mut harness = at_step(ConsultationStep::Treatment, found(None, no_sides()));
    click(&mut harness, "Play fresh to 10 years");
    assert!(harness.state().state.playing.is_some());
    click(&mut harness, "Stop");
    assert!(harness.state().state.playing.is_none());
    assert!(!harness.state().asked.iter().any(|action| matches!(
        action,
        Action::Editor(EditorAction::Edit(Edit::Viewing(ViewingEdit::Show(_))))
    )));
}

fn bare(shape: FillShape, size_mm: [f64; 2]) -> FoundPatch {
    FoundPatch {
        at: shape.middle().expect("a middle"),
        at_px: DVec2::new(300.0, 150.0),
        shape,
        size_mm,
        area_cm2: 4.0,
        over_around: [1.6, 1.35, 1.25],
        core_over_around: Some([1.8, 1.5, 1.4]),
        around: Vec::new(),
        confidence: 0.9,
    }
}

#[test]
fn bare_patches_and_scars_are_offered_filled_toned_and_dismissed() {
    let (mut findings, proposal) = found(None, no_sides());
    let ellipse = |round_deg: f64| FillShape::Ellipse {
        centre: [round_deg, 20.0].into(),
        half_mm: [12.0, 9.0],
        turn_deg: 0.0,
        soft_mm: 4.0,
    };
    let line = FillShape::Line {
        points: vec![[188.0, 40.0].into(), [188.0, -40.0].into()],
        width_mm: 10.0,
        soft_mm: 3.0,
    };
    findings.patches = vec![
        bare(ellipse(150.0), [24.0, 18.0]),
        bare(ellipse(175.0), [24.0, 18.0]),
        bare(line, [120.0, 10.0]),
    ];
    let mut harness = at_step(ConsultationStep::Fit, (findings, proposal));
    click(&mut harness, "Fill patch 1 (24 × 18 mm)");
    let filled = project(&harness).design().clone();
    assert!(filled.case.is_some(), "a scalp full of dots goes beside no patch");
    let patches = filled
        .fills
        .iter()
        .find(|fill| fill.name == "patches")
        .expect("patches");
    assert_eq!(patches.shapes, [ellipse(150.0)]);
    assert_eq!(patches.pigment.as_deref(), Some("toned-patches"));
    assert!(
        harness.query_by_label_contains("Fill patch 1").is_none(),
        "offered once"
    );
    click(&mut harness, "Not patch 2");
    assert!(harness.query_by_label_contains("Fill patch 2").is_none());
    click(&mut harness, "Fill line 3 (120 × 10 mm)");
    let design = project(&harness).design();
    let named = |name: &str| {
        design
            .fills
            .iter()
            .find(|fill| fill.name == name)
            .expect("a fill")
    };
    assert_eq!(named("round-the-scar").shapes[0].width_mm(), Some(10.0));
    assert_eq!(named("scar").shapes[0].width_mm(), Some(5.0));
    let density = |name: &str| named(name).knobs[&Knob::Density];
    assert!(
        density("scar") > density("round-the-scar"),
        "the scar itself is lighter"
    );
    assert!(harness.query_by_label_contains("Bare within stubble").is_none());
}
