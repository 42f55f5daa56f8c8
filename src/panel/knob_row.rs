//! A knob as a row: name, number, slider.

use super::number_field::{self, NumberField};
use super::theme;
use super::widgets;
use crate::design::{Design, Knob};
use crate::editor::{Actions, EditorAction, EditorState};
use crate::project::Edit;
use crate::words::panel as words;
use egui::{Align, Layout, Response, RichText, Role, Sense, Slider, Ui, WidgetInfo, vec2};

/// The number that a row shows, and how fine its steps are.
#[derive(Clone, Copy, Debug)]
pub struct ValueScale {
    range: [f64; 2],
    step: f64,
    decimals: usize,
}

impl ValueScale {
    /// The scale of a knob; choices go by whole numbers.
    fn of_knob(knob: Knob) -> Self {
        let range = knob.row().range;
        match knob.is_whole() {
            true => ValueScale {
                range,
                step: 1.0,
                decimals: 0,
            },
            false => ValueScale::of(range),
        }
    }

    /// A scale with steps that suit its length.
    pub fn of(range: [f64; 2]) -> Self {
        let power = ((range[1] - range[0]) / 50.0).log10().floor().min(0.0);
        ValueScale {
            range,
            step: 10f64.powf(power),
            decimals: (-power) as usize,
        }
    }
}

/// What a row's slider and number did to its value.
pub enum RowChange {
    /// Nothing.
    Not,
    /// A new value in the middle of a gesture.
    Live(f64),
    /// The gesture ended, with a last value or none.
    Ended(Option<f64>),
    /// A finished new value: typed, nudged.
    Set(f64),
    /// Back to where it came from (a double click).
    Back,
}

/// Shows a knob of the variant shown and says what a person does to it.
pub fn show(ui: &mut Ui, state: &EditorState, design: &Design, knob: Knob, out: &mut Actions) {
    let fill = state.ui.fill.as_ref().filter(|_| knob.per_fill());
    let fill = fill.and_then(|name| design.fills.iter().find(|fill| fill.name == *name));
    let value = match fill {
        Some(fill) => design.of_fill(fill, knob),
        None => design.get(knob),
    };
    let fill = fill.map(|fill| fill.name.clone());
    let set = |value: f64| Edit::set(knob, value, fill.clone());
    let changed = design.is_changed(knob);
    let label = words::knobs::label(knob);
    let (turned, reset) = ui
        .push_id(knob.row().name, |ui| {
            value_row(
                ui,
                &ValueRow {
                    label,
                    unit: words::knobs::unit(knob),
                    scale: ValueScale::of_knob(knob),
                    value,
                    changed,
                    help: &words::knobs::help(knob),
                },
            )
        })
        .inner;
    say(turned, reset, out, set, || Edit::reset(knob));
}

/// Turns what was done to a row into actions.
pub fn say(
    turned: RowChange,
    reset: bool,
    out: &mut Actions,
    set: impl Fn(f64) -> Edit,
    back: impl Fn() -> Edit,
) {
    match turned {
        RowChange::Not => {}
        RowChange::Live(value) => out.preview(set(value)),
        RowChange::Ended(value) => {
            out.extend(value.map(|value| EditorAction::Preview(set(value))));
            out.push(EditorAction::Commit);
        }
        RowChange::Set(value) => out.edit(set(value)),
        RowChange::Back => out.extend([EditorAction::Cancel, EditorAction::Edit(back())]),
    }
    if reset {
        out.edit(back());
    }
}

/// A number as a row shows it.
#[derive(Clone, Copy)]
pub struct ValueRow<'a> {
    /// Its name.
    pub label: &'a str,
    /// Its unit, or empty.
    pub unit: &'a str,
    /// Lowest and highest value, in the unit, and how fine the steps are.
    pub scale: ValueScale,
    /// The value.
    pub value: f64,
    /// Whether a person has changed it, so that it can be reset.
    pub changed: bool,
    /// What it means.
    pub help: &'a str,
}

/// A row of name, number and slider; says what was done, and whether its reset was pressed.
pub fn value_row(ui: &mut Ui, row: &ValueRow<'_>) -> (RowChange, bool) {
    let ValueRow {
        label, changed, help, ..
    } = *row;
    let mut reset = false;
    let (mut turned, mut refusal) = (RowChange::Not, None);
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.horizontal(|ui| {
        ui.set_height(theme::ROW);
        let text = ui
            .add(egui::Label::new(label).sense(Sense::click()).selectable(false))
            .on_hover_text(help);
        widgets::name(ui, &text, Role::Label, label);
        reset |= text.double_clicked();
        if changed {
            reset |= dot(ui, &words::reset_knob(label));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            (turned, refusal) = number(ui, row);
        });
    });
    if let Some(refusal) = refusal {
        widgets::warning(ui, &refusal);
    }
    let slid = slider(ui, row);
    if !matches!(slid, RowChange::Not) {
        turned = slid;
    }
    ui.add_space(4.0);
    (turned, reset)
}

/// The dot that says 'changed'; pressing it resets.
fn dot(ui: &mut Ui, label: &str) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(20.0, theme::ROW), Sense::click());
    let response = response.on_hover_text(label);
    let palette = theme::palette(ui);
    let radius = if response.hovered() || response.has_focus() {
        5.0
    } else {
        3.5
    };
    ui.painter().circle_filled(rect.center(), radius, palette.accent);
    widgets::name(ui, &response, Role::Button, label);
    response.clicked()
}

/// The number's field: what was done to it, and why what stands there can't be taken.
fn number(ui: &mut Ui, row: &ValueRow<'_>) -> (RowChange, Option<String>) {
    let ValueRow {
        label, unit, scale, ..
    } = *row;
    let palette = theme::palette(ui);
    // A column of its own, so that the numbers line up.
    ui.allocate_ui_with_layout(
        vec2(36.0, theme::ROW),
        Layout::left_to_right(Align::Center),
        |ui| {
            ui.set_width(36.0);
            ui.label(RichText::new(unit).small().color(palette.quiet));
        },
    );
    let field = NumberField {
        label,
        unit,
        value: row.value,
        range: scale.range,
        step: scale.step,
        decimals: scale.decimals,
    };
    let answer = number_field::show(ui, &field, vec2(64.0, 24.0));
    (heard(&answer.response, row.value, answer.value), answer.refusal)
}

fn slider(ui: &mut Ui, row: &ValueRow<'_>) -> RowChange {
    let ValueRow { label, scale, .. } = *row;
    let mut value = row.value;
    ui.spacing_mut().slider_width = ui.available_width();
    let slider = Slider::new(&mut value, scale.range[0]..=scale.range[1])
        .show_value(false)
        .clamping(egui::SliderClamping::Edits)
        .step_by(scale.step);
    let response = ui.add(slider);
    response.widget_info(|| WidgetInfo::slider(ui.is_enabled(), value, label));
    let twice = ui.input(|input| input.pointer.button_double_clicked(egui::PointerButton::Primary));
    let on_it = response
        .interact_pointer_pos()
        .is_some_and(|at| response.rect.contains(at));
    if twice && on_it {
        return RowChange::Back;
    }
    heard(&response, row.value, value)
}

/// What a response did to a value.
fn heard(response: &Response, old: f64, value: f64) -> RowChange {
    let moved = (value != old).then_some(value);
    if response.drag_stopped() {
        RowChange::Ended(moved)
    } else if response.dragged() {
        moved.map_or(RowChange::Not, RowChange::Live)
    } else {
        moved.map_or(RowChange::Not, RowChange::Set)
    }
}
