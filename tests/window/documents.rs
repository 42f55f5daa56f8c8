//! Documents out of the window: the export dialog's choices, and the marking card on the screen.

use crate::window_state::{click, open_state, panels};
use egui::Role;
use egui_kittest::kittest::{NodeT, Queryable};
use shadowline::editor::{Action, AppAction, ConsultationStep, Dialog, ExportForm, ExportWhat};

fn form(path: &str) -> ExportForm {
    ExportForm {
        what: ExportWhat::Picture,
        path: path.to_owned(),
        legend: true,
        watermark: String::new(),
        clinic: String::new(),
        max_side: None,
        letter: false,
    }
}

#[test]
fn a_document_is_exported_under_an_ending_of_its_own() {
    let mut state = open_state();
    state.dialog = Some(Dialog::Export(Box::new(form("/clients/front-simulation.png"))));
    let mut harness = panels(state, 1400.0);
    click(&mut harness, "Marking guide");
    assert!(
        harness
            .query_by_role_and_label(Role::CheckBox, "Legend under the picture")
            .is_none(),
        "a guide has no legend"
    );
    click(&mut harness, "Letter");
    harness
        .get_all_by_role_and_label(Role::Button, "Export")
        .last()
        .expect("a button")
        .click();
    harness.run_steps(3);
    let asked = harness.state().asked.iter();
    let exported: Vec<_> = asked
        .filter_map(|action| match action {
            Action::App(AppAction::Export(form)) => Some((form.what, form.path.clone(), form.letter)),
            _ => None,
        })
        .collect();
    let wanted = (
        ExportWhat::Guide,
        "/clients/front-simulation.pdf".to_owned(),
        true,
    );
    assert_eq!(exported, [wanted]);
}

#[test]
fn endings_follow_what_is_exported() {
    assert_eq!(ExportWhat::Plan.fitting_path("a.b/plan.pdf"), "a.b/plan.csv");
    assert_eq!(ExportWhat::Report.fitting_path("a.b/plan"), "a.b/plan.pdf");
    assert_eq!(ExportWhat::Pair.fitting_path("x.pdf"), "x.png");
    assert_eq!(ExportWhat::Pair.fitting_path("x.tif"), "x.tif");
}

#[test]
fn the_marking_card_shows_seven_distances() {
    let mut state = open_state();
    state.step = ConsultationStep::Hairline;
    let mut harness = panels(state, 2600.0);
    click(&mut harness, "Marking card");
    let Some(Dialog::MarkingCard(lines)) = &harness.state().state.dialog else {
        panic!("no card: {:?}", harness.state().state.dialog);
    };
    assert_eq!(lines.len(), 7);
    let height = format!("{:.0} mm", lines[0].skin_mm);
    assert!((40.0..90.0).contains(&lines[0].skin_mm), "{height}");
    harness.run_steps(3);
    let shown: Vec<String> = harness
        .root()
        .children_recursive()
        .filter_map(|node| node.accesskit_node().value().or(node.accesskit_node().label()))
        .collect();
    assert!(shown.contains(&height), "{height} is not among {shown:?}");
    harness.get_by_label_contains("Top of the ear to temple peak, right");
}
