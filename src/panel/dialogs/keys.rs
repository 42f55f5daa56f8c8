//! Keys to change: click one, press the new one.

use super::super::{theme, widgets};
use super::{DialogAnswer, close_button, scrolling, title};
use crate::editor::{
    AppAction, EditorState, KEY_TABLE, KeyChanges, KeyChord, KeyCommand, KeyPress, KeysForm,
};
use crate::words::canvas;
use crate::words::panel::dialogs as words;
use egui::{Align, Button, Event, Key, Layout, Role, Ui, vec2};
use egui_material_icons::icons::ICON_UNDO;

/// Width of a key's button, ui points.
const KEY_WIDTH: f32 = 168.0;

/// Shows the list.
pub fn show(ui: &mut Ui, state: &EditorState, form: &mut KeysForm, fresh: bool, answer: &mut DialogAnswer) {
    let mut keys = state.prefs.keys.clone();
    if let Some(command) = form.waiting.filter(|_| form.clashing.is_none()) {
        take_key(ui, command, &mut keys, form);
    }
    title(ui, words::keys_title(), words::keys_help());
    scrolling(ui, |ui| {
        for (index, group) in canvas::groups().into_iter().enumerate() {
            let rows = KEY_TABLE.iter().filter(|row| row.group == index);
            let mut rows = rows.filter(|row| row.command.can_change()).peekable();
            if rows.peek().is_some() {
                widgets::header(ui, group, |_| ());
            }
            for row in rows {
                one_command(ui, row.command, &mut keys, form);
            }
            ui.add_space(8.0);
        }
    });
    if keys.any() && ui.button(words::keys_reset_all()).clicked() {
        keys.reset_all();
        *form = KeysForm::default();
    }
    close_button(ui, fresh, answer);
    if keys != state.prefs.keys {
        let mut prefs = state.prefs.clone();
        prefs.keys = keys;
        answer.actions.push(AppAction::SetPreferences(Box::new(prefs)));
    }
}

/// Takes the next press for the command that waits; nothing else hears it. Esc leaves the key as it is.
fn take_key(ui: &Ui, command: KeyCommand, keys: &mut KeyChanges, form: &mut KeysForm) {
    let pressed = ui.input_mut(|input| {
        let pressed = input.events.iter().find_map(KeyPress::of);
        input.events.retain(|event| !matches!(event, Event::Key { .. }));
        pressed
    });
    let Some(press) = pressed else {
        return;
    };
    if press.key == Key::Escape {
        *form = KeysForm::default();
        return;
    }
    let Some(chord) = press.chord() else {
        return;
    };
    if keys.clash(command, &chord).is_some() {
        form.clashing = Some(chord);
        return;
    }
    keys.set(command, chord);
    *form = KeysForm::default();
}

fn one_command(ui: &mut Ui, command: KeyCommand, keys: &mut KeyChanges, form: &mut KeysForm) {
    let said = canvas::command(command);
    let waits = form.waiting == Some(command);
    ui.horizontal(|ui| {
        ui.label(said);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let text = match waits && form.clashing.is_none() {
                true => words::keys_press().to_owned(),
                false => canvas::keys(&keys.chords(command)),
            };
            let name = words::keys_of(said, &text);
            let button = Button::new(text)
                .min_size(vec2(KEY_WIDTH, theme::ROW))
                .selected(waits)
                .wrap();
            let response = ui.add(button);
            widgets::name(ui, &response, Role::Button, &name);
            if response.clicked() {
                *form = KeysForm {
                    waiting: Some(command),
                    clashing: None,
                };
            }
            let reset = words::keys_reset(said);
            if keys.is_changed(command) && widgets::icon_button(ui, ICON_UNDO, &reset, true, false).clicked()
            {
                keys.reset(command);
                *form = KeysForm::default();
            }
        });
    });
    if let Some(chord) = form.clashing.filter(|_| waits) {
        clash(ui, command, chord, keys, form);
    }
}

/// Says who has the key, and offers to swap.
fn clash(ui: &mut Ui, command: KeyCommand, chord: KeyChord, keys: &mut KeyChanges, form: &mut KeysForm) {
    let Some(clash) = keys.clash(command, &chord) else {
        return *form = KeysForm::default();
    };
    let key = canvas::keys(&[chord]);
    let said = words::keys_clash(&key, canvas::command(clash.command), clash.can_swap);
    widgets::warning(ui, &said);
    ui.horizontal(|ui| {
        if clash.can_swap && ui.button(words::keys_swap()).clicked() {
            keys.swap(command, chord);
            *form = KeysForm::default();
        }
        if ui.button(words::keys_leave()).clicked() {
            *form = KeysForm::default();
        }
    });
}
