//! The panel at the right: the step's controls in work order, its fine numbers, the search over all numbers.

mod agree;
pub mod check;
mod compare;
mod fill;
pub mod findings;
mod fit;
mod hairline;
mod patches;
mod photo;
mod pigment;
mod pose;
mod purpose;
mod shapes;
mod stop_pictures;
mod treatment;
mod zones;

use super::knob_row;
use super::steps;
use super::theme;
use super::widgets;
use crate::design::{Knob, KnobGroup};
use crate::editor::{Actions, AppAction, ConsultationStep, EditorAction, EditorState, UserPreferences};
use crate::project::{Edit, Project};
use crate::words::panel as words;
use egui::{Button, Frame, Id, Margin, Panel, RichText, ScrollArea, TextEdit, Ui, vec2};
use egui_material_icons::icons::{
    ICON_ARROW_FORWARD, ICON_CLOSE, ICON_EXPAND_LESS, ICON_EXPAND_MORE, ICON_SEARCH,
};
use std::sync::Arc;

/// Shows the panel.
pub fn show(ui: &mut Ui, state: &mut EditorState, out: &mut Actions) {
    let Some(project) = state.project().cloned() else {
        return;
    };
    let frame = Frame::new().fill(ui.visuals().panel_fill).inner_margin(Margin {
        left: 16,
        right: 0,
        top: 8,
        bottom: 0,
    });
    let panel = Panel::right("side")
        .resizable(false)
        .exact_size(super::SIDE)
        .frame(frame);
    panel.show(ui, |ui| {
        next(ui, state, out);
        search_box(ui, state);
        ui.add_space(4.0);
        let scroll = ScrollArea::vertical()
            .id_salt(("side", state.step))
            .auto_shrink(false);
        scroll.show(ui, |ui| {
            Frame::new()
                .inner_margin(Margin {
                    right: 16,
                    ..Margin::ZERO
                })
                .show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    if state.ui.search.trim().is_empty() {
                        step(ui, state, &project, out);
                    } else {
                        found(ui, state, &project, out);
                    }
                    ui.add_space(16.0);
                });
        });
    });
}

/// The way on, always in the same place under the step's controls.
fn next(ui: &mut Ui, state: &EditorState, out: &mut Actions) {
    let Some(step) = steps::after(state) else {
        return;
    };
    let frame = Frame::new().inner_margin(Margin {
        right: 16,
        top: 8,
        bottom: 12,
        left: 0,
    });
    Panel::bottom("next")
        .frame(frame)
        .resizable(false)
        .show(ui, |ui| {
            let waits = state.step == ConsultationStep::Fit && !state.is_fitted();
            ui.add_enabled_ui(!waits, |ui| {
                let label = words::next(words::names::step(step));
                let response = widgets::wide_primary(ui, ICON_ARROW_FORWARD, &label);
                if response.on_disabled_hover_text(words::next_needs_fit()).clicked() {
                    out.push(EditorAction::Next(step));
                }
            });
        });
}

fn search_box(ui: &mut Ui, state: &mut EditorState) {
    ui.horizontal(|ui| {
        let quiet = theme::palette(ui).quiet;
        ui.label(ICON_SEARCH.rich_text().size(18.0).color(quiet));
        let width = super::SIDE - 16.0 - 26.0 - 16.0 - if state.ui.search.is_empty() { 0.0 } else { 40.0 };
        let field = TextEdit::singleline(&mut state.ui.search)
            .hint_text(words::search())
            .desired_width(width)
            .margin(Margin::symmetric(8, 5));
        let response = ui.add(field);
        if std::mem::take(&mut state.ui.seek) {
            response.request_focus();
        }
        name_field(&response, words::search(), &state.ui.search);
        if !state.ui.search.is_empty()
            && widgets::icon_button(ui, ICON_CLOSE, words::search_clear(), true, false).clicked()
        {
            state.ui.search.clear();
        }
    });
}

/// Names a text field for screen readers.
pub fn name_field(response: &egui::Response, label: &str, text: &str) {
    response.widget_info(|| egui::WidgetInfo {
        label: Some(label.to_owned()),
        current_text_value: Some(text.to_owned()),
        ..egui::WidgetInfo::new(egui::Role::TextInput)
    });
}

fn step(ui: &mut Ui, state: &mut EditorState, project: &Project, out: &mut Actions) {
    ui.heading(words::names::step(state.step));
    widgets::hint(ui, words::names::step_line(state.step));
    ui.add_space(8.0);
    match state.step {
        ConsultationStep::Photo => photo::show(ui, state, project, out),
        ConsultationStep::Fit => fit::show(ui, state, project, out),
        ConsultationStep::Purpose => purpose::show(ui, state, project, out),
        ConsultationStep::Hairline => hairline::show(ui, state, project, out),
        ConsultationStep::Fill => fill::show(ui, state, project, out),
        ConsultationStep::Treatment => treatment::show(ui, state, project, out),
        ConsultationStep::Compare => compare::show(ui, state, project, out),
        ConsultationStep::Agree => agree::show(ui, state, project, out),
    }
}

/// The knobs whose name, label or help has all words of the search.
fn found(ui: &mut Ui, state: &EditorState, project: &Project, out: &mut Actions) {
    let search = state.ui.search.to_lowercase();
    let matches = |knob: &Knob| {
        let text = format!(
            "{} {} {}",
            words::knobs::label(*knob),
            knob.row().name,
            words::knobs::help(*knob)
        )
        .to_lowercase();
        search.split_whitespace().all(|word| text.contains(word))
    };
    let mut any = false;
    for group in KnobGroup::ALL {
        let rows: Vec<Knob> = Knob::all()
            .filter(|knob| knob.row().group == group)
            .filter(matches)
            .collect();
        if !rows.is_empty() {
            any = true;
            knob_group(ui, state, project, group, &rows, out);
        }
    }
    if !any {
        widgets::hint(ui, &words::nothing_found(&state.ui.search));
    }
}

/// The fold with all other numbers of a step; open or not is remembered.
pub fn fine(
    ui: &mut Ui,
    state: &EditorState,
    out: &mut Actions,
    content: impl FnOnce(&mut Ui, &mut Actions),
) {
    let open = state.prefs.fine;
    let (icon, help) = if open {
        (ICON_EXPAND_LESS, words::fine_close())
    } else {
        (ICON_EXPAND_MORE, words::fine_open())
    };
    let words = (icon.rich_text().size(18.0), RichText::new(words::fine()));
    let button = Button::new(words).min_size(vec2(ui.available_width(), theme::BUTTON));
    let response = ui.add(button).on_hover_text(help);
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::Role::DisclosureTriangle, true, open, words::fine())
    });
    if response.clicked() {
        let prefs = UserPreferences {
            fine: !open,
            ..state.prefs.clone()
        };
        out.push(AppAction::SetPreferences(Box::new(prefs)));
    }
    if open {
        ui.add_space(4.0);
        content(ui, out);
    }
}

/// Rows of a group under its name, with the group's reset.
pub fn knob_group(
    ui: &mut Ui,
    state: &EditorState,
    project: &Project,
    group: KnobGroup,
    rows: &[Knob],
    out: &mut Actions,
) {
    let design = project.design();
    let changed = Knob::all().any(|knob| knob.row().group == group && design.is_changed(knob));
    let title = words::knobs::group(group);
    widgets::header(ui, title, |ui| {
        let reset = Button::new(RichText::new(words::reset()).small()).min_size(vec2(48.0, 24.0));
        let response = ui.add_enabled(changed, reset);
        response
            .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, changed, words::reset_knob(title)));
        if response.clicked() {
            out.edit(Edit::reset_group(group));
        }
    });
    for knob in rows {
        knob_row::show(ui, state, design, *knob, out);
    }
    ui.add_space(8.0);
}

/// The knobs of a group that are not among some.
pub fn others(group: KnobGroup, shown: &[Knob]) -> Vec<Knob> {
    Knob::all()
        .filter(|knob| knob.row().group == group && !shown.contains(knob))
        .collect()
}

/// A value that is made once for each state of the project and kept under an id meanwhile.
pub fn kept<T: Clone + Send + Sync + 'static>(
    ui: &Ui,
    id: Id,
    project: &Arc<Project>,
    make: impl FnOnce() -> T,
) -> T {
    let last: Option<(Arc<Project>, T)> = ui.data(|data| data.get_temp(id));
    if let Some((of, value)) = last
        && Arc::ptr_eq(&of, project)
    {
        return value;
    }
    let value = make();
    ui.data_mut(|data| data.insert_temp(id, (Arc::clone(project), value.clone())));
    value
}

/// A text field's text, and whether it has just been left with another text than before.
pub struct TypedText {
    /// As it stands in the field.
    pub text: String,
    /// The field was left, or Enter pressed, and the text is another one.
    pub is_new: bool,
}

/// A text that is kept while it is typed, and told when the field is left or Enter is pressed; at most `most` letters.
pub fn typed(ui: &mut Ui, label: &str, hint: &str, value: &str, most: usize) -> TypedText {
    let id = ui.scope_id().with(("typed", label));
    let kept: Option<String> = ui.data(|data| data.get_temp(id));
    let mut text = kept.unwrap_or_else(|| value.to_owned());
    let field = TextEdit::singleline(&mut text)
        .hint_text(hint)
        .desired_width(ui.available_width())
        .char_limit(most)
        .margin(Margin::symmetric(8, 6));
    let response = ui.add(field);
    name_field(&response, label, &text);
    if response.has_focus() {
        ui.data_mut(|data| data.insert_temp(id, text.clone()));
    } else {
        ui.data_mut(|data| data.remove::<String>(id));
    }
    let is_new = response.lost_focus() && text != value;
    TypedText { text, is_new }
}
