//! The list of zones: which one the dots' numbers act on, add, remove.

use super::super::theme::BUTTON;
use super::super::widgets;
use crate::design::fills::MAX_FILLS;
use crate::design::{Fill, FillCombination, FillRegion, Knob};
use crate::editor::{Actions, EditorState};
use crate::project::{Project, TreatmentEdit};
use crate::words::panel as words;
use egui::{Button, Ui, vec2};
use egui_material_icons::icons::{ICON_ADD, ICON_DELETE, ICON_VISIBILITY, ICON_VISIBILITY_OFF};

/// The zone chosen; `None` for all of them.
pub fn chosen<'a>(state: &EditorState, project: &'a Project) -> Option<&'a Fill> {
    let name = state.ui.fill.as_ref()?;
    project.design().fills.iter().find(|fill| fill.name == *name)
}

/// Value of a knob in the zone chosen, or of the whole design.
pub fn value(state: &EditorState, project: &Project, knob: Knob) -> f64 {
    let design = project.design();
    let fill = chosen(state, project);
    fill.map_or_else(|| design.get(knob), |fill| design.of_fill(fill, knob))
}

/// The zones to choose from, without anything to change in the list.
pub fn choose(ui: &mut Ui, state: &mut EditorState, project: &Project) {
    ui.spacing_mut().item_spacing.y = 4.0;
    let now = chosen(state, project).map(|fill| fill.name.clone());
    if row(ui, words::all_zones(), now.is_none(), 0.0) {
        state.ui.fill = None;
    }
    for fill in &project.design().fills {
        ui.push_id(&fill.name, |ui| {
            if row(ui, &label(fill), now.as_ref() == Some(&fill.name), 0.0) {
                state.ui.fill = Some(fill.name.clone());
            }
        });
    }
}

/// What the zone chosen comes to, or all of them.
fn counts(ui: &mut Ui, state: &EditorState, project: &Project) {
    let own = state.ui.fill.as_ref();
    let counted = match own {
        Some(name) => {
            let of = state.counts.fills.iter().find(|(fill, ..)| fill == name);
            of.map(|(_, dots, area_cm2)| (*dots, *area_cm2))
        }
        None => state.counts.dots.zip(state.counts.area_cm2),
    };
    if let Some((dots, area_cm2)) = counted {
        let error = project.shot().map_or(0.0, |shot| shot.view.area_error());
        widgets::hint(ui, &words::dots_on_skin(dots, area_cm2, error));
    }
}

/// Shows the list.
pub fn show(ui: &mut Ui, state: &mut EditorState, project: &Project, out: &mut Actions) {
    let fills = &project.design().fills;
    if chosen(state, project).is_none() {
        state.ui.fill = None;
    }
    ui.spacing_mut().item_spacing.y = 4.0;
    if row(ui, words::all_zones(), state.ui.fill.is_none(), 0.0) {
        state.ui.fill = None;
    }
    for fill in fills {
        let chosen = Some(&fill.name) == state.ui.fill.as_ref();
        ui.push_id(&fill.name, |ui| {
            ui.horizontal(|ui| {
                if row(ui, &label(fill), chosen, 80.0) {
                    state.ui.fill = Some(fill.name.clone());
                }
                let (icon, shown) = match fill.hidden {
                    true => (ICON_VISIBILITY_OFF, words::show_zone()),
                    false => (ICON_VISIBILITY, words::hide_zone()),
                };
                let shown = format!("{shown}: {}", label(fill));
                if widgets::icon_button(ui, icon, &shown, true, fill.hidden).clicked() {
                    out.edit(TreatmentEdit::ShowFill(fill.name.clone(), fill.hidden));
                }
                let remove = format!("{}: {}", words::remove_zone(), label(fill));
                let many = fills.len() > 1;
                if widgets::icon_button(ui, ICON_DELETE, &remove, many, false).clicked() {
                    out.edit(TreatmentEdit::RemoveFill(fill.name.clone()));
                }
            });
        });
    }
    counts(ui, state, project);
    ui.add_enabled_ui(fills.len() < MAX_FILLS, |ui| add(ui, project, out));
}

/// A zone's name: its region where it has none of its own.
fn label(fill: &Fill) -> String {
    if fill.name == fill.region.name() {
        words::names::region(fill.region).to_owned()
    } else {
        crate::words::trade::zone(&fill.name)
    }
}

fn row(ui: &mut Ui, label: &str, chosen: bool, right: f32) -> bool {
    let size = vec2(ui.available_width() - right, BUTTON);
    let response = ui.add(
        Button::selectable(chosen, (label, egui::Atom::grow()))
            .frame_when_inactive(true)
            .min_size(size),
    );
    widgets::name_selected(ui, &response, chosen, label);
    response.clicked()
}

fn add(ui: &mut Ui, project: &Project, out: &mut Actions) {
    let words_of_button = (ICON_ADD.rich_text().size(18.0), words::add_zone());
    let button = Button::new(words_of_button).min_size(vec2(ui.available_width(), BUTTON));
    let (response, _) = egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| {
        for (name, region) in FillRegion::ALL {
            if ui.button(words::names::region(region)).clicked() {
                let name = project.design().free_name(name);
                let fill = Fill::new(&name, region, FillCombination::Replace);
                out.edit(TreatmentEdit::AddFill(fill));
            }
        }
        if ui.button(words::findings::add_stubble()).clicked() {
            let fill = project.design().stubble_fill();
            out.edit(TreatmentEdit::AddFill(fill));
        }
    });
    widgets::name(ui, &response, egui::Role::Button, words::add_zone());
}
