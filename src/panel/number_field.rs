//! A number that is dragged or typed. What can't be taken stays in the field, marked, until it is mended or given up.

use crate::editor::typed_number;
use crate::words::panel as words;
use crate::words::{Language, number};
use egui::{DragValue, Id, Key, Margin, Response, Role, Stroke, TextEdit, Ui, Vec2, WidgetInfo};
use std::cell::RefCell;

/// A number as its field shows it.
#[derive(Clone, Copy, Debug)]
pub struct NumberField<'a> {
    /// Its name, for screen readers.
    pub label: &'a str,
    /// Its unit, or empty; for the sentence that says what is wrong.
    pub unit: &'a str,
    /// The value.
    pub value: f64,
    /// Lowest and highest value.
    pub range: [f64; 2],
    /// Change by a drag of one point.
    pub step: f64,
    /// Decimals that are shown.
    pub decimals: usize,
}

/// What a field shows and says after a frame.
pub struct NumberAnswer {
    /// The field.
    pub response: Response,
    /// The value, changed or not.
    pub value: f64,
    /// Why what stands in the field can't be taken.
    pub refusal: Option<String>,
}

/// Shows the field.
pub fn show(ui: &mut Ui, field: &NumberField<'_>, size: Vec2) -> NumberAnswer {
    let id = ui.scope_id().with(("refused", field.label));
    let refused: Option<String> = ui.data(|data| data.get_temp(id));
    match refused {
        Some(text) => mend(ui, field, size, id, text),
        None => drag_or_type(ui, field, size, id),
    }
}

fn drag_or_type(ui: &mut Ui, field: &NumberField<'_>, size: Vec2, id: Id) -> NumberAnswer {
    let [low, high] = field.range;
    let mut value = field.value;
    let refused = RefCell::new(None);
    let drag = DragValue::new(&mut value)
        .range(low..=high)
        .speed(field.step)
        .fixed_decimals(field.decimals)
        .custom_parser(|text| {
            let typed = taken(field, text);
            if typed.is_none() {
                *refused.borrow_mut() = Some(text.to_owned());
            }
            typed
        })
        .update_while_editing(false);
    let drag = match Language::current().row().decimal_mark {
        '.' => drag,
        _ => drag.custom_formatter(|value, _| number(value, field.decimals)),
    };
    let response = ui.add_sized(size, drag);
    response.widget_info(|| WidgetInfo {
        label: Some(field.label.to_owned()),
        ..WidgetInfo::drag_value(ui.is_enabled(), value)
    });
    let refused = refused.into_inner().filter(|text| !text.trim().is_empty());
    if let Some(text) = &refused {
        ui.data_mut(|data| data.insert_temp(id, text.clone()));
        ui.ctx().request_repaint();
    }
    NumberAnswer {
        response,
        value,
        refusal: refused.map(|text| why(field, &text)),
    }
}

/// The field with a text that couldn't be taken: it is changed until it can, or given up by Escape or by emptying it.
fn mend(ui: &mut Ui, field: &NumberField<'_>, size: Vec2, id: Id, mut text: String) -> NumberAnswer {
    let warn = ui.visuals().warn_fg_color;
    let response = ui
        .scope(|ui| {
            let widgets = &mut ui.visuals_mut().widgets;
            for widget in [&mut widgets.inactive, &mut widgets.hovered] {
                widget.bg_stroke = Stroke::new(1.0, warn);
            }
            ui.visuals_mut().selection.stroke = Stroke::new(1.0, warn);
            let edit = TextEdit::singleline(&mut text).margin(Margin::symmetric(6, 3));
            ui.add_sized(size, edit)
        })
        .inner;
    response.widget_info(|| WidgetInfo {
        label: Some(field.label.to_owned()),
        current_text_value: Some(text.clone()),
        ..WidgetInfo::new(Role::TextInput)
    });
    let given_up = text.trim().is_empty() || ui.input(|input| input.key_pressed(Key::Escape));
    let number = taken(field, &text).filter(|_| response.lost_focus());
    ui.data_mut(|data| match given_up || number.is_some() {
        true => data.remove::<String>(id),
        false => {
            data.insert_temp(id, text.clone());
        }
    });
    NumberAnswer {
        response,
        value: number.unwrap_or(field.value),
        refusal: (!given_up && number.is_none()).then(|| why(field, &text)),
    }
}

/// The number that a text means, if the field can take it.
fn taken(field: &NumberField<'_>, text: &str) -> Option<f64> {
    let [low, high] = field.range;
    typed_number(text).filter(|number| (low..=high).contains(number))
}

fn why(field: &NumberField<'_>, text: &str) -> String {
    match typed_number(text) {
        Some(_) => words::out_of_range(text.trim(), field.range, field.unit),
        None => words::no_number(text.trim()),
    }
}
